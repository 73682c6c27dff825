"""Waiting times in specialised care, 2018 and 2019, per month, region and group, as ``data/raw/riket`` holds them.

Owns what is real and what is invented: the national shares within 90 days are those that vantetider.se published in
whole percent, and three national bands with their counts; every region's share is invented and says so.
"""

from collections.abc import Iterator, Mapping

from .book import Dice
from .places import FICTIVE

HEADING = "Månad;Länskod;Region;Grupp;Andel högst 90 dagar;Andel högst 60 dagar;Uppgift;Källa"
GROUPS = ("besok", "operation")
# Source: vantetider.se/Kontaktkort/Sveriges/SpecialiseradBesok and …/SpecialiseradOperation; percent within 90 days.
NATIONAL_90: Mapping[tuple[str, int], tuple[int | None, ...]] = {
    ("besok", 2018): (80, 80, 82, 83, 82, 81, 77, 74, 76, 82, 84, 81),
    ("besok", 2019): (79, 80, 82, 82, 82, None, None, None, None, None, None, None),
    ("operation", 2018): (None, None, None, None, None, None, None, None, 64, 71, 74, 71),
    ("operation", 2019): (70, 68, 71, 71, 70, 68, 63, 59, None, None, None, None),
}
# The same pages: numbers waiting 0–30, 31–60, 61–90 and more than 90 days.
NATIONAL_BANDS = {
    ("besok", 2018, 10): (145_957, 66_643, 32_296, 54_618),
    ("besok", 2018, 11): (138_944, 73_203, 34_731, 48_125),
    ("operation", 2019, 8): (37_553, 19_101, 20_767, 53_250),
}
SOURCE = {
    "besok": "vantetider.se/Kontaktkort/Sveriges/SpecialiseradBesok",
    "operation": "vantetider.se/Kontaktkort/Sveriges/SpecialiseradOperation",
}
INVENTED_90 = {
    ("besok", 2019): (79, 80, 82, 82, 82, 81, 78, 76, 79, 84, 86, 84),
    ("operation", 2018): (69, 68, 70, 71, 70, 68, 62, 60, 64, 71, 74, 71),
    ("operation", 2019): (70, 68, 71, 71, 70, 68, 63, 59, 67, 74, 77, 74),
}
REGIONS = {
    "01": "Region Stockholm", "03": "Region Uppsala", "04": "Region Sörmland", "05": "Region Östergötland",
    "06": "Region Jönköpings län", "07": "Region Kronoberg", "08": "Region Kalmar län", "09": "Region Gotland",
    "10": "Region Blekinge", "12": "Region Skåne", "13": "Region Halland", "14": "Västra Götalandsregionen",
    "17": "Region Värmland", "18": "Region Örebro län", "19": "Region Västmanland", "20": "Region Dalarna",
    "21": "Region Gävleborg", "22": "Region Västernorrland", "23": "Region Jämtland Härjedalen",
    "24": "Region Västerbotten", "25": "Region Norrbotten",
}  # fmt: skip


def year_file(year: int) -> str:
    """The CSV of a year: national rows first in each month, then the 21 regions."""
    lines = [
        f"# {FICTIVE} – väntetider i specialiserad vård {year}, andel väntande i procent den sista i månaden",
        "# Regionernas andelar är påhittade (Uppgift: fiktiv). Rikets är verkliga (Uppgift: verklig) med källa.",
        HEADING,
    ]
    for month in range(1, 13):
        for group in GROUPS:
            found = (*_national(group, year, month), *_regions(group, year, month))
            lines += [f"{year}-{month:02d};{line}" for line in found]
    return "\n".join([*lines, ""])


def sidecar(text: str, year: int) -> str:
    """The sidecar of a year's CSV."""
    lines = [
        "# yaml-language-server: $schema=../../../params/schema/sidecar.json",
        "# FIKTIVA EXEMPELDATA. Sidofil till rikets väntetider: när filen togs emot och vad den omfattar.",
        f"received: {year + 1}-02-05",
        "source: vantetider",
        f"scope: {{from: {year}-01, to: {year}-12}}",
        f"totals: {{rows: {text.count(chr(10)) - 3}}}",
        "fictive: true",
    ]
    return "\n".join([*lines, ""])


def _national(group: str, year: int, month: int) -> Iterator[str]:
    """The real figure, where one is published."""
    bands = NATIONAL_BANDS.get((group, year, month))
    whole = NATIONAL_90[group, year][month - 1]
    if bands is not None:
        total = sum(bands)
        within = [f"{100 * sum(bands[:number]) / total:.2f}".replace(".", ",") for number in (3, 2)]
        yield f"00;Riket;{group};{within[0]};{within[1]};verklig;{SOURCE[group]}"
    elif whole is not None:
        yield f"00;Riket;{group};{whole};;verklig;{SOURCE[group]}"


def _regions(group: str, year: int, month: int) -> Iterator[str]:
    """Invented shares around the nation's; a region keeps its place and changes a little between the years."""
    course = INVENTED_90.get((group, year)) or NATIONAL_90[group, year]
    for code, name in REGIONS.items():
        place = Dice(f"waiting {group} {code}").whole(-900, 900)
        change = Dice(f"waiting {group} {code} {year}").whole(-250, 350) if year == 2019 else 0
        hundredths = (course[month - 1] or 0) * 100 + place + change
        hundredths += Dice(f"waiting {group} {code} {year}-{month}").whole(-180, 180)
        within_90 = min(9_860, max(4_100, hundredths))
        within_60 = within_90 - Dice(f"waiting sixty {group} {code} {year}-{month}").whole(900, 1_450)
        yield f"{code};{name};{group};{_percent(within_90)};{_percent(within_60)};fiktiv;"


def _percent(hundredths: int) -> str:
    return f"{hundredths // 100},{hundredths % 100:02d}"
