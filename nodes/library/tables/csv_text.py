"""Delimited text: reading it strictly in the dialect that it is written in, and finding the line at fault."""

from __future__ import annotations

import codecs
import contextlib
import csv
import itertools
import mmap
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from nodes.frames import batches
from nodes.frames.batches import renamed
from nodes.frames.duck import connection, literal, streamed
from nodes.frames.lazy import LazyFrame
from nodes.frames.parquet import frame_of_parquet, has_nulls
from nodes.frames.rows import made
from nodes.library.tables.column_types import Candidate, candidates
from nodes.library.tables.dialect import AUTO, ONE_COLUMN, Dialect, Layout, csv_rows, encoding_of, settle
from nodes.sdk import Context, InputProblem, ToolError
from nodes.sdk.texts import mark

_SAMPLE = 64 * 1024
_BLOCK = 1 << 20
_LOOKED_AT = 1000
"""Rows at the beginning that say which types are tried with all rows."""
_MEMORY_MB = 200
_PREVIEWED = 8 << 20
"""Bytes at the beginning of a file that a preview looks at."""
_LONGEST = 64 << 20
_LEFT_OUT = "left_out"
_SUM_LEFT_OUT = f"coalesce(sum({_LEFT_OUT}), 0)::BIGINT"
"""The column that counts in each row what is taken for missing, as `_Reading._try` counts it in all of them."""
_NO_TEXT = "\x1e\x1e"
_NO_SEPARATOR = "\x1f"
_UTF8 = ("utf-8", "utf8", "ascii", "utf-8-sig")


def read_delimited(path: Path, chosen: Dialect, ctx: Context, name: str) -> Any:
    """A table, its rows in a file where they are many. What `chosen` leaves open is guessed and told as a notice; all
    rows decide the types.

    Raises `InputProblem` with file and line.
    """

    if (frame := _read_once(path, chosen, ctx, name)) is not None:
        return frame

    def tell(message: str, port: str) -> None:
        ctx.notice(message, port=port)

    encoding = chosen.encoding
    if encoding == AUTO:
        encoding = detect_encoding(path, name) if ctx.sample_rows is None else _encoding_of_head(_head(path))
        if encoding not in _UTF8:
            tell(mark(f"its letters are taken for {encoding}"), "encoding")
    source = path
    if encoding.lower().replace("_", "-") not in _UTF8:
        source = _as_utf8(path, encoding, ctx, name)
    sample, complete = _sample(source)
    layout = settle(sample, replace(chosen, encoding=encoding), tell, Path(name).suffix.lower(), complete)
    if not layout.names:
        raise InputProblem("file", f"{name}, line 1: there are no rows in it")
    for column in chosen.types:
        if column not in layout.names:
            raise InputProblem("types", f"there is no column {column!r}", remedy=f"It has: {', '.join(layout.names)}")
    try:
        return _Reading(source, layout, ctx).table()
    except ToolError as error:
        ctx.check_cancelled()
        if isinstance(error, InputProblem):
            raise
        if ctx.sample_rows is None and (uniform := _with_one_end(source, ctx)):
            tell(mark("its lines end in different ways: all are read as ends of lines"), "file")
            with contextlib.suppress(ToolError):
                return _Reading(uniform, layout, ctx).table()
        line, reason = first_fault(source, layout)
        position = name
        if line:
            position = mark(f"{name}, line {line}")
        raise InputProblem("file", f"{position}: {reason or str(error).splitlines()[0]}") from error


def _read_once(path: Path, chosen: Dialect, ctx: Context, name: str) -> Any:
    """The rows of a large file that is all as it begins, read by DuckDB in one go; None for any other. Then nothing has
    been told of it.
    """
    if ctx.sample_rows is not None or chosen.types or path.stat().st_size <= batches.IN_MEMORY:
        return None
    encoding = _encoding_of_head(_head(path)) if chosen.encoding == AUTO else chosen.encoding
    if encoding.lower().replace("_", "-") not in _UTF8:
        return None
    told: list[tuple[str, str]] = []
    sample, complete = _sample(path)
    suffix = Path(name).suffix.lower()
    layout = settle(sample, replace(chosen, encoding=encoding), lambda *note: told.append(note), suffix, complete)
    if not layout.names or layout.dialect.comment:  # what is left out may be of another page
        return None
    frame = _Reading(path, layout, ctx, all_lines=False).at_once()
    if frame is not None:
        for message, port in told:
            ctx.notice(message, port=port)
    return frame


class _Reading:
    """One file, read by DuckDB as texts, that become values of the types which all of them fit."""

    def __init__(self, source: Path, layout: Layout, ctx: Context, *, all_lines: bool = True) -> None:
        """With `all_lines` it is looked whether one is longer than DuckDB takes by itself."""
        self._source, self._layout, self._ctx = source, layout, ctx
        dialect = layout.dialect
        self._texts = [f"c{i}" for i in range(len(layout.names))]
        options = [
            "auto_detect = false",
            "header = false",
            "strict_mode = true",
            "null_padding = false",
            f"delim = {literal(dialect.separator or _NO_SEPARATOR)}",
            f"quote = {literal(dialect.quote)}",
            f"escape = {literal(dialect.escape)}",
            f"comment = {literal(dialect.comment)}",
            f"skip = {layout.rows_above}",
            f"nullstr = {literal('' if '' in dialect.missing else _NO_TEXT)}",
            "columns = {" + ", ".join(f"{text}: 'VARCHAR'" for text in self._texts) + "}",
        ]
        if all_lines and source.stat().st_size > 2_000_000 and _has_long_line(source, ctx.sample_rows is None):
            options.append(f"max_line_size = {_LONGEST}")
        self._rows = self._texts_only = f"read_csv({literal(str(source))}, {', '.join(options)})"
        if ctx.sample_rows is not None:
            self._rows = f"(FROM {self._rows} LIMIT {ctx.sample_rows})"
        self._unseen: set[str] = set()
        """Columns that have nothing in the first rows."""
        self._missing = [text for text in dialect.missing if text]
        if self._missing:
            tokens = ", ".join(map(literal, self._missing))
            filled = ", ".join(f"CASE WHEN {t} NOT IN ({tokens}) THEN {t} END AS {t}" for t in self._texts)
            left_out = " + ".join(f"coalesce({t} IN ({tokens}), false)::INT" for t in self._texts)
            self._rows = f"(SELECT {filled}, {left_out} AS {_LEFT_OUT} FROM {self._rows})"

    def table(self) -> Any:
        """All its rows, which together decide the types."""
        types = self._types(self._looking_like())
        values = ", ".join(f"{types[text].cast(text) if text in types else text} AS {text}" for text in self._texts)
        query = f"SELECT {values} FROM {self._rows}"
        with connection(self._ctx, readable=[self._source], memory_mb=_MEMORY_MB) as database:
            return made(renamed(streamed(database.sql(query)), self._layout.names), self._ctx)

    def _looking_like(self) -> dict[str, list[Candidate]]:
        """The types that the first rows of each column look like; all for a column that has nothing there."""
        possible = candidates(self._layout.dialect)
        chosen, missing = self._layout.dialect.types, {*self._layout.dialect.missing, ""}
        looking = {}
        for position, (text, name) in enumerate(zip(self._texts, self._layout.names, strict=True)):
            there = {row[position] for row in self._layout.rows[:_LOOKED_AT]} - missing
            if not there:
                self._unseen.add(text)
            looking[text] = [
                type_ for type_ in possible if chosen.get(name) in (None, type_.name) and type_.may_fit(there)
            ]
        return looking

    def at_once(self) -> LazyFrame | None:
        """The rows in a file of the run, with the types that the first ones have; None where others have other types,
        or which it is takes all rows to say.
        """
        looking = self._looking_like()
        tried = {text: _tried(types) for text, types in looking.items() if text not in self._unseen}
        if any(len(types) > 1 or any(type_.is_of_zone for type_ in types) for types in tried.values()):
            return None
        target = self._ctx.new_file("rows.parquet")
        try:
            with connection(self._ctx, readable=[self._source, target], memory_mb=_MEMORY_MB) as database:
                database.execute(f"COPY ({self._values_or_fail(tried)}) TO {literal(str(target))} (FORMAT parquet)")
        except ToolError:
            self._ctx.check_cancelled()
            target.unlink(missing_ok=True)
            return None
        frame = frame_of_parquet(target, self._layout.names, self._ctx)
        if frame is None:
            return None
        if has_nulls(target) and any(self._may_have(token) for token in self._missing):
            self._tell_missing(*self._counts([_SUM_LEFT_OUT]))
        for text, name in zip(self._texts, self._layout.names, strict=True):
            self._settled(name, tried.get(text, []))
        return frame

    def _may_have(self, token: str) -> bool:
        """Whether a value that is taken for missing may be in the file, where it may be written with signs doubled."""
        signs = (self._layout.dialect.quote, self._layout.dialect.escape)
        return any(sign and sign in token for sign in signs) or _mentions(self._source, token)

    def _values_or_fail(self, tried: Mapping[str, list[Candidate]]) -> str:
        """SQL: all rows with their values; it fails where one is not of its column's type. What is dear comes last."""
        missing = ", ".join(map(literal, self._missing))
        columns, values = [], []
        for text in self._texts:
            if text in self._unseen:
                columns.append(f"CASE WHEN {_is_there(text, missing)} THEN error('misfit') END AS {text}")
            elif tried[text]:
                value = f"v{text}"
                values.append(f"{tried[text][0].value_of(text)} AS {value}")
                columns.append(f"{tried[text][0].checked(text, value, missing)} AS {text}")
            else:
                columns.append(f"CASE WHEN {_is_there(text, missing)} THEN {text} END AS {text}")
        return f"SELECT {', '.join(columns)} FROM (SELECT {', '.join(['*', *values])} FROM {self._texts_only})"

    def _types(self, looking: Mapping[str, list[Candidate]]) -> dict[str, Candidate]:
        # one type has to stand all rows; of dates, both orders
        first = {text: types if text in self._unseen else _tried(types) for text, types in looking.items()}
        filled, misfits = self._try(first)
        self._tell_missing(filled.pop(_LEFT_OUT, 0))
        doubtful = {
            text: looking[text]
            for text in filled
            if text not in self._unseen and first[text] and not self._fitting(text, first[text], misfits)
        }
        if doubtful:
            _, again = self._try(doubtful)
            misfits.update(again)
        types: dict[str, Candidate] = {}
        for text, name in zip(self._texts, self._layout.names, strict=True):
            tried = doubtful.get(text) or first[text]
            fitting = self._fitting(text, tried, misfits) if filled.get(text) else []
            if type_ := self._settled(name, fitting):
                types[text] = type_
            elif text in doubtful and (number := next((t for t in first[text] if t.name != "text"), None)):
                self._ctx.notice(
                    mark(f"the column {name!r} is text: values further down are no {number.name}"),
                    count=misfits[text, number],
                    port="types",
                )
            self._check_chosen(name, filled.get(text, 0), types.get(text))
        return types

    def _tell_missing(self, count: int) -> None:
        if count:
            texts = ", ".join(self._missing)
            message = mark(f"values are taken for missing: those that read {texts}")
            self._ctx.notice(message, count=count, port="missing")

    def _settled(self, name: str, fitting: list[Candidate]) -> Candidate | None:
        """The type of a column, None for text; why it is text where it looks like more is told."""
        if not fitting:
            return None
        if fitting[0].doubt:
            if name not in self._layout.dialect.types:
                self._ctx.notice(mark(f"the column {name!r} is text: {fitting[0].doubt}"), port="types")
            return None
        orders = {type_.order for type_ in fitting}
        if {"day first", "month first"} <= orders:
            message = mark(f"the column {name!r} is text: day or month may stand first in its dates")
            self._ctx.notice(message, port="dates")
            return None
        if fitting[0].order and self._layout.dialect.dates == AUTO:
            self._ctx.notice(mark(f"dates of the column {name!r} are read {fitting[0].order}"), port="dates")
        return fitting[0]

    def _check_chosen(self, name: str, filled: int, type_: Candidate | None) -> None:
        chosen = self._layout.dialect.types.get(name, "text")
        if chosen != "text" and filled and type_ is None:
            raise InputProblem("types", f"not every value of the column {name!r} can be read as {chosen}")

    def _fitting(self, text: str, tried: list[Candidate], misfits: dict[tuple[str, Candidate], int]) -> list[Candidate]:
        return [type_ for type_ in tried if misfits.get((text, type_)) == 0]

    def _try(self, wanted: Mapping[str, list[Candidate]]) -> tuple[dict[str, int], dict[tuple[str, Candidate], int]]:
        """How many values each column has, and how many of them are not of a type."""
        filled: dict[str, int] = {}
        misfits: dict[tuple[str, Candidate], int] = {}
        asked: list[tuple[str, Candidate | None]] = []
        sums: list[str] = []
        if self._missing:
            asked.append((_LEFT_OUT, None))
            sums.append(_SUM_LEFT_OUT)
        for text, types in wanted.items():
            asked.append((text, None))
            sums.append(f"count({text})")
            for type_ in types:
                asked.append((text, type_))
                sums.append(f"count(*) FILTER ({type_.misfits(text)})")
        for (text, asked_type), count in zip(asked, self._counts(sums), strict=True):
            if asked_type is None:
                filled[text] = count
            else:
                misfits[text, asked_type] = count
        return filled, misfits

    def _counts(self, sums: list[str]) -> tuple[int, ...]:
        with connection(self._ctx, readable=[self._source], memory_mb=_MEMORY_MB) as database:
            counts: tuple[int, ...] = database.sql(f"SELECT {', '.join(sums)} FROM {self._rows}").fetchall()[0]
            return counts


def _is_there(text: str, missing: str) -> str:
    """SQL: whether there is a text, and it is none of those that stand for what is missing."""
    return f"{text} NOT IN ({missing})" if missing else f"{text} IS NOT NULL"


def _tried(looking: list[Candidate]) -> list[Candidate]:
    """Of the types that a column looks like the first; of dates all, for which of their orders it is takes all rows."""
    first, others = looking[:1], looking[1:]
    return first + [other for other in others if other.order and first[0].order]


def _mentions(path: Path, text: str) -> bool:
    """Whether a text stands anywhere in a UTF-8 file that is not empty."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return content.find(text.encode()) >= 0


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            yield block


def _has_long_line(path: Path, whole: bool) -> bool:
    """Whether a line of a file, or of its beginning, is longer than DuckDB takes without being asked to."""
    length = 0
    for block in itertools.islice(_blocks(path), None if whole else _PREVIEWED // _BLOCK):
        first, *others = block.split(b"\n")
        length += len(first)
        if length > 2_000_000:
            return True
        if others:
            length = len(others[-1])
    return False


def _sample(path: Path) -> tuple[str, bool]:
    """The beginning of a UTF-8 file, longer where its first lines are, and whether that is all of it."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        head = stream.read(_SAMPLE)
        while head.count(b"\n") < 4 and len(head) < min(size, _LONGEST):
            head += stream.read(len(head))
    return codecs.getincrementaldecoder("utf-8")("replace").decode(head), len(head) >= size


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_SAMPLE)


def _encoding_of_head(head: bytes) -> str:
    """What the first bytes of a file look like; they may end in the middle of a letter."""
    found = encoding_of(head)
    if not found.startswith("utf"):
        with contextlib.suppress(UnicodeDecodeError):
            codecs.getincrementaldecoder("utf-8")().decode(head)
            return "utf-8"
    return found


def detect_encoding(path: Path, name: str) -> str:
    """``utf-8``, or what its bytes look like. Raises `InputProblem` where a file mixes UTF-8 and another."""
    with path.open("rb") as stream:
        head = stream.read(4 * _SAMPLE)
    found = encoding_of(head)
    if found.startswith("utf"):
        return found
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in _blocks(path):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _page_of(path, name)
    return "utf-8"


def _page_of(path: Path, name: str) -> str:
    """The page of a file that is no UTF-8; it is looked for in its lines beyond ASCII."""
    bad_line, good_line, beyond = 0, 0, bytearray()
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                good_line = good_line or number
            except UnicodeDecodeError:
                bad_line = bad_line or number
                if len(beyond) < 4 * _SAMPLE:
                    beyond += line[:_SAMPLE]
    if good_line:
        raise InputProblem(
            "file",
            f"{name}, line {bad_line}: not UTF-8, as line {good_line} is: the file mixes encodings",
            remedy="Save it in one encoding, or choose the encoding under More options.",
        )
    return encoding_of(bytes(beyond))


def _as_utf8(path: Path, encoding: str, ctx: Context, name: str) -> Path:
    target = ctx.new_file("utf8.csv")
    line = 1
    try:
        with (
            path.open(encoding=encoding, newline="") as source,
            target.open("w", encoding="utf-8", newline="") as utf8_file,
        ):
            most = None if ctx.sample_rows is None else _PREVIEWED // _BLOCK
            for block in itertools.islice(iter(partial(source.read, _BLOCK), ""), most):
                ctx.check_cancelled()
                line += block.count("\n")
                utf8_file.write(block)
    except LookupError as error:
        raise InputProblem("encoding", f"no encoding is called {encoding!r}") from error
    except UnicodeError as error:
        line += getattr(error, "object", b"").count(b"\n", 0, getattr(error, "start", 0))
        raise InputProblem("file", f"{name}, line {line}: this is not {encoding}") from error
    return target


def _with_one_end(path: Path, ctx: Context) -> Path | None:
    """A copy of a UTF-8 file in which all lines end alike; None where they do already."""
    target = ctx.new_file("lines.csv")
    with path.open(encoding="utf-8", errors="surrogateescape") as source:
        with target.open("w", encoding="utf-8", errors="surrogateescape", newline="\n") as copy:
            while block := source.read(_BLOCK):
                ctx.check_cancelled()
                copy.write(block)
        ends = source.newlines
    return target if isinstance(ends, tuple) else None


def head_of(path: Path, chosen: Dialect) -> list[str]:
    """The names in the header; none where it has none. Raises OSError, and LookupError for an encoding."""
    head = _head(path)
    encoding = _encoding_of_head(head) if chosen.encoding == AUTO else chosen.encoding
    sample = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    layout = settle(sample, chosen, lambda *_: None, path.suffix.lower(), len(head) < _SAMPLE)
    return layout.names if layout.dialect.header == "yes" else []


def first_fault(path: Path, layout: Layout) -> tuple[int, str]:
    """The first line that is no proper row, and why; (0, "") where every row is in order."""
    dialect, width = layout.dialect, len(layout.names)
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        for _ in range(dialect.skip or 0):
            stream.readline()
        rows = csv_rows(stream, dialect)
        while True:
            line = (dialect.skip or 0) + rows.line_num + 1
            try:
                row = next(rows)
            except StopIteration:
                return 0, ""
            except csv.Error as error:
                explained = {"unexpected end of data": mark("a quotation mark that opens here is never closed")}
                return line, explained.get(str(error), mark(f"broken quoting: {error}"))
            if dialect.comment and row and row[0].startswith(dialect.comment):
                continue
            if row and len(row) != width and dialect.separator != ONE_COLUMN:
                reason = mark(f"{len(row)} values where the first line has {width}")
                if len(row) == 1:
                    reason = mark(f"1 value where the first line has {width}")
                return line, reason
