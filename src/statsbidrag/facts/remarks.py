"""What the facts of a report give reason to point out: findings on the grant's rows and values.

Owns which rows of the year become findings. Every row that is on the grant's codes but does not count, or counts but
fits no group, is told with its file and row: one finding a row while they are few, else one a file with number and sum.
"""

from collections.abc import Iterator

import pandas as pd

from ..base.findings import Finding, finding
from ..base.needed import needed
from ..base.numbers import count, kronor, with_unit
from ..base.period import month_name
from ..base.place import Place
from ..rules.chain import received
from ..rules.entitlement import Agreeing, national_ore
from ..rules.forecast import months_of_use
from ..rules.selection import Treatment, in_period, matches
from ..show.wording import listed
from .accounts import accounts
from .beside_cost import beside_cost, beside_cost_findings
from .distribution import distribution_findings
from .duties import duty_findings, is_missing_among_events, standing
from .earlier_years import earlier_years
from .effort_remarks import effort_remarks
from .finding_place import at
from .gather import Facts
from .implausible import implausible
from .narrow import narrow_findings
from .received_remarks import received_remarks
from .replaced import doubted
from .silence import silences
from .unowned import without_effort

FEW = 5
TREATED = {
    Treatment.INCOME: (
        "intakt-pa-kostnadsobjekt",
        "intäkt på bidragets koder räknas inte som kostnad och inte som bidrag",
        "Inget behöver göras om intäkten hör hit, till exempel momsersättning; boka annars om den.",
    ),
    Treatment.BALANCE: (
        "balanskonto-pa-kostnadsobjekt",
        "balanskonto på bidragets koder räknas inte som kostnad",
        "Boka om till ett kostnadskonto om det är en kostnad för bidraget.",
    ),
    Treatment.OTHER_CLASS: (
        "ej-kostnadsklass",
        "kontots klass räknas inte som kostnad i regionens fil",
        "Boka om raden, eller lägg till klassen under cost_classes i regionens fil.",
    ),
    Treatment.OUTSIDE_WINDOW: (
        "utanfor-anvandningstid",
        "verifikationen är daterad utanför bidragets användningstid och räknas inte",
        "Kontrollera datumet, eller bekosta raden med andra medel.",
    ),
    Treatment.INTERNAL: (
        "intern-motpart-eliminerad",
        "intern faktura mellan egna enheter räknas inte i koncernens perspektiv",
        "Inget behöver göras; den säljande enhetens egna kostnader räknas om de bokförs på bidragets koder.",
    ),
    Treatment.OTHER_SIDE: (
        "annan-sida",
        "enheten hör till den sida som inte följs upp, och raden räknas inte",
        "Inget behöver göras om enhetens side i regionens fil är rätt.",
    ),
    Treatment.OVERHEAD: (
        "overhead-raknas-inte",
        "gemensam kostnad (OH) räknas inte, eftersom villkoren inte tillåter det",
        "Bekosta raden med andra medel, eller kontrollera overhead i överenskommelsens fil.",
    ),
    Treatment.VAT_COMPENSATION: (
        "momsersattning",
        "momsersättning räknas varken som bidrag eller som lägre kostnad",
        "Inget behöver göras; regionens val står under vat_compensation i regionens fil.",
    ),
}
UNDECIDED = {
    "side": (
        "enheten har ingen sida i regionens fil; raden räknas tills det är beslutat om den hör hit",
        "Ge enheten side: purchaser eller provider i regionens fil.",
    ),
    "overhead": (
        "gemensam kostnad (OH) utan besked i villkoren; raden räknas tills det är beslutat om den hör hit",
        "Skriv overhead med allowed: true eller false, och källa, i överenskommelsens fil.",
    ),
}


def findings(facts: Facts) -> list[Finding]:
    """Every finding of the report: files first, then rows, then values, in a fixed order."""
    found = [*facts.ledger.findings, *doubted(facts.replaced), *silences(facts.silence, facts.ledger)]
    found += facts.unlike
    found += [found for activity in facts.activities.values() for found in activity.findings]
    found += [one for those in facts.misspelt.values() for one in those]
    # Most rows on the codes count; to choose among the few is quicker.
    treated = facts.rows[facts.rows["treatment"].isin([one.value for one in TREATED])]
    treated = treated[~treated.index.isin(beside_cost(facts).explained)]
    for treatment, (code, message, remedy) in TREATED.items():
        found += _rows(code, treated[treated["treatment"] == treatment.value], message, remedy)
    found += earlier_years(facts)
    found += _rows(
        "bokslutsrad-utelamnad",
        _closing_left_out(facts),
        f"bokslutsrad på bidragets koder ingår inte i {facts.period}, som är preliminär",
        f"Ta fram rapporten för {facts.period.year}-13 när bokslutet är klart.",
    )
    for why, (message, remedy) in UNDECIDED.items():
        found += _rows("behover-beslut", facts.cost[facts.cost["undecided"] == why], message, remedy)
    found += without_effort(facts, _rows)
    found += _rows(
        "saknar-kostnadsslag",
        facts.cost[facts.cost["cost_type"] == ""],
        "kontot hör inte till något kostnadsslag",
        "Lägg till kontots prefix under cost_types i regionens fil.",
    )
    found += facts.ordered.findings if facts.ordered else []
    found += distribution_findings(facts)
    found += beside_cost_findings(facts)
    found += _silent_units(facts)
    found += implausible(facts.parameters)
    found += _values(facts)
    found += accounts(facts)
    found += duty_findings(facts)
    found += _applications(facts)
    return found


def _rows(code: str, rows: pd.DataFrame, message: str, remedy: str) -> Iterator[Finding]:
    if rows.empty:
        return
    for file, group in rows.sort_values(["file", "source_row"]).groupby("file", sort=True):
        if len(group) <= FEW:
            for row in group[["account", "amount_ore", "source_row"]].to_dict("records"):
                where = f"konto {row['account']}, {with_unit(kronor(row['amount_ore'], 2), 'kr')}"
                yield finding(code, f"{where}: {message}", remedy, file=str(file), row=row["source_row"])
        else:
            total = with_unit(kronor(int(group["amount_ore"].sum()), 2), "kr")
            first = int(group["source_row"].iloc[0])
            yield finding(code, f"{count(len(group))} rader, {total}: {message}", remedy, file=str(file), row=first)


def _closing_left_out(facts: Facts) -> pd.DataFrame:
    rows = facts.booked
    same_year = rows[rows["period"].isin(facts.period.months) & ~in_period(rows, facts.period)]
    return same_year[matches(same_year, facts.parameters.choices.books.cost)]


def _silent_units(facts: Facts) -> Iterator[Finding]:
    """Health centres, own and private, that have no row for an indicator in months of the period.

    The months in which the same units are silent are one finding.
    """
    for indicator in facts.parameters.choices.indicators:
        missing: dict[str, list[str]] = {}
        for month, silent in facts.silent_units(indicator).items():
            whom = "alla enheter" if len(silent) == len(facts.expected_units(indicator)) else ", ".join(silent)
            missing.setdefault(whom, []).append(month_name(month))
        for whom, months in missing.items():
            yield finding(
                "enhet-utan-uppgift",
                f"{indicator.title}: uppgift för {listed(months)} saknas för {whom}",
                "Be enheten om uppgiften och lägg in en rättad leverans.",
                file=f"data/raw/{facts.parameters.region.id}/{indicator.data}",
            )


def _values(facts: Facts) -> Iterator[Finding]:
    choices, period = facts.parameters.choices, facts.period
    if facts.not_separated is None and not matches(facts.booked, choices.books.cost).any():
        yield finding(
            "inga-rader-pa-koderna",
            "ingen rad i huvudboken har bidragets koder; kostnaden blir därför noll",
            "Kontrollera koderna under bookkeeping i regionens fil mot huvudboken.",
            **at(choices.books.origin),
        )
    until = facts.ledger_checks.rebooked_until
    _, borne = months_of_use(period, facts.parameters.agreement.window.end)
    last = f"{period.year}-{borne:02d}"
    if until is not None and until < last:
        yield finding(
            "lon-ej-omford",
            f"senast omförda lön: {month_name(until)}; lönen därefter t.o.m. {month_name(last)} saknas i kostnaden",
            "Boka om lönerna till bidragets koder, eller räkna med att kostnaden ökar nästa månad.",
        )
    late = [one.key for one in facts.ledger_checks.salaries if one.missing]
    if late and until is not None and until >= last:
        yield finding(
            "lon-ej-omford",
            f"lönen t.o.m. {month_name(last)} är inte omförd för {listed(late)}, fast den är det för andra enheter",
            "Boka om lönerna till bidragets koder, eller räkna med att kostnaden ökar nästa månad.",
        )
    yield from narrow_findings(facts.ledger, facts.ledger_checks.narrow)
    for delivery in facts.ledger.deliveries:
        imported = facts.ledger.imports[delivery.id]
        if delivery.objects is None and imported.debit_ore != imported.credit_ore:
            apart = with_unit(kronor(imported.debit_ore - imported.credit_ore, 2), "kr")
            yield finding(
                "huvudbok-i-obalans",
                f"debet och kredit skiljer sig med {apart}, fast filen uppges vara en hel huvudbok",
                "Kontrollera uttaget, eller ange i sidofilen vilka objekt det omfattar.",
                file=delivery.file,
            )
    for delivery in facts.period_deliveries:
        if facts.closed(delivery) is False:
            year = delivery.last[:4]
            ended = delivery.last.endswith("-13")
            what = f"bokslutet {year} var inte klart" if ended else f"{month_name(delivery.last)} {year} var öppen"
            yield finding(
                "period-oppen",
                f"{what} i huvudboken när filen togs ut; mer kan bokföras",
                "Ta ut filen på nytt när perioden är stängd, och kör om.",
                file=delivery.file,
            )
    budget = sum(effort.budget for effort in facts.efforts)
    if choices.planned and facts.efforts and budget != choices.planned.ore:
        apart = with_unit(kronor(abs(budget - choices.planned.ore), 2), "kr")
        side = "lägre" if budget < choices.planned.ore else "högre"
        yield finding(
            "budget-avviker-fran-planerat",
            f"insatsernas budgetar är tillsammans {apart} {side} än planerad användning",
            "Rätta insatsernas budget eller planned i regionens fil.",
            **at(choices.planned.origin),
        )
    yield from effort_remarks(facts)
    yield from received_remarks(facts)
    income = facts.ledger_checks.income
    got = received(facts.year_events, period)
    if income is not None and income != got and not is_missing_among_events(standing(facts)):
        difference = with_unit(kronor(income - got, 2), "kr")
        yield finding(
            "inbetalning-avviker",
            f"huvudbokens inkomstkod har {with_unit(kronor(income, 2), 'kr')} men regionens händelser "
            f"{with_unit(kronor(got, 2), 'kr')} "
            f"(skillnad {difference})",
            "Rätta events i regionens fil, eller inkomstens koder.",
            file=Place.parse(choices.origin).file,
        )
    accrual = facts.ledger_checks.accrual
    if accrual is not None and accrual.accrued.difference:
        booked, closing = (
            with_unit(kronor(ore or 0, 2), "kr") for ore in (accrual.accrued.booked, accrual.accrued.closing)
        )
        yield finding(
            "periodisering-gar-inte-ihop",
            f"balanskontona i huvudboken ger {booked}, men ingående + mottaget − redovisad intäkt ger {closing}",
            "Rätta events, koderna under bookkeeping.accrual eller bokföringen.",
            **at(choices.books.origin),
        )
    entitled = facts.own_chain.entitled
    if choices.planned and entitled is not None and choices.planned.ore != entitled:
        apart = with_unit(kronor(abs(entitled - choices.planned.ore), 2), "kr")
        side = "lägre" if choices.planned.ore < entitled else "högre"
        yield finding(
            "fordelning-ej-utlagd",
            f"planerad användning är {apart} {side} än högsta belopp: "
            f"{choices.planned.note or 'skillnaden är inte förklarad'}",
            "Bekräfta beloppet och rätta planned i regionens fil.",
            **at(choices.planned.origin),
        )
    for entitlement in facts.entitlements:
        if entitlement.stated and entitlement.agreeing is Agreeing.DIFFERS:
            yield finding(
                "angivet-skiljer-sig",
                f"angivet belopp för {entitlement.component.title} skiljer sig från det beräknade, "
                f"{with_unit(kronor(needed(entitlement.computed_ore, 'computed'), 2), 'kr')}, "
                "mer än avrundningen förklarar",
                "Kontrollera det nationella beloppet, folkmängdens datum och det angivna beloppet mot källorna.",
                **at(entitlement.stated.origin),
            )


def _applications(facts: Facts) -> Iterator[Finding]:
    """More granted than the pot has, and more used than was granted."""
    agreement, choices = facts.parameters.agreement, facts.parameters.choices
    for component in [*agreement.shared, *choices.components]:
        granted = [one for one in choices.applications if one.component == component.id and one.granted is not None]
        pot, together = (
            national_ore(agreement, component, facts.period),
            sum(one.ore("granted") or 0 for one in granted),
        )
        if pot is not None and together > pot:
            yield finding(
                "beviljat-over-potten",
                f"{component.title}: beviljat är tillsammans {with_unit(kronor(together, 2), 'kr')}, "
                f"{with_unit(kronor(together - pot, 2), 'kr')} mer än potten",
                "Kontrollera granted under applications och pottens belopp i regionens fil.",
                **at(granted[-1].origin),
            )
        for one in granted:
            over = (one.ore("used") or 0) - (one.ore("granted") or 0)
            if over > 0:
                yield finding(
                    "forbrukat-over-beviljat",
                    f"{component.title}, {one.applicant}: förbrukat är "
                    f"{with_unit(kronor(over, 2), 'kr')} mer än beviljat",
                    "Kontrollera used och granted; det som är förbrukat därutöver bekostas inte av potten.",
                    **at(one.origin),
                )
