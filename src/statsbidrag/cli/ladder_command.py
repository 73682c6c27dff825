"""``statsbidrag ladder``: what each region gets of the pots of a ladder, from a file of people waiting."""

import json
from pathlib import Path

import click

from ..base.whole_files import write_together
from ..facts.ladder import ladder_of
from ..read.params.population import read_population, read_region_names
from ..read.waiting_times import read_waiting_times
from ..rules.ladder import share_all
from .ladder_text import as_json, lines_of
from .options import root_option
from .swedish import SwedishCommand, WholeNumber


@click.command("ladder", cls=SwedishCommand, short_help="Räkna prestationstrappan ur alla regioners väntande.")
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
@click.option("--year", type=WholeNumber(2000, 2099), metavar="ÅR", required=True, help="Bidragsåret.")
@click.option("--json", "as_document", is_flag=True, help="Skriv ett JSON-dokument.")
@click.option("--output", metavar="FIL", type=click.Path(path_type=Path), help="Skriv JSON-dokumentet i den här filen.")
@root_option
def ladder_command(root: Path, file: Path, year: int, as_document: bool, output: Path | None) -> int:
    """Delar trappans potter mellan regionerna i FIL: en rad för varje region, månad och grupp, med väntande i år och
    samma månad i fjol. Vad överenskommelsen lämnar öppet läses så som årets parametrar säger.
    """
    found = ladder_of(root, year)
    times = read_waiting_times(file, found.ladder, read_population(root))
    for warning in times.warnings:
        click.echo(f"Varning: {warning}", err=True)
    pots = share_all(found.ladder, found.ore, times.people, times.waiting)
    text = json.dumps(as_json(pots, times.waiting), ensure_ascii=False, indent=1) + "\n"
    if output is not None:
        write_together([(output.resolve(), text.encode())])
    if as_document:
        click.echo(text, nl=False)
        return 0
    for line in lines_of(found, pots, read_region_names(root)):
        click.echo(line)
    if output is not None:
        click.echo(f"Skrev {output}.")
    return 0
