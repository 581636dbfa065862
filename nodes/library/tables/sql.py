"""SQL over wired tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from nodes.frames import AnyTable
from nodes.frames.duck import connection, streamed
from nodes.frames.rows import made
from nodes.sdk import CONFIG, Code, Context, Fields, Ports, Tool, ToolError

VOLATILE = re.compile(
    r"\b(random|setseed|uuid|uuidv4|uuidv7|gen_random_uuid|now|today|get_current_time\w*|current_\w+|localtime\w*"
    r"|transaction_timestamp|nextval|currval|txid_current|tablesample|using\s+sample)\b",
    re.IGNORECASE,
)

_QUERIES = frozenset(
    {"SELECT", "CREATE", "CREATE_FUNC", "INSERT", "UPDATE", "DELETE", "MERGE_INTO", "DROP", "ALTER", "CALL", "PRAGMA"}
)
_COMPOSED = frozenset({"MULTI", "EXPLAIN"})
"""Statements made of others, such as PIVOT."""
_WRITING = re.compile(r"\b(copy|export)\b", re.IGNORECASE)


class Sql(Tool):
    """Query any number of wired tables with SQL (DuckDB).

    Name the tables in the form: each becomes an input of the node, and a table of the query.

    ```sql
    SELECT species, avg(body_mass_g) AS mean_mass
    FROM penguins
    GROUP BY species
    ```

    The query sees the wired tables and nothing else: it can read no file and reach no host.
    """

    name = "tables.sql"
    title = "SQL"
    category = "Tables"
    icon = "database"
    keywords = ("query", "duckdb", "select", "database", "join", "group")
    deterministic = True

    class Inputs(Fields):
        tables: Annotated[list[str], CONFIG] = Field(
            ["data"], min_length=1, description="Names of the tables; each is an input."
        )
        query: Annotated[str, Code("sql")] = Field(
            "SELECT *\nFROM data", min_length=1, description="One SELECT statement."
        )

    class Outputs(Fields):
        table: AnyTable = Field(description="What the query selects.")

    @classmethod
    def repeatable(cls, inputs: Mapping[str, Any]) -> bool:
        """Not with functions of chance or time in the query."""
        return not VOLATILE.search(str(inputs.get("query", "")))

    @staticmethod
    def ports(config: Mapping[str, Any]) -> Ports:
        names = config.get("tables") or []
        if len(set(names)) < len(names):
            raise ValueError("two tables have the same name")
        return Ports(inputs={name: (AnyTable, Field(title=name)) for name in names})

    def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        with connection(ctx, {name: getattr(inputs, name) for name in inputs.tables}) as database:
            _refuse_files(database.extract_statements(inputs.query))
            result = database.sql(inputs.query)
            if result is None:
                raise ToolError("the query selects nothing", remedy="End it with one SELECT statement.")
            return self.Outputs(table=made(streamed(result), ctx))


def _refuse_files(statements: list[Any]) -> None:
    """Raises `ToolError` for statements that write files: those of its own spill folder would be open to them."""
    for statement in statements:
        kind = statement.type.name
        if kind not in _QUERIES and not (kind in _COMPOSED and not _WRITING.search(statement.query)):
            raise ToolError(
                f"{kind.replace('_', ' ')} is not possible here", remedy="End it with one SELECT statement."
            )
