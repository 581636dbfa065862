"""Wall 6: whoever has no token costs nothing: no byte of a body is waited for, kept or parsed."""

from __future__ import annotations

import socket

import pytest

from tests.server.conftest import Team

SENT = "POST /v1/runs HTTP/1.1\r\nHost: iceos\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize("size", ["Content-Length: 15000000", "Transfer-Encoding: chunked"])
@pytest.mark.parametrize("shown", ["", "Authorization: Bearer nonsense\r\n", "Authorization: Basic YTpi\r\n"])
def test_a_stranger_is_refused_before_a_body_is_read(team: Team, shown: str, size: str) -> None:
    """The body never comes; the answer does."""
    with socket.create_connection(("127.0.0.1", team.port), timeout=60) as stranger:
        stranger.sendall(f"{SENT}{shown}{size}\r\n\r\n".encode())
        answer = stranger.recv(65536)
    assert answer.startswith(b"HTTP/1.1 401")
