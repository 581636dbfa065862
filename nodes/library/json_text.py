"""JSON as others write it: with a mark at its head, with numbers of any length, with a name twice."""

from __future__ import annotations

import json
import math
from typing import Any

from nodes.sdk import Context

_MOST_DIGITS = 4_000
"""Python makes no number of more digits, nor a text of one."""


def read_json(text: str | bytes, ctx: Context, port: str = "") -> Any:
    """A text as JSON values. What cannot be kept as it is (a number too long or too large, one of two values of one
    name) is told.

    Raises ValueError (`json.JSONDecodeError` with the place), RecursionError.
    """
    if isinstance(text, bytes):
        text = text.decode(json.detect_encoding(text))
    twice: list[str] = []
    odd: list[str] = []

    def whole(digits: str) -> int | str:
        if len(digits) <= _MOST_DIGITS:
            return int(digits)
        odd.append(digits)
        return digits

    def real(digits: str) -> float | str:
        number = float(digits)
        if math.isfinite(number):
            return number
        odd.append(digits)
        return digits

    def record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            twice.extend(name for number, (name, _) in enumerate(pairs) if name in dict(pairs[:number]))
        return made

    value = json.loads(text.removeprefix("\ufeff"), parse_int=whole, parse_float=real, object_pairs_hook=record)
    if odd:
        ctx.notice("numbers that are too long or too large are kept as text", "cast", count=len(odd), port=port)
    if twice:
        ctx.notice(
            f"of several values of one name the last is taken, as of {twice[0]!r}",
            "dropped",
            count=len(twice),
            port=port,
        )
    return value
