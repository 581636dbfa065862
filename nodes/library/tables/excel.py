"""Sheets of Excel workbooks as tables."""

from __future__ import annotations

import itertools
import zipfile
from pathlib import Path
from typing import Any, NamedTuple, Self

from nodes.library.tables.dialect import AUTO, Tell, unique_names
from nodes.sdk import Context, InputProblem
from nodes.sdk.texts import mark

_UNPACKED = 2 << 30
_RATIO = 200
"""A workbook that unpacks to more than both is refused."""


class Area(NamedTuple):
    """What is read of a sheet, and how: a range of its cells as ``B3:F20`` (empty for all), lines above it that are
    skipped, whether its first row are names (``auto``, ``yes``, ``no``), and texts that mean no value.
    """

    cells: str
    skip: int
    header: str
    missing: frozenset[str]


class Workbook:
    """A file of Excel, opened once for all that is read of it; a context manager. Raises `InputProblem`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._valued = _opened(path)
        self._written: Any = None
        """The same with formulas in place of their values, opened when first needed."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._valued.close()
        if self._written is not None:
            self._written.close()

    def sheets(self) -> tuple[list[str], list[str]]:
        """The names of the sheets that are read, and of those that are hidden; hidden ones are read where all are
        so.
        """
        names = {page.title: page.sheet_state == "visible" for page in self._valued.worksheets}
        shown = [name for name, is_visible in names.items() if is_visible]
        return (shown, [name for name in names if name not in shown]) if shown else (list(names), [])

    def read(self, sheet: str, area: Area, ctx: Context) -> Any:
        """A `pyarrow.Table` of a sheet, the first that is not hidden where it has no name.

        Errors (``#N/A``) are missing values; rows without any value are left out at the end and between. What is
        hidden, has no calculated value or is of unlike types is told. Raises `InputProblem`.
        """

        def tell(message: str, port: str) -> None:
            ctx.notice(message, port=port)

        page = _chosen(self._valued, sheet, tell)
        rows, errors = _values(page, area, ctx)
        if errors:
            ctx.notice("errors of formulas are missing values", "dropped", count=errors, port="file")
        if (
            ctx.sample_rows is None
            and any(None in row for row in rows)
            and (bare := self._bare_formulas(page.title, area))
        ):
            ctx.notice("formulas have no calculated values: open and save the file in Excel", "dropped", count=bare)
        return _table(rows, area.header, tell, ctx)

    def _bare_formulas(self, sheet: str, area: Area) -> int:
        """How many formulas have no value, because no program has calculated them."""
        if self._written is None:
            import openpyxl

            self._written = openpyxl.load_workbook(self._path, read_only=True)
        pairs = zip(_cells(self._valued[sheet], area), _cells(self._written[sheet], area), strict=False)
        return sum(
            value.value is None and formula.data_type == "f"
            for values, formulas in pairs
            for value, formula in zip(values, formulas, strict=False)
        )


def _table(rows: list[list[Any]], header: str, tell: Tell, ctx: Context) -> Any:
    import pyarrow as pa

    rows = [row for row in rows if any(value is not None for value in row)]
    if not rows:
        return pa.table({})
    width = max(i for row in rows for i, value in enumerate(row, 1) if value is not None)
    padded = [[*row[:width], *[None] * (width - len(row))] for row in rows]
    names: list[object] = [None] * width
    if header != "no":
        names = list(padded.pop(0))
        if header == AUTO and any(name is not None and not isinstance(name, str) for name in names):
            tell(mark("the first row is taken as names, though not all of it is text"), "header")
    titles = unique_names(names, tell)
    columns = [_column(title, [row[i] for row in padded], ctx) for i, title in enumerate(titles)]
    return pa.table(columns, names=titles)


def _opened(path: Path) -> Any:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        _bounded(path)
        return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError) as error:
        raise InputProblem("file", f"{path.name} is no Excel workbook that can be read: {error}") from error


def _chosen(book: Any, sheet: str, tell: Tell) -> Any:
    """The sheet of a name, or the first that is not hidden."""
    if sheet and sheet not in book.sheetnames:
        raise InputProblem("sheet", f"there is no sheet {sheet!r}", remedy=f"It has: {', '.join(book.sheetnames)}")
    pages = book.worksheets
    if sheet:
        page = book[sheet]
    else:
        page = next((page for page in pages if page.sheet_state == "visible"), pages[0])
    if not sheet and len(pages) > 1:
        others = ", ".join(other.title for other in pages if other.title != page.title)
        tell(mark(f"the sheet {page.title!r} is read; others are: {others}"), "sheet")
    elif page.sheet_state != "visible":
        tell(mark(f"the sheet {page.title!r} is hidden in Excel"), "sheet")
    return page


def _bounded(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > _UNPACKED and size > _RATIO * path.stat().st_size:
        raise InputProblem("file", f"{path.name} unpacks to {size >> 20:,} MB, more than a workbook should")


def _cells(page: Any, area: Area) -> Any:
    from openpyxl.utils.cell import range_boundaries

    page.reset_dimensions()
    bounds = {"min_row": 1 + area.skip}
    if area.cells:
        try:
            left, top, right, bottom = range_boundaries(area.cells.upper())
        except (ValueError, TypeError) as error:
            raise InputProblem("cells", f"{area.cells!r} is no range of cells", remedy="Write it as B3:F20.") from error
        named = {"min_col": left, "min_row": (top or 1) + area.skip, "max_col": right, "max_row": bottom}
        bounds = {key: value for key, value in named.items() if value is not None}
    return page.iter_rows(**bounds)


def _values(page: Any, area: Area, ctx: Context) -> tuple[list[list[Any]], int]:
    rows, errors = [], 0
    cells = _cells(page, area)
    if ctx.sample_rows is not None:
        cells = itertools.islice(cells, ctx.sample_rows + 1)  # and the header
    for number, row in enumerate(cells):
        if not number % 1000:
            ctx.check_cancelled()
        values: list[Any] = []
        for cell in row:
            value = cell.value
            if cell.data_type == "e":
                errors, value = errors + 1, None
            elif isinstance(value, str) and value in area.missing:
                value = None
            values.append(value)
        rows.append(values)
    return rows, errors


def _column(name: str, values: list[Any], ctx: Context) -> Any:
    """Unlike values become texts."""
    import pyarrow as pa

    try:
        return pa.array(values)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
        ctx.notice(f"the column {name!r} is text: its cells are of unlike types", "cast")
        return pa.array([None if value is None else str(value) for value in values], pa.string())
