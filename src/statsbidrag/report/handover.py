"""A record made once and handed over: from the run that makes it to the notebook that shows it.

Owns the form of the file and when it is taken: the variable ``STATSBIDRAG_RECORD`` names it, and a notebook takes it
only if it is of the very report it was asked for and rests on what lies in the folder now. Never a parameter of the
notebook, which would put a place on somebody's machine into it. What the terms name (the report's notebook, the reports
an overview is of) comes with it, so that the terms are hashed and need not be read: of other terms the hash is another.
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


@dataclass(frozen=True)
class Handed:
    """A record, the digest of what it rests on, and ``named``: what its terms name that the digest is over."""

    record: Record
    digest: str
    named: tuple[str, ...]

    @property
    def text(self) -> str:
        """The text of the file."""
        data = {"digest": self.digest, "named": self.named, "record": record_text(self.record)}
        return json.dumps(data, ensure_ascii=False)


def is_handed() -> bool:
    """Whether a run has handed over a record to this process."""
    return bool(os.environ.get(VARIABLE))


def handed() -> Handed | None:
    """What a run has handed over; None where nothing is, or where it cannot be read."""
    place = os.environ.get(VARIABLE)
    if not place:
        return None
    try:
        data = json.loads(Path(place).read_text(encoding="utf-8"))
        return Handed(record_from(data["record"]), str(data["digest"]), tuple(map(str, data["named"])))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def taken(offer: Handed, wanted: Wanted) -> Record | None:
    """The record handed over, if it is the one that is wanted; else None, and the notebook has to make its own."""
    about = offer.record.report
    own = Wanted(about.agreement, about.region, about.period, about.as_known, offer.digest)
    return offer.record if own == wanted else None
