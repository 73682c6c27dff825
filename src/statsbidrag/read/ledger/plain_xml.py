"""Documents of an .xlsx read event by event, whatever the spelling, and written anew in the plainest one.

Owns what of XML says something: elements of the spreadsheet's own namespace, in either of its two forms, and the text
in them. Of what is kept for other programs (``AlternateContent``) the part for those that do not know them counts, and
other namespaces say nothing. A document that declares a DTD is refused, in whatever encoding it is.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from .archive import CHUNK, refused_declarations
from .namespaces import MAIN, USUAL

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DESCENDED = ("AlternateContent", "Fallback")


def escaped(text: str) -> str:
    """A text as it is written in an element."""
    return escape(text, {"\r": "&#13;"})


@dataclass(kw_only=True)
class Reader(ABC):
    """Reads a document. ``start`` and ``end`` are told of elements of the spreadsheet's namespace, without prefix.

    ``heard`` collects the text of the innermost element that sets it to an empty list.
    """

    passed: int = 0
    heard: list[str] | None = None

    @abstractmethod
    def start(self, name: str, attributes: dict[str, str]) -> bool:
        """An element begins; returns whether what is in it is read."""

    @abstractmethod
    def end(self, name: str) -> None:
        """An element that is read ends."""

    def said(self) -> str:
        """The text heard, which then is no longer listened to."""
        text, self.heard = "".join(self.heard or []), None
        return text

    def read(self, stream: IO[bytes], file: str) -> Iterator[None]:
        """Read a document in pieces. Raises ExpatError for what is no XML, LedgerRefused for one with a DTD."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True

        def doctype(*_: object) -> None:
            raise refused_declarations(file)

        parser.StartDoctypeDeclHandler = doctype
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        while block := stream.read(CHUNK):
            parser.Parse(block, False)
            yield
        parser.Parse(b"", True)
        yield

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if self.passed:
            self.passed += 1
        elif namespace in MAIN:
            self.passed = 0 if self.start(local, attributes) else 1
        elif namespace != COMPATIBILITY or local not in DESCENDED:
            self.passed = 1

    def _end(self, name: str) -> None:
        namespace, _, local = name.rpartition(" ")
        if self.passed:
            self.passed -= 1
        elif namespace in MAIN:
            self.end(local)

    def _text(self, text: str) -> None:
        if self.heard is not None and not self.passed:
            self.heard.append(text)


@dataclass
class PlainTexts(Reader):
    """Reads the shared texts; ``written`` gives them anew, each as one run, and ``count`` then is how many."""

    count: int = 0
    inside: bool = False
    texts: list[str] = field(default_factory=list)
    out: list[str] = field(default_factory=list)

    def written(self, stream: IO[bytes], file: str) -> Iterator[bytes]:
        """The texts anew, in pieces."""
        yield f'<sst xmlns="{USUAL}">'.encode()
        for _ in self.read(stream, file):
            yield "".join(self.out).encode()
            self.out.clear()
        yield b"</sst>"

    def start(self, name: str, attributes: dict[str, str]) -> bool:
        """A text begins, or a run of it."""
        if name == "si":
            self.inside, self.texts = True, []
        elif name == "t" and self.inside:
            self.heard = []
        return name in ("sst", "si", "r", "t")

    def end(self, name: str) -> None:
        """A run of a text ends, or the text."""
        if name == "t":
            self.texts.append(self.said())
        elif name == "si":
            self.count, self.inside = self.count + 1, False
            self.out.append(f'<si><t xml:space="preserve">{escaped("".join(self.texts))}</t></si>')


@dataclass
class PlainStyles(Reader):
    """Reads the styles; ``written`` gives anew what tells days from numbers."""

    within: str = ""
    formats: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)

    def written(self, stream: IO[bytes], file: str) -> bytes:
        """The styles anew."""
        for _ in self.read(stream, file):
            pass
        formats = f"<numFmts>{''.join(self.formats)}</numFmts>" if self.formats else ""
        cells = f"<cellXfs>{''.join(self.styles)}</cellXfs>"
        return f'<styleSheet xmlns="{USUAL}">{formats}{cells}</styleSheet>'.encode()

    def start(self, name: str, attributes: dict[str, str]) -> bool:
        """A list begins, or a member of it."""
        number = quoteattr(attributes.get("numFmtId", "0").strip())
        if name in ("numFmts", "cellXfs"):
            self.within = name
        elif name == "numFmt" and self.within == "numFmts":
            code = quoteattr(attributes.get("formatCode", ""))
            self.formats.append(f"<numFmt numFmtId={number} formatCode={code}/>")
        elif name == "xf" and self.within == "cellXfs":
            self.styles.append(f"<xf numFmtId={number}/>")
        return name in ("styleSheet", "numFmts", "cellXfs", "numFmt", "xf")

    def end(self, name: str) -> None:
        """A list ends."""
        if name in ("numFmts", "cellXfs"):
            self.within = ""
