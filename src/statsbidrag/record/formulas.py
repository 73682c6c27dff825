"""Formulas over figures, written so that a reader follows them and a program checks them.

Owns the grammar: keys of the same record, whole numbers, ``+ - * /`` with a space on each side (a key may have a
hyphen in it), parentheses, and the functions below. Öre, counts and exact shares are reckoned with; nothing is rounded
but by ``whole`` (to the nearest whole, halves away from 0), ``floor`` (downwards) and ``share`` (six decimals). What
rests on something not known is not known, but for ``known``, which sums what is known.
"""

import ast
import math
import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from .figures import Figure, share_text

Number = int | Fraction
KEY = re.compile(r"(?<![\w.-])[A-Za-z_][\w-]*(?:\.[\w-]+)*(?!\w|\s*\()")


def keys_of(formula: str) -> list[str]:
    """The keys a formula is over, in their order, each once."""
    return list(dict.fromkeys(KEY.findall(formula)))


def evaluate(formula: str, figures: Mapping[str, Figure]) -> Number | None:
    """What a formula gives; None where something it rests on is not known.

    Raises KeyError for a key that is not among the figures, ValueError for what is no formula.
    """
    keys = keys_of(formula)
    names = {key: f"figure_{number}" for number, key in enumerate(keys)}
    text = KEY.sub(lambda match: names[match[0]], formula)
    values = {names[key]: figures[key].number for key in keys}
    try:
        return _value(ast.parse(text, mode="eval").body, values)
    except SyntaxError:
        raise ValueError(f"«{formula}» is no formula") from None


def holds(figure: Figure, figures: Mapping[str, Figure]) -> bool:
    """Whether a figure's formula gives it; True for a figure of another origin."""
    return figure.origin.formula is None or evaluate(figure.origin.formula, figures) == figure.number


def total(keys: list[str]) -> str:
    """The formula of a sum; of nothing it is 0."""
    return f"sum({', '.join(keys)})" if len(keys) > 3 or not keys else " + ".join(keys)


def _value(node: ast.expr, values: Mapping[str, Number | None]) -> Number | None:
    match node:
        case ast.Name(id=name) if name in values:
            return values[name]
        case ast.Constant(value=int(number)):
            return number
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            value = _value(operand, values)
            return None if value is None else -value
        case ast.BinOp(left=left, op=operator, right=right):
            return _operated(operator, _value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            given = [_value(one, values) for one in arguments]
            if name == "known":
                return _known(given)
            known = [one for one in given if one is not None]
            return FUNCTIONS[name](known) if len(known) == len(given) else None
    raise ValueError(f"«{ast.unparse(node)}» has no place in a formula")


def _operated(operator: ast.operator, left: Number | None, right: Number | None) -> Number | None:
    if left is None or right is None:
        return None
    match operator:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return Fraction(left) / Fraction(right)
    raise ValueError(f"{type(operator).__name__} has no place in a formula")


def _known(given: list[Number | None]) -> Number | None:
    known = [one for one in given if one is not None]
    return sum(known) if known else None


def _whole(given: list[Number]) -> int:
    (number,) = given
    exact = Fraction(number)
    rounded = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return rounded if exact >= 0 else -rounded


def _share(given: list[Number]) -> Number:
    part, whole = given
    return Fraction(share_text(Fraction(part) / Fraction(whole)) or 0)


FUNCTIONS: dict[str, Callable[[list[Number]], Number]] = {
    "max": max,
    "min": min,
    "sum": sum,
    "whole": _whole,
    "floor": lambda given: math.floor(*given),
    "share": _share,
    "known": sum,
}
