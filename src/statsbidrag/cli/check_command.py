"""``statsbidrag check``: parameters, sidecars and activity data, without running anything."""

from pathlib import Path

import click

from ..read.files import Files
from ..run.checking import check, not_used, oddities
from ..run.left_out import lines_of
from .options import region_option, root_option
from .swedish import SwedishCommand, WholeNumber


@click.command("check", cls=SwedishCommand, short_help="Kontrollera parameterfiler, sidofiler och verksamhetsdata.")
@click.option("--year", type=WholeNumber(2000, 2099), metavar="ÅR", help="Bara det här året.")
@region_option("Bara den här regionen.")
@root_option
def check_command(root: Path, year: int | None, region: str | None) -> int:
    """Läser allt som en strateg eller controller skriver och berättar vilka fel som finns, med fil och rad."""
    files = Files(root)
    count, lines = check(files, year, region)
    odd = oddities(files, year, region)
    for line in odd:
        click.echo(line)
    for line in [*lines, *lines_of(not_used(files, region), lines)]:
        click.echo(line, err=True)
    if lines:
        click.echo(f"{len(lines)} fel i {count} filer.", err=True)
        return 2
    click.echo(f"Inga fel i {count} filer{f', {len(odd)} att se över' if odd else ''}.")
    return 0
