"""The page as a PDF, where there is a Chromium to print it.

Owns which Chromium that is: the program named in ``STATSBIDRAG_CHROMIUM`` (empty: none), else the first found on the
path. The PDF is tagged and in Swedish as the page is, A4, without the browser's own head and foot; its dates and the
names in its tag tree are fixed so that the same page gives the same bytes. Links to other pages are taken out: printed,
they would lead to a folder of the machine that printed. A PDF that cannot be made never costs the page.
"""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from bs4 import BeautifulSoup

VARIABLE = "STATSBIDRAG_CHROMIUM"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
LONGEST = 90
FLAGS = (
    "--headless", "--disable-gpu", "--disable-quic", "--disable-sync", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--no-first-run", "--no-default-browser-check",
    "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip
# The length stays, so that the places the file keeps of its own parts still hold.
STAMP = re.compile(rb"\(D:[0-9]{14}\+00'00'\)")
FIXED_STAMP = b"(D:19800101000000+00'00')"
# The browser names the parts of the tag tree by numbers it happens to be at; their order is that of the page.
TAG_NAME = re.compile(rb"\(node([0-9]{8})\)")
NONE_FOUND = (
    "PDF görs bredvid sidan där Chromium eller Chrome är installerat. Här hittades inget sådant program, eller så var "
    f"PDF bortvalt (--no-pdf). Var programmet ligger kan anges i miljövariabeln {VARIABLE}."
)


class NotPrinted(Exception):
    """Why a PDF could not be made, in Swedish."""


def chromium() -> str | None:
    """The program that prints, None when there is none."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return named or None
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def pdf_bytes(page: str, program: str) -> bytes:
    """A page printed. Raises NotPrinted when the program cannot be started, does not answer, or prints nothing."""
    with tempfile.TemporaryDirectory(prefix="sb-") as folder:
        source, target = Path(folder) / "sida.html", Path(folder) / "sida.pdf"
        source.write_text(_without_links(page), encoding="utf-8")
        try:
            subprocess.run(
                [program, *FLAGS, *_alone(folder), f"--print-to-pdf={target}", source.as_uri()],
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=LONGEST,
            )
        except OSError:
            raise NotPrinted(f"PDF saknas: {Path(program).name} gick inte att starta.") from None
        except subprocess.TimeoutExpired:
            raise NotPrinted(f"PDF saknas: {Path(program).name} svarade inte på {LONGEST} sekunder.") from None
        printed = target.read_bytes() if target.is_file() else b""
    if not printed.startswith(b"%PDF-") or not printed.rstrip().endswith(b"%%EOF"):
        raise NotPrinted(f"PDF saknas: {Path(program).name} skrev ingen hel fil.")
    return _renumbered(STAMP.sub(FIXED_STAMP, printed))


def _renumbered(printed: bytes) -> bytes:
    """The tag tree's names counted from 1 in their order, with the length they had."""
    names = {
        name: b"(node%08d)" % number for number, name in enumerate(sorted(set(TAG_NAME.findall(printed))), start=1)
    }
    return TAG_NAME.sub(lambda found: names[found[1]], printed)


def _alone(folder: str) -> list[str]:
    """A profile of its own; and as root, as in a container, Chromium starts only without its sandbox."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [f"--user-data-dir={folder}/profil", *(["--no-sandbox"] if as_root else [])]


def _without_links(page: str) -> str:
    document = BeautifulSoup(page, "html.parser")
    for link in document.find_all("a", href=True):
        if not str(link["href"]).startswith(("#", "https://")):
            link.unwrap()
    return str(document)
