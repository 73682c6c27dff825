"""What stands in samlingsbilaga: the whole first, then each agreement in a few lines, a sheet for each that deviates.

Owns how much a board gets to read: at most ``SHEETS`` of A4 for the whole region, and one for each agreement that
deviates. What has no room is counted and leads to the report; an agreement is never left out without a word.
"""

from collections.abc import Mapping
from html import escape

from ..base.period import Period
from ..base.states import LightLevel, RequirementStatus
from ..record.attention import Attention
from ..record.model import Record
from ..record.tables import NOT_KNOWN, Column, Row, Table
from ..report.overview.portfolio import attention_lines
from ..report.overview.portfolio import sentences as sentences_of_all
from ..report.overview.reports import of_agreement
from ..report.sections.attention import lines_of
from ..report.sections.lights import levels
from ..report.sections.summary import sentences
from ..report.sections.summary_chart import chart
from ..report.sections.worth import DECIMALS, scale
from ..show.alert import alerts_html
from ..show.charts import chart_html
from ..show.figure_words import with_marks
from ..show.kind_words import NOT_APPLICABLE, has_no_such
from ..show.light_words import light_text
from ..show.prose import paragraph
from ..show.tables import table_html
from ..show.wording import FINAL, listed, sentence

SHEETS = 4
# What the printed sheets hold of text, measured at the style sheet's sizes: lines of a sheet, characters of a line.
LINES, CHARACTERS = 50, 105
# The head, the sentences on the whole and the table's own frame; a box with what is late; the heading of an agreement.
OF_HEAD, OF_BOX, OF_HEADING = 26, 3, 3
MOST_TOLD = 6
MOST_OF_ONE = 5
KEY_FIGURES = {
    "entitled": "Högsta belopp",
    "received": "Mottaget",
    "cost": "Kostnad",
    "unspent": "Mottaget, ej förbrukat",
    "forecast": "Prognos helår",
    "expected_unspent": "Bedöms inte förbrukas",
}
TOGETHER = ("title", "entitled", "received", "cost", "expected_unspent", "requirements", "next")
# Lower than in the report, so that the words in it keep their size.
CHART_HEIGHT = 150


def body(records: Mapping[str, Record], overview: Record | None, period: Period) -> str:
    """The HTML of samlingsbilaga. ``records`` by agreement; ``overview`` is of just these, None where none is."""
    apart = {name: record for name, record in records.items() if deviates(record)}
    rest = {name: record for name, record in records.items() if name not in apart}
    whole = _together(records, overview, period, list(apart))
    short = _short(rest, SHEETS * LINES - _lines_of_whole(records, overview))
    sheets = "".join(_sheet(name, record, period, number) for number, (name, record) in enumerate(apart.items(), 1))
    return f'<div class="samling">{whole}{short}{sheets}</div>'


def deviates(record: Record) -> bool:
    """Whether an agreement has a sheet of its own: a light is red, or a requirement fails."""
    return LightLevel.OFF in levels(record).values() or bool(failed(record))


def failed(record: Record) -> list[str]:
    """The requirements that are not met, by their short names."""
    rows = record.table("requirements").rows
    return [str(row["short"]) for row in rows if row["status"] == RequirementStatus.NOT_MET]


def _together(records: Mapping[str, Record], overview: Record | None, period: Period, apart: list[str]) -> str:
    """The position of them all, what must be acted on, which requirements fail, and the table with its sums."""
    titles = [records[name].header.short_title for name in apart]
    many = "Överenskommelsen" if len(records) == 1 else f"{len(records)} överenskommelser"
    said = f"{many} följs. " if len(records) > 1 else ""
    if not titles:
        said += "Ingen avviker." if len(records) > 1 else f"{many} avviker inte."
    else:
        said += (
            f"{sentence(listed(titles))} avviker och har var sin sida nedan."
            if len(titles) > 1
            else (f"{sentence(titles[0])} avviker och har en egen sida nedan.")
        )
    parts = [f"<h2>Läget i korthet</h2>{paragraph(said, 'ingress')}"]
    if overview is not None:
        parts.append(paragraph(" ".join(sentences_of_all(overview))))
        parts += alerts_html(attention_lines(overview), MOST_TOLD)
    unmet = [f"{record.header.short_title}: {listed(failed(record))}" for record in records.values() if failed(record)]
    if unmet:
        parts.append(paragraph(f"Krav som inte är uppfyllda: {'; '.join(unmet)}."))
    return "".join(parts) + table_html(_table(records, overview, period))


def _table(records: Mapping[str, Record], overview: Record | None, period: Period) -> Table:
    """Every agreement in a row; with the sums of the overview where it is of these records."""
    caption = f"Överenskommelserna, {period.title}"
    if overview is not None and overview.has_table("portfolio"):
        table = overview.table("portfolio")
        columns = [column for column in table.columns if column.key in TOGETHER]
        note = "«Ej känt» ingår inte i summorna. Hur de hänger ihop står i översikten."
        return Table("digest", caption, columns, table.rows, table.total, note)
    names = ("entitled", "received", "cost", "expected_unspent")
    headings = KEY_FIGURES | (FINAL if period.closing else {})
    rows: list[Row] = []
    for name, record in records.items():
        row: Row = {"title": record.header.short_title, "page": f"{name}.html"}
        row |= {key: of_agreement(record, key) for key in names}
        row |= {f"{key}.missing": NOT_APPLICABLE for key in names if has_no_such(record.figures[f"chain.{key}"])}
        rows.append(row)
    columns = [
        Column("title", "Överenskommelse", link="page"),
        *(Column(key, headings[key], "ore", scale="mnkr", decimals=1) for key in names),
    ]
    note = "Summorna saknas: översikten är inte gjord av just de här rapporterna. Kör alla regionens rapporter."
    return Table("digest", caption, columns, rows, note=note)


def _lines_of_whole(records: Mapping[str, Record], overview: Record | None) -> int:
    told = [] if overview is None else overview.attention
    boxes = sum(min(len(ours), MOST_TOLD) * 2 + OF_BOX for ours in _by_colour(told) if ours)
    unmet = sum(len("; ".join(failed(record))) + 30 for record in records.values() if failed(record))
    # A row of the table takes a line and a half.
    return OF_HEAD + boxes + unmet // CHARACTERS + len(records) * 3 // 2


def _by_colour(attention: list[Attention]) -> tuple[list[Attention], list[Attention]]:
    return [one for one in attention if one.is_red], [one for one in attention if not one.is_red]


def _short(records: Mapping[str, Record], room: int) -> str:
    """The agreements that follow their plan: as many as there is room for, the others counted."""
    if not records:
        return ""
    shown: list[str] = []
    left = room - OF_HEADING
    for name, record in records.items():
        left -= OF_HEADING + -(-len(_entry_text(record)) // CHARACTERS)
        if left < 0:
            break
        shown.append(_entry(name, record))
    hidden = list(records.values())[len(shown) :]
    more = ""
    if hidden:
        count = "En överenskommelse" if len(hidden) == 1 else f"{len(hidden)} överenskommelser"
        more = paragraph(
            f"{count} till avviker inte och får inte plats här: "
            f"{listed([record.header.short_title for record in hidden])}. Läs om dem i rapporterna."
        )
    return f"<h2>Överenskommelser som inte avviker</h2>{''.join(shown)}{more}"


def _entry(name: str, record: Record) -> str:
    link = f'<a href="{name}.html">Hela rapporten</a>'
    return (
        f'<section class="kort-post"><h3>{escape(record.header.short_title)}</h3>'
        f"<p>{escape(_entry_text(record))} {link}</p></section>"
    )


def _entry_text(record: Record) -> str:
    amber = [f"{one.lead} {one.rest}" for one in lines_of(record)[:1]]
    return " ".join([_lit(record), *sentences(record)[:2], *amber, _ahead(record)]).strip()


def _lit(record: Record) -> str:
    """The lights that are to watch or off, in words; nothing for a calm report."""
    rows = record.table("lights").rows
    levels_told = (LightLevel.OFF, LightLevel.WATCH)
    lit = [row for level in levels_told for row in rows if row["level"] == level.value]
    return " ".join(f"{row['title']}: {light_text(LightLevel(str(row['level'])), str(row['words']))}." for row in lit)


def _ahead(record: Record) -> str:
    """The requirements in numbers, and what is due."""
    met, asked = (record.count(f"requirements.{name}") for name in ("met", "all"))
    counted = with_marks(f"{met} av {asked} krav är uppfyllda", record.figures["requirements.met"])
    due = record.next
    # «Redovisning till SKL» names its receiver already.
    to = f" till {due.receiver}" if due.receiver and " till " not in due.what else ""
    ahead = f"Nästa datum: {due.day}, {due.what}{to}." if due.date else ""
    return " ".join(text for text in (f"{counted}." if asked else "", ahead) if text)


def _sheet(name: str, record: Record, period: Period, number: int) -> str:
    """One agreement that deviates: sentences, what must be acted on, key figures, failed requirements, the chart."""
    drawn = ""
    if record.ore("chain.cost") is not None:
        drawn = chart_html(chart(record, height=CHART_HEIGHT), number, with_table=False)
    unmet = failed(record)
    named = paragraph(f"Krav som inte är uppfyllda: {listed(unmet)}.") if unmet else ""
    link = f'<a href="{name}.html">Hela rapporten</a>'
    return (
        f'<section class="sida"><h2>{escape(record.header.short_title)}</h2>{paragraph(_lit(record))}'
        f"{paragraph(' '.join(sentences(record)))}{''.join(alerts_html(lines_of(record), MOST_OF_ONE))}{named}"
        f"{drawn}{table_html(_key_figures(record, period))}"
        f"<p>{escape(_ahead(record))} {link}</p></section>"
    )


def _key_figures(record: Record, period: Period) -> Table:
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
    return Table(f"digest-{agreement}", f"Belopp i korthet, {header.short_title}", columns, [row])
