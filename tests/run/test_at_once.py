"""Several runs at once in one project: their kernels never meet."""

import multiprocessing as mp
from pathlib import Path

import nbformat

from statsbidrag.base.period import Period
from statsbidrag.run.execute import execute
from statsbidrag.run.plan import Job

MET = "import os, time; time.sleep(0.3); print('egen', os.environ['STATSBIDRAG_RECORD'], sorted(os.listdir('.')))"


def _notebook(root: Path, name: str) -> Job:
    """A job whose notebook tells what it sees of others while it runs."""
    cells = [nbformat.v4.new_code_cell("", metadata={"tags": ["parameters"]}), nbformat.v4.new_code_cell(MET)]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec})
    (root / "notebooks").mkdir(exist_ok=True)
    nbformat.write(notebook, root / "notebooks" / f"{name}.ipynb")
    return Job("x", Period(2018, 6), name, f"notebooks/{name}.ipynb", None, "", (), name)


def _ran(root: Path, job: Job) -> str:
    executed = execute(root, job, "{}", timeout=60)
    return executed.cells[-1].outputs[0]["text"]


def test_runs_at_once_use_sockets_of_their_own_and_leave_none_in_the_project(tmp_path: Path) -> None:
    jobs = [_notebook(tmp_path, name) for name in ("ett", "tva", "tre")]
    with mp.get_context("spawn").Pool(len(jobs)) as pool:
        said = pool.starmap(_ran, [(tmp_path, job) for job in jobs])
    assert all(text.startswith("egen ") for text in said)
    assert len(set(said)) == len(jobs)
    assert "kernel-ipc" not in "".join(said)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "notebooks"]
