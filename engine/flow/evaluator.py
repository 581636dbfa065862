"""simpleeval with bounds: no condition takes long, or much memory, whatever stands in it."""

from __future__ import annotations

import ast
import operator
import time
from collections.abc import Callable
from typing import Any

from simpleeval import DEFAULT_OPERATORS, EvalWithCompoundTypes, InvalidExpression

from nodes.sdk.texts import mark

STEPS = 20_000
"""How many parts of a condition are worked out at most; what a comprehension does counts each time."""
CPU_S = 0.2
"""Processor time of this thread: each step may go through all of the data once."""
LETTERS = 100_000
"""How long a text or list may become that a condition makes; what it is given may be longer."""
LEAVES = 1_000_000
"""How much may hang together, counted as often as it is named: texts count by their length."""
BITS = 15_000
ENTRIES = 10_000
"""The largest set: chosen well, its members are all in each other's way."""
ARGUMENT = 1_000
"""The longest text that a method of another text is given."""

_METHODS: dict[type | None, set[str]] = {
    str: {
        *("capitalize", "casefold", "count", "endswith", "find", "index", "isalnum", "isalpha", "isascii", "isdecimal"),
        *("isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper", "lower"),
        *("lstrip", "partition", "removeprefix", "removesuffix", "rstrip", "split", "splitlines", "startswith"),
        *("strip", "swapcase", "title", "upper"),
    },
    dict: {"get", "items", "keys", "values"},
    list: {"count", "index"},
    tuple: {"count", "index"},
    float: {"is_integer"},
    int: {"bit_length"},
}
"""None of them makes more than it is given."""
_CONTAINERS = (list, tuple, dict, set)
_GIVEN = (ast.Name, ast.Attribute, ast.Subscript, ast.Expr)
"""Parts that make nothing new."""


class Evaluator(EvalWithCompoundTypes):  # type: ignore[misc]  # it has no types
    """Works out one condition. Raises whatever the condition does wrong."""

    def __init__(self, names: dict[str, Any], functions: dict[str, Callable[..., Any]]) -> None:
        super().__init__(_OPERATORS, dict(functions), names)
        self.functions |= {"set": _set, "dict": _dict}
        self._steps = 0
        self._until = time.thread_time() + CPU_S

    def _eval(self, node: ast.AST) -> Any:
        self._steps += 1
        if self._steps > STEPS or time.thread_time() > self._until:
            raise InvalidExpression(mark("it takes too long"))
        value = super()._eval(node)
        if isinstance(value, _CONTAINERS) and not isinstance(node, _GIVEN):
            _bounded_leaves(value)
        return value

    def _check_disallowed_items(self, item: Any) -> None:
        """Only the item itself: what lies in it was looked at when it was made, and data holds no functions."""
        if callable(item):
            super()._check_disallowed_items(item)

    def _eval_attribute(self, node: ast.Attribute) -> Any:
        """A field of a record, or one of `_METHODS`."""
        owner = self._eval(node.value)
        if node.attr in _METHODS.get(type(owner), ()):
            return getattr(owner, node.attr)
        if isinstance(owner, dict) and node.attr in owner and not node.attr.startswith("_"):
            return owner[node.attr]
        raise InvalidExpression(mark(f"there is no {node.attr}"))

    def _eval_call(self, node: ast.Call) -> Any:
        if isinstance(node.func, ast.Attribute):
            method = self._eval(node.func)
            arguments = [self._eval(argument) for argument in node.args]
            if isinstance(getattr(method, "__self__", None), str):
                _bounded(max(map(_length, arguments), default=0), ARGUMENT)
            return method(*arguments)
        return super()._eval_call(node)

    def _eval_formattedvalue(self, node: ast.FormattedValue) -> Any:
        if node.format_spec is not None:
            raise InvalidExpression(mark("formats in a text are not available"))
        return super()._eval_formattedvalue(node)


def _bounded_leaves(value: Any) -> None:
    """Lists of lists of the same list are small, and endless to compare or to write down."""
    leaves, waiting = 0, [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting += [*item, *item.values()]
        elif isinstance(item, _CONTAINERS):
            waiting += item
        leaves += 1 + _length(item) // 16
        _bounded(leaves, LEAVES)


def _set(items: Any = ()) -> set[Any]:
    _bounded(len(items), ENTRIES)
    return set(items)


def _dict(items: Any = (), **entries: Any) -> dict[Any, Any]:
    _bounded(len(items), ENTRIES)
    return dict(items, **entries)


def _add(left: Any, right: Any) -> Any:
    _bounded(_length(left) + _length(right))
    return left + right


def _multiply(left: Any, right: Any) -> Any:
    for repeated, times in ((left, right), (right, left)):
        if isinstance(repeated, str):
            _bounded(len(repeated) * max(times, 0))
        elif isinstance(repeated, _CONTAINERS):
            raise InvalidExpression(mark("only texts can be repeated"))
    _bounded_bits(_bits(left) + _bits(right))
    return left * right


def _power(base: Any, exponent: Any) -> Any:
    if isinstance(exponent, int):
        _bounded_bits(_bits(base) * abs(exponent))
    return base**exponent


def _shift(left: Any, right: Any) -> Any:
    _bounded_bits(_bits(left) + abs(right))
    return left << right


def _modulo(left: Any, right: Any) -> Any:
    if not isinstance(left, (int, float)):  # of a text it would be a format
        raise InvalidExpression(mark("% is for numbers"))
    return left % right


def _bounded(length: int, most: int = LETTERS) -> None:
    if length > most:
        raise InvalidExpression(mark("it would make something too long"))


def _bounded_bits(bits: int) -> None:
    if bits > BITS:
        raise InvalidExpression(mark("it would make too large a number"))


def _length(value: Any) -> int:
    return len(value) if hasattr(value, "__len__") else 0


def _bits(value: Any) -> int:
    return value.bit_length() if isinstance(value, int) else 0


_OPERATORS = {
    **DEFAULT_OPERATORS,
    ast.Add: _add,
    ast.Mult: _multiply,
    ast.Pow: _power,
    ast.LShift: _shift,
    ast.RShift: operator.rshift,
    ast.Mod: _modulo,
}
