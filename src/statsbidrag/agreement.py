"""What an agreement is: the national terms, the same for all regions.

Owns the shape of ``params/<year>/agreements/<agreement>.yaml``. Values only; the rules that use them are in ``rules``.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from .node import ByName, Day, Flag, KnownDay, KnownFlag, KnownText, Month, Node, Slug, Whole
from .values import Amount, Money, Remark, Source, Sourced


class Window(Sourced):
    """The days within which the money may be used, both inclusive, and how firm that is."""

    start: Day = Field(alias="from")
    end: Day = Field(alias="to")


class Component(Node):
    """A part of the grant with its own sharing rule.

    ``key_date`` is what the agreement says decides the share, ``population_date`` the day we have population for.
    """

    id: Slug
    title: str
    rule: Literal["population_share"]
    key_date: KnownDay
    population_date: Day
    national: list[Amount]

    @model_validator(mode="after")
    def _one_chosen(self) -> "Component":
        if sum(amount.chosen for amount in self.national) != 1:
            raise ValueError("exakt ett av beloppen under national ska gälla; ge de övriga chosen: false")
        return self

    @property
    def national_amount(self) -> Amount:
        return next(amount for amount in self.national if amount.chosen)


class Area(Node):
    """A development area of the agreement (utvecklingsområde); ``short`` is its name inside a sentence."""

    id: Slug
    title: str
    short: str


class Requirement(Node):
    """What must be done for the money; ``short`` is its name inside a sentence."""

    id: Slug
    text: str
    short: str
    deadline: str | None = None
    source: str
    place: str


class Deadline(Node):
    """A date in the agreement with its receiver; None when the source does not say."""

    id: Slug
    kind: Literal["plan", "report", "requisition", "payment", "repayment", "follow_up"]
    what: str
    receiver: KnownText
    date: KnownDay
    source: str
    place: str
    note: str | None = None


class Amendment(Money):
    """A national amount that changes within the year, from a month on; it adds or replaces.

    ``of`` names what changes: ``components.<id>.national``.
    """

    start: Month = Field(alias="from")
    of: str
    adds: Flag


class Repayment(Node):
    """What happens to unspent money; ``rule`` None when no source says."""

    rule: KnownText
    source: str
    place: str | None = None


class Overhead(Node):
    """Whether the grant may bear a share of common costs (overhead); ``allowed`` None when no source says."""

    allowed: KnownFlag
    source: str
    place: str | None = None
    note: str | None = None


class Agreement(Node):
    """The national terms of one agreement one year."""

    id: Slug
    title: str
    aliases: list[str] = []
    year: Whole
    parties: list[str]
    notebook: Slug
    sources: Annotated[dict[str, Source], ByName]
    window: Window
    components: list[Component] = Field(min_length=1)
    areas: list[Area] = []
    requirements: list[Requirement] = []
    deadlines: list[Deadline] = []
    amendments: list[Amendment] = []
    repayment: Repayment
    overhead: Overhead | None = None
    remarks: list[Remark] = []
