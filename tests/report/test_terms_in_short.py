"""What the sources tell of an agreement as a whole: period, total, payer, approval, each with its source."""

from pathlib import Path

from shipped_records import shipped
from statsbidrag.base.period import Period

HARD = "\u00a0"


def told(shared: Path, region: str, period: Period, name: str) -> list[tuple[str, str, str | None]]:
    rows = shipped(shared, region, period)[name].table("agreement").rows
    return [(row["what"], str(row["told"]).replace(HARD, " "), row["source"]) for row in rows]


def test_komiljarden_has_its_total_and_skls_part(shared: Path) -> None:
    rows = told(shared, "halland", Period(2019, 4), "komiljarden")
    [total] = [row for row in rows if row[0] == "Hela landets belopp"]
    assert total[1] == "1 610 000 000 kr (varav 1 600 000 000 kr till landstingen och 10 000 000 kr till SKL)"
    assert total[2] and "19/00761" in total[2]


def test_sources_that_differ_on_the_period_both_stand(shared: Path) -> None:
    rows = told(shared, "norrbotten", Period(2017, 4), "forlossningsvard")
    periods = [row[1] for row in rows if row[0] == "Avtalsperiod"]
    assert periods == [
        "1 jan 2017 – 31 dec 2018", "1 jan 2017 – 31 dec 2019 (gäller till och med 2019)", "1 jan 2017 – 31 dec 2019",
    ]  # fmt: skip


def test_who_pays_and_who_approved(shared: Path) -> None:
    paid = told(shared, "norrbotten", Period(2017, 4), "forsakringsmedicinska-utredningar")
    assert ("Betalas ut av", "Försäkringskassan", None) in paid
    approved = told(shared, "jamtland-harjedalen", Period(2018, 4), "patientmiljarden")
    assert [row[1] for row in approved if row[0] == "Godkänd av"] == ["SKL:s styrelse den 15 dec 2017"]
