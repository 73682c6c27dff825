"""``make mutate``: change the rules on purpose, one change at a time, and see that a test notices.

Every mutant is one module with one change: a comparison, an operator, a constant, a condition, an argument order, a
returned value. The module's own tests run against it in a process of their own: what only some other rule's test would
notice is not held. A mutant no test notices is told with file, line and change. Those that cannot be noticed, because
they mean the same, stand with a reason in ``tools/mutants_alike.yaml`` and are left out. ``--sample 10`` takes every
tenth, the same ones each time.

Exit code 1 when fewer than the promised share are noticed: of each module, in a sample of all modules together.
"""

import argparse
import ast
import copy
import importlib.abc
import importlib.util
import multiprocessing
import multiprocessing.pool
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = Path("src/statsbidrag")
# Each module and its own tests, below tests/rules, the quickest first.
MODULES = {
    "rules/selection.py": ("test_selection.py",),
    "rules/chain.py": ("test_money_chain.py", "test_second_reckoning.py"),
    "rules/entitlement.py": ("test_entitlement.py", "test_second_reckoning.py"),
    "rules/entitled_together.py": ("test_entitled_together.py", "test_second_reckoning.py"),
    "rules/claims.py": ("test_claims.py",),
    "rules/kinds.py": ("test_kinds.py",),
    "rules/over_received.py": ("test_over_received.py",),
    "rules/recognition.py": ("test_recognition.py",),
    "rules/grant_years.py": ("test_grant_years.py", "test_second_reckoning.py"),
    "rules/forecast.py": ("test_budget_and_forecast.py",),
    "rules/ordered.py": ("test_ordered.py",),
    "rules/salary.py": ("test_salary.py",),
    "rules/distribution.py": ("test_distribution.py",),
    "rules/ladder.py": ("test_ladder.py",),
    "rules/duties.py": ("test_duties.py",),
    "rules/working_days.py": ("test_working_days.py",),
    "rules/lights.py": ("test_lights.py",),
}
ALIKE = ROOT / "tools/mutants_alike.yaml"
PROMISED_PERCENT = 90
LONGEST_SECONDS = 120
OTHER_COPY = 99
# pytest's own codes for wrong use (a file that is not there) and no tests, and another copy of the package.
NOT_RUN = (4, 5, OTHER_COPY)

COMPARED = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
REPLACED = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
SWAPPED_CALLS = {"max": "min", "min": "max", "any": "all", "all": "any", "startswith": "endswith"}


@dataclass(frozen=True)
class Mutant:
    """One changed module: its path below the package, function or class, line, the change in words, whole source."""

    module: str
    scope: str
    line: int
    change: str
    source: str

    @property
    def name(self) -> str:
        return f"{self.module}:{self.scope}:{self.change}"


def mutants_of(module: str, source: str) -> list[Mutant]:
    """Every mutant of a module, in the order of the source; the same source gives the same ones."""
    tree = ast.parse(source)
    found = []
    unused, scopes = set(_annotations(tree)), _scopes(tree)
    for number, node in enumerate(ast.walk(tree)):
        if node in unused:
            continue
        for variant in range(len(list(_changes(node)))):
            changed = copy.deepcopy(tree)
            twin = next(one for place, one in enumerate(ast.walk(changed)) if place == number)
            before = ast.unparse(twin)
            change = list(_changes(twin))[variant]
            change()
            after = ast.unparse(twin)
            text = ast.unparse(ast.fix_missing_locations(changed))
            if text != ast.unparse(tree):
                line = getattr(node, "lineno", 0)
                found.append(Mutant(module, scopes[node], line, f"{_short(before)} → {_short(after)}", text))
    return sorted(found, key=lambda mutant: (mutant.line, mutant.change))


def _scopes(tree: ast.Module) -> dict[ast.AST, str]:
    """The innermost function or class of each node, "" outside every one."""
    scopes = dict.fromkeys(ast.walk(tree), "")
    # Outer ones come first, so that the innermost has the last word.
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            scopes |= dict.fromkeys(ast.walk(node), node.name)
    return scopes


def _annotations(tree: ast.Module) -> Iterator[ast.AST]:
    """The nodes of annotations and descriptions, which nothing runs, and of a class's decorators: a frozen dataclass
    only forbids assignment, which nothing does."""
    for node in ast.walk(tree):
        # What stands below a name as its description is no value.
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        if isinstance(node, ast.ClassDef):
            for decorator in node.decorator_list:
                yield from ast.walk(decorator)
        for name in ("annotation", "returns"):
            if (annotation := getattr(node, name, None)) is not None:
                yield from ast.walk(annotation)


def _changes(node: ast.AST) -> Iterator:
    """What can be changed in a node, as functions that change it."""
    if isinstance(node, ast.Compare):
        for position, operator in enumerate(node.ops):
            for other in COMPARED.get(type(operator), ()):
                yield lambda position=position, other=other: node.ops.__setitem__(position, other())
    if isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp) and type(node.op) in REPLACED:
        yield lambda: setattr(node, "op", REPLACED[type(node.op)]())
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.Invert):
        yield lambda: setattr(node, "op", ast.UAdd() if isinstance(node.op, ast.Invert) else ast.Not()) or _unwrap(node)
    if isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield lambda: setattr(node, "value", not node.value)
        elif isinstance(node.value, int):
            yield lambda: setattr(node, "value", node.value + 1)
        elif isinstance(node.value, str) and "\n" not in node.value and len(node.value) < 30:
            yield lambda: setattr(node, "value", node.value + "X")
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
        called = "id" if isinstance(node.func, ast.Name) else "attr"
        if getattr(node.func, called) in SWAPPED_CALLS:
            yield lambda: setattr(node.func, called, SWAPPED_CALLS[getattr(node.func, called)])
    if isinstance(node, ast.IfExp):
        yield lambda: (lambda body: (setattr(node, "body", node.orelse), setattr(node, "orelse", body)))(node.body)
    if isinstance(node, ast.If | ast.While):
        yield lambda: setattr(node, "test", ast.UnaryOp(ast.Not(), node.test))
    if isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield lambda: setattr(node, "value", ast.Constant(None))
    if isinstance(node, ast.FunctionDef | ast.For | ast.If):
        for position, line in enumerate(node.body):
            if isinstance(line, ast.Assign | ast.AugAssign | ast.Continue | ast.Raise) or _is_call(line):
                yield lambda position=position: node.body.__setitem__(position, ast.Pass())


def _unwrap(node: ast.UnaryOp) -> None:
    """``not x`` becomes ``bool(x)``: the operator taken away."""
    if isinstance(node.op, ast.Not):
        node.operand = ast.UnaryOp(ast.Not(), node.operand)


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _is_call(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Call)


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 110 else f"{one_line[:109]}…"


class NotTested(Exception):
    """The tests did not run against the mutant, so that nothing can be said of it."""


class _Mutated(importlib.abc.SourceLoader, importlib.abc.MetaPathFinder):
    """Imports one module of the package from a mutant's source; every other is imported as always."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = "statsbidrag." + mutant.module.removesuffix(".py").replace("/", ".")
        self.path = str(ROOT / PACKAGE / mutant.module)
        self.source = mutant.source

    def find_spec(self, fullname, path=None, target=None):
        return importlib.util.spec_from_loader(fullname, self, origin=self.path) if fullname == self.name else None

    def get_filename(self, fullname: str) -> str:
        return self.path

    def get_data(self, path: str) -> bytes:
        return self.source.encode("utf-8")


def is_noticed(mutant: Mutant) -> bool:
    """Whether a test fails against a mutant. Each runs in a forked child, so that nothing imported is left. Raises
    NotTested where the tests are not there or meet another copy of the package."""
    return _exit_code(MODULES[mutant.module], mutant) != 0


def _exit_code(files: Sequence[str], mutant: Mutant | None) -> int:
    """What pytest ends with for files of tests/rules; 1 when it never ends."""
    child = multiprocessing.get_context("fork").Process(target=_test, args=(files, mutant))
    child.start()
    child.join(LONGEST_SECONDS)
    if child.is_alive():
        child.kill()
        child.join()
        return 1
    if child.exitcode in NOT_RUN:
        raise NotTested(f"{', '.join(files)}: pytest slutade med {child.exitcode}")
    return child.exitcode or 0


def _test(files: Sequence[str], mutant: Mutant | None) -> None:
    sys.path.insert(0, str(ROOT / "src"))
    if mutant is not None:
        sys.meta_path.insert(0, _Mutated(mutant))
    os.chdir(ROOT)
    with open(os.devnull, "w") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
    import pytest
    from hypothesis import HealthCheck, Phase, settings

    # One failing example is enough; looking for the smallest would take most of the time.
    settings.register_profile(
        "mutate",
        settings.get_profile("default"),
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=60,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    options = ["-x", "-q", "-p", "no:cacheprovider", "--no-header", "--hypothesis-profile=mutate"]
    code = pytest.main([*options, *(f"tests/rules/{file}" for file in files)])
    import statsbidrag

    # Against another copy every mutant would pass as unnoticed.
    right = str(statsbidrag.__file__).startswith(str(ROOT / PACKAGE))
    os._exit(int(code) if right else OTHER_COPY)


def _percent(noticed: list[bool]) -> float:
    return 100 * sum(noticed) / len(noticed)


def main() -> int:
    parser = argparse.ArgumentParser(description="Ändrar reglerna med avsikt och ser att ett test märker det.")
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="bara var N:te ändring, samma varje gång")
    parser.add_argument(
        "--module", action="append", choices=list(MODULES), metavar="FIL", help="till exempel rules/chain.py"
    )
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    import hypothesis  # noqa: F401 - imported once here and shared by every forked child
    import pandas  # noqa: F401
    import pyarrow  # noqa: F401
    import pytest  # noqa: F401

    chosen_modules = chosen.module or list(MODULES)
    # A test that fails without any change would notice every one.
    if _exit_code(sorted({file for module in chosen_modules for file in MODULES[module]}), None) != 0:
        print("testerna går inte igenom utan ändring; kör dem först")
        return 1
    alike = yaml.load(ALIKE.read_text(encoding="utf-8"), yaml.CSafeLoader) or {}
    judged: list[list[bool]] = []
    unmatched = set(alike)
    for module in chosen_modules:
        every = mutants_of(module, (ROOT / PACKAGE / module).read_text(encoding="utf-8"))
        unmatched -= {mutant.name for mutant in every}
        meant = [mutant for mutant in every if mutant.name not in alike][:: chosen.sample]
        with multiprocessing.pool.ThreadPool(chosen.workers) as pool:
            noticed = pool.map(is_noticed, meant, chunksize=1)
        for mutant, seen in zip(meant, noticed, strict=True):
            if not seen:
                print(f"{mutant.module}:{mutant.line}: no test notices {mutant.name}")
        judged.append(noticed)
        left_out = len(every) - len([m for m in every if m.name not in alike])
        share = _percent(noticed)
        print(f"{module}: {sum(noticed)} of {len(meant)} noticed, {share:.0f} % ({left_out} alike left out)")
    if chosen.sample > 1:
        # A tenth of a small module is a handful, of which one is more than the promise leaves.
        judged = [[seen for noticed in judged for seen in noticed]]
    worst = min(_percent(noticed) for noticed in judged)
    if not chosen.module:
        for name in sorted(unmatched):
            print(f"{ALIKE.name}: {name} is no mutant any more; take it out")
    return 0 if worst >= PROMISED_PERCENT and (chosen.module or not unmatched) else 1


if __name__ == "__main__":
    sys.exit(main())
