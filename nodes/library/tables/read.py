"""Read a table from a file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from nodes.library.tables.csv_text import head_of, read_delimited
from nodes.sdk import CONFIG, Choices, Context, Fields, File, FileKinds, Group, InputProblem, Table, Tool, ToolError
from nodes.sdk.errors import system_reason

_KINDS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".txt": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".xlsx": "excel",
    ".xlsm": "excel",
}
_SUFFIXES = tuple(_KINDS)
MORE = Group("More options")


class ReadTable(Tool):
    """Read a table from a CSV, TSV, JSON, JSON lines, Parquet or Excel file.

    The kind follows from the file's suffix. For text files the separator, the encoding and whether the
    first line is a header are detected; set them under *More options* where the guess is wrong. Column
    types (numbers, dates, yes/no) are found from all rows.

    A file with broken quoting, rows of unlike length or mixed encodings is refused with the line at fault.
    """

    name = "tables.read"
    title = "Read table"
    category = "Tables"
    icon = "file-spreadsheet"
    keywords = ("csv", "tsv", "excel", "xlsx", "parquet", "json", "open", "load", "import")
    effects = frozenset({"read"})
    deterministic = True  # a file enters the key of the cache by its content

    class Inputs(Fields):
        file: Annotated[File, FileKinds(*_SUFFIXES)] = Field(description="The file to read.")
        kind: Annotated[Literal["auto", "csv", "json", "jsonl", "parquet", "excel"], CONFIG, MORE] = Field(
            "auto", title="Kind of file", description="What the file holds; auto goes by its suffix."
        )
        separator: Annotated[str, CONFIG, MORE, Choices("auto", ",", ";", "tab", "|")] = Field(
            "auto", description="What stands between two values of a text file.", min_length=1, max_length=4
        )
        encoding: Annotated[str, CONFIG, MORE, Choices("auto", "utf-8", "latin-1", "cp1252", "utf-16")] = Field(
            "auto", description="How letters are stored in a text file.", min_length=1
        )
        header: Annotated[Literal["auto", "yes", "no"], CONFIG, MORE] = Field(
            "auto", title="First line is a header", description="Whether a text file or sheet starts with names."
        )
        missing: Annotated[list[str], CONFIG, MORE] = Field(
            ["", "NA", "N/A", "null", "NULL"], title="Missing values", description="Texts that mean: no value here."
        )
        sheet: Annotated[str, CONFIG, MORE] = Field(
            "", title="Excel sheet", description="Name of the sheet; empty takes the first."
        )

    class Outputs(Fields):
        table: Table = Field(description="The rows and columns of the file.")

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """The names in the head of the file."""
        path = Path(str(inputs.get("file", "")))
        try:
            if not path.is_file():
                return {}
            names = _head(_kind_of(inputs.get("kind", "auto"), path), path, inputs)
        except (OSError, ValueError, LookupError):
            return {}
        if not names:
            return {}
        return {"table": names}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        path = inputs.file.path
        if not path.is_file():
            raise InputProblem("file", f"{path} is not there", remedy="Choose another file.")
        kind = _kind_of(inputs.kind, Path(inputs.file.name))
        ctx.progress(None, f"reading {inputs.file.name}")
        try:
            table = _read(kind, path, inputs, ctx)
        except OSError as error:
            raise InputProblem("file", f"{path}: {system_reason(error)}") from error
        if not table.num_rows:
            raise InputProblem("file", f"{inputs.file.name}, line 1: there are no rows in it")
        return self.Outputs(table=table)


def _kind_of(chosen: str, path: Path) -> str:
    """The chosen kind of file, or what its name ends with."""
    if chosen != "auto":
        return chosen
    return _KINDS.get(path.suffix.lower(), "csv")


def _head(kind: str, path: Path, inputs: Mapping[str, Any]) -> list[str]:
    """The names of the columns, from the first bytes of the file; empty where they are not there."""
    if kind == "parquet":
        import pyarrow.parquet

        return list(pyarrow.parquet.read_schema(path).names)
    if kind == "jsonl":
        with path.open(encoding="utf-8-sig") as stream:
            return list(json.loads(stream.readline()))
    if kind == "csv" and inputs.get("header", "auto") != "no":
        encoding = inputs.get("encoding", "auto")
        encoding = {"auto": "utf-8"}.get(encoding, encoding)
        return head_of(path, inputs.get("separator", "auto"), encoding)
    return []


def _read(kind: str, path: Path, inputs: ReadTable.Inputs, ctx: Context) -> Any:
    if kind == "csv":
        separator = {"tab": "\t"}.get(inputs.separator, inputs.separator)
        return read_delimited(path, separator, inputs.encoding, inputs.header, inputs.missing, ctx, inputs.file.name)
    import pyarrow as pa

    try:
        if kind == "parquet":
            import pyarrow.parquet

            return pa.parquet.read_table(path)
        if kind == "jsonl":
            import pyarrow.json

            return pa.json.read_json(path)
        if kind == "json":
            return _json(path)
        return _excel(path, inputs.sheet, inputs.header != "no")
    except (pa.ArrowException, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InputProblem("file", f"{path.name} is no {kind} that can be read: {error}") from error


def _json(path: Path) -> Any:
    import pyarrow as pa

    rows = json.loads(path.read_text("utf-8-sig"))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InputProblem("file", f"{path.name} is not a list of objects", remedy="Use Parse JSON and Pick for it.")
    return pa.Table.from_pylist(rows)


def _excel(path: Path, sheet: str, header: bool) -> Any:
    import zipfile

    import openpyxl
    import pyarrow as pa
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError) as error:
        raise InputProblem("file", f"{path.name} is no Excel workbook that can be read: {error}") from error
    try:
        if sheet and sheet not in book.sheetnames:
            raise InputProblem("sheet", f"there is no sheet {sheet!r}", remedy=f"It has: {', '.join(book.sheetnames)}")
        cells = book.worksheets[0]
        if sheet:
            cells = book[sheet]
        rows = [row for row in cells.iter_rows(values_only=True) if any(row)]
    finally:
        book.close()
    if not rows:
        return pa.table({})
    width = max(len(row) for row in rows)
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    names: Sequence[object] = [None] * width
    if header:
        names = padded.pop(0)
    columns: dict[str, Any] = {}
    for i, name in enumerate(names):
        title = f"column{i + 1}" if name is None else str(name)
        columns[title] = _excel_column([row[i] for row in padded])
    if len(columns) < width:
        raise ToolError(f"{path.name}: two columns have the same name", remedy="Rename one in the sheet.")
    return pa.table(columns)


def _excel_column(values: list[object]) -> Any:
    """Unlike values become texts."""
    import pyarrow as pa

    try:
        return pa.array(values)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([None if value is None else str(value) for value in values])
