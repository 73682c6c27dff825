"""``statsbidrag sidecar FILE``: a draft of the sidecar of a raw file."""

import datetime as dt
import re
from pathlib import Path

import click

from ..base.errors import LedgerRefused, ParameterError
from ..model.region import Region
from ..read.files import Files
from ..read.params.parameters import read_region
from ..read.params.places import known_regions
from ..read.raw.sidecar import sidecar_path
from ..read.store.sidecar_draft import Draft, draft, write_draft
from .options import date, region_option, root_option
from .swedish import SwedishCommand

SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")


@click.command("sidecar", cls=SwedishCommand, short_help="Skriv ett utkast till sidofilen för en fil.")
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
@region_option("Regionen vars fil säger hur uttaget läses. Förval: den vars mapp filen ligger i, annars ingen.")
@click.option("--received", metavar="DATUM", callback=date, help="Dagen då ni fick filen (ÅÅÅÅ-MM-DD).")
@click.option("--source", metavar="ORD", help="Vilket uttag det är. Förval: det som regionens fil säger.")
@click.option("--write", is_flag=True, help="Skriv utkastet bredvid filen; en sidofil som finns skrivs aldrig över.")
@click.option(
    "--output", metavar="FIL", type=click.Path(path_type=Path), help="Skriv utkastet i den här filen i stället."
)
@root_option
def sidecar_command(
    root: Path,
    file: Path,
    region: str | None,
    received: dt.date | None,
    source: str | None,
    write: bool,
    output: Path | None,
) -> int:
    """Skriver ett utkast till sidofilen: vad filen omfattar, och kontrollsummorna att fylla i ur saldolistan.

    Kontrollsummorna tas aldrig ur filen själv. Raderna att fylla i är märkta FYLL I.
    """
    path = file.resolve()
    if not path.is_file():
        raise ParameterError(f"{file.name}: filen finns inte. Ange sökvägen till en fil som finns.")
    if write and output is not None:
        raise ParameterError("--write och --output går inte ihop. Ange det ena.")
    if source is not None and not SLUG.fullmatch(source):
        raise ParameterError(
            "--source: källan ska vara små bokstäver a–z, siffror och bindestreck, till exempel huvudbok."
        )
    files = Files(root)
    made = draft(files, path, _region(files, path, region), received.isoformat() if received else None, source)
    for line in made.refusal:
        click.echo(line, err=True)
    beside = sidecar_path(path)
    if made.refusal or not (write or output):
        click.echo(made.text, nl=False)
        if beside.exists():
            click.echo(f"{beside.name} finns redan; utkastet är bara utskrivet.", err=True)
    else:
        written = output.resolve() if output else beside
        write_draft(made, written)
        click.echo(f"{written.name}: utkastet är skrivet.")
    click.echo(_to_fill(made), err=True)
    return LedgerRefused.exit_code if made.refusal else 0


def _to_fill(made: Draft) -> str:
    told = [f"rad {number} ({key})" for number, key in made.to_fill]
    return f"Fyll i {', '.join(told)}. Ta bort de kontrollsummor som ni inte har."


def _region(files: Files, path: Path, region: str | None) -> Region | None:
    """The region asked for, else the one in whose folder the file lies; no other is guessed."""
    home = next((one for one in known_regions(files) if path.is_relative_to(files / f"data/raw/{one}")), None)
    name = region or home
    return None if name is None else read_region(files, name)
