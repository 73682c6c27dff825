"""A tenth of ``make campaign``: damaged ledger files are refused or give the sums they had."""

from dataclasses import replace
from pathlib import Path

import pytest
from tools import campaign, campaign_sie
from tools.campaign import COPIES, FORMATS, Format, damaged, outcomes, read_table
from tools.losses import judged
from tools.losses.harmless import variations
from tools.losses.kinds import KINDS


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: format_.name)
def test_no_sum_changes_silently(format_: Format) -> None:
    counted, silent = outcomes(format_, COPIES // 10)
    assert silent == []
    assert counted.total() == COPIES // 10
    assert counted["refused"] > COPIES // 20


@pytest.mark.parametrize("sie_type", campaign_sie.TYPES)
def test_no_sum_of_a_sie_file_changes_silently(sie_type: str) -> None:
    assert campaign_sie.campaign(campaign_sie.SEED, COPIES // 10, sie_type) == []


def test_copies_are_the_same_each_time_and_never_the_sound_file() -> None:
    content = bytes(range(1, 200))
    copies = list(damaged(content, 60, 1))
    assert copies == list(damaged(content, 60, 1))
    assert content not in [copy for _, copy in copies]
    assert len({told.split()[0] for told, _ in copies}) == 6


def test_a_reader_without_totals_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaign, "about", lambda: None)
    loose = replace(FORMATS[0], read=lambda content: read_table(content, "huvudbok.csv"))
    _, silent = outcomes(loose, COPIES // 10)
    assert silent


@pytest.mark.parametrize("form", judged.ALL)
def test_a_systematic_loss_is_told_where_it_changes_a_figure(tmp_path: Path, form: str) -> None:
    found = list(judged.losses(tmp_path, form, 10))
    assert [f"{loss.kind}, number {loss.number}" for loss in found if loss.how == "silent"] == []
    assert sum(loss.how != "no figure" for loss in found) == judged.LOSSES // 10


def test_what_is_harmless_is_not_doubted(tmp_path: Path) -> None:
    count, told = judged.doubted(tmp_path, 10)
    assert (count >= 5, told) == (True, [])


def test_there_are_fifty_harmless_variations_and_kinds_enough() -> None:
    assert len(list(variations())) >= 50
    assert all(len([kind for kind in KINDS if form in kind.forms]) >= 18 for form in judged.ALL)
