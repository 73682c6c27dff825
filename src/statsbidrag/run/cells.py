"""The cells of an executed notebook: which are hidden, and what number each has where it is stored."""

from collections.abc import Iterator

from nbformat import NotebookNode

HIDDEN_TAGS = {"parameters", "injected-parameters", "dold"}
PAPERMILL_ERROR_TAG = "papermill-error-cell-tag"


def tags_of(cell: NotebookNode) -> set[str]:
    return set(cell.metadata.get("tags", []))


def numbered(notebook: NotebookNode) -> Iterator[tuple[int, NotebookNode]]:
    """The cells with their numbers in the notebook as it is stored; one that papermill has put in has the number of
    the cell it stands before."""
    number = 1
    for cell in notebook.cells:
        yield number, cell
        number += not {"injected-parameters", PAPERMILL_ERROR_TAG} & tags_of(cell)
