"""What a region books on a grant's codes beside its cost: investments that the terms allow, and co-financing.

Owns the shapes ``bookkeeping.investments`` and ``bookkeeping.cofinancing``, and that an investment stands on balance
accounts (class 1) by a decision of the region, co-financing on income accounts (class 3).
"""

from pydantic import model_validator

from .node import Day, KnownFlag, KnownText, Node, wrong_at
from .values import Codes, Sourced


def _class_of(codes: Codes, wanted: str) -> str | None:
    """An account of another class than the wanted; None where all are of it. Codes without accounts are refused."""
    return next((account for account in codes.get("account", []) if account[:1] != wanted), None)


class Investments(Sourced):
    """The balance accounts of what is bought for the grant and lasts; who decided it (``by``), when, and its number."""

    codes: Codes
    by: str
    date: Day
    number: KnownText = None

    @model_validator(mode="after")
    def _on_balance_accounts(self) -> "Investments":
        if not self.codes.get("account"):
            raise wrong_at("codes saknar account; skriv balanskontona (klass 1) som inventarierna bokförs på", "codes")
        if wrong := _class_of(self.codes, "1"):
            raise wrong_at(f"kontot «{wrong}» är inget balanskonto i klass 1, som inventarier bokförs på", "codes")
        return self


class Cofinancing(Sourced):
    """The income accounts of what others pay of the same work: ``by`` whom."""

    codes: Codes
    by: str

    @model_validator(mode="after")
    def _on_income_accounts(self) -> "Cofinancing":
        if not self.codes.get("account"):
            raise wrong_at(
                "codes saknar account; skriv intäktskontona (klass 3) som medfinansieringen bokförs på", "codes"
            )
        if wrong := _class_of(self.codes, "3"):
            raise wrong_at(f"kontot «{wrong}» är inget intäktskonto i klass 3, som medfinansiering bokförs på", "codes")
        return self


class InvestmentTerms(Node):
    """Whether the grant may bear investments; ``allowed`` None when no source says."""

    allowed: KnownFlag
    source: str
    place: str | None = None
    note: str | None = None
