"""Parameter files and folders that lie or end so that nothing would ever read them.

Owns the checks of names under ``params/``. What is written there looks as if it counted, so ``check`` refuses it all;
of copies the other commands tell too, since a synchronised folder leaves them without anybody having done a thing.
"""

from collections.abc import Iterator
from pathlib import Path

from ....base.file_names import (
    PASSED_OVER_FOLDERS,
    is_passed_over,
    is_unfinished,
)
from ....base.findings import Finding, finding
from ....base.quoting import quoted_name
from ...files import Files
from ..places import YEARS, copied_from, known_regions

SCHEMAS = "schema"


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
            folder = quoted_name(path.name)
            yield f"params/{year}/{folder}/: mappen hör inte till någon region. Tillåtna: {', '.join(known)}."


def unread_files(files: Files, year: int) -> Iterator[str]:
    """A line for each YAML file that lies or ends so that it would never be read."""
    for path in sorted((files / f"params/{year}").rglob("[!.]*")):
        if path.suffix.lower() in (".yaml", ".yml") and path.suffix != ".yaml":
            yield f"{quoted_name(files.name(path))}: filen läses inte. Låt namnet sluta på .yaml."
        elif path.suffix == ".yaml" and path.parent.name == str(year):
            name = quoted_name(files.name(path))
            yield f"{name}: filen läses inte. Flytta den till agreements/ eller till regionens mapp."


def left_behind(files: Files, year: int | None = None, region_id: str | None = None) -> Iterator[Finding]:
    """A finding for each copy under ``params/``, and for what is half written there; with a year or region only what
    lies in folders of that year, of that region, or of all.
    """
    for folder in [files / "params", *sorted(path for path in (files / "params").rglob("*") if path.is_dir())]:
        parts = folder.relative_to(files / "params").parts
        if {SCHEMAS, *PASSED_OVER_FOLDERS} & {*parts} or not _asked_for(files, parts, year, region_id):
            continue
        names = {path.name for path in folder.iterdir()}
        for path in sorted(folder.iterdir()):
            if not is_passed_over(path.name):
                yield from _left_behind(files, path, names)


def _left_behind(files: Files, path: Path, names: set[str]) -> Iterator[Finding]:
    file, original = quoted_name(files.name(path)), copied_from(path.name, names)
    if original is not None and path.is_dir():
        message = f"mappen ser ut som en kopia av {quoted_name(original)} och läses inte"
        yield finding("fil-ar-kopia", message, "Ta bort den när inget i den behövs.", file=file)
    elif original is not None:
        beside = "" if original in names else ", som inte finns här"
        remedy = (
            f"Jämför den med {quoted_name(original)}, för över det som ska gälla och ta bort kopian."
            if original in names
            else f"Byt namn till {quoted_name(original)} om den ska gälla."
        )
        message = f"filen ser ut som en kopia av {quoted_name(original)}{beside} och läses inte"
        yield finding("fil-ar-kopia", message, remedy, file=file)
    elif is_unfinished(path.name) and path.is_file():
        message = "filen ser ut som en halv nedladdning eller en säkerhetskopia och läses inte"
        yield finding("nedladdning-ej-klar", message, "Ta bort den när inget i den behövs.", file=file)


def _asked_for(files: Files, parts: tuple[str, ...], year: int | None, region_id: str | None) -> bool:
    if year is not None and parts[:1] not in ((), (str(year),), ("regions",)):
        return False
    return region_id is None or len(parts) < 2 or parts[1] == region_id or parts[1] not in known_regions(files)
