"""Tables whose rows are not made yet: queries over Parquet files that do not change, put together node by node.

Nothing is read to put one together: its columns and their types are those of its inputs. Inside of SQL columns are
called ``c0``, ``c1`` … by their position, for DuckDB takes ``Name`` and ``NAME`` for one; their real names stand in
the schema beside it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any, TypeAlias

from nodes.frames.batches import heard, read
from nodes.frames.duck import connection, parquet, quoted, streamed
from nodes.sdk import Context, ToolError
from nodes.sdk.types import File, Table

if TYPE_CHECKING:
    import pyarrow as pa

_FORMAT = 1
_WHERE = "FROM input_0 WHERE "
_AT_A_TIME = 2
"""So many queries over files run at once: each has all cores, and half of the memory."""
MOST_STEPS = 100
"""Of a query; one that grows beyond it has its rows made."""
_places = BoundedSemaphore(_AT_A_TIME)

Stamp = tuple[int, int, int]
"""Inode, bytes, and nanoseconds of the last change of a file."""


class LazyFrame:
    """A table as a query. It is never changed; `query` puts another step on top of it.

    Attributes:
        schema: A `pyarrow.Schema`: names and types of its columns.
        num_rows: How many rows it has; None where that is not known before they are made.
        spreads: Making its rows, or those of a step below it, needs all rows of the inputs, so that they are made once
            for several who take them.
        key: SHA-256 over all that decides its rows, in hexadecimal: equal keys, equal rows.
        is_foreign: A step of it was put together by somebody who is not believed. Its rows are made in a process that
            is closed to all but its files (`engine.executors.rows`), and never here.
    """

    __slots__ = ("_file", "_inputs", "_sql", "_stamp", "is_foreign", "key", "num_rows", "schema", "spreads", "steps")

    def __init__(
        self,
        schema: pa.Schema,
        num_rows: int | None,
        *,
        file: File | None = None,
        stamp: Stamp | None = None,
        sql: str = "",
        inputs: Sequence[LazyFrame] = (),
        spreads: bool = False,
        is_foreign: bool = False,
    ) -> None:
        self.schema = schema
        self.num_rows = num_rows
        self.spreads: bool = spreads or any(frame.spreads for frame in inputs)
        self.is_foreign: bool = is_foreign or any(frame.is_foreign for frame in inputs)
        self._file, self._stamp, self._sql, self._inputs = file, stamp, sql, tuple(inputs)
        self.steps: int = 1 + sum(frame.steps for frame in self._inputs)
        content: Any = [sql, [frame.key for frame in self._inputs]]
        if file is not None:
            content = file.sha256 or [str(file.path), stamp]
        identity = json.dumps([_FORMAT, content]).encode() + schema.serialize().to_pybytes()
        self.key: str = hashlib.sha256(identity).hexdigest()

    @classmethod
    def of_file(cls, file: File, schema: pa.Schema, num_rows: int) -> LazyFrame:
        """The rows of a Parquet file, whose columns have these names and types. Raises OSError.

        Its columns must be of types that `is_plain` has said yes to.
        """
        return cls(schema, num_rows, file=file, stamp=_stamp(file.path))

    def query(
        self, sql: str, *others: LazyFrame, schema: pa.Schema, num_rows: int | None = None, spreads: bool = False
    ) -> LazyFrame:
        """A step on top of it. Nothing is checked: it is for SQL that a tool has put together.

        Args:
            sql: A SELECT that gives columns ``c0``, ``c1`` …, from ``input_0``, which is this table, and ``input_1``
                …, which are the others.
            others: Further tables.
            schema: The columns that it gives, by their real names.
            num_rows: How many rows it gives, where that is known.
            spreads: See the class.
        """
        return LazyFrame(schema, num_rows, sql=sql, inputs=(self, *others), spreads=spreads)

    @property
    def source(self) -> File | None:
        """The file whose rows it has as they are there; None for a query."""
        return self._file

    @property
    def column_names(self) -> list[str]:
        return list(self.schema.names)

    @property
    def num_columns(self) -> int:
        return len(self.schema)

    def column(self, name: str) -> str:
        """What a column is called in SQL; the first of this name. Raises ValueError."""
        return f"c{self._position_of(name)}"

    def type_of(self, name: str) -> pa.DataType:
        """The type of a column; the first of this name. Raises ValueError."""
        return self.schema.field(self._position_of(name)).type

    def _position_of(self, name: str) -> int:
        positions = self.schema.get_all_field_indices(name)
        if not positions:
            raise ValueError(f"there is no column {name!r}")
        return int(positions[0])

    def files(self) -> list[File]:
        """The files that it reads, each once."""
        found = {frame._file.path: frame._file for frame in self._all() if frame._file is not None}
        return [*found.values()]

    def schemas(self) -> list[pa.Schema]:
        """Those of all its steps, its own the last."""
        return [frame.schema for frame in self._all()]

    def with_files(self, replace: Callable[[File], File]) -> LazyFrame:
        """The same query over other files of the same content. Raises what `replace` raises, and OSError."""
        replaced: dict[str, LazyFrame] = {}
        for frame in self._all():
            made = frame
            if frame._file is not None:
                frame._check()
                file = replace(frame._file)
                if file != frame._file:
                    made = LazyFrame(
                        frame.schema, frame.num_rows, file=file, stamp=frame._stamp, is_foreign=frame.is_foreign
                    )
            elif any(replaced[part.key] is not part for part in frame._inputs):
                parts = [replaced[part.key] for part in frame._inputs]
                made = LazyFrame(
                    frame.schema,
                    frame.num_rows,
                    sql=frame._sql,
                    inputs=parts,
                    spreads=frame.spreads,
                    is_foreign=frame.is_foreign,
                )
            replaced[frame.key] = made
        return replaced[self.key]

    def select(self, positions: Sequence[int], names: Sequence[str] | None = None) -> LazyFrame:
        """Some of its columns, by their positions, under other names where there are `names`."""
        import pyarrow as pa

        chosen = [self.schema.field(position) for position in positions]
        if names is not None:
            chosen = [field.with_name(name) for field, name in zip(chosen, names, strict=True)]
        columns = ", ".join(f"c{position} AS c{number}" for number, position in enumerate(positions))
        return self.query(f"SELECT {columns} FROM input_0", schema=pa.schema(chosen), num_rows=self.num_rows)

    def where(self, condition: str) -> LazyFrame:
        """The rows for which an SQL expression over ``c0``, ``c1`` … is true. Conditions in a row become one step."""
        if self._sql.startswith(_WHERE):
            condition = f"({self._sql.removeprefix(_WHERE)}) AND ({condition})"
            return self._inputs[0].query(_WHERE + condition, schema=self.schema)
        return self.query(_WHERE + condition, schema=self.schema)

    def head(self, count: int) -> LazyFrame:
        """Its first rows."""
        rows = None if self.num_rows is None else min(count, self.num_rows)
        return self.query(f"FROM input_0 LIMIT {count}", schema=self.schema, num_rows=rows)

    @contextmanager
    def batches(self, ctx: Context) -> Iterator[pa.RecordBatchReader]:
        """Its rows, some at a time. Raises `ToolError` where they cannot be made, `Cancelled`."""
        import pyarrow as pa

        def typed(reader: Any) -> Iterator[pa.RecordBatch]:
            for batch in heard(reader, ctx):
                table = pa.Table.from_batches([batch]).rename_columns(self.schema.names).cast(self.schema)
                yield from table.to_batches()

        with self._running(ctx) as database:
            reader = streamed(database.sql(self._statement("FROM input_0")))
            yield pa.RecordBatchReader.from_batches(self.schema, typed(reader))
            self._check_all()

    def table(self, ctx: Context) -> pa.Table:
        """All its rows; many lie in a file of the run, which is mapped. Raises `ToolError`, `Cancelled`, OSError."""
        with self.batches(ctx) as reader:
            return read(reader, ctx)

    def count(self, ctx: Context) -> int:
        """How many rows it has. Raises `ToolError` where they cannot be made, `Cancelled`.

        One core counts, so that others are not held up.
        """
        if self.num_rows is not None:
            return self.num_rows
        with self._running(ctx, threads=1) as database:
            ((rows,),) = database.sql(self._statement("SELECT count(*) FROM input_0")).fetchall()
            self._check_all()
        return int(rows)

    def named(self) -> str:
        """It as a SELECT whose columns have their real names; one without has the number of its place, as elsewhere in
        DuckDB.
        """
        columns = ", ".join(f"c{i} AS {quoted(name or f'v{i}')}" for i, name in enumerate(self.schema.names))
        return self._statement(f"SELECT {columns} FROM input_0")

    # how it is kept

    def dump(self, file: Callable[[File], Any]) -> dict[str, Any]:
        """It as JSON, with what `file` makes of its files."""
        positions: dict[str, int] = {}
        steps: list[dict[str, Any]] = []
        for frame in self._all():
            positions[frame.key] = len(steps)
            step: dict[str, Any] = {
                "schema": base64.b64encode(frame.schema.serialize()).decode(),
                "rows": frame.num_rows,
            }
            if frame._file is not None:
                step |= {"file": file(frame._file), "stamp": frame._stamp}
            else:
                inputs = [positions[part.key] for part in frame._inputs]
                step |= {"sql": frame._sql, "inputs": inputs, "spreads": frame.spreads}
            steps.append(step)
        dumped: dict[str, Any] = {"format": _FORMAT, "steps": steps}
        if self.is_foreign:
            dumped["foreign"] = True
        return dumped

    @classmethod
    def load(cls, dumped: Mapping[str, Any], file: Callable[[Any], File], *, is_foreign: bool = False) -> LazyFrame:
        """What `dump` has made of it; with `is_foreign` what a stranger says so, whose files nobody has looked at yet.

        Raises ValueError, KeyError, IndexError, TypeError, `pyarrow.ArrowException`, and what `file` raises.
        """
        import pyarrow as pa

        if dumped["format"] != _FORMAT:
            raise ValueError("it is of another version of iceOS")
        is_stranger, is_foreign = is_foreign, is_foreign or bool(dumped.get("foreign"))
        frames: list[LazyFrame] = []
        for step in dumped["steps"]:
            schema = pa.ipc.read_schema(pa.py_buffer(base64.b64decode(step["schema"])))
            if "file" in step:
                found = file(step["file"])
                stamp = None if is_stranger else step["stamp"] and tuple(step["stamp"])
                frame = cls(schema, step["rows"], file=found, stamp=stamp, is_foreign=is_foreign)
            else:
                frame = cls(
                    schema,
                    step["rows"],
                    sql=step["sql"],
                    inputs=[frames[number] for number in step["inputs"]],
                    spreads=step["spreads"],
                    is_foreign=is_foreign,
                )
            frames.append(frame)
        return frames[-1]

    # inside

    def _all(self) -> list[LazyFrame]:
        """Every step once, inputs first."""
        ordered: dict[str, LazyFrame] = {}

        def visit(frame: LazyFrame) -> None:
            if frame.key not in ordered:
                for part in frame._inputs:
                    visit(part)
                ordered[frame.key] = frame

        visit(self)
        return [*ordered.values()]

    def _statement(self, outer: str) -> str:
        """A statement on it, which is ``input_0`` there."""
        names: dict[str, str] = {}
        parts = []
        for number, frame in enumerate(self._all()):
            names[frame.key] = f"step_{number}"
            if frame._file is not None:
                body = f"FROM {parquet(frame._file.path, frame.num_columns)}"
            else:
                inputs = (f"input_{i} AS (FROM {names[part.key]})" for i, part in enumerate(frame._inputs))
                body = f"WITH {', '.join(inputs)} {frame._sql}"
            parts.append(f"step_{number} AS ({body})")
        return f"WITH {', '.join(parts)}, input_0 AS (FROM {names[self.key]}) {outer}"

    @contextmanager
    def _running(self, ctx: Context, threads: int = 0) -> Iterator[Any]:
        if self.is_foreign:
            raise ToolError("its rows are made in a process of its own")
        while not _places.acquire(timeout=0.1):
            ctx.check_cancelled()
        try:
            self._check_all()
            with connection(ctx, readable=[file.path for file in self.files()], threads=threads) as database:
                yield database
        finally:
            _places.release()

    def _check_all(self) -> None:
        for frame in self._all():
            if frame._file is not None:
                frame._check()

    def _check(self) -> None:
        """Raises `ToolError` where the file is not the one any more that was read."""
        assert self._file is not None, "only of what reads a file"
        if self._file.sha256 or self._stamp is None:
            return
        try:
            if _stamp(self._file.path) == self._stamp:
                return
        except OSError:
            pass
        raise ToolError(
            f"{self._file.name} has changed since it was read, and it is too large to be copied",
            remedy="Run the chain again.",
        )

    def __repr__(self) -> str:
        return f"LazyFrame({', '.join(self.schema.names[:6])}, {self.steps} steps)"


def is_number(kind: pa.DataType) -> bool:
    """Whether values of a type can be added and averaged."""
    import pyarrow as pa

    return any(test(kind) for test in (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal))


def is_plain(schema: pa.Schema) -> bool:
    """Whether DuckDB reads columns of these types from Parquet, and gives them back, without loss."""
    return all(_is_plain(field.type) for field in schema)


def _is_plain(kind: Any) -> bool:
    import pyarrow as pa

    types = pa.types
    if types.is_float16(kind):
        return False
    if types.is_integer(kind) or types.is_floating(kind) or types.is_boolean(kind) or types.is_date32(kind):
        return True
    if types.is_string(kind) or types.is_large_string(kind) or types.is_binary(kind) or types.is_large_binary(kind):
        return True
    if types.is_timestamp(kind):
        return kind.unit != "ns" or kind.tz is None
    if types.is_time(kind):
        return bool(kind.unit != "ns")
    if types.is_list(kind) or types.is_large_list(kind):
        return _is_plain(kind.value_type)
    if types.is_struct(kind):
        return all(_is_plain(field.type) for field in kind)
    return bool(types.is_decimal128(kind))


def _stamp(path: Path) -> Stamp:
    status = os.stat(path)
    return (status.st_ino, status.st_size, status.st_mtime_ns)


if TYPE_CHECKING:
    AnyTable: TypeAlias = "pa.Table | LazyFrame"
else:

    class AnyTable(Table):
        """A port of tables that takes one with its rows not made yet, too; a port of `Table` is given rows."""

        _kinds = ("table", "frame")


def takes_frames(annotation: Any) -> bool:
    """Whether a port of this type is given a frame as it is."""
    return annotation is AnyTable
