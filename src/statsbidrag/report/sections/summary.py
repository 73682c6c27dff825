"""Läget i korthet: three sentences, six cards and one chart, for the reader who has a minute.

Owns the sentences: what happened, what it leads to, what deviates; also where something of it is not known. That it is
uncertain is worded in ``doubt``.
"""

from ...base.period import Period
from ...record.model import Record
from ...record.tables import Row
from ...show.cards import cards_html
from ...show.charts import Chart
from ...show.figure_words import with_marks
from ...show.kind_words import has_no_such
from ...show.prose import paragraph
from ...show.wording import ADOPTED, listed, sentence, severity
from . import attention, lights
from .by_kind import earned_told, has_chain, is_mixed, received_of, spent_by_kind, with_chain
from .doubt import doubt
from .summary_cards import cards
from .summary_chart import chart
from .summary_result import result_told
from .summary_salary import expected_salary
from .window_end import window_told
from .worth import difference, known_parts, left_over, not_yet_covered, number, others_part, own_frame, too_small, worth

NUMBER_WORDS = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def show(record: Record) -> list[str | Chart]:
    """What the reader meets first. Everything comes from the record."""
    drawn = [chart(record)] if record.ore("chain.cost") is not None else []
    said = paragraph(" ".join(sentences(record)), "ingress")
    return [said, *attention.blocks(record), cards_html(cards(record)), *lights.show(record), *drawn]


def sentences(record: Record) -> list[str]:
    """What happened, what it leads to, what deviates, what came of it; first of all whether that is uncertain."""
    happened = " ".join(text for text in (doubt(record), _spent(record), window_told(record)) if text)
    told = [happened, _expected(record), _areas(record), result_told(record)]
    return [text for text in told if text]


def _spent(record: Record) -> str:
    period = _period(record)
    cost, entitled, budget = (
        record.ore("chain.cost"),
        record.ore("chain.entitled"),
        record.ore("budget_to_date"),
    )
    if cost is None:
        most = "ej känt högsta belopp" if entitled is None else f"högst {_most(record)}"
        passed = "Siffrorna är bokslut, före revision" if _is_before_audit(record) else _passed(period)
        return f"{passed}. Kostnaden är ej särredovisad, så hur mycket av {most} som är förbrukat är ej känt."
    left = (budget or 0) - cost
    compared = (
        "enligt budget"
        if too_small(record, left)
        else f"{difference(record, budget or 0, cost)} {'mindre' if left > 0 else 'mer'} än budgeterat"
    )
    end = f", {with_marks(compared, record.figures['budget_to_date'])}" if budget else "; budget saknas"
    if budget and left > 0 and expected_salary(record):
        end += f"; lön på cirka {worth(record, expected_salary(record))} är ännu inte bokförd"
    end += others_part(record)
    uncovered = record.ore("chain.uncovered") or 0
    if not too_small(record, uncovered):
        end += f"; {left_over(record, uncovered)} täcks inte av känt bidrag"
    not_yet = not_yet_covered(record)
    if not_yet:
        end += f"; {left_over(record, not_yet)} täcks ännu inte av känt bidrag"
    if not has_chain(record):
        return f"{_begin(record)} kostnaden är {worth(record, cost)}{end}{received_of(record)}."
    if is_mixed(record):
        return f"{_begin(record)} {worth(record, cost)} är förbrukade{end}{spent_by_kind(record)}."
    if entitled is None:
        frame, known = own_frame(record), known_parts(record)
        if frame:
            told = f"; högsta belopp från staten är {known or 'ej känt'}"
            return f"{_begin(record)} {number(record, cost)} av {frame} är förbrukade{end}{told}."
        if known and cost <= record.figures["chain.entitled_known"].known_ore:
            return f"{_begin(record)} {number(record, cost)} av {known} är förbrukade{end}."
        used = f"{_begin(record)} {worth(record, cost)} är förbrukade{end}"
        return f"{used}; högsta belopp är {known or 'ej känt'}."
    return f"{_begin(record)} {number(record, cost)} av högst {_most(record)} är förbrukade{end}."


def _most(record: Record) -> str:
    """Högsta belopp with its unit, and that it is assumed."""
    entitled = record.figures["chain.entitled"]
    return with_marks(worth(record, entitled.known_ore), entitled)


def _begin(record: Record) -> str:
    """How the first sentence begins: how much of the year has passed, and of final accounts how final they are."""
    if _is_before_audit(record):
        return "Bokslutet, före revision, visar att"
    return f"{_passed(_period(record))} och"


def _is_before_audit(record: Record) -> bool:
    return _period(record).closing and not record.header.preliminary_text.startswith(ADOPTED)


def _passed(period: Period) -> str:
    if period.closing:
        return "Årsredovisningen är fastställd"
    if period.number == 12:
        return "Året har gått"
    if period.number == 6:
        return "Halva året har gått"
    months = "månad" if period.number == 1 else "månader"
    return f"{NUMBER_WORDS[period.number].capitalize()} {months} har gått"


def _expected(record: Record) -> str:
    forecast, unspent = record.ore("chain.forecast"), record.ore("chain.expected_unspent")
    if record.ore("chain.cost") is None:
        return f"Regionens skäl: {record.terms.not_separated}."
    if forecast is None:
        line = worth(record, record.figures["straight_line"].known_ore)
        rest = "bokslutet återstår" if _period(record).number == 12 else f"i samma takt blir helårets kostnad {line}"
        return f"De ansvariga har ännu inte lämnat någon prognos; {rest}."
    if _period(record).closing:
        return _final(record)
    said = with_marks(worth(record, forecast), record.figures["chain.forecast"])
    if not has_chain(record):
        return f"De ansvarigas prognos för helåret är {said}. {earned_told(record)}"
    if is_mixed(record):
        left = f"vad som inte förbrukas av {with_chain(record)} kan inte bedömas"
        if unspent is not None:
            rest = "allt" if too_small(record, unspent) else f"{worth(record, unspent)} inte"
            left = f"av {with_chain(record)} bedöms {rest} förbrukas"
        return f"De ansvarigas prognos för helåret är {said}; {left}. {earned_told(record)}"
    then = "då förbrukas hela högsta beloppet"
    beyond = None if unspent is None else forecast - (record.ore("chain.entitled") or 0)
    if beyond is not None and beyond > 0 and not too_small(record, beyond):
        then += f", och {difference(record, forecast, forecast - beyond)} bär regionen själv"
    elif has_no_such(record.figures["chain.expected_unspent"]):
        then = "det som inte kostar ersätts inte"
    elif unspent is None:
        then = "vad som inte förbrukas kan inte bedömas"
    elif not too_small(record, unspent):
        then = f"då bedöms {difference(record, forecast + unspent, forecast)} inte förbrukas"
    elif unspent:
        then = "då förbrukas så gott som hela högsta beloppet"
    return f"De ansvarigas prognos för helåret är {said}; {then}."


def _final(record: Record) -> str:
    """The final accounts: what is left of what has come, or what was used beyond it, and what has been earned."""
    apart = earned_told(record) if is_mixed(record) or not has_chain(record) else ""
    return apart if not has_chain(record) else " ".join(text for text in (_left(record), apart) if text)


def _left(record: Record) -> str:
    of = f" av {with_chain(record)}" if is_mixed(record) else ""
    got = f"mottagna {with_chain(record)}" if of else "det mottagna"
    if record.ore("chain.unspent") is None:
        return f"Vad som inte har förbrukats{of} är ej känt."
    left, claim, own = (record.ore(f"chain.{name}") or 0 for name in ("unspent", "claim", "own_cost"))
    if not record.ore("chain.received"):
        return "Inget är mottaget."
    if not too_small(record, left):
        until = record.terms.usable_until
        usable = f"; det får användas till och med {until}" if until else ""
        said = with_marks(left_over(record, left), record.figures["chain.unspent"])
        return f"Av {got} har {said} inte förbrukats{usable}."
    used = f"Så gott som allt mottaget{of} är förbrukat" if left else f"Allt mottaget{of} är förbrukat"
    ahead = with_marks(worth(record, claim), record.figures["chain.claim"])
    more = [f"{ahead} är förbrukade men ännu inte mottagna"] if not too_small(record, claim) else []
    more += [f"{left_over(record, own)} bär regionen själv"] if not too_small(record, own) else []
    return f"{used}{', och ' if more else ''}{listed(more)}."


def _areas(record: Record) -> str:
    behind, planned, watch = (
        ("låg efter", "gick enligt plan", "behövde bevakas")
        if _period(record).closing
        else ("ligger efter", "går enligt plan", "behöver bevakas")
    )
    parts, fine = [], []
    rows = record.table("efforts").rows
    late_first = sorted({str(row["area_short"]) for row in rows}, key=lambda area: (-_worst(rows, area), area))
    for area in late_first:
        worst = _worst(rows, area)
        slow = [
            str(row["short"])
            for row in rows
            if row["area_short"] == area and severity(row) > 0 and row["short"] != area
        ]
        if worst == 2:
            parts.append(f"{area} {behind}" + (f" ({listed(slow)})" if slow else ""))
        elif worst == 1:
            parts.append(f"{area} {planned} utom {listed(slow)}" if slow else f"{area} {watch}")
        else:
            fine.append(area)
    parts += [f"{listed(fine)} {planned}"] if fine else []
    said = with_marks(sentence("; ".join(parts)), record.figures["efforts.on_track"])
    return f"{said}." if parts else _required(record)


def tells_requirements(record: Record) -> bool:
    """Whether the last sentence tells the requirements and the next date: where no efforts are followed."""
    return not record.table("efforts").rows


def _required(record: Record) -> str:
    """What there is to say where no efforts are followed: the requirements, and what is next."""
    met, asked = (record.count(f"requirements.{name}") for name in ("met", "all"))
    said = f"{met} av {asked} krav är uppfyllda" if asked else "Källorna anger inga krav"
    said = with_marks(said, record.figures["requirements.met"])
    due = record.next
    return f"{said}. Nästa datum är {due.day}: {due.what}." if due.date else f"{said}."


def _worst(rows: list[Row], area: str) -> int:
    return max(severity(row) for row in rows if row["area_short"] == area)


def _period(record: Record) -> Period:
    return Period.parse(record.report.period)
