"""A component of an agreement: a part of the money with a sharing rule of its own.

Owns the names of the rules and which keys each needs, so that a rule never meets a component that it cannot share; what
each rule does is in ``rules/sharing``. A key may be written ``unknown`` where the sources do not say; a key that is
left out is a mistake.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from .kinds import Kinds
from .ladder import Ladder
from .node import Flag, KnownDay, KnownText, Node, Number, Slug, Whole, known, wrong_at
from .values import Amount, Money, Sourced

RuleName = Literal[
    "population_share",
    "equal_share",
    "fixed",
    "application",
    "price_list",
    "per_unit_capped",
    "per_fte",
    "unknown",
]
MAY_BE_UNKNOWN = ("key_date", "prices", "price")
OWN_KEYS = ("key_date", "population_date", "each", "prices", "price", "paid_per", "per_fte")


@dataclass(frozen=True)
class RuleKeys:
    """The keys of a component that belong to its rule: those it must have, and further ones it may have.

    ``quantities`` are the keys of the region's file with what it did and has that the rule reckons with.
    """

    needed: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()

    @property
    def may_have(self) -> tuple[str, ...]:
        """Those needed and the further ones."""
        return self.needed + self.further


RULE_KEYS: dict[RuleName, RuleKeys] = {
    "population_share": RuleKeys(needed=("key_date", "population_date")),
    "equal_share": RuleKeys(further=("each",)),
    "fixed": RuleKeys(),
    "application": RuleKeys(quantities=("applications",)),
    "price_list": RuleKeys(needed=("prices",), quantities=("volumes",)),
    "per_unit_capped": RuleKeys(
        needed=("price", "paid_per", "population_date"), further=("key_date",), quantities=("volumes",)
    ),
    "per_fte": RuleKeys(needed=("per_fte",), quantities=("listed", "full_time_equivalents")),
    "unknown": RuleKeys(),
}


def _twice(names: list[str]) -> str | None:
    """The first name that stands more than once."""
    return next((name for name in names if names.count(name) > 1), None)


def _known_list(value: object) -> object:
    return known(value) or []


class Price(Money):
    """A price per completed and approved investigation in a price list."""

    id: Slug
    title: str


class PaidPer(Sourced):
    """What each payment is for, as a source words it; sources may differ."""

    what: str


class PerFte(Node):
    """One full-time equivalent (tjänstefaktor) per so many listed inhabitants, at a price a year.

    ``minimum`` is the least share of a full-time equivalent a unit gets; None when there is none.
    """

    price: Amount
    inhabitants: Whole | None = None
    ages: str | None = None
    listed_on: KnownDay = None
    minimum: Number | None = None

    @model_validator(mode="after")
    def _can_be_reckoned(self) -> "PerFte":
        if self.inhabitants == 0:
            raise wrong_at("inhabitants ska vara minst 1", "inhabitants")
        if self.minimum is not None and self.minimum < 0:
            raise wrong_at(f"minimum är {self.minimum}; skriv 0 eller mer", "minimum")
        return self


class SplitPart(Node):
    """One that the region's money is split to; ``weight`` None when no source says how large the part is."""

    id: Slug
    title: str
    weight: Annotated[Whole | None, BeforeValidator(known)]


class Split(Sourced):
    """How the money in a county is split between the region and others, as its municipalities."""

    parts: list[SplitPart] = Field(min_length=2)

    @model_validator(mode="after")
    def _can_be_split(self) -> "Split":
        if twice := _twice([part.id for part in self.parts]):
            raise wrong_at(f"delen «{twice}» står två gånger; ge delarna olika id", "parts")
        if all(part.weight == 0 for part in self.parts):
            raise wrong_at("alla delars weight är 0; ange minst en som är större, eller unknown", "parts")
        return self


class Inference(Node):
    """What we, not a source, read out of a national amount: it divided in so many equal parts. Shown, never used."""

    parts: Whole
    why: str

    @model_validator(mode="after")
    def _has_parts(self) -> "Inference":
        if self.parts == 0:
            raise wrong_at("parts ska vara minst 1", "parts")
        return self


class Component(Node):
    """A part of the grant with its own sharing rule.

    ``key_date`` is what the agreement says decides the share (None: it does not say), ``population_date`` the day we
    have population for. ``national`` is empty when no source gives an amount. ``kind`` is empty when no source tells
    what kind of money it is; a second entry holds from its month on. A component with a ``ladder`` is shared by
    what all regions' results are, which ``rules.ladder`` reckons with, and by no rule of its own.
    """

    id: Slug
    title: str
    rule: RuleName
    kind: Kinds = []
    basis: KnownText = None
    recipient: Literal["regions", "association", "others"] = "regions"
    outside_total: Flag = False
    key_date: KnownDay = None
    population_date: KnownDay = None
    national: Annotated[list[Amount], BeforeValidator(_known_list)] = []
    each: Amount | None = None
    prices: Annotated[list[Price] | None, BeforeValidator(_known_list)] = None
    price: Annotated[list[Amount] | None, BeforeValidator(_known_list)] = None
    paid_per: Annotated[list[PaidPer], Field(min_length=1)] = []
    per_fte: PerFte | None = None
    split: Split | None = None
    inferred: Inference | None = None
    ladder: Ladder | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _one_chosen(self) -> "Component":
        if self.national and sum(amount.chosen for amount in self.national) != 1:
            raise wrong_at("exakt ett av beloppen under national ska gälla; ge de övriga chosen: false", "national")
        if self.price and sum(amount.chosen for amount in self.price) != 1:
            raise wrong_at("exakt ett av beloppen under price ska gälla; ge de övriga chosen: false", "price")
        if twice := _twice([price.id for price in self.prices or []]):
            raise wrong_at(f"priset «{twice}» står två gånger under prices; ge priserna olika id", "prices")
        return self

    @model_validator(mode="after")
    def _kind_in_order(self) -> "Component":
        months = [entry.start for entry in self.kind]
        if any(month is None for month in months[1:]) or len(set(months)) < len(months):
            raise wrong_at(
                "kind har flera slag för samma tid; ett slag som ändras under året ska ha from med månaden då det nya "
                "gäller",
                "kind",
            )
        if sorted(month or "" for month in months) != [month or "" for month in months]:
            raise wrong_at("kind står inte i tidsordning; skriv det äldsta slaget först", "kind")
        return self

    @model_validator(mode="after")
    def _nothing_below_nought(self) -> "Component":
        for key, amounts in (
            ("national", self.national),
            ("each", [self.each] if self.each else []),
            ("prices", self.prices or []),
            ("price", self.price or []),
            ("per_fte", [self.per_fte.price] if self.per_fte else []),
        ):
            for number, amount in enumerate(amounts):
                if amount.ore < 0:
                    raise wrong_at(f"{key} har beloppet {amount.amount} {amount.unit}; skriv 0 eller mer", key, number)
        if any(amount.ore == 0 for amount in self.price or []):
            raise wrong_at("price är 0, så inget antal når taket; skriv ett pris som är större eller unknown", "price")
        return self

    @model_validator(mode="after")
    def _fits_its_rule(self) -> "Component":
        keys = RULE_KEYS[self.rule]
        missing = [key for key in keys.needed if key not in self.model_fields_set]
        if missing:
            may_be = [key for key in missing if key in MAY_BE_UNKNOWN]
            remedy = (
                f"skriv unknown för {', '.join(may_be)} om källan inte säger det" if may_be else "lägg till nyckeln"
            )
            raise ValueError(f"regeln {self.rule} kräver {', '.join(missing)}; {remedy}")
        foreign = [key for key in OWN_KEYS if key in self.model_fields_set and key not in keys.may_have]
        if foreign:
            raise wrong_at(
                f"{', '.join(foreign)} hör inte till regeln {self.rule}; ta bort nyckeln eller välj en annan rule",
                foreign[0],
            )
        if "population_date" in keys.needed and self.population_date is None:
            raise wrong_at("population_date ska vara ett datum som finns i params/population.csv", "population_date")
        if "national" in self.model_fields_set and self.each is not None:
            raise wrong_at("each och national kan inte gälla samtidigt; behåll den som källan anger", "each")
        if "national" not in self.model_fields_set and self.each is None:
            raise ValueError("national saknas; skriv unknown om ingen källa anger beloppet")
        if self.ladder is not None and not self.national:
            raise wrong_at(
                "ladder delar ett belopp, men national är inte känt; ange beloppet eller ta bort ladder", "ladder"
            )
        return self

    @property
    def is_assumed(self) -> bool:
        """True when the money is shared by population though no source tells the basis, nor a day of population."""
        return self.rule == "population_share" and self.basis is None and self.key_date is None

    @property
    def national_amount(self) -> Amount | None:
        """The amount that is used; None when no source gives one."""
        return next((amount for amount in self.national if amount.chosen), None)

    @property
    def chosen_price(self) -> Amount | None:
        """The price per unit that is used; None when no source gives one."""
        return next((amount for amount in self.price or [] if amount.chosen), None)
