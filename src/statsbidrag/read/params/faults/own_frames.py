"""What a region tells of those it shares a frame of its own out to, that cannot be.

Owns that a state is of a requirement the region asks, once a month, and that posts are of units the component counts.
Every fault is a line with its ``file:line``, and a refusal.
"""

from collections.abc import Collection, Iterator

from ....model.agreement import Agreement
from ....model.choices import RegionAgreement
from .days import faults_in_months
from .lines import not_there


def faults_in_own_frames(agreement: Agreement, choices: RegionAgreement, components: Collection[str]) -> Iterator[str]:
    """A line for each fault in the states of own requirements, and in the posts; ``components`` are the names there
    are."""
    asked = {one.id for one in choices.own_requirements} | choices.lost("own_requirements")
    judged: set[tuple[str, str]] = set()
    for state in choices.own_requirement_states:
        for number, name in enumerate(state.of):
            yield from not_there(state.at("of", number), "det egna kravet", name, asked)
            if (name, state.as_of) in judged:
                yield f"{state.at('of', number)}: kravet «{name}» har flera lägen för {state.as_of}. Behåll ett."
            judged.add((name, state.as_of))
    counted: set[tuple[str, str]] = set()
    for posts in choices.posts:
        yield from not_there(posts.at("component"), "komponenten", posts.component, components)
        if (posts.component, posts.as_of) in counted:
            yield f"{posts.at('as_of')}: posts har flera poster för {posts.component} och {posts.as_of}. Behåll en."
        counted.add((posts.component, posts.as_of))
        listed = [one.unit for one in choices.listed if one.component == posts.component]
        for unit, factor in posts.units.items():
            yield from not_there(posts.at("units"), "enheten", unit, listed)
            if factor < 0:
                yield f"{posts.at('units')}: tjänstefaktorn för {unit} är {factor}. Skriv 0 eller mer."
    yield from faults_in_months(agreement, choices, [*choices.own_requirement_states, *choices.posts])
