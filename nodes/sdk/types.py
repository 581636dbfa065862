"""The types of ports beyond JSON: Table, File, Image and Secret.

Each is marked in JSON Schema (`hints.TYPE`). Importing this module imports neither pyarrow nor any
other heavy library: a `Table` is recognised only once somebody has made one.
"""

from __future__ import annotations

import json
import mimetypes
import re
import threading
from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self
from urllib.parse import quote
from weakref import WeakSet

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    model_validator,
)
from pydantic_core import core_schema

from nodes.sdk import hints
from nodes.sdk.errors import ToolError
from nodes.sdk.hints import JsonSchema
from nodes.sdk.kinds import KINDS, Kind, kind_of
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    from pyarrow import Table as Table
else:

    class Table:
        """A `pyarrow.Table`: passed without a copy inside a process, as an Arrow IPC file between processes.

        A large table is a query until rows are needed, and a port of this type needs them. A tool that can do without
        takes `nodes.frames.AnyTable`, which is this or a `nodes.frames.LazyFrame`.
        """

        _kinds: ClassVar[tuple[Kind, ...]] = ("table",)

        @classmethod
        def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
            return core_schema.no_info_plain_validator_function(partial(_of_kind, cls._kinds))

        @classmethod
        def __get_pydantic_json_schema__(
            cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
        ) -> JsonSchema:
            return hints.TYPE.entry("table")


def _of_kind(kinds: tuple[Kind, ...], value: Any) -> Any:
    if kind_of(value) in kinds:
        return value
    raise ValueError(f"a table is needed, not {type(value).__name__}")


_OF_THE_ENGINE: Any = {"facts": "of the engine"}
"""The context in which a record may say what the content of a file is; it is this very object."""
FOREIGN: Any = {"facts": "of a stranger"}
"""The context of values that somebody else has given: no text and no record in them is a file of this machine."""


class File(BaseModel):
    """A file by its path. As a constant of a chain it is written as that path.

    What is known of its content comes from the engine: of a record that becomes a file it is left out.

    Attributes:
        path: Where it lies.
        name: What people call it; the last part of the path where it is empty.
        media_type: Such as ``text/csv``; guessed from the name where it is empty.
        size_bytes: Set once the file is an artifact of a run.
        sha256: Of its content, in hexadecimal; set once the file is an artifact of a run.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)

    path: Path
    name: str = ""
    media_type: str = ""
    size_bytes: int | None = None
    sha256: str | None = None

    @classmethod
    def of_facts(cls, facts: Any) -> Self:
        """A file as the engine has written it down, with its hash and size.

        Args:
            facts: The fields of a file, as a mapping or a `File`.

        Raises:
            ValueError: They are none of a file.
        """
        return cls.model_validate(facts, context=_OF_THE_ENGINE)

    @model_validator(mode="before")
    @classmethod
    def _from_path(cls, value: Any, info: ValidationInfo) -> Any:
        """Accept a bare path, and any `File` where an `Image` is asked for by its media type."""
        if isinstance(value, File):
            value = value.model_dump()
        elif info.context is FOREIGN:
            raise ValueError(f"a file is needed, and what came is a {type(value).__name__}")
        elif isinstance(value, dict) and info.context is not _OF_THE_ENGINE:
            value = {name: item for name, item in value.items() if name not in ("sha256", "size_bytes")}
        if isinstance(value, str | Path):
            value = {"path": value}
        if isinstance(value, dict) and "path" in value:
            if not isinstance(value["path"], str | Path):
                raise ValueError("the path of a file is a text")
            path = Path(value["path"])
            name = value.get("name") or path.name
            if not isinstance(name, str):
                raise ValueError("the name of a file is a text")
            guessed = value.get("media_type") or mimetypes.guess_type(name)[0] or "application/octet-stream"
            return {**value, "path": path, "name": name, "media_type": guessed}
        return value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return {"type": "string", "format": "path", "minLength": 1, **hints.TYPE.entry("file")}


class Image(File):
    """A file that holds a picture (PNG, JPEG, SVG, …)."""

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return {"type": "string", "format": "path", "minLength": 1, **hints.TYPE.entry("image")}


class _NotGiven:
    """See `NOT_GIVEN`."""

    def __repr__(self) -> str:
        return "NOT_GIVEN"


NOT_GIVEN = _NotGiven()
"""The value of an output (of type Any) that a tool leaves out: what needs it is skipped."""


class Secret:
    """A secret by its name. In a chain it is only ever ``{"$secret": "NAME"}``; it never prints its value.

    Args:
        name: The name under which it is kept.
        value: The secret itself.
        hosts: Where it may be sent, as ``api.example.org`` or ``*.example.org``; empty for anywhere.
        chains: The chains that may use it, by the names under which they are published; empty for all.
    """

    __slots__ = ("__weakref__", "_spellings", "_value", "chains", "hosts", "name")
    _alive: ClassVar[WeakSet[Secret]] = WeakSet()
    _lock: ClassVar[threading.RLock] = threading.RLock()

    def __init__(self, name: str, value: str, hosts: Iterable[str] = (), chains: Iterable[str] = ()) -> None:
        self.name = name
        self.hosts = tuple(hosts)
        self.chains = tuple(chains)
        self._value = value
        self._spellings: list[str] | None = None
        with self._lock:
            self._alive.add(self)

    @classmethod
    def alive(cls) -> list[Secret]:
        """All that somebody holds now: what must not be in a log."""
        with cls._lock:
            return list(cls._alive)

    def reveal(self, host: str = "") -> str:
        """The secret itself: hand it to the service that needs it, and to nothing else.

        Args:
            host: Where it goes. One that is bound to hosts goes to none that is not named.

        Raises:
            ToolError: It is not for this host.
        """
        if self.hosts and not any(_is_host(host, allowed) for allowed in self.hosts):
            to = host or mark("a place that is not known")
            raise ToolError(
                mark(f"the secret {self.name!r} is not sent to {to}: it is for {', '.join(self.hosts)}"),
                remedy=mark("Who set the secret decides where it goes."),
            )
        return self._value

    def spellings(self) -> list[str]:
        """How it may stand in a text, the longest first: as it is, in JSON, in an address, in Base64, there with
        anything before and behind it. None of one that is not masked.
        """
        if len(self._value) <= _NEVER_MASKED:
            return []
        if self._spellings is None:
            self._spellings = sorted({*_spellings(self._value)}, key=len, reverse=True)
        return self._spellings

    def dump(self) -> list[Any]:
        """What it is made with, for another process of this program."""
        return [self.name, self._value, self.hosts, self.chains]

    def __repr__(self) -> str:
        return f"Secret({self.name!r}, '•••')"

    __str__ = __repr__

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.is_instance_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return {
            "type": "object",
            "properties": {"$secret": {"type": "string", "minLength": 1}},
            "required": ["$secret"],
            "additionalProperties": False,
            **hints.TYPE.entry("secret"),
        }


def _is_host(host: str, allowed: str) -> bool:
    host, allowed = host.lower().rstrip("."), allowed.lower()
    return host.endswith(allowed[1:]) if allowed.startswith("*.") else host == allowed


def _spellings(value: str) -> Iterator[str]:
    """In JSON of several makers, in addresses of several makers, in Base64."""
    yield value
    for in_json in (json.dumps(value), json.dumps(value, ensure_ascii=False)):
        yield in_json[1:-1]
        yield in_json[1:-1].replace("/", "\\/")
    for form in ("\\u{:04x}", "\\u{:04X}"):
        yield "".join(letter if letter.isalnum() and letter.isascii() else form.format(ord(letter)) for letter in value)
    for safe in ("", "/", "/:@"):
        in_address = quote(value, safe=safe)
        yield in_address
        yield re.sub("%..", lambda found: found[0].lower(), in_address)
        yield in_address.replace("%20", "+")
    plain = value.encode()
    for before, shared in ((0, 0), (1, 2), (2, 3)):
        letters = b64encode(bytes(before) + plain).decode().rstrip("=")
        own = letters[shared : len(letters) - ((before + len(plain)) % 3 != 0)]
        if len(own) >= _SURELY_OWN:
            yield own
            yield own.replace("+", "-").replace("/", "_")


_NEVER_MASKED = 3
_SURELY_OWN = 8
"""Fewer letters in a row may stand anywhere by chance."""

KINDS.update({File: "file", Image: "image", Secret: "secret"})
