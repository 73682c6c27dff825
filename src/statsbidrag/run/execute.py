"""One notebook run by papermill, on a kernel chosen here.

Owns how a notebook is run: the kernel ``python3`` of this very environment, never the notebook's own; sockets in a
private folder instead of network ports where the system has them; the record handed over as a file in that folder; the
exploring cells left out; the executed notebook kept without personal numbers, also when it failed.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

import nbformat
import papermill
from nbformat import NotebookNode
from papermill.exceptions import PapermillException, PapermillExecutionError
from traitlets.config import Config

from ..base.errors import LedgerRefused, NotWritten, ParameterError, ReportFailed
from ..base.personal_numbers import PersonalNumbers
from ..base.unseen import visible
from ..base.whole_files import write_together
from ..read.params.parameters import personal_numbers
from ..report.handover import VARIABLE
from .paths import executed_notebook
from .plan import Job

KERNEL = "python3"
OUR_FAULTS = {fault.__name__ for fault in (ParameterError, LedgerRefused, ReportFailed, NotWritten)}
NO_TIMEOUT = None
# A socket's path may have 103 bytes where that is fewest; each kernel adds a number.
LONGEST_SOCKET = 100
EXPLORING = "utforska"
# nbclient leaves out cells with this tag.
SKIPPED = "skip-execution"


def execute(root: Path, job: Job, handed: str, timeout: int | None = NO_TIMEOUT) -> NotebookNode:
    """The executed notebook of a job; ``handed`` is the text of the record to hand over, ``timeout`` seconds a cell.
    Raises ReportFailed with cell and fault."""
    kept = executed_notebook(root, job.region, job.period, job.agreement)
    with tempfile.TemporaryDirectory(prefix="sb-") as folder:
        output = Path(folder) / "ut.ipynb"
        try:
            _run(root, job, handed, output, Path(folder), timeout)
        except PapermillExecutionError as error:
            raise ReportFailed(_failed(root, job, output, kept, error)) from None
        except (PapermillException, TimeoutError, RuntimeError, nbformat.reader.NotJSONError) as error:
            raise ReportFailed(
                f"{job.notebook}: körningen avbröts ({type(error).__name__}). Kör om rapporten."
            ) from None
        finally:
            if output.is_file():
                write_together([(kept, _hidden(output.read_bytes(), personal_numbers(root)))])
        return nbformat.read(output, as_version=4)


def _run(root: Path, job: Job, handed: str, output: Path, folder: Path, timeout: int | None) -> None:
    config = Config()
    # Named by us: of itself the library calls them kernel-ipc-1 … in the working folder, the same for every run.
    sockets = folder / "k"
    if sys.platform != "win32" and len(os.fsencode(sockets)) <= LONGEST_SOCKET:
        config.KernelManager.transport = "ipc"
        config.KernelManager.ip = str(sockets)
    parameters = {
        "agreement": job.agreement,
        "region": job.region,
        "period": str(job.period),
        "as_known": job.as_known.isoformat() if job.as_known else None,
    }
    record, source = folder / "underlag.json", folder / "anteckningsbok.ipynb"
    record.write_text(handed, encoding="utf-8")
    nbformat.write(_without_exploring(nbformat.read(root / job.notebook, as_version=4)), source)
    before = {name: os.environ.get(name) for name in ("JUPYTER_RUNTIME_DIR", VARIABLE)}
    os.environ |= {"JUPYTER_RUNTIME_DIR": str(folder), VARIABLE: str(record)}
    try:
        papermill.execute_notebook(
            str(source),
            str(output),
            parameters=parameters,
            kernel_name=KERNEL,
            progress_bar=False,
            cwd=str(root),
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
            execution_timeout=timeout,
            config=config,
            # The kernel tells on stderr that it was asked to stop, which is no fault.
            extra_arguments=["--log-level=CRITICAL"],
        )
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _hidden(executed: bytes, numbers: PersonalNumbers) -> bytes:
    """An executed notebook without personal numbers: a cell that failed may quote anything."""
    text = executed.decode()
    if not numbers.within(text) and visible(text) == text:
        return executed

    def hide(value: object) -> object:
        if isinstance(value, str):
            return numbers.masked(visible(value))
        if isinstance(value, dict):
            return {key: hide(one) for key, one in value.items()}
        return [hide(one) for one in value] if isinstance(value, list) else value

    return (json.dumps(hide(json.loads(text)), ensure_ascii=False, indent=1) + "\n").encode()


def _without_exploring(notebook: NotebookNode) -> NotebookNode:
    """The notebook with the exploring cells skipped: nobody explores in a batch."""
    for cell in notebook.cells:
        if EXPLORING in cell.metadata.get("tags", []):
            cell.metadata["tags"] = [*cell.metadata["tags"], SKIPPED]
    return notebook


def _failed(root: Path, job: Job, output: Path, kept: Path, error: PapermillExecutionError) -> str:
    executed = nbformat.read(output, as_version=4)
    # Papermill puts a cell of its own before the failing one; the reader counts in the notebook as it is stored.
    added = sum(
        "injected-parameters" in cell.metadata.get("tags", []) for cell in executed.cells[: error.cell_index + 1]
    )
    number = error.cell_index + 1 - added
    # Only our own faults are worded for readers; another's text may hold anything, so the page names its kind alone.
    ours = error.ename in OUR_FAULTS
    said = f": {' '.join(str(error.evalue).split()).rstrip('.')}" if ours else ""
    return (
        f"{job.notebook}: cell {number} stannade med {error.ename}{said}. "
        f"Hela felet finns i den körda anteckningsboken {kept.relative_to(root).as_posix()}; rätta det och kör om."
    )
