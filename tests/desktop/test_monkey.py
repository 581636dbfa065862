"""A monkey at mouse and keys: whatever it does, the document stays whole, and undo leads back to the first bytes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.main_window import MainWindow
from canvas.quick_add import QuickAdd
from canvas.search_popup import SearchPopup
from engine.chain.file import dump, parse
from engine.chain.model import Chain
from engine.chain.nested import CHAIN
from tests.canvas.mouse import Mouse
from tests.conftest import EXAMPLES
from tests.desktop.conftest import Open

KEYS = (
    ("undo", 5),
    ("redo", 3),
    ("copy", 2),
    ("paste", 2),
    ("duplicate", 1),
    ("delete", 2),
    ("heal", 2),
    ("group", 2),
    ("ungroup", 2),
    ("off", 2),
    ("bypass", 2),
    ("frame", 1),
    ("note", 1),
    ("select_all", 1),
    ("enter", 3),
    ("leave", 2),
    ("arrange", 1),
    ("align_left", 1),
    ("align_top", 1),
    ("distribute_x", 1),
    ("preview", 1),
    ("fit", 3),
    ("zoom_in", 1),
    ("zoom_out", 1),
    ("back", 1),
    ("forward", 1),
    ("make_outputs", 1),
    ("critical", 1),
    ("minimap", 1),
)
"""Actions, and how often the monkey likes each."""
WORDS = ("sort", "filter", "each", "template", "switch", "merge", "constant", "sql", "sub", "chart", "repeat", "read")
MOST = 60
"""With more nodes than this it rather deletes."""


class Monkey:
    """Does one random thing after the other to a window. What it did last stands in `did`."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self.window, self.view = window, window.view
        self.mouse, self.rng = Mouse(window.view), random.Random(seed)
        self.did: list[str] = []

    def step(self) -> None:
        crowded = len(self.window.document.root.nodes) > MOST
        do = self.rng.choices(
            [self.act, self.click, self.drag, self.wire, self.add, self.press, self.double_click, self.type_value],
            [30, 14, 16, 14, 2 if crowded else 8, 6, 5, 4],
        )[0]
        if crowded and self.rng.random() < 0.3:
            self.window.action_table["select_all"].trigger()
            self.window.action_table["delete"].trigger()
        self.did.append(do.__name__)
        do()
        self.close_popups()

    def act(self) -> None:
        names, weights = zip(*KEYS, strict=True)
        name = self.rng.choices(names, weights)[0]
        self.did.append(name)
        self.window.action_table[name].trigger()

    def anywhere(self) -> QPointF:
        room = self.view.viewport().rect()
        at = QPoint(self.rng.randint(2, room.width() - 2), self.rng.randint(2, room.height() - 2))
        things = self.view.chain_scene.bounds()
        if self.rng.random() < 0.7 and not things.isEmpty():
            return QPointF(
                self.rng.uniform(things.left() - 40, things.right() + 40),
                self.rng.uniform(things.top() - 40, things.bottom() + 40),
            )
        return self.view.mapToScene(at)

    def keys(self) -> Qt.KeyboardModifier:
        modifiers = Qt.KeyboardModifier
        return self.rng.choice([modifiers.NoModifier] * 4 + [modifiers.ShiftModifier, modifiers.ControlModifier])

    def click(self) -> None:
        self.mouse.click(self.anywhere(), self.keys())

    def drag(self) -> None:
        nodes = list(self.view.chain_scene.nodes)
        start = self.mouse.header(self.rng.choice(nodes)) if nodes and self.rng.random() < 0.6 else self.anywhere()
        self.mouse.press(start, Qt.KeyboardModifier.AltModifier if self.rng.random() < 0.15 else self.keys())
        for _ in range(self.rng.randint(1, 4)):
            self.mouse.move(self.anywhere())
        if self.rng.random() < 0.15:
            QTest.keyClick(self.view, Qt.Key.Key_Escape)
        self.mouse.release(self.anywhere())

    def wire(self) -> None:
        """From a port, to a port mostly."""
        points = [
            point
            for item in self.view.chain_scene.nodes.values()
            for ports, of in ((item.card.inputs, item.input_point), (item.card.outputs, item.output_point))
            for port in ports
            if (point := of(port.name)) is not None
        ]
        if len(points) < 2:
            return
        start, end = self.rng.sample(points, 2)
        self.mouse.press(start)
        self.mouse.move((start + end) / 2)
        self.mouse.move(end)
        self.mouse.release(end if self.rng.random() < 0.8 else self.anywhere())

    def add(self) -> None:
        self.view.add_requested.emit(self.anywhere(), "")
        popup = self.popup()
        if isinstance(popup, QuickAdd):
            popup.line.setText(self.rng.choice(WORDS))
            QTest.keyClick(popup.line, Qt.Key.Key_Return)

    def press(self) -> None:
        key = self.rng.choice([Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Escape, Qt.Key.Key_Delete])
        QTest.keyClick(self.view, key, self.keys())

    def double_click(self) -> None:
        self.mouse.double_click(self.anywhere())

    def type_value(self) -> None:
        """Set something in the form of a node."""
        nodes = [n for n in self.window.document.chain.nodes]
        if not nodes:
            return
        self.view.chain_scene.select({self.rng.choice(nodes)})
        fields = [(n, f) for n, f in self.window.parts.inspector._fields.items() if f.editor is not None and n != CHAIN]
        if fields:
            name, _ = self.rng.choice(fields)
            self.window.parts.inspector._set(
                name, self.rng.choice(["", "x", 3, ["a", "b"], {"yes": "value > 1"}, None, True])
            )

    def popup(self) -> QWidget | None:
        return next((w for w in QApplication.topLevelWidgets() if isinstance(w, SearchPopup) and w.isVisible()), None)

    def close_popups(self) -> None:
        while (open_ := QApplication.activePopupWidget()) is not None:
            open_.close()


def whole(chain: Chain) -> None:
    """What every document satisfies, whatever was done to it."""
    assert parse(dump(chain)) == parse(dump(chain))
    for edge in chain.edges:
        for end in (edge.source, edge.target):
            assert end.node in chain.nodes or end.node.startswith("$"), f"{edge} hangs in the air"
    assert set(chain.blocks()) <= set(chain.layout.nodes)
    called = {str(node.inputs.get(CHAIN)) for node in chain.nodes.values()}
    assert set(chain.definitions) <= called, "a sub-chain that nobody runs is left"
    for inner in chain.definitions.values():
        whole(inner)


def let_loose(window: MainWindow, seed: int, steps: int) -> None:
    first = dump(window.document.root)
    undo = window.document.undo_stack
    undo.setUndoLimit(0)
    monkey = Monkey(window, seed)
    for step in range(steps):
        monkey.step()
        try:
            whole(window.document.root)
            assert set(window.view.chain_scene.nodes) == set(window.document.chain.blocks())
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, step {step}, after {monkey.did[-6:]}: {error}") from error
        if step % 50 == 0:
            QApplication.processEvents()
    last, reached = dump(window.document.root), undo.index()
    while undo.canUndo():
        undo.undo()
    assert dump(window.document.root) == first
    while undo.index() < reached:
        undo.redo()
    assert dump(window.document.root) == last


def opened(open_window: Open) -> MainWindow:
    window = open_window(EXAMPLES / "review.iceos")
    window.resize(1280, 800)
    return window


@pytest.mark.parametrize("seed", [1, 2])
def test_five_hundred_random_things(open_window: Open, qtbot: QtBot, seed: int) -> None:
    let_loose(opened(open_window), seed, 250)


@pytest.mark.slow
@pytest.mark.timeout(3000)
@pytest.mark.parametrize("seed", range(10, 20))
def test_twenty_thousand_random_things(open_window: Open, qtbot: QtBot, seed: int) -> None:
    let_loose(opened(open_window), seed, 2000)


def test_the_first_bytes_come_back_in_the_file_too(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "review.iceos"
    path.write_bytes((EXAMPLES / "review.iceos").read_bytes())
    window = open_window(path)
    monkey = Monkey(window, 5)
    for _ in range(40):
        monkey.step()
    while window.document.undo_stack.canUndo():
        window.document.undo_stack.undo()
    window.file_commands.save_to(path)
    assert path.read_bytes() == (EXAMPLES / "review.iceos").read_bytes()
