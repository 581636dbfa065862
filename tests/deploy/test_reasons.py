"""Why something failed is told in words, also where the exception of somebody else has no text of its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import httpx
import pytest

from engine.client import Client, ServerError
from engine.errors import Failure
from nodes.sdk.errors import ToolError, reason_of
from tests.conftest import ROOT

_WITHOUT_WORDS = ("OSError", "Exception", "BaseException", "HTTPError", "TransportError", "ClientError", "TimeoutError",
                  "ConnectionError", "TimeoutException", "ConnectError", "ConnectionLost", "KeyringError")  # fmt: skip
"""Exceptions, by the last part of their names, whose text may be empty."""


def told_bare(source: str) -> Iterator[int]:
    """Lines that tell such an exception by its own text alone."""
    for handler in ast.walk(ast.parse(source)):
        if not isinstance(handler, ast.ExceptHandler) or handler.name is None:
            continue
        caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        if not any(kind and ast.unparse(kind).rpartition(".")[2] in _WITHOUT_WORDS for kind in caught):
            continue
        for node in ast.walk(handler):
            told: list[ast.expr] = []
            if isinstance(node, ast.FormattedValue) and node.conversion != ord("r"):
                told = [node.value]
            elif isinstance(node, ast.Call) and ast.unparse(node.func) == "str":
                told = node.args
            elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith("log."):
                told = [value for value in node.args if "%r" not in ast.unparse(node.args[0])]
            for value in told:
                text = value.values[-1] if isinstance(value, ast.BoolOp) else value
                if isinstance(text, ast.Name) and text.id == handler.name:
                    yield node.lineno


def test_no_reason_is_told_that_may_be_empty() -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{line}"
        for package in ("app", "canvas", "engine", "nodes")
        for path in sorted((ROOT / package).rglob("*.py"))
        for line in told_bare(path.read_text("utf-8"))
    ]
    assert not bare


@pytest.mark.parametrize(
    "tell", ['f"{error}"', 'f"{error!s:.20}"', "str(error)", 'log.debug("%s", error)', "str(error.strerror or error)"]
)
def test_each_way_to_tell_it_is_found(tell: str) -> None:
    assert list(told_bare(f"try:\n    pass\nexcept (OSError, ValueError) as error:\n    {tell}\n")) == [4]


@pytest.mark.parametrize(
    "error",
    [TimeoutError(), httpx.ReadTimeout(""), httpx.ConnectTimeout(" "), httpx.RemoteProtocolError(""), OSError(),
     aiohttp.ServerDisconnectedError(), aiohttp.ServerTimeoutError(), ConnectionResetError()],
)  # fmt: skip
def test_every_reason_has_words(error: Exception) -> None:
    assert reason_of(error).strip()
    assert not Failure.of(error).reason.endswith((":", ": "))


def test_what_caused_it_speaks_for_what_says_nothing() -> None:
    silent = httpx.ReadError("")
    silent.__cause__ = ConnectionResetError(104, "Connection reset by peer")
    assert reason_of(silent) == "[Errno 104] Connection reset by peer"
    assert reason_of(httpx.ReadTimeout("")) == "no answer in time"
    assert Failure.of(ToolError("")).reason == "ToolError"


def test_a_server_that_accepts_and_is_silent_is_told_in_words(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with Client(url, timeout_s=0.2) as client, pytest.raises(ServerError) as caught:
            client.me()
    assert str(caught.value) == f"{url} cannot be reached: timed out"
