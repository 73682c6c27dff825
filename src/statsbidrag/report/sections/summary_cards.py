"""The cards of page one: may get and has got, used, expected, left over, required and due, done.

Owns what makes a card «bevaka» or «avviker»: the shares in ``params/workbook.yaml``, of the budget so far or of högsta
belopp.
"""

from dataclasses import replace
from fractions import Fraction

from ...base.numbers import percent
from ...base.period import MONTHS, Period
from ...record.model import Record
from ...show.cards import Card
from ...show.figure_words import with_marks
from ...show.kind_words import has_no_such
from ...show.wording import EXAMPLE, SEE_FINDINGS, listed, marked_assumed, sentence, severity
from .by_kind import earned_card, has_chain, is_kind_told, of_kinds
from .lights import levels
from .summary_requirements import requirements_card
from .summary_salary import expected_salary, salary_told
from .worth import (
    beside,
    difference,
    known_of,
    known_parts,
    left_over,
    not_yet_covered,
    number,
    scale,
    too_small,
    worth,
)

GRADES = ("ok", "watch", "off")
LEFT_OF_RECEIVED = "Mottaget, ej förbrukat"
NOT_SEPARATED = "kostnaden är ej särredovisad"


def cards(record: Record) -> list[Card]:
    """The six cards, in the order of the money: may get, used, expected, left over, required, done."""
    return [
        _entitled(record),
        _cost(record),
        _forecast(record),
        _unspent(record) if has_chain(record) else earned_card(record),
        requirements_card(record),
        _efforts(record),
    ]


def _entitled(record: Record) -> Card:
    year = record.report.period[:4]
    entitled, planned = record.ore("chain.entitled"), record.figures.get("planned")
    received = record.figures["chain.received"]
    got = with_marks(f"mottaget {beside(record, received.ore or 0)}", received)
    if entitled is None:
        return _known_in_part(record, year, got)
    parts = [one.ore for one in record.below("component", "computed")]
    computed = None if None in parts else sum(ore for ore in parts if ore is not None)
    is_share_assumed = record.is_assumed("chain.entitled")
    compared = got
    if computed is not None:
        compared += f" · {marked_assumed(f'beräknat {beside(record, computed, 2)}', is_share_assumed)}"
    # What is left of earlier years' money; the plan is for the year's own.
    left = entitled - (record.ore(f"grant_year.{year}.entitled") or 0)
    if left:
        compared += f" + kvar från tidigare år {beside(record, left, 2)}"
    # What the region states goes before what we compute, and page one says where they are not the same.
    fine = None
    if computed is not None and record.terms.amounts_differ and not is_share_assumed:
        visible = number(record, entitled - left) != number(record, computed)
        fine = ("watch", "Skiljer sig från beräknat" if visible else "En del skiljer sig från beräknat")
    if planned is None:
        return _most(record, year, entitled, compared, *(fine or ("ok", "Enligt överenskommelsen")))
    compared += f" · planerat {beside(record, planned.known_ore)}"
    if planned.known_ore > entitled - left:
        over = f"Planerat är {worth(record, planned.known_ore - entitled + left)} mer än högsta belopp"
        return _most(record, year, entitled, compared, "watch", over)
    if planned.known_ore < entitled - left:
        note = sentence(record.terms.planned_note)
        return _most(record, year, entitled, compared, "watch", note)
    return _most(record, year, entitled, compared, *(fine or ("ok", "Allt är planerat")))


def _known_in_part(record: Record, year: str, got: str) -> Card:
    """A högsta belopp that is not known whole: the region's own frame, else what is known of it, else nothing."""
    planned, frame = record.figures.get("planned"), record.figures.get("commitments.frame")
    known, part = known_parts(record), record.figures.get("chain.entitled_known")
    said = [got, *([f"planerat {beside(record, planned.known_ore)}"] if planned else [])]
    if frame is not None and frame.ore is not None:
        state = f"från staten: {got}, högsta belopp {known or 'ej känt'}"
        said = [*([f"ramen är {EXAMPLE}"] if frame.is_example else []), *_invoiced(record), *said[1:], state]
        title = f"Regionens egen ram {year}"
        return Card(title, number(record, frame.ore), scale(record), " · ".join(said), *_asked_back(record))
    if part is not None:
        title, words = f"Högsta belopp {year}", " · ".join([*said, known_of(record)])
        amount = with_marks(number(record, part.known_ore), replace(part, assumed=False))
        return Card(title, amount, scale(record), words, "watch", "Delvis känt")
    return Card(f"Högsta belopp {year}", "ej känt", "", " · ".join(said), "none", "Inget belopp är känt")


def _invoiced(record: Record) -> list[str]:
    """What has been invoiced on the region's own frames, where it is known."""
    invoiced = record.figures.get("commitments.invoiced")
    return [] if invoiced is None or invoiced.ore is None else [f"fakturerat {beside(record, invoiced.ore)}"]


def _asked_back(record: Record) -> tuple[str, str]:
    """Status and words of a frame of the region's own: at the year's end what may be asked back, at most."""
    figure = record.figures.get("commitments.most_asked_back")
    if figure is None or figure.ore is None or too_small(record, figure.ore):
        return "none", "Ramen är regionens egen"
    return "watch", f"Fråga om återbetalning kan väckas, högst {with_marks(worth(record, figure.ore), figure)}"


def _most(record: Record, year: str, entitled: int, compared: str, status: str, text: str) -> Card:
    if status == "ok" and record.is_assumed("chain.entitled"):
        status, text = "watch", "Antagen fördelning"
    compared = f"beloppet är {EXAMPLE} · {compared}" if record.is_example("chain.entitled") else compared
    return Card(f"Högsta belopp {year}", number(record, entitled), scale(record), compared, status, text)


def _cost(record: Record) -> Card:
    period = _period(record)
    cost, budget = record.ore("chain.cost"), record.ore("budget_to_date")
    if cost is None:
        why = record.terms.not_separated or ""
        return Card("Kostnad mot bidraget", "ej särredovisad", "", why, "watch", "Kostnaden går inte att följa")
    compared = "budget saknas"
    if budget is not None:
        compared = with_marks(f"budget {beside(record, budget)}", record.figures["budget_to_date"])
    if period.number > 1 and not period.closing:
        before = cost - record.figures[f"month.{period.month_text}.cost"].known_ore
        compared += f" · {MONTHS[period.month - 2]} {beside(record, before)}"
    compared += salary_told(record)
    if record.figures["chain.cost"].marks:
        compared += f" · {SEE_FINDINGS}"
    status, text = _against(record, cost, budget, "budget")
    lag = expected_salary(record)
    if lag and budget and cost < budget:
        status, text = _against(record, cost + lag, budget, "budget")
        text += " med väntad lön"
    uncovered = record.ore("chain.uncovered") or 0
    if not too_small(record, uncovered):
        status, text = "watch", f"{left_over(record, uncovered)} täcks inte av känt bidrag"
    elif not_yet := not_yet_covered(record):
        compared += f" · {left_over(record, not_yet)} täcks ännu inte av känt bidrag"
    title = f"Kostnad mot bidraget t.o.m. {period.month_name}"
    return Card(title, number(record, cost), scale(record), compared, status, text)


def _forecast(record: Record) -> Card:
    forecast, line = record.ore("chain.forecast"), record.ore("straight_line")
    if forecast is None and _period(record).closing:
        return Card("Utfall helår", "ej känt", "", NOT_SEPARATED, "none", "Kan inte bedömas")
    if forecast is None:
        said = NOT_SEPARATED if line is None else f"rak linje ger {worth(record, line)}"
        said += _ordered(record)
        return Card("Prognos helår", "ej känd", "", said, "none", "Prognos saknas")
    compared = "utfall enligt bokslut"
    if not _period(record).closing:
        said = with_marks("ansvarigas", record.figures["chain.forecast"])
        compared = f"{said} · rak linje ger {beside(record, record.figures['straight_line'].known_ore)}"
        compared += _ordered(record)
    budget = record.ore("budget")
    status, text = _against(record, forecast, budget, "budget")
    if budget is not None and status in ("watch", "off"):
        text = f"{difference(record, budget, forecast)} {'under' if forecast < budget else 'över'} budget"
    title = "Utfall helår" if _period(record).closing else "Prognos helår"
    return Card(title, number(record, forecast), scale(record), compared, status, text)


def _ordered(record: Record) -> str:
    """What is ordered and not invoiced, where the region has a list of orders."""
    ordered = record.figures.get("ordered")
    if ordered is None:
        return ""
    told = "ej känt" if ordered.ore is None else with_marks(beside(record, ordered.ore), ordered)
    return f" · beställt, ej fakturerat {told}{f', {SEE_FINDINGS}' if ordered.marks else ''}"


def _unspent(record: Record) -> Card:
    unspent, entitled = record.ore("chain.expected_unspent"), record.ore("chain.entitled")
    is_final = _period(record).closing or has_no_such(record.figures["chain.expected_unspent"])
    if is_final and record.ore("chain.unspent") is not None:
        return _left_of_received(record)
    title = LEFT_OF_RECEIVED if _period(record).closing else "Bedöms inte förbrukas"
    if unspent is None:
        why = "prognos saknas" if entitled is not None else "högsta belopp är ej känt"
        if record.ore("chain.cost") is None:
            why = NOT_SEPARATED
        elif left := record.ore("chain.unspent"):
            got = f"mottaget, ej förbrukat: {worth(record, left)}"
            why += f" · {with_marks(got, record.figures['chain.unspent'])}"
        return Card(title, "ej känt", "", why, "none", "Kan inte bedömas")
    status = _weighed(record, unspent, entitled) if entitled else "ok"
    said = with_marks(f"enligt prognosen{of_kinds(record)}", record.figures["chain.expected_unspent"])
    return _not_used(record, title, unspent, status, said, "Används i stort sett")


def _left_of_received(record: Record) -> Card:
    """The final accounts: what has come and was not used, whatever more could have come."""
    left, received = record.figures["chain.unspent"], record.ore("chain.received") or 0
    status = _weighed(record, left.known_ore, received) if received else "ok"
    when = "enligt bokslutet" if _period(record).closing else "hittills"
    said = with_marks(f"{when}{of_kinds(record)}", left)
    return _not_used(record, LEFT_OF_RECEIVED, left.known_ore, status, said, "Använt i stort sett")


def _not_used(record: Record, title: str, ore: int, status: str, said: str, fine: str) -> Card:
    until = record.terms.usable_until
    # When the days of use are over nothing can be decided of the use, only of the money.
    what = "pengarna" if _period(record).closing and not until else "användningen"
    decide = f"Beslut om {what} behövs"
    follow_up = decide if _period(record).closing else f"Följ upp {what}"
    text = {"off": decide, "watch": follow_up, "ok": fine}[status]
    if until:
        later = f" · får användas t.o.m. {until}"
        status, text = ("watch", "Ska användas nästa år") if status == "off" else (status, text)
    elif record.terms.repayment:
        later = f" · om återbetalning säger villkoren: {record.terms.repayment}"
    elif not is_kind_told(record):
        later = ""
    else:
        later = " · underlaget säger inte om pengar måste betalas tillbaka" if ore else ""
    return Card(title, number(record, ore), scale(record), said + later, status, text)


def _efforts(record: Record) -> Card:
    rows = record.table("efforts").rows
    going = record.count("efforts.on_track")
    if not rows:
        return Card("Insatser i fas", "inga", "", "inga insatser följs på egna koder")
    late = [str(row["short"]) for row in rows if severity(row) > 0]
    goes = "gick" if _period(record).closing else "går"
    compared = f"att följa: {listed(late)}" if late else f"alla insatser {goes} enligt plan"
    worst = max((severity(row) for row in rows), default=0)
    status = _no_worse(record, GRADES[worst])
    moves_nothing = "Rubbade inte utfallet" if _period(record).closing else "Rubbar inte prognosen"
    fine = moves_nothing if worst else "I fas"
    text = {"ok": fine, "watch": "Bevaka", "off": "Avviker: minst en insats"}[status]
    compared = with_marks(compared, record.figures["efforts.on_track"])
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
    off, watch = (Fraction(bound) for bound in (record.limits.off_share, record.limits.watch_share))
    return _no_worse(record, "off" if share > off else "watch" if share > watch else "ok")


def _no_worse(record: Record, status: str) -> str:
    """The status, but never worse than the light of the money: a share alone is no deviation."""
    light = levels(record)["money"].value
    return min(status, light, key=GRADES.index) if light in GRADES else status


def _period(record: Record) -> Period:
    return Period.parse(record.report.period)
