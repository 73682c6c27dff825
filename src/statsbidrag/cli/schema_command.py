"""``statsbidrag schema``: write the JSON Schemas of the parameter files, or see that they are fresh."""

from pathlib import Path

import click

from ..base.errors import ParameterError
from ..read.params.schema import FOLDER, stale_schemas, write_schemas
from .options import root_option
from .swedish import SwedishCommand


@click.command("schema", cls=SwedishCommand, short_help="Skriv scheman för parameterfilerna till params/schema.")
@click.option("--check", is_flag=True, help="Skriv inget, kontrollera bara att scheman är aktuella.")
@root_option
def schema_command(root: Path, check: bool) -> int:
    """Skriver de JSON-scheman som gör att en redigerare förklarar varje nyckel och visar fel direkt."""
    if check:
        if lines := stale_schemas(root):
            raise ParameterError(lines)
        click.echo("Alla scheman är aktuella.")
        return 0
    written = write_schemas(root)
    click.echo(f"{FOLDER}/: {len(written)} scheman skrivna." if written else f"{FOLDER}/: inget behövde skrivas.")
    return 0
