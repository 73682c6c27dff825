"""Vid sidan av kostnaden in Ekonomi: investments, co-financing and other income on the grant's codes, and what holds
for common costs (OH) and value added tax.

Owns the figures ``beside.*`` and the table ``beside_cost``, and the sentences on OH and tax (``beside.overhead.text``,
``beside.vat.text``). Nothing is shown where no parameter and no row tells of it; none of it is in any other figure.
"""

from collections.abc import Iterator

import pandas as pd

from ...base.numbers import number, with_unit
from ...base.period import day_text
from ...facts.beside_cost import BesideCost, beside_cost
from ...facts.gather import Facts
from ...model.agreement import Overhead
from ...model.beside_cost import Investments
from ...record.figures import Figure, Origin, other
from ...record.model import Record
from ...record.tables import Column, Row, Table
from ...show.prose import paragraph
from ...show.tables import table_html
from ...show.wording import SEE_FINDINGS, listed, marked
from ..part import SUMMED, Part
from .economy_chain import cost_status

TEXTS = ("beside.overhead.text", "beside.vat.text")


def add_beside(result: Part, facts: Facts) -> None:
    """The figures, the sentences and the table, if any; none where the cost is not told apart."""
    if facts.not_separated is not None:
        return
    told = beside_cost(facts)
    _texts(result, facts, told)
    rows = [*_investments(result, facts, told), *_cofinancing(result, facts, told)]
    if len(told.other_income):
        ore = _income(result, facts, "beside.other_income", told.other_income)
        why = f"klass 3 på bidragets koder, {SEE_FINDINGS}"
        rows.append({"title": "Annan intäkt", "ore": ore, "by": why})
    if rows:
        columns = [Column("title", "Vad"), Column("ore", "Kronor", "ore", decimals=2), Column("by", "Varifrån")]
        note = "Beloppen ingår inte i kostnaden, och ingen intäkt här är en del av bidraget."
        caption = f"Vid sidan av kostnaden, {facts.period.title}"
        result.tables.append(Table("beside_cost", caption, columns, rows, None, note, sheet="Vid sidan av kostnaden"))


def show(record: Record) -> list[str]:
    """What the reader meets: the table and the sentences that there are."""
    texts = [str(record.figures[key].value) for key in TEXTS if key in record.figures]
    shown = [table_html(record.table("beside_cost"))] if record.has_table("beside_cost") else []
    return [*shown, *([paragraph(" ".join(texts))] if texts else [])]


def _investments(result: Part, facts: Facts, told: BesideCost) -> Iterator[Row]:
    decided = facts.parameters.choices.books.investments
    if decided is None or told.investments is None:
        return
    ore = result.add_sum("beside.investments", told.investments[SUMMED], cost_status(facts))
    yield {"title": "Investeringar", "ore": ore, "by": _decision(facts, decided)}


def _decision(facts: Facts, decided: Investments) -> str:
    """Who decided on the investments, and what the terms say of them."""
    number = f", dnr {decided.number}" if decided.number else ""
    said = marked(f"beslut {day_text(decided.date)}, {decided.by}{number}", decided.is_example)
    terms = facts.parameters.agreement.investments
    if terms is None or terms.allowed is None:
        return f"{said}; villkoren säger inte om bidraget får bära investeringar"
    return f"{said}; villkoren tillåter investeringar"


def _cofinancing(result: Part, facts: Facts, told: BesideCost) -> Iterator[Row]:
    for place, (one, rows) in enumerate(told.cofinancing, start=1):
        ore = _income(result, facts, f"beside.cofinancing.{place}", rows)
        yield {"title": "Medfinansiering", "ore": ore, "by": marked(one.by, one.is_example)}


def _income(result: Part, facts: Facts, key: str, rows: pd.DataFrame) -> Figure:
    """Income as a positive amount; the ledger has it with minus."""
    booked = result.add_sum(f"{key}.rows", rows[SUMMED], cost_status(facts))
    return result.follow(key, f"0 - {booked.key}", cost_status(facts))


def _texts(result: Part, facts: Facts, told: BesideCost) -> None:
    """What holds for common costs, and for compensation for value added tax."""
    terms, region = facts.parameters.agreement.overhead, facts.parameters.region
    if told.overhead is not None:
        result.add_sum("beside.overhead", told.overhead[SUMMED], cost_status(facts))
    if terms is not None:
        said = _overhead(terms, told.overhead is not None)
        result.add(other(TEXTS[0], said, "text", Origin(params=(terms.origin,)), cost_status(facts)))
    vat = region.vat_compensation
    if vat is not None:
        accounts = f"konto {listed(vat.accounts)}"
        said = f"Momsersättning ({accounts}) är avdragen från kostnaden."
        if not vat.reduces_cost:
            said = f"Momsersättning ({accounts}) räknas varken som bidrag eller som lägre kostnad."
        result.add(other(TEXTS[1], said, "text", Origin(params=(vat.origin,)), cost_status(facts)))


def _overhead(terms: Overhead, has_codes: bool) -> str:
    """Whether common costs are in the cost, by the terms; and that no code marks them, where none does."""
    apart = "" if has_codes else " Regionens fil anger inga koder för dem, så de kan inte skiljas ut."
    if terms.allowed is None:
        return f"Villkoren säger inte om gemensamma kostnader (OH) får ingå.{apart}"
    if terms.allowed is False:
        return f"Gemensamma kostnader (OH) {'ingår inte' if has_codes else 'får inte ingå'}, enligt villkoren.{apart}"
    if terms.percent is None:
        return f"Gemensamma kostnader (OH) {'ingår' if has_codes else 'får ingå'}, enligt villkoren.{apart}"
    share = with_unit(number(terms.percent, 1 if terms.percent % 1 else 0), "%")
    return (
        f"Gemensamma kostnader (OH) {'ingår' if has_codes else 'får ingå'} med högst {share}, enligt villkoren.{apart}"
    )
