"""Tables as Arrow IPC files. pyarrow is imported by whoever reads or writes one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
