"""A workspace: the shipped parameters, raw data and notebooks in a folder of its own, where a test may change them."""

import json
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from nbformat import NotebookNode
from shipped_workspace import REGION, new_workspace, run_june

from made_once import made_once
from statsbidrag.record.files import record_text
from statsbidrag.record.model import Record
from statsbidrag.run import make
from statsbidrag.run.appendix import appendix_bytes
from statsbidrag.run.pdf import VARIABLE
from statsbidrag.run.publish import publish_html
from statsbidrag.show import charts as figures
from statsbidrag.show.drawing import draw


@pytest.fixture(scope="session", autouse=True)
def without_printer() -> Iterator[None]:
    """No PDF, also where there is a Chromium: printing has its own tests, and each takes a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, "")
        yield


@pytest.fixture(scope="session")
def published(shared: Path) -> Path:
    """A workspace where June 2018 has been published once, without PDF; tests read it and leave it as it is."""

    def june(root: Path) -> None:
        outcome = run_june(new_workspace(root))
        assert (outcome.exit_code, outcome.made, outcome.lines) == (0, 1, [])

    return made_once(shared / "publicerad", june)


@pytest.fixture
def workspace(published: Path, tmp_path: Path) -> Path:
    """A copy of the published workspace that a test may break."""
    root = tmp_path / "arbetsyta åäö"
    shutil.copytree(published, root)
    return root


@pytest.fixture(scope="session", autouse=True)
def drawn_once() -> Iterator[None]:
    """Each chart is drawn once, however many times the same report is published; a drawing is the same every time."""

    @cache
    def drawn(spec: str, prefix: str) -> str:
        return draw(json.loads(spec), prefix)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures, "draw", lambda spec, prefix: drawn(json.dumps(spec), prefix))
        yield


@pytest.fixture(scope="session", autouse=True)
def published_once() -> Iterator[None]:
    """A page is made once of a notebook and record that are the same to the last sign, and a workbook of a record."""
    pages: dict[tuple[str, str, str], str] = {}
    workbooks: dict[str, bytes] = {}

    def page(notebook: NotebookNode, record: Record, links: list[dict[str, str]]) -> str:
        made_of = (json.dumps(notebook), record_text(record), json.dumps(links))
        if made_of not in pages:
            pages[made_of] = publish_html(notebook, record, links)
        return pages[made_of]

    def workbook(record: Record) -> bytes:
        made_of = record_text(record)
        if made_of not in workbooks:
            workbooks[made_of] = appendix_bytes(record)
        return workbooks[made_of]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make, "publish_html", page)
        patch.setattr(make, "appendix_bytes", workbook)
        yield


@pytest.fixture
def drawn_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts, pages and workbooks are made every time they are published: for what says that the bytes are the same."""
    monkeypatch.setattr(figures, "draw", draw)
    monkeypatch.setattr(make, "publish_html", publish_html)
    monkeypatch.setattr(make, "appendix_bytes", appendix_bytes)


@pytest.fixture
def reports(workspace: Path) -> Path:
    return workspace / "reports" / REGION / "2018-06"
