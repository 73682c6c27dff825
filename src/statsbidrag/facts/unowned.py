"""Cost on the grant's codes that belongs to no effort.

Owns what is told of it: rows without any code of an effort's kind, and rows on a code that no effort has, which is what
is left when an effort is taken out of the region's file while its cost stays.
"""

from collections.abc import Callable, Iterator

import pandas as pd

from ..base.findings import Finding, finding
from ..base.numbers import count, kronor, with_unit
from ..base.place import Place
from ..show.wording import COLUMN
from .gather import Facts

Rows = Callable[[str, pd.DataFrame, str, str], Iterator[Finding]]
"""Findings on rows: code, rows, message, remedy."""


def without_effort(facts: Facts, findings_of: Rows) -> Iterator[Finding]:
    """The findings on cost that no effort has: rows without a code, and one finding for each code that no effort has,
    at the efforts of the region's file. Where no effort is named at all one finding says so."""
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
    place = Place.parse(facts.parameters.choices.at("efforts"))
    for codes, group in rows[coded].groupby(told, sort=True) if coded.any() else ():
        named = " och ".join(f"{COLUMN[key]} {code}" for key, code in zip(told, codes, strict=True))
        first = group.sort_values(["file", "source_row"]).iloc[0]
        cost = with_unit(kronor(int(group["amount_ore"].sum()), 2), "kr")
        yield finding(
            "rad-utan-insats",
            f"ingen insats har {named}, men kostnaden där är {cost} "
            f"(rader: {count(len(group))}, den första {Place(first['file'], int(first['source_row']))})",
            "Lägg tillbaka insatsen om den är borttagen, ge en insats koden, eller boka om.",
            file=place.file,
            row=place.line,
        )
