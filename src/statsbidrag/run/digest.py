"""Samlingsbilaga: half a page per agreement, for the papers of the board.

Owns which periods have one (T1, T2 and the final accounts) and what stands in it: the three sentences of each report's
page one, what is late or waited for, its key figures, what is due, and the cost against the budget. Made from the
records alone, and printed where there is a program for it.
"""

from html import escape

from ..base.errors import ParameterError
from ..base.period import Period
from ..base.whole_files import remove
from ..read.files import Root
from ..read.params.parameters import personal_numbers, read_region
from ..record.files import whole_record
from ..record.model import Record
from ..record.tables import NOT_KNOWN, Column, Row, Table
from ..report.overview import OVERVIEW
from ..report.overview.reports import of_agreement
from ..report.sections.attention import blocks
from ..report.sections.summary import sentences, tells_requirements
from ..report.sections.summary_chart import chart
from ..report.sections.worth import DECIMALS, scale
from ..show.charts import chart_html
from ..show.figure_words import with_marks
from ..show.kind_words import NOT_APPLICABLE, has_no_such
from ..show.tables import table_html
from ..show.wording import ADOPTED, FINAL, IN_REPORTS, fictive_in, firmness
from .gate import Telling, release
from .page import standalone_page
from .paths import report_file, report_folder
from .pdf import NotPrinted, pdf_bytes

DIGEST = "samlingsbilaga"
PERIODS = (4, 8, 13)
KEY_FIGURES = {
    "entitled": "Högsta belopp",
    "received": "Mottaget",
    "cost": "Kostnad",
    "unspent": "Mottaget, ej förbrukat",
    "forecast": "Prognos helår",
    "expected_unspent": "Bedöms inte förbrukas",
}
# Lower than in the report, so that the words in it keep their size on half a page.
CHART_HEIGHT = 116


def write_digest(root: Root, region_id: str, period: Period, printer: str | None) -> str | None:
    """Write the page when the period has one and any report is there; take away one that has no reports any more.

    Returns why it could not be printed, None when it was or when there is no ``printer``.
    """
    folder = report_folder(root, region_id, period)
    if period.number not in PERIODS:
        return None
    paths = [path for path in sorted(folder.glob("*.json")) if path.stem not in (OVERVIEW, "manifest")]
    records = [record for path in paths if (record := whole_record(path))]
    page, printed = (report_file(root, region_id, period, DIGEST, kind) for kind in ("html", "pdf"))
    if not records:
        remove(page)
        remove(printed)
        return None
    try:
        region_name = read_region(root, region_id).name_in(period.year)
    except ParameterError:
        region_name = records[0].header.region_name
    header = {
        "region_name": region_name,
        "title": "Samlingsbilaga: riktade statsbidrag",
        "period_title": period.title,
        "preliminary_text": firmness(period.closing, all(_is_adopted(record) for record in records)),
        "unit_text": "Belopp i mnkr eller tkr, som det står",
        "fictive_text": fictive_in([record.fictive for record in records], IN_REPORTS),
        "links": [{"href": "index.html", "text": "Alla rapporter för perioden"}],
    }
    body = "".join(_half_page(record, period, number) for number, record in enumerate(records, start=1))
    title = f"Samlingsbilaga – {region_name}, {period.title}"
    text = personal_numbers(root).masked(standalone_page(title, header, body))
    if printed.is_file() and page.is_file() and page.read_text(encoding="utf-8") == text:
        return None
    files, why = [(page, text.encode())], None
    if printer is not None:
        try:
            files.append((printed, pdf_bytes(text, printer)))
        except NotPrinted as error:
            why = str(error)
    release(files, Telling(personal_numbers(root)))
    if len(files) == 1:
        # A PDF of earlier reports would tell other figures than the page beside it.
        remove(printed)
    return why


def _is_adopted(record: Record) -> bool:
    return record.header.preliminary_text.startswith(ADOPTED)


def _half_page(record: Record, period: Period, number: int) -> str:
    """One agreement: heading, three sentences, key figures, requirements and what is due, chart of a known cost."""
    header, agreement = record.header, record.report.agreement
    headings = KEY_FIGURES | FINAL if period.closing else KEY_FIGURES
    row: Row = {name: of_agreement(record, name) for name in KEY_FIGURES}
    headings = {name: with_marks(heading, record.figures[f"chain.{name}"]) for name, heading in headings.items()}
    unit = scale(record)
    separated = record.agreement is None or record.agreement.not_separated is None
    missing = {} if separated else {"cost": "ej särredovisad"}
    missing |= {name: NOT_APPLICABLE for name in KEY_FIGURES if has_no_such(record.figures[f"chain.{name}"])}
    columns = [
        Column(name, heading, "ore", missing=missing.get(name, NOT_KNOWN), scale=unit, decimals=DECIMALS[unit])
        for name, heading in headings.items()
    ]
    table = Table(f"digest-{agreement}", f"Belopp i korthet, {header.short_title}", columns, [row])
    due = record.next
    to = f" till {due.receiver}" if due.receiver else ""
    ahead = f"Nästa datum: {due.day}, {due.what}{to}." if due.date else "Inga fler tidpunkter är kända."
    met, asked = (record.count(f"requirements.{name}") for name in ("met", "all"))
    said = " ".join(sentences(record))
    counted = with_marks(f"{met} av {asked} krav är uppfyllda", record.figures["requirements.met"])
    told = tells_requirements(record)
    required = f"{counted}." if asked and not told else ""
    ahead = "" if told and due.date else ahead
    link = f'<a href="{agreement}.html">Hela rapporten</a>'
    drawn = ""
    if record.ore("chain.cost") is not None:
        drawn = chart_html(chart(record, height=CHART_HEIGHT), number, with_table=False)
    return (
        f'<section class="halvsida"><h2>{escape(header.short_title)}</h2><p>{escape(said)}</p>'
        f"{''.join(blocks(record))}{drawn}{table_html(table)}<p>{escape(required)} {escape(ahead)} {link}</p></section>"
    )
