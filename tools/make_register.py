"""Write docs/register.md anew from params."""

from pathlib import Path

from statsbidrag.base.whole_files import write_together
from statsbidrag.register.page import FILE, page

ROOT = Path(__file__).resolve().parents[1]

if __name__ == "__main__":
    write_together([(ROOT / FILE, page(ROOT).encode("utf-8"))])
    print(f"Skrev {FILE}")
