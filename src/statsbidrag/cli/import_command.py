"""``statsbidrag import``: read new ledger files into the store, list the imports, or examine single files."""

import json
from pathlib import Path

import click

from ..base.errors import LedgerRefused, ParameterError
from ..base.findings import Severity
from ..model.region import Region
from ..read.params.faults.regions import require_ledger
from ..read.params.parameters import read_region
from ..read.params.places import known_regions
from ..read.store.examination import Examined, examine
from ..read.store.ledger import history, import_new, ledger_files, raw_folder
from .import_text import as_json, as_lines
from .options import region_option, root_option
from .swedish import SwedishCommand


@click.command("import", cls=SwedishCommand, short_help="Läs in nya huvudboksfiler, eller granska enstaka filer.")
@click.argument("files", nargs=-1, metavar="[FIL …]", type=click.Path(path_type=Path))
@region_option("Bara den här regionen. Förval: alla. Med FIL: regionen vars fil säger hur uttaget läses.")
@click.option("--dry-run", is_flag=True, help="Läs och granska utan att lagra något.")
@click.option("--find", metavar="KOD", help="Visa i vilken dimension eller kolumn koden finns.")
@click.option("--list", "as_list", is_flag=True, help="Visa gjorda importer i stället.")
@click.option("--json", "in_json", is_flag=True, help="Skriv ett JSON-dokument om filerna.")
@root_option
def import_command(
    root: Path,
    files: tuple[Path, ...],
    region: str | None,
    dry_run: bool,
    find: str | None,
    as_list: bool,
    in_json: bool,
) -> int:
    """Läser in nya filer under data/raw och stämmer av dem mot sidofilernas kontrollsummor.

    Med FIL granskas bara de filerna. De lagras om de ligger i regionens mapp under data/raw. Är regionen inte angiven
    visas vad som känns igen i filen, och ett förslag till regionens fil.
    """
    regions = {name: read_region(root, name) for name in ([region] if region else known_regions(root))}
    if region:
        require_ledger(regions[region])
    described = {name: one for name, one in regions.items() if one.ledger is not None}
    if as_list:
        for one in described.values():
            _list(root, one)
        return 0
    if files or dry_run or find or in_json:
        return _examine(root, files, described, region, dry_run=dry_run, find=find, in_json=in_json)
    for one in described.values():
        _import(root, one)
    return 0


def _examine(
    root: Path,
    files: tuple[Path, ...],
    described: dict[str, Region],
    region: str | None,
    *,
    dry_run: bool,
    find: str | None,
    in_json: bool,
) -> int:
    if files:
        chosen = [(path.resolve(), _region_of(root, path.resolve(), described, region)) for path in files]
    else:
        chosen = [(path, one) for one in described.values() for path in ledger_files(root, one)]
    told = [examine(root, path, one, find) for path, one in chosen]
    for one in described.values():
        inside = [file for file in told if file.home == one.id and not file.refusal]
        if inside and not dry_run:
            _store(root, one, inside)
    if in_json:
        click.echo(json.dumps(as_json(told, find), ensure_ascii=False, indent=2))
    else:
        for file in told:
            for line in as_lines(file, find):
                click.echo(line)
    refused = [line for one in told for line in one.refusal]
    for line in refused:
        click.echo(line, err=True)
    return LedgerRefused.exit_code if refused else 0


def _region_of(root: Path, path: Path, described: dict[str, Region], region: str | None) -> Region | None:
    """The region whose file tells how a file is read: the one in whose folder it lies, else the one asked for."""
    if not path.is_file():
        raise ParameterError(f"{path.name}: filen finns inte. Ange sökvägen till en fil som finns.")
    for one in described.values():
        if path.parent == raw_folder(root, one):
            return one
    return described[region] if region else None


def _store(root: Path, region: Region, files: list[Examined]) -> None:
    """Import files of the region's folder and note on each what became of it."""
    states = {one.file: one.state for one in import_new(root, region, {file.path for file in files})}
    for file in files:
        file.state = states[file.file]


def _import(root: Path, region: Region) -> None:
    imported = import_new(root, region)
    for one in imported:
        if one.state == "new":
            click.echo(f"{one.file}: {one.rows} rader")
            for found in one.findings:
                if found.severity is not Severity.INFO:
                    click.echo(f"  {found.place or one.file}: {found.message} ({found.code})")
    new = sum(one.state == "new" for one in imported)
    click.echo(f"{region.id}: {new} nya filer inlästa, {len(imported) - new} redan inlästa.")


def _list(root: Path, region: Region) -> None:
    for entry in history(root, region):
        received = entry.received.isoformat() if entry.received else "okänd dag"
        click.echo(f"{entry.file}  {received}  {entry.rows} rader  {entry.state}  {entry.import_id}")
