"""The grant income that the region has budgeted, beside what the reports expect of the year's own money.

Owns the figures ``budgeted_income``, ``budgeted_income.*`` and ``agreement.<id>.income``, and the table of that name.
"""

from dataclasses import replace

from ...base.money import MINUS
from ...base.numbers import count
from ...base.period import Period
from ...model.region import Region
from ...record.figures import Figure, Origin, merged_status, money
from ...record.model import Record
from ...record.tables import Column, Row, Table
from ...show.wording import CONCLUSION
from ..part import Part
from .years import firm, in_mnkr

NAME = "budgeted_income"


def budgeted_income(
    region: Region, period: Period, found: dict[str, Record], record_files: dict[str, str], result: Part
) -> list[Table]:
    """What is budgeted, what is expected as far as it is known, and the difference; none where no budget is told.

    Expected is högsta belopp of the year's own money in each report, or what is known of it.
    """
    budgets = [one.budget for one in region.compilations if one.year == period.year and one.budget is not None]
    if not budgets or not found:
        return []
    [budget, *_] = budgets
    budgeted = result.add_money(NAME, budget.ore, [budget.origin], firm(budget.status), source=budget.source)
    expected = [_expected(name, one, period.year, record_files[name], result) for name, one in found.items()]
    known = [one for one in expected if one.ore is not None]
    whole = sum(not one.at_least for one in known)
    status = merged_status(one.status for one in known)
    formula = f"known({', '.join(one.key for one in expected)})"
    together = result.follow(f"{NAME}.expected", formula, status, assumed=any(one.assumed for one in known))
    difference = f"{NAME} - {NAME}.expected"
    status = merged_status([budgeted.status, together.status])
    rows: list[Row] = [
        {"title": "Budgeterade statsbidragsintäkter", "ore": budgeted, "from": budget.note},
        {
            "title": "Väntat enligt rapporterna" if whole == len(expected) else "Väntat enligt rapporterna, minst",
            "ore": together,
            "from": f"högsta belopp, helt känt för {count(whole)} av {count(len(expected))} rapporter",
        },
        {
            "title": f"Skillnad, budgeterat {MINUS} väntat",
            "ore": result.follow(f"{NAME}.difference", difference, status, assumed=together.assumed),
            "from": CONCLUSION,
            "emphasis": True,
        },
    ]
    columns = [Column("title", "Led"), in_mnkr("ore", "Belopp"), Column("from", "Varifrån", missing="")]
    note = "Väntat är årets egna bidrag; pengar kvar från tidigare år och bidrag utan rapport ingår inte."
    caption = f"Statsbidragsintäkter i budgeten {period.year} mot väntat"
    return [Table(NAME, caption, columns, rows, note=note, sheet="Budgeterade intäkter")]


def _expected(name: str, record: Record, year: int, place: str, result: Part) -> Figure:
    """The year's own högsta belopp of a report; where it is not known whole, what is known of it."""
    own = f"grant_year.{year}.entitled"
    figure = record.figures[own]
    if figure.ore is None:
        figure = record.figures.get(f"{own}_known", figure)
    origin = Origin(record=place, key=figure.key)
    made = money(f"agreement.{name}.income", figure.ore, origin, figure.status, assumed=figure.assumed)
    return result.add(replace(made, at_least=figure.at_least))
