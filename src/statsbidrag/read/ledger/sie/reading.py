"""A SIE file's text → Parsed: every line read once, in one pass.

Owns which rows count: #TRANS alone. A #RTRANS is followed by a #TRANS of its own and a
#BTRANS was struck out, so both are history. Lines that cannot be read are told; what they say of other lines stands.
"""

import re
from collections import Counter

from ....errors import LedgerRefused
from ...quoting import quoted
from ..amounts import row_count, whole
from .lexing import LINE, Objects, date_of, fields_of, objects_of, ore_of
from .notes import Notes
from .parsed import History, Parsed
from .records import AGAIN, AMOUNTS, Fields, read_record

MOST_ROWS = 5_000_000


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

    def read(self, text: str) -> None:
        """Every line: the plain ones here, by column, the others in ``_line``."""
        rows, accounts, lists = self.parsed.rows, self.accounts, self.objects
        add_line, add_account, add_objects = rows.lines.append, rows.accounts.append, rows.objects.append
        add_ore, add_date, add_text = rows.ore.append, rows.dates.append, rows.texts.append
        vouchers = self.parsed.vouchers
        begin, add_series, add_number = vouchers.lines.append, vouchers.series.append, vouchers.numbers.append
        add_voucher_date, add_first = vouchers.dates.append, vouchers.firsts.append
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
                begin(line)
                add_series(quoted_series or series or "")
                add_number(quoted_number or number or "")
                add_voucher_date(day)
                add_first(len(rows.lines))
                self.day, self.text = day, words
                self.inside = self.open = inside = True
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
        if not read_record(label, line, fields, self.parsed, self.notes):
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
