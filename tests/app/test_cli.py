"""The command `iceos`, run as a process."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pyarrow.csv
import pytest

from engine.run import events as ev
from tests.conftest import EXAMPLES, ROOT
from tests.http_peer import serving

PENGUINS = EXAMPLES / "penguins.iceos"
WEATHER = EXAMPLES / "weather.iceos"


def iceos(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


class Forecast(BaseHTTPRequestHandler):
    """What Open-Meteo answers, for three days."""

    def do_GET(self) -> None:
        daily = {
            "time": ["2026-05-01", "2026-05-02", "2026-05-03"],
            "temperature_2m_max": [8.1, 9.4, 7.0],
            "temperature_2m_min": [2.0, 3.1, 1.2],
            "precipitation_sum": [0.0, 4.2, 1.1],
        }
        found = self.path.startswith("/v1/forecast?latitude=64.15")
        body = json.dumps({"daily": daily} if found else {}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def forecast() -> Iterator[str]:
    with serving(Forecast) as port:
        yield f"http://127.0.0.1:{port}"


def test_the_first_example_ends_with_a_table_a_chart_and_a_report(tmp_path: Path) -> None:
    done = iceos("run", PENGUINS, "--output", tmp_path)
    assert done.returncode == 0, done.stderr
    summary = pyarrow.csv.read_csv(tmp_path / "summary.csv")
    assert summary.num_rows == 8
    assert sum(summary["penguins"].to_pylist()) == 342
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
    assert "Gentoo" in (tmp_path / "report.html").read_text()
    assert str(tmp_path / "chart.png") in done.stdout


def test_the_second_example_fetches_makes_a_table_and_a_report(tmp_path: Path, forecast: str) -> None:
    done = iceos("run", WEATHER, "--input", f"base_url={forecast}", "--output", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert pyarrow.csv.read_csv(tmp_path / "table.csv")["rain_mm"].to_pylist() == [0.0, 4.2, 1.1]
    assert "Reykjavík" in (tmp_path / "report.html").read_text()


def test_without_network_the_second_example_fails_on_the_right_node() -> None:
    done = iceos("run", WEATHER, "--input", "base_url=http://127.0.0.1:9", "--json")
    assert done.returncode == 1
    events = [ev.events.validate_json(line) for line in done.stdout.splitlines()]
    (failed,) = (e for e in events if isinstance(e, ev.NodeFailed))
    assert failed.node == "fetch"
    assert "cannot be reached" in failed.reason
    assert {e.node for e in events if isinstance(e, ev.NodeSkipped)} == {"daily", "table", "rename", "chart", "report"}
    assert events[-1].type == "RunFinished"


def test_json_prints_one_event_a_line() -> None:
    done = iceos("run", PENGUINS, "--json")
    events = [ev.events.validate_json(line) for line in done.stdout.splitlines()]
    assert [e.seq for e in events] == list(range(1, len(events) + 1))
    assert isinstance(events[-1], ev.RunFinished)
    assert events[-1].outputs["summary"]["rows"] == 8


@pytest.mark.parametrize("options", [("--json",), ()])
def test_a_run_whose_reader_goes_away_is_finished_all_the_same(tmp_path: Path, options: tuple[str, ...]) -> None:
    command = [sys.executable, "-P", "-m", "app.cli", "--data-dir", str(tmp_path), "run", str(PENGUINS), *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert program.stderr.read() == b""
    assert program.returncode == 0
    assert " done " in iceos("--data-dir", tmp_path, "runs").stdout


def test_only_what_a_node_needs_runs() -> None:
    done = iceos("run", PENGUINS, "--to", "clean", "--json")
    assert {
        e.node for e in map(ev.events.validate_json, done.stdout.splitlines()) if isinstance(e, ev.NodeFinished)
    } == {
        "read",
        "clean",
    }


def test_a_wrong_chain_exits_with_2_and_says_all_that_is_wrong(tmp_path: Path) -> None:
    raw = json.loads(PENGUINS.read_text())
    raw["nodes"]["clean"]["inputs"]["operator"] = "is like"
    raw["nodes"]["alien"] = {"tool": "nobody.has_it", "version": "1.0.0"}
    path = tmp_path / "wrong.iceos"
    path.write_text(json.dumps(raw))
    for command in ("check", "run"):
        done = iceos(command, path)
        assert done.returncode == 2
        assert "clean.operator: 'is like' is none of" in done.stderr
        assert "no tool 'nobody.has_it' here" in done.stderr
    findings = [json.loads(line) for line in iceos("check", path, "--json").stdout.splitlines()]
    assert {f["code"] for f in findings if f["level"] == "error"} == {"bad-constant", "unknown-tool"}


@pytest.mark.parametrize("content", ["not json", "{}", "[" * 100_000])
def test_a_file_that_is_no_chain_exits_with_2_and_no_traceback(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.iceos"
    path.write_text(content)
    done = iceos("run", path)
    assert done.returncode == 2
    assert "bad.iceos" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--input", "nope=1"], "no input 'nope'"),
        (["--input", "base_url"], "write NAME=VALUE"),
        (["--to", "nope"], "there is no node 'nope'"),
        (["--input", "base_url="], "this is empty"),
    ],
)
def test_wrong_options_are_told_in_words(arguments: list[str], words: str) -> None:
    done = iceos("run", WEATHER, *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_chain_from_elsewhere_does_not_run_unasked(tmp_path: Path) -> None:
    chain = {
        "format": 1,
        "nodes": {
            "evil": {
                "tool": "python.code",
                "version": "1.0.0",
                "inputs": {"takes": {}, "gives": {}, "code": f"open({str(tmp_path / 'pwned')!r}, 'w')"},
                "ports": {},
            }
        },
    }
    path = tmp_path / "elsewhere.iceos"
    path.write_text(json.dumps(chain))
    done = iceos("run", path)
    assert done.returncode == 2
    assert "run code in Python code (evil)" in done.stderr
    assert not (tmp_path / "pwned").exists()
    assert iceos("run", path, "--trust").returncode == 0
    assert (tmp_path / "pwned").exists()


def test_tools_are_listed_and_explained() -> None:
    listed = iceos("tools", COLUMNS="200")
    assert "tables.sql" in listed.stdout
    one = iceos("tools", "tables.sql", COLUMNS="200")
    assert "Query any number of wired tables" in one.stdout
    assert iceos("tools", "nope").returncode == 2
    as_json = json.loads(iceos("tools", "tables.sql", "--json").stdout)
    assert as_json["inputs"]["query"]["type"] == "string"


def test_without_a_display_the_desktop_says_so() -> None:
    done = iceos("open", DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert done.returncode == 2
    assert "there is no display here" in done.stderr


def test_a_data_folder_that_cannot_be_written_fails_the_nodes_that_need_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = iceos("--data-dir", tmp_path / "file" / "below", "run", PENGUINS, "--json")
    assert done.returncode == 1
    failed = [e for e in map(ev.events.validate_json, done.stdout.splitlines()) if isinstance(e, ev.NodeFailed)]
    assert [e.node for e in failed] == ["read"]
    assert "cannot be used to work in" in failed[0].reason


def test_a_picture_is_svg(tmp_path: Path) -> None:
    done = iceos("picture", PENGUINS, "-o", tmp_path / "p.svg")
    assert done.returncode == 0
    assert ElementTree.parse(tmp_path / "p.svg").getroot().tag.endswith("svg")
    assert ElementTree.fromstring(iceos("picture", PENGUINS).stdout).tag.endswith("svg")


def test_everything_of_its_own_lies_under_the_data_dir(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    done = iceos("--data-dir", tmp_path / "data", "run", PENGUINS, HOME=str(home), XDG_DATA_HOME=str(home / "share"))
    assert done.returncode == 0, done.stderr
    assert list(home.rglob("*")) == []
    assert list((tmp_path / "data" / "artifacts").rglob("*.png"))


def test_ctrl_c_ends_a_command_that_waits_with_a_word(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"http://127.0.0.1:{mute.getsockname()[1]}"
        command = [sys.executable, "-P", "-m", "app.cli", "--data-dir", str(tmp_path), "image", "add", address]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
            connection, _ = mute.accept()
            with connection:
                assert connection.recv(1)  # it has asked, and waits for an answer
                process.send_signal(signal.SIGINT)
                _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert said.splitlines()[-1] == "stopped"
