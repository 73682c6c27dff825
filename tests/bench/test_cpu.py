"""What a benchmark counts: the CPU of every process below the command, and no more than that."""

import sys
from pathlib import Path

import pytest
from tools.bench.compare import Comparison, in_turns
from tools.bench.cpu import CommandFailed, Used, measure

BURN = "import time\nwhile time.process_time() < 0.4: pass\n"
CHILD = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {BURN!r}], check=True)\n"
ORPHAN = f"import os\nif os.fork() == 0:\n    if os.fork() == 0:\n        exec({BURN!r})\n    os._exit(0)\n"


@pytest.mark.parametrize("program", [BURN, CHILD, ORPHAN], ids=["itself", "child", "orphan"])
def test_every_process_below_the_command_is_counted(program: str, tmp_path: Path) -> None:
    used = measure([sys.executable, "-c", program], tmp_path)
    assert used.cpu_seconds >= 0.4
    assert used.peak_mib > 1


def test_a_sleeping_command_uses_next_to_nothing(tmp_path: Path) -> None:
    assert measure(["sleep", "1"], tmp_path).cpu_seconds < 0.4


def test_a_failing_command_is_told_with_its_output(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="tre saknas"):
        measure([sys.executable, "-c", "import sys; sys.exit('tre saknas')"], tmp_path)


def test_measured_in_turns_and_told_as_the_median_ratio() -> None:
    order: list[str] = []

    def ours() -> Used:
        order.append("A")
        return Used(2.0, 10)

    def theirs() -> Used:
        order.append("B")
        return Used((8.0, 6.0, 20.0)[order.count("B") - 1], 30)

    comparison = in_turns(ours, theirs, 3)
    assert "".join(order) == "ABBAAB"
    assert comparison.ratios == [4.0, 3.0, 10.0]
    assert comparison.ratio == 4.0
    told = " ".join(comparison.lines("a", "b")[-1].split())
    assert told == "CPU, theirs / ours 4.00 (3.00–10.00, 3 rounds)"


def test_a_comparison_needs_as_many_rounds_of_both() -> None:
    with pytest.raises(ValueError, match="zip"):
        _ = Comparison([Used(1, 1)], []).ratios
