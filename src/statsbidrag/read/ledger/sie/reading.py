"""A SIE file's text → Parsed: every line read once, in one pass.

Owns which rows count: #TRANS alone. A #RTRANS is followed by a #TRANS of its own and a #BTRANS was struck out, so both
are history. Lines that cannot be read are told; what they say of other lines stands.
"""

import re
from collections import defaultdict
from itertools import count

from ....base.errors import LedgerRefused
from ..guards import unguarded
from ..spoilt import Spoilt
from ..told import whole
from .lexing import LINE, TOKEN, date_of, is_whole, ore_of, word
from .notes import Notes, shown
from .parsed import History, Parsed
from .records import AGAIN, AMOUNTS, DATES, LeftOut, read_record
from .unread import amount_shape, tell_commas

MOST_ROWS = 5_000_000
FIRST_GROUP = re.compile("-?[0-9]{1,3}")
LATER_GROUP = re.compile(r"[0-9]{3}(?:[.,][0-9]{1,2})?")
# What is meant for a #TRANS but is none: in small letters, or with another sign than a blank or a tab after it.
NEARLY_TRANS = re.compile("#trans(?![a-zåäö])", re.IGNORECASE)


def read_text(text: str, parsed: Parsed, notes: Notes) -> None:
    """Fill ``parsed`` with what the text holds; lists of objects as they are written.

    Raises LedgerRefused when there are too many rows, or when the text ends inside a voucher.
    """
    reader = _Reader(parsed, notes)
    reader.read(text)
    if len(parsed.rows.ore) > MOST_ROWS:
        raise LedgerRefused(
            f"{parsed.file}: filen har {whole(len(parsed.rows.ore))} konteringsrader men får ha högst "
            f"{whole(MOST_ROWS)}. Ta ut ett år i taget."
        )
    if reader.inside:
        raise LedgerRefused(
            f"{parsed.file}:{text.count(chr(10)) + 1}: filen slutar mitt i en verifikation och är avbruten. "
            "Ta ut den på nytt ur ekonomisystemet."
        )
    parsed.booked_accounts, parsed.booked_lists = [_code(account) for account in reader.accounts], [*reader.lists]
    reader.left_out.tell(notes)
    parsed.unread.of = reader.commas.of = len(parsed.rows.ore) + parsed.unread.rows
    tell_commas(reader.commas, "konteringar (#TRANS)", notes)


class _Reader:
    """``inside`` a voucher from its #VER, ``open`` from its brace; ``text`` is that of the voucher.

    ``accounts`` and ``lists`` number those that rows have, as they are written. ``dates`` are those that can be read,
    as YYYYMMDD; the one of the key None is the voucher's, which a row without one of its own has.
    """

    def __init__(self, parsed: Parsed, notes: Notes) -> None:
        self.parsed, self.notes = parsed, notes
        self.accounts: dict[str, int] = defaultdict(count().__next__)
        self.lists: dict[str, int] = defaultdict(count().__next__)
        self.dates: dict[str | None, str] = {}
        self.text, self.inside, self.open = "", False, False
        self.left_out = LeftOut()
        self.commas = Spoilt()

    def read(self, text: str) -> None:
        """Every line: the plain ones here, by column, the others in ``_line``."""
        rows, accounts, lists, dates = self.parsed.rows, self.accounts, self.lists, self.dates
        add_line, add_account, add_list = rows.lines.append, rows.accounts.append, rows.lists.append
        add_ore, add_date, add_text = rows.ore.append, rows.dates.append, rows.texts.append
        line = 1
        for match in LINE.finditer(text):
            account, listed, amount, own, words, closing, series, number, day, subject = match.groups()
            if account and self.inside and self.open and (date := dates.get(own)):
                add_line(line)
                add_account(accounts[account])
                add_list(lists[listed])
                add_ore(int(amount.replace(".", "")))
                add_date(date)
                add_text((words and words.strip('"')) or self.text)
                if closing:
                    self.inside = self.open = False
                    line += 1
                line += 1
            elif day and not self.inside and day in dates:
                # A plain word has quotation marks around it at most.
                self._begin(line, f"{series} {number}".replace('"', ""), day, (subject or "").strip('"'))
                self.open = True
                line += 2
            else:
                for part in match.group().split("\n"):
                    self._line(line, part.strip(" \t\r\x1a"))
                    line += 1

    def _line(self, line: int, text: str) -> None:
        tokens = TOKEN.findall(text)
        label = tokens[0] if tokens else ""
        if text == "}":
            self._close(line)
        elif text == "{":
            self._open(line)
        elif label in ("#TRANS", "#RTRANS", "#BTRANS"):
            self._row(line, label, tokens[1:])
        elif NEARLY_TRANS.match(label):
            told = (
                "raden börjar inte med #TRANS och ett blanksteg, fast den liknar en kontering; den räknas inte, varken "
                "belopp eller objekt"
            )
            self._tell("kontering-oklar", told, line)
            self.parsed.unread.add("etiketten är inte just #TRANS och ett blanksteg", [line], 1)
        elif label.startswith("#"):
            if not all(map(is_whole, tokens)):
                self._broken_text(line)
            if label == "#VER":
                self._voucher(line, tokens[1:])
            elif not read_record(label, line, tokens[1:], self.parsed, self.notes):
                self.left_out.add(label, line)
        elif text:
            told = "raden börjar inte med en etikett (#) och läses inte; den kan vara resten av en text som delats"
            self._tell("rad-utan-etikett", told, line)

    def _voucher(self, line: int, tokens: list[str]) -> None:
        if self.open:
            self._tell("verifikation-ej-avslutad", "verifikationen före saknar slut (}); dess rader räknas", line)
        series, number, date, text = [*map(word, tokens[:4]), "", "", "", ""][:4]
        if date_of(number) and not date_of(date):
            # The series was written as blanks, so that every field stands one place too early.
            series, number, date, text = "", series, number, date
        self._begin(line, f"{series} {number}", date, text)
        self.open = False

    def _begin(self, line: int, name: str, date: str, text: str) -> None:
        vouchers = self.parsed.vouchers
        vouchers.lines.append(line)
        vouchers.names.append(name)
        vouchers.dates.append(date)
        vouchers.firsts.append(len(self.parsed.rows.ore))
        self.dates[None] = self.dates.get(date) or self._date(date)
        self.text, self.inside = text, True

    def _open(self, line: int) -> None:
        if self.open or not self.inside:
            self._tell("verifikation-ej-avslutad", "en verifikation börjar ({) utan #VER", line)
        self.open = True

    def _close(self, line: int) -> None:
        if not self.open:
            self._tell("verifikation-ej-avslutad", "en verifikation slutar (}) som inte har börjat ({)", line)
        self.open = self.inside = False

    def _row(self, line: int, label: str, tokens: list[str]) -> None:
        account, listed, amount, own, text = [*tokens, "", "", "", "", ""][:5]
        amount, own, text = amount if amount.startswith("{") else word(amount), word(own), word(text)
        if FIRST_GROUP.fullmatch(amount) and LATER_GROUP.fullmatch(own):
            # Thousands set apart with a blank: no part of it is the amount.
            amount = f"{amount} {own}"
        ore = ore_of(amount) if word(account) and listed.startswith("{") else None
        if label != "#TRANS":
            self.parsed.history.append(History(label, line, word(account), ore))
            self.left_out.add(label, line)
            return
        if not self.inside:
            told = "konteringen står utanför varje verifikation (#VER); den räknas om den har ett eget datum"
            self._tell("kontering-utan-verifikation", told, line)
            self._begin(0, " ", "", "")
            self.inside = self.open
        if not word(account) or not listed.startswith("{"):
            told = "raden saknar konto eller objektlista ({}) före beloppet och räknas inte, varken belopp eller objekt"
            self._tell("kontering-oklar", told, line)
            self.parsed.unread.add("konto eller objektlista ({}) saknas före beloppet", [line], 1)
            return
        if ore is None:
            what = "en objektlista" if amount.startswith("{") else shown(amount)
            told = f"beloppet är {what} och går inte att läsa; raden räknas inte, varken belopp eller objekt"
            self._tell("konteringsbelopp-oklart", f"{told}. Tillåtet: {AMOUNTS}", line)
            self.parsed.unread.add(amount_shape(amount), [line], 1)
            return
        if "," in amount:
            self.commas.add("", [line], 1)
        if not all(map(is_whole, tokens)):
            self._broken_text(line)
        if own and not self._date(own) and own != self.parsed.vouchers.dates[-1]:
            told = f"konteringens datum är {shown(own)} och går inte att läsa; verifikationens datum gäller"
            self._tell("konteringsdatum-oklart", f"{told}. Tillåtet: {DATES}", line)
        rows = self.parsed.rows
        rows.lines.append(line)
        rows.accounts.append(self.accounts[account])
        rows.lists.append(self.lists[listed])
        rows.ore.append(ore)
        rows.dates.append(self._date(own) or self.dates[None])
        rows.texts.append(text or self.text)

    def _date(self, text: str) -> str:
        """YYYYMMDD, "" of what is no date."""
        if text in self.dates:
            return self.dates[text]
        day = date_of(text)
        if not day:
            return ""
        self.dates[text] = f"{day:%Y%m%d}"
        return self.dates[text]

    def _broken_text(self, line: int) -> None:
        told = "ett citattecken eller en klammer på raden avslutas inte; belopp som går att läsa räknas"
        self._tell("text-ej-avslutad", told, line)

    def _tell(self, code: str, told: str, line: int) -> None:
        self.notes.add(code, told, AGAIN, line)


def _code(token: str) -> str:
    """The code in a field, without what guards it."""
    return unguarded(word(token))
