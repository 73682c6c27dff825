"""Överenskommelsen och krav: amounts with source, computed beside stated, the requirements.

Owns the tables ``requirements``, ``remarks`` (what the sources tell besides) and ``contradictions``, which the annex
shows; the figures ``requirements.*`` and ``requirement.*``, and the order of the section: ``terms_in_short``,
``terms_amounts`` and ``terms_by_year`` make tables of their own. A requirement's row has its ``status`` as a code and
``example``, whether the state is invented.
"""

from ...base.states import RequirementStatus, Status
from ...facts.duties import due_text, standing
from ...facts.gather import Facts
from ...model.agreement import Requirement
from ...model.choices import RequirementState
from ...record.figures import Figure, Origin, other
from ...record.model import Record
from ...record.tables import Column, Row, Table
from ...show.charts import Chart
from ...show.prose import paragraph
from ...show.tables import table_html
from ...show.wording import DUTY_STATE, contradiction_text, listed, place_text, requirement_words, sentence, source_text
from ..part import Given, Part
from . import terms_by_year
from .terms_amounts import amounts
from .terms_in_short import in_short


def part(facts: Facts, given: Given) -> Part:
    """The tables of the section with their amounts, and the number of requirements met."""
    result = Part(given.figures)
    tables = [amounts(result, facts), terms_by_year.table(result, facts)]
    requirements = _requirements(result, facts)
    met = sum(row["status"] == RequirementStatus.MET for row in requirements.rows)
    place = Origin(params=(facts.parameters.choices.origin,))
    # Invented states are told even where none of them is met: the number rests on them.
    invented = any(row["example"] for row in requirements.rows)
    firm = Status.EXAMPLE if invented else Status.DECIDED
    result.add(other("requirements.met", met, "count", place, firm))
    result.add(other("requirements.all", len(requirements.rows), "count", place, Status.DECIDED))
    result.tables = [in_short(facts), *tables, requirements, _remarks(facts), _contradictions(facts)]
    return result


def show(record: Record) -> list[str | Chart]:
    """What the reader meets, in order."""
    terms = record.agreement
    if terms is None:
        raise ValueError("the record is of no agreement")
    texts = [f"Parter: {listed(terms.parties)}.", terms.window, f"Ansvarig: {terms.responsible}."]
    return [
        paragraph(" ".join(texts)),
        *_filled(record, "agreement", ""),
        table_html(record.table("amounts")),
        *(paragraph(text) for text in terms.why_amounts_differ),
        *_filled(record, "years", ""),
        *_filled(record, "requirements", "Källorna anger inga krav för bidraget."),
        *_filled(record, "remarks", ""),
        *_contradicted(record),
    ]


def _contradicted(record: Record) -> list[str]:
    count = len(record.table("contradictions").rows)
    if not count:
        return []
    where = "en fråga" if count == 1 else f"{count} frågor"
    return [paragraph(f"Källorna säger olika i {where}; vad var och en säger och vad som används står i bilagan.")]


def _filled(record: Record, table_id: str, otherwise: str) -> list[str]:
    """The table, or what to say when it has no rows."""
    table = record.table(table_id)
    return [table_html(table)] if table.rows else [paragraph(otherwise)] if otherwise else []


def _requirements(result: Part, facts: Facts) -> Table:
    parameters = facts.parameters
    states = {state.id: state for state in parameters.choices.requirements}
    duties = {duty.deadline.id: duty for duty in standing(facts).duties}
    rows: list[Row] = []
    for requirement in parameters.agreement.requirements:
        state = states.get(requirement.id)
        is_judged = state is not None and (state.as_of is None or state.as_of <= str(facts.period))
        judged = state if is_judged else None
        duty = duties.get(requirement.deadline or "")
        rows.append(
            {
                "text": requirement.text,
                "id": requirement.id,
                "short": requirement.short,
                "component": state.at_stake if state else None,
                "of_year": requirement.at_stake.year if requirement.at_stake else None,
                "status": (judged.state if judged else RequirementStatus.UNKNOWN).value,
                **requirement_words(judged),
                "example": judged is not None and judged.status is Status.EXAMPLE,
                "responsible": state.responsible if state else None,
                "at_stake": _at_stake(result, requirement, state),
                "due": (due_text(duty) or None) if duty else None,
                "due.missing": "ej känt" if duty else "–",
                "duty": DUTY_STATE[duty.status] if duty and due_text(duty) else "",
                "source": source_text(parameters, requirement.source, requirement.place),
            }
        )
    columns = [
        Column("text", "Krav"),
        Column("state", "Uppfyllt"),
        Column("evidence", "Underlag", missing="saknas"),
        Column("responsible", "Ansvarig roll"),
        Column("at_stake", "Belopp som berörs, kr", "ore", decimals=2),
        Column("due", "Senast", "date"),
        Column("duty", "Tidpunkten"),
        Column("source", "Källa"),
    ]
    is_assumed = any(row["component"] in facts.assumed for row in rows)
    notes = ["Belopp som berörs är antaget, eftersom källan inte anger någon fördelning."] if is_assumed else []
    notes += _of_other_years(facts)
    return Table("requirements", "Krav för bidraget", columns, rows, note=" ".join(notes), sheet="Krav")


def _of_other_years(facts: Facts) -> list[str]:
    """A sentence per year whose money requirements decide, where that is another year than the agreement's."""
    parameters = facts.parameters
    told: dict[tuple[int, str | None], list[Requirement]] = {}
    for requirement in parameters.agreement.requirements:
        if stake := requirement.at_stake:
            told.setdefault((stake.year, source_text(parameters, stake.source, stake.place)), []).append(requirement)
    return [
        f"{sentence(listed([one.short for one in ours]))} avgör pengar för {year}, inte årets ({source})."
        for (year, source), ours in told.items()
    ]


def _at_stake(result: Part, requirement: Requirement, state: RequirementState | None) -> Figure:
    """Högsta belopp of the component whose money a requirement is for; not known where nobody says which it is, or
    where it is another year's."""
    requirement_id = requirement.id
    if stake := requirement.at_stake:
        why = f"kravet avgör pengar för {stake.year}, vars belopp inte är känt"
        return result.add_unknown(f"requirement.{requirement_id}.at_stake", why)
    entitled = result.figures.get(f"amount.{state.at_stake}.entitled") if state else None
    why = "inget högsta belopp är känt för det som berörs" if state else "det är inte angivet vilket belopp som berörs"
    return entitled or result.add_unknown(f"requirement.{requirement_id}.at_stake", why)


def _remarks(facts: Facts) -> Table:
    parameters = facts.parameters
    rows: list[Row] = [
        {
            "text": remark.text,
            "source": place_text(source_text(parameters, remark.source, remark.place), remark.inferred),
        }
        for remark in [*parameters.agreement.remarks, *parameters.choices.remarks]
    ]
    note = (
        f"Överenskommelsen kallas även {listed(parameters.agreement.aliases)}." if parameters.agreement.aliases else ""
    )
    columns = [Column("text", "Att veta om bidraget"), Column("source", "Källa", missing="")]
    return Table("remarks", "Vad källorna säger i övrigt", columns, rows, note=note, sheet="Att veta")


def _contradictions(facts: Facts) -> Table:
    parameters = facts.parameters
    rows: list[Row] = [
        {"text": contradiction_text(parameters, one)}
        for one in [*parameters.agreement.contradictions, *parameters.choices.contradictions]
    ]
    columns = [Column("text", "Fråga, vad källorna säger och vad som används")]
    return Table("contradictions", "Där källorna säger olika eller tiger", columns, rows, sheet="Källkritik")
