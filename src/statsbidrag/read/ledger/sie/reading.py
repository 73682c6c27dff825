"""A SIE file's text → Parsed: every line read once, in one pass.

Owns what each label means, and which rows count: #TRANS alone. A #RTRANS is followed by a #TRANS of its own and a
#BTRANS was struck out, so both are history. Lines that cannot be read are told; what they say of other lines stands.
"""

import re
from collections import Counter
from collections.abc import Callable

from ....errors import LedgerRefused
from ...quoting import quoted
from ..amounts import row_count, whole
from .lexing import LINE, Objects, date_of, fields_of, objects_of, ore_of
from .notes import Notes
from .parsed import Balance, History, Name, Parsed

MOST_ROWS = 5_000_000
SEK = "SEK"
AGAIN = "Rätta i ekonomisystemet eller ta ut filen på nytt."
AMOUNTS = "till exempel 1234.50 eller -1234.50: punkt före högst två decimaler, inga mellanslag, högst tolv siffror"
# Told by the format but nothing of the ledger's money.
PASSED_OVER = {
    "#FLAGGA", "#FORMAT", "#PROGRAM", "#GEN", "#FNAMN", "#FNR", "#FTYP", "#ORGNR", "#BKOD", "#ADRESS", "#TAXAR",
    "#KPTYP", "#PROSA", "#SRU", "#ENHET", "#KTYP", "#PBUDGET", "#KSUMMA",
}  # fmt: skip
BALANCES = {"#IB", "#UB", "#RES", "#OIB", "#OUB", "#PSALDO"}
Fields = list[str | Objects]


def read_text(text: str, parsed: Parsed, notes: Notes) -> None:
    """Fill ``parsed`` with what the text holds.

    Raises LedgerRefused when there are too many rows, or when the text ends inside a voucher.
    """
    reader = _Reader(parsed, notes)
    reader.read(text)
    if reader.inside or reader.open:
        raise LedgerRefused(
            f"{parsed.file}:{text.count(chr(10)) + 1}: filen slutar mitt i en verifikation och är avbruten. "
            "Ta ut den på nytt ur ekonomisystemet."
        )
    parsed.used_accounts = list(reader.accounts)
    parsed.used_objects = reader.lists_of_objects()
    reader.settle_dates()


class _Reader:
    def __init__(self, parsed: Parsed, notes: Notes) -> None:
        self.parsed, self.notes = parsed, notes
        self.accounts: dict[str, int] = {}
        self.objects: dict[str | Objects, int] = {}
        self.day = ""
        self.text = ""
        self.inside = False
        self.open = False
        self.unknown: Counter[str] = Counter()
        self.first_unknown = 0
        self.read_label: dict[str, Callable[[int, Fields], None]] = {
            "#SIETYP": self._type, "#VALUTA": self._currency, "#OMFATTN": self._covers, "#RAR": self._year,
            "#DIM": self._dimension, "#UNDERDIM": self._dimension, "#OBJEKT": self._object, "#KONTO": self._account,
        }  # fmt: skip

    def read(self, text: str) -> None:
        """Every line: the plain ones here, by column, the others in ``_line``."""
        rows, accounts, lists = self.parsed.rows, self.accounts, self.objects
        add_line, add_account, add_objects = rows.lines.append, rows.accounts.append, rows.objects.append
        add_ore, add_date, add_text = rows.ore.append, rows.dates.append, rows.texts.append
        dates: dict[str | None, str | None] = {None: None}
        line, inside, day, words = 1, False, "", ""
        for match in LINE.finditer(text):
            # In pairs, a word in quotation marks and one without.
            (
                account, objects, kronor, ore, date, quote, word, closing,
                quoted_series, series, quoted_number, number, voucher_day, quoted_words, voucher_words,
            ) = match.groups()  # fmt: skip
            if account is not None and inside:
                add_line(line)
                add_account(accounts.setdefault(account, len(accounts)))
                add_objects(lists.setdefault(objects, len(lists)))
                add_ore(int(kronor + ore))
                add_date(dates.setdefault(date, date) or day)
                add_text(quote or word or words)
                if closing:
                    self.inside = self.open = inside = False
                    line += 1
                line += 1
            elif voucher_day is not None and not self.inside:
                day, words = voucher_day, quoted_words or voucher_words or ""
                self._begin(line, quoted_series or series or "", quoted_number or number or "", day, words)
                self.open = inside = True
                line += 2
            else:
                for part in match.group().split("\n"):
                    self._line(line, part.strip(" \t\r\x1a"))
                    line += 1
                inside, day, words = self.inside and self.open, self.day, self.text
        if len(rows.ore) > MOST_ROWS:
            raise LedgerRefused(
                f"{self.parsed.file}: filen har {whole(len(rows.ore))} konteringsrader men får ha högst "
                f"{whole(MOST_ROWS)}. Ta ut ett år i taget."
            )
        if self.unknown:
            self._tell_unknown()

    def lists_of_objects(self) -> list[Objects]:
        """Every list of objects that rows have; what is not whole in one is told with the first row that has it."""
        lists: list[Objects] = []
        for number, written in enumerate(self.objects):
            objects, unbroken = objects_of(written) if isinstance(written, str) else (written, True)
            lists.append(objects)
            if not unbroken:
                self._broken_list(self.parsed.rows.lines[self.parsed.rows.objects.index(number)])
        return lists

    def settle_dates(self) -> None:
        """Every row's date as YYYYMMDD: its own, else its voucher's; "" and a finding when neither can be read."""
        rows = self.parsed.rows
        read = {date: f"{day:%Y%m%d}" if (day := date_of(date)) else "" for date in set(rows.dates)}
        if all(read[date] == date for date in read if date) and "" not in read:
            return
        vouchers = self.parsed.vouchers
        for line, date, first, end in zip(
            vouchers.lines, vouchers.dates, vouchers.firsts, self.parsed.voucher_ends, strict=True
        ):
            day = date_of(date)
            undated = 0
            for place in range(first, end):
                own = rows.dates[place]
                rows.dates[place] = read[own] or (f"{day:%Y%m%d}" if day else "")
                undated += not rows.dates[place]
                if not read[own] and own != date:
                    told = f"konteringens datum är {quoted(own)} och går inte att läsa; verifikationens datum gäller"
                    self.notes.add("konteringsdatum-oklart", told, AGAIN, rows.lines[place])
            if undated:
                told = f"verifikationens datum är {quoted(date)} och går inte att läsa; {row_count(undated)}"
                place = line or rows.lines[first]
                self.notes.add("datum-oklart", f"{told} utan datum kan inte läggas i någon månad", AGAIN, place)

    def _line(self, line: int, text: str) -> None:
        if text == "}":
            self._close(line)
        elif text == "{":
            self._open(line)
        elif text.startswith("#"):
            self._labelled(line, text)
        elif text:
            self.notes.add(
                "rad-utan-etikett",
                "raden börjar inte med en etikett (#) och läses inte; den kan vara resten av en text som delats",
                AGAIN,
                line,
            )

    def _labelled(self, line: int, text: str) -> None:
        label = re.split(r"[ \t]", text, maxsplit=1)[0]
        if label == "#VER":
            self._voucher(line, text)
            return
        fields, broken = fields_of(text[len(label) :])
        if label in ("#TRANS", "#RTRANS", "#BTRANS"):
            self._row(line, label, fields, broken)
            return
        if broken:
            self._broken_text(line)
        if label in BALANCES:
            self._balance(line, label, fields)
        elif label in self.read_label:
            self.read_label[label](line, fields)
        elif label not in PASSED_OVER:
            self.unknown[label] += 1
            self.first_unknown = self.first_unknown or line

    def _voucher(self, line: int, text: str) -> None:
        if self.open:
            self.notes.add(
                "verifikation-ej-avslutad", "verifikationen före saknar slut (}); dess rader räknas", AGAIN, line
            )
        read, broken = fields_of(text[len("#VER") :])
        if broken:
            self._broken_text(line)
        fields = [field if isinstance(field, str) else "" for field in [*read, "", "", "", ""]]
        series, number, date, words = fields[:4]
        if date_of(number) and not date_of(date):
            # The series was written as blanks, so that every field stands one place too early.
            series, number, date, words = "", series, number, date
        self._begin(line, series, number, date, words)
        self.open = False

    def _begin(self, line: int, series: str, number: str, date: str, words: str) -> None:
        vouchers = self.parsed.vouchers
        vouchers.lines.append(line)
        vouchers.series.append(series)
        vouchers.numbers.append(number)
        vouchers.dates.append(date)
        vouchers.firsts.append(len(self.parsed.rows.ore))
        self.day, self.text, self.inside = date, words, True

    def _open(self, line: int) -> None:
        if self.open or not self.inside:
            self.notes.add("verifikation-ej-avslutad", "en verifikation börjar ({) utan #VER", AGAIN, line)
        self.open = True

    def _close(self, line: int) -> None:
        if not self.open:
            told = "en verifikation slutar (}) som inte har börjat ({)"
            self.notes.add("verifikation-ej-avslutad", told, AGAIN, line)
        self.open = self.inside = False

    def _row(self, line: int, label: str, fields: Fields, broken: str) -> None:
        account, objects, amount, date, words = [*fields, *[""] * 5][:5]
        listed = isinstance(account, str) and isinstance(objects, tuple) and bool(account)
        ore = ore_of(amount) if listed and isinstance(amount, str) else None
        if label != "#TRANS":
            self.parsed.history.append(History(label, line, account if listed else "", ore))
            return
        if not self.inside:
            self._outside_vouchers(line)
        if not listed:
            told = "raden saknar konto eller objektlista ({}) före beloppet och räknas inte, varken belopp eller objekt"
            self.notes.add("kontering-oklar", told, AGAIN, line)
            return
        if ore is None:
            what = quoted(amount) if isinstance(amount, str) else "en objektlista"
            told = f"beloppet är {what} och går inte att läsa; raden räknas inte, varken belopp eller objekt"
            self.notes.add("konteringsbelopp-oklart", f"{told}. Tillåtet: {AMOUNTS}", AGAIN, line)
            return
        if broken == "list":
            self._broken_list(line)
        elif broken:
            self._broken_text(line)
        rows = self.parsed.rows
        rows.lines.append(line)
        rows.accounts.append(self.accounts.setdefault(account, len(self.accounts)))
        rows.objects.append(self.objects.setdefault(objects, len(self.objects)))
        rows.ore.append(ore)
        rows.dates.append(date if isinstance(date, str) and date else self.day)
        rows.texts.append(words if isinstance(words, str) and words else self.text)

    def _outside_vouchers(self, line: int) -> None:
        told = "konteringen står utanför varje verifikation (#VER); den räknas om den har ett eget datum"
        self.notes.add("kontering-utan-verifikation", told, AGAIN, line)
        self._begin(0, "", "", "", "")
        self.inside = self.open

    def _balance(self, line: int, label: str, fields: Fields) -> None:
        year, rest = fields[0] if fields else "", fields[1:]
        period = ""
        if label == "#PSALDO" and rest:
            month = rest[0] if isinstance(rest[0], str) else ""
            period = f"{month[:4]}-{month[4:]}" if date_of(month + "01") else ""
            rest = rest[1:]
        account = rest[0] if rest else ""
        listed = len(rest) > 1 and isinstance(rest[1], tuple)
        objects = rest[1] if listed else ()
        amount = rest[1 + listed] if len(rest) > 1 + listed else ""
        ore = ore_of(amount) if isinstance(amount, str) else None
        numbered = isinstance(year, str) and re.fullmatch(r"0|-[0-9]{1,2}", year)
        if not numbered or not isinstance(account, str) or ore is None or (label == "#PSALDO" and not period):
            told = f"saldot i {label} går inte att läsa (år, period, konto, objekt eller belopp) och används inte"
            self.notes.add("saldo-oklart", f"{told}. Tillåtna belopp: {AMOUNTS}", AGAIN, line)
            return
        self.parsed.balances.append(Balance(label[1:], line, int(year), account, objects, ore, period))

    def _type(self, line: int, fields: Fields) -> None:
        self.parsed.stated_type = _word(fields, 0)

    def _currency(self, line: int, fields: Fields) -> None:
        self.parsed.currency = _word(fields, 0).upper() or SEK
        if self.parsed.currency != SEK:
            currency = self.parsed.currency if re.fullmatch("[A-Z]{3}", self.parsed.currency) else "okänd"
            told = f"filens valuta är {currency}, inte SEK; beloppen räknas som kronor"
            self.notes.add("annan-valuta", told, "Ta ut filen i svenska kronor.", line)

    def _covers(self, line: int, fields: Fields) -> None:
        self.parsed.covers_until = date_of(_word(fields, 0))

    def _year(self, line: int, fields: Fields) -> None:
        number, start, end = _word(fields, 0), date_of(_word(fields, 1)), date_of(_word(fields, 2))
        if re.fullmatch(r"0|-[0-9]{1,2}", number) and start and end:
            self.parsed.years[int(number)] = (start, end)
        else:
            self.notes.add("rakenskapsar-oklart", "räkenskapsåret (#RAR) går inte att läsa", AGAIN, line)

    def _dimension(self, line: int, fields: Fields) -> None:
        number, parent = _word(fields, 0), _word(fields, 2)
        self.parsed.dimensions[number] = Name(_word(fields, 1), line)
        if parent:
            self.parsed.parents[number] = parent

    def _object(self, line: int, fields: Fields) -> None:
        self.parsed.objects[_word(fields, 0), _word(fields, 1)] = Name(_word(fields, 2), line)

    def _account(self, line: int, fields: Fields) -> None:
        self.parsed.accounts[_word(fields, 0)] = Name(_word(fields, 1), line)

    def _broken_text(self, line: int) -> None:
        told = "ett citattecken eller en klammer på raden avslutas inte; belopp som går att läsa räknas"
        self.notes.add("text-ej-avslutad", told, AGAIN, line)

    def _broken_list(self, line: int) -> None:
        told = "objektlistan är inte hel (dimension och objekt i par); beloppet räknas, men kanske inte på objektet"
        self.notes.add("objektlista-oklar", told, AGAIN, line)

    def _tell_unknown(self) -> None:
        common = [name for name, _ in self.unknown.most_common(5) if re.fullmatch("#[A-Z]{2,12}", name)]
        labels = ", ".join(f"{name} ({whole(self.unknown[name])})" for name in common)
        told = f"{row_count(sum(self.unknown.values()))} med etiketter som inte hör till SIE läses inte"
        told += f": {labels}" if labels else ""
        self.notes.add("okand-etikett", told, "Inget behöver göras.", self.first_unknown)


def _word(fields: Fields, place: int) -> str:
    """The text in a place, "" when it is missing or an object list."""
    field = fields[place] if place < len(fields) else ""
    return field if isinstance(field, str) else ""
