"""Bokföringsunderlag: the entry proposed where the balance sheet is not what the region's principle gives.

Owns the figures ``accrual.entry.*`` and the table ``accrual_entry``, which closes: debit is credit. Codes are those of
the region's file; where it has several, or none, the line says so and chooses nothing.
"""

from collections.abc import Sequence

from ...base.numbers import kronor, with_unit
from ...facts.gather import Facts
from ...facts.recognition import GrantPart
from ...model.values import Codes
from ...record.figures import Figure, merged_status
from ...record.formulas import total
from ...record.tables import Column, Row, Table
from ...rules.recognition import EntryLine, entry
from ...show.wording import EXAMPLE, PRINCIPLE, listed, sentence
from ..part import Part

BALANCES = ("liability", "claim")
ALL_TITLE = "Alla delar"
NAMED = {"liability": "skuld", "claim": "upplupen intäkt"}
TITLES = {
    "unit": "ansvar",
    "object": "objekt",
    "activity": "aktivitet",
    "project": "projekt",
    "product": "produkt",
    "counterpart": "motpart",
}


def entry_tables(facts: Facts, result: Part, parts: Sequence[GrantPart]) -> list[Table]:
    """The table and its figures; none where nothing differs, or it is not known what should stand or is booked."""
    lines = _lines(result) if facts.ledger_checks.accrual is not None else []
    return [_entry(facts, result, parts, lines)] if lines else []


def _lines(result: Part) -> list[EntryLine]:
    differ = [result.figures[f"accrual.to_book.{name}"].ore for name in BALANCES]
    liability, claim = differ
    return [] if liability is None or claim is None else entry(liability, claim)


def _entry(facts: Facts, result: Part, parts: Sequence[GrantPart], lines: list[EntryLine]) -> Table:
    amounts: dict[str, Figure] = {}
    for name in dict.fromkeys(line.sets for line in lines):
        differs = result.figures[f"accrual.to_book.{name}"]
        formula = f"max({differs.key}, 0 - {differs.key})"
        amounts[name] = result.follow(f"accrual.entry.{name}", formula, differs.status)
    keys = [figure.key for figure in amounts.values()]
    firm = merged_status(figure.status for figure in amounts.values())
    together = result.follow("accrual.entry.total", total(keys), firm)
    rows = [_line(facts, result, parts, line, amounts[line.sets]) for line in lines]
    rests = f" Beloppen vilar på värden som är {EXAMPLE}." if together.is_example else ""
    columns = [
        Column("account", "Konto", "code", missing="ej angivet"),
        Column("codes", "Koder"),
        Column("debit", "Debet", "ore", decimals=2),
        Column("credit", "Kredit", "ore", decimals=2),
        Column("text", "Text"),
        Column("reason", "Skäl"),
    ]
    back = "" if facts.period.closing else " Delårets periodisering brukar återföras när nästa period öppnas."
    note = (
        "Ett förslag, som den ansvariga ekonomen prövar och bokför. Står flera koder på en rad väljer ni den som "
        f"gäller hos er.{back}{rests}"
    )
    return Table(
        "accrual_entry",
        f"Bokföringsunderlag, {facts.period.title}",
        columns,
        rows,
        total={"account": "Summa", "codes": "", "debit": together, "credit": together, "text": "", "reason": ""},
        note=note,
        sheet="Bokföringsunderlag",
    )


def _line(facts: Facts, result: Part, parts: Sequence[GrantPart], line: EntryLine, ore: Figure) -> Row:
    codes = _codes(facts, line.account)
    rest = [f"{TITLES[name]} {_either(values)}" for name, values in codes.items() if name != "account"]
    parameters, name = facts.parameters, line.sets
    should, booked = (result.figures[f"accrual.{key}.{name}"].known_ore for key in ("should", "booked"))
    because = _because(parts, name)
    return {
        "account": _either(codes["account"]) if "account" in codes else None,
        "codes": ", ".join(rest),
        "debit": ore if line.debit else "",
        "credit": ore if line.credit else "",
        "text": f"Periodisering {parameters.agreement.short or parameters.agreement.title}, {facts.period.title}",
        "reason": f"{sentence(NAMED[name])} bör vara {with_unit(kronor(should, 2), 'kr')}, bokfört är "
        f"{with_unit(kronor(booked, 2), 'kr')}{because}",
    }


def _because(parts: Sequence[GrantPart], name: str) -> str:
    """What an amount is of: the principle where all that it is of have the same, else each part's amount."""
    told = [(one, ore) for one in parts if one.standing and (ore := getattr(one.standing, name))]
    principles = {one.principle for one, _ in told} or {one.principle for one in parts}
    if len(principles) > 1:
        amounts = [f"{one.title or ALL_TITLE} {with_unit(kronor(ore, 2), 'kr')}" for one, ore in told]
        return f": {listed(amounts)}"
    (principle,) = principles
    return f": {PRINCIPLE[principle]}" if principle in PRINCIPLE else ""


def _codes(facts: Facts, account: str) -> Codes:
    configured = facts.parameters.choices.books.accrual
    found: Codes | None = None if configured is None else getattr(configured, account)
    return found or {}


def _either(values: list[str]) -> str:
    return " eller ".join(values)
