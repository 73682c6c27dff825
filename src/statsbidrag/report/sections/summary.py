"""Läget i korthet: three sentences, six cards and one chart, for the reader who has a minute.

Owns how the figures are worded on page one and what makes a card «bevaka» or «avviker»: the shares in
``params/workbook.yaml``, of the budget so far or of högsta belopp.
"""

from fractions import Fraction

from ...period import MONTHS, Period, month_name
from ...show.cards import Card, cards_html
from ...show.charts import cumulative
from ...show.figures import Figure
from ...show.numbers import mnkr, percent, unit
from ...show.prose import paragraph
from ...tables import Column, Table
from ..record import Record, is_example, ore_of, table_of
from ..wording import REQUIREMENT_STATE, SEE_FINDINGS, invented, listed, marked, sentence

NUMBER_WORDS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def show(record: Record) -> list[str | Figure]:
    """What the reader meets first. Everything comes from the record."""
    return [paragraph(" ".join(sentences(record)), "ingress"), cards_html(cards(record)), chart(record)]


def sentences(record: Record) -> list[str]:
    """What happened, what it leads to, what deviates."""
    return [_spent(record), _expected(record), _areas(record)]


def _spent(record: Record) -> str:
    period = _period(record)
    cost, entitled, budget = (
        ore_of(record, "chain.cost"),
        ore_of(record, "chain.entitled"),
        ore_of(record, "budget_to_date"),
    )
    left = (budget or 0) - cost
    compared = (
        "enligt budget"
        if mnkr(abs(left)) == mnkr(0)
        else f"{unit(mnkr(abs(left)), 'mnkr')} {'mindre' if left > 0 else 'mer'} än budgeterat"
    )
    end = f", {marked(compared, is_example(record, 'budget_to_date'))}" if budget else "; budget saknas"
    if entitled is None:
        return f"{_passed(period)} och {unit(mnkr(cost), 'mnkr')} är förbrukade; högsta belopp är ej känt{end}."
    return f"{_passed(period)} och {mnkr(cost)} av högst {unit(mnkr(entitled), 'mnkr')} är förbrukade{end}."


def _passed(period: Period) -> str:
    if period.closing:
        return "Bokslutet är klart"
    if period.number == 12:
        return "Året har gått"
    if period.number == 6:
        return "Halva året har gått"
    months = "månad" if period.number == 1 else "månader"
    return f"{NUMBER_WORDS[period.number].capitalize()} {months} har gått"


def _expected(record: Record) -> str:
    forecast, unspent = ore_of(record, "chain.forecast"), ore_of(record, "chain.expected_unspent")
    if forecast is None:
        line = unit(mnkr(ore_of(record, "straight_line")), "mnkr")
        return f"De ansvariga har ännu inte lämnat någon prognos; i samma takt blir helårets kostnad {line}."
    if _period(record).closing:
        return (
            f"Av högsta beloppet har {unit(mnkr(unspent), 'mnkr')} inte förbrukats."
            if unspent
            else "Hela högsta beloppet är förbrukat."
        )
    then = f"då bedöms {unit(mnkr(unspent), 'mnkr')} inte förbrukas" if unspent else "då förbrukas hela högsta beloppet"
    said = marked(unit(mnkr(forecast), "mnkr"), is_example(record, "chain.forecast"))
    return f"De ansvarigas prognos för helåret är {said}; {then}."


def _areas(record: Record) -> str:
    behind, planned, watch = (
        ("låg efter", "gick enligt plan", "behövde bevakas")
        if _period(record).closing
        else ("ligger efter", "går enligt plan", "behöver bevakas")
    )
    parts = []
    rows = table_of(record, "efforts").rows
    late_first = sorted({str(row["area_short"]) for row in rows}, key=lambda area: (-_worst(rows, area), area))
    for area in late_first:
        worst = _worst(rows, area)
        slow = [
            str(row["short"])
            for row in rows
            if row["area_short"] == area and _severity(row) > 0 and row["short"] != area
        ]
        if worst == 2:
            parts.append(f"{area} {behind}" + (f" ({listed(slow)})" if slow else ""))
        elif worst == 1:
            parts.append(f"{area} {planned} utom {listed(slow)}" if slow else f"{area} {watch}")
        else:
            parts.append(f"{area} {planned}")
    said = marked(sentence("; ".join(parts)), is_example(record, "efforts.on_track"))
    return f"{said}." if parts else "Inga insatser är angivna."


def _severity(row: dict[str, object]) -> int:
    return {"avviker": 2, "bevaka": 1, "ej påbörjad": 1, "ej bedömd": 1}.get(str(row["going"]), 0)


def _worst(rows: list[dict[str, object]], area: str) -> int:
    return max(_severity(row) for row in rows if row["area_short"] == area)


def cards(record: Record) -> list[Card]:
    """The six cards, in the order of the money: may get, used, expected, left over, required, done."""
    return [
        _entitled(record),
        _cost(record),
        _forecast(record),
        _unspent(record),
        _requirements(record),
        _efforts(record),
    ]


def _entitled(record: Record) -> Card:
    year = record["report"]["period"][:4]
    entitled, planned = ore_of(record, "chain.entitled"), record["figures"].get("planned")
    if entitled is None:
        said = f"planerat {mnkr(planned['ore'])}" if planned else ""
        return Card(f"Högsta belopp {year}", "ej känt", "", said, "none", "Inget belopp kan beräknas")
    computed = sum(
        value["ore"] or 0
        for key, value in record["figures"].items()
        if key.startswith("component.") and key.endswith(".computed")
    )
    compared = f"beräknat {mnkr(computed, 2)}"
    # What is left of earlier years' money; the plan is for the year's own.
    left = entitled - (ore_of(record, f"grant_year.{year}.entitled") or 0)
    if left:
        compared += f" + kvar från tidigare år {mnkr(left, 2)}"
    if planned is None:
        return Card(f"Högsta belopp {year}", mnkr(entitled), "mnkr", compared, "ok", "Enligt överenskommelsen")
    compared += f" · planerat {mnkr(planned['ore'])}"
    if planned["ore"] > entitled - left:
        over = f"Planerat är {unit(mnkr(planned['ore'] - entitled + left), 'mnkr')} mer än högsta belopp"
        return Card(f"Högsta belopp {year}", mnkr(entitled), "mnkr", compared, "watch", over)
    if planned["ore"] < entitled - left:
        note = sentence(record["agreement"]["planned_note"])
        return Card(f"Högsta belopp {year}", mnkr(entitled), "mnkr", compared, "watch", note)
    return Card(f"Högsta belopp {year}", mnkr(entitled), "mnkr", compared, "ok", "Allt är planerat")


def _cost(record: Record) -> Card:
    period = _period(record)
    cost, budget = ore_of(record, "chain.cost"), ore_of(record, "budget_to_date")
    compared = "budget saknas"
    if budget is not None:
        compared = marked(f"budget {mnkr(budget)}", is_example(record, "budget_to_date"))
    if period.number > 1 and not period.closing:
        before = cost - ore_of(record, f"month.{period.month_text}.cost")
        compared += f" · {MONTHS[period.month - 2]} {mnkr(before)}"
    until = record["figures"]["salary.rebooked_until"]["value"]
    if until != period.month_text:
        compared += f" · lön omförd t.o.m. {month_name(until)}" if until else " · ingen lön omförd"
    if "marks" in record["figures"]["chain.cost"]:
        compared += f" · {SEE_FINDINGS}"
    status, text = _against(record, cost, budget, "budget")
    return Card(f"Kostnad mot bidraget t.o.m. {period.month_name}", mnkr(cost), "mnkr", compared, status, text)


def _forecast(record: Record) -> Card:
    forecast, line = ore_of(record, "chain.forecast"), ore_of(record, "straight_line")
    if forecast is None:
        return Card(
            "Prognos helår", "ej känd", "", f"rak linje ger {unit(mnkr(line), 'mnkr')}", "none", "Prognos saknas"
        )
    said = marked("ansvarigas", is_example(record, "chain.forecast"))
    compared = "utfall enligt bokslut" if _period(record).closing else f"{said} · rak linje ger {mnkr(line)}"
    budget = ore_of(record, "budget")
    status, text = _against(record, forecast, budget, "budget")
    if status in ("watch", "off"):
        text = f"{unit(mnkr(abs(budget - forecast)), 'mnkr')} {'under' if forecast < budget else 'över'} budget"
    title = "Utfall helår" if _period(record).closing else "Prognos helår"
    return Card(title, mnkr(forecast), "mnkr", compared, status, text)


def _unspent(record: Record) -> Card:
    unspent, entitled = ore_of(record, "chain.expected_unspent"), ore_of(record, "chain.entitled")
    if unspent is None:
        return Card("Bedöms inte förbrukas", "ej känt", "", "prognos saknas", "none", "Prognos saknas")
    status = _weighed(record, unspent, entitled) if entitled else "ok"
    text = {"off": "Beslut om användningen behövs", "watch": "Följ upp användningen", "ok": "Används i stort sett"}[
        status
    ]
    said = marked("enligt prognosen", is_example(record, "chain.expected_unspent"))
    compared = f"{'enligt bokslutet' if _period(record).closing else said} · återbetalning prövas enligt villkoren"
    title = "Ej förbrukat" if _period(record).closing else "Bedöms inte förbrukas"
    return Card(title, mnkr(unspent), "mnkr", compared, status, text)


def _requirements(record: Record) -> Card:
    rows = table_of(record, "requirements").rows
    if not rows:
        return Card("Krav uppfyllda", "inga", "", "överenskommelsens krav är inte angivna", "none")
    met = sum(row["state"] == REQUIREMENT_STATE["met"] for row in rows)
    open_rows = [row for row in rows if row["state"] != REQUIREMENT_STATE["met"]]
    if not open_rows:
        return Card("Krav uppfyllda", str(met), f"av {len(rows)}", "alla krav är uppfyllda", "ok", "Uppfyllt")
    compared = "; ".join(f"{row['short']}: {row['state']}, datum {row['due'] or 'ej känt'}" for row in open_rows)
    # Two requirements on one component put the same money at stake, so it is counted once.
    at_stake = sum({row["component"]: row["at_stake"] or 0 for row in open_rows}.values())
    entitled = ore_of(record, "chain.entitled")
    whole = entitled is not None and at_stake >= entitled
    text = "Hela beloppet berörs" if whole else f"{unit(mnkr(at_stake), 'mnkr')} berörs"
    if any(row["at_stake"] is None for row in open_rows):
        text = "Berört belopp är ej känt"
    failed = any(row["state"] == REQUIREMENT_STATE["not_met"] for row in open_rows)
    return Card("Krav uppfyllda", str(met), f"av {len(rows)}", compared, "off" if failed else "watch", text)


def _efforts(record: Record) -> Card:
    rows = table_of(record, "efforts").rows
    going = int(record["figures"]["efforts.on_track"]["value"])
    if not rows:
        return Card("Insatser i fas", "inga", "", "inga insatser är angivna", "none")
    late = [str(row["short"]) for row in rows if _severity(row) > 0]
    compared = f"att följa: {listed(late)}" if late else "alla insatser går enligt plan"
    worst = max((_severity(row) for row in rows), default=0)
    status = ("ok", "watch", "off")[worst]
    text = {"ok": "I fas", "watch": "Bevaka", "off": "Avviker: minst en insats"}[status]
    compared = marked(compared, is_example(record, "efforts.on_track"))
    return Card("Insatser i fas", str(going), f"av {len(rows)}", compared, status, text)


def chart(record: Record, with_straight: bool = False) -> Figure:
    """Cost against budget over the year, with the forecast, and with the straight line for those who ask."""
    months = table_of(record, "months")
    cost, budget = ore_of(record, "chain.cost"), ore_of(record, "budget_to_date")
    forecast = ore_of(record, "chain.forecast")
    text = "Budget saknas"
    if budget is not None:
        left = budget - cost
        text = f"Utfallet ligger {unit(mnkr(abs(left)), 'mnkr')} {'under' if left >= 0 else 'över'} budget"
    if with_straight:
        line = ore_of(record, "straight_line")
        said = unit(mnkr(forecast), "mnkr") if forecast is not None else "ej känd"
        text += (
            f". De ansvarigas prognos är {said}; rak linje, där utfallet hittills fortsätter i samma takt, ger "
            f"{unit(mnkr(line), 'mnkr')}."
        )
    elif budget is not None and forecast is not None and not _period(record).closing:
        apart = ore_of(record, "budget") - forecast
        text += f"; med de ansvarigas prognos är avståndet {unit(mnkr(abs(apart)), 'mnkr')} vid årets slut."
    else:
        text += "."
    said = (("budgeten", "budget_to_date"), ("prognosen", "chain.forecast"))
    text += invented([word for word, key in said if is_example(record, key)])
    name = "Kostnad mot bidraget, ackumulerad, jämförd med budget"
    if with_straight:
        name = "Två prognoser för helåret: de ansvarigas bedömning och rak linje"
    rows = [{**row, "label": row["short"]} for row in months.rows]
    spec = cumulative(rows, _period(record).title, with_straight)
    return Figure("forecasts" if with_straight else "cumulative", name, text, _chart_table(months, with_straight), spec)


def _chart_table(months: Table, with_straight: bool) -> Table:
    drawn = ["label", "cost", "budget", "forecast", *(["straight"] if with_straight else [])]
    columns: list[Column] = [column for column in months.columns if column.key in drawn]
    return Table(f"{months.id}-chart", "Ackumulerat per månad", columns, months.rows)


def _against(record: Record, used: int, budget: int | None, what: str) -> tuple[str, str]:
    """Status and words of an amount used, or expected to be, against what was planned (öre)."""
    if not budget:
        return "none", "Budget saknas"
    left = budget - used
    status = _weighed(record, abs(left), budget)
    return (
        status,
        f"{percent(Fraction(abs(left), budget))} {'under' if left >= 0 else 'över'} {what}"
        if status != "ok"
        else f"Nära {what}",
    )


def _weighed(record: Record, deviation: int, whole: int) -> str:
    """ok, watch or off, by the shares in ``params/workbook.yaml``; both amounts in öre."""
    share = Fraction(deviation, whole)
    return "off" if share > _share(record, "off_share") else "watch" if share > _share(record, "watch_share") else "ok"


def _share(record: Record, name: str) -> Fraction:
    return Fraction(record["settings"][name])


def _period(record: Record) -> Period:
    return Period.parse(record["report"]["period"])
