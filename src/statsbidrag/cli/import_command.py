"""``statsbidrag import``: read new ledger files into the store, or list the imports."""

from pathlib import Path

import click

from ..findings import Severity
from ..read.params import known_regions, read_region, require_ledger
from ..read.store import history, import_new
from ..region import Region
from .options import region_option, root_option
from .swedish import SwedishCommand


@click.command("import", cls=SwedishCommand, short_help="Läs in nya huvudboksfiler.")
@region_option("Bara den här regionen. Förval: alla.")
@click.option("--list", "as_list", is_flag=True, help="Visa gjorda importer i stället.")
@root_option
def import_command(root: Path, region: str | None, as_list: bool) -> int:
    """Läser in nya filer under data/raw och stämmer av dem mot sidofilernas kontrollsummor."""
    names = [region] if region else known_regions(root)
    for name in names:
        one = read_region(root, name)
        if region:
            require_ledger(one)
        elif one.ledger is None:
            continue
        if as_list:
            _list(root, one)
        else:
            _import(root, one)
    return 0


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
