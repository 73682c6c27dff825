"""The faults that stop work, each with its exit code.

Owns the convention that a fault in use is an exception whose ``lines`` are ready for the reader: Swedish, plain,
one fault a line, beginning with file and line where there is one. The command line prints them and no traceback.
Faults in the user's *data* that do not stop work are ``findings`` instead. What a line quotes follows ``quoting``.
"""

from collections.abc import Iterable

from .quoting import told_line


class StatsbidragError(Exception):
    """A fault a user can act on. ``lines`` are the Swedish messages; ``exit_code`` what the command ends with."""

    exit_code = 1

    def __init__(self, lines: str | Iterable[str]) -> None:
        self.lines: list[str] = [told_line(line) for line in ([lines] if isinstance(lines, str) else lines)]
        super().__init__("\n".join(self.lines))


class ParameterError(StatsbidragError):
    """Wrong parameter file, unknown agreement, region or period: nothing runs."""

    exit_code = 2


class LedgerRefused(StatsbidragError):
    """A raw file cannot be trusted: every report of its region is refused."""

    exit_code = 3


class ReportRefused(LedgerRefused):
    """A raw file cannot be trusted for one report: that report is refused, and the region's others go on."""


class ReportFailed(StatsbidragError):
    """One report could not be made; the others go on and its last good page stays."""

    exit_code = 1


class NotWritten(ReportFailed):
    """The disk refused a file; what stood there before stands there still."""
