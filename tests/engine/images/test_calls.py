"""Calls over a real socket, to servers that write their answers in awkward pieces."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp
import pytest

from engine.errors import NodeError
from engine.images import calls
from engine.images.calls import ConnectionLost, contract_call
from engine.images.openapi import Operation
from nodes import event_stream
from nodes.sdk.context import Context
from nodes.sdk.messages import Log, Message, Progress

OPERATION = Operation("count", "POST", "/count", outputs={"total": {}}, sends="application/json")
PROGRESS = 'id: 1\r\nevent: progress\r\ndata: {"fraction": 0.5, "message": "Grüße"}\r\n\r\n'
LOG = 'id: 2\r\nevent: log\r\ndata: {"message": "half way", "level": "info"}\r\n\r\n'
DONE = 'id: 3\r\nevent: done\r\ndata: {"outputs": {"total": 7}}\r\n\r\n'
HEADERS = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
END = b"0\r\n\r\n"

Answer = Callable[[str], Iterator[bytes]]
"""The pieces of the answer to a request with these headers."""


def chunks(*pieces: bytes) -> Iterator[bytes]:
    for piece in pieces:
        yield f"{len(piece):x}\r\n".encode() + piece + b"\r\n"


@asynccontextmanager
async def serving(answer: Answer) -> AsyncIterator[aiohttp.ClientSession]:
    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        headers = (await reader.readuntil(b"\r\n\r\n")).decode()
        for piece in answer(headers):
            writer.write(piece)
            with suppress(ConnectionError):  # the caller has heard enough
                await writer.drain()
            if writer.is_closing():
                break
            await asyncio.sleep(0)  # so that it goes on its way alone
        writer.close()

    server = await asyncio.start_server(respond, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
        yield session


async def call(session: aiohttp.ClientSession) -> tuple[object, Sequence[Message]]:
    messages: list[Message] = []
    ctx = Context(messages.append, lambda: Path("unused"))
    return await contract_call(session, OPERATION, {"text": "x"}, "key", ctx), messages


async def test_events_cut_anywhere_are_all_heard_once() -> None:
    content = (PROGRESS + LOG + DONE).encode()
    for cut in range(1, len(content)):

        def answer(_: str, cut: int = cut) -> Iterator[bytes]:
            yield from (HEADERS, *chunks(content[:cut], content[cut:]), END)

        async with serving(answer) as session:
            outputs, messages = await call(session)
        assert outputs == {"total": 7}, cut
        assert messages == [Progress(0.5, "Grüße"), Log("half way", "info")], cut


async def test_a_stream_that_breaks_off_is_resumed_after_its_last_event() -> None:
    requests: list[str] = []

    def answer(headers: str) -> Iterator[bytes]:
        requests.append(headers)
        if len(requests) == 1:
            yield from (HEADERS, *chunks(PROGRESS.encode(), LOG.encode()[:20]))
        else:
            yield from (HEADERS, *chunks((LOG + DONE).encode()), END)

    async with serving(answer) as session:
        outputs, messages = await call(session)
    assert outputs == {"total": 7}
    assert messages == [Progress(0.5, "Grüße"), Log("half way", "info")]
    assert "Last-Event-ID" not in requests[0]
    assert "Last-Event-ID: 1\r\n" in requests[1]
    assert all("Idempotency-Key: key\r\n" in headers for headers in requests)


async def test_a_stream_that_breaks_off_before_it_began_is_told() -> None:
    async with serving(lambda _: iter([HEADERS])) as session:
        with pytest.raises(ConnectionLost):
            await call(session)


async def test_a_stream_without_an_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "MOST_BYTES", 100_000)
    monkeypatch.setattr(calls, "MOST_BYTES", 100_000)

    def answer(_: str) -> Iterator[bytes]:
        yield HEADERS
        while True:
            yield from chunks(b"data: more\n" * 1000)

    async with serving(answer) as session:
        with pytest.raises(NodeError, match="larger than") as caught:
            await call(session)
    assert "files or tables" in caught.value.remedy


@pytest.mark.parametrize("event_id", ["9" * 5000, "²", "-1", "x"])
async def test_a_number_that_is_none_is_no_place_to_resume_from(event_id: str) -> None:
    def answer(_: str) -> Iterator[bytes]:
        event = f"id: {event_id}\n{DONE.replace('id: 3', 'retry: x')}"
        yield from (HEADERS, *chunks(event.encode()), END)

    async with serving(answer) as session:
        outputs, _ = await call(session)
    assert outputs == {"total": 7}
