"""The overview's tables: the agreements together, years side by side, what follows when grants end, the calendar.

Owns the tables ``portfolio``, ``years``, ``compilation``, ``outside`` and ``calendar``; one without rows is
left out. Owns the figures ``compilation.<number>`` and ``compilation.<number>.so_far``, which these
tables alone show; ``years`` and ``continuing`` own those of theirs.
"""

from collections.abc import Iterator, Mapping

from ...base.money import MINUS
from ...base.numbers import mnkr, with_unit
from ...base.period import Period
from ...facts.compilations import compilations, places
from ...model.region import Region
from ...model.values import Side
from ...read.files import Files, Root
from ...read.params.parameters import Parameters, why_no_report
from ...read.params.population import read_population
from ...read.params.region_year import read_region_year
from ...record.figures import Figure, merged_status
from ...record.formulas import total as total_of
from ...record.model import Record
from ...record.tables import Column, Row, Table
from ...rules.compilation import Rebuilt
from ...show.at_least import at_least
from ...show.kind_words import NOT_APPLICABLE, has_no_such
from ...show.wording import CONCLUSION, FINAL, as_told, as_written, assumed_in, listed, requirements_met
from ..part import Part
from ..sections.timeline import sorting_day
from .bridges import compilation_bridge, received_bridge, years_bridge
from .budgeted import budgeted_income
from .continuing import after_table
from .kinds import kinds_table
from .results import results_table
from .years import firm, in_mnkr, years_table

AMOUNTS = {
    "entitled": "Högsta belopp",
    "received": "Mottaget",
    "cost": "Kostnad",
    "unspent": "Mottaget, ej förbrukat",
    "expected_unspent": "Bedöms inte förbrukas",
}


def tables(
    root: Root,
    region: Region,
    period: Period,
    found: dict[str, Record],
    missing: dict[str, str],
    record_files: dict[str, str],
    result: Part,
) -> list[Table]:
    """Every table that has rows, in reading order. ``result`` has the overview's own figures, to which those are added
    that the tables alone show."""
    files = Files.of(root)
    every = {year: _parameters(files, region.id, year) for year in (period.year - 1, period.year, period.year + 1)}
    titles = {name: record.header.short_title for name, record in found.items()}
    years = years_table(every, result)
    compiled: dict[str, list[Figure]] = {}
    compilations_of_year = list(_compilations(files, region, period, result, compiled))
    whole = (
        result.figures.get(f"compilation.{len(compilations_of_year[0].rows)}.so_far") if compilations_of_year else None
    )
    made = [
        _portfolio(period, found, missing, result.figures),
        results_table(found, period.title),
        kinds_table(found, record_files, result),
        received_bridge(titles, result),
        years,
        years_bridge(years.rows, [year for year, ours in every.items() if ours], result),
        *compilations_of_year,
        compilation_bridge(titles, compiled, result, whole),
        *budgeted_income(region, period, found, record_files, result),
        _outside(every[period.year], period.year),
        after_table(found, period, record_files, result),
        _calendar(found),
    ]
    return [table for table in made if table.rows]


def _parameters(files: Files, region_id: str, year: int) -> dict[str, Parameters]:
    of_year = read_region_year(files, region_id, year)
    of_year.require_readable()
    return dict(of_year.agreements)


def _portfolio(
    period: Period, found: dict[str, Record], missing: dict[str, str], figures: Mapping[str, Figure]
) -> Table:
    rows: list[Row] = []
    amounts = {key: FINAL.get(key, heading) if period.closing else heading for key, heading in AMOUNTS.items()}
    for name, record in found.items():
        short = record.header.short_title
        row: Row = {"title": short, "short": short, "page": f"{name}.html", "name": name}
        row |= {key: figures[f"agreement.{name}.{key}"] for key in AMOUNTS}
        row |= {f"{key}.missing": NOT_APPLICABLE for key in AMOUNTS if has_no_such(record.figures[f"chain.{key}"])}
        row |= at_least(record.figures, "entitled", "mnkr", 1)
        row |= {
            "requirements": requirements_met(record.count("requirements.met"), record.count("requirements.all")),
            "next": record.next.date or None,
        }
        if record.terms.not_separated:
            row["title"] = f"{row['title']} (kostnaden är ej särredovisad)"
        rows.append(row)
    for name, title in missing.items():
        row = {"title": f"{title}: rapport saknas", "short": title, "page": None, "name": name}
        row |= {"requirements": "", "next": None}
        rows.append(row | {key: figures[f"agreement.{name}.{key}"] for key in AMOUNTS})
    # By name, so that the reports of two periods have their rows in the same places.
    rows.sort(key=lambda row: str(row["short"]).casefold())
    total: Row = {"title": "Summa av det som är känt", "requirements": "", "next": ""}
    total |= {key: figures[f"portfolio.{key}"] for key in AMOUNTS}
    columns = [
        Column("title", "Överenskommelse", link="page"),
        *(in_mnkr(key, heading) for key, heading in amounts.items()),
        Column("requirements", "Krav uppfyllda"),
        Column("next", "Nästa datum", "date", missing="–"),
    ]
    note = "«Ej känt» betyder att uppgiften saknas, inte att den är noll; sådana belopp ingår inte i summan."
    if any(has_no_such(record.figures[f"chain.{key}"]) for record in found.values() for key in AMOUNTS):
        note += " «Gäller inte»: pengarna följer ett resultat eller godkända enheter; se Slag av pengar."
    note += _why_the_sums_close(figures)
    for key, heading in amounts.items():
        titles = [record.header.short_title for record in found.values() if record.is_example(f"chain.{key}")]
        if titles:
            note += f" {heading} är exempel i {listed(titles)}."
    states = [one.header.short_title for one in found.values() if one.is_example("requirements.met")]
    note += f" Kravens läge är exempel i {listed(states)}." if states else ""
    note += assumed_in([one.header.short_title for one in found.values() if one.is_assumed("chain.entitled")])
    return Table("portfolio", f"Överenskommelserna, {period.title}", columns, rows, total, note, sheet="Översikt")


def _why_the_sums_close(figures: Mapping[str, Figure]) -> str:
    """A sentence, with a space before it, on what takes received less cost to unspent; nothing where nothing does."""
    ahead, untraced = (figures[f"portfolio.{name}"].ore for name in ("ahead", "untraced"))
    more = f" + {with_unit(mnkr(ahead), 'mnkr')} som är förbrukat utöver det mottagna" if ahead else ""
    above = figures["portfolio.above"].ore if "portfolio.above" in figures else None
    more += f" {MINUS} {with_unit(mnkr(above), 'mnkr')} mottaget som inte följs med kostnaden" if above else ""
    more += (
        f" {MINUS} {with_unit(mnkr(untraced), 'mnkr')} som är mottaget men vars kostnad är ej känd" if untraced else ""
    )
    return f" Så hänger summorna ihop: mottaget, ej förbrukat = mottaget {MINUS} kostnad{more}." if more else ""


def _compilations(
    files: Files, region: Region, period: Period, result: Part, compiled: dict[str, list[Figure]]
) -> Iterator[Table]:
    """The region's own compilation of the year: each amount, whether it is in the total, and the sum so far.

    The amounts that are in the total of the first are added to ``compiled``, by agreement.
    """
    place = next(one for one in places(files, period.year) if one.id == region.id)
    for number, rebuilt in enumerate(compilations(files, place, period.year, read_population(files)), start=1):
        yield _compilation(
            files,
            region,
            rebuilt,
            "compilation" if number == 1 else f"compilation-{number}",
            result,
            compiled if number == 1 else {},
        )


def _compilation(
    files: Files, region: Region, rebuilt: Rebuilt, prefix: str, result: Part, compiled: dict[str, list[Figure]]
) -> Table:
    """``prefix`` is what the keys of its figures begin with."""
    year = rebuilt.compilation.year
    rows: list[Row] = []
    counted: list[Figure] = []
    terms = {name: one.agreement for name, one in _parameters(files, region.id, year).items()}
    for number, part in enumerate(rebuilt.parts, start=1):
        stated = part.stated
        amount = result.add_money(
            f"{prefix}.{number}", part.ore, [stated.origin], firm(stated.status), source=stated.source
        )
        counted += [amount] if part.counted else []
        compiled.setdefault(part.agreement, []).extend([amount] if part.counted else [])
        formula, status = total_of([one.key for one in counted]), merged_status(one.status for one in counted)
        titles = {component.id: component.title for component in terms[part.agreement].components}
        rows.append(
            {
                "title": terms[part.agreement].short or terms[part.agreement].title,
                "part": listed([titles.get(name, name) for name in part.stated.of]) or None,
                "ore": amount,
                "counted": "ja" if part.counted else "nej",
                "so_far": result.follow(f"{prefix}.{number}.so_far", formula, status),
            }
        )
    columns = [
        Column("title", "Överenskommelse"),
        Column("part", "Del"),
        in_mnkr("ore", "Belopp"),
        Column("counted", "Ingår i totalen"),
        in_mnkr("so_far", "Summa hittills"),
    ]
    whole, budget = rebuilt.compilation.total, rebuilt.compilation.budget
    notes = [
        f"{one.about}: {'; '.join(_says(side) for side in one.sides)}." for one in rebuilt.compilation.contradictions
    ]
    notes += [f"Utelämnat: {one.why}." for one in rebuilt.compilation.left_out]
    if whole:
        notes.insert(0, f"Regionen anger {as_written(whole)}.")
    if budget:
        notes.insert(1, f"I budgeten står {as_written(budget)}.")
    total: Row = {"title": "Summa", "so_far": rows[-1]["so_far"] if rows else ""}
    caption = f"Regionens egen sammanställning {year}, steg för steg"
    return Table("compilation", caption, columns, rows, total, " ".join(notes), sheet="Sammanställning")


def _says(side: Side) -> str:
    return f"{side.says} ({CONCLUSION})" if side.inferred else side.says


def _outside(ours: dict[str, Parameters], year: int) -> Table:
    """Money the region mentions that no report follows, and why."""
    rows: list[Row] = []
    for one in ours.values():
        if not (lacking := why_no_report(one)):
            continue
        stated = [amount for amount in one.choices.stated if amount.stands_for(year)]
        rows.append(
            {
                "title": one.agreement.short or one.agreement.title,
                "stated": listed([as_told(amount) for amount in stated]) or None,
                "why": "ingår bara i registret" if one.agreement.notebook is None else lacking[0].partition(": ")[2],
            }
        )
    columns = [
        Column("title", "Statsbidrag"),
        Column("stated", "Angivet belopp"),
        Column("why", "Följs inte här, eftersom"),
    ]
    return Table("outside", f"Statliga medel utan egen rapport {year}", columns, rows, sheet="Utan rapport")


def _calendar(found: dict[str, Record]) -> Table:
    rows: list[Row] = [
        {**{key: row[key] for key in ("what", "date", "receiver", "state")}, "agreement": record.header.short_title}
        for record in found.values()
        for row in record.table("dates").rows
    ]
    rows.sort(
        key=lambda row: (row["date"] is None, sorting_day(str(row["date"])), str(row["agreement"]), str(row["what"]))
    )
    columns = [
        Column("what", "Vad"),
        Column("date", "Datum", "date"),
        Column("agreement", "Överenskommelse"),
        Column("receiver", "Mottagare eller beslutande"),
        Column("state", "Läge"),
    ]
    return Table("calendar", "Alla tidpunkter", columns, rows, sheet="Kalender")
