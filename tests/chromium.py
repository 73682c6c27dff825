"""Where the tests find a browser. Without one, what needs it is skipped on a developer's machine and fails in CI."""

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
PROGRAM = next((found for name in NAMES if (found := shutil.which(name))), "")
NEEDED = "Chromium is not installed (apt-get install chromium)"
needs_chromium = pytest.mark.skipif(not PROGRAM and not os.environ.get("CI"), reason=NEEDED)


def program() -> str:
    """The browser; in CI its absence is a failure."""
    assert PROGRAM, NEEDED
    return PROGRAM
