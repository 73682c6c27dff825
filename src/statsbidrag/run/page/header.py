"""A record's header as the page around it takes it."""

from collections.abc import Sequence

from ...record.model import Record


def header_of(record: Record, links: Sequence[dict[str, str]]) -> dict:
    """What ``standalone_page`` shows above a record's page; ``links`` are dicts of href and text."""
    about = record.header
    header = {
        "region_name": about.region_name,
        "title": about.title,
        "period_title": about.period_title,
        "as_known_text": about.as_known_text,
        "preliminary_text": about.preliminary_text,
        "unit_text": about.unit_text,
        "fictive_text": about.fictive_text,
        "links": list(links),
    }
    if not about.whole:
        return header
    return header | {
        "short_title": about.short_title,
        "number": about.number,
        "responsible": about.responsible,
        "deciding_body": about.deciding_body,
        "next_line": about.next_line,
    }
