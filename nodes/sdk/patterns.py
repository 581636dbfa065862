"""Regular expressions that people write: RE2, whose time grows with the text and never with the pattern's cunning."""

from __future__ import annotations

import re
from typing import Any, Protocol

from nodes.sdk.texts import Reported, mark


class PatternProblem(ValueError):
    """A regular expression, or its replacement, cannot be used.

    Args:
        reason: What is wrong with it.
        remedy: What the person can do about it.
    """

    def __init__(self, reason: Reported, remedy: Reported = "") -> None:
        super().__init__(reason)
        self.remedy = remedy


class Match(Protocol):
    """One place where a pattern was found."""

    def start(self) -> int: ...
    def end(self) -> int: ...
    def __getitem__(self, group: int) -> str | None: ...


def compiled(pattern: str, *, ignore_case: bool = False, literal: bool = False) -> Any:
    """A pattern of RE2 with `search` and `finditer`, as Python's. Raises `PatternProblem`."""
    import re2

    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = not ignore_case
    options.literal = literal
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        raise _problem(error.args[0].decode("utf-8", "replace")) from None
    except UnicodeEncodeError:
        raise PatternProblem(mark("it has half of a character in it")) from None


class Replacement:
    r"""What is put in the place of a match: text with ``\1`` or ``\g<name>`` for groups. Raises `PatternProblem`."""

    def __init__(self, template: str, pattern: Any) -> None:
        self._pieces: list[str | int] = []
        end = 0
        for found in _ESCAPE.finditer(template):
            self._pieces += [template[end : found.start()], _meant(found, pattern)]
            end = found.end()
        self._pieces.append(template[end:])

    def expand(self, match: Match) -> str:
        """Groups that took no part stand for nothing."""
        return "".join(piece if isinstance(piece, str) else match[piece] or "" for piece in self._pieces)


_ESCAPE = re.compile(r"\\(?:([1-9][0-9]?)|g<(\w+)>|(.?))", re.DOTALL)
_CHARACTERS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "b": "\b", "\\": "\\", "0": "\0"}


def _meant(found: re.Match[str], pattern: Any) -> str | int:
    number, name, character = found.groups()
    if character is not None:
        if character not in _CHARACTERS:
            raise PatternProblem(f"bad escape {found[0]}", mark(r"A backslash itself is written \\."))
        return _CHARACTERS[character]
    number = number or name
    group: int = int(number) if number.isdecimal() else pattern.groupindex.get(number, -1)
    if not 0 <= group <= pattern.groups:
        raise PatternProblem(f"there is no group {number}")
    return group


_LOOKAROUND = re.compile(r"invalid perl operator: \(\?<?[=!]")
_REFERENCE = re.compile(r"invalid escape sequence: \\[1-9]")


def _problem(reason: str) -> PatternProblem:
    remedy = mark("Write it without, or use Python code.")
    if _LOOKAROUND.match(reason):
        return PatternProblem(mark("looking ahead or behind, as (?=…) does, is not possible here"), remedy)
    if _REFERENCE.match(reason):
        return PatternProblem(mark(r"a pattern cannot refer to its own groups, as \1 does"), remedy)
    return PatternProblem(reason)
