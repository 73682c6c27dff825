"""How the cases of ``wrong_input.yaml`` spoil a workspace."""

import io
import zipfile
from pathlib import Path

import openpyxl
from shipped_workspace import REGION

from allowed_words import filled

PLACES = {
    "L": f"data/raw/{REGION}/ledger",
    "A": f"data/raw/{REGION}/activity",
    "V": "params/2018/agreements/patientmiljarden.yaml",
    "R": f"params/2018/{REGION}/patientmiljarden.yaml",
    "K": f"params/regions/{REGION}.yaml",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
FORMS = {"xls": OLE + "Workbook".encode("utf-16-le"), "locked": OLE + "EncryptedPackage".encode("utf-16-le")}


def placed(text: str) -> str:
    """A text with the places' short names and what is allowed written out."""
    text = filled(text)
    for name, place in PLACES.items():
        text = text.replace(f"{{{name}}}", place)
    return text


def planted_line(root: Path, case: dict) -> str:
    """The line where what a case writes now stands, "" for cases that do not replace a text."""
    change = case.get("do", {})
    if not isinstance(change, dict) or "with" not in change:
        return ""
    text = (root / placed(change["file"])).read_text(encoding="utf-8")
    return str(text[: text.index(change["with"])].count("\n") + 1)


def spoil(root: Path, changes: dict | list[dict]) -> None:
    """Do to a workspace what a case says; a change that would change nothing is an error of the case."""
    for change in [changes] if isinstance(changes, dict) else changes:
        path = root / placed(change["file"])
        kinds = [kind for kind in CHANGES if kind in change]
        assert len(kinds) == 1, f"{change} ska ha ett av {', '.join(CHANGES)}"
        CHANGES[kinds[0]](root, path, change)


def _replace(root: Path, path: Path, change: dict) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(change["replace"]) == 1, change
    path.write_text(text.replace(change["replace"], change["with"]), encoding="utf-8")


def _replace_first(root: Path, path: Path, change: dict) -> None:
    text = path.read_text(encoding="utf-8")
    assert change["replace-first"] in text, change
    path.write_text(text.replace(change["replace-first"], change["with"], 1), encoding="utf-8")


def _drop_lines(root: Path, path: Path, change: dict) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for start in change["drop-lines"]:
        dropped = [line for line in lines if line.strip().startswith(start)]
        assert len(dropped) == 1, start
        lines.remove(dropped[0])
    path.write_text("".join(lines), encoding="utf-8")


def _move(root: Path, path: Path, change: dict) -> None:
    path.rename(root / placed(change["move"]))


def _cut(root: Path, path: Path, change: dict) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * change["cut"])])


def _size(root: Path, path: Path, change: dict) -> None:
    content = path.read_bytes()
    path.write_bytes(content + b"# " + b"x" * (change["size"] - len(content)) + b"\n")


def _with_book(path: Path, change: object) -> None:
    book = openpyxl.load_workbook(path)
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    path.write_bytes(stream.getvalue())


def _cells(root: Path, path: Path, change: dict) -> None:
    def write(book: openpyxl.Workbook) -> None:
        for place, value in change["cells"].items():
            book.worksheets[0][place] = value

    _with_book(path, write)


def _keep_rows(root: Path, path: Path, change: dict) -> None:
    def cut(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.delete_rows(change["keep-rows"] + 1, sheet.max_row)

    _with_book(path, cut)


def _hide(root: Path, path: Path, change: dict) -> None:
    """Excel itself never hides every sheet, but other programs do; openpyxl refuses to save what it shows nowhere."""

    def hide(book: openpyxl.Workbook) -> None:
        for number in change["hide"]:
            book.worksheets[number - 1].sheet_state = "hidden"
        shown = [place for place, sheet in enumerate(book.worksheets) if sheet.sheet_state == "visible"]
        if shown:
            book.active = shown[0]
        else:
            book.worksheets[0].sheet_state = "visible"

    _with_book(path, hide)
    if len(change["hide"]) == len(openpyxl.load_workbook(path).worksheets):
        _rewritten(path, "xl/workbook.xml", b'state="visible"', b'state="veryHidden"')


def _rewritten(path: Path, part: str, old: bytes, new: bytes) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                assert content.count(old) == 1
                content = content.replace(old, new)
            after.writestr(name, content)
    path.write_bytes(stream.getvalue())


CHANGES = {
    "replace": _replace,
    "replace-first": _replace_first,
    "drop-lines": _drop_lines,
    "move": _move,
    "remove": lambda root, path, change: path.unlink(),
    "text": lambda root, path, change: path.write_text(change["text"], encoding="utf-8"),
    "cut": _cut,
    "size": _size,
    "cells": _cells,
    "keep-rows": _keep_rows,
    "hide": _hide,
    "form": lambda root, path, change: path.write_bytes(FORMS[change["form"]]),
}
