"""The command ``statsbidrag``.

Owns which commands there are, and how faults leave the program: Swedish lines on stderr, never wrapped, no traceback,
and the fault's exit code. A command's module is imported when the command is called, so that none waits for what only
another needs.
"""

import sys
from importlib import import_module

import click

from ..base.errors import StatsbidragError
from .swedish import SwedishGroup, usage_line
from .terminal import Rule, only_what_may_be_seen

COMMANDS = ("allocate", "check", "import", "ladder", "run", "schema", "sidecar", "status")


class Program(SwedishGroup):
    """The commands by name; ``check`` is ``check_command`` in the module of that name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_command"
        return getattr(import_module(f".{name}", __package__), name)


@click.group(cls=Program, name="statsbidrag", help="Uppföljning av riktade statsbidrag till regionen.")
def program() -> None:
    """The commands' common root."""


def main(arguments: list[str] | None = None) -> None:
    """Run a command and leave with its exit code: 0, or 1–3 as ``errors`` tells, 2 also for wrong usage."""
    with only_what_may_be_seen() as rule:
        sys.exit(_exit_code(arguments, rule))


def _exit_code(arguments: list[str] | None, rule: Rule) -> int:
    try:
        return program.main(args=arguments, prog_name="statsbidrag", standalone_mode=False, obj=rule) or 0
    except StatsbidragError as error:
        for line in error.lines:
            click.echo(line, err=True)
        return error.exit_code
    except click.UsageError as error:
        click.echo(usage_line(error), err=True)
        return 2
    except click.Abort:
        click.echo("Avbrutet.", err=True)
        return 130
