"""An amount decided for the one who gets it: nothing to share.

Source: Anvisningar – tillkommande ersättning 2018, Västra Götalandsregionen (vg) r. 43: «Den ekonomiska ersättningen
år 2018 är 7 500 000 kronor».
"""


def fixed_amount(decided_ore: int) -> int:
    """The decided amount itself, öre."""
    return decided_ore
