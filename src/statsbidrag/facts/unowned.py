"""Cost on the grant's codes that belongs to no effort.

Owns what is told of it: rows without any code of an effort's kind, and rows on a code that no effort has, which is what
is left when an effort is taken out of the region's file while its cost stays.
"""

from collections.abc import Callable, Iterator

import pandas as pd

from ..base.findings import Finding, finding
from ..base.place import Place
from ..show.wording import COLUMN
from .gather import Facts

Rows = Callable[[str, pd.DataFrame, str, str], Iterator[Finding]]
"""Findings on rows: code, rows, message, remedy."""


def without_effort(facts: Facts, findings_of: Rows) -> Iterator[Finding]:
    """The findings on cost that no effort has. Where no effort is named at all one finding says so."""
    rows = facts.cost[facts.cost["effort"] == ""]
    if rows.empty:
        return
    books = facts.parameters.choices.books
    if not facts.efforts:
        if facts.not_separated is None:
            place = Place.parse(facts.parameters.choices.at())
            yield finding(
                "insatser-saknas",
                "kostnad är bokförd på bidragets koder men regionens fil har inga insatser; budget och prognos är "
                "därför inte kända",
                "Lägg till insatserna under efforts i regionens fil.",
                file=place.file,
            )
        return
    told = sorted({dimension for effort in facts.efforts for dimension in effort.effort.codes} - set(books.cost))
    coded = (rows[told] != "").all(axis=1) if told else pd.Series(False, index=rows.index)
    yield from findings_of(
        "rad-utan-insats",
        rows[~coded],
        "raden räknas mot bidraget men saknar aktivitet som hör till en insats",
        "Rätta aktiviteten i huvudboken, eller lägg till koden hos insatsen i regionens fil.",
    )
    if coded.any():
        for codes, group in rows[coded].groupby(told, sort=True):
            named = " och ".join(f"{COLUMN[key]} {code}" for key, code in zip(told, codes, strict=True))
            yield from findings_of(
                "rad-utan-insats",
                group,
                f"ingen insats i regionens fil har {named}, så kostnaden hör till ingen insats",
                "Lägg tillbaka insatsen om den är borttagen, ge en insats koden, eller boka om.",
            )
