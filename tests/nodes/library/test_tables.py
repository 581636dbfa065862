"""The table tools on real data."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from pydantic import ValidationError

from nodes.frames.rows import frame_of
from nodes.library.tables import (
    Aggregate,
    Describe,
    FilterRows,
    FromColumns,
    FromRecords,
    Join,
    ReadTable,
    SelectColumns,
    SortRows,
    Sql,
    ToRecords,
    WriteTable,
)
from nodes.sdk import Context, InputProblem, ToolError
from nodes.sdk.testing import run_tool


@pytest.fixture(scope="module")
def table(penguins: Path) -> pa.Table:
    return run_tool(ReadTable, file=penguins).outputs["table"]


def read(path: Path, content: str | bytes, **options: Any) -> pa.Table:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return run_tool(ReadTable, file=path, **options).outputs["table"]


def test_penguins_are_read_with_types_and_missing_values(table: pa.Table) -> None:
    assert (table.num_rows, table.num_columns) == (344, 8)
    assert table.schema.field("bill_length_mm").type == pa.float64()
    assert table.schema.field("body_mass_g").type == pa.int64()
    assert table["body_mass_g"].null_count == 2
    assert table["sex"].null_count == 11


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_detected(tmp_path: Path, separator: str) -> None:
    text = f"name{separator}mass\nAnn{separator}1.5\nBob{separator}2.5\n"
    assert read(tmp_path / "a.csv", text).to_pydict() == {"name": ["Ann", "Bob"], "mass": [1.5, 2.5]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_the_encoding_is_detected(tmp_path: Path, encoding: str) -> None:
    text = "stadt,größe\nKöln,1\nMünchen,2\nZürich,3\nDüsseldorf,4\n" * 1
    assert read(tmp_path / "a.csv", text.encode(encoding))["stadt"].to_pylist() == [
        "Köln",
        "München",
        "Zürich",
        "Düsseldorf",
    ]


def test_the_header_is_detected_and_can_be_set(tmp_path: Path) -> None:
    assert read(tmp_path / "a.csv", "1,2\n3,4\n").num_rows == 2
    assert read(tmp_path / "b.csv", "a,b\n3,4\n").column_names == ["a", "b"]
    assert read(tmp_path / "c.csv", "a,b\nc,d\n", header="no").num_rows == 2


def test_dates_and_numbers_are_found_from_all_rows(tmp_path: Path) -> None:
    rows = "".join(f"2024-01-{i % 28 + 1:02d},{i}\n" for i in range(30_000))
    table = read(tmp_path / "a.csv", "day,n\n" + rows + "2024-02-01,1.5\n")
    assert table["day"][0].as_py() == datetime.date(2024, 1, 1)
    assert table.schema.field("n").type == pa.float64()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a,b\n1,2\n3,4,5\n", "bad.csv, line 3: 3 values where the first line has 2"),
        ('a,b\n1,"2\n3,4\n', "bad.csv, line 2: a quotation mark that opens here is never closed"),
        ('a,b\n1,"2"x\n', "bad.csv, line 2: broken quoting"),
        ("", "bad.csv, line 1: there are no rows in it"),
        ("a\nKöln\n".encode() + "Münster\n".encode("latin-1"), "bad.csv, line 3: not UTF-8, as line 2 is"),
    ],
)
def test_a_broken_csv_fails_with_file_and_line(tmp_path: Path, content: str | bytes, words: str) -> None:
    with pytest.raises(InputProblem) as caught:
        read(tmp_path / "bad.csv", content)
    assert words in str(caught.value)
    assert caught.value.port == "file"


def test_a_wrong_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="line 2: this is not utf-16|this is not utf-16"):
        read(tmp_path / "a.csv", "a,b\n1,2\n3\n", encoding="utf-16")
    with pytest.raises(InputProblem, match="no encoding is called"):
        read(tmp_path / "a.csv", "a,b\n1,2\n", encoding="klingon")


def test_a_missing_file_fails_on_its_port(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="is not there"):
        run_tool(ReadTable, file=tmp_path / "gone.csv")


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl", "a.parquet", "a.xlsx"])
def test_every_kind_is_written_and_read_back(tmp_path: Path, name: str, table: pa.Table) -> None:
    made = run_tool(WriteTable, table=table, name=name, save_to=tmp_path / "deep" / name).outputs["file"]
    assert made.name == name
    back = run_tool(ReadTable, file=tmp_path / "deep" / name).outputs["table"]
    assert back.to_pydict() == table.to_pydict()


def test_an_excel_sheet_is_chosen_by_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["a"])
    book.active.append([1])
    other = book.create_sheet("Second")
    other.append(["when", "mixed"])
    other.append([datetime.datetime(2024, 5, 1), 1])
    other.append([None, "text"])
    book.save(tmp_path / "a.xlsx")
    table = run_tool(ReadTable, file=tmp_path / "a.xlsx", sheet="Second").outputs["table"]
    assert table.to_pydict() == {"when": [datetime.datetime(2024, 5, 1), None], "mixed": ["1", "text"]}
    with pytest.raises(InputProblem, match="there is no sheet 'Third'"):
        run_tool(ReadTable, file=tmp_path / "a.xlsx", sheet="Third")


@pytest.mark.parametrize("name", ["a.parquet", "a.xlsx", "a.jsonl", "a.json"])
def test_a_file_that_is_not_what_its_name_says_fails_clearly(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputProblem, match="that can be read"):
        read(tmp_path / name, b"\x00\x01 nonsense")


def test_json_must_be_a_list_of_objects(tmp_path: Path) -> None:
    assert read(tmp_path / "a.json", '[{"a": 1}, {"a": 2}]').to_pydict() == {"a": [1, 2]}
    with pytest.raises(InputProblem, match="not a list of objects"):
        read(tmp_path / "b.json", '{"a": 1}')


def test_an_unknown_kind_cannot_be_written(table: pa.Table) -> None:
    with pytest.raises(InputProblem, match="does not say what kind"):
        run_tool(WriteTable, table=table, name="table.doc")


def test_sql_over_two_tables(table: pa.Table) -> None:
    islands = pa.table({"island": ["Biscoe", "Dream"], "area_km2": [100, 5]})
    query = "SELECT p.species, count(*) AS n FROM p JOIN i USING (island) GROUP BY ALL ORDER BY ALL"
    made = run_tool(Sql, tables=["p", "i"], query=query, p=table, i=islands).outputs["table"]
    assert made.to_pydict() == {"species": ["Adelie", "Chinstrap", "Gentoo"], "n": [100, 68, 124]}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "COPY data TO '/tmp/stolen.csv'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "ATTACH '/tmp/x.db'",
        "SELECT * FROM table_of_python",
        "SELECT getenv('HOME')",
    ],
)
@pytest.mark.parametrize("large", [False, True])
def test_sql_reaches_nothing_but_the_wired_tables(query: str, large: bool, tmp_path: Path) -> None:
    table_of_python = pa.table({"a": [1]})
    with pytest.raises(ToolError):
        run_tool(Sql, query=query, data=wired(table_of_python, large, tmp_path))


def wired(table: pa.Table, large: bool, folder: Path) -> Any:
    """A table, or one whose rows lie in a file."""
    if not large:
        return table
    folder.joinpath("source").mkdir()
    return frame_of(table, Context(lambda _: None, lambda: folder / "source"))


@pytest.mark.parametrize(
    "query",
    [
        "COPY (SELECT 1) TO '{spill}/x.csv'; SELECT 1",
        "COPY (PIVOT data ON a) TO '{spill}/x.csv'",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{spill}/x.csv'",
        "EXPORT DATABASE '{spill}/x'",
        "PREPARE q AS COPY (SELECT 1) TO '{spill}/x.csv'; EXECUTE q",
        "ATTACH '{spill}/x.db'",
        "COPY (SELECT 1) TO '{source}/rows.parquet'",
        "CREATE TABLE x AS SELECT 1; COPY x TO '{source}/rows.parquet'; SELECT 1",
        "ATTACH '{source}/rows.parquet'",
    ],
)
@pytest.mark.parametrize("large", [False, True])
def test_sql_writes_no_file_that_is_open_to_it(
    query: str, large: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may spill into a folder, and read the file in which the rows of a large table lie."""
    monkeypatch.setattr(tempfile, "mkdtemp", lambda prefix: str(tmp_path))
    data = wired(pa.table({"a": [1]}), large, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(ToolError, match="not possible here"):
        run_tool(Sql, query=query.format(spill=tmp_path / "spill", source=tmp_path / "source"), data=data)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_sql_of_several_statements_and_of_composed_ones(table: pa.Table) -> None:
    made = run_tool(Sql, query="CREATE TABLE t AS SELECT 2 AS a; SELECT a FROM t", data=table).outputs["table"]
    assert made.to_pylist() == [{"a": 2}]
    made = run_tool(Sql, query="PIVOT data ON k USING sum(v)", data=pa.table({"k": ["a", "b"], "v": [1, 2]}))
    assert made.outputs["table"].to_pylist() == [{"a": 1, "b": 2}]


def test_a_query_has_the_memory_and_the_disk_that_it_is_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "mkdtemp", lambda prefix: str(tmp_path))
    for name, value in (("MEMORY_MB", "100"), ("SPILL_MB", "20"), ("THREADS", "1")):
        monkeypatch.setenv(f"ICEOS_SQL_{name}", value)
    query = "CREATE TABLE t AS SELECT i, md5(i::VARCHAR) AS m FROM range(20000000) t(i); SELECT 1"
    with pytest.raises(ToolError, match="max_temp_directory_size"):
        run_tool(Sql, query=query, data=pa.table({"a": [1]}))
    assert not list(tmp_path.iterdir())


def test_a_query_with_a_mistake_says_where() -> None:
    with pytest.raises(ToolError, match="nope"):
        run_tool(Sql, query="SELECT nope FROM data", data=pa.table({"a": [1]}))


@pytest.mark.parametrize(
    ("column", "operator", "value", "expected"),
    [
        ("species", "=", "Gentoo", 124),
        ("species", "≠", "Gentoo", 220),
        ("species", "contains", "in", 68),
        ("species", "starts with", "A", 152),
        ("species", "matches", "^(Ad|Ge)", 276),
        ("species", "is one of", "Gentoo, Chinstrap", 192),
        ("body_mass_g", ">", "6000", 2),
        ("body_mass_g", "≥", "6000", 4),
        ("body_mass_g", "<", "2850.5", 3),
        ("body_mass_g", "is missing", "", 2),
        ("body_mass_g", "is there", "", 342),
        ("bill_length_mm", "≤", "35", 11),
    ],
)
def test_rows_are_filtered_and_none_is_lost(
    table: pa.Table, column: str, operator: str, value: str, expected: int
) -> None:
    made = run_tool(FilterRows, table=table, column=column, operator=operator, value=value).outputs
    assert made["table"].num_rows == expected
    assert made["rest"].num_rows == 344 - expected


def test_a_filter_that_makes_no_sense_names_the_port(table: pa.Table) -> None:
    with pytest.raises(InputProblem, match="cannot be compared") as caught:
        run_tool(FilterRows, table=table, column="body_mass_g", operator=">", value="heavy")
    assert caught.value.port == "value"
    with pytest.raises(InputProblem, match="there is no column 'nope'") as caught:
        run_tool(FilterRows, table=table, column="nope")
    assert "The columns are: species" in caught.value.remedy
    with pytest.raises(InputProblem, match="no regular expression"):
        run_tool(FilterRows, table=table, column="species", operator="matches", value="(")


def test_columns_are_kept_dropped_renamed_in_order(table: pa.Table) -> None:
    made = run_tool(SelectColumns, table=table, keep=["sex", "species", "year"], drop=["year"], rename={"sex": "s"})
    assert made.outputs["table"].column_names == ["s", "species"]
    with pytest.raises(InputProblem, match="no column would be left"):
        run_tool(SelectColumns, table=table, keep=["sex"], drop=["sex"])
    with pytest.raises(InputProblem, match="same name"):
        run_tool(SelectColumns, table=table, rename={"sex": "species"})


def test_rows_are_sorted_and_cut(table: pa.Table) -> None:
    made = run_tool(SortRows, table=table, columns=["body_mass_g"], descending=True, keep=3).outputs["table"]
    assert made["body_mass_g"].to_pylist() == [6300, 6050, 6000]
    with pytest.raises(ValidationError):
        run_tool(SortRows, table=table, columns=[])


@pytest.mark.parametrize(("how", "rows"), [("inner", 1), ("left", 2), ("right", 2), ("full", 3), ("only left", 1)])
def test_joins(how: str, rows: int) -> None:
    left = pa.table({"k": ["a", "b"], "v": [1, 2]})
    right = pa.table({"k": ["b", "c"], "v": [20, 30]})
    made = run_tool(Join, left=left, right=right, on=["k"], how=how).outputs["table"]
    assert made.num_rows == rows
    assert made.column_names == (["k", "v"] if how == "only left" else ["k", "v", "v_right"])
    if how == "full":
        assert sorted(made["k"].to_pylist()) == ["a", "b", "c"]


def test_groups_are_summarised(table: pa.Table) -> None:
    made = run_tool(
        Aggregate, table=table, group_by=["species"], columns=["body_mass_g"], functions=["mean", "max"]
    ).outputs["table"]
    assert made.column_names == ["species", "rows", "body_mass_g_mean", "body_mass_g_max"]
    assert made["rows"].to_pylist() == [152, 68, 124]
    assert [round(m) for m in made["body_mass_g_mean"].to_pylist()] == [3701, 3733, 5076]
    assert run_tool(Aggregate, table=table).outputs["table"].to_pydict() == {"rows": [344]}


def test_describe_tells_what_is_in_every_column(table: pa.Table) -> None:
    made = run_tool(Describe, table=table).outputs["table"]
    assert made["column"].to_pylist() == table.column_names
    mass = made.to_pylist()[5]
    assert (mass["min"], mass["max"], round(mass["mean"], 1)) == ("2700", "6300", 4201.8)


def test_lists_become_columns_and_one_value_fills_its_column() -> None:
    columns = ["name", "vector", "place"]
    made = run_tool(FromColumns, columns=columns, name=["a", "b"], vector=[[1.0], [2.0]], place=["here"])
    assert made.outputs["table"].to_pydict() == {
        "name": ["a", "b"], "vector": [[1.0], [2.0]], "place": ["here", "here"]
    }  # fmt: skip
    empty = run_tool(FromColumns, columns=["a", "b"], a=[], b=["x"]).outputs["table"]
    assert (empty.num_rows, empty.column_names) == (0, ["a", "b"])
    mixed = run_tool(FromColumns, columns=["a"], a=[1, "x", None]).outputs["table"]
    assert mixed.to_pydict() == {"a": ["1", "x", None]}
    with pytest.raises(InputProblem, match=r"not equally long \(a: 2, b: 3\)"):
        run_tool(FromColumns, columns=["a", "b"], a=[1, 2], b=[1, 2, 3])
    with pytest.raises(ValueError, match="the same name"):
        run_tool(FromColumns, columns=["a", "a"], a=[1])


def test_records_become_a_table_and_back() -> None:
    records = [{"a": 1, "in": {"x": 1.5}}, {"a": 2, "b": "z"}, {"a": "three"}]
    table = run_tool(FromRecords, records=records).outputs["table"]
    assert table.to_pydict() == {"a": ["1", "2", "three"], "in.x": [1.5, None, None], "b": [None, "z", None]}
    assert run_tool(FromRecords, records={"t": [1, 2]}).outputs["table"].to_pydict() == {"t": [1, 2]}
    assert run_tool(ToRecords, table=table, limit=1).outputs["records"] == [{"a": "1", "in.x": 1.5, "b": None}]
    with pytest.raises(InputProblem, match="a list of JSON objects"):
        run_tool(FromRecords, records=[1, 2])


def test_column_names_with_quotes_are_no_sql() -> None:
    table = pa.table({'x"; DROP TABLE data; --': [1, 1, 2]})
    name = table.column_names[0]
    made = run_tool(Aggregate, table=table, group_by=[name]).outputs["table"]
    assert made["rows"].to_pylist() == [2, 1]
