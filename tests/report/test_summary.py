"""Läget i korthet, word by word: what the board reads first."""

from dataclasses import replace

import pytest
from shipped import NUMBERS

from small_record import kronor, small_record
from statsbidrag.base.money import kronor_text
from statsbidrag.record.figures import Figure
from statsbidrag.record.model import Due, Record
from statsbidrag.record.tables import Row, Table
from statsbidrag.report.sections import summary
from statsbidrag.report.sections.doubt import doubt as told_doubt

HARD = "\u00a0"
MARKABLE = ("chain.cost", "chain.forecast", "budget_to_date", "component.hela.entitled")
DECEMBER = "Medicinsk bedömning inom tre dagar: 86,0 procent i december, mot 77,8 i januari;"
AREAS = "Patientkontrakt ligger efter; förstärkt vårdgaranti går enligt plan utom läkarstöd (exempel)."


@pytest.mark.parametrize(
    ("number", "texts"),
    [
        (1, [
            "En månad har gått och 0,5 av högst 12,6 mnkr är förbrukade, 0,1 mnkr mindre än budgeterat (exempel).",
            "De ansvariga har ännu inte lämnat någon prognos; i samma takt blir helårets kostnad 6,0 mnkr.",
            "Förstärkt vårdgaranti går enligt plan utom stimulansmedel; patientkontrakt behöver bevakas (exempel).",
            "Medicinsk bedömning inom tre dagar: 77,8 procent i januari; målet är minst 85,0 (exempel).",
        ]),
        (6, [
            "Halva året har gått och 4,9 av högst 12,6 mnkr är förbrukade, 0,5 mnkr mindre än budgeterat (exempel); "
            "lön på cirka 0,2 mnkr är ännu inte bokförd.",
            "De ansvarigas prognos för helåret är 10,4 mnkr (exempel); då bedöms 2,2 mnkr inte förbrukas.",
            AREAS,
            "Medicinsk bedömning inom tre dagar: 81,1 procent i juni, mot 77,8 i januari; målet är minst 85,0 "
            "(exempel).",
        ]),
        (12, [
            "Året har gått och 10,4 av högst 12,6 mnkr är förbrukade, 1,6 mnkr mindre än budgeterat (exempel).",
            "De ansvarigas prognos för helåret är 10,4 mnkr (exempel); då bedöms 2,2 mnkr inte förbrukas.",
            AREAS,
            f"{DECEMBER} målet är minst 85,0 (exempel).",
        ]),
        (13, [
            "Bokslutet, före revision, visar att 10,5 av högst 12,6 mnkr är förbrukade, 1,5 mnkr mindre än budgeterat "
            "(exempel).",
            "Av det mottagna har 2,1 mnkr (exempel) inte förbrukats.",
            "Patientkontrakt låg efter; förstärkt vårdgaranti gick enligt plan utom läkarstöd (exempel).",
            f"{DECEMBER} målet är minst 85,0 (exempel).",
        ]),
    ],
)  # fmt: skip
def test_the_sentences(records, number: int, texts: list[str]) -> None:
    assert summary.sentences(records[number]) == [
        text.replace(" mnkr", f"{HARD}mnkr").replace(" procent", f"{HARD}procent") for text in texts
    ]


def test_final_accounts_are_called_final_when_the_annual_report_is_adopted(records) -> None:
    record = records[13]
    adopted = replace(record, header=replace(record.header, preliminary_text="fastställt"))
    begins = "Årsredovisningen är fastställd och 10,5 av högst 12,6"
    assert summary.sentences(adopted)[0].startswith(begins)


def test_the_cards_of_june(records) -> None:
    assert [tuple(vars(card).values()) for card in summary.cards(records[6])] == [
        ("Högsta belopp 2018", "12,6", "mnkr", "mottaget 12,6 (exempel) · beräknat 12,57 · planerat 12,0", "watch",
         "Avrundat eller ofördelat – bekräfta"),
        ("Kostnad mot bidraget t.o.m. juni", "4,9", "mnkr", "budget 5,4 (exempel) · maj 4,1 · lön bokförd t.o.m. maj; "
         f"cirka 0,2{HARD}mnkr väntas (vår uppskattning)", "watch", f"6{HARD}% under budget med väntad lön"),
        ("Prognos helår", "10,4", "mnkr", "ansvarigas (exempel) · rak linje ger 9,8", "watch",
         f"1,6{HARD}mnkr under budget"),
        ("Bedöms inte förbrukas", "2,2", "mnkr", "enligt prognosen (exempel) · underlaget säger inte om pengar "
         "måste betalas tillbaka", "watch", "Följ upp användningen"),
        ("Krav uppfyllda", "0", "av 1", "ej bedömt: handlingsplan", "watch", "Hela beloppet berörs"),
        ("Insatser i fas", "4", "av 6", "att följa: läkarstöd och patientkontrakt (exempel)", "watch",
         "Bevaka"),
    ]  # fmt: skip


def test_when_the_days_of_use_are_over_it_is_the_money_that_is_decided_on(records) -> None:
    texts = {number: summary.cards(records[number])[3].status_text for number in (6, 13)}
    assert texts == {6: "Följ upp användningen", 13: "Beslut om pengarna behövs"}


@pytest.mark.parametrize("number", NUMBERS)
def test_sentences_and_cards_are_made_for_every_period(records, number: int) -> None:
    record = records[number]
    texts = [*summary.sentences(record), summary.chart(record).text, summary.chart(record, True).text]
    for text in texts:
        assert text.endswith(".")
        assert text[0].isupper()
        assert "None" not in text
        assert ".." not in text
        assert "  " not in text
    assert len(summary.cards(record)) == 6


def of(figure: Figure, ore: int) -> Figure:
    """The figure with another amount."""
    return replace(figure, ore=ore, value=kronor_text(ore))


def in_thousandths(record: Record) -> Record:
    """The same report of a grant a thousand times smaller."""
    figures = {
        key: of(figure, figure.ore // 1_000) if figure.ore is not None else figure
        for key, figure in record.figures.items()
    }

    return with_figures(record, figures)


def with_figures(record: Record, figures: dict[str, Figure]) -> Record:
    """The record with other figures, in its tables too."""

    def other(row: Row) -> Row:
        return {name: figures[cell.key] if isinstance(cell, Figure) else cell for name, cell in row.items()}

    tables = [
        replace(table, rows=[other(row) for row in table.rows], total=table.total and other(table.total))
        for table in record.tables
    ]
    return replace(record, figures=figures, tables=tables)


def test_a_small_grant_is_told_in_thousands_everywhere_on_page_one(records) -> None:
    small = in_thousandths(records[6])
    assert summary.sentences(small)[0].replace(HARD, " ") == (
        "Halva året har gått och 4,9 av högst 12,6 tkr är förbrukade, 0,5 tkr mindre än budgeterat (exempel); "
        "lön på cirka 0,2 tkr är ännu inte bokförd."
    )
    # In whole tkr 13 − 10 would not be the 2 that are told, so that a decimal is needed.
    cards = summary.cards(small)
    assert [card.value for card in cards[:4]] == ["12,6", "4,9", "10,4", "2,2"]
    assert {card.unit for card in cards[:4]} == {"tkr"}
    assert cards[0].comparison.replace(HARD, " ") == (
        "mottaget 12,6 tkr (exempel) · beräknat 12,6 tkr · planerat 12,0 tkr"
    )
    assert summary.chart(small).text == (
        "Utfallet ligger 0,5\u00a0tkr under budget; med de ansvarigas prognos slutar året 1,6\u00a0tkr under budget. "
        "Budgeten och prognosen är exempel."
    )


def with_amounts(record: Record, **amounts: int) -> Record:
    """The record with other amounts (öre) of its chain; the formulas do not come into it."""
    changed = {f"chain.{name}": ore for name, ore in amounts.items()}
    figures = {
        key: replace(figure, ore=changed[key], value=kronor_text(changed[key])) if key in changed else figure
        for key, figure in record.figures.items()
    }
    return with_figures(record, figures)


@pytest.mark.parametrize(
    ("entitled", "forecast", "texts"),
    [
        # 12,6 − 10,3 = 2,3 and not 2,2: with two decimals they subtract.
        (12_570_000_00, 10_330_000_00, ["10,33 mnkr (exempel)", "2,24 mnkr inte"]),
        # 12,6 − 10,4 = 2,2, and 12,57 − 10,36 is not 2,20: no more decimals than are needed.
        (12_565_000_00, 10_364_000_00, ["10,4 mnkr (exempel)", "2,2 mnkr inte"]),
        # Neither 12,6 − 10,3 = 2,2 nor 12,57 − 10,33 = 2,23 holds.
        (12_565_000_00, 10_334_900_00, ["10,3 mnkr (exempel)", "2,2 mnkr (avrundat) inte"]),
    ],
)
def test_what_a_reader_can_subtract_subtracts_as_shown(records, entitled: int, forecast: int, texts: list[str]) -> None:
    changed = with_amounts(
        records[6], entitled=entitled, forecast=forecast, expected_unspent=entitled - forecast, cost=4_912_406_25
    )
    said = summary.sentences(changed)[1].replace(HARD, " ")
    assert all(text in said for text in texts), said


def without(record: Record, key: str) -> list[Table]:
    """The tables but those that show a figure."""
    return [
        table
        for table in record.tables
        if key not in {cell.key for row in table.rows for cell in row.values() if isinstance(cell, Figure)}
    ]


@pytest.mark.parametrize(
    ("ore", "text"),
    [
        (0, "då förbrukas hela högsta beloppet."),
        (49_999_99, "då förbrukas så gott som hela högsta beloppet."),
        (50_000_00, "då bedöms 0,1\u00a0mnkr inte förbrukas."),
    ],
)
def test_what_is_too_small_to_tell_is_told_in_words(records, ore: int, text: str) -> None:
    figures = records[6].figures
    left = of(figures["chain.expected_unspent"], ore)
    record = replace(records[6], figures={**figures, left.key: left}, tables=without(records[6], left.key))
    assert summary.sentences(record)[1].endswith(text)


def with_requirements(record: Record, codes: list[str]) -> Record:
    rows = [
        {"short": f"krav {number}", "status": code, "component": None, "of_year": None, "at_stake": None}
        for number, code in enumerate(codes)
    ]
    tables = [replace(table, rows=rows) if table.id == "requirements" else table for table in record.tables]
    due = Due("2018-10-31", "31 okt 2018", "Redovisning", "", 0)
    return replace(record, tables=tables, next=due)


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["met", "unknown"], "ej bedömt: krav 1"),
        (["unknown", "unknown"], "ej bedömda: krav 0 och krav 1"),
        (["unknown", "partly"], "ej bedömt: krav 0; delvis uppfyllt: krav 1"),
        (["unknown", "not_met", "unknown"], "2 ej bedömda och 1 ej uppfyllt"),
    ],
)
def test_what_is_said_of_open_requirements(records, codes: list[str], said: str) -> None:
    card = summary.cards(with_requirements(records[6], codes))[4]
    assert card.comparison == f"{said} · nästa datum 31 okt 2018"


@pytest.mark.parametrize(
    ("key", "marks", "doubt"),
    [
        ("chain.cost", ("kod-maskerad",), "koder är dolda i ett uttag"),
        ("budget_to_date", ("konto-saknas",), "rader i ett uttag saknar konto"),
        (
            "chain.cost",
            ("aldre-uttag-sist", "annan-valuta", "ej-en-kod", "kod-maskerad", "konto-saknas"),
            "det uttag som kom sist ser ut att vara äldre än det som det ersätter, eller en del av det; ett uttag "
            "uppger en annan valuta än "
            "kronor; texter står där koder ska stå i ett uttag; och 2 skäl till",
        ),
        ("component.hela.entitled", ("kod-maskerad",), "koder är dolda i ett uttag"),
        ("chain.forecast", ("kod-maskerad",), None),
    ],
)
def test_a_marked_figure_of_the_first_sentence_is_told_to_be_uncertain(key, marks, doubt) -> None:
    figures = [replace(kronor(name, 100), marks=marks if name == key else ()) for name in MARKABLE]
    expected = "" if doubt is None else f"Uppgiften är osäker: {doubt} (se fynd)."
    assert told_doubt(small_record(figures)) == expected
