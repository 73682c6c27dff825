"""Pay per completed and approved investigation, each kind at its price.

Source: Sammanställning av riktade statsbidrag 2017, Landstinget Blekinge (bl) r. 134: «Ersättning enligt prislista och
godkänd utredning». An investigation that is not approved is not paid.
"""

from collections.abc import Mapping


def paid_by_price(prices_ore: Mapping[str, int], approved: Mapping[str, int]) -> dict[str, int]:
    """Öre per kind of investigation: number approved × price. A kind without price is a KeyError."""
    return {kind: number * prices_ore[kind] for kind, number in approved.items()}
