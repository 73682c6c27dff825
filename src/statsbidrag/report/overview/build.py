"""The overview's record: every agreement of a region and period together, from the records of their reports.

Owns which reports are part of it, and that a sum is over what is known, with how many are not. What no record holds
(other years' amounts, the region's own compilation) comes from the parameters.
"""

import datetime as dt
import hashlib
from dataclasses import replace
from pathlib import Path

from ...base.period import Period
from ...base.states import AttentionKind, Status
from ...read.files import Files, Root
from ...read.params.parameters import personal_numbers
from ...read.params.places import choices_file
from ...read.params.region_year import read_region_year
from ...record.attention import Attention
from ...record.figures import Figure, Origin, merged_status, money, other
from ...record.files import record_file, whole_record
from ...record.formulas import evaluate, total
from ...record.hiding import hidden
from ...record.model import About, Due, Fictive, Header, Record
from ...show.kind_words import has_no_such
from ...show.wording import FICTIVE, IN_REPORTS, fictive_in, firmness
from ..inputs import overview_files
from ..part import Part
from ..sections.timeline import COMES, sorting_day
from . import OVERVIEW
from . import tables as overview_tables
from .portfolio import SECTIONS
from .reports import with_reports

NAMES = ("entitled", "received", "cost", "unspent", "forecast", "expected_unspent")
NO_REPORT = "rapport saknas"
NONE_PUBLISHED = "ingen rapport är publicerad"


def build_overview(root: Root, region_id: str, period: Period, as_known: dt.date | None = None) -> Record:
    """The record of the overview, without ``files``. A report that is not published is told as missing."""
    files = Files.of(root)
    region = read_region_year(files, region_id, period.year).region
    titles = with_reports(files, region_id, period.year)
    paths = {name: record_file(files.root, region_id, period, name) for name in titles}
    found = {name: record for name, path in paths.items() if (record := whole_record(path))}
    missing = {name: title for name, title in titles.items() if name not in found}
    places = {name: files.name(path) for name, path in paths.items()}
    lacking = [choices_file(period.year, region_id, name) for name in missing]
    result = _figures(places, found, missing, lacking)
    urgent = _attention(found, places, result)
    result.tables = overview_tables.tables(files, region, period, found, missing, places, result)
    days = [record.report.ledger_as_of for record in found.values()]
    known_days = [day for day in days if day is not None]
    latest = max(known_days) if days and len(known_days) == len(days) else None
    uttag = f"utfall enligt uttag {latest}" if latest else "utfall enligt rapporterna nedan"
    inputs = {places[name]: _sha256(path) for name, path in paths.items() if name in found}
    inputs |= overview_files(files, region_id, period)
    fictive = [record.fictive for record in found.values()]
    record = Record(
        report=About(
            region=region_id,
            period=str(period),
            agreement=OVERVIEW,
            as_known=as_known.isoformat() if as_known else None,
            ledger_as_of=latest,
            preliminary=not period.closing,
        ),
        header=Header(
            region_name=region.name_in(period.year),
            title="Översikt över riktade statsbidrag",
            period_title=period.title,
            as_known_text=uttag,
            preliminary_text=firmness(period.closing, region.has_adopted(period.year, as_known)),
            unit_text="Belopp i mnkr om inget annat anges",
            fictive_text=fictive_in(fictive, IN_REPORTS),
            whole=False,
        ),
        fictive=Fictive([name for name in FICTIVE if any(name in one.names for one in fictive)], region.fictive),
        next=_next(found),
        sections=list(SECTIONS),
        figures=result.figures,
        tables=result.tables,
        inputs={name: inputs[name] for name in sorted(inputs)},
        attention=urgent,
    )
    return hidden(record, personal_numbers(files))


def _figures(places: dict[str, str], found: dict[str, Record], missing: dict[str, str], lacking: list[str]) -> Part:
    """Each report's figures, and what they are together. ``places`` are the records' files, relative to the root, and
    ``lacking`` the parameter files of the agreements whose reports are missing."""
    result = Part()
    for name, record in found.items():
        for key in NAMES:
            figure = record.figures[f"chain.{key}"]
            result.add(_as_told(f"agreement.{name}.{key}", figure, places[name]))
        _add_carried(result, name, record, places[name])
        for key in ("met", "all"):
            figure = record.figures[f"requirements.{key}"]
            origin = Origin(record=places[name], key=figure.key)
            result.add(other(f"agreement.{name}.requirements.{key}", figure.value, figure.unit, origin, figure.status))
    for name in missing:
        for key in NAMES:
            result.add_unknown(f"agreement.{name}.{key}", NO_REPORT)
    for key in NAMES:
        ours = {name: result.figures[f"agreement.{name}.{key}"] for name in found}
        known = [figure for figure in ours.values() if figure.ore is not None]
        formula = f"known({', '.join(figure.key for figure in ours.values())})"
        status, assumed = merged_status(figure.status for figure in known), any(one.assumed for one in known)
        _follow(result, f"portfolio.{key}", formula if ours else None, status, assumed)
        reports = [places[name] for name in found]
        result.add(_counted(f"portfolio.{key}.unknown", len(ours) - len(known), reports))
        of_no_kind = [name for name in found if has_no_such(found[name].figures[f"chain.{key}"])]
        result.add(_counted(f"portfolio.{key}.not_of_kind", len(of_no_kind), reports))
    _add_apart(result, list(found))
    for key in ("met", "all"):
        parts = [result.figures[f"agreement.{name}.requirements.{key}"] for name in found]
        firm = merged_status(figure.status for figure in parts)
        result.add(_sum_of_counts(f"portfolio.requirements.{key}", parts, firm))
    result.add(_counted("portfolio.reports", len(found), [places[name] for name in found]))
    result.add(_counted("portfolio.missing", len(missing), lacking))
    return result


def _as_told(key: str, figure: Figure, place: str) -> Figure:
    """Money of a report as a figure of the overview."""
    origin = Origin(record=place, key=figure.key)
    return money(key, figure.ore, origin, figure.status, assumed=figure.assumed)


def _add_carried(result: Part, name: str, record: Record, place: str) -> None:
    """Of mottaget what came in earlier years and was left when the year began: year by year, and in all."""
    year = Period.parse(record.report.period).year
    parts = []
    for figure in record.below("grant_year", "received"):
        of_year = figure.key.split(".")[1]
        if of_year != str(year):
            parts.append(result.add(_as_told(f"agreement.{name}.carried.{of_year}", figure, place)))
    known = [figure for figure in parts if figure.ore is not None]
    status = merged_status(figure.status for figure in known)
    _follow(result, f"agreement.{name}.carried", total([figure.key for figure in known]), status)


def _add_apart(result: Part, names: list[str]) -> None:
    """What was received where the cost is not known, what was used beyond what was received, what was received beyond
    the cost of money that is not followed by it, and what was left of earlier years: so that the sums close, received −
    untraced − cost = unspent − ahead + above."""
    figures = {key: {name: result.figures[f"agreement.{name}.{key}"] for name in names} for key in NAMES}
    received, cost = figures["received"], figures["cost"]
    carried = [result.figures[f"agreement.{name}.carried"] for name in names]
    untraced = [received[name] for name in names if cost[name].ore is None and received[name].ore is not None]
    status = merged_status(figure.status for figure in untraced)
    _follow(result, "portfolio.untraced", total([figure.key for figure in untraced]), status)
    traced = [name for name in names if cost[name].ore is not None]
    left = {name: figures["unspent"][name] for name in traced}
    unspent = {name: f" + {one.key}" if one.ore is not None else "" for name, one in left.items()}
    less = {name: f" - {one.key}" if one.ore is not None else "" for name, one in left.items()}
    formulas = {
        "ahead": {name: f"max(0, {cost[name].key} - {received[name].key}{unspent[name]})" for name in traced},
        "above": {name: f"max(0, {received[name].key} - {cost[name].key}{less[name]})" for name in traced},
    }
    for key, parts in formulas.items():
        more = [name for name, formula in parts.items() if evaluate(formula, result.figures)]
        whole = total(list(parts.values())) if parts else None
        _follow(result, f"portfolio.{key}", whole, merged_status(received[name].status for name in more))
    status = merged_status(figure.status for figure in carried if figure.ore)
    _follow(result, "portfolio.carried", total([figure.key for figure in carried]), status)


def _follow(result: Part, key: str, formula: str | None, status: Status, assumed: bool = False) -> Figure:
    """Money by a formula; without one there is nothing that it could follow from."""
    if formula is None:
        return result.add_unknown(key, NONE_PUBLISHED)
    return result.follow(key, formula, status, assumed=assumed)


def _counted(key: str, number: int, places: list[str]) -> Figure:
    """A count of what the files at ``places`` tell; of no file it is 0."""
    origin = Origin(params=tuple(places)) if places else Origin(formula="0")
    return other(key, number, "count", origin, Status.DECIDED)


def _sum_of_counts(key: str, parts: list[Figure], status: Status) -> Figure:
    origin = Origin(formula=total([figure.key for figure in parts]))
    return other(key, sum(figure.count for figure in parts), "count", origin, status)


def _attention(found: dict[str, Record], places: dict[str, str], result: Part) -> list[Attention]:
    """What somebody must act on in any agreement, worst first, then by day; each amount as its report has it."""
    told = []
    for name, record in found.items():
        for number, one in enumerate(record.attention, start=1):
            amount = None
            if one.amount is not None:
                key = f"agreement.{name}.attention.{number}"
                amount = result.add(_as_told(key, record.figures[one.amount], places[name])).key
            told.append(replace(one, amount=amount, agreement=record.header.short_title, page=f"{name}.html"))
    kinds = list(AttentionKind)
    return sorted(told, key=lambda one: (kinds.index(one.kind), sorting_day(one.date or "9999"), one.agreement or ""))


def _next(found: dict[str, Record]) -> Due:
    """The next date of all agreements, with the agreement's title; "" when there is none. By rank, then by day."""
    ahead = [(one.next.rank, sorting_day(one.next.date), name) for name, one in found.items() if one.next.date]
    if not ahead:
        return Due("", "", "", "", COMES)
    record = found[min(ahead)[2]]
    return replace(record.next, title=record.header.short_title)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
