"""Tables written to files: nothing is lost, rounded or computed on the way, or it is told."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
import os
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from engine.run import export
from nodes.library.tables import ReadTable, WriteTable
from nodes.sdk import InputProblem, Notice
from nodes.sdk.testing import Made, run_tool

ODD = pa.table(
    {
        "list": [[1, None], None],
        "record": [{"a": 1, "b": dt.date(2024, 1, 2)}, None],
        "bytes": [b"\x00\xff", None],
        "lasts": [dt.timedelta(days=1, seconds=3), None],
        "money": pa.array([Decimal("0.10"), None], pa.decimal128(30, 2)),
        "kind": pa.array(["x", None]).dictionary_encode(),
        "nothing": pa.nulls(2),
        "moment": pa.array([dt.datetime(2024, 3, 31, 1, tzinfo=dt.UTC), None], pa.timestamp("us", "Europe/Berlin")),
        "exact": pa.array([1_700_000_000_123_456_789, None], pa.timestamp("ns")),
        "big": [2**62 + 1, None],
        "map": pa.array([[("k", 1)], None], pa.map_(pa.string(), pa.int64())),
    }
)


def told(made: Made) -> dict[str, int]:
    return {message.message: message.count for message in made.said if isinstance(message, Notice)}


def written(table: pa.Table, name: str, **options: Any) -> tuple[bytes, Made]:
    made = run_tool(WriteTable, table=table, name=name, **options)
    return made.outputs["file"].path.read_bytes(), made


def test_every_type_is_a_cell_of_text() -> None:
    content, made = written(ODD, "a.csv")
    names, first, second = csv.reader(content.decode().splitlines())
    assert dict(zip(names, first, strict=True)) == {
        "list": "[1, null]",
        "record": '{"a": 1, "b": "2024-01-02"}',
        "bytes": "AP8=",
        "lasts": "1 day, 0:00:03",
        "money": "0.10",
        "kind": "x",
        "nothing": "",
        "moment": "2024-03-31 03:00:00.000000+0200",
        "exact": "2023-11-14 22:13:20.123456789",
        "big": str(2**62 + 1),
        "map": '[["k", 1]]',
    }
    assert {*second} == {""}
    assert told(made) == {"list, record, bytes, lasts, map: written as text, lists and records as JSON": 5}


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_json_is_json(name: str) -> None:
    table = pa.table({"x": [float("nan"), 1.5, 10**15 + 0.5], "d": [Decimal("1.00"), Decimal("0.1"), None]})
    content, _ = written(pa.concat_tables([table]), name)
    text = content.decode()
    rows = json.loads(text) if name == "a.json" else [json.loads(line) for line in text.splitlines()]
    assert rows == [{"x": None, "d": 1}, {"x": 1.5, "d": 0.1}, {"x": 10**15 + 0.5, "d": None}]
    content, _ = written(ODD, name)
    assert b'"exact": "2023-11-14' in content
    content, _ = written(table.slice(0, 0), name)
    assert content in (b"[\n\n]\n", b"")


def test_a_cell_of_excel_never_computes_or_rounds() -> None:
    table = pa.table(
        {
            "=1+1": ["=1+1", "#N/A", "\x00a\x08", "x" * 40_000],
            "n": [10**15 + 1, 5, -(10**17), None],
            "f": [float("nan"), float("inf"), 1e300, 0.1],
            "d": [dt.date(1815, 12, 10), dt.date(2024, 1, 2), None, None],
            "t": pa.array(
                [dt.datetime(2024, 7, 1, 12, tzinfo=dt.UTC), None, None, None], pa.timestamp("us", "Asia/Tokyo")
            ),
        }
    )
    made = run_tool(WriteTable, table=table, name="a.xlsx")
    sheet = openpyxl.load_workbook(made.outputs["file"].path).active
    assert sheet is not None
    rows = [*sheet.iter_rows()]
    assert [(cell.value, cell.data_type) for cell in (rows[0][0], rows[1][0], rows[2][0])] == [
        ("=1+1", "s"),
        ("=1+1", "s"),
        ("#N/A", "s"),
    ]
    assert [rows[3][0].value, len(str(rows[4][0].value))] == ["a", 32_767]
    assert [row[1].value for row in rows[1:]] == ["1000000000000001", 5, "-100000000000000000", None]
    assert [row[2].value for row in rows[1:]] == [None, None, 1e300, 0.1]
    assert [rows[1][3].value, rows[2][3].value] == ["1815-12-10", dt.datetime(2024, 1, 2)]
    assert rows[1][4].value == dt.datetime(2024, 7, 1, 12)
    assert sorted(told(made).values()) == [1, 1, 1, 1, 2, 2]


def test_a_sheet_that_is_too_wide_is_refused() -> None:
    wide = pa.table({f"c{n}": [1] for n in range(17_000)})
    with pytest.raises(InputProblem, match="17,000 columns are more than"):
        written(wide, "a.xlsx")


@pytest.mark.parametrize(
    ("name", "options", "expected"),
    [
        ("a.csv", {"decimal": ","}, '"t";"n"\n"Köln";"1,5"\n'),
        ("a.csv", {"separator": "|", "header": False}, '"Köln"|1.5\n'),
        ("a.csv", {"quotes": "all values"}, '"t","n"\n"Köln","1.5"\n'),
        ("a.tsv", {"quotes": "nothing"}, "t\tn\nKöln\t1.5\n"),
    ],
)
def test_text_files_are_written_as_one_likes(name: str, options: dict[str, Any], expected: str) -> None:
    assert written(pa.table({"t": ["Köln"], "n": [1.5]}), name, **options)[0].decode() == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16", "gb18030"])
def test_other_encodings_are_read_back(tmp_path: Path, encoding: str) -> None:
    table = pa.table({"größe": ["Zürich" * 999, "Köln"] * 500})
    made = run_tool(WriteTable, table=table, name="a.csv", encoding=encoding, save_to=tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text(encoding).startswith('"größe"\n"Zürich')
    back = run_tool(ReadTable, file=made.outputs["file"].path, encoding=encoding).outputs["table"]
    assert back.to_pydict() == table.to_pydict()


def test_what_an_encoding_has_not_got_is_told() -> None:
    with pytest.raises(InputProblem, match="cp1252 has no letter '城'") as caught:
        written(pa.table({"t": ["城"]}), "a.csv", encoding="cp1252")
    assert caught.value.port == "encoding"
    with pytest.raises(InputProblem, match="no encoding is called 'klingon'"):
        written(pa.table({"t": ["a"]}), "a.csv", encoding="klingon")
    with pytest.raises(InputProblem, match="cannot go without quotes"):
        written(pa.table({"t": ["a,b"]}), "a.csv", quotes="nothing")


@pytest.mark.parametrize("name", ["a.csv.gz", "a.csv.zst", "a.tsv.gz"])
def test_compressed_files_are_read_back_and_equal_each_time(name: str) -> None:
    table = pa.table({"t": ["a", "b"], "n": [1, 2]})
    content, made = written(table, name)
    assert run_tool(ReadTable, file=made.outputs["file"].path).outputs["table"].to_pydict() == table.to_pydict()
    assert written(table, name)[0] == content
    if name.endswith("gz"):
        assert b'"t"' in gzip.decompress(content)


def test_two_columns_of_one_name_reach_every_file() -> None:
    table = pa.table([[1], [2]], names=["a", "a"])
    assert written(table, "a.csv")[0] == b'"a","a"\n1,2\n'
    made = run_tool(WriteTable, table=table, name="a.xlsx")
    sheet = openpyxl.load_workbook(made.outputs["file"].path).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [["a", "a"], [1, 2]]
    assert [*told(written(table, "a.json")[1]).values()] == [1]


def test_results_of_a_run_are_written_whatever_their_types(tmp_path: Path) -> None:
    paths = export.write(tmp_path / "out", {"odd": ODD, "deep": {"a": [1]}})
    assert paths["odd"].read_text().splitlines()[1].startswith('"[1, null]"')
    paths["odd"].write_text("older")
    export.write(tmp_path / "out", {"odd": ODD})
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["deep.json", "odd.csv"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Any:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a disk can only be mounted by root")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_the_old_file(small_disk: Path) -> None:
    keep = small_disk / "keep.csv"
    keep.write_bytes(b"\0" * 3_000_000)
    table = pa.table({"t": [os.urandom(500).hex() for _ in range(5000)]})
    with pytest.raises(InputProblem, match="No space left"):
        written(table, "a.csv", save_to=keep)
    with pytest.raises(OSError, match="No space left"):
        export.write_value(keep, table)
    assert keep.read_bytes() == b"\0" * 3_000_000
    assert [*small_disk.iterdir()] == [keep]


def test_a_file_keeps_its_rights_and_a_link_its_target(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "real.csv").chmod(0o640)
    (tmp_path / "link.csv").symlink_to("real.csv")
    written(pa.table({"a": [1]}), "a.csv", save_to=tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == '"a"\n1\n'
    assert (tmp_path / "real.csv").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["a.b.csv", "a.csv.gz", "a.parquet", "a.xlsx", "a.json", "a.jsonl"])
@pytest.mark.parametrize(("rows", "lengths"), [(0, [0]), (1, [1]), (4, [4]), (9, [4, 4, 1]), (25_000, None)])
def test_several_files_hold_the_rows_of_one(name: str, rows: int, lengths: list[int] | None, tmp_path: Path) -> None:
    if lengths is None:
        lengths = [10_007, 10_007, 4_986]
    table = pa.table({"n": range(rows), "text": [f"row {number}" for number in range(rows)]})
    options = {"rows_per_file": max(4, lengths[0]), "save_to": tmp_path / name}
    made = run_tool(WriteTable, table=table, name=name, **options)
    files = made.outputs["files"]
    assert made.outputs["file"] == files[0]
    assert [file.path.name for file in files] == [_part(name, number) for number in range(1, len(lengths) + 1)]
    parts = [run_tool(ReadTable, file=tmp_path / file.path.name).outputs["table"] for file in files]
    assert [part.num_rows for part in parts] == lengths
    if rows:
        assert pa.concat_tables(parts).to_pydict() == table.to_pydict()
    assert not [message for message in told(made) if "from before" in message]


def _part(name: str, number: int) -> str:
    return {"a.b.csv": f"a.b-{number}.csv", "a.csv.gz": f"a-{number}.csv.gz"}.get(
        name, name.replace(".", f"-{number}.")
    )


def test_a_file_that_an_earlier_run_has_left_is_told(tmp_path: Path) -> None:
    for rows, files in ((9, 5), (5, 3)):
        table = pa.table({"n": range(rows)})
        made = run_tool(WriteTable, table=table, name="a.csv", rows_per_file=2, save_to=tmp_path / "out.csv")
        assert len(made.outputs["files"]) == files
    assert told(made) == {"out-4.csv is there from before, and stays": 0}
