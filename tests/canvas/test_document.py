"""The document: undo of everything, and what it says of each change."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from canvas.document import Change, Document
from engine.catalog import Catalog
from engine.chain import edit, excerpt
from engine.chain.file import dump
from engine.chain.model import Edge
from engine.errors import ChainError
from tests.conftest import EXAMPLES


@pytest.fixture
def document(qtbot: QtBot, catalog: Catalog) -> Document:
    made = Document(catalog)
    made.open(EXAMPLES / "penguins.iceos", trusted=True)
    return made


def test_every_edit_is_one_step_and_undo_gives_the_first_bytes_back(document: Document, catalog: Catalog) -> None:
    first = dump(document.chain)
    rng = random.Random(5)
    for _ in range(60):
        chain = document.chain
        ids = list(chain.nodes)
        match rng.randrange(5):
            case 0:
                document.edit("Move", edit.move(chain, {rng.choice(ids): (rng.random() * 99, 1)}))
            case 1 if len(ids) > 2:
                document.edit("Delete", edit.remove(chain, [rng.choice(ids)]))
            case 2:
                document.edit("Add", edit.add_node(chain, rng.choice(list(catalog)), 0, 0)[0])
            case 3:
                document.edit("Paste", excerpt.paste(chain, excerpt.copy(chain, ids[:2]), 5, 5)[0])
            case _:
                document.edit("Retitle", edit.retitle(chain, rng.choice(ids), str(rng.random())))
    last = dump(document.chain)
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert dump(document.chain) == first
    assert not document.modified
    while document.undo_stack.canRedo():
        document.undo_stack.redo()
    assert dump(document.chain) == last


def test_a_change_tells_exactly_what_is_different(document: Document, qtbot: QtBot) -> None:
    seen: list[Change] = []
    document.changed.connect(seen.append)
    document.edit("Delete", edit.remove(document.chain, ["clean"]))
    change = seen[-1]
    assert (change.added, change.removed) == ([], ["clean"])
    assert set(change.edges_removed) == {
        Edge.between(("read", "table"), ("clean", "table")),
        Edge.between(("clean", "table"), ("summarise", "penguins")),
        Edge.between(("clean", "table"), ("chart", "table")),
    }
    assert change.changed == {"read", "summarise", "chart"}
    document.undo_stack.undo()
    assert seen[-1].added == ["clean"]
    document.edit("Move", edit.move(document.chain, {"read": (1, 2)}))
    assert (seen[-1].moved, seen[-1].changed) == ({"read"}, set())


def test_typing_in_one_field_is_one_step(document: Document, catalog: Catalog) -> None:
    for text in ("b", "bi", "bill"):
        chain = edit.set_input(document.chain, catalog, "clean", "column", text)
        document.edit("Set column", chain, ("input", "clean", "column"))
    assert document.undo_stack.count() == 1
    chain = edit.set_input(document.chain, catalog, "clean", "value", "1")
    document.edit("Set value", chain, ("input", "clean", "value"))
    assert document.undo_stack.count() == 2


def test_a_file_that_cannot_be_opened_leaves_the_present_one(document: Document, tmp_path: Path) -> None:
    before = document.chain
    (tmp_path / "bad.iceos").write_text("{")
    with pytest.raises(ChainError):
        document.open(tmp_path / "bad.iceos", trusted=False)
    assert document.chain is before
    assert document.path == EXAMPLES / "penguins.iceos"


def test_saving_marks_it_unmodified_and_an_untouched_chain_keeps_its_bytes(document: Document, tmp_path: Path) -> None:
    target = tmp_path / "copy.iceos"
    content = (EXAMPLES / "penguins.iceos").read_bytes()
    document.path = target
    document.save(target)
    assert target.read_bytes() == content
    document.edit("Move", edit.move(document.chain, {"read": (QPointF(3, 4).x(), 4)}))
    assert document.modified
    document.save(target)
    assert not document.modified
    assert b'"x": 3' in target.read_bytes()


def test_saving_in_another_folder_keeps_the_data_within_reach(document: Document, tmp_path: Path) -> None:
    document.save(tmp_path / "copy.iceos")
    assert document.chain.nodes["read"].inputs["file"] == str(EXAMPLES / "data" / "penguins.csv")


def test_a_refused_edit_says_why_and_changes_nothing(document: Document, catalog: Catalog) -> None:
    before = document.chain
    reason = document.try_edit("Outputs", lambda: edit.declare_outputs_of(document.chain, catalog, ["report"]))
    assert "feeds something already" in reason
    assert document.chain is before
    assert not document.undo_stack.canUndo()
