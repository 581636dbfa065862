"""Columns that are known before the chain runs."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.catalog import Catalog
from engine.chain import file as chain_file
from engine.chain import reshape
from engine.chain.columns import Columns
from engine.chain.model import Endpoint
from tests.engine.chain.builders import Builder


@pytest.fixture
def build(catalog: Catalog, penguins: Path) -> Builder:
    """read → filter → sort."""
    made = Builder(catalog)
    made.node("tables.read", file=str(penguins))
    made.node("tables.filter", column="species", value="Adelie")
    made.node("tables.sort", columns=["body_mass_g"])
    made.wire("tables_read.table", "tables_filter.table")
    made.wire("tables_filter.table", "tables_sort.table")
    return made


def test_the_head_of_the_file_is_known_and_passed_on(build: Builder) -> None:
    known = Columns(build.chain, build.catalog, Path())
    assert known.of_input(Endpoint("tables_filter", "table"))[:3] == ["species", "island", "bill_length_mm"]
    assert known.of_input(Endpoint("tables_sort", "table")) == known.of_input(Endpoint("tables_filter", "table"))
    assert not list(known.missing())


def test_a_column_that_is_gone_is_told_before_the_run(build: Builder) -> None:
    from engine.chain import edit

    chain = edit.set_input(build.chain, build.catalog, "tables_sort", "columns", ["mass", "year"])
    (found,) = Columns(chain, build.catalog, Path()).missing()
    assert (found.level, found.node, found.port) == ("warning", "tables_sort", "columns")
    assert found.reason == "the table has no column 'mass'"
    assert found.remedy.startswith("It has: species, island")


@pytest.mark.parametrize(
    ("port", "value", "gone"),
    [
        ("further", [{"column": "year"}, {"joined": "or", "column": "weight"}, {"column": ""}], "weight"),
        ("further", "no list", ""),
        ("further", ["no record"], ""),
    ],
)
def test_columns_within_records_are_looked_for_too(build: Builder, port: str, value: object, gone: str) -> None:
    from engine.chain import edit

    chain = edit.set_input(build.chain, build.catalog, "tables_filter", port, value)
    told = [(found.port, found.reason) for found in Columns(chain, build.catalog, Path()).missing()]
    assert told == ([(port, f"the table has no column {gone!r}")] if gone else [])


def test_keys_and_values_of_a_mapping_are_looked_for_on_their_own_tables(build: Builder) -> None:
    build.node("tables.join", pairs={"species": "island", "gone": "lost"})
    build.wire("tables_read.table", "tables_join.left")
    build.wire("tables_sort.table", "tables_join.right")
    told = {found.reason for found in Columns(build.chain, build.catalog, Path()).missing()}
    assert told == {"the table has no column 'gone'", "the table has no column 'lost'"}


def test_what_no_tool_foresees_is_taken_from_the_last_run(build: Builder) -> None:
    build.node("tables.sql", tables=["t"], query="SELECT 1 AS one FROM t")
    build.node("tables.sort", columns=["two"])
    build.wire("tables_sort.table", "tables_sql.t")
    build.wire("tables_sql.table", "tables_sort_2.table")
    at = Endpoint("tables_sql", "table")
    unknown = Columns(build.chain, build.catalog, Path())
    assert unknown.of_output(at) == []
    assert not list(unknown.missing()), "what is not known is not wrong"
    seen = Columns(build.chain, build.catalog, Path(), lambda _, source: ["one"] if source == at else [])
    assert [f.reason for f in seen.missing()] == ["the table has no column 'two'"]


def test_through_a_bypassed_node_the_columns_are_those_before_it(build: Builder) -> None:
    chain = reshape.switched(build.chain, ["tables_filter"], "bypass")
    assert "species" in Columns(chain, build.catalog, Path()).of_input(Endpoint("tables_sort", "table"))


@pytest.mark.parametrize("kind", ["tsv", "parquet", "jsonl", "numbers", "empty", "gone"])
def test_heads_of_other_files(catalog: Catalog, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind if kind in ('tsv', 'parquet', 'jsonl') else 'csv'}"
    expected = ["a", "b"]
    if kind == "tsv":
        path.write_text("a\tb\n1\t2\n")
    elif kind == "parquet":
        pq.write_table(pa.table({"a": [1], "b": [2]}), path)
    elif kind == "jsonl":
        path.write_text('{"a": 1, "b": 2}\n')
    else:
        expected = []
        if kind != "gone":
            path.write_text("1,2\n3,4\n" if kind == "numbers" else "")
    build = Builder(catalog)
    build.node("tables.read", file=path.name)
    assert Columns(build.chain, catalog, tmp_path).of_output(Endpoint("tables_read", "table")) == expected


@pytest.mark.parametrize("members", [["tables_filter"], ["tables_filter", "tables_sort_2"], ["tables_sort_2"]])
def test_a_group_knows_what_it_would_know_ungrouped(build: Builder, members: list[str]) -> None:
    """In whatever part of the chain: what is inside, what is behind it, and what is gone."""
    build.node("tables.sort", columns=["year", "gone"])
    build.node("tables.filter", column="island")
    build.wire("tables_filter.table", "tables_sort_2.table")
    build.wire("tables_sort_2.table", "tables_filter_2.table")
    flat = Columns(build.chain, build.catalog, Path())
    chain, group = reshape.grouped(build.chain, build.catalog, members)
    outer = Columns(chain, build.catalog, Path())
    inner = outer.inside(group)
    assert inner is not None
    for node in ("tables_filter", "tables_sort", "tables_sort_2", "tables_filter_2"):
        known = inner if node in members else outer
        at = Endpoint(node, "table")
        assert known.of_input(at) == flat.of_input(at) != []
    gone = {(found.node.rpartition("/")[2], found.reason) for found in outer.missing()}
    assert gone == {(found.node, found.reason) for found in flat.missing()}
    paths = {found.node for found in outer.missing()}
    assert paths == {f"{group}/tables_sort_2" if "tables_sort_2" in members else "tables_sort_2"}


def test_a_file_that_runs_itself_has_no_columns_and_no_end(catalog: Catalog, tmp_path: Path) -> None:
    build = Builder(catalog)
    build.node("flow.chain", file="self.iceos")
    (tmp_path / "self.iceos").write_bytes(chain_file.dump(build.chain))
    assert not list(Columns(build.chain, catalog, tmp_path).missing())


def test_a_loop_gives_lists_and_no_table(build: Builder) -> None:
    chain, group = reshape.grouped(build.chain, build.catalog, ["tables_filter"])
    spec = build.catalog.newest("flow.map")
    assert spec is not None
    looped = reshape.tool_replaced(chain, build.catalog, group, spec)
    columns = Columns(looped, build.catalog, Path())
    assert columns.inside(group) is not None
    assert columns.of_input(Endpoint("tables_sort", "table")) == []
