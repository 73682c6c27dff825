"""What has come beyond högsta belopp, as findings: by component and year, with the places of both."""

from collections.abc import Iterator

from ..base.findings import Finding, finding
from ..base.numbers import kronor, with_unit
from ..rules.over_received import over_received
from ..show.wording import listed
from .finding_place import at
from .gather import Facts


def received_remarks(facts: Facts) -> Iterator[Finding]:
    """A finding for each component, or several together, of the year's own money."""
    year = facts.parameters.agreement.year
    for one in over_received(facts.entitlements, facts.together, facts.parameters.choices.events, facts.period):
        title = listed([member.component.title for member in one.members])
        got, most, over = (with_unit(kronor(ore, 2), "kr") for ore in (one.received, one.entitled, one.over))
        yield finding(
            "mottaget-over-hogsta-belopp",
            f"{title}, {year}: mottaget är {got}, {over} mer än högsta belopp, {most} ({one.origin})",
            "Kontrollera amount, component och bidragsår hos händelsen mot beslutet. Är högsta belopp ett annat, skriv "
            "det beslutade beloppet under decided med källa; ska pengar tillbaka, skriv återbetalningen under events.",
            **at(one.event.origin),
        )
