"""Vad är nytt sedan förra rapporten: what moved since last month, and why the cost is another.

Owns the figures ``previous.<name>`` and ``change.<name>`` of the chain, ``change.cost.<cause>`` with its rows, and the
tables ``since_last``, ``cost_change`` and ``changed_rows``. A cause's figure is the rows that came less those that
went; ``change.cost.other`` is what no row explains, so that the causes always sum to the change.
"""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from ...base.numbers import signed, tkr, with_unit
from ...base.states import Status
from ...facts.gather import Facts
from ...facts.rows import in_vouchers
from ...record.figures import Origin, merged_status, money
from ...record.model import Compared, Record
from ...record.tables import Column, LedgerAmount, Row, Table, ore_in
from ...rules.changes import Cause, changed_rows, moved
from ...rules.selection import in_period
from ...show.charts import Chart
from ...show.figure_words import with_marks
from ...show.kind_words import NOT_APPLICABLE, has_no_such
from ...show.prose import paragraph
from ...show.tables import table_html
from ...show.wording import FINAL, listed, sentence
from ..comparison import NAMES, Previous, Then
from ..inputs import period_before
from ..part import Given, Part

TITLES = {
    "entitled": "Högsta belopp",
    "received": "Mottaget",
    "cost": "Kostnad",
    "forecast": "Prognos helår",
    "unspent": "Mottaget, ej förbrukat",
    "expected_unspent": "Bedöms inte förbrukas",
}
CAUSES = {
    Cause.NEW_MONTH: "ny månad",
    Cause.LATE: "sen bokning",
    Cause.CORRECTION: "omföring eller rättelse",
    Cause.RULE: "ändrad regel eller parameter",
    Cause.OTHER: "övrigt",
}
CLOSING_ROWS = "bokslutsrader"
MEANING = {
    Cause.NEW_MONTH: "bokfört i en månad som förra rapporten inte nådde",
    Cause.LATE: "bokfört i en tidigare månad efter förra rapporten",
    Cause.CORRECTION: "rättat, borttaget eller flyttat mellan koder",
    Cause.RULE: "fanns i huvudboken båda gångerna men räknas bara den ena",
    Cause.OTHER: "förklaras inte av någon rad",
}
MOST_ROWS = 200


def part(facts: Facts, given: Given) -> Part:
    """The figures and tables; with nothing to compare with, the figures are unknown and there are no tables.

    What is compared are the chain's figures: what is invented stays marked so.
    """
    result, before = Part(given.figures), given.previous
    for name in NAMES:
        chain, then = given.figures[f"chain.{name}"], before.figures[name] if before else Then(None, Status.UNKNOWN)
        origin = (
            Origin(record=before.title, key=f"chain.{name}") if before else Origin(unknown="ingen tidigare rapport")
        )
        result.add(money(f"previous.{name}", then.ore, origin, then.status))
        status = merged_status([chain.status, then.status])
        result.follow(f"change.{name}", f"chain.{name} - previous.{name}", status)
    if before is None:
        return result
    if result.figures["change.cost"].ore is None:
        result.tables = [_since_last(facts, before, result)]
        return result
    came, went = _rows(facts, before)
    status = Status.DECIDED if facts.period.closing else Status.PRELIMINARY
    left = "change.cost"
    for cause in Cause:
        name = f"change.cost.{cause.value}"
        if cause is Cause.OTHER:
            result.follow(name, left, status)
            continue
        result.add_sum(f"{name}.came", came[came["cause"] == cause.value], status)
        result.add_sum(f"{name}.went", went[went["cause"] == cause.value], status)
        result.follow(name, f"{name}.came - {name}.went", status)
        left = f"{left} - {name}"
    result.tables = [
        _moved(_since_last(facts, before, result), "change"),
        _moved(_cost_change(facts, before, result, came, went), "ore"),
        *_changed_rows(facts, came, went),
    ]
    return result


def show(record: Record) -> list[str | Chart]:
    """What the reader meets: one sentence that says it all, what is compared, then the tables."""
    found = {table.id: table for table in record.tables}
    lead = paragraph(record.previous.text if record.previous else "")
    if "cost_change" not in found:
        return [lead, *(table_html(found[name]) for name in ("since_last",) if name in found)]
    shown = [found[name] for name in ("cost_change", "since_last", "changed_rows") if name in found]
    return [paragraph(_sentence(record)), lead, *(table_html(table) for table in shown if table.rows)]


def _moved(table: Table, column: str) -> Table:
    """The table without the rows in which nothing has moved: they say nothing, and the record has the figures."""
    rows = [row for row in table.rows if ore_in(row[column]) != 0 or row.get("came") or row.get("went")]
    return replace(table, rows=rows)


def compared(facts: Facts, before: Previous | None) -> Compared:
    """What is compared with, for the record: the period, the published record or the day, and the words."""
    if before is None:
        first = period_before(facts.period)
        text = (
            "Januari är årets första rapport och jämförs inte med någon tidigare."
            if first is None
            else f"Vad som är nytt kan inte visas: ingen rapport för {first.title} är publicerad här, och det går inte "
            "att avgöra vad som var känt då."
        )
        return Compared(None, None, None, text)
    title = before.period.title
    if before.record:
        text = f"Jämförelsen görs med den publicerade rapporten för {title}."
    else:
        text = (
            f"Jämförelsen görs med {title} som det var känt den {before.as_known}, då huvudboken för perioden först "
            "kom; ingen rapport för perioden är publicerad här."
        )
    if facts.not_separated is not None:
        text += " Kostnaden är ej särredovisad, så den går inte att jämföra."
    elif before.cost is None:
        text += " Raderna bakom den finns inte kvar, så orsakerna kan inte skiljas åt."
    day = before.as_known.isoformat() if before.as_known else None
    return Compared(str(before.period), before.record, day, text)


def _rows(facts: Facts, before: Previous) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that came and went with their cause; where the earlier rows are lost, only those of the new month."""
    reached = in_period(facts.cost, before.period)
    if before.cost is None or before.books is None:
        came = facts.cost[~reached].assign(cause=Cause.NEW_MONTH.value)
        return came, came.iloc[:0]
    classes = facts.parameters.region.cost_classes
    rows = moved(before.cost, facts.cost)
    now = in_vouchers(facts.ledger.books, facts.period, rows.vouchers)
    return changed_rows(rows, before.cost, before.books(rows.vouchers), facts.cost, now, reached, classes)


def _name(facts: Facts, cause: Cause) -> str:
    return CLOSING_ROWS if cause is Cause.NEW_MONTH and facts.period.closing else CAUSES[cause]


def _since_last(facts: Facts, before: Previous, result: Part) -> Table:
    rows: list[Row] = []
    for name in NAMES:
        then, now = result.figures[f"previous.{name}"], result.known[f"chain.{name}"]
        named = TITLES[name]
        if facts.period.closing and name in FINAL:
            named += f", i bokslutet {FINAL[name].lower()}"
        title = with_marks(named, now, then)
        rows.append(
            {
                "title": title,
                "before": then,
                "now": now,
                "change": result.figures[f"change.{name}"],
                **({"missing": "ej särredovisad"} if name == "cost" and facts.not_separated else {}),
                **({"missing": NOT_APPLICABLE} if has_no_such(now) else {}),
            }
        )
    columns = [
        Column("title", "Belopp, kr"),
        Column("before", f"Förra rapporten, {before.period}", "ore"),
        Column("now", f"Den här rapporten, {facts.period}", "ore"),
        Column("change", "Förändring", "ore", signed=True),
    ]
    return Table("since_last", f"Nyckeltal sedan {before.period.title}", columns, rows, sheet="Sedan förra")


def _cost_change(facts: Facts, before: Previous, result: Part, came: pd.DataFrame, went: pd.DataFrame) -> Table:
    rows: list[Row] = []
    for cause in Cause:
        change = result.figures[f"change.cost.{cause.value}"]
        count = int((came["cause"] == cause.value).sum()), int((went["cause"] == cause.value).sum())
        if cause is Cause.OTHER and not change.ore:
            continue
        rows.append(
            {
                "title": sentence(_name(facts, cause)),
                "meaning": "bokfört i bokslutet" if _name(facts, cause) == CLOSING_ROWS else MEANING[cause],
                "came": count[0],
                "went": count[1],
                "ore": change,
            }
        )
    columns = [
        Column("title", "Orsak"),
        Column("meaning", "Betyder"),
        Column("came", "Tillkomna rader", "count"),
        Column("went", "Borttagna rader", "count"),
        Column("ore", "Kostnad, kr", "ore", decimals=2, signed=True),
    ]
    total: Row = {"title": "Summa", "came": len(came), "went": len(went), "ore": result.figures["change.cost"]}
    return Table(
        "cost_change", f"Varför kostnaden ändrats sedan {before.period.title}", columns, rows, total, sheet="Orsaker"
    )


def _changed_rows(facts: Facts, came: pd.DataFrame, went: pd.DataFrame) -> Iterator[Table]:
    """The rows behind what is not simply a new month, the largest first; nothing when there is none."""
    every = pd.concat([came.assign(sign=1), went.assign(sign=-1)], ignore_index=True)
    every = every[every["cause"] != Cause.NEW_MONTH.value]
    if every.empty:
        return
    # Equal amounts keep the order of their files, so that the same inputs give the same table.
    every = every.assign(size=every["amount_ore"].abs()).sort_values(
        ["size", "file", "source_row", "sign"], ascending=[False, True, True, True]
    )
    rows: list[Row] = [
        {
            "voucher": row["voucher"],
            "cause": _name(facts, Cause(row["cause"])),
            "what": "tillkommen" if row["sign"] > 0 else "borttagen",
            "month": row["period"],
            "account": row["account"],
            "unit": row["unit"],
            "ore": LedgerAmount(row["import_id"], row["source_row"], row["sign"] * row["amount_ore"], row["sign"] < 0),
            "place": f"{row['file']}:{row['source_row']}",
        }
        for row in facts.shown_vouchers(every.head(MOST_ROWS)).to_dict("records")
    ]
    columns = [
        Column("voucher", "Verifikation", "code", missing="–"),
        Column("cause", "Orsak"),
        Column("what", "Raden är"),
        Column("month", "Period", "code"),
        Column("account", "Konto", "code"),
        Column("unit", "Ansvar", "code"),
        Column("ore", "Kostnad, kr", "ore", decimals=2, signed=True),
        Column("place", "Fil och rad", "code"),
    ]
    note = "" if len(every) <= MOST_ROWS else f"De {MOST_ROWS} största av {len(every)} rader."
    yield Table(
        "changed_rows",
        f"Rader som ändrats i tidigare månader, {facts.period.title}",
        columns,
        rows,
        note=note,
        sheet="Ändrade rader",
    )


def _sentence(record: Record) -> str:
    change = record.ore("change.cost") or 0
    parts = []
    for row in record.table("cost_change").rows:
        if ore := ore_in(row["ore"]):
            parts.append(f"{str(row['title']).casefold()} {with_unit(signed(tkr(ore)), 'tkr')}")
    start = f"Kostnaden har {'ökat' if change > 0 else 'minskat'} med {with_unit(tkr(abs(change)), 'tkr')}"
    if not change:
        start = "Kostnaden är oförändrad"
    return f"{start}{': ' if parts else ''}{listed(parts)}."
