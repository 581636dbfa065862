"""HTTP requests against a real server on this machine."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from nodes.library.http import HttpRequest
from nodes.sdk import InputProblem, Notice, Progress, Secret, ToolError
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
        elif path == "/echo":
            kept = ("Authorization", "Content-Type", "X-One")
            self._answer(
                200, "application/json", json.dumps([self.path, {name: self.headers.get(name) for name in kept}])
            )
        elif path == "/nothing":
            self._answer(204, "application/json", "")
        elif path == "/many":
            self._answer(200, "application/json", json.dumps(["x" * 99] * 350_000))
        elif path == "/latin":
            self._answer(200, "text/plain", "Köln".encode("latin-1"))
        elif path == "/marked":
            self._answer(200, "text/csv; charset=ascii", "Köln".encode("utf-16"))
        elif path == "/long":
            self._answer(200, "text/plain", "x", {"Content-Disposition": f'attachment; filename="{"n" * 300}.txt"'})
        elif path == "/drip":
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                for _ in range(100):
                    self.wfile.write(b".")
                    self.wfile.flush()
                    time.sleep(0.1)
        elif path == "/slow":
            time.sleep(1.0)
            self._answer(200, "text/plain", "late")

    def do_HEAD(self) -> None:
        self._answer(200, "application/json", "")

    def do_POST(self) -> None:
        Peer.asked.append((self.path, time.monotonic()))
        if self.path == "/post-busy":
            times = sum(path == self.path for path, _ in Peer.asked)
            self._answer(503 if times < 2 else 200, "text/plain", "at last", {"Retry-After": "0"})
            return
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


@pytest.mark.parametrize(
    ("address", "query", "asked"),
    [
        ("/echo?x=1", {"y": "2"}, "/echo?x=1&y=2"),
        ("/echo?x=1&x=%2F&flag", {}, "/echo?x=1&x=%2F&flag"),
        ("/echo", {"a b": "ü&="}, "/echo?a+b=%C3%BC%26%3D"),
        ("/echo?", {"y": "2"}, "/echo?y=2"),
    ],
)
def test_the_query_of_an_address_stays(base: str, address: str, query: dict[str, str], asked: str) -> None:
    assert run_tool(HttpRequest, url=base + address, query=query).outputs["data"][0] == asked


@pytest.mark.parametrize(("path", "method", "status"), [("/nothing", "GET", 204), ("/json", "HEAD", 200)])
def test_a_type_without_a_body_is_no_fault(base: str, path: str, method: str, status: int) -> None:
    made = run_tool(HttpRequest, url=base + path, method=method)
    assert (made.outputs["status"], made.outputs["data"], made.outputs["text"]) == (status, None, "")


def test_large_json_is_parsed_and_its_text_told_to_be_left_out(base: str) -> None:
    made = run_tool(HttpRequest, url=f"{base}/many")
    assert len(made.outputs["data"]) == 350_000
    assert made.outputs["text"] == ""
    assert [message.action for message in made.said if isinstance(message, Notice)] == ["skipped"]


def test_the_time_limit_is_for_all_of_it(base: str) -> None:
    with pytest.raises(ToolError, match="did not answer within 0.5 s"):
        run_tool(HttpRequest, url=f"{base}/drip", timeout_s=0.5)


def test_headers_and_the_final_address_come_out(base: str) -> None:
    made = run_tool(HttpRequest, url=f"{base}/moved")
    assert made.outputs["address"] == f"{base}/json"
    assert made.outputs["headers"]["content-type"] == "application/json"


def test_a_user_makes_the_secret_a_password(base: str) -> None:
    made = run_tool(HttpRequest, url=f"{base}/echo", user="ada", token=Secret("T", "pass"), headers={"X-One": "1"})
    assert made.outputs["data"][1] == {"Authorization": "Basic YWRhOnBhc3M=", "Content-Type": None, "X-One": "1"}


def test_forms_and_files_are_sent(base: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b")
    file = tmp_path / "a.csv"
    sent = run_tool(HttpRequest, url=f"{base}/p", method="POST", form={"a": "1 2"}).outputs["data"]
    assert sent == {"got": "a=1+2", "type": "application/x-www-form-urlencoded"}
    assert run_tool(HttpRequest, url=f"{base}/p", method="POST", upload=file).outputs["data"] == {
        "got": "a,b",
        "type": "text/csv",
    }
    options = {"form": {"a": "1"}, "upload": file, "upload_field": "f"}
    sent = run_tool(HttpRequest, url=f"{base}/p", method="POST", **options).outputs["data"]
    assert sent["type"].startswith("multipart/form-data")
    assert 'name="f"; filename="a.csv"' in sent["got"]
    with pytest.raises(InputProblem, match="only one thing is sent"):
        run_tool(HttpRequest, url=f"{base}/p", method="POST", form={"a": "1"}, body=[1])


def test_what_could_do_harm_twice_is_tried_again_only_when_asked_to(base: str) -> None:
    Peer.asked.clear()
    with pytest.raises(ToolError, match="answered 503"):
        run_tool(HttpRequest, url=f"{base}/post-busy", method="POST")
    assert len(Peer.asked) == 1
    Peer.asked.clear()
    made = run_tool(HttpRequest, url=f"{base}/post-busy", method="POST", retry_all=True)
    assert made.outputs["text"] == "at last"
    assert any("503: trying again" in m.message for m in made.said if isinstance(m, Progress))


@pytest.mark.parametrize(("path", "told"), [("/latin", 1), ("/marked", 0)])
def test_text_is_read_as_it_is_written(base: str, path: str, told: int) -> None:
    made = run_tool(HttpRequest, url=base + path)
    assert made.outputs["text"] == "Köln"
    assert sum(isinstance(message, Notice) for message in made.said) == told


def test_a_name_of_300_letters_becomes_one_that_fits(base: str) -> None:
    made = run_tool(HttpRequest, url=f"{base}/long")
    assert made.outputs["file"].name == "n" * 196 + ".txt"
    assert any(isinstance(message, Notice) for message in made.said)


@pytest.mark.parametrize("headers", [{"X-Ü": "1"}, {"X": "ü"}, {"X": "a\r\nY: b"}, {"a b": "c"}, {"": "x"}])
def test_a_header_that_is_none_is_refused_in_words(base: str, headers: dict[str, str]) -> None:
    with pytest.raises(InputProblem, match="header") as caught:
        run_tool(HttpRequest, url=f"{base}/echo", headers=headers)
    assert caught.value.port == "headers"
