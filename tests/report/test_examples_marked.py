"""An invented value says «exempel» wherever it is shown, and stops saying so when it is no longer invented."""

import re

import pytest
from shipped import AGREEMENT, CHOICES, NUMBERS, REGION

from statsbidrag.base.errors import ParameterError
from statsbidrag.base.period import Period
from statsbidrag.record.tables import ore_in
from statsbidrag.report.build import build
from statsbidrag.report.sections import efforts, results, summary
from statsbidrag.show.charts import Chart

JUNE = Period(2018, 6)


def invented_amounts(record) -> set[int]:
    """Öre of the invented figures that no sourced figure happens to equal.

    A change since last month may be the amount of the one voucher that made it, so changes are looked at by themselves.
    """
    kept = [figure for key, figure in record.figures.items() if not key.startswith("change.")]
    money = [figure for figure in kept if figure.unit == "kr" and figure.ore]
    sourced = {figure.ore for figure in money if figure.status != "example"}
    return {figure.ore for figure in money if figure.status == "example"} - sourced


def effort_chart(record) -> Chart:
    return next(block for block in efforts.show(record) if isinstance(block, Chart))


def unmarked(record) -> list[str]:
    """Rows of tables with an invented amount that neither they, their heading nor the note say is an example."""
    amounts = invented_amounts(record)
    found = []
    for table in record.tables:
        keys = [column.key for column in table.columns if column.kind == "ore"]
        for row in [*table.rows, *([table.total] if table.total else [])]:
            if any(ore_in(row.get(key)) in amounts for key in keys):
                texts = [value for value in row.values() if isinstance(value, str)]
                told = " ".join([table.caption, table.note, *texts])
                if "exempel" not in told.lower():
                    found.append(f"{table.id}: {row}")
    return found


@pytest.mark.parametrize("number", NUMBERS)
def test_tables_mark_what_is_invented(records, number: int) -> None:
    assert len(invented_amounts(records[number])) > (8 if number < 13 else 6)
    assert unmarked(records[number]) == []


@pytest.mark.parametrize("number", NUMBERS)
def test_texts_with_an_invented_figure_mark_it(records, number: int) -> None:
    record = records[number]
    spent, expected, *_ = summary.sentences(record)
    assert "(exempel)" in spent
    # What is left at the final accounts is of what has come, which is invented too.
    assert ("(exempel)" in expected) is (number >= 4)
    cards = {card.title: " ".join(vars(card).values()) for card in summary.cards(record)}
    assert "(exempel)" in next(text for name, text in cards.items() if name.startswith("Kostnad"))
    for name in ("Prognos helår", "Bedöms inte förbrukas") if number < 13 else ("Utfall helår",):
        assert ("(exempel)" in cards[name]) is (4 <= number <= 12), name
    assert number < 13 or "(exempel)" in cards["Mottaget, ej förbrukat"]
    for chart in (summary.chart(record), summary.chart(record, True), effort_chart(record)):
        assert "exempel" in chart.text


@pytest.mark.parametrize("number", NUMBERS[1:])
def test_changes_of_what_is_invented_are_marked(records, number: int) -> None:
    table = next(table for table in records[number].tables if table.id == "since_last")
    told = {row["title"].removesuffix(" (exempel)"): "(exempel)" in row["title"] for row in table.rows}
    # What has not moved has no row.
    assert told["Kostnad"] is told.get("Högsta belopp", False) is False
    forecast = "Prognos helår" if number < 13 else "Prognos helår, i bokslutet utfall helår"
    assert told.get(forecast, 4 <= number <= 13) is (4 <= number <= 13)


def test_levels_and_payments_and_what_follows_are_marked(records) -> None:
    tables = {table.id: table for table in records[6].tables}
    for name in ("indicators-percent", "indicators-count"):
        assert tables[name].note.endswith("Utgångslägen och mål är exempel.")
    charts = [block for block in results.show(records[6]) if isinstance(block, Chart)]
    assert len(charts) == 5
    assert all("(exempel)" in chart.text for chart in charts)
    (payment,) = [row for row in tables["dates"].rows if row["what"].startswith("Inbetalning")]
    assert payment["what"].endswith("(exempel)")
    costs = [row["after"] for row in tables["efforts"].rows if "per år" in row["after"]]
    assert len(costs) == 3
    assert all("per år (exempel)" in text for text in costs)
    assert records[6].header.fictive_text.startswith("Huvudbok, verksamhetsdata och värden märkta exempel är fiktiva.")


def test_no_mark_is_left_when_budgets_forecasts_and_payment_are_real(own_project) -> None:
    path = own_project / CHOICES
    text = path.read_text(encoding="utf-8")
    real = "source: jh, checked: 2026-11-22, status: decided"
    lines = [
        line.replace("firmness: example", "firmness: decided").replace(
            "status: example", real if "payment" not in line else "source: jh, status: decided"
        )
        if re.search(r"firmness:|budget:|as_of:.*amount:|kind: payment|target:|baseline:", line)
        else line
        for line in text.splitlines(keepends=True)
    ]
    path.write_text("".join(lines), encoding="utf-8")
    record = build(own_project, AGREEMENT, REGION, JUNE)
    assert invented_amounts(record) == set()
    told = [*summary.sentences(record), *(" ".join(vars(card).values()) for card in summary.cards(record))]
    told += [summary.chart(record).text, summary.chart(record, True).text, effort_chart(record).text]
    money = [table for table in record.tables if table.id in ("chain", "standard", "months")]
    told += [table.note for table in money] + [
        value for table in money for row in table.rows for value in row.values() if isinstance(value, str)
    ]
    assert [text for text in told if "exempel" in text] == []


def test_an_effort_that_claims_anothers_rows_stops_the_report(own_project) -> None:
    path = own_project / CHOICES
    text = path.read_text(encoding="utf-8")
    assert text.count('codes: {activity: ["02"]}') == 1
    path.write_text(text.replace('codes: {activity: ["02"]}', 'codes: {activity: ["02", "01"]}'), encoding="utf-8")
    with pytest.raises(ParameterError) as error:
        build(own_project, AGREEMENT, REGION, JUNE)
    (line,) = error.value.lines
    assert line.startswith(f"{CHOICES}:")
    assert line.endswith(
        ": insatserna kunskapsstod och nara-vard-it gör båda anspråk på activity 01. Ge varje insats egna koder."
    )


def test_efforts_whose_codes_meet_in_one_row_stop_the_report(own_project) -> None:
    path = own_project / CHOICES
    text = path.read_text(encoding="utf-8")
    assert text.count('codes: {activity: ["02"]}') == 1
    path.write_text(text.replace('codes: {activity: ["02"]}', 'codes: {unit: ["2030"]}'), encoding="utf-8")
    with pytest.raises(ParameterError) as error:
        build(own_project, AGREEMENT, REGION, JUNE)
    assert error.value.lines == [
        f"{CHOICES}: «kunskapsstod» och «nara-vard-it» gör anspråk på samma rader (unit: 2030). Ge dem olika codes."
    ]
