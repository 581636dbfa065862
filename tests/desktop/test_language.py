"""The window in another language: what is read on it, and what the engine reports, through the catalogues."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget

from app.desktop.main_window import MainWindow
from app.desktop.preferences import settings as stored
from app.desktop.preferences.languages import LanguagePopup
from canvas import language
from engine.installed import installed
from tests.desktop.conftest import Open, finish

ROOT = Path(__file__).parents[2]
SAYS = {
    *("setText", "setToolTip", "setPlaceholderText", "setAccessibleName", "setWindowTitle", "setInformativeText"),
    *("addItem", "addItems", "QLabel", "label", "QPushButton", "QCheckBox", "addRow", "setPrefix", "setSuffix"),
    *(
        "say",
        "setTitle",
        "addTab",
        "addAction",
        "addMenu",
        "setSpecialValueText",
        "setHeaderLabels",
        "addButton",
    ),
}
NAMES = {"JSON", "iceOS"}


@pytest.fixture(params=["de", "zh_CN"])
def speaking(request: pytest.FixtureRequest, qapp: object) -> Iterator[str]:
    language.install(request.param)
    yield request.param
    language.install(language.ENGLISH)


@pytest.fixture
def window(speaking: str, open_window: Open) -> MainWindow:
    return open_window()


def _add(window: MainWindow, tool: str) -> str:
    spec = window.document.catalog.newest(tool)
    assert spec is not None
    return window.parts.editing.add_tool(spec, QPointF(0, 0))


def test_no_text_for_people_bypasses_the_catalogues() -> None:
    """Literals that are handed to a widget stand in a `tr`."""
    bare = []
    for path in (*ROOT.glob("app/desktop/**/*.py"), *ROOT.glob("canvas/**/*.py")):
        for call in (n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call)):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if name in SAYS:
                bare += [f"{path.name}:{call.lineno} {text}" for text in map(_words, call.args[:1]) if text]
    assert bare == []


def _words(node: ast.expr) -> str:
    """The words of a literal; of an f-string what stands between its values."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    text = "".join(str(p.value) for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str))
    words = [
        word
        for word in text.replace("[*] – iceOS", "").split()
        if sum(map(str.isalpha, word)) > 1 and "://" not in word
    ]
    return "" if set(words) <= NAMES else text


def test_menus_tools_and_forms_speak_the_language(window: MainWindow, speaking: str) -> None:
    expected = {"de": ("&Datei", "Zeilen filtern", "Ausführen"), "zh_CN": ("文件(&F)", "筛选行", "运行")}[speaking]
    menus = [action.text() for action in window.menuBar().actions()]
    assert expected[0] in menus
    letters = [text[text.index("&") + 1].lower() for text in menus]
    assert len(set(letters)) == len(letters), "each menu has a letter of its own"
    assert window.action_table["run"].text() == expected[2]
    tree = window.parts.tool_palette.tree
    groups = [tree.topLevelItem(i) for i in range(tree.topLevelItemCount())]
    titles = [group.child(i).text(0) for group in groups for i in range(group.childCount())]
    assert expected[1] in titles
    english = {spec.title for spec in installed() if spec.title != language.tr(spec.title)}
    assert not english & set(titles)


def test_a_tool_is_found_by_its_name_in_the_language_and_in_english(window: MainWindow, speaking: str) -> None:
    wanted = {"de": "sortieren", "zh_CN": "排序"}[speaking]
    tree, line = window.parts.tool_palette.tree, window.parts.tool_palette.line
    for words in (wanted, "sort rows"):
        line.setText(words)
        assert tree.topLevelItem(0).text(0) == language.tr("Sort rows"), words


def test_what_is_wrong_is_said_in_the_language(window: MainWindow, speaking: str, qtbot) -> None:
    _add(window, "tables.filter")
    qtbot.waitUntil(lambda: window.parts.problems.topLevelItemCount() > 0)
    item = window.parts.problems.topLevelItem(0)
    said = " ".join(item.text(column) for column in range(3))
    node = window.document.chain.nodes
    assert list(node) == ["tables_filter"], "what is stored does not depend on the language"
    expected = {"de": ("Zeilen filtern", "fehlt"), "zh_CN": ("筛选行", "缺少")}[speaking]
    assert all(words in said for words in expected), said


def test_what_the_engine_reports_is_recognised_with_its_values(speaking: str) -> None:
    german = {
        "no tool 'x.y' here": "kein Werkzeug 'x.y' hier",
        "344 rows × 8 columns": "344 Zeilen × 8 Spalten",
        "1 row × 1 column": "1 Zeile × 1 Spalte",
        "3 done · 1 failed": "3 fertig · 1 fehlgeschlagen",
        "the wire from a.b brings the wrong type: a text does not fit a table": (
            "die Verbindung von a.b bringt den falschen Typ: Text passt nicht zu Tabelle"
        ),
        "nobody foresaw this": "nobody foresaw this",
    }
    for text, expected in german.items():
        said = language.reported(text)
        assert said == expected if speaking == "de" else (said != text or "foresaw" in text)


def test_the_language_is_chosen_by_keyboard_and_kept(window: MainWindow, speaking: str, qtbot, tmp_path: Path) -> None:
    window.action_table["language"].trigger()
    popup = window.findChild(LanguagePopup)
    assert popup is not None
    titles = [popup.findChild(QListWidget).item(i).text() for i in range(4)]
    assert titles[1:] == ["English", "Deutsch", "简体中文"]
    QTest.keyClicks(popup.line, "Eng")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)
    assert window.parts.settings.language == "en"
    assert window.parts.message.isVisible()


def test_an_unknown_or_damaged_language_falls_back_to_english(qapp: object, tmp_path: Path) -> None:
    language.install("tlh")
    assert language.language() == language.ENGLISH
    assert language.tr("Find…") == "Find…"
    settings = tmp_path / "settings.json"
    settings.write_text('{"language": "tlh"}')
    assert stored.read(settings).language == "tlh", "a newer version may know it"


def test_a_run_tells_its_end_in_the_language(window: MainWindow, speaking: str, qtbot) -> None:
    _add(window, "data.constant")
    assert finish(qtbot, window, window.action_table["run"].trigger) == "done"
    expected = {"de": "Fertig nach", "zh_CN": "完成"}[speaking]
    assert expected in window.parts.status.text()


def test_no_label_is_cut_off_in_the_form_of_a_german_chain(window: MainWindow, speaking: str, qtbot) -> None:
    """The longest language decides: what a form says must fit into the narrow window."""
    if speaking != "de":
        return
    _add(window, "tables.read")
    qtbot.waitUntil(lambda: window.parts.inspector.isVisible() and bool(window.parts.inspector._fields))
    for label in window.parts.inspector.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap() and label.text():
            room = label.visibleRegion().boundingRect().width()
            assert label.sizeHint().width() <= max(room, label.width()) + 1, label.text()
    assert window.parts.inspector.mapTo(window, QPoint(0, 0)).x() + window.parts.inspector.width() <= window.width()
