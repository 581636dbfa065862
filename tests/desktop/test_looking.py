"""Looking closer: columns before the run, distributions, results side by side, pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.desktop.documents.pictures import write_picture
from app.desktop.viewers.files import FileViewer
from app.desktop.viewers.tables import TableViewer
from canvas.export import chain_in
from engine.catalog import Catalog
from engine.chain import edit
from engine.chain.file import dump
from engine.chain.model import Chain
from engine.errors import ChainError
from tests.conftest import EXAMPLES
from tests.desktop.conftest import Open, finish
from tests.engine.chain.builders import Builder

PENGUINS = EXAMPLES / "penguins.iceos"


def test_columns_are_offered_before_the_first_run(open_window: Open, catalog: Catalog, penguins: Path) -> None:
    window = open_window()
    build = Builder(catalog)
    build.node("tables.read", file=str(penguins))
    build.node("tables.filter", column="island")
    build.wire("tables_read.table", "tables_filter.table")
    window.document.edit("Build", build.chain)
    window.view.chain_scene.select({"tables_filter"})
    box = window.parts.inspector._fields["column"].findChild(QComboBox)
    assert box is not None
    assert box.findText("body_mass_g") >= 0
    chain = edit.set_input(window.document.chain, catalog, "tables_filter", "column", "mass")
    window.document.edit("Set column", chain)
    window.parts.run_commands.check()
    assert "the table has no column 'mass'" in window.view.chain_scene.nodes["tables_filter"].problem


def test_a_chain_from_elsewhere_reads_no_file_for_it(
    open_window: Open, catalog: Catalog, penguins: Path, tmp_path: Path
) -> None:
    build = Builder(catalog)
    build.node("tables.read", file=str(penguins))
    build.node("tables.filter", column="mass")
    build.wire("tables_read.table", "tables_filter.table")
    path = tmp_path / "foreign.iceos"
    path.write_bytes(dump(build.chain))
    window = open_window(path)
    assert not window.document.trusted
    assert not list(window.parts.lens.columns().missing())


def test_a_result_is_kept_beside_the_next(open_window: Open, qtbot: QtBot) -> None:
    window = open_window(PENGUINS)
    finish(qtbot, window, window.action_table["run"].trigger)
    window.view.chain_scene.select({"read"})
    window.parts.results._pin_button.click()
    window.view.chain_scene.select({"clean"})
    tables = [
        viewer.model.rows.count for viewer in window.parts.results.sides.findChildren(TableViewer) if viewer.isVisible()
    ]
    assert sorted(tables) == [342, 344]
    window.parts.results._pin_button.click()
    assert window.parts.results.sides.count() == 1


def test_a_png_carries_the_chain_and_opens_as_it(open_window: Open, tmp_path: Path) -> None:
    window = open_window(PENGUINS)
    picture = tmp_path / "chain.png"
    write_picture(window.view, window.parts.message, picture)
    assert QImage(str(picture)).width() > 500
    assert dump(chain_in(picture)) == dump(window.document.root)
    other = open_window()
    other.file_commands.load(picture)
    assert dump(other.document.root) == dump(window.document.root)
    assert other.document.path is None
    plain = tmp_path / "plain.png"
    QImage(10, 10, QImage.Format.Format_RGB32).save(str(plain))
    with pytest.raises(ChainError, match="carries no chain"):
        chain_in(plain)


def test_a_pdf_is_written(open_window: Open, tmp_path: Path) -> None:
    window = open_window(PENGUINS)
    write_picture(window.view, window.parts.message, tmp_path / "chain.pdf")
    content = (tmp_path / "chain.pdf").read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(content) > 5000
    write_picture(window.view, window.parts.message, tmp_path / "gone" / "chain.pdf")
    assert "cannot be written" in window.parts.message.label.text()


def test_a_file_says_where_it_was_saved(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("a,b\n1,2\n")
    nodes = {
        "read": {"tool": "tables.read", "version": "1.0.0", "inputs": {"file": "in.csv"}},
        "write": {"tool": "tables.write", "version": "1.0.0", "inputs": {"save_to": "out/there.csv"}},
    }
    edges = [{"from": "read.table", "to": "write.table"}]
    (tmp_path / "chain.iceos").write_bytes(dump(Chain.model_validate({"nodes": nodes, "edges": edges})))
    window = open_window(tmp_path / "chain.iceos")
    assert finish(qtbot, window, window.action_table["run"].trigger) == "done"
    window.view.chain_scene.select({"write"})
    qtbot.waitUntil(lambda: isinstance(window.parts.results.viewer, FileViewer))
    viewer = window.parts.results.viewer
    assert isinstance(viewer, FileViewer)
    qtbot.waitUntil(lambda: str(tmp_path / "out" / "there.csv") in _visible_texts(viewer), timeout=30_000)
    (tmp_path / "out" / "there.csv").unlink()
    window.view.chain_scene.select({"read"})
    window.view.chain_scene.select({"write"})
    qtbot.waitUntil(lambda: window.parts.results.viewer not in (viewer, None), timeout=30_000)
    again = window.parts.results.viewer
    assert isinstance(again, FileViewer)
    qtbot.waitUntil(lambda: not again._tasks._running, timeout=30_000)
    assert not [text for text in _visible_texts(window) if "there.csv" in text]


def _visible_texts(widget: QWidget) -> list[str]:
    return [part.text() for part in widget.findChildren(QLabel) if part.isVisible()]
