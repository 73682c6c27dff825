"""The one exit: all that is published passes here before it is written.

Owns what must hold for that, by what the files are made of, which whoever releases them must tell. Of a report: the
sections that its notebook has shown are exactly its record's, each once and each of that very record, and nothing else
is shown but prose, so that nothing that is missing or made up passes; no small count of patients stands among its
figures, which ``rules.small_counts`` left out long before; and nothing is left in it that must be hidden. In what only
tells of reports, personal numbers are masked and characters that nobody sees are shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

from nbformat import NotebookNode

from ..base.errors import ReportFailed
from ..base.personal_numbers import BUILT_IN, PersonalNumbers
from ..base.unseen import visible
from ..base.whole_files import write_together
from ..record.files import record_digest
from ..record.hiding import hidden
from ..record.model import Record
from ..show.charts import MIME
from .cells import HIDDEN_TAGS, mark_of, numbered, tags_of

AGAIN = (
    "visar ett annat underlag än körningens: en fil ändrades medan rapporten gjordes, eller cellen öppnar en annan "
    "rapport; kör om, eller rätta cellen"
)
STRANGE = (
    "visar något som inte kommer ur rapportens underlag; visa ett avsnitt, skriv det som text eller märk cellen dold"
)
SMALL = "visar ett antal patienter under gränsen {smallest} och släpps inte; det är ett fel i programmet"
LEFT = "underlaget har ett personnummer eller ett tecken som inte syns; det är ett fel i programmet, inget publiceras"
TEXTS = (".html", ".json")
FORMS = (MIME, "text/html", "text/markdown")


@dataclass(frozen=True)
class OfReport:
    """Files of one report: the executed notebook behind its page, and the record it should have shown."""

    notebook: NotebookNode
    record: Record


@dataclass(frozen=True)
class Telling:
    """Files that only tell of reports that have passed: index, manifest, samlingsbilaga. No notebook is behind them.

    ``numbers`` is the rule of what is masked.
    """

    numbers: PersonalNumbers = BUILT_IN


MadeOf = OfReport | Telling


def release(files: Sequence[tuple[Path, bytes]], made_of: MadeOf) -> None:
    """Write what is to be published, whole or not at all. ``made_of`` has no default, so that no file passes unasked.

    Raises ReportFailed, a line a fault, for a report that must not pass, and NotWritten when the disk refuses a file.
    """
    match made_of:
        case OfReport(notebook, record):
            if faults := list(_faults(notebook, record)):
                agreement = record.report.agreement
                raise ReportFailed([f"{agreement}: {fault}" for fault in faults])
        case Telling(numbers):
            files = [(path, _told(path, content, numbers)) for path, content in files]
        case _:
            assert_never(made_of)
    write_together(list(files))


def _told(path: Path, content: bytes, numbers: PersonalNumbers) -> bytes:
    """A page or JSON as it may leave; a PDF is printed from a page that is as it may be."""
    return numbers.masked(visible(content.decode())).encode() if path.suffix in TEXTS else content


def _faults(notebook: NotebookNode, record: Record) -> Iterator[str]:
    """Whether the sections shown are exactly the record's, each from this very record, without small counts and with
    nothing left to hide."""
    yield from _small_counts(record)
    if hidden(record) is not record or any(BUILT_IN.within(key) for key in record.figures):
        yield LEFT
    shown: dict[str, list[int]] = {}
    digest = record_digest(record)
    for number, cell in numbered(notebook):
        for output in cell.get("outputs", []):
            mark = mark_of(output)
            if mark is None:
                if any(form in output.get("data", {}) for form in FORMS) and not HIDDEN_TAGS & tags_of(cell):
                    yield f"cell {number} {STRANGE}"
                continue
            shown.setdefault(mark.section, []).append(number)
            if mark.record != digest:
                yield f"cell {number} {AGAIN}"
            elif HIDDEN_TAGS & tags_of(cell):
                yield f"cell {number} visar «{mark.section}» men har en tagg som döljer avsnittet; ta bort taggen"
    for name, numbers in shown.items():
        if name not in record.sections:
            yield f"cell {numbers[0]} visar avsnittet «{name}», som rapporten inte har; ta bort cellen"
        elif len(numbers) > 1:
            cells = " och ".join(str(number) for number in dict.fromkeys(numbers))
            yield f"avsnittet «{name}» visas {len(numbers)} gånger, i cell {cells}; låt det stå en gång"
    for name in record.sections:
        if name not in shown:
            yield _why_missing(notebook, name)


def _small_counts(record: Record) -> Iterator[str]:
    for name, smallest in record.smallest_counts.items():
        for key, figure in record.figures.items():
            counts = [one for one in (figure.numerator, figure.denominator) if one is not None]
            if key.startswith(f"indicator.{name}.") and counts and min(counts) < smallest:
                yield f"siffran {key} {SMALL.format(smallest=smallest)}"


def _why_missing(notebook: NotebookNode, name: str) -> str:
    call = f'rapport.show("{name}")'
    for number, cell in numbered(notebook):
        if cell.cell_type == "code" and call in cell.source.replace("'", '"'):
            tags = " och ".join(sorted(tags_of(cell)))
            why = f"den har taggen {tags}" if tags else "den visade inget"
            return f"avsnittet «{name}» saknas på sidan: cell {number} kördes inte som den ska, {why}; rätta och kör om"
    return f"avsnittet «{name}» saknas; lägg tillbaka cellen {call}"
