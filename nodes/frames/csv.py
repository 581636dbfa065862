"""Tables as delimited text: the one writer of it."""

from __future__ import annotations

import codecs
import gzip
import io
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal

from nodes.sdk.cells import as_text, columns_of

if TYPE_CHECKING:
    import pyarrow as pa

Compression = Literal["", "gzip", "zstd"]


@dataclass(frozen=True)
class CsvDialect:
    """How rows are written.

    Attributes:
        separator: One letter between two values.
        decimal: What stands before the fraction of a number.
        quoting: ``needed`` puts texts in quotes, ``all_valid`` all values that are there, ``none`` nothing.
        encoding: A name that Python knows.
        header: Whether the first line has the names.
        compression: Of the whole file.
    """

    separator: str = ","
    decimal: str = "."
    quoting: Literal["needed", "all_valid", "none"] = "needed"
    encoding: str = "utf-8"
    header: bool = True
    compression: Compression = ""


def write_csv(
    path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch], dialect: CsvDialect = CsvDialect()
) -> None:
    """Write rows to a file. What is no number, text or time is the text that it has as a cell: lists and records JSON.

    Raises OSError; UnicodeEncodeError for a letter that the encoding has not got; `pyarrow.ArrowInvalid` for a text
    that cannot go without quotes.
    """
    import pyarrow as pa
    import pyarrow.csv

    flat = pa.schema([_flat_field(field, dialect) for field in schema])
    options = pa.csv.WriteOptions(
        include_header=dialect.header,
        delimiter=dialect.separator,
        quoting_style=dialect.quoting,
        quoting_header=dialect.quoting,
    )
    with _sink(path, dialect) as sink, pa.csv.CSVWriter(sink, flat, write_options=options) as writer:
        for batch in batches:
            columns = [_flat(column, field, dialect) for column, field in zip(batch.columns, flat, strict=True)]
            writer.write_batch(pa.RecordBatch.from_arrays(columns, schema=flat))


def needs_text(kind: pa.DataType) -> bool:
    """Whether values of a type are no plain numbers, texts or times, so that a text is made of each."""
    import pyarrow as pa

    types = pa.types
    tests = (
        types.is_integer, types.is_floating, types.is_decimal, types.is_boolean, types.is_string, types.is_large_string,
        types.is_date, types.is_time, types.is_timestamp, types.is_null,
    )  # fmt: skip
    return not any(test(kind) for test in tests)


def _flat_field(field: pa.Field, dialect: CsvDialect) -> pa.Field:
    import pyarrow as pa

    if needs_text(field.type) or _has_point(field.type, dialect):
        return pa.field(field.name, pa.string())
    return pa.field(field.name, field.type)


def _has_point(kind: pa.DataType, dialect: CsvDialect) -> bool:
    import pyarrow as pa

    return dialect.decimal != "." and (pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _flat(column: pa.Array, field: pa.Field, dialect: CsvDialect) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    if column.type == field.type:
        return column
    if _has_point(column.type, dialect):
        return pc.replace_substring(column.cast(pa.string()), ".", dialect.decimal)
    (values,) = columns_of(pa.RecordBatch.from_arrays([column], ["c"]))
    return pa.array([None if value is None else as_text(value) for value in values], pa.string())


@contextmanager
def _sink(path: Path, dialect: CsvDialect) -> Iterator[IO[bytes]]:
    with ExitStack() as stack:
        sink: Any = stack.enter_context(path.open("wb"))
        if dialect.compression == "gzip":
            sink = stack.enter_context(gzip.GzipFile("", "wb", fileobj=sink, mtime=0))  # equal rows, equal files
        elif dialect.compression:
            import pyarrow as pa

            sink = stack.enter_context(pa.CompressedOutputStream(sink, dialect.compression))
        if codecs.lookup(dialect.encoding).name != "utf-8":
            sink = stack.enter_context(_Recoded(sink, dialect.encoding))
        yield sink


class _Recoded(io.RawIOBase):
    """Takes UTF-8 and hands it on in another encoding, wherever it is cut."""

    def __init__(self, sink: IO[bytes], encoding: str) -> None:
        self._sink = sink
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._encoder = codecs.getincrementalencoder(encoding)()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._sink.write(self._encoder.encode(self._decoder.decode(bytes(data))))
        return len(data)
