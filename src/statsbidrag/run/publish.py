"""From an executed notebook to a page.

Owns what of a notebook reaches a reader: prose, the sections of its record, and other outputs our code made. Sections
are shown from the record itself, and charts drawn and numbered here in their order, so that how the notebook was run
cannot change the page. Code, prints and cells tagged ``parameters``, ``injected-parameters`` or ``dold`` do not reach
it. A notebook that stopped, warned or shows something that has no form on a page is refused, and nothing is written
here at all; that every section of the record is there is for ``run.gate`` to see.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from nbconvert import HTMLExporter, TemplateExporter
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat import NotebookNode

from ..base.errors import ReportFailed
from ..base.personal_numbers import masked
from ..base.quoting import shape_of
from ..base.unseen import visible
from ..record.model import Record
from ..report.notebook import SECTION_TYPE, blocks_of
from ..show.charts import KEYS, MIME, Chart, chart_from, chart_html
from .cells import HIDDEN_TAGS, PAPERMILL_ERROR_TAG, mark_of, numbered, tags_of
from .page import standalone_page
from .page.header import header_of

PUBLISHED = (SECTION_TYPE, MIME, "text/html", "text/markdown")
INDEX_LINK = {"href": "index.html", "text": "Alla rapporter för perioden"}
FAULT = re.compile(r"\b(\w+(?:Warning|Error|Exception)): ")


def publish_html(notebook: NotebookNode, record: Record, links: Sequence[dict[str, str]] = ()) -> str:
    """The page of an executed notebook; the notebook itself is left as it was. ``links`` are to the report's own files,
    dicts of href and text.

    Raises ReportFailed, one line a fault with the cell's number, if the notebook cannot be published.
    """
    agreement = record.report.agreement
    faults = _faults(notebook, record)
    if faults:
        raise ReportFailed([f"{agreement}: {fault}" for fault in faults])
    charts: list[Chart] = []
    cells = [_published_cell(cell, record, charts) for cell in notebook.cells if not HIDDEN_TAGS & tags_of(cell)]
    for number, cell in enumerate(cells, start=1):
        cell.id = f"cell-{number}"
    bare = NotebookNode(nbformat=4, nbformat_minor=5, metadata=NotebookNode(), cells=cells)
    body = _body(bare)
    about = record.header
    title = f"{about.title} – {about.region_name}, {about.period_title}"
    try:
        page = standalone_page(title, header_of(record, [INDEX_LINK, *links]), body)
    except ReportFailed as refused:
        raise ReportFailed([f"{agreement}: {line}" for line in refused.lines]) from None
    for number, chart in enumerate(charts, start=1):
        place = _place(number)
        if page.count(place) != 1:
            lost = f"figur {number} («{chart.name}») kom inte med på sidan; kör om rapporten"
            raise ReportFailed(f"{agreement}: {lost}")
        try:
            page = page.replace(place, chart_html(chart, number))
        except ValueError as error:
            undrawn = f"figur {number} («{chart.name}») gick inte att rita: {_quoted(str(error))}"
            raise ReportFailed(f"{agreement}: {undrawn}") from None
    return page


def _place(number: int) -> str:
    return f'<figure data-figur="{number}" id="fig{number}"></figure>'


def _faults(notebook: NotebookNode, record: Record) -> list[str]:
    """Everything that forbids publishing, in Swedish, one a line."""
    faults = []
    if notebook.metadata.get("papermill", {}).get("exception"):
        faults.append("körningen av anteckningsboken avbröts; rätta felet och kör om")
    seen: set[str] = set()
    for number, cell in numbered(notebook):
        if PAPERMILL_ERROR_TAG in tags_of(cell):
            faults.append(f"cell {number} är papermills felmeddelande; rätta felet och kör om")
        for output in cell.get("outputs", []):
            fault = _output_fault(output, seen, record)
            if fault:
                faults.append(f"cell {number} {fault}")
    return faults


def _output_fault(output: NotebookNode, seen: set[str], record: Record) -> str | None:
    if output.output_type == "error":
        return f"stannade med fel: {output.ename}: {_quoted(output.evalue)}"
    if output.output_type == "stream":
        return f"varnade: {_quoted(output.text)}; rätta orsaken och kör om" if output.name == "stderr" else None
    if not any(kind in output.data for kind in PUBLISHED):
        shown = _quoted(output.data.get("text/plain", "en bild"))
        return f"visar {shown} som inte har någon form på sidan; visa en figur, en tabell eller text ur rapporten"
    chart = output.data.get(MIME)
    if chart is not None:
        missing = [key for key in KEYS if not chart.get(key)]
        if missing:
            return f"har en figur som saknar {', '.join(missing)}"
        if chart["id"] in seen:
            return f"har figuren «{chart['id']}» en gång till; varje figur ska ha ett eget id"
        seen.add(chart["id"])
        try:
            chart_from(chart, record.figures)
        except ValueError as error:
            return f"har figuren «{chart['id']}» ur ett annat underlag: {_quoted(str(error))}"
    return None


def _quoted(text: str | list[str]) -> str:
    """The first line of another program's words: its kind of fault, and the rest as any value is shown."""
    whole = text if isinstance(text, str) else "".join(text)
    lines = whole.strip().splitlines()
    first = lines[0] if lines else ""
    kind = FAULT.search(first)
    return f"{kind[1]}: {shape_of(first[kind.end() :])}" if kind else shape_of(first)


def _published_cell(cell: NotebookNode, record: Record, charts: list[Chart]) -> NotebookNode:
    """A copy with its sections from the record and charts as numbered places (appended to ``charts``), no prints.

    Prose has no personal numbers on a page.
    """
    copy = NotebookNode(cell)
    if cell.cell_type != "code":
        copy.source = masked(visible(cell.source))
        return copy
    outputs = []
    for output in cell.outputs:
        data = output.get("data", {})
        if (mark := mark_of(output)) is not None:
            name = mark.section
            # One that the record has not is for the gate to tell.
            outputs += [_block(block, charts) for block in blocks_of(record, name)] if name in record.sections else []
        elif MIME in data:
            outputs.append(_block(chart_from(data[MIME], record.figures), charts))
        else:
            kept = {kind: data[kind] for kind in ("text/html", "text/markdown") if kind in data}
            outputs += [_displayed(kept)] if kept else []
    copy.outputs = outputs
    return copy


def _block(block: str | Chart, charts: list[Chart]) -> NotebookNode:
    if isinstance(block, str):
        return _displayed({"text/html": block})
    charts.append(block)
    return _displayed({"text/html": f"{_place(len(charts))}\n"})


def _displayed(data: dict[str, str]) -> NotebookNode:
    """An output that shows ``data``. Nbformat's own maker holds each against its schema, which costs more than the rest
    of publishing a cell."""
    return NotebookNode(output_type="display_data", metadata=NotebookNode(), data=NotebookNode(data))


def _body(notebook: NotebookNode) -> str:
    """The HTML of a notebook's cells, as HTMLExporter makes it before its own pass over what is finished: that reads
    and writes all of it once more than the page does, to give images a text in English and cells of JupyterLab's
    template a place for the keyboard."""
    exporter = _exporter()
    resources = exporter._init_resources(None)
    kinds = WidgetsDataTypeFilter(notebook_metadata=exporter._nb_metadata, parent=exporter, resources=resources)
    exporter.register_filter("filter_data_type", kinds)
    body, _ = TemplateExporter.from_notebook_node(exporter, notebook, resources)
    return str(body)


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
