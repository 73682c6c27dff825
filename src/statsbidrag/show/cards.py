"""Cards: the figures that matter, one big number each.

Owns the four statuses, each with a shape and a word, so that nothing is told by colour alone.
"""

from dataclasses import dataclass
from html import escape

STATUSES = {"ok": ("●", "I fas"), "watch": ("▲", "Bevaka"), "off": ("■", "Avviker"), "none": ("○", "Ej bedömt")}


@dataclass(frozen=True)
class Card:
    """``title``, big ``value`` text with ``unit`` (or «av 6»), a line of ``comparison``, and a status in words.

    ``status`` is ok, watch, off or none, or None where there is nothing to judge; another is a ValueError.
    ``status_text`` empty prints the status's own word.
    """

    title: str
    value: str
    unit: str
    comparison: str
    status: str | None = None
    status_text: str = ""

    def __post_init__(self) -> None:
        if self.status is not None and self.status not in STATUSES:
            raise ValueError(f"statusen «{self.status}» finns inte; tillåtet: {', '.join(STATUSES)}")
        if not self.title or not self.value:
            raise ValueError("ett kort måste ha rubrik och värde")


def status_html(status: str, text: str = "") -> str:
    """Shape and words of a status, escaped; a screen reader also gets the status's own word if the text lacks it."""
    shape, word = STATUSES[status]
    words = text or word
    hidden = "" if words.casefold().startswith(word.casefold()) else f'<span class="dold">{word}: </span>'
    return f'<span class="status {status}"><span aria-hidden="true">{shape}</span>\u00a0{hidden}{escape(words)}</span>'


def cards_html(cards: list[Card]) -> str:
    """The cards as a list, and under it what the shapes in it mean."""
    items = "".join(_card_html(card) for card in cards)
    used = [status for status in STATUSES if any(card.status == status for card in cards)]
    key = " ".join(status_html(status) for status in used)
    return f'<ul class="kort">{items}</ul><p class="teckenforklaring">{key}</p>'


def _card_html(card: Card) -> str:
    unit = f'\u00a0<span class="enhet">{escape(card.unit)}</span>' if card.unit else ""
    comparison = f'<p class="jamforelse">{escape(card.comparison)}</p>' if card.comparison else ""
    judged = f"<p>{status_html(card.status, card.status_text)}</p>" if card.status else ""
    return (
        f'<li><p class="rubrik">{escape(card.title)}</p>'
        f'<p class="varde"><strong>{escape(card.value)}</strong>{unit}</p>'
        f"{comparison}{judged}</li>"
    )
