"""How a text file writes a table: one `Dialect`, guessed from a sample where a person has not chosen."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO
from typing import Any

from nodes.sdk.texts import mark

AUTO = "auto"
SEPARATORS = ",;\t|"
ONE_COLUMN = ""
"""The separator of a file that has none."""
_NO_SEPARATOR = "\x1f"
_PREAMBLE = 20
_ASIAN = ["gb18030", "big5", "cp932", "cp949", "euc_jp"]
_OTHER_LETTERS = ["cp1251", "koi8_r", "cp866", "iso8859_5", "cp1253", "cp1255", "cp1256", "cp874"]
_LONG_RUN = 3
"""So many letters beyond ASCII stand side by side where words are written in no Latin letters."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NUMBER = re.compile(r"[+-]?(\d[\d.,' ]*|\.\d+)([eE][+-]?\d+)?%?")
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?|\d{1,2}:\d{2}(:\d{2})?")
_YEAR = re.compile(r"(1[5-9]|20|21)\d\d")
_POINT = re.compile(r"[+-]?(\d+\.(\d{1,2}|\d{4,})|0?\.\d+|\d{1,3}(,\d{3})+\.\d+|\d{4,}\.\d+)([eE][+-]?\d+)?")
_COMMA = re.compile(r"[+-]?(\d+,(\d{1,2}|\d{4,})|0?,\d+|\d{1,3}(\.\d{3})+,\d+|\d{4,},\d+)([eE][+-]?\d+)?")
_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}(\1\d{3})+")

Tell = Callable[[str, str], None]
"""Takes what was guessed, and the input that overrules it."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file writes a table. A field that is ``auto`` (`skip`: None) is not settled yet.

    Attributes:
        encoding: A name that Python knows.
        separator: What stands between two values; `ONE_COLUMN` where there is only one.
        quote: What stands around a value; empty for nothing.
        escape: What stands before a quote inside of a value: the quote itself, or a backslash.
        comment: What begins a line that is no row; empty for nothing.
        header: ``yes`` or ``no``.
        skip: Lines before the header or the first row.
        decimal: ``.`` or ``,``; ``auto`` stays where the file does not show it.
        thousands: What stands between groups of digits; empty for nothing.
        dates: ``day first``, ``month first``, ``year first``; ``auto`` takes the one order that fits all rows.
        missing: Texts that mean that there is no value.
        types: Types by name of the column, chosen by a person.
    """

    encoding: str = AUTO
    separator: str = AUTO
    quote: str = AUTO
    escape: str = AUTO
    comment: str = ""
    header: str = AUTO
    skip: int | None = None
    decimal: str = AUTO
    thousands: str = AUTO
    dates: str = AUTO
    missing: tuple[str, ...] = ("",)
    types: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """A settled dialect, the names of the columns, how many rows (comments are none) stand above the data, and the
    first rows of that.
    """

    dialect: Dialect
    names: list[str]
    rows_above: int
    rows: list[list[str]]


def encoding_of(content: bytes) -> str:
    """What a sample that is no UTF-8 is probably written in: UTF-16 or 32, other letters, cp1252, any page."""
    if encoding := _unicode_of(content):
        return encoding
    pages = [*(_ASIAN if _dense(content) else []), *(_OTHER_LETTERS if _mean_run(content) >= _LONG_RUN else [])]
    if pages:
        from charset_normalizer import from_bytes

        best = from_bytes(content, cp_isolation=pages).best()
        if best is not None:
            return best.encoding
    try:
        content.decode("cp1252")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(content).best()
        return "latin-1" if best is None else best.encoding
    return "cp1252"


def _unicode_of(content: bytes) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return encoding
    pairs = len(content) // 2
    if pairs and content.count(0, 0, 4096) > min(pairs, 2048) // 2:
        return "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    return ""


def _mean_run(content: bytes) -> float:
    runs = re.findall(rb"[\x80-\xff]+", content)
    return len(b"".join(runs)) / max(1, len(runs))


def _dense(content: bytes) -> bool:
    """Whether letters beyond ASCII stand side by side, as they do in texts of Asia, and hardly in those of Europe."""
    runs = [len(run) for run in re.findall(rb"[\x80-\xff]+[\x40-\x7e]?", content)]
    paired = sum(length for length in runs if length > 1 and length % 2 == 0)
    alone = len(re.findall(rb"[A-Za-z][\x80-\xff](?=[A-Za-z])", content))
    return bool(runs) and paired >= 0.6 * sum(runs) and alone <= 0.05 * len(runs)


def settle(sample: str, chosen: Dialect, tell: Tell, suffix: str = "", complete: bool = False) -> Layout:
    """Guess what is not chosen from the first part of the text, and tell each guess that is no plain CSV.

    Args:
        sample: The beginning of the file, decoded.
        chosen: What a person has chosen; the rest is ``auto``.
        tell: Is called for each guess.
        suffix: Of the name of the file; ``.tsv`` means tabs.
        complete: Whether the sample is the whole file; else its last line is not looked at.
    """
    sample = sample.removeprefix("\ufeff")
    if not complete:
        cut = sample.rfind("\n")
        sample = sample[: cut + 1] or sample
    dialect = _marked(sample, chosen, tell)
    dialect = _quoting(sample, dialect, tell)
    dialect = _separated(sample, dialect, tell, suffix)
    rows = list(_rows(sample, dialect))
    if dialect.skip is None:
        dialect = replace(dialect, skip=_preamble(rows, tell))
    above = sum(first < (dialect.skip or 0) for first, _, _ in rows)
    kept = [(number, row) for number, (_, _, row) in enumerate(rows) if number >= above and row]
    dialect = _headed([row for _, row in kept], dialect, tell)
    names: list[str] = []
    if kept and dialect.header == "yes":
        above, names = kept[0][0] + 1, kept[0][1]
        kept = kept[1:]
    width = len(names) or max((len(row) for _, row in kept[:1]), default=0)
    dialect = _numbers([row for _, row in kept], dialect, tell)
    first = [row for _, row in kept if len(row) == width]
    return Layout(dialect, unique_names(names or [""] * width, tell), above, first)


def _marked(sample: str, dialect: Dialect, tell: Tell) -> Dialect:
    """Takes the separator from a first line ``sep=;``, as Excel does."""
    marked = re.match(r"sep=(.)\r?\n", sample)
    if not marked or dialect.separator not in (AUTO, marked[1]) or dialect.skip is not None:
        return dialect
    tell(mark(f"its first line says that {_shown(marked[1])} stands between values"), "separator")
    return replace(dialect, separator=marked[1], skip=1)


def _headed(rows: list[list[str]], dialect: Dialect, tell: Tell) -> Dialect:
    if dialect.header != AUTO:
        return dialect
    header = _has_header(rows)
    if rows and not header:
        tell(mark("the first line is taken as a row, not as names"), "header")
    elif len(rows) > 1 and not _contrast(rows):
        tell(mark("the first line is taken as names, though it looks as the others do"), "header")
    return replace(dialect, header="yes" if header else "no")


def unique_names(names: Sequence[object], tell: Tell) -> list[str]:
    """Names without gaps and doubles: ``column2`` for none, ``a_2`` for the second ``a``. Changes are told."""
    unique: list[str] = []
    known = {str(name).strip() for name in names if name is not None}
    used: set[str] = set()
    for i, name in enumerate(names, 1):
        plain = "" if name is None else str(name).strip()
        title = plain or f"column{i}"
        number = 1
        while title in used or (title != plain and title in known):
            number += 1
            title = f"{plain or 'column'}_{number}"
        used.add(title)
        unique.append(title)
        if plain and title != plain:
            tell(mark(f"a second column {plain!r} is called {title!r}"), "file")
    if not all(str(name or "").strip() for name in names) and any(names):
        tell(mark("columns without a name are called by their number"), "file")
    return unique


def is_plain(text: str) -> bool:
    """Whether a text is a number, a date or a truth, not a name."""
    text = text.strip()
    return bool(_NUMBER.fullmatch(text) or _DATE.fullmatch(text)) or text.lower() in ("true", "false")


def _shown(separator: str) -> str:
    return {"\t": "a tab", " ": "a space"}.get(separator, separator)


def _quoting(sample: str, dialect: Dialect, tell: Tell) -> Dialect:
    quote, escape = dialect.quote, dialect.escape
    if quote == AUTO:
        quote = '"'
        single = re.findall(r"(?:^|[,;\t|])'[^'\n]*'(?=[,;\t|\r\n]|$)", sample, re.MULTILINE)
        if '"' not in sample and len(single) * 2 > sample.count("\n"):
            quote = "'"
            tell(mark("values stand in single quotes"), "quote")
    if escape == AUTO:
        escape = quote
        if quote and '""' not in sample and re.search(r"(?<!\\)\\\"[^,;\t|\r\n]", sample):
            escape = "\\"
            tell(mark("a backslash stands before quotes inside of values"), "escape")
    return replace(dialect, quote=quote, escape=escape)


def csv_rows(lines: Iterable[str], dialect: Dialect, *, strict: bool = True) -> Any:
    """The rows of a settled dialect, comments among them; `strict` raises `csv.Error` for broken quoting."""
    csv.field_size_limit(1 << 30)
    if len(dialect.separator) > 1:
        lines = (line.replace(dialect.separator, _NO_SEPARATOR) for line in lines)
    single = dialect.separator if len(dialect.separator) == 1 else _NO_SEPARATOR
    return csv.reader(
        lines,
        delimiter=single,
        quotechar=dialect.quote or None,
        quoting=csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        doublequote=dialect.escape != "\\",
        escapechar="\\" if dialect.escape == "\\" else None,
        strict=strict,
    )


def _rows(sample: str, dialect: Dialect) -> Iterator[tuple[int, int, list[str]]]:
    """The line before each row, the line that it ends in, and its values; comments are left out."""
    reader = csv_rows(StringIO(sample, newline=""), dialect, strict=False)
    before = 0
    try:
        for row in reader:
            if not (dialect.comment and row and row[0].startswith(dialect.comment)):
                yield before, reader.line_num, row
            before = reader.line_num
    except csv.Error:
        return


def _separated(sample: str, dialect: Dialect, tell: Tell, suffix: str) -> Dialect:
    if dialect.separator != AUTO:
        return dialect
    best, rank = ONE_COLUMN, (0.0, 0)
    for separator in SEPARATORS:
        tried = replace(dialect, separator=separator)
        rows = [row for first, _, row in _rows(sample, tried) if row and first >= (dialect.skip or 0)]
        if not rows:
            continue
        width = len(rows[0])
        if width == 1:
            quiet: Tell = lambda *_: None  # noqa: E731
            skipped = _preamble(list(_rows(sample, tried)), quiet)
            rows = [row for first, _, row in _rows(sample, tried) if row and first >= skipped and skipped]
            width = len(rows[0]) if rows else 1
        if width > 1:
            same = sum(len(row) == width for row in rows) / len(rows)
            if suffix in (".tsv", ".tab") and separator == "\t":
                same = 2.0
            rank, best = max((rank, best), ((same, width), separator))
    if best == ONE_COLUMN and sample.strip():
        tell(mark("no separator stands in every line: it is read as one column"), "separator")
    elif best not in (",", "\t", ONE_COLUMN):
        tell(mark(f"{_shown(best)} is taken for what stands between values"), "separator")
    return replace(dialect, separator=best)


def _preamble(rows: list[tuple[int, int, list[str]]], tell: Tell) -> int:
    """How many lines stand above a table: shorter than its rows, which begin with names over numbers."""
    filled = [(first, row) for first, _, row in rows if row]
    if not filled:
        return 0
    width = Counter(len(row) for _, row in filled).most_common(1)[0][0]
    start = next((i for i, (_, row) in enumerate(filled) if len(row) == width), 0)
    table = [row for _, row in filled[start:]]
    shorter = all(len(row) < width for _, row in filled[:start])
    if not 0 < start <= _PREAMBLE or not shorter or any(len(row) != width for row in table):
        return 0
    if not (_has_header(table) and _contrast(table)):
        return 0
    tell(mark(f"{filled[start][0]} lines above the table are left out"), "skip")
    return filled[start][0]


def _contrast(rows: list[list[str]]) -> bool:
    """Whether some column has a name above plain values."""
    first, others = rows[0], rows[1:]
    for i, name in enumerate(first):
        values = [row[i] for row in others if i < len(row) and row[i].strip()]
        years = _YEAR.fullmatch(name.strip()) and not all(_YEAR.fullmatch(value.strip()) for value in values)
        if values and all(map(is_plain, values)) and (years or not is_plain(name)):
            return True
    return False


def _has_header(rows: list[list[str]]) -> bool:
    """Whether the first row is names: text, no two alike, years allowed beside others."""
    if not rows:
        return False
    first, others = rows[0], rows[1:]
    names = [name.strip() for name in first]
    years = [i for i, name in enumerate(names) if _YEAR.fullmatch(name)]
    if any(is_plain(name) and not _YEAR.fullmatch(name) for name in names if name):
        return False
    if not any(name and not is_plain(name) for name in names):
        return False
    below = [row[i].strip() for row in others for i in years if i < len(row)]
    if years and below and all(_YEAR.fullmatch(value) for value in below):
        return False
    filled = [name for name in names if name]
    return (len(set(filled)) == len(filled) and len(filled) * 2 > len(names)) or _contrast(rows)


def _numbers(rows: list[list[str]], dialect: Dialect, tell: Tell) -> Dialect:
    columns = [[value.strip() for value in column] for column in _turned(rows)]
    filled = [[value for value in column if value and value not in dialect.missing] for column in columns]
    numbers = [value for column in filled if all(map(_NUMBER.fullmatch, column)) for value in column]
    groups = {match[1] for value in numbers if (match := _GROUPS.fullmatch(value))}
    decimal = dialect.decimal
    if decimal == AUTO:
        decimal = _decimal(numbers, groups)
        if decimal == ",":
            tell(mark("a comma is taken for the decimal sign"), "decimal")
    thousands = dialect.thousands
    if thousands == AUTO:
        grouped = any(re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+\.\d+", value) for value in numbers)
        thousands = {",": "."}.get(decimal, "")
        if decimal == "." and (grouped or groups == {","}):
            thousands = ","
            tell(mark("commas between groups of three digits are left out of numbers"), "thousands")
    return replace(dialect, decimal=decimal, thousands=thousands)


def _decimal(numbers: list[str], groups: set[str]) -> str:
    """The decimal sign that the numbers show; ``auto`` where they show none."""
    if groups == {","} or any(map(_POINT.fullmatch, numbers)):
        return "."
    if groups == {"."} or any(map(_COMMA.fullmatch, numbers)):
        return ","
    return AUTO


def _turned(rows: list[list[str]]) -> list[list[str]]:
    width = max((len(row) for row in rows), default=0)
    return [[row[i] for row in rows if i < len(row)] for i in range(width)]
