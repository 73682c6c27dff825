"""Bridges: where two totals stand on one page, each step from the one to the other, closing to the öre.

Owns the figures ``bridge.*`` and ``year.<year>.bridge.*`` and the tables ``bridge_received`` (högsta belopp and
mottaget), ``bridge_compilation`` (the region's own compilation and högsta belopp) and ``bridge_years`` (two years).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ...record.figures import Figure, merged_status
from ...record.formulas import evaluate, total
from ...record.tables import Column, Row, Table
from ...show.wording import listed, marked
from ..part import Part

MOST_NAMED = 4


def received_bridge(titles: Mapping[str, str], result: Part) -> Table:
    """From högsta belopp, known for some reports, to mottaget of them all. ``titles`` are the reports', by id."""
    entitled = {name: result.figures[f"agreement.{name}.entitled"] for name in titles}
    got = {name: result.figures[f"agreement.{name}.received"] for name in titles}
    known = [name for name in titles if entitled[name].ore is not None]
    steps: list[tuple[str, str, list[tuple[str, str]]]] = [
        (
            "not_received",
            "Ännu inte mottaget av det kända högsta beloppet",
            [(name, f"min(0, {got[name].key} - {entitled[name].key})") for name in known],
        ),
        (
            "above",
            "Mottaget utöver det kända högsta beloppet",
            [(name, f"max(0, {got[name].key} - {entitled[name].key})") for name in known],
        ),
        (
            "without_entitled",
            "Mottaget där hela högsta beloppet inte är känt",
            [(name, got[name].key) for name in titles if name not in known],
        ),
    ]
    first = ("Högsta belopp i de rapporter där hela är känt", result.figures["portfolio.entitled"])
    last = ("Mottaget i alla rapporter", result.figures["portfolio.received"])
    if first[1].ore is None or last[1].ore is None:
        return _empty("bridge_received")
    told = [(f"bridge.received.{key}", text, parts) for key, text, parts in steps]
    caption = "Från högsta belopp till mottaget"
    return _table("bridge_received", caption, _rows(first, told, last, titles, result), "Bro till mottaget")


def compilation_bridge(
    titles: Mapping[str, str], compiled: Mapping[str, Sequence[Figure]], result: Part, whole: Figure | None
) -> Table:
    """From the region's own compilation, ``whole``, to högsta belopp in the reports, agreement by agreement.

    ``compiled`` are the amounts the compilation counts, by agreement.
    """
    last = result.figures["portfolio.entitled"]
    if whole is None or whole.ore is None or last.ore is None:
        return _empty("bridge_compilation")
    rows: list[Row] = [{"title": "Regionens egen sammanställning", "ore": whole, "from": "", "emphasis": True}]
    for name in dict.fromkeys([*compiled, *titles]):
        entitled = result.figures.get(f"agreement.{name}.entitled")
        counted = [figure.key for figure in compiled.get(name, ())]
        is_known = entitled is not None and entitled.ore is not None
        parts = [entitled.key] if entitled is not None and is_known else ["0"]
        key, status = f"bridge.compilation.{name}", last.status if is_known else whole.status
        step = result.follow(key, " - ".join([*parts, *counted]), status)
        if step.ore:
            rows.append({"title": titles.get(name, name), "ore": step, "from": _why(name in titles, is_known, counted)})
    caption = "Från den egna sammanställningen till högsta belopp i rapporterna"
    rows.append({"title": "Högsta belopp i rapporterna, det som är känt", "ore": last, "from": "", "emphasis": True})
    return _table("bridge_compilation", caption, rows, "Bro från sammanställning")


def years_bridge(rows: Sequence[Row], years: Sequence[int], result: Part) -> Table:
    """From one year's known högsta belopp to the next's: what is known in one year alone, and what has changed in the
    agreements that are known in both. ``rows`` are those of ``years``."""
    made: list[Row] = []
    for before, after in pairwise(years):
        made += _between(rows, before, after, result)
    caption = "Från år till år i det som är känt"
    return _table("bridge_years", caption, made, "Bro mellan år") if made else _empty("bridge_years")


def _between(rows: Sequence[Row], before: int, after: int, result: Part) -> list[Row]:
    def known(row: Row, year: int) -> Figure | None:
        cell = row[str(year)]
        return cell if isinstance(cell, Figure) and cell.ore is not None else None

    first, last = result.figures[f"year.{before}.entitled"], result.figures[f"year.{after}.entitled"]
    both = [(row, one, other) for row in rows if (one := known(row, before)) and (other := known(row, after))]
    only = [(row, one) for row in rows if (one := known(row, before)) and not known(row, after)]
    new = [(row, other) for row in rows if (other := known(row, after)) and not known(row, before)]
    titles = {str(row["title"]): str(row["title"]) for row in rows}
    steps = [
        (
            f"year.{after}.bridge.only_before",
            f"Känt bara {before}",
            [(str(row["title"]), f"0 - {one.key}") for row, one in only],
        ),
        (
            f"year.{after}.bridge.changed",
            "Ändrat i dem som är kända båda åren",
            [(str(row["title"]), f"{other.key} - {one.key}") for row, one, other in both],
        ),
        (
            f"year.{after}.bridge.only_after",
            f"Känt bara {after}",
            [(str(row["title"]), other.key) for row, other in new],
        ),
    ]
    ends = [(f"Högsta belopp {year}, det som är känt", figure) for year, figure in ((before, first), (after, last))]
    return _rows(ends[0], steps, ends[1], titles, result)


def _rows(
    first: tuple[str, Figure],
    steps: Sequence[tuple[str, str, list[tuple[str, str]]]],
    last: tuple[str, Figure],
    titles: Mapping[str, str],
    result: Part,
) -> list[Row]:
    status = merged_status([first[1].status, last[1].status])
    rows: list[Row] = [{"title": first[0], "ore": first[1], "from": "", "emphasis": True}]
    for key, text, parts in steps:
        step = result.follow(key, total([formula for _, formula in parts]), status)
        if step.ore:
            names = [titles[name] for name, formula in parts if evaluate(formula, result.figures)]
            named = listed(names[:MOST_NAMED]) if len(names) <= MOST_NAMED else f"{len(names)} överenskommelser"
            rows.append({"title": text, "ore": step, "from": named})
    return [*rows, {"title": last[0], "ore": last[1], "from": "", "emphasis": True}]


def _table(name: str, caption: str, rows: list[Row], sheet: str) -> Table:
    # The figure that a step is tells whether it is invented.
    rows = [row | {"title": _marked(row)} for row in rows]
    columns = [Column("title", "Steg"), Column("ore", "Belopp, kr", "ore", decimals=2), Column("from", "I", missing="")]
    return Table(
        name,
        caption,
        columns,
        rows,
        note="Första raden och stegen ger tillsammans den sista raden, på öret.",
        sheet=sheet,
    )


def _marked(row: Row) -> str:
    figure = row["ore"]
    return marked(str(row["title"]), isinstance(figure, Figure) and figure.is_example)


def _empty(name: str) -> Table:
    return Table(name, "", [Column("title", "Steg")], [])


def _why(has_report: bool, is_known: bool, counted: Sequence[str]) -> str:
    if not has_report:
        return "har ingen rapport"
    if not is_known:
        return "hela högsta beloppet är inte känt i rapporten"
    return "högsta belopp mindre sammanställningens belopp" if counted else "ingår inte i sammanställningen"
