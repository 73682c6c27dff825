"""Every rule that shares money, by the name the parameters have for it.

Owns the choice of rule. A new rule touches:

- a module here with its arithmetic, its source and its ``RULE``, and a line for it in ``RULES`` below;
- ``model/component.py``: its name in ``RuleName`` and its keys in ``RULE_KEYS`` (and a key that no rule had before);
- its words for a reader in ``show/wording.py`` and for an editor in ``read/params/schema_texts.yaml``
  (``make schema``), and its row in ``docs/handbok.md``;
- a worked case in ``tests/cases/fordelningsregler.yaml`` (``make rules-page``).

``tests/rules/test_sharing.py`` tells which of them is forgotten. A changed rule is a new one beside the old.
"""

from ...model.component import Component
from . import (
    application,
    equal_share,
    fixed,
    per_fte,
    per_unit_capped,
    population_share,
    price_list,
    unknown,
)
from .case import ComponentShare, Population, Quantities, SharingCase, SharingRule

RULES: dict[str, SharingRule] = {
    rule.name: rule
    for rule in (
        population_share.RULE,
        equal_share.RULE,
        fixed.RULE,
        application.RULE,
        price_list.RULE,
        per_unit_capped.RULE,
        per_fte.RULE,
        unknown.RULE,
    )
}


def share(
    component: Component, pot_ore: int | None, population: Population, lan_code: str, quantities: Quantities
) -> ComponentShare:
    """A region's part of a component by the component's rule. ``pot_ore`` None: no source gives the amount."""
    case = SharingCase(component, pot_ore, population, lan_code, quantities.of(component.id))
    return RULES[component.rule].function(case)


def reckons_with_example(component: Component, quantities: Quantities) -> bool:
    """True when something that a component's rule reckons with is invented: an amount, a price, what the region did."""
    amounts = [component.national_amount, component.each, component.chosen_price, *(component.prices or [])]
    amounts.append(component.per_fte.price if component.per_fte else None)
    ours = quantities.of(component.id)
    told = [*ours.volumes, *ours.listed, *ours.full_time_equivalents, *ours.applications]
    return any(one.is_example for one in [*amounts, *told] if one is not None)
