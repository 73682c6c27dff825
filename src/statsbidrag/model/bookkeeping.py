"""Where a region books a grant: its ledger codes, or why its cost is not accounted for separately.

Owns that a grant either has codes that find its cost or says why it has none (ej särredovisat).
"""

from typing import Annotated

from pydantic import BeforeValidator, model_validator

from .beside_cost import Cofinancing, Investments
from .node import ByName, Node, known, wrong_at
from .values import Amount, Codes


class Accrual(Node):
    """Where the grant is accrued (periodisering): balance rows of the liability and claim, and the recognised income.

    ``liability`` is received and not yet earned, ``claim`` earned and not yet received, ``income`` the class 3 codes.
    ``opening`` is what stood there when the file's year began, for a ledger that starts then: a liability is above
    nought and a claim below it.
    """

    liability: Codes
    claim: Codes | None = None
    income: Codes
    opening: Amount | None = None

    @model_validator(mode="after")
    def _opening_is_used(self) -> "Accrual":
        if self.opening is not None and not self.opening.chosen:
            fault = "opening är ett enda belopp; ta bort chosen, eller ta bort opening om det inte ska gälla"
            raise wrong_at(fault, "opening", "chosen")
        if self.opening is not None and self.opening.ore < 0 and self.claim is None:
            fault = "opening är en fordran (minus) men koderna för den saknas; skriv claim, eller rätta beloppet"
            raise wrong_at(fault, "opening", "amount")
        return self


class NotSeparated(Node):
    """Why the cost of a grant cannot be told from other cost (ej särredovisat), as a source says."""

    reason: str
    source: str
    place: str


class Bookkeeping(Node):
    """Which ledger codes the grant has. Codes in one dimension are alternatives; dimensions must all hold.

    ``income`` is where the payment lands, ``accrual`` where unspent or claimed money stands in the balance sheet.
    ``investments`` and ``cofinancing`` are rows on the grant's codes that stand beside its cost.
    ``not_separated`` stands instead of ``cost`` where the cost is spread among other cost: it is not known then, which
    is not nought.
    """

    cost: Codes = {}
    not_separated: NotSeparated | None = None
    components: Annotated[dict[str, Codes], ByName] = {}
    income: Annotated[Codes | None, BeforeValidator(known)]
    accrual: Accrual | None = None
    investments: Investments | None = None
    cofinancing: list[Cofinancing] = []

    @model_validator(mode="after")
    def _cost_or_reason(self) -> "Bookkeeping":
        if bool(self.cost) == (self.not_separated is not None):
            raise ValueError("ge cost med kostnadens koder, eller not_separated med skälet när den inte kan skiljas ut")
        if self.not_separated is not None and self.components:
            raise ValueError("components hör till cost; ta bort nyckeln när kostnaden är ej särredovisad")
        return self
