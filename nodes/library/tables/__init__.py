"""Tables: read, write, query, and the steps people take on them every day."""

from nodes.library.tables.combine import Aggregate, Join
from nodes.library.tables.convert import FromColumns, FromRecords, ToRecords
from nodes.library.tables.describe import Describe
from nodes.library.tables.fill import FillMissing
from nodes.library.tables.pick import RemoveDuplicates, SampleRows, TopRows
from nodes.library.tables.read import ReadTable
from nodes.library.tables.reshape import CrossTabulate, Pivot, Unpivot
from nodes.library.tables.rows import FilterRows, SortRows
from nodes.library.tables.select import SelectColumns
from nodes.library.tables.sql import Sql
from nodes.library.tables.union import Union
from nodes.library.tables.values import Bin, ConvertTypes, Formula, SplitColumn
from nodes.library.tables.window import Window
from nodes.library.tables.write import WriteTable

__all__ = [
    "Aggregate",
    "Bin",
    "ConvertTypes",
    "CrossTabulate",
    "Describe",
    "FillMissing",
    "FilterRows",
    "Formula",
    "FromColumns",
    "FromRecords",
    "Join",
    "Pivot",
    "ReadTable",
    "RemoveDuplicates",
    "SampleRows",
    "SelectColumns",
    "SortRows",
    "SplitColumn",
    "Sql",
    "ToRecords",
    "TopRows",
    "Union",
    "Unpivot",
    "Window",
    "WriteTable",
]
