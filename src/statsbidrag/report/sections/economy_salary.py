"""Salary not rebooked yet, in Ekonomi: the estimate by unit, and the basis for the rebooking where shares are told.

Owns the figures ``salary.expected``, ``salary.unit.*`` and ``salary.share.*``, and the tables ``salary`` and
``salary_basis``. What is expected is our estimate and in no other figure.
"""

from decimal import Decimal
from fractions import Fraction

from ...base.period import month_name
from ...base.states import Status
from ...facts.gather import Facts
from ...model.salary import SalaryShare
from ...record.figures import merged_status
from ...record.formulas import total
from ...record.tables import Column, Row, Table
from ...show.wording import ESTIMATE
from ..part import SUMMED, Part
from .economy_chain import cost_status


def add_salary(result: Part, facts: Facts) -> None:
    """What each unit has had rebooked, and what is expected of those that lack months; nothing in the final accounts
    and nothing where no salary has been rebooked."""
    lacking = []
    for one in facts.ledger_checks.salaries:
        name = f"salary.unit.{one.key}"
        result.add_sum(f"{name}.rebooked", one.rows[SUMMED], cost_status(facts))
        if one.missing:
            lacking.append(f"{name}.expected")
            result.follow(lacking[-1], f"whole({name}.rebooked * {one.missing} / {one.covered})", Status.PRELIMINARY)
    if facts.ledger_checks.salaries:
        result.follow("salary.expected", total(lacking), Status.PRELIMINARY)


def tables(facts: Facts, result: Part) -> list[Table]:
    """The estimate by unit where a unit lacks months, and the basis where the region tells shares."""
    lacking = [one for one in facts.ledger_checks.salaries if one.missing]
    return [*([_by_unit(facts, result)] if lacking else []), *_basis(facts, result)]


def _by_unit(facts: Facts, result: Part) -> Table:
    names = {unit.code: unit.name for unit in facts.parameters.region.units}
    rows: list[Row] = [
        {
            "title": names.get(one.unit, one.unit or "Utan ansvar"),
            "unit": one.unit,
            "last": month_name(one.last),
            "rebooked": result.figures[f"salary.unit.{one.key}.rebooked"],
            "missing": one.missing,
            "expected": result.figures[f"salary.unit.{one.key}.expected"],
        }
        for one in facts.ledger_checks.salaries
        if one.missing
    ]
    columns = [
        Column("title", "Enhet"),
        Column("unit", "Kod", "code"),
        Column("last", "Lön bokförd t.o.m."),
        Column("rebooked", "Omförd lön hittills", "ore"),
        Column("missing", "Månader som saknas", "count"),
        Column("expected", "Väntas", "ore"),
    ]
    note = (
        f"{ESTIMATE.capitalize()}: enhetens omförda lön, delad med månaderna som den täcker, gånger månaderna "
        "som saknas. Årets första omföring täcker så många månader som enhetens tätaste omföringar ligger isär, och är "
        "den ensam hela året hittills. Ingår varken i utfallet eller i något annat belopp."
    )
    whole: Row = {"title": "Summa", "expected": result.figures["salary.expected"]}
    caption = f"Lön som ännu inte är omförd, {facts.period.title}"
    return Table("salary", caption, columns, rows, total=whole, note=note, sheet="Väntad lön")


def _basis(facts: Facts, result: Part) -> list[Table]:
    """Role by role: what is to be rebooked for the months that are missing."""
    rows: list[Row] = []
    for share in facts.parameters.choices.salary_shares:
        months = _months(facts, share)
        if months:
            rows.append(_line(result, share, months))
    if not rows:
        return []
    columns = [
        Column("role", "Roll"),
        Column("id", "Roll-id"),
        Column("unit", "Ansvar", "code"),
        Column("share", "Andel", "share"),
        Column("months", "Månader"),
        Column("monthly", "Månadskostnad, hel tjänst", "ore"),
        Column("cost", "Att omföra", "ore", decimals=2),
    ]
    parts = [f"salary.share.{row['id']}.cost" for row in rows]
    status = merged_status(result.figures[part].status for part in parts)
    whole = result.follow("salary.shares.cost", total(parts), status)
    note = (
        "Underlag för omföring: andel × månadskostnad × månader som saknas. Månaderna är de efter enhetens senaste "
        "omföring till bidragets koder. Roller, aldrig namn."
    )
    caption = f"Underlag för omföring av lön, {facts.period.title}"
    sums: Row = {"role": "Summa", "cost": whole}
    return [Table("salary_basis", caption, columns, rows, total=sums, note=note, sheet="Underlag omföring")]


def _months(facts: Facts, share: SalaryShare) -> list[str]:
    """The months of the period that are missing in the share's unit and that the share is of."""
    last = {one.unit: one.last for one in facts.ledger_checks.salaries}.get(share.unit, "")
    if facts.period.closing:
        return []
    return [month for month in facts.period.months if last < month and share.start <= month <= share.end]


def _line(result: Part, share: SalaryShare, months: list[str]) -> Row:
    name = f"salary.share.{share.id}"
    if share.monthly_cost is None:
        monthly = result.add_unknown(f"{name}.monthly", f"monthly_cost är unknown i {share.origin}")
    else:
        cost = share.monthly_cost
        monthly = result.add_money(f"{name}.monthly", cost.ore, [cost.origin], cost.status, source=cost.source)
    part = Fraction(share.share)
    formula = f"whole({name}.monthly * {part.numerator} * {len(months)} / {part.denominator})"
    named = [month_name(months[0]), *([month_name(months[-1])] if len(months) > 1 else [])]
    return {
        "role": share.role,
        "id": share.id,
        "unit": share.unit,
        "share": f"{Decimal(share.share).normalize():f}",
        "months": "–".join(named),
        "monthly": monthly,
        "cost": result.follow(f"{name}.cost", formula, monthly.status),
    }
