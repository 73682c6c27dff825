"""The overview's sections: what the region may get, has got and used of all its agreements, and what is due.

Owns the sentences and cards of the overview's page one, and its chart. Everything comes from the overview's record.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ...base.numbers import adds_up, mnkr, with_unit
from ...base.period import Period
from ...record.figures import Figure
from ...record.model import Record
from ...record.tables import Column, Row, Table, ore_in
from ...show.alert import Line, alerts_html, line
from ...show.cards import Card, cards_html
from ...show.charts import Chart
from ...show.figure_words import with_marks, worded
from ...show.prose import NOTHING, paragraph
from ...show.specs import bars
from ...show.tables import table_html
from ...show.wording import PARTLY_ASSUMED, listed

MOST_NAMED = 3
# So many lines of a kind stand on page one; the rest stands in the reports.
MOST_TOLD = 6


def lead(record: Record) -> list[str | Chart]:
    """Page one: three sentences, six cards and the chart of every agreement."""
    said = paragraph(" ".join(sentences(record)), "ingress")
    return [said, *alerts_html(attention_lines(record), MOST_TOLD), cards_html(cards(record)), *_chart(record)]


def attention_lines(record: Record, folder: str = "") -> list[Line]:
    """What somebody must act on in any agreement, with its page below ``folder``."""
    return [
        line(one, None if one.amount is None else worded(record.figures[one.amount]), one.agreement or "",
             f"{folder}{one.page}" if one.page else None)
        for one in record.attention
    ]  # fmt: skip


def sentences(record: Record) -> list[str]:
    """What was got and used, what is left of it, and what is due."""
    return [_used(record), _left(record), _due(record)]


def _known(record: Record, name: str) -> str:
    """``för 3 av 5 överenskommelser``, where not every amount is known; else nothing."""
    reports, unknown = record.count("portfolio.reports"), record.count(f"portfolio.{name}.unknown")
    return f" (känt för {reports - unknown} av {reports})" if unknown else ""


def _used(record: Record) -> str:
    reports = record.count("portfolio.reports")
    if not reports:
        return "Ingen rapport är publicerad för perioden."
    entitled, received, cost = (record.figures[f"portfolio.{name}"] for name in ("entitled", "received", "cost"))
    agreements = "en överenskommelse" if reports == 1 else f"{reports} överenskommelser"
    unknown = record.count("portfolio.entitled.unknown")
    most = "" if entitled.ore is None else _most(record, entitled)
    may = f" som högst kan ge {most}"
    if entitled.ore is None:
        may = ", vars högsta belopp är ej känt" if reports == 1 else ", vars högsta belopp är ej kända"
    elif unknown:
        may = f", varav {reports - unknown} har ett känt högsta belopp, tillsammans {most}"
    got = worded(received) if received.ore is not None else with_unit(mnkr(0), "mnkr")
    got_of, apart = "", record.figures.get("bridge.received.without_entitled")
    if unknown and apart is not None and apart.ore:
        got_of = f", varav {worded(apart)} i rapporter där hela högsta beloppet inte är känt,"
    used = "ej känt hur mycket" if cost.ore is None else worded(cost)
    known = _known(record, "cost")
    return f"Regionen följer {agreements}{may}. Sammanlagt är {got} mottaget{got_of} och {used} förbrukat{known}."


def _most(record: Record, entitled: Figure) -> str:
    """Högsta belopp of them all; of a sum the mark tells whether all of it is assumed or a part."""
    partly = f" ({_assumed_words(record)})" if entitled.assumed else ""
    return worded(replace(entitled, assumed=False)) + partly


def _left(record: Record) -> str:
    unspent = record.figures["portfolio.unspent"]
    rows = record.table("portfolio").rows if record.has_table("portfolio") else []
    left_in = [(str(row["title"]), ore) for row in rows if (ore := ore_in(row["unspent"]))]
    untraced = _untraced(record)
    if not unspent.ore or not left_in:
        if untraced:
            return f"{untraced} {_ahead(record)}".rstrip()
        received = record.ore("portfolio.received")
        said = "Allt mottaget är förbrukat" if received else "Inget är ännu mottaget"
        if not received or not record.ore("portfolio.ahead"):
            return f"{said}."
        return f"{said}, och {_more(record)} därutöver."
    left_in.sort(key=lambda told: -told[1])
    named = [f"{title} {with_unit(mnkr(ore), 'mnkr')}" for title, ore in left_in[:MOST_NAMED]]
    most = "mest i " if len(left_in) > len(named) else "i "
    if len(left_in) == len(named) and not adds_up([ore for _, ore in left_in], "mnkr", 1):
        named[-1] += " (avrundat)"
    where = f", {most}{listed(named)}" if record.count("portfolio.reports") > 1 else ""
    left = worded(unspent)
    said = f"Av det mottagna är {left} ännu inte förbrukat{where}."
    return " ".join(text for text in (said, _ahead(record), untraced) if text)


def _ahead(record: Record) -> str:
    """What is used beyond what was received, in the other agreements: without it the sums do not seem to close."""
    if not record.ore("portfolio.ahead"):
        return ""
    if record.count("portfolio.reports") == 1:
        return f"Regionen har {_more(record)} förbrukat utöver det mottagna."
    return f"I {_others(record)} är {_more(record)} förbrukat utöver det mottagna."


def _others(record: Record) -> str:
    """``en annan`` or ``andra``: the agreements that have used more than they got."""
    rows = record.table("portfolio").rows
    ahead = [row for row in rows if (ore_in(row["cost"]) or 0) > (ore_in(row["received"]) or 0)]
    return "en annan" if len(ahead) == 1 else "andra"


def _assumed_words(record: Record) -> str:
    known = [figure for figure in record.below("agreement", "entitled") if figure.ore is not None]
    return "antaget" if all(figure.assumed for figure in known) else PARTLY_ASSUMED


def _more(record: Record) -> str:
    return worded(record.figures["portfolio.ahead"])


def _untraced(record: Record) -> str:
    """What was received where the cost is not known: nobody can say what has become of it."""
    untraced = record.figures["portfolio.untraced"]
    rows = record.table("portfolio").rows if record.has_table("portfolio") else []
    titles = [str(row["short"]) for row in rows if ore_in(row["received"]) and ore_in(row["cost"]) is None]
    if not untraced.ore:
        return ""
    return f"Hur {worded(untraced)} har använts går inte att följa: {listed(titles)}."


def _due(record: Record) -> str:
    met, asked = (record.count(f"portfolio.requirements.{name}") for name in ("met", "all"))
    said = f"{met} av {asked} krav är uppfyllda" if asked else "Källorna anger inga krav"
    said = with_marks(said, record.figures["portfolio.requirements.met"])
    missing = record.count("portfolio.missing")
    lacking = f"; {missing} rapporter saknas" if missing > 1 else "; en rapport saknas" if missing else ""
    due = record.next
    ahead = f" Nästa datum är {due.day}: {due.what} – {due.title}." if due.date else ""
    return f"{said}{lacking}.{ahead}"


def cards(record: Record) -> list[Card]:
    """Six cards: may get, got, used, left over, required, next."""
    period = Period.parse(record.report.period)
    due = record.next
    _met, asked = (record.count(f"portfolio.requirements.{name}") for name in ("met", "all"))
    after = f"{due.what} – {due.title}" if due.date else "inga fler tidpunkter är kända"
    return [
        _money(record, "entitled", f"Högsta belopp {period.year}"),
        _money(record, "received", "Mottaget"),
        _money(record, "cost", f"Kostnad t.o.m. {period.month_name}"),
        _unspent(record),
        _requirements(record.figures["portfolio.requirements.met"], asked),
        Card("Nästa datum", due.day or "inget", "", after),
    ]


def _requirements(met: Figure, asked: int) -> Card:
    if not asked:
        return Card("Krav uppfyllda", "inga", "", "källorna anger inga krav")
    state = "ok" if met.count == asked else "watch"
    compared = with_marks("alla överenskommelser tillsammans", met)
    return Card("Krav uppfyllda", str(met.count), f"av {asked}", compared, state, "")


def _money(record: Record, name: str, title: str) -> Card:
    ore = record.ore(f"portfolio.{name}")
    reports = record.count("portfolio.reports")
    unknown = record.count(f"portfolio.{name}.unknown") - record.count(f"portfolio.{name}.not_of_kind")
    compared = f"känt för {reports - unknown} av {reports} överenskommelser" if unknown else _all(reports)
    compared = "en överenskommelse" if reports == 1 else compared
    compared = with_marks(compared, replace(record.figures[f"portfolio.{name}"], assumed=False))
    compared += f" · {_assumed_words(record)}" if record.is_assumed(f"portfolio.{name}") else ""
    carried = record.ore("portfolio.carried") if name == "received" else None
    compared += f" · varav {with_unit(mnkr(carried), 'mnkr')} kvar från tidigare år" if carried else ""
    if ore is None:
        return Card(title, "ej känt", "", compared, "none", "Inget belopp är känt")
    # That an amount is known is no judgement of it: only what is known in part has a mark.
    return Card(title, mnkr(ore), "mnkr", compared, *(("none", "Delvis känt") if unknown else ()))


def _all(reports: int) -> str:
    return {1: "en överenskommelse", 2: "båda överenskommelserna"}.get(reports, f"alla {reports} överenskommelser")


def _unspent(record: Record) -> Card:
    """What is received and not used, agreement by agreement: one that used more than it got takes nothing off."""
    title, ore = "Mottaget, ej förbrukat", record.ore("portfolio.unspent")
    untraced = record.ore("portfolio.untraced")
    if ore is None or untraced:
        card = _money(record, "unspent", title)
        gone = f"{with_unit(mnkr(untraced or 0), 'mnkr')} går inte att följa"
        return replace(card, status="off", status_text=gone) if untraced else card
    rows = record.table("portfolio").rows if record.has_table("portfolio") else []
    having = [row for row in rows if ore_in(row["unspent"])]
    left = len(having)
    compared = "inget är mottaget utöver kostnaden"
    if left:
        compared = with_marks(_where_left(having), record.figures["portfolio.unspent"])
    if record.ore("portfolio.ahead"):
        compared += f" · {f'i {_others(record)} ' if left else ''}{_more(record)} förbrukat utöver det mottagna"
    # Within the year money may wait for its costs; after it, somebody must decide.
    closing = Period.parse(record.report.period).closing
    return Card(title, mnkr(ore), "mnkr", compared, "watch" if left and closing else None)


def _where_left(having: Sequence[Row]) -> str:
    """In how many agreements something is left: of all that has come, or of one kind of money alone where the agreement
    as a whole has used more than it got."""
    whole = sum((ore_in(row["received"]) or 0) > (ore_in(row["cost"]) or 0) for row in having)
    in_part = len(having) - whole
    agreements = {1: "en överenskommelse"}.get(whole, f"{whole} överenskommelser")
    said = [f"i {agreements} där mer är mottaget än förbrukat"] if whole else []
    if in_part:
        more = {1: "en"}.get(in_part, str(in_part)) + (" till" if whole else " överenskommelse")
        more += "r" if not whole and in_part > 1 else ""
        said.append(f"för ett slag av pengarna i {more}")
    return " och ".join(said)


def _chart(record: Record) -> list[Chart]:
    if not record.has_table("portfolio"):
        return []
    table = record.table("portfolio")
    rows = [
        {"label": str(row["short"]), "value": ore_in(row["cost"]), "compare": ore_in(row["entitled"])}
        for row in sorted(table.rows, key=lambda row: -max(ore_in(row["entitled"]) or 0, ore_in(row["cost"]) or 0))
    ]
    columns = [
        Column("title", "Överenskommelse"),
        Column("cost", "Kostnad", "ore", scale="tkr"),
        Column("entitled", "Högsta belopp", "ore", scale="tkr"),
    ]
    text = (
        "Stapeln är kostnaden, strecket högsta belopp; siffrorna är kostnad av högsta belopp. Där strecket saknas är "
        "högsta belopp ej känt."
    )
    text += " Några högsta belopp är antagna." if record.is_assumed("portfolio.entitled") else ""
    data = Table("portfolio-chart", "Kostnad och högsta belopp per överenskommelse", columns, table.rows)
    name = "Så mycket av varje bidrag är förbrukat"
    return [Chart("portfolio", name, text, data, bars(rows, "Kostnad och högsta belopp"))]


def _shown(*names: str, otherwise: str) -> Callable[[Record], list[str | Chart]]:
    """A section that shows some tables of the record, or says why there is none."""

    def show(record: Record) -> list[str | Chart]:
        shown: list[str | Chart] = [table_html(table) for table in record.tables if table.id in names]
        return shown or [paragraph(otherwise, NOTHING)]

    return show


SECTIONS: dict[str, Callable[[Record], list[str | Chart]]] = {
    "laget": lead,
    "overenskommelserna": _shown(
        "portfolio",
        "results",
        "portfolio_kinds",
        "bridge_received",
        otherwise="Ingen rapport är publicerad för perioden.",
    ),
    "sammanstallningen": _shown(
        "compilation",
        "bridge_compilation",
        "budgeted_income",
        otherwise="Regionen har ingen egen sammanställning för året.",
    ),
    "ar-fran-ar": _shown("years", "bridge_years", otherwise="Regionen har bara ett års överenskommelser i registret."),
    "upphor": _shown("after", otherwise="Inga insatser följs på egna koder."),
    "utan-rapport": _shown("outside", otherwise="Alla överenskommelser i registret har en rapport."),
    "kalendern": _shown("calendar", otherwise="Inga tidpunkter är kända."),
}
