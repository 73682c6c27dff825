"""What the terminal tells of new imports: the warnings of each file, whichever command imported it.

Owns that ``import`` and ``run`` say the same. Of many findings of one kind in a file the first are told and the rest
counted; the report and ``import FILE`` have them all. What is withdrawn, and what is new and yet counts for nothing,
has a line with what counts instead.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from ..base.findings import Finding, Severity
from ..facts.narrow import filtered_months, narrow_findings
from ..model.region import Region
from ..read.files import Files, Root
from ..read.ledger.told import whole
from ..read.params.parameters import read_settings
from ..read.raw.deliveries import Delivery, from_sidecar, holds, later_than, wholly_replaced
from ..read.raw.sidecar import SUFFIX, read_sidecar
from ..read.store.ledger import ImportedFile, Ledger, ledger_in_store
from ..show.wording import listed

MOST_OF_A_KIND = 3


def warnings_of(imported: Iterable[ImportedFile]) -> Iterator[str]:
    """The lines of all that is more than a note in the files that are new; nothing of the others."""
    for one in imported:
        if one.state == "new":
            yield from _warnings(one)


def not_counted(root: Root, region: Region, imported: Collection[ImportedFile]) -> Iterator[str]:
    """The lines of each withdrawn file, and of each new one that files imported before wholly replace.

    Raises LedgerRefused for a supplement whose rows are there already.
    """
    files = Files.of(root)
    withdrawn = [one for one in imported if one.state == "withdrawn"]
    new = {one.import_id for one in imported if one.state == "new"}
    if not withdrawn and not new:
        return
    ledger = ledger_in_store(files, region)
    known = ledger.deliveries
    yield from _parts(files, ledger, new)
    for one in withdrawn:
        sidecar = read_sidecar(files, files / one.file)
        if sidecar is not None:
            yield _withdrawn(from_sidecar(one.import_id, one.file, sidecar), known)
    for delivery in known:
        later = [other for other in later_than(delivery, known) if other.id not in new]
        if delivery.id in new and wholly_replaced(delivery, [delivery, *later]):
            instead = listed([f"{_name(other)} (mottagen {other.received_text})" for other in later])
            yield (
                f"  {delivery.file}: filen är ny men räknas inte alls, för {instead} har samma månader och är mottagen "
                f"senare än {delivery.received_text}. Kontrollera received i {_name(delivery)}{SUFFIX}."
            )


def _parts(files: Files, ledger: Ledger, new: Collection[str]) -> Iterator[str]:
    """That a new file looks like an export of some codes only, although it claims the whole ledger."""
    held = [one for one in ledger.deliveries if one.id in new and not one.adds and one.objects is None]
    months = sorted({slot for one in held for slot in one.slots() if not slot.endswith("-13")})
    settings = files.once(("settings",), lambda: read_settings(files))
    for found in narrow_findings(ledger, filtered_months(ledger, months, settings.rhythm)):
        if found.file in {one.file for one in held}:
            yield f"  {found.place}: {found.message}. {found.remedy} ({found.code})"


def _withdrawn(one: Delivery, known: list[Delivery]) -> str:
    """That a file is withdrawn, and which others have its months."""
    instead = [
        other for other in known if other.overlaps(one) and any(holds(other, known, slot) for slot in one.slots())
    ]
    does = f"räknas {listed([_name(other) for other in instead])}" if instead else "finns inget annat uttag"
    months = one.first if one.first == one.last else f"{one.first}–{one.last}"
    return (
        f"  {one.file}: filen är återkallad (withdrawn i sidofilen) och räknas inte; för {months} {does}. Ta bort "
        "raden withdrawn om filen gäller."
    )


def _name(one: Delivery) -> str:
    return one.file.rpartition("/")[2]


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
