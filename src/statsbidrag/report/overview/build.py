"""The overview's record: every agreement of a region and period together, from the records of their reports.

Owns which reports are part of it, and that a sum is over what is known, with how many are not. What no record holds
(other years' amounts, the region's own compilation) comes from the parameters.
"""

import datetime as dt
import hashlib
from pathlib import Path

from ...base.period import Period
from ...read.files import Files, Root
from ...read.params.parameters import agreements_of
from ...read.params.region_year import read_region_year
from ...record.model import Record, figure, is_assumed, merged_status, money_figure, ore_of, record_file, whole_record
from ...show.wording import IN_REPORTS, fictive_in
from ..part import Part
from ..sections.timeline import COMES, sorting_day
from . import tables as overview_tables

OVERVIEW = "oversikt"
NOTEBOOK = f"notebooks/{OVERVIEW}.ipynb"
NEEDED = ("report", "header", "fictive", "figures", "tables", "next", "files")
NAMES = ("entitled", "received", "cost", "unspent", "forecast", "expected_unspent")


def with_reports(root: Root, region_id: str, year: int) -> dict[str, str]:
    """Id → title of the year's agreements that a report can be made of."""
    files = Files.of(root)
    agreements_of(files, region_id, year)
    every = read_region_year(files, region_id, year).with_report
    return {name: one.agreement.short or one.agreement.title for name, one in every.items()}


def build_overview(root: Root, region_id: str, period: Period, as_known: dt.date | None = None) -> Record:
    """The record of the overview, without ``files``. A report that is not published is told as missing."""
    files = Files.of(root)
    region = read_region_year(files, region_id, period.year).region
    titles = with_reports(files, region_id, period.year)
    paths = {name: record_file(files.root, region_id, period, name) for name in titles}
    found = {name: record for name, path in paths.items() if (record := whole_record(path, NEEDED))}
    missing = {name: title for name, title in titles.items() if name not in found}
    result = _figures(files.root, paths, found, missing)
    result.tables = overview_tables.tables(files, region, period, found, missing, result.figures)
    days = [record["report"]["ledger_as_of"] for record in found.values()]
    latest = max(days) if days and None not in days else None
    uttag = f"utfall enligt uttag {latest}" if latest else "utfall enligt rapporterna nedan"
    inputs = {files.name(path): _sha256(path) for name, path in paths.items() if name in found}
    inputs[NOTEBOOK] = files.sha256(files / NOTEBOOK)
    return {
        "report": {
            "region": region_id,
            "period": str(period),
            "agreement": OVERVIEW,
            "as_known": as_known.isoformat() if as_known else None,
            "ledger_as_of": latest,
            "preliminary": not period.closing,
        },
        "header": {
            "region_name": region.name_in(period.year),
            "title": "Översikt över riktade statsbidrag",
            "period_title": period.title,
            "as_known_text": uttag,
            "preliminary_text": "slutligt" if period.closing else "preliminärt",
            "unit_text": "Belopp i mnkr om inget annat anges",
            "fictive_text": fictive_in([record["fictive"] for record in found.values()], IN_REPORTS),
        },
        "next": _next(found),
        "figures": result.figures,
        "row_sets": {},
        "tables": [table.as_dict() for table in result.tables],
        "requirements": [],
        "findings": [],
        "imports": [],
        "inputs": {name: inputs[name] for name in sorted(inputs)},
    }


def _figures(root: Path, files: dict[str, Path], found: dict[str, Record], missing: dict[str, str]) -> Part:
    result = Part()
    for name, record in found.items():
        place = {"record": files[name].relative_to(root).as_posix()}
        for key in NAMES:
            one = record["figures"][f"chain.{key}"]
            result.figures[f"agreement.{name}.{key}"] = money_figure(one["ore"], place, one["status"])
        if is_assumed(record, "chain.entitled"):
            result.assume(f"agreement.{name}.entitled")
    for key in NAMES:
        ours = {name: ore_of(record, f"chain.{key}") for name, record in found.items()}
        known = [ore for ore in ours.values() if ore is not None]
        status = merged_status(
            record["figures"][f"chain.{key}"]["status"] for name, record in found.items() if ours[name] is not None
        )
        result.add_formula(f"portfolio.{key}", sum(known) if known else None, f"sum(agreement.*.{key})", status)
        counted = figure(len(found) - len(known), "count", {"formula": f"agreement.*.{key}"}, "decided")
        result.figures[f"portfolio.{key}.unknown"] = counted
    untraced = {
        name: ore_of(record, "chain.received") or 0
        for name, record in found.items()
        if ore_of(record, "chain.cost") is None
    }
    received = [found[name]["figures"]["chain.received"]["status"] for name in untraced]
    result.add_formula(
        "portfolio.untraced", sum(untraced.values()), "sum(agreement.*.received where cost is unknown)",
        merged_status(received),
    )  # fmt: skip
    # So that the sums close: received − untraced − cost = unspent − ahead.
    ahead = {
        name: max(0, cost - (ore_of(record, "chain.received") or 0))
        for name, record in found.items()
        if (cost := ore_of(record, "chain.cost")) is not None
    }
    result.add_formula(
        "portfolio.ahead",
        sum(ahead.values()) if ahead else None,
        "sum(max(0, agreement.*.cost - agreement.*.received) where cost is known)",
        merged_status(found[name]["figures"]["chain.received"]["status"] for name, ore in ahead.items() if ore),
    )
    carried = {name: _carried(record) for name, record in found.items()}
    result.add_formula(
        "portfolio.carried", sum(carried.values()), "sum(agreement.*.received of earlier grant years)",
        merged_status(found[name]["figures"]["chain.received"]["status"] for name, ore in carried.items() if ore),
    )  # fmt: skip
    if any(is_assumed(record, "chain.entitled") for record in found.values()):
        result.assume("portfolio.entitled")
    for key in ("met", "all"):
        total = sum(record["figures"][f"requirements.{key}"]["value"] for record in found.values())
        place = {"formula": f"sum(requirements.{key})"}
        firm = merged_status(record["figures"][f"requirements.{key}"]["status"] for record in found.values())
        result.figures[f"portfolio.requirements.{key}"] = figure(total, "count", place, firm)
    for key, names in (("reports", found), ("missing", missing)):
        result.figures[f"portfolio.{key}"] = figure(len(names), "count", {"formula": "reports"}, "decided")
    return result


def _carried(record: Record) -> int:
    """Öre of mottaget that came in earlier years and was left when the year began."""
    own = f"grant_year.{record['report']['period'][:4]}.received"
    figures = record["figures"].items()
    return sum(
        one["ore"] or 0
        for key, one in figures
        if key.startswith("grant_year.") and key.endswith(".received") and key != own
    )


def _next(found: dict[str, Record]) -> dict[str, object]:
    """The next date of all agreements, with the agreement's title; "" when there is none. By rank, then by day."""
    ahead = [
        (due["rank"], sorting_day(due["date"]), name)
        for name, one in found.items()
        if (due := one["next"]) and due["date"]
    ]
    if not ahead:
        return {"date": "", "day": "", "what": "", "receiver": "", "rank": COMES, "title": ""}
    record = found[min(ahead)[2]]
    return {**record["next"], "title": record["header"]["short_title"]}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
