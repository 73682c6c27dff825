"""Pay per completed and approved investigation, each kind at its price.

Source: Sammanställning av riktade statsbidrag 2017, Landstinget Blekinge (bl) r. 134: «Ersättning enligt prislista och
godkänd utredning». An investigation that is not approved is not paid.
"""

from collections.abc import Mapping

from ...base.states import Lacking
from .case import ComponentShare, SharingCase, SharingRule


def paid_by_price(prices_ore: Mapping[str, int], approved: Mapping[str, int]) -> dict[str, int]:
    """Öre per kind of investigation: number approved × price. A kind without price is a KeyError."""
    return {kind: number * prices_ore[kind] for kind, number in approved.items()}


def share(case: SharingCase) -> ComponentShare:
    """What the region's approved investigations give. A volume that names no price is a ValueError."""
    if not case.component.prices:
        return ComponentShare(case.pot, None, lacking=Lacking.PRICE)
    if not case.quantities.volumes:
        return ComponentShare(case.pot, None, lacking=Lacking.VOLUME)
    approved: dict[str, int] = {}
    for volume in case.quantities.volumes:
        if volume.price is None:
            raise ValueError(f"a volume of {case.component.id} names no price")
        approved[volume.price] = approved.get(volume.price, 0) + volume.approved
    paid = paid_by_price({price.id: price.ore for price in case.component.prices}, approved)
    return ComponentShare(case.pot, sum(paid.values()))


RULE = SharingRule("price_list", share)
