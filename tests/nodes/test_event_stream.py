"""Streams of events mean the same wherever the network cuts them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from itertools import combinations

import pytest

from nodes import event_stream
from nodes.event_stream import EventTooLarge, aiter_events, iter_events

Events = list[tuple[str, str, str]]

LINES = [
    ": a comment",
    "id: 1",
    "event: progress",
    'data: {"text": "Grüße 🧊"}',
    "",
    ": only a comment",
    "",
    "id: 2",
    "event: nothing that has no data",
    "",
    "event: done",
    "id:3",
    "data: one",
    "data:  two",
    "data",
    "unknown: field",
    "",
    "",
]
EVENTS: Events = [("1", "progress", '{"text": "Grüße 🧊"}'), ("3", "done", "one\n two\n")]
ENDS = {"LF": "\n", "CR": "\r", "CRLF": "\r\n"}
BOM = b"\xef\xbb\xbf"


def stream(end: str) -> bytes:
    return "".join(line + ENDS[end] for line in LINES).encode()


def events_of(*pieces: bytes) -> Events:
    return [(event.id, event.event, event.data) for event in iter_events(pieces)]


def cut_twice(content: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    for first, second in combinations(range(len(content) + 1), 2):
        yield content[:first], content[first:second], content[second:]


@pytest.mark.parametrize("mark", [b"", BOM], ids=["", "BOM"])
@pytest.mark.parametrize("end", ENDS)
def test_events_are_the_same_at_every_pair_of_cuts(end: str, mark: bytes) -> None:
    for pieces in cut_twice(mark + stream(end)):
        assert events_of(*pieces) == EVENTS, pieces


@pytest.mark.parametrize("end", ENDS)
def test_events_are_the_same_byte_by_byte(end: str) -> None:
    assert events_of(*(bytes([byte]) for byte in stream(end))) == EVENTS


def test_line_ends_may_be_mixed() -> None:
    content = b"data: a\r\rdata: b\n\r\ndata: c\r\n\ndata: d\r\n\r"
    for pieces in cut_twice(content):
        assert [data for _, _, data in events_of(*pieces)] == ["a", "b", "c", "d"], pieces


@pytest.mark.parametrize("tail", ["data: half", "data: half\n", "id: 9\ndata: half\r\n", ": only a comment\n"])
def test_an_event_that_the_end_cuts_off_is_none(tail: str) -> None:
    assert events_of(stream("LF"), tail.encode()) == EVENTS


def test_only_what_the_rules_call_a_line_end_ends_a_line() -> None:
    text = "data: a\u2028b\x0bc\x0cd\x85e"
    assert events_of(f"{text}\n\n".encode()) == [("", "message", text.removeprefix("data: "))]


def test_a_byte_order_mark_counts_at_the_very_beginning_only() -> None:
    assert events_of(b"data: a\n\n", BOM + b"data: b\n\n") == [("", "message", "a")]


def test_bytes_that_are_no_text_do_not_end_the_stream() -> None:
    assert events_of(b"data: a\xff\xe2\x82\n\ndata: b\n\n") == [("", "message", "a��"), ("", "message", "b")]


@pytest.mark.parametrize("piece", [b"data: " + b"a" * 100, b"data: a\n" * 10, b": comment\n" * 10, b"id: 1\r\n" * 20])
def test_what_grows_without_end_is_refused(piece: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "MOST_BYTES", 1000)

    def without_end() -> Iterator[bytes]:
        yield b"data: first\n\n"
        while True:
            yield piece

    events = iter_events(without_end())
    assert next(events).data == "first"
    with pytest.raises(EventTooLarge, match="larger than"):
        next(events)


def test_many_events_and_signs_of_life_are_no_large_event(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_stream, "MOST_BYTES", 1000)
    pieces = [b"data: a\n\n" * 10, b": still here\n\n" * 10] * 200
    assert len(events_of(*pieces)) == 2000


@pytest.mark.parametrize("end", ENDS)
async def test_a_stream_that_is_awaited_means_the_same(end: str) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for byte in stream(end):
            yield bytes([byte])

    assert [(event.id, event.event, event.data) async for event in aiter_events(pieces())] == EVENTS
