"""Which types the columns of a text file may have, as SQL over texts."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
        pattern: A regular expression (RE2 and Python alike) of the texts that are of it, blanks around them left out.
        value: SQL: the text ``{0}``, which has no blanks around it, as a value; NULL where it is none after all.
        order: The order of day and month that it takes for granted, if any.
        doubt: Why a column that fits stays text.
        surely: SQL, cheaper than the pattern: a condition on the text ``{0}`` and its value ``{1}`` that holds only for
            texts which the pattern matches, or which are no value at all; where it does not hold, the pattern decides.
    """

    name: str
    pattern: str
    value: str
    order: str = ""
    doubt: str = ""
    surely: str = "false"

    @property
    def is_of_zone(self) -> bool:
        """Whether it holds times of a zone, which a file stores in another type than rows have."""
        return "TIMESTAMPTZ" in self.value

    def may_fit(self, texts: Iterable[str]) -> bool:
        """Whether all of some texts look like it."""
        pattern = re.compile(self.pattern, re.ASCII)
        return all(pattern.fullmatch(text.strip(" ")) for text in texts)

    def misfits(self, text: str) -> str:
        """SQL: whether a text that is there is not of it."""
        return f"{text} IS NOT NULL AND NOT coalesce({self.fits(text)}, false)"

    def fits(self, text: str) -> str:
        """SQL: whether a text is of it."""
        trimmed = f"trim({text})"
        matches = f"regexp_full_match({trimmed}, {literal(self.pattern)})"
        return matches if self.doubt else f"({matches} AND {self.value.format(trimmed)} IS NOT NULL)"

    def cast(self, text: str) -> str:
        """SQL: a text that is of it as a value."""
        return text if self.doubt else self.value.format(f"trim({text})")

    def value_of(self, text: str) -> str:
        """SQL: a text without blanks around it as a value; NULL where it is none."""
        return text if self.doubt else self.value.format(text)

    def checked(self, text: str, value: str, missing: str) -> str:
        """SQL: the `value_of` a text, NULL for one of `missing` (a list in SQL, which may be empty); any other text
        which is not of this type, or has blanks around it, makes the query fail.
        """
        found = f"coalesce({value}, error('misfit'))"
        is_missing = f"WHEN {text} IN ({missing}) THEN NULL " if missing else ""
        return (
            f"CASE WHEN {text} IS NULL THEN NULL WHEN {self.surely.format(text, value)} THEN {found} {is_missing}"
            f"WHEN regexp_full_match({text}, {literal(self.pattern)}) THEN {found} ELSE error('misfit') END"
        )


def candidates(dialect: Dialect) -> list[Candidate]:
    """All types, the narrower first."""
    return [*_numbers(dialect), *_instants(dialect)]


def _cast(name: str, pattern: str, sql_type: str, text: str = "{0}") -> Candidate:
    surely = _SURELY.get(sql_type, "false") if text == "{0}" else "false"
    return Candidate(name, pattern, f"TRY_CAST({text} AS {sql_type})", surely=surely)


_SURELY = {
    "BIGINT": "CAST({1} AS VARCHAR) = {0}",
    "DATE": "strlen({0}) = 10 AND CAST({1} AS VARCHAR) = {0}",
    "TIMESTAMP": "strlen({0}) = 19 AND CAST({1} AS VARCHAR) = {0}",
    # few digits, or a point among them, with nothing else that a cast would take: blanks, powers of ten, marks between
    "DOUBLE": "({0} >= '1' AND {0} < ':' OR {0} >= '0.' AND {0} < '0/') AND strlen({0}) <= 15 "
    "AND right({0}, 1) BETWEEN '0' AND '9' AND NOT contains({0}, '_') AND NOT contains({0}, 'e') "
    "AND NOT contains({0}, 'E')",
}
"""For plain ways to write a value, by its type in SQL (see `Candidate.surely`)."""


def _numbers(dialect: Dialect) -> list[Candidate]:
    point = {AUTO: "."}.get(dialect.decimal, dialect.decimal)
    whole, group = r"(0|[1-9]\d*)", re.escape(dialect.thousands)
    text = "{0}"
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
        Candidate("yes/no", "(?i:true|false)", "(lower({0}) = 'true')", surely="{0} IN ('true', 'false')"),
        _cast("whole number", rf"[+-]?{whole}", "BIGINT", text),
    ]
    if dialect.decimal == AUTO:
        doubt = mark("its points or commas may be decimal signs or stand between thousands")
        pattern = rf"[+-]?(0|[1-9]\d{{0,2}}([{doubtful}]\d{{3}})?)"
        found.append(Candidate("text", pattern, "{0}", doubt=doubt))
    found.append(_cast("number", real, "DOUBLE", text))
    doubt = mark("numbers with zeros in front, or of more digits than a number holds, would change")
    found.append(Candidate("text", r"[+-]?\d+", "{0}", doubt=doubt))
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
                value = f"try_strptime({{0}}, {literal(written_all)})"
                name = "date and time" if clock_written else "date"
                found.append(Candidate(name, pattern, value if clock_written else f"CAST({value} AS DATE)", order))
    return found
