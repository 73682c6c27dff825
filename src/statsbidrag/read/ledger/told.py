"""How messages about a ledger write amounts and counts: groups of three, decimal comma, hard spaces.

Nothing here needs the libraries that read tables, so that a SIE file is read without them.
"""

from ...base.money import MINUS


def kronor_and_ore(ore: int) -> str:
    """An amount as messages write it: −123456789 → ``−1 234 567,89 kr``, with hard spaces."""
    groups = f"{abs(ore) // 100:,}".replace(",", "\u00a0")
    return f"{MINUS if ore < 0 else ''}{groups},{abs(ore) % 100:02d}\u00a0kr"


def whole(number: int) -> str:
    """A count as messages write it: 4812 → ``4 812``, with hard spaces."""
    return f"{MINUS if number < 0 else ''}{abs(number):,}".replace(",", "\u00a0")


def row_count(number: int) -> str:
    """``1 rad``, ``4 812 rader``."""
    return f"{whole(number)} {'rad' if number == 1 else 'rader'}"


def voucher_count(number: int) -> str:
    """``1 verifikation``, ``4 812 verifikationer``."""
    return f"{whole(number)} {'verifikation' if number == 1 else 'verifikationer'}"
