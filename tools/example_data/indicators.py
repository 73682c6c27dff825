"""Activity data of a region, month by month, for every indicator that its parameter files have.

Owns the course of an indicator: from its baseline towards its target, with a dip in July, by unit and part. A count of
patients is never 1–4. What no parameter tells is how large a month is: ``SIZES``.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from statsbidrag.model.choices import RegionAgreement
from statsbidrag.model.indicator import Indicator
from statsbidrag.rules.sharing.whole_ore import split_by_weight

from .places import FICTIVE, SIDECAR_SCHEMA, Place

HEADING = "Indikator;Månad;Enhet;Del;Täljare;Nämnare"
SUMMER_PERCENT = (102, 100, 104, 101, 103, 98, 62, 90, 102, 105, 103, 92)
REACHED_PERCENT = 86
"""How much of the way from baseline to target the year goes, more or less."""
REACHED = {
    ("blekinge", 2017, "inforda-vardforlopp"): 110, ("norrbotten", 2017, "inforda-vardforlopp"): 110,
    ("norrbotten", 2018, "inforda-vardforlopp"): 110,
    ("norrbotten", 2017, "andel-st-lakare"): 145, ("norrbotten", 2018, "andel-st-lakare"): -100,
}  # fmt: skip
"""Where the year goes another way, below nought away from the target; a count stays at its target when it is there.

Every region introduced the ten pathways of 2017 by November. Norrbotten met every requirement on sick leave in 2017,
and begins 2018 above the target.
"""
ONE_LAPSE = {"svarsfrekvens": (7, Fraction(95, 100))}
"""Shares that are at least so large everywhere and every month but one."""
SIZES = {
    "startade-vardforlopp": 18, "avslutade-vardforlopp": 17, "andel-i-vardforlopp": 120, "andel-st-lakare": 64,
    "inera-utfardade-intyg": 900, "svarsfrekvens": 24, "vantat-hogst-90-dagar": 2_300, "forlossningar-hanvisade": 190,
    "utredningar-i-tid": 60, "personalomsattning": 5_400, "tidiga-hembesok": 14,
    "forsta-bedomning-trettio-dagar": 85, "medicinsk-bedomning": 340,
}  # fmt: skip
OF = {
    "andel-i-tid": "avslutade-vardforlopp",
    "inera-elektroniskt-skickade": "inera-utfardade-intyg",
    "inera-kompletteringar": "inera-utfardade-intyg",
}
"""Shares of what another indicator counts: its count is the denominator."""
OF_VOLUMES = frozenset({"utredningar-i-tid"})
"""Shares of what the agreement's volumes tell as completed: over the year the denominators are that number."""
ONCE = {"andel-st-lakare": 9}
"""Indicators that are told once, and the month they are told for."""
MOST_PARTS_APART = 3


def month_file(place: Place, agreements: Mapping[str, RegionAgreement], year: int, month: int) -> str:
    """The CSV of a month, the agreements' indicators together; one told by several agreements stands once."""
    lines = [f"# {FICTIVE} – {place.name}, verksamhetsdata {year}-{month:02d}", HEADING]
    told: set[str] = set()
    for choices in agreements.values():
        for indicator in choices.indicators:
            if indicator.id not in told and ONCE.get(indicator.id, month) == month:
                told.add(indicator.id)
                for unit, part, numerator, denominator in _rows(place, choices, indicator, year, month):
                    lines.append(f"{indicator.id};{year}-{month:02d};{unit};{part};{numerator};{denominator}")
    return "\n".join([*lines, ""])


def sidecar(text: str, year: int, month: int, received: str) -> str:
    """The sidecar of a month's CSV."""
    lines = [
        SIDECAR_SCHEMA,
        "# FIKTIVA EXEMPELDATA. Sidofil till verksamhetsdata: när filen togs emot och vad den omfattar.",
        f"received: {received}",
        "source: verksamhet",
        f"scope: {{from: {year}-{month:02d}, to: {year}-{month:02d}}}",
        f"totals: {{rows: {text.count(chr(10)) - 2}}}",
        "fictive: true",
    ]
    return "\n".join([*lines, ""])


def _rows(
    place: Place, choices: RegionAgreement, indicator: Indicator, year: int, month: int
) -> Iterator[tuple[str, str, int, int | str]]:
    units = indicator.reported_by or [*place.care_centres, *(one.unit for one in place.private.values())]
    parts: Sequence[str] = [part.id for part in indicator.parts] or [""]
    level = _level(place, indicator, month, year)
    of_volumes = _of_volumes(place, choices, indicator, units, parts, year)
    for unit in units:
        for order, part in enumerate(parts):
            purpose = f"{indicator.id} {unit} {part}"
            usual, dice = place.dice(purpose), place.dice(f"{purpose} {year}-{month}")
            if indicator.unit == "percent":
                base = of_volumes.get(f"{unit} {part} {month}") or _denominator(
                    place, indicator, unit, part, year, month
                )
                steps = usual.whole(-20, 20) + dice.whole(-12, 12)
                here = max(0, min(level + _spread(indicator) * steps, 1))
                count = max(min(base, round(base * here)), _least(indicator, month, base))
                yield unit, part, _known(count, base), base
            elif indicator.period_value == "latest":
                share = max(1, len(units) * len(parts))
                value = level * 100 / share
                yield unit, part, max(0, round(value) + (1 if order % MOST_PARTS_APART == 0 and share > 1 else 0)), ""
            else:
                target = indicator.target
                whole = float(target.value) / 12 / len(units) / len(parts) if target else SIZES[indicator.id]
                yield unit, part, _known(round(whole * _varied(place, indicator.id, unit, part, year, month)), None), ""


def _varied(place: Place, name: str, unit: str, part: str, year: int, month: int) -> Fraction:
    """How the month of a unit and part stands to a plain month."""
    usual = place.dice(f"size {name} {unit} {part}").whole(75, 125)
    now = place.dice(f"size {name} {unit} {part} {year}-{month}").whole(88, 112)
    return Fraction(usual * now * SUMMER_PERCENT[month - 1], 1_000_000)


def _denominator(place: Place, indicator: Indicator, unit: str, part: str, year: int, month: int) -> int:
    """What the share is of; where another indicator counts it, the same number."""
    if indicator.id == "svarsfrekvens":
        return SIZES[indicator.id]
    name = OF.get(indicator.id, indicator.id)
    return max(5, round(SIZES[name] * _varied(place, name, unit, part, year, month)))


def _of_volumes(
    place: Place,
    choices: RegionAgreement,
    indicator: Indicator,
    units: Sequence[str],
    parts: Sequence[str],
    year: int,
) -> dict[str, int]:
    """Unit, part and month → its part of what was completed in the year; nothing for other shares."""
    completed = sum(volume.completed for volume in choices.volumes)
    if indicator.id not in OF_VOLUMES or not completed:
        return {}
    weights = {
        f"{unit} {part} {month}": round(_varied(place, indicator.id, unit, part, year, month) * 1_000)
        for unit in units
        for part in parts
        for month in range(1, 13)
    }
    return split_by_weight(completed, weights)


def _least(indicator: Indicator, month: int, base: int) -> int:
    """The least count that makes the share large enough; nought where the share may be any."""
    lapse, share = ONE_LAPSE.get(indicator.id, (month, Fraction(0)))
    return 0 if month == lapse else -(-base * share.numerator // share.denominator)


def _spread(indicator: Indicator) -> Fraction:
    """How far a unit and month may be from the course, per step; small shares vary less."""
    base = Fraction(str(indicator.baseline.value)) if indicator.baseline else Fraction(50)
    return Fraction(1, 1_000) if base > 10 else base / 50_000


def _level(place: Place, indicator: Indicator, month: int, year: int) -> Fraction:
    """The indicator's level in the month, a hundredth of its unit, on the way from baseline towards target."""
    reached = REACHED.get((place.id, year, indicator.id), REACHED_PERCENT)
    gone = Fraction(month * reached, 1_200)
    if indicator.unit == "count":
        gone = min(gone, Fraction(1))
    base = Fraction(str(indicator.baseline.value)) if indicator.baseline else Fraction(0)
    target = Fraction(str(indicator.target.value)) if indicator.target else base
    dip = Fraction(3, 100) if month == 7 and indicator.better == "higher" and indicator.unit == "percent" else 0
    return (base + (target - base) * gone) / 100 - dip


def _known(count: int, most: int | None) -> int:
    """A count that is not 1–4."""
    if not 1 <= count <= 4:
        return count
    return 0 if count <= 2 and most is not None else min(5, most or 5)
