"""Page one by kind of money: what is said of money that is not followed by how much of it is used.

Owns which of a report's kinds have a chain, and the words of what has been earned and what decides that. Everything
comes from the record's table ``kinds`` and its figures.
"""

from ...base.period import Period
from ...base.states import MoneyKind
from ...record.formulas import keys_of
from ...record.model import Record
from ...record.tables import Row
from ...rules.kinds import EARNED, follows
from ...show.cards import Card
from ...show.figure_words import with_marks
from ...show.kind_words import KIND
from ...show.wording import EXAMPLE, listed, sentence
from .worth import beside, known_parts, left_over, number, scale, too_small, worth

OF_NO_KIND = "delar utan angivet slag"


def has_chain(record: Record) -> bool:
    """Whether some of the money is followed by how much of it is used."""
    return any(follows(_kind(row)) for row in _rows(record))


def is_mixed(record: Record) -> bool:
    """Whether what is left and owed is of some kinds alone."""
    return any(key.startswith("kind.") for key in keys_of(record.figures["chain.unspent"].origin.formula or ""))


def is_kind_told(record: Record) -> bool:
    """Whether some source tells what kind of money it is, of what is followed by how much is used."""
    return any(follows(kind) and kind is not None for kind in map(_kind, _rows(record)))


def with_chain(record: Record) -> str:
    """``villkorade medel``: the kinds that are followed by how much is used, in a sentence."""
    return listed([_name(row) for row in _rows(record) if follows(_kind(row))])


def of_kinds(record: Record) -> str:
    """``, villkorade medel``, where an amount of the chain is of some kinds alone."""
    return f", {with_chain(record)}" if is_mixed(record) else ""


def spent_by_kind(record: Record) -> str:
    """``; av villkorade medel är 9,8 av högst 10,2 mnkr förbrukade``: each kind for itself, as far as it is known."""
    said = []
    for row in _rows(record):
        key = f"kind.{row['kind']}"
        cost, entitled, got = (record.figures[f"{key}.{name}"] for name in ("cost", "entitled", "received"))
        if not follows(_kind(row)):
            said.append(f"av {_name(row)} är {with_marks(worth(record, got.known_ore), got)} mottaget")
        elif cost.ore is not None and entitled.ore is not None:
            most = with_marks(worth(record, entitled.known_ore), entitled)
            said.append(f"av {_name(row)} är {number(record, cost.known_ore)} av högst {most} förbrukade")
        elif cost.ore is not None:
            said.append(f"av {_name(row)} är {worth(record, cost.known_ore)} förbrukade")
    return "".join(f"; {text}" for text in said)


def received_of(record: Record) -> str:
    """``; mottaget är 10,3 mnkr av minst 10,3 mnkr (känt för 1 av 2 delar)``."""
    got, entitled = record.figures["chain.received"], record.figures["chain.entitled"]
    said = f"; mottaget är {with_marks(worth(record, got.known_ore), got)}"
    if entitled.ore is not None:
        return f"{said} av högst {with_marks(worth(record, entitled.known_ore), entitled)}"
    known = known_parts(record)
    return f"{said} av {known}" if known else f"{said}, och högsta belopp är ej känt"


def earned_told(record: Record) -> str:
    """Sentences on what is earned of the money that is not followed by how much of it is used, and what decides it."""
    return " ".join(_earned(record, row) for row in _rows(record) if not follows(_kind(row)))


def earned_card(record: Record) -> Card:
    """The card of what is earned, in a report none of whose money is followed by how much of it is used."""
    got = record.figures["chain.received"]
    said = with_marks(f"mottaget {beside(record, got.known_ore)}", got)
    rows = _rows(record)
    earned = [record.figures[f"kind.{row['kind']}.earned"] for row in rows if _kind(row) in EARNED]
    if not earned:
        names = listed([_name(row) for row in rows])
        return Card("Mottaget", number(record, got.known_ore), scale(record), names, "none", sentence(names))
    if len(earned) > 1 or earned[0].ore is None:
        why = listed(list(dict.fromkeys(str(one.origin.unknown) for one in earned if one.ore is None)))
        return Card("Intjänat", "ej avgjort", "", f"{said} · {why}" if why else said, "none", "Kan inte bedömas")
    [one] = earned
    said = f"beloppet är {EXAMPLE} · {said}" if one.is_example else said
    left = record.ore(one.key.replace(".earned", ".outstanding")) or 0
    status, text = ("ok", "Allt intjänat är mottaget")
    if not too_small(record, left):
        status, text = "watch", f"{left_over(record, left)} ännu inte mottaget"
    return Card("Intjänat", number(record, one.known_ore), scale(record), said, status, text)


def _earned(record: Record, row: Row) -> str:
    key, kind = f"kind.{row['kind']}", _kind(row)
    of = f" av {_name(row)}" if len(_rows(record)) > 1 else ""
    if kind not in EARNED:
        return f"{sentence(_name(row))} följs med vad som har kommit in och vad det gick till."
    earned, outstanding = record.figures[f"{key}.earned"], record.ore(f"{key}.outstanding") or 0
    if earned.ore is not None:
        left = (
            "" if too_small(record, outstanding) else f", varav {left_over(record, outstanding)} ännu inte är mottaget"
        )
        return f"Intjänat{of} är {with_marks(worth(record, earned.known_ore), earned)}{left}."
    if kind is MoneyKind.UNIT_PRICE and Period.parse(record.report.period).closing:
        return f"Vad som är intjänat{of} är ej känt: {earned.origin.unknown}."
    if row["decided_by"]:
        return f"Vad som är intjänat{of} avgörs av {row['decided_by']}."
    return f"Vad som är intjänat{of} är inte beslutat, och underlaget säger inte vad som avgör det."


def _rows(record: Record) -> list[Row]:
    return record.table("kinds").rows


def _kind(row: Row) -> MoneyKind | None:
    return MoneyKind(str(row["kind"])) if row["kind"] in list(MoneyKind) else None


def _name(row: Row) -> str:
    kind = _kind(row)
    return OF_NO_KIND if kind is None else KIND[kind]
