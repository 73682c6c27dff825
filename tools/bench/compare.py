"""Two ways of doing the same, measured in turns, and their ratio.

Owns the order (A B, then B A, so that neither always has the warmer machine) and how a ratio is told: the median of
the rounds' ratios, with the lowest and highest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from .cpu import Used


@dataclass(frozen=True)
class Comparison:
    """``ours`` and ``theirs`` are what each round used; ratios are theirs / ours, so that higher is better for us."""

    ours: list[Used]
    theirs: list[Used]

    @property
    def ratios(self) -> list[float]:
        pairs = zip(self.ours, self.theirs, strict=True)
        return [their.cpu_seconds / our.cpu_seconds for our, their in pairs]

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    def lines(self, ours: str, theirs: str) -> list[str]:
        """The comparison as lines to print."""
        return [
            f"{name:<60} {median(u.cpu_seconds for u in used):8.2f} CPU s  {max(u.peak_mib for u in used):7.0f} MiB"
            for name, used in ((ours, self.ours), (theirs, self.theirs))
        ] + [
            f"{'CPU, theirs / ours':<60} {self.ratio:8.2f}        "
            f"({min(self.ratios):.2f}–{max(self.ratios):.2f}, {len(self.ratios)} rounds)"
        ]


def in_turns(ours: Callable[[], Used], theirs: Callable[[], Used], rounds: int) -> Comparison:
    """Measure both ``rounds`` times."""
    results: tuple[list[Used], list[Used]] = ([], [])
    for number in range(rounds):
        for which in (0, 1) if number % 2 == 0 else (1, 0):
            results[which].append((ours, theirs)[which]())
    return Comparison(*results)
