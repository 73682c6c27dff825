"""docs/register.md: the terms of one agreement in words, and what a region tells of it beside its amounts.

Owns which of the terms are told, and how; what no source says is «ej känt».
"""

from collections.abc import Iterator

from ..agreement import Agreement
from ..choices import RegionAgreement, Stated
from ..values import Source, Status
from .wording import STATUS, as_written, listed

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
    others = [one for one in choices.stated if one.year != agreement.year or one.area is not None or not one.chosen]
    return [
        short_title(agreement),
        region,
        choices.number or UNKNOWN,
        choices.deciding_body or UNKNOWN,
        choices.responsible,
        as_written(planned) if planned else UNKNOWN,
        "<br>".join(_other(agreement, one) for one in others if not one.is_example),
    ]


def _terms(agreement: Agreement) -> Iterator[tuple[str, str]]:
    yield "Kallas även", listed(agreement.aliases)
    yield "Parter", listed(agreement.parties)
    yield "Betalas av", agreement.payer or UNKNOWN
    yield (
        "Godkänd av",
        "; ".join(
            f"{one.by}{f' {one.date}' if one.date else ''} ({_place(agreement, one.source, one.place)})"
            for one in agreement.approvals
        ),
    )
    yield (
        "Gäller",
        "; ".join(f"{one.start} – {one.end} ({_place(agreement, one.source, one.place)})" for one in agreement.periods),
    )
    window = agreement.window
    note = f"; {window.note}" if window.note else ""
    yield "Får användas", f"{window.start} – {window.end} ({STATUS[window.status]}{note})"
    yield (
        "Totalt",
        "; ".join(
            f"{as_written(one)}{'' if one.chosen else ', används inte'} ({_place(agreement, one.source, one.place)})"
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
        yield "Får föras över till nästa år", allowed + (f" ({carried.note})" if carried.note else "")
    yield "Återbetalning", agreement.repayment.rule or UNKNOWN
    yield "Bygger på", "; ".join(f"{HOW[one.how]} {one.agreement} {one.year}" for one in agreement.continues)


def _other(agreement: Agreement, stated: Stated) -> str:
    areas = {area.id: area.title for area in agreement.areas}
    what = f"{areas[stated.area]}, " if stated.area in areas else ""
    firm = f", {STATUS[stated.status]}" if stated.status is not Status.DECIDED else ""
    return f"{what}{stated.year}: {as_written(stated)}{firm}"


def _place(agreement: Agreement, name: str | None, place: str | None) -> str:
    source: Source | None = agreement.sources.get(name) if name else None
    return ", ".join(text for text in (source and (source.number or source.title), place) if text)
