"""The cards of page one: may get and has got, used, expected, left over, required and due, done.

Owns what makes a card «bevaka» or «avviker»: the shares in ``params/workbook.yaml``, of the budget so far or of högsta
belopp.
"""

from fractions import Fraction

from ...period import MONTHS, Period, month_name
from ...show.cards import Card
from ...show.numbers import count, mnkr, percent, unit
from ..record import Record, is_assumed, is_example, ore_of, table_of
from ..wording import REQUIREMENT_STATE, SEE_FINDINGS, known_parts, listed, marked, marked_assumed, sentence, severity

MOST_TOLD = 2
NOT_SEPARATED = "kostnaden är ej särredovisad"


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
    got = marked(f"mottaget {mnkr(ore_of(record, 'chain.received') or 0)}", is_example(record, "chain.received"))
    if entitled is None:
        said = [got, *([f"planerat {mnkr(planned['ore'])}"] if planned else []), known_parts(record)]
        words = " · ".join(word for word in said if word)
        return Card(f"Högsta belopp {year}", "ej känt", "", words, "none", "Inget samlat belopp kan beräknas")
    figures = record["figures"].items()
    computed = [value["ore"] for key, value in figures if key.startswith("component.") and key.endswith(".computed")]
    is_share_assumed = is_assumed(record, "chain.entitled")
    compared = got
    if None not in computed:
        compared += f" · {marked_assumed(f'beräknat {mnkr(sum(computed), 2)}', is_share_assumed)}"
    fine = ("watch", "Antagen fördelning") if is_share_assumed else None
    # What is left of earlier years' money; the plan is for the year's own.
    left = entitled - (ore_of(record, f"grant_year.{year}.entitled") or 0)
    if left:
        compared += f" + kvar från tidigare år {mnkr(left, 2)}"
    if planned is None:
        state = fine or ("ok", "Enligt överenskommelsen")
        return Card(f"Högsta belopp {year}", mnkr(entitled), "mnkr", compared, *state)
    compared += f" · planerat {mnkr(planned['ore'])}"
    if planned["ore"] > entitled - left:
        over = f"Planerat är {unit(mnkr(planned['ore'] - entitled + left), 'mnkr')} mer än högsta belopp"
        return Card(f"Högsta belopp {year}", mnkr(entitled), "mnkr", compared, "watch", over)
    if planned["ore"] < entitled - left:
        note = sentence(record["agreement"]["planned_note"])
        return Card(f"Högsta belopp {year}", mnkr(entitled), "mnkr", compared, "watch", note)
    return Card(f"Högsta belopp {year}", mnkr(entitled), "mnkr", compared, *(fine or ("ok", "Allt är planerat")))


def _cost(record: Record) -> Card:
    period = _period(record)
    cost, budget = ore_of(record, "chain.cost"), ore_of(record, "budget_to_date")
    if cost is None:
        why = record["agreement"]["not_separated"]
        return Card("Kostnad mot bidraget", "ej särredovisad", "", why, "watch", "Kostnaden går inte att följa")
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
        said = NOT_SEPARATED if line is None else f"rak linje ger {unit(mnkr(line), 'mnkr')}"
        return Card("Prognos helår", "ej känd", "", said, "none", "Prognos saknas")
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
    title = "Ej förbrukat" if _period(record).closing else "Bedöms inte förbrukas"
    if unspent is None:
        why = "prognos saknas" if entitled is not None else "högsta belopp är ej känt"
        if ore_of(record, "chain.cost") is None:
            why = NOT_SEPARATED
        elif left := ore_of(record, "chain.unspent"):
            got = f"mottaget, ej förbrukat hittills: {unit(mnkr(left), 'mnkr')}"
            why += f" · {marked(got, is_example(record, 'chain.unspent'))}"
        return Card(title, "ej känt", "", why, "none", "Kan inte bedömas")
    status = _weighed(record, unspent, entitled) if entitled else "ok"
    text = {"off": "Beslut om användningen behövs", "watch": "Följ upp användningen", "ok": "Används i stort sett"}[
        status
    ]
    said = marked("enligt prognosen", is_example(record, "chain.expected_unspent"))
    until = record["agreement"]["usable_until"]
    later = f"får användas t.o.m. {until}" if until else "återbetalning prövas enligt villkoren"
    if until and status == "off":
        status, text = "watch", "Ska användas nästa år"
    compared = f"{'enligt bokslutet' if _period(record).closing else said} · {later}"
    return Card(title, mnkr(unspent), "mnkr", compared, status, text)


def _requirements(record: Record) -> Card:
    rows, due = table_of(record, "requirements").rows, record["next"]["short"]
    if not rows:
        return Card("Krav uppfyllda", "inga", "", _joined("källorna anger inga krav", due), "none")
    met = sum(row["state"] == REQUIREMENT_STATE["met"] for row in rows)
    open_rows = [row for row in rows if row["state"] != REQUIREMENT_STATE["met"]]
    of = f"av {len(rows)}"
    if not open_rows:
        return Card("Krav uppfyllda", str(met), of, _joined("alla krav är uppfyllda", due), "ok", "Uppfyllt")
    if len(open_rows) <= MOST_TOLD:
        compared = "; ".join(f"{row['short']}: {row['state']}, datum {row['due'] or 'ej känt'}" for row in open_rows)
    else:
        states = [str(row["state"]) for row in open_rows]
        compared = listed([f"{count(states.count(state))} {state}" for state in dict.fromkeys(states)])
    # Two requirements on one component put the same money at stake, so it is counted once.
    at_stake = sum({row["component"]: row["at_stake"] or 0 for row in open_rows}.values())
    entitled = ore_of(record, "chain.entitled")
    whole = entitled is not None and at_stake >= entitled
    keys = {f"component.{row['component']}.entitled" for row in open_rows if row["at_stake"] is not None}
    amount = marked_assumed(unit(mnkr(at_stake), "mnkr"), any(is_assumed(record, key) for key in keys))
    text = "Hela beloppet berörs" if whole else f"{amount} berörs"
    if any(row["at_stake"] is None for row in open_rows):
        text = "Berört belopp är ej känt"
    failed = any(row["state"] == REQUIREMENT_STATE["not_met"] for row in open_rows)
    return Card("Krav uppfyllda", str(met), of, _joined(compared, due), "off" if failed else "watch", text)


def _joined(said: str, due: str) -> str:
    return f"{said} · nästa: {due}" if due else said


def _efforts(record: Record) -> Card:
    rows = table_of(record, "efforts").rows
    going = int(record["figures"]["efforts.on_track"]["value"])
    if not rows:
        return Card("Insatser i fas", "inga", "", "inga insatser följs på egna koder", "none")
    late = [str(row["short"]) for row in rows if severity(row) > 0]
    compared = f"att följa: {listed(late)}" if late else "alla insatser går enligt plan"
    worst = max((severity(row) for row in rows), default=0)
    status = ("ok", "watch", "off")[worst]
    text = {"ok": "I fas", "watch": "Bevaka", "off": "Avviker: minst en insats"}[status]
    compared = marked(compared, is_example(record, "efforts.on_track"))
    return Card("Insatser i fas", str(going), f"av {len(rows)}", compared, status, text)


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
