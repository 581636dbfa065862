"""Which types the columns of a text file may have, as SQL over texts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nodes.frames.duck import literal
from nodes.library.tables.dialect import AUTO, Dialect
from nodes.sdk.texts import mark

_TIMES = (
    ("", ""),
    (r" \d{1,2}:\d{2}", " %H:%M"),
    (r" \d{1,2}:\d{2}:\d{2}", " %H:%M:%S"),
)
_LOCAL = {
    "day first": (r"\d{1,2}%s\d{1,2}%s\d{4}", "%d{0}%m{0}%Y"),
    "month first": (r"\d{1,2}%s\d{1,2}%s\d{4}", "%m{0}%d{0}%Y"),
    "year first": (r"\d{4}%s\d{1,2}%s\d{1,2}", "%Y{0}%m{0}%d"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A type that a column may have.

    Attributes:
        name: As `ReadTable` offers them.
        fits: SQL: whether the text ``{0}`` is of it.
        value: SQL: the text ``{0}`` as a value of it.
        order: The order of day and month that it takes for granted, if any.
        doubt: Why a column that fits stays text.
    """

    name: str
    fits: str
    value: str
    order: str = ""
    doubt: str = ""


def candidates(dialect: Dialect) -> list[Candidate]:
    """All types, the narrower first."""
    return [*_numbers(dialect), *_instants(dialect)]


def _cast(name: str, pattern: str, sql_type: str, text: str = "trim({0})") -> Candidate:
    value = f"TRY_CAST({text} AS {sql_type})"
    return Candidate(name, f"({_matches(pattern)} AND {value} IS NOT NULL)", value)


def _matches(pattern: str) -> str:
    # braces are those of `str.format`
    escaped = literal(pattern).replace("{", "{{").replace("}", "}}")
    return f"regexp_full_match(trim({{0}}), {escaped})"


def _numbers(dialect: Dialect) -> list[Candidate]:
    point = {AUTO: "."}.get(dialect.decimal, dialect.decimal)
    whole, group = r"(0|[1-9]\d*)", re.escape(dialect.thousands)
    text = "trim({0})"
    if dialect.thousands:
        whole = rf"(0|[1-9]\d*|[1-9]\d{{0,2}}({group}\d{{3}})+)"
        text = f"replace({text}, {literal(dialect.thousands)}, '')"
    if point != ".":
        text = f"replace({text}, {literal(point)}, '.')"
    sign = re.escape(point)
    real = rf"[+-]?((0|[1-9]\d{{0,14}})|{whole}{sign}\d*|{sign}\d+)([eE][+-]?\d{{1,3}})?|(?i:nan|[+-]?inf(inity)?)"
    if dialect.thousands:
        real = rf"[+-]?[1-9]\d{{0,2}}({group}\d{{3}}){{1,4}}|{real}"
    doubtful = [",", ".,"][dialect.decimal == AUTO and dialect.separator != ","]
    found = [
        Candidate("yes/no", "(lower(trim({0})) IN ('true', 'false'))", "(lower(trim({0})) = 'true')"),
        _cast("whole number", rf"[+-]?{whole}", "BIGINT", text),
    ]
    if dialect.decimal == AUTO:
        doubt = mark("its points or commas may be decimal signs or stand between thousands")
        pattern = rf"[+-]?(0|[1-9]\d{{0,2}}([{doubtful}]\d{{3}})?)"
        found.append(Candidate("text", _matches(pattern), "{0}", doubt=doubt))
    found.append(_cast("number", real, "DOUBLE", text))
    doubt = mark("numbers with zeros in front, or of more digits than a number holds, would change")
    found.append(Candidate("text", _matches(r"[+-]?\d+"), "{0}", doubt=doubt))
    return found


def _instants(dialect: Dialect) -> list[Candidate]:
    day, clock = r"\d{4}-\d{1,2}-\d{1,2}", r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d{1,6})?)?"
    found = [
        _cast("date", day, "DATE"),
        _cast("date and time", day + clock, "TIMESTAMP"),
        _cast("date and time", day + r"[T ]\d{1,2}:\d{2}:\d{2}\.\d{7,9}", "TIMESTAMP_NS"),
        _cast("date and time", day + clock + r" ?(Z|[+-]\d{2}(:?\d{2})?)", "TIMESTAMPTZ"),
        _cast("time", r"\d{1,2}:\d{2}(:\d{2}(\.\d{1,6})?)?", "TIME"),
    ]
    for order, (digits, written) in _LOCAL.items():
        if dialect.dates not in (AUTO, order):
            continue
        for between in "/.-":
            if between == "." and order == "month first" and dialect.dates == AUTO:
                continue
            for clock_digits, clock_written in _TIMES:
                pattern = digits.replace("%s", re.escape(between)) + clock_digits
                written_all = written.replace("{0}", between) + clock_written
                value = f"try_strptime(trim({{0}}), {literal(written_all)})"
                name = "date and time" if clock_written else "date"
                fits = f"({_matches(pattern)} AND {value} IS NOT NULL)"
                found.append(Candidate(name, fits, value if clock_written else f"CAST({value} AS DATE)", order))
    return found
