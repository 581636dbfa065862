"""Conditions are bounded: whatever stands in them, they are worked out or refused at once."""

from __future__ import annotations

from typing import Any

import pytest

from engine.flow.expressions import holds, problem
from nodes.sdk import ToolError

LARGE = {"text": "a" * 3_000_000, "numbers": [n * (2**61 - 1) for n in range(50_000)]}


@pytest.mark.parametrize(
    "condition",
    [
        "9 ** 9 ** 9",
        "2 ** 4000000 ** 1",
        "1 << 10 ** 9",
        "'%1000000000d' % 1",
        "f'{1:1000000000}'",
        "'a'.zfill(10 ** 9)",
        "'a'.ljust(10 ** 9)",
        "'\t'.expandtabs(10 ** 9)",
        "'a' * 10 ** 9",
        "10 ** 9 * 'a'",
        "[1] * 10 ** 9",
        "str([[['a' * 1000] * 1000] * 1000] * 1000)",
        "[[1 for y in value.text] for x in value.text]",
        "all(all(all(c == 'a' for c in value.text) for b in value.text) for a in value.text)",
        "sum([[1]] * 9, [])",
        "int(value.text, 16) // int(value.text, 16)",
        "value.text.strip(value.text)",
        "value.text.rfind(value.text)",
        "set(value.numbers)",
        "str([" + "value.text," * 900 + "])",
        "[c for c in value.text.replace('', value.text)]",
        "-" * 9_000 + "1",
        "(" * 4_000 + "1" + ")" * 4_000,
        "1" + "+1" * 6_000,
    ],
    ids=lambda condition: condition[:40],
)
def test_what_takes_long_or_much_memory_is_refused(condition: str) -> None:
    with pytest.raises(ToolError):
        holds(condition, {"value": LARGE})


def test_a_tree_that_doubles_at_each_level_is_refused() -> None:
    condition = "[1]"
    for level in range(60):
        condition = f"[[x{level}, x{level}] for x{level} in {condition}]"
    with pytest.raises(ToolError, match="too long"):
        holds(f"str({condition})", {})


@pytest.mark.parametrize(
    ("condition", "names", "expected"),
    [
        ("value.text.startswith('aa')", {"value": LARGE}, True),
        ("'b' in value.text", {"value": LARGE}, False),
        ("len(value.numbers) > 10 ** 4", {"value": LARGE}, True),
        ("sum([row.price for row in rows]) == 6", {"rows": [{"price": 2}] * 3}, True),
        ("f'{first} {last}' == 'a b'", {"first": "a", "last": "b"}, True),
        ("round(2.345, 2) > 2.3", {}, True),
        ("value.get('x', 3) == 3", {"value": {}}, True),
        ("value.strip().lower().split(',')[1] == 'b'", {"value": " A,B "}, True),
        ("max([n for n in range3 if n % 2]) == 3", {"range3": [1, 2, 3]}, True),
        ("'-' * 3 == '---'", {}, True),
        ("round(5, -(10 ** 9)) == 0", {}, True),
    ],
)
def test_ordinary_conditions_hold_as_before(condition: str, names: dict[str, Any], expected: bool) -> None:
    assert holds(condition, names) is expected


def test_a_condition_of_unreasonable_length_is_no_condition() -> None:
    assert "at most" in problem("1+" * 10_000 + "1")
