"""What makes an indicator's figure uncertain, and rows whose indicator no agreement has but that one nearly names.

Owns which indicator a strange name is taken to be meant for. It is only told and marked: another row may have the right
name too, so nothing is read as what it may have been.
"""

from collections.abc import Collection, Mapping

from ..base.findings import Finding, Severity, finding
from ..base.numbers import count
from ..base.period import Period
from ..model.indicator import Indicator
from ..read.activity.frames import Activity
from ..read.activity.indicators import indicators_of, nearest
from ..read.files import Files
from ..read.raw.quoting import named

CODE = "indikator-felskriven"


def marks_of(
    indicator: Indicator, activity: Activity, silent: Mapping[str, Collection[str]], period: Period
) -> set[str]:
    """Codes of the findings on an indicator's own rows, and on files as a whole; ``silent`` are, for each month, the
    units that should have reported."""
    rows = activity.rows[(activity.rows["indicator"] == indicator.id) & activity.rows["numerator"].isna()]
    places = set(zip(rows["file"], rows["source_row"], strict=True))
    marking = [found for found in activity.findings if found.severity is Severity.MARKED]
    codes = {found.code for found in marking if (found.file, found.row) in places or found.row is None}
    # What is read off the last month is not touched by who was silent before it.
    touched = [period.month_text] if indicator.period_value == "latest" else list(silent)
    if any(month in silent for month in touched):
        codes.add("enhet-utan-uppgift")
    return codes


def misspelt(
    files: Files,
    region_id: str,
    indicators: Collection[Indicator],
    activities: Mapping[str, Activity],
    months: Collection[str],
) -> dict[str, list[Finding]]:
    """Indicator → a finding for each name like its own on rows of some months; ``activities`` are by pattern.

    Where some parameter file of the region cannot be read nobody can say that a name is none's.
    """
    every = indicators_of(files, region_id)
    known = {one.id for those in every.by_pattern.values() for one in those}
    found: dict[str, list[Finding]] = {}
    if not every.whole:
        return found
    for pattern in sorted({one.data for one in indicators}):
        rows = activities[pattern].rows
        rows = rows[~rows["indicator"].isin(known) & rows["month"].isin(list(months))]
        read = {one.id for one in every.by_pattern.get(pattern, [])}
        for (name, file), its in rows.groupby(["indicator", "file"], sort=True):
            meant = nearest(str(name), read)
            if meant is None or meant not in {one.id for one in indicators if one.data == pattern}:
                continue
            many = "en rad" if len(its) == 1 else f"{count(len(its))} rader"
            found.setdefault(meant, []).append(
                finding(
                    CODE,
                    f"{many} har indikatorn {named(str(name))}, som ingen överenskommelse har, och används inte; "
                    f"kanske menas {meant}, som då saknar dem",
                    "Rätta kolumnen Indikator i källan och hämta filen på nytt, eller lägg till indikatorn i params/.",
                    file=str(file),
                    row=int(its["source_row"].min()),
                )
            )
    return found
