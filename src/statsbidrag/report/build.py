"""One report's record, from parameters and raw files: the story in one function.

Owns the order of the sections' parts and the record's head. Nothing is drawn here and no file is written.
"""

import datetime as dt
from typing import Protocol

from ..base.period import Period, day_text, month_name
from ..base.states import AttentionKind, Status
from ..facts.delivered import unreconciled_months
from ..facts.gather import Facts, gather
from ..facts.remarks import findings
from ..read.files import Root
from ..read.params.places import notebook_file
from ..record.attention import Attention
from ..record.figures import Figure
from ..record.hiding import hidden
from ..record.model import About, Due, Fictive, Header, Limits, Record, Terms
from ..show.alert import head_line
from ..show.wording import FICTIVE, STATUS, fictive_in, firmness, listed
from .comparison import Previous
from .part import Given, Part
from .previous import previous
from .sections import page_sections, section_module, sections_of
from .sections.attention import attention_of
from .sections.changes import compared
from .sections.computed_beside_stated import amounts_differ, why_amounts_differ
from .sections.timeline import next_of

# More are counted in the head of page one, not named.
MOST_MONTHS = 3


def build(root: Root, agreement_id: str, region_id: str, period: Period, as_known: dt.date | None = None) -> Record:
    """The record of one report, without ``files``, which the publisher adds, and without what must be hidden.

    ``root`` may be the ``Files`` of a run: reports of one period then share parameters, raw files and ledger.
    Raises ParameterError for wrong parameters and LedgerRefused for a ledger that cannot be trusted.
    """
    facts = gather(root, agreement_id, region_id, period, as_known)
    before = previous(facts)
    remarks, inputs, agreement = findings(facts), _inputs(facts, before), facts.parameters.agreement
    parts: list[Part] = []
    figures: dict[str, Figure] = {}
    for section in sections_of(agreement):
        part = section_module(section.name).part(facts, Given(figures, before, remarks, inputs))
        figures = {**figures, **part.figures}
        parts.append(part)
    fictive, due, urgent = _fictive(facts, figures), next_of(facts), attention_of(facts, figures)
    record = Record(
        report=About(
            region=region_id,
            period=str(period),
            agreement=agreement_id,
            as_known=as_known.isoformat() if as_known else None,
            ledger_as_of=facts.ledger_as_of.isoformat() if facts.ledger_as_of else None,
            preliminary=not period.closing,
        ),
        header=_header(facts, fictive, due, urgent),
        fictive=fictive,
        next=due,
        sections=page_sections(agreement),
        figures=figures,
        tables=[table for part in parts for table in part.tables],
        inputs=inputs,
        attention=urgent,
        agreement=_terms(facts),
        previous=compared(facts, before),
        settings=Limits(str(facts.parameters.settings.watch_share), str(facts.parameters.settings.off_share)),
        particular={name: list(section_module(name).KEYS) for name in agreement.sections},
        smallest_counts={
            one.id: facts.parameters.settings.smallest_count
            for one in facts.parameters.choices.indicators
            if one.counts == "patients"
        },
        row_sets={key: rows for part in parts for key, rows in part.row_sets.items()},
        findings=remarks,
        imports=[delivery.id for delivery in facts.ledger.deliveries],
    )
    return hidden(record, facts.parameters.settings.personal_numbers)


def _header(facts: Facts, fictive: Fictive, due: Due, urgent: list[Attention]) -> Header:
    choices, period = facts.parameters.choices, facts.period
    day = facts.ledger_as_of
    uttag = f"utfall enligt uttag {day}" if day else "utfall enligt uttag med okänd mottagningsdag"
    limit = f" Rapporten visar läget som det var känt den {facts.as_known}." if facts.as_known else ""
    return Header(
        region_name=facts.parameters.region.name_in(period.year),
        title=facts.parameters.agreement.title,
        period_title=period.title,
        as_known_text=uttag,
        preliminary_text=firmness(period.closing, facts.parameters.region.has_adopted(period.year, facts.as_known))
        + (", perioden öppen i huvudboken" if facts.is_open else "")
        + _unreconciled(facts),
        unit_text="Belopp i mnkr om inget annat anges",
        fictive_text=fictive_in([fictive]),
        short_title=facts.parameters.agreement.short or facts.parameters.agreement.title,
        as_known_sentence=f"Siffrorna är {uttag}, den senaste huvudboksfil som rapporten bygger på.{limit}",
        number=choices.number,
        responsible=choices.responsible,
        deciding_body=choices.deciding_body,
        next_line=_next_line(due, urgent),
    )


def _unreconciled(facts: Facts) -> str:
    """``, huvudboken ej avstämd för juli``: what no control totals confirm."""
    months = unreconciled_months(facts.ledger, facts.period)
    if not months:
        return ""
    few = listed([month_name(month) for month in months])
    return f", huvudboken ej avstämd för {few if len(months) <= MOST_MONTHS else f'{len(months)} månader'}"


def _next_line(due: Due, urgent: list[Attention]) -> str:
    """What is late goes before what comes."""
    if urgent and urgent[0].kind is AttentionKind.LATE_DUTY:
        return head_line(urgent[0])
    to = f" till {due.receiver}" if due.receiver else ""
    return f"Nästa datum: {due.day}, {due.what}{to}" if due.date else "Nästa datum: inget är känt"


class _Firm(Protocol):
    """What says how firm it is."""

    @property
    def status(self) -> Status | None: ...


def _fictive(facts: Facts, figures: dict[str, Figure]) -> Fictive:
    """What in the report is invented, by the sidecars and the values' status."""
    ledger = any(facts.ledger.imports[delivery.id].fictive for delivery in facts.ledger.deliveries)
    activity = any(activity.fictive for activity in facts.activities.values())
    choices = facts.parameters.choices
    levels = [level for i in choices.indicators for level in (i.baseline, i.target) if level]
    values: list[_Firm] = [
        *levels,
        *choices.requirements,
        *choices.descriptions,
        *choices.competence_needs,
        *choices.events,
        *choices.decisions,
    ]
    marked = any(value.status is Status.EXAMPLE for value in values)
    marked = marked or any(figure.is_example for figure in figures.values())
    names = [name for name, is_so in zip(FICTIVE, (ledger, activity, marked), strict=True) if is_so]
    return Fictive(names, facts.parameters.region.fictive)


def _terms(facts: Facts) -> Terms:
    agreement, choices = facts.parameters.agreement, facts.parameters.choices
    planned = choices.planned
    return Terms(
        parties=agreement.parties,
        window=_window(facts),
        responsible=choices.responsible,
        category=choices.category,
        usable_until=_usable_until(facts),
        repayment=agreement.repayment.rule,
        not_separated=facts.not_separated.reason if facts.not_separated else None,
        why_amounts_differ=why_amounts_differ(facts),
        amounts_differ=amounts_differ(facts),
        planned_note=(planned.note or "planerat är lägre än högsta belopp") if planned else "",
    )


def _usable_until(facts: Facts) -> str | None:
    """The last day the year's own money may be used, when it is after the period: what is left is not lost yet."""
    end = facts.parameters.agreement.window.end
    return day_text(end) if end > dt.date(facts.period.year, 12, 31) else None


def _window(facts: Facts) -> str:
    window = facts.parameters.agreement.window
    note = f" ({STATUS[window.status]}: {window.note})" if window.note else f" ({STATUS[window.status]})"
    return f"Användningstid: {day_text(window.start)} – {day_text(window.end)}{note}."


def _inputs(facts: Facts, before: Previous | None) -> dict[str, str]:
    """Every file the report rests on, relative to the root, with its SHA-256; sorted by name."""
    files = facts.parameters.files | facts.ledger.files
    for activity in facts.activities.values():
        files |= activity.files
    files |= facts.ordered.files if facts.ordered else {}
    if before is not None and before.record and before.sha256:
        files[before.record] = before.sha256
    notebook = notebook_file(facts.parameters.agreement)
    files[notebook] = facts.files.sha256(facts.root / notebook)
    return {name: files[name] for name in sorted(files)}
