"""Readers guess carefully, tell what they guess, and are overruled."""

from __future__ import annotations

import datetime
import decimal
import gzip
import itertools
import random
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest

from nodes.frames import LazyFrame, batches
from nodes.frames.rows import aside
from nodes.library.tables import ReadTable, csv_text
from nodes.sdk import InputProblem
from nodes.sdk.messages import Notice
from nodes.sdk.testing import Made, run_tool


def read(path: Path, content: str | bytes, **options: Any) -> Made:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return run_tool(ReadTable, file=path, **options)


def rows(made: Made) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = made.outputs["table"].to_pydict()
    return columns


def notices(made: Made) -> str:
    return "\n".join(message.message for message in made.said if isinstance(message, Notice))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("country,2020,2021\nA,1,2\n", {"country": ["A"], "2020": [1], "2021": [2]}),
        (",a,b\n0,1,2\n", {"column1": [0], "a": [1], "b": [2]}),
        ("a,a\n1,2\n", {"a": [1], "a_2": [2]}),
        ("Berlin,2020\nParis,2021\n", {"column1": ["Berlin", "Paris"], "column2": [2020, 2021]}),
        ("a,b\n", {"a": [], "b": []}),
        ("notes\nlikes apples, bananas\nx, y, z\n", {"notes": ["likes apples, bananas", "x, y, z"]}),
        ("notes\na, b\nc, d\n", {"notes": ["a, b", "c, d"]}),
        ("sep=;\na;b\n1;2\n", {"a": [1], "b": [2]}),
        ("Sales\nprinted 2024\n\nid,amount\n1,2.5\n2,3.5\n", {"id": [1, 2], "amount": [2.5, 3.5]}),
        ("ort;preis\nUlm;1,50\nKöln;2,75\n", {"ort": ["Ulm", "Köln"], "preis": [1.5, 2.75]}),
        ("preis\n1,50\n2,75\n", {"preis": [1.5, 2.75]}),
        ("id\n123456789012345678901234567890\n1\n", {"id": ["123456789012345678901234567890", "1"]}),
        ("plz,n\n01067,1\n10115,2\n", {"plz": ["01067", "10115"], "n": [1, 2]}),
        ("d\n01/02/2024\n03/04/2024\n", {"d": ["01/02/2024", "03/04/2024"]}),
        ("a,b\n'x,y',1\n'z',2\n", {"a": ["x,y", "z"], "b": [1, 2]}),
        ('a,b\n"say \\"hi\\" now",1\n', {"a": ['say "hi" now'], "b": [1]}),
        ("n;p\n1;1.234\n2;12.345\n", {"n": [1, 2], "p": ["1.234", "12.345"]}),
        ('n,p\n1,"1,234.50"\n2,"12,345.00"\n', {"n": [1, 2], "p": [1234.5, 12345.0]}),
        ("a,b\r\n1,x\r\n\r\n2,y\r\n", {"a": [1, 2], "b": ["x", "y"]}),
    ],
)
def test_text_files_are_read_as_they_were_meant(tmp_path: Path, content: str, expected: dict[str, list[Any]]) -> None:
    assert rows(read(tmp_path / "a.csv", content)) == expected


@pytest.mark.parametrize(
    ("content", "options", "expected", "told"),
    [
        ("d\n01/02/2024\n", {}, ["01/02/2024"], "day or month may stand first"),
        ("d\n01/02/2024\n", {"dates": "day first"}, [datetime.date(2024, 2, 1)], ""),
        ("d\n01/02/2024\n", {"dates": "month first"}, [datetime.date(2024, 1, 2)], ""),
        ("d\n01/02/2024\n13/02/2024\n", {}, [datetime.date(2024, 2, 1), datetime.date(2024, 2, 13)], "day first"),
        ("d\n13/02/2024\n02/13/2024\n", {}, ["13/02/2024", "02/13/2024"], ""),
        ("p\n1.234\n", {"decimal": ",", "separator": ";"}, [1234], ""),
        ("p\n007\n", {}, ["007"], "zeros in front"),
        ("p\n7\n", {"types": {"p": "text"}}, ["7"], ""),
        ("p\n7\n", {"types": {"p": "number"}}, [7.0], ""),
        ("# by hand\np\n7\n", {"comment": "#"}, [7], ""),
        ("x\n# y\n\np\n7\n", {"skip": 2, "comment": "#"}, [7], ""),
        ('"x\ny"\np\n7\n', {"skip": 2}, [7], ""),
        ("x\ny\np\n7\n", {"skip": 2}, [7], ""),
        ("1\n2\n", {"header": "yes"}, [2], ""),
    ],
)
def test_a_guess_is_told_and_overruled(
    tmp_path: Path, content: str, options: dict[str, Any], expected: list[Any], told: str
) -> None:
    made = read(tmp_path / "a.csv", content, **options)
    assert list(rows(made).values()) == [expected]
    assert told in notices(made)


def test_a_separator_of_two_letters_and_what_is_foreseen(tmp_path: Path) -> None:
    options = {"separator": "||", "file": str(tmp_path / "a.csv")}
    assert rows(read(tmp_path / "a.csv", "a||b\n1||x\n", separator="||")) == {"a": [1], "b": ["x"]}
    assert ReadTable.foresee(options, {}) == {"table": ["a", "b"]}
    (tmp_path / "a.csv").write_bytes(gzip.compress(b"a,b\n1,2\n"))
    assert ReadTable.foresee({"file": str(tmp_path / "a.csv")}, {}) == {}
    (tmp_path / "a.csv").write_bytes(b"%PDF-1.7 a,b")
    assert ReadTable.foresee({"file": str(tmp_path / "a.csv")}, {}) == {}


def test_a_type_that_a_column_has_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match="not every value of the column 'a' can be read as number"):
        read(tmp_path / "a.csv", "a\n1\nx\n", types={"a": "number"})
    with pytest.raises(InputProblem, match="there is no column 'b'"):
        read(tmp_path / "a.csv", "a\n1\n", types={"b": "number"})


def test_all_rows_decide_a_type_and_a_late_change_is_told(tmp_path: Path) -> None:
    numbers = "".join(f"{i},{i % 12 + 1:02}/{i % 12 + 1:02}/2024\n" for i in range(5000))
    made = read(tmp_path / "a.csv", f"n,d\n{numbers}x,31/01/2024\n")
    table = made.outputs["table"]
    assert (table.num_rows, table["n"][-1].as_py(), table["d"][-1].as_py()) == (5001, "x", datetime.date(2024, 1, 31))
    assert "the column 'n' is text: values further down are no whole number" in notices(made)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "nombre,año\nJosé,señor\nMuñoz,niño\n"),
        ("gb18030", "城市,数量\n北京,1\n上海,2\n"),
        ("big5", "城市,數量\n台北,1\n高雄,2\n"),
        ("cp932", "都市,数量\n東京,1\n大阪の,2\n"),
        ("cp949", "도시,수량\n서울,1\n부산,2\n"),
        ("utf-16", "größe,n\nü,1\n"),
        ("utf-16-le", "name,n\nü,1\nabc,2\n"),
        ("utf-32", "größe,n\nü,1\n"),
    ],
)
def test_letters_are_those_that_were_written(tmp_path: Path, encoding: str, text: str) -> None:
    made = read(tmp_path / "a.csv", text.encode(encoding))
    assert made.outputs["table"].column_names == text.split("\n")[0].split(",")
    assert made.outputs["table"].column(0)[0].as_py() == text.split("\n")[1].split(",")[0]
    assert "its letters are taken for" in notices(made)


@pytest.mark.parametrize("page", ["cp1251", "koi8-r", "cp866", "iso8859-5"])
def test_letters_that_are_no_latin_ones_are_known_by_their_words(tmp_path: Path, page: str) -> None:
    text = "имя,город\nИван,Москва\nОльга,Санкт-Петербург\nСергей,Новосибирск\n"
    made = read(tmp_path / "a.csv", text.encode(page))
    assert rows(made) == {"имя": ["Иван", "Ольга", "Сергей"], "город": ["Москва", "Санкт-Петербург", "Новосибирск"]}
    assert "letters are taken for" in notices(made)


@pytest.mark.parametrize("ends", [*itertools.product(["\n", "\r\n", "\r"], repeat=3)], ids=repr)
def test_lines_end_as_they_may(tmp_path: Path, ends: tuple[str, str, str]) -> None:
    made = read(tmp_path / "a.csv", "".join(line + end for line, end in zip(["a,b", "1,x", "2,y"], ends, strict=True)))
    assert rows(made) == {"a": [1, 2], "b": ["x", "y"]}
    if len({*ends}) == 1:
        assert "different ways" not in notices(made)


def test_what_is_taken_for_missing_is_counted_and_overruled(tmp_path: Path) -> None:
    content = "country,n\nNA,1\nDE,N/A\n,3\n"
    made = read(tmp_path / "a.csv", content)
    assert rows(made) == {"country": [None, "DE", None], "n": [1, None, 3]}
    (notice,) = [said for said in made.said if isinstance(said, Notice) and said.port == "missing"]
    assert notice.count == 2
    made = read(tmp_path / "a.csv", content, missing=["", "N/A"])
    assert rows(made) == {"country": ["NA", "DE", None], "n": [1, None, 3]}
    assert rows(read(tmp_path / "a.csv", content, missing=["N/A"]))["country"] == ["NA", "DE", ""]
    made = read(tmp_path / "a.csv", content, missing=[])
    assert "missing" not in notices(made)


def test_a_large_field_is_no_fault_and_the_line_at_fault_is_named(tmp_path: Path) -> None:
    large = f"id,json\n1,{'x' * 3_000_000}\n2,y\n"
    assert rows(read(tmp_path / "a.csv", large))["id"] == [1, 2]
    with pytest.raises(InputProblem, match="line 4: 1 value where the first line has 2"):
        read(tmp_path / "a.csv", large + "3\n")


def test_a_large_file_lies_in_a_file_of_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "IN_MEMORY", 100)
    content = "a,b\n" + "".join(f"{i},x{i}\n" for i in range(120_000))
    before = pa.total_allocated_bytes()
    made = read(tmp_path / "a.csv", content)
    frame = made.outputs["table"]
    assert isinstance(frame, LazyFrame)
    assert frame.num_rows == 120_000
    with aside() as ctx:
        table = frame.table(ctx)
    assert table.to_pydict() == {"a": list(range(120_000)), "b": [f"x{i}" for i in range(120_000)]}
    del made
    assert pa.total_allocated_bytes() - before < 100_000


@pytest.mark.parametrize("name", ["a.csv.gz", "a.csv"])
def test_the_content_goes_before_the_suffix(tmp_path: Path, name: str) -> None:
    assert rows(read(tmp_path / name, gzip.compress(b"a,b\n1,2\n3,4\n"))) == {"a": [1, 3], "b": [2, 4]}
    pa.parquet.write_table(pa.table({"a": [1]}), tmp_path / "p")
    made = read(tmp_path / name, (tmp_path / "p").read_bytes())
    assert rows(made) == {"a": [1]}
    assert "parquet" in notices(made)
    with pa.CompressedOutputStream(str(tmp_path / "z.csv.zst"), "zstd") as stream:
        stream.write(b"a\n1\n")
    assert rows(run_tool(ReadTable, file=tmp_path / "z.csv.zst")) == {"a": [1]}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"\x1f\x8b\x08\x00broken", "gzip"),
    ],
)
def test_what_is_no_table_is_told_in_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(InputProblem, match=words):
        read(tmp_path / "a.csv", content)


def test_no_rows_are_a_table(tmp_path: Path) -> None:
    pa.parquet.write_table(pa.table({"a": pa.array([], pa.int64())}), tmp_path / "a.parquet")
    assert rows(run_tool(ReadTable, file=tmp_path / "a.parquet")) == {"a": []}
    assert rows(read(tmp_path / "a.json", "[]")) == {}


def test_json_has_every_key_and_every_digit(tmp_path: Path) -> None:
    assert rows(read(tmp_path / "a.json", '[{"a": 1}, {"a": 2, "b": 3}]')) == {"a": [1, 2], "b": [None, 3]}
    digits = "123456789012345678901234567890"
    assert rows(read(tmp_path / "b.json", f'[{{"a": {digits}}}]')) == {"a": [decimal.Decimal(digits)]}
    longer = "9" * 5000
    assert rows(read(tmp_path / "c.jsonl", f'{{"a": {longer}}}\n')) == {"a": [longer]}
    made = read(tmp_path / "d.jsonl", '{"a": 1}\n{"a": "x"}\n')
    assert (rows(made), "is text" in notices(made)) == ({"a": ["1", "x"]}, True)
    with pytest.raises(InputProblem, match="line 2"):
        read(tmp_path / "e.jsonl", '{"a": 1}\n{"a": \n')


def test_excel_loses_nothing_in_silence(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in (["Sales"], [], ["region", "n", "w"], ["A", 0, "NA"], [None, 0, 2], [False, "=1+1", "#N/A"]):
        page.append(row)
    page["C6"].data_type = "e"
    hidden = book.create_sheet("Secret", 0)
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    made = run_tool(ReadTable, file=tmp_path / "a.xlsx", skip=2, types={})
    assert rows(made) == {"region": ["A", None, "False"], "n": [0, 0, None], "w": [None, 2, None]}
    for words in ("others are: Secret", "errors of formulas", "no calculated values", "'region' is text"):
        assert words in notices(made)
    assert rows(run_tool(ReadTable, file=tmp_path / "a.xlsx", cells="B3:B5")) == {"n": [0, 0]}
    with pytest.raises(InputProblem, match="is no range of cells"):
        run_tool(ReadTable, file=tmp_path / "a.xlsx", cells="nonsense!")


def _written(random_: random.Random, shape: tuple[Any, ...]) -> tuple[bytes, dict[str, list[Any]]]:
    """A text file and what it was made of."""
    encoding, separator, point, date_format, quote, header = shape
    count = random_.randint(3, 12)
    texts = [random_.choice(["Straße", "año nuevo", "né", "x y"]) + str(i) for i in range(count)]
    numbers = [random_.randint(-5000, 5000) + random_.choice([0.25, 0.5]) for _ in range(count)]
    days = [datetime.date(2024, random_.randint(1, 12), random_.randint(1, 28)) for _ in range(count)]
    days[0] = datetime.date(2024, 3, 28)

    def cell(text: str) -> str:
        if quote or separator in text:
            return f'"{text}"'
        return text

    lines = [separator.join(map(cell, ("name", "value", "day")))] if header else []
    for text, number, day in zip(texts, numbers, days, strict=True):
        cells = (text, str(number).replace(".", point), day.strftime(date_format))
        lines.append(separator.join(map(cell, cells)))
    names = ("name", "value", "day") if header else ("column1", "column2", "column3")
    return ("\n".join(lines) + "\n").encode(encoding), dict(zip(names, (texts, numbers, days), strict=True))


SHAPES = list(
    itertools.product(
        ("utf-8", "utf-8-sig", "cp1252", "utf-16"),
        (",", ";", "\t", "|"),
        (".", ","),
        ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y"),
        (False, True),
        (True, False),
    )
)


@pytest.mark.parametrize("number", [*range(200), *(pytest.param(i, marks=pytest.mark.slow) for i in range(200, 2000))])
def test_what_is_read_is_what_was_written(tmp_path: Path, number: int) -> None:
    random_ = random.Random(number)
    content, expected = _written(random_, SHAPES[number * 7 % len(SHAPES)])
    made = read(tmp_path / "a.csv", content)
    table = made.outputs["table"]
    assert table.column_names == list(expected)
    for name, values in expected.items():
        if table[name].to_pylist() != values:
            assert repr(name) in notices(made)


def test_several_files_are_read_below_each_other_as_people_count(tmp_path: Path) -> None:
    for number in (10, 2, 1):
        (tmp_path / f"orders-{number}.csv").write_text(f"n;what\n{number};x\n")
    (tmp_path / "orders-10.csv").write_text("n;what;more\n10;x;3\n")
    (tmp_path / "other.csv").write_text("n\n0\n")
    (tmp_path / "orders-folder").mkdir()
    made = run_tool(ReadTable, file=tmp_path / "orders-2.csv", others="orders-*", origin="file")
    assert rows(made) == {
        "n": [1, 2, 10],
        "what": ["x", "x", "x"],
        "more": [None, None, 3],
        "file": ["orders-1.csv", "orders-2.csv", "orders-10.csv"],
    }
    inputs = {"file": str(tmp_path / "orders-2.csv"), "others": "orders-*", "origin": "file"}
    assert ReadTable.foresee(inputs, {}) == {"table": ["n", "what", "more", "file"]}
    assert "orders-1.csv: ; is taken for what stands between values" in notices(made)
    assert "'orders-1.csv' has no column 'more': missing in its rows" in notices(made)


def test_files_whose_types_do_not_go_together_are_refused_or_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("n\n1\n")
    (tmp_path / "b.csv").write_text("n\nx\n")
    with pytest.raises(InputProblem, match=r"'n' holds whole numbers in 'a.csv', text in 'b.csv'") as refused:
        run_tool(ReadTable, file=tmp_path / "a.csv", others="*.csv")
    assert refused.value.port == "others"
    made = run_tool(ReadTable, file=tmp_path / "a.csv", others="*.csv", unlike="make text", origin="")
    assert rows(made) == {"n": ["1", "x"]}


@pytest.mark.parametrize("pattern", ["../*", "/etc/*", "sub/*.csv", ".."])
def test_names_of_other_files_stay_in_the_folder(tmp_path: Path, pattern: str) -> None:
    (tmp_path / "a.csv").write_text("n\n1\n")
    with pytest.raises(InputProblem, match="leads out of the folder"):
        run_tool(ReadTable, file=tmp_path / "a.csv", others=pattern)


def test_on_a_server_no_other_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ICEOS_NETWORK", "public")
    (tmp_path / "a.csv").write_text("n\n1\n")
    with pytest.raises(InputProblem, match="on a server"):
        run_tool(ReadTable, file=tmp_path / "a.csv", others="*.csv")


def test_all_sheets_are_read_but_hidden_and_empty_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    for name, content in {"May": [["n"], [1]], "June": [["n"], [2]], "Empty": [], "Secret": [["n"], [3]]}.items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(row)
    book.remove(book["Sheet"])
    book["Secret"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    opened: list[Path] = []
    load = openpyxl.load_workbook
    monkeypatch.setattr(openpyxl, "load_workbook", lambda path, **how: (opened.append(path), load(path, **how))[1])
    made = run_tool(ReadTable, file=tmp_path / "a.xlsx", sheet="*", origin="month")
    assert len(opened) == 1, "however many sheets there are"
    assert rows(made) == {"n": [1, 2], "month": ["May", "June"]}
    assert "nothing is in 'Empty'" in notices(made)
    assert "hidden sheets are left out: Secret" in notices(made)
    (tmp_path / "~$a.xlsx").write_bytes(b"somebody has it open")
    (tmp_path / "._a.xlsx").write_bytes(b"of another system")
    made = run_tool(ReadTable, file=tmp_path / "a.xlsx", others="*.xlsx", sheet="*", origin="from")
    assert rows(made)["from (sheet)"] == ["May", "June"]
    assert rows(made)["from"] == ["a.xlsx", "a.xlsx"]


def test_times_of_a_zone_and_without_one_do_not_meet_in_silence(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("at\n2020-01-01 10:00:00\n")
    (tmp_path / "b.csv").write_text("at\n2020-01-01T10:00:00+05:00\n")
    with pytest.raises(InputProblem, match="of a zone"):
        run_tool(ReadTable, file=tmp_path / "a.csv", others="*.csv")


@pytest.mark.parametrize("options", [{"missing": ["", 'say "hi"']}, {"comment": "#"}])
def test_read_once_tells_what_is_taken_for_missing_and_reads_no_comment_of_another_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any]
) -> None:
    path = tmp_path / "a.csv"
    lines = "".join(f'{i},"say ""hi"""\n' for i in range(60_000))
    path.write_bytes(
        f"n,text\n{lines}# é\n1,x\n".encode("cp1252") if "comment" in options else f"n,text\n{lines}".encode()
    )
    (all_rows, once), _ = _read_both_ways(path, monkeypatch, **options)
    assert once == all_rows


def _read_both_ways(path: Path, monkeypatch: pytest.MonkeyPatch, **options: Any) -> tuple[list[Any], bool]:
    """What comes of a file when all rows decide and when it is read once, and whether the latter could be done."""
    results: list[Any] = []
    once: list[Any] = []
    real = csv_text._read_once

    def noted(*arguments: Any) -> Any:
        once.append(real(*arguments))
        return once[-1]

    monkeypatch.setattr(csv_text, "_read_once", noted)
    for most in (1 << 40, 0):
        monkeypatch.setattr(batches, "IN_MEMORY", most)
        try:
            made = run_tool(ReadTable, file=path, **options)
        except InputProblem as problem:
            results.append((str(problem), problem.port))
            continue
        table = made.outputs["table"]
        with aside() as ctx:
            table = table.table(ctx) if isinstance(table, LazyFrame) else table
        told = {(m.message, m.count, m.port) for m in made.said if isinstance(m, Notice)}
        results.append((str(table.to_pydict()), table.schema.types, told))
    return results, once[-1] is not None


@pytest.mark.parametrize(
    ("late", "is_once"),
    [
        ("5,1.5,2025-01-31,x,true", True),
        ("5,1.5,2025-01-31,NA,", True),
        ("NA,,null,N/A,", True),
        ("5,nan,2025-01-31,x,true", False),
        ("5.5,1.5,2025-01-31,x,true", False),
        ("007,1.5,2025-01-31,x,true", False),
        (" 5 ,1.5,2025-01-31,x,true", False),
        ("99999999999999999999,1.5,2025-01-31,x,true", False),
        ("5,1e400,2025-01-31,x,true", True),
        ("5,1.5,2025-02-30,x,true", False),
        ("5,1.5,31.01.2025,x,true", False),
        ("5,1.5,2025-01-31,x,maybe", False),
        ("5,1.5,2025-01-31", False),
        ("5,1.5,2025-01-31,x,true,more", False),
        ('5,1.5,2025-01-31,"x,true', False),
        ('5,1.5,2025-01-31,"x""y\nz",true', True),
        ("5,1.5,2025-01-31," + "x" * 3_000_000 + ",true", False),
        ("5,1.5,2025-01-31,é,true", True),
    ],
)
def test_a_large_file_is_read_once_and_as_if_all_rows_had_decided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, late: str, is_once: bool
) -> None:
    lines = [f"{i},{i}.25,2025-01-{i % 28 + 1:02},name {i},{'true' if i % 2 else 'false'}" for i in range(9000)]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(["n,x,day,name,flag", *lines, late, "1,2.5,2025-01-01,y,false", ""]), "utf-8")
    (all_rows, once), was_once = _read_both_ways(path, monkeypatch)
    assert once == all_rows
    assert was_once == is_once


@pytest.mark.parametrize("number", range(40))
def test_any_file_is_read_alike_once_and_by_all_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    content, _ = _written(random.Random(1000 + number), SHAPES[number * 11 % len(SHAPES)])
    (tmp_path / "a.csv").write_bytes(content)
    (all_rows, once), _ = _read_both_ways(tmp_path / "a.csv", monkeypatch)
    assert once == all_rows


@pytest.mark.parametrize("letter", ["é", "ÿ"])
def test_letters_of_another_page_far_down_are_read_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, letter: str
) -> None:
    path = tmp_path / "a.csv"
    before = "".join(f"{i},plain\n" for i in range(60_000))
    path.write_bytes(f"n,name\n{before}1,{letter}\n".encode("cp1252"))
    (all_rows, once), was_once = _read_both_ways(path, monkeypatch)
    assert once == all_rows
    assert not was_once
    assert letter in once[0]
