"""Tables read in batches: the same whatever the batches, and what a workbook or a text file must be to be read."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from raw_region import FIRST_ROW, FOLDER, HEADINGS, about, delimited, entry, ledger_format, put, region, workbook

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.read.ledger import archive, csv_rows, excel, export
from statsbidrag.read.ledger.batches import stripped
from statsbidrag.read.ledger.code_pages import in_utf8
from statsbidrag.read.ledger.export import Export, read_export, read_in_batches
from statsbidrag.read.ledger.table_sums import exact_sum, sums_by
from statsbidrag.read.raw.raw_files import read_raw_file
from statsbidrag.read.raw.sidecar import Sidecar
from statsbidrag.read.store.imports import save
from statsbidrag.read.store.ledger import store_folder

CSV, XLSX = "huvudbok.csv", "huvudbok.xlsx"
AGAIN = "Hämta uttaget på nytt ur ekonomisystemet."
YEAR = {"received": "2019-01-10", "source": "huvudbok", "scope": {"from": "2018-01", "to": "2018-12"}}


def read(content: bytes, file: str, about: dict | None = None, **ledger: object) -> Export:
    return read_export(content, "0" * 16, file, ledger_format(**ledger), about and Sidecar.model_validate(about))


def refusal(content: bytes, file: str, **ledger: object) -> str:
    with pytest.raises(LedgerRefused) as caught:
        read(content, file, **ledger)
    (line,) = caught.value.lines
    return line


def told(export: Export, code: str) -> list[tuple[int | None, str]]:
    return [(found.row, found.message) for found in export.findings if found.code == code]


def total(ore: float | None, text: str = "Summa") -> list[object]:
    return [None, None, None, None, text, *[None] * 4, ore, None]


def many_rows() -> list[list[object]]:
    """Rows with something of everything that is told across batches."""
    rows, since = [], 0
    for number in range(400):
        ore = (number * 7919) % 100_003 - 50_000
        changes = {
            "voucher": f"V{number // 2}",
            "amount": ore / 100,
            "object": ("9916", "0916", "916", "9915.0", "*")[number % 5],
            "period": "201800" if number % 97 == 5 else "201806",
            "date": "2017-12-31" if number % 89 == 3 else "2018-06-15",
            "activity": "Fiktiva Personen" if number % 83 == 7 else "01",
            "text": " Löner é ",
        }
        rows.append(entry(**changes))
        since += ore
        if number % 50 == 49:
            rows += [[None] * len(HEADINGS), total(since / 100), list(HEADINGS.values())]
            since = 0
    return rows


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp437", "utf-16"])
def test_csv_is_the_same_whatever_the_batches(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = delimited(many_rows()).decode().replace("–", "-").replace("None", "").encode(encoding)
    whole = read(content, CSV, YEAR)
    monkeypatch.setattr(csv_rows, "BLOCK", 1500)
    in_parts = read(content, CSV, YEAR)
    pd.testing.assert_frame_equal(whole.rows, in_parts.rows)
    pd.testing.assert_frame_equal(whole.opening, in_parts.opening)
    assert whole.findings == in_parts.findings
    pd.testing.assert_frame_equal(whole.rows, read(workbook(many_rows()), XLSX, YEAR).rows)
    assert len(whole.rows) + len(whole.opening) == 400
    assert set(whole.rows["text"]) == {"Löner é"}
    codes = {found.code for found in whole.findings}
    assert codes >= {"summarad", "upprepad-rubrik", "kod-maskerad", "kod-med-decimaler", "ej-en-kod", "ingaende-balans"}


def test_excel_is_the_same_whatever_the_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook(many_rows())
    whole = read(content, XLSX, YEAR)
    monkeypatch.setattr(excel, "ROWS_IN_BATCH", 7)
    in_parts = read(content, XLSX, YEAR)
    pd.testing.assert_frame_equal(whole.rows, in_parts.rows)
    pd.testing.assert_frame_equal(whole.opening, in_parts.opening)
    assert whole.findings == in_parts.findings


def test_a_row_lost_anywhere_is_noticed_by_its_sum() -> None:
    rows = many_rows()
    for place in (0, 20, 49, 150):
        content = delimited(rows[:place] + rows[place + 1 :])
        assert "raden är en summa på" in refusal(content, CSV)


def test_the_summary_is_that_of_the_rows() -> None:
    kept: list[pa.Table] = []
    content = delimited(many_rows())
    reading = read_in_batches(content, "0" * 16, CSV, ledger_format(), Sidecar.model_validate(YEAR), kept.append)
    rows = read(content, CSV, YEAR).rows
    assert sum(part.num_rows for part in kept) == 400
    summary = reading.summary
    assert (summary.rows, summary.ore) == (len(rows), int(rows["amount_ore"].sum()))
    assert summary.vouchers == rows["voucher"].nunique()
    assert summary.periods == {"2018-06"}
    for code, own in rows.groupby("object")["amount_ore"]:
        if code:
            held = summary.by_dimension[f"object:{code}"]
            assert (held.ore, held.rows) == (int(own.sum()), len(own))
    assert summary.by_account_class == {"4": int(rows["amount_ore"].sum())}
    assert (reading.format, reading.encoding) == ("csv", "utf-8")


@settings(max_examples=50)
@given(st.lists(st.text(st.characters(codec="cp437", exclude_characters="\x00"), max_size=8)), st.data())
def test_a_code_page_is_turned_as_each_text_would_be(texts: list[str], data: st.DataObject) -> None:
    held = [text.encode("cp437") for text in texts]
    column = _unchecked(held)
    start = data.draw(st.integers(0, len(texts)))
    assert in_utf8(column, "cp437").to_pylist() == texts
    assert in_utf8(column.slice(start), "cp437").to_pylist() == texts[start:]


def _unchecked(texts: list[bytes]) -> pa.Array:
    """A column of strings whose bytes are taken as they are."""
    ends = np.cumsum([0, *map(len, texts)]).astype(np.int32)
    return pa.StringArray.from_buffers(len(texts), pa.py_buffer(ends), pa.py_buffer(b"".join(texts)))


@example(["\u00a0a"], 0)
@example(["a\u00a0"], 0)
@settings(max_examples=50)
@given(st.lists(st.text(st.sampled_from("a ö\u00a0\t"), max_size=3)), st.integers(0, 3))
def test_blanks_around_texts_go_as_each_would(texts: list[str], start: int) -> None:
    column = pa.array(texts, pa.string()).slice(start)
    assert stripped(column).to_pylist() == [text.strip() for text in texts[start:]]
    assert stripped(column.dictionary_encode()).to_pylist() == [text.strip() for text in texts[start:]]


def test_sums_of_several_levels_with_a_column_of_marks() -> None:
    columns = {**HEADINGS, "debit_credit": "D/K"}
    lines = [
        ";".join(columns.values()),
        "V1;1;2018-06-15;201806;4010;3101;9916;01;;100,00;a;D",
        "V1;2;2018-06-15;201806;2440;3101;9916;01;;30,00;a;K",
        ";;;;Summa 9916;;;;;70,00;;",
        "V2;1;2018-06-15;201806;2440;3101;9915;01;;95,00;a;K",
        ";;;;Summa 9915;;;;;95,00;;K",
        ";;;;Totalt;;;;;25,00;;",
        "Sida 1 av 1;;;;;;;;;;;",
    ]
    export = read("\n".join(lines).encode(), CSV, columns=columns)
    assert export.rows["amount_ore"].tolist() == [10000, -3000, -9500]
    assert told(export, "summarad")[0][0] == 4
    assert told(export, "rad-utan-uppgifter") == [
        (8, "1 rad, först rad 8, saknar datum, konto och belopp och räknas inte")
    ]
    lines[6] = ";;;;Totalt;;;;;25,01;;"
    assert refusal("\n".join(lines).encode(), CSV, columns=columns).startswith(
        f"{CSV}:7: raden är en summa på 25,01\u00a0kr men raderna sedan förra summan ger 0,00\u00a0kr"
    )
    lines[6] = ";;;;Totalt;;;;;tjugo;;"
    assert refusal("\n".join(lines).encode(), CSV, columns=columns) == (
        f"{CSV}:7: raden är en summa vars belopp inte går att läsa. Ta bort raden ur uttaget eller ta ut det på nytt."
    )


def test_what_is_made_of_codes_is_told() -> None:
    rows = [
        entry(account="4010 Löner", object="916", unit="3101.0", counterpart="-"),
        entry(account="5010 Läkemedel", object="9916", unit="3102", counterpart="[maskerad]"),
    ]
    export = read(delimited(rows), CSV, code_widths={"account": 4, "object": 4}, repad=["object"])
    assert export.rows["account"].tolist() == ["4010", "5010"]
    assert export.rows["object"].tolist() == ["0916", "9916"]
    assert export.rows["unit"].tolist() == ["3101", "3102"]
    assert export.rows["counterpart"].tolist() == ["", ""]
    where = f"först på rad {FIRST_ROW}"
    assert told(export, "kod-med-namn") == [
        (FIRST_ROW, f"Konto har namnet efter koden i samma cell på 2 rader, {where}; bara koden är läst")
    ]
    assert told(export, "kod-utfylld") == [
        (FIRST_ROW, f"Objekt är utfylld med inledande nollor till 4 tecken på 1 rad: «916» (rad {FIRST_ROW})")
    ]
    assert told(export, "kod-med-decimaler") == [
        (
            FIRST_ROW,
            f"Ansvar är skriven som ett tal med decimaler, till exempel 9916.0, på 1 rad, {where}; "
            "koden är läst utan decimaler",
        )
    ]
    assert told(export, "kod-maskerad") == [
        (FIRST_ROW, f"Motpart är maskerad eller ett streck på 2 rader, {where}; raderna räknas utan kod")
    ]


def test_a_name_beside_some_codes_only_is_no_code() -> None:
    export = read(delimited([entry(account="4010 Karl Fiktiv"), entry(account="5010")]), CSV)
    assert export.rows["account"].tolist() == ["ej-kod", "5010"]


@pytest.mark.parametrize(
    ("ledger", "ore"),
    [({"unit": "tkr"}, 10_050_000), ({"unit": "mnkr"}, 10_050_000_000), ({"sign": "cost_negative"}, -10050)],
)
def test_unit_and_sign_of_the_region(ledger: dict, ore: int) -> None:
    assert read(delimited([entry()]), CSV, **ledger).rows["amount_ore"].tolist() == [ore]


def test_an_amount_too_large_for_its_unit_is_refused() -> None:
    content = delimited([entry(amount="999999999999,99")])
    assert read(content, CSV).rows["amount_ore"].tolist() == [99_999_999_999_999]
    assert refusal(content, CSV, unit="mnkr").startswith(f"{CSV}: beloppen blir orimligt stora i mnkr")


def test_sums_beyond_64_bits_are_exact() -> None:
    ore = pa.array([99_999_999_999_999] * 100_000 + [None], pa.int64())
    assert exact_sum(ore) == 100_000 * 99_999_999_999_999 > 1 << 63
    codes = pa.array(["a", "b"] * 50_000 + ["a"])
    sums = sums_by(pa.array(["a"] * 99_999 + ["b"] * 2), ore.fill_null(-1))
    assert (sums["a"].ore, sums["b"].ore) == (99_999 * 99_999_999_999_999, 99_999_999_999_998)
    assert {code: total.rows for code, total in sums_by(codes, ore.fill_null(0)).items()} == {"a": 50_001, "b": 50_000}


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_told_by_the_file(separator: str) -> None:
    rows = [entry(amount="100.50", text="a"), entry(amount="7", text="b")]
    assert read(delimited(rows, separator), CSV).rows["amount_ore"].tolist() == [10050, 700]


def test_two_separators_that_fit_are_refused() -> None:
    assert refusal(b"Konto;Belopp|x\n4010;1|1\n", CSV) == (
        f"{CSV}: det går inte att se om kolumnerna skiljs åt med ; eller |. "
        "Skriv ledger.csv_separator i regionens fil i params/regions/."
    )


def test_the_encoding_the_region_tells_goes_before_the_bytes() -> None:
    content = delimited([entry(text="Löner")]).decode().replace("–", "-").encode("cp437")
    assert read(content, CSV, csv_encoding="cp437").rows["text"].tolist() == ["Löner"]
    assert refusal(content, CSV, csv_encoding="utf-8").startswith(f"{CSV}:3: filen är inte sparad som utf-8")


def test_another_separator_than_the_region_tells() -> None:
    assert refusal(delimited([entry()], "\t"), CSV, csv_separator=";") == (
        f"{CSV}: kolumnerna skiljs åt med tab, inte med ;. Ändra ledger.csv_separator i regionens fil i "
        "params/regions/, eller ta bort den så att varje fil visar det själv."
    )


@pytest.mark.parametrize(
    ("saved", "told", "found"),
    [
        ("utf-8", "cp1252", "utf-8"),
        ("utf-8-sig", "cp437", "utf-8"),
        ("utf-16", "cp1252", "utf-16"),
        ("utf-8", "utf-16", "utf-8"),
    ],
)
def test_the_bytes_go_before_a_code_page_when_they_leave_no_doubt(saved: str, told: str, found: str) -> None:
    content = delimited([entry(text="Löner")], encoding=saved)
    assert refusal(content, CSV, csv_encoding=told) == (
        f"{CSV}: filen är sparad som {found}, inte som {told}, som ledger.csv_encoding i regionens fil i "
        f"params/regions/ säger. Spara om filen som {told}, eller ta bort csv_encoding så att varje fil visar det "
        "själv."
    )


@pytest.mark.parametrize("told", ["utf-8", "cp1252", "cp437"])
def test_a_file_of_ascii_is_in_every_encoding_but_utf_16(told: str) -> None:
    content = delimited([entry()]).decode().replace("–", "-").replace("ö", "o").encode("ascii")
    assert read(content, CSV, csv_encoding=told).rows["amount_ore"].tolist() == [10050]


@pytest.mark.parametrize("text", ["Löner \u2212 mm", "ASCII"])
@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_told_by_its_zeros(text: str, order: str) -> None:
    content = delimited([entry(text=text)], encoding=order)
    for told in (None, "utf-16"):
        assert read(content, CSV, csv_encoding=told).rows["text"].tolist() == [text]
    assert refusal(content, CSV, csv_encoding="cp437").startswith(f"{CSV}: filen är sparad som {order}, inte som cp437")


def test_a_file_filled_up_with_zeros_is_no_text() -> None:
    content = delimited([entry()])
    zeros = f"{CSV}: filen har nolltecken och är ingen textfil. Hämta uttaget på nytt."
    assert refusal(bytes(len(content)), CSV) == refusal(content[:60] + bytes(60) + content[120:], CSV) == zeros


def test_letters_lost_before_the_file_came_are_told() -> None:
    export = read(delimited([entry(), entry(text="L\ufffdner")]), CSV)
    assert told(export, "forlorade-tecken") == [
        (FIRST_ROW + 1, "filen har tecken som förstörts innan den kom hit; beloppen räknas")
    ]


def test_rows_after_a_blank_line_in_a_code_page_keep_their_numbers() -> None:
    lines = delimited([entry(text="Löner"), entry(text="å"), entry(text="ä")]).decode().replace("–", "-").split("\n")
    content = "\n".join([*lines[:4], "", *lines[4:]]).encode("cp1252")
    assert read(content, CSV).rows["source_row"].tolist() == [FIRST_ROW, FIRST_ROW + 2, FIRST_ROW + 3]
    lines[5] += ";å"
    assert refusal("\n".join(lines).encode("cp1252"), CSV).startswith(f"{CSV}:6: raden har 12 fält men de andra 11.")


def changed(content: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """An archive with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return stream.getvalue()


def test_archives_beyond_the_limits_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook([entry()])
    bomb = changed(content, lambda parts: parts.update({"xl/x.xml": bytes(archive.SMALL + 1)}))
    assert refusal(bomb, XLSX) == (
        f"{XLSX}: filen blir 32\u00a0MB uppackad, mer än ett uttag kan vara, och läses inte. {AGAIN}"
    )
    monkeypatch.setattr(archive, "LARGEST_UNPACKED", 1000)
    assert refusal(content, XLSX).startswith(f"{XLSX}: filen blir 0\u00a0MB uppackad, mer än ett uttag kan vara")


def test_an_archive_in_an_archive_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as outer:
        outer.writestr("huvudbok.xlsx", workbook([entry()]))
    assert refusal(stream.getvalue(), XLSX) == (
        f"{XLSX}: filen är ett arkiv (zip) utan arbetsbok i. Packa upp det och lägg in uttaget."
    )


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"])
def test_external_entities_are_refused_in_every_part_that_is_read(part: str) -> None:
    outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///x">]>'
    content = changed(workbook([entry()]), lambda parts: parts.update({part: outside + parts.get(part, b"")}))
    assert refusal(content, XLSX).startswith(f"{XLSX}: filen har XML-deklarationer som inte hör hemma i ett uttag")


def test_deep_xml_is_refused() -> None:
    deep = b"<a>" * 200_000 + b"</a>" * 200_000
    content = changed(workbook([entry()]), lambda parts: parts.update({"xl/workbook.xml": deep}))
    assert refusal(content, XLSX) == f"{XLSX}: arbetsboken har inget blad. Öppna filen i Excel och spara den på nytt."


def test_macros_links_and_embedded_files_are_never_opened() -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
        parts["xl/embeddings/bok.xlsx"] = workbook([entry(amount=9)])
        parts["xl/externalLinks/externalLink1.xml"] = b"<!DOCTYPE x>"

    assert read(changed(workbook([entry()]), change), XLSX).rows["amount_ore"].tolist() == [10050]


def test_a_full_sheet_is_refused_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "MOST_ROWS", FIRST_ROW + 1)
    content = workbook([entry(), entry()])
    assert refusal(content, XLSX) == (
        f"{XLSX}: bladet är fullt till sista raden (5), så resten av uttaget kan vara avhugget. "
        "Ta ut det i flera filer, eller skriv may_be_full: true i sidofilen om allt är med."
    )
    assert len(read(content, XLSX, {**YEAR, "may_be_full": "true"}).rows) == 2


@pytest.mark.parametrize("file", [CSV, XLSX])
def test_a_file_that_takes_too_long_is_refused(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MOST_SECONDS", -1)
    content = (workbook if file == XLSX else delimited)([entry()])
    assert refusal(content, file) == f"{file}: filen tar mer än -1 sekunder att läsa. Dela upp uttaget."


def test_days_are_counted_from_the_year_of_the_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook([entry(date=43266)])))
    stream = io.BytesIO()
    book.save(stream)
    assert read(stream.getvalue(), XLSX).rows["date"].tolist() == [pd.Timestamp(2018, 6, 15)]
    book = openpyxl.load_workbook(io.BytesIO(workbook([entry(date=41804)])))
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    stream = io.BytesIO()
    book.save(stream)
    assert read(stream.getvalue(), XLSX).rows["date"].tolist() == [pd.Timestamp(2018, 6, 15)]


def test_a_file_refused_half_way_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "BLOCK", 1500)
    put(tmp_path, "a.csv", delimited([*many_rows(), entry(amount="x")]), about())
    raw = read_raw_file(tmp_path, tmp_path / FOLDER / "a.csv")
    folder = store_folder(tmp_path, region())
    with pytest.raises(LedgerRefused, match="beloppet är en text på 1 tecken"):
        save(folder, raw, region().ledger)
    assert list(folder.iterdir()) == []


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", delimited([entry()]), about())
    raw = read_raw_file(tmp_path, path)
    with path.open("ab") as stream:
        stream.write(b"\n")
    with pytest.raises(LedgerRefused) as caught:
        save(store_folder(tmp_path, region()), raw, region().ledger)
    assert caught.value.lines == [
        f"{FOLDER}/a.csv: filen ändrades medan den lästes. Vänta tills den är färdigkopierad och kör igen."
    ]
    assert list(store_folder(tmp_path, region()).iterdir()) == []
