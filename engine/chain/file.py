"""Chain files: reading with errors that name the line, writing canonically and atomically."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from engine.chain.bounds import check_size, check_texts, real_number, whole_number
from engine.chain.migrate import migrated
from engine.chain.model import Chain
from engine.errors import ChainError
from nodes.sdk.errors import system_reason
from nodes.sdk.files import replacing
from nodes.sdk.texts import mark

SUFFIX = ".iceos"
MAX_BYTES = 64 * 1024 * 1024
"""A chain of 100,000 nodes takes about 20 MB; what is larger is no chain a person drew."""

_LINE_WIDTH = 100


@dataclass(frozen=True)
class Loaded:
    """A chain and the very bytes it came from, so that saving it untouched changes none of them."""

    chain: Chain
    source: bytes = b""

    def bytes_for(self, chain: Chain) -> bytes:
        """What to write for `chain`: the source where nothing changed, else the canonical form."""
        if self.source and chain == self.chain:
            return self.source
        return dump(chain)


def load(path: Path) -> Loaded:
    """Read a chain file. Nothing in it is run, pulled or started.

    Raises `ChainError` with file and line, and OSError's message as a `ChainError` too.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ChainError(
                f"{size / 1e6:.0f} MB is too large for a chain (limit {MAX_BYTES / 1e6:.0f} MB)", path=path
            )
        source = path.read_bytes()
    except OSError as error:
        raise ChainError(f"{path} cannot be read: {system_reason(error)}") from error
    return Loaded(parse(source, path), source)


def parse(source: bytes | str, path: Path | None = None) -> Chain:
    """Read a chain from JSON text. Raises `ChainError`."""
    text = source
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ChainError(f"this is not UTF-8 text (byte {error.start})", path=path) from error
    document = _document(text, path)
    try:
        return Chain.model_validate(migrated(document))
    except ChainError as error:
        raise ChainError(str(error), path=path, remedy=error.remedy) from error
    except ValidationError as error:
        raise _invalid(error, text, path) from error
    except RecursionError as error:
        raise ChainError("the JSON is nested too deeply to be a chain", path=path) from error


def _document(text: str, path: Path | None) -> dict[str, Any]:
    """The JSON object of a chain. Raises `ChainError`."""
    try:
        document = json.loads(
            text,
            object_pairs_hook=_without_duplicates,
            parse_constant=_refuse,
            parse_int=whole_number,
            parse_float=real_number,
        )
    except json.JSONDecodeError as error:
        raise ChainError(f"this is not JSON: {error.msg}", path=path, line=error.lineno) from error
    except RecursionError as error:
        raise ChainError("the JSON is nested too deeply to be a chain", path=path) from error
    except _NotANumber as error:
        raise ChainError(f"JSON knows no number {error}", path=path) from error
    except _DuplicateKey as error:
        line = _line_of_second(text, error.key)
        raise ChainError(f"{error.key[:60]!r} stands twice in one object", path=path, line=line) from error
    except ChainError as error:
        raise ChainError(str(error), path=path) from error
    if not isinstance(document, dict) or not ({"format", "nodes"} & document.keys()):
        raise ChainError("this JSON is no chain: it has neither a format number nor nodes", path=path)
    try:
        check_size(document)
        check_texts(document, text)
    except ChainError as error:
        raise ChainError(str(error), path=path) from error
    return document


def _invalid(error: ValidationError, text: str, path: Path | None) -> ChainError:
    """The first thing that is wrong with a document, and its line."""
    first = error.errors(include_url=False)[0]
    keys = [str(key) for key in first["loc"]]
    steps = [key[:60] for key in keys]
    if len(keys) > 8:
        steps = [*steps[:3], "…", *steps[-3:]]
    reason = f"{' › '.join(steps)}: {first['msg']}"
    if error.error_count() > 1:
        reason = mark(f"{reason} (and {error.error_count() - 1} more)")
    return ChainError(reason, path=path, line=_line_of(text, keys))


class _NotANumber(ValueError):
    pass


def _refuse(constant: str) -> Any:
    raise _NotANumber(constant)


class _DuplicateKey(ValueError):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        raise _DuplicateKey(next(key for key, count in counts.items() if count > 1))
    return mapping


def _line_of_second(text: str, key: str) -> int | None:
    """The line where `key` stands as a key for the second time."""
    matches = list(_pattern(key).finditer(text))
    if len(matches) < 2:
        return None
    return _line_at(text, matches[1].start())


def _line_of(text: str, path: list[str]) -> int | None:
    """The line of the last key of `path`, looking for one key after the other."""
    at = 0
    for key in path:
        match = _pattern(key).search(text, at)
        if match is None:
            break
        at = match.start()
    if at == 0:
        return None
    return _line_at(text, at)


def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:")


def _line_at(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def dump(chain: Chain) -> bytes:
    """The canonical form: UTF-8, LF, two spaces, fixed key order, small objects on one line."""
    raw = chain.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    raw = {"format": chain.format, **raw}
    return (_pretty(raw, "") + "\n").encode()


def _pretty(value: Any, indent: str) -> str:
    """JSON with two spaces where objects that hold no further containers stay on one line if they fit."""
    if not isinstance(value, dict | list) or not value:
        return json.dumps(value, ensure_ascii=False)
    items = value.values() if isinstance(value, dict) else value
    if not any(isinstance(item, dict | list) and item for item in items):
        line = json.dumps(value, ensure_ascii=False)
        if len(line) + len(indent) <= _LINE_WIDTH:
            return line
    inner = indent + "  "
    if isinstance(value, dict):
        rows = [f"{inner}{json.dumps(key, ensure_ascii=False)}: {_pretty(item, inner)}" for key, item in value.items()]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"
    return "[\n" + ",\n".join(inner + _pretty(item, inner) for item in value) + f"\n{indent}]"


def write_atomically(path: Path, content: bytes) -> None:
    """After a crash the old file or the new one is there. Raises OSError; the file that was there is untouched then."""
    with replacing(path) as temporary:
        temporary.write_bytes(content)
