"""HTTP requests against a real server on this machine."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from nodes.library.http import HttpRequest
from nodes.sdk import InputProblem, Progress, Secret, ToolError
from nodes.sdk.testing import run_tool
from tests.http_peer import serving


class Peer(BaseHTTPRequestHandler):
    """Answers like the services people use, and counts what it was asked."""

    asked: list[tuple[str, float]] = []

    def do_GET(self) -> None:
        Peer.asked.append((self.path, time.monotonic()))
        path = self.path.partition("?")[0]
        times = sum(p == self.path for p, _ in Peer.asked)
        if path == "/json":
            self._answer(
                200, "application/json", json.dumps({"path": self.path, "token": self.headers.get("Authorization")})
            )
        elif path == "/busy":
            self._answer(503 if times < 3 else 200, "text/plain", "at last", {"Retry-After": "0"})
        elif path == "/wait":
            self._answer(429 if times < 2 else 200, "text/plain", "patient", {"Retry-After": "1"})
        elif path == "/always-busy":
            self._answer(503, "text/plain", "never")
        elif path == "/missing":
            self._answer(404, "text/html", "<h1>Not <b>here</b></h1>")
        elif path == "/broken":
            self._answer(200, "application/json", "{")
        elif path == "/big":
            self._answer(
                200,
                "application/octet-stream",
                b"x" * 3_000_000,
                {"Content-Disposition": 'attachment; filename="../../big.dat"'},
            )
        elif path == "/moved":
            self._answer(302, "text/plain", "", {"Location": "/json"})
        elif path == "/slow":
            time.sleep(1.0)
            self._answer(200, "text/plain", "late")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._answer(
            200, "application/json", json.dumps({"got": body.decode(), "type": self.headers.get("Content-Type")})
        )

    def _answer(self, status: int, kind: str, body: str | bytes, headers: dict[str, str] | None = None) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):  # the client may have seen enough
            self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with serving(Peer) as port:
        yield f"http://127.0.0.1:{port}"


def test_json_comes_back_parsed_as_text_and_as_a_file(base: str) -> None:
    made = run_tool(HttpRequest, url=f"{base}/json", query={"a": "1 2"}, token=Secret("t", "abc")).outputs
    assert made["status"] == 200
    assert made["data"] == {"path": "/json?a=1+2", "token": "Bearer abc"} or made["data"]["path"] == "/json?a=1%202"
    assert json.loads(made["text"]) == made["data"]
    assert made["file"].path.suffix == ".json"


def test_a_body_is_sent_as_json_or_as_it_is(base: str) -> None:
    made = run_tool(HttpRequest, url=base, method="POST", body={"a": [1]}).outputs
    assert (json.loads(made["data"]["got"]), made["data"]["type"]) == ({"a": [1]}, "application/json")
    assert run_tool(HttpRequest, url=base, method="POST", body="plain").outputs["data"]["got"] == "plain"


def test_redirects_are_followed(base: str) -> None:
    assert run_tool(HttpRequest, url=f"{base}/moved").outputs["data"]["path"] == "/json"


def test_a_busy_server_is_asked_again_until_it_answers(base: str) -> None:
    assert run_tool(HttpRequest, url=f"{base}/busy").outputs["text"] == "at last"
    assert sum(path == "/busy" for path, _ in Peer.asked) == 3


def test_retry_after_is_respected(base: str) -> None:
    assert run_tool(HttpRequest, url=f"{base}/wait").outputs["text"] == "patient"
    first, second = (at for path, at in Peer.asked if path == "/wait")
    assert second - first >= 0.9


def test_a_server_that_stays_busy_fails_the_node(base: str) -> None:
    with pytest.raises(ToolError, match="answered 503"):
        run_tool(HttpRequest, url=f"{base}/always-busy", retries=1)


def test_an_error_status_fails_with_what_the_server_said_unless_it_may(base: str) -> None:
    with pytest.raises(ToolError, match="answered 404 Not Found: Not here"):
        run_tool(HttpRequest, url=f"{base}/missing")
    assert run_tool(HttpRequest, url=f"{base}/missing", fail_on_error=False).outputs["status"] == 404


def test_broken_json_and_too_large_answers_fail(base: str) -> None:
    with pytest.raises(ToolError, match="broken JSON"):
        run_tool(HttpRequest, url=f"{base}/broken")
    with pytest.raises(ToolError, match="larger than 1 MB"):
        run_tool(HttpRequest, url=f"{base}/big", limit_mb=1)


def test_a_download_is_streamed_to_a_file_with_a_harmless_name(base: str) -> None:
    made = run_tool(HttpRequest, url=f"{base}/big")
    assert made.outputs["file"].name == "big.dat"
    assert made.outputs["file"].path.stat().st_size == 3_000_000
    assert any(isinstance(m, Progress) and m.fraction == 1.0 for m in made.said)


def test_a_slow_server_and_one_that_is_not_there_are_told_apart(base: str) -> None:
    with pytest.raises(ToolError, match=r"did not answer within 0\.2 s"):
        run_tool(HttpRequest, url=f"{base}/slow", timeout_s=0.2, retries=0)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ToolError, match="cannot be reached") as caught:
        run_tool(HttpRequest, url=f"http://127.0.0.1:{port}/", retries=0)
    assert "network" in caught.value.remedy


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org", "http://", "file:///etc/passwd", "javascript:1"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(InputProblem, match="is no web address"):
        run_tool(HttpRequest, url=url)
