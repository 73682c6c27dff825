"""docs/register.md: the register as one table, made from params and nothing else.

Owns the page: every agreement and component of every year beside what the regions state, the national terms with dates
and receivers, and every contradiction of the sources with both sides.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..agreement import Agreement, Deadline, Requirement
from ..choices import OwnRequirement, RegionAgreement
from ..read.params import agreements_of, known_regions, read_choices, read_region
from ..read.population import read_population
from ..read.terms import read_terms, terms_of, years_with_terms
from ..rules.sharing import Population
from ..show.numbers import mnkr
from ..values import Contradiction, Side, Source, Status
from .register import Entry, Place, compilations, places, register
from .register_terms import REGION_HEADINGS, region_row, short_title, terms_block
from .register_text import explanation_text, rebuilt_lines, rule_text, status_text
from .wording import REQUIREMENT_STATE, as_written

FILE = "docs/register.md"
INTRODUCTION = """# Registret

Varje överenskommelse i källorna, år för år: vad som delas ut, efter vilken regel, vad regionerna själva anger och vad
regeln ger. Tabellerna är gjorda ur `params/` med `make register` och skrivs aldrig för hand. «r. 18» är rad 18 i
källans text; bl, jh, ha, vg och nb är underlagen från Blekinge, Jämtland Härjedalen, Halland, Västra Götaland och
Norrbotten.

*Närmevärde*: folkmängden är per en annan dag än den som avgör andelen, eller den dagen är inte känd. *Stämmer*:
skillnaden är högst hälften av den angivna sista siffran. Där beloppen skiljer sig står vad som kan förklara det; inget
är valt. *Antaget*: ingen källa säger hur beloppet delas, och folkmängden används för att ha något att jämföra med.
*Egen pott*: pengar som regionen själv delar ut.
"""


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
    years = [year for year in reversed(years_with_terms(root)) if terms_of(root, year)]
    headings = [
        "År", "Överenskommelse", "Del", "Nationellt, mnkr", "Regel", "Region", "Angivet", "Beräknat, mnkr", "Bedömning",
    ]  # fmt: skip
    rows = [row for year in years for row in _rows(root, year)]
    parts = [INTRODUCTION, "## Alla överenskommelser\n", _table(headings, rows)]
    for year in years:
        parts += [f"## {year}\n", *_year(root, year)]
    parts += ["## Motsägelser i källorna\n", *_contradictions(root)]
    return "\n".join(parts)


def _rows(root: Path, year: int) -> Iterator[list[str]]:
    ids = {place.id for place in _own(root, year)}
    yield from ([str(year), *_row(entry)] for entry in _one_a_component(register(root, year), ids))


def _own(root: Path, year: int) -> list[Place]:
    """The regions with files of their own that year."""
    return [
        place for place in places(root, year) if place.region and agreements_of(root, place.id, year, may_be_none=True)
    ]


def _year(root: Path, year: int) -> Iterator[str]:
    population = read_population(root)
    own = _own(root, year)
    terms = [read_terms(root, name, year, population) for name in terms_of(root, year)]
    yield f"### Villkor {year}\n"
    yield from (terms_block(one) for one in terms)
    yield f"### Regionernas uppgifter {year}\n"
    yield _table(REGION_HEADINGS, [row for one in terms for row in _told_by_regions(root, one, own, population)])
    yield f"### Tidpunkter {year}\n"
    asking = [asked for one in terms for asked in _asked(root, one, own, population)]
    yield _table(
        ["Dag", "Vad", "Mottagare", "Överenskommelse", "Källa"],
        sorted(_deadline(asked, day) for asked in asking for day in asked.deadlines),
    )
    yield f"### Krav {year}\n"
    yield _table(
        ["Överenskommelse", "Krav", "Läge", "Källa"],
        [
            [asked.who, need.text, asked.states.get(need.id, ""), _place(asked.sources[need.source], need.place)]
            for asked in asking
            for need in asked.requirements
        ],
    )
    for place in own:
        for rebuilt in compilations(root, place, year, population):
            yield f"### Sammanställningen för {place.name} {year}\n"
            yield "\n".join(["```text", *rebuilt_lines(rebuilt), "```", ""])


def _asked(root: Path, agreement: Agreement, own: Sequence[Place], population: Population) -> Iterator[Asked]:
    """What the agreement asks for, then what each region asks for itself of those it shares the money out to."""
    chosen = {
        place.name: read_choices(root, agreement, place.id, population)
        for place in own
        if agreement.id in agreements_of(root, place.id, agreement.year)
    }
    told: dict[str, list[str]] = {}
    for name, choices in chosen.items():
        for state in choices.requirements:
            if state.state != "unknown" and state.status is not Status.EXAMPLE:
                evidence = f" ({state.evidence})" if state.evidence else ""
                told.setdefault(state.id, []).append(f"{name}: {REQUIREMENT_STATE[state.state]}{evidence}")
    states = {need: "; ".join(texts) for need, texts in told.items()}
    yield Asked(short_title(agreement), agreement.requirements, agreement.deadlines, agreement.sources, states)
    for name, choices in chosen.items():
        sources = {**agreement.sources, **choices.sources}
        yield Asked(f"{short_title(agreement)}, {name}", choices.own_requirements, choices.own_deadlines, sources, {})


def _told_by_regions(
    root: Path, agreement: Agreement, own: Sequence[Place], population: Population
) -> Iterator[list[str]]:
    """A row for each region that has the agreement: its case, who decides and answers, its plan and other amounts."""
    for place in own:
        if agreement.id in agreements_of(root, place.id, agreement.year):
            choices = read_choices(root, agreement, place.id, population)
            yield region_row(agreement, choices, place.name)


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
        deadline.what,
        deadline.receiver or "ej känt",
        asked.who,
        _place(asked.sources[deadline.source], deadline.place),
    ]


def _contradictions(root: Path) -> Iterator[str]:
    rows = [
        [one.id, where, one.about, "<br>".join(_side(side, sources) for side in one.sides), one.used or ""]
        for where, one, sources in _every_contradiction(root)
    ]
    yield _table(["Nummer", "Var", "Gäller", "Vad källorna säger", "Vad som används"], sorted(rows, key=_in_order))


def _every_contradiction(root: Path) -> Iterator[tuple[str, Contradiction, dict[str, Source]]]:
    population = read_population(root)
    for year in years_with_terms(root):
        for name in terms_of(root, year):
            agreement = read_terms(root, name, year, population)
            yield from ((f"{name} {year}", one, agreement.sources) for one in agreement.contradictions)
            for region in known_regions(root):
                if name in agreements_of(root, region, year, may_be_none=True):
                    choices: RegionAgreement = read_choices(root, agreement, region, population)
                    sources = {**agreement.sources, **choices.sources}
                    yield from ((f"{name} {year}, {region}", one, sources) for one in choices.contradictions)
    for region in known_regions(root):
        for compilation in read_region(root, region).compilations:
            where = f"{region} {compilation.year}"
            yield from ((where, one, compilation.sources) for one in compilation.contradictions)


def _in_order(row: list[str]) -> tuple[str, int, str]:
    head, _, number = row[0].partition("-")
    digits = number.partition("-")[0]
    return (head if digits.isdigit() else "ö", int(digits) if digits.isdigit() else 0, "".join(row))


def _side(side: Side, sources: dict[str, Source]) -> str:
    return f"{side.says} ({_place(sources[side.source], side.place)})"


def _place(source: Source, place: str | None) -> str:
    return ", ".join(text for text in (source.number or source.title, place) if text)


def _table(headings: list[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
