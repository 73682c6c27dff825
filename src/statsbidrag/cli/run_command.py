"""``statsbidrag run``: make the reports of a region and period."""

import datetime as dt
from pathlib import Path

import click

from ..base.errors import ParameterError
from ..base.period import Period
from ..read.files import Files
from ..read.params.faults.folders import left_behind
from ..read.params.parameters import read_settings
from ..read.params.places import agreements_of, known_regions
from ..report.overview.reports import with_reports
from ..run.batch import Outcome, run
from ..run.digest import PERIODS as BOARD_PERIODS
from ..run.left_out import lines_of
from ..run.paths import report_folder
from .options import date, default_region, region_option, root_option
from .swedish import SwedishCommand, WholeNumber


@click.command("run", cls=SwedishCommand, short_help="Gör rapporterna för en region och period.")
@click.option(
    "--period",
    "periods",
    metavar="PERIOD",
    multiple=True,
    help="ÅÅÅÅ-MM, ÅÅÅÅ-T1, ÅÅÅÅ-T2 eller ÅÅÅÅ-bokslut; kan anges flera gånger, den äldsta görs först. Förval: "
    "params/workbook.yaml.",
)
@region_option("Regionens id, eller all. Förval: params/workbook.yaml.")
@click.option(
    "--agreement",
    "agreements",
    metavar="ID",
    multiple=True,
    help="Bara den här överenskommelsen; kan anges flera gånger.",
)
@click.option(
    "--as-known", metavar="DATUM", callback=date, help="Räkna bara med det som hade kommit in den dagen (ÅÅÅÅ-MM-DD)."
)
@click.option(
    "--all-years",
    is_flag=True,
    help="T1, T2 och bokslut för varje år som regionen har parametrar och huvudbok för; --period utelämnas.",
)
@click.option("--no-import", is_flag=True, help="Läs inte in nya filer först.")
@click.option("--force", is_flag=True, help="Gör om även det som är oförändrat.")
@click.option("--no-pdf", is_flag=True, help="Gör ingen PDF.")
@click.option("--timeout", type=WholeNumber(min=1), metavar="SEKUNDER", help="Längsta tid per cell.")
@root_option
def run_command(
    root: Path,
    periods: tuple[str, ...],
    region: str | None,
    agreements: tuple[str, ...],
    as_known: dt.date | None,
    all_years: bool,
    no_import: bool,
    force: bool,
    no_pdf: bool,
    timeout: int | None,
) -> int:
    """Importerar nya filer, kör anteckningsböckerna och publicerar rapporterna, och sist översikten."""
    # Each month compares with the one before, so the oldest is made first.
    name = default_region(root, region)
    if all_years and periods:
        raise ParameterError("--all-years och --period går inte ihop. Ange det ena.")
    if all_years:
        pairs = _every(root, known_regions(root) if name == "all" else [name])
    else:
        wanted = sorted({Period.parse(text) for text in periods or [read_settings(root).default_period]})
        pairs = [(one, period) for period in wanted for one in _regions(root, name, period.year)]
    try:
        outcomes = [
            run(
                root,
                one,
                period,
                list(agreements),
                as_known,
                do_import=not no_import,
                force=force,
                timeout=timeout,
                pdf=not no_pdf,
                say=click.echo,
            )
            for one, period in pairs
        ]
    except ParameterError as error:
        # A copy may be what there is instead of the file that is asked for.
        for line in lines_of(left_behind(Files(root)), error.lines):
            click.echo(line, err=True)
        raise
    for outcome in outcomes:
        for line in outcome.lines:
            click.echo(line, err=True)
    _sum_up(outcomes)
    told = [line for outcome in outcomes for line in outcome.lines]
    for line in lines_of([found for outcome in outcomes for found in outcome.left_out], told):
        click.echo(line, err=True)
    for one, period in pairs:
        index = report_folder(root, one, period) / "index.html"
        if index.is_file():
            click.echo(_shortest(index))
    return _worst([outcome.exit_code for outcome in outcomes])


def _sum_up(outcomes: list[Outcome]) -> None:
    made, unchanged = sum(o.made for o in outcomes), sum(o.unchanged for o in outcomes)
    failed = any(o.exit_code for o in outcomes)
    if unchanged and not made and not failed:
        click.echo(
            f"Inget att göra: {unchanged} {_reports(unchanged)} är oförändrade."
            if unchanged > 1
            else "Inget att göra: rapporten är oförändrad."
        )
    elif made or unchanged:
        click.echo(
            f"{made} {_reports(made)} gjorda, {unchanged} oförändrade."
            if made != 1
            else f"En rapport gjord, {unchanged} oförändrade."
        )


def _reports(count: int) -> str:
    return "rapport" if count == 1 else "rapporter"


def _regions(root: Path, name: str, year: int) -> list[str]:
    """The region named, or with ``all`` every one that has parameters for the year; none is a ParameterError."""
    if name != "all":
        return [name]
    found = [known for known in known_regions(root) if (root / f"params/{year}/{known}").is_dir()]
    if not found:
        raise ParameterError(f"--region all: ingen region har parametrar för {year} (params/{year}/).")
    return found


def _every(root: Path, regions: list[str]) -> list[tuple[str, Period]]:
    """Each region with T1, T2 and the final accounts of each year that it has any report for, the oldest first."""
    files = Files(root)
    years = sorted(int(path.name) for path in (root / "params").glob("20[0-9][0-9]"))
    found = [
        (region, Period(year, number))
        for year in years
        for number in BOARD_PERIODS
        for region in regions
        if agreements_of(files, region, year, may_be_none=True) and with_reports(files, region, year)
    ]
    if not found:
        raise ParameterError("--all-years: ingen region har någon överenskommelse som det går att göra en rapport av.")
    return found


def _shortest(path: Path) -> str:
    """The path from where the user stands, when it lies below."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else str(path)


def _worst(codes: list[int]) -> int:
    """Wrong parameters weigh most, then a refused ledger, then a failed report."""
    return next((code for code in (2, 3, 1) if code in codes), 0)
