"""The house rules hold: layers, sizes, no floats, thin notebooks, one table of findings, sound parameters."""

import ast
import json
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
import yaml

from house_rules import (
    LONGEST_MODULE,
    NOTEBOOKS,
    OUT_OF_PLACE,
    ROOT,
    SOURCES,
    SUNDRIES,
    WRITERS,
    documented_findings,
    except_faults,
    finding_codes,
    float_faults,
    imported,
    layer_faults,
    module_name,
    names_of,
    notebook_faults,
    story_faults,
    text_files,
    texts_in,
    worded_faults,
    writing_calls,
)
from statsbidrag.base.findings import SEVERITY_OF_CODE
from statsbidrag.run.checking import check


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        ("base.money", "from ..read import params", "base.money imports read.params"),
        ("read.schema", "from ..rules.chain import chain", "read.schema imports rules.chain.chain"),
        ("show.tables", "import statsbidrag.read.params", "show.tables imports read.params"),
        ("rules.chain", "def f():\n    from ..report import build", "rules.chain imports report.build"),
        ("report.build", "from ..register import page", "report.build imports register.page"),
        ("record.model", "from ..model.node import Node", "record.model imports model.node.Node"),
        ("report.build", "from statsbidrag.run.plan import Job", "report.build imports run.plan.Job"),
        ("run.batch", "from .. import cli", "run.batch imports cli"),
        ("helpers", "", "helpers stands on no floor"),
    ],
)
def test_an_import_upwards_or_sideways_is_seen(module, source, fault):
    assert layer_faults(source, module) == [fault]


@pytest.mark.parametrize(
    ("module", "source"),
    [
        (
            "read.ledger.csv",
            "from ...base.money import ore_from_text\nfrom .rows import rows\nfrom ..store import Import",
        ),
        ("model.agreement", "from ..base.money import ore_from_text\nfrom .node import Node"),
        ("cli.main", "from .. import __version__\nfrom ..run.batch import run\nfrom ..read import params"),
    ],
)
def test_an_import_downwards_or_within_is_allowed(module, source):
    assert layer_faults(source, module) == []


def test_imports_go_downwards_only():
    faults = []
    for path in SOURCES:
        faults += layer_faults(path.read_text(encoding="utf-8"), module_name(path), path.stem == "__init__")
    assert faults == []


def test_no_modules_import_each_other_in_a_circle():
    modules = {module_name(path): path for path in SOURCES}
    graph = {}
    for module, path in modules.items():
        names = imported(path.read_text(encoding="utf-8"), module, path.stem == "__init__")
        graph[module] = {name if name in modules else name.rpartition(".")[0] for name in names} - {module}
    assert len([*TopologicalSorter(graph).static_order()]) >= len(modules)


def test_no_module_is_too_long_or_untold():
    lengths = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in names_of(SOURCES)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}
    trees = {name: ast.parse((ROOT / name).read_text(encoding="utf-8")) for name in names_of(SOURCES)}
    assert [name for name, tree in trees.items() if not ast.get_docstring(tree)] == []


def test_no_module_is_a_box_of_sundries():
    assert [name for name in names_of(SOURCES) if {*Path(name).with_suffix("").parts[2:]} & SUNDRIES] == []


@pytest.mark.parametrize(
    "source",
    ["float(text)", "frame.astype(float)", "pd.Series(s, dtype=float)", 'frame.astype("float64")', "pd.to_numeric(s)"],
)
def test_a_float_is_seen(source):
    assert len(float_faults(source)) == 1
    assert float_faults("isinstance(value, float)") == []


def test_no_float_is_made():
    faults = {path: float_faults((ROOT / path).read_text(encoding="utf-8")) for path in names_of(SOURCES)}
    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('text = "ej känt"', "line 1: 'ej känt'"),
        ('text = "okänt"', "line 1: 'okänt'"),
        ('text = "two words"', "line 1: 'two words'"),
        ('text = f"{a}\\u00a0kr"', "line 1: '\\xa0kr'"),
        ('text = f"{a}, {b}"', "line 1: ', '"),
        ('text = "\\n".join(lines)', "line 1: '\\n'"),
        ('raise ClaimedTwice("samma rader")', "line 1: 'samma rader'"),
        ('raise RuntimeError("went wrong")', "line 1: 'went wrong'"),
        ("from ..base.errors import StatsbidragError", "line 1: from ..base.errors import StatsbidragError"),
        ("from ..base import errors", "line 1: from ..base import errors"),
        ("import statsbidrag.base.errors", "line 1: import statsbidrag.base.errors"),
        ("def f():\n    from ..base.period import ParameterError", "line 2: from ..base.period import ParameterError"),
        ("from ..show.wording import RULE", "line 1: from ..show.wording import RULE"),
    ],
)
def test_a_word_for_a_reader_is_seen(source, fault):
    assert worded_faults(source) == [fault]


@pytest.mark.parametrize(
    "source",
    [
        '"""Vad som är «känt»."""',
        'def f():\n    """Två ord."""',
        'LEFT = 1\n"""What is left."""',
        'raise ValueError(f"{a} has no day")',
        'raise KeyError("no such name")',
        'assert a, "a must be given"',
        'code = {"population_share": "amount_ore"}',
        "from ..base.period import Period",
    ],
)
def test_a_code_a_docstring_and_what_is_told_of_a_programming_error_are_no_words(source):
    assert worded_faults(source) == []


def test_the_rules_are_pure():
    rules = [name for name in names_of(SOURCES) if name.startswith("src/statsbidrag/rules/")]
    assert len(rules) > 20
    faults = {name: worded_faults((ROOT / name).read_text(encoding="utf-8")) for name in rules}
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    "source",
    [
        "write_together(files)",
        "path.write_text(page)",
        'open(path, "w")',
        'path.open(mode="ab")',
        "whole_files.write_together([])",
    ],
)
def test_what_writes_is_seen(source):
    assert len(writing_calls(source)) == 1
    assert writing_calls('path.open("rb").read(); open(path); stream.write(text)') == []


def test_what_is_published_is_written_by_the_gate_alone():
    found = {module_name(path) for path in SOURCES if writing_calls(path.read_text(encoding="utf-8"))}
    assert found == {*WRITERS}


@pytest.mark.parametrize("caught", ["", " Exception", " (ValueError, Exception)", " BaseException as error"])
def test_a_handler_that_catches_everything_is_seen(caught):
    assert len(except_faults(f"try:\n    f()\nexcept{caught}:\n    g()")) == 1
    assert except_faults("try:\n    f()\nexcept (ValueError, KeyError):\n    g()") == []


def test_no_handler_catches_everything():
    faults = {path: except_faults((ROOT / path).read_text(encoding="utf-8")) for path in names_of(SOURCES)}
    assert {path: found for path, found in faults.items() if found} == {}


def code_cell(source: str, **more: object) -> dict:
    cell = {"cell_type": "code", "id": "prov", "metadata": {}, "outputs": [], "execution_count": None}
    return {**cell, "source": [source], **more}


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (code_cell("x", execution_count=3), "cell prov has outputs or an execution count"),
        (code_cell("x", outputs=[{"output_type": "stream"}]), "cell prov has outputs or an execution count"),
        (code_cell("def f():\n    pass"), "cell prov defines something"),
        (code_cell("show(a + b)"), "cell prov calculates a + b"),
        (code_cell("display(HTML(text))"), "cell prov calls HTML"),
        (code_cell("x", metadata={"tags": ["parameters"]}), "2 cells tagged parameters"),
    ],
)
def test_a_notebook_that_is_not_thin_is_seen(cell, fault):
    parameters = code_cell('period = "2018-06"', metadata={"tags": ["parameters"]})
    assert [*notebook_faults({"metadata": {}, "cells": [parameters, cell]})] == [fault]


@pytest.mark.parametrize("path", names_of(NOTEBOOKS))
def test_notebooks_are_thin_and_stripped(path):
    assert [*notebook_faults(json.loads((ROOT / path).read_text(encoding="utf-8")))] == []


def test_there_is_a_notebook_for_every_agreement_that_names_one():
    terms = [path.read_text(encoding="utf-8") for path in (ROOT / "params").glob("20*/agreements/*.yaml")]
    named = {match[1] for text in terms if (match := re.search(r"^notebook: ([a-z-]+)", text, re.MULTILINE))}
    assert named
    assert named <= {path.stem for path in NOTEBOOKS}


STORIES = sorted(
    (path.relative_to(ROOT).as_posix(), terms["notebook"], terms["id"], terms.get("sections", []))
    for path in (ROOT / "params").glob("20*/agreements/*.yaml")
    if "notebook" in (terms := yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader))
)


def notebook_of(name: str) -> dict:
    return json.loads((ROOT / f"notebooks/{name}.ipynb").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("terms", "name", "agreement", "particular"), STORIES, ids=[story[0] for story in STORIES])
def test_notebooks_differ_in_prose_and_sections_only(terms, name, agreement, particular):
    assert [*story_faults(notebook_of(name), agreement, particular, notebook_of("patientmiljarden"))] == []


def test_a_notebook_with_code_of_its_own_is_seen():
    notebook, model = notebook_of("cancervard"), notebook_of("patientmiljarden")
    cells = {cell["id"]: cell for cell in notebook["cells"]}
    cells["underlag"]["source"] = ["rapport = 1"]
    cells["ekonomi"]["source"] = ['rapport.show("insatser")']
    cells["tidplan-rubrik"]["source"] = ["Tidplan"]
    notebook["cells"].remove(cells["vardforlopp"])
    assert [*story_faults(notebook, "kronisk-sjukdom", ["vardforlopp", "utbetalningar"], model)] == [
        'cell ekonomi is rapport.show("insatser")',
        "section tidplan has no heading before it",
        "the particular sections are not vardforlopp utbetalningar",
        "cell underlag differs",
        "the parameters are not those of kronisk-sjukdom",
    ]


PLACES = [
    r"params/(workbook|documents)\.yaml",
    r"params/regions/[a-z-]+\.yaml",
    r"params/20\d\d/agreements/[a-z-]+\.yaml",
    r"params/20\d\d/[a-z-]+/[a-z-]+\.yaml",
]


def test_every_parameter_file_has_its_place_and_is_read_without_fault():
    names = names_of(sorted((ROOT / "params").rglob("*.yaml")))
    assert [name for name in names if not any(re.fullmatch(place, name) for place in PLACES)] == []
    checked, faults = check(ROOT)
    assert faults == []
    assert checked >= len(names)


def test_every_finding_is_in_the_table_and_the_table_holds_no_other():
    written, texts = set(), set()
    for path in SOURCES:
        source = path.read_text(encoding="utf-8")
        written |= finding_codes(source)
        texts |= texts_in(source) if path.name != "findings.py" else set()
    assert finding_codes('findings.finding("okänd-kod", "m", "r")') == {"okänd-kod"}
    assert written - {*SEVERITY_OF_CODE} == set()
    assert {*SEVERITY_OF_CODE} - texts == set()


def test_the_findings_document_is_read_table_by_table():
    table = "| Kod | Verkan | Betyder |\n|---|:--|---|\n| `felcell` | rapporten stoppas | … |\n"
    assert documented_findings(f"{table}\n| A | B |\n|-|-|\n| a | b |") == {"felcell": "rapporten stoppas"}


def test_the_findings_document_tells_every_code_and_its_effect():
    document = (ROOT / "docs" / "fynd.md").read_text(encoding="utf-8")
    assert documented_findings(document) == {code: str(severity) for code, severity in SEVERITY_OF_CODE.items()}


def test_the_handbook_names_every_code_or_where_it_is_told():
    """A code that is gone from the program is gone here too: it would send a reader nowhere."""
    handbook = (ROOT / "docs" / "handbok.md").read_text(encoding="utf-8")
    told = handbook.partition("#### Koderna, och var det står vad ni gör\n")[2].partition("\n####")[0]
    first = re.findall(r"^\| (`.+?`) \||(`[^|]+`) \|$", told, re.MULTILINE)
    named = re.findall(r"`([a-z-]+)`", " ".join(map(" ".join, first)))
    assert sorted(named) == sorted(SEVERITY_OF_CODE)


@pytest.mark.parametrize("parts", ["/ho-me/anna", "C:-\\Users\\anna", "https://py-pi.org/simple", "# TO-DO: senare"])
def test_what_is_out_of_place_is_seen(parts):
    text = parts.replace("-", "")
    assert [what for what, pattern in OUT_OF_PLACE.items() if re.search(pattern, text)] != []


@pytest.mark.parametrize("what", OUT_OF_PLACE)
def test_nothing_is_out_of_place(what):
    assert len(text_files()) > len(SOURCES)
    found = []
    for path in text_files():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if re.search(OUT_OF_PLACE[what], line):
                found.append(f"{path.relative_to(ROOT).as_posix()}:{number}: {line.strip()[:100]}")
    assert found == []
