"""Some rows of a Parquet file from anywhere in it, without reading what is before them."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

from nodes.frames.lazy import LazyFrame

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH_ROWS, _BATCH_BYTES = 8192, 16 << 20
"""What is decoded at a time on the way to a row, the less of both."""


class Pages:
    """The rows of a frame over one file (`LazyFrame.source`). May be used from any thread, one at a time."""

    def __init__(self, frame: LazyFrame) -> None:
        """Raises OSError, `pyarrow.ArrowException` for a file that is none."""
        import pyarrow.parquet

        assert frame.source is not None, "only of what is no query"
        self.schema = frame.schema
        self._file = pyarrow.parquet.ParquetFile(frame.source.path, memory_map=False, pre_buffer=False)
        metadata = self._file.metadata
        groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
        self._starts = [*itertools.accumulate((group.num_rows for group in groups), initial=0)]
        widest = max((group.total_byte_size // max(group.num_rows, 1) for group in groups), default=0)
        self._batch_rows = max(1, min(_BATCH_ROWS, _BATCH_BYTES // max(widest, 1)))
        self._lock = Lock()

    @property
    def num_rows(self) -> int:
        return int(self._starts[-1])

    def read(self, first: int, count: int, columns: Sequence[int]) -> pa.Table:
        """At most `count` rows from number `first` on, from 0; of columns by their numbers, each once, in ascending
        order. Raises OSError, `pyarrow.ArrowException`.
        """
        import pyarrow as pa

        schema = pa.schema([self.schema.field(column) for column in columns])
        group = max(bisect.bisect_right(self._starts, first) - 1, 0)
        last = min(first + count, self.num_rows)
        parts: list[pa.RecordBatch] = []
        with self._lock:
            while self._starts[group] < last:
                parts += self._of_group(group, first - self._starts[group], last - self._starts[group], columns)
                group += 1
        table = pa.Table.from_batches(parts) if parts else schema.empty_table()
        return table.rename_columns(schema.names).cast(schema)

    def _of_group(self, group: int, first: int, last: int, columns: Sequence[int]) -> list[pa.RecordBatch]:
        """The rows of one row group that lie between two numbers, counted from its first."""
        names, chosen = self._file.schema_arrow.names, [*range(len(columns))]
        wanted: list[str] | None = [names[column] for column in columns]
        if len({*names}) < len(names) or any("." in name for name in names):
            wanted, chosen = None, [*columns]  # a name may stand for several columns
        parts, at = [], 0
        for whole in self._file.iter_batches(self._batch_rows, [group], wanted):
            batch = whole.select(chosen)
            part = batch.slice(max(first - at, 0), max(min(last, at + batch.num_rows) - max(first, at), 0))
            at += batch.num_rows
            if part.num_rows:
                parts.append(part)
            if at >= last:
                break
        return parts
