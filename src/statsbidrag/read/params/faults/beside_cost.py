"""What a region tells of what stands beside a grant's cost, that cannot be.

Owns that the terms' no to investments is no, that the decision on them is not after the grant year is settled, and that
co-financing is none of the grant's own income. Every fault is a line with its ``file:line``, and a refusal.
"""

from collections.abc import Iterator

from ....model.agreement import Agreement
from ....model.choices import RegionAgreement
from ....model.values import Codes
from .days import last_day


def faults_beside_cost(agreement: Agreement, choices: RegionAgreement) -> Iterator[str]:
    """A line for each fault in a region's investments and co-financing."""
    books = choices.bookkeeping
    if books is None:
        return
    terms, investments = agreement.investments, books.investments
    if investments is not None and terms is not None and terms.allowed is False:
        yield (
            f"{investments.at()}: villkoren tillåter inte investeringar ({terms.origin}). Ta bort investments, eller "
            "rätta villkoren om källan säger annat."
        )
    last = last_day(agreement, choices)
    if investments is not None and investments.date > last:
        yield (
            f"{investments.at('date')}: beslutet är daterat {investments.date}, efter {last}, då {agreement.year} års "
            "bidrag är redovisat. Rätta date."
        )
    if books.not_separated is not None and (investments is not None or books.cofinancing):
        place = investments.at() if investments is not None else books.cofinancing[0].at()
        yield (
            f"{place}: kostnaden är ej särredovisad, så inga rader står på bidragets koder. Ta bort investments och "
            "cofinancing."
        )
    own = [books.income or {}, books.accrual.income if books.accrual else {}]
    for number, one in enumerate(books.cofinancing):
        for accounts in (sorted({*one.codes["account"]} & {*codes.get("account", [])}) for codes in own):
            if accounts:
                yield (
                    f"{one.at('codes')}: kontot {accounts[0]} är bidragets egen intäkt (income) och kan inte vara "
                    "medfinansiering. Rätta codes."
                )
                break
        for other in books.cofinancing[:number]:
            if _meet(one.codes, other.codes):
                yield f"{one.at('codes')}: två poster under cofinancing har samma konton. Ge dem olika codes."


def _meet(one: Codes, other: Codes) -> bool:
    """Whether a row can have the codes of both."""
    return all({*one[name]} & {*other[name]} for name in one if name in other)
