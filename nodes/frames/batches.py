"""Rows as they come, some at a time: held where they are few, else in a file of the run."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from nodes.sdk import Context
from nodes.sdk.arrow import read_table

if TYPE_CHECKING:
    import pyarrow as pa

IN_MEMORY = 32 << 20
"""Bytes of a table that is held; a larger one lies in a file of the run."""


def read(reader: pa.RecordBatchReader, ctx: Context) -> pa.Table:
    """All rows of a reader; many lie in a file of the run, which is mapped. Raises `Cancelled`, OSError."""
    import pyarrow as pa

    first, rest = begun(reader)
    if rest is None:
        return pa.Table.from_batches(first, reader.schema)
    path = ctx.new_file("rows.arrow")
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, reader.schema) as writer:
        for batch in heard(itertools.chain(first, rest), ctx):
            writer.write_batch(batch)
    return read_table(path)


def heard(batches: Iterable[pa.RecordBatch], ctx: Context) -> Iterator[pa.RecordBatch]:
    """The same rows, until the run is stopped. Raises `Cancelled`."""
    for batch in batches:
        ctx.check_cancelled()
        yield batch


def parts(reader: pa.RecordBatchReader, rows: int) -> Iterator[pa.RecordBatchReader]:
    """The rows of a reader as several readers of so many each, 0 for one of all; read each to its end before the next.

    There is always one, though it may be empty.
    """
    import pyarrow as pa

    if not rows:
        yield reader
        return
    batches, is_first = iter(reader), True
    pending = next(batches, None)

    def some(count: int) -> Iterator[pa.RecordBatch]:
        nonlocal pending
        while pending is not None and count:
            batch, pending = pending.slice(0, count), pending.slice(count)
            count -= batch.num_rows
            if not pending.num_rows:
                pending = next(batches, None)
            yield batch

    while is_first or pending is not None:
        is_first = False
        yield pa.RecordBatchReader.from_batches(reader.schema, some(rows))


def renamed(reader: pa.RecordBatchReader, names: Sequence[str]) -> pa.RecordBatchReader:
    """The same rows, their columns under other names."""
    import pyarrow as pa

    schema = pa.schema([field.with_name(name) for field, name in zip(reader.schema, names, strict=True)])
    return pa.RecordBatchReader.from_batches(schema, (batch.rename_columns(list(names)) for batch in reader))


def begun(reader: pa.RecordBatchReader) -> tuple[list[pa.RecordBatch], Iterator[pa.RecordBatch] | None]:
    """Batches up to `IN_MEMORY`, and those that follow; None where all are there."""
    first: list[pa.RecordBatch] = []
    size = 0
    batches = iter(reader)
    for batch in batches:
        first.append(batch)
        size += batch.nbytes
        if size > IN_MEMORY:
            return first, batches
    return first, None
