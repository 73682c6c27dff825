"""Bemanning: the share of the means used for staffing, why each effort was chosen and what good it does, and what
competence is needed.

Owns the figures ``staffing.*``, the tables ``staffing``, ``staffing_accounts``, ``effort_benefit`` and
``competence_needs``, and that staffing is the efforts that say so (``staffing: true``), as a share of the means:
högsta belopp where it is known, else what has been received. Source: Sammanställning av riktade statsbidrag 2017,
Landstinget Blekinge, r. 98 and 101. Salaries and hired staff on the grant's codes, whatever effort they are of, are
told beside it.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ....base.money import MINUS
from ....base.numbers import percent
from ....base.states import Status
from ....facts.gather import Facts
from ....model.choices import Effort
from ....record.figures import Figure, Origin, merged_status, other, share_text
from ....record.formulas import total
from ....record.model import Record
from ....record.tables import Column, Row, Table
from ....show.prose import paragraph
from ....show.tables import table_html
from ....show.wording import STATUS, invented, listed
from ...part import SUMMED, Given, Part
from ..economy_chain import cost_status

KEYS = ("staffing.cost", "staffing.share")
SHOWN = ("staffing", "staffing_accounts", "effort_benefit", "competence_needs")
NOT_SAID = "ingen insats säger om den är bemanning"
YEARS = ("Om 1 år", "Om 2 år", "Om 3 år", "Om 4 år", "Om 5 år")


def part(facts: Facts, given: Given) -> Part:
    """The figures and the tables that have something to tell."""
    result = Part(given.figures)
    efforts = [one.effort for one in facts.efforts if one.effort.staffing]
    if facts.not_separated is not None:
        _unknown(result, "ej särredovisat")
    elif all(one.effort.staffing is None for one in facts.efforts):
        _unknown(result, NOT_SAID)
        result.tables = [_accounts(result, facts)]
    else:
        result.tables = [_staffing(result, facts, efforts), _accounts(result, facts)]
    result.tables += [*_benefit(facts, given.figures), *_needs(facts)]
    return result


def show(record: Record) -> list[str]:
    """What the reader meets: the share in words, then the tables."""
    value = record.figures[KEYS[1]].value
    found = {table.id: table for table in record.tables}
    said = "Andelen av medlen till bemanning är ej känd."
    if value is not None:
        of = "av högsta belopp" if "staffing.means" in record.figures and _of_entitled(record) else "av det mottagna"
        said = f"{percent(Fraction(value))} av medlen har använts till bemanning, räknat {of}."
    elif record.figures[KEYS[1]].origin.unknown == NOT_SAID:
        said = "Andelen av medlen till bemanning är ej känd: ingen insats säger om den är bemanning."
    lacking = [
        text
        for name, text in (
            ("effort_benefit", "varför insatserna valts och nyttan"),
            ("competence_needs", "kompetensbehovet"),
        )
        if name not in found
    ]
    missing = [paragraph(f"Regionen har ännu inte redovisat {listed(lacking)}.")] if lacking else []
    return [paragraph(said), *(table_html(found[name]) for name in SHOWN if name in found), *missing]


def _of_entitled(record: Record) -> bool:
    return record.figures["staffing.means"].origin.formula == "chain.entitled"


def _unknown(result: Part, why: str) -> None:
    result.add_unknown(KEYS[0], why)
    result.add(other(KEYS[1], None, "share", Origin(unknown=why), Status.UNKNOWN))


def _staffing(result: Part, facts: Facts, efforts: Sequence[Effort]) -> Table:
    """What of the means went to the staffing efforts, to other things, and what is left; they sum to the means."""
    status, whole = cost_status(facts), result.known["chain.cost"]
    ours = facts.cost["effort"].isin([one.id for one in efforts])
    cost = result.add_sum(KEYS[0], facts.cost[SUMMED][ours], status)
    rest = result.follow("staffing.none.cost", f"{whole.key} - {cost.key}", status)
    entitled, received = result.known["chain.entitled"], result.known["chain.received"]
    of = entitled if entitled.ore is not None else received
    firm = merged_status([status, of.status])
    means = result.add_formula("staffing.means", of.ore, of.key, of.status, assumed=of.assumed)
    left = result.follow("staffing.left", f"{means.key} - {whole.key}", firm)
    share = _share(min(cost.known_ore, means.ore or 0), means.ore)
    formula = f"share(min({cost.key}, {means.key}), {means.key})"
    origin = Origin(unknown="medlen är 0 kr") if share is None else Origin(formula=formula)
    result.add(other(KEYS[1], share, "share", origin, firm))
    lines = [(one.title, result.known[f"effort.{one.id}.cost"]) for one in efforts]
    rows: list[Row] = [{"title": title, "ore": ore, "share": _share(ore.ore, means.ore)} for title, ore in lines]
    rows.append({"title": "Bemanning", "ore": cost, "share": share, "emphasis": True})
    rows.append({"title": "Andra insatser och kostnader", "ore": rest, "share": _share(rest.ore, means.ore)})
    rows.append({"title": "Kvar av medlen", "ore": left, "share": _share(left.ore, means.ore)})
    columns = [
        Column("title", "Använt till"),
        Column("ore", "Kronor", "ore"),
        Column("share", "Andel av medlen", "share", decimals=1, missing="ej känd"),
    ]
    last: Row = {"title": "Medlen", "ore": means, "share": "1" if means.ore else ""}
    named = "högsta belopp" if of is entitled else "det mottagna, eftersom högsta belopp är ej känt"
    note = f"Medlen är {named}. Bemanning är de insatser som regionen har angett som bemanning."
    note += f" Kvar av medlen = medlen {MINUS} kostnaden; minus betyder att kostnaden är högre än medlen."
    note += invented(["medlen"] if of.is_example else [])
    caption = f"Andel av medlen som använts till bemanning, {facts.period.title}"
    return Table("staffing", caption, columns, rows, last, note, sheet="Bemanning")


def _accounts(result: Part, facts: Facts) -> Table:
    """Salaries and hired staff on the grant's codes, whatever effort they are of."""
    status, region = cost_status(facts), facts.parameters.region
    kinds = [kind for kind in region.cost_types if kind.staffing]
    salaries = facts.cost["account"].str[:1].isin(list(region.salary_classes))
    lines = [("Löner", "staffing.salaries.cost", salaries)]
    lines += [
        (kind.title, f"staffing.kind.{kind.id}.cost", (facts.cost["cost_type"] == kind.id) & ~salaries)
        for kind in kinds
    ]
    rows: list[Row] = [
        {"title": title, "ore": result.add_sum(key, facts.cost[SUMMED][hit], status)} for title, key, hit in lines
    ]
    whole = result.follow("staffing.accounts.cost", total([key for _, key, _ in lines]), status)
    columns = [Column("title", "Kostnad"), Column("ore", "Kronor", "ore")]
    caption = f"Löner och inhyrd personal på bidragets koder, oavsett insats, {facts.period.title}"
    last: Row = {"title": "Summa", "ore": whole}
    return Table("staffing_accounts", caption, columns, rows, last, sheet="Löner och inhyrda")


def _share(part: int | None, whole: int | None) -> str | None:
    """The share of the means; None where either is not known, or the means are nought."""
    return share_text(Fraction(part, whole)) if part is not None and whole else None


def _benefit(facts: Facts, figures: Mapping[str, Figure]) -> list[Table]:
    told = [one for one in facts.efforts if one.effort.why or one.effort.benefit]
    if not told:
        return []
    rows: list[Row] = [
        {
            "title": one.effort.title,
            "why": one.effort.why,
            "benefit": one.effort.benefit,
            "cost": figures[f"effort.{one.effort.id}.cost"],
            "status": STATUS[one.effort.firmness],
        }
        for one in facts.efforts
    ]
    columns = [
        Column("title", "Insats"),
        Column("why", "Varför den valts", missing="ej redovisat"),
        Column("benefit", "Nytta", missing="ej redovisat"),
        Column("cost", "Kostnad, kr", "ore"),
        Column("status", "Status"),
    ]
    return [Table("effort_benefit", "Varför insatserna valts och vilken nytta de gör", columns, rows, sheet="Nytta")]


def _needs(facts: Facts) -> list[Table]:
    needs = facts.parameters.choices.competence_needs
    if not needs:
        return []
    rows: list[Row] = [
        {
            "title": one.profession,
            "employed": one.employed,
            "status": STATUS[one.status],
            **{f"year_{number}": value for number, value in enumerate(one.needed, start=1)},
        }
        for one in needs
    ]
    columns = [
        Column("title", "Yrke"),
        Column("employed", "Tjänster nu", "count"),
        *(Column(f"year_{number}", heading, "count") for number, heading in enumerate(YEARS, start=1)),
        Column("status", "Status"),
    ]
    return [
        Table(
            "competence_needs", "Kompetensbehov på 1–5 års sikt, antal tjänster", columns, rows, sheet="Kompetensbehov"
        )
    ]
