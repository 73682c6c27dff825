"""What the facts of a report give reason to point out: findings on the grant's rows and values.

Owns which rows become findings. Every row that is on the grant's codes but does not count, or counts but fits no
group, is told with its file and row: one finding a row while they are few, else one a file with number and sum.
"""

from collections.abc import Iterator

import pandas as pd

from ..findings import Finding, finding
from ..money import MINUS
from ..period import month_name
from ..rules.checks import income_on_codes, latest_rebooked_month
from ..rules.selection import Treatment, in_period, matches
from ..show.numbers import count, kronor, unit
from .facts import Facts

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
}


def findings(facts: Facts) -> list[Finding]:
    """Every finding of the report: files first, then rows, then values, in a fixed order."""
    found = [*facts.ledger.findings, *(found for activity in facts.activities.values() for found in activity.findings)]
    for treatment, (code, message, remedy) in TREATED.items():
        found += _rows(code, facts.rows[facts.rows["treatment"] == treatment.value], message, remedy)
    found += _earlier(facts)
    found += _rows(
        "bokslutsrad-utelamnad",
        _closing_left_out(facts),
        f"bokslutsrad på bidragets koder ingår inte i {facts.period}, som är preliminär",
        f"Ta fram rapporten för {facts.period.year}-13 när bokslutet är klart.",
    )
    found += _rows(
        "rad-utan-insats",
        facts.cost[facts.cost["effort"] == ""],
        "raden räknas mot bidraget men saknar aktivitet som hör till en insats",
        "Rätta aktiviteten i huvudboken, eller lägg till koden hos insatsen i regionens fil.",
    )
    found += _rows(
        "saknar-kostnadsslag",
        facts.cost[facts.cost["cost_type"] == ""],
        "kontot hör inte till något kostnadsslag",
        "Lägg till kontots prefix under cost_types i regionens fil.",
    )
    found += _silent_units(facts)
    found += _values(facts)
    return found


def rebooked_until(facts: Facts) -> str | None:
    """The latest month (``YYYY-MM``) whose booking has a salary rebooking onto the grant, or None."""
    codes = facts.parameters.choices.bookkeeping.cost
    return latest_rebooked_month(facts.rows, codes, facts.parameters.region.salary_classes)


def ledger_income(facts: Facts) -> int | None:
    """Öre received according to the ledger's income code, None when no code is configured."""
    codes = facts.parameters.choices.bookkeeping.income
    return None if codes is None else income_on_codes(facts.rows[~facts.rows["closing"]], codes)


def _rows(code: str, rows: pd.DataFrame, message: str, remedy: str) -> Iterator[Finding]:
    for file, group in rows.sort_values(["file", "source_row"]).groupby("file", sort=True):
        if len(group) <= FEW:
            for row in group.itertuples():
                where = f"konto {row.account}, {unit(kronor(row.amount_ore, 2), 'kr')}"
                yield finding(code, f"{where}: {message}", remedy, file=str(file), row=int(row.source_row))
        else:
            total = unit(kronor(int(group["amount_ore"].sum()), 2), "kr")
            first = int(group["source_row"].iloc[0])
            yield finding(code, f"{count(len(group))} rader, {total}: {message}", remedy, file=str(file), row=first)


def _earlier(facts: Facts) -> Iterator[Finding]:
    """Rows on the grant's codes booked in earlier years, before the money could be used."""
    rows = facts.ledger.rows
    earlier = rows[rows["period"] < facts.period.months[0]]
    ours = earlier[matches(earlier, facts.parameters.choices.bookkeeping.cost)]
    before = ours[ours["date"] < pd.Timestamp(facts.parameters.agreement.window.start)]
    code, message, remedy = TREATED[Treatment.OUTSIDE_WINDOW]
    return _rows(code, before, message, remedy)


def _closing_left_out(facts: Facts) -> pd.DataFrame:
    rows = facts.ledger.rows
    same_year = rows[rows["period"].isin(facts.period.months) & ~in_period(rows, facts.period)]
    return same_year[matches(same_year, facts.parameters.choices.bookkeeping.cost)]


def _silent_units(facts: Facts) -> Iterator[Finding]:
    """Units that report an indicator in some month but have no row in another, by the month's file."""
    for indicator in facts.parameters.choices.indicators:
        rows = facts.activities[indicator.data].rows
        rows = rows[(rows["indicator"] == indicator.id) & rows["month"].isin(facts.period.months)]
        for month, group in rows.groupby("month", sort=True):
            silent = sorted(set(rows["unit"]) - set(group["unit"]))
            if silent:
                yield finding(
                    "enhet-utan-uppgift",
                    f"{indicator.title}: uppgift för {month_name(str(month))} saknas för {', '.join(silent)}; "
                    "månadens värde gäller övriga enheter",
                    "Be enheten om uppgiften och lägg in en rättad leverans.",
                    file=str(group["file"].iloc[0]),
                )


def _values(facts: Facts) -> Iterator[Finding]:
    choices, period = facts.parameters.choices, facts.period
    until = rebooked_until(facts)
    if until is None or until < period.month_text:
        said = month_name(until) if until else "ingen månad"
        yield finding(
            "lon-ej-omford",
            f"senast omförda lön: {said}; kostnaden t.o.m. {period.month_name} saknar därför lön",
            "Boka om lönerna till bidragets koder, eller räkna med att kostnaden ökar nästa månad.",
        )
    income = ledger_income(facts)
    if income is not None and income != facts.chain.received:
        difference = unit(kronor(income - facts.chain.received, 2), "kr")
        yield finding(
            "inbetalning-avviker",
            f"huvudbokens inkomstkod har {unit(kronor(income, 2), 'kr')} men regionens händelser "
            f"{unit(kronor(facts.chain.received, 2), 'kr')} "
            f"(skillnad {difference})",
            "Rätta events i regionens fil, eller inkomstens koder.",
            file=choices.origin.partition(":")[0],
        )
    entitled = facts.chain.entitled
    if choices.planned and entitled is not None and choices.planned.ore < entitled:
        left = unit(kronor(entitled - choices.planned.ore, 2), "kr")
        yield finding(
            "fordelning-ej-utlagd",
            f"planerad användning är {left} lägre än högsta belopp: "
            f"{choices.planned.note or 'skillnaden är inte förklarad'}",
            f"Bekräfta beloppet (högsta belopp {MINUS} planerat) och rätta planned i regionens fil.",
            file=choices.planned.origin.rpartition(":")[0],
            row=int(choices.planned.origin.rpartition(":")[2]),
        )
