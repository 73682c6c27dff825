"""The import store: what counts is what lies in data/raw now, as known at a date."""

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
import yaml
from raw_region import FOLDER, about, delimited, entry, put, region, workbook

from statsbidrag.base.errors import LedgerRefused
from statsbidrag.model.region import Region
from statsbidrag.read.files import Files
from statsbidrag.read.ledger.rows import STORE_COLUMNS
from statsbidrag.read.raw.raw_files import read_raw_file
from statsbidrag.read.store.claims import whether_counted
from statsbidrag.read.store.ledger import history, import_new, load_ledger, store_folder

JUNE = "{from: 2018-06, to: 2018-06}"
TOTALS = "{rows: 1, credit: 0}"


def imported(root: Path) -> list[tuple[str, int, str]]:
    return [(Path(one.file).name, one.rows, one.state) for one in import_new(root, region())]


def amounts(root: Path, as_known: dt.date | None = None) -> list[int]:
    return load_ledger(root, region(), as_known).rows["amount_ore"].tolist()


def codes(root: Path, as_known: dt.date | None = None) -> list[str]:
    return [found.code for found in load_ledger(root, region(), as_known).findings]


def states(root: Path) -> list[tuple[str, str]]:
    return [(Path(one.file).name, one.state) for one in history(root, region())]


def stored(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(store_folder(root, region()).iterdir())}


def test_same_content_twice_adds_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", workbook([entry()]), about(totals=TOTALS))
    assert imported(tmp_path) == [("a.xlsx", 1, "new")]
    before = stored(tmp_path)
    assert imported(tmp_path) == [("a.xlsx", 1, "known")]
    put(tmp_path, "b.xlsx", (tmp_path / FOLDER / "a.xlsx").read_bytes(), about(totals=TOTALS))
    assert imported(tmp_path) == [("a.xlsx", 1, "known"), ("b.xlsx", 1, "known")]
    assert stored(tmp_path) == before
    assert amounts(tmp_path) == [10050]


@pytest.mark.parametrize("withdrawn", [{}, {"withdrawn": "2018-07-12 fel uttag"}])
def test_a_copy_without_sidecar_adds_nothing_whatever_became_of_the_original(
    tmp_path: Path, withdrawn: dict[str, str]
) -> None:
    """Without its sidecar it would claim every month it has rows for, also those the sidecar leaves out."""
    rows = [entry(), entry(period="201805", date=dt.date(2018, 5, 2))]
    put(tmp_path, "a.xlsx", workbook(rows), about(**withdrawn))
    put(tmp_path, "a (1).xlsx", (tmp_path / FOLDER / "a.xlsx").read_bytes())
    put(tmp_path, "maj.csv", delimited([entry(period="201805", amount=7.0, date=dt.date(2018, 5, 1))]))
    import_new(tmp_path, region())
    ledger = load_ledger(tmp_path, region())
    assert ledger.rows["amount_ore"].tolist() == [700] + ([] if withdrawn else [10050])
    assert ledger.set_aside == []


@pytest.mark.parametrize("sidecar", [None, about("unknown")], ids=["forgotten", "unknown day"])
def test_a_file_of_unknown_day_that_gives_way_to_dated_ones_is_told_and_set_aside(
    tmp_path: Path, sidecar: str | None
) -> None:
    put(tmp_path, "a.xlsx", workbook([entry()]), about())
    path = put(tmp_path, "b.xlsx", workbook([entry(amount=900)]), sidecar)
    import_new(tmp_path, region())
    ledger = load_ledger(tmp_path, region())
    assert ledger.rows["amount_ore"].tolist() == [10050]
    (found,) = [one for one in ledger.findings if one.code == "odaterad-fil-ersatt"]
    assert (found.message, found.file, str(found.severity)) == (
        "filen har ingen mottagningsdag och är därför äldst; den räknas inte alls, utan ersätts i sin helhet av "
        f"{FOLDER}/a.xlsx, fast den kan vara nyare",
        f"{FOLDER}/b.xlsx",
        "siffran märks",
    )
    assert [one.file for one in ledger.set_aside] == [f"{FOLDER}/b.xlsx"]
    path.unlink()
    assert "odaterad-fil-ersatt" not in codes(tmp_path)


def test_a_file_of_unknown_day_that_holds_some_month_still_is_told_too(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", workbook([entry()]), about())
    put(tmp_path, "b.xlsx", workbook([entry(amount=9), entry(period="201807", date=dt.date(2018, 7, 2), amount=8)]))
    import_new(tmp_path, region())
    ledger = load_ledger(tmp_path, region())
    assert ledger.rows["amount_ore"].tolist() == [10050, 800]
    (found,) = [one for one in ledger.findings if one.code == "odaterad-fil-ersatt"]
    assert "den räknas bara till en del, och ersätts annars av" in found.message
    assert ledger.set_aside == []


def test_same_inputs_same_bytes(tmp_path: Path) -> None:
    content = workbook([entry(), entry(amount=-3)])
    for name in ("one", "two"):
        put(tmp_path / name, "a.xlsx", content, about())
        import_new(tmp_path / name, region())
    assert stored(tmp_path / "one") == stored(tmp_path / "two")
    assert sorted(Path(name).suffix for name in stored(tmp_path / "one")) == [".json", ".parquet"]


def test_rows_of_the_ledger(tmp_path: Path) -> None:
    rows = [entry(period="201813", amount=4), entry(period="201812", amount=3), entry(amount=2), entry(amount=1)]
    scope, beside = (
        f'{{from: 2018-06, to: {last}, object: ["{code}"]}}'
        for last, code in (("2018-13", "9916"), ("2018-06", "9915"))
    )
    put(tmp_path, "b.xlsx", workbook(rows), about(scope=scope, totals="{rows: 4, credit: 0}"))
    put(tmp_path, "a.csv", delimited([entry(amount=9, object="9915")]), about(scope=beside, source="tillagg"))
    import_new(tmp_path, region())
    ledger = load_ledger(tmp_path, region())
    assert tuple(ledger.rows.columns) == (*STORE_COLUMNS, "file")
    assert ledger.rows["amount_ore"].tolist() == [900, 200, 100, 300, 400]
    assert ledger.rows["file"].tolist() == [f"{FOLDER}/a.csv", *[f"{FOLDER}/b.xlsx"] * 4]
    assert ledger.rows["closing"].tolist() == [False, False, False, False, True]
    assert [delivery.received for delivery in ledger.deliveries] == [dt.date(2018, 7, 10)] * 2
    assert sorted(ledger.files) == [f"{FOLDER}/{name}" for name in ("a.csv", "a.csv.yaml", "b.xlsx", "b.xlsx.yaml")]
    record = ledger.imports[ledger.deliveries[1].id]
    assert (record.rows, record.debit_ore, record.credit_ore) == (4, 1000, 0)
    assert (record.reconciled, record.fictive) == (True, True)


def test_stored_frame_is_the_frame_read(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", workbook([entry()]), about())
    import_new(tmp_path, region())
    rows = load_ledger(tmp_path, region()).rows
    put(tmp_path / "csv", "a.csv", delimited([entry()]), about())
    import_new(tmp_path / "csv", region())
    aside = ["import_id", "file"]
    pd.testing.assert_frame_equal(
        rows.drop(columns=aside), load_ledger(tmp_path / "csv", region()).rows.drop(columns=aside)
    )


def test_as_known_at_a_date(tmp_path: Path) -> None:
    put(tmp_path, "juni.xlsx", workbook([entry(amount=1)]), about("2018-07-10", totals=TOTALS))
    put(tmp_path, "juni-rattad.xlsx", workbook([entry(amount=2)]), about("2018-08-10", totals=TOTALS))
    import_new(tmp_path, region())
    assert amounts(tmp_path) == [200]
    assert amounts(tmp_path, dt.date(2018, 8, 9)) == [100]
    assert codes(tmp_path) == ["import-ersatter-annan"]
    assert codes(tmp_path, dt.date(2018, 8, 9)) == []
    assert states(tmp_path) == [("juni-rattad.xlsx", "används"), ("juni.xlsx", "ersatt")]
    with pytest.raises(LedgerRefused) as caught:
        load_ledger(tmp_path, region(), dt.date(2018, 7, 9))
    assert caught.value.lines == [
        f"{FOLDER}: det finns ingen huvudboksfil som var mottagen 2018-07-09. "
        "Lägg uttaget (.xlsx eller .csv) med sidofil där."
    ]


TWICE = (
    "och skulle räknas dubbelt. Skriv samma source i båda sidofilerna om den ena filen ersätter den andra; "
    "ta annars tillbaka en av dem med withdrawn i dess sidofil."
)


@pytest.mark.parametrize(
    ("scope", "claimed"),
    [
        ("{from: 2018-05, to: 2018-07}", "2018-06"),
        ('{from: 2018-06, to: 2018-06, object: ["9916", "9915"]}', "2018-06, objekt 9915, 9916"),
        ('{from: 2018-06, to: 2018-06, object: ["9915"]}', "2018-06, objekt 9915"),
    ],
)
def test_sources_that_claim_the_same_are_refused(tmp_path: Path, scope: str, claimed: str) -> None:
    put(tmp_path, "a.xlsx", workbook([entry(amount=1)]), about(totals=TOTALS))
    content = workbook([entry(amount=2), entry(amount=3, object="9915")])
    put(tmp_path, "b.xlsx", content, about("2018-08-10", scope, source="huvudbko"))
    import_new(tmp_path, region())
    with pytest.raises(LedgerRefused) as caught:
        load_ledger(tmp_path, region())
    files = f"{FOLDER}/a.xlsx: filen (source huvudbok) och {FOLDER}/b.xlsx (source huvudbko)"
    assert caught.value.lines == [f"{files} omfattar båda {claimed} {TWICE}"]
    assert amounts(tmp_path, dt.date(2018, 8, 9)) == [100]
    put(tmp_path, "b.xlsx", content, about("2018-08-10", scope, source="huvudbko", withdrawn="2018-08-11 fel källa"))
    assert amounts(tmp_path) == [100]


def test_file_replaced_as_a_whole_claims_nothing_against_another_source(tmp_path: Path) -> None:
    narrow = '{from: 2018-06, to: 2018-06, object: ["9916"]}'
    put(tmp_path, "a.xlsx", workbook([entry(amount=1)]), about(scope=narrow))
    put(tmp_path, "b.xlsx", workbook([entry(amount=2)]), about("2018-08-10", narrow))
    put(tmp_path, "c.xlsx", workbook([entry(amount=3)]), about(scope=narrow, source="annat"))
    import_new(tmp_path, region())
    with pytest.raises(LedgerRefused) as caught:
        load_ledger(tmp_path, region())
    files = f"{FOLDER}/c.xlsx: filen (source annat) och {FOLDER}/b.xlsx (source huvudbok)"
    assert caught.value.lines == [f"{files} omfattar båda 2018-06, objekt 9916 {TWICE}"]


def test_deliveries_that_begin_later_are_left_out_with_all_there_is_to_tell(tmp_path: Path) -> None:
    july = "{from: 2018-07, to: 2018-07}"
    put(tmp_path, "06.xlsx", workbook([entry(amount=1)]), about(totals=TOTALS))
    put(tmp_path, "07.xlsx", workbook([entry(period="201807")]), about("2018-08-10", july))
    put(tmp_path, "07x.xlsx", b"", about("2018-08-10", july, withdrawn="2018-08-11 fel uttag"))
    put(tmp_path, "06y.xlsx.yaml", about())
    put(tmp_path, "07y.xlsx.yaml", about(scope=july))
    import_new(tmp_path, region())
    early = load_ledger(tmp_path, region(), until="2018-06")
    assert [(found.code, Path(found.file).name) for found in early.findings] == [("sidofil-utan-fil", "06y.xlsx.yaml")]
    assert sorted(codes(tmp_path)) == [
        "aterkallad-leverans", "ej-avstamd", "sidofil-utan-fil", "sidofil-utan-fil",
    ]  # fmt: skip
    assert sorted(early.files) == [f"{FOLDER}/06.xlsx", f"{FOLDER}/06.xlsx.yaml"]


def test_changed_and_removed_files_are_set_aside_and_return(tmp_path: Path) -> None:
    content = workbook([entry(amount=1)])
    path = put(tmp_path, "a.xlsx", content, about(totals=TOTALS))
    put(tmp_path, "b.xlsx", workbook([entry(period="201807", amount=5)]), about(scope="{from: 2018-07, to: 2018-07}"))
    import_new(tmp_path, region())
    put(tmp_path, "a.xlsx", workbook([entry(amount=2)]))
    with pytest.raises(LedgerRefused) as caught:
        load_ledger(tmp_path, region())
    assert caught.value.lines == [f"{FOLDER}/a.xlsx: filen är inte inläst. Kör statsbidrag import --region exempel."]
    import_new(tmp_path, region())
    assert amounts(tmp_path) == [200, 500]
    assert sorted(states(tmp_path)) == [("a.xlsx", "används"), ("a.xlsx", "undanlagd"), ("b.xlsx", "används")]
    path.unlink()
    assert amounts(tmp_path) == [500]
    assert "sidofil-utan-fil" in codes(tmp_path)
    put(tmp_path, "a.xlsx", content)
    assert imported(tmp_path) == [("a.xlsx", 1, "known"), ("b.xlsx", 1, "known")]
    assert amounts(tmp_path) == [100, 500]


def test_withdrawn_file_is_not_even_read(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", workbook([entry()]), about(totals=TOTALS))
    put(tmp_path, "b.xlsx", b"", about("2018-07-11", withdrawn="2018-07-12 avklippt vid överföringen"))
    assert imported(tmp_path) == [("a.xlsx", 1, "new"), ("b.xlsx", 0, "withdrawn")]
    (found,) = load_ledger(tmp_path, region()).findings
    assert found.place == f"{FOLDER}/b.xlsx"
    assert found.message == "filen är återkallad och används inte: 2018-07-12 avklippt vid överföringen"
    assert states(tmp_path) == [("a.xlsx", "används"), ("b.xlsx", "återkallad")]


def test_every_faulty_file_is_told_and_the_good_ones_are_kept(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", b"")
    put(tmp_path, "b.xlsx", workbook([entry()]), about(totals="{rows: 2}"))
    put(tmp_path, "c.csv", delimited([entry()]), "received: igår\n")
    put(tmp_path, "d.xls", b"x")
    put(tmp_path, "e.xlsx", workbook([entry()]))
    with pytest.raises(LedgerRefused) as caught:
        import_new(tmp_path, region())
    places = [line.split(": ")[0].removeprefix(FOLDER) for line in caught.value.lines]
    assert places == ["/a.xlsx", "/b.xlsx.yaml:5", *["/c.csv.yaml:1"] * 3, "/d.xls"]
    assert "/d.xls: filer med ändelsen .xls läses inte. Spara uttaget som .xlsx eller .csv." in caught.value.lines[-1]
    assert caught.value.exit_code == 3
    assert len(stored(tmp_path)) == 2


def test_changed_ledger_format_reads_the_files_again(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", workbook([entry(period="201813")]), about(scope="{from: 2018-12, to: 2018-13}"))
    import_new(tmp_path, region())
    widened = region(closing_periods=["13", "14"])
    with pytest.raises(LedgerRefused, match="inte inläst"):
        load_ledger(tmp_path, widened)
    assert [one.state for one in import_new(tmp_path, widened)] == ["new"]
    assert load_ledger(tmp_path, widened).rows["closing"].tolist() == [True]


def test_half_written_import_is_read_again(tmp_path: Path) -> None:
    put(tmp_path, "a.xlsx", workbook([entry()]), about())
    (one,) = import_new(tmp_path, region())
    whole = stored(tmp_path)
    (store_folder(tmp_path, region()) / f"{one.import_id}.json").write_text("{")
    assert imported(tmp_path) == [("a.xlsx", 1, "new")]
    (store_folder(tmp_path, region()) / f"{one.import_id}.parquet").unlink()
    assert imported(tmp_path) == [("a.xlsx", 1, "new")]
    assert stored(tmp_path) == whole


def test_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "a.xlsx", workbook([entry()]))
    raw = read_raw_file(tmp_path, path)
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(LedgerRefused) as caught:
        raw.content()
    assert caught.value.lines == [
        f"{FOLDER}/a.xlsx: filen ändrades medan den lästes. Vänta tills den är färdigkopierad och kör igen."
    ]


def test_lock_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    for name in ("~$a.xlsx", ".gitkeep", "LÄSMIG.md"):
        put(tmp_path, name, b"")
    assert imported(tmp_path) == []
    assert import_new(tmp_path / "nowhere", region()) == []


def test_planted_row_changes_the_sum_by_exactly_its_amount(tmp_path: Path) -> None:
    rows = [entry(), entry(amount=-20.35), entry(object="9915", amount=7)]
    put(tmp_path, "a.xlsx", workbook(rows), about(totals='{rows: 3, by_object: {"9916": 80.15}}'))
    import_new(tmp_path, region())
    before = load_ledger(tmp_path, region()).rows.groupby("object")["amount_ore"].sum()
    planted = Decimal("80.15") + Decimal("123456.78")
    totals = f'{{rows: 4, by_object: {{"9916": {planted}}}}}'
    put(tmp_path, "a.xlsx", workbook([*rows, entry(amount=123456.78)]), about(totals=totals))
    import_new(tmp_path, region())
    after = load_ledger(tmp_path, region()).rows.groupby("object")["amount_ore"].sum()
    assert (after - before).to_dict() == {"9915": 0, "9916": 12345678}


def test_of_a_file_without_sidecar_it_is_told_whether_it_counts(tmp_path: Path) -> None:
    def counted() -> str:
        return whether_counted(Files(tmp_path), "exempel", tmp_path / FOLDER / "b.csv")

    rows = [entry(voucher="M", period="201805", date=dt.date(2018, 5, 2)), entry(amount=1)]
    put(tmp_path, "b.csv", delimited(rows))
    assert counted() == "Om den räknas visar import, som läser vilka månader den har"
    import_new(tmp_path, region())
    assert counted() == "Den räknas, för 2018-05–2018-06"
    put(tmp_path, "a.csv", delimited([entry()]), about())
    assert counted() == "Den räknas för 2018-05 men inte för 2018-06, som a.csv har"
    put(tmp_path, "c.csv", delimited([*rows, entry(amount=2)]), about("2018-08-10", "{from: 2018-01, to: 2018-12}"))
    assert counted() == "Den räknas inte: c.csv har samma månader (2018-05–2018-06)"


def edits(root: Path) -> list[tuple[str, str]]:
    found = [one for each in import_new(root, region()) for one in each.findings if one.code == "filen-andrad"]
    return [(one.place, one.message.replace("\u00a0", " ")) for one in found]


def test_a_file_that_is_edited_after_it_was_read_is_told_with_its_rows(tmp_path: Path) -> None:
    rows = [entry(row=number, amount=100.5 + number) for number in range(4)]
    put(tmp_path, "a.csv", delimited(rows), about())
    assert edits(tmp_path) == []
    rows[2][9] = 500.0
    put(tmp_path, "a.csv", delimited(rows), about())
    assert edits(tmp_path) == [
        (
            f"{FOLDER}/a.csv:6",
            "filen har ändrats sedan den lästes: 4 rader, debet 408,00 kr och kredit 0,00 kr är nu 4 rader, 805,50 kr "
            "och 0,00 kr; 1 rad är ny eller ändrad (rad 6); 1 rad som lästes då finns inte kvar",
        )
    ]
    assert edits(tmp_path) == []
    assert "filen-andrad" not in codes(tmp_path)
    # Saved again with the same rows, of other months, or read by a new reader: nothing to tell.
    put(tmp_path, "a.csv", delimited(rows, "\t"), about())
    assert edits(tmp_path) == []
    other = [entry(period="201807", date=dt.date(2018, 7, 2))]
    put(tmp_path, "a.csv", delimited(other), about(scope="{from: 2018-07, to: 2018-07}"))
    assert edits(tmp_path) == []
    put(tmp_path, "a.csv", delimited([entry()]), about())
    assert [one.code for each in import_new(tmp_path, region(unit="tkr")) for one in each.findings] == ["ej-avstamd"]


def two_regions(root: Path, *, number: str | None = None) -> Region:
    """The tests' region with a unit, and another beside it that has another unit."""
    folder = root / "params/regions"
    folder.mkdir(parents=True)
    other = {"id": "annan", "names": [{"from": 2010, "name": "Region Annan"}], "lan_code": "98", "ledger": "unknown"}
    other |= {"units": [{"code": "7777", "name": "Annan hälsocentral", "kind": "care_centre"}]}
    other |= {"cost_classes": ["4"], "organisation_number": {"number": "232100-0131", "status": "example"}}
    (folder / "annan.yaml").write_text(yaml.safe_dump(other, allow_unicode=True), encoding="utf-8")
    units = [{"code": "3101", "name": "Hälsocentral", "kind": "care_centre"}]
    own = region().model_dump(by_alias=True) | {
        "units": units,
        "organisation_number": number and {"number": number, "status": "example"},
    }
    return Region.model_validate(own)


@pytest.mark.parametrize(("theirs", "is_refused"), [(4, True), (2, True), (1, False)])
def test_a_file_with_another_regions_units_is_refused(tmp_path: Path, theirs: int, is_refused: bool) -> None:
    ours = two_regions(tmp_path)
    rows = [entry(row=number, amount=1.5 + number, unit="7777" if number < theirs else "3101") for number in range(3)]
    put(tmp_path, "a.csv", delimited(rows), about())
    if not is_refused:
        assert len(import_new(tmp_path, ours)) == 1
        return
    told = (
        f"{FOLDER}/a.csv: filen ser ut att vara en annan regions huvudbok: de flesta rader har ansvar som inte finns i "
        "regionens fil utan i den andras (Region Annan). Flytta den och sidofilen till data/raw/annan/ledger/, eller "
        f"ta bort dem. Är filen rätt, lägg till enheterna under units i {ours.origin}."
    )
    for ask in (import_new, import_new, load_ledger):
        with pytest.raises(LedgerRefused) as refused:
            ask(tmp_path, ours)
        assert refused.value.lines == [told]
    # A unit that nobody has tells nothing.
    put(tmp_path, "a.csv", delimited([entry(unit="8888")]), about())
    assert len(import_new(tmp_path, ours)) == 1


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("#ORGNR 16232100-0131", "organisationsnumret (#ORGNR) är inte regionens utan den andras"),
        ('#FNAMN "REGION ANNAN, koncern"', "företagsnamnet (#FNAMN) är inte regionens utan den andras"),
        ('#ORGNR 232100-0115\n#FNAMN "Region Annan"', None),
        ('#FNAMN "Något annat"', None),
    ],
)
def test_a_sie_file_that_says_it_is_another_regions_is_refused(tmp_path: Path, head: str, why: str | None) -> None:
    ours = two_regions(tmp_path, number="232100-0115")
    text = f"""#FLAGGA 0
#FORMAT PC8
#SIETYP 4
{head}
#RAR 0 20180101 20181231
#KONTO 4010 "Kostnad"
#VER A 1 20180601 "x"
{{
#TRANS 4010 {{}} 100.00
#TRANS 4010 {{}} -100.00
}}
"""
    put(tmp_path, "a.se", text.encode("cp437"), about())
    if why is None:
        assert len(import_new(tmp_path, ours)) == 1
    else:
        with pytest.raises(
            LedgerRefused, match=re.escape(f"a.se: filen ser ut att vara en annan regions huvudbok: {why}")
        ):
            import_new(tmp_path, ours)
