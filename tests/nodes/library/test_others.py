"""Text, files, data, charts, reports."""

from __future__ import annotations

import datetime
import io
import json
import os
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from nodes.frames.rows import aside
from nodes.library.chart import Chart
from nodes.library.chart_data import drawn
from nodes.library.data import Constant, ParseJson, Pick
from nodes.library.files import ListFolder, ReadText, WriteText
from nodes.library.report import Report
from nodes.library.tables import FromRecords, ReadTable, ToRecords
from nodes.library.text import Replace, Split, Template
from nodes.sdk import File, InputProblem, Notice
from nodes.sdk.testing import Made, run_tool


@pytest.fixture(scope="module")
def table(penguins: Path) -> pa.Table:
    return run_tool(ReadTable, file=penguins).outputs["table"]


def test_a_template_is_filled_and_values_keep_their_type() -> None:
    template = "{{ who }}: {% for n in numbers %}{{ n * 2 }} {% endfor %}{{ rows[0].a }}"
    made = run_tool(
        Template,
        variables=["who", "numbers", "rows"],
        template=template,
        who="Ann",
        numbers=[1, 2],
        rows=pa.table({"a": ["x"]}),
    )
    assert made.outputs["text"] == "Ann: 2 4 x"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ value", "line 1"),
        ("a\n{% for %}", "line 2"),
        ("{{ nobody }}", "'nobody' is undefined"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ value.append(1) }}", "unsafe|not safely callable"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{% for i in range(10**9) %}{% endfor %}", "Range too big"),
    ],
)
def test_a_template_with_a_mistake_or_bad_intent_fails_on_its_port(template: str, words: str) -> None:
    with pytest.raises(InputProblem, match=words) as caught:
        run_tool(Template, template=template, value=[1])
    assert caught.value.port == "template"


def test_find_and_replace_plain_and_by_regular_expression() -> None:
    assert run_tool(Replace, text="a.b.c", find=".", replacement="-").outputs == {"text": "a-b-c", "count": 2}
    made = run_tool(
        Replace, text="Ann 1, BOB 2", find=r"([a-z]+) (\d)", replacement=r"\2 \1", regex=True, ignore_case=True
    )
    assert made.outputs["text"] == "1 Ann, 2 BOB"
    with pytest.raises(InputProblem, match="no regular expression"):
        run_tool(Replace, text="a", find="(", regex=True)


def test_a_pattern_that_would_backtrack_for_ever_ends() -> None:
    text = "a" * 100_000 + "!"
    assert run_tool(Replace, text=text, find="(a+)+$", regex=True).outputs == {"text": text, "count": 0}


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({"text": "größe", "find": "ß", "replacement": "ss"}, "grösse"),
        ({"text": "größe", "find": "(ö)ß", "replacement": r"\1ß→\n", "regex": True}, "größ→\ne"),
        ({"text": "a1b22", "find": r"(?P<n>\d+)", "replacement": r"<\g<n>>", "regex": True}, "a<1>b<22>"),
        ({"text": "ab", "find": "(x)?b", "replacement": r"[\1]\\\\", "regex": True}, "a[]\\\\"),
        ({"text": "abc", "find": "x*", "replacement": "-", "regex": True}, "-a-b-c-"),
        ({"text": "A.b", "find": "a.B", "replacement": r"\1", "ignore_case": True}, r"\1"),
        ({"text": "a\nb", "find": "^", "replacement": "> ", "regex": True}, "> a\nb"),
    ],
)
def test_what_is_put_in_place_of_a_match(choices: dict[str, Any], expected: str) -> None:
    assert run_tool(Replace, **choices).outputs["text"] == expected


@pytest.mark.parametrize(
    ("find", "replacement", "port", "words"),
    [
        (r"a(?=b)", "", "find", "ahead or behind"),
        (r"(?<!a)b", "", "find", "ahead or behind"),
        (r"(a)\1", "", "find", "own groups"),
        ("(a)", r"\2", "replacement", "no group 2"),
        ("(a)", r"\g<n>", "replacement", "no group n"),
        ("(a)", r"\q", "replacement", "bad escape"),
    ],
)
def test_what_patterns_cannot_do_is_told(find: str, replacement: str, port: str, words: str) -> None:
    with pytest.raises(InputProblem, match=words) as caught:
        run_tool(Replace, text="ab", find=find, replacement=replacement, regex=True)
    assert caught.value.port == port


def test_texts_are_cut_where_a_reader_would() -> None:
    text = "First one. Second one.\nA line.\n\n  \nAnother paragraph, which is longer than the first one.\n\n"
    whole = run_tool(Split, text=text).outputs
    assert whole["pieces"] == [text[:30].strip(), "Another paragraph, which is longer than the first one."]
    assert whole["count"] == 2
    assert run_tool(Split, text=text, at="lines").outputs["count"] == 3
    cut = run_tool(Split, text=text, size=25).outputs["pieces"]
    assert cut[:2] == ["First one. Second one.", "A line."]
    assert all(len(piece) <= 25 for piece in cut)
    assert "".join(cut).replace(" ", "") == re.sub(r"\s", "", text)
    assert run_tool(Split, text="a " * 500, at="size", size=100).outputs["count"] == 10
    first, second, *_ = run_tool(Split, text="one two three four five", at="size", size=14, overlap=6).outputs["pieces"]
    assert first.split()[-1] == second.split()[0]
    assert run_tool(Split, text=" \n\n ").outputs == {"pieces": [], "count": 0}
    with pytest.raises(InputProblem, match="smaller than a piece"):
        run_tool(Split, text="a", size=5, overlap=5)


def test_texts_are_written_and_read(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "note.md"
    made = run_tool(WriteText, text="# Grüße", name="note.md", save_to=target)
    assert made.outputs["file"].name == "note.md"
    assert run_tool(ReadText, file=target).outputs["text"] == "# Grüße"
    target.write_bytes("Grüße".encode("latin-1"))
    with pytest.raises(InputProblem, match="line 1: this is not utf-8"):
        run_tool(ReadText, file=target)


def test_a_folder_is_listed(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.csv").write_text("12345")
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "sub" / "c.csv").write_text("1")
    listed = run_tool(ListFolder, folder=tmp_path, pattern="*.csv").outputs["table"]
    assert listed.select(["name", "size_bytes"]).to_pydict() == {"name": ["b.csv"], "size_bytes": [5]}
    assert run_tool(ListFolder, folder=tmp_path, pattern="*.csv", recursive=True).outputs["table"].num_rows == 2
    assert run_tool(ListFolder, folder=tmp_path, pattern="*.nope").outputs["table"].num_rows == 0
    with pytest.raises(InputProblem, match="is no folder"):
        run_tool(ListFolder, folder=tmp_path / "gone")


@pytest.mark.parametrize(
    ("kind", "value"),
    [("text", "a"), ("number", 1.5), ("whole number", 3), ("yes/no", True), ("list", [1]), ("record", {"a": 1})],
)
def test_constants_of_every_kind(kind: str, value: object) -> None:
    assert run_tool(Constant, kind=kind, value=value).outputs == {"result": value}


def test_json_is_parsed_and_picked_from() -> None:
    data = run_tool(ParseJson, text='{"items": [{"name": "a", "price": 5}, {"name": "b", "price": 50}]}').outputs[
        "data"
    ]
    assert run_tool(Pick, data=data, expression="items[?price < `10`].name | [0]").outputs["result"] == "a"
    with pytest.raises(InputProblem, match="line 2, column 1"):
        run_tool(ParseJson, text="{\n")
    with pytest.raises(InputProblem, match="nested too deeply"):
        run_tool(ParseJson, text="[" * 100_000)
    with pytest.raises(InputProblem, match="finds nothing"):
        run_tool(Pick, data=data, expression="nope")
    assert run_tool(Pick, data=data, expression="nope", required=False).outputs["result"] is None
    with pytest.raises(InputProblem):
        run_tool(Pick, data=data, expression="items[")


@pytest.mark.parametrize(
    "expression",
    [
        "|".join(["[@,@]"] * 60),
        "|".join(["[@,@][]"] * 60),
        "|".join(["{a:@,b:@}"] * 60) + "|to_string(@)",
        "|".join(["join('', [@,@])"] * 60),
        "[*].[" + ",".join(["@"] * 999) + "]",
        "!" * 9_000 + "@",
        "a" * 20_000,
    ],
    ids=lambda expression: expression[:20],
)
def test_an_expression_that_makes_much_of_little_is_refused(expression: str) -> None:
    data: Any = "abc" if "join" in expression else list(range(20_000))
    with pytest.raises(InputProblem):
        run_tool(Pick, data=data, expression=expression)


@pytest.mark.parametrize(
    ("kind", "choices"),
    [
        ("bar", {"x": "species"}),
        ("bar", {"x": "species", "y": "body_mass_g", "aggregate": "mean", "colour": "sex"}),
        ("line", {"x": "year", "y": "body_mass_g", "aggregate": "median"}),
        ("points", {"x": "flipper_length_mm", "y": "body_mass_g", "colour": "species"}),
        ("area", {"x": "year", "y": "body_mass_g", "aggregate": "sum"}),
        ("histogram", {"x": "body_mass_g", "colour": "species"}),
        ("box plot", {"x": "species", "y": "body_mass_g"}),
        ("heat map", {"x": "species", "y": "island"}),
    ],
)
def test_charts_are_drawn_as_svg_and_png(table: pa.Table, kind: str, choices: dict[str, str]) -> None:
    made = run_tool(Chart, table=table, kind=kind, title="Penguins", **choices).outputs
    svg = made["svg"].path.read_text()
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert "Penguins" in svg
    # something beside axes was drawn: marks have the chart's colours
    assert re.search('#0072B2|#E69F00|fill="rgb', svg)
    png = made["png"].path.read_bytes()
    assert png.startswith(b"\x89PNG")
    width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
    assert width > 2 * 560
    assert height > 2 * 340
    assert made["spec"]["encoding"]["x"]["field"] == choices["x"]
    json.dumps(made["spec"])


def test_a_chart_fetches_nothing(table: pa.Table) -> None:
    over = {"data": {"url": "http://127.0.0.1:9/data.csv"}, "layer": None}
    made = run_tool(Chart, table=table, x="species", overrides=over)
    assert "127.0.0.1" not in made.outputs["svg"].path.read_text()


def test_a_column_with_dots_and_dates_is_drawn() -> None:
    table = pa.table({"a.b[0]": ["x", "y"], "when": pa.array([1, 2], pa.date32())})
    made = run_tool(Chart, table=table, kind="points", x="when", y="a.b[0]").outputs
    assert made["spec"]["encoding"]["x"]["type"] == "temporal"
    assert "a.b[0]" in made["svg"].path.read_text()


MANY = pa.table(
    {
        "i": range(200_000),
        "n": [float(i * 7919 % 1000) for i in range(200_000)],
        "k": [f"k{i % 5}" for i in range(200_000)],
        "when": pa.array(range(200_000), pa.timestamp("s")),
    }
)


def values(made: Made) -> list[int]:
    """The rows that are told by marks of a chart, from their descriptions for screen readers."""
    svg = made.outputs["svg"].path.read_text()
    return [int(count.replace(",", "")) for count in re.findall(r"rows: ([\d,]+)", svg)]


@pytest.mark.parametrize("choices", [{"kind": "histogram", "x": "n"}, {"kind": "histogram", "x": "n", "colour": "k"}])
def test_a_histogram_counts_every_row_of_any_number(choices: dict[str, str]) -> None:
    made = run_tool(Chart, table=MANY, **choices)
    bars = values(made)
    assert sum(bars) == 200_000
    assert len(bars) == (20 if "colour" not in choices else 100)


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ({"kind": "bar", "x": "k"}, 0),
        ({"kind": "bar", "x": "k", "y": "n", "colour": "k"}, 0),
        ({"kind": "heat map", "x": "k", "y": "k"}, 0),
        ({"kind": "points", "x": "i", "y": "n"}, 1),
        ({"kind": "points", "x": "k", "y": "n"}, 1),
        ({"kind": "line", "x": "when", "y": "n"}, 1),
        ({"kind": "area", "x": "i", "y": "n", "colour": "k"}, 1),
        ({"kind": "line", "x": "k", "y": "n", "aggregate": "mean"}, 0),
        ({"kind": "box plot", "x": "k", "y": "n"}, 1),
        ({"kind": "bar", "x": "i"}, 1),
    ],
)
def test_no_table_is_too_large_for_a_chart_and_what_is_not_drawn_is_told(choices: dict[str, str], told: int) -> None:
    made = run_tool(Chart, table=MANY, **choices)
    svg = made.outputs["svg"].path.read_text()
    assert "NaN" not in svg
    assert re.search('#0072B2|#E69F00|fill="rgb', svg)
    assert sum(isinstance(message, Notice) for message in made.said) == told


def test_an_outline_keeps_the_lowest_and_the_highest() -> None:
    numbers = [0.0] * 200_000
    numbers[123_456], numbers[150_001] = 5.0, -7.0
    table = pa.table({"i": range(200_000), "n": numbers})
    with aside() as ctx:
        shown = drawn(table, "line", "i", "n", "", "none", 560, ctx).table
    assert shown.num_rows < 4 * 562
    assert {5.0, -7.0} <= {*shown["n"].to_pylist()}
    assert shown["i"].to_pylist()[-1] == 199_999
    assert shown["i"].to_pylist() == sorted(shown["i"].to_pylist())


def test_times_and_durations_have_places_and_gaps_are_told() -> None:
    table = pa.table(
        {
            "t": [datetime.time(1, 2, 3), datetime.time(4, 5, 6), None],
            "d": [datetime.timedelta(seconds=5), datetime.timedelta(minutes=1), None],
            "n": [1.0, float("inf"), 2.0],
        }
    )
    for x in ("t", "d"):
        made = run_tool(Chart, table=table, kind="line", x=x, y="n")
        assert "NaN" not in made.outputs["svg"].path.read_text()
        assert [message.count for message in made.said if isinstance(message, Notice)] == [1, 1]
    assert made.outputs["spec"]["encoding"]["x"]["title"] == "d (s)"


def test_an_unknown_column_is_told() -> None:
    with pytest.raises(InputProblem, match="there is no column") as caught:
        run_tool(Chart, table=pa.table({"a": [1]}), x="a", y="b")
    assert caught.value.port == "y"


def test_a_report_is_one_page_with_everything_in_it_and_no_foreign_script(table: pa.Table) -> None:
    chart = run_tool(Chart, table=table, x="species").outputs["png"]
    made = run_tool(
        Report,
        title="<b>Penguins</b>",
        intro="**bold** <script>alert(1)</script>",
        sections=["chart", "the_table", "note", "data"],
        rows=3,
        chart=chart,
        the_table=pa.table({"<i>x": ["<script>", "b", "c", "d"], "n": [1.23456, 1e9, None, 2.0]}),
        note="A [link](javascript:alert(1)) and *more*",
        data={"deep": [1, 2]},
    ).outputs["report"]
    page = made.path.read_text()
    assert made.media_type == "text/html"
    assert "<strong>bold</strong>" in page
    assert "<script" not in page
    assert 'href="javascript' not in page
    assert "&lt;i&gt;x" in page
    assert "… and 1 more rows" in page
    assert "data:image/png;base64," in page
    assert "1,000,000,000.00" in page
    assert not re.search(r'(src|href)="https?:', page), "nothing is loaded from elsewhere"


def test_a_file_that_is_no_picture_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(io.BytesIO(b"x").getvalue())
    page = run_tool(Report, sections=["it"], it=File(path=path)).outputs["report"].path.read_text()
    assert "a.bin" in page


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ v.items }}", "[1, 2]"),
        ("{{ v.keys }} {{ v['values'] }}", "3 4"),
        ("{% for key, value in w.items() %}{{ key }}{% endfor %}", "ab"),
        ("{{ v.none }}|{{ w.a }}", "|1"),
        ("{{ (v.none) or 'x' }}", "x"),
    ],
)
def test_a_key_of_a_record_goes_before_a_method_and_missing_is_nothing(template: str, text: str) -> None:
    values = {"v": {"items": [1, 2], "keys": 3, "values": 4, "none": None}, "w": {"a": 1, "b": None}}
    made = run_tool(Template, variables=["v", "w"], template=template, **values)
    assert made.outputs["text"] == text


def test_what_stands_for_missing_values_is_chosen() -> None:
    made = run_tool(Template, variables=["v"], template="{{ v }} {{ [v] }}", v=None, missing="n/a")
    assert made.outputs["text"] == "n/a [None]"


def test_a_name_that_is_no_utf8_is_listed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    with open(os.fsencode(tmp_path) + b"/\xff.txt", "w"):
        pass
    made = run_tool(ListFolder, folder=tmp_path)
    assert made.outputs["table"]["name"].to_pylist() == ["a.txt", "\\xff.txt"]
    assert [message.count for message in made.said if isinstance(message, Notice)] == [1]


@pytest.mark.parametrize(
    ("text", "data", "told"),
    [
        ('\ufeff{"a": 1}', {"a": 1}, []),
        ("9" * 5000, "9" * 5000, ["cast"]),
        ("[1e400, -1e400, 1e3]", ["1e400", "-1e400", 1000.0], ["cast"]),
        ('{"a": 1, "a": 2}', {"a": 2}, ["dropped"]),
        ("123456789012345678901234567890", 123456789012345678901234567890, []),
    ],
)
def test_json_of_others_is_read_and_what_changes_is_told(text: str, data: Any, told: list[str]) -> None:
    made = run_tool(ParseJson, text=text)
    assert made.outputs["data"] == data
    assert [message.action for message in made.said if isinstance(message, Notice)] == told


@pytest.mark.parametrize("expression", ["a", "b[0]", "c.d", "b[?@ == null] | [0]"])
def test_null_is_found_and_nothing_is_not(expression: str) -> None:
    data = {"a": None, "b": [None], "c": {"d": None}}
    if "?" not in expression:
        assert run_tool(Pick, data=data, expression=expression).outputs["result"] is None
    with pytest.raises(InputProblem, match="finds nothing"):
        run_tool(Pick, data={"x": 1, "b": [], "c": {}}, expression=expression)


def test_records_keep_large_numbers_and_names_that_meet() -> None:
    made = run_tool(FromRecords, records=[{"a": {"b": 1}, "a.b": 2, "n": 2**70}, {"n": 1}])
    assert made.outputs["table"].to_pydict() == {"a.b": [1, None], "a.b_2": [2, None], "n": [2**70, 1]}
    assert sum(isinstance(message, Notice) for message in made.said) == 2
    made = run_tool(ToRecords, table=pa.table({"a": [1, 2, 3]}), limit=2)
    assert made.outputs["records"] == [{"a": 1}, {"a": 2}]
    assert [message.count for message in made.said if isinstance(message, Notice)] == [1]
