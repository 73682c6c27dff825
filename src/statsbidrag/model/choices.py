"""One region's choices under an agreement: stated amounts, codes, efforts, events, requirements, indicators.

Owns the shape of ``params/<year>/<region>/<agreement>.yaml`` (RegionAgreement).
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from ..base.money import swedish_kronor
from ..base.needed import needed
from ..base.states import EffortStatus, RequirementStatus, Status
from .agreement import Deadline
from .bookkeeping import Bookkeeping
from .budget import Budget, Budgets, by_decision, each_in_ore
from .component import Component
from .descriptions import CompetenceNeed, Description
from .distribution import Receiver
from .events import Decision
from .events import Event as Event
from .indicator import Indicator
from .kinds import Recognition
from .node import (
    ByName,
    Flag,
    KnownText,
    Month,
    Node,
    Slug,
    Year,
    is_evidence,
    known,
    wrong_at,
)
from .own_frames import OwnRequirementState, Posts
from .quantities import Application, FullTimeEquivalents, Listed, Volume
from .salary import SalaryShare
from .values import Amount, Codes, Contradiction, Money, Remark, Source


class Stated(Amount):
    """What the region's own papers say it gets a year, for the components in ``of`` (one area of them, if ``area``).

    ``of`` is empty when the papers do not tell which components the amount covers; ``parts`` are the amounts it was
    put together from, in the same unit.
    """

    year: Year
    of: Annotated[list[Slug], BeforeValidator(lambda value: known(value) or [])]
    area: Slug | None = None
    parts: list[str] | None = None

    @model_validator(mode="after")
    def _not_below_nought(self) -> "Stated":
        if self.ore < 0:
            raise wrong_at(f"beloppet är {self.amount} {self.unit}; skriv 0 eller mer", "amount")
        return self

    @model_validator(mode="after")
    def _parts_sum(self) -> "Stated":
        total = sum(each_in_ore("parts", self.parts or [], self.unit))
        if self.parts is not None and total != self.ore:
            raise wrong_at(
                f"delarna i parts blir {swedish_kronor(total)} kr men beloppet är {swedish_kronor(self.ore)} kr; "
                "rätta parts eller amount",
                "parts",
            )
        return self

    def stands_for(self, year: int) -> bool:
        """True when it is what a year's components give as a whole: of that year, of no single area, and used."""
        return self.year == year and self.area is None and self.chosen


class Forecast(Money):
    """What the responsible person expects the year's cost to be, as of a month, and why."""

    as_of: Month
    reason: str


class After(Node):
    """What happens to an effort when the grant ends."""

    grows_into: Literal["ordinarie", "avslutas", "ny finansiering", "unknown"]
    yearly_cost: Annotated[Amount | None, BeforeValidator(known)]
    decided: Flag


class StatusAt(Node):
    """An effort's status as judged at a month."""

    as_of: Month
    status: EffortStatus
    reason: str | None = None


class Effort(Node):
    """Something the region does with the money (insats), recognised in the ledger by its codes.

    ``short`` is its name inside a sentence; ``source`` where the effort itself comes from; ``firmness`` how firm its
    role, status, continuation, ``why`` (why it was chosen) and ``benefit`` (nytta, achieved or expected) are. ``area``
    is None in an agreement that points out none. ``staffing`` tells whether it is staffing, None where nobody has said.
    is None in an agreement that points out none. ``passed_on`` is what others shall have of the money, as
    municipalities: it is used of the grant, and neither an effort nor a cost of the region's own.
    """

    id: Slug
    title: str
    short: str
    area: Slug | None = None
    source: str
    place: str
    firmness: Status
    codes: Codes
    budgets: Budgets = Field(alias="budget")
    responsible: str
    status: list[StatusAt]
    forecasts: list[Forecast] = []
    after: After
    why: str | None = None
    benefit: str | None = None
    staffing: Flag | None = None
    passed_on: Flag = False

    @property
    def budget(self) -> Budget:
        """The budget that was decided first; which version is in force is ``rules.budget``."""
        return by_decision(self.budgets)[0]


class RequirementState(Node):
    """How the region meets a requirement, the evidence, and which component's money is at stake.

    With ``as_of`` the state holds from that month; a report of an earlier month says «ej bedömt». ``status`` example:
    no source tells of it.
    """

    id: Slug
    as_of: Month | None = None
    state: RequirementStatus
    evidence: str | None = None
    responsible: str
    at_stake: Slug
    status: Status = Status.DECIDED

    @model_validator(mode="after")
    def _met_is_shown(self) -> "RequirementState":
        if self.state is RequirementStatus.MET and not is_evidence(self.evidence):
            raise wrong_at(
                "state är met men evidence säger inte vad som visar det; skriv underlaget under evidence, eller state: "
                "unknown tills det finns",
                *(["evidence"] if "evidence" in self.model_fields_set else []),
            )
        return self


class OwnRequirement(Node):
    """What the region itself asks of those it shares money out to, beside the national requirements.

    ``component`` is the money it is asked for, None when it is asked for all of it; ``deadlines`` are those of the
    region's own by which it is shown.
    """

    id: Slug
    text: str
    component: Slug | None = None
    deadlines: list[Slug] = []
    source: str
    place: str


class RegionAgreement(Node):
    """One region's choices under one agreement one year.

    ``components`` is money the region itself shares out, ``own_requirements`` and ``own_deadlines`` what it asks for
    it. ``bookkeeping`` and ``perspective`` are None while nothing is known of how the region books the grant; then no
    report can be made of it.
    """

    agreement: Slug
    number: KnownText
    category: KnownText = None
    responsible: str
    deciding_body: KnownText
    perspective: Annotated[
        Literal["purchaser", "provider", "group"] | None,
        BeforeValidator(known),
    ]
    sources: Annotated[dict[str, Source], ByName] = {}
    stated: list[Stated] = []
    decided: list[Stated] = []
    planned: Amount | None = None
    components: list[Component] = []
    volumes: list[Volume] = []
    listed: list[Listed] = []
    full_time_equivalents: list[FullTimeEquivalents] = []
    posts: list[Posts] = []
    applications: list[Application] = []
    bookkeeping: Annotated[Bookkeeping | None, BeforeValidator(known)]
    recognition: list[Recognition] = []
    salary_shares: list[SalaryShare] = []
    distribution: list[Receiver] = []
    efforts: list[Effort] = []
    events: list[Event] = []
    decisions: list[Decision] = []
    requirements: list[RequirementState] = []
    own_requirements: list[OwnRequirement] = []
    own_requirement_states: list[OwnRequirementState] = []
    own_deadlines: list[Deadline] = []
    indicators: list[Indicator] = []
    lead_indicator: Slug | None = None
    descriptions: list[Description] = []
    competence_needs: list[CompetenceNeed] = []
    contradictions: list[Contradiction] = []
    remarks: list[Remark] = []

    @model_validator(mode="after")
    def _efforts_have_cost(self) -> "RegionAgreement":
        if self.efforts and self.bookkeeping and self.bookkeeping.not_separated:
            raise ValueError(
                "efforts följs upp på koder i huvudboken, men kostnaden är ej särredovisad; skriv insatserna under "
                "descriptions"
            )
        return self

    def frame_of(self, component: Component, year: int) -> Amount | None:
        """The frame of money that the region itself shares out: what its papers state for it alone, else the
        component's amount; None where no source gives one."""
        stated = (one for one in self.stated if one.of == [component.id] and one.stands_for(year))
        return next(stated, component.national_amount)

    @property
    def books(self) -> Bookkeeping:
        """How the region books the grant. TypeError while nothing is known of it; no report is made then."""
        return needed(self.bookkeeping, f"{self.origin}: bookkeeping")
