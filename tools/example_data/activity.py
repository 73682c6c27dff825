"""Activity data per month and hälsocentral, 2018: five indicators, numerator and denominator, all invented.

No count of patients is 1–4: a unit has none, or at least five. Private hälsocentraler have unit codes of their own.
"""

from collections.abc import Iterator

from .book import Dice
from .codes import CARE_CENTRES, PRIVATE_CENTRES, REGION_NAME
from .places import FICTIVE, SIDECAR_SCHEMA

HEADING = "Indikator;Månad;Enhet;Täljare;Nämnare"
UNITS = (*CARE_CENTRES, *(unit for unit, _, _ in PRIVATE_CENTRES.values()))
NOT_REPORTED = {(7, "3203")}
CLOSED = {(7, "3107")}  # no assessments: a denominator that is zero

VOLUME_PERCENT = (104, 102, 103, 100, 98, 94, 66, 90, 101, 104, 105, 98)
DIP_PERMILLE = (0, 0, 0, 0, 0, -4, -22, -9, 0, 0, 0, 0)
ANSWERED_PERMILLE = (860, 910)
ASSESSED_PERMILLE = (780, 860)
CONTRACTS = (40, 55, 72, 90, 112, 130, 135, 160, 195, 235, 272, 310)
FIRST_CONTRACTS_IN_MONTH = {
    1: ("3101", "3104", "3108", "3102", "3201"), 2: ("3105",), 3: ("3109",), 4: ("3202",), 5: ("3103",), 6: ("3106",),
    8: ("3107",), 9: ("3203",), 10: ("3204",),
}  # fmt: skip
FIRST_CONTRACTS = 6
DIGITAL = (900, 1_020, 1_180, 1_330, 1_480, 1_560, 1_250, 1_720, 1_950, 2_180, 2_400, 2_600)
TRAINED = (8, 14, 22, 26, 28, 16, 2, 14, 26, 28, 24, 12)


def month_file(month: int) -> str:
    """The CSV of a month."""
    lines = [f"# {FICTIVE} – {REGION_NAME}, verksamhetsdata 2018-{month:02d}", HEADING]
    for indicator, unit, numerator, denominator in _rows(month):
        if (month, unit) not in NOT_REPORTED:
            lines.append(f"{indicator};2018-{month:02d};{unit};{numerator};{denominator}")
    return "\n".join([*lines, ""])


def sidecar(month: int, received: str) -> str:
    """The sidecar of a month's CSV."""
    rows = month_file(month).count("\n") - 2
    lines = [
        SIDECAR_SCHEMA,
        "# FIKTIVA EXEMPELDATA. Sidofil till verksamhetsdata: när filen togs emot och vad den omfattar.",
        f"received: {received}",
        "source: verksamhet",
        f"scope: {{from: 2018-{month:02d}, to: 2018-{month:02d}}}",
        f"totals: {{rows: {rows}}}",
        "fictive: true",
    ]
    return "\n".join([*lines, ""])


def _rows(month: int) -> Iterator[tuple[str, str, int, int | str]]:
    yield from _shares("telefon-samma-dag", month, (1_150, 2_300), ANSWERED_PERMILLE, 12)
    yield from _shares("medicinsk-bedomning", month, (320, 690), ASSESSED_PERMILLE, 18)
    counts = {
        "patientkontrakt": _contracts(month),
        "digitala-kontakter": _digital(month),
        "utbildad-personal": _trained(month),
    }
    for indicator, per_unit in counts.items():
        for unit in UNITS:
            yield indicator, unit, per_unit[unit], ""


def _shares(
    indicator: str, month: int, size: tuple[int, int], permille: tuple[int, int], spread: int
) -> Iterator[tuple[str, str, int, int]]:
    begins, ends = permille
    for unit in UNITS:
        dice = Dice(f"{indicator} {unit} {month}")
        usual = Dice(f"{indicator} {unit}")
        volume = dice.near(usual.whole(*size) * VOLUME_PERCENT[month - 1] // 100, 30)
        level = begins + (ends - begins) * (month - 1) // 11 + DIP_PERMILLE[month - 1]
        level += usual.whole(-spread, spread) + dice.whole(-6, 6)
        if (month, unit) in CLOSED and indicator == "medicinsk-bedomning":
            volume = 0
        yield indicator, unit, volume * level // 1000, volume


def _contracts(month: int) -> dict[str, int]:
    """Patients with a patientkontrakt at the month's end; a unit that has not begun has none."""
    held = dict.fromkeys(UNITS, 0)
    for now in range(1, month + 1):
        beginners = FIRST_CONTRACTS_IN_MONTH.get(now, ())
        for unit in beginners:
            held[unit] = FIRST_CONTRACTS
        dice = Dice(f"contracts {now}")
        begun = [unit for unit in UNITS if held[unit] and (now, unit) not in NOT_REPORTED]
        for _ in range(CONTRACTS[now - 1] - sum(held.values())):
            held[dice.pick(begun)] += 1
    return held


def _digital(month: int) -> dict[str, int]:
    """The month's digital contacts, by the unit's size."""
    weights = {unit: Dice(f"digital {unit} {month}").near(Dice(f"digital {unit}").whole(60, 140), 60) for unit in UNITS}
    counts = {unit: DIGITAL[month - 1] * weight // sum(weights.values()) for unit, weight in weights.items()}
    counts[UNITS[0]] += DIGITAL[month - 1] - sum(counts.values())
    return counts


def _trained(month: int) -> dict[str, int]:
    """Staff trained in the month."""
    counts = dict.fromkeys(UNITS, 0)
    dice = Dice(f"trained {month}")
    reporting = [unit for unit in UNITS if (month, unit) not in NOT_REPORTED]
    for _ in range(TRAINED[month - 1]):
        counts[dice.pick(reporting)] += 1
    return counts
