"""Rows to look at, wherever they are: held, or in a file from which pages are read. Everything here blocks."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from engine.processes import temporary_folder
from nodes.frames import AnyTable, LazyFrame
from nodes.frames.arrangement import Arrangement, arranged, positions
from nodes.frames.pages import Pages
from nodes.frames.rows import written
from nodes.sdk import Context, ToolError
from nodes.sdk.errors import reason_of
from nodes.sdk.messages import Progress
from nodes.sdk.texts import mark

FIRST = 200
"""Rows that are shown while all are made."""
_FOLDER = "iceos-rows-"
_READ_OVER = 4096
"""Rows between two that are wanted, which are read rather than looked for."""


class Page(NamedTuple):
    """Some rows of some columns, and the numbers that these rows have in the whole table, from 1."""

    cells: Any
    numbers: Sequence[int]


class Rows(Protocol):
    """Rows in the order in which they are seen."""

    count: int
    is_at_hand: bool
    """Whether a page takes no time."""

    def page(self, first: int, count: int, columns: Sequence[int]) -> Page:
        """Rows from a number on, from 0; of columns by their numbers, in ascending order. Raises `ToolError`."""
        ...

    def cells(self, numbers: Sequence[int], columns: Sequence[int]) -> Any:
        """A `pyarrow.Table` of rows by their numbers, which ascend. Raises `ToolError`."""
        ...

    def table(self) -> AnyTable:
        """All of them, in this order."""
        ...


class HeldRows:
    """Of a `pyarrow.Table`; `order` are the numbers of its rows in the order in which they are seen, None for all.

    `numbers` are those that they have in the whole table, from 1, where this is not the whole.
    """

    is_at_hand = True

    def __init__(self, table: Any, order: Any = None, numbers: Sequence[int] | None = None) -> None:
        self._table = table
        self._order = order
        self._numbers = numbers
        self.count: int = table.num_rows if order is None else len(order)

    def page(self, first: int, count: int, columns: Sequence[int]) -> Page:
        chosen = self._table.select(list(columns))
        if self._order is None:
            part = chosen.slice(first, count)
            numbers = self._numbers or range(1, self.count + 1)
            return Page(part, numbers[first : first + part.num_rows])
        order = self._order.slice(first, count)
        return Page(chosen.take(order), [number + 1 for number in order.to_pylist()])

    def cells(self, numbers: Sequence[int], columns: Sequence[int]) -> Any:
        import pyarrow as pa

        chosen = self._table.select(list(columns))
        if self._order is not None:
            return chosen.take(self._order.take(pa.array(numbers, pa.int64())))
        if len(numbers) == self.count:
            return chosen
        return chosen.take(pa.array(numbers, pa.int64()))

    def table(self) -> AnyTable:
        return self._table if self._order is None else self._table.take(self._order)


class StoredRows:
    """Of a file that a frame is over; the last column of what was arranged are the numbers of its rows."""

    is_at_hand = False

    def __init__(self, frame: LazyFrame, *, is_arranged: bool) -> None:
        with _in_words():
            self._pages = Pages(frame)
        self._frame = frame
        self._is_arranged = is_arranged
        self.count = self._pages.num_rows

    def page(self, first: int, count: int, columns: Sequence[int]) -> Page:
        if not self._is_arranged:
            part = self._read(first, count, columns)
            return Page(part, range(first + 1, first + 1 + part.num_rows))
        part = self._read(first, count, [*columns, self._frame.num_columns - 1])
        return Page(part.select(range(len(columns))), part.column(len(columns)).to_pylist())

    def cells(self, numbers: Sequence[int], columns: Sequence[int]) -> Any:
        import pyarrow as pa

        parts = []
        for run in _runs(numbers):
            part = self._read(run[0], run[-1] + 1 - run[0], columns)
            if len(run) < part.num_rows:
                part = part.take(pa.array([number - run[0] for number in run], pa.int64()))
            parts.append(part)
        return pa.concat_tables(parts)

    def table(self) -> AnyTable:
        return self._frame.select(range(self._frame.num_columns - self._is_arranged))

    def _read(self, first: int, count: int, columns: Sequence[int]) -> Any:
        with _in_words():
            return self._pages.read(first, count, columns)


class Source(Protocol):
    """A table that is looked at."""

    schema: Any
    num_rows: int | None
    """None where they have not been counted."""
    is_held: bool
    """Whether the rows are there."""

    def folder(self) -> Path:
        """Where rows are made, and what does not fit into memory lies meanwhile. Raises OSError."""
        ...

    def first(self, arrangement: Arrangement, ctx: Context) -> Rows | None:
        """The first rows of it, to be shown while all are made; None where that takes no less time. Raises `ToolError`,
        `Cancelled`."""
        ...

    def all(self, arrangement: Arrangement, ctx: Context) -> Rows:
        """All rows. Raises `ToolError`, `Cancelled`."""
        ...

    def close(self) -> None:
        """Remove what was made."""
        ...


class _Folder:
    """One for temporary files, made when first asked for."""

    def __init__(self) -> None:
        self._made: tempfile.TemporaryDirectory[str] | None = None

    def folder(self) -> Path:
        if self._made is None:
            self._made = temporary_folder(_FOLDER)
        return Path(self._made.name)

    def close(self) -> None:
        if self._made is not None:
            self._made.cleanup()


class HeldSource(_Folder):
    """Of rows that are there."""

    is_held = True

    def __init__(self, table: Any) -> None:
        super().__init__()
        self._table = table = _takeable(table)
        self.schema = table.schema
        self.num_rows: int | None = table.num_rows

    def first(self, arrangement: Arrangement, ctx: Context) -> Rows | None:
        return None

    def all(self, arrangement: Arrangement, ctx: Context) -> Rows:
        if arrangement.is_all:
            return HeldRows(self._table)
        return HeldRows(self._table, positions(self._table, arrangement, ctx))


class QuerySource(_Folder):
    """Of a frame: what is looked at is made once, into a file of a folder of its own, from which pages are read."""

    is_held = False

    def __init__(self, frame: LazyFrame) -> None:
        super().__init__()
        self._frame = frame
        self._is_made = frame.source is not None
        self._arranged: Path | None = None
        """The folder of the rows that were arranged last."""
        self.schema = frame.schema
        self.num_rows = frame.num_rows

    def first(self, arrangement: Arrangement, ctx: Context) -> Rows | None:
        if arrangement.is_all:
            if self._is_made or self._frame.spreads:
                return None
            return HeldRows(self._frame.head(FIRST).table(ctx))
        if self._frame.spreads and not self._is_made:
            return None
        table = arranged(self._frame, arrangement).head(FIRST).table(ctx)
        last = table.num_columns - 1
        return HeldRows(table.select(range(last)), numbers=table.column(last).to_pylist())

    def all(self, arrangement: Arrangement, ctx: Context) -> Rows:
        if arrangement.is_all:
            if not self._is_made:
                self._frame, self._is_made = self._written(self._frame, ctx), True
            rows = StoredRows(self._frame, is_arranged=False)
            self.num_rows = rows.count
            return rows
        if self._arranged is not None:
            shutil.rmtree(self._arranged, ignore_errors=True)
        arranged_rows = self._written(arranged(self._frame, arrangement), ctx)
        assert arranged_rows.source is not None
        self._arranged = arranged_rows.source.path.parent
        return StoredRows(arranged_rows, is_arranged=True)

    def _written(self, frame: LazyFrame, ctx: Context) -> LazyFrame:
        folder = Path(tempfile.mkdtemp(dir=self.folder()))
        try:
            with frame.batches(ctx) as reader:
                return written(_counted(reader, ctx), reader.schema, Context(ctx.tell, lambda: folder))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise


def _takeable(table: Any) -> Any:
    """A table whose rows can be taken in any order: Arrow cannot do so with views and runs."""
    import pyarrow as pa

    types = pa.types
    for number, field in enumerate(table.schema):
        kind = field.type
        if types.is_string_view(kind):
            kind = pa.string()
        elif types.is_binary_view(kind):
            kind = pa.binary()
        elif types.is_run_end_encoded(kind):
            kind = kind.value_type
        if kind != field.type:
            table = table.set_column(number, field.with_type(kind), table.column(number).cast(kind))
    return table


def source_of(table: AnyTable) -> Source:
    return QuerySource(table) if isinstance(table, LazyFrame) else HeldSource(table)


def context(source: Source, say: Callable[[Progress], None]) -> Context:
    """What rows of a source are made with; `say` is told from another thread how far that is."""

    def heard(message: object) -> None:
        if isinstance(message, Progress):
            say(message)

    return Context(heard, source.folder)


def _counted(batches: Iterable[Any], ctx: Context) -> Iterator[Any]:
    count = 0
    for batch in batches:
        yield batch
        count += batch.num_rows
        ctx.progress(None, mark(f"{count:,} rows"))


def _runs(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Numbers that ascend, in parts that are read at once."""
    begin = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] - numbers[at - 1] > _READ_OVER:
            yield numbers[begin:at]
            begin = at


@contextlib.contextmanager
def _in_words() -> Iterator[None]:
    """What goes wrong with a file as a sentence."""
    import pyarrow as pa

    try:
        yield
    except (OSError, pa.ArrowException) as error:
        raise ToolError(mark(f"the rows cannot be read any more: {reason_of(error)}")) from error
