"""Läget i korthet, word by word: what the board reads first."""

import pytest
from shipped import NUMBERS

from statsbidrag.report.sections import summary

HARD = "\u00a0"
AREAS = "Patientkontrakt ligger efter; förstärkt vårdgaranti går enligt plan utom läkarstöd (exempel)."


@pytest.mark.parametrize(
    ("number", "texts"),
    [
        (1, [
            "En månad har gått och 0,5 av högst 12,6 mnkr är förbrukade, 0,1 mnkr mindre än budgeterat (exempel).",
            "De ansvariga har ännu inte lämnat någon prognos; i samma takt blir helårets kostnad 6,0 mnkr.",
            "Förstärkt vårdgaranti går enligt plan utom stimulansmedel; patientkontrakt behöver bevakas (exempel).",
        ]),
        (6, [
            "Halva året har gått och 4,9 av högst 12,6 mnkr är förbrukade, 0,5 mnkr mindre än budgeterat (exempel).",
            "De ansvarigas prognos för helåret är 10,4 mnkr (exempel); då bedöms 2,2 mnkr inte förbrukas.",
            AREAS,
        ]),
        (12, [
            "Året har gått och 10,4 av högst 12,6 mnkr är förbrukade, 1,6 mnkr mindre än budgeterat (exempel).",
            "De ansvarigas prognos för helåret är 10,4 mnkr (exempel); då bedöms 2,2 mnkr inte förbrukas.",
            AREAS,
        ]),
        (13, [
            "Bokslutet är klart och 10,5 av högst 12,6 mnkr är förbrukade, 1,5 mnkr mindre än budgeterat (exempel).",
            "Av högsta beloppet har 2,1 mnkr inte förbrukats.",
            "Patientkontrakt låg efter; förstärkt vårdgaranti gick enligt plan utom läkarstöd (exempel).",
        ]),
    ],
)  # fmt: skip
def test_the_three_sentences(records, number: int, texts: list[str]) -> None:
    assert summary.sentences(records[number]) == [text.replace(" mnkr", f"{HARD}mnkr") for text in texts]


def test_the_cards_of_june(records) -> None:
    assert [tuple(vars(card).values()) for card in summary.cards(records[6])] == [
        ("Högsta belopp 2018", "12,6", "mnkr", "mottaget 12,6 (exempel) · beräknat 12,57 · planerat 12,0", "watch",
         "Avrundat eller ofördelat – bekräfta"),
        ("Kostnad mot bidraget t.o.m. juni", "4,9", "mnkr", "budget 5,4 (exempel) · maj 4,1 · lön omförd t.o.m. maj",
         "watch", f"9{HARD}% under budget"),
        ("Prognos helår", "10,4", "mnkr", "ansvarigas (exempel) · rak linje ger 9,8", "watch",
         f"1,6{HARD}mnkr under budget"),
        ("Bedöms inte förbrukas", "2,2", "mnkr", "enligt prognosen (exempel) · återbetalning prövas enligt villkoren",
         "off", "Beslut om användningen behövs"),
        ("Krav uppfyllda", "0", "av 1", "handlingsplan: ej bedömt, datum ej känt", "watch", "Hela beloppet berörs"),
        ("Insatser i fas", "4", "av 6", "att följa: läkarstöd och patientkontrakt (exempel)", "off",
         "Avviker: minst en insats"),
    ]  # fmt: skip


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
