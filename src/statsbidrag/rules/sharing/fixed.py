"""An amount decided for the one who gets it: nothing to share.

Source: Anvisningar – tillkommande ersättning 2018, Västra Götalandsregionen (vg) r. 43: «Den ekonomiska ersättningen
år 2018 är 7 500 000 kronor».
"""

from ...base.states import Lacking
from .case import ComponentShare, SharingCase, SharingRule


def share(case: SharingCase) -> ComponentShare:
    """The decided amount itself."""
    if case.pot is None:
        return ComponentShare(None, None, lacking=Lacking.AMOUNT)
    return ComponentShare(case.pot, case.pot)


RULE = SharingRule("fixed", share)
