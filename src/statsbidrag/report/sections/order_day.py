"""The last day to order so that delivery and booking fall within the grant's window, as the time plan tells it."""

from ...base.numbers import count
from ...base.period import day_text
from ...base.place import Place
from ...facts.gather import Facts
from ...record.tables import Row
from ...rules.ordered import last_day_to_order


def lead_time(facts: Facts) -> tuple[int, str] | None:
    """The days from order to booked delivery and the file that says so: the region's, else the workbook's."""
    region, settings = facts.parameters.region, facts.parameters.settings
    for days, origin in ((region.order_lead_days, region.origin), (settings.order_lead_days, settings.origin)):
        if days is not None:
            return days, Place.parse(origin).file
    return None


def order_rows(facts: Facts) -> list[Row]:
    """The row of the time plan; none where no lead time is told or nothing is ordered against the grant."""
    found = lead_time(facts)
    if found is None or not facts.efforts:
        return []
    days, file = found
    window = facts.parameters.agreement.window
    day = last_day_to_order(window.end, days)
    state = "har passerat" if day <= facts.period.last_day else "återstår"
    return [
        {
            "date": day.isoformat(),
            "what": "Sista dag att beställa, för leverans och bokföring inom användningstiden",
            "receiver": "Regionen",
            "state": "ligger före användningstiden" if day < window.start else state,
            "source": f"beräknat: {day_text(window.end)} minus {count(days)} dagar enligt {file}",
        }
    ]
