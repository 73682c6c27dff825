"""Population per region and date, the basis of population shares.

Owns ``params/population.csv``: columns ``date`` (YYYY-MM-DD), ``lan_code``, ``region``, ``population``, ``source``.
"""

import csv
import datetime as dt
import re
from pathlib import Path

from ..errors import ParameterError

COLUMNS = ["date", "lan_code", "region", "population", "source"]
REGIONS_IN_SWEDEN = 21
FILE = "params/population.csv"


def read_population(root: Path) -> dict[dt.date, dict[str, int]]:
    """Date → län code → inhabitants. Every date must have all 21 regions once; else ParameterError with line."""
    by_date: dict[dt.date, dict[str, int]] = {}
    with (root / FILE).open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if reader.fieldnames != COLUMNS:
            raise ParameterError(f"{FILE}:1: rubrikerna är {reader.fieldnames}; tillåtet: {', '.join(COLUMNS)}.")
        for entry in reader:
            if not re.fullmatch(r"\d+", entry["population"] or "") or not entry["source"]:
                raise ParameterError(f"{FILE}:{reader.line_num}: raden saknar folkmängd i heltal eller källa. Rätta raden.")
            regions = by_date.setdefault(dt.date.fromisoformat(entry["date"]), {})
            if entry["lan_code"] in regions:
                raise ParameterError(f"{FILE}:{reader.line_num}: länskod {entry['lan_code']} står två gånger för {entry['date']}. Behåll en rad.")
            regions[entry["lan_code"]] = int(entry["population"])
    for day, regions in by_date.items():
        if len(regions) != REGIONS_IN_SWEDEN:
            raise ParameterError(f"{FILE}: {day} har {len(regions)} regioner; det ska vara {REGIONS_IN_SWEDEN}. Komplettera filen.")
    return by_date
