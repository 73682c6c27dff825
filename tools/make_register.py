"""Write docs/register.md anew from params."""

from pathlib import Path

from statsbidrag.report.register_page import FILE, page
from statsbidrag.whole_files import write_together

ROOT = Path(__file__).resolve().parents[1]

if __name__ == "__main__":
    write_together([(ROOT / FILE, page(ROOT).encode("utf-8"))])
    print(f"Skrev {FILE}")
