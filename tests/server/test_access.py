"""Nobody gets in without a token that may."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from app.server.app import create
from app.server.database import connect
from app.server.settings import ServerSettings
from app.server.tables import tokens
from tests.server.conftest import TOKEN, Team

OPEN = {"/healthz", "/readyz", "/openapi.json"}
NEEDS = {
    ("GET", "/v1/tokens"): "admin",
    ("POST", "/v1/tokens"): "admin",
    ("DELETE", "/v1/tokens/{number}"): "admin",
    ("PUT", "/v1/chains/{name}/versions/{version}"): "publish",
    ("DELETE", "/v1/chains/{name}/versions/{version}"): "publish",
    ("DELETE", "/v1/chains/{name}"): "publish",
    ("POST", "/v1/runs"): "run",
    ("DELETE", "/v1/runs/{run}"): "run",
    ("POST", "/v1/runs/{run}/cancel"): "run",
    ("POST", "/v1/runs/{run}/resume"): "run",
    ("POST", "/v1/runs/{run}/rerun"): "run",
    ("POST", "/v1/runs/{run}/answers"): "run",
    ("POST", "/v1/artifacts"): "run or publish",
    ("POST", "/chains/{name}/run"): "run",
    ("DELETE", "/runs/{key}"): "run",
}
"""What each route needs; all others need read."""


def routes() -> list[tuple[str, str]]:
    """Every route of the API, with its method; web pages have a session instead and a test of their own."""
    found = []
    tops = create(ServerSettings()).routes
    nested = [r for each in tops for r in getattr(getattr(each, "original_router", None), "routes", [each])]
    for route in nested:
        path = getattr(route, "path", "").replace(":path}", "}")
        if path in OPEN or path.startswith(("/web", "/static")) or path == "/":
            continue
        found += [(method, path) for method in sorted(getattr(route, "methods", ()) or ()) if method != "HEAD"]
    return found


def token(team: Team, *scopes: str, **more: Any) -> str:
    made = team.client().ask("POST", "/v1/tokens", {"name": "test", "scopes": list(scopes), **more})
    return str(made["token"])


def call(team: Team, method: str, path: str, shown: str | None) -> httpx.Response:
    filled = path
    for name, value in (("name", "none"), ("version", "1.0.0"), ("run", "none"), ("number", "none"), ("key", "none")):
        filled = filled.replace(f"{{{name}}}", value)
    filled = filled.replace("{sha256}", "0" * 64)
    headers = {"Authorization": f"Bearer {shown}"} if shown is not None else {}
    body = {"content": b"x"} if path == "/v1/artifacts" else {"json": {}} if method in ("POST", "PUT") else {}
    return httpx.request(method, team.url + filled, headers=headers, **body)  # type: ignore[arg-type]


def test_every_route_needs_a_token_that_may(team: Team) -> None:
    expired = token(team, "admin")
    database = connect(ServerSettings(database_url=f"sqlite:///{team.folder}/server/server.db").database)
    with database.begin() as connection:
        made = connection.execute(sa.select(tokens.c.id).where(tokens.c.name == "test")).scalar_one()
        connection.execute(sa.update(tokens).where(tokens.c.id == made).values(expires_at=time.time() - 1))
    revoked = token(team, "admin")
    for known in team.client().get("/v1/tokens"):
        if known["name"] == "test" and known["expires_at"] is None:
            team.client().ask("DELETE", f"/v1/tokens/{known['id']}")
    under = {
        "run or publish": ["read"],
        "read": [],
        "run": ["read", "publish"],
        "publish": ["read", "run"],
        "admin": ["read", "run", "publish"],
    }
    shown = {needed: token(team, *scopes) for needed, scopes in under.items() if scopes}
    found = routes()
    assert len(found) > 25
    for method, path in found:
        for bad in (None, "nonsense", "ice_" + "x" * 43, expired, revoked):
            answer = call(team, method, path, bad)
            assert answer.status_code == 401, (method, path, bad, answer.text)
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.headers["www-authenticate"] == "Bearer"
        needed = NEEDS.get((method, path), "read")
        if needed in shown:
            assert call(team, method, path, shown[needed]).status_code == 403, (method, path)
        assert call(team, method, path, TOKEN).status_code not in (401, 403), (method, path)


def test_a_first_token_that_the_operator_has_set_is_not_shown_and_kept_as_a_hash(team: Team) -> None:
    assert TOKEN not in team.programs[0].log.read_text()
    assert TOKEN.encode() not in (team.folder / "server" / "server.db").read_bytes()


def test_a_first_token_that_is_made_is_shown_once(tmp_path: Path) -> None:
    served = Team(tmp_path / "server", "")
    served.folder.mkdir()
    served.more["ICEOS_BOOTSTRAP_TOKEN"] = ""
    for _ in range(2):
        program = served.serve()
        shown = re.findall(r"ice_[\w-]{20,}", program.log.read_text())
        assert len(shown) == 1
        assert call(served, "GET", "/v1/runs", shown[0]).status_code == 200
        program.stop()
    served.end()


def test_whoever_may_run_may_not_run_what_is_not_published(team: Team) -> None:
    client = team.client(token(team, "run"))
    with pytest.raises(Exception, match="may not publish"):
        client.ask("POST", "/v1/runs", {"document": {"document": json.dumps({"format": 1, "nodes": {}})}})


def test_too_large_a_request_is_refused(team: Team) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    answer = httpx.post(f"{team.url}/v1/runs", content=b"x" * 17_000_000, headers=headers)
    assert answer.status_code == 413
    answer = httpx.post(f"{team.url}/v1/runs", content=iter([b"x" * 9_000_000] * 2), headers=headers)
    assert answer.status_code == 413


def iceos(team: Team, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app.cli", "token", *arguments]
    return subprocess.run(command, env=team.environment, capture_output=True, text=True, timeout=120, check=False)


def test_tokens_are_ended_by_their_name(team: Team) -> None:
    secrets = [iceos(team, "create", name).stdout.strip() for name in ("ada", "twin", "twin")]
    assert iceos(team, "revoke", "ada").returncode == 0
    assert [call(team, "GET", "/v1/runs", secret).status_code for secret in secrets] == [401, 200, 200]
    again, twin = iceos(team, "revoke", "ada"), iceos(team, "revoke", "twin")
    assert "there is no token 'ada'" in again.stderr
    assert "several tokens are called 'twin'" in twin.stderr
    known = json.loads("[" + ",".join(iceos(team, "list", "--json").stdout.split("\n")[:-1]) + "]")
    assert "ada" not in [each["name"] for each in known], "it has ended"
    number = next(each["id"] for each in known if each["name"] == "twin")
    assert iceos(team, "revoke", number).returncode == 0
    assert iceos(team, "revoke", "twin").returncode == 0
    assert [call(team, "GET", "/v1/runs", secret).status_code for secret in secrets] == [401, 401, 401]
    assert iceos(team, "list", "--all").stdout.count("revoked") == 3


def test_who_publishes_uploads_what_is_published(team: Team) -> None:
    for scope in ("publish", "run"):
        assert call(team, "POST", "/v1/artifacts", token(team, scope)).status_code == 201


def test_refused_tokens_are_told_in_the_log_and_do_not_fill_it(team: Team) -> None:
    for number in range(200):
        assert call(team, "GET", "/v1/runs", f"ice_{number}").status_code == 401
    lines = [line for line in team.programs[0].log.read_text().splitlines() if "was refused" in line]
    assert len(lines) == 1
    assert "127.0.0.1 was refused: this token is not known here" in lines[0]
    assert "ice_" not in lines[0]
