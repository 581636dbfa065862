"""Where rows are made: in memory where they are few, else in a file of the run."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from nodes.frames.batches import begun, heard, read
from nodes.frames.lazy import AnyTable, LazyFrame, is_plain
from nodes.sdk import Context
from nodes.sdk.types import File

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH_ROWS = 10_000


def table_of(table: AnyTable, ctx: Context) -> pa.Table:
    """The rows of any table; many lie in a file of the run, which is mapped. Raises `ToolError`, `Cancelled`."""
    return table.table(ctx) if isinstance(table, LazyFrame) else table


@contextmanager
def reader_of(table: AnyTable, ctx: Context) -> Iterator[pa.RecordBatchReader]:
    """The rows of any table, some at a time. Raises `ToolError`, `Cancelled`."""
    if isinstance(table, LazyFrame):
        with table.batches(ctx) as reader:
            yield reader
    else:
        yield table.to_reader(_BATCH_ROWS)


def frame_of(table: AnyTable, ctx: Context) -> LazyFrame | None:
    """Any table as a frame, rows that are there written into a file of the run; None where their types forbid it."""
    import pyarrow as pa

    if isinstance(table, LazyFrame):
        return table
    if not is_plain(table.schema):
        return None
    return written(table.to_batches(), pa.schema([pa.field(f.name, f.type) for f in table.schema]), ctx)


def made(reader: pa.RecordBatchReader, ctx: Context) -> AnyTable:
    """All rows of a reader, once for all who take them: a table where they are few, else a frame over a Parquet file
    of the run. Raises `Cancelled`, OSError.
    """
    import pyarrow as pa

    if not is_plain(reader.schema):
        return read(reader, ctx)
    first, rest = begun(reader)
    if rest is None:
        return pa.Table.from_batches(first, reader.schema)
    return written(itertools.chain(first, rest), reader.schema, ctx)


def written(batches: Iterable[pa.RecordBatch], schema: pa.Schema, ctx: Context) -> LazyFrame:
    """Rows as a frame over a Parquet file of the run; their types must be plain. Raises `Cancelled`, OSError."""
    import pyarrow as pa
    import pyarrow.parquet

    path, count = ctx.new_file("rows.parquet"), 0
    stored = pa.schema([field.with_name(f"c{number}") for number, field in enumerate(schema)])
    # what a file says of the least and the most leaves NaN out, and DuckDB would go by it
    told = [field.name for field in stored if pa.types.is_integer(field.type) or pa.types.is_temporal(field.type)]
    with pa.parquet.ParquetWriter(path, stored, write_statistics=told) as writer:
        for batch in heard(batches, ctx):
            writer.write_batch(batch.rename_columns(stored.names))
            count += batch.num_rows
    return LazyFrame.of_file(File(path=path), schema, count)


@contextmanager
def aside() -> Iterator[Context]:
    """What rows are made with where no run is: in a folder that goes when the block ends. Raises OSError."""
    with tempfile.TemporaryDirectory(prefix="rows-", ignore_cleanup_errors=True) as folder:
        yield Context(lambda message: None, lambda: Path(folder))
