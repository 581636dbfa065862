"""Delimited text: what separator and encoding it has, reading it strictly, and finding the line at fault."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from nodes.library.tables.duck import connection, literal
from nodes.sdk import Context, InputProblem, ToolError
from nodes.sdk.texts import mark

_HEADER = {"yes": "true", "no": "false"}
_SAMPLE = 64 * 1024
_HEAD = 2048
"""Enough to read names from, and quick to guess a separator in."""


def read_delimited(
    path: Path, separator: str, encoding: str, header: str, missing: list[str], ctx: Context, name: str
) -> Any:
    """A `pyarrow.Table`. `separator` and `encoding` may be ``auto``; `header` is auto, yes or no.

    Raises `InputProblem` with file and line.
    """
    text_encoding = encoding
    if encoding == "auto":
        text_encoding = detect_encoding(path, name)
    source = path
    if text_encoding.lower().replace("_", "-") not in ("utf-8", "utf8", "ascii", "utf-8-sig"):
        source = _as_utf8(path, text_encoding, ctx, name)
    if separator == "auto":
        separator = detect_separator(source)
    options = [
        f"delim = {literal(separator)}",
        "quote = '\"'",
        "escape = '\"'",
        "skip = 0",
        "sample_size = -1",
        f"nullstr = [{', '.join(map(literal, missing or ['']))}]",
    ]
    if header != "auto":
        options.append(f"header = {_HEADER[header]}")
    try:
        with connection(ctx, readable=source) as database:
            query = f"SELECT * FROM read_csv({literal(str(source))}, {', '.join(options)})"
            return database.sql(query).to_arrow_table()
    except ToolError as error:
        ctx.check_cancelled()
        line, reason = first_fault(source, separator)
        position = name
        if line:
            position = mark(f"{name}, line {line}")
        raise InputProblem("file", f"{position}: {reason or str(error).splitlines()[0]}") from error


def detect_encoding(path: Path, name: str) -> str:
    """``utf-8``, or what charset-normalizer says. Raises `InputProblem` where a file mixes two encodings."""
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        bad_line = content.count(b"\n", 0, error.start) + 1
    else:
        return "utf-8"
    for number, line in enumerate(content.split(b"\n"), 1):
        try:
            several = len(line.decode("utf-8")) < len(line)
        except UnicodeDecodeError:
            continue
        if several:
            raise InputProblem(
                "file",
                f"{name}, line {bad_line}: not UTF-8, as line {number} is: the file mixes encodings",
                remedy="Save it in one encoding, or choose the encoding under More options.",
            )
    from charset_normalizer import from_bytes

    best = from_bytes(content[: 4 * _SAMPLE]).best()
    if best is None:
        return "latin-1"
    return best.encoding


def _as_utf8(path: Path, encoding: str, ctx: Context, name: str) -> Path:
    target = ctx.new_file("utf8.csv")
    try:
        with (
            path.open(encoding=encoding, newline="") as source,
            target.open("w", encoding="utf-8", newline="") as utf8_file,
        ):
            while block := source.read(1 << 20):
                ctx.check_cancelled()
                utf8_file.write(block)
    except LookupError as error:
        raise InputProblem("encoding", f"no encoding is called {encoding!r}") from error
    except UnicodeError as error:
        line = path.read_bytes().count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise InputProblem("file", f"{name}, line {line}: this is not {encoding}") from error
    return target


def head_of(path: Path, separator: str, encoding: str) -> list[str]:
    """The values of the first line, where they look like names. Raises OSError, and LookupError for an encoding."""
    if separator == "auto":
        separator = detect_separator(path, _HEAD)
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        first = stream.readline(_SAMPLE).lstrip("\ufeff")
    names = next(csv.reader([first], delimiter="\t" if separator == "tab" else separator), [])
    if any(_is_number(name) for name in names):
        return []
    return names


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def detect_separator(path: Path, sample_bytes: int = _SAMPLE) -> str:
    """The likeliest of comma, semicolon, tab and bar, from the first lines."""
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        sample = stream.read(sample_bytes)
    if path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    try:
        return csv.Sniffer().sniff(sample, delimiters=",;\t|").delimiter
    except csv.Error:
        first = sample.split("\n", 1)[0]
        return max(",;\t|", key=first.count)


def first_fault(path: Path, separator: str) -> tuple[int, str]:
    """The first line that is no proper row, and why; (0, "") where every row is in order."""
    width, line = 0, 1
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        rows = csv.reader(stream, delimiter=separator, strict=True)
        while True:
            line = rows.line_num + 1
            try:
                row = next(rows)
            except StopIteration:
                return 0, ""
            except csv.Error as error:
                explained = {"unexpected end of data": mark("a quotation mark that opens here is never closed")}
                return line, explained.get(str(error), mark(f"broken quoting: {error}"))
            width = width or len(row)
            if row and len(row) != width:
                return line, mark(f"{len(row)} values where the first line has {width}")
