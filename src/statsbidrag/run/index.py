"""The index pages: every report of a region and period with its state and key figures, and every folder there is.

Owns how a report that failed, was refused or is missing is shown: never left out, always with what to do. Key figures
come from the records.
"""

import json
from html import escape
from pathlib import Path

from ..errors import ParameterError
from ..period import Period
from ..read.params import read_region
from ..report.record import Record, ore_of, read_record
from ..show.cards import status_html
from ..show.prose import heading, paragraph
from ..show.tables import table_html
from ..tables import Column, Table
from .manifest import Entry, Manifest
from .page import standalone_page
from .paths import report_folder, write_together

STATES = {
    "ok": ("ok", "Aktuell"),
    "failed": ("off", "Ej uppdaterad: anteckningsboken stannade"),
    "refused": ("off", "Ej uppdaterad: huvudboken kan inte användas"),
    "parameters": ("off", "Ej uppdaterad: fel i parameterfil"),
    "missing": ("none", "Rapport saknas"),
}
FIGURES = [
    Column("title", "Överenskommelse"),
    Column("entitled", "Högsta belopp", "ore", scale="mnkr", decimals=1),
    Column("received", "Mottaget", "ore", scale="mnkr", decimals=1),
    Column("cost", "Kostnad", "ore", scale="mnkr", decimals=1),
    Column("forecast", "Prognos helår", "ore", scale="mnkr", decimals=1),
    Column("expected_unspent", "Bedöms inte förbrukas", "ore", scale="mnkr", decimals=1),
    Column("requirements", "Krav uppfyllda"),
    Column("as_of", "Uttag", "date"),
]


def write_index(root: Path, region_id: str, period: Period, manifest: Manifest) -> None:
    """``index.html`` of one region and period."""
    folder = report_folder(root, region_id, period)
    known = {path.stem for path in (root / f"params/{period.year}/{region_id}").glob("*.yaml")}
    names = sorted(known | set(manifest.entries))
    records = {name: _record(folder / f"{name}.json") for name in names}
    body = "<h2>Rapporter</h2>" + "".join(_report(name, records[name], manifest.entries.get(name)) for name in names)
    rows = [_figures(record) for record in records.values() if record is not None]
    if rows:
        table = Table("index", f"Nyckeltal per överenskommelse, {period.title}", FIGURES, rows, note="Belopp i mnkr. «Ej känt» betyder att uppgiften saknas, inte att den är noll.")
        body += f"<h2>Nyckeltal</h2>{table_html(table)}"
    region_name = _region_name(root, region_id, period)
    fictive = next((r["header"]["fictive_text"] for r in records.values() if r and r["header"]["fictive_text"]), None)
    header = {
        "region_name": region_name,
        "title": "Riktade statsbidrag",
        "period_title": period.title,
        "fictive_text": fictive,
        "links": [{"href": "../../index.html", "text": "Alla regioner och perioder"}],
    }
    title = f"Riktade statsbidrag – {region_name}, {period.title}"
    write_together([(folder / "index.html", standalone_page(title, header, body).encode())])


def write_top_index(root: Path) -> None:
    """``reports/index.html``: every region and period that has an index."""
    rows = []
    for page in sorted((root / "reports").glob("*/20*-*/index.html")):
        period = Period.parse(page.parent.name)
        region = page.parent.parent.name
        rows.append((_region_name(root, region, period), period, f"{region}/{period}/index.html"))
    rows.sort(key=lambda row: (row[0], row[1].year, row[1].number))
    body = "<h2>Perioder</h2>"
    for region_name in dict.fromkeys(row[0] for row in rows):
        links = "".join(
            f'<li><a href="{escape(href, quote=True)}">{escape(period.title.capitalize())}</a></li>'
            for name, period, href in rows
            if name == region_name
        )
        body += f"{heading(region_name)}<ul>{links}</ul>"
    header = {"region_name": "Regionerna", "title": "Uppföljningsrapporter"}
    page_text = standalone_page("Uppföljningsrapporter om riktade statsbidrag", header, body)
    write_together([(root / "reports/index.html", page_text.encode())])


def _report(name: str, record: Record | None, entry: Entry | None) -> str:
    state = entry.state if entry else ("ok" if record else "missing")
    kind, words = STATES[state]
    title = record["header"]["title"] if record else name
    parts = [heading(title), f"<p>{status_html(kind, words)}</p>"]
    if entry and state != "ok":
        parts += [f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in entry.lines)}</ul>"]
    if record:
        as_known = record["header"]["as_known_text"]
        kept = "" if state == "ok" else "Den senaste godkända rapporten ligger kvar: "
        links = ", ".join(
            f'<a href="{escape(name, quote=True)}.{suffix}">{escape(title)}: {text}</a>'
            for suffix, text in (("html", "rapport"), ("xlsx", "Excelbilaga"), ("json", "underlag"))
        )
        parts.append(f"<p>{escape(kept)}{links} ({escape(as_known)})</p>")
    else:
        parts.append(paragraph("Det finns ingen tidigare godkänd rapport för perioden."))
    return "".join(parts)


def _figures(record: Record) -> dict[str, object]:
    figures = record["figures"]
    names = ("entitled", "received", "cost", "forecast", "expected_unspent")
    return {
        "title": record["header"]["title"],
        **{name: ore_of(record, f"chain.{name}") for name in names},
        "requirements": f"{figures['requirements.met']['value']} av {figures['requirements.all']['value']}",
        "as_of": record["report"]["ledger_as_of"],
    }


def _record(path: Path) -> Record | None:
    """A record that is there and whole; a broken one counts as missing, since its report is made anew."""
    try:
        return read_record(path) if path.is_file() else None
    except json.JSONDecodeError:
        return None


def _region_name(root: Path, region_id: str, period: Period) -> str:
    """The region's name that year, or its id when its file cannot be read: the index must tell of that too."""
    try:
        return read_region(root, region_id).name_in(period.year)
    except ParameterError:
        return region_id
