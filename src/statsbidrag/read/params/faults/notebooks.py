"""Whether the notebook that an agreement names can make its report.

Owns that it exists and takes parameters. Both are refusals: without parameters cell papermill runs a notebook with the
values it was saved with, for any region and period.
"""

import json

from ....base.errors import ParameterError
from ....model.agreement import Agreement
from ...files import Files, Root
from ..places import notebook_file
from ..strict_yaml import read_document


def require_notebook(root: Root, agreement: Agreement) -> None:
    """Raises ParameterError when the agreement's notebook is not there, with those that are, or takes no parameters."""
    files = Files.of(root)
    name = notebook_file(agreement)
    if not (files / name).is_file():
        known = ", ".join(sorted(path.stem for path in (files / "notebooks").glob("*.ipynb")))
        place = read_document(files, files / agreement.origin.rpartition(":")[0]).place(("notebook",))
        raise ParameterError(f"{place}: anteckningsboken {name} finns inte. Tillåtna: {known or 'inga'}.")
    try:
        cells = json.loads(files.text(files / name))["cells"]
        tagged = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ParameterError(
            f"{name}: filen är ingen anteckningsbok eller är avklippt. Hämta tillbaka den ur versionshanteringen."
        ) from None
    if len(tagged) != 1:
        raise ParameterError(
            f"{name}: {len(tagged)} celler har taggen parameters, men en ska ha den. Ge cellen med agreement, region, "
            "period och as_known taggen parameters."
        )
