"""Server-sent events out of bytes, however those are cut: the one decoder of every stream that is read.

Lines and events are those of `httpx_sse`, by the rules of
https://html.spec.whatwg.org/multipage/server-sent-events.html. That library takes them from a response of httpx only,
so its two decoders are fed here. Added is what they lack: bytes become text (a character may be cut in two, a byte
order mark is no part of the first line), an event without data is none, and nothing grows without end.
"""

from __future__ import annotations

import codecs
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from httpx_sse import ServerSentEvent

MEDIA_TYPE = "text/event-stream"
MOST_BYTES = 64_000_000
"""Of one event."""


class EventTooLarge(ValueError):
    """So much came without the end of an event."""

    def __init__(self) -> None:
        super().__init__(f"the answer is larger than {MOST_BYTES // 1_000_000} MB")


class _Decoder:
    def __init__(self) -> None:
        from httpx_sse._decoders import SSEDecoder, SSELineDecoder

        self._text = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._lines = SSELineDecoder()
        self._events = SSEDecoder()
        self._open_bytes = 0
        """Since the last blank line, which ends an event."""

    def feed(self, piece: bytes) -> Iterator[ServerSentEvent]:
        self._open_bytes += len(piece)
        yield from self._read(self._lines.decode(self._text.decode(piece)))
        if self._open_bytes > MOST_BYTES:
            raise EventTooLarge

    def close(self) -> Iterator[ServerSentEvent]:
        """What a last CR, which might have been half of a CRLF, still ends. An event that is not ended is none."""
        yield from self._read(self._lines.flush())

    def _read(self, lines: list[str]) -> Iterator[ServerSentEvent]:
        for line in lines:
            event = self._events.decode(line)
            if not line:
                self._open_bytes = 0
            if event is not None and event.data:
                yield event


def iter_events(pieces: Iterable[bytes]) -> Iterator[ServerSentEvent]:
    """The events in the pieces of a stream. Raises `EventTooLarge`, and what `pieces` raises."""
    decoder = _Decoder()
    for piece in pieces:
        yield from decoder.feed(piece)
    yield from decoder.close()


async def aiter_events(pieces: AsyncIterable[bytes]) -> AsyncIterator[ServerSentEvent]:
    """As `iter_events`, for a stream that is awaited."""
    decoder = _Decoder()
    async for piece in pieces:
        for event in decoder.feed(piece):
            yield event
    for event in decoder.close():
        yield event
