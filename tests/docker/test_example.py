"""The example that searches by meaning: a real model in a container, from the terminal and from the canvas."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner

from app.cli import cli
from tests.conftest import EXAMPLES
from tests.desktop.conftest import Open, finish

pytestmark = [pytest.mark.docker, pytest.mark.timeout(900)]
FAT = "Penguins keep warm in three ways"


@pytest.fixture
def example(tmp_path: Path, node_llm: str, model: Path) -> Path:
    """The example as a person has it who has put a model beside it."""
    folder = tmp_path / "examples"
    shutil.copytree(EXAMPLES, folder)
    (folder / "models").symlink_to(model)
    return folder / "search.iceos"


def nearest(report: Path) -> str:
    return report.read_text().split("</thead>")[1].split("</tr>")[0]


def test_it_runs_from_the_terminal(example: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["run", str(example), "--trust", "--output", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    (report,) = (tmp_path / "out").glob("*.html")
    assert FAT in nearest(report)
    asked = ["--input", "question=What happened to the station in the storm?", "--output", str(tmp_path / "other")]
    done = CliRunner().invoke(cli, ["run", str(example), "--trust", *asked])
    assert done.exit_code == 0, done.output
    (report,) = (tmp_path / "other").glob("*.html")
    assert "mast of the weather station" in nearest(report)


def test_it_runs_from_the_canvas(example: Path, open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.document.open(example, trusted=True)
    assert finish(qtbot, window, window.action_table["run"].trigger, within_s=300) == "done"
    state = window.controller.state.nodes["llm_embed"]
    assert state.image == "iceos/node-llm:1.0.0"
    assert state.tokens > 100
    table = window.controller.state.nodes["tables_sql"].outputs["table"]
    assert table["head"][0][1].startswith(FAT[:10])
