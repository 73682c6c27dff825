"""A tenth of ``make campaign``: damaged ledger files are refused or give the sums they had."""

from dataclasses import replace

import pytest
from tools import campaign, campaign_sie
from tools.campaign import COPIES, FORMATS, Format, damaged, outcomes, read_table


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
