"""Text of a stranger on its way to a person."""

from __future__ import annotations


def printable(text: str) -> str:
    """One line in which nothing is obeyed by a terminal, and nothing turns the direction of what follows it.

    Control characters are drawn as their pictures (Unicode, *Control Pictures*), marks of direction as what cannot be
    shown.
    """
    return text.translate(_PICTURES)


def straight(text: str) -> str:
    """The same lines, with marks of direction as what cannot be shown: a name ends with what it seems to end with."""
    return text.translate(_STRAIGHT)


_UNSEEN = "\N{REPLACEMENT CHARACTER}"
_STRAIGHT = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], _UNSEEN)
"""Embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9)."""
_PICTURES = {
    **{code: chr(0x2400 + code) for code in range(32) if code != ord("\t")},
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), _UNSEEN),
    **_STRAIGHT,
}
