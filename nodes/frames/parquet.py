"""Parquet files as tables: those that DuckDB has written, and what it would take files of others for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nodes.frames.duck import connection, parquet
from nodes.frames.lazy import LazyFrame, is_plain
from nodes.sdk import Context
from nodes.sdk.types import File


def frame_of_parquet(path: Path, names: Sequence[str], ctx: Context) -> LazyFrame | None:
    """A file of the run that DuckDB has written, its columns under these names; None where its rows cannot be had from
    it as they are. Raises OSError, `ToolError`.
    """
    import pyarrow as pa
    import pyarrow.parquet

    with pa.parquet.ParquetFile(path) as file:
        written, metadata = file.schema_arrow, file.metadata
    if not is_plain(written) or misleads(path, metadata, written, ctx):
        return None
    schema = pa.schema([field.with_name(name) for field, name in zip(written, names, strict=True)])
    return LazyFrame.of_file(File(path=path), schema, metadata.num_rows)


def has_nulls(path: Path) -> bool:
    """Whether values are missing in a file, or it does not say so. Raises OSError."""
    import pyarrow.parquet

    metadata = pyarrow.parquet.read_metadata(path)
    for group in range(metadata.num_row_groups):
        for column in range(metadata.num_columns):
            statistics = metadata.row_group(group).column(column).statistics
            if statistics is None or not statistics.has_null_count or statistics.null_count:
                return True
    return False


def misleads(path: Path, metadata: Any, schema: Any, ctx: Context) -> bool:
    """Whether DuckDB would lose rows by what a file says of its columns: the least and the most of a column leave NaN
    out, and it takes that for all there is (its issue 25521).
    """
    import pyarrow as pa

    groups = range(metadata.num_row_groups)
    numbers = [i for i in range(metadata.num_columns) if metadata.schema.column(i).physical_type in ("FLOAT", "DOUBLE")]
    told = [i for i in numbers if any(metadata.row_group(g).column(i).is_stats_set for g in groups)]
    names = {
        ".".join(parts[:length])  # of a number within a record, that of the record, too
        for parts in (metadata.schema.column(i).path.split(".") for i in told)
        for length in range(1, len(parts) + 1)
    }
    positions = [i for i, field in enumerate(schema) if field.name in names]
    if any(not pa.types.is_floating(schema.field(i).type) for i in positions):
        return True  # a number within a record: not looked for
    if not positions:
        return False
    some = " OR ".join(f"isnan(c{i})" for i in positions)
    with connection(ctx, readable=[path]) as database:
        return bool(database.sql(f"SELECT bool_or({some}) FROM {parquet(path, len(schema))}").fetchall()[0][0])
