"""Write a table to a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from nodes.library.saving import save_copy
from nodes.sdk import CONFIG, Context, Fields, File, InputProblem, SavePath, Table, Tool

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
        table: Table
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
        _write(inputs.table, path, kind)
        save_copy(path, inputs.save_to, ctx)
        return self.Outputs(file=File(path=path))


def _write(table: Table, path: Path, kind: str) -> None:
    if kind in _DELIMITERS:
        import pyarrow.csv

        options = pyarrow.csv.WriteOptions(delimiter=_DELIMITERS[kind], quoting_style="needed")
        pyarrow.csv.write_csv(_flat_types(table), path, options)
    elif kind == "parquet":
        import pyarrow.parquet

        pyarrow.parquet.write_table(table, path)
    elif kind == "jsonl":
        import json

        with path.open("w", encoding="utf-8") as stream:
            for batch in table.to_batches(max_chunksize=10_000):
                stream.writelines(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in batch.to_pylist())
    else:
        _excel(table, path)


def _flat_types(table: Table) -> Any:
    """CSV knows no lists and no structs: those columns are written as text."""
    import pyarrow as pa

    for i, field in enumerate(table.schema):
        if pa.types.is_nested(field.type):
            texts = [None if value is None else str(value) for value in table.column(i).to_pylist()]
            table = table.set_column(i, field.name, pa.array(texts, pa.string()))
    return table


def _excel(table: Table, path: Path) -> None:
    import openpyxl

    if table.num_rows >= _EXCEL_ROWS:
        raise InputProblem("table", f"{table.num_rows:,} rows are more than a sheet of Excel holds")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Table")
    sheet.append(table.column_names)
    for batch in table.to_batches(max_chunksize=10_000):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            sheet.append([str(v) if isinstance(v, list | dict) else v for v in row])
    book.save(path)
