"""One table tells what reads a ledger file of each suffix, or what to say instead."""

import pytest

from statsbidrag.cli.import_text import FORMAT_NAMES
from statsbidrag.read.ledger import suffixes
from statsbidrag.read.ledger.formats import FORMATS, NOT_READ, READ, TABLES, NotRead, Sie, Table, format_of

INSTEAD = NotRead("Spara uttaget som .xlsx eller .csv")


@pytest.mark.parametrize("suffix", ["xls", "xlsm", "xlsb", "ods", "tsv", "txt", "zip"])
def test_what_is_not_read_says_what_to_do_instead(suffix: str) -> None:
    assert format_of(f"data/raw/x/ledger/huvudbok.{suffix}") == format_of(f"A.{suffix.upper()}") == INSTEAD


@pytest.mark.parametrize("suffix", ["se", "si", "sie", "SE"])
def test_sie(suffix: str) -> None:
    assert format_of(f"bok.2018.{suffix}") == Sie()


def test_tables_in_the_order_they_are_told() -> None:
    kinds = [format_of(f"a{suffix}") for suffix in TABLES]
    assert [kind.name for kind in kinds if isinstance(kind, Table)] == ["xlsx", "csv"]
    assert len(FORMATS) == 12


def test_what_is_read_is_never_said_not_to_be_read() -> None:
    assert {suffix: format_of(f"a{suffix}") for suffix in READ} == READ
    assert READ.keys() & NOT_READ.keys() == set()


def test_suffixes_told_without_the_readers_are_the_same() -> None:
    assert (set(suffixes.READ), set(suffixes.TABLES), set(suffixes.NOT_READ)) == (
        READ.keys(),
        set(TABLES),
        NOT_READ.keys(),
    )


def test_every_table_has_a_name_for_people() -> None:
    assert {kind.name for kind in READ.values() if isinstance(kind, Table)} - FORMAT_NAMES.keys() == set()


@pytest.mark.parametrize("name", ["README.md", "huvudbok", "huvudbok.xlsx.bak"])
def test_another_suffix_is_no_ledger_file(name: str) -> None:
    assert format_of(name) is None
