"""What a region tells in words and plans beside the money.

Owns the shape of a description that answers a requirement to tell of something, and of a need of competence.
"""

from typing import Annotated

from pydantic import Field

from .node import Month, Slug, Whole
from .values import Sourced


class Description(Sourced):
    """How something is done (beskrivning), by a month; ``requirement`` is the one that asks for it, if one does.

    ``title`` is what it tells of. A report shows the latest of each id that is not of a later month.
    """

    id: Slug
    title: str
    text: str
    as_of: Month
    requirement: Slug | None = None


class CompetenceNeed(Sourced):
    """How many of a profession there are and are needed in one to five years, as whole posts."""

    profession: str
    employed: Whole
    needed: Annotated[list[Whole], Field(min_length=5, max_length=5)]
