"""Tables as Arrow IPC files. pyarrow is imported by whoever reads or writes one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyarrow import Table


def write_table(table: Table, path: Path) -> None:
    """Write an Arrow IPC file. Blocks on the disk. Raises OSError."""
    import pyarrow as pa

    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def read_table(path: Path) -> Table:
    """An Arrow IPC file, mapped, not copied. Raises OSError, and `pyarrow.ArrowInvalid` for any other file."""
    import pyarrow as pa

    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()


def read_foreign_table(path: Path) -> Table:
    """As `read_table`, of a file that somebody else has written: all of it is looked at, so that nobody who reads a
    value of it later is led outside of it. Raises OSError, and `pyarrow.ArrowInvalid` for any other file.
    """
    import pyarrow as pa

    table = read_table(path)
    try:
        table.validate(full=True)
        str(table.schema)  # names within a type are made texts here
    except UnicodeDecodeError as error:
        raise pa.ArrowInvalid(f"a name of a column is no UTF-8: {error}") from error
    return table


def rows_of(table: Table) -> list[dict[str, Any]]:
    """The rows as Python has them. What it cannot hold (durations and points in time that are too long, too late, or
    finer than a microsecond) is the text that Arrow has for it."""
    try:
        rows: list[dict[str, Any]] = table.to_pylist()
    except (OverflowError, ValueError):
        columns = [_held_column(column) for column in table.columns]
        rows = [dict(zip(table.column_names, values, strict=True)) for values in zip(*columns, strict=True)]
    return rows


def _held_column(column: Any) -> list[Any]:
    try:
        values: list[Any] = column.to_pylist()
    except (OverflowError, ValueError):
        values = [_held(value) for value in column]
    return values


def _held(scalar: Any) -> Any:
    import pyarrow as pa

    try:
        return scalar.as_py()
    except (OverflowError, ValueError):
        if pa.types.is_struct(scalar.type):
            return {name: _held(value) for name, value in scalar.items()}
        if pa.types.is_nested(scalar.type):
            return [_held(value) for value in scalar.values]
        return scalar.cast(pa.string()).as_py()
