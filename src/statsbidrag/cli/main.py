"""The command ``statsbidrag``.

Owns how faults leave the program: Swedish lines on stderr, never wrapped, no traceback, and the fault's exit code.
"""

import sys

import click

from ..errors import StatsbidragError
from .check_command import check_command
from .import_command import import_command
from .run_command import run_command
from .swedish import SwedishGroup, usage_line


@click.group(cls=SwedishGroup, name="statsbidrag", help="Uppföljning av riktade statsbidrag till regionen.")
def program() -> None:
    """The commands' common root."""


program.add_command(check_command)
program.add_command(import_command)
program.add_command(run_command)


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code: 0, or 1–3 as ``errors`` tells, 2 also for wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    try:
        sys.exit(program.main(args=arguments, prog_name="statsbidrag", standalone_mode=False) or 0)
    except StatsbidragError as error:
        for line in error.lines:
            click.echo(line, err=True)
        sys.exit(error.exit_code)
    except click.UsageError as error:
        click.echo(usage_line(error), err=True)
        sys.exit(2)
    except click.Abort:
        click.echo("Avbrutet.", err=True)
        sys.exit(130)
