"""Charts: a drawing with the name, the text and the data table that make it readable to everyone.

Owns the form a chart has in a notebook's output (``MIME``) and on the page. The output of a notebook that somebody
runs also has the drawing as SVG, which JupyterLab shows; the page draws and numbers charts itself, so that it does not
depend on how a notebook was run.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from ..record.figures import Figure
from ..record.files import table_data, table_from
from ..record.tables import Table
from .drawing import draw
from .tables import table_html

MIME = "application/vnd.statsbidrag.chart.v1+json"
KEYS = ("id", "name", "text", "table", "spec")


@dataclass(frozen=True)
class Chart:
    """``name`` says what is shown, ``text`` what the reader should see in it; ``spec`` is Vega-Lite.

    ``table_follows``: the same numbers stand in a table right after the figure, so that the page has them once.
    ValueError if id, name or text is empty, or if the text only repeats the name.
    """

    id: str
    name: str
    text: str
    table: Table
    spec: dict
    table_follows: bool = False

    def __post_init__(self) -> None:
        for key in ("id", "name", "text"):
            if not getattr(self, key).strip():
                raise ValueError(f"figuren «{self.id or self.name}» saknar {key}; den som inte ser bilden behöver det")
        if self.text.strip().rstrip(".").casefold() == self.name.strip().rstrip(".").casefold():
            raise ValueError(f"figuren «{self.id}»: texten upprepar namnet; skriv vad figuren visar")

    def as_dict(self) -> dict[str, object]:
        """Plain values: id, name, text, table, spec, table_follows."""
        return {**vars(self), "table": table_data(self.table)}

    def undrawn(self) -> dict[str, object]:
        """A notebook's output without the drawing, by MIME type."""
        return {MIME: self.as_dict(), "text/plain": f"Figur: {self.name}. {self.text}"}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, object]:
        return {**self.undrawn(), "image/svg+xml": draw(self.spec, self.id)}


def chart_from(data: dict, figures: Mapping[str, Figure]) -> Chart:
    """The chart of ``Chart.as_dict``, its table over the figures of its record. Raises KeyError if a part is missing,
    ValueError for one that says nothing."""
    return Chart(**{**data, "table": table_from(data["table"], figures)})


def chart_html(chart: Chart, number: int, with_table: bool = True) -> str:
    """A chart as HTML, with its number on the page: «Figur 1. NAME.»

    ``with_table`` False leaves the data table out, where the page has another after it; a chart whose own table
    follows says so instead.
    """
    place = f"fig{number}"
    name, text = escape(chart.name.strip().rstrip(".")), escape(chart.text)
    named = f' role="img" aria-labelledby="{place}-namn" aria-describedby="{place}-text"'
    drawing = draw(chart.spec, place).replace("<svg ", f"<svg{named} ", 1)
    table = (
        f'<details><summary>Visa siffrorna i tabell<span class="dold">: {name}</span></summary>'
        f"{table_html(chart.table)}</details>"
    )
    if chart.table_follows:
        with_table = False
        text += " Siffrorna står i tabellen efter figuren."
    return (
        f'<figure id="{place}">'
        f'<div class="rull" tabindex="0" role="group" aria-label="Figur {number}, {name}">{drawing}</div>'
        f'<figcaption><strong id="{place}-namn">Figur {number}. {name}.</strong> '
        f'<span id="{place}-text">{text}</span></figcaption>{table if with_table else ""}</figure>'
    )
