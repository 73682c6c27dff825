"""A region's grants as they are booked: what the parameters say of each agreement becomes vouchers.

Owns that an effort's cost of the year is its latest forecast, or its budget, give or take a little, and is met to the
öre by rebooked pay, money passed on and invoices. ``cases`` then changes some invoices into what goes wrong in books.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from statsbidrag.base.period import month_end
from statsbidrag.model.choices import Effort, RegionAgreement

from .accounts import EMPLOYER_FEES, INTERNAL_SALES, INTERNAL_SERVICES, STATE_RECEIVABLE, VAT_COMPENSATION
from .book import Dice, Row, Voucher, workday
from .cases import Draft, draft_vouchers
from .grant_costs import MONTHS
from .places import Place
from .plans import Plan
from .profiles import PROFILES, SEASON, SUPPLIERS, Profile

PASSED_ON_IN = {"municipality": (3, 6, 9, 12), "region": (3, 6, 9, 12), "private": tuple(range(1, 13))}
OUTCOME_PERMILLE = 12
VAT_COMPENSATION_PERCENT = 6


@dataclass(frozen=True)
class Grant:
    """One agreement in one region and year: its parameters and how it is booked.

    ``corrected`` is the month whose first delivery was wrong.
    """

    place: Place
    plan: Plan
    choices: RegionAgreement
    year: int
    corrected: int
    listed: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.choices.agreement

    def dice(self, purpose: str) -> Dice:
        return self.place.dice(f"{self.name} {self.year} {purpose}")

    def counts(self, row: Row) -> bool:
        """True when the row is a cost of the grant: on its codes, classes 4–7, not bought from an own unit."""
        codes = self.choices.bookkeeping.cost
        on_codes = bool(codes) and all(getattr(row, name) in allowed for name, allowed in codes.items())
        return on_codes and row.account[0] in "4567" and row.counterpart not in self.place.counterparts.values()

    def cost(self, vouchers: Sequence[Voucher]) -> int:
        """Öre that count as cost of the grant; what is dated before the year is outside its window."""
        own = (voucher for voucher in vouchers if voucher.date.year == self.year)
        return sum(row.ore for voucher in own for row in voucher.rows if self.counts(row))


def grant_vouchers(grant: Grant) -> list[Voucher]:
    """Every voucher of the year that touches the grant's codes, closing included; income and accrual are not here."""
    vouchers: list[Voucher] = []
    drafts: list[Draft] = []
    pay: dict[int, list[Row]] = {month: [] for month in range(1, 13)}
    for effort in grant.choices.efforts:
        kind, units = grant.plan.efforts[effort.id]
        profile = PROFILES[kind]
        passed: dict[int, int] = {}
        waiting = 0
        for month, ore in enumerate(monthly_cost(grant, effort), start=1):
            people = ore * profile.pay // 100
            waiting += ore * profile.passed_on // 100
            if profile.passed_on and month in PASSED_ON_IN[profile.payees]:
                passed[month], waiting = waiting, 0
            pay[month] += _pay_rows(grant, effort, profile, units, month, people)
            left = ore - people - ore * profile.passed_on // 100
            drafts += _drafts(grant, effort, profile, units, month, left)
        for month, ore in passed.items():
            vouchers += _passed_on(grant, effort, profile, month, ore)
    vouchers += _rebooked(grant, pay)
    vouchers += draft_vouchers(grant, drafts)
    vouchers += _internal(grant)
    vouchers += _vat_compensation(grant, vouchers)
    return [*vouchers, *_invoiced(grant, vouchers)]


def monthly_cost(grant: Grant, effort: Effort) -> list[int]:
    """Öre the effort costs each month, January first, closing left out."""
    dice = grant.dice(f"course {effort.id}")
    latest = max(effort.forecasts, key=lambda said: said.as_of) if effort.forecasts else effort.budget
    year = dice.near(latest.ore, OUTCOME_PERMILLE)
    weights = [weight * dice.whole(92, 108) for weight in effort.budget.month_ore or SEASON]
    months = [year * weight // sum(weights) // 50 * 50 for weight in weights[:-1]]
    return [*months, year - sum(months)]


def coded(effort: Effort, row: Row, **changed: str) -> Row:
    """The row on the effort's codes."""
    return replace(row, **{name: codes[0] for name, codes in effort.codes.items()}, **changed)


def _pay_rows(grant: Grant, effort: Effort, profile: Profile, units, month: int, ore: int) -> list[Row]:
    """Pay and employer fees put on the grant, and taken from the unit where the whole pay stands."""
    if not ore:
        return []
    rows = []
    text = f"Omföring lön {MONTHS[month - 1]} {grant.year}, {effort.short}"
    homes = units or (grant.place.primary_care,)
    weights = [grant.listed.get(unit, 100) for unit in homes]
    parts = grant.dice(f"pay {effort.id} {month}").weighted(ore, weights)
    for unit, part in zip(homes, parts, strict=True):
        salary = part * 10_000 // 14_612
        for account, amount in ((profile.pay_account, salary), (EMPLOYER_FEES, part - salary)):
            home = Row(account, unit, -amount, text)
            rows += [coded(effort, replace(home, ore=amount)), home]
    return rows


def _rebooked(grant: Grant, pay: dict[int, list[Row]]) -> Iterator[Voucher]:
    """One voucher per month of pay, the last day; one month's comes in the middle of the next."""
    for month, rows in pay.items():
        late = month == grant.plan.late_pay
        date = workday(grant.year, month + 1, 14) if late else month_end(grant.year, month)
        if rows:
            yield Voucher("BO", date, tuple(rows), case="lon-sent" if late else "lon")


def _passed_on(grant: Grant, effort: Effort, profile: Profile, month: int, ore: int) -> Iterator[Voucher]:
    """Payments to municipalities, another region or private providers: a voucher for each, without VAT."""
    place = grant.place
    payees = list(place.private) if profile.payees == "private" else place.others_of(profile.payees)
    unit = grant.plan.efforts[effort.id][1][0] if profile.payees != "private" else place.primary_care
    weights = [grant.listed.get(place.private[code].unit, 100) if code in place.private else 100 for code in payees]
    parts = grant.dice(f"passed on {effort.id} {month}").weighted(ore, weights)
    for counterpart, part in zip(payees, parts, strict=True):
        text = f"{profile.paid_text} {MONTHS[month - 1]}, {effort.short}"
        row = coded(effort, Row(profile.paid_from, unit, part, text, counterpart=counterpart))
        yield place.invoice(workday(grant.year, month, 20), [row], vat=False, case="vidarebetalt")


def _drafts(grant: Grant, effort: Effort, profile: Profile, units, month: int, ore: int) -> Iterator[Draft]:
    """The invoices of an effort and month, which add up to the amount."""
    if ore <= 0:
        return
    dice = grant.dice(f"invoices {effort.id} {month}")
    homes = units or (grant.place.primary_care,)
    for place, part in enumerate(dice.split(ore, max(1, min(8, ore // profile.invoice_ore)))):
        account, what = profile.kinds[(month + place) % len(profile.kinds)]
        text = f"{what}, {effort.short}"
        row = coded(effort, Row(account, dice.pick(homes), part, text, supplier=dice.pick(SUPPLIERS)))
        yield Draft(workday(grant.year, month, dice.whole(4, 26)), row)


def _internal(grant: Grant) -> Iterator[Voucher]:
    """Internal invoices between own units: no cost of the region as a whole."""
    place = grant.place
    for month, seller, ore, text in grant.plan.internal:
        effort = grant.choices.efforts[month % len(grant.choices.efforts)]
        buyer = grant.plan.efforts[effort.id][1][0]
        if buyer == seller:
            buyer = place.purchaser
        bought = coded(effort, Row(INTERNAL_SERVICES, buyer, ore, text, counterpart=place.counterparts[seller]))
        sold = Row(INTERNAL_SALES, seller, -ore, text, counterpart=place.counterparts[buyer])
        yield Voucher("IF", workday(grant.year, month, 23), (bought, sold), case="internfaktura")


def _vat_compensation(grant: Grant, vouchers: Sequence[Voucher]) -> Iterator[Voucher]:
    """Compensation for hidden VAT on what private providers got, each quarter, on the grant's codes."""
    place = grant.place
    for effort in grant.choices.efforts:
        if PROFILES[grant.plan.efforts[effort.id][0]].payees != "private" or place.id == "vastra-gotaland":
            continue
        for month in (3, 6, 9, 12):
            codes = {name: allowed[0] for name, allowed in effort.codes.items()}
            paid = sum(
                row.ore
                for voucher in vouchers
                if voucher.case == "vidarebetalt" and month - 2 <= voucher.date.month <= month
                for row in voucher.rows
                if all(getattr(row, name) == code for name, code in codes.items())
            )
            ore, text = paid * VAT_COMPENSATION_PERCENT // 100, "Momsersättning"
            income = coded(effort, Row(VAT_COMPENSATION, place.primary_care, -ore, text))
            rows = (Row(STATE_RECEIVABLE, place.finance, ore, text), income)
            yield Voucher("BO", month_end(grant.year, month), rows, case="momsersattning")


def _invoiced(grant: Grant, vouchers: Sequence[Voucher]) -> Iterator[Voucher]:
    """What the provider invoices the purchaser for the month's cost, effort by effort; both sides on the codes."""
    place, buyer = grant.place, grant.plan.invoicer
    if not buyer:
        return
    seller = place.primary_care
    for month in range(1, 13):
        period = f"{grant.year}{month:02d}"
        rows: list[Row] = []
        for effort in grant.choices.efforts:
            codes = {name: allowed[0] for name, allowed in effort.codes.items()}
            cost = sum(
                row.ore
                for voucher in vouchers
                if voucher.period == period
                for row in voucher.rows
                if grant.counts(row) and all(getattr(row, name) == code for name, code in codes.items())
            )
            ore = grant.dice(f"invoiced {effort.id} {month}").near(cost, 15) // 100 * 100
            text = f"Internfaktura {MONTHS[month - 1]}, {effort.short}"
            to, by = place.counterparts[seller], place.counterparts[buyer]
            rows += [
                coded(effort, Row(INTERNAL_SERVICES, buyer, ore, text, counterpart=to)),
                coded(effort, Row(INTERNAL_SALES, seller, -ore, text, counterpart=by)),
            ]
        yield Voucher("IF", month_end(grant.year, month), tuple(rows), case="internfaktura")
