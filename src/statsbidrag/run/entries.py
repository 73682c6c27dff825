"""What a manifest says: how each report's last run went.

Owns its form and how it is read; writing it is ``manifest``, which goes through the gate. ``state`` is ok, failed (a
notebook), unwritten (the disk), refused (the ledger) or parameters (a parameter file); ``lines`` are the messages of a
run that was not ok. A report that was not made keeps the digest and record of the last good one.
"""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path

NAME = "manifest.json"


@dataclass(frozen=True)
class Entry:
    """One report's last run. ``digest`` and ``record_sha256`` are of the last good report, None when there is none.

    ``not_printed`` is why the last good report has no PDF, None when it has or nobody asked for one.
    """

    state: str
    digest: str | None = None
    record_sha256: str | None = None
    lines: list[str] = field(default_factory=list)
    not_printed: str | None = None


@dataclass
class Manifest:
    """Agreement id → entry."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def good(self, agreement_id: str, digest: str, record_sha256: str, not_printed: str | None = None) -> None:
        """The report was made."""
        self.entries[agreement_id] = Entry("ok", digest, record_sha256, not_printed=not_printed)

    def still_good(self, agreement_id: str) -> None:
        """The last good report stands, whatever was tried after it."""
        self.entries[agreement_id] = replace(self.entries[agreement_id], state="ok", lines=[])

    def bad(self, agreement_id: str, state: str, lines: list[str]) -> None:
        """The report was not made; what is known of the last good one stays."""
        before = self.entries.get(agreement_id, Entry(state))
        self.entries[agreement_id] = replace(before, state=state, lines=list(lines))


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a report folder; empty when there is none or it cannot be read, so that all is made anew."""
    path = folder / NAME
    if not path.is_file():
        return Manifest()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Manifest({name: Entry(**entry) for name, entry in data["reports"].items()})
    except (ValueError, KeyError, TypeError, AttributeError):
        return Manifest()
