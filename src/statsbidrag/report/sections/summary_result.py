"""One result against its goal, as page one and the overview tell it.

Owns its words, and which indicator it is: the one the region names as ``lead_indicator``, else the first with a goal
and a known outcome. The row of its table says so (``lead``).
"""

from ...base.period import Period
from ...facts.gather import Facts
from ...record.model import Record
from ...record.tables import Column, Row, Table
from ...show.tables import cell_text
from ...show.wording import LEFT_OUT, NBSP, marked, sentence

UNITS = ("percent", "count")


def chosen(facts: Facts) -> str | None:
    """The indicator that page one tells: the one that the region names, else the first with a goal and an outcome."""
    choices = facts.parameters.choices
    if choices.lead_indicator is not None:
        return choices.lead_indicator
    having = [one.id for one in choices.indicators if one.target is not None]
    told = [one for one in having if facts.told[one].total.value is not None]
    return next(iter([*told, *having]), None)


def result_told(record: Record) -> str:
    """``Medicinsk bedömning inom tre dagar: 83,3 procent i augusti, mot 78,1 i januari; målet är minst 88.``

    "" where no indicator has a goal that an outcome can be held against.
    """
    found = lead(record)
    if found is None:
        return ""
    overview, row = found
    return f"{sentence(str(row['title']))}: {_outcome(record, overview, row)}; {_goal(overview, row)}."


def outcome_and_goal(record: Record, overview: Table, row: Row) -> tuple[str, str]:
    """The outcome and the goal of an indicator's row, as the sentence tells them."""
    return _outcome(record, overview, row), _goal(overview, row).removeprefix("målet är ")


def lead(record: Record) -> tuple[Table, Row] | None:
    """The row of the indicator that page one tells, and its table."""
    tables = [record.table(f"indicators-{unit}") for unit in UNITS if record.has_table(f"indicators-{unit}")]
    return next(((table, row) for table in tables for row in table.rows if row.get("lead")), None)


def _outcome(record: Record, overview: Table, row: Row) -> str:
    if row["outcome"] is None:
        return f"utfallet är {_why_not(row)}"
    drawn = str(row["drawn"])
    months = [] if "months_left_out" in row else record.table(f"indicator-{row['id']}").rows
    known = [month for month in months if month.get(drawn) is not None]
    if drawn == "accumulated" or not known:
        how = "för hela året" if Period.parse(record.report.period).closing else "hittills i år"
        how = how if drawn == "accumulated" else str(row["how"])
        return f"{_cell(overview, 'outcome', row['outcome'])} {how}"
    first, last = known[0], known[-1]
    said = f"{_cell(overview, 'outcome', last[drawn])} i {_month(last)}"
    if last is first:
        return said
    return f"{said}, mot {_bare(_cell(overview, 'outcome', first[drawn]))} i {_month(first)}"


def _goal(overview: Table, row: Row) -> str:
    bound = {"higher": "minst", "lower": "högst"}[str(row["better"])]
    when = " varje månad" if row["each_month"] else ""
    if row["goal_year"] is not None:
        when += f" till {row['goal_year']}"
    elif row["verdict"] == "whole_year":
        when += " för hela året"
    target = _bare(_cell(overview, "target", row["target"]))
    return marked(f"målet är {bound} {target}{when}", bool(row["target_example"]))


def _why_not(row: Row) -> str:
    return LEFT_OUT if row.get("outcome.missing") == LEFT_OUT else "ej känt"


def _cell(overview: Table, key: str, value: object) -> str:
    column: Column = next(column for column in overview.columns if column.key == key)
    return cell_text(column, value).replace(f"{NBSP}%", f"{NBSP}procent")


def _bare(text: str) -> str:
    """A share without its unit, which has been said."""
    return text.removesuffix(f"{NBSP}procent")


def _month(row: Row) -> str:
    return Period.parse(str(row["month"])).month_name
