"""Properties are tried on the same examples every time, and as long as a slow machine needs.

Owns too that bytecode is kept, how often memory is looked through, and which files of tests one worker runs alone.
"""

import gc
import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer

from made_once import shared_folder
from together import Together

settings.register_profile(
    "house",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("house")

# What tests make goes when nothing refers to it any more, as a rule; to look for circles every 700 objects, through all
# that libraries and tests hold, is for nothing.
gc.set_threshold(20_000, 20, 20)

# Where the environment keeps no bytecode, each worker would rewrite every test, and each kernel compile the program.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False


def pytest_collection_finish() -> None:
    """What is there before the first test, libraries and thousands of tests, stays to the end."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together | None:
    """With ``--dist loadgroup``, as ``make test`` has it."""
    return Together(config, log) if config.getvalue("dist") == "loadgroup" else None


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what is made once for all workers, by ``made_once``."""
    return shared_folder(tmp_path_factory)
