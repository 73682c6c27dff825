"""Investments, co-financing, common costs and tax stand beside the cost, and only where something tells of them."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from shipped import CHOICES
from test_perspective import REGION_FILE, TERMS, change, codes, on_the_object, ore, record_of

from statsbidrag.base.errors import ParameterError
from statsbidrag.base.period import Period
from statsbidrag.record.formulas import holds
from statsbidrag.record.model import Record
from statsbidrag.record.tables import ore_in
from statsbidrag.report.sections import beside_cost

MAY = Period(2018, 5)
INVESTMENTS = """
  investments: {codes: {account: ["1210"]}, by: Regionstyrelsen, date: 2018-02-20, number: unknown, status: example}"""


def said(record: Record) -> str:
    return " ".join(beside_cost.show(record)).replace("\u00a0", " ")


def test_nothing_is_said_where_nothing_tells_of_it(records: Mapping[int, Record]) -> None:
    record = records[6]
    assert not record.has_table("beside_cost")
    assert [key for key in record.figures if key.startswith("beside.")] == ["beside.vat.text"]
    assert said(record).endswith("Momsersättning (konto 3860) räknas varken som bidrag eller som lägre kostnad.</p>")


def test_a_decided_investment_stands_beside_the_cost(own_project: Path, records: Mapping[int, Record]) -> None:
    change(own_project / CHOICES, "\n  income:", f"{INVESTMENTS}\n  income:")
    record = record_of(own_project, MAY)
    bought = ore([row for row in on_the_object(5) if str(row["Konto"]) == "1210"])
    assert record.ore("beside.investments") == bought
    assert record.ore("chain.cost") == records[5].ore("chain.cost")
    # What is decided is no longer something to rebook.
    assert codes(records[5], "balanskonto-pa-kostnadsobjekt") and not codes(record, "balanskonto-pa-kostnadsobjekt")
    (row,) = record.table("beside_cost").rows
    assert (row["title"], ore_in(row["ore"])) == ("Investeringar", bought)
    assert str(row["by"]).replace("\u00a0", " ") == (
        "beslut 20 feb 2018, Regionstyrelsen (exempel); villkoren säger inte om bidraget får bära investeringar"
    )


def test_cofinancing_and_other_income_stand_beside_the_cost(own_project: Path) -> None:
    # The region's compensation for value added tax, called another thing, is income of others on the object.
    change(own_project / REGION_FILE, 'accounts: ["3860"]', 'accounts: ["3869"]')
    record = record_of(own_project)
    income = ore([row for row in on_the_object() if str(row["Konto"]) == "3860"])
    assert record.ore("beside.other_income") == -income > 0
    assert [row["title"] for row in record.table("beside_cost").rows] == ["Annan intäkt"]
    told = '\n  cofinancing: [{codes: {account: ["3860"]}, by: Kommunerna i länet, status: example}]'
    change(own_project / CHOICES, "\n  income:", f"{told}\n  income:")
    record = record_of(own_project)
    assert not codes(record, "intakt-pa-kostnadsobjekt")
    assert record.ore("beside.cofinancing.1") == -income and "beside.other_income" not in record.figures
    assert record.table("beside_cost").rows[0]["by"] == "Kommunerna i länet (exempel)"
    assert [key for key, one in record.figures.items() if not holds(one, record.figures)] == []


@pytest.mark.parametrize(
    ("terms", "sentence", "found"),
    [
        ("allowed: true, percent: 90", "Gemensamma kostnader (OH) ingår med högst 90 %, enligt villkoren.", False),
        ("allowed: true, percent: 0.5", "Gemensamma kostnader (OH) ingår med högst 0,5 %, enligt villkoren.", True),
        ("allowed: true", "Gemensamma kostnader (OH) ingår, enligt villkoren.", False),
        ("allowed: false", "Gemensamma kostnader (OH) ingår inte, enligt villkoren.", False),
        ("allowed: unknown", "Villkoren säger inte om gemensamma kostnader (OH) får ingå.", False),
    ],
)
def test_common_costs_are_told_as_the_terms_say(own_project: Path, terms: str, sentence: str, found: bool) -> None:
    change(own_project / REGION_FILE, "cost_classes:", 'overhead: {unit: ["2030"]}\ncost_classes:')
    change(own_project / TERMS, "remarks:", f"overhead: {{{terms}, source: jh}}\nremarks:")
    record = record_of(own_project)
    assert sentence in said(record)
    assert bool(codes(record, "overhead-over-villkoret")) is found
    if found:
        (told,) = codes(record, "overhead-over-villkoret")
        line = (own_project / TERMS).read_text(encoding="utf-8").split("\n").index(f"overhead: {{{terms}, source: jh}}")
        assert (told.file, told.row) == (TERMS, line + 1)


def test_without_codes_the_terms_are_told_and_that_nothing_marks_them(own_project: Path) -> None:
    change(own_project / TERMS, "remarks:", "overhead: {allowed: false, source: jh}\nremarks:")
    assert (
        "Gemensamma kostnader (OH) får inte ingå, enligt villkoren. Regionens fil anger inga koder för dem, så de kan "
        "inte skiljas ut."
    ) in said(record_of(own_project))


def test_investments_that_the_terms_refuse_are_refused_with_file_and_line(own_project: Path) -> None:
    change(own_project / CHOICES, "\n  income:", f"{INVESTMENTS}\n  income:")
    change(own_project / TERMS, "remarks:", "investments: {allowed: false, source: jh, place: r. 18}\nremarks:")
    with pytest.raises(ParameterError) as refused:
        record_of(own_project)
    lines = [(own_project / name).read_text(encoding="utf-8").split("\n") for name in (CHOICES, TERMS)]
    at, terms = (1 + next(number for number, line in enumerate(found) if "investments: {" in line) for found in lines)
    assert refused.value.lines == [
        f"{CHOICES}:{at}: villkoren tillåter inte investeringar ({TERMS}:{terms}). Ta bort investments, eller rätta "
        "villkoren om källan säger annat."
    ]
