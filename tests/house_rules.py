"""The house rules as functions from source text to faults.

Owns which floor each package stands on and what counts as upwards, sideways, a float, a blind handler, a thin notebook
or a text out of place. ``test_house.py`` tries each on samples that break it and then on the project.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from statsbidrag.report.sections import page_order

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "statsbidrag"
SOURCES = sorted(PACKAGE.rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
FLOOR = {
    "base": 0, "model": 1, "record": 1, "read": 2, "rules": 2, "show": 2,
    "facts": 3, "report": 4, "register": 4, "run": 5, "cli": 6,
}  # fmt: skip
SUNDRIES = {"utils", "util", "helpers", "helper", "common", "misc"}
LONGEST_MODULE = 300
# Who may write a file, and what; what is published is written by the gate alone.
WRITERS = {
    "base.whole_files": "how a file is written whole",
    "read.ledger.plain_package": "an .xlsx anew in memory, which no file is made of",
    "cli.ladder_command": "the ladder of all regions where it is asked for; nothing of it is a region's own",
    "read.params.schema": "params/schema/",
    "read.store.imports": "the import store in data/processed/",
    "read.store.sidecar_draft": "a draft of a sidecar where it is asked for, over nothing",
    "run.execute": "the executed notebook in data/processed/, and what is handed over in a folder that goes away",
    "run.gate": "all that is published",
    "run.pdf": "the page to print, in a folder that goes away",
}
WRITING = {"write_together", "written_in_parts", "write_text", "write_bytes"}
ARITHMETIC = (ast.BinOp, ast.AugAssign, ast.UnaryOp)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
TEXT_FOLDERS = ["src", "tests", "tools", "notebooks", "params", "docs", ".ci"]
TEXT_SUFFIXES = {".py", ".sh", ".md", ".yaml", ".yml", ".toml", ".ipynb", ".j2", ".css", ".json", ".csv", ".lock"}
TEXT_NAMES = {"Makefile", "run", ".gitignore", ".gitattributes"}
# Written so that no pattern finds itself in this file.
OUT_OF_PLACE = {
    "a path on somebody's machine": r"(?<![\w.])/(?:home|Users|root|work|tmp)/\w|\b[A-Z]:\\\\?(?:Users|Temp)",
    "the host of a package registry": r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|deb[.]debian[.]org",
    "work left undone": r"\b(?:TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b",
}


def names_of(paths: list[Path]) -> list[str]:
    return [path.relative_to(ROOT).as_posix() for path in paths]


def module_name(path: Path) -> str:
    """``read.ledger.csv`` for ``src/statsbidrag/read/ledger/csv.py``; a package for its ``__init__.py``."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(source: str, module: str, is_package: bool) -> set[str]:
    """What of ours a module imports, by dotted names under ``statsbidrag``; "" is the package itself."""
    found = set()
    package = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = ["statsbidrag", *[part for part in package if part]]
                base = ".".join([*above[: len(above) - node.level + 1], *([base] if base else [])])
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {name.removeprefix("statsbidrag").strip(".") for name in names if name.split(".")[0] == "statsbidrag"}
    return found


def layer_faults(source: str, module: str, is_package: bool = False) -> list[str]:
    """Imports that go upwards or sideways."""
    own = module.split(".")[0]
    if own and own not in FLOOR:
        return [f"{module} stands on no floor"]
    # The package's own __init__ stands below all; every package is a room of its own.
    highest = FLOOR[own] - 1 if own else -1
    return [
        f"{module or 'statsbidrag'} imports {name}"
        for name in sorted(imported(source, module, is_package))
        if (other := name.split(".")[0]) != own and FLOOR.get(other, -1) > highest
    ]


def writing_calls(source: str) -> list[str]:
    """Calls that write a file: ours, and those of paths and ``open``."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        modes = [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if name in WRITING or (name == "open" and any(re.fullmatch(r"[rbt]*[wax+][bt+]*", mode) for mode in modes)):
            found.append(f"line {node.lineno}: {name}")
    return found


def float_faults(source: str) -> list[str]:
    """Where a float is made: ``float(…)``, ``astype(float)``, ``dtype=float``, ``"float64"``, ``pd.to_numeric``."""
    faults = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"[Ff]loat\d\d", node.value):
            faults.append(f"line {node.lineno}: {node.value}")
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        given = [ast.unparse(value) for value in [*node.args, *[keyword.value for keyword in node.keywords]]]
        if called == "float" or called.endswith("to_numeric"):
            faults.append(f"line {node.lineno}: {called}(…)")
        elif called.split(".")[-1] != "isinstance" and {"float", "np.float64"} & {*given}:
            faults.append(f"line {node.lineno}: {called}(float)")
    return faults


PROGRAMMING_ERRORS = {"ValueError", "TypeError", "KeyError", "AssertionError"}


def worded_faults(source: str) -> list[str]:
    """Texts that could be words for a reader: with white space or a letter outside ASCII; and user errors imported.

    Docstrings are left out, and what is told of a programming error: a caller's mistake, which no user should meet.
    """
    tree = ast.parse(source)
    passed: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(node.value)
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            if ast.unparse(node.exc.func) in PROGRAMMING_ERRORS:
                passed |= {*ast.walk(node.exc)}
        elif isinstance(node, ast.Assert) and node.msg is not None:
            passed |= {*ast.walk(node.msg)}
    faults = [
        f"line {node.lineno}: {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in passed
        if not node.value.isascii() or any(sign.isspace() for sign in node.value)
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None) or ""
            names = [f"{module}.{alias.name}" for alias in node.names]
            if any({"errors", "wording"} & {*name.split(".")} or name.endswith("Error") for name in names):
                faults.append(f"line {node.lineno}: {ast.unparse(node)}")
    return faults


def except_faults(source: str) -> list[str]:
    """Handlers that catch everything."""
    faults = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            if {"everything", "Exception", "BaseException"} & {*re.findall(r"\w+", caught)}:
                faults.append(f"line {node.lineno}: except {caught}")
    return faults


def notebook_faults(notebook: dict) -> Iterator[str]:
    """What keeps a notebook from being thin and stripped."""
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    tagged = [cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", [])]
    if len(tagged) != 1:
        yield f"{len(tagged)} cells tagged parameters"
    if "papermill" in notebook["metadata"]:
        yield "papermill's metadata is stored"
    for cell in code:
        if cell["outputs"] or cell["execution_count"] is not None:
            yield f"cell {cell['id']} has outputs or an execution count"
        for node in ast.walk(ast.parse("".join(cell["source"]))):
            if isinstance(node, DEFINITIONS):
                yield f"cell {cell['id']} defines something"
            elif isinstance(node, ARITHMETIC):
                yield f"cell {cell['id']} calculates {ast.unparse(node)}"
            elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("HTML", "Markdown"):
                yield f"cell {cell['id']} calls {ast.unparse(node.func)}"


def texts_in(source: str) -> set[str]:
    return {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def finding_codes(source: str) -> set[str]:
    """The codes written out in calls of ``finding``."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] == "finding"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def documented_findings(document: str) -> dict[str, str]:
    """Code → effect as a Markdown document tables them under the headings Kod and Verkan; ValueError if told twice."""
    found: dict[str, str] = {}
    columns: list[str] = []
    for line in document.splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            columns = []
        elif not columns:
            columns = cells
        elif {"Kod", "Verkan"} <= {*columns} and not set("".join(cells)) <= {"-", ":"}:
            row = dict(zip(columns, cells, strict=True))
            if row["Kod"] in found:
                raise ValueError(f"{row['Kod']} stands twice")
            found[row["Kod"]] = row["Verkan"]
    return found


def text_files() -> list[Path]:
    """The project's own text files."""
    inside = [path for folder in TEXT_FOLDERS for path in (ROOT / folder).rglob("*")]
    files = [path for path in [*inside, *ROOT.iterdir()] if path.suffix in TEXT_SUFFIXES or path.name in TEXT_NAMES]
    return sorted(path for path in files if path.is_file() and ".ipynb_checkpoints" not in path.parts)


COMMON_SECTIONS = page_order()


def story_faults(notebook: dict, agreement: str, particular: list[str], model: dict) -> Iterator[str]:
    """What makes a notebook more than its own prose and sections around the cells that every notebook has.

    ``model`` is another notebook: the code that is no section must be word for word the same, in the same order. Each
    common section is shown once, in order; each particular one of the agreement once; each has a heading before it.
    """
    cells = notebook["cells"]
    by_id = {cell["id"]: "".join(cell["source"]) for cell in cells}
    shown = []
    for before, cell in zip([{}, *cells], cells, strict=False):
        source = "".join(cell["source"])
        if not source.startswith("rapport.show("):
            continue
        if source != f'rapport.show("{cell["id"]}")':
            yield f"cell {cell['id']} is {source}"
        shown.append(cell["id"])
        if before.get("id") != f"{cell['id']}-rubrik" or not "".join(before["source"]).startswith("## "):
            yield f"section {cell['id']} has no heading before it"
    if [name for name in shown if name in COMMON_SECTIONS] != COMMON_SECTIONS:
        yield f"the common sections are {' '.join(name for name in shown if name in COMMON_SECTIONS)}"
    if sorted(name for name in shown if name not in COMMON_SECTIONS) != sorted(particular):
        yield f"the particular sections are not {' '.join(particular) or 'none'}"
    rest = [cell["id"] for cell in cells if cell["cell_type"] == "code" and cell["id"] not in shown]
    expected = [
        cell["id"] for cell in model["cells"] if cell["cell_type"] == "code" and cell["id"] not in COMMON_SECTIONS
    ]
    if rest != expected:
        yield f"the other code cells are {' '.join(rest)}"
    ours = {"".join(cell["source"]) for cell in model["cells"] if cell["id"] in rest and cell["id"] != "parametrar"}
    yield from (f"cell {name} differs" for name in rest if name != "parametrar" and by_id[name] not in ours)
    if f'agreement = "{agreement}"\n' not in by_id["parametrar"]:
        yield f"the parameters are not those of {agreement}"
