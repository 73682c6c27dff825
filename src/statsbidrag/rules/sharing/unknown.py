"""Money of which no source tells how it is shared: nothing is computed."""

from ...base.states import Lacking
from .case import ComponentShare, SharingCase, SharingRule


def share(case: SharingCase) -> ComponentShare:
    """The national amount, and that the rule is lacking."""
    return ComponentShare(case.pot, None, lacking=Lacking.RULE)


RULE = SharingRule("unknown", share)
