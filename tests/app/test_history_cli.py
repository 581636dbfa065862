"""What ran before, from the command line: as a person would ask, each time another process."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from engine.catalog import Catalog
from engine.chain import edit
from engine.chain.file import dump, load
from engine.chain.model import OUTPUTS, ChainPort, Edge
from engine.folders import folders
from engine.run.artifacts import Artifacts
from engine.run.history import History
from tests.app.test_cli import PENGUINS, iceos
from tests.conftest import ROOT
from tests.engine.chain.builders import Builder
from tests.processes import until

ANYTHING = ChainPort.model_validate({"schema": {}})


def lines(*arguments: str | Path) -> list[Any]:
    answer = iceos(*arguments, "--json")
    assert answer.returncode == 0, answer.stderr
    return [json.loads(line) for line in answer.stdout.splitlines()]


@pytest.fixture
def asking(tmp_path: Path, catalog: Catalog) -> Path:
    """A chain that asks a person before it makes a text."""
    build = Builder(catalog)
    build.node("data.constant", kind="number", value=7)
    build.node("flow.approve", question="Is seven right?")
    build.wire("data_constant.result", "flow_approve.value")
    build.node("text.template", template="yes, {{ value }}")
    build.wire("flow_approve.approved", "text_template.value")
    path = tmp_path / "asking.iceos"
    path.write_bytes(dump(build.chain))
    return path


@pytest.fixture
def two_runs(tmp_path: Path, own_data_dir: Path) -> tuple[str, str]:
    """Two runs of the penguins that differ in the chart's title."""
    path = tmp_path / "penguins.iceos"
    chain = load(PENGUINS).chain
    data = str(PENGUINS.parent / "data" / "penguins.csv")
    from engine.installed import installed

    catalog = installed()
    chain = edit.set_input(chain, catalog, "read", "file", data)
    path.write_bytes(dump(chain))
    assert iceos("run", path, "--trust").returncode == 0
    path.write_bytes(dump(edit.set_input(chain, catalog, "chart", "title", "Another title")))
    assert iceos("run", path, "--trust").returncode == 0
    second, first = (run["run"] for run in lines("runs", path))
    return first, second


def test_runs_are_listed_shown_compared_and_forgotten(two_runs: tuple[str, str], tmp_path: Path) -> None:
    first, second = two_runs
    (told,) = lines("show", first)
    assert told["status"] == "done"
    assert told["nodes"]["clean"]["result"] == "342 rows × 8 columns"
    (node,) = lines("show", first, "summarise")
    assert len(node["inputs"]["penguins"]) == 342
    assert {"species", "sex"} <= node["outputs"]["table"][0].keys()
    differing = {d["node"]: d for d in lines("compare", first, second) if not d["same"]}
    assert set(differing) == {"chart", "report"}
    assert differing["chart"]["inputs"] == ["title"]
    written = iceos("show", "last", "report", "--output", tmp_path / "out")
    assert "report.html" in written.stdout or ".html" in written.stdout
    assert (tmp_path / "out").exists()
    assert iceos("forget", first[-6:]).returncode == 0
    assert [r["run"] for r in lines("runs")] == [second]
    assert iceos("show", first).returncode == 2


def test_the_second_run_keeps_what_did_not_change(two_runs: tuple[str, str]) -> None:
    _, second = two_runs
    (told,) = lines("show", second)
    assert {n for n, s in told["nodes"].items() if s["status"] == "cached"} >= {"read", "clean"}
    assert {n for n, s in told["nodes"].items() if s["status"] == "done"} >= {"chart"}


def test_a_chain_is_explained_by_its_last_run(two_runs: tuple[str, str], tmp_path: Path) -> None:
    (told,) = lines("explain", tmp_path / "penguins.iceos")
    assert (told["nodes"], told["depth"], told["width"]) == (5, 4, 2)
    assert ["chart", "summarise"] in told["generations"]
    assert told["critical_path"][-1] == "report"
    assert "chart" in told["critical_path"]
    assert told["work_s"] >= told["critical_s"] > 0
    words = iceos("explain", tmp_path / "penguins.iceos").stdout
    assert "side by side: chart, summarise" in words


def test_a_run_from_a_node_takes_the_last_values(two_runs: tuple[str, str], tmp_path: Path) -> None:
    answer = iceos("run", tmp_path / "penguins.iceos", "--trust", "--from", "chart", "--to", "chart", "--json")
    started = [e["node"] for e in map(json.loads, answer.stdout.splitlines()) if e["type"] == "NodeStarted"]
    assert (answer.returncode, started) == (0, ["chart"])
    answer = iceos("run", PENGUINS, "--from", "chart")
    assert answer.returncode == 2
    assert "has not run yet" in answer.stderr


def test_without_anybody_to_answer_the_question_fails_and_the_run_can_go_on(asking: Path) -> None:
    answer = iceos("run", asking)
    assert answer.returncode == 1
    assert "nobody is there to answer" in answer.stdout
    again = iceos("resume", "last", "--answer", "flow_approve=yes:looks right", "--json")
    events = [json.loads(line) for line in again.stdout.splitlines()]
    assert again.returncode == 0
    assert [e["node"] for e in events if e["type"] == "NodeStarted"] == ["flow_approve", "text_template"]
    (node,) = lines("show", "last", "flow_approve")
    assert node["outputs"]["answer"]["note"] == "looks right"
    assert iceos("resume", "last").returncode == 2


def test_a_person_at_the_terminal_is_asked(asking: Path) -> None:
    own, other = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "run", str(asking)], stdin=other, stdout=other, stderr=other, cwd=ROOT
    )
    os.close(other)
    seen = read_until(own, b"[y/N]")
    assert b"Is seven right?" in seen
    os.write(own, b"y\n")
    read_until(own, b"note for the record")
    os.write(own, b"fine\n")
    told = read_until(own, b"yes, 7")
    assert b"yes, 7" in told
    assert running.wait(30) == 0
    os.close(own)


def read_until(descriptor: int, words: bytes, within_s: float = 60.0) -> bytes:
    seen, deadline = b"", time.monotonic() + within_s
    while words not in seen and time.monotonic() < deadline:
        try:
            seen += os.read(descriptor, 4096)
        except OSError:
            break
    return seen


def test_a_killed_run_is_interrupted_and_goes_on(tmp_path: Path, catalog: Catalog) -> None:
    build = Builder(catalog)
    build.node("data.constant", kind="number", value=1)
    build.node("flow.wait", seconds=0.01)
    build.node("flow.wait", seconds=1.5)
    build.wire("data_constant.result", "flow_wait.value")
    build.wire("flow_wait.value", "flow_wait_2.value")
    chain = edit.declare_output(build.chain, "value", ANYTHING)
    edges = (*chain.edges, Edge.between(("flow_wait_2", "value"), (OUTPUTS, "value")))
    path = tmp_path / "slow.iceos"
    path.write_bytes(dump(chain.model_copy(update={"edges": edges})))
    program = subprocess.Popen([sys.executable, "-m", "app.cli", "run", str(path)], cwd=ROOT, stdout=subprocess.PIPE)
    history = History(folders().history, Artifacts(folders().artifacts))
    assert until(lambda: any("flow_wait" in history.outputs(r.id) for r in history.runs()))
    history.close()
    program.send_signal(signal.SIGKILL)
    program.wait()
    (run,) = lines("runs")
    assert run["status"] == "interrupted"
    answer = iceos("resume", "last", "--json")
    events = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [e["node"] for e in events if e["type"] == "NodeStarted"] == ["flow_wait_2"]
    assert answer.returncode == 0
    (told,) = lines("show", run["run"])
    assert told["status"] == "done"
    assert {s["status"] for s in told["nodes"].values()} == {"done"}
