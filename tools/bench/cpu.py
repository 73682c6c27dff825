"""CPU seconds of a command with everything it starts.

Owns the method: a small process of its own makes itself *subreaper* (Linux), starts the command and waits until every
process below it has ended. A process that forks and leaves its children behind hands them to the subreaper, so theirs
is counted too. What is counted is user and system time as the kernel keeps it for waited-for processes; wall time and
other load do not matter. ``python tools/bench/cpu.py SECONDS_FILE COMMAND …`` is that small process.
"""

import ctypes
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
LONGEST_WAIT_FOR_ORPHANS = 20.0


@dataclass(frozen=True)
class Used:
    """What one command used: CPU seconds (user + system) of all its processes, and the largest one's memory in MiB."""

    cpu_seconds: float
    peak_mib: float


class CommandFailed(Exception):
    """The measured command did not end well; its output is the message."""


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Used:
    """Run a command in a folder and count what it used. Raises CommandFailed when it ends with another code than 0."""
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        told = Path(scratch) / "used"
        run = subprocess.run(
            [sys.executable, __file__, str(told), *command],
            cwd=folder,
            env=None if environment is None else {**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            raise CommandFailed(f"{' '.join(command)}\n{run.stdout}{run.stderr}")
        seconds, mib = told.read_text(encoding="ascii").split()
        return Used(float(seconds), float(mib))


def _become_subreaper() -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_CHILD_SUBREAPER)")


def _wait_for_all(command: int) -> int:
    """Wait for the command, then for every process it left behind; returns the command's exit code.

    Processes that do not end by themselves are ended, so that what they used until then is counted.
    """
    code = None
    while code is None:
        pid, status = os.wait()
        if pid == command:
            code = os.waitstatus_to_exitcode(status)
    until = time.monotonic() + LONGEST_WAIT_FOR_ORPHANS
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return code
        if pid == 0:
            if time.monotonic() > until:
                for orphan in _children():
                    os.kill(orphan, signal.SIGKILL)
            time.sleep(0.02)


def _children() -> list[int]:
    text = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return [int(pid) for pid in text.split()]


def main(arguments: Sequence[str]) -> int:
    told, *command = arguments
    _become_subreaper()
    started = os.posix_spawnp(command[0], command, os.environ)
    code = _wait_for_all(started)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Linux counts the largest resident set in KiB.
    Path(told).write_text(f"{used.ru_utime + used.ru_stime:.3f} {used.ru_maxrss / 1024:.1f}\n", encoding="ascii")
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
