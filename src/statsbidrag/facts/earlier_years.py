"""What the books of earlier years have on the grant's codes: told, since codes may be used again, and never counted.

Owns that a year is told once, with number and sum: last year's grant on the same codes may fill all its files.
"""

from collections.abc import Iterator

import pandas as pd

from ..base.findings import Finding, finding
from ..base.numbers import count, kronor, with_unit
from ..rules.selection import matches
from .gather import Facts


def earlier_years(facts: Facts) -> Iterator[Finding]:
    """Rows on the grant's codes booked in earlier years: before the window, or in it but in another year's report."""
    earlier = facts.booked[facts.booked["period"] < facts.period.months[0]]
    ours = earlier[matches(earlier, facts.parameters.choices.books.cost)]
    inside = ours["date"] >= pd.Timestamp(facts.parameters.agreement.window.start)
    yield from _years(
        "utanfor-anvandningstid",
        ours[~inside],
        "utanför bidragets användningstid, räknas inte",
        "Inget behöver göras om det gäller ett tidigare års bidrag på samma koder; kontrollera annars datumet.",
    )
    yield from _years(
        "tidigare-ar",
        ours[inside],
        f"ett tidigare år, räknas inte i {facts.period}, som börjar i januari",
        "Redovisa kostnaden i det årets rapport.",
    )


def _years(code: str, rows: pd.DataFrame, message: str, remedy: str) -> Iterator[Finding]:
    """One finding for each year in which rows were booked, at the first of them; a year has many files."""
    ordered = rows.sort_values(["file", "source_row"])
    for year, group in ordered.groupby(ordered["period"].str[:4], sort=True):
        file, row = str(group["file"].iloc[0]), int(group["source_row"].iloc[0])
        total = with_unit(kronor(int(group["amount_ore"].sum()), 2), "kr")
        many = "1 rad" if len(group) == 1 else f"{count(len(group))} rader"
        told = f"{many}, {total}: bokfört {year}, {message}"
        yield finding(code, told, remedy, file=file, row=row)
