"""Cells of a table as text for a spreadsheet: what the cells hold, not what there is room to show."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from app.desktop.viewers.rows import Rows
from nodes.sdk.cells import as_text, columns_of


class CellRange(NamedTuple):
    """A rectangle of cells, its ends included."""

    top: int
    bottom: int
    left: int
    right: int


def cells_of(ranges: Sequence[CellRange]) -> int:
    """How many cells are copied: all rows of all columns that a range has, so that each keeps its place."""
    rows, end = 0, -1
    for top, bottom in sorted((part.top, part.bottom) for part in ranges):
        rows += max(bottom - max(top - 1, end), 0)
        end = max(end, bottom)
    return rows * len({column for part in ranges for column in range(part.left, part.right + 1)})


def delimited(shown: Rows, ranges: Sequence[CellRange], names: Sequence[str] | None = None) -> str:
    """The cells in `ranges`, tab-separated; cells between them are empty. Blocks. Raises `ToolError`.

    Args:
        shown: What is seen.
        ranges: In rows as they are seen, from 0, and columns of the table.
        names: Headings of all columns of the table, for a first line; None for none.

    A value with a tab, a quote or an end of line stands in quotes, as spreadsheets read it (RFC 4180 with tabs).
    Numbers have all their digits, what is missing is empty.
    """
    rows: Sequence[int] = range(ranges[0].top, ranges[0].bottom + 1)
    if any((part.top, part.bottom) != (ranges[0].top, ranges[0].bottom) for part in ranges):
        rows = sorted({row for part in ranges for row in range(part.top, part.bottom + 1)})
    columns = sorted({column for part in ranges for column in range(part.left, part.right + 1)})
    values = [[as_text(value) for value in column] for column in columns_of(shown.cells(rows, columns))]
    if len(ranges) > 1:
        _leave_out(values, rows, columns, ranges)
    if names is None and len(values) == len(rows) == 1:
        return values[0][0]  # one text, as it is
    stream = io.StringIO()
    writer = csv.writer(stream, "excel-tab", lineterminator="\n")
    if names is not None:
        writer.writerow([names[column] for column in columns])
    writer.writerows(zip(*values, strict=True))
    return stream.getvalue()


def _leave_out(
    values: list[list[str]], rows: Sequence[int], columns: Sequence[int], ranges: Sequence[CellRange]
) -> None:
    """Empty the cells that are in no range."""
    chosen = [[False] * len(rows) for _ in columns]
    row_at, column_at = {row: n for n, row in enumerate(rows)}, {column: n for n, column in enumerate(columns)}
    for part in ranges:
        for column in range(part.left, part.right + 1):
            first, last = row_at[part.top], row_at[part.bottom]
            chosen[column_at[column]][first : last + 1] = [True] * (last - first + 1)
    for texts, keep in zip(values, chosen, strict=True):
        texts[:] = [text if kept else "" for text, kept in zip(texts, keep, strict=True)]
