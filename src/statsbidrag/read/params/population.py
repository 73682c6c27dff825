"""Population per region and date, the basis of population shares.

Owns ``params/population.csv``: columns ``date`` (YYYY-MM-DD), ``lan_code``, ``region``, ``population``, ``source``.
"""

import csv
import datetime as dt
import functools
import io
import re
from collections.abc import Mapping
from types import MappingProxyType

from ...base.errors import ParameterError
from ..files import Files, Root

COLUMNS = ["date", "lan_code", "region", "population", "source"]
# The 21 län codes in use; 02, 11, 15 and 16 belong to no län.
LAN_CODES = tuple(f"{number:02d}" for number in range(1, 26) if number not in (2, 11, 15, 16))
FILE = "params/population.csv"


def read_region_names(root: Root) -> dict[str, str]:
    """Län code → the region's name as the file has it (the latest date's)."""
    rows = sorted(_rows(_text(Files.of(root))), key=lambda row: row["date"])
    return {str(entry["lan_code"]): str(entry["region"]) for entry in rows}


def read_population(root: Root) -> Mapping[dt.date, Mapping[str, int]]:
    """Date → län code → inhabitants; it cannot be changed.

    Every date must have all 21 regions once; else ParameterError with line.
    """
    files = Files.of(root)
    return files.once("population", lambda: _by_date(_text(files)))


# Every agreement of every year is held against the same file, so what is kept must not be changed by any of them.
@functools.lru_cache(maxsize=8)
def _by_date(text: str) -> Mapping[dt.date, Mapping[str, int]]:
    by_date: dict[dt.date, dict[str, int]] = {}
    last_line: dict[dt.date, int] = {}
    reader = _rows(text)
    for entry in reader:
        place = f"{FILE}:{reader.line_num}"
        day, code, people = _row(entry, place)
        regions = by_date.setdefault(day, {})
        if code in regions:
            raise ParameterError(f"{place}: länskod {code} står två gånger för {day}. Behåll en rad.")
        regions[code] = people
        last_line[day] = reader.line_num
    for day, regions in by_date.items():
        if missing := [code for code in LAN_CODES if code not in regions]:
            raise ParameterError(
                f"{FILE}:{last_line[day]}: {day} saknar länskod {', '.join(missing)}. Alla {len(LAN_CODES)} regioner "
                "ska finnas varje dag; komplettera filen."
            )
    return MappingProxyType({day: MappingProxyType(regions) for day, regions in by_date.items()})


def _rows(text: str) -> csv.DictReader:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if reader.fieldnames != COLUMNS:
        found = ", ".join(reader.fieldnames or []) or "tomma"
        raise ParameterError(f"{FILE}:1: rubrikerna är {found}; tillåtet: {', '.join(COLUMNS)}.")
    return reader


def _text(files: Files) -> str:
    try:
        return files.text(files / FILE, encoding="utf-8-sig")
    except FileNotFoundError:
        raise ParameterError(f"{FILE}: filen finns inte. Lägg dit folkmängden per region.") from None
    except UnicodeDecodeError:
        raise ParameterError(f"{FILE}: filen är inte sparad som UTF-8. Spara om den som UTF-8.") from None


def _row(entry: dict[str | None, object], place: str) -> tuple[dt.date, str, int]:
    """Date, län code and inhabitants of a row, or ParameterError."""
    date, code, people = (str(entry[key] or "") for key in ("date", "lan_code", "population"))
    if None in entry or not re.fullmatch(r"[0-9]+", people) or not entry["source"]:
        raise ParameterError(f"{place}: raden ska ha fem fält med folkmängd i heltal och källa. Rätta raden.")
    if not re.fullmatch(r"\d\d", code):
        raise ParameterError(f"{place}: länskoden är «{code}»; skriv två siffror, till exempel 03.")
    if code not in LAN_CODES:
        raise ParameterError(f"{place}: länskoden {code} finns inte. Tillåtet: {', '.join(LAN_CODES)}.")
    if int(people) == 0:
        raise ParameterError(f"{place}: folkmängden är 0. Skriv länets folkmängd den dagen.")
    try:
        return dt.datetime.strptime(date, "%Y-%m-%d").date(), code, int(people)
    except ValueError:
        raise ParameterError(f"{place}: «{date}» är inget datum; skriv ÅÅÅÅ-MM-DD.") from None
