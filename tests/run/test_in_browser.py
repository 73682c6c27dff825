"""Every kind of page in a real browser; and that each check notices the page that breaks it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Reader, faults, opened
from shipped_workspace import AGREEMENT, REGION

from chromium import needs_chromium, program
from small_record import kronor
from statsbidrag.base.period import Period
from statsbidrag.record.tables import Column, Table
from statsbidrag.run.batch import run
from statsbidrag.run.page import standalone_page
from statsbidrag.show.tables import table_html

pytestmark = needs_chromium
WIDE = "x" * 300
# What is put into a sound page, and what must be said of it.
BROKEN = {
    "fetches": (
        "</main>",
        '<img alt="" src="https://exempel.invalid/bild.png"></main>',
        "fetches https://exempel.invalid",
    ),
    "script": ("</main>", "<script>document.title = 1</script></main>", "console error"),
    "reads otherwise": ("</main>", "<noscript>Slå på script</noscript></main>", "reads otherwise without script"),
    "dead link": ("</main>", '<p><a href="#finns-inte">Länk</a></p></main>', "the link #finns-inte leads nowhere"),
    "too wide": ("</main>", f"<p style='white-space:nowrap'>{WIDE}</p></main>", "320 px: the page is"),
    "no language": ('lang="sv"', "", "light, 1160 px: axe html-has-lang"),
    "no alternative text": (
        "</main>",
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></main>",
        "axe image-alt",
    ),
    "two h1": ("</main>", "<h1>En till</h1></main>", "has 2 h1"),
    "a long note": ("</main>", f"<p class=not>{'Det här står här. ' * 30}</p></main>", "1160 px: the note «Det här"),
    "a long note on paper": ("</main>", f"<p class=not>{'Det här står här. ' * 30}</p></main>", "print: the note «Det"),
    "faint": (
        "</main>",
        "<p style='color:#ccc;background:#fff'>Svag text</p></main>",
        "light, 1160 px: axe color-contrast",
    ),
    "faint in the dark": (
        "</main>",
        "<style>@media(prefers-color-scheme:dark){.m{color:#333;background:#000}}</style>"
        "<p class=m>Mörk text</p></main>",
        "dark, 320 px: axe color-contrast",
    ),
    "heading out of order": ("</main>", "<h4>För djupt</h4></main>", "axe heading-order"),
    "cut off in print": (
        "</main>",
        "<div style='overflow:auto'><p style='width:90rem'>Bred</p></div></main>",
        "print: p: Bred",
    ),
    "hidden in print": (
        "</main>",
        "<style>@media print{details>div{display:none!important}}</style>"
        "<details><summary>Data</summary><div>Tal</div></details></main>",
        "print: the data of «Data» is hidden",
    ),
}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with opened(program()) as reader:
        yield reader


@pytest.fixture(scope="module")
def pages(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shortest month, June and the final accounts, and a month whose ledger is refused."""
    root = tmp_path_factory.mktemp("sidor") / "arbetsyta"
    shutil.copytree(published, root)
    for number, chosen in ((1, [AGREEMENT]), (13, [])):
        assert run(root, REGION, Period(2018, number), chosen, say=lambda line: None).exit_code == 0
    (root / f"data/raw/{REGION}/ledger/huvudbok-2018-02.xlsx").write_bytes(b"<html>404</html>")
    assert run(root, REGION, Period(2018, 2), [], say=lambda line: None).exit_code == 3
    return root / "reports"


PAGES = [
    "index.html",
    *(f"{REGION}/2018-{number}/{name}.html" for number in ("01", "06", "13") for name in ("index", "patientmiljarden")),
    f"{REGION}/2018-02/index.html",
    *(f"{REGION}/2018-{name}.html" for name in ("13/oversikt", "13/samlingsbilaga")),
]


@pytest.mark.parametrize("name", PAGES)
def test_a_published_page_has_no_fault(reader: Reader, pages: Path, name: str) -> None:
    assert faults(reader, pages / name) == []


def test_every_page_there_is_was_looked_at(pages: Path) -> None:
    assert sorted(path.relative_to(pages).as_posix() for path in pages.rglob("*.html")) == sorted(PAGES)


@pytest.fixture
def sound() -> str:
    columns = [Column("a", "Vad"), Column("b", "Belopp", "ore")]
    table = table_html(Table("t", "Tabell", columns, [{"a": "x", "b": kronor("chain.cost", 100)}]))
    return standalone_page("Sida", {"region_name": "Region Exempel", "title": "Sida"}, f"<h2>Avsnitt</h2>{table}")


def test_the_sound_page_has_no_fault(reader: Reader, tmp_path: Path, sound: str) -> None:
    (tmp_path / "sida.html").write_text(sound, encoding="utf-8")
    assert faults(reader, tmp_path / "sida.html") == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_page_is_noticed(reader: Reader, tmp_path: Path, sound: str, name: str) -> None:
    old, new, told = BROKEN[name]
    assert sound.count(old) == 1
    (tmp_path / "sida.html").write_text(sound.replace(old, new), encoding="utf-8")
    found = faults(reader, tmp_path / "sida.html")
    assert [fault for fault in found if told in fault], found
