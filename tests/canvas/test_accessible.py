"""What a screen reader is told of the canvas."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from canvas import accessible
from canvas.document import Document
from canvas.theme import LIGHT
from canvas.view import ChainView
from engine.catalog import Catalog
from engine.chain import reshape
from engine.run.state import NodeState
from engine.run.status import NodeStatus
from tests.conftest import EXAMPLES

NAME = QAccessible.Text.Name


@pytest.fixture
def view(qtbot: QtBot, catalog: Catalog) -> ChainView:
    accessible.install()
    document = Document(catalog)
    document.open(EXAMPLES / "penguins.iceos", trusted=True)
    made = ChainView(document, LIGHT)
    document.setParent(made)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_cards_and_ports_have_names_and_roles(view: ChainView) -> None:
    canvas = QAccessible.queryAccessibleInterface(view)
    assert canvas.role() == QAccessible.Role.List
    assert canvas.text(NAME) == "Canvas, 6 nodes"
    cards = [canvas.child(n) for n in range(canvas.childCount())]
    assert cards[0].role() == QAccessible.Role.ListItem
    assert cards[0].text(NAME) == "Read penguins, penguins.csv"
    ports = [cards[1].child(n) for n in range(cards[1].childCount())]
    assert [p.role() for p in ports] == [QAccessible.Role.Button] * 3
    assert ports[0].text(NAME) == "input Table: table, wired to read.table"
    assert ports[2].text(NAME) == "output Others: table"


def test_what_a_node_is_doing_is_told(view: ChainView) -> None:
    scene = view.chain_scene
    scene.set_states({"read": NodeState(status=NodeStatus.FAILED, reason="the file is gone")})
    scene.set_problems({"read": "the file is gone\nChoose another."})
    canvas = QAccessible.queryAccessibleInterface(view)
    assert canvas.child(0).text(NAME) == "Read penguins, failed, the file is gone, problem: the file is gone"
    document = view.document
    document.edit("Off", reshape.switched(document.chain, ["clean"], "off"))
    assert "switched off" in canvas.child(1).text(NAME)


def test_selection_and_places_are_told(view: ChainView) -> None:
    view.fit()
    view.chain_scene.select({"chart"})
    canvas = QAccessible.queryAccessibleInterface(view)
    chosen = canvas.focusChild()
    assert chosen.text(NAME).startswith("Mass by flipper")
    assert chosen.state().selected
    middle = chosen.rect().center()
    found = canvas.childAt(middle.x(), middle.y())
    assert found.text(NAME) == chosen.text(NAME)
    assert canvas.indexOfChild(found) == [i.card.title for i in view.chain_scene.nodes.values()].index(
        "Mass by flipper"
    )


def test_a_card_that_is_gone_is_not_valid(view: ChainView) -> None:
    from engine.chain import edit

    canvas = QAccessible.queryAccessibleInterface(view)
    card = canvas.child(0)
    view.document.edit("Delete", edit.remove(view.document.chain, ["read"]))
    assert not card.isValid()
    assert card.text(NAME) == ""
    assert canvas.childCount() == 5
