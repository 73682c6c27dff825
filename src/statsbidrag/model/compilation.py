"""A region's own compilation of a year's grants, from which its total can be built again.

Owns the shape of ``compilations`` in ``params/regions/<region>.yaml``.
"""

from typing import Annotated

from .node import ByName, Node, Slug, Year
from .values import Amount, Contradiction, Remark, Source


class LeftOut(Node):
    """An amount that the region's own compilation leaves out of its total, and why it is held to be left out."""

    agreement: Slug
    component: Slug
    why: str


class Compilation(Node):
    """The region's own compilation of a year's targeted grants: its total, and how that comes from the parts.

    ``total`` is what the compilation says the region gets, ``budget`` the income it has budgeted; None when it does not
    say. ``left_out`` are stated amounts that the total does not hold.
    """

    year: Year
    sources: Annotated[dict[str, Source], ByName]
    total: Amount | None = None
    budget: Amount | None = None
    left_out: list[LeftOut] = []
    contradictions: list[Contradiction] = []
    remarks: list[Remark] = []
