"""Write the fictive example data of ``data/raw``, or check that what lies there is what would be written.

``python tools/make_example_data.py`` writes the files that differ; ``--check`` writes nothing, names each file that
lacks or differs, and ends with 1 if there is one. Workbooks are compared by what their archives hold.
"""

import argparse
import sys
import zipfile
from pathlib import Path

from example_data.excel import parts
from example_data.files import files

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Skriv de fiktiva exempeldata som ligger i data/raw.")
    parser.add_argument("--check", action="store_true", help="skriv inget, jämför bara med det som ligger där")
    parser.add_argument("--root", type=Path, default=ROOT, help="projektets rot (annars den mapp som tools ligger i)")
    chosen = parser.parse_args(arguments)
    differing = {path: content for path, content in files().items() if not _same(chosen.root / path, content)}
    if chosen.check:
        for path in differing:
            found = "skiljer sig från det som skrivs" if (chosen.root / path).is_file() else "saknas"
            print(f"{path}: exempelfilen {found}. Kör python tools/make_example_data.py.", file=sys.stderr)
        return 1 if differing else 0
    for path, content in differing.items():
        (chosen.root / path).parent.mkdir(parents=True, exist_ok=True)
        (chosen.root / path).write_bytes(content)
    print(f"Exempeldata: {len(differing)} filer skrivna.")
    return 0


def _same(path: Path, content: bytes) -> bool:
    if not path.is_file():
        return False
    found = path.read_bytes()
    if path.suffix != ".xlsx" or not zipfile.is_zipfile(path):
        return found == content
    return parts(found) == parts(content)


if __name__ == "__main__":
    sys.exit(main())
