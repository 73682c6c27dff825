"""The look through what is published finds what only the ledger tells, in every kind of file."""

import zipfile
from pathlib import Path

import pytest
from tools.check_published import hits

LEDGER = "Konto;Belopp;Text;Leverantör\n6810;100,00;Resa för Plantsson 20001399-0000;Plantbolaget\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose ledger tells of somebody, and whose published files do not."""
    for folder in ("data/raw/x/ledger", "params/regions", "reports/x"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data/raw/x/ledger/bok.csv").write_bytes(LEDGER.encode("cp1252"))
    (tmp_path / "params/regions/x.yaml").write_text("konto: Konto\nbelopp: Resa Belopp Leverantör 232100-0131\n")
    (tmp_path / "reports/x/rapport.html").write_text("<p>Belopp för 232100-0131: 100,00</p>")
    return tmp_path


def test_a_page_of_amounts_alone_is_clean(root: Path) -> None:
    assert hits(root) == {}


def test_a_word_of_the_ledger_is_found_in_page_record_and_workbook(root: Path) -> None:
    (root / "reports/x/rapport.html").write_text("<p title='PLANTBOLAGET'>Belopp</p>")
    (root / "reports/x/rapport.json").write_text('{"text": "Plantsson", "nummer": "20001399-0000"}')
    with zipfile.ZipFile(root / "reports/x/rapport.xlsx", "w") as workbook:
        workbook.writestr("xl/worksheets/sheet1.xml", "<t>Pl&#97;ntsson</t>")
    assert hits(root) == {
        "reports/x/rapport.html": ["plantbolaget"],
        "reports/x/rapport.json": ["plantsson", "20001399-0000"],
        "reports/x/rapport.xlsx": ["plantsson"],
    }


def test_nothing_to_look_for_is_a_fault(root: Path) -> None:
    (root / "data/raw/x/ledger/bok.csv").write_text("Konto;Belopp\n")
    with pytest.raises(ValueError, match="nothing was looked at"):
        hits(root)


def test_a_personal_number_is_found_by_the_rule_in_any_form_and_amounts_are_none(root: Path) -> None:
    (root / "reports/x/rapport.json").write_text(
        '{"ore": 6408233234,\n "rows": [6408233234],\n "text": "x 6408233234"}'
    )
    (root / "reports/x/index.html").write_text("<p>640823\u20113234</p>", encoding="utf-8")
    with zipfile.ZipFile(root / "reports/x/rapport.xlsx", "w") as workbook:
        workbook.writestr("xl/worksheets/sheet1.xml", "<v>6408233234</v><t>19640823 3234</t>")
    assert hits(root) == {
        "reports/x/index.html": ["640823\u20113234"],
        "reports/x/rapport.json": ["6408233234"],
        "reports/x/rapport.xlsx": ["19640823 3234"],
    }
