"""What is odd in raw data and parameters reaches the report, and marks the figure it touches."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from shipped import CHOICES, REGION

from statsbidrag.base.errors import LedgerRefused, ReportRefused
from statsbidrag.base.period import Period
from statsbidrag.read.params.parameters import read_region
from statsbidrag.read.store.ledger import import_new
from statsbidrag.record.model import Record
from statsbidrag.report.build import build
from statsbidrag.report.sections import reconciliation, summary, terms
from statsbidrag.report.sections.doubt import doubt
from statsbidrag.run.imported import not_counted

RAW = f"data/raw/{REGION}"
JUNE, FEBRUARY, JULY = Period.parse("2018-06"), Period.parse("2018-02"), Period.parse("2018-07")


def record_of(root: Path, period: Period) -> Record:
    import_new(root, read_region(root, REGION))
    return build(root, "patientmiljarden", REGION, period)


def places(record: Record, code: str) -> list[str]:
    return [str(found.file) for found in record.findings if found.code == code]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_replaced_delivery_is_told_from_its_month_on_and_no_earlier(own_project: Path) -> None:
    replaced = f"{RAW}/ledger/huvudbok-2018-02.xlsx"
    assert places(record_of(own_project, Period.parse("2018-01")), "import-ersatter-annan") == []
    assert places(record_of(own_project, FEBRUARY), "import-ersatter-annan") == [replaced]
    assert places(record_of(own_project, JUNE), "import-ersatter-annan") == [replaced]


def test_a_withdrawn_delivery_and_a_lone_sidecar_are_told(own_project: Path) -> None:
    corrected = f"{RAW}/ledger/huvudbok-2018-02-rattad.xlsx"
    change(own_project / f"{corrected}.yaml", "fictive: true", "fictive: true\nwithdrawn: 2018-06-01, fel uttag")
    lone = own_project / RAW / "ledger/huvudbok-2019-01.xlsx.yaml"
    shutil.copy(own_project / RAW / "ledger/huvudbok-2018-01.xlsx.yaml", lone)
    record = record_of(own_project, JUNE)
    assert places(record, "aterkallad-leverans") == [corrected]
    assert places(record, "sidofil-utan-fil") == [f"{RAW}/ledger/{lone.name}"]
    assert corrected not in record.inputs


def test_rows_outside_the_scope_mark_the_cost(own_project: Path) -> None:
    sidecar = own_project / RAW / "ledger/huvudbok-2018-06.xlsx.yaml"
    book = openpyxl.load_workbook(own_project / RAW / "ledger/huvudbok-2018-06.xlsx")
    sheet = book.worksheets[0]
    period = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "Period")
    sheet.cell(sheet.max_row, period).value = "201807"
    book.save(own_project / RAW / "ledger/huvudbok-2018-06.xlsx")
    sidecar.write_text(sidecar.read_text(encoding="utf-8").split("totals:")[0], encoding="utf-8")
    record = record_of(own_project, JUNE)
    assert record.figures["chain.cost"].marks == ("utanfor-omfattning",)
    [step] = [row for row in record.table("chain").rows if row["step"] == "Kostnad som räknas mot bidraget"]
    assert step["from"].endswith(" (se fynd)")
    [card] = [card for card in summary.cards(record) if card.title.startswith("Kostnad")]
    assert card.comparison.endswith(" · se fynd")


def test_an_export_in_the_wrong_folder_marks_the_cost_of_its_months(own_project: Path) -> None:
    raw = own_project / RAW
    shutil.copy(raw / "ledger/huvudbok-2018-05.xlsx", raw / "juni-rattad.xlsx")
    (raw / "juni-rattad.xlsx").write_bytes((raw / "juni-rattad.xlsx").read_bytes() + bytes(1))
    shutil.copy(raw / "ledger/huvudbok-2018-06.xlsx.yaml", raw / "juni-rattad.xlsx.yaml")
    change(raw / "juni-rattad.xlsx.yaml", "received: 2018-07-10", "received: 2018-07-20")
    record = record_of(own_project, JUNE)
    assert record.figures["chain.cost"].marks == ("uttag-i-fel-mapp",)
    (found,) = [one for one in record.findings if one.code == "uttag-i-fel-mapp"]
    assert (found.file, found.message) == (
        f"{RAW}/juni-rattad.xlsx",
        f"ett uttag (huvudbok, mottaget 2018-07-20, 2018-06) ligger i {RAW}/ och räknas inte",
    )
    assert doubt(record).startswith("Uppgiften är osäker: ett uttag (huvudbok, mottaget 2018-07-20, 2018-06) ligger i")
    assert record_of(own_project, FEBRUARY).figures["chain.cost"].marks == ()
    # An older one, which what is there replaces anyhow, and a file of another source are no loss.
    change(raw / "juni-rattad.xlsx.yaml", "received: 2018-07-20", "received: 2018-07-09")
    assert record_of(own_project, JUNE).figures["chain.cost"].marks == ()


def test_a_newer_file_whose_sidecar_is_misspelt_marks_the_cost_that_it_would_change(own_project: Path) -> None:
    """Nobody has said that it is older than what it gives way to; months before it are not touched."""
    before = record_of(own_project, JUNE).ore("chain.cost")
    ledger = own_project / RAW / "ledger"
    book = openpyxl.load_workbook(ledger / "huvudbok-2018-06.xlsx")
    sheet = book.worksheets[0]
    sheet.append([cell.value for cell in sheet[sheet.max_row]])
    book.save(ledger / "juni-igen.xlsx")
    shutil.copy(ledger / "huvudbok-2018-06.xlsx.yaml", ledger / "juni-igen.xlsx.yml")
    record = record_of(own_project, JUNE)
    assert record.ore("chain.cost") == before
    assert record.figures["chain.cost"].marks == ("odaterad-fil-ersatt",)
    assert places(record, "odaterad-fil-ersatt") == [f"{RAW}/ledger/juni-igen.xlsx"]
    assert places(record, "sidofil-med-fel-namn") == [f"{RAW}/ledger/juni-igen.xlsx.yml"]
    assert record_of(own_project, FEBRUARY).figures["chain.cost"].marks == ()


def test_an_unreadable_value_marks_its_indicator_and_no_other(own_project: Path) -> None:
    path = own_project / RAW / "activity/verksamhet-2018-06.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if line.startswith("digitala-kontakter;2018-06;3101;"))
    lines[number] = "digitala-kontakter;2018-06;3101;många;"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    record = record_of(own_project, JUNE)
    marks = {
        key: list(figure.marks) for key, figure in record.figures.items() if key.endswith(".period") and figure.marks
    }
    assert marks == {"indicator.digitala-kontakter.period": ["varde-oklart"]}
    shown = {row["id"]: row["see"] for row in record.table("indicators-count").rows}
    assert shown == {"patientkontrakt": "", "digitala-kontakter": "se fynd", "utbildad-personal": ""}
    [found] = [one for one in record.findings if one.code == "varde-oklart"]
    assert (found.file, found.row) == (f"{RAW}/activity/verksamhet-2018-06.csv", number + 1)


def test_rows_of_a_misspelt_indicator_mark_the_one_that_they_nearly_name(own_project: Path) -> None:
    path = own_project / RAW / "activity/verksamhet-2018-06.csv"
    text = path.read_text(encoding="utf-8")
    row = "digitala-kontakter;2018-06;3101;"
    assert text.count(row) == 1
    path.write_text(text.replace(row, row.replace("digitala-kontakter", "Digitala kontakter")), encoding="utf-8")
    record = record_of(own_project, JUNE)
    marks = {
        key: list(figure.marks) for key, figure in record.figures.items() if key.endswith(".period") and figure.marks
    }
    assert marks == {"indicator.digitala-kontakter.period": ["enhet-utan-uppgift", "indikator-felskriven"]}
    (found,) = [one for one in record.findings if one.code == "indikator-felskriven"]
    number = text[: text.index(row)].count("\n") + 1
    assert (found.file, found.row) == (f"{RAW}/activity/verksamhet-2018-06.csv", number)
    assert found.message.startswith("en rad har indikatorn ")
    assert found.message.endswith("kanske menas digitala-kontakter, som då saknar dem")
    assert "indikator-felskriven" not in {one.code for one in record_of(own_project, FEBRUARY).findings}


def test_rows_without_effort_or_cost_type_are_marked_where_they_are_shown(own_project: Path) -> None:
    record = record_of(own_project, JUNE)
    assert record.figures["effort.none.cost"].marks == ("rad-utan-insats",)
    assert record.figures["cost_type.none.cost"].marks == ("saknar-kostnadsslag",)
    assert "Utan insats (se fynd)" in [row["title"] for row in record.table("standard").rows]
    assert "Saknar kostnadsslag (se fynd)" in [row["title"] for row in record.table("cost_types").rows]


def test_a_decided_amount_is_used_and_named(own_project: Path) -> None:
    change(
        own_project / CHOICES,
        "planned: {",
        "decided:\n  - {year: 2018, of: [hela], amount: 12 569 000, unit: kr, source: jh, place: r. 18, "
        "status: decided, checked: 2026-11-22}\nplanned: {",
    )
    record = record_of(own_project, JUNE)
    assert record.ore("chain.entitled") == 1_256_900_000
    [said] = record.agreement.why_amounts_differ
    assert said.endswith("Rapporten använder det beslutade beloppet, 12\u00a0569\u00a0000,00\u00a0kr.")
    assert "Beslutat för regionen" in [row["title"] for row in record.table("amounts").rows]
    assert said in "".join(str(block) for block in terms.show(record))


def test_a_requirement_judged_later_is_not_judged_yet(own_project: Path) -> None:
    change(
        own_project / CHOICES,
        "{id: handlingsplan, state: unknown, evidence: null,",
        "{id: handlingsplan, as_of: 2018-07, state: met, evidence: Diariefört, ",
    )
    [june] = record_of(own_project, JUNE).table("requirements").rows
    [july] = record_of(own_project, JULY).table("requirements").rows
    assert (june["state"], june["evidence"]) == ("ej bedömt", None)
    assert (july["state"], july["evidence"]) == ("uppfyllt", "Diariefört")
    assert (june["status"], july["status"]) == ("unknown", "met")


def test_units_that_did_not_report_are_told(own_project: Path) -> None:
    found = [one for one in record_of(own_project, JULY).findings if one.code == "enhet-utan-uppgift"]
    assert len(found) == 5
    assert all("juli saknas för 3203" in one.message for one in found)


def test_more_planned_than_may_be_got_is_told_on_page_one(own_project: Path) -> None:
    change(own_project / CHOICES, "planned: {amount: 12.0,", "planned: {amount: 13.5,")
    record = record_of(own_project, JUNE)
    [found] = [one for one in record.findings if one.code == "fordelning-ej-utlagd"]
    assert found.message.startswith("planerad användning är 930\u00a0154,34\u00a0kr högre än högsta belopp")
    card = summary.cards(record)[0]
    assert (card.status, card.status_text) == ("watch", "Planerat är 0,9\u00a0mnkr mer än högsta belopp")


def test_a_stated_amount_that_differs_is_used_and_told(own_project: Path) -> None:
    terms_file = own_project / "params/2018/agreements/patientmiljarden.yaml"
    change(terms_file, "amount: 980 000 000,", "amount: 880 000 000,")
    record = record_of(own_project, JUNE)
    assert record.ore("chain.entitled") == 1_260_000_000
    assert [one.file for one in record.findings if one.code == "angivet-skiljer-sig"] == [CHOICES]
    [given] = [row for row in record.table("amounts").rows if row["title"] == "Angivet för regionen"]
    assert given["note"].endswith("används")


def spoil(root: Path, name: str, spoilt: dict[str, str | None], most: int = 10_000, **sidecar: str) -> None:
    """Set columns of the first ``most`` rows on 9916 in a ledger file, and give it no control totals."""
    path = root / RAW / "ledger" / name
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "Objekt" for cell in row))
    columns = {str(cell.value): cell.column for cell in header}
    for number in range(header[0].row + 1, sheet.max_row + 1):
        if sheet.cell(number, columns["Objekt"]).value == "9916" and most > 0:
            most -= 1
            for heading, value in spoilt.items():
                sheet.cell(number, columns[heading]).value = value
    book.save(path)
    beside = path.with_name(f"{name}.yaml")
    kept = [line for line in beside.read_text(encoding="utf-8").splitlines() if line[:1].isalpha()]
    kept = [line for line in kept if not line.startswith("totals")]
    beside.write_text(
        "\n".join([*kept, *(f"{key}: {value}" for key, value in sidecar.items())]) + "\n", encoding="utf-8"
    )


def test_a_month_whose_rows_are_on_other_codes_marks_the_cost_and_page_one_says_so(own_project: Path) -> None:
    spoil(own_project, "huvudbok-2018-06.xlsx", {"Objekt": "9999"})
    record = record_of(own_project, JUNE)
    (found,) = [one for one in record.findings if one.code == "manad-utan-rader"]
    assert (found.file, found.message) == (
        f"{RAW}/ledger/huvudbok-2018-06.xlsx",
        "inga rader på bidragets koder i juni; brukar ha 35",
    )
    assert record.figures["chain.cost"].marks == ("manad-utan-rader",)
    assert summary.sentences(record)[0].startswith(
        "Uppgiften är osäker: inga rader på bidragets koder i juni; brukar ha 35 (se fynd). Halva året har gått och "
    )
    spoil(own_project, "huvudbok-2018-06.xlsx", {}, empty="[2018-06]")
    record = record_of(own_project, JUNE)
    assert record.figures["chain.cost"].marks == ()
    assert summary.sentences(record)[0].startswith("Halva året har gått och ")


def test_codes_that_are_no_codes_are_told_in_the_first_sentence(own_project: Path) -> None:
    spoil(own_project, "huvudbok-2018-06.xlsx", {"Objekt": "Bidraget för patienter"}, most=2)
    record = record_of(own_project, JUNE)
    assert record.figures["chain.cost"].marks == ("ej-en-kod",)
    assert summary.sentences(record)[0].startswith(
        "Uppgiften är osäker: texter står där koder ska stå i ett uttag (se fynd). "
    )


def test_codes_that_are_no_codes_in_a_share_of_a_file_refuse_it(own_project: Path) -> None:
    spoil(own_project, "huvudbok-2018-06.xlsx", {"Objekt": "Bidraget för patienter"})
    with pytest.raises(LedgerRefused, match=r"koderna i Objekt går inte att läsa på 20 av 35 rader \(rad 18, 21, 39"):
        record_of(own_project, JUNE)


def test_a_delivery_with_new_rows_only_refuses_the_report_until_it_says_that_it_adds(own_project: Path) -> None:
    july = own_project / RAW / "ledger/huvudbok-2018-07.xlsx"
    whole = record_of(own_project, JULY).ore("chain.cost")
    book = openpyxl.load_workbook(july)
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "Objekt" for cell in row))
    new = ["N1", 1, "2018-07-31", "201807", "4010", sheet.cell(header[0].row + 1, 6).value, "9916", "01", None, 1000]
    sheet.delete_rows(header[0].row + 1, sheet.max_row)
    sheet.append(new)
    book.save(july.with_name("nya.xlsx"))
    sidecar = july.with_name("nya.xlsx.yaml")
    text = "received: 2018-08-20\nsource: huvudbok\nscope: {from: 2018-07, to: 2018-07}\nfictive: true\n"
    sidecar.write_text(text, encoding="utf-8")
    assert record_of(own_project, JUNE).ore("chain.cost") is not None
    with pytest.raises(ReportRefused) as refused:
        record_of(own_project, JULY)
    (line,) = refused.value.lines
    assert line.startswith(
        f"{RAW}/ledger/nya.xlsx: uttaget (mottaget 2018-08-20) skulle ersätta huvudbok-2018-07.xlsx för 2018-07, men "
        "bara 0 av 70 verifikationer återkommer (gränsen är 80\u00a0%), och inga kontrollsummor bekräftar filen. "
        "patientmiljarden: före 58 rader, 533\u00a0714,65\u00a0kr; efter 1 rad, 1\u00a0000,00\u00a0kr "
        "(−532\u00a0714,65\u00a0kr). Rapporten görs inte. Är filen ett tillägg med nya rader, skriv adds: true i "
    )
    sidecar.write_text(f"{text}adds: true\n", encoding="utf-8")
    assert record_of(own_project, JULY).ore("chain.cost") == whole + 100_000


def test_more_received_than_the_most_is_told_with_the_payments_row(own_project: Path) -> None:
    change(own_project / CHOICES, "amount: 12 569 846, unit: kr", "amount: 13 569 846, unit: kr")
    record = record_of(own_project, JUNE)
    [found] = [one for one in record.findings if one.code == "mottaget-over-hogsta-belopp"]
    lines = (own_project / CHOICES).read_text(encoding="utf-8").splitlines()
    assert (found.file, found.row) == (CHOICES, 1 + next(n for n, one in enumerate(lines) if "13 569 846" in one))
    assert "1\u00a0000\u00a0000,34\u00a0kr mer än högsta belopp, 12\u00a0569\u00a0845,66\u00a0kr" in found.message
    assert "params/2018/agreements/patientmiljarden.yaml:" in found.message
    assert [one for one in record_of(own_project, FEBRUARY).findings if one.code == found.code] == []


def test_an_amount_edited_in_a_voucher_of_the_grant_marks_the_cost_and_another_does_not(own_project: Path) -> None:
    path = own_project / RAW / "ledger/huvudbok-2018-05.xlsx"
    sidecar = path.with_name(f"{path.name}.yaml")
    sidecar.write_text(sidecar.read_text(encoding="utf-8").split("totals:")[0] + "fictive: true\n", encoding="utf-8")
    whole = path.read_bytes()

    def edited(code: str) -> Record:
        path.write_bytes(whole)
        book = openpyxl.load_workbook(path)
        row = next(row for row in book.worksheets[0].iter_rows(min_row=5) if row[6].value == code)
        row[9].value += 50_000
        book.save(path)
        return record_of(own_project, JUNE)

    record = edited("9916")
    assert record.figures["chain.cost"].marks == ("bidragets-verifikation-i-obalans",)
    assert doubt(record) == (
        "Uppgiften är osäker: debet och kredit går inte ihop i en verifikation med bidragets rader (se fynd)."
    )
    (found,) = [one for one in record.findings if one.code == "bidragets-verifikation-i-obalans"]
    assert found.place == f"{RAW}/ledger/huvudbok-2018-05.xlsx:21"
    assert found.message.replace("\u00a0", " ") == (
        "en verifikation med bidragets rader blir inte noll, tillsammans 50 000,00 kr (rad 21)"
    )
    assert edited("9921").figures["chain.cost"].marks == ()


def test_vouchers_lacking_in_a_month_without_totals_mark_the_cost_and_page_one_says_that_nothing_confirms_it(
    own_project: Path,
) -> None:
    path = own_project / RAW / "ledger/huvudbok-2018-06.xlsx"
    sidecar = path.with_name(f"{path.name}.yaml")
    sidecar.write_text(sidecar.read_text(encoding="utf-8").split("totals:")[0] + "fictive: true\n", encoding="utf-8")
    record = record_of(own_project, JUNE)
    assert (record.header.preliminary_text, doubt(record)) == ("preliminärt, huvudboken ej avstämd för juni", "")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    gone = {row[0].value for row in sheet.iter_rows(min_row=5) if row[6].value == "9916"}
    kept = [row for row in sheet.iter_rows(min_row=5, values_only=True) if row[0] not in sorted(gone)[::2]]
    sheet.delete_rows(5, sheet.max_row)
    for row in kept:
        sheet.append(row)
    book.save(path)
    record = record_of(own_project, JUNE)
    assert record.figures["chain.cost"].marks == ("verifikationer-saknas",)
    (found,) = [one for one in record.findings if one.code == "verifikationer-saknas"]
    assert found.place == f"{RAW}/ledger/huvudbok-2018-06.xlsx"
    assert doubt(record) == f"Uppgiften är osäker: {found.message} (se fynd)."


def test_of_an_export_with_the_grants_rows_alone_nothing_is_said_of_the_others(own_project: Path) -> None:
    path = own_project / RAW / "ledger/huvudbok-2018-06.xlsx"
    sidecar = path.with_name(f"{path.name}.yaml")
    claim = sidecar.read_text(encoding="utf-8").split("totals:")[0] + "fictive: true\n"
    sidecar.write_text(claim, encoding="utf-8")
    before = record_of(own_project, JUNE)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    kept = [row for row in sheet.iter_rows(min_row=5, values_only=True) if row[6] == "9916"]
    sheet.delete_rows(5, sheet.max_row)
    for row in kept:
        sheet.append(row)
    book.save(path)
    region = read_region(own_project, REGION)
    (line,) = [one for one in not_counted(own_project, region, import_new(own_project, region)) if "en-del" in one]
    assert line.startswith(
        f"  {RAW}/ledger/huvudbok-2018-06.xlsx: alla rader i juni har koder som många rader i andra "
    )
    record = build(own_project, "patientmiljarden", REGION, JUNE)
    assert record.figures["chain.cost"] == before.figures["chain.cost"]
    told = {one.code for one in record.findings}
    assert "uttag-av-en-del" in told
    assert not told & {"lon-ej-omford", "inbetalning-avviker", "verifikationer-saknas"}
    assert record.figures["salary.rebooked_until"].value is None
    assert "salary.expected" not in record.figures
    verdicts = [str(row["verdict"]) for row in record.table("checks").rows]
    assert verdicts[:2] == ["ej känt: uttagen har bara en del av huvudbokens rader"] * 2
    page = " ".join(str(one) for one in reconciliation.show(record))
    assert "Hela huvudboken finns inte." in page
    assert "tillsammans hela huvudboken" not in page
    assert "ingen lön omförd" not in " ".join(card.comparison for card in summary.cards(record))
    # Where the sidecar says so nothing is odd, and as little is known.
    sidecar.write_text(claim.replace("to: 2018-06}", 'to: 2018-06, object: ["9916"]}'), encoding="utf-8")
    record = record_of(own_project, JUNE)
    assert "uttag-av-en-del" not in {one.code for one in record.findings}
    assert [str(row["verdict"]) for row in record.table("checks").rows][:2] == verdicts[:2]


def test_an_export_without_sidecar_in_the_regions_folder_marks_the_cost_of_its_months(own_project: Path) -> None:
    raw = own_project / RAW
    (raw / "ledger/huvudbok-2018-02-rattad.xlsx").rename(raw / "huvudbok-2018-02-rattad.xlsx")
    (raw / "ledger/huvudbok-2018-02-rattad.xlsx.yaml").unlink()
    (raw / "anteckningar.csv").write_text("Datum;Vem\n2018-02-01;ekonomi\n", encoding="utf-8")
    assert record_of(own_project, Period.parse("2018-01")).figures["chain.cost"].marks == ()
    record = record_of(own_project, JUNE)
    assert record.figures["chain.cost"].marks == ("uttag-i-fel-mapp",)
    assert places(record, "uttag-i-fel-mapp") == [f"{RAW}/huvudbok-2018-02-rattad.xlsx"]
    told = f"ett uttag utan sidofil (2018-02) ligger i {RAW}/ och räknas inte"
    assert doubt(record) == f"Uppgiften är osäker: {told} (se fynd)."


def test_where_a_month_is_missing_an_export_of_it_in_another_folder_is_named(own_project: Path) -> None:
    raw = own_project / RAW
    for end in ("", ".yaml"):
        (raw / f"ledger/huvudbok-2018-06.xlsx{end}").rename(raw / f"activity/verksamhet-juni.xlsx{end}")
    with pytest.raises(LedgerRefused) as caught:
        record_of(own_project, JUNE)
    assert caught.value.lines[1:] == [
        f"{RAW}/activity/verksamhet-juni.xlsx: filen ser ut att vara en huvudbok och har 2018-06. Flytta den och "
        f"sidofilen till {RAW}/ledger/."
    ]
