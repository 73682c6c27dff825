"""Which agreements' reports an overview is of, and what their figures are called beside each other."""

from dataclasses import replace
from pathlib import Path

from ...read.params.parameters import agreements_of, read_parameters, why_no_report
from ...record.figures import Figure
from ...record.model import Record


def with_reports(root: Path, region_id: str, year: int) -> dict[str, str]:
    """Id → title of the year's agreements that a report can be made of."""
    every = {name: read_parameters(root, name, region_id, year) for name in agreements_of(root, region_id, year)}
    return {name: one.agreement.short or one.agreement.title for name, one in every.items() if not why_no_report(one)}


def of_agreement(record: Record, name: str) -> Figure:
    """``chain.<name>`` of a report under the key it has beside other reports': ``agreement.<id>.<name>``."""
    return replace(record.figures[f"chain.{name}"], key=f"agreement.{record.report.agreement}.{name}")
