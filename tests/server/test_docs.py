"""What docs/server.md promises."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import httpx
import pyarrow as pa
import pytest

from app.server.settings import ServerSettings
from engine.run.artifacts import Artifacts
from engine.run.history.values import _decoders
from nodes.sdk.packed import VERSION
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


def test_values_over_http_are_as_described(team: Team, tmp_path: Path) -> None:
    """A program without iceOS reads them with a client for HTTP and the table of kinds."""
    _, table = TEXT.split("| kind | what stands in its place |", 1)
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", table.split("\n\n", 1)[0], re.MULTILINE)
    assert {kind.strip("`") for row in rows for kind in row.split(", ")} == set(_decoders(Artifacts(tmp_path)))

    client = team.client()
    client.push(EXAMPLES / "penguins.iceos", name="penguins", version="1.0.0")
    run = client.start("penguins")
    for _ in client.events(run.id):
        pass
    with httpx.Client(base_url=team.url, headers={"Authorization": f"Bearer {TOKEN}"}) as http:
        packed = http.get(f"/v1/runs/{run.id}/outputs").json()
        kinds = {name: value["kinds"][""] for name, value in packed.items()}
        assert set(kinds.values()) >= {"table", "file"}
        for name, kind in kinds.items():
            value = packed[name]["value"]
            assert (packed[name]["v"], packed[name]["kinds"]) == (VERSION, {"": kind})
            if kind == "table":
                content = http.get(f"/v1/artifacts/{value}", params={"name": "table.arrow"}).content
                assert pa.ipc.open_file(content).read_all().num_rows > 0
            else:
                content = http.get(f"/v1/artifacts/{value['sha256']}", params={"name": value["name"]}).content
                assert {"path", "name", "media_type", "size_bytes", "sha256"} == set(value)
                assert len(content) == value["size_bytes"]
            assert sha256(content).hexdigest() == (value if kind == "table" else value["sha256"])


def test_every_route_of_the_table_is_there(team: Team) -> None:
    described = team.client().get("/openapi.json")["paths"]
    for path in re.findall(r"`(?:GET|POST|PUT|DELETE) (/[^`]*)`", TEXT):
        assert re.sub(r"\{\w+\}", "{}", path) in {re.sub(r"\{\w+\}", "{}", p) for p in described} | {
            "/chains/{}/run"
        }, path
