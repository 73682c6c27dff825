"""Which numbers of vouchers a file is read to have."""

import pyarrow as pa
import pytest
from raw_region import delimited, entry, ledger_format

from statsbidrag.read.ledger import numbering
from statsbidrag.read.ledger.export import read_in_batches
from statsbidrag.read.ledger.numbering import Numbers
from statsbidrag.read.raw.sidecar import Sidecar


def numbers(*vouchers: str, **scope: object) -> object:
    about = {"received": "2018-07-10", "source": "huvudbok", "scope": {"from": "2018-06", "to": "2018-06", **scope}}
    rows = [entry(voucher=one, row=place, amount=float(place)) for place, one in enumerate(vouchers)]
    parts: list[pa.Table] = []
    sidecar = Sidecar.model_validate(about)
    return read_in_batches(delimited(rows), "0" * 16, "uttag.csv", ledger_format(), sidecar, parts.append).numbering


def test_runs_by_series_whatever_the_order() -> None:
    assert numbers("LF 12", "LF 10", "LF 11", "LF 11", "7", "9", "LF 14", "", "UTAN", "3A") == {
        "2018-06": {"": [[7, 7], [9, 9]], "LF ": [[10, 12], [14, 14]]}
    }


def test_an_export_of_some_objects_and_vouchers_told_by_line_have_none() -> None:
    assert numbers("LF1", "LF2", object=["9916"]) == {}
    assert numbers("A rad 12", "A rad 13") == {}


def test_a_broken_series_and_a_file_of_very_many_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    table = pa.table({"period": ["2018-06"] * 4, "voucher": ["A1", "A3", "A5", "B1"]})
    monkeypatch.setattr(numbering, "MOST_RUNS", 2)
    read = Numbers()
    read.add(table)
    assert read.found == {"2018-06": {"B": [[1, 1]]}}
    monkeypatch.setattr(numbering, "MOST_HELD", 3)
    assert read.found == {}
