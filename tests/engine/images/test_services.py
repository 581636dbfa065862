"""Servers that are strangers: where a request goes, and which files they may speak of, is not theirs to say."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from engine.errors import NodeError
from engine.images.calls import open_session, plain_call
from engine.images.openapi import Operation
from engine.images.sources import Source
from engine.images.tools import tools_of
from nodes.sdk.context import Context
from tests.http_peer import serving

SEND = Operation("send", "POST", "/send", sends="application/json")


class Elsewhere(BaseHTTPRequestHandler):
    heard: list[str]

    def do_POST(self) -> None:
        self.heard.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def do_GET(self) -> None:
        self.do_POST()

    def log_message(self, *_: Any) -> None:
        pass


class Redirecting(Elsewhere):
    """Sends ``/send`` on to `target`, and answers everything else."""

    target = ""
    status = 307

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path != "/send":
            return super().do_POST()
        self.send_response(self.status)
        self.send_header("Location", self.target)
        self.send_header("Content-Length", "0")
        self.end_headers()
        return None

    def do_GET(self) -> None:
        self.do_POST()


@pytest.fixture
def elsewhere() -> Iterator[tuple[int, list[str]]]:
    heard: list[str] = []
    with serving(type("Other", (Elsewhere,), {"heard": heard})) as port:
        yield port, heard


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", ["http://127.0.0.1:{}/x", "//127.0.0.1:{}/x", "http://localhost:{}/x"])
async def test_no_answer_sends_a_request_to_another_server(
    target: str, status: int, elsewhere: tuple[int, list[str]], tmp_path: Path
) -> None:
    port, heard = elsewhere
    handler = type("Here", (Redirecting,), {"target": target.format(port), "status": status, "heard": []})
    with serving(handler) as here:
        async with open_session(f"http://127.0.0.1:{here}") as session:
            with pytest.raises(NodeError, match="another server"):
                await plain_call(session, SEND, {"secret": "s"}, Context(lambda _: None, lambda: tmp_path))
    assert heard == []


async def test_an_answer_may_send_a_request_on_within_its_server(tmp_path: Path) -> None:
    handler = type("Here", (Redirecting,), {"target": "/send/", "heard": []})
    with serving(handler) as here:
        async with open_session(f"http://127.0.0.1:{here}") as session:
            answer = await plain_call(session, SEND, {"a": 1}, Context(lambda _: None, lambda: tmp_path))
    assert answer == {"result": {}}
    assert handler.heard == ["/send/"]


@pytest.mark.parametrize("value", ['"/etc/hostname"', '{"path": "/etc/hostname"}', '["/etc/hostname"]'])
async def test_an_answer_names_no_file_of_this_machine(value: str, tmp_path: Path) -> None:
    picture = {"type": "string", "contentMediaType": "image/png"}
    schema = {"type": "object", "properties": {"picture": picture}}
    responses = {"200": {"content": {"application/json": {"schema": schema}}}}
    paths = {"/draw": {"get": {"operationId": "draw", "responses": responses}}}
    document = {"openapi": "3.1.0", "info": {}, "paths": paths}

    class Drawing(Elsewhere):
        def do_GET(self) -> None:
            body = f'{{"picture": {value}}}'.encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with serving(Drawing) as port:
        source = Source(kind="server", name="s", address=f"http://127.0.0.1:{port}", document=document)
        (draw,) = tools_of(source)
        with pytest.raises(NodeError, match="a file is needed"):
            await draw().run(draw.Inputs(), Context(lambda _: None, lambda: tmp_path))
