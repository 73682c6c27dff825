"""The words of the reports that several sections share: sources, firmness, states.

Owns how a source, an amount as its source writes it, an invented value, a requirement and the notice of what is
fictive are worded, and what forecasts are called in the final accounts.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from ..base.money import MINUS
from ..base.states import (
    Basis,
    DecisionStatus,
    DutyStatus,
    EffortStatus,
    Lacking,
    RecognitionPrinciple,
    RequirementStatus,
    Status,
)
from ..model.choices import RequirementState
from ..model.values import Contradiction, Money, Source
from ..record.figures import Figure
from ..record.model import Fictive
from ..record.tables import Column
from .citation import NBSP, citation

EXAMPLE = "exempel"
FICTIVE = ("huvudbok", "verksamhetsdata", f"värden märkta {EXAMPLE}")
IN_REPORTS = "i respektive rapport"
ASSUMED = "antaget; källan anger ingen fördelning"
PARTLY_ASSUMED = "delvis antaget"
CONCLUSION = "slutsats, inte källa"
ESTIMATE = "vår uppskattning"
SEE_FINDINGS = "se fynd"
LEFT_OUT = "utelämnat"
# The final accounts expect nothing any more.
FINAL = {"forecast": "Utfall helår", "expected_unspent": "Ej utnyttjat av högsta beloppet"}
ADOPTED = "fastställt"
USED_NOT_RECEIVED = "Förbrukat, ännu inte mottaget"
NO_REPAYMENT_RULE = "Underlaget säger inte om pengar måste betalas tillbaka."
STATUS = {
    Status.DECIDED: "beslutat",
    Status.PRELIMINARY: "preliminärt",
    Status.UNKNOWN: "ej känt",
    Status.EXAMPLE: EXAMPLE,
}
EFFORT_STATUS = {
    EffortStatus.ON_TRACK: "i fas",
    EffortStatus.WATCH: "bevaka",
    EffortStatus.OFF_TRACK: "avviker",
    EffortStatus.NOT_STARTED: "ej påbörjad",
    EffortStatus.DONE: "klar",
}
EFFORT_SHAPE = {
    EffortStatus.ON_TRACK: "●",
    EffortStatus.WATCH: "▲",
    EffortStatus.OFF_TRACK: "■",
    EffortStatus.NOT_STARTED: "○",
    EffortStatus.DONE: "●",
}
# Of an effort that nobody has judged there is nothing that says it goes as planned.
SEVERITY: dict[object, int] = {
    EffortStatus.ON_TRACK: 0,
    EffortStatus.DONE: 0,
    EffortStatus.WATCH: 1,
    EffortStatus.NOT_STARTED: 1,
    None: 1,
    EffortStatus.OFF_TRACK: 2,
}
REQUIREMENT_STATE = {
    RequirementStatus.MET: "uppfyllt",
    RequirementStatus.PARTLY: "delvis uppfyllt",
    RequirementStatus.NOT_MET: "ej uppfyllt",
    RequirementStatus.UNKNOWN: "ej bedömt",
}
REQUIREMENTS_STATE = {
    RequirementStatus.MET: "uppfyllda",
    RequirementStatus.PARTLY: "delvis uppfyllda",
    RequirementStatus.NOT_MET: "ej uppfyllda",
    RequirementStatus.UNKNOWN: "ej bedömda",
}

DUTY_STATE = {
    DutyStatus.DONE_ON_TIME: "klar i tid",
    DutyStatus.DONE_LATE: "klar sent",
    DutyStatus.DONE: "klar",
    DutyStatus.READY: "klar för underskrift, ej skickad",
    DutyStatus.AHEAD: "återstår",
    DutyStatus.LATE: "försenad",
    DutyStatus.PASSED: "har passerat",
    DutyStatus.CAME: "har kommit",
    DutyStatus.AWAITED: "väntad, ej kommen",
    DutyStatus.BOOKED: "bokförd, saknas bland händelserna",
    DutyStatus.UNKNOWN: "ej känt",
}
DECISION_STATE = {
    DecisionStatus.TAKEN: "fattat",
    DecisionStatus.WAITING: "väntar",
    DecisionStatus.OVERDUE: "väntar, dagen har passerat",
    DecisionStatus.LATER: "återstår",
}

RULE = {
    "population_share": "andel av rikets folkmängd",
    "equal_share": "lika mycket till varje region",
    "fixed": "beslutat belopp",
    "application": "efter ansökan",
    "price_list": "pris per godkänd utredning",
    "per_unit_capped": "pris per enhet upp till ett tak",
    "per_fte": "pris per tjänstefaktor",
    "unknown": "ej känd",
}
BASIS = {
    Basis.DECIDED: "beslutat belopp",
    Basis.PAID: "utbetalat belopp, hela det angivna",
    Basis.STATED: "angivet belopp",
    Basis.CAP: "taket",
    Basis.COMPUTED: "beräknat belopp",
    Basis.UNKNOWN: "ej känt",
}
PRINCIPLE = {
    RecognitionPrinciple.CONDITION: "villkor, intäkt i takt med kostnaden",
    RecognitionPrinciple.RESTRICTION: "restriktion, intäkt när bidraget är beviljat",
    RecognitionPrinciple.PERFORMANCE: "prestation, intäkt när resultatet är beslutat",
}
LACKING = {
    Lacking.RULE: "ingen fördelningsnyckel finns att räkna med",
    Lacking.AMOUNT: "inget nationellt belopp är angivet",
    Lacking.PRICE: "priset är inte känt",
    Lacking.VOLUME: "antalet är inte känt",
    Lacking.LISTED: "antalet listade är inte känt",
    Lacking.FULL_TIME_EQUIVALENTS: "antalet tjänstefaktorer är inte känt",
    Lacking.APPLICATIONS: "ansökningarna är inte kända",
}

# The ledger's columns by the names that region files have for them.
COLUMN = {
    "voucher": "verifikation", "row": "rad", "date": "datum", "period": "period", "account": "konto", "unit": "ansvar",
    "object": "objekt", "activity": "aktivitet", "project": "projekt", "product": "produkt", "counterpart": "motpart",
    "invoice_number": "fakturanummer", "supplier_number": "leverantör", "amount": "belopp", "debit": "debet",
    "credit": "kredit", "debit_credit": "debet eller kredit", "text": "text",
}  # fmt: skip


class Documents(Protocol):
    """What knows the document behind a short name, as a report's parameters do."""

    def source(self, name: str) -> Source: ...


def source_text(documents: Documents, name: str | None, place: str | None) -> str | None:
    """``RS/2771/2017, Bakgrund``: where something stands, as ``show.citation`` tells it."""
    if name is None:
        return None
    return citation(documents.source(name), place)


def contradiction_text(documents: Documents, contradiction: Contradiction) -> str:
    """What it is about, what each side says and where, and what is used."""
    sides = "; ".join(
        f"{side.says} ({place_text(source_text(documents, side.source, side.place), side.inferred)})"
        for side in contradiction.sides
    )
    return f"{contradiction.about}: {sides}.{f' {contradiction.used}' if contradiction.used else ''}"


def as_written(amount: Money) -> str:
    """The amount with the digits its source has: ``12,6 mnkr``, ``980 000 000 kr``."""
    number = amount.amount.replace(".", ",").replace(" ", NBSP).replace("-", MINUS)
    return f"{number}{NBSP}{amount.unit}"


def as_told(amount: Money) -> str:
    """The amount as its source writes it, marked when it is invented."""
    return marked(as_written(amount), amount.is_example)


def marked(text: str, is_example: bool) -> str:
    """The text, marked when the value is invented."""
    return f"{text} ({EXAMPLE})" if is_example else text


def marked_assumed(text: str, is_assumed: bool) -> str:
    """The text, marked when the amount rests on a share that no source tells of."""
    return f"{text} (antaget)" if is_assumed else text


def assumed_in(titles: list[str]) -> str:
    """A sentence, with a space before it, on where högsta belopp is assumed; nothing where it is not."""
    return f" Högsta belopp är antaget i {listed(titles)}: källan anger ingen fördelning." if titles else ""


def place_text(place: str | None, is_inferred: bool) -> str | None:
    """Where something stands; for what we conclude ourselves, that we do, and what it can be held against."""
    if not is_inferred:
        return place
    return f"{CONCLUSION}; jämför {place}" if place else CONCLUSION


def invented(names: list[str]) -> str:
    """A sentence, with a space before it, on what is invented; nothing when nothing is."""
    return f" {sentence(listed(names))} är {EXAMPLE}." if names else ""


def invented_in(columns: Sequence[Column], rows: Sequence[Mapping[str, object]]) -> str:
    """The same of the columns of money in which some amount is invented, by their headings."""
    cells = {column: [row.get(column.key) for row in rows] for column in columns if column.kind == "ore"}
    found = {
        one: [cell for cell in ours if isinstance(cell, Figure) and cell.is_example] for one, ours in cells.items()
    }
    return invented([f"{one.heading[0].lower()}{one.heading[1:]}" for one, examples in found.items() if examples])


def fictive_in(reports: Sequence[Fictive], sources: str = "i bilagan") -> str | None:
    """What is invented in one or more reports, by ``fictive`` of their records; None when nothing is.

    ``sources`` tells where the sources of the rest stand.
    """
    names = [name for name in FICTIVE if any(name in fictive.names for fictive in reports)]
    what = "fiktiv" if names == ["huvudbok"] else "fiktiva"
    texts = [f"{sentence(listed(names))} är {what}."] if names else []
    texts += [f"Övriga belopp och villkor kommer ur källorna {sources}."] if names else []
    texts += list(dict.fromkeys(fictive.about for fictive in reports if fictive.about))
    return " ".join(texts) or None


def listed(words: list[str]) -> str:
    """``a``, ``a och b``, ``a, b och c``; nothing for no words."""
    return "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} och {words[-1]}"


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def see(is_marked: bool) -> str:
    """What stands after a name whose figure findings make uncertain."""
    return f" ({SEE_FINDINGS})" if is_marked else ""


def severity(row: Mapping[str, object]) -> int:
    """How bad an effort's row is, by its ``status``: 0 as planned, 1 to watch or not judged, 2 off track."""
    return SEVERITY[row["status"]]


def small_counts(smallest: int) -> str:
    """Sentences, with a space before them, on why counts of patients are left out."""
    return (
        f" {sentence(LEFT_OUT)}: små antal patienter visas inte. Är något antal i uppdelningen på månader eller delar "
        f"mindre än {smallest}, eller skulle ett sådant antal gå att räkna fram ur det som visas här eller i en annan "
        f"månads rapport, utelämnas uppdelningens alla antal och andelar. Gränsen {smallest} är vår egen; den följer "
        "inte av någon bestämmelse."
    )


def grant_years(earlier: list[int], own: int) -> str:
    """``2017 och 2018 års bidrag``."""
    return f"{listed([str(year) for year in [*earlier, own]])} års bidrag"


def final(closing: bool, name: str, otherwise: str) -> str:
    """What a forecast, or what is left by it, is called; in the final accounts both are what became."""
    return FINAL[name] if closing else otherwise


def firmness(closing: bool, adopted: bool) -> str:
    """How firm a report's figures are: final accounts are not final until the annual report is adopted."""
    if not closing:
        return "preliminärt"
    return ADOPTED if adopted else "bokslut, före revision"


def requirements_met(met: int, asked: int) -> str:
    """``1 av 3``, or that nothing is required."""
    return f"{met} av {asked}" if asked else "inga krav"


def requirement_words(state: RequirementState | None) -> dict[str, str | None]:
    """``state`` in words and ``evidence`` of a requirement, None: not judged; an invented state says so."""
    code = RequirementStatus.UNKNOWN if state is None else state.state
    evidence = None if state is None else state.evidence
    if state is not None and state.status is Status.EXAMPLE:
        evidence = f"{EXAMPLE}: {evidence}" if evidence else EXAMPLE
    return {"state": REQUIREMENT_STATE[code], "evidence": evidence}
