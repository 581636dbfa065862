"""What people do to tables every day, each with what must not be lost on the way."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from nodes.frames import table_of
from nodes.frames.rows import aside, frame_of
from nodes.library.tables import (
    Aggregate,
    Bin,
    ConvertTypes,
    CrossTabulate,
    Describe,
    FillMissing,
    FilterRows,
    Formula,
    Join,
    Pivot,
    RemoveDuplicates,
    SampleRows,
    SelectColumns,
    SortRows,
    SplitColumn,
    TopRows,
    Union,
    Unpivot,
    Window,
)
from nodes.sdk import InputProblem, Notice, Tool, ToolError
from nodes.sdk.testing import Made, run_tool

NAN = float("nan")
SALES = pa.table(
    {
        "year": [2023, 2023, 2024, None],
        "country": ["FI", "NO", "FI", "x'"],
        "sales": [4, 7, 5, 9],
        "Sales": [1.5, NAN, None, 2.0],
        "tags": ["a, b", "c", None, "d,e,f"],
    }
)


def rows(made: Made, port: str = "table") -> list[tuple[Any, ...]]:
    table = made.outputs[port]
    return [*zip(*(column.to_pylist() for column in table.columns), strict=True)]


def told(made: Made) -> list[tuple[str, int]]:
    return [(message.action, message.count) for message in made.said if isinstance(message, Notice)]


def fails(tool: type[Tool], port: str, words: str, **inputs: Any) -> None:
    with pytest.raises(InputProblem, match=words) as caught:
        run_tool(tool, **inputs)
    assert caught.value.port == port


@pytest.mark.parametrize(("keep", "kept"), [("first", [0, 1, 3]), ("last", [1, 2, 3]), ("none", [1, 3])])
def test_of_duplicates_one_stays_and_the_others_come_out_below(keep: str, kept: list[int]) -> None:
    made = run_tool(RemoveDuplicates, table=SALES, columns=["country"], keep=keep)
    assert made.outputs["table"]["sales"].to_pylist() == [[4, 7, 5, 9][i] for i in kept]
    assert made.outputs["rest"].num_rows == 4 - len(kept)


def test_missing_values_and_nan_are_duplicates_of_their_like() -> None:
    table = pa.table({"x": [NAN, NAN, None, None, 0.0, -0.0]})
    assert run_tool(RemoveDuplicates, table=table).outputs["table"].num_rows == 3


def test_a_sample_is_the_same_for_a_seed_and_keeps_shares() -> None:
    table = pa.table({"i": range(1000), "kind": ["a" if i % 10 else "b" for i in range(1000)]})
    made = run_tool(SampleRows, table=table, amount=20, balance="kind", seed=3)
    sample, rest = made.outputs["table"], made.outputs["rest"]
    assert (sample.num_rows, rest.num_rows) == (200, 800)
    assert sample["kind"].to_pylist().count("b") == 20
    assert sorted(sample["i"].to_pylist() + rest["i"].to_pylist()) == [*range(1000)]
    assert sample.equals(run_tool(SampleRows, table=table, amount=20, balance="kind", seed=3).outputs["table"])
    assert not sample.equals(run_tool(SampleRows, table=table, amount=20, balance="kind", seed=4).outputs["table"])
    assert run_tool(SampleRows, table=table, amount=7, unit="rows").outputs["table"].num_rows == 7
    fails(SampleRows, "amount", "more than 100 percent", table=table, amount=101)


def test_a_sample_is_spread_over_the_whole_table() -> None:
    table = pa.table({"i": range(10_000)})
    taken = run_tool(SampleRows, table=table, amount=1000, unit="rows").outputs["table"]["i"].to_pylist()
    tenths = [sum(1 for i in taken if i // 1000 == tenth) for tenth in range(10)]
    assert min(tenths) > 60  # of 100 each
    assert max(tenths) < 140


def test_top_rows_of_groups_never_without_a_value() -> None:
    made = run_tool(TopRows, table=SALES, by="Sales", count=5)
    assert made.outputs["table"]["Sales"].to_pylist() == [2.0, 1.5]
    table = pa.table({"g": ["a", "a", "a", "b"], "n": [1, 2, 2, 0]})
    assert rows(run_tool(TopRows, table=table, by="n", count=1, group_by=["g"])) == [("a", 2), ("b", 0)]
    assert len(rows(run_tool(TopRows, table=table, by="n", count=1, group_by=["g"], ties="all"))) == 3
    assert rows(run_tool(TopRows, table=table, by="n", count=1, order="smallest")) == [("b", 0)]


def test_a_pivot_loses_no_value_in_silence() -> None:
    made = run_tool(Pivot, table=SALES, rows=["year"], columns="country", values="sales")
    assert made.outputs["table"].to_pylist() == [
        {"year": 2023, "FI": 4, "NO": 7, "x'": None},
        {"year": 2024, "FI": 5, "NO": None, "x'": None},
        {"year": None, "FI": None, "NO": None, "x'": 9},
    ]
    fails(
        Pivot, "summary", "2 rows for year 2023, year 2023", table=SALES, rows=["year"], columns="year", values="sales"
    )
    made = run_tool(Pivot, table=SALES, rows=["country"], columns="year", values="sales", summary="sum")
    assert made.outputs["table"].column_names == ["country", "2023", "2024", "missing"]
    assert made.outputs["table"].schema.field("2023").type == pa.int64()


def test_headings_of_a_pivot_are_in_order_and_never_twice() -> None:
    table = pa.table({"k": [1, 1, 1], "n": [10, 9, 2], "v": ["a", "b", "c"]})
    assert run_tool(Pivot, table=table, rows=["k"], columns="n", values="v").outputs["table"].column_names == [
        *["k", "2", "9", "10"]
    ]
    table = pa.table({"k": [1, 1], "n": ["k", None], "v": [1, 2]})
    made = run_tool(Pivot, table=table, rows=["k"], columns="n", values="v")
    assert made.outputs["table"].column_names == ["k", "k_2", "missing"]
    assert told(made)
    many = pa.table({"k": [1] * 2000, "n": range(2000), "v": range(2000)})
    fails(Pivot, "columns", "more than 1000", table=many, rows=["k"], columns="n", values="v")


def test_unpivot_and_pivot_give_back_the_table() -> None:
    wide = pa.table({"k": ["a", "b"], "x": [1, None], "y": [3, 4]})
    long = run_tool(Unpivot, table=wide, keep=["k"]).outputs["table"]
    assert long.to_pydict()["value"] == [1, 3, None, 4]
    back = run_tool(Pivot, table=long, rows=["k"], columns="name", values="value").outputs["table"]
    assert back.equals(wide)
    assert run_tool(Unpivot, table=wide, keep=["k"], missing="leave out").outputs["table"].num_rows == 3


def test_unpivot_mixes_no_types_unasked() -> None:
    fails(Unpivot, "columns", "'sales' holds whole numbers, 'country' text", table=SALES, columns=["sales", "country"])
    made = run_tool(Unpivot, table=SALES, columns=["sales", "country"], as_text=True)
    assert made.outputs["table"]["value"].to_pylist()[:2] == ["4", "FI"]
    assert told(run_tool(Unpivot, table=SALES, columns=["sales", "Sales"])) == [("cast", 0)]


def test_a_cross_table_sums_up() -> None:
    made = run_tool(CrossTabulate, table=SALES, rows="year", columns="country")
    assert rows(made) == [
        ("2023", 1, 1, 0, 2),
        ("2024", 1, 0, 0, 1),
        ("missing", 0, 0, 1, 1),
        ("Total", 2, 1, 1, 4),
    ]
    made = run_tool(CrossTabulate, table=SALES, rows="year", columns="country", figure="percent of column")
    assert rows(made)[0] == ("2023", 50.0, 100.0, 0.0, 50.0)
    empty = run_tool(CrossTabulate, table=SALES.slice(0, 0), rows="year", columns="country")
    assert empty.outputs["table"].num_rows == 0


@pytest.mark.parametrize(
    ("how", "filled"),
    [
        ("previous", [1.5, 1.5, 1.5, 2.0]),
        ("next", [1.5, 2.0, 2.0, 2.0]),
        ("mean", [1.5, 1.75, 1.75, 2.0]),
        ("median", [1.5, 1.75, 1.75, 2.0]),
        ("max", [1.5, 2.0, 2.0, 2.0]),
        ("most frequent", [1.5, 1.5, 1.5, 2.0]),
    ],
)
def test_gaps_are_filled(how: str, filled: list[float]) -> None:
    made = run_tool(FillMissing, table=SALES, columns=["Sales"], how=how)
    assert made.outputs["table"]["Sales"].to_pylist() == filled


def test_gaps_are_filled_within_groups_and_with_values_of_the_type() -> None:
    table = pa.table({"g": ["a", "b", "a"], "x": [1, None, None]})
    assert rows(run_tool(FillMissing, table=table, how="previous", group_by=["g"])) == [("a", 1), ("b", None), ("a", 1)]
    made = run_tool(FillMissing, table=SALES, value="none")
    assert made.outputs["table"]["tags"].to_pylist()[2] == "none"
    assert made.outputs["table"]["year"].to_pylist()[3] is None
    assert ("skipped", 0) in told(made)
    fails(FillMissing, "value", "cannot be compared", table=SALES, columns=["year"], value="none")
    fails(FillMissing, "columns", "'tags' holds text", table=SALES, columns=["tags"], how="mean")


def test_types_are_converted_without_a_loss_in_silence() -> None:
    table = pa.table({"t": ["1", " 2 ", "2.0", "x"], "d": [1.0, 2.5, NAN, 1e300]})
    fails(
        ConvertTypes, "types", "'t', row 3: '2.0' is no whole number .2 such", table=table, types={"t": "whole number"}
    )
    made = run_tool(ConvertTypes, table=table, types={"t": "number", "d": "whole number"}, wrong="make it missing")
    assert made.outputs["table"].to_pydict() == {"t": [1.0, 2.0, 2.0, None], "d": [1, None, None, None]}
    assert told(made) == [("dropped", 1), ("dropped", 3)]


@pytest.mark.parametrize(
    ("text", "options", "day"),
    [
        ("2024-04-03", {}, datetime.date(2024, 4, 3)),
        ("3/4/2024", {"dates": "day first"}, datetime.date(2024, 4, 3)),
        ("3/4/2024", {"dates": "month first"}, datetime.date(2024, 3, 4)),
        ("03. 04. 24", {"format": "%d. %m. %y"}, datetime.date(2024, 4, 3)),
    ],
)
def test_dates_are_read_as_they_are_written(text: str, options: dict[str, str], day: datetime.date) -> None:
    made = run_tool(ConvertTypes, table=pa.table({"d": [text, None]}), types={"d": "date"}, **options)
    assert made.outputs["table"]["d"].to_pylist() == [day, None]
    back = run_tool(ConvertTypes, table=made.outputs["table"], types={"d": "text"}, format=options.get("format", ""))
    assert back.outputs["table"]["d"].to_pylist()[0] == (text if "format" in options else str(day))


def test_a_decimal_comma_and_a_column_that_no_date_can_be_made_of() -> None:
    table = pa.table({"t": ["1,5"], "n": [1.5]})
    made = run_tool(ConvertTypes, table=table, types={"t": "number", "n": "text"}, decimal=",")
    assert rows(made) == [(1.5, "1,5")]
    fails(ConvertTypes, "types", "no date can be made of it", table=table, types={"n": "date"})


def test_a_formula_is_one_value_for_each_row() -> None:
    made = run_tool(Formula, table=SALES, column="double", expression="sales * 2")
    assert made.outputs["table"]["double"].to_pylist() == [8, 14, 10, 18]
    made = run_tool(Formula, table=SALES, column="sales", expression="sum(sales) OVER (PARTITION BY country)")
    assert made.outputs["table"].column_names == SALES.column_names
    assert sorted(made.outputs["table"]["sales"].to_pylist()) == [7, 9, 9, 9]
    for expression in ("sales, year", "1) AS x, (2", "*", "unnest([1, 2])", "sum(sales)", "nothing", "sales +", ""):
        with pytest.raises((ToolError, ValueError)):
            run_tool(Formula, table=SALES, column="x", expression=expression)


@pytest.mark.parametrize(
    "expression",
    [
        "(SELECT content FROM read_text('/etc/passwd'))",
        "getenv('HOME')",
        "(FROM glob('/*') LIMIT 1)",
        "(SELECT * FROM x)",
    ],
)
def test_a_formula_sees_its_row_and_nothing_else(expression: str) -> None:
    with pytest.raises(ToolError):
        run_tool(Formula, table=SALES, column="x", expression=expression)


def test_a_formula_names_columns_however_they_are_called() -> None:
    table = pa.table([[1], [2], [3]], names=["c0", "c_1", 'body "mass"'])
    made = run_tool(Formula, table=table, column="x", expression='c0 + c_1 + "body ""mass"""')
    assert made.outputs["table"]["x"].to_pylist() == [6]
    assert told(run_tool(Formula, table=SALES, column="x", expression="sales")) == [("guessed", 0)]


def test_a_text_is_split_into_columns_or_rows() -> None:
    made = run_tool(SplitColumn, table=SALES.select(["sales", "tags"]), column="tags")
    assert made.outputs["table"].column_names == ["sales", "tags_1", "tags_2", "tags_3"]
    assert rows(made)[3] == (9, "d", "e", "f")
    made = run_tool(SplitColumn, table=SALES.select(["tags"]), column="tags", names=["p", "q"])
    assert rows(made) == [("a", "b"), ("c", None), (None, None), ("d", "e,f")]
    made = run_tool(SplitColumn, table=SALES.select(["sales", "tags"]), column="tags", into="rows")
    assert rows(made) == [(4, "a"), (4, "b"), (7, "c"), (5, None), (9, "d"), (9, "e"), (9, "f")]
    lists = pa.table({"k": [1, 2], "l": [[1, 2], None]})
    assert rows(run_tool(SplitColumn, table=lists, column="l", into="rows")) == [(1, 1), (1, 2), (2, None)]


def test_bins_hold_every_number_once() -> None:
    table = pa.table({"x": [0.0, 1.0, 5.0, 9.999, 10.0, NAN, None, float("inf")]})
    made = run_tool(Bin, table=table, column="x", count=2)
    assert made.outputs["table"]["x_bin"].to_pylist() == ["[0, 5)", "[0, 5)", *["[5, 10]"] * 3, None, None, None]
    assert told(made) == [("skipped", 2)]
    made = run_tool(Bin, table=table, column="x", how="edges", edges="0; 1; 2", write="lower edge")
    assert made.outputs["table"]["x_bin"].to_pylist()[:3] == [0.0, 1.0, None]
    fails(Bin, "edges", "each above the last", table=table, column="x", how="edges", edges="2, 1")
    fails(Bin, "edges", "numbers are needed", table=table, column="x", how="edges", edges="a")
    same = pa.table({"x": [3, 3, 3]})
    assert {*run_tool(Bin, table=same, column="x", write="number").outputs["table"]["x_bin"].to_pylist()} == {1}
    many = run_tool(Bin, table=pa.table({"x": range(100)}), column="x", how="equally many", count=4, write="number")
    assert [many.outputs["table"]["x_bin"].to_pylist().count(n) for n in (1, 2, 3, 4)] == [25, 25, 25, 25]


def test_windows_keep_the_order_of_the_table() -> None:
    table = pa.table({"g": ["a", "b", "a", "a"], "n": [3, 5, 1, 3]})

    def column(figure: str, **options: Any) -> list[Any]:
        made = run_tool(Window, table=table, figure=figure, name="x", **options)
        assert made.outputs["table"]["n"].to_pylist() == [3, 5, 1, 3]
        return list(made.outputs["table"]["x"].to_pylist())

    assert column("running sum", column="n", group_by=["g"]) == [3, 5, 4, 7]
    assert column("rank", order_by=["n"]) == [2, 4, 1, 2]
    assert column("dense rank", order_by=["n"], descending=True) == [2, 1, 3, 2]
    assert column("row number", order_by=["n"]) == [2, 4, 1, 3]
    assert column("previous", column="n", group_by=["g"]) == [None, None, 3, 1]
    assert column("next", column="n", rows=2) == [1, 3, None, None]
    assert column("difference", column="n") == [None, 2, -4, 2]
    assert column("moving mean", column="n", rows=2) == [3.0, 4.0, 3.0, 2.0]
    assert column("share of group", column="n", group_by=["g"]) == [3 / 7, 1.0, 1 / 7, 3 / 7]
    assert column("percent change", column="n")[1] == pytest.approx(200 / 3)
    fails(Window, "order_by", "needs an order", table=table, figure="rank")
    fails(Window, "column", "of which column", table=table)
    fails(Window, "column", "holds text", table=table, column="g")


def test_a_union_tells_what_is_missing_and_mixes_no_types() -> None:
    one, two = pa.table({"a": [1], "b": ["x"]}), pa.table({"b": ["y"], "c": [1.5]})
    made = run_tool(Union, tables=["one", "two"], one=one, two=two, source="from")
    assert rows(made) == [(1, "x", None, "one"), (None, "y", 1.5, "two")]
    assert told(made) == [("guessed", 1), ("guessed", 1)]
    mixed = pa.table({"a": ["1"]})
    fails(Union, "two", "'a' holds whole numbers in 'one', text in 'two'", tables=["one", "two"], one=one, two=mixed)
    made = run_tool(Union, tables=["one", "two"], one=one.select(["a"]), two=mixed, unlike="make text")
    assert rows(made) == [("1",), ("1",)]
    assert told(made) == [("cast", 0)]
    made = run_tool(Union, tables=["x", "y"], x=pa.table({"a": [1]}), y=pa.table({"A": [2.5]}), by="position")
    assert rows(made) == [(1.0,), (2.5,)]
    fails(Union, "y", "1 columns, 'y' 2", tables=["x", "y"], x=pa.table({"a": [1]}), y=two, by="position")


def test_a_join_of_two_names_tells_what_it_leaves_out() -> None:
    left, right = pa.table({"id": [1, 2, 3]}), pa.table({"key": [3, 1, 1], "v": ["c", "a", "A"]})
    made = run_tool(Join, left=left, right=right, pairs={"id": "key"})
    assert rows(made) == [(1, "a"), (1, "A"), (3, "c")]
    assert told(made) == [("dropped", 1)]
    made = run_tool(Join, left=left, right=right, pairs={"id": "key"}, how="full")
    assert rows(made) == [(1, "a"), (1, "A"), (2, None), (3, "c")]
    assert told(made) == []
    fails(Join, "on", "in which columns", left=left, right=right)
    fails(Join, "pairs", "no column 'gone'", left=left, right=right, pairs={"id": "gone"})


@pytest.mark.parametrize(("compare", "found"), [("as numbers", [(1, "one")]), ("as text", [])])
def test_keys_of_unlike_types_meet_only_as_one_says(compare: str, found: list[Any]) -> None:
    left, right = pa.table({"k": [1, 2**53 + 1]}), pa.table({"k": ["1.0", "x"], "v": ["one", "no"]})
    fails(Join, "compare", "'k' holds whole numbers on the left, 'k' text", left=left, right=right, on=["k"])
    assert rows(run_tool(Join, left=left, right=right, on=["k"], compare=compare)) == found
    floats = pa.table({"k": [1.0]})
    fails(Join, "compare", "whole numbers on the left", left=left, right=floats, on=["k"])


def test_names_that_differ_by_case_stay_apart() -> None:
    left = pa.table({"k": [1], "Name": ["x"]})
    right = pa.table({"k": [1], "NAME": ["y"], "name": ["z"]})
    made = run_tool(Join, left=left, right=right, on=["k"])
    assert made.outputs["table"].to_pylist() == [{"k": 1, "Name": "x", "NAME": "y", "name": "z"}]
    table = pa.table({"g": [1, 1], "x": [1, 2], "X": [10, 20]})
    made = run_tool(Aggregate, table=table, group_by=["g"], columns=["x", "X"], functions=["sum"])
    assert made.outputs["table"].to_pylist() == [{"g": 1, "rows": 2, "x_sum": 3, "X_sum": 30}]


def test_figures_of_their_own_for_each_column() -> None:
    table = pa.table({"rows": ["a", "a"], "x": [1, None], "y": [Decimal("1.10"), Decimal("2.20")]})
    figures = [{"column": "x", "function": "last"}, {"column": "y", "function": "sum", "name": "all"}]
    made = run_tool(Aggregate, table=table, group_by=["rows"], figures=figures)
    assert made.outputs["table"].to_pylist() == [{"rows": "a", "rows_2": 2, "x_last": None, "all": Decimal("3.30")}]
    fails(Aggregate, "figures", "'rows' holds text", table=table, figures=[{"column": "rows", "function": "mean"}])
    with pytest.raises(ToolError, match="out of range"):
        run_tool(Aggregate, table=pa.table({"x": [2**62, 2**62]}), columns=["x"], functions=["sum"])


def test_first_and_last_go_by_the_order_of_the_rows() -> None:
    table = pa.table({"k": [i % 7 for i in range(300_000)], "i": range(300_000)})
    made = run_tool(Aggregate, table=table, group_by=["k"], columns=["i"], functions=["first", "last"])
    assert made.outputs["table"]["i_first"].to_pylist() == [*range(7)]
    assert made.outputs["table"]["i_last"].to_pylist() == [299_999 - (299_999 - k) % 7 for k in range(7)]


def test_conditions_are_joined_and_binds_closer_than_or() -> None:
    further = [
        {"joined": "and", "column": "country", "value": "FI"},
        {"joined": "or", "column": "sales", "operator": ">", "value": "8"},
    ]
    made = run_tool(FilterRows, table=SALES, column="year", value="2023", further=further)
    assert made.outputs["table"]["sales"].to_pylist() == [4, 9]
    assert made.outputs["rest"]["sales"].to_pylist() == [7, 5]
    wrong = [{"column": "sales", "value": "many"}]
    fails(FilterRows, "further", "'many' cannot", table=SALES, column="year", value="1", further=wrong)
    fails(FilterRows, "further", "no column 'gone'", table=SALES, column="year", further=[{"column": "gone"}])


def test_some_columns_are_sorted_the_other_way() -> None:
    made = run_tool(SortRows, table=SALES, columns=["country", "sales"], reverse=["sales"])
    assert made.outputs["table"]["sales"].to_pylist() == [5, 4, 7, 9]
    texts = pa.table({"c": pa.array(["b", "a", None]).dictionary_encode(), "l": [[2], [1, 2], None]})
    assert run_tool(SortRows, table=texts, columns=["c"]).outputs["table"]["c"].to_pylist() == ["a", "b", None]
    assert run_tool(SortRows, table=texts, columns=["l"]).outputs["table"]["l"].to_pylist() == [[1, 2], [2], None]


@pytest.mark.parametrize("kind", [pa.int64(), pa.uint8(), pa.int16()])
@pytest.mark.parametrize("value", ["1.5", "-0.5", "1e30", "-1e30", "2", " 2.0 ", "nan", "inf", "255", "32767.5"])
@pytest.mark.parametrize("operator", ["=", "≠", "<", "≤", ">", "≥", "is one of"])
def test_whole_numbers_are_compared_with_any_number_exactly(operator: str, value: str, kind: pa.DataType) -> None:
    most = min(2**53 + 1, 2 ** (kind.bit_width - 1) - 1)
    numbers = [0, 1, 2, 3, most, None]
    compare = {"=": "__eq__", "≠": "__ne__", "<": "__lt__", "≤": "__le__", ">": "__gt__", "≥": "__ge__"}
    expected = [
        n
        for n in numbers
        if n is not None
        and getattr(Decimal(n) if value != "nan" else float(n), compare.get(operator, "__eq__"))(
            Decimal(value) if value != "nan" else NAN
        )
    ]
    table = pa.table({"n": pa.array(numbers, kind)})
    made = run_tool(FilterRows, table=table, column="n", operator=operator, value=value)
    assert made.outputs["table"]["n"].to_pylist() == expected
    with aside() as ctx:
        lazy = frame_of(table, ctx)
        assert lazy is not None
        made = run_tool(FilterRows, table=lazy, column="n", operator=operator, value=value)
        assert table_of(made.outputs["table"], ctx)["n"].to_pylist() == expected


FORESEEN: list[tuple[type[Tool], dict[str, Any]]] = [
    (RemoveDuplicates, {"columns": ["country"]}),
    (SampleRows, {}),
    (TopRows, {"by": "sales"}),
    (FillMissing, {"how": "previous"}),
    (ConvertTypes, {"types": {"year": "text"}}),
    (Formula, {"column": "sales", "expression": "sales + 1"}),
    (Formula, {"expression": "sales + 1"}),
    (SplitColumn, {"column": "tags", "into": "rows"}),
    (SplitColumn, {"column": "tags", "names": ["country", "b"]}),
    (SplitColumn, {"column": "tags", "names": ["a", "b"], "keep": True}),
    (Bin, {"column": "sales"}),
    (Bin, {"column": "sales", "name": "year"}),
    (Window, {"column": "sales"}),
    (Window, {"figure": "row number", "column": "sales"}),
    (Unpivot, {"keep": ["country"], "columns": ["sales"], "name": "what"}),
    (Aggregate, {"group_by": ["country"], "columns": ["sales"], "functions": ["sum", "max"]}),
    (Aggregate, {"figures": [{"column": "sales", "function": "max", "name": "rows"}]}),
    (FilterRows, {"column": "country", "value": "FI"}),
    (SortRows, {"columns": ["sales"]}),
    (SelectColumns, {"keep": ["sales", "year"], "drop": ["year"], "rename": {"sales": "s"}}),
    (SelectColumns, {"drop": ["year"]}),
    (Describe, {}),
]


@pytest.mark.parametrize(("tool", "options"), FORESEEN)
def test_columns_are_those_that_were_foreseen(tool: type[Tool], options: dict[str, Any]) -> None:
    foreseen = tool.foresee(options, {"table": SALES.column_names})
    made = run_tool(tool, table=SALES, **options)
    assert foreseen == {port: made.outputs[port].column_names for port in foreseen}
    assert foreseen
    tool.foresee({}, {})  # nothing chosen yet, nothing known


def test_columns_of_several_tables_are_those_that_were_foreseen() -> None:
    columns = {"left": ["year", "sales"], "right": ["year", "sales", "tags"]}
    for options in (
        {"on": ["year"]},
        {"on": ["year"], "how": "only left"},
        {"pairs": {"sales": "sales"}, "suffix": "2"},
    ):
        foreseen = Join.foresee(options, columns)
        made = run_tool(Join, left=SALES.select(columns["left"]), right=SALES.select(columns["right"]), **options)
        assert foreseen == {"table": made.outputs["table"].column_names}
    for options in ({"source": "from"}, {}):
        options = {"tables": ["left", "right"], **options}
        tables = {name: SALES.select(names) for name, names in columns.items()}
        made = run_tool(Union, **tables, **options)
        assert Union.foresee(options, columns) == {"table": made.outputs["table"].column_names}
    assert Union.foresee({}, {}) == Join.foresee({}, {}) == {}
