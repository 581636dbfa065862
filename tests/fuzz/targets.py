"""What is fuzzed: everything that reads bytes of strangers. A target returns or refuses in words, whatever it is given.

`tests/fuzz/run.py` feeds them what atheris makes up, guided by coverage; `test_corpus.py` what was found interesting.
"""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engine.catalog import Catalog
from engine.chain.file import dump, parse
from engine.chain.identity import identity
from engine.chain.validate import validate
from engine.errors import ChainError, EngineError
from engine.installed import installed
from engine.run import events as ev
from engine.run.artifacts import Artifacts
from engine.run.history.values import Lost, ValueEncoder, decode_value
from engine.run.plan import plan
from engine.run.preview import preview
from engine.run.scope import RunSpec
from engine.run.state import RunState
from nodes.event_stream import EventTooLarge, iter_events
from nodes.sdk import wire
from nodes.sdk.arrow import read_foreign_table

FOLDER = Path(tempfile.mkdtemp(prefix="iceos-fuzz-"))
STORE = Artifacts(FOLDER / "store")
_tools: list[Catalog] = []


def catalog() -> Catalog:
    """The standard tools, looked up once."""
    if not _tools:
        _tools.append(installed())
    return _tools[0]


def chain(content: bytes) -> None:
    """A chain file: read, checked, planned, written and read again as the same."""
    try:
        read = parse(content)
    except ChainError:
        return
    identity(read)
    findings = validate(read, catalog(), FOLDER)
    json.dumps([str(finding) for finding in findings]).encode()
    with contextlib.suppress(EngineError):
        plan(RunSpec(read, folder=FOLDER), catalog())
    written = dump(read)
    again = parse(written)
    assert again == read
    assert dump(again) == written


def packed(content: bytes) -> None:
    """A value as another program packed it, of this build or the one before: read, or said to be lost."""
    data = _json(content)
    try:
        value = decode_value(data, STORE)
    except Lost as error:
        str(error).encode("utf-8", "backslashreplace")
        return
    preview(value)
    encoder = ValueEncoder(STORE)
    try:
        stored = json.loads(encoder.ports({"port": value}))["port"]
    except UnicodeEncodeError:
        return  # half a character, in a value so large that it becomes a file
    assert decode_value(stored, STORE) == value or value != value


def answer(content: bytes) -> None:
    """The answer of a container: read, or refused by the error that its reader expects."""

    def no_file(name: str) -> Path:
        raise ValueError(f"there is no {name!r}")

    try:
        wire.unpack(_json(content), no_file)
    except ValueError:
        return


def table(content: bytes) -> None:
    """An Arrow file: refused, or a table that can be looked at from end to end."""
    import pyarrow as pa

    path = FOLDER / "table.arrow"
    path.write_bytes(content)
    try:
        read = read_foreign_table(path)
    except (pa.ArrowException, OSError):
        return
    preview(read)
    if read.num_rows < 10_000:
        try:
            read.slice(0, 100).to_pylist()
        except UnicodeDecodeError:
            raise
        except (OverflowError, ValueError):
            return  # a time that Arrow has and Python has not


def event(content: bytes) -> None:
    """A stream of events, as a server sends it: what is none is refused, what is one draws a run."""
    state = RunState()
    try:
        for sent in iter_events(content[at : at + 7] for at in range(0, len(content), 7)):
            received = ev.events.validate_json(sent.data)
            ev.to_json(received)
            state.apply(received)
    except (ValidationError, EventTooLarge):
        return


def _json(content: bytes) -> Any:
    """JSON as those read it who hand it to a target; what is none becomes a text."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return content.decode("latin-1")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "chain": chain,
    "packed": packed,
    "answer": answer,
    "table": table,
    "event": event,
}
