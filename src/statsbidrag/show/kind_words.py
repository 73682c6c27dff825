"""The kinds of money in words.

Owns what each kind is called, and why a kind has no such amount as another has: then it is «gäller inte», not unknown.
"""

from ..base.states import MoneyKind
from ..record.figures import Figure

KIND: dict[MoneyKind | None, str] = {
    MoneyKind.CONDITIONAL: "villkorade medel",
    MoneyKind.UNCONDITIONAL: "medel utan motkrav",
    MoneyKind.PERFORMANCE: "prestationsbaserade medel",
    MoneyKind.UNIT_PRICE: "styckersättning",
    MoneyKind.COST_REFUND: "ersättning för faktisk kostnad",
    MoneyKind.PASS_THROUGH: "förmedlade medel",
    MoneyKind.OWN_FRAME: "egen ram",
    None: "slag ej angivet",
}
# Why a chain's amount has no value though nothing is unknown: the kind of money has no such amount.
NOT_BY_KIND: dict[MoneyKind | None, str] = {
    MoneyKind.UNCONDITIONAL: "medlen är utan motkrav",
    MoneyKind.PERFORMANCE: "medlen följer resultatet, och kostnaden är regionens egen uppföljning",
    MoneyKind.UNIT_PRICE: "medlen följer godkända enheter, och kostnaden är regionens egen uppföljning",
    MoneyKind.COST_REFUND: "det som inte kostar ersätts inte",
    MoneyKind.PASS_THROUGH: "medlen är andras och aldrig regionens kostnad",
    MoneyKind.OWN_FRAME: "ramen är regionens egen",
}
NOT_APPLICABLE = "gäller inte"


def has_no_such(figure: Figure) -> bool:
    """Whether the kind of money has no such amount: then it is not unknown, it is «gäller inte»."""
    return figure.origin.unknown in NOT_BY_KIND.values()
