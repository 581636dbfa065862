"""What a chain gives is the same wherever it is run and whoever asks for it."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.desktop.viewers.texts import TextViewer
from engine.catalog import Catalog
from engine.chain import edit, reshape
from engine.chain.file import dump, load
from engine.chain.model import INPUTS, OUTPUTS, Chain, ChainPort, Edge
from engine.client import Client
from engine.engine import Engine
from engine.run import events as ev
from engine.run.scope import RunSpec
from engine.trust import Trust
from tests.app.test_cli import iceos
from tests.desktop.conftest import Open, finish
from tests.engine.chain.builders import Builder
from tests.server.conftest import TOKEN, Team

Outputs = dict[str, Any]
TEXT = {"type": "string"}


def _nodes(catalog: Catalog) -> Chain:
    """hello → a node that is bypassed, one that runs, one that is off."""
    build = Builder(catalog)
    build.node("data.constant", value="hello")
    for _ in range(3):
        node = build.node("text.template", template="it is {{ value }}")
        build.wire("data_constant.result", f"{node}.value")
    chain = reshape.switched(build.chain, ["text_template"], "bypass")
    return reshape.switched(chain, ["text_template_3"], "off")


def _declared(catalog: Catalog) -> Chain:
    """With an output of each kind: behind a bypassed node, made, skipped, without a wire, and an input passed on."""
    chain = _nodes(catalog)
    chain = edit.declare_input(chain, "name", ChainPort.model_validate({"schema": {**TEXT, "default": "Ann"}}))
    sources = {
        "answer": ("text_template", "text"),
        "made": ("text_template_2", "text"),
        "skipped": ("text_template_3", "text"),
        "missing": None,
        "passed": (INPUTS, "name"),
    }
    for name, source in sources.items():
        chain = edit.declare_output(chain, name, ChainPort.model_validate({"schema": TEXT}))
        if source is not None:
            chain = chain.model_copy(update={"edges": (*chain.edges, Edge.between(source, (OUTPUTS, name)))})
    return chain


def _saved(chain: Chain, folder: Path) -> Path:
    path = folder / "chain.iceos"
    path.write_bytes(dump(chain))
    return path


def _last_event(path: Path, catalog: Catalog, folder: Path) -> Outputs:
    async def run() -> Outputs:
        events: list[ev.Event] = []
        engine = Engine(folder)
        assert await engine.execute(engine.start(RunSpec(load(path).chain), catalog, events.append)) == "done"
        await engine.close()
        (last,) = (event for event in events if isinstance(event, ev.RunFinished))
        return {name: preview["text"] for name, preview in last.outputs.items()}

    with ThreadPoolExecutor(1) as other:  # the loop of this thread is the windows'
        return other.submit(asyncio.run, run()).result()


def _written(path: Path, folder: Path) -> Outputs:
    answer = iceos("run", path, "--trust", "--output", folder)
    assert answer.returncode == 0, answer.stderr
    return {file.stem: file.read_text("utf-8") for file in folder.iterdir()}


def _printed(path: Path) -> Outputs:
    answer = iceos("run", path, "--trust")
    assert answer.returncode == 0, answer.stderr
    pairs = (line.split(": ", 1) for line in answer.stdout.splitlines() if ": " in line)
    return {name: text for name, text in pairs if not name.startswith(" ")}


def _of_run(client: Client, folder: Path) -> Outputs:
    run = client.start("chain")
    assert [event for event in client.events(run.id) if isinstance(event, ev.RunFinished)]
    return client.outputs(run.id, folder)


def _of_call(team: Team) -> Outputs:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    answer = httpx.post(f"{team.url}/chains/chain/run", json={}, headers=headers, timeout=60)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def _of_stream(team: Team) -> Outputs:
    headers = {"Authorization": f"Bearer {TOKEN}", "Accept": "text/event-stream"}
    text = httpx.post(f"{team.url}/chains/chain/run", json={}, headers=headers, timeout=60).text
    done = text.partition("event: done\ndata: ")[2].partition("\n")[0]
    return dict(json.loads(done)["outputs"])


def _in_panel(panel: Any) -> Outputs:
    """Every value that the results panel offers for what is selected, by the title of its button."""
    outputs = {}
    for button in panel.findChildren(QPushButton, "segment"):
        if not button.isHidden():
            button.click()
            if isinstance(panel.viewer, TextViewer):
                outputs[button.text()] = panel.viewer.toPlainText()
    return outputs


@pytest.mark.timeout(300)
def test_declared_outputs(catalog: Catalog, tmp_path: Path, team: Team, open_window: Open, qtbot: QtBot) -> None:
    chain = _declared(catalog)
    path = _saved(chain, tmp_path)
    expected = {"answer": "hello", "made": "it is hello", "passed": "Ann"}
    assert _last_event(path, catalog, tmp_path / "engine") == expected
    assert _written(path, tmp_path / "written") == expected
    assert _printed(path) == expected
    with team.client() as client:
        assert client.push(path) == []
        assert _of_run(client, tmp_path / "fetched") == expected
    assert _of_call(team) == expected
    assert _of_stream(team) == expected
    Trust(tmp_path / "iceos-data" / "trusted.json").add(chain)
    window = open_window(path)
    assert finish(qtbot, window, window.action_table["run"].trigger) == "done"
    window.view.chain_scene.select({OUTPUTS})
    assert _in_panel(window.parts.results) == expected
    (wire,) = (edge for edge in chain.edges if edge.target == (OUTPUTS, "answer"))
    window.view.chain_scene.select(set(), {wire})
    assert isinstance(window.parts.results.viewer, TextViewer)
    assert window.parts.results.viewer.toPlainText() == "hello"


@pytest.mark.timeout(300)
def test_without_declared_outputs_persons_see_the_last_ones_and_programs_none(
    catalog: Catalog, tmp_path: Path, team: Team, open_window: Open, qtbot: QtBot
) -> None:
    chain = _nodes(catalog)
    path = _saved(chain, tmp_path)
    expected = {"data_constant.result": "hello", "text_template_2.text": "it is hello"}
    assert _written(path, tmp_path / "written") == expected
    assert _printed(path) == expected
    assert _last_event(path, catalog, tmp_path / "engine") == {}
    with team.client() as client:
        (warning,) = client.push(path)
        assert (warning.level, warning.code) == ("warning", "no-outputs")
        assert _of_run(client, tmp_path / "fetched") == {}
    assert _of_call(team) == {}
    assert _of_stream(team) == {}
    Trust(tmp_path / "iceos-data" / "trusted.json").add(chain)
    window = open_window(path)
    assert finish(qtbot, window, window.action_table["run"].trigger) == "done"
    (selected,) = window.view.chain_scene.selected_ids()
    assert selected == "text_template_2"
    assert isinstance(window.parts.results.viewer, TextViewer)
    assert window.parts.results.viewer.toPlainText() == "it is hello"
