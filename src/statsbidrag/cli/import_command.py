"""``statsbidrag import``: read new ledger files into the store, list the imports, or examine single files."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from ..base.errors import LedgerRefused, ParameterError
from ..facts import in_place
from ..facts.in_place import InPlace, put_in_place, would_be_in_place
from ..model.region import Region
from ..read.files import Files
from ..read.ledger.told import row_count
from ..read.orders.order_lists import orders_folder
from ..read.params.faults.regions import require_ledger
from ..read.params.parameters import read_region
from ..read.params.places import known_regions
from ..read.store.examination import Examined, examine
from ..read.store.ledger import history, import_new, ledger_files, raw_folder
from ..run.checking import orders_refused
from ..run.imported import not_counted, warnings_of
from ..run.left_out import left_out, lines_of
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
        code = _examine(root, files, described, region, dry_run=dry_run, find=find, in_json=in_json)
        if not files:
            _tell_left_out(root, list(regions))
        return code
    lines: list[str] = []
    try:
        for one in described.values():
            lines += [*_import(root, one), *orders_refused(root, one.id)]
    except LedgerRefused as error:
        told = [*lines, *error.lines]
        _tell_left_out(root, list(regions), told)
        raise LedgerRefused(told) from None
    _tell_left_out(root, list(regions), lines)
    if lines:
        raise LedgerRefused(lines)
    return 0


def _tell_left_out(root: Path, regions: list[str], told: Sequence[str] = ()) -> None:
    for line in lines_of(left_out(Files(root), regions), told):
        click.echo(line, err=True)


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
    faults: list[str] = []
    placed: dict[str, InPlace] = {}
    for one in described.values():
        inside = [file for file in told if file.home == one.id and not file.refusal]
        if inside:
            try:
                placed |= _would_replace(root, one, inside) if dry_run else _store(root, one, inside)
            except LedgerRefused as error:
                faults += error.lines
    faults += [line for one in placed.values() for line in one.refused]
    if in_json:
        click.echo(json.dumps(as_json(told, find, placed), ensure_ascii=False, indent=2))
    else:
        for file in told:
            for line in as_lines(file, find, placed.get(file.file)):
                click.echo(line)
    refused = [*(line for one in told for line in one.refusal), *faults]
    for line in refused:
        click.echo(line, err=True)
    return LedgerRefused.exit_code if refused else 0


def _region_of(root: Path, path: Path, described: dict[str, Region], region: str | None) -> Region | None:
    """The region whose file tells how a file is read: the one in whose folder it lies, else the one asked for."""
    if not path.is_file():
        raise ParameterError(f"{path.name}: filen finns inte. Ange sökvägen till en fil som finns.")
    for one in described.values():
        if path.parent in (raw_folder(root, one), orders_folder(root, one)):
            return one
    return described[region] if region else None


def _store(root: Path, region: Region, files: list[Examined]) -> dict[str, InPlace]:
    """Import files of the region's folder and note on each what became of it; what they replace, by file.

    Raises LedgerRefused when the files cannot be read, or be used together.
    """
    imported = {one.file: one for one in import_new(root, region, {file.path for file in files})}
    for file in files:
        file.state = imported[file.file].state
    used = {one.import_id for one in imported.values() if one.state != "withdrawn"}
    return {one.delivery.file: one for one in put_in_place(root, region, used)}


def _would_replace(root: Path, region: Region, files: list[Examined]) -> dict[str, InPlace]:
    """What files of the region's folder would replace if they were imported, by file; nothing is stored."""
    return {one.delivery.file: one for one in would_be_in_place(root, region, {file.path for file in files})}


def _import(root: Path, region: Region) -> list[str]:
    """Import what is new and tell of it; the lines of what keeps the files from being used together."""
    imported = import_new(root, region)
    new = [one for one in imported if one.state == "new"]
    for one in new:
        click.echo(f"{one.file}: {row_count(one.rows)}")
        for line in warnings_of([one]):
            click.echo(line)
    click.echo(f"{region.id}: {_new_files(len(new))}, {len(imported) - len(new)} redan inlästa.")
    # What must not be replaced refuses reports until it is mended, not only when it is new.
    try:
        placed = put_in_place(root, region, {one.import_id for one in imported})
        aside = [*not_counted(root, region, imported)]
    except LedgerRefused as error:
        return error.lines
    told = {one.import_id for one in new}
    for delivery in placed:
        if delivery.delivery.id in told:
            for line in in_place.lines_of(delivery):
                click.echo(line)
    for line in aside:
        click.echo(line)
    return [line for delivery in placed for line in delivery.refused]


def _new_files(count: int) -> str:
    return "en ny fil inläst" if count == 1 else f"{count} nya filer inlästa"


def _list(root: Path, region: Region) -> None:
    for entry in history(root, region):
        received = entry.received.isoformat() if entry.received else "okänd dag"
        state = f"{entry.state} som tillägg" if entry.adds and entry.state == "används" else entry.state
        click.echo(f"{entry.file}  {received}  {entry.rows} rader  {state}  {entry.import_id}")
