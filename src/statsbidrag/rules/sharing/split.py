"""How a county's money is split between the region and others, as its municipalities.

It does not touch what the county gets: that is the county's share of the whole component, as the column «Belopp
Blekinge län» in Sammanställning av riktade statsbidrag 2017 (bl) r. 70–74.
"""

from ...model.component import Split
from .whole_ore import split_by_weight


def split_county(ore: int, split: Split) -> dict[str, int | None]:
    """Öre per part, summing to ``ore``; None for every part when some part's size is not known."""
    weights = {part.id: part.weight for part in split.parts}
    if None in weights.values():
        return dict.fromkeys(weights)
    return dict(split_by_weight(ore, {name: weight or 0 for name, weight in weights.items()}))
