"""Fördelning: what was allotted, invoiced or paid, and accounted for, of money that is passed on.

Owns the figures ``receiver.<id>.*``, ``distribution.*`` (the sums, with what goes to others of the receivers' kinds)
and ``frame.<component>.*`` (``distribution.whole.*``: of the grant as a whole), and the tables ``distribution``,
``distribution_sum`` and ``distribution_frames``. Nothing where the region tells of no distribution. The rules are
``rules.distribution``; ``ekonomi`` shows it, but for the region's own frames, which ``ataganden`` tells.
"""

from collections.abc import Mapping, Sequence

from ...base.money import MINUS
from ...base.period import month_name
from ...base.states import Status
from ...facts.distribution import AmountTold, Distribution, FrameFacts, ReceiverFacts, distribution
from ...facts.gather import Facts
from ...model.distribution import ReceiverType
from ...record.figures import Figure, merged_status
from ...record.formulas import total
from ...record.model import Record
from ...record.tables import Column, Row, Table
from ...show.prose import heading, paragraph
from ...show.tables import table_html
from ...show.wording import SEE_FINDINGS, invented
from ..part import SUMMED, Given, Part
from .economy_chain import cost_status

TYPES: dict[ReceiverType, str] = {
    "administration": "förvaltning",
    "private": "privat utförare",
    "municipality": "kommun",
    "region": "annan region",
    "other": "annan mottagare",
}
GIVEN = ("allotted", "paid", "accounted")
FORMULAS = {
    "left": "max(0, {0}.allotted - {0}.paid)",
    "above": "max(0, {0}.paid - {0}.allotted)",
    "unaccounted": "max(0, {0}.paid - {0}.accounted)",
    "beyond": "max(0, {0}.accounted - {0}.paid)",
}
WHY = {
    "allotted": "det tilldelade beloppet är inte känt",
    "paid": "varken koder eller belopp är angivna för det som faktureras eller betalas ut",
    "accounted": "varken koder eller belopp är angivna för det som redovisas",
}
WHOLE_GRANT = "Hela bidraget"


def part(facts: Facts, given: Given) -> Part:
    """The figures and tables; none where nothing is told of what is passed on."""
    result = Part(given.figures)
    told = distribution(facts)
    if told is None:
        return result
    for one in told.receivers:
        _receiver(result, facts, one)
    if told.others is not None:
        result.add_sum("distribution.others", told.others[SUMMED], cost_status(facts))
    frames = [_frame(result, frame) for frame in told.frames]
    sums = _sums(result, told)
    result.tables = [_summary(facts, sums), _frames(facts, frames), _receivers(result, facts, told)]
    return result


def show(record: Record) -> list[str]:
    """What the reader meets, with a heading of its own; nothing where there is no distribution, or all of it is of the
    region's own frames."""
    if not record.has_table("distribution") or all(row.get("is_own") for row in record.table("distribution").rows):
        return []
    names = ("distribution_sum", "distribution_frames", "distribution")
    said = "Pengar som regionen har fördelat vidare: tilldelat, fakturerat eller utbetalt, och redovisat av mottagaren."
    return [heading("Fördelning"), paragraph(said), *(table_html(record.table(name)) for name in names)]


def _receiver(result: Part, facts: Facts, one: ReceiverFacts) -> None:
    """``receiver.<id>.*``."""
    name = f"receiver.{one.receiver.id}"
    if one.allotted is None:
        result.add_unknown(f"{name}.allotted", WHY["allotted"])
    else:
        result.add_money(f"{name}.allotted", one.allotted, [one.allotted_at], one.allotted_status)
    _amount(result, facts, f"{name}.paid", one.paid, one)
    _amount(result, facts, f"{name}.accounted", one.accounted, one)
    for key, formula in FORMULAS.items():
        rests_on = [f"{name}.{other}" for other in GIVEN if f".{other}" in formula]
        status = merged_status(result.figures[other].status for other in rests_on)
        result.add_formula(f"{name}.{key}", getattr(one.line, key), formula.format(name), status)


def _amount(result: Part, facts: Facts, key: str, told: AmountTold, one: ReceiverFacts) -> Figure:
    if told.rows is not None:
        return result.add_sum(key, told.rows[SUMMED], cost_status(facts))
    if told.entries is None:
        return result.add_unknown(key, WHY[key.rpartition(".")[2]])
    places = [entry.origin for entry in told.entries] or [one.receiver.origin]
    return result.add_money(key, told.ore, places, merged_status(entry.status for entry in told.entries))


def _frame(result: Part, frame: FrameFacts) -> Row:
    """A frame's row with its figures."""
    name = f"frame.{frame.component.id}" if frame.component else "distribution.whole"
    parts = [f"receiver.{one.receiver.id}.allotted" for one in frame.receivers]
    allotted = result.follow(f"{name}.allotted", total(parts), _weakest(result, parts))
    if frame.amount is not None:
        whole = result.add_money(f"{name}.frame", frame.frame, [frame.amount.origin], frame.amount.status)
    elif frame.own:
        whole = result.add_unknown(f"{name}.frame", "ingen källa anger ramen")
    elif frame.component is None or f"component.{frame.component.id}.entitled" in result.known:
        key = f"component.{frame.component.id}.entitled" if frame.component else "chain.entitled"
        known = result.known[key]
        whole = result.add_formula(f"{name}.frame", frame.frame, key, known.status, assumed=known.assumed)
    else:
        whole = result.add_unknown(f"{name}.frame", "delen går inte till regionerna")
    status = merged_status([whole.status, allotted.status])
    left = result.add_formula(f"{name}.unallotted", frame.unallotted, f"{whole.key} - {allotted.key}", status)
    title = frame.component.title if frame.component else WHOLE_GRANT
    return {"title": title, "frame": whole, "allotted": allotted, "unallotted": left}


def _weakest(result: Part, keys: Sequence[str]) -> Status:
    return merged_status(result.figures[key].status for key in keys)


def _sums(result: Part, told: Distribution) -> dict[str, Figure]:
    """``distribution.*``: what is known of all together, by name."""
    names = [one.receiver.id for one in told.receivers]
    without = {
        "no_allotment": ("paid", "allotted"),
        "no_payment": ("allotted", "paid"),
        "no_account": ("paid", "accounted"),
        "no_paid": ("accounted", "paid"),
    }
    found = {}
    for key in (*GIVEN, *FORMULAS):
        keys = [f"receiver.{name}.{key}" for name in names]
        keys = [one for one in keys if result.figures[one].value is not None]
        if key == "paid" and "distribution.others" in result.figures:
            keys.append("distribution.others")
        found[key] = result.follow(f"distribution.{key}", total(keys), _weakest(result, keys))
    for key, (amount, lacking) in without.items():
        keys = [
            f"receiver.{name}.{amount}" for name in names if result.figures[f"receiver.{name}.{lacking}"].value is None
        ]
        keys = [one for one in keys if result.figures[one].value is not None]
        if amount == "paid" and "distribution.others" in result.figures:
            keys.append("distribution.others")
        found[key] = result.follow(f"distribution.{key}", total(keys), _weakest(result, keys))
    return found


def _summary(facts: Facts, sums: Mapping[str, Figure]) -> Table:
    """How far the money has come, line by line; a line that is nought where it need not be told is left out."""
    lines = (
        ("allotted", "Tilldelat", "", True),
        (
            "left",
            "därav ännu inte fakturerat eller utbetalt",
            f"tilldelat {MINUS} fakturerat eller utbetalt, lägst noll",
            True,
        ),
        ("no_payment", "därav till mottagare vars fakturor eller utbetalningar är ej kända", "", False),
        ("paid", "Fakturerat eller utbetalt", "", True),
        ("above", "därav mer än tilldelat", f"fakturerat eller utbetalt {MINUS} tilldelat, lägst noll", False),
        ("no_allotment", "därav till mottagare utan känd tilldelning", "", False),
        ("accounted", "Redovisat av mottagarna", "", True),
        (
            "beyond",
            "därav mer än fakturerat eller utbetalt",
            f"redovisat {MINUS} fakturerat eller utbetalt, lägst noll",
            False,
        ),
        ("no_paid", "därav av mottagare vars fakturor eller utbetalningar är ej kända", "", False),
        ("unaccounted", "Ej redovisat", f"fakturerat eller utbetalt {MINUS} redovisat, lägst noll", True),
        ("no_account", "Redovisning ej känd", "till mottagare vars redovisning inte följs", False),
    )
    rows: list[Row] = [
        {"title": title, "ore": sums[key], "how": how, "emphasis": title[0].isupper()}
        for key, title, how, always in lines
        if always or sums[key].ore
    ]
    columns = [Column("title", "Led"), Column("ore", "Kronor", "ore", decimals=2), Column("how", "Så räknat")]
    note = _marks(list(sums.values())).strip()
    return Table(
        "distribution_sum", f"Fördelat vidare, {facts.period.title}", columns, rows, None, note, sheet="Fördelat"
    )


def _frames(facts: Facts, rows: list[Row]) -> Table:
    columns = [
        Column("title", "Del"),
        Column("frame", "Att fördela, kr", "ore", decimals=2),
        Column("allotted", "Tilldelat, kr", "ore", decimals=2),
        Column("unallotted", "Ej fördelat vidare, kr", "ore", decimals=2),
    ]
    cells = [cell for row in rows for cell in row.values() if isinstance(cell, Figure)]
    note = (
        f"Ej fördelat vidare = att fördela {MINUS} tilldelat. Där kan ingå det som regionen använder själv."
        + _marks(cells)
    )
    caption = f"Vad som fördelas, hela {facts.parameters.agreement.year}"
    return Table("distribution_frames", caption, columns, rows, None, note, sheet="Att fördela")


def _receivers(result: Part, facts: Facts, told: Distribution) -> Table:
    frames = {one.component.id if one.component else None: one for one in told.frames}
    columns = {"allotted": "Tilldelat, kr", "paid": "Fakturerat eller utbetalt, kr", "accounted": "Redovisat, kr"}
    columns |= {"unaccounted": "Ej redovisat, kr", "left": "Kvar av tilldelat, kr"}
    columns |= {"above": "Utöver tilldelat, kr"} if result.figures["distribution.above"].ore else {}
    rows: list[Row] = []
    for one in told.receivers:
        frame = frames[one.receiver.component]
        rows.append(
            {
                "title": one.receiver.receiver,
                "type": TYPES[one.receiver.type],
                "of": frame.component.title if frame.component else WHOLE_GRANT,
                "when": f"{month_name(one.receiver.start)}–{month_name(one.receiver.end)}",
                "number": one.receiver.number or "",
                "is_own": frame.own,
                **{key: result.figures[f"receiver.{one.receiver.id}.{key}"] for key in columns},
            }
        )
    others = result.figures.get("distribution.others")
    if others is not None and others.ore:
        empty = dict.fromkeys(("type", "of", "when", "number", *columns), "")
        rows.append({"title": f"Andra än de som står i fördelningen ({SEE_FINDINGS})", **empty, "paid": others})
    partly = any(isinstance(cell, Figure) and cell.ore is None for row in rows for cell in row.values())
    title = "Summa av det som är känt" if partly else "Summa"
    last: Row = {"title": title, **{key: result.figures[f"distribution.{key}"] for key in columns}}
    headings = [
        Column("title", "Mottagare"),
        Column("type", "Slag"),
        Column("of", "Del"),
        Column("when", "Gäller"),
        *([Column("number", "Diarienummer")] if any(row.get("number") for row in rows) else []),
        *(Column(key, title, "ore", decimals=2) for key, title in columns.items()),
    ]
    cells = [cell for row in rows for cell in row.values() if isinstance(cell, Figure)]
    note = "Fakturerat, utbetalt och redovisat räknas från januari till periodens slut." + _marks(cells)
    caption = f"Fördelat per mottagare, {facts.period.title}"
    return Table("distribution", caption, headings, rows, last, note, sheet="Mottagare")


def _marks(cells: Sequence[Figure]) -> str:
    """What of the amounts is invented, as a sentence."""
    words = {"allotted": "tilldelat", "paid": "fakturerat eller utbetalt", "accounted": "redovisat", "frame": "ramen"}
    names = {words[part] for one in cells if one.is_example and (part := one.key.rpartition(".")[2]) in words}
    return invented([word for word in words.values() if word in names])
