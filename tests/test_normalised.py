"""What is published is compared as a reader meets it: what is seen may not differ, what is not seen may."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from tools.compare_published import compare_folders, main

from normalised import both_workbooks, page_lines, record_lines, said, value_of, without_printing, without_versions

DIGEST = "9eab872541970d506c08ea534fc65c4aed8b843413519db7521220b8f38973d4"
PAGE = f"""<!DOCTYPE html><html lang="sv"><head><title>Rapport</title><style>p {{ color: red }}</style></head><body>
<a href="#innehall">Hoppa</a><h1>Vård&shy;garanti</h1>
<p class="ingress" id="p1">Kostnad <strong>12,6</strong> <span class="enhet">mnkr</span><br>i data/<wbr/>raw</p>
<figure id="fig1"><div role="group" aria-label="Figur 1"><svg id="s1" role="img" aria-labelledby="fig1-namn"
 width="10"><g clip-path="url(#clip7)"><line x1="0" x2="10" stroke="#e4e7eb"/><text x="3">jan</text></g></svg></div>
<figcaption>Kostnad per månad</figcaption></figure>
<div class="tab"><table><caption>Belopp</caption><tr><th scope="row">E</th><td data-rubrik="kr">100,05</td></tr>
<tr><th>fil</th><td>{DIGEST}</td></tr><tr><th>tom</th><td></td></tr></table></div>
<table><caption>Versioner</caption><tr><th>pandas</th><td>3.1.1</td></tr></table>
<p>Gjord med statsbidrag 0.1.0</p></body></html>"""


def test_a_page_is_its_blocks_cells_spoken_words_and_drawings():
    assert page_lines(PAGE) == [
        "title: Rapport",
        "body href: #innehall",
        "body: Hoppa",
        "h1: Vård\u00adgaranti",
        "p: Kostnad 12,6 mnkr",
        "p: i data/raw",
        "div aria-label: Figur 1",
        '<svg role="img" width="10">',
        '<g clip-path="url(#)">',
        '<line stroke="#e4e7eb" x1="0" x2="10">',
        '<text x="3">',
        "svg text: jan",
        "figcaption: Kostnad per månad",
        "caption: Belopp",
        "tr",
        "th: E",
        "td: 100,05",
        "tr",
        "th: fil",
        "td: <sha256>",
        "tr",
        "th: tom",
        "td: ",
        "p: Gjord med statsbidrag",
    ]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('<td data-rubrik="kr">100,05</td>', '<td data-rubrik="kr" data-key="chain.entitled" class="tal">100,05</td>'),
        ("<strong>12,6</strong>", '<strong><span data-key="chain.cost">12,6</span></strong>'),
        ('id="fig1"', 'id="figur-1"'),
        ("clip7", "clip12"),
        ("fig1-namn", "figur-1-namn"),
        (DIGEST, DIGEST[::-1]),
        ("<td>3.1.1</td></tr>", "<td>3.1.2</td></tr><tr><th>mypy</th><td>2.0</td></tr>"),
        ("statsbidrag 0.1.0", "statsbidrag 0.2.0"),
        ("color: red", "color: blue"),
        ("<h1>", "\n   <h1>"),
    ],
)
def test_what_no_reader_meets_is_no_difference(was, now):
    assert was in PAGE
    assert page_lines(PAGE.replace(was, now)) == page_lines(PAGE)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("100,05", "100,06"),
        ("12,6</strong> ", "12,6</strong>\u00a0"),
        ('<tr><th scope="row">E</th><td data-rubrik="kr">100,05</td></tr>', ""),
        ("<tr><th>tom</th><td></td></tr>", "<tr><th>tom</th></tr>"),
        ("</td></tr>\n<tr><th>fil", "</td><th>fil"),
        ('x2="10"', 'x2="11"'),
        ("#e4e7eb", "#e4e7ec"),
        (">jan<", ">feb<"),
        ("Figur 1", "Figur 2"),
        ("#innehall", "#slutet"),
        ("<caption>Belopp", "<caption>Summor"),
        ("Kostnad per månad", "Kostnad per år"),
        ("<h1>Vård&shy;garanti</h1>", "<h2>Vård&shy;garanti</h2>"),
        ("<td>3.1.1", "</table><table><tr><td>3.1.1"),
    ],
)
def test_what_a_reader_meets_is_a_difference(was, now):
    assert was in PAGE
    assert page_lines(PAGE.replace(was, now)) != page_lines(PAGE)


def workbook(cells: dict[str, object], formats: dict[str, str] | None = None, sheet: str = "Belopp") -> bytes:
    """An .xlsx file of one sheet, with another of versions after it."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for place, value in cells.items():
        book.active[place] = value
    for place, number_format in (formats or {}).items():
        book.active[place].number_format = number_format
    book.create_sheet("Versioner")["A1"] = "3.1.1"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


CELLS = {"A1": "Led", "B1": "Kronor", "A2": "E", "B2": 100.05, "A3": "fil", "B3": DIGEST}
KEYED = {"A1": "Led", "B1": "Nyckel, kronor", "C1": "Kronor", "A2": "E", "B2": "chain.entitled", "C2": 100.05}
KEYED |= {"A3": "fil", "C3": DIGEST[::-1]}


def alike(old: bytes, new: bytes) -> bool:
    before, after = both_workbooks(old, new)
    return before == after


def test_a_workbook_is_its_cells_with_their_formats():
    before, after = both_workbooks(workbook(CELLS, {"B2": "# ##0.00"}), workbook(KEYED, {"C2": "# ##0.00"}))
    assert before == after
    assert before == [
        "sheet Belopp (visible)",
        "Belopp: «Led» [General] | «Kronor» [General]",
        "Belopp: «E» [General] | 100.05 [# ##0.00]",
        "Belopp: «fil» [General] | «<sha256>» [General]",
    ]


@pytest.mark.parametrize(
    "new",
    [
        workbook(CELLS | {"B2": 100.06}),
        workbook(CELLS | {"B2": "100.05"}),
        workbook(CELLS, {"B2": "0"}),
        workbook(CELLS, sheet="Summor"),
        workbook(CELLS | {"C1": "Källa", "C2": "s. 3"}),
        workbook({"A1": "Led", "B1": "Kronor", "A2": "fil", "B2": DIGEST}),
    ],
)
def test_a_changed_cell_is_a_difference(new):
    assert not alike(workbook(CELLS), new)


def test_a_column_of_keys_that_the_old_version_had_is_compared():
    assert not alike(workbook(KEYED), workbook(KEYED | {"B2": "chain.cost"}))


def test_the_versions_of_a_pdf_are_left_out_and_nothing_after_them():
    lines = [
        "params.csv",
        "Versioner",
        "Program Version",
        "Python 3.11.7",
        "vl-convert-python 1.9.0.post1",
        "Summa 3,5",
    ]
    assert without_versions(lines) == ["params.csv", "Summa 3,5"]


def test_an_index_is_compared_without_its_pdfs_when_none_was_printed():
    printed = ["td: Excel", "td href: a.pdf", "td: PDF", "li href: b.pdf", "li: Samlingsbilaga (PDF)"]
    assert without_printing(printed) == without_printing(["td: Excel", "td: –", "p: PDF görs bredvid sidan"])


def record(**figures: object) -> str:
    return json.dumps({"figures": {key.replace("_", "."): value for key, value in figures.items()}})


COST = {"value": "100.50", "ore": 10050, "unit": "kr", "status": "preliminary"}


@pytest.mark.parametrize(
    ("new", "same"),
    [
        (COST, True),
        ({**COST, "value": "100.5", "origin": {"rows": "a"}}, True),
        ({**COST, "value": "100.51"}, False),
        ({**COST, "value": None}, False),
        ({**COST, "unit": "count"}, False),
        ({**COST, "status": "decided"}, False),
    ],
)
def test_a_figure_is_its_value_unit_and_status(new, same):
    before, after = record_lines(record(chain_cost=COST), record(chain_cost=new, chain_added=COST))
    assert (before == after) is same


def test_a_lost_figure_is_a_difference_and_an_added_key_none():
    assert record_lines(record(chain_cost=COST), record(chain_claim=COST))[1] == ["chain.cost: lacking"]


@pytest.mark.parametrize(
    ("value", "told"),
    [(0, "0"), ("0.00", "0"), ("12.30", "12.3"), (None, "none"), ("mars", "mars")],
)
def test_a_number_is_the_same_however_it_is_written(value, told):
    assert value_of(value) == told


def test_a_hard_space_is_seen():
    assert said(" 1\u00a0000 \n kr ") == "1\u00a0000 kr"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two versions of the same reports, alike but for what no reader meets."""
    for name, digest in (("old", DIGEST), ("new", DIGEST[::-1])):
        folder = tmp_path / name / "norrbotten/2018-04"
        folder.mkdir(parents=True)
        (folder / "a.html").write_text(PAGE.replace(DIGEST, digest), encoding="utf-8")
        (folder / "a.json").write_text(record(chain_cost=COST), encoding="utf-8")
        (folder / "a.xlsx").write_bytes(workbook(CELLS | {"B3": digest}))
        (folder / "manifest.json").write_text(json.dumps({"reports": {"a": {"state": "ok", "digest": digest}}}))
    (tmp_path / "old/norrbotten/2018-04/a.pdf").write_bytes(b"%PDF")
    return tmp_path / "old", tmp_path / "new"


def test_folders_that_a_reader_cannot_tell_apart_are_alike(folders, capsys):
    assert main([str(folder) for folder in folders]) == 0
    assert capsys.readouterr().out == "4 files compared, 0 differ.\n"


def test_a_changed_amount_is_told_with_file_and_context(folders, capsys):
    page = folders[1] / "norrbotten/2018-04/a.html"
    page.write_text(page.read_text(encoding="utf-8").replace("100,05", "100,06"), encoding="utf-8")
    assert main([str(folder) for folder in folders]) == 1
    told = capsys.readouterr().out
    assert "norrbotten/2018-04/a.html\n" in told
    assert "   th: E\n  -td: 100,05\n  +td: 100,06\n   tr\n" in told
    assert told.endswith("4 files compared, 1 differ.\n")


def test_a_file_that_only_one_has_is_a_difference_unless_the_run_is_not_done(folders):
    (folders[1] / "norrbotten/2018-04/a.xlsx").unlink()
    (folders[1] / "norrbotten/2018-04/b.html").write_text(PAGE, encoding="utf-8")
    differing = [(one.name, one.differences) for one in compare_folders(*folders) if one.differences]
    assert differing == [
        ("norrbotten/2018-04/a.xlsx", ["only in the old"]),
        ("norrbotten/2018-04/b.html", ["only in the new"]),
    ]
    assert [one.name for one in compare_folders(*folders, common=True) if one.differences] == []


def test_nothing_to_compare_is_a_fault(tmp_path):
    assert main([str(tmp_path / "old"), str(tmp_path / "new")]) == 2
