"""What must be seen first, in words: boxes with what is late and with what is waited for, each with a shape and a word.

Owns how each thing is worded, that red comes before amber, that a box is there only when it has a line, and that colour
never tells it alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ..base.period import MONTHS
from ..base.states import AttentionKind
from ..record.attention import Attention
from .cards import STATUSES
from .wording import marked

LATE_TITLE, UNCOVERED_TITLE, BOTH_TITLE = "Försenat", "Utan täckning", "Försenat och utan täckning"
AMBER_TITLE = "Väntar eller ska följas upp"
SENT = ("skulle ha lämnats senast", "Ingen inlämning är registrerad")
LATE = {
    "requisition": ("skulle ha lämnats senast", "Ingen rekvisition är registrerad"),
    "repayment": ("skulle ha gjorts senast", "Ingen återbetalning är registrerad"),
}


@dataclass(frozen=True)
class Line:
    """One thing: what stands first in bold, what follows it, whether it is red. ``href`` is where it leads to."""

    lead: str
    rest: str
    is_red: bool
    href: str | None = None
    kind: AttentionKind | None = None


def alerts_html(lines: Sequence[Line], most: int | None = None) -> list[str]:
    """The boxes, red first; at most ``most`` lines in each, and then how many are left out."""
    boxes = []
    for status, title, ours in (
        ("off", _red_title(lines), [line for line in lines if line.is_red]),
        ("watch", AMBER_TITLE, [line for line in lines if not line.is_red]),
    ):
        if ours:
            shape = STATUSES[status][0]
            shown = "".join(f"<li>{_item(line)}</li>" for line in ours[:most])
            left = len(ours) - len(ours[:most])
            more = f"<li>och {left} till</li>" if left else ""
            head = f'<h3 class="{status}"><span aria-hidden="true">{shape}</span>\u00a0{escape(title)}</h3>'
            boxes.append(f'<div class="larm {status}larm">{head}<ul>{shown}{more}</ul></div>')
    return boxes


def _red_title(lines: Sequence[Line]) -> str:
    uncovered = [line.kind is AttentionKind.UNCOVERED_COST for line in lines if line.is_red]
    if any(uncovered):
        return UNCOVERED_TITLE if all(uncovered) else BOTH_TITLE
    return LATE_TITLE


def line(one: Attention, amount: str | None, title: str = "", href: str | None = None) -> Line:
    """One thing in words. ``amount`` is its figure as the page tells amounts; ``title`` the agreement it is of, where
    the page is of several."""
    lead, rest = WORDS[one.kind](one, amount)
    return Line(f"{title}: {lead}" if title else lead, rest, one.is_red, href, one.kind)


def _item(one: Line) -> str:
    lead = f"<strong>{escape(one.lead)}</strong>"
    if one.href is not None:
        lead = f'<a href="{escape(one.href, quote=True)}">{lead}</a>'
    return f"{lead} {escape(one.rest)}"


def _late(one: Attention, amount: str | None) -> tuple[str, str]:
    should, none = LATE.get(one.duty or "", SENT)
    # «Redovisning till SKL» names its receiver already.
    to = f" till {one.who}" if one.who and " till " not in one.what else ""
    if one.since:
        ready = marked(f"Handlingen var klar den {long_day(one.since)}", one.invented)
        none = f"{ready} men är inte registrerad som skickad"
    if one.duty == "requisition" and one.nothing_came:
        none += ", och inga pengar har kommit in"
    stake = f" Det gäller högst {amount}." if amount else ""
    return f"{one.what}{to} {should} {when(one.date)}.", f"{none}.{stake}"


def _uncovered(one: Attention, amount: str | None) -> tuple[str, str]:
    return f"{amount} saknar täckning.", f"{one.who} bär kostnaden, om inget annat beslutas."


def _awaited(one: Attention, _amount: str | None) -> tuple[str, str]:
    return f"{one.what} var väntad {when(one.date)} men har inte kommit.", _looked(one)


def _requested(one: Attention, amount: str | None) -> tuple[str, str]:
    lead = f"{amount} som begärdes {when(one.since)} har inte kommit."
    return lead, f"Pengarna var väntade senast {when(one.date)}. {_looked(one)}"


def _looked(one: Attention) -> str:
    if one.ledger:
        return "Ingen sådan inbetalning är registrerad eller bokförd på inkomstkoden."
    return "Ingen sådan inbetalning är registrerad. Ingen inkomstkod är angiven, så huvudboken är inte kontrollerad."


def _decision(one: Attention, _amount: str | None) -> tuple[str, str]:
    number = f" (dnr {one.number})" if one.number else ""
    what = f"{marked(one.what, one.invented)}{number}"
    if one.overdue:
        return f"Beslut som skulle ha fattats {when(one.date)}:", f"{one.who}, {what}. Inget beslut är registrerat."
    day = f" {when(one.date)}" if one.date else ", dagen är ej känd"
    return "Beslut som väntar:", f"{one.who}{day}: {what}."


def _unjudged(one: Attention, amount: str | None) -> tuple[str, str]:
    day = f"Det skulle visas senast {when(one.date)}." if one.date else "Dagen då det ska visas är ej känd."
    whole = f"hela beloppet, högst {amount}" if amount else "hela beloppet"
    return f"Kravet på {one.what} är inte bedömt.", f"Det avgör {whole}. {day}"


WORDS = {
    AttentionKind.LATE_DUTY: _late,
    AttentionKind.UNCOVERED_COST: _uncovered,
    AttentionKind.AWAITED_PAYMENT: _awaited,
    AttentionKind.REQUESTED_MONEY: _requested,
    AttentionKind.WAITING_DECISION: _decision,
    AttentionKind.UNJUDGED_REQUIREMENT: _unjudged,
}


def when(date: str | None) -> str:
    """``den 1 december 2017``; of a month ``i mars 2017``, as in «senast i mars 2017»."""
    is_day = date is not None and len(date) > len("2018-01")
    return f"{'den' if is_day else 'i'} {long_day(date)}"


def long_day(date: str | None) -> str:
    """``1 december 2017`` of a day, ``mars 2017`` of a month, with hard spaces; "" of none."""
    if date is None:
        return ""
    month = f"{MONTHS[int(date[5:7]) - 1]}\u00a0{date[:4]}"
    return f"{int(date[8:10])}\u00a0{month}" if len(date) > len("2018-01") else month


def head_line(one: Attention) -> str:
    """What the head of a report says of what is late first."""
    return f"Försenat: {one.what}, senast {long_day(one.date)}"
