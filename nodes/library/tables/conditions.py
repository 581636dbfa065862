"""A condition on one column: as a mask over rows that are there, and as SQL for those that are not made yet."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, Literal

from nodes.frames import LazyFrame
from nodes.frames.duck import literal
from nodes.library.tables.columns import words_of
from nodes.sdk import InputProblem

Operator = Literal[
    "=", "≠", "<", "≤", ">", "≥", "contains", "starts with", "matches", "is one of", "is missing", "is there"
]
_TEXT_OPERATORS = {"contains": "contains", "starts with": "starts_with", "matches": "regexp_matches"}
_ALWAYS, _NEVER = "always", "never"
"""Of values that are there."""
_FLOATS = {32: "FLOAT", 64: "DOUBLE"}
_COMPARISONS = {"=": "=", "≠": "<>", "<": "<", "≤": "<=", ">": ">", "≥": ">="}


def check(kind: Any, operator: str, value: str) -> None:
    """Whether values of a type can be compared so, however many there are. Raises `InputProblem`."""
    import pyarrow as pa

    try:
        mask(pa.chunked_array([pa.nulls(1, kind)]), operator, value)
    except pa.ArrowException as error:
        raise InputProblem("operator", f"{words_of(kind)} cannot be compared by {operator!r}") from error


def mask(column: Any, operator: str, value: str) -> Any:
    """Which values of a `pyarrow.ChunkedArray` satisfy it, as booleans and nulls. Raises `InputProblem`."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if operator == "is missing":
        return pc.is_null(column, nan_is_null=True)
    if operator == "is there":
        return pc.invert(pc.is_null(column, nan_is_null=True))
    if operator in _TEXT_OPERATORS:
        compare = {
            "contains": pc.match_substring,
            "starts with": pc.starts_with,
            "matches": pc.match_substring_regex,
        }
        try:
            return compare[operator](column.cast(pa.string()), value)
        except pa.ArrowInvalid as error:
            raise InputProblem("value", f"{value!r} is no regular expression: {error}") from error
    if operator == "is one of":
        values = _values(column.type, value)
        return pc.is_in(column, value_set=pa.array(values) if values else pa.nulls(0, column.type))
    if pa.types.is_integer(column.type):
        operator, value = _whole(column.type, operator, value)
        if operator in (_ALWAYS, _NEVER):
            return pc.and_(pc.is_valid(column), operator == _ALWAYS)
    compare = {
        "=": pc.equal,
        "≠": pc.not_equal,
        "<": pc.less,
        "≤": pc.less_equal,
        ">": pc.greater,
        "≥": pc.greater_equal,
    }
    return compare[operator](column, _typed(column.type, value))


def where(table: LazyFrame, column: str, operator: str, value: str) -> str:
    """The same as an SQL expression over the columns of a frame, true or false; empty for one that DuckDB would
    answer otherwise. It is one that `check` has nothing against.
    """
    import pyarrow as pa

    kind = table.type_of(column)
    name = table.column(column)
    is_float = pa.types.is_floating(kind)
    if operator in ("is missing", "is there"):
        missing = f"({name} IS NULL OR isnan({name}))" if is_float else f"({name} IS NULL)"
        return missing if operator == "is missing" else f"NOT {missing}"
    is_text = pa.types.is_string(kind) or pa.types.is_large_string(kind)
    if operator in _TEXT_OPERATORS:
        return f"coalesce({_TEXT_OPERATORS[operator]}({name}, {literal(value)}), false)" if is_text else ""
    if pa.types.is_integer(kind) and operator != "is one of":
        operator, value = _whole(kind, operator, value)
        if operator in (_ALWAYS, _NEVER):
            return f"({name} IS NOT NULL)" if operator == _ALWAYS else "false"
    values = [_sql(scalar) for scalar in (_values(kind, value) if operator == "is one of" else [_typed(kind, value)])]
    if not all(values):
        return ""
    compared = f"coalesce({name} IN ({', '.join(values)}), false)" if values else "false"
    if operator != "is one of":
        compared = f"coalesce({name} {_COMPARISONS[operator]} {values[0]}, false)"
    if is_float:  # to DuckDB NaN is the largest of all, but not where it goes by what a file says of its columns
        if operator == "≠":
            return f"({compared} OR coalesce(isnan({name}), false))"
        return f"({compared} AND NOT isnan({name}))"
    return compared


def _values(kind: Any, listed: str) -> list[Any]:
    """The values of *is one of* as scalars; of a column of whole numbers without those that are none."""
    import pyarrow as pa

    texts = [text.strip() for text in listed.split(",")]
    if pa.types.is_integer(kind):
        compared = (_whole(kind, "=", text) for text in texts)
        texts = [text for operator, text in compared if operator == "="]
    return [_typed(kind, text) for text in texts]


def _whole(kind: Any, operator: str, value: str) -> tuple[str, str]:
    """A comparison of whole numbers of a type with any number, as one with a number of that type: none of them is
    1.5, and those below it are those below 2. Raises `InputProblem`.
    """
    low, high = _bounds(kind)
    try:
        number = Decimal(value.strip().lower())
        if number.is_nan():
            return (_ALWAYS if operator == "≠" else _NEVER), ""
    except ArithmeticError as error:
        raise _unlike(kind, value) from error
    if operator in ("=", "≠"):
        if low <= number <= high and number == number.to_integral_value():
            return operator, str(int(number))
        return (_NEVER if operator == "=" else _ALWAYS), ""
    is_upper = operator in ("<", "≤")  # of values up to it
    if number > high:
        return (_ALWAYS if is_upper else _NEVER), ""
    if number < low:
        return (_NEVER if is_upper else _ALWAYS), ""
    rounding = ROUND_CEILING if operator in ("<", "≥") else ROUND_FLOOR
    return operator, str(int(number.to_integral_value(rounding)))


def _bounds(kind: Any) -> tuple[int, int]:
    """The least and the most whole number of a type."""
    import pyarrow as pa

    if pa.types.is_unsigned_integer(kind):
        return 0, 2**kind.bit_width - 1
    return -(2 ** (kind.bit_width - 1)), 2 ** (kind.bit_width - 1) - 1


def _unlike(kind: Any, value: str) -> InputProblem:
    return InputProblem("value", f"{value!r} cannot be compared with a column of {kind}")


def sql_value(kind: Any, value: str) -> str:
    """A text as an SQL literal of a type; empty for one that has none. Raises `InputProblem`."""
    return _sql(_typed(kind, value))


def _typed(kind: Any, value: str) -> Any:
    """A text as a scalar of the column's type."""
    import pyarrow as pa

    try:
        return pa.scalar(value).cast(kind)
    except (pa.ArrowException, ValueError) as error:
        raise _unlike(kind, value) from error


def _sql(scalar: Any) -> str:
    """A scalar as an SQL literal of its type; empty for a type that has none."""
    import math

    import pyarrow as pa

    kind, types = scalar.type, pa.types
    if types.is_integer(kind):
        return f"({scalar.as_py()})"
    if types.is_floating(kind):
        number = scalar.as_py()
        if math.isnan(number):
            return ""
        return f"({literal(repr(number))}::{_FLOATS[kind.bit_width]})"
    if types.is_string(kind) or types.is_large_string(kind):
        return literal(scalar.as_py())
    if types.is_boolean(kind):
        return str(scalar.as_py())
    if types.is_date32(kind):
        return f"({literal(str(scalar.as_py()))}::DATE)"
    if types.is_timestamp(kind) and kind.tz is None and kind.unit != "ns":
        return f"({literal(str(scalar.cast(pa.timestamp('us')).cast(pa.string()).as_py()))}::TIMESTAMP)"
    if types.is_decimal128(kind):
        return f"({literal(str(scalar.as_py()))}::DECIMAL({kind.precision}, {kind.scale}))"
    return ""
