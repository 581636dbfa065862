"""Walls 1 and 4: what comes from outside, or leaves under a name or as a number that a chain's author chose."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpx
import pyarrow as pa
import pytest

from app.server.api.published import plain
from app.server.json_response import AnyTextResponse
from engine.chain.bundle import Bundle
from engine.chain.file import dump
from engine.chain.model import OUTPUTS, ChainPort, Edge
from engine.installed import installed
from engine.run import events as ev
from engine.run import export
from engine.run.preview import preview
from nodes.library.files import ListFolder
from nodes.library.http import HttpRequest
from nodes.library.network import PARSED, PUBLIC, VARIABLE
from nodes.sdk import Notice
from nodes.sdk.cells import rows_of
from nodes.sdk.testing import run_tool
from tests.conftest import ROOT
from tests.engine.chain.builders import Builder
from tests.http_peer import serving
from tests.server.conftest import Teams


class Flood(BaseHTTPRequestHandler):
    """JSON of as many megabytes as the path says: empty lists, which take the most memory."""

    def do_GET(self) -> None:
        block = b"[]," * 333_333
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        try:
            self.wfile.write(b"[")
            for _ in range(int(self.path[1:])):
                self.wfile.write(block)
            self.wfile.write(b"[]]")
        except OSError:
            return

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def flood() -> Iterator[str]:
    with serving(Flood) as port:
        yield f"http://127.0.0.1:{port}"


def test_json_beyond_the_bound_is_a_text_and_a_file(flood: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PARSED, "1.5")
    small, large = (run_tool(HttpRequest, url=f"{flood}/{size}") for size in (1, 2))
    assert len(small.outputs["data"]) == 333_334
    assert large.outputs["data"] is None
    assert json.loads(large.outputs["text"]) == [[]] * 666_667
    (notice,) = [said for said in large.said if isinstance(said, Notice)]
    assert "1.5 MB" in str(notice.message)


def test_an_answer_of_200_mb_does_not_hold_the_server(teams: Teams, flood: str) -> None:
    team = teams("sqlite")
    team.more |= {"ICEOS_ALLOW_HOSTS": "127.0.0.1"}
    team.serve()
    build = Builder(installed())
    build.node("http.request", url=f"{flood}/200", limit_mb=1000)
    client = team.client()
    run = client.start_once(Bundle(dump(build.chain))).id
    statuses, last = list[int](), ""
    while not last:
        statuses.append(httpx.get(f"{team.url}/healthz", timeout=60).status_code)
        last = {"queued": "", "running": ""}.get(status := client.run(run).status, status)
    assert set(statuses) == {200}
    assert last == "done"
    assert any(isinstance(event, ev.NodeNotice) for event in client.events(run))
    status = Path(f"/proc/{team.programs[-1].process.pid}/status").read_text()
    assert int(status.partition("VmHWM:")[2].split()[0]) < 600_000


@pytest.mark.parametrize("name", ["../x", "..", "a/b", "/tmp/iceos-attack/x", "x" * 300, "a\\b", "C:x", "."])
def test_outputs_stay_in_their_folder_whatever_they_are_called(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "results"
    values = {name: "text", f"{name}/": {"a": "\udc80"}, f"{name}:": {"a": 1}}
    written = export.write(folder, values)
    assert len(set(written.values())) == len(values)
    assert {path.resolve().parent for path in written.values()} == {folder.resolve()}
    assert [*tmp_path.iterdir()] == [folder]
    assert written[name].read_text() == "text"


def test_a_chain_run_in_the_terminal_writes_into_its_folder_only(tmp_path: Path) -> None:
    build = Builder(installed())
    node = build.node("text.template", template="hello", variables=[])
    edges = (*build.chain.edges, Edge.between((node, "text"), (OUTPUTS, "../x")))
    chain = build.chain.model_copy(update={"edges": edges, "outputs": {"../x": ChainPort()}})
    (tmp_path / "chain.iceos").write_bytes(dump(chain))
    command = [sys.executable, "-m", "app.cli", "--data-dir", str(tmp_path / "data"), "run", "--yes"]
    done = subprocess.run(
        [*command, str(tmp_path / "chain.iceos"), "--output", str(tmp_path / "results")],
        capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    assert not [*tmp_path.glob("x*")], done
    if done.returncode == 0:
        assert [path.read_text() for path in (tmp_path / "results").iterdir()] == ["hello"]
    else:
        assert "Traceback" not in done.stderr, done.stderr


def test_a_server_lists_no_links_that_lead_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside, run = tmp_path / "outside", tmp_path / "run"
    outside.mkdir()
    run.mkdir()
    (outside / "secret.txt").write_text("secret")
    (run / "mine.txt").write_text("mine")
    (run / "inside.txt").symlink_to(run / "mine.txt")
    (run / "file.txt").symlink_to(outside / "secret.txt")
    (run / "folder").symlink_to(outside)
    assert set(names(run, "*.txt")) == {"mine.txt", "inside.txt", "file.txt"}
    monkeypatch.setenv(VARIABLE, PUBLIC)
    for pattern in ("*", "*.txt", "*/*", "folder/*", "**/*"):
        assert set(names(run, pattern)) <= {"mine.txt", "inside.txt"}
    (notice,) = [m for m in run_tool(ListFolder, folder=run).said if isinstance(m, Notice)]
    assert (notice.action, notice.count) == ("skipped", 2)


def names(folder: Path, pattern: str) -> list[str]:
    listed: list[str] = run_tool(ListFolder, folder=folder, pattern=pattern).outputs["table"]["name"].to_pylist()
    return listed


BEYOND = {
    "a duration": pa.array([2**62, None]).cast(pa.duration("s")),
    "a point in time": pa.array([2**60, None]).cast(pa.timestamp("s")),
    "a point in time in a zone": pa.array([2**60, None]).cast(pa.timestamp("s", "UTC")),
    "a day": pa.array([2**31 - 1, None], pa.int32()).cast(pa.date32()),
    "nanoseconds": pa.array([5, None]).cast(pa.timestamp("ns")),
    "a time of nanoseconds": pa.array([5, None]).cast(pa.time64("ns")),
    "a list": pa.array([[2**62], None]).cast(pa.list_(pa.duration("s"))),
    "a record": pa.StructArray.from_arrays([pa.array([2**62, None]).cast(pa.duration("s"))], ["a"]),
    "no number": pa.array([float("nan"), float("inf")]),
    "a decimal": pa.array(["1" * 38, None]).cast(pa.decimal128(38)),
}


@pytest.mark.parametrize("kind", BEYOND)
def test_a_table_with_what_python_cannot_hold_is_answered(kind: str) -> None:
    table = pa.table({"a": BEYOND[kind], "b": ["x", "y"]})
    assert [row["b"] for row in rows_of(table)] == ["x", "y"]
    answer = json.loads(AnyTextResponse(plain({"t": table})).body)
    assert [row["b"] for row in answer["t"]] == ["x", "y"]
    assert preview(table)["rows"] == 2


@pytest.mark.parametrize(
    "number", [float("nan"), float("-inf"), 1 << 20_000, 1e308, 2**64], ids=["nan", "infinite", "huge", "large", "long"]
)
def test_a_number_that_json_cannot_carry_is_answered(number: float) -> None:
    answer = json.loads(AnyTextResponse(plain({"n": [number]})).body)["n"][0]
    assert answer == number or isinstance(answer, str)
