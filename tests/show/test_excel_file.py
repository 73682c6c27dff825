"""The Excel appendix: exact values, no formulas, the same bytes."""

import datetime as dt
import io
import time
import zipfile

import pytest
from openpyxl import load_workbook

from small_record import kronor
from statsbidrag.record.tables import Column, LedgerAmount, Table
from statsbidrag.show.excel import README, sheet_names, workbook_bytes

COLUMNS = [
    Column("text", "Text"),
    Column("code", "Objekt", "code"),
    Column("ore", "Kostnad", "ore", scale="mnkr", decimals=1),
    Column("count", "Antal", "count"),
    Column("share", "Andel", "share"),
    Column("date", "Datum", "date"),
]
ROWS = [
    {
        "text": "=1+1",
        "code": "0916",
        "ore": kronor("chain.cost", 491_240_605),
        "count": 4812,
        "share": "0.8234",
        "date": "2018-06-20",
    },
    {
        "text": "@SUM(A1)\x00",
        "code": "+46",
        "ore": LedgerAmount("a1b2", 17, -1),
        "count": None,
        "share": None,
        "date": None,
        "emphasis": True,
    },
]
TABLE = Table(
    "rader",
    "Rader på objektet",
    COLUMNS,
    ROWS,
    {"text": "Summa", "ore": kronor("chain.total", 491_240_604)},
    "Fiktiva.",
    "Rader",
)
EXPLANATION = [("Period", "januari–juni 2018"), ("Fiktivt", "=Huvudboken är fiktiv")]


def book(tables: list[Table]):
    return load_workbook(io.BytesIO(workbook_bytes("Patientmiljarden", EXPLANATION, tables)))


def test_values_come_back_exact() -> None:
    sheet = book([TABLE])["Rader"]
    first, second, third = ([cell.value for cell in sheet[row]][: len(COLUMNS)] for row in (1, 2, 3))
    assert first == ["Text", "Objekt", "Kostnad, kr", "Antal", "Andel", "Datum"]
    assert second == ["=1+1", "0916", 4912406.05, 4812, 0.8234, dt.datetime(2018, 6, 20)]
    assert third == ["@SUM(A1)\ufffd", "+46", -0.01, "ej känt", "ej känt", "ej känt"]
    assert [cell.value for cell in sheet[4]][:3] == ["Summa", None, 4912406.04]


def test_each_amount_has_the_key_of_its_figure_or_row_in_a_column_of_its_own_folded_away() -> None:
    sheet = book([TABLE])["Rader"]
    assert [cell.value for cell in sheet["G"]] == [
        "Nyckel: Kostnad",
        "chain.cost",
        "row:a1b2:17",
        "chain.total",
        None,
        None,
    ]
    assert sheet["G1"].font.bold
    assert [sheet.column_dimensions[letter].hidden for letter in "FG"] == [False, True]
    assert sheet.column_dimensions["G"].outlineLevel == 1


def test_two_columns_of_money_have_a_column_of_keys_each_and_what_has_no_key_none() -> None:
    columns = [Column("a", "Budget, kr", "ore"), Column("b", "Vad"), Column("c", "Utfall", "ore")]
    rows = [{"a": kronor("budget", 100), "b": "x", "c": kronor("chain.cost", None)}, {"a": "", "b": "y", "c": None}]
    sheet = book([Table("t", "T", columns, rows, sheet="T")])["T"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Budget, kr", "Vad", "Utfall, kr", "Nyckel: Budget, kr", "Nyckel: Utfall"],
        [1, "x", "ej känt", "budget", "chain.cost"],
        [None, "y", "ej känt", None, None],
    ]
    # openpyxl reads a group of columns as its first.
    group = sheet.column_dimensions["D"]
    assert (group.min, group.max, group.hidden) == (4, 5, True)
    assert "Nyckel" not in str(
        [cell.value for cell in book([Table("u", "U", [Column("b", "Vad")], [{"b": "x"}])])["u"][1]]
    )


def test_a_month_without_day_is_text() -> None:
    sheet = book([Table("tid", "Tid", [Column("date", "Datum", "date")], [{"date": "2017-10"}], sheet="Tid")])["Tid"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("2017-10", "s")


def test_text_is_text_and_numbers_have_formats() -> None:
    sheet = book([TABLE])["Rader"]
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "n", "n", "n", "d", "s"]
    assert [cell.number_format for cell in sheet[2]][2:-1] == ["#,##0.00", "#,##0", "0.0 %", "yyyy-mm-dd"]
    assert [cell.data_type for cell in sheet[3]][:2] == ["s", "s"]


def test_no_cell_in_the_file_is_a_formula() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_bytes("=T", EXPLANATION, [TABLE]))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 2
    assert not [sheet for sheet in sheets if b"<f>" in sheet]


def test_sheets_have_bold_frozen_filtered_headings() -> None:
    sheet = book([TABLE])["Rader"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F3"
    assert all(cell.font.bold for cell in sheet[1])
    assert [sheet.cell(row, 1).font.bold for row in (2, 3, 4)] == [False, True, True]


def test_the_note_stands_below_the_table_over_all_columns() -> None:
    sheet = book([TABLE])["Rader"]
    assert [cell.value for cell in sheet[5]] == [None] * 7
    assert (sheet["A6"].value, sheet["A6"].data_type, sheet["A6"].alignment.wrap_text) == ("Fiktiva.", "s", True)
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A6:F6"]
    assert sheet.max_row == 6


def test_a_long_note_is_given_room_and_widens_no_column() -> None:
    columns = [Column("a", "A"), Column("b", "B", "count")]
    tables = [Table("x", "C", columns, [{"a": "x", "b": 1}], note=note) for note in ("", "=1+1 " + "x" * 90)]
    bare, noted = book(tables).worksheets[1:]
    assert bare.max_row == 2
    assert (noted["A4"].value, noted["A4"].data_type) == ("=1+1 " + "x" * 90, "s")
    widths = [[sheet.column_dimensions[column].width for column in "AB"] for sheet in (bare, noted)]
    assert widths == [[10, 10]] * 2
    # 95 characters over 10 + 10: five lines, and one to spare.
    assert noted.row_dimensions[4].height == 6 * 15
    assert noted.auto_filter.ref == bare.auto_filter.ref == "A1:B2"


def test_the_first_sheet_explains_and_lists_the_others() -> None:
    sheet = book([TABLE])[README]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Patientmiljarden", None],
        [None, None],
        ["Period", "januari–juni 2018"],
        ["Fiktivt", "=Huvudboken är fiktiv"],
        [None, None],
        ["Blad", "Innehåll"],
        ["Rader", "Rader på objektet. Fiktiva."],
    ]
    assert sheet.cell(7, 1).hyperlink.location == "'Rader'!A1"


def test_the_same_tables_give_the_same_bytes_at_another_time() -> None:
    first = workbook_bytes("T", EXPLANATION, [TABLE])
    time.sleep(1.1)
    assert workbook_bytes("T", EXPLANATION, [TABLE]) == first


def test_sheet_names_are_unique_and_allowed() -> None:
    def named(sheet: str) -> Table:
        return Table("id", "C", [], [], sheet=sheet)

    wanted = ["Kostnad", "kostnad", "a/b:c*?[]\\", "x" * 40, "x" * 40, "", "Läs mig"]
    assert sheet_names([named(sheet) for sheet in wanted]) == [
        "Kostnad",
        "kostnad 2",
        "a b c",
        "x" * 31,
        "x" * 29 + " 2",
        "id",
        "Läs mig 2",
    ]


def test_money_that_is_not_ore_is_refused() -> None:
    for value in (1.5, 1, "1", True):
        with pytest.raises(TypeError, match=r"the table x has .* in a, which is no money of a record"):
            workbook_bytes("T", [], [Table("x", "C", [Column("a", "A", "ore")], [{"a": value}])])


def test_a_cell_of_a_row_or_total_may_say_why_it_is_empty() -> None:
    columns = [Column("what", "Vad"), Column("count", "Antal", "count")]
    row = {"what": "juni", "count": None, "count.missing": "utelämnat"}
    sheet = book([Table("t", "T", columns, [row], {**row, "what": "alla"}, sheet="T")])["T"]
    assert [cell.value for cell in sheet["B"][:3]] == ["Antal", "utelämnat", "utelämnat"]
