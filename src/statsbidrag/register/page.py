"""docs/register.md: the register as one table, made from params and nothing else.

Owns the page: every agreement and component of every year beside what the regions state, the national terms with dates
and receivers, and every contradiction of the sources with both sides.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..base.numbers import mnkr
from ..base.states import RequirementStatus, Status
from ..facts.compilations import RegisterRegion, compilations, places
from ..model.agreement import Agreement, Deadline, Requirement
from ..model.choices import OwnRequirement, RegionAgreement
from ..model.values import Contradiction, Side, Source
from ..read.params.parameters import personal_numbers, read_choices, read_regions
from ..read.params.places import agreements_of, terms_of, years_with_terms
from ..read.params.population import read_population
from ..read.params.terms import read_terms
from ..show.wording import REQUIREMENT_STATE, as_written, place_text
from .entries import Entry, register
from .terms import REGION_HEADINGS, noted, region_row, remark_rows, short_title, source_place, terms_block
from .text import explanation_text, rebuilt_lines, rule_text, status_text

FILE = "docs/register.md"
INTRODUCTION = """# Registret

Varje överenskommelse i källorna, år för år: vad som delas ut, efter vilken regel, vad regionerna själva anger och vad
regeln ger. Tabellerna är gjorda ur `params/` med `make register` och skrivs aldrig för hand. En källa citeras med
diarienummer och avsnitt eller sida, efter `params/documents.yaml`; vilken rad i källans text ett värde är hämtat från
står vid värdet i `params/`.

*Närmevärde*: folkmängden är per en annan dag än den som avgör andelen, eller den dagen är inte känd. *Stämmer*:
skillnaden är högst hälften av den angivna sista siffran. Där beloppen skiljer sig står vad som kan förklara det; inget
är valt. *Antaget*: ingen källa säger hur beloppet delas, och folkmängden används för att ha något att jämföra med.
*Egen pott*: pengar som regionen själv delar ut. *Slutsats, inte källa*: vad vi själva läser ut ur källan; den säger det
inte.
"""


@dataclass(frozen=True)
class Year:
    """What the files tell of a year: the regions with agreements, the terms, and by agreement each region's choices."""

    year: int
    own: list[RegisterRegion]
    terms: list[Agreement]
    choices: dict[str, list[tuple[RegisterRegion, RegionAgreement]]]


@dataclass(frozen=True)
class Asked:
    """What an agreement, or a region that shares money out itself, asks for and by when.

    ``states`` are the regions' states of a requirement in words, by its id, where a source tells them.
    """

    who: str
    requirements: Sequence[Requirement | OwnRequirement]
    deadlines: Sequence[Deadline]
    sources: dict[str, Source]
    states: dict[str, str]


def page(root: Path) -> str:
    """The whole page, Markdown."""
    years = [_read(root, year) for year in reversed(years_with_terms(root)) if terms_of(root, year)]
    headings = [
        "År", "Överenskommelse", "Del", "Nationellt, mnkr", "Regel", "Region", "Angivet", "Beräknat, mnkr", "Bedömning",
    ]  # fmt: skip
    rows = [row for one in years for row in _rows(root, one)]
    parts = [INTRODUCTION, "## Alla överenskommelser\n", _table(headings, rows)]
    for one in years:
        parts += [f"## {one.year}\n", *_year(root, one)]
    parts += ["## Motsägelser i källorna\n", _contradictions(root, years)]
    return personal_numbers(root).masked("\n".join(parts))


def _read(root: Path, year: int) -> Year:
    population = read_population(root)
    terms = [read_terms(root, name, year, population) for name in terms_of(root, year)]
    named = [(place, agreements_of(root, place.id, year, may_be_none=True)) for place in places(root, year)]
    choices = {
        one.id: [(place, read_choices(root, one, place.id, population)) for place, names in named if one.id in names]
        for one in terms
    }
    return Year(year, [place for place, names in named if names], terms, choices)


def _rows(root: Path, of: Year) -> Iterator[list[str]]:
    own = {place.id for place in of.own}
    yield from ([str(of.year), *_row(entry)] for entry in _one_a_component(register(root, of.year), own))


def _year(root: Path, of: Year) -> Iterator[str]:
    yield f"### Villkor {of.year}\n"
    yield from (terms_block(one) for one in of.terms)
    yield f"### Regionernas uppgifter {of.year}\n"
    told = [region_row(one, choices, place.name) for one in of.terms for place, choices in of.choices[one.id]]
    yield _table(REGION_HEADINGS, told)
    yield f"### Tidpunkter {of.year}\n"
    asking = [asked for one in of.terms for asked in _asked(one, of.choices[one.id])]
    yield _table(
        ["Dag", "Vad", "Mottagare", "Överenskommelse", "Källa"],
        sorted(_deadline(asked, day) for asked in asking for day in asked.deadlines),
    )
    yield f"### Krav {of.year}\n"
    yield _table(
        ["Överenskommelse", "Krav", "Läge", "Källa"],
        [
            [asked.who, need.text, asked.states.get(need.id, ""), source_place(asked.sources, need.source, need.place)]
            for asked in asking
            for need in asked.requirements
        ],
    )
    yield f"### Anmärkningar {of.year}\n"
    yield _table(["Gäller", "Anmärkning", "Källa"], _remarks(of))
    for place in of.own:
        for rebuilt in compilations(root, place, of.year, read_population(root)):
            yield f"### Sammanställningen för {place.name} {of.year}\n"
            yield "\n".join(["```text", *rebuilt_lines(rebuilt), "```", ""])


def _remarks(of: Year) -> list[list[str]]:
    rows = []
    for one in of.terms:
        rows += remark_rows(short_title(one), one.components, one.remarks, one.sources)
        for place, choices in of.choices[one.id]:
            who = f"{short_title(one)}, {place.name}"
            rows += remark_rows(who, choices.components, choices.remarks, {**one.sources, **choices.sources})
    for place in of.own:
        for compilation in place.region.compilations if place.region else []:
            if compilation.year == of.year:
                who = f"Sammanställningen för {place.name}"
                rows += remark_rows(who, [], compilation.remarks, compilation.sources)
    return rows


def _asked(agreement: Agreement, told: Sequence[tuple[RegisterRegion, RegionAgreement]]) -> Iterator[Asked]:
    """What the agreement asks for, then what each region asks for itself of those it shares the money out to."""
    states: dict[str, list[str]] = {}
    for place, choices in told:
        for state in choices.requirements:
            if state.state is not RequirementStatus.UNKNOWN and state.status is not Status.EXAMPLE:
                evidence = f" ({state.evidence})" if state.evidence else ""
                states.setdefault(state.id, []).append(f"{place.name}: {REQUIREMENT_STATE[state.state]}{evidence}")
    in_words = {need: "; ".join(texts) for need, texts in states.items()}
    yield Asked(short_title(agreement), agreement.requirements, agreement.deadlines, agreement.sources, in_words)
    for place, choices in told:
        sources = {**agreement.sources, **choices.sources}
        who = f"{short_title(agreement)}, {place.name}"
        yield Asked(who, choices.own_requirements, choices.own_deadlines, sources, {})


def _one_a_component(entries: Sequence[Entry], own: set[str]) -> Iterator[Entry]:
    """What a region with files of its own states, and each component once where none states anything."""
    stated = [entry for entry in entries if entry.place.id in own and entry.item.stated]
    told = {(entry.agreement.id, c.id) for entry in stated for c in entry.item.components}
    for name in dict.fromkeys(entry.agreement.id for entry in entries):
        yield from (entry for entry in stated if entry.agreement.id == name)
        seen: set[str] = set()
        for entry in entries:
            component = entry.item.name
            if entry.agreement.id != name or component is None or (name, component) in told or component in seen:
                continue
            if entry.item.stated is None:
                seen.add(component)
                yield entry


def _row(entry: Entry) -> list[str]:
    item, stated = entry.item, entry.item.stated
    titles = " + ".join(component.title for component in item.components) or "delarna är inte angivna"
    verdict = status_text(entry) if stated or item.lacking else "ingen region anger belopp"
    return [
        short_title(entry.agreement),
        titles,
        ("ej känt" if item.national is None else mnkr(item.national, 2)) + (" (egen pott)" if entry.is_own else ""),
        rule_text(item),
        entry.place.name if stated or entry.is_own else "",
        as_written(stated) if stated else "",
        mnkr(item.computed, 2) if stated and item.computed is not None else "",
        " ".join([f"{verdict}.", *(explanation_text(one) for one in entry.explanations)]),
    ]


def _deadline(asked: Asked, deadline: Deadline) -> list[str]:
    day = deadline.date.isoformat() if deadline.date else deadline.month or "ej känt"
    return [
        day,
        noted(deadline.what, deadline.note),
        deadline.receiver or "ej känt",
        asked.who,
        source_place(asked.sources, deadline.source, deadline.place),
    ]


def _contradictions(root: Path, years: Sequence[Year]) -> str:
    rows = [
        [one.id, where, one.about, "<br>".join(_side(side, sources) for side in one.sides), one.used or ""]
        for where, one, sources in _every_contradiction(root, years)
    ]
    return _table(["Nummer", "Var", "Gäller", "Vad källorna säger", "Vad som används"], sorted(rows, key=_in_order))


def _every_contradiction(
    root: Path, years: Sequence[Year]
) -> Iterator[tuple[str, Contradiction, Mapping[str, Source]]]:
    for of in years:
        for agreement in of.terms:
            where = f"{agreement.id} {of.year}"
            yield from ((where, one, agreement.sources) for one in agreement.contradictions)
            for place, choices in of.choices[agreement.id]:
                sources = {**agreement.sources, **choices.sources}
                yield from ((f"{where}, {place.id}", one, sources) for one in choices.contradictions)
    for region in read_regions(root):
        for compilation in region.compilations:
            where = f"{region.id} {compilation.year}"
            yield from ((where, one, compilation.sources) for one in compilation.contradictions)


def _in_order(row: Sequence[str]) -> tuple[str, int, str]:
    head, _, number = row[0].partition("-")
    digits = number.partition("-")[0]
    return (head if digits.isdigit() else "ö", int(digits) if digits.isdigit() else 0, "".join(row))


def _side(side: Side, sources: Mapping[str, Source]) -> str:
    return f"{side.says} ({place_text(source_place(sources, side.source, side.place), side.inferred)})"


def _table(headings: list[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
