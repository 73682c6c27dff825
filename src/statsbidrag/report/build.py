"""One report's record, from parameters and raw files: the story in one function.

Owns the order of the sections' parts and the record's head. Nothing is drawn here and no file is written.
"""

import datetime as dt

from ..base.period import Period, day_text
from ..base.states import Status
from ..facts.gather import Facts, gather
from ..facts.remarks import findings
from ..read.files import Root
from ..read.params.places import notebook_file
from ..record.model import Record
from ..show.wording import FICTIVE, STATUS, fictive_in
from .previous import Previous, previous
from .sections import about, accrual, changes, economy, efforts, perspective, reconciliation, results, terms, timeline
from .sections.computed_beside_stated import amounts_differ, why_amounts_differ
from .sections.particular import chosen


def build(root: Root, agreement_id: str, region_id: str, period: Period, as_known: dt.date | None = None) -> Record:
    """The record of one report, without ``files``, which the publisher adds.

    ``root`` may be the ``Files`` of a run: reports of one period then share parameters, raw files and ledger.
    Raises ParameterError for wrong parameters and LedgerRefused for a ledger that cannot be trusted.
    """
    facts = gather(root, agreement_id, region_id, period, as_known)
    found = findings(facts)
    before = previous(facts)
    inputs = _inputs(facts, before)
    money = economy.part(facts)
    particular = chosen(facts.parameters.agreement)
    parts = [
        terms.part(facts),
        money,
        accrual.part(facts),
        efforts.part(facts),
        results.part(facts),
        *(section.part(facts) for section in particular.values()),
        timeline.part(facts),
        changes.part(facts, before, money.figures),
        perspective.part(facts),
        reconciliation.part(facts, found),
        about.part(facts, inputs),
    ]
    figures = {key: value for part in parts for key, value in part.figures.items()}
    fictive = _fictive(facts, figures)
    return {
        "report": {
            "region": region_id,
            "period": str(period),
            "agreement": agreement_id,
            "as_known": as_known.isoformat() if as_known else None,
            "ledger_as_of": facts.ledger_as_of.isoformat() if facts.ledger_as_of else None,
            "preliminary": not period.closing,
        },
        "header": _header(facts, fictive),
        "fictive": fictive,
        "agreement": _agreement(facts),
        "next": timeline.next_of(facts),
        "sections": {name: list(section.KEYS) for name, section in particular.items()},
        "previous": changes.told(facts, before),
        "settings": {name: str(getattr(facts.parameters.settings, name)) for name in ("watch_share", "off_share")},
        "figures": figures,
        "row_sets": {key: value for part in parts for key, value in part.row_sets.items()},
        "tables": [table.as_dict() for part in parts for table in part.tables],
        "requirements": next(t.rows for part in parts for t in part.tables if t.id == "requirements"),
        "findings": [one.as_dict() for one in found],
        "imports": [delivery.id for delivery in facts.ledger.deliveries],
        "inputs": inputs,
    }


def _header(facts: Facts, fictive: dict[str, object]) -> dict[str, object]:
    choices, period = facts.parameters.choices, facts.period
    day = facts.ledger_as_of
    uttag = f"utfall enligt uttag {day}" if day else "utfall enligt uttag med okänd mottagningsdag"
    limit = f" Rapporten visar läget som det var känt den {facts.as_known}." if facts.as_known else ""
    return {
        "region_name": facts.parameters.region.name_in(period.year),
        "title": facts.parameters.agreement.title,
        "short_title": facts.parameters.agreement.short or facts.parameters.agreement.title,
        "period_title": period.title,
        "as_known_text": uttag,
        "as_known_sentence": f"Siffrorna är {uttag}, den senaste huvudboksfil som rapporten bygger på.{limit}",
        "number": choices.number,
        "responsible": choices.responsible,
        "deciding_body": choices.deciding_body,
        "preliminary_text": ("slutligt" if period.closing else "preliminärt")
        + (", perioden öppen i huvudboken" if facts.is_open else ""),
        "unit_text": "Belopp i mnkr om inget annat anges",
        "next_line": _next_line(timeline.next_of(facts)),
        "fictive_text": fictive_in([fictive]),
    }


def _next_line(due: dict[str, object]) -> str:
    to = f" till {due['receiver']}" if due["receiver"] else ""
    return f"Nästa datum: {due['day']}, {due['what']}{to}" if due["date"] else "Nästa datum: inget är känt"


def _fictive(facts: Facts, figures: dict[str, dict[str, object]]) -> dict[str, object]:
    """What in the report is invented, by the sidecars and the values' status: ``names`` of it, and ``about``, what the
    region's file says of it."""
    ledger = any(facts.ledger.imports[delivery.id].fictive for delivery in facts.ledger.deliveries)
    activity = any(activity.fictive for activity in facts.activities.values())
    choices = facts.parameters.choices
    levels = [level for i in choices.indicators for level in (i.baseline, i.target) if level]
    values = [*levels, *choices.requirements, *choices.descriptions, *choices.competence_needs, *choices.events]
    marked = any(one.status is Status.EXAMPLE for one in values)
    marked = marked or any(one["status"] == Status.EXAMPLE for one in figures.values())
    said = [name for name, is_so in zip(FICTIVE, (ledger, activity, marked), strict=True) if is_so]
    return {"names": said, "about": facts.parameters.region.fictive}


def _agreement(facts: Facts) -> dict[str, object]:
    agreement, choices = facts.parameters.agreement, facts.parameters.choices
    planned = choices.planned
    return {
        "parties": agreement.parties,
        "window": _window(facts),
        "responsible": choices.responsible,
        "category": choices.category,
        "usable_until": _usable_until(facts),
        "not_separated": facts.not_separated.reason if facts.not_separated else None,
        "why_amounts_differ": why_amounts_differ(facts),
        "amounts_differ": amounts_differ(facts),
        "planned_note": (planned.note or "planerat är lägre än högsta belopp") if planned else "",
    }


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
    if before is not None and before.record and before.sha256:
        files[before.record] = before.sha256
    notebook = notebook_file(facts.parameters.agreement)
    files[notebook] = facts.files.sha256(facts.root / notebook)
    return {name: files[name] for name in sorted(files)}
