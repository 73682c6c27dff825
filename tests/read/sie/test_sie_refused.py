"""Files that are refused, with the whole message: what was found and what to export instead."""

import pytest
from sie_files import FILE, SMALL, changed, read, refusal

from statsbidrag.read.ledger.sie import kind, reading

EXPORT = "Ta ut filen som SIE typ 4 (4E, med verifikationer)"
HEAD = SMALL[: SMALL.index("#IB")]
MONTHS = "#PSALDO 0 201801 5611 {} 200.75\n#PSALDO 0 201812 7510 {} 100.50\n"
YEAR = SMALL[SMALL.index("#IB") : SMALL.index("#VER")]

REFUSED = {
    "empty": (b"", f"{FILE}: filen är tom. {EXPORT} på nytt ur ekonomisystemet."),
    "blank": (b" \r\n\t\n", f"{FILE}: filen är tom. {EXPORT} på nytt ur ekonomisystemet."),
    "type 1": (
        HEAD.replace("#SIETYP 4", "#SIETYP 1") + YEAR,
        f"{FILE}: filen är SIE typ 1 (årssaldon per konto) och säger inget om vad ett objekt har kostat. {EXPORT}, "
        "eller som typ 3 (periodsaldon per objekt) om verifikationer inte kan tas ut.",
    ),
    "type 2 that says it is 3": (
        HEAD.replace("#SIETYP 4", "#SIETYP 3") + YEAR + MONTHS,
        f"{FILE}: filen är SIE typ 2 (periodsaldon per konto) och säger inget om vad ett objekt har kostat. {EXPORT}, "
        "eller som typ 3 (periodsaldon per objekt) om verifikationer inte kan tas ut.",
    ),
    "SIE 5": (
        '<?xml version="1.0" encoding="utf-8"?>\n<Sie xmlns="http://www.sie.se/sie5"><FileInfo/></Sie>',
        f"{FILE}: filen är SIE 5 (XML), som inte läses. {EXPORT} i stället.",
    ),
    "SIE 5 entry": (
        '<sie:SieEntry xmlns:sie="http://www.sie.se/sie5"/>',
        f"{FILE}: filen är SIE 5 (XML), som inte läses. {EXPORT} i stället.",
    ),
    "other XML": (
        "<?xml version='1.0'?><a/>",
        f"{FILE}: filen är XML, inte en SIE-fil i textformat. {EXPORT} i stället.",
    ),
    "a web page": (
        "\n<!DOCTYPE html>\n<html><title>404 Not Found</title></html>",
        f"{FILE}: filen är en sparad webbsida, inte en SIE-fil. {EXPORT} på nytt ur ekonomisystemet.",
    ),
    "another text": (
        "Konto;Belopp\n5611;200,75\n",
        f"{FILE}: filen är ingen SIE-fil; den har ingen rad som börjar med till exempel #SIETYP, #RAR eller #VER. "
        f"{EXPORT}.",
    ),
    "a workbook": (
        b"PK\x03\x04\x14\x00\x00\x00",
        f"{FILE}:1: filen har nolltecken; kopieringen avbröts troligen. Kopiera eller ta ut filen på nytt.",
    ),
    "a copy not ended": (
        SMALL.encode("cp437")[:300] + bytes(1000),
        f"{FILE}:{SMALL[:300].count(chr(10)) + 1}: filen har nolltecken; kopieringen avbröts troligen. "
        "Kopiera eller ta ut filen på nytt.",
    ),
    "cut off in a voucher": (
        SMALL[: SMALL.index("#TRANS 7510")],
        f"{FILE}:30: filen slutar mitt i en verifikation och är avbruten. Ta ut den på nytt ur ekonomisystemet.",
    ),
    "cut off after #VER": (
        SMALL[: SMALL.index("{\n#TRANS 7510")],
        f"{FILE}:29: filen slutar mitt i en verifikation och är avbruten. Ta ut den på nytt ur ekonomisystemet.",
    ),
    "cut off in the head": (
        HEAD,
        f"{FILE}: filen har varken verifikationer (#VER) eller saldon och är tom eller avbruten. {EXPORT} på nytt.",
    ),
    "a checksum begun and not ended": (
        changed(("#FORMAT PC8", "#FORMAT PC8\n#KSUMMA")),
        f"{FILE}: filen börjar med kontrollsumma (#KSUMMA) men saknar den som ska stå sist; filen är avbruten. "
        "Ta ut den på nytt ur ekonomisystemet.",
    ),
    "a checksum begun with an empty field": (
        changed(("#FORMAT PC8", '#FORMAT PC8\n#KSUMMA ""')),
        f"{FILE}: filen börjar med kontrollsumma (#KSUMMA) men saknar den som ska stå sist; filen är avbruten. "
        "Ta ut den på nytt ur ekonomisystemet.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    content, message = REFUSED[name]
    assert refusal(content) == message


def test_a_checksum_that_ends_is_no_fault() -> None:
    parsed = read(changed(("#FORMAT PC8", "#FORMAT PC8\n#KSUMMA")) + "#KSUMMA -1234567\n")
    assert parsed.findings == []


def test_too_large_and_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 4)
    assert refusal(SMALL) == f"{FILE}: filen har 5 konteringsrader men får ha högst 4. Ta ut ett år i taget."
    monkeypatch.setattr(kind, "MOST_BYTES", 1 << 20)
    large = SMALL.encode("cp437") + b"\n" * (1 << 20)
    assert refusal(large) == f"{FILE}: filen är större än 1 MiB och läses inte. Ta ut ett år i taget."


def test_a_line_without_end_takes_no_time() -> None:
    for spoilt in ('"' * 200_000, "{" * 200_000, '\\"' * 100_000, '{1 "' * 50_000, "#TRANS " * 30_000, " \t" * 100_000):
        read(SMALL + "#TRANS 5611 {} 1.00 " + spoilt + "\n" + spoilt + "\n")
