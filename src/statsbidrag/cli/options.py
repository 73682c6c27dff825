"""Options several commands share, and how their values are read."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import click

from ..base.errors import ParameterError
from ..read.params.parameters import personal_numbers, read_settings
from ..read.params.places import find_root
from .terminal import Rule

Command = Callable[..., object]


def root_option(command: Command) -> Command:
    """``--root DIR``, default the nearest folder upwards that holds ``params/``; a Path to the command."""
    return click.option(
        "--root",
        "root",
        metavar="MAPP",
        callback=_root,
        help="Projektets rot. Förval: närmaste mapp uppåt som har params/.",
    )(command)


def region_option(text: str) -> Callable[[Command], Command]:
    """``--region R``."""
    return click.option("--region", metavar="REGION", help=text)


def date(_: click.Context, parameter: click.Parameter, value: str | None) -> dt.date | None:
    """A date option, YYYY-MM-DD."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise ParameterError(f"{parameter.opts[0]}: «{value}» är inget datum. Tillåtet: ÅÅÅÅ-MM-DD.") from None


def default_region(root: Path, region: str | None) -> str:
    return region or read_settings(root).default_region


def _root(context: click.Context, _: click.Parameter, value: str | None) -> Path:
    root = find_root(Path.cwd()) if value is None else _named(value)
    if isinstance(context.obj, Rule):
        # What the project's settings say is hidden on the terminal too.
        context.obj.numbers = personal_numbers(root)
    return root


def _named(value: str) -> Path:
    root = Path(value).resolve()
    if not (root / "params/workbook.yaml").is_file():
        raise ParameterError(f"--root: mappen «{value}» har ingen params/workbook.yaml. Ange projektets rot.")
    return root
