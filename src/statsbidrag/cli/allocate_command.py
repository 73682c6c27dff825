"""``statsbidrag allocate``: what each agreement gives each region, computed beside stated."""

import json
from pathlib import Path

import click

from ..register.entries import as_json, register
from ..register.text import lines_of
from .options import region_option, root_option
from .swedish import SwedishCommand, WholeNumber


@click.command("allocate", cls=SwedishCommand, short_help="Räkna regionernas belopp och jämför med vad de anger.")
@click.option("--year", type=WholeNumber(2000, 2099), metavar="ÅR", required=True, help="Bidragsåret.")
@region_option("Bara den här regionen. Förval: alla 21.")
@click.option("--agreement", metavar="ÖVERENSKOMMELSE", help="Bara den här överenskommelsen.")
@click.option("--json", "as_document", is_flag=True, help="Skriv ett JSON-dokument.")
@root_option
def allocate_command(root: Path, year: int, region: str | None, agreement: str | None, as_document: bool) -> int:
    """Räknar varje komponents belopp enligt dess regel och ställer det bredvid vad regionens egna underlag anger."""
    entries = register(root, year, region, agreement)
    if as_document:
        click.echo(json.dumps(as_json(year, entries), ensure_ascii=False, indent=1))
        return 0
    for line in lines_of(root, year, entries):
        click.echo(line)
    return 0
