"""One column of codes: from the cells of an export to codes as the store has them.

Owns what is made of a cell that holds a code in another shape, and that it is told: a name beside the code (``12345
Hyror``, where the whole column is so), a number that a program gave decimals (``9916.0``), a value that is masked, a
lost leading zero where the region file asks for it to be filled in, and a text that is no code, which never gets into
the store. Codes are text; nothing else is changed. A column of which more than a share is no codes refuses the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from ...base.findings import Finding, finding
from ..raw.quoting import CODE, quoted
from .spoilt import MOST_ROWS_TOLD, Bounds, Spoilt
from .told import row_count

NOT_A_CODE = "ej-kod"
MOST_EXAMPLES = 5
WITH_NAME = re.compile(r"([0-9]{1,9})[\s:–-]+(\S*[^\W\d_].*)")
CODE_LETTERS = re.compile("[0-9A-Za-zÅÄÖåäö._/-]+")
WITH_DECIMALS = re.compile(r"([0-9]+)\.0+")
MASKED = re.compile(r"\*+|[-–—]+|\[.*\]")
AGAIN = "Rätta i ekonomisystemet eller hämta uttaget på nytt."
NOTHING = re.compile("[-–—]+")
SPOILING = {"ej-en-kod", "kod-maskerad", "konto-saknas"}
SPOILT_REMEDY = (
    "Ta ut filen på nytt med koden ensam i sin kolumn, som text, och jämför rubrikerna med ledger.columns i regionens "
    "fil i params/regions/."
)
KINDS = ("konto-saknas", "ej-en-kod", "kod-maskerad", "kod-med-namn", "kod-med-decimaler", "kod-utfylld")


@dataclass
class OddCodes:
    """How many rows are told of, the first, and the first distinct texts with their rows."""

    rows: int = 0
    first: int = 0
    examples: dict[str, int] = field(default_factory=dict)


@dataclass
class CodeColumn:
    """A column of codes and what has been found in it. ``width`` is the region's for it, None without one.

    ``required`` tells that a row without code is told of, ``maskable`` that hidden codes spoil nothing. ``repad``: fill
    in zeros up to ``width``. ``with_names``: whether every code has a name beside it; None until the first codes are
    seen. ``spoilt`` are the rows, of those that have something in the column, that have no code.
    """

    heading: str
    width: int | None = None
    required: bool = False
    maskable: bool = False
    repad: bool = False
    with_names: bool | None = None
    told: dict[str, OddCodes] = field(default_factory=dict)
    spoilt: Spoilt = field(default_factory=Spoilt)

    def read(self, cells: pa.DictionaryArray, numbers: np.ndarray, *, tell: bool = True) -> pa.DictionaryArray:
        """The codes of cells, whose rows in the file are ``numbers``; "" where there is none."""
        texts = cells.dictionary.to_pylist()
        if self.with_names is None and any(texts):
            self.with_names = all(WITH_NAME.fullmatch(text) for text in texts if text)
        read = [self._code(text) for text in texts]
        if tell:
            self._count(texts, [kinds for _, kinds in read], cells, numbers)
            for kind in {kind for _, kinds in read for kind in kinds}:
                wrong = [place for place, (_, kinds) in enumerate(read) if kind in kinds]
                self._tell(kind, wrong, texts if kind == "kod-utfylld" else [code for code, _ in read], cells, numbers)
        codes = [code for code, _ in read]
        if codes == texts:
            return cells
        return pa.array(codes, pa.string()).take(cells.indices).dictionary_encode()

    def _count(self, texts: list[str], kinds: list[list[str]], cells: pa.DictionaryArray, numbers: np.ndarray) -> None:
        """Count the rows that have something in the column, and those of them without a code."""
        indices = cells.indices.to_numpy()
        empty = texts.index("") if "" in texts and not self.required else None
        self.spoilt.of += len(indices) - (0 if empty is None else int(np.count_nonzero(indices == empty)))
        for place, (text, told) in enumerate(zip(texts, kinds, strict=True)):
            if SPOILING.isdisjoint(told) or (text and self._may_be_masked(text)):
                continue
            rows = numbers[indices == place]
            if len(rows):
                self.spoilt.add(shape_of(text), rows[:MOST_ROWS_TOLD].tolist(), len(rows))

    def _may_be_masked(self, text: str) -> bool:
        """Whether a cell is masked where that spoils nothing; a lone stroke is none at all."""
        if self.required or not MASKED.fullmatch(text):
            return False
        return self.maskable or NOTHING.fullmatch(text) is not None

    def share_findings(self, file: str, bounds: Bounds) -> Iterator[Finding]:
        """That more of the column than a share is no codes, which refuses the file."""
        found = self.spoilt.finding(
            f"koderna i {self.heading}", SPOILT_REMEDY, bounds, file, fewest=bounds.fewest_codes
        )
        if found:
            yield found

    def _code(self, text: str) -> tuple[str, list[str]]:
        """The code of a cell, and the codes of the findings there are about it."""
        code, kinds = text, []
        if MASKED.fullmatch(text):
            code, kinds = "", ["kod-maskerad"]
        elif self.with_names and (named := WITH_NAME.fullmatch(text)):
            code, kinds = named[1], ["kod-med-namn"]
        elif written := WITH_DECIMALS.fullmatch(text):
            code, kinds = written[1], ["kod-med-decimaler"]
        elif text and not CODE.fullmatch(text):
            return NOT_A_CODE, ["ej-en-kod"]
        if not code:
            return code, kinds or (["konto-saknas"] if self.required else [])
        if self.width is None or len(code) == self.width:
            return code, kinds
        if self.repad and code.isascii() and code.isdigit() and len(code) < self.width:
            return code.zfill(self.width), [*kinds, "kod-utfylld"]
        return code, [*kinds, "kod-med-fel-bredd"]

    def _tell(
        self, kind: str, wrong: list[int], texts: list[str], cells: pa.DictionaryArray, numbers: np.ndarray
    ) -> None:
        indices = cells.indices.to_numpy()
        rows = np.flatnonzero(np.isin(indices, wrong))
        if not len(rows):
            return
        told = self.told.setdefault(kind, OddCodes(0, int(numbers[rows[0]])))
        told.rows += len(rows)
        if len(told.examples) < MOST_EXAMPLES:
            _, firsts = np.unique(indices[rows], return_index=True)
            for place in rows[np.sort(firsts)]:
                told.examples.setdefault(texts[indices[place]], int(numbers[place]))

    def width_findings(self, file: str) -> Iterator[Finding]:
        """That codes have another width than the region's."""
        if told := self.told.get("kod-med-fel-bredd"):
            yield finding(
                "kod-med-fel-bredd",
                f"{self.heading} ska ha {self.width} tecken men har det inte på {row_count(told.rows)}: "
                f"{_listed(told)}",
                "En inledande nolla kan ha gått förlorad. Ta ut koderna som text; de fylls inte ut av sig själva.",
                file=file,
                row=told.first,
            )

    def code_findings(self, file: str) -> Iterator[Finding]:
        """What else was made of the cells, never with a text that is no code."""
        for kind in KINDS:
            if told := self.told.get(kind):
                message, remedy = self._wording(kind, told)
                yield finding(kind, message, remedy, file=file, row=told.first)

    def _wording(self, kind: str, told: OddCodes) -> tuple[str, str]:
        where = f"{row_count(told.rows)}, först på rad {told.first}"
        if kind == "konto-saknas":
            return (
                f"{self.heading} är tomt på {where}; raderna finns kvar men hör inte till någon kontoklass, så de "
                "räknas inte som kostnad",
                AGAIN,
            )
        if kind == "ej-en-kod":
            return (
                f"{self.heading} har en text som inte är en kod på {where}; "
                f"beloppen är kvar, men texten visas som {NOT_A_CODE}",
                f"En kod har högst nio tecken: bokstäver, siffror, punkt, streck och snedstreck. {AGAIN}",
            )
        if kind == "kod-maskerad":
            return (
                f"{self.heading} är maskerad eller ett streck på {where}; raderna räknas utan kod",
                "Ta ut filen med koderna kvar om raderna ska kunna hittas på dem.",
            )
        if kind == "kod-med-namn":
            return (
                f"{self.heading} har namnet efter koden i samma cell på {where}; bara koden är läst",
                "Inget behöver göras.",
            )
        if kind == "kod-med-decimaler":
            return (
                f"{self.heading} är skriven som ett tal med decimaler, till exempel 9916.0, på {where}; "
                "koden är läst utan decimaler",
                "Ta ut koderna som text.",
            )
        return (
            f"{self.heading} är utfylld med inledande nollor till {self.width} tecken på {row_count(told.rows)}: "
            f"{_listed(told)}",
            "Ta ut koderna som text. Vilka kolumner som fylls ut står i ledger.repad i regionens fil.",
        )


def shape_of(text: str) -> str:
    """What a text that is no code is, never with its words."""
    if not text:
        return "tomma celler"
    if MASKED.fullmatch(text):
        return "maskerade celler"
    if text.startswith("="):
        return "en text som börjar med = som en formel"
    if WITH_NAME.fullmatch(text):
        return "en kod med namnet efter i samma cell"
    if re.search(r"[\r\n]", text):
        return "en text med radbrytning"
    if CODE_LETTERS.fullmatch(text):
        return "en kod på fler än nio tecken"
    if re.search("[0-9]", text):
        return "en text med siffror och tecken som ingen kod har"
    return "en text utan siffror"


def _listed(told: OddCodes) -> str:
    shown = list(told.examples.items())[:MOST_EXAMPLES]
    return ", ".join(f"{quoted(code)} (rad {row})" for code, row in shown)
