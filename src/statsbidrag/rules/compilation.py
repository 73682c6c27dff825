"""A region's own compilation of a year's grants: its total, rebuilt from what it states part by part.

Owns how the total is rebuilt: every stated amount of the year, in the parts it was put together from, but those that
the compilation leaves out. Öre throughout.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..model.choices import Stated
from ..model.compilation import Compilation


@dataclass(frozen=True)
class CompiledAmount:
    """One amount of the compilation; ``counted`` False where the total does not hold it."""

    agreement: str
    stated: Stated
    ore: int
    counted: bool


@dataclass(frozen=True)
class Rebuilt:
    """The compilation with its parts, and their sum (öre)."""

    compilation: Compilation
    parts: list[CompiledAmount]

    @property
    def total(self) -> int:
        return sum(part.ore for part in self.parts if part.counted)

    @property
    def difference(self) -> int | None:
        """The stated total less the rebuilt one; None when the compilation states none."""
        return None if self.compilation.total is None else self.compilation.total.ore - self.total


def rebuild(compilation: Compilation, stated: Sequence[tuple[str, Stated]]) -> Rebuilt:
    """The total from the year's stated amounts, each with its agreement's id, in their order."""
    left_out = {(entry.agreement, entry.component) for entry in compilation.left_out}
    parts = [
        CompiledAmount(agreement, amount, amount.ore, not any((agreement, name) in left_out for name in amount.of))
        for agreement, amount in stated
        if amount.stands_for(compilation.year)
    ]
    return Rebuilt(compilation, parts)
