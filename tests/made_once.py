"""What takes long to make for many tests is made once in a run of the tests, in a folder that all workers share.

Owns that folder and who makes a thing: whoever asks for it first, while the others wait. What is made is read, never
changed.
"""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

LONGEST_WAIT = 900
GLANCE = 0.05


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of this run of the tests have in common, and no other run."""
    own = factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = run / "gemensamt"
    folder.mkdir(exist_ok=True)
    return folder


def made_once(place: Path, make: Callable[[Path], object]) -> Path:
    """``place``, a file or folder that ``make`` makes there unless it is made already.

    It counts as made when the mark beside it is there, so that nobody takes what is half made; where making fails it is
    taken away and the next who asks tries anew. Raises TimeoutError for a maker that never ends.
    """
    mark, claim = (place.with_name(f"{place.name}.{word}") for word in ("made", "claim"))
    place.parent.mkdir(parents=True, exist_ok=True)
    waited_from = time.monotonic()
    while not mark.exists():
        try:
            os.close(os.open(claim, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            if time.monotonic() - waited_from > LONGEST_WAIT:
                raise TimeoutError(f"{place} is claimed but not made") from None
            time.sleep(GLANCE)
            continue
        try:
            if not mark.exists():
                make(place)
                mark.touch()
        except BaseException:
            if place.is_dir():
                shutil.rmtree(place)
            place.unlink(missing_ok=True)
            raise
        finally:
            claim.unlink()
    return place
