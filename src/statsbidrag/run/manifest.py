"""Writing the manifest of a report folder, ``reports/<region>/<period>/manifest.json``; what it says is ``entries``."""

import json
from dataclasses import asdict
from pathlib import Path

from ..base.personal_numbers import BUILT_IN, PersonalNumbers
from .entries import NAME, Entry, Manifest, read_manifest
from .gate import Telling, release

__all__ = ["NAME", "Entry", "Manifest", "read_manifest", "write_manifest"]


def write_manifest(folder: Path, manifest: Manifest, numbers: PersonalNumbers = BUILT_IN) -> None:
    """Write it, without personal numbers."""
    entries = {name: asdict(manifest.entries[name]) for name in sorted(manifest.entries)}
    text = json.dumps({"reports": entries}, ensure_ascii=False, indent=1) + "\n"
    release([(folder / NAME, text.encode())], Telling(numbers))
