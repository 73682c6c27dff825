"""The overview's tables: the agreements together, years side by side, what follows when grants end, the calendar.

Owns the tables ``portfolio``, ``years``, ``compilation``, ``outside``, ``after`` and ``calendar``; one without rows is
left out.
"""

from collections.abc import Iterator

from ...base.money import MINUS
from ...base.numbers import mnkr, unit
from ...base.period import Period
from ...facts.compilations import compilations, places
from ...model.region import Region
from ...model.values import Side
from ...read.files import Files, Root
from ...read.params.parameters import Parameters, why_no_report
from ...read.params.population import read_population
from ...read.params.region_year import read_region_year
from ...record.model import Record, is_assumed, is_example, ore_of, table_of
from ...record.tables import Column, Table
from ...rules.compilation import Rebuilt
from ...rules.entitlement import assumed, entitled_in_all, entitlements, stated_together
from ...show.wording import CONCLUSION, FINAL, as_told, as_written, assumed_in, listed, requirements_met
from ..sections.timeline import sorting_day

MNKR = {"kind": "ore", "scale": "mnkr", "decimals": 1}
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
    figures: dict[str, dict[str, object]],
) -> list[Table]:
    """Every table that has rows, in reading order. ``figures`` are the overview's own."""
    files = Files.of(root)
    every = {year: _parameters(files, region.id, year) for year in (period.year - 1, period.year, period.year + 1)}
    made = [
        _portfolio(period, found, missing, figures),
        _years(every, period),
        *_compilations(files, region, period),
        _outside(every[period.year], period.year),
        _after(found, period),
        _calendar(found),
    ]
    return [table for table in made if table.rows]


def _parameters(files: Files, region_id: str, year: int) -> dict[str, Parameters]:
    of_year = read_region_year(files, region_id, year)
    of_year.require_readable()
    return dict(of_year.agreements)


def _portfolio(
    period: Period, found: dict[str, Record], missing: dict[str, str], figures: dict[str, dict[str, object]]
) -> Table:
    rows = []
    amounts = {key: FINAL.get(key, heading) if period.closing else heading for key, heading in AMOUNTS.items()}
    for name, record in found.items():
        short = record["header"]["short_title"]
        row: dict[str, object] = {"title": short, "short": short, "page": f"{name}.html", "name": name}
        row |= {key: ore_of(record, f"chain.{key}") for key in AMOUNTS}
        row |= {
            "requirements": requirements_met(
                *(record["figures"][f"requirements.{key}"]["value"] for key in ("met", "all"))
            ),
            "next": record["next"]["date"] or None,
        }
        if record["agreement"]["not_separated"]:
            row["title"] = f"{row['title']} (kostnaden är ej särredovisad)"
        rows.append(row)
    rows += [
        {"title": f"{title}: rapport saknas", "short": title, "page": None, "name": name}
        | {"requirements": "", "next": None}
        | dict.fromkeys(AMOUNTS)
        for name, title in missing.items()
    ]
    total: dict[str, object] = {"title": "Summa av det som är känt", "requirements": "", "next": ""}
    for key in AMOUNTS:
        known = [int(str(row[key])) for row in rows if row[key] is not None]
        total[key] = sum(known) if known else None
    columns = [
        Column("title", "Överenskommelse", link="page"),
        *(Column(key, heading, **MNKR) for key, heading in amounts.items()),
        Column("requirements", "Krav uppfyllda"),
        Column("next", "Nästa datum", "date", missing="–"),
    ]
    note = "«Ej känt» betyder att uppgiften saknas, inte att den är noll; sådana belopp ingår inte i summan."
    note += _why_the_sums_close(figures)
    for key, heading in amounts.items():
        titles = [record["header"]["short_title"] for record in found.values() if is_example(record, f"chain.{key}")]
        if titles:
            note += f" {heading} är exempel i {listed(titles)}."
    states = [one["header"]["short_title"] for one in found.values() if is_example(one, "requirements.met")]
    note += f" Kravens läge är exempel i {listed(states)}." if states else ""
    note += assumed_in([one["header"]["short_title"] for one in found.values() if is_assumed(one, "chain.entitled")])
    return Table("portfolio", f"Överenskommelserna, {period.title}", columns, rows, total, note, sheet="Översikt")


def _why_the_sums_close(figures: dict[str, dict[str, object]]) -> str:
    """A sentence, with a space before it, on what takes received less cost to unspent; nothing where nothing does."""
    ahead, untraced = (figures[f"portfolio.{name}"]["ore"] for name in ("ahead", "untraced"))
    more = f" + {unit(mnkr(ahead), 'mnkr')} som är förbrukat utöver det mottagna" if ahead else ""
    more += f" {MINUS} {unit(mnkr(untraced), 'mnkr')} som är mottaget men vars kostnad är ej känd" if untraced else ""
    return f" Så hänger summorna ihop: mottaget, ej förbrukat = mottaget {MINUS} kostnad{more}." if more else ""


def _entitled(one: Parameters) -> tuple[int | None, bool]:
    """Högsta belopp, and whether some of it is assumed."""
    year = one.agreement.year
    given = entitlements(one.agreement, one.choices, one.population, one.region.lan_code, Period(year, 13))
    together = stated_together(given, one.choices, year)
    return entitled_in_all(given, together), bool(assumed(given, together))


def _years(every: dict[int, dict[str, Parameters]], period: Period) -> Table:
    """Högsta belopp of the year before, the year and the next; only years that the region has anything for."""
    years = [year for year, ours in every.items() if ours]
    names = sorted({name for ours in every.values() for name in ours})
    rows: list[dict[str, object]] = []
    guessed: list[str] = []
    for name in names:
        latest = next(every[year][name] for year in reversed(years) if name in every[year])
        row: dict[str, object] = {"title": latest.agreement.short or latest.agreement.title}
        for year in years:
            row[str(year)], is_guess = _entitled(every[year][name]) if name in every[year] else ("", False)
            guessed += [f"{row['title']} {year}"] if is_guess and row[str(year)] is not None else []
        rows.append(row)
    total: dict[str, object] = {"title": "Summa av det som är känt"}
    for year in years:
        total[str(year)] = sum(int(str(row[str(year)])) for row in rows if row[str(year)] not in (None, ""))
    columns = [
        Column("title", "Överenskommelse"),
        *(Column(str(year), f"Högsta belopp {year}", **MNKR) for year in years),
    ]
    note = (
        "Årets egna belopp, utan det som är kvar från tidigare år. En tom ruta betyder att regionen inte har "
        f"överenskommelsen det året.{assumed_in(guessed)}"
    )
    return Table(
        "years",
        "Överenskommelserna år från år",
        columns,
        rows if len(years) > 1 else [],
        total,
        note,
        sheet="År från år",
    )


def _compilations(files: Files, region: Region, period: Period) -> Iterator[Table]:
    """The region's own compilation of the year: each amount, whether it is in the total, and the sum so far."""
    place = next(one for one in places(files, period.year) if one.id == region.id)
    for rebuilt in compilations(files, place, period.year, read_population(files)):
        yield _compilation(files, region, rebuilt)


def _compilation(files: Files, region: Region, rebuilt: Rebuilt) -> Table:
    year, so_far, rows = rebuilt.compilation.year, 0, []
    terms = {name: one.agreement for name, one in _parameters(files, region.id, year).items()}
    for part in rebuilt.parts:
        so_far += part.ore if part.counted else 0
        titles = {component.id: component.title for component in terms[part.agreement].components}
        rows.append(
            {
                "title": terms[part.agreement].short or terms[part.agreement].title,
                "part": listed([titles.get(name, name) for name in part.stated.of]) or None,
                "ore": part.ore,
                "counted": "ja" if part.counted else "nej",
                "so_far": so_far,
            }
        )
    columns = [
        Column("title", "Överenskommelse"),
        Column("part", "Del"),
        Column("ore", "Belopp", **MNKR),
        Column("counted", "Ingår i totalen"),
        Column("so_far", "Summa hittills", **MNKR),
    ]
    stated, budget = rebuilt.compilation.total, rebuilt.compilation.budget
    notes = [
        f"{one.about}: {'; '.join(_says(side) for side in one.sides)}." for one in rebuilt.compilation.contradictions
    ]
    notes += [f"Utelämnat: {one.why}." for one in rebuilt.compilation.left_out]
    if stated:
        notes.insert(0, f"Regionen anger {as_written(stated)}.")
    if budget:
        notes.insert(1, f"I budgeten står {as_written(budget)}.")
    total = {"title": "Summa", "so_far": rebuilt.total}
    caption = f"Regionens egen sammanställning {year}, steg för steg"
    return Table("compilation", caption, columns, rows, total, " ".join(notes), sheet="Sammanställning")


def _says(side: Side) -> str:
    return f"{side.says} ({CONCLUSION})" if side.inferred else side.says


def _outside(ours: dict[str, Parameters], year: int) -> Table:
    """Money the region mentions that no report follows, and why."""
    rows = []
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


def _after(found: dict[str, Record], period: Period) -> Table:
    rows = [
        {
            "agreement": record["header"]["short_title"],
            "title": row["title"],
            "after": row["after"],
            "forecast": row["forecast"],
        }
        for record in found.values()
        for row in table_of(record, "efforts").rows
    ]
    columns = [
        Column("title", "Insats"),
        Column("agreement", "Överenskommelse"),
        Column("after", "När bidraget upphör"),
        Column("forecast", FINAL["forecast"] if period.closing else "Prognos helår", **MNKR),
    ]
    shown = [record for record in found.values() if table_of(record, "efforts").rows]
    words = {
        "Prognosen": [r["header"]["short_title"] for r in shown if is_example(r, "chain.forecast")],
        "Vad som händer": [r["header"]["short_title"] for r in shown if is_example(r, "efforts.on_track")],
    }
    note = " ".join(f"{word} är exempel i {listed(titles)}." for word, titles in words.items() if titles)
    return Table("after", "Vad som händer när bidragen upphör", columns, rows, note=note, sheet="När bidragen upphör")


def _calendar(found: dict[str, Record]) -> Table:
    rows = [
        {**row, "agreement": record["header"]["short_title"]}
        for record in found.values()
        for row in table_of(record, "dates").rows
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
