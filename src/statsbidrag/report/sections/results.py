"""Resultat: the indicators, with baseline, target, outcome and the months.

Owns the figures ``indicator.<id>.<month>``, ``indicator.<id>.period`` (the report's whole period) and
``indicator.<id>.part.<part>``, and the tables ``indicators-percent``, ``indicators-count`` and ``indicator-<id>``. A
sum or a stock is judged when the year is over, a goal of a later year not before it.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from fractions import Fraction

from ...base.numbers import count
from ...base.period import month_name
from ...base.states import Status
from ...facts.gather import Facts
from ...model.indicator import Indicator, Level
from ...record.figures import Figure, Origin
from ...record.model import Record
from ...record.tables import Column, Row, Table
from ...rules.indicators import Measured, months_against, reaches
from ...rules.small_counts import Told
from ...show.charts import Chart
from ...show.prose import paragraph
from ...show.specs import indicator as indicator_chart
from ...show.tables import cell_text, table_html
from ...show.wording import EXAMPLE, LEFT_OUT, SEE_FINDINGS, listed
from ..measured import left_out_in, why_left_out
from ..part import Given, Part
from .results_months import months_table, plain, sheet_name
from .summary_result import chosen


class Verdict(StrEnum):
    """How an outcome stands to its target. LATER: the goal is of a later year."""

    REACHED = "reached"
    NOT_REACHED = "not_reached"
    WHOLE_YEAR = "whole_year"
    LATER = "later"
    NOT_JUDGED = "not_judged"


KINDS = {"percent": ("share", "Indikatorer i procent"), "count": ("count", "Indikatorer i antal")}
DRAWN = {"sum": "accumulated", "latest": "value"}
PERIOD_VALUE = {"share": "hittills i år", "sum": "ackumulerat från januari", "latest": "vid senaste månadens slut"}
YEAR_VALUE = {"share": "för hela året", "sum": "för hela året", "latest": "vid årets slut"}
# More months than so are counted, not named.
MOST_MONTHS = 3
LEVELS = {"baseline": ("Utgångsläget", "Utgångslägena"), "target": ("Målet", "Målen")}
VERDICT = {
    Verdict.REACHED: "målet är nått",
    Verdict.NOT_REACHED: "målet är inte nått",
    Verdict.WHOLE_YEAR: "målet gäller helåret",
    Verdict.NOT_JUDGED: "ej bedömt",
}


def part(facts: Facts, given: Given) -> Part:
    """Every indicator's figures and tables."""
    result = Part(given.figures)
    rows: dict[str, list[Row]] = {unit: [] for unit in KINDS}
    months_tables: list[Table] = []
    for indicator in facts.parameters.choices.indicators:
        told = facts.told[indicator.id]
        read = Origin(params=(indicator.origin,))
        for month, measured in told.months.items():
            result.add(_figure(f"indicator.{indicator.id}.{month}", indicator, measured, read))
        marks = facts.indicator_marks(indicator)
        result.add(
            _figure(
                f"indicator.{indicator.id}.period", indicator, told.total, _of_months(indicator, told.months), marks
            )
        )
        rows[indicator.unit].append(_row(indicator, told, facts) | {"see": SEE_FINDINGS if marks else ""})
        sheet = sheet_name(indicator, [table.sheet for table in months_tables])
        months_tables.append(months_table(indicator, told.months, sheet, facts))
        for name, measured in told.parts.items():
            result.add(_figure(f"indicator.{indicator.id}.part.{name}", indicator, measured, read))
    result.tables = [_overview(unit, rows[unit], facts) for unit in KINDS if rows[unit]] + months_tables
    return result


def show(record: Record) -> list[str | Chart]:
    """What the reader meets: the tables first, then one chart per indicator."""
    tables = [record.table(name) for name in _overviews(record)]
    if not tables:
        return [paragraph("Inga indikatorer är angivna.")]
    rows = [(table, row) for table in tables for row in table.rows]
    blocks: list[str | Chart] = [paragraph(_headline([row for _, row in rows])), *map(table_html, tables)]
    for overview, row in rows:
        if why := _left_out(overview, row):
            blocks.append(paragraph(why))
        elif row["outcome"] is None:
            blocks.append(paragraph(f"{row['title']}: ej känt. Verksamhetsdata saknas för perioden."))
        else:
            blocks.append(_chart(record, overview, row))
    return blocks


def _overviews(record: Record) -> list[str]:
    return [name for name in (f"indicators-{unit}" for unit in KINDS) if record.has_table(name)]


def _overview(unit: str, rows: list[Row], facts: Facts) -> Table:
    kind, title = KINDS[unit]
    decimals = 1 if kind == "share" else 0
    columns = [
        Column("title", "Indikator"),
        Column("baseline", "Utgångsläge", kind, decimals=decimals),
        Column("target", "Mål", kind, decimals=decimals),
        Column("outcome", "Utfall", kind, decimals=decimals),
        Column("numerator", "Täljare", "count"),
        *([Column("denominator", "Nämnare", "count")] if kind == "share" else []),
        Column("units", "Enheter", "code"),
        Column("judged", "Mot målet"),
        *([Column("see", "Anmärkning")] if any(row["see"] for row in rows) else []),
    ]
    note = "Månadernas täljare och nämnare summeras; andelar är aldrig medelvärden av andelar."
    if kind == "share" and any(row["how"] in (PERIOD_VALUE["latest"], YEAR_VALUE["latest"]) for row in rows):
        note += " Det som mäts vid månadens slut är den senaste månadens."
    if kind == "count":
        note = "Antal är ackumulerade från januari, utom det som mäts vid månadens slut."
    note += _invented_levels(rows)
    told = [facts.told[str(row["id"])] for row in rows]
    note += why_left_out(facts, [one for of in told for one in (of.total, *of.months.values(), *of.parts.values())])
    return Table(f"indicators-{unit}", f"{title}, {facts.period.title}", columns, rows, note=note, sheet=title)


def _invented_levels(rows: list[Row]) -> str:
    """Sentences, with a space before each, on which baselines and targets are invented; nothing where none is."""
    known = {key: [row for row in rows if row[key] is not None] for key in LEVELS}
    named = {key: [str(row["title"]) for row in known[key] if row[f"{key}_example"]] for key in LEVELS}
    if all(named.values()) and all(len(named[key]) == len(known[key]) for key in LEVELS):
        return f" Utgångslägen och mål är {EXAMPLE}."
    told = ""
    for key, (one, several) in LEVELS.items():
        titles = named[key]
        if titles:
            whose = "" if len(titles) == len(known[key]) else f" för {listed(titles)}"
            told += f" {one if len(titles) == 1 else several} är {EXAMPLE}{whose}."
    return told


def _left_out(overview: Table, row: Row) -> str:
    """What stands in place of a chart where small counts of patients are left out; nothing where none are."""
    if "months_left_out" not in row:
        return ""
    if row["outcome"] is None:
        before = f" Det visades senast i rapporten för {row['last_told']}." if row["last_told"] else ""
        return f"{row['title']}: utfallet är {LEFT_OUT}, eftersom det gäller få patienter.{before}"
    column = next(column for column in overview.columns if column.key == "outcome")
    outcome = f"{cell_text(column, row['outcome'])} {row['how']}"
    return f"{row['title']}: utfallet är {outcome}. Månaderna är utelämnade, eftersom någon av dem gäller få patienter."


def _chart(record: Record, overview: Table, row: Row) -> Chart:
    table = record.table(f"indicator-{row['id']}")
    drawn = str(row["drawn"])
    points = [{"month": month["month"], "label": month["short"], "value": month[drawn]} for month in table.rows]
    columns = {column.key: column for column in overview.columns}
    outcome = f"{cell_text(columns['outcome'], row['outcome'])} {row['how']}"
    if row["see"]:
        outcome += f" ({row['units']} enheter; {row['see']})"
    target = cell_text(columns["target"], row["target"])
    if row["target"] is not None:
        target += (" varje månad" if row["each_month"] else "") + (f" ({EXAMPLE})" if row["target_example"] else "")
    last = table.rows[-1]
    latest = ""
    if drawn == "share" and last["share"] is not None and len(table.rows) > 1:
        latest = f"{str(last['label']).capitalize()}: {cell_text(columns['outcome'], last['share'])}. "
    text = f"{latest}Utfallet är {outcome}; målet är {target}. {str(row['judged']).capitalize()}."
    goal = row["target"] if isinstance(row["target"], str | int) else None
    spec = indicator_chart(points, goal, str(row["unit"]))
    return Chart(f"indicator-{row['id']}", str(row["title"]), text, table, spec)


def _headline(rows: list[Row]) -> str:
    verdicts = [row["verdict"] for row in rows]
    later, reached = verdicts.count(Verdict.WHOLE_YEAR), verdicts.count(Verdict.REACHED)
    now = reached + verdicts.count(Verdict.NOT_REACHED)
    said = [f"{count(reached)} av {count(now)} mål som gäller nu är nådda"] if now else []
    said += [f"{count(later)} mål gäller helåret"] if later else []
    ahead = sum(row["goal_year"] is not None for row in rows)
    said += [f"{count(ahead)} mål gäller ett senare år"] if ahead else []
    return f"{'; '.join(said)}." if said else "Inga mål kan bedömas."


def _figure(key: str, indicator: Indicator, measured: Measured, origin: Origin, marks: Iterable[str] = ()) -> Figure:
    """A measured figure with the counts it is reckoned from."""
    value = plain(indicator, measured.value)
    if measured.left_out:
        origin = Origin(unknown=f"{LEFT_OUT}: få patienter")
    return Figure(
        key,
        "share" if indicator.unit == "percent" else "count",
        value,
        Status.UNKNOWN if value is None else Status.PRELIMINARY,
        origin,
        source=indicator.data,
        marks=tuple(marks),
        numerator=measured.numerator,
        denominator=measured.denominator,
        reporting_units=measured.units,
    )


def _of_months(indicator: Indicator, months: Mapping[str, Measured]) -> Origin:
    """How the period's figure follows: a sum from the months that are known, the latest from the last, and a share
    from numerators and denominators, which the months' figures have beside their values. From nothing that is told
    where the months are left out."""
    if any(one.left_out for one in months.values()):
        return Origin(params=(indicator.origin,))
    keys = [f"indicator.{indicator.id}.{month}" for month in months]
    match indicator.period_value:
        case "sum":
            return Origin(formula=f"known({', '.join(keys)})")
        case "latest":
            return Origin(formula=keys[-1])
    return Origin(params=(indicator.origin,))


def _row(indicator: Indicator, told: Told, facts: Facts) -> Row:
    total = told.total
    target, year = level_of(indicator, indicator.target), later_goal_year(indicator, facts)
    verdict, why = judged(indicator, told, target, facts, year)
    return {
        "id": indicator.id,
        "title": indicator.title,
        "unit": indicator.unit,
        "drawn": "share" if indicator.unit == "percent" else DRAWN[indicator.period_value],
        "how": (YEAR_VALUE if facts.period.closing else PERIOD_VALUE)[indicator.period_value],
        "baseline": plain(indicator, level_of(indicator, indicator.baseline)),
        "target": plain(indicator, target),
        "target_example": indicator.target is not None and indicator.target.is_example,
        "baseline_example": indicator.baseline is not None and indicator.baseline.is_example,
        "outcome": plain(indicator, total.value),
        "numerator": total.numerator,
        "denominator": total.denominator,
        "units": f"{total.units} av {len(facts.expected_units(indicator))}",
        "goal_year": year,
        "verdict": verdict.value,
        "better": indicator.better,
        "lead": indicator.id == chosen(facts),
        "each_month": _holds_each_month(indicator),
        "judged": why or (f"målet gäller {year}" if verdict is Verdict.LATER else VERDICT[verdict]),
        **_why_no_chart(told),
        **left_out_in(total, "outcome", "numerator", "denominator"),
    }


def _why_no_chart(told: Told) -> Row:
    """What a row has beside its cells where the months are left out."""
    if not any(one.left_out for one in told.months.values()):
        return {}
    return {"months_left_out": True, "last_told": month_name(told.last_told) if told.last_told else None}


def level_of(indicator: Indicator, level: Level | None) -> Fraction | None:
    """A baseline or target as a share or a count."""
    if level is None:
        return None
    return Fraction(level.value) / 100 if indicator.unit == "percent" else Fraction(level.value)


def later_goal_year(indicator: Indicator, facts: Facts) -> int | None:
    """The year by which the agreement's goal shall be reached, when it is after the report's; else None."""
    national = next((one for one in facts.parameters.agreement.indicators if one.id == indicator.id), None)
    year = national.goal_year if national is not None else None
    return year if year is not None and year > facts.period.year else None


def judged(
    indicator: Indicator, told: Told, target: Fraction | None, facts: Facts, later: int | None
) -> tuple[Verdict, str]:
    """The verdict, and its words where they are not the usual ones."""
    if told.total.value is None or target is None:
        return Verdict.NOT_JUDGED, ""
    if later is not None:
        return Verdict.LATER, ""
    if _holds_each_month(indicator):
        return _judged_by_month(indicator, told, target, facts)
    if indicator.unit != "percent" and facts.period.month < 12:
        return Verdict.WHOLE_YEAR, ""
    return (Verdict.REACHED if reaches(indicator, told.total.value, target) else Verdict.NOT_REACHED), ""


def _holds_each_month(indicator: Indicator) -> bool:
    return indicator.target is not None and indicator.target.holds == "each_month"


def _judged_by_month(indicator: Indicator, told: Told, target: Fraction, facts: Facts) -> tuple[Verdict, str]:
    months = months_against(indicator, target, told.months, told.part_months)
    if months.missed:
        names = [month_name(month) for month in months.missed]
        when = listed(names) if len(names) <= MOST_MONTHS else f"{count(len(names))} av {len(told.months)} månader"
        return Verdict.NOT_REACHED, f"målet gäller varje månad och nåddes inte i {when}"
    if months.unknown:
        return Verdict.NOT_JUDGED, ""
    return Verdict.REACHED, f"målet är nått varje månad{'' if facts.period.month == 12 else ' hittills'}"
