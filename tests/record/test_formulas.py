"""Formulas: what they may say, what they give, and that nothing they rest on is missed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_record import kronor
from statsbidrag.base.states import Status
from statsbidrag.record.figures import Figure, Origin, money, other
from statsbidrag.record.formulas import evaluate, holds, keys_of, total

PARAMS = Origin(params=("params/x.yaml:1",))
FIGURES = {
    figure.key: figure
    for figure in (
        kronor("chain.cost", 500),
        kronor("effort.e-halsa.cost", -200),
        kronor("month.2018-06.cost", 7),
        kronor("chain.claim", None),
        other("requirements.met", 3, "count", PARAMS, Status.DECIDED),
        other("indicator.telefon", "0.823400", "share", PARAMS, Status.DECIDED),
        other("about", "tre", "text", PARAMS, Status.DECIDED),
    )
}


@pytest.mark.parametrize(
    ("formula", "gives"),
    [
        ("chain.cost", 500),
        ("- chain.cost", -500),
        ("-7", -7),
        ("chain.cost + effort.e-halsa.cost", 300),
        ("chain.cost - effort.e-halsa.cost * 2", 900),
        ("(chain.cost - effort.e-halsa.cost) * 2", 1400),
        ("chain.cost / month.2018-06.cost", Fraction(500, 7)),
        ("max(0, effort.e-halsa.cost)", 0),
        ("min(chain.cost, month.2018-06.cost, 9)", 7),
        ("sum(chain.cost, effort.e-halsa.cost, month.2018-06.cost)", 307),
        ("sum()", 0),
        ("floor(effort.e-halsa.cost / 7)", -29),
        ("whole(chain.cost / 8)", 63),
        ("whole(0 - chain.cost / 8)", -63),
        ("whole(chain.cost / 7)", 71),
        ("share(month.2018-06.cost, chain.cost)", Fraction("0.014")),
        ("share(1, 3)", Fraction("0.333333")),
        ("share(2, 3)", Fraction("0.666667")),
        ("whole(chain.cost * indicator.telefon)", 412),
        ("requirements.met - 1", 2),
    ],
)
def test_what_a_formula_gives(formula: str, gives: int | Fraction) -> None:
    assert evaluate(formula, FIGURES) == gives


@pytest.mark.parametrize(
    "formula",
    [
        "chain.claim",
        "- chain.claim",
        "chain.cost + chain.claim",
        "chain.claim * 0",
        "sum(chain.cost, chain.claim)",
        "max(0, chain.claim)",
        "whole(chain.claim / 2)",
        "share(chain.claim, chain.cost)",
        "known(chain.claim)",
    ],
)
def test_what_rests_on_something_not_known_is_not_known(formula: str) -> None:
    assert evaluate(formula, FIGURES) is None


def test_known_sums_what_is_known() -> None:
    assert evaluate("known(chain.cost, chain.claim, month.2018-06.cost)", FIGURES) == 507


@pytest.mark.parametrize(
    "formula",
    [
        "average(chain.cost)",
        "-chain.cost",
        "__import__(chain.cost)",
        "chain.cost.__class__()",
        "chain.cost ** 2",
        "chain.cost // 2",
        "chain.cost % 2",
        "chain.cost if 1 else 2",
        "[chain.cost]",
        "chain.cost > 1",
        "1.5 * chain.cost",
        "True",
        "'text'",
        "sum(chain.cost, start=1)",
        "sum(*chain.cost)",
        "summan av kostnaderna",
        "chain.cost +",
        "",
    ],
)
def test_what_is_no_formula_is_refused(formula: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        evaluate(formula, {**FIGURES, "True": kronor("True", 1)} if formula != "True" else FIGURES)


def test_a_key_that_is_not_there_and_a_text_are_refused() -> None:
    with pytest.raises(KeyError, match=r"chain\.received"):
        evaluate("chain.cost - chain.received", FIGURES)
    with pytest.raises(TypeError, match="about is text, not a number"):
        evaluate("about + 1", FIGURES)


def test_keys_are_told_in_their_order_each_once() -> None:
    formula = "max(0, month.2018-06.cost - effort.e-halsa.cost) + floor(month.2018-06.cost * 3 / 12)"
    assert keys_of(formula) == ["month.2018-06.cost", "effort.e-halsa.cost"]
    assert keys_of("sum(sum.cost, max.cost, 12)") == ["sum.cost", "max.cost"]
    assert keys_of("sum()") == []


def test_a_total_names_every_key() -> None:
    keys = [f"effort.{name}.cost" for name in "abcd"]
    assert [total(keys[:n]) for n in (0, 1, 3, 4)] == [
        "sum()",
        "effort.a.cost",
        "effort.a.cost + effort.b.cost + effort.c.cost",
        "sum(effort.a.cost, effort.b.cost, effort.c.cost, effort.d.cost)",
    ]


def test_whether_a_figure_is_what_its_formula_gives() -> None:
    def summed(ore: int | None) -> Figure:
        return money("x", ore, Origin(formula="chain.cost + effort.e-halsa.cost"), Status.DECIDED)

    assert holds(summed(300), FIGURES)
    assert not holds(summed(301), FIGURES)
    assert not holds(summed(None), FIGURES)
    assert holds(kronor("x", 12), FIGURES)


class Noticed(dict):
    """Figures that keep which of them were asked for."""

    def __init__(self, figures: dict[str, Figure]) -> None:
        super().__init__(figures)
        self.asked: list[str] = []

    def __getitem__(self, key: str) -> Figure:
        self.asked.append(key)
        return super().__getitem__(key)


WORD = st.from_regex(r"[a-z_][a-z0-9_-]{0,6}", fullmatch=True)
TAIL = st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True)
KEY = st.builds(lambda first, rest: ".".join([first, *rest]), WORD, st.lists(TAIL, min_size=1, max_size=3))
OPERATOR = st.sampled_from(["+", "-", "*"])


def joined(parts: st.SearchStrategy[tuple]) -> st.SearchStrategy[tuple]:
    """Formulas over formulas, with what they must give."""
    two = st.tuples(parts, OPERATOR, parts)

    def operated(given: tuple) -> tuple:
        (left, old), operator, (right, new) = given
        value = {"+": old + new, "-": old - new, "*": old * new}[operator]
        return f"({left} {operator} {right})", value

    def summed(given: list[tuple]) -> tuple:
        return f"sum({', '.join(text for text, _ in given)})", sum(value for _, value in given)

    return two.map(operated) | st.lists(parts, min_size=1, max_size=3).map(summed)


@st.composite
def formulas(draw: st.DrawFn) -> tuple[str, int, dict[str, Figure]]:
    """A formula, what it must give, and figures of which it uses some."""
    amounts = draw(st.dictionaries(KEY, st.integers(-(10**9), 10**9), min_size=1, max_size=5))
    leaves = st.sampled_from([(key, ore) for key, ore in amounts.items()]) | st.integers(0, 99).map(
        lambda n: (str(n), n)
    )
    text, value = draw(st.recursive(leaves, joined, max_leaves=6))
    return text, value, {key: kronor(key, ore) for key, ore in amounts.items()}


@given(formulas())
def test_the_keys_told_are_those_that_are_used(given_formula: tuple[str, int, dict[str, Figure]]) -> None:
    formula, value, figures = given_formula
    noticed = Noticed(figures)
    assert evaluate(formula, noticed) == value
    assert sorted(set(noticed.asked)) == sorted(keys_of(formula))
    # None of the keys told can be done without, and no other is needed.
    assert evaluate(formula, {key: figures[key] for key in keys_of(formula)}) == value
    for key in keys_of(formula):
        with pytest.raises(KeyError):
            evaluate(formula, {name: one for name, one in figures.items() if name != key})
