"""A record made once and handed over: from the run that makes it to the notebook that shows it.

Owns the form of the file and when it is taken: the variable ``STATSBIDRAG_RECORD`` names it, and a notebook takes it
only if it is of the very report it was asked for and rests on what lies in the folder now. Never a parameter of the
notebook, which would put a place on somebody's machine into it.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from ..record.files import record_from, record_text
from ..record.model import Record

VARIABLE = "STATSBIDRAG_RECORD"


@dataclass(frozen=True)
class Wanted:
    """The report a notebook asks for; ``digest`` stands for everything that the folder has for it to rest on."""

    agreement: str
    region: str
    period: str
    as_known: str | None
    digest: str


def handed_text(record: Record | None, digest: str) -> str:
    """The text of the file: the record, "" where there is none, and the digest of what it rests on."""
    return json.dumps({"digest": digest, "record": record_text(record) if record else ""}, ensure_ascii=False)


def is_handed() -> bool:
    """Whether a run has handed over a record to this process."""
    return bool(os.environ.get(VARIABLE))


def handed(wanted: Wanted) -> Record | None:
    """The record handed over, if it is the one that is wanted; else None, and the notebook has to make its own."""
    place = os.environ.get(VARIABLE)
    if not place:
        return None
    try:
        data = json.loads(Path(place).read_text(encoding="utf-8"))
        record = record_from(data["record"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    about = record.report
    own = Wanted(about.agreement, about.region, about.period, about.as_known, data["digest"])
    return record if own == wanted else None
