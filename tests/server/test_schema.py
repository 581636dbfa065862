"""What the server says of itself is true."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tests.server.conftest import TOKEN, Team


@pytest.mark.parametrize(
    ("examples", "more"), [(10, ["--seed", "1"]), pytest.param(300, [], marks=pytest.mark.slow, id="300")]
)
@pytest.mark.timeout(1500)
def test_nothing_is_found_that_the_schema_does_not_promise(team: Team, examples: int, more: list[str]) -> None:
    team.client().push(EXAMPLES / "penguins.iceos")
    done = subprocess.run(
        [
            Path(sys.executable).parent / "schemathesis", "--config-file", Path(__file__).parent / "schemathesis.toml",
            "run", f"{team.url}/openapi.json", "--header", f"Authorization: Bearer {TOKEN}",
            "--max-examples", str(examples), "--exclude-path-regex", "events$", "--no-color", *more,
        ],
        capture_output=True, text=True, cwd=team.folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:]
    assert "Traceback" not in team.programs[0].log.read_text()
