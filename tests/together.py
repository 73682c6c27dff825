"""The files whose tests one worker runs alone, since what they make first serves all of them and takes seconds.

xdist's own mark for that, ``xdist_group``, is an ending of the test's id, which pytest 9.2 no longer lets it set: it
has no effect, and each worker would make everything.
"""

from xdist.scheduler import LoadScopeScheduling

FILES = {
    "tests/examples/test_example_files.py",
    "tests/read/test_ledger_asked.py",
    "tests/report/test_other_agreements.py",
    "tests/report/test_overview.py",
    "tests/run/test_disk_faults.py",
    "tests/run/test_hostile_texts.py",
    "tests/run/test_in_browser.py",
    "tests/run/test_pdf.py",
    "tests/run/test_planted_persons.py",
}


class Together(LoadScopeScheduling):
    """Tests one by one to whoever is free, but those of ``FILES`` a file at a time."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in FILES else nodeid
