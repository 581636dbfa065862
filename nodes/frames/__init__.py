"""Tables whose rows are made when somebody needs them, and the one way to DuckDB."""

from nodes.frames.lazy import AnyTable, LazyFrame
from nodes.frames.rows import table_of

__all__ = ["AnyTable", "LazyFrame", "table_of"]
