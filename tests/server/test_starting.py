"""A server that cannot start says why in a sentence, however it is started."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.server.starting import CannotStart, settings_here
from tests.conftest import ROOT

SETTINGS = {
    "ICEOS_DATABASE_URL=mysql://x": "ICEOS_DATABASE_URL: it is the address of no database that is served",
    "ICEOS_DATABASE_URL=nonsense": "ICEOS_DATABASE_URL: it is the address of no database that is served",
    "ICEOS_RUNS=abc": "ICEOS_RUNS: Input should be a valid integer",
    "ICEOS_BOOTSTRAP_TOKEN=short": "ICEOS_BOOTSTRAP_TOKEN: a token of one's own choice has 16 characters",
    "ICEOS_SECRETS_FILE=/none": "ICEOS_SECRETS_FILE: /none is no file",
    "ICEOS_TOOLS_DIR=/none": "ICEOS_TOOLS_DIR: /none is no folder",
}
SERVE = ["app.cli", "serve", "--port", "0"]
WORKER = ["app.cli", "worker", "--queues", "heavy"]
UVICORN = ["uvicorn", "app.main:app", "--port", "0"]


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_wrong_setting_is_named(setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, _, value = setting.partition("=")
    monkeypatch.setenv(name, value)
    with pytest.raises(CannotStart) as told:
        settings_here()
    assert str(told.value).startswith(SETTINGS[setting])


@pytest.mark.parametrize(
    ("command", "setting", "sentence"),
    [
        (SERVE, "ICEOS_DATABASE_URL=postgresql://nobody@127.0.0.1:1/x", "the database cannot be used: "),
        (SERVE, "ICEOS_RUNS=abc", "iceos: ICEOS_RUNS: Input should be"),
        (
            UVICORN,
            "ICEOS_DATA_DIR=/etc/passwd",
            "does not start: /etc/passwd/server cannot be used: Not a",
        ),
        (UVICORN, "ICEOS_RUNS=abc", "iceOS does not start: ICEOS_RUNS: Input should be"),
        (WORKER, "ICEOS_DATABASE_URL=sqlite:////proc/none/server.db", "/proc/none cannot be used: No such file"),
    ],
)
def test_it_ends_in_a_sentence_however_it_is_started(
    tmp_path: Path, command: list[str], setting: str, sentence: str
) -> None:
    name, _, value = setting.partition("=")
    ended = subprocess.run(
        [sys.executable, "-P", "-m", *command],
        env={**os.environ, "PYTHONPATH": str(ROOT), "ICEOS_DATA_DIR": str(tmp_path), name: value},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
    )
    said = " ".join((ended.stdout + ended.stderr).split())
    assert ended.returncode != 0
    assert sentence in said
    assert "Traceback" not in said
