"""#PSALDO, the change of an account in a month: what it says of accounts, of objects, and as a ledger of its own.

Owns the two conventions. By the specification the row with ``{}`` is the account's total and rows with objects tell of
parts of it. Some programs write a partition instead: ``{}`` is the part without object, and every row adds up. The sum
of an object is the same in both: all rows that carry it.
"""

from collections import defaultdict
from dataclasses import dataclass

from .notes import Notes
from .parsed import Balance, Objects, Parsed

WHOLE, PARTITION, UNKNOWN = "whole", "partition", "unknown"


@dataclass(frozen=True)
class Month:
    """One row of the ledger that period balances make: ``line`` of the #PSALDO it comes from, öre."""

    line: int
    month: str
    account: str
    objects: Objects
    ore: int


def convention(parsed: Parsed) -> str:
    """WHOLE or PARTITION, or UNKNOWN when the file fits both or neither.

    Decided by the accounts that have both kinds of rows and a #RES; without any, by which sum over all accounts is zero
    in every month, as a ledger's must be.
    """
    rows = parsed.balances_of("PSALDO")
    with_objects = {balance.account for balance in rows if balance.objects}
    if not with_objects:
        return WHOLE
    alone: dict[str, int] = defaultdict(int)
    together: dict[str, int] = defaultdict(int)
    for balance in rows:
        together[balance.account] += balance.ore
        alone[balance.account] += 0 if balance.objects else balance.ore
    results = {balance.account: balance.ore for balance in parsed.balances_of("RES") if balance.account in with_objects}
    telling = [account for account in results if alone[account] != together[account]]
    fits = {
        WHOLE: [alone[account] == results[account] for account in telling],
        PARTITION: [together[account] == results[account] for account in telling],
    }
    if sum(fits[WHOLE]) != sum(fits[PARTITION]):
        return max((WHOLE, PARTITION), key=lambda which: sum(fits[which]))
    months_alone: dict[str, int] = defaultdict(int)
    months_together: dict[str, int] = defaultdict(int)
    for balance in rows:
        months_together[balance.period] += balance.ore
        months_alone[balance.period] += 0 if balance.objects else balance.ore
    zero_alone, zero_together = not any(months_alone.values()), not any(months_together.values())
    if zero_alone == zero_together:
        return UNKNOWN
    return WHOLE if zero_alone else PARTITION


def account_months(parsed: Parsed) -> dict[tuple[str, ...], tuple[int, int]]:
    """(month, account) → the first row's line and the account's total, öre; empty when the convention is unknown."""
    which = convention(parsed)
    if which == UNKNOWN:
        return {}
    counted = [balance for balance in parsed.balances_of("PSALDO") if which == PARTITION or not balance.objects]
    return _summed([((balance.period, balance.account), balance) for balance in counted])


def object_months(parsed: Parsed) -> dict[tuple[str, ...], tuple[int, int]]:
    """(month, account, dimension, object) → the first row's line and the object's total, öre; no sub-dimensions."""
    return _summed(
        [
            ((balance.period, balance.account, dimension, code), balance)
            for balance in parsed.balances_of("PSALDO")
            for dimension, code in balance.objects
            if dimension not in parsed.parents
        ]
    )


def months_of(parsed: Parsed) -> list[Month]:
    """The period balances of the file's year as a ledger, so that every account and every object gets its total.

    Where ``{}`` is the account's total, a row without object, the first if it stands twice, takes what the rows with
    objects leave. That can be negative, when the file tells of several dimensions one by one: a sum is true within one
    dimension only.
    """
    rows = parsed.balances_of("PSALDO")
    if convention(parsed) == PARTITION:
        return [Month(row.line, row.period, row.account, row.objects, row.ore) for row in rows]
    told: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        if row.objects:
            told[row.period, row.account] += row.ore
    ledger = []
    for row in rows:
        ore = row.ore if row.objects else row.ore - told.pop((row.period, row.account), 0)
        if ore:
            ledger.append(Month(row.line, row.period, row.account, row.objects, ore))
    return ledger


def tell_convention(parsed: Parsed, notes: Notes) -> None:
    """Tell which convention the file follows, where it is not the specification's."""
    which = convention(parsed)
    if which == PARTITION:
        told = "periodsaldon utan objekt är det som återstår när objekten dragits av; konto = alla rader tillsammans"
        notes.add("periodsaldon-delade", told, "Inget behöver göras.", parsed.balances_of("PSALDO")[0].line)
    elif which == UNKNOWN:
        told = (
            "det går inte att avgöra om periodsaldon utan objekt är kontots hela saldo eller det som återstår; "
            "objektens summor är desamma, men kontonas räknas som hela saldon"
        )
        notes.add("periodsaldon-oklara", told, "Ta ut filen som SIE typ 4 (4E).", parsed.balances_of("PSALDO")[0].line)


def _summed(entries: list[tuple[tuple[str, ...], Balance]]) -> dict[tuple[str, ...], tuple[int, int]]:
    sums: dict[tuple[str, ...], tuple[int, int]] = {}
    for place, balance in entries:
        line, ore = sums.get(place, (balance.line, 0))
        sums[place] = (line, ore + balance.ore)
    return sums
