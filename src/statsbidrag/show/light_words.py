"""The words of the four lights, and the list that page one shows them in.

Owns that a light is never told by colour alone: a shape, the word of the level, and why.
"""

from collections.abc import Iterable
from html import escape

from ..base.states import LightLevel, MoneyCause
from .cards import STATUSES, status_html

MONEY_CALM = {"forecast": "prognosen ligger nära plan", "cost": "kostnaden ligger nära budget"}
# Under and over what is planned, then the same in the final accounts.
MONEY_WORDS = {
    MoneyCause.UNCOVERED: ("kostnad saknar täckning",) * 4,
    MoneyCause.AWAITED: ("väntade pengar har inte kommit",) * 4,
    MoneyCause.NOT_YET: ("kostnaden täcks ännu inte av känt bidrag",) * 4,
    MoneyCause.ENTITLED: ("allt bedöms inte förbrukas", "prognosen är över högsta beloppet",
                          "allt förbrukades inte", "kostnaden är över högsta beloppet"),
    MoneyCause.BUDGET: ("prognosen är under budget", "prognosen är över budget",
                        "kostnaden är under budget", "kostnaden är över budget"),
    MoneyCause.TO_DATE: ("kostnaden är under budget hittills", "kostnaden är över budget hittills",
                         "kostnaden är under budget", "kostnaden är över budget"),
    MoneyCause.EFFORT: ("en insats flyttar prognosen", "en insats flyttar prognosen",
                        "en insats flyttade utfallet", "en insats flyttade utfallet"),
}  # fmt: skip


def light_text(level: LightLevel, words: str) -> str:
    """``▲ bevaka: 1 av 2 uppfyllda``: as a cell of a table says it."""
    shape, word = STATUSES[level.value]
    return f"{shape}\u00a0{word.lower()}: {words}"


def lights_html(lights: Iterable[tuple[str, str, str]]) -> str:
    """Title, level and words of each light as a list."""
    items = "".join(
        f"<li><strong>{escape(title)}:</strong> {status_html(level)} – {escape(words)}</li>"
        for title, level, words in lights
    )
    return f'<ul class="lampor">{items}</ul>'
