"""The index pages: every report of a region and period with its state and key figures, and every folder there is.

Owns how a report that failed, was refused or is missing is shown: never left out, always with what to do. Key figures
come from the records.
"""

import re
from dataclasses import replace
from html import escape
from pathlib import Path

from ..base.errors import ParameterError
from ..base.period import Period
from ..read.files import Root
from ..read.params.parameters import personal_numbers, read_region
from ..record.files import whole_record
from ..record.model import Record
from ..record.tables import Column, Row, Table
from ..report.overview import OVERVIEW
from ..report.overview.reports import of_agreement, with_reports
from ..show.alert import Line, alerts_html, line
from ..show.at_least import at_least
from ..show.figure_words import worded
from ..show.kind_words import NOT_APPLICABLE, has_no_such
from ..show.prose import heading, paragraph
from ..show.tables import table_html
from ..show.wording import EXAMPLE, FINAL, IN_REPORTS, NBSP, assumed_in, fictive_in, listed, requirements_met
from .digest import DIGEST
from .gate import Telling, release
from .manifest import Entry, Manifest, read_manifest
from .page import standalone_page
from .paths import ALL, file_stem, report_file, report_folder
from .pdf import NONE_FOUND

STATES = {
    "ok": ("✓", "Uppdaterad"),
    "failed": ("■", "Ej uppdaterad: anteckningsboken stannade"),
    "unwritten": ("■", "Ej uppdaterad: en fil kunde inte skrivas"),
    "refused": ("■", "Ej uppdaterad: huvudboken kan inte användas"),
    "parameters": ("■", "Ej uppdaterad: fel i parametrar eller verksamhetsdata"),
    "missing": ("○", "Rapport saknas"),
}
REPORTS = [
    Column("title", "Överenskommelse", link="page"),
    Column("state", "Läge"),
    Column("entitled", "Högsta belopp", "ore", scale="mnkr", decimals=1),
    Column("received", "Mottaget", "ore", scale="mnkr", decimals=1),
    Column("cost", "Kostnad", "ore", scale="mnkr", decimals=1),
    Column("forecast", "Prognos helår", "ore", scale="mnkr", decimals=1),
    Column("expected_unspent", "Bedöms inte förbrukas", "ore", scale="mnkr", decimals=1),
    Column("requirements", "Krav uppfyllda"),
    Column("as_of", "Uttag", "date"),
    Column("appendix_text", "Bilaga", link="appendix", missing="–"),
    Column("pdf_text", "PDF", link="pdf", missing="–"),
]
FOLDERS = [
    Column("region", "Region"),
    Column("period", "Period", link="page"),
    Column("reports", "Rapporter", "count"),
    Column("current", "Varav klara", "count"),
    # Last, so that a finger finds one link at a time where the row is a column.
    Column("overview_text", "Översikt", link="overview", missing="–"),
]


def write_index(root: Root, region_id: str, period: Period, manifest: Manifest) -> None:
    """``index.html`` of one region and period."""
    folder = report_folder(root, region_id, period)
    names = sorted((_expected(root, region_id, period) | set(manifest.entries)) - {OVERVIEW})
    records = {name: whole_record(folder / f"{name}.json") for name in names}
    stems = {name: file_stem(root, region_id, period, name) for name in names}
    rows = [_report(name, stems[name], records[name], manifest.entries.get(name)) for name in names]
    note = f"Belopp i mnkr. «Ej känt» betyder att uppgiften saknas, inte att den är noll.{_invented(records)}"
    columns = [replace(one, heading=FINAL.get(one.key, one.heading)) for one in REPORTS] if period.closing else REPORTS
    table = Table("index", f"Rapporter, {period.title}", columns, rows, note=note)
    unprinted = "".join(paragraph(text) for text in _unprinted(records, manifest))
    urgent = _urgent(records)
    body = f"{urgent}<h2>Rapporter</h2>{table_html(table)}{unprinted}{_faults(names, records, manifest)}"
    region_name = _region_name(root, region_id, period)
    header = {
        "region_name": region_name,
        "title": "Riktade statsbidrag",
        "period_title": period.title,
        "fictive_text": fictive_in([record.fictive for record in records.values() if record], IN_REPORTS),
        "links": [
            *_together(root, region_id, period, any(records.values())),
            {"href": "../../index.html", "text": "Alla regioner och perioder"},
        ],
    }
    title = f"Riktade statsbidrag – {region_name}, {period.title}"
    release([(folder / "index.html", standalone_page(title, header, body).encode())], Telling(personal_numbers(root)))


def _urgent(records: dict[str, Record | None]) -> str:
    """What is late or waited for in the reports of a period, before anything else."""
    lines = [
        line(
            one, None if one.amount is None else worded(record.figures[one.amount]), record.header.title, f"{name}.html"
        )
        for name, record in records.items()
        if record is not None
        for one in record.attention
    ]
    return _boxes(lines, "Att göra")


def _boxes(lines: list[Line], title: str) -> str:
    return f"<h2>{title}</h2>{''.join(alerts_html(lines))}" if lines else ""


Latest = list[tuple[str, Path, str, Record]]
"""Region, folder below ``reports``, name and record, of the latest period of each region and year."""


def _latest(root: Root, rows: list[Row]) -> Latest:
    pages: dict[tuple[str, str], str] = {}
    for row in rows:
        page = str(row["page"])
        key = (str(row["region"]), str(row["order"])[:4])
        pages[key] = max(pages.get(key, ""), page)
    folders = [(region, Path(page).parent) for (region, _), page in sorted(pages.items())]
    return [
        (region, folder, name, record)
        for region, folder in folders
        for name, record in _latest_records(root / "reports" / folder)
    ]


def _urgent_everywhere(latest: Latest) -> str:
    """What is late in the latest period of each region and year, from the overviews' records."""
    lines = []
    for region, folder, name, record in latest:
        for one in record.attention:
            amount = None if one.amount is None else worded(record.figures[one.amount])
            title = f"{region}, {one.agreement or record.header.short_title}"
            lines.append(line(one, amount, title, f"{folder}/{one.page or f'{name}.html'}"))
    return _boxes([one for one in lines if one.is_red], "Försenat eller otäckt i senaste rapporten per år")


def _latest_records(folder: Path) -> list[tuple[str, Record]]:
    """The overview's record, which tells of all reports; where there is none, those of the reports."""
    overview = whole_record(folder / f"{OVERVIEW}.json")
    if overview is not None:
        return [(OVERVIEW, overview)]
    found = ((path.stem, whole_record(path)) for path in sorted(folder.glob("*.json")))
    return [(name, record) for name, record in found if record is not None]


def _expected(root: Root, region_id: str, period: Period) -> set[str]:
    """The agreements a report can be made of; where parameters cannot be read, all there are files of."""
    try:
        return set(with_reports(root, region_id, period.year))
    except ParameterError:
        return {path.stem for path in (root / f"params/{period.year}/{region_id}").glob("*.yaml")}


def _together(root: Root, region_id: str, period: Period, has_reports: bool) -> list[dict[str, str]]:
    """The pages that tell of all reports, as far as they are there."""
    told = (
        (OVERVIEW, "html", "Översikt"),
        (OVERVIEW, "pdf", "Översikt (PDF)"),
        (DIGEST, "html", "Samlingsbilaga"),
        (DIGEST, "pdf", "Samlingsbilaga (PDF)"),
    )
    files = [(report_file(root, region_id, period, name, kind), text) for name, kind, text in told]
    links = [{"href": file.name, "text": text} for file, text in files if file.is_file()]
    # It holds the index too, so it is written after it.
    packed = {"href": report_file(root, region_id, period, ALL, "zip").name, "text": "Alla filer (zip)"}
    return [*links, packed] if has_reports else links


def write_top_index(root: Root) -> None:
    """``reports/index.html``: every region and period that has an index."""
    rows: list[Row] = []
    for page in (root / "reports").glob("*/20*-*/index.html"):
        if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-3])", page.parent.name):
            continue
        period, region_id = Period.parse(page.parent.name), page.parent.parent.name
        entries = [one for name, one in read_manifest(page.parent).entries.items() if name != OVERVIEW]
        rows.append(
            {
                "region": _region_name(root, region_id, period),
                "period": period.title,
                "order": str(period),
                "page": f"{region_id}/{period}/index.html",
                **_overview_of(page.parent),
                "reports": sum(entry.digest is not None for entry in entries),
                "current": sum(entry.state == "ok" for entry in entries),
            }
        )
    # The newest period of each region first: it is what a reader comes for.
    rows.sort(key=lambda row: str(row["order"]), reverse=True)
    rows.sort(key=lambda row: str(row["region"]))
    latest = _latest(root, rows)
    table = Table("folders", "Regioner och perioder", FOLDERS, rows)
    # What each region's file says of it stands in its own pages.
    fictive = fictive_in([replace(record.fictive, about=None) for *_, record in latest], IN_REPORTS)
    header = {"region_name": "Alla regioner", "title": "Uppföljningsrapporter", "fictive_text": fictive}
    body = f"{_urgent_everywhere(latest)}<h2>Perioder</h2>{table_html(table)}"
    page_text = standalone_page("Uppföljningsrapporter om riktade statsbidrag", header, body)
    release([(root / "reports/index.html", page_text.encode())], Telling(personal_numbers(root)))


def _overview_of(folder: Path) -> Row:
    """The link to a period's overview, where it is there."""
    name = f"{OVERVIEW}.html"
    if not (folder / name).is_file():
        return {"overview_text": None}
    return {"overview": f"{folder.parent.name}/{folder.name}/{name}", "overview_text": "Översikt"}


def _report(name: str, stem: str, record: Record | None, entry: Entry | None) -> Row:
    """One row: a report that was made, with key figures, or that has never been made, without. ``stem`` is what its
    files that are mailed are called."""
    state = _state(record, entry)
    shape, words = STATES[state]
    row: Row = {column.key: None for column in REPORTS}
    row |= {"title": name, "state": f"{shape}{NBSP}{words}"}
    if record is None:
        return row
    if record.report.as_known:
        row["state"] = f"{shape}{NBSP}{words}, som känt {record.report.as_known}"
    row |= {"page": f"{name}.html", "appendix": f"{stem}.xlsx", "appendix_text": "Excel"}
    if "pdf" in record.files:
        row |= {"pdf": f"{stem}.pdf", "pdf_text": "PDF"}
    return row | _figures(record)


def _unprinted(records: dict[str, Record | None], manifest: Manifest) -> list[str]:
    """Why reports that are made have no PDF: none was asked for or found, or printing one failed."""
    without = {name: record for name, record in records.items() if record and "pdf" not in record.files}
    failed = [
        (record.header.title, manifest.entries[name].not_printed)
        for name, record in without.items()
        if name in manifest.entries
    ]
    lines = [f"{title}: {why} Kör om för att försöka igen." for title, why in failed if why]
    return [NONE_FOUND, *lines] if len(lines) < len(without) else lines


def _state(record: Record | None, entry: Entry | None) -> str:
    """A report that was made but whose record cannot be read is told as missing: it has to be made anew."""
    if record is None:
        return "missing" if entry is None or entry.state == "ok" else entry.state
    return entry.state if entry else "ok"


def _faults(names: list[str], records: dict[str, Record | None], manifest: Manifest) -> str:
    """What stopped the reports that are not current, and whether a last good one is there."""
    parts = []
    for name in names:
        entry, record = manifest.entries.get(name), records[name]
        if entry is None or entry.state == "ok":
            continue
        kept = "Det finns ingen tidigare godkänd rapport för perioden."
        if record:
            kept = f"Den senaste godkända rapporten ligger kvar ({record.header.as_known_text})."
        lines = "".join(f"<li>{escape(line)}</li>" for line in entry.lines)
        title = record.header.title if record else name
        parts.append(f"{heading(title)}{paragraph(STATES[entry.state][1] + '. ' + kept)}<ul>{lines}</ul>")
    return f"<h2>Att rätta</h2>{''.join(parts)}" if parts else ""


def _figures(record: Record) -> Row:
    names = ("entitled", "received", "cost", "forecast", "expected_unspent")
    met, asked = (record.count(f"requirements.{name}") for name in ("met", "all"))
    return {
        "title": record.header.title,
        **{name: of_agreement(record, name) for name in names},
        **at_least(record.figures, "entitled", "mnkr", 1),
        **{f"{name}.missing": NOT_APPLICABLE for name in names if has_no_such(record.figures[f"chain.{name}"])},
        "requirements": requirements_met(met, asked),
        "as_of": record.report.ledger_as_of,
    }


def _invented(records: dict[str, Record | None]) -> str:
    """Which of the columns rest on invented values, and which högsta belopp is assumed, in which reports."""
    said = []
    for column in REPORTS:
        titles = [
            record.header.title
            for record in records.values()
            if record and f"chain.{column.key}" in record.figures and record.is_example(f"chain.{column.key}")
        ]
        if titles:
            said.append(f"{column.heading} är {EXAMPLE} i {listed(titles)}.")
    states = [one.header.title for one in records.values() if one and one.is_example("requirements.met")]
    said += [f"Kravens läge är {EXAMPLE} i {listed(states)}."] if states else []
    titles = [one.header.title for one in records.values() if one and one.is_assumed("chain.entitled")]
    return "".join(f" {text}" for text in said) + assumed_in(titles)


def _region_name(root: Root, region_id: str, period: Period) -> str:
    """The region's name that year, or its id when its file cannot be read: the index must tell of that too."""
    try:
        return read_region(root, region_id).name_in(period.year)
    except ParameterError:
        return region_id
