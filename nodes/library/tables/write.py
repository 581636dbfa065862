"""Write a table to a file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from nodes.frames import AnyTable
from nodes.frames.batches import heard, parts
from nodes.frames.csv import Compression, CsvDialect, needs_text, write_csv
from nodes.frames.rows import reader_of
from nodes.library.saving import save_copy
from nodes.library.tables.sheet import write_sheet
from nodes.sdk import CONFIG, Choices, Context, Fields, File, Group, InputProblem, SavePath, Tool
from nodes.sdk.cells import as_json, rows_of

if TYPE_CHECKING:
    import pyarrow as pa

_BY_SUFFIX = {
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".txt": "csv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".parquet": "parquet", ".xlsx": "excel",
}  # fmt: skip
MORE = Group("More options")
_PACKED: dict[str, Compression] = {".gz": "gzip", ".zst": "zstd"}
_SEPARATORS = {"csv": ",", "tsv": "\t"}
_QUOTING: dict[str, Literal["needed", "all_valid", "none"]] = {
    "texts": "needed",
    "all values": "all_valid",
    "nothing": "none",
}


class WriteTable(Tool):
    """Write a table to a CSV, TSV, JSON, JSON lines, Parquet or Excel file.

    The kind follows from the suffix of the name; `.csv.gz` and `.csv.zst` are compressed. The file is kept with the
    results of the run; give a path under *Save to* to have a copy where you want it: it is written beside the file
    that is there and then takes its place. A large table can be cut into several files of so many rows each: they are
    called `table-1.csv`, `table-2.csv` and so on.

    Text files hold all digits, times as ISO 8601, lists and records as JSON. What Excel cannot hold (zones, numbers of
    more than 15 digits) is written as text or left out, and that is told with how often.
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
        kind: Annotated[Literal["auto", "csv", "tsv", "json", "jsonl", "parquet", "excel"], CONFIG] = Field(
            "auto", title="Kind of file"
        )
        save_to: Annotated[Path | None, CONFIG, SavePath()] = Field(
            None, title="Save to", description="Also write it here; an existing file is replaced."
        )
        separator: Annotated[Literal["auto", ",", ";", "tab", "|"], CONFIG, MORE] = Field(
            "auto", description="Between the values of a text file; auto follows the kind and the decimal sign."
        )
        decimal: Annotated[Literal[".", ","], CONFIG, MORE] = Field(
            ".", title="Decimal sign", description="Of the numbers in a text file."
        )
        quotes: Annotated[Literal["texts", "all values", "nothing"], CONFIG, MORE] = Field(
            "texts", title="Quotes around", description="In a text file."
        )
        encoding: Annotated[str, CONFIG, MORE, Choices("utf-8", "utf-8-sig", "cp1252", "utf-16")] = Field(
            "utf-8", description="Of a text file; utf-8-sig is what Excel recognises."
        )
        header: Annotated[bool, CONFIG, MORE] = Field(
            True, title="Names in the first line", description="Of a text file."
        )
        rows_per_file: Annotated[int, CONFIG, MORE] = Field(
            0, ge=0, title="Rows per file", description="Begin another file after so many rows; 0 writes one file."
        )

    class Outputs(Fields):
        file: File = Field(description="The file, or the first of several.")
        files: list[File] = Field(description="All of them, in their order.")

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        path = ctx.new_file(inputs.name)
        suffix = path.suffix.lower()
        compression = _PACKED.get(suffix, "")
        kind: str = inputs.kind
        if kind == "auto":
            kind = _BY_SUFFIX.get(path.with_suffix("").suffix.lower() if compression else suffix, "")
        if not kind:
            raise InputProblem(
                "name", f"{path.name} does not say what kind of file", remedy="End it with .csv or .xlsx."
            )
        if compression and kind not in _SEPARATORS:
            raise InputProblem("name", f"a {kind} file is not compressed so", remedy="End it with .csv.gz, or without.")
        written: list[File] = []
        with reader_of(inputs.table, ctx) as rows:
            for part in parts(rows, inputs.rows_per_file):
                if inputs.rows_per_file:
                    path = ctx.new_file(_numbered(Path(inputs.name), len(written) + 1).name)
                if kind in _SEPARATORS:
                    _delimited(part, path, kind, compression, inputs, ctx)
                else:
                    _write(part, path, kind, ctx)
                written.append(File(path=path))
        _save(written, inputs, ctx)
        return self.Outputs(file=written[0], files=written)


def _numbered(path: Path, number: int) -> Path:
    """The name of one of several files: its number stands before the suffix."""
    suffix = path.suffix
    if suffix.lower() in _PACKED:
        suffix = path.with_suffix("").suffix + suffix
    return path.with_name(f"{path.name.removesuffix(suffix)}-{number}{suffix}")


def _save(files: Sequence[File], inputs: WriteTable.Inputs, ctx: Context) -> None:
    save_to = inputs.save_to
    if save_to is None or not inputs.rows_per_file:
        save_copy(files[0].path, save_to, ctx)
        return
    for number, file in enumerate(files, 1):
        save_copy(file.path, _numbered(save_to, number), ctx)
    later = _numbered(save_to, len(files) + 1)
    if later.exists():
        ctx.notice(f"{later.name} is there from before, and stays", "skipped", port="save_to")


def _delimited(
    rows: pa.RecordBatchReader, path: Path, kind: str, compression: Compression, inputs: WriteTable.Inputs, ctx: Context
) -> None:
    import pyarrow as pa

    separator = _SEPARATORS[kind]
    if inputs.separator != "auto":
        separator = {"tab": "\t"}.get(inputs.separator, inputs.separator)
    elif inputs.decimal == "," and separator == ",":
        separator = ";"
    try:
        dialect = CsvDialect(
            separator, inputs.decimal, _QUOTING[inputs.quotes], inputs.encoding, inputs.header, compression
        )
        write_csv(path, rows.schema, heard(rows, ctx), dialect)
    except UnicodeEncodeError as error:
        letter = error.object[error.start]
        raise InputProblem("encoding", f"{inputs.encoding} has no letter {letter!r}", remedy="Choose utf-8.") from error
    except LookupError as error:
        raise InputProblem("encoding", f"no encoding is called {inputs.encoding!r}") from error
    except pa.ArrowInvalid as error:
        raise InputProblem("quotes", f"a text cannot go without quotes: {error}") from error
    if odd := [field.name for field in rows.schema if needs_text(field.type) and not _is_dictionary(field.type)]:
        ctx.notice(f"{', '.join(odd)}: written as text, lists and records as JSON", "cast", count=len(odd))


def _is_dictionary(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_dictionary(kind))


def _write(rows: pa.RecordBatchReader, path: Path, kind: str, ctx: Context) -> None:
    if kind == "parquet":
        import pyarrow.parquet

        with pyarrow.parquet.ParquetWriter(path, rows.schema) as writer:
            for batch in heard(rows, ctx):
                writer.write_batch(batch)
    elif kind == "excel":
        write_sheet(path, rows.schema.names, heard(rows, ctx), ctx)
    else:
        with path.open("w", encoding="utf-8") as stream:
            before, between, after = ("[\n", ",\n", "\n]\n") if kind == "json" else ("", "\n", "\n")
            stream.write(before)
            is_first = True
            for batch in heard(rows, ctx):
                for row in rows_of(batch):
                    stream.write("" if is_first else between)
                    stream.write(json.dumps(as_json(row), ensure_ascii=False))
                    is_first = False
            stream.write("" if is_first and kind == "jsonl" else after)
    if kind in ("json", "jsonl"):
        names = rows.schema.names
        if twice := [name for number, name in enumerate(names) if name in names[:number]]:
            ctx.notice(
                f"records have one value a name: of several columns {', '.join(twice)} only the last is written",
                "dropped",
                count=len(twice),
            )
