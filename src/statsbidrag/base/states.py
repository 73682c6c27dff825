"""The states that things are in, as codes: how firm a value is, what a part lacks, how a requirement, effort or duty
stands.

Owns the enums that travel between rooms, with the codes that parameter files have; ``show.wording`` says each in
Swedish, and nothing else does.
"""

from enum import StrEnum


class Status(StrEnum):
    """How firm a value is; ``example`` is invented because the source has none."""

    DECIDED = "decided"
    PRELIMINARY = "preliminary"
    UNKNOWN = "unknown"
    EXAMPLE = "example"


class Lacking(StrEnum):
    """What is missing when a region's part of a component cannot be computed."""

    RULE = "rule"
    AMOUNT = "amount"
    PRICE = "price"
    VOLUME = "volume"
    LISTED = "listed"
    FULL_TIME_EQUIVALENTS = "full_time_equivalents"
    APPLICATIONS = "applications"


class RequirementStatus(StrEnum):
    """How a region meets a requirement; ``unknown`` is not judged."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class EffortStatus(StrEnum):
    """How an effort goes, as the one responsible judges it."""

    ON_TRACK = "on_track"
    WATCH = "watch"
    OFF_TRACK = "off_track"
    NOT_STARTED = "not_started"
    DONE = "done"


class DutyStatus(StrEnum):
    """How a deadline stands when a period ends.

    A duty of the region's own is done (``done`` where the day, or what to hold it against, is not known), ready but not
    sent, ahead, late or unknown. What somebody else must do, or follows up, has ``passed`` when its day is over. A
    payment to the region has come, is ahead, is awaited when its day is over and it has not come, or is booked on the
    income codes without being among the events.
    """

    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    DONE = "done"
    READY = "ready"
    AHEAD = "ahead"
    LATE = "late"
    PASSED = "passed"
    CAME = "came"
    AWAITED = "awaited"
    BOOKED = "booked"
    UNKNOWN = "unknown"


class DecisionStatus(StrEnum):
    """How a decision stands when a period ends: taken, waited for, waited for beyond its day, or not asked for yet."""

    TAKEN = "taken"
    WAITING = "waiting"
    OVERDUE = "overdue"
    LATER = "later"


class AttentionKind(StrEnum):
    """What somebody must act on; in the order in which it is told."""

    LATE_DUTY = "late_duty"
    UNCOVERED_COST = "uncovered_cost"
    AWAITED_PAYMENT = "awaited_payment"
    REQUESTED_MONEY = "requested_money"
    WAITING_DECISION = "waiting_decision"
    UNJUDGED_REQUIREMENT = "unjudged_requirement"


class LightLevel(StrEnum):
    """How one side of an agreement stands: as planned, to watch, off, or nothing to judge by."""

    OK = "ok"
    WATCH = "watch"
    OFF = "off"
    NONE = "none"


class MoneyCause(StrEnum):
    """What may colour the money, in the order in which it is told."""

    UNCOVERED = "uncovered"
    AWAITED = "awaited"
    NOT_YET = "not_yet"
    ENTITLED = "entitled"
    BUDGET = "budget"
    TO_DATE = "to_date"
    EFFORT = "effort"


class MoneyKind(StrEnum):
    """What kind of money a part of a grant is; it decides which chain of figures holds for it."""

    CONDITIONAL = "conditional"
    UNCONDITIONAL = "unconditional"
    PERFORMANCE = "performance"
    UNIT_PRICE = "unit_price"
    COST_REFUND = "cost_refund"
    PASS_THROUGH = "pass_through"
    OWN_FRAME = "own_frame"


class RecognitionPrinciple(StrEnum):
    """By what a region recognises a grant as income; ``unknown`` where nobody has told."""

    CONDITION = "condition"
    RESTRICTION = "restriction"
    PERFORMANCE = "performance"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """Which amount högsta belopp is."""

    DECIDED = "decided"
    PAID = "paid"
    STATED = "stated"
    CAP = "cap"
    COMPUTED = "computed"
    UNKNOWN = "unknown"
