"""Tables below each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from nodes.frames import AnyTable
from nodes.frames.duck import literal
from nodes.frames.lazy import is_number
from nodes.frames.query import Query, answer
from nodes.library.tables.columns import position_of, words_of
from nodes.sdk import CONFIG, Context, Fields, InputProblem, Ports, Tool

if TYPE_CHECKING:
    import pyarrow as pa


class Union(Tool):
    """Put the rows of several tables below each other.

    Name the tables in the form: each becomes an input. Columns go together by their names (one that a table has not
    got is missing in its rows, and that is told), or by their position. Numbers of several kinds become one kind that
    holds them all; other types go together only as text.
    """

    name = "tables.union"
    title = "Union"
    category = "Tables"
    icon = "merge"
    keywords = ("append", "concatenate", "stack", "rows", "combine", "merge")
    deterministic = True

    class Inputs(Fields):
        tables: Annotated[list[str], CONFIG] = Field(
            ["first", "second"], min_length=1, description="Names of the tables; each is an input."
        )
        by: Annotated[Literal["name", "position"], CONFIG] = Field("name", title="Columns go together by")
        unlike: Annotated[Literal["fail", "make text"], CONFIG] = Field("fail", title="Where types do not go together")
        source: Annotated[str, CONFIG] = Field(
            "", title="Column of origin", description="A column of this name tells from which table a row comes."
        )

    class Outputs(Fields):
        table: AnyTable

    @staticmethod
    def ports(config: Mapping[str, Any]) -> Ports:
        names = config.get("tables") or []
        if len(set(names)) < len(names):
            raise ValueError("two tables have the same name")
        return Ports(inputs={name: (AnyTable, Field(title=name)) for name in names})

    @classmethod
    def foresee(cls, inputs: Mapping[str, Any], columns: Mapping[str, list[str]]) -> dict[str, list[str]]:
        tables = inputs.get("tables") or ["first", "second"]
        if any(name not in columns for name in tables):
            return {}
        names = [*columns[tables[0]]]
        if inputs.get("by") != "position":
            names = [*dict.fromkeys(name for table in tables for name in columns[table])]
        return {"table": names + [name for name in [inputs.get("source")] if name]}

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        tables: dict[str, Any] = {name: getattr(inputs, name) for name in inputs.tables}
        how = Stacking(inputs.by, inputs.unlike, inputs.source, "source")
        return self.Outputs(table=stacked(tables, how, ctx))


@dataclass(frozen=True)
class Stacking:
    """How tables go below each other.

    Attributes:
        by: Columns go together by ``name`` or by ``position``.
        unlike: ``fail`` or ``make text`` where types do not go together.
        origin: A column of this name tells from which table a row comes; empty for none.
        origin_port: The input where that is changed.
        port: The input that is at fault where a table does not fit; empty where the tables are inputs by their names.
    """

    by: str
    unlike: str
    origin: str
    origin_port: str
    port: str = ""


def stacked(tables: Mapping[str, AnyTable], how: Stacking, ctx: Context) -> AnyTable:
    """Tables below each other, in their order; those without columns are left out. Raises `InputProblem` for those that
    do not fit.
    """
    empty = [name for name, table in tables.items() if not table.num_columns]
    if len(empty) == len(tables):
        return next(iter(tables.values()))
    if empty:
        ctx.notice(f"nothing is in {', '.join(map(repr, empty))}", "skipped", count=len(empty))
        tables = {name: table for name, table in tables.items() if table.num_columns}
    places = _by_position(tables, how) if how.by == "position" else _by_name(tables, how, ctx)
    names = [name for name, _ in places]
    columns: list[Any] = []
    as_text: list[bool] = []
    for name, positions in places:
        kinds = {
            table: tables[table].schema.field(position).type
            for table, position in positions.items()
            if position is not None and not _is_null(tables[table].schema.field(position).type)
        }
        if not kinds:
            as_text.append(False)
            columns.append(name)
            continue
        text = _become_text(name, kinds, how, ctx)
        as_text.append(text)
        first = next(iter(kinds.values()))
        alike = all(kind == first for kind in kinds.values())
        columns.append(_field(name, first) if alike and not text else name)
    if how.origin:
        if how.origin in names:
            raise InputProblem(how.origin_port, f"there is a column {how.origin!r} already")
        columns.append(how.origin)
    parts = []
    for number, table in enumerate(tables):
        cells = [_cell(positions[table], text) for (_, positions), text in zip(places, as_text, strict=True)]
        if how.origin:
            cells.append(literal(table))
        parts.append(f"(SELECT {', '.join(cells)} FROM input_{number})")
    return answer(Query(" UNION ALL ".join(parts), columns), ctx, *tables.values())


Places = list[tuple[str, dict[str, int | None]]]
"""Columns of the result by name: at which position each table has them, None where it has not."""


def _by_position(tables: Mapping[str, AnyTable], how: Stacking) -> Places:
    first, *others = tables
    names = tables[first].column_names
    for table in others:
        if tables[table].num_columns != len(names):
            raise InputProblem(
                how.port or table,
                f"{first!r} has {len(names)} columns, {table!r} {tables[table].num_columns}",
                remedy="Let columns go together by name.",
            )
    return [(name, dict.fromkeys(tables, number)) for number, name in enumerate(names)]


def _by_name(tables: Mapping[str, AnyTable], how: Stacking, ctx: Context) -> Places:
    for table, rows in tables.items():
        if len({*rows.column_names}) < rows.num_columns:
            raise InputProblem(
                how.port or table, f"two columns of {table!r} have one name", remedy="Rename one, or go by position."
            )
    names = [*dict.fromkeys(name for table in tables.values() for name in table.column_names)]
    there = {table: {*rows.column_names} for table, rows in tables.items()}
    for table in tables:
        lacking = [name for name in names if name not in there[table]]
        if lacking:
            ctx.notice(
                f"{table!r} has no column {', '.join(map(repr, lacking))}: missing in its rows",
                count=len(lacking),
                port=how.port or table,
            )
    return [
        (
            name,
            {table: position_of(rows, name) if name in there[table] else None for table, rows in tables.items()},
        )
        for name in names
    ]


def _become_text(name: str, kinds: Mapping[str, pa.DataType], how: Stacking, ctx: Context) -> bool:
    """Whether a column goes together only as text. Raises `InputProblem` where that is not wanted."""
    (first, kind), *others = kinds.items()
    odd = [table for table, other in others if other != kind]
    if not odd:
        return False
    words = {words_of(other) for other in kinds.values()}
    if len(words) == 1 or all(is_number(other) for other in kinds.values()):
        if len(words) > 1:
            ctx.notice(f"{name!r}: numbers of several kinds become one kind", "cast")
        return False
    if how.unlike == "make text":
        ctx.notice(f"{name!r} became text, for it is not of one type in all tables", "cast", port="unlike")
        return True
    table = next((table for table in odd if words_of(kinds[table]) != words_of(kind)), odd[0])
    raise InputProblem(
        how.port or table,
        f"{name!r} holds {words_of(kind)} in {first!r}, {words_of(kinds[table])} in {table!r}",
        remedy="Convert one of them, or make text of both.",
    )


def _is_null(kind: pa.DataType) -> bool:
    """Whether a column has no value that could be of a type."""
    import pyarrow as pa

    return bool(pa.types.is_null(kind))


def _cell(position: int | None, text: bool) -> str:
    if position is None:
        return "NULL"
    return f"c{position}::VARCHAR" if text else f"c{position}"


def _field(name: str, kind: pa.DataType) -> pa.Field:
    import pyarrow as pa

    return pa.field(name, kind)
