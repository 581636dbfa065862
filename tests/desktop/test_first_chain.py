"""What a person does in the first minutes, with mouse and keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.main_window import MainWindow
from app.desktop.viewers.files import PageViewer
from app.desktop.viewers.pictures import PictureViewer
from app.desktop.viewers.tables import TableViewer
from app.desktop.viewers.texts import TextViewer
from canvas.quick_add import QuickAdd
from canvas.view import TOOL_MIME
from engine.chain.file import dump, load
from engine.chain.model import OUTPUTS, Edge, Endpoint
from engine.folders import folders
from engine.installed import add_folder
from tests.canvas.mouse import Mouse, drop
from tests.conftest import EXAMPLES
from tests.desktop.conftest import Open, dialog, finish


def add_by_search(qtbot: QtBot, window: MainWindow, mouse: Mouse, at: QPointF, words: str) -> str:
    """Double click on empty canvas, type, Enter; returns the id of the new node."""
    before = set(window.document.chain.nodes)
    mouse.double_click(at)
    popup = dialog(QuickAdd)
    assert isinstance(popup, QuickAdd)
    qtbot.keyClicks(popup.line, words)
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)
    (new,) = set(window.document.chain.nodes) - before
    return new


def drop_from_palette(window: MainWindow, tool: str, at: QPointF) -> str:
    """What a drag from the palette ends with."""
    before = set(window.document.chain.nodes)
    item = next(
        node
        for i in range(window.parts.tool_palette.tree.topLevelItemCount())
        for group in [window.parts.tool_palette.tree.topLevelItem(i)]
        if group is not None
        for node in [group.child(j) for j in range(group.childCount())]
        if node.data(0, Qt.ItemDataRole.UserRole).name == tool
    )
    data = window.parts.tool_palette.tree.mimeData([item])
    assert isinstance(data, QMimeData)
    assert data.hasFormat(TOOL_MIME)
    drop(window.view, data, at)
    (new,) = set(window.document.chain.nodes) - before
    return new


def field(window: MainWindow, name: str) -> QWidget:
    editor = window.parts.inspector._fields[name].editor
    assert editor is not None
    return editor


def type_into(qtbot: QtBot, window: MainWindow, name: str, text: str) -> None:
    """Type into a field of the form, in place of what is there."""
    line = field(window, name).findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, text)


def test_three_tools_are_placed_wired_filled_run_undone_saved_and_reopened(
    open_window: Open, qtbot: QtBot, tmp_path: Path, penguins: Path
) -> None:
    window = open_window()
    mouse = Mouse(window.view)
    document = window.document
    read = add_by_search(qtbot, window, mouse, QPointF(-250, -100), "read")
    type_into(qtbot, window, "file", str(penguins))
    group = drop_from_palette(window, "tables.aggregate", QPointF(60, -80))
    mouse.drag(mouse.output(read, "table"), mouse.input(group, "table"))
    assert document.chain.edges == (Edge.between((read, "table"), (group, "table")),)

    assert finish(qtbot, window, lambda: window.action_table["run"].trigger()) == "done"
    window.view.chain_scene.select({group})
    QTest.mouseClick(field(window, "group_by").add_button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]  # a list
    box = field(window, "group_by").findChild(QComboBox)
    assert box is not None
    box.hidePopup()
    assert box.findText("species") >= 0, "the columns of the last run are offered"
    box.setEditText("species")
    assert document.chain.nodes[group].inputs == {"group_by": ["species"]}

    before = set(document.chain.nodes)
    mouse.drag(mouse.output(group, "table"), QPointF(-100, 120))
    popup = dialog(QuickAdd)
    assert isinstance(popup, QuickAdd)
    qtbot.keyClicks(popup.line, "chart")
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)
    (chart,) = set(document.chain.nodes) - before
    assert document.chain.incoming[Endpoint(chart, "table")].source == Endpoint(group, "table")
    type_into(qtbot, window, "x", "species")
    type_into(qtbot, window, "y", "rows")

    assert finish(qtbot, window, lambda: window.action_table["run"].trigger()) == "done"
    assert isinstance(window.parts.results.viewer, PictureViewer)
    item = window.view.chain_scene.nodes[chart]
    assert item.state is not None
    assert item.state.status == "done"
    assert window.parts.status.text().startswith("Done after")

    steps = 0
    done = dump(document.chain)
    while document.undo_stack.canUndo():
        window.action_table["undo"].trigger()
        steps += 1
    assert document.chain.nodes == {}
    assert steps <= 12
    for _ in range(steps):
        window.action_table["redo"].trigger()
    assert dump(document.chain) == done

    target = tmp_path / "mine.iceos"
    window.file_commands.save_to(target)
    assert not document.modified
    again = open_window(target)
    assert again.document.chain == load(target).chain
    assert again.document.trusted, "it was made on this machine"
    assert finish(qtbot, again, lambda: again.action_table["run"].trigger()) == "done"


def test_the_example_runs_and_its_results_are_seen(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(EXAMPLES / "penguins.iceos")
    assert finish(qtbot, window, lambda: window.action_table["run"].trigger()) == "done"
    assert window.view.chain_scene.selected_ids() == [OUTPUTS], "what it gives back is shown at once"
    table = window.parts.results.viewer
    assert isinstance(table, TableViewer)
    assert table.model.rowCount() == 8
    buttons = {button.text(): button for button in window.parts.results._group.buttons()}
    assert set(buttons) == {"Summary", "Chart", "Report"}
    qtbot.mouseClick(buttons["Chart"], Qt.MouseButton.LeftButton)
    assert isinstance(window.parts.results.viewer, PictureViewer)
    qtbot.mouseClick(buttons["Report"], Qt.MouseButton.LeftButton)
    page = window.parts.results.viewer
    assert isinstance(page, PageViewer)
    assert page.open_button.isEnabled()


def test_a_click_on_a_wire_shows_the_value_that_went_through(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(EXAMPLES / "penguins.iceos")
    finish(qtbot, window, lambda: window.action_table["run"].trigger())
    mouse = Mouse(window.view)
    mouse.click((mouse.output("read", "table") + mouse.input("clean", "table")) / 2)
    table = window.parts.results.viewer
    assert isinstance(table, TableViewer)
    assert table.model.rowCount() == 344
    assert window.parts.results._title.text() == "Read penguins: Table → Leave out unweighed: Table"


def test_a_table_is_sorted_and_filtered(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(EXAMPLES / "penguins.iceos")
    finish(qtbot, window, lambda: window.action_table["run"].trigger())
    window.view.chain_scene.select({"read"})
    viewer = window.parts.results.viewer
    assert isinstance(viewer, TableViewer)
    model = viewer.model
    assert model.headerData(0, Qt.Orientation.Horizontal) == "species\nstring"
    header = viewer.view.horizontalHeader()
    column = 5
    QTest.mouseClick(
        header.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(header.sectionViewportPosition(column) + 5, header.height() // 2),
    )
    qtbot.waitUntil(lambda: model.data(model.index(0, column)) == "2700")
    qtbot.keyClicks(viewer.filter, "GENTOO")
    qtbot.waitUntil(lambda: model.rowCount() == 124)
    assert model.data(model.index(0, column)) == "3950"
    assert "124 of 344 rows" in viewer.count.text()
    qtbot.keyClicks(viewer.filter, "zzz")
    qtbot.waitUntil(lambda: model.rowCount() == 0)


def test_cells_are_copied_for_a_spreadsheet(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(EXAMPLES / "penguins.iceos")
    finish(qtbot, window, lambda: window.action_table["run"].trigger())
    window.view.chain_scene.select({"summarise"})
    viewer = window.parts.results.viewer
    assert isinstance(viewer, TableViewer)
    viewer.view.setFocus()
    viewer.view.setSelection(QRect(0, 0, 200, 40), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    qtbot.keyClick(viewer.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().startswith("Adelie\tfemale"))


def test_run_up_to_here_and_this_node_only(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(EXAMPLES / "penguins.iceos")
    window.view.chain_scene.select({"clean"})
    finish(qtbot, window, lambda: window.action_table["run_to"].trigger())
    states = {n: s.status for n, s in window.controller.state.nodes.items()}
    assert states == {"read": "done", "clean": "done"}
    window.view.chain_scene.select({"summarise"})
    finish(qtbot, window, lambda: window.action_table["run_one"].trigger())
    states = {n: s.status for n, s in window.controller.state.nodes.items()}
    assert states == {"read": "done", "clean": "done", "summarise": "done"}
    window.view.chain_scene.select({"report"})
    window.action_table["run_one"].trigger()
    assert window.parts.message.isVisible()
    assert "has no value yet" in window.parts.message.label.text()


def test_streamed_text_grows_in_the_results_while_it_runs(open_window: Open, qtbot: QtBot, own_data_dir: Path) -> None:
    folders().tools.mkdir(parents=True)
    said = own_data_dir / "said"
    (folders().tools / "talk.py").write_text(
        "import asyncio\nfrom pathlib import Path\nfrom nodes.sdk import Context, tool\n"
        "@tool('mine.talk')\nasync def talk(ctx: Context) -> str:\n"
        "    for i in range(3):\n        ctx.chunk(f'word{i} ')\n"
        f"        while not Path({str(said)!r} + str(i)).exists():\n            await asyncio.sleep(0.01)\n"
        "    return 'all'\n"
    )
    window = open_window()
    add_folder(window.document.catalog, folders().tools)
    spec = window.document.catalog.newest("mine.talk")
    assert spec is not None
    window.parts.editing.add_tool(spec, QPointF(0, 0))
    seen: list[str] = []

    def look() -> None:
        if isinstance(window.parts.results.viewer, TextViewer):
            seen.append(window.parts.results.viewer.toPlainText())
            for word in range(seen[-1].count("word")):
                Path(f"{said}{word}").touch()

    window.controller.nodes_changed.connect(look)
    assert finish(qtbot, window, lambda: window.action_table["run"].trigger()) == "done"
    assert {"word0 ", "word0 word1 ", "word0 word1 word2 "} <= {*seen}
    assert isinstance(window.parts.results.viewer, TextViewer)
    assert window.parts.results.viewer.toPlainText() == "all"


def test_stop_ends_a_long_run_and_the_window_stays_alive(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window()
    spec = window.document.catalog.newest("python.code")
    assert spec is not None
    node = window.parts.editing.add_tool(spec, QPointF(0, 0))
    for name, value in (("takes", {}), ("gives", {}), ("code", "import time\nprint('started')\ntime.sleep(60)")):
        window.parts.inspector._set(name, value)
    with qtbot.waitSignal(window.controller.logged, timeout=20_000):
        window.action_table["run"].trigger()
    assert window.action_table["stop"].isEnabled()
    assert not window.action_table["run"].isEnabled()
    with qtbot.waitSignal(window.controller.finished, timeout=10_000) as caught:
        window.action_table["stop"].trigger()
    assert caught.args == ["cancelled"]
    assert window.controller.state.nodes[node].status == "cancelled"
    assert "started" in window.parts.log_panel.toPlainText()
    assert window.action_table["run"].isEnabled()


def test_a_new_node_is_seen_whole_wherever_it_was_put(open_window: Open, qtbot: QtBot, penguins: Path) -> None:
    window = open_window()
    view = window.view
    seen = view.visible_rect()
    for corner in (seen.topLeft(), seen.topRight(), seen.bottomLeft(), seen.bottomRight()):
        window.parts.editing.add_named("tables.read", corner)
        (node,) = view.chain_scene.selected_ids()
        assert view.visible_rect().contains(view.chain_scene.nodes[node].rect())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(penguins))] * 2)
    drop(view, data, view.visible_rect().bottomRight() - QPointF(5, 5))
    for node in view.chain_scene.selected_ids():
        assert view.visible_rect().contains(view.chain_scene.nodes[node].rect())
