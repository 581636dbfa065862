"""JMESPath with bounds: no expression makes much more of the data than there is."""

from __future__ import annotations

from typing import Any

import jmespath
from jmespath import functions
from jmespath.exceptions import JMESPathError
from jmespath.visitor import Options, TreeInterpreter

from nodes.sdk.texts import mark

MAX_LENGTH = 10_000
"""Letters of an expression."""
STEPS = 5_000_000
"""How many parts are looked at, and values put together."""
LETTERS = 100_000_000
"""The longest text that is joined."""
_MAKERS = frozenset({"multi_select_list", "multi_select_dict", "flatten", "function_expression"})
"""Parts of an expression that may make more than they are given."""


def search(expression: str, data: Any) -> Any:
    """What `expression` takes out of the data. Raises JMESPathError, also where it would take long or much memory."""
    if len(expression) > MAX_LENGTH:
        raise JMESPathError(mark(f"an expression has at most {MAX_LENGTH} letters"))
    try:
        parsed = jmespath.compile(expression)
        return _Interpreter(Options(custom_functions=_Functions())).visit(parsed.parsed, data)
    except RecursionError as error:
        raise JMESPathError(mark("it is nested too deeply")) from error


class _Interpreter(TreeInterpreter):
    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._steps = 0

    def visit(self, node: Any, *args: Any, **kwargs: Any) -> Any:
        self._count(1)
        value = super().visit(node, *args, **kwargs)
        if node["type"] in _MAKERS:
            self._count_leaves(value)
        return value

    def _count(self, steps: int) -> None:
        self._steps += steps
        if self._steps > STEPS:
            raise JMESPathError(mark("it would take too long, or make too much"))

    def _count_leaves(self, value: Any) -> None:
        """What it holds, each as often as it is named: lists of lists of the same list are small, and endless."""
        waiting = [value]
        while waiting:
            item = waiting.pop()
            if isinstance(item, dict):
                waiting.extend(item.values())
            elif isinstance(item, list):
                self._count(len(item))
                waiting.extend(item)
            elif isinstance(item, str):
                self._count(len(item) // 1000)


class _Functions(functions.Functions):
    @functions.signature({"types": ["string"]}, {"types": ["array-string"]})
    def _func_join(self, separator: str, array: list[str]) -> str:
        if len(separator) * len(array) + sum(map(len, array)) > LETTERS:
            raise JMESPathError(mark("it would make too long a text"))
        return separator.join(array)
