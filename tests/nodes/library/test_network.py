"""HTTP tools keep to the open internet where they are told to."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from nodes.library.http import HttpRequest
from nodes.library.llm import Complete
from nodes.library.network import ALLOWED, PUBLIC, VARIABLE, allowed, public
from nodes.sdk import ToolError
from nodes.sdk.testing import run_tool
from tests.http_peer import serving


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", "http://" + self.path.removeprefix("/to/"))
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(f"for {self.headers['Host']}".encode())

    def log_message(self, *_said: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    with serving(Answers, "") as port:
        yield port


@pytest.fixture
def on_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, PUBLIC)


@pytest.mark.parametrize(
    ("address", "open_"),
    [
        ("93.184.216.34", True), ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("192.168.0.1", False), ("172.16.5.4", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),
        ("::1", False), ("fe80::1", False), ("fd00::1", False), ("ff02::1", False),
        ("::ffff:127.0.0.1", False), ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("::ffff:8.8.8.8", True),
    ],
)  # fmt: skip
def test_which_addresses_are_of_the_open_internet(address: str, open_: bool) -> None:
    assert public(address) is open_


def test_a_desktop_reaches_everything(port: int) -> None:
    assert run_tool(HttpRequest, url=f"http://127.0.0.1:{port}/").outputs["text"] == f"for 127.0.0.1:{port}"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"])
def test_a_server_does_not_reach_itself_whatever_it_is_called(on_a_server: None, port: int, host: str) -> None:
    with pytest.raises(ToolError, match=r"may not reach|cannot be reached"):
        run_tool(HttpRequest, url=f"http://{host}:{port}/", retries=0)


def test_a_model_at_a_private_address_is_not_asked_either(on_a_server: None, port: int) -> None:
    with pytest.raises(ToolError, match="may not reach"):
        run_tool(Complete, address=f"http://127.0.0.1:{port}/v1", prompt="x")


def test_what_the_operator_allows_is_reached_and_a_redirect_gains_nothing(
    on_a_server: None, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ALLOWED, "other.test, 127.0.0.0/30")
    assert allowed("other.test")
    assert allowed("127.0.0.1")
    assert not allowed("127.0.0.9")
    outputs = run_tool(HttpRequest, url=f"http://127.0.0.1:{port}/").outputs
    assert outputs["text"] == f"for 127.0.0.1:{port}"
    with pytest.raises(ToolError, match=r"127\.0\.0\.9 .*may not reach"):
        run_tool(HttpRequest, url=f"http://127.0.0.1:{port}/to/127.0.0.9:{port}/", retries=0)
    assert run_tool(HttpRequest, url=f"http://127.0.0.1:{port}/to/127.0.0.2:{port}/").outputs["status"] == 200


def test_a_name_that_changes_its_meaning_gains_nothing(
    on_a_server: None, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look finds an allowed address, every later one another: the connection goes to the first."""
    monkeypatch.setenv(ALLOWED, "127.0.0.1/32")
    asked: list[str] = []

    async def changing(self: Any, host: str, port: int, **_how: Any) -> Any:
        asked.append(host)
        address = "127.0.0.1" if len(asked) == 1 else "10.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", changing)
    outputs = run_tool(HttpRequest, url=f"http://name.test:{port}/", retries=0).outputs
    assert outputs["text"] == f"for name.test:{port}"
    with pytest.raises(ToolError, match="may not reach"):
        run_tool(HttpRequest, url=f"http://name.test:{port}/", retries=0)
