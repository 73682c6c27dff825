"""What a raw file claims, told without its rows: by its sidecar, or, where it has none, by what was read of it before.

Owns what is said of a file without sidecar: whether it counts beside those that have one. Nothing heavy is imported, so
that every command can afford it.
"""

import json
import re
from functools import partial
from pathlib import Path

from ...base.errors import StatsbidragError
from ...base.quoting import quoted_name
from ..activity.activity_file import ActivityFile, read_rows
from ..activity.activity_rows import DEFAULT_SOURCE
from ..files import Files
from ..raw.deliveries import Delivery, from_sidecar, holds, in_force
from ..raw.raw_files import RawFile, read_raw_file, visible_files, without_copies

LEDGER, ACTIVITY = "ledger", "activity"
SLOTS = re.compile(r"20\d\d-\d\d 20\d\d-\d\d", re.ASCII)
MOST_NAMED = 3


def claim_of(files: Files, kind: str, raw: RawFile, store: Path) -> Delivery | None:
    """What a file claims; of one without sidecar the months of its rows, None while nobody has read them.

    ``kind`` is ledger or activity, ``store`` the folder of the region's imports.
    """
    if raw.sidecar is not None:
        return from_sidecar(raw.identity, raw.file, raw.sidecar)
    if kind == ACTIVITY:
        try:
            read: ActivityFile = files.once(("activity rows", raw.path), partial(read_rows, raw))
        except StatsbidragError:
            return None  # Told by the check of the region's files.
        months = [row.month for row in read.rows]
        return Delivery(raw.identity, raw.file, DEFAULT_SOURCE, None, min(months), max(months))
    try:
        kept = json.loads((store / f"{raw.identity}.json").read_text(encoding="utf-8"))["delivery"]
        source, first, last = (str(kept[key]) for key in ("source", "first", "last"))
        return (
            Delivery(raw.identity, raw.file, source, None, first, last) if SLOTS.fullmatch(f"{first} {last}") else None
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def whether_counted(files: Files, region_id: str, path: Path) -> str:
    """Whether a ledger file without sidecar counts, as a sentence: which of its months do, and what has the others.

    Where it is not imported as it lies now, nothing is known of its months.
    """
    store = files / f"data/processed/{region_id}/ledger"
    raws = without_copies([raw for one in visible_files(path.parent) if (raw := _readable(files, one)) is not None])
    claims = {raw.file: claim_of(files, LEDGER, raw, store) for raw in raws if raw.withdrawn is None}
    own = claims.get(files.name(path))
    if own is None:
        return "Om den räknas visar import, som läser vilka månader den har"
    known = in_force([one for one in claims.values() if one is not None])
    held = [slot for slot in own.slots() if holds(own, known, slot)]
    lost = [slot for slot in own.slots() if slot not in held and not slot.endswith("-13")]
    others = [one.file for one in known if one is not own and one.source == own.source and one.follows(own)]
    those = [file for one in known if (file := one.file) in others and any(holds(one, known, slot) for slot in lost)]
    names = ", ".join(quoted_name(file.rpartition("/")[2]) for file in those[:MOST_NAMED])
    more = f" och {len(those) - MOST_NAMED} till" if len(those) > MOST_NAMED else ""
    if not held:
        return f"Den räknas inte: {names}{more} har samma månader ({_span(lost)})"
    if lost:
        return f"Den räknas för {_span(held)} men inte för {_span(lost)}, som {names}{more} har"
    return f"Den räknas, för {_span(held)}"


def _readable(files: Files, path: Path) -> RawFile | None:
    try:
        return read_raw_file(files, path)
    except (StatsbidragError, OSError):
        return None  # Told by whoever reads it.


def _span(slots: list[str]) -> str:
    months = [slot for slot in slots if not slot.endswith("-13")] or slots
    return months[0] if len(months) == 1 else f"{months[0]}–{months[-1]}"
