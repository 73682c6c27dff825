"""The cells of an executed notebook: which are hidden, what number each has where it is stored, which section an output
is."""

from collections.abc import Iterator
from typing import NamedTuple

from nbformat import NotebookNode

from ..report.notebook import SECTION_TYPE

HIDDEN_TAGS = {"parameters", "injected-parameters", "dold"}
PAPERMILL_ERROR_TAG = "papermill-error-cell-tag"


class Mark(NamedTuple):
    """That an output is a section, and the digest of the record it is of."""

    section: str
    record: str


def mark_of(output: NotebookNode) -> Mark | None:
    """The mark of an output; None for one that is no section, or whose mark is not one that a notebook leaves."""
    data = output.get("data", {}).get(SECTION_TYPE)
    if not isinstance(data, dict):
        return None
    section, record = data.get("section"), data.get("record")
    return Mark(section, record) if isinstance(section, str) and isinstance(record, str) else None


def tags_of(cell: NotebookNode) -> set[str]:
    return set(cell.metadata.get("tags", []))


def numbered(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """The cells with their numbers in the notebook as it is stored; one that papermill has put in has the number of
    the cell it stands before."""
    number = 1
    for cell in notebook.cells:
        yield number, cell
        number += not {"injected-parameters", PAPERMILL_ERROR_TAG} & tags_of(cell)
