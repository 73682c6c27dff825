"""A report no record could be made for: nothing is handed over, and its notebook tells why."""

from pathlib import Path

import pytest

from statsbidrag.base.errors import ReportFailed
from statsbidrag.base.period import Period
from statsbidrag.run import make as made
from statsbidrag.run.plan import Job


def test_nothing_is_handed_over_and_the_notebook_tells_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []

    def execute(root: Path, job: Job, handed: str, timeout: int | None) -> None:
        given.append(handed)
        raise ReportFailed("cell 1 stannade med fel")

    monkeypatch.setattr(made, "execute", execute)
    job = Job("jh", Period(2018, 6), "oversikt", "oversikt", None, "0", (), "jh-2018-06-oversikt")
    with pytest.raises(ReportFailed, match="cell 1 stannade"):
        made.make(tmp_path, job, None, timeout=None, printer=None)
    assert given == [""]
