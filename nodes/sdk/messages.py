"""What a running tool says, and how it is written down: one form for every pipe, queue and stream."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from nodes.sdk.texts import Reported

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Level = Literal["debug", "info", "warning", "error"]
"""How urgent a line of the log is."""
NoticeAction = Literal["guessed", "dropped", "cut", "cast", "skipped"]
"""What was done to the data without being asked."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is.

    Attributes:
        fraction: 0 to 1, or None while the total is unknown.
        message: What is being done, in a few words.
    """

    fraction: float | None = None
    message: Reported = ""

    def __post_init__(self) -> None:
        if self.fraction is not None:
            object.__setattr__(self, "fraction", min(1.0, max(0.0, self.fraction)))


@dataclass(frozen=True, slots=True)
class Log:
    """One line of the log of a run.

    Attributes:
        message: The line.
        level: ``debug``, ``info``, ``warning`` or ``error``.
    """

    message: Reported
    level: Level = "info"


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an output, shown as it grows.

    Attributes:
        text: The piece, to be put behind those before it.
        port: The output that it belongs to.
    """

    text: str
    port: str = "result"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a piece of work has cost, on top of what was said before.

    Attributes:
        tokens: Tokens of a language model.
        money: In the currency of the chain's budget.
    """

    tokens: int = 0
    money: float = 0.0


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a tool decided by itself about the data, which a person may want to know or decide otherwise.

    Attributes:
        message: What was done, in one sentence.
        action: ``guessed``, ``dropped``, ``cut`` (to a limit), ``cast`` (to another type) or ``skipped``.
        count: How many values, rows or files it was done to; 0 where that is not a number.
        port: The input where it is changed; empty where there is none.
    """

    message: Reported
    action: NoticeAction = "guessed"
    count: int = 0
    port: str = ""


@dataclass(frozen=True, slots=True)
class Phase:
    """What the place where a tool runs does for it, such as pulling or starting.

    Attributes:
        words: What it does, in a few words.
        image: Name and tag of the image in which the tool runs.
        digest: The image's digest.
        warm: Whether the container was there already.
    """

    words: Reported
    image: str = ""
    digest: str = ""
    warm: bool = False


@dataclass(frozen=True, slots=True)
class Usage:
    """What a tool uses at the moment.

    Attributes:
        cpu_percent: 100 is one core.
        memory_bytes: Resident memory.
    """

    cpu_percent: float | None = None
    memory_bytes: int | None = None


Message = Progress | Log | Notice | Chunk | Cost | Phase | Usage
"""Whatever a tool, or the place where it runs, says while it works."""

_CLASSES: dict[str, type[Message]] = {
    cls.__name__.lower(): cls for cls in (Progress, Log, Notice, Chunk, Cost, Phase, Usage)
}
BY_TOOLS = frozenset({"progress", "log", "notice", "chunk", "cost"})
"""The kinds that a tool says of its work; the others are said by the place where it runs, such as its image."""


def dump(message: Message) -> tuple[str, dict[str, Any]]:
    """A message as its kind, in small letters, and its fields, which are JSON."""
    return type(message).__name__.lower(), {f.name: getattr(message, f.name) for f in fields(message)}


def load(kind: str, values: Mapping[str, Any]) -> Message | None:
    """What `dump` made of it; None for a kind that is not known, and for what makes no message.

    The other side may be of any build, or anybody's: a field that is not known is left out, and one that makes no
    sense has its default.
    """
    from pydantic import ValidationError

    if kind.lower() not in _CLASSES:
        return None
    adapter = _adapter(kind.lower())
    try:
        return adapter.validate_python(dict(values))
    except ValidationError as error:
        wrong = {problem["loc"][0] for problem in error.errors() if problem["loc"]}
    try:
        return adapter.validate_python({name: value for name, value in values.items() if name not in wrong})
    except ValidationError:
        return None


@cache
def _adapter(kind: str) -> TypeAdapter[Message]:
    from pydantic import TypeAdapter

    return TypeAdapter(_CLASSES[kind])
