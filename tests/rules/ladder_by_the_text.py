"""The ladder a second time, from the agreement's text (avsnitt 4.3–4.4.1) and by another road: region by region and
krona by krona of each band, with nothing of ``rules.ladder``."""

from fractions import Fraction

POT = Fraction(640_000_000_00, 3)
LEAST = {1: Fraction(1), 2: Fraction(3), 3: Fraction(5)}
PART = {1: Fraction(70, 100), 2: Fraction(20, 100), 3: Fraction(10, 100)}
Counts = tuple[int, int, int, int, int]


def improvement(counts: Counts) -> Fraction:
    waiting, within_90, _, before, within_90_before = counts
    return Fraction(within_90 * 100, waiting) - Fraction(within_90_before * 100, before)


def stands_on(counts: Counts) -> set[int]:
    """«en till tre», «tre till fem … ytterligare», «mer än fem … ytterligare», else «minst 71 procent»."""
    better = improvement(counts)
    steps = {1} if better >= 1 else set()
    if better >= 3:
        steps.add(2)
    if better > 5:
        steps.add(3)
    if not steps and 100 * counts[2] >= 71 * counts[0]:
        steps = {1}
    return steps


def paid(people: dict[str, int], counts: dict[str, Counts]) -> dict[str, Fraction]:
    """Öre of one pot to each region. The money of a step without anyone goes to the nearest step below that has
    someone; where there is none it stays."""
    on = {step: [name for name in counts if step in stands_on(counts[name])] for step in PART}
    gets = dict.fromkeys(counts, Fraction(0))
    for step, part in PART.items():
        to = step
        while to > 0 and not on[to]:
            to -= 1
        for name in on.get(to, []):
            gets[name] += POT * part * people[name] / sum(people[other] for other in on[to])
    return gets
