"""What the terminal tells of new imports: the warnings of each file, whichever command imported it.

Owns that ``import`` and ``run`` say the same. Of many findings of one kind in a file the first are told and the rest
counted; the report and ``import FILE`` have them all.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..base.findings import Finding, Severity
from ..read.ledger.told import whole
from ..read.store.ledger import ImportedFile

MOST_OF_A_KIND = 3


def warnings_of(imported: Iterable[ImportedFile]) -> Iterator[str]:
    """The lines of all that is more than a note in the files that are new; nothing of the others."""
    for one in imported:
        if one.state == "new":
            yield from _warnings(one)


def _warnings(one: ImportedFile) -> Iterator[str]:
    kinds: dict[str, list[Finding]] = defaultdict(list)
    for found in one.findings:
        if found.severity is not Severity.INFO:
            kinds[found.code].append(found)
    for code, those in kinds.items():
        for found in those[:MOST_OF_A_KIND]:
            yield f"  {found.place or one.file}: {found.message} ({code})"
        if len(those) > MOST_OF_A_KIND:
            yield f"  {one.file}: {whole(len(those) - MOST_OF_A_KIND)} till av samma slag ({code})"
