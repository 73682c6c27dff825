"""Local areas within a region that units are summed up by, as the local FMF areas of Västra Götaland."""

from typing import Annotated

from pydantic import Field

from .node import Node, Slug


class UnitArea(Node):
    """One local area that units are summed up by."""

    id: Slug
    title: str


class UnitAreas(Node):
    """The local areas that units, own and private, are summed up by; ``title`` is what such an area is called."""

    title: str
    areas: Annotated[list[UnitArea], Field(min_length=1)]
