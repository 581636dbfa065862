"""What docs/server.md promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.server.settings import ServerSettings
from tests.conftest import EXAMPLES, ROOT
from tests.server.conftest import TOKEN, Team

TEXT = (ROOT / "docs" / "server.md").read_text()


def test_every_setting_is_listed_with_its_default() -> None:
    listed = dict(re.findall(r"^\| `ICEOS_(\w+)` \| *`?([^`|]*?)`? *\|", TEXT, re.MULTILINE))
    assert listed.keys() == {name.upper() for name in ServerSettings.model_fields}
    for name, field in ServerSettings.model_fields.items():
        assert listed[name.upper()] == (
            "" if not field.default and field.default is not False else str(field.default).lower()
        )


def test_the_ten_lines_of_python_do_what_they_say(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (lines,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert len(lines.strip().splitlines()) <= 13
    (tmp_path / "penguins.iceos").write_bytes((EXAMPLES / "penguins.iceos").read_bytes())
    (tmp_path / "data").symlink_to(EXAMPLES / "data")
    monkeypatch.chdir(tmp_path)
    exec(lines, {"URL": team.url, "TOKEN": TOKEN})
    told = capsys.readouterr().out
    assert "RunFinished" in told
    assert told.splitlines()[-1].startswith("8 results/")


def test_every_route_of_the_table_is_there(team: Team) -> None:
    described = team.client().get("/openapi.json")["paths"]
    for path in re.findall(r"`(?:GET|POST|PUT|DELETE) (/[^`]*)`", TEXT):
        assert re.sub(r"\{\w+\}", "{}", path) in {re.sub(r"\{\w+\}", "{}", p) for p in described} | {
            "/chains/{}/run"
        }, path
