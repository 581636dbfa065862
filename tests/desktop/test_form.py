"""Editors: chosen by schema, showing values without saying so, saying what the person changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, create_model
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextBlock, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox
from pytestqt.qtbot import QtBot

from app.desktop.form import FieldContext, FieldEditor, editor_for
from app.desktop.form.collections import ListEditor, MappingEditor
from app.desktop.form.paths import PathEditor
from app.desktop.form.records import RecordsEditor
from app.desktop.form.simple import (
    ChoiceEditor,
    DecimalEditor,
    SecretEditor,
    SuggestEditor,
    SwitchEditor,
    TextEditor,
    WholeEditor,
)
from app.desktop.form.texts import CodeEditor, JsonEditor, LinesEditor
from canvas.theme import LIGHT
from engine.catalog import Catalog, ports_of
from nodes.sdk import Choices, Code, ColumnOf, Fields, File, Multiline, Secret, ValuesOf


def make(qtbot: QtBot, python: Any, folder: Path = Path("/")) -> tuple[FieldEditor, list[Any]]:
    schema = ports_of(create_model("M", __base__=Fields, x=(python, ...)))["x"].schema
    editor = editor_for(schema, FieldContext(folder, LIGHT, lambda port: ["species", "year"]))
    qtbot.addWidget(editor)
    said: list[Any] = []
    editor.edited.connect(said.append)
    return editor, said


@pytest.mark.parametrize(
    ("python", "kind", "value"),
    [
        (str, TextEditor, "a"),
        (int, WholeEditor, 5),
        (Annotated[int, Field(ge=0, le=10**12)], WholeEditor, 10**11),
        (float, DecimalEditor, 1e-7),
        (bool, SwitchEditor, True),
        (Literal["a", "b"], ChoiceEditor, "b"),
        (Annotated[str, Choices("x", "y")], SuggestEditor, "free"),
        (Annotated[str, ColumnOf("table")], SuggestEditor, "year"),
        (Annotated[str, Multiline()], LinesEditor, "a\nb"),
        (Annotated[str, Code("sql")], CodeEditor, "SELECT 1"),
        (Annotated[dict[str, Any], Code("json")], JsonEditor, {"a": [1]}),
        (list[str], ListEditor, ["a", "", "b"]),
        (Annotated[list[str], ColumnOf("table")], ListEditor, ["species"]),
        (list[Literal["mean", "sum"]], ListEditor, ["sum"]),
        (list[int], JsonEditor, [1, 2]),
        (dict[str, str], MappingEditor, {"a": "b"}),
        (dict[str, Any], JsonEditor, {"a": 1}),
        (File, PathEditor, "a.csv"),
        (Path | None, PathEditor, "out.csv"),
        (Secret | None, SecretEditor, {"$secret": "KEY"}),
        (Any, JsonEditor, "plain text"),
    ],
)
def test_the_fitting_editor_shows_a_value_in_silence(
    qtbot: QtBot, python: Any, kind: type[FieldEditor], value: Any
) -> None:
    editor, said = make(qtbot, python)
    assert type(editor) is kind
    editor.show_value(value)
    editor.show_value(value)
    assert said == []


def test_every_port_of_every_tool_gets_an_editor(qtbot: QtBot, catalog: Catalog) -> None:
    context = FieldContext(Path("/"), LIGHT, lambda _: [])
    for spec in catalog:
        for port in spec.inputs.values():
            editor = editor_for(port.schema, context)
            qtbot.addWidget(editor)
            editor.show_value(port.default)


def test_typing_says_the_new_value(qtbot: QtBot) -> None:
    editor, said = make(qtbot, str)
    qtbot.keyClicks(editor.findChild(QLineEdit), "ab")
    assert said == ["a", "ab"]
    editor, said = make(qtbot, float)
    qtbot.keyClicks(editor.findChild(QLineEdit), "1.5")
    assert said[-1] == 1.5
    editor, said = make(qtbot, bool)
    qtbot.mouseClick(
        editor.findChild(QCheckBox), Qt.MouseButton.LeftButton, pos=QPoint(8, editor.findChild(QCheckBox).height() // 2)
    )
    assert said == [True]


def test_numbers_stay_within_their_limits(qtbot: QtBot) -> None:
    editor, said = make(qtbot, Annotated[int, Field(ge=1, le=9)])
    spin = editor.findChild(QSpinBox)
    assert (spin.minimum(), spin.maximum()) == (1, 9)
    editor, _ = make(qtbot, Annotated[int, Field(gt=1, lt=9)])
    spin = editor.findChild(QSpinBox)
    assert (spin.minimum(), spin.maximum()) == (2, 8)
    qtbot.keyClick(spin, Qt.Key.Key_Up)
    assert said == []


def test_choices_and_columns_are_offered(qtbot: QtBot) -> None:
    editor, said = make(qtbot, Annotated[str, ColumnOf("table")])
    box = editor.findChild(QComboBox)
    assert [box.itemText(i) for i in range(box.count())] == ["species", "year"]
    box.setEditText("own")
    assert said[-1] == "own"


def test_json_that_is_no_json_yet_is_kept_as_text(qtbot: QtBot) -> None:
    editor, said = make(qtbot, Annotated[dict[str, Any], Code("json")])
    qtbot.keyClicks(editor.findChild(QPlainTextEdit), '{"a": 1}')
    assert said[-1] == {"a": 1}
    assert said[2] == '{"a'


def test_rows_are_added_and_removed(qtbot: QtBot) -> None:
    editor, said = make(qtbot, dict[str, str])
    assert isinstance(editor, MappingEditor)
    editor.show_value({"a": "1", "b": "2"})
    qtbot.mouseClick(editor.add_button, Qt.MouseButton.LeftButton)
    name = editor._pairs[editor._rows[-1]][0]
    qtbot.keyClicks(name, "c")
    assert said[-1] == {"a": "1", "b": "2", "c": ""}
    editor._remove(editor._rows[0])
    assert said[-1] == {"b": "2", "c": ""}


def test_a_chosen_file_inside_the_chains_folder_is_kept_relative(qtbot: QtBot, tmp_path: Path) -> None:
    editor, said = make(qtbot, File, tmp_path)
    assert isinstance(editor, PathEditor)
    editor._chosen(str(tmp_path / "data" / "a.csv"))
    editor._chosen("/elsewhere/b.csv")
    assert said == ["data/a.csv", "/elsewhere/b.csv"]


def test_an_emptied_optional_path_is_none(qtbot: QtBot) -> None:
    editor, said = make(qtbot, Path | None)
    editor.show_value("a")
    qtbot.keyClick(editor.findChild(QLineEdit), Qt.Key.Key_Backspace)
    assert said == [None]


def test_code_is_coloured_by_its_language(qtbot: QtBot) -> None:
    editor, _ = make(qtbot, Annotated[str, Code("sql")])
    editor.show_value("SELECT 'text' -- note\nFROM t")
    box = editor.findChild(QPlainTextEdit)
    first = box.document().firstBlock().layout().formats()
    assert {f.format.foreground().color().name() for f in first} >= {
        LIGHT.accent.name(),
        LIGHT.good.name(),
        LIGHT.soft.name(),
    }
    second = box.document().firstBlock().next().layout().formats()
    assert [(f.start, f.length) for f in second] == [(0, 4)]


class Term(Fields):
    joined: Literal["and", "or"] = "and"
    column: Annotated[str, ColumnOf("table")] = ""
    value: str = ""


def test_records_have_a_row_of_fields_each(qtbot: QtBot) -> None:
    editor, said = make(qtbot, list[Term])
    assert isinstance(editor, RecordsEditor)
    given = [{"joined": "or", "column": "year", "value": "1"}]
    editor.show_value(given)
    assert said == []
    qtbot.mouseClick(editor.add_button, Qt.MouseButton.LeftButton)
    new = {"joined": "and", "column": "", "value": ""}
    assert said[-1] == [*given, new]
    box = editor._rows[-1].findChildren(QComboBox)[1]
    assert [box.itemText(i) for i in range(box.count())] == ["species", "year"]
    box.setEditText("species")
    qtbot.keyClicks(editor._rows[-1].findChildren(QLineEdit)[-1], "x")
    assert said[-1] == [*given, {"joined": "and", "column": "species", "value": "x"}]
    assert given == [{"joined": "or", "column": "year", "value": "1"}], "the chain's own record is left alone"
    editor._remove(editor._rows[0])
    assert said[-1] == [{"joined": "and", "column": "species", "value": "x"}]


def test_keys_and_values_of_a_mapping_are_offered(qtbot: QtBot) -> None:
    for python, names, values in (
        (Annotated[dict[str, str], ColumnOf("left"), ValuesOf("right")], ["species", "year"], ["species", "year"]),
        (Annotated[dict[str, Literal["text", "date"]], ColumnOf("left")], ["species", "year"], ["text", "date"]),
    ):
        editor, said = make(qtbot, python)
        assert isinstance(editor, MappingEditor)
        qtbot.mouseClick(editor.add_button, Qt.MouseButton.LeftButton)
        key, value = editor.findChildren(QComboBox)
        assert [key.itemText(i) for i in range(key.count())] == names
        assert [value.itemText(i) for i in range(value.count())] == values
        key.setEditText("year")
        assert [*said[-1]] == ["year"]


@pytest.mark.parametrize(("lines", "is_coloured"), [(600, True), (20_000, False)])
def test_colours_cost_no_more_than_one_look_at_a_text(qtbot: QtBot, lines: int, is_coloured: bool) -> None:
    """However many lines it has; one of a megabyte has none."""
    editor, said = make(qtbot, Annotated[str, Code("sql")])
    assert isinstance(editor, CodeEditor)
    letters: list[int] = []
    lexer, tokens = editor._colours._lexer, editor._colours._lexer.get_tokens_unprocessed
    lexer.get_tokens_unprocessed = lambda text: (letters.append(len(text)), tokens(text))[1]
    text = "\n".join(f"SELECT 'line {number}' AS a_column_with_a_name," for number in range(lines))
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(editor.box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert said[-1] == text
    assert sum(letters) == (len(text) if is_coloured else 0)
    formats = [bool(block.layout().formats()) for block in _blocks(editor.box.document())]
    assert formats == [is_coloured] * lines
    QTest.keyClicks(editor.box, "x")
    assert said[-1] == text + "x"
    assert sum(letters) == (2 * len(text) + 1 if is_coloured else 0)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()
