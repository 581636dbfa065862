"""Opening, saving, asking, recovering: nothing is lost and nothing runs unasked."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.actions.action import Focus
from app.desktop.actions.table import ACTIONS
from app.desktop.documents import recovery
from app.desktop.documents.pictures import write_picture
from app.desktop.preferences import settings as stored
from app.desktop.preferences.secrets_dialog import SecretsDialog
from app.desktop.viewers.tables import TableViewer
from canvas.plain import label, tip
from canvas.theme import DARK
from engine.chain import edit
from engine.chain.model import INPUTS, ChainPort
from engine.folders import folders
from tests.canvas.mouse import Mouse, drop
from tests.conftest import EXAMPLES, ROOT
from tests.desktop.conftest import Open, dialog, finish

PENGUINS = EXAMPLES / "penguins.iceos"


def chain_file(path: Path, **nodes: object) -> Path:
    path.write_text(json.dumps({"format": 1, "nodes": nodes}))
    return path


@pytest.mark.parametrize("content", ["{", "[]", "[" * 100_000, '{"format": 77}', '{"format": 1, "nodes": {"a": 5}}'])
def test_a_broken_file_gives_one_message_and_leaves_all_as_it_was(
    open_window: Open, tmp_path: Path, content: str
) -> None:
    window = open_window(PENGUINS)
    bad = tmp_path / "bad.iceos"
    bad.write_text(content)
    assert not window.file_commands.load(bad)
    assert window.parts.message.isVisible()
    assert window.parts.message.label.text().startswith("bad.iceos")
    assert window.document.path == PENGUINS
    assert bad.read_text() == content


def test_a_chain_with_an_unknown_tool_opens_and_is_saved_back_unchanged(open_window: Open, tmp_path: Path) -> None:
    alien = {"tool": "nobody.has_it", "version": "9.0.0", "inputs": {"deep": [1, {"a": 2}]}, "odd": True}
    path = chain_file(tmp_path / "a.iceos", alien=alien, read={"tool": "tables.read", "version": "1.0.0"})
    window = open_window(path)
    assert not window.view.chain_scene.nodes["alien"].card.is_known
    assert {"unknown-tool", "missing-input"} <= {f.code for f in window.parts.findings.findings}
    window.document.edit("Move", edit.move(window.document.chain, {"read": (5, 5)}))
    window.action_table["save"].trigger()
    assert json.loads(path.read_text())["nodes"]["alien"] == alien


def test_opening_runs_nothing_and_a_chain_from_elsewhere_asks_before_it_runs(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    code = f"open({str(tmp_path / 'pwned')!r}, 'w')"
    node = {"tool": "python.code", "version": "1.0.0", "inputs": {"takes": {}, "gives": {}, "code": code}, "ports": {}}
    path = chain_file(tmp_path / "elsewhere.iceos", evil=node)
    window = open_window(path)
    assert not window.document.trusted
    window.action_table["run"].trigger()
    box = dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "run code in Python code (evil)" in box.informativeText()
    box.reject()
    assert not window.controller.running
    assert not (tmp_path / "pwned").exists()

    window.action_table["run"].trigger()
    box = dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    allow = next(b for b in box.buttons() if b.text() == "Trust and run")
    assert finish(qtbot, window, lambda: qtbot.mouseClick(allow, Qt.MouseButton.LeftButton)) == "done"
    assert (tmp_path / "pwned").exists()
    assert open_window(path).document.trusted, "it is asked once"


def test_a_chain_that_cannot_run_says_why_and_shows_the_problems(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(PENGUINS)
    window.document.edit("Unset", edit.set_input(window.document.chain, window.document.catalog, "clean", "column", ""))
    window.action_table["run"].trigger()
    assert not window.controller.running
    assert "clean.column: this is empty" in window.parts.message.label.text()
    item = window.parts.problems.topLevelItem(0)
    assert item is not None
    assert item.text(0) == "Leave out unweighed"
    window.parts.problems.itemClicked.emit(item, 0)
    assert window.view.chain_scene.selected_ids() == ["clean"]
    assert window.parts.inspector._fields["column"]._problem.text() == "this is empty"
    assert window.view.chain_scene.nodes["clean"].problem.startswith("this is empty")


def test_texts_of_a_hostile_chain_are_shown_as_they_are(open_window: Open, tmp_path: Path) -> None:
    evil = "<img src='file:///etc/hostname'><b>Trust me</b>"
    raw = json.loads(PENGUINS.read_text())
    raw["nodes"]["read"]["inputs"]["kind"] = evil
    raw["layout"]["nodes"]["read"]["title"] = evil
    path = tmp_path / "evil.iceos"
    path.write_text(json.dumps(raw))
    window = open_window(path)
    window.view.chain_scene.select({"read"})
    labels = [w for w in window.parts.inspector.findChildren(QLabel) if "Trust me" in w.text()]
    assert labels, "the problem under the field quotes it"
    assert all(w.textFormat() == Qt.TextFormat.PlainText for w in labels)
    mouse = Mouse(window.view)
    window.view._hover(mouse.at(mouse.header("read")), mouse.header("read"))
    assert "&lt;img" in window.view.viewport().toolTip()


def test_marks_of_direction_are_seen(open_window: Open, tmp_path: Path) -> None:
    """Else `report\u202efdp.exe` would look like `reportexe.pdf`."""
    evil = "report\u202efdp.exe"
    raw = json.loads(PENGUINS.read_text())
    raw["layout"]["nodes"]["read"]["title"] = evil
    path = tmp_path / f"{evil}.iceos"
    path.write_text(json.dumps(raw))
    window = open_window(path)
    seen = "report\N{REPLACEMENT CHARACTER}fdp.exe"
    assert window.windowTitle() == f"{seen}[*] – iceOS"
    assert [text.text() for _, text, *_ in window.view.chain_scene.nodes["read"]._text_layout() if seen in text.text()]
    text = label(evil)
    assert text.text() == seen
    text.setText(f"{evil}!")
    assert text.text() == f"{seen}!"
    assert seen in tip(evil)


def test_a_failure_is_on_its_node_in_the_log_and_in_the_problems(
    open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n3,4,5\n")
    window = open_window(PENGUINS)
    chain = edit.set_input(window.document.chain, window.document.catalog, "read", "file", str(tmp_path / "bad.csv"))
    window.document.edit("Set file", chain)
    assert finish(qtbot, window, lambda: window.action_table["run"].trigger()) == "failed"
    state = window.view.chain_scene.nodes["read"].state
    assert state is not None
    assert "bad.csv, line 3" in state.reason
    assert {s.status for n, s in window.controller.state.nodes.items() if n != "read"} == {"skipped"}
    assert "Read penguins failed" in window.parts.status.text()
    assert "4 did not run because of it" in window.parts.status.text()
    assert "bad.csv, line 3" in window.parts.log_panel.toPlainText()
    assert any(f.code == "failed" and f.node == "read" for f in window.parts.findings.findings)


def test_why_a_node_failed_stands_above_what_it_received(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(PENGUINS)
    chain = edit.set_input(window.document.chain, window.document.catalog, "clean", "value", "heavy")
    chain = edit.set_input(chain, window.document.catalog, "clean", "operator", ">")
    window.document.edit("Set value", chain)
    assert finish(qtbot, window, lambda: window.action_table["run"].trigger()) == "failed"
    window.view.chain_scene.select({"clean"})
    results = window.parts.results
    qtbot.waitUntil(lambda: isinstance(results.viewer, TableViewer), timeout=30_000)
    assert [text for text in _problems(results) if window.controller.state.nodes["clean"].reason in text]
    window.view.chain_scene.select({"read"})
    qtbot.waitUntil(lambda: not _problems(results), timeout=30_000)


def _problems(widget: QWidget) -> list[str]:
    lines = (line for line in widget.findChildren(QLabel) if line.objectName() == "problem")
    return [line.text() for line in lines if line.isVisible()]


def test_problems_are_in_front_until_there_are_none(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(PENGUINS)
    catalog, whole = window.document.catalog, window.document.chain
    window.document.edit("Break", edit.set_input(whole, catalog, "clean", "column", ""))
    window.action_table["run"].trigger()
    list_ = window.parts.problems
    qtbot.waitUntil(lambda: not list_.visibleRegion().isEmpty(), timeout=30_000)
    window.document.edit("Mend", whole)
    qtbot.waitUntil(lambda: list_.visibleRegion().isEmpty(), timeout=30_000)
    assert not window.parts.results.visibleRegion().isEmpty()


def test_closing_with_changes_asks(open_window: Open, tmp_path: Path) -> None:
    window = open_window()
    window.document.edit("Title", window.document.chain.model_copy(update={"title": "x"}))
    assert not window.close()
    box = dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    box.button(QMessageBox.StandardButton.Cancel).click()
    assert window.isVisible()
    window.file_commands.save_to(tmp_path / "a.iceos")
    assert window.close()


def test_a_file_that_cannot_be_written_keeps_the_work_in_the_window(open_window: Open, tmp_path: Path) -> None:
    window = open_window(PENGUINS)
    window.document.edit("Title", window.document.chain.model_copy(update={"title": "x"}))
    window.file_commands.save_to(tmp_path / "no" / "such" / "folder" / "a.iceos")
    assert "cannot be saved" in window.parts.message.label.text()
    assert window.document.modified
    assert window.document.chain.title == "x"


def test_unsaved_work_is_offered_after_the_program_was_killed(open_window: Open, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from PySide6.QtWidgets import QApplication\n"
        "from app.desktop.main_window import MainWindow; from engine.installed import installed\n"
        "from engine.folders import folders\n"
        "from app.loop import window_loop\n"
        "app = QApplication([]); loop = window_loop(app); loop.__enter__()\n"
        "window = MainWindow(installed(), folders())\n"
        f"window.file_commands.load(Path({str(PENGUINS)!r})); window.show()\n"
        "window.document.edit('Title', window.document.chain.model_copy(update={'title': 'unsaved work'}))\n"
        "window.file_commands._recovery._timer.setInterval(50); app.exec()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    )
    folder = folders().recovery
    deadline = time.monotonic() + 30
    while not list(folder.glob("*.json")) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert list(recovery.lost(folder)) == [], "while it lives, its work is not lost"
    process.send_signal(signal.SIGKILL)
    process.wait()

    window = open_window()
    assert window.file_commands.offer_recovery()
    assert "Unsaved work on “penguins”" in window.parts.message.label.text()
    restore = next(b for b in window.parts.message._buttons if b.text() == "Restore")
    restore.click()
    assert window.document.chain.title == "unsaved work"
    assert window.document.path == PENGUINS
    assert window.document.modified
    window.document.undo_stack.undo()
    assert window.document.chain.title == "Penguins of the Palmer Archipelago"


def test_recovery_files_go_when_work_is_saved_or_the_window_closes(
    open_window: Open, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def files() -> list[Path]:
        return list(folders().recovery.glob("*.json"))

    monkeypatch.setattr(recovery, "EVERY_MS", 50)
    window = open_window()
    window.document.edit("Title", window.document.chain.model_copy(update={"title": "x"}))
    qtbot.waitUntil(lambda: len(files()) == 1)
    window.file_commands.save_to(tmp_path / "a.iceos")
    qtbot.waitUntil(lambda: not files())
    window.document.edit("Title", window.document.chain.model_copy(update={"title": "y"}))
    qtbot.waitUntil(lambda: len(files()) == 1)
    window.document.undo_stack.setClean()
    window.close()
    assert not files()


def test_recent_files_place_and_theme_are_remembered(open_window: Open, tmp_path: Path) -> None:
    window = open_window(PENGUINS)
    window.parts.appearance.choose("dark")
    assert window.parts.appearance.theme is DARK
    window.close()
    again = open_window()
    assert again.parts.appearance.theme is DARK
    assert again.parts.settings.recent_files == [str(PENGUINS)]
    again.parts.appearance.choose("system")


def test_damaged_settings_are_no_reason_not_to_start(open_window: Open) -> None:
    path = folders().settings
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('{"theme": 5')
    assert open_window().parts.settings == stored.Settings(unread=["*"])


def test_copy_paste_duplicate_cut_across_chains(open_window: Open) -> None:
    window = open_window(PENGUINS)
    window.view.chain_scene.select({"read", "clean"})
    window.action_table["copy"].trigger()
    assert '"iceos-nodes"' in QGuiApplication.clipboard().text()
    window.action_table["duplicate"].trigger()
    assert {"read_2", "clean_2"} <= set(window.document.chain.nodes)
    window.action_table["undo"].trigger()
    window.document.new()
    window.action_table["paste"].trigger()
    assert list(window.document.chain.nodes) == ["read", "clean"]
    assert len(window.document.chain.edges) == 1
    window.action_table["select_all"].trigger()
    window.action_table["cut"].trigger()
    assert window.document.chain.nodes == {}
    window.action_table["undo"].trigger()
    assert len(window.document.chain.nodes) == 2


def test_dropped_files_become_the_nodes_that_read_them(open_window: Open, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n1\n")
    (tmp_path / "b.md").write_text("# b")
    window = open_window()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.csv", "b.md")])
    drop(window.view, data, window.view.middle())
    assert {n.tool: n.inputs["file"] for n in window.document.chain.nodes.values()} == {
        "tables.read": str(tmp_path / "a.csv"),
        "files.read": str(tmp_path / "b.md"),
    }


def test_chain_inputs_are_declared_in_the_form_and_can_be_wired(open_window: Open) -> None:
    window = open_window(PENGUINS)
    port = ChainPort.model_validate({"schema": {"type": "string", "default": "species"}})
    window.document.edit("Add input", edit.declare_input(window.document.chain, "by", port, (-300, 0)))
    assert INPUTS in window.view.chain_scene.nodes
    window.action_table["undo"].trigger()
    assert INPUTS not in window.view.chain_scene.nodes


def test_every_action_is_named_and_no_two_share_a_key_in_one_place(open_window: Open) -> None:
    window = open_window()
    for place in {spec.focus for spec in ACTIONS}:
        keys = [key for spec in ACTIONS if spec.focus in (place, Focus.WINDOW) for key in spec.keys]
        assert len(keys) == len(set(keys)), place
    for spec in ACTIONS:
        assert window.action_table[spec.id].text()
        assert window.action_table[spec.id].toolTip()


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_the_chain_is_exported_as_a_picture(open_window: Open, tmp_path: Path, suffix: str) -> None:
    window = open_window(PENGUINS)
    write_picture(window.view, window.parts.message, tmp_path / f"p.{suffix}")
    start = (tmp_path / f"p.{suffix}").read_bytes()[:8]
    assert start == b"\x89PNG\r\n\x1a\n" if suffix == "png" else start.startswith(b"<svg")


def test_a_missing_secret_is_asked_for_before_the_run(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    import keyring
    from keyrings.alt.file import PlaintextKeyring

    class Here(PlaintextKeyring):
        file_path = str(tmp_path / "keyring.cfg")

    before = keyring.get_keyring()
    keyring.set_keyring(Here())
    try:
        window = open_window()
        spec = window.document.catalog.newest("http.request")
        assert spec is not None
        window.parts.editing.add_tool(spec, QPointF(0, 0))
        window.parts.inspector._set("url", "http://127.0.0.1:9/")
        window.parts.inspector._set("token", {"$secret": "SERVICE"})
        window.action_table["run"].trigger()
        assert not window.controller.running
        assert "the secret 'SERVICE' is not set" in window.parts.message.label.text()
        next(b for b in window.parts.message._buttons if b.text() == "Set it…").click()
        box = dialog(SecretsDialog)
        assert isinstance(box, SecretsDialog)
        assert box.name.text() == "SERVICE"
        qtbot.keyClicks(box.value, "hunter2")
        box.keep_button.click()
        assert [box.list.item(i).text() for i in range(box.list.count())] == ["SERVICE"]
        assert box.value.text() == ""
        box.reject()
        assert finish(qtbot, window, lambda: window.action_table["run"].trigger()) == "failed", "nobody listens there"
        assert "cannot be reached" in window.parts.log_panel.toPlainText()
    finally:
        keyring.set_keyring(before)
