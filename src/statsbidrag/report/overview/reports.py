"""Which agreements' reports an overview is of, and what their figures are called beside each other."""

from dataclasses import replace

from ...read.files import Files, Root
from ...read.params.places import agreements_of
from ...read.params.region_year import read_region_year
from ...record.figures import Figure
from ...record.model import Record


def with_reports(root: Root, region_id: str, year: int) -> dict[str, str]:
    """Id → title of the year's agreements that a report can be made of."""
    files = Files.of(root)
    agreements_of(files, region_id, year)
    every = read_region_year(files, region_id, year).with_report
    return {name: one.agreement.short or one.agreement.title for name, one in every.items()}


def of_agreement(record: Record, name: str) -> Figure:
    """``chain.<name>`` of a report under the key it has beside other reports': ``agreement.<id>.<name>``."""
    return replace(record.figures[f"chain.{name}"], key=f"agreement.{record.report.agreement}.{name}")
