"""Read a table from a file."""

from __future__ import annotations

import itertools
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from nodes.frames import batches
from nodes.frames.batches import read
from nodes.frames.duck import connection, parquet
from nodes.frames.lazy import AnyTable, LazyFrame, is_plain
from nodes.frames.parquet import misleads
from nodes.frames.rows import made
from nodes.library.network import restricted
from nodes.library.tables.content import is_packed, kind_of, unpacked
from nodes.library.tables.csv_text import head_of, read_delimited
from nodes.library.tables.dialect import AUTO, ONE_COLUMN, Dialect
from nodes.library.tables.excel import Area, Workbook
from nodes.library.tables.json_rows import read_lines, read_list
from nodes.library.tables.union import Stacking, stacked
from nodes.sdk import CONFIG, Choices, Context, Fields, File, FileKinds, Group, InputProblem, Tool
from nodes.sdk.errors import reason_of, system_reason
from nodes.sdk.messages import Message, Notice
from nodes.sdk.texts import mark

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
_SUFFIXES = (*_KINDS, ".gz", ".zst", ".bz2")
_NONE = "none"
MORE = Group("More options")
SEVERAL = Group("Several files or sheets")
_MOST_FILES = 1000
_NOT_MEANT = (".", "~$")
"""Names begin so that are hidden, or of a file that somebody has open in Excel."""
_MOST_FORESEEN = 20
"""Files whose heads are looked into before a run."""
ColumnType = Literal["text", "whole number", "number", "yes/no", "date", "date and time", "time"]


class ReadTable(Tool):
    """Read a table from a CSV, TSV, JSON, JSON lines, Parquet or Excel file.

    The kind follows from what the file holds and from its suffix; files packed with gzip, zstd or bz2 are
    unpacked. How a text file is written (encoding, separator, quotes, header, lines above it, decimal sign,
    order of day and month) is guessed, and each guess that is no plain CSV is told; set it under
    *More options* where the guess is wrong. Column types (numbers, dates, yes/no) are those that all rows fit;
    where dates or numbers can be read in two ways, the column stays text.

    Several files of one kind, or all sheets of a workbook, are read below each other: their columns go together by
    name, and a column of origin says where each row comes from.

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
            "auto", title="Kind of file", description="What the file holds; auto looks into it."
        )
        separator: Annotated[str, CONFIG, MORE, Choices("auto", ",", ";", "tab", "|", "none")] = Field(
            "auto",
            description="What stands between two values of a text file; none reads one column.",
            min_length=1,
            max_length=4,
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
            "", title="Excel sheet", description="Its name; empty takes the first that is not hidden, * all of those."
        )
        cells: Annotated[str, CONFIG, MORE] = Field(
            "", title="Excel range", description="Cells to read, as B3:F20; empty reads all."
        )
        skip: Annotated[int | None, CONFIG, MORE] = Field(
            None, ge=0, title="Lines to skip", description="Lines above the header; empty guesses it in text files."
        )
        quote: Annotated[Literal["auto", '"', "'", "none"], CONFIG, MORE] = Field(
            "auto", description="What stands around values with separators in them."
        )
        comment: Annotated[str, CONFIG, MORE] = Field(
            "", title="Comment sign", description="Lines that begin with it are left out.", max_length=1
        )
        decimal: Annotated[Literal["auto", ".", ","], CONFIG, MORE] = Field(
            "auto", title="Decimal sign", description="What stands before the fraction of a number."
        )
        thousands: Annotated[str, CONFIG, MORE, Choices("auto", "none", ",", ".", "'", " ")] = Field(
            "auto", title="Thousands sign", description="What stands between groups of digits.", max_length=4
        )
        dates: Annotated[Literal["auto", "day first", "month first", "year first"], CONFIG, MORE] = Field(
            "auto", title="Order of dates", description="Auto takes the one order that fits all rows."
        )
        types: Annotated[dict[str, ColumnType], CONFIG, MORE] = Field(
            {}, title="Column types", description="Types of columns by name; the others are found."
        )
        others: Annotated[str, CONFIG, SEVERAL] = Field(
            "",
            title="Other files",
            description="Names of files in the same folder that are read, too, such as orders-*.csv.",
        )
        origin: Annotated[str, CONFIG, SEVERAL] = Field(
            "origin",
            title="Column of origin",
            description="Says which file or sheet a row is from; empty for none.",
        )
        unlike: Annotated[Literal["fail", "make text"], CONFIG, SEVERAL] = Field(
            "fail", title="Where types do not go together"
        )

    class Outputs(Fields):
        table: AnyTable = Field(description="The rows and columns of the file.")

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """The names in the head of the file, or of all files."""
        path, others = Path(str(inputs.get("file", ""))), str(inputs.get("others", ""))
        try:
            paths = _matching(path, others) if others else [path]
            heads = [_names_of(each, inputs) for each in paths[:_MOST_FORESEEN]]
        except (OSError, ValueError, LookupError, InputProblem):
            return {}
        if len(heads) < len(paths) or not all(heads):
            return {}
        origin = [str(inputs.get("origin", "origin"))] if others else []
        return {"table": [*dict.fromkeys(name for head in heads for name in head), *filter(None, origin)]}

    @classmethod
    def also_reads(cls, inputs: Mapping[str, Any]) -> Sequence[Path]:
        if not inputs.get("others"):
            return ()
        file = inputs.get("file", "")
        if getattr(file, "sha256", ""):
            return ()  # it lies in a store, and the files beside it are none of anybody's
        return _matching(Path(getattr(file, "path", file)), str(inputs["others"]))

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        path = inputs.file.path
        if not path.is_file():
            raise InputProblem("file", f"{path} is not there", remedy="Choose another file.")
        if not inputs.others:
            return self.Outputs(table=_read_file(path, inputs.file.name, inputs, ctx))
        if inputs.file.sha256:
            raise InputProblem("others", "the file comes from another node, and has none beside it")
        paths = _matching(path, inputs.others)
        tables = {}
        for number, other in enumerate(paths):
            ctx.progress(number / len(paths), f"reading {other.name}")
            with _about(other.name, ctx) as named:
                tables[other.name] = _read_file(other, other.name, inputs, named)
        how = Stacking("name", inputs.unlike, inputs.origin, "origin", "others")
        return self.Outputs(table=stacked(tables, how, ctx))


def _names_of(path: Path, inputs: Mapping[str, Any]) -> list[str]:
    """The names in the head of a file; empty where it is packed or has none. Raises OSError, ValueError."""
    if not path.is_file() or is_packed(path):
        return []
    kind = _kind_of(inputs.get("kind", AUTO), path)
    return _head(kind_of(path, kind), path, inputs)


def _matching(path: Path, pattern: str) -> list[Path]:
    """A file, and those beside it with such names, in the order in which people count. Raises `InputProblem`."""
    if restricted():
        raise InputProblem("others", "on a server each file is an input of its own", remedy="Use Union for them.")
    if "/" in pattern or os.sep in pattern or pattern in ("..", "."):
        raise InputProblem("others", f"{pattern!r} leads out of the folder", remedy="Name files in this folder only.")
    try:
        beside = (other for other in path.parent.glob(pattern) if not other.name.startswith(_NOT_MEANT))
        found = {path, *(other for other in beside if other.is_file())}
    except (OSError, ValueError) as error:
        raise InputProblem("others", f"{pattern!r}: {reason_of(error)}") from error
    if len(found) > _MOST_FILES:
        raise InputProblem("others", f"{len(found):,} files have such names, and {_MOST_FILES:,} are the most")
    return sorted(found, key=lambda other: [part.zfill(20) for part in re.split(r"(\d+)", other.name.casefold())])


@contextmanager
def _about(name: str, ctx: Context) -> Iterator[Context]:
    """A context whose notices say of which file they are."""

    def say(message: Message) -> None:
        ctx.tell(replace(message, message=f"{name}: {message.message}") if isinstance(message, Notice) else message)

    folder = ctx.new_file(name).parent
    named = Context(say, lambda: folder, ctx.key, ctx.sample_rows)
    with ctx.on_cancel(named.cancel):
        yield named


def _read_file(path: Path, name: str, inputs: ReadTable.Inputs, ctx: Context) -> Any:
    ctx.progress(None, f"reading {name}")
    try:
        plain, inner_name = unpacked(path, name, ctx)
        kind: str = inputs.kind
        if kind == AUTO:
            by_name = _kind_of(AUTO, Path(inner_name))
            kind = kind_of(plain, by_name)
            if kind != by_name:
                ctx.notice(f"by its content this is a file of the kind {kind}", port="kind")
        table = _read(kind, plain, inputs, ctx, inner_name)
    except OSError as error:
        raise InputProblem("file", f"{path}: {system_reason(error)}") from error
    if ctx.sample_rows is not None and table.num_rows >= ctx.sample_rows:
        message = mark(f"only the first {ctx.sample_rows:,} rows of {name} are read, and decide the types")
        ctx.notice(message, "cut")
    return table


def _kind_of(chosen: str, path: Path) -> str:
    """The chosen kind of file, or what its name ends with."""
    if chosen != AUTO:
        return chosen
    return _KINDS.get(path.suffix.lower(), "csv")


def _dialect(inputs: Mapping[str, Any]) -> Dialect:
    """What a person has chosen of it."""
    names = ("encoding", "quote", "comment", "header", "skip", "decimal", "thousands", "dates", "types")
    chosen = {name: inputs[name] for name in names if name in inputs}
    for name in ("quote", "thousands"):
        if chosen.get(name) == _NONE:
            chosen[name] = ""
    separator = inputs.get("separator", AUTO)
    separator = {"tab": "\t", _NONE: ONE_COLUMN}.get(separator, separator)
    return Dialect(separator=separator, missing=tuple(inputs.get("missing", ("",))), **chosen)


def _head(kind: str, path: Path, inputs: Mapping[str, Any]) -> list[str]:
    """The names of the columns, from the first bytes of the file; empty where they are not there."""
    if kind == "parquet":
        import pyarrow.parquet

        return list(pyarrow.parquet.read_schema(path).names)
    if kind == "jsonl":
        with path.open(encoding="utf-8-sig") as stream:
            return list(json.loads(stream.readline()))
    if kind == "csv" and inputs.get("header", AUTO) != "no":
        return head_of(path, _dialect(inputs))
    return []


def _read(kind: str, path: Path, inputs: ReadTable.Inputs, ctx: Context, name: str) -> Any:
    import pyarrow as pa

    try:
        if kind == "csv":
            return read_delimited(path, _dialect(dict(inputs)), ctx, name)
        if kind == "parquet":
            return _parquet(path, name, ctx)
        if kind == "jsonl":
            return read_lines(path, name, ctx)
        if kind == "json":
            return read_list(path, name, ctx)
        return _sheets(path, inputs, ctx)
    except pa.ArrowException as error:
        raise InputProblem("file", f"{name} is no {kind} that can be read: {error}") from error


def _sheets(path: Path, inputs: ReadTable.Inputs, ctx: Context) -> Any:
    """A sheet of a workbook, or all that are not hidden."""
    area = Area(inputs.cells, inputs.skip or 0, inputs.header, frozenset(inputs.missing))
    names, tables = [inputs.sheet], {}
    with Workbook(path) as book:
        if inputs.sheet == "*":
            names, hidden = book.sheets()
            if hidden:
                left_out = ", ".join(hidden)
                ctx.notice(f"hidden sheets are left out: {left_out}", "skipped", count=len(hidden), port="sheet")
        for name in names:
            with _about(name, ctx) if len(names) > 1 else nullcontext(ctx) as named:
                tables[name] = book.read(name, area, named)
    if inputs.sheet != "*":
        return tables[inputs.sheet]
    origin = f"{inputs.origin} (sheet)" if inputs.origin and inputs.others else inputs.origin
    return stacked(tables, Stacking("name", inputs.unlike, origin, "origin", "sheet"), ctx)


def _parquet(path: Path, name: str, ctx: Context) -> Any:
    import pyarrow as pa
    import pyarrow.parquet

    with pa.parquet.ParquetFile(path) as file:
        schema = pa.schema([pa.field(field.name, _without_views(field.type)) for field in file.schema_arrow])
        if ctx.sample_rows is not None:
            first = [*itertools.islice(file.iter_batches(ctx.sample_rows), 1)]
            return pa.Table.from_batches(first, file.schema_arrow).cast(schema)
        if path.stat().st_size <= batches.IN_MEMORY:
            return file.read().cast(schema)
        parts = (pa.Table.from_batches([batch]).cast(schema).to_batches() for batch in file.iter_batches())
        rows = pa.RecordBatchReader.from_batches(schema, itertools.chain.from_iterable(parts))
        if not is_plain(schema) or not _is_same_to_duckdb(path, schema, ctx):
            return read(rows, ctx)
        if misleads(path, file.metadata, schema, ctx):
            return made(rows, ctx)
        return LazyFrame.of_file(File(path=path, name=name), schema, file.metadata.num_rows)


def _without_views(kind: Any) -> Any:
    """Views are a layout in memory that much of Arrow cannot work with yet."""
    import pyarrow as pa

    if pa.types.is_string_view(kind):
        return pa.string()
    if pa.types.is_binary_view(kind):
        return pa.binary()
    return kind


def _is_same_to_duckdb(path: Path, schema: Any, ctx: Context) -> bool:
    """Whether it takes the columns of a file for what they are: some types can be written in several ways."""
    with connection(ctx, {"empty": schema.empty_table()}, [path]) as database:
        return bool(database.sql(f"FROM {parquet(path, len(schema))}").types == database.sql("FROM empty").types)
