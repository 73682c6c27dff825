"""Fakturerat per månad och helårsavstämning in Åtaganden: what was invoiced month by month, and at the year's end the
frame, what was invoiced, cost and requirements, and what may be asked back.

Owns the figures ``commitment.<id>.invoiced.<month>``, ``commitments.invoiced.<month>``, ``commitment.<id>.to_settle``,
``.not_invoiced``, ``.at_stake``, ``.most_asked_back`` and their sums ``commitments.*``, and the tables
``commitments_months`` and ``commitments_settled``. The rule is ``rules.distribution.Reconciled``.
"""

from collections.abc import Sequence

import pandas as pd

from ...base.money import MINUS
from ...base.period import month_name
from ...base.states import RequirementStatus
from ...facts.commitments import Commitment
from ...facts.gather import Facts
from ...record.figures import Figure, merged_status
from ...record.formulas import total
from ...record.tables import Column, Row, Table
from ...rules.distribution import Reconciled
from ...show.wording import REQUIREMENT_STATE, REQUIREMENTS_STATE
from ..part import SUMMED, Part
from .economy_chain import cost_status

SETTLED = ("to_settle", "not_invoiced", "at_stake", "most_asked_back")
NOT_JUDGED = "något krav är inte bedömt"


def tables(result: Part, facts: Facts, told: Sequence[Commitment]) -> list[Table]:
    """What was invoiced each month; and where the year has ended the reconciliation of it."""
    coded = [one for one in told if one.invoiced is not None]
    if not coded:
        return []
    settled = [_settled(result, facts, told)] if facts.period.month == 12 else []
    return [_months(result, facts, coded), *settled]


def _months(result: Part, facts: Facts, coded: Sequence[Commitment]) -> Table:
    rows: list[Row] = []
    for month in facts.period.months:
        cells: Row = {"title": month_name(month)}
        for one in coded:
            cells[_column(one)] = _month(result, facts, one, month)
        parts = [f"commitment.{one.component.id}.invoiced.{month}" for one in coded]
        cells["all"] = result.follow(f"commitments.invoiced.{month}", total(parts), cost_status(facts))
        rows.append(cells)
    last: Row = {"title": "Summa", "all": result.figures["commitments.invoiced"]}
    last |= {_column(one): result.figures[f"commitment.{one.component.id}.invoiced"] for one in coded}
    columns = [Column("title", "Månad")]
    columns += [Column(_column(one), f"{one.component.title}, kr", "ore") for one in coded]
    columns.append(Column("all", "Summa, kr", "ore"))
    caption = f"Fakturerat per månad, {facts.period.title}"
    return Table("commitments_months", caption, columns, rows, last, sheet="Fakturerat per månad")


def _column(one: Commitment) -> str:
    """The key of a commitment's column."""
    return f"of_{one.component.id}"


def _month(result: Part, facts: Facts, one: Commitment, month: str) -> Figure:
    rows = one.invoiced if one.invoiced is not None else pd.DataFrame()
    key = f"commitment.{one.component.id}.invoiced.{month}"
    return result.add_sum(key, rows[rows["period"] == month][SUMMED], cost_status(facts))


def _settled(result: Part, facts: Facts, told: Sequence[Commitment]) -> Table:
    rows = [_row(result, facts, one) for one in told]
    last: Row = {}
    for key in ("frame", "invoiced", "cost"):
        last[key] = result.figures[f"commitments.{key}"]
    for key in SETTLED:
        names = [f"commitment.{one.component.id}.{key}" for one in told]
        known = [name for name in names if result.figures[name].value is not None]
        status = merged_status(result.figures[name].status for name in known)
        last[key] = result.follow(f"commitments.{key}", f"known({', '.join(names)})", status)
    partly = any(
        result.figures[f"commitment.{one.component.id}.{key}"].value is None for one in told for key in SETTLED
    )
    last["title"] = "Summa av det som är känt" if partly else "Summa"
    columns = [
        Column("title", "Åtagande"),
        Column("frame", "Ram, kr", "ore"),
        Column("invoiced", "Fakturerat, kr", "ore", missing="inga koder"),
        Column("cost", "Kostnad, kr", "ore", missing="inga koder"),
        Column("to_settle", "Fakturerat för mycket, kr", "ore"),
        Column("not_invoiced", "Kostnad ej fakturerad, kr", "ore"),
        Column("required", "Krav"),
        Column("at_stake", "Berörs av krav, kr", "ore"),
        Column("most_asked_back", "Fråga om återbetalning, högst, kr", "ore"),
    ]
    note = (
        f"Fakturerat för mycket = fakturerat {MINUS} kostnaden, som räknas högst till ramen; lägst noll. "
        "Är något krav inte uppfyllt kan fråga om återbetalning väckas, högst för det som är fakturerat för den "
        "delen; det är en bedömning, som inte görs här. Är något krav inte bedömt är beloppet ej känt."
    )
    if any(result.figures[f"commitment.{one.component.id}.at_stake"].is_example for one in told):
        note += " Kravens lägen är exempel."
    caption = f"Helårsavstämning, {facts.period.title}"
    return Table("commitments_settled", caption, columns, rows, last, note, sheet="Helårsavstämning")


def _row(result: Part, facts: Facts, one: Commitment) -> Row:
    name = f"commitment.{one.component.id}"
    frame, invoiced, cost = (result.figures[f"{name}.{key}"] for key in ("frame", "invoiced", "cost"))
    told = Reconciled(frame.ore, invoiced.ore, cost.ore, one.required)
    firm = merged_status([frame.status, cost_status(facts)])
    covered = f"min({name}.cost, {name}.frame)"
    settle = result.add_formula(f"{name}.to_settle", told.to_settle, f"max(0, {name}.invoiced - {covered})", firm)
    result.add_formula(f"{name}.not_invoiced", told.not_invoiced, f"max(0, {covered} - {name}.invoiced)", firm)
    judged = merged_status([firm, one.status])
    if told.at_stake is None:
        stake = result.add_unknown(
            f"{name}.at_stake", NOT_JUDGED if settle.ore is not None else "ram eller kostnad är ej känd"
        )
    else:
        formula = f"{name}.invoiced - {settle.key}" if told.is_at_stake else "0"
        stake = result.add_formula(f"{name}.at_stake", told.at_stake, formula, judged)
    asked = f"{settle.key} + {stake.key}" if told.is_at_stake or told.at_stake is None else "0"
    result.add_formula(f"{name}.most_asked_back", told.most_asked_back, asked, judged)
    keys = ("frame", "invoiced", "cost", *SETTLED)
    return {
        "title": one.component.title,
        "required": _required(one.required),
        **{key: result.figures[f"{name}.{key}"] for key in keys},
    }


def _required(states: Sequence[RequirementStatus]) -> str:
    """``13 uppfyllda, 1 ej uppfyllt``: how many of the requirements are how."""
    told = [(state, states.count(state)) for state in RequirementStatus if state in states]
    words = {state: REQUIREMENT_STATE if number == 1 else REQUIREMENTS_STATE for state, number in told}
    return ", ".join(f"{number} {words[state][state]}" for state, number in told) or "inga krav"
