"""Tables on the page: structure, numbers, escaping, and what a narrow page does."""

import json
import re
from decimal import Decimal
from importlib.resources import files

import pytest
from bs4 import BeautifulSoup

from small_record import kronor
from statsbidrag.record.files import table_data, table_from
from statsbidrag.record.tables import Column, LedgerAmount, Table
from statsbidrag.show.tables import WIDTHS, cell_text, table_html

PAYLOAD = "<img src=x onerror=alert(1)></script><script>alert(2)</script>\" ' &"
COLUMNS = [
    Column("what", "Led"),
    Column("ore", "Kronor", "ore"),
    Column("share", "Andel", "share", decimals=1),
    Column("difference", "Avvikelse", "ore", signed=True, scale="mnkr", decimals=1),
    Column("source", "Varifrån", missing="ej särredovisat"),
]
ENTITLED = {"ore": kronor("chain.entitled", 12_569_846_00), "difference": kronor("deviation.entitled", 50_000_000)}
COST = {"ore": kronor("chain.cost", -100), "difference": kronor("deviation.cost", 0)}
ROWS = [
    {"what": "Högsta belopp", **ENTITLED, "share": "0.825", "source": "jh r. 18"},
    {"what": "Kostnad", **COST, "share": None, "source": None, "emphasis": True, "more": "x"},
]
TOTAL = {"what": "Summa", "ore": kronor("chain.total", 12_569_845_00)}
TABLE = Table("kedja", "Penningkedjan", COLUMNS, ROWS, TOTAL, "Exempel & fiktivt.")


def parsed(table: Table) -> BeautifulSoup:
    return BeautifulSoup(table_html(table), "html.parser")


def test_caption_headings_and_scopes() -> None:
    page = parsed(TABLE)
    assert page.caption.text == "Penningkedjan"
    headings = [th.text for th in page.thead.find_all("th", scope="col")]
    assert headings == ["Led", "Kronor", "Andel", "Avvikelse, mnkr", "Varifrån"]
    assert [th.text for th in page.tbody.find_all("th", scope="row")] == ["Högsta belopp", "Kostnad", "Summa"]
    assert all(th.has_attr("scope") for th in page.find_all("th"))
    assert page.find("p", class_="not").text == "Exempel & fiktivt."


def test_cells_are_swedish_numbers_to_the_right_and_unknown_is_said() -> None:
    first, second, total = (
        [(td.text, td.get("class", [])) for td in row.find_all("td")] for row in parsed(TABLE).tbody.find_all("tr")
    )
    assert first == [("12\u00a0569\u00a0846", ["tal"]), ("82,5\u00a0%", ["tal"]), ("+0,5", ["tal"]), ("jh r. 18", [])]
    assert second[:2] == [("\u22121", ["tal"]), ("ej känt", ["tal", "saknas"])]
    assert second[2:] == [("0,0", ["tal"]), ("ej särredovisat", ["saknas"])]
    assert [text for text, _ in total] == ["12\u00a0569\u00a0845", "", "", ""]


def test_emphasis_and_total_rows_are_marked() -> None:
    assert [row.get("class") for row in parsed(TABLE).tbody.find_all("tr")] == [None, ["fet"], ["summa"]]


def test_every_text_is_escaped_and_readable() -> None:
    columns = [Column("a", PAYLOAD), Column("b", PAYLOAD, "code", missing=PAYLOAD)]
    rows = [{"a": PAYLOAD, "b": PAYLOAD}, {"a": "x", "b": None}]
    page = parsed(Table("x", PAYLOAD, columns, rows, {"a": PAYLOAD}, PAYLOAD))
    assert not page.find_all(["img", "script"])
    assert not [tag for tag in page.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    shown = [page.caption, page.thead.th, page.tbody.th, page.td, page.find("p")]
    assert [element.text for element in shown] == [PAYLOAD] * 5
    assert page.td["data-rubrik"] == PAYLOAD


def test_wide_tables_can_be_reached_by_keyboard_and_narrow_ones_do_not_stop_it() -> None:
    narrow = parsed(
        Table(
            "x",
            "Smal",
            [Column("a", "Led"), Column("b", "Kronor", "ore")],
            [{"a": "A", "b": kronor("chain.cost", 100)}],
        )
    )
    assert narrow.div["class"] == ["tab", "w20"]
    assert not narrow.div.has_attr("tabindex")
    columns = [Column(str(n), f"Rubrik{n}" * 3) for n in range(9)]
    wide = parsed(Table("x", "Bred", columns, [{str(n): "y" for n in range(9)}]))
    assert wide.div["class"] == ["tab", f"w{WIDTHS[-1]}", "bred"]
    assert (wide.div["tabindex"], wide.div["role"], wide.div["aria-label"]) == ("0", "group", "Bred")


def test_the_style_sheet_knows_every_width() -> None:
    css = files("statsbidrag.run.page").joinpath("page.css").read_text(encoding="utf-8")
    assert {int(width) for width in re.findall(r"@container \(max-width:(\d+)rem\)", css)} == set(WIDTHS)


def test_dates_are_not_broken_over_lines() -> None:
    table = Table("x", "F", [Column("a", "Vad"), Column("b", "Dag", "date")], [{"a": "y", "b": "2018-06-20"}])
    assert '<td class="datum" data-rubrik="Dag">2018-06-20</td>' in table_html(table)


def test_a_long_path_may_break_at_its_slashes() -> None:
    html = table_html(Table("x", "F", [Column("a", "Fil")], [{"a": "data/raw/x.xlsx"}]))
    assert "data/<wbr>raw/<wbr>x.xlsx" in html


def test_wrong_values_are_refused() -> None:
    for value in (12.5, 12, "12", True):
        with pytest.raises(TypeError, match="är inget värde i underlaget; visa en figur eller en huvudboksrad"):
            cell_text(Column("a", "A", "ore"), value)
    with pytest.raises(TypeError, match="exakt andel"):
        cell_text(Column("a", "A", "share"), 0.5)
    with pytest.raises(ValueError, match="«hälften» är ingen andel"):
        cell_text(Column("a", "A", "share"), "hälften")
    with pytest.raises(KeyError):
        table_html(Table("x", "F", [Column("a", "A")], [{}]))


def test_share_takes_decimal_and_text_alike() -> None:
    column = Column("a", "A", "share", decimals=2)
    assert cell_text(column, Decimal("0.123456")) == cell_text(column, "0.123456") == "12,35\u00a0%"


def test_a_table_survives_the_record() -> None:
    figures = {one.key: one for one in [*ENTITLED.values(), *COST.values(), TOTAL["ore"]]}
    stored = json.loads(json.dumps(table_data(TABLE)))
    assert table_html(table_from(stored, figures)) == table_html(TABLE)


def test_every_amount_has_the_key_of_its_figure_or_of_its_row() -> None:
    columns = [Column("a", "Vad"), Column("b", "Kronor", "ore"), Column("c", "Tkr", "ore", scale="tkr")]
    rows = [
        {"a": "Figur", "b": kronor("chain.cost", 100_000), "c": kronor("chain.cost", 100_000)},
        {"a": "Okänt", "b": kronor("chain.claim", None), "c": None},
        {"a": "Rad", "b": LedgerAmount("a1b2", 17, -250), "c": ""},
    ]
    page = parsed(Table("x", "F", columns, rows, {"a": "Summa", "b": kronor("chain.total", 99_750)}))
    cells = [[(td.get("data-key"), td.text) for td in row.find_all("td")] for row in page.tbody.find_all("tr")]
    assert cells == [
        [("chain.cost", "1\u00a0000"), ("chain.cost", "1")],
        [("chain.claim", "ej känt"), (None, "ej känt")],
        [("row:a1b2:17", "\u22123"), (None, "")],
        [("chain.total", "998"), (None, "")],
    ]


def test_a_key_is_escaped() -> None:
    rows = [{"a": "x", "b": kronor('unit."><b>.cost', 100)}]
    page = parsed(Table("x", "F", [Column("a", "Vad"), Column("b", "Kronor", "ore")], rows))
    assert page.td["data-key"] == 'unit."><b>.cost'
    assert not page.find_all("b")


def test_a_cell_of_a_row_or_total_may_say_why_it_is_empty() -> None:
    columns = [Column("what", "Vad"), Column("count", "Antal", "count"), Column("share", "Andel", "share")]
    row = {"what": "juni", "count": None, "share": None, "count.missing": "utelämnat"}
    table = Table("t", "T", columns, [row], {"what": "alla", "count": 7, "share": None, "share.missing": "utelämnat"})
    shown = [[cell.text for cell in row.select("td")] for row in BeautifulSoup(table_html(table), "lxml").select("tr")]
    assert shown == [[], ["utelämnat", "ej känt"], ["7", "utelämnat"]]


def rounding_note(scale: str, decimals: int, *ore: int, bold: tuple[int, ...] = ()) -> str:
    columns = [Column("what", "Led"), Column("ore", "Kostnad", "ore", scale=scale, decimals=decimals)]
    rows = [{"what": str(n), "ore": kronor(f"row.{n}", one), "emphasis": n in bold} for n, one in enumerate(ore)]
    whole = sum(one for n, one in enumerate(ore) if n in bold) if bold else sum(ore)
    total = {"what": "Summa", "ore": kronor("total", whole)}
    return parsed(Table("t", "T", columns, rows, total)).get_text(" ")


def test_rows_that_do_not_give_the_sum_as_it_is_shown_say_that_they_are_rounded() -> None:
    said = "Avrundat: raderna i kolumnen Kostnad, mnkr ger inte precis summan som den visas."
    # 12,64 + 12,64 + 12,64 is 37,92: shown as 12,6 three times, which is 37,8, and the sum as 37,9.
    assert said in rounding_note("mnkr", 1, 12_640_000_00, 12_640_000_00, 12_640_000_00)
    assert "Avrundat" not in rounding_note("mnkr", 2, 12_640_000_00, 12_640_000_00, 12_640_000_00)
    assert "Avrundat" not in rounding_note("mnkr", 1, 12_600_000_00, 12_600_000_00)
    assert "kolumnen Kostnad ger" in rounding_note("kr", 0, 40, 40, 40)
    # Sums in bold, each with its rows: the total is the sum of the bold ones.
    assert said in rounding_note("mnkr", 1, 12_640_000_00, 12_640_000_00, 12_640_000_00, 12_640_000_00, bold=(0, 1, 2))


def test_a_total_that_is_no_sum_of_the_rows_is_not_said_to_be_rounded() -> None:
    columns = [Column("what", "Led"), Column("ore", "Kronor", "ore", scale="mnkr", decimals=1)]
    rows = [{"what": "a", "ore": kronor("a", 12_640_000_00)}, {"what": "b", "ore": None}]
    table = Table("t", "T", columns, rows, {"what": "Kvar", "ore": kronor("t", 1_000_000_00)})
    assert "Avrundat" not in table_html(table)
