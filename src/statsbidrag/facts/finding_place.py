"""Where in a parameter file a finding is, as ``finding`` takes it."""

from typing import TypedDict

from ..base.place import Place


class At(TypedDict):
    """Where a finding is."""

    file: str
    row: int | None


def at(origin: str) -> At:
    """``file:line`` of a parameter as the file and row of a finding."""
    place = Place.parse(origin)
    return {"file": place.file, "row": place.line}
