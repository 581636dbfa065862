"""Servers from the command line."""

from __future__ import annotations

from pathlib import Path

from engine.chain.file import dump
from engine.installed import installed
from tests.app.test_cli import iceos
from tests.conftest import EXAMPLES
from tests.engine.chain.builders import Builder
from tests.server.conftest import TOKEN, Team


def test_a_chain_is_published_run_there_listed_and_looked_at_again(team: Team, tmp_path: Path) -> None:
    assert iceos("server", "add", "team", team.url, ICEOS_TOKEN=TOKEN).returncode == 0
    penguins = EXAMPLES / "penguins.iceos"
    done = iceos("export", penguins, "--server", "team", "--version", "1.2.0")
    assert "penguins 1.2.0 is published" in done.stdout, done.stderr
    done = iceos("run", penguins, "--on", "team", "--output", tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "summary.csv").read_text().startswith('"species",')
    assert "summary: " in done.stdout
    assert "8 rows" in iceos("run", penguins, "--on", "team").stdout, "without a folder they are shown"
    assert "done" in iceos("runs", "--on", "team").stdout

    build = Builder(installed())
    build.node("data.constant", kind="number", value=3)
    silent = tmp_path / "silent.iceos"
    silent.write_bytes(dump(build.chain))
    done = iceos("export", silent, "--server", "team")
    assert "warning it declares no outputs" in done.stderr
    assert "silent 1.0.0 is published" in done.stdout, "for whoever runs it for what it does"
    assert "chart" in iceos("logs", "last", "--server", "team").stdout.lower()
