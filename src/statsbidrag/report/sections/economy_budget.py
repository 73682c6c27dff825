"""Which version of the budget the standard columns are: decided or revised, when and by which §.

Owns the figures ``effort.<id>.budget_version.<number>`` and the table ``budget_versions``, where a budget has several.
"""

from dataclasses import replace

from ...base.period import day_text
from ...facts.efforts import EffortFacts
from ...facts.gather import Facts
from ...model.budget import Budget, by_decision
from ...record.tables import Column, Row, Table
from ...show.wording import listed, source_text
from ..part import Part


def version_text(effort: EffortFacts, budget: Budget) -> str:
    """``reviderad 10 maj 2018, § 44``: which of an effort's versions a budget is; "" where no day is told."""
    if budget.decided_on is None:
        return ""
    paragraph = f", §\u00a0{budget.paragraph}" if budget.paragraph else ""
    return f"{_word(effort, budget)} {day_text(budget.decided_on)}{paragraph}"


def heading(columns: list[Column], facts: Facts) -> list[Column]:
    """The standard columns; where every budget is of one and the same version the budget's says which."""
    said = {version_text(one, one.version) for one in facts.efforts}
    if len(said) != 1 or said == {""}:
        return columns
    [version] = said
    return [replace(one, heading=f"{one.heading}, {version}") if one.key == "budget" else one for one in columns]


def note(facts: Facts) -> str:
    """Which version each effort's budget is, in the order of the efforts; "" where none tells."""
    told: dict[str, list[str]] = {}
    for one in facts.efforts:
        told.setdefault(version_text(one, one.version), []).append(one.effort.short)
    if set(told) <= {""}:
        return ""
    said = [f"{version} för {listed(shorts)}" for version, shorts in told.items() if version]
    without = [f"utan uppgift om beslut för {listed(told[''])}"] if "" in told else []
    return f" Budgeten är {'; '.join([*said, *without])}."


def tables(facts: Facts, result: Part) -> list[Table]:
    """Every version of the budgets that have several; their amounts are added to the figures."""
    rows: list[Row] = []
    for one in facts.efforts:
        versions = by_decision(one.effort.budgets)
        for number, budget in enumerate(versions if len(versions) > 1 else [], start=1):
            later = budget.decided_on is not None and budget.decided_on > facts.period.last_day
            rows.append(
                {
                    "title": one.effort.title,
                    "version": _word(one, budget).capitalize(),
                    "day": budget.decided_on.isoformat() if budget.decided_on else None,
                    "paragraph": budget.paragraph,
                    "ore": result.add_money(
                        f"effort.{one.effort.id}.budget_version.{number}",
                        budget.ore,
                        [budget.origin],
                        budget.status,
                        source=budget.source,
                    ),
                    "state": "gäller" if budget is one.version else "beslutad efter perioden" if later else "ersatt",
                    "source": source_text(facts.parameters, budget.source, budget.place),
                    "emphasis": budget is one.version,
                }
            )
    if not rows:
        return []
    columns = [
        Column("title", "Insats"),
        Column("version", "Version"),
        Column("day", "Beslutad den", "date"),
        Column("paragraph", "Paragraf", missing="–"),
        Column("ore", "Budget helår", "ore"),
        Column("state", "Läge"),
        Column("source", "Källa", missing="exempel"),
    ]
    note = "Den senaste versionen som var beslutad när perioden slutade gäller, för hela året."
    return [Table("budget_versions", "Budgetens versioner", columns, rows, note=note, sheet="Budgetversioner")]


def _word(effort: EffortFacts, budget: Budget) -> str:
    return "beslutad" if budget is by_decision(effort.effort.budgets)[0] else "reviderad"
