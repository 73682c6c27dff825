"""One spoilt file per pitfall: what is told, and which sums stand."""

from decimal import Decimal

import pytest
from sie_files import SMALL, changed, read, sums, told

from statsbidrag.base.findings import Severity
from statsbidrag.read.ledger.sie import too_much_unread
from statsbidrag.read.ledger.spoilt import Bounds

KR = "\u00a0kr"
ALLOWED = (
    "Tillåtet: till exempel 1234.50 eller -1234.50: punkt före högst två decimaler, inga mellanslag, högst tolv siffror"
)
DATES = "Tillåtet: ÅÅÅÅMMDD, till exempel 20180131"
UNREAD = "och går inte att läsa; raden räknas inte, varken belopp eller objekt"
UNENDED = "ett citattecken eller en klammer på raden avslutas inte; belopp som går att läsa räknas"
LIST = "objektlistan är inte hel (dimension och objekt i par); beloppet räknas, men kanske inte på objektet"
LOST = "filen har tecken som förstörts (1 stycken); beloppen räknas"
SAME = "2 rader med #VER har samma serie och nummer som en annan; de hålls isär"

NO_SUM_CHANGES = {
    "P1 a letter lost": (changed(("Väntetider", "V\ufffdntetider")).encode(), [("forlorade-tecken", None, LOST)]),
    "P1 two encodings in one file": (
        SMALL.encode().replace("Läkemedel".encode(), "Läkemedel".encode("cp1252")),
        [("forlorade-tecken", None, LOST)],
    ),
    "P3 a number twice": (changed(("#VER A 2", "#VER A 1")), [("samma-verifikationsnummer", 22, SAME)]),
    "P3 a series that looks like a label": (
        changed(("#VER A 1", "#VER # 1"), ("#VER A 2", "#VER # 1")),
        [("samma-verifikationsnummer", 22, SAME)],
    ),
    "P3 neither series nor number": (changed(("#VER A 1", '#VER "" ""'), ("#VER A 2", '#VER "" ""')), []),
    "P4 an empty series as blanks": (changed(("#VER A 2 20181231 Hyra", "#VER  2 20181231 Hyra")), []),
    "P4 a bare CR before some rows": (
        changed(('\n#TRANS 5611 {1 "3101', '\r#TRANS 5611 {1 "3101'), ("\n{\n#TRANS 7510", "\r{\r  #TRANS 7510")),
        [],
    ),
    "P4 a bare CR before the head's rows": (
        SMALL[: SMALL.index("#VER")].replace("\n", "\r") + SMALL[SMALL.index("#VER") :],
        [],
    ),
    "P4 a bare CR in a text": (changed(("Första raden", "Första\rraden")), []),
    "P4 a CR after each LF": (SMALL.replace("\n", "\n\r"), []),
    "P4 two CR before each LF": (SMALL.replace("\n", "\r\r\n"), []),
    "P4 a tab after the brace": (changed(('"Sign"\n{\n', '"Sign"\n{\t\n'), ("50.5\n}\n", "50.5 \t\n}\t \n")), []),
    "P6 a quotation mark unended": (
        changed(('"Första raden" 1 "Sign"', '"Första rad')),
        [("text-ej-avslutad", 25, UNENDED)],
    ),
    "P6 a quotation mark unended in the object list": (
        changed(('{1 "3101" 20 "9916"}', '{1 "3101" 20 "9916}')),
        [("objektlista-oklar", 25, LIST)],
    ),
    "P6 a quotation mark unended in a name": (
        changed(('"Väntetider"', '"Väntetider')),
        [("text-ej-avslutad", 13, UNENDED)],
    ),
    "P6 words without quotation marks": (changed(('"Fiktiva uppgifter"', "Fiktiva uppgifter")), []),
    "P6 a text on two lines": (
        changed(('"Första raden" 1 "Sign"', '"Första\nraden" 1 "Sign"')),
        [
            ("text-ej-avslutad", 25, UNENDED),
            (
                "rad-utan-etikett",
                26,
                "raden börjar inte med en etikett (#) och läses inte; den kan vara resten av en text som delats",
            ),
        ],
    ),
    "P6 a voucher unended": (
        changed(("50.5\n}\n", "50.5\n")),
        [("verifikation-ej-avslutad", 27, "verifikationen före saknar slut (}); dess rader räknas")],
    ),
    "P6 a voucher not begun": (
        changed(("Hyra\n{\n", "Hyra\n")),
        [("verifikation-ej-avslutad", 31, "en verifikation slutar (}) som inte har börjat ({)")],
    ),
    "P6 a voucher not begun, its last row as rows mostly are": (
        changed(("Hyra\n{\n", "Hyra\n"), (" -100.5\n}", " -100.50\n}")),
        [("verifikation-ej-avslutad", 31, "en verifikation slutar (}) som inte har börjat ({)")],
    ),
    "P8 a part of the year": (
        changed(("#DIM 1 ", "#OMFATTN 20180331\n#DIM 1 ")),
        [
            (
                "del-av-ar",
                None,
                "filen gäller till och med 2018-03-31 (#OMFATTN), inte hela räkenskapsåret till 2018-12-31",
            )
        ],
    ),
    "P9 an object without name": (
        changed(('#OBJEKT 1 "3102" "Östersund"\n', "")),
        [
            (
                "objekt-utan-namn",
                25,
                "objekt 3102 i dimension 1 används men saknas i filens register (#OBJEKT)",
            )
        ],
    ),
    "P9 a dimension without objects": (
        changed(('#OBJEKT 6 "09" "Väntetider"\n', "")),
        [
            (
                "dimension-utan-objekt",
                25,
                "dimension 6 används men filen har inget register över dess objekt (#OBJEKT)",
            )
        ],
    ),
    "P9 a dimension without name": (
        changed(('#DIM 6 "Projekt"\n', "")),
        [("dimension-utan-namn", 25, "dimension 6 används men har inget namn i filen (#DIM)")],
    ),
    "P9 a quotation mark in a name": (changed(("5611 Läkemedel", '5611 "Läke\\"medel\\""')), []),
    "a lone backslash": (changed(('"Påhittat"', '"C:\\Mapp\\Påhittat"')), []),
    "unknown labels": (
        SMALL.replace("#KONTO", "#CONTO"),
        [("rader-utanfor-summorna", 15, "3 rader ingår inte i någon summa: #CONTO (3)")],
    ),
    "a name where a label should be": (
        SMALL.replace("#KONTO", "#Förnamn"),
        [("rader-utanfor-summorna", 15, "3 rader ingår inte i någon summa: andra etiketter (3)")],
    ),
    "another currency": (
        changed(("#DIM 1 ", "#VALUTA EUR\n#DIM 1 ")),
        [("annan-valuta", 8, "filens valuta är EUR, inte SEK; beloppen räknas som kronor")],
    ),
    "another type": (
        changed(("#SIETYP 4", "#SIETYP 1")),
        [("typ-avviker", None, "filen uppger typ 1 (#SIETYP) men har innehållet i typ 4; innehållet gäller")],
    ),
    "no type": (
        changed(("#SIETYP 4\n", "")),
        [("typ-avviker", None, "filen uppger ingen typ (#SIETYP) men har innehållet i typ 4; innehållet gäller")],
    ),
    "a row with a date that is none": (
        changed(("150.25 20180115", "150.25 20180199")),
        [
            (
                "konteringsdatum-oklart",
                25,
                f"konteringens datum är «20180199» och går inte att läsa; verifikationens datum gäller. {DATES}",
            )
        ],
    ),
    "a fiscal year that is none": (
        changed(("#RAR 0 20180101 20181231", "#RAR 0 2018 2018")),
        [
            (
                "rakenskapsar-oklart",
                None,
                "filen saknar sitt räkenskapsår (#RAR 0); raderna räknas på sina datum",
            ),
            (
                "rakenskapsar-oklart",
                7,
                "räkenskapsåret (#RAR) går inte att läsa. Tillåtet: årets nummer, första och sista dag som ÅÅÅÅMMDD, "
                "till exempel 20180131",
            ),
        ],
    ),
    "no fiscal year of its own": (
        changed(("#RAR 0", "#RAR -1")),
        [
            (
                "rakenskapsar-oklart",
                None,
                "filen saknar sitt räkenskapsår (#RAR 0); raderna räknas på sina datum",
            )
        ],
    ),
    "an extent that is none": (
        changed(("#DIM 1 ", "#OMFATTN 2018\n#DIM 1 ")),
        [("rakenskapsar-oklart", 8, f"vad filen omfattar (#OMFATTN) går inte att läsa. {DATES}")],
    ),
    "a dimension with two names": (
        changed(("#DIM 6 ", '#DIM 1 "Ansvar"\n#DIM 1 "Enhet"\n#DIM 6 ')),
        [
            (
                "dimension-med-flera-namn",
                10,
                "dimension 1 har mer än ett namn i filen (#DIM, #UNDERDIM); det sista gäller",
            )
        ],
    ),
    "labels passed over and left out": (
        changed(("#KONTO 1930", "#KSUMMA\n#BKOD 1\n#SRU 1930 7281\n#KTYP 1930 T\n#KONTO 1930")) + "#KSUMMA 5\n",
        [("rader-utanfor-summorna", 17, "2 rader ingår inte i någon summa: #SRU (1), #KTYP (1)")],
    ),
    "a row struck out among many labels": (
        changed(
            ("50.5\n}\n", "50.5\n#BTRANS 5611 {} 1.00\n}\n"),
            ("#IB 0", "#PBUDGET 0 201801 5611 {} 1.00\n" * 2 + "#IB 0"),
        ),
        [("rader-utanfor-summorna", 18, "3 rader ingår inte i någon summa: #BTRANS (1), #PBUDGET (2)")],
    ),
    "brackets round a row's text": (changed(('"Första raden"', "{Första}")), []),
    "a brace that ends a row": (changed((" -200.75\n", ' -200.75 20180115 "Text" }\n')), []),
    "a balance that is none": (
        changed(("#UB 0 1930 698.75", "#UB 0 1930 femtio")),
        [
            (
                "saldo-oklart",
                19,
                "saldot i #UB går inte att läsa (år, period, konto, objekt eller belopp) och används inte. "
                "Tillåtna belopp: " + ALLOWED.removeprefix("Tillåtet: "),
            )
        ],
    ),
    "a balance that differs": (
        changed(("698.75", "698.57")),
        [
            (
                "saldo-stammer-inte",
                19,
                f"IB + TRANS = UB på konto 1930: saldot är 698,57{KR} men raderna ger 698,75{KR} (skillnad 0,18{KR})",
            )
        ],
    ),
    "a balance that is missing": (
        changed(("#RES 0 7510 100.50\n", "")),
        [
            (
                "saldo-stammer-inte",
                None,
                f"slutsaldo saknas (#UB, #RES) på konto 7510: saldot är 0,00{KR} men raderna ger 100,50{KR} "
                f"(skillnad 100,50{KR})",
            )
        ],
    ),
    "an object's balance that differs": (
        changed(("#RES 0 7510", '#OIB 0 5611 {1 "3101"} 1.00\n#OUB 0 5611 {1 "3101"} 150.25\n#RES 0 7510')),
        [
            (
                "saldo-stammer-inte",
                22,
                f"OIB + TRANS = OUB på konto 5611, objekt 3101 i dimension 1: saldot är 150,25{KR} men raderna ger "
                f"151,25{KR} (skillnad 1,00{KR})",
            )
        ],
    ),
}


@pytest.mark.parametrize("name", NO_SUM_CHANGES)
def test_the_sums_stand_and_the_pitfall_is_told(name: str) -> None:
    content, findings = NO_SUM_CHANGES[name]
    parsed = read(content)
    assert told(parsed) == findings
    assert sums(parsed) == sums(read(SMALL))


@pytest.mark.parametrize(
    ("written", "quoted"),
    [
        ("femtio", "en text på 6 tecken"),
        ("50,505", "«50,505»"),
        ("1.050,50", "«1.050,50»"),
        ("50.505", "«50.505»"),
        ("+50.50", "«+50.50»"),
        ("5000000000000.50", "en text på 16 tecken"),
        ("{1 3101}", "en objektlista"),
        ("", "tomt"),
    ],
)
def test_a_text_where_an_amount_should_be_is_told_with_its_row(written: str, quoted: str) -> None:
    parsed = read(changed((" 50.5\n}", f" {written}\n}}")))
    assert told(parsed) == [
        (
            "saldo-stammer-inte",
            20,
            f"TRANS = RES på konto 5611: saldot är 200,75{KR} men raderna ger 150,25{KR} (skillnad −50,50{KR})",
        ),
        ("verifikation-i-obalans", 22, f"verifikationens rader (2 rader) blir −50,50{KR}, inte noll"),
        ("konteringsbelopp-oklart", 26, f"beloppet är {quoted} {UNREAD}. {ALLOWED}"),
    ]
    assert sums(parsed)["accounts"] == {"1930": -301_25, "5611": 150_25, "7510": 100_50}
    assert "1:3102" not in sums(parsed)["sum_by_dimension"]


def test_a_decimal_comma_has_one_reading_and_is_told() -> None:
    parsed = read(changed((" 50.5\n}", " 50,5\n}"), (" -100.5\n}", " -100,50\n}")))
    assert sums(parsed) == sums(read(SMALL))
    assert told(parsed) == [
        (
            "decimalkomma",
            26,
            "beloppen skrivs med decimalkomma på 2 av 5 konteringar (#TRANS), rad 26, 31, fast SIE kräver punkt; varje "
            "belopp går bara att läsa på ett sätt och räknas",
        )
    ]


@pytest.mark.parametrize("guard", ["'{}", '="{}"', "\u200b{}", "{}\u00a0"])
def test_a_guarded_code_is_the_code(guard: str) -> None:
    spoilt = SMALL.replace('"9916"', f'"{guard.format(9916)}"'.replace('="9916"', '=\\"9916\\"'))
    assert sums(read(spoilt.encode())) == sums(read(SMALL))


@pytest.mark.parametrize(
    ("written", "shape"),
    [
        ("1 050.50", "mellanslag mellan tusental"),
        ("1,050", "decimalkomma med tre decimaler eller komma mellan tusental"),
        ("1.050,50", "punkt eller komma mellan tusental"),
        ("+50.50", "plustecken före beloppet"),
        ("50.50-", "minus efter beloppet"),
        ("50.50kr", "valuta eller enhet vid beloppet"),
        ("(50.50)", "parentes i stället för minus"),
        ("50.505", "fler än två decimaler"),
        ("", "beloppet saknas"),
        ("femtio", "en text som inte är ett belopp"),
    ],
)
def test_more_unread_amounts_than_the_share_refuse_the_file(written: str, shape: str) -> None:
    parsed = read(changed((" 50.5\n}", f" {written}\n}}")))
    bounds = Bounds(Decimal("0.1"), 3)
    (found,) = too_much_unread(parsed, bounds)
    assert (found.code, found.severity, found.row) == ("oklart-over-gransen", Severity.REFUSED, 26)
    assert found.message == (
        "konteringar (#TRANS) går inte att läsa på 1 av 5 rader (rad 26), mer än 10\u00a0% som unreadable_share i "
        f"params/workbook.yaml tillåter: {shape}"
    )
    assert not [*too_much_unread(parsed, Bounds(Decimal("0.2"), 3))]


def test_lists_of_objects_that_are_not_whole_are_counted_by_row() -> None:
    parsed = read(SMALL.replace('{1 "3102" 6 "09"}', '{1 "3102" 6}').replace("{20 9916 1 3101}", '{1 "3102" 6}'))
    (found,) = too_much_unread(parsed, Bounds(Decimal("0.3"), 3))
    assert found.message.startswith("objektlistor går inte att läsa på 2 av 5 rader (rad 26, 30), mer än 30\u00a0%")


@pytest.mark.parametrize(
    ("written", "shown"), [("1 050.50", "1 050.50"), ("-1 050,5", "-1 050,5"), ("1 234 567.00", "1 234")]
)
def test_an_amount_with_a_blank_in_it_is_not_read_as_its_first_figures(written: str, shown: str) -> None:
    parsed = read(changed((" 50.5\n}", f" {written}\n}}")))
    assert told(parsed)[-1] == ("konteringsbelopp-oklart", 26, f"beloppet är «{shown}» {UNREAD}. {ALLOWED}")
    assert sums(parsed)["accounts"] == {"1930": -301_25, "5611": 150_25, "7510": 100_50}


@pytest.mark.parametrize("label", ["#trans ", "#TRANS\u00a0", "#Trans\t", '#TRANS"" '])
def test_a_row_whose_label_is_not_quite_trans_is_told_and_marks_the_figure(label: str) -> None:
    parsed = read(changed(('#TRANS 5611 {1 "3102"', f'{label}5611 {{1 "3102"')).encode())
    (marked,) = [found for found in parsed.findings if found.severity is Severity.MARKED]
    assert (marked.code, marked.row, marked.message) == (
        "kontering-oklar",
        26,
        "raden börjar inte med #TRANS och ett blanksteg, fast den liknar en kontering; den räknas inte, varken belopp "
        "eller objekt",
    )
    assert sums(parsed)["accounts"]["5611"] == 150_25


def test_a_row_without_object_list_is_not_counted() -> None:
    parsed = read(changed(('{1 "3102" 6 "09"} 50.5', "50.5")))
    told_of_row = "raden saknar konto eller objektlista ({}) före beloppet och räknas inte, varken belopp eller objekt"
    assert ("kontering-oklar", 26, told_of_row) in told(parsed)
    assert sums(parsed)["accounts"]["5611"] == 150_25


@pytest.mark.parametrize("listed", ['{1 "3102" 6}', '{1 "3102" 1 "3101"}'])
def test_of_a_list_that_is_not_whole_what_can_be_read_counts(listed: str) -> None:
    parsed = read(changed(('{1 "3102" 6 "09"}', listed)))
    what = LIST if listed.endswith("6}") else "raden har två objekt i dimension 1; det första gäller"
    assert told(parsed) == [("objektlista-oklar", 26, what)]
    assert sums(parsed)["sum_by_dimension"] == {
        "1:3101": {"sum": "250.75", "rows": 2},
        "1:3102": {"sum": "50.50", "rows": 1},
        "20:9916": {"sum": "250.75", "rows": 2},
    }


def test_a_quoted_brace_does_not_end_an_object_list() -> None:
    parsed = read(changed(('{1 "3102" 6 "09"}', '{1 "a} 99.00 20180101 " 6 "09"}')))
    assert sums(parsed)["accounts"] == sums(read(SMALL))["accounts"]
    assert sums(parsed)["sum_by_dimension"]["1:a} 99.00 20180101"] == {"sum": "50.50", "rows": 1}


def test_a_voucher_unended_is_told_also_when_the_next_has_its_date() -> None:
    day = '#VER A 3 20181231 "Hyra"\n{\n#TRANS 7510 {} 1.00\n#TRANS 1930 {} -1.00\n}\n'
    parsed = read(SMALL[: SMALL.index("#IB")] + SMALL[SMALL.index("#VER") :] + day.removesuffix("}\n") + day)
    unended = ("verifikation-ej-avslutad", 33, "verifikationen före saknar slut (}); dess rader räknas")
    assert unended in told(parsed)
    assert sums(parsed)["accounts"] == {"1930": -301_25 - 2_00, "5611": 200_75, "7510": 100_50 + 2_00}


def test_vouchers_that_stand_twice_are_told_and_mark_the_figure() -> None:
    vouchers = SMALL[SMALL.index("#VER") :]
    parsed = read(SMALL[: SMALL.index("#IB")] + vouchers + vouchers)
    marked = [found for found in parsed.findings if found.code == "verifikation-upprepad"]
    assert [(found.row, found.message, found.severity) for found in marked] == [
        (
            29,
            f"2 verifikationer med samma serie, nummer, datum och konteringar som en annan, 301,25{KR} i debet; "
            "filen kan innehålla samma verifikationer två gånger, och alla räknas",
            Severity.MARKED,
        )
    ]
    assert sums(parsed)["accounts"] == {"1930": 2 * -301_25, "5611": 2 * 200_75, "7510": 2 * 100_50}


@pytest.mark.parametrize(
    ("old", "new"),
    [('"" ""\n#TRANS 1930 {} -100.5', '"" ""\n#TRANS 1930 {} -100.51'), ("20181231 Hyra", "20181230 Hyra")],
)
def test_one_number_for_vouchers_that_differ_marks_nothing(old: str, new: str) -> None:
    vouchers = SMALL[SMALL.index("#VER A 2") :]
    parsed = read(SMALL[: SMALL.index("#IB")] + vouchers + vouchers.replace(old, new))
    assert "verifikation-upprepad" not in {found.code for found in parsed.findings}
    assert "samma-verifikationsnummer" in {found.code for found in parsed.findings}


def test_two_sets_of_days_for_a_fiscal_year_are_told() -> None:
    twice = "#RAR 0 20170101 20171231\n#RAR 0 20180101 20181231"
    parsed = read(changed(("#RAR 0 20180101 20181231", twice)))
    assert told(parsed) == [
        ("rakenskapsar-oklart", 8, "räkenskapsår 0 (#RAR) har olika dagar på olika rader; de sista gäller")
    ]


def test_accounts_of_any_form_are_kept() -> None:
    parsed = read(SMALL.replace("7510", "FEL").replace("5611", "91"))
    assert parsed.findings == []
    assert sums(parsed)["sum_by_account_class"] == {"1": "-301.25", "9": "200.75", "F": "100.50"}


def test_an_empty_voucher_is_told_and_counted_as_one() -> None:
    parsed = read(changed(("#VER A 2", '#VER A 9 20180601 ""\n{\n}\n#VER A 2')))
    assert told(parsed) == [("tom-verifikation", 28, "verifikationen har inga rader som räknas")]
    assert sums(parsed) == sums(read(SMALL)) | {"vouchers": 3}


def test_rows_outside_every_voucher_count() -> None:
    parsed = read(SMALL + "#TRANS 1930 {} -1.00 20180201\n#TRANS 1930 {} 1.00 20180202\n")
    outside = "konteringen står utanför varje verifikation (#VER); den räknas om den har ett eget datum"
    assert told(parsed) == [("kontering-utan-verifikation", row, outside) for row in (33, 34)]
    expected = sums(read(SMALL)) | {"rows": 5 + 2, "periods": ["2018-01", "2018-02", "2018-12"]}
    assert sums(parsed) == expected


def test_rows_that_have_no_date_refuse_the_reports_but_are_summed() -> None:
    parsed = read(changed(("A 2 20181231", "A 2 20181332")))
    assert told(parsed)[-1] == (
        "datum-oklart",
        28,
        "verifikationens datum är «20181332» och går inte att läsa; 2 rader utan datum kan inte läggas i någon månad. "
        f"{DATES}",
    )
    assert sums(parsed) == sums(read(SMALL)) | {"periods": ["2018-01"]}


def test_rows_dated_in_another_year_are_told() -> None:
    parsed = read(changed(("A 2 20181231", "A 2 20191231")))
    assert told(parsed) == [
        (
            "datum-utanfor-rakenskapsaret",
            30,
            f"2 rader, tillsammans 0,00{KR}, har datum utanför räkenskapsåret 2018-01-01–2018-12-31 (#RAR); "
            "datumet gäller",
        )
    ]


def test_a_ledger_without_vouchers_is_read() -> None:
    parsed = read(SMALL[: SMALL.index("#VER")])
    assert parsed.kind == "sie4e"
    assert told(parsed)[0] == (
        "inga-verifikationer",
        None,
        "filen har saldon men inga verifikationer, och därför inga rader",
    )
    assert [code for code, _, _ in told(parsed)[1:]] == ["saldo-stammer-inte"] * 3


def test_of_many_findings_alike_twenty_are_told_and_the_rest_counted() -> None:
    parsed = read(SMALL + "#TRANS 1930 {} x 20180201\n" * 50)
    unread = [found for found in parsed.findings if found.code == "konteringsbelopp-oklart"]
    assert len(unread) == 20 + 1
    assert unread[-1].message == "och 30 till av samma slag, den första på rad 53"
    assert unread[-1].severity is Severity.MARKED


def test_no_name_sign_or_text_is_ever_in_a_message() -> None:
    secret = "Hemlig Person"
    spoilt = SMALL.replace("Sign", secret).replace("Inköp av läkemedel", secret).replace("Östersund", secret)
    spoilt = spoilt.replace("Fiktiva uppgifter", secret).replace(" 50.5\n", f' "{secret}"\n')
    spoilt = spoilt.replace("#DIM 1 ", f'#ADRESS "{secret}\n#{secret}\n{secret}\n#DIM 1 ').replace(
        "9916 1", f'"{secret}" 1'
    )
    messages = [f"{found.message} {found.remedy}" for found in read(spoilt).findings]
    assert len(messages) > 5
    assert not [message for message in messages if "Hemlig" in message or "Person" in message]
