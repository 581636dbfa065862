"""Tables as Arrow IPC files. pyarrow is imported by whoever reads or writes one."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from pyarrow import Table


def write_table(table: Table, file: Path | BinaryIO) -> None:
    """Write an Arrow IPC file, to a path or into an open file. Blocks on the disk. Raises OSError."""
    import pyarrow as pa

    with contextlib.ExitStack() as stack:
        sink = stack.enter_context(pa.OSFile(str(file), "wb")) if isinstance(file, Path) else file
        stack.enter_context(pa.ipc.new_file(sink, table.schema)).write_table(table)


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
