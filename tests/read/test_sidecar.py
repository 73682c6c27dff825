"""Sidecars: read exactly, and each mistake told with its line."""

import datetime as dt
from pathlib import Path

import pytest
from raw_region import about, put

from allowed_words import keys
from statsbidrag.base.errors import ParameterError
from statsbidrag.read.raw.sidecar import read_sidecar

FILE = "data/raw/exempel/ledger/huvudbok.xlsx.yaml"


def test_every_key(tmp_path: Path) -> None:
    totals = '{rows: 4812, debit: 51 234 567.89, credit: 9876543.21, by_object: {"9916": 4912406.00, "0916": -1}}'
    scope = '{from: 2018-01, to: 2018-13, object: ["9916", "0916"]}'
    path = put(tmp_path, "huvudbok.xlsx", b"", about(scope=scope, totals=totals, withdrawn="2018-07-12 fel period"))
    sidecar = read_sidecar(tmp_path, path)
    assert sidecar.received == dt.date(2018, 7, 10)
    assert (sidecar.source, sidecar.scope.start, sidecar.scope.end) == ("huvudbok", "2018-01", "2018-13")
    assert sidecar.scope.object == ["9916", "0916"]
    assert (sidecar.totals.rows, sidecar.totals.debit, sidecar.totals.credit) == (4812, 5123456789, 987654321)
    assert sidecar.totals.by_object == {"9916": 491240600, "0916": -100}
    assert sidecar.fictive
    assert sidecar.withdrawn == "2018-07-12 fel period"


def test_least(tmp_path: Path) -> None:
    path = put(
        tmp_path, "huvudbok.xlsx", b"", "received: unknown\nsource: huvudbok\nscope: {from: 2018-01, to: 2018-06}\n"
    )
    sidecar = read_sidecar(tmp_path, path)
    assert sidecar.received is None
    assert sidecar.totals is None
    assert sidecar.withdrawn is None
    assert not sidecar.fictive


def test_none(tmp_path: Path) -> None:
    assert read_sidecar(tmp_path, put(tmp_path, "huvudbok.xlsx", b"")) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            about(scope="{from: 2018-06, to: 2018-01}"),
            f"{FILE}:3: scope: omfattningen börjar 2018-06 men slutar 2018-01; from ska inte vara efter to.",
        ),
        (about(totals="{rows: 1 000.5}"), f"{FILE}:5: totals.rows: «1 000.5» är inget heltal."),
        (
            about(adds="true", replaces="true"),
            f"{FILE}:6: replaces: går inte ihop med adds: true, för ett tillägg ersätter inget. Behåll adds om raderna "
            "ska läggas till dem som finns, replaces om de ska gälla i stället.",
        ),
        (
            about(scope="{from: 2018-01, to: 2018-06}", empty="[2018-03, 2018-07]"),
            f"{FILE}:5: empty: 2018-07 är inte med i omfattningen 2018-01–2018-06.",
        ),
        (about(empty="2018-06"), f"{FILE}:5: empty är «2018-06» men ska vara en lista."),
        (about(adds="kanske"), f"{FILE}:5: adds: «kanske» är inte true eller false."),
        (
            about(totals="{debit: 1,5}".replace("1,5", '"1,5"')),
            f"{FILE}:5: totals.debit: «1,5» är inget belopp; "
            "skriv till exempel 12 570 000 eller 12.6 (punkt före decimalerna).",
        ),
        (
            about(totals='{by_object: {"9916": 1.234}}'),
            f"{FILE}:5: totals.by_object.9916: «1.234» kr är finare än ett öre.",
        ),
        (
            about(totals="{}"),
            f"{FILE}:5: totals: totals är tom; "
            "ange minst en av rows, debit, credit och by_object eller ta bort nyckeln.",
        ),
        (about(received="2018-02-30"), f"{FILE}:1: received: datumet «2018-02-30» finns inte i kalendern."),
        (
            about().replace("received", "mottagen"),
            f"{FILE}:1: nyckeln «mottagen» finns inte här; den skrivs received. Tillåtna nycklar: {keys('Sidecar')}.",
        ),
    ],
)
def test_one_mistake(tmp_path: Path, text: str, line: str) -> None:
    path = put(tmp_path, "huvudbok.xlsx", b"", text)
    with pytest.raises(ParameterError) as caught:
        read_sidecar(tmp_path, path)
    assert line in caught.value.lines
