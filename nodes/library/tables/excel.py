"""Sheets of Excel workbooks as tables."""

from __future__ import annotations

import itertools
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nodes.library.tables.dialect import AUTO, Tell, unique_names
from nodes.sdk import Context, InputProblem
from nodes.sdk.texts import mark

_UNPACKED = 2 << 30
_RATIO = 200
"""A workbook that unpacks to more than both is refused."""


def read_sheet(path: Path, sheet: str, cells: str, header: str, skip: int, missing: Iterable[str], ctx: Context) -> Any:
    """A `pyarrow.Table` of a sheet, or of a range of its cells as ``B3:F20``.

    Errors (``#N/A``) are missing values; rows without any value are left out at the end and between. What is hidden,
    has no calculated value or is of unlike types is told. Raises `InputProblem`.
    """
    import pyarrow as pa

    def tell(message: str, port: str) -> None:
        ctx.notice(message, port=port)

    book = _opened(path)
    try:
        page = _chosen(book, sheet, tell)
        rows, errors = _values(page, cells, skip, frozenset(missing), ctx)
    finally:
        book.close()
    if errors:
        ctx.notice("errors of formulas are missing values", "dropped", count=errors, port="file")
    if (
        ctx.sample_rows is None
        and any(None in row for row in rows)
        and (bare := _bare_formulas(path, page.title, cells, skip))
    ):
        ctx.notice("formulas have no calculated values: open and save the file in Excel", "dropped", count=bare)
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


def sheets_of(path: Path) -> tuple[list[str], list[str]]:
    """The names of the sheets that are read, and of those that are hidden; hidden ones are read where all are so.

    Raises `InputProblem`.
    """
    book = _opened(path)
    try:
        names = {page.title: page.sheet_state == "visible" for page in book.worksheets}
    finally:
        book.close()
    shown = [name for name, is_visible in names.items() if is_visible]
    return (shown, [name for name in names if name not in shown]) if shown else (list(names), [])


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


def _area(page: Any, cells: str, skip: int) -> Any:
    from openpyxl.utils.cell import range_boundaries

    page.reset_dimensions()
    bounds = {"min_row": 1 + skip}
    if cells:
        try:
            left, top, right, bottom = range_boundaries(cells.upper())
        except (ValueError, TypeError) as error:
            raise InputProblem("cells", f"{cells!r} is no range of cells", remedy="Write it as B3:F20.") from error
        named = {"min_col": left, "min_row": (top or 1) + skip, "max_col": right, "max_row": bottom}
        bounds = {key: value for key, value in named.items() if value is not None}
    return page.iter_rows(**bounds)


def _values(page: Any, cells: str, skip: int, missing: frozenset[str], ctx: Context) -> tuple[list[list[Any]], int]:
    rows, errors = [], 0
    area = _area(page, cells, skip)
    if ctx.sample_rows is not None:
        area = itertools.islice(area, ctx.sample_rows + 1)  # and the header
    for number, row in enumerate(area):
        if not number % 1000:
            ctx.check_cancelled()
        values: list[Any] = []
        for cell in row:
            value = cell.value
            if cell.data_type == "e":
                errors, value = errors + 1, None
            elif isinstance(value, str) and value in missing:
                value = None
            values.append(value)
        rows.append(values)
    return rows, errors


def _bare_formulas(path: Path, sheet: str, cells: str, skip: int) -> int:
    """How many formulas have no value, because no program has calculated them."""
    import openpyxl

    valued = openpyxl.load_workbook(path, read_only=True, data_only=True)
    written = openpyxl.load_workbook(path, read_only=True)
    try:
        pairs = zip(_area(valued[sheet], cells, skip), _area(written[sheet], cells, skip), strict=False)
        return sum(
            value.value is None and formula.data_type == "f"
            for values, formulas in pairs
            for value, formula in zip(values, formulas, strict=False)
        )
    finally:
        valued.close()
        written.close()


def _column(name: str, values: list[Any], ctx: Context) -> Any:
    """Unlike values become texts."""
    import pyarrow as pa

    try:
        return pa.array(values)
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError):
        ctx.notice(f"the column {name!r} is text: its cells are of unlike types", "cast")
        return pa.array([None if value is None else str(value) for value in values], pa.string())
