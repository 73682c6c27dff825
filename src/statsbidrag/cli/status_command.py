"""``statsbidrag status``: where a region stands, and what to do next."""

import datetime as dt
import json
from pathlib import Path

import click

from ..base.errors import ParameterError
from ..read.files import Files
from ..read.params.faults.regions import require_region
from ..read.params.parameters import read_settings
from ..read.params.places import known_regions
from ..run.status.standing import standing
from .options import date, region_option, root_option
from .status_text import as_json, as_lines
from .swedish import SwedishCommand


@click.command("status", cls=SwedishCommand, short_help="Visa vad som är levererat, gjort och kvar att göra.")
@region_option("Regionens id, eller all. Förval: params/workbook.yaml.")
@click.option(
    "--on", metavar="DATUM", callback=date, help="Dagen som datum räknas från. Förval: senaste leveransens dag."
)
@click.option("--json", "in_json", is_flag=True, help="Skriv ett JSON-dokument.")
@root_option
def status_command(root: Path, region: str | None, on: dt.date | None, in_json: bool) -> int:
    """Visar månad för månad vad som är levererat, stängt och avstämt, vad som inte används, rapporternas läge och vad
    som ska göras, med kommandon i ordning.

    Läser varken huvudbokens rader eller anteckningsböckerna. En trasig fil stoppar inget: den visas.
    """
    files = Files(root)
    told = [standing(files, one, on) for one in _regions(files, region)]
    if in_json:
        click.echo(json.dumps(as_json(told), ensure_ascii=False, indent=1))
        return 0
    for number, one in enumerate(told):
        if number:
            click.echo()
        for line in as_lines(one):
            click.echo(line)
    if not told:
        click.echo("Det finns ingen region. Beskriv en i params/regions/.")
    return 0


def _regions(files: Files, region: str | None) -> list[str]:
    """The regions asked for; where the settings cannot be read, every one."""
    if region == "all":
        return known_regions(files)
    if region is not None:
        require_region(files, region)
        return [region]
    try:
        default = read_settings(files).default_region
    except ParameterError:
        return known_regions(files)
    return [default] if default in known_regions(files) else known_regions(files)
