"""docs/register.md: the terms of one agreement in words, what a region tells of it beside its amounts, and remarks.

Owns which of the terms are told, and how; what no source says is «ej känt».
"""

from collections.abc import Iterator, Mapping, Sequence

from ..base.numbers import mnkr, with_unit
from ..base.states import Status
from ..model.agreement import Agreement, AgreementPeriod, Approval
from ..model.choices import RegionAgreement, Stated
from ..model.component import Component
from ..model.values import Amount, Remark, Source
from ..show.citation import citation
from ..show.wording import CONCLUSION, STATUS, as_written, listed, place_text

REGION_HEADINGS = ["Överenskommelse", "Region", "Ärende", "Beslutande", "Ansvarig", "Planerat", "Andra belopp"]
HOW = {"renewed": "fortsätter", "merged": "går samman från", "split": "delas ur"}
UNKNOWN = "ej känt"


def short_title(agreement: Agreement) -> str:
    """The agreement's name in tables."""
    return agreement.short or agreement.title


def terms_block(agreement: Agreement) -> str:
    """The terms of an agreement as a Markdown list under its title."""
    lines = [f"#### {agreement.title} (`{agreement.id}`)\n"]
    lines += [f"- {name}: {text}" for name, text in _terms(agreement) if text]
    return "\n".join([*lines, ""])


def region_row(agreement: Agreement, choices: RegionAgreement, region: str) -> list[str]:
    """What a region tells of an agreement, under REGION_HEADINGS; invented values are left out."""
    planned = choices.planned if choices.planned and not choices.planned.is_example else None
    others = [one for one in choices.stated if not one.stands_for(agreement.year)]
    return [
        short_title(agreement),
        region,
        choices.number or UNKNOWN,
        choices.deciding_body or UNKNOWN,
        choices.responsible,
        as_written(planned) if planned else UNKNOWN,
        "<br>".join(_other(agreement, one) for one in others if not one.is_example),
    ]


def remark_rows(
    who: str, components: Sequence[Component], remarks: Sequence[Remark], sources: Mapping[str, Source]
) -> list[list[str]]:
    """What the reader should know of the terms: whom it is about, the remark, and where it stands.

    What is noted of a component has its places in its text. What we conclude ourselves says so.
    """
    rows = []
    for one in components:
        about = f"{who}: {one.title}"
        if one.note:
            rows.append([about, one.note, ""])
        if one.inferred and one.national_amount:
            each = with_unit(mnkr(one.national_amount.ore // one.inferred.parts, 2), "mnkr")
            rows.append([about, f"{each} till var och en. {one.inferred.why}.", CONCLUSION])
    rows += [
        [who, one.text, place_text(source_place(sources, one.source, one.place), one.inferred) or ""] for one in remarks
    ]
    return rows


def source_place(sources: Mapping[str, Source], name: str | None, place: str | None) -> str:
    """``5-2018, s. 17, Kortare väntetider i cancervården``; of what stands in no document, the place alone."""
    return citation(sources[name], place) if name else place or ""


def noted(text: str, note: str | None) -> str:
    """The text with what is noted of it."""
    return f"{text} ({note})" if note else text


def _terms(agreement: Agreement) -> Iterator[tuple[str, str]]:
    yield "Kallas även", listed(agreement.aliases)
    yield "Parter", listed(agreement.parties)
    yield "Betalas av", agreement.payer or UNKNOWN
    yield (
        "Godkänd av",
        "; ".join(
            f"{one.by}{f' {one.date}' if one.date else ''} ({_place(agreement, one)})" for one in agreement.approvals
        ),
    )
    yield (
        "Gäller",
        "; ".join(f"{one.start} – {one.end} ({_place(agreement, one)}{_note(one.note)})" for one in agreement.periods),
    )
    window = agreement.window
    yield "Får användas", f"{window.start} – {window.end} ({STATUS[window.status]}{_note(window.note)})"
    yield (
        "Totalt",
        "; ".join(
            f"{as_written(one)}{'' if one.chosen else ', används inte'} ({_place(agreement, one)}{_note(one.note)})"
            for one in agreement.total
        ),
    )
    yield "Utvecklingsområden", "; ".join(area.title for area in agreement.areas)
    yield "Mått", "; ".join(
        one.title + (f", mål {one.goal} procent" if one.goal is not None else "")
        + (f" år {one.goal_year}" if one.goal_year else "")
        for one in agreement.indicators
    )  # fmt: skip
    carried = agreement.carry_over
    if carried is not None:
        allowed = {True: "ja", False: "nej", None: UNKNOWN}[carried.allowed]
        yield "Får föras över till nästa år", noted(allowed, carried.note)
    yield "Återbetalning", agreement.repayment.rule or UNKNOWN
    yield "Bygger på", "; ".join(f"{HOW[one.how]} {one.agreement} {one.year}" for one in agreement.continues)


def _other(agreement: Agreement, stated: Stated) -> str:
    areas = {area.id: area.title for area in agreement.areas}
    what = f"{areas[stated.area]}, " if stated.area in areas else ""
    firm = f", {STATUS[stated.status]}" if stated.status is not Status.DECIDED else ""
    return f"{what}{stated.year}: {as_written(stated)}{firm}"


def _place(agreement: Agreement, one: AgreementPeriod | Amount | Approval) -> str:
    return source_place(agreement.sources, one.source, one.place)


def _note(note: str | None) -> str:
    return f"; {note}" if note else ""
