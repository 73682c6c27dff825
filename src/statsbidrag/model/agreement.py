"""What an agreement is: the national terms, the same for all regions.

Owns the shape of ``params/<year>/agreements/<agreement>.yaml``. Values only; the rules that use them are in ``rules``.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from .beside_cost import InvestmentTerms
from .component import Component
from .kinds import AtStake
from .node import ByName, Day, Flag, KnownDay, KnownFlag, KnownText, Month, Node, Number, Slug, Year, wrong_at
from .values import Amount, Contradiction, Money, Remark, Source, Sourced


class Span(Sourced):
    """Days from one to another, both inclusive."""

    start: Day = Field(alias="from")
    end: Day = Field(alias="to")

    @model_validator(mode="after")
    def _runs_forwards(self) -> "Span":
        if self.end < self.start:
            raise wrong_at(f"to är {self.end}, före from som är {self.start}; rätta from eller to", "to")
        return self


class Window(Span):
    """The days within which the money may be used, both inclusive, and how firm that is."""


class Area(Node):
    """A development area of the agreement (utvecklingsområde); ``short`` is its name inside a sentence."""

    id: Slug
    title: str
    short: str


class Requirement(Node):
    """What must be done for the money; ``short`` is its name inside a sentence, ``deadline`` the id of the date by
    which it is shown.

    ``at_stake`` is told where the money it decides is another year's (design: kinds of money).
    """

    id: Slug
    text: str
    short: str
    deadline: str | None = None
    at_stake: AtStake | None = None
    source: str
    place: str


class Deadline(Node):
    """A date in the agreement with its receiver; None when the source does not say.

    ``month`` is the month when the source gives no day. ``by`` is who must do it, None for the region. ``component`` is
    the money it is about, None where it is about all of it. What fulfils it is a requirement whose ``deadline`` it is,
    or an event that ``fulfils`` it.
    """

    id: Slug
    kind: Literal["plan", "report", "apply", "requisition", "payment", "repayment", "follow_up"]
    what: str
    receiver: KnownText
    date: KnownDay
    month: Month | None = None
    by: str | None = None
    component: Slug | None = None
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
    """Whether the grant may bear a share of common costs (overhead); ``allowed`` None when no source says.

    ``percent`` is the most of the cost that may be common costs, None when no source sets a bound.
    """

    allowed: KnownFlag
    percent: Number | None = None
    source: str
    place: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _is_a_percentage(self) -> "Overhead":
        if self.percent is not None and (self.allowed is not True or not 0 < self.percent <= 100):
            fault = "procenttalet gäller bara när allowed är true; ta bort percent, eller rätta allowed"
            if self.allowed is True:
                fault = f"percent är {self.percent}; skriv mer än 0 och högst 100"
            raise wrong_at(fault, "percent")
        return self


class AgreementPeriod(Span):
    """The years an agreement covers, as a source says; not the same as when a year's money may be used."""


class CarryOver(Node):
    """Whether a year's money may be used the year after; ``allowed`` None when no source says."""

    allowed: KnownFlag
    source: str
    place: str | None = None
    note: str | None = None


class Approval(Node):
    """Who agreed to the agreement on the national side, and when; ``date`` None when the source does not say."""

    by: str
    date: KnownDay
    source: str
    place: str


class Continues(Node):
    """An agreement of an earlier year that this one continues: renewed, merged with others, or split in several."""

    agreement: Slug
    year: Year
    how: Literal["renewed", "merged", "split"]
    source: str
    place: str | None = None


class NationalIndicator(Node):
    """What the agreement itself measures, and its goal in percent where it has one."""

    id: Slug
    title: str
    goal: Number | None = None
    goal_year: Year | None = None
    source: str
    place: str

    @model_validator(mode="after")
    def _goal_is_a_share(self) -> "NationalIndicator":
        if self.goal is not None and not 0 <= self.goal <= 100:
            raise wrong_at(f"goal är {self.goal} procent; skriv ett tal från 0 till 100", "goal")
        return self


class Agreement(Node):
    """The national terms of one agreement one year.

    ``short`` is its name in tables and charts, where the title does not fit.

    ``notebook`` is None while the agreement stands in the register without a report of its own; ``sections`` are the
    particular sections its report has beside the common ones, by name. ``total`` is what the
    sources say the whole agreement comprises, with what goes to others than the regions.
    """

    id: Slug
    title: str
    short: str | None = None
    aliases: list[str] = []
    year: Year
    parties: list[str]
    notebook: Slug | None = None
    sections: list[Slug] = []
    payer: KnownText = None
    sources: Annotated[dict[str, Source], ByName]
    periods: list[AgreementPeriod] = []
    window: Window
    total: list[Amount] = []
    components: list[Component] = Field(min_length=1)
    areas: list[Area] = []
    requirements: list[Requirement] = []
    deadlines: list[Deadline] = []
    indicators: list[NationalIndicator] = []
    amendments: list[Amendment] = []
    approvals: list[Approval] = []
    continues: list[Continues] = []
    carry_over: CarryOver | None = None
    repayment: Repayment
    overhead: Overhead | None = None
    investments: InvestmentTerms | None = None
    contradictions: list[Contradiction] = []
    remarks: list[Remark] = []

    @property
    def shared(self) -> list[Component]:
        """The components whose money goes to the regions."""
        return [component for component in self.components if component.recipient == "regions"]
