"""Write a table to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from nodes.frames import AnyTable
from nodes.frames.batches import heard
from nodes.frames.rows import reader_of
from nodes.library.saving import save_copy
from nodes.sdk import CONFIG, Context, Fields, File, InputProblem, SavePath, Tool

if TYPE_CHECKING:
    import pyarrow as pa

_BY_SUFFIX = {".csv": "csv", ".tsv": "tsv", ".jsonl": "jsonl", ".parquet": "parquet", ".xlsx": "excel"}
_DELIMITERS = {"csv": ",", "tsv": "\t"}
_EXCEL_ROWS = 1_048_576


class WriteTable(Tool):
    """Write a table to a CSV, TSV, JSON lines, Parquet or Excel file.

    The kind follows from the suffix of the name. The file is kept with the results of the run; give a path
    under *Save to* to have a copy where you want it.
    """

    name = "tables.write"
    title = "Write table"
    category = "Tables"
    icon = "save"
    keywords = ("export", "csv", "excel", "parquet", "save")
    effects = frozenset({"write"})

    class Inputs(Fields):
        table: AnyTable
        name: str = Field("table.csv", min_length=1, description="Name of the file; its suffix says the kind.")
        kind: Annotated[Literal["auto", "csv", "tsv", "jsonl", "parquet", "excel"], CONFIG] = Field(
            "auto", title="Kind of file"
        )
        save_to: Annotated[Path | None, CONFIG, SavePath()] = Field(
            None, title="Save to", description="Also write it here; an existing file is replaced."
        )

    class Outputs(Fields):
        file: File

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        path = ctx.new_file(inputs.name)
        kind: str = inputs.kind
        if kind == "auto":
            kind = _BY_SUFFIX.get(path.suffix.lower(), "")
        if not kind:
            raise InputProblem(
                "name", f"{path.name} does not say what kind of file", remedy="End it with .csv or .xlsx."
            )
        with reader_of(inputs.table, ctx) as rows:
            _write(rows, path, kind, ctx)
        save_copy(path, inputs.save_to, ctx)
        return self.Outputs(file=File(path=path))


def _write(rows: pa.RecordBatchReader, path: Path, kind: str, ctx: Context) -> None:
    if kind in _DELIMITERS:
        import pyarrow.csv

        options = pyarrow.csv.WriteOptions(delimiter=_DELIMITERS[kind], quoting_style="needed")
        with pyarrow.csv.CSVWriter(path, _flat_schema(rows.schema), write_options=options) as writer:
            for batch in heard(rows, ctx):
                writer.write_batch(_flat(batch))
    elif kind == "parquet":
        import pyarrow.parquet

        with pyarrow.parquet.ParquetWriter(path, rows.schema) as writer:
            for batch in heard(rows, ctx):
                writer.write_batch(batch)
    elif kind == "jsonl":
        import json

        with path.open("w", encoding="utf-8") as stream:
            for batch in heard(rows, ctx):
                stream.writelines(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in batch.to_pylist())
    else:
        _excel(rows, path, ctx)


def _flat_schema(schema: pa.Schema) -> pa.Schema:
    import pyarrow as pa

    return pa.schema([field.with_type(pa.string()) if pa.types.is_nested(field.type) else field for field in schema])


def _flat(batch: pa.RecordBatch) -> pa.RecordBatch:
    """CSV knows no lists and no structs: those columns are written as text."""
    import pyarrow as pa

    def flat(column: pa.Array) -> pa.Array:
        if not pa.types.is_nested(column.type):
            return column
        texts = [value if value is None else str(value) for value in column.to_pylist()]
        return pa.array(texts, pa.string())

    columns = [flat(column) for column in batch.columns]
    return pa.RecordBatch.from_arrays(columns, schema=_flat_schema(batch.schema))


def _excel(rows: pa.RecordBatchReader, path: Path, ctx: Context) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Table")
    sheet.append(rows.schema.names)
    written = 1
    for batch in heard(rows, ctx):
        written += batch.num_rows
        if written > _EXCEL_ROWS:
            raise InputProblem("table", f"more than {_EXCEL_ROWS - 1:,} rows are more than a sheet of Excel holds")
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            sheet.append([str(v) if isinstance(v, list | dict) else v for v in row])
    book.save(path)
