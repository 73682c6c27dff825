"""Parameter files and folders that lie or end so that nothing would ever read them.

Owns the checks of names under ``params/<year>/``. All are refusals, and only ``check`` asks for them: what is written
there looks as if it counted.
"""

from collections.abc import Iterator

from ...files import Files
from ..places import YEARS, known_regions


def missing_year(files: Files, year: int) -> Iterator[str]:
    """A line, with the years there are, for a year that has no parameters."""
    if not (files / f"params/{year}").is_dir():
        years = ", ".join(sorted(path.name for path in (files / "params").glob(YEARS)))
        yield f"params/{year}/: mappen finns inte. Parametrar finns för {years or 'inget år'}."


def unknown_folders(files: Files, year: int) -> Iterator[str]:
    """A line for each folder that no region's name finds: what is in it would never be read."""
    known = ["agreements", *known_regions(files)]
    for path in sorted((files / f"params/{year}").glob("*")):
        if path.is_dir() and not path.name.startswith(".") and path.name not in known:
            yield f"params/{year}/{path.name}/: mappen hör inte till någon region. Tillåtna: {', '.join(known)}."


def unread_files(files: Files, year: int) -> Iterator[str]:
    """A line for each YAML file that lies or ends so that it would never be read."""
    for path in sorted((files / f"params/{year}").rglob("[!.]*")):
        if path.suffix.lower() in (".yaml", ".yml") and path.suffix != ".yaml":
            yield f"{files.name(path)}: filen läses inte. Låt namnet sluta på .yaml."
        elif path.suffix == ".yaml" and path.parent.name == str(year):
            yield f"{files.name(path)}: filen läses inte. Flytta den till agreements/ eller till regionens mapp."
