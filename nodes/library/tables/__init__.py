"""Tables: read, write, query, and the steps people take on them every day."""

from nodes.library.tables.combine import Aggregate, Join
from nodes.library.tables.convert import FromColumns, FromRecords, ToRecords
from nodes.library.tables.describe import Describe
from nodes.library.tables.read import ReadTable
from nodes.library.tables.rows import FilterRows, SortRows
from nodes.library.tables.select import SelectColumns
from nodes.library.tables.sql import Sql
from nodes.library.tables.write import WriteTable

__all__ = [
    "Aggregate",
    "Describe",
    "FilterRows",
    "FromColumns",
    "FromRecords",
    "Join",
    "ReadTable",
    "SelectColumns",
    "SortRows",
    "Sql",
    "ToRecords",
    "WriteTable",
]
