"""From an executed notebook to a page.

Owns what of a notebook reaches a reader: prose, and outputs our code made. Figures are drawn and numbered here, in
their order, so that how the notebook was run cannot change the page. Code, prints, the record and cells tagged
``parameters``, ``injected-parameters`` or ``dold`` do not reach it. A notebook that stopped, warned or shows something
that has no form on a page is refused, and nothing is written here at all.
"""

from functools import cache
from importlib.resources import files

from nbconvert import HTMLExporter
from nbformat import NotebookNode
from nbformat.v4 import new_output

from ..base.errors import ReportFailed
from ..record.model import RECORD_TYPE
from ..show.charts import MIME as FIGURE_MIME
from ..show.charts import chart_html
from .page import standalone_page

HIDDEN_TAGS = {"parameters", "injected-parameters", "dold"}
PAPERMILL_ERROR_TAG = "papermill-error-cell-tag"
PUBLISHED = (FIGURE_MIME, RECORD_TYPE, "text/html", "text/markdown")
INDEX_LINK = {"href": "index.html", "text": "Alla rapporter för perioden"}
LONGEST_QUOTE = 80


def publish_html(notebook: NotebookNode, record: dict) -> str:
    """The page of an executed notebook; the notebook itself is left as it was.

    ``record`` gives ``report`` (its agreement) and ``header`` as ``standalone_page`` takes it. Raises
    ReportFailed, one line a fault with the cell's number, if the notebook cannot be published.
    """
    report = record.report
    faults = [*_faults(notebook)]
    if faults:
        raise ReportFailed([f"{report['agreement']}: {fault}" for fault in faults])
    figures: list[dict] = []
    cells = [_published_cell(cell, figures) for cell in notebook.cells if not HIDDEN_TAGS & _tags(cell)]
    for number, cell in enumerate(cells, start=1):
        cell.id = f"cell-{number}"
    bare = NotebookNode(nbformat=4, nbformat_minor=5, metadata=NotebookNode(), cells=cells)
    body, _ = _exporter().from_notebook_node(bare)
    header = {"links": [INDEX_LINK], **record.header}
    title = f"{header['title']} – {header['region_name']}, {header['period_title']}"
    try:
        page = standalone_page(title, header, body)
    except ReportFailed as refused:
        raise ReportFailed([f"{report['agreement']}: {line}" for line in refused.lines]) from None
    for number, figure in enumerate(figures, start=1):
        place = _place(number)
        if page.count(place) != 1:
            lost = f"figur {number} («{figure['name']}») kom inte med på sidan; kör om rapporten"
            raise ReportFailed(f"{report['agreement']}: {lost}")
        try:
            page = page.replace(place, chart_html(figure, number))
        except ValueError as error:
            undrawn = f"figur {number} («{figure['name']}») gick inte att rita: {_quoted(str(error))}"
            raise ReportFailed(f"{report['agreement']}: {undrawn}") from None
    return page


def _place(number: int) -> str:
    return f'<figure data-figur="{number}" id="fig{number}"></figure>'


def _tags(cell: NotebookNode) -> set[str]:
    return set(cell.metadata.get("tags", []))


def _faults(notebook: NotebookNode) -> list[str]:
    """Everything that forbids publishing, in Swedish, one a line."""
    faults = []
    if notebook.metadata.get("papermill", {}).get("exception"):
        faults.append("körningen av anteckningsboken avbröts; rätta felet och kör om")
    seen: set[str] = set()
    for number, cell in enumerate(notebook.cells, start=1):
        if PAPERMILL_ERROR_TAG in _tags(cell):
            faults.append(f"cell {number} är papermills felmeddelande; rätta felet och kör om")
        for output in cell.get("outputs", []):
            fault = _output_fault(output, seen)
            if fault:
                faults.append(f"cell {number} {fault}")
    return faults


def _output_fault(output: NotebookNode, seen: set[str]) -> str | None:
    if output.output_type == "error":
        return f"stannade med fel: {output.ename}: {_quoted(output.evalue)}"
    if output.output_type == "stream":
        return f"varnade: {_quoted(output.text)}; rätta orsaken och kör om" if output.name == "stderr" else None
    if not any(kind in output.data for kind in PUBLISHED):
        shown = _quoted(output.data.get("text/plain", "en bild"))
        return f"visar {shown} som inte har någon form på sidan; visa en figur, en tabell eller text ur rapporten"
    figure = output.data.get(FIGURE_MIME)
    if figure is not None:
        missing = [key for key in ("id", "name", "text", "table", "spec") if not figure.get(key)]
        if missing:
            return f"har en figur som saknar {', '.join(missing)}"
        if figure["id"] in seen:
            return f"har figuren «{figure['id']}» en gång till; varje figur ska ha ett eget id"
        seen.add(figure["id"])
    return None


def _quoted(text: str | list[str]) -> str:
    whole = text if isinstance(text, str) else "".join(text)
    lines = whole.strip().splitlines()
    first = lines[0] if lines else ""
    return f"«{first[:LONGEST_QUOTE]}…»" if len(first) > LONGEST_QUOTE else f"«{first}»"


def _published_cell(cell: NotebookNode, figures: list[dict]) -> NotebookNode:
    """A copy with figures as numbered places (their data appended to ``figures``) and without record and prints."""
    copy = NotebookNode(cell)
    if cell.cell_type != "code":
        return copy
    outputs = []
    for output in cell.outputs:
        data = output.get("data", {})
        if FIGURE_MIME in data:
            figures.append(data[FIGURE_MIME])
            outputs.append(new_output("display_data", {"text/html": f"{_place(len(figures))}\n"}))
        elif RECORD_TYPE not in data:
            kept = {kind: data[kind] for kind in ("text/html", "text/markdown") if kind in data}
            outputs += [new_output("display_data", kept)] if kept else []
    copy.outputs = outputs
    return copy


@cache
def _exporter() -> HTMLExporter:
    """One exporter for the process: making it costs more than using it."""
    return HTMLExporter(
        template_name="report",
        extra_template_basedirs=[str(files(standalone_page.__module__))],
        language_code="sv",
        exclude_anchor_links=True,
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
