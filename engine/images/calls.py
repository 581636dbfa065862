"""Calling an operation: as the node contract says where the server honours it, else as its OpenAPI document says."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from engine.errors import NodeError
from engine.images.openapi import Operation, port_name
from nodes.event_stream import MEDIA_TYPE as EVENT_STREAM
from nodes.event_stream import EventTooLarge, aiter_events
from nodes.sdk.context import Context
from nodes.sdk.errors import reason_of
from nodes.sdk.messages import BY_TOOLS, load
from nodes.sdk.texts import mark
from nodes.sdk.types import File

if TYPE_CHECKING:
    import aiohttp
    from yarl import URL

log = logging.getLogger(__name__)

MOST_BYTES = 64_000_000
"""Of JSON in one answer; larger things are files."""
CONNECT_S = 10
RESUMES = 3
CANCEL_WITHIN_S = 1.0
_PLACE = re.compile(r"\{([^{}/]+)\}")
"""Of a value in a path (OpenAPI, *Path Templating*)."""
_LITERAL = "{}%!$&'()*+,;=:@~"
"""Characters that a path may have beside those that need no thought (RFC 3986, 3.3), and what a document wrote so."""
_NAME_IT = mark("Give the name or number of the thing that is meant.")


class ConnectionLost(Exception):
    """The connection ended in the middle; whether anybody is still there is for the caller to find out."""


class NotConnected(ConnectionLost):
    """There was no connection, or nobody behind it yet: nothing has been done."""


def open_session(address: str, connector: aiohttp.BaseConnector | None = None) -> aiohttp.ClientSession:
    """A session for calls of one server, which is not left: no answer of it sends a request elsewhere."""
    import aiohttp
    from yarl import URL

    async def check(_session: object, _context: object, redirect: aiohttp.TraceRequestRedirectParams) -> None:
        headers = redirect.response.headers
        target = redirect.url.join(URL(headers.get("Location") or headers.get("URI") or ""))
        if target.origin() != redirect.url.origin():
            reason = mark(f"it sends the request on to {str(target)[:200]}, which is another server")
            raise NodeError(reason, remedy="Add the service with the address where it really is.")

    redirects = aiohttp.TraceConfig()
    redirects.on_request_redirect.append(check)
    timeout = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S)
    return aiohttp.ClientSession(address, connector=connector, timeout=timeout, trace_configs=[redirects])


class OperationRequest:
    """What is sent: made of an operation and the values of its inputs. Raises `NodeError` for values of no path."""

    def __init__(self, operation: Operation, values: Mapping[str, Any]) -> None:
        self.method = operation.method
        self.query: list[tuple[str, str]] = []
        self.headers: dict[str, str] = {}
        self.body: dict[str, Any] = {}
        self.whole: Any = None
        self._cookies: list[str] = []
        self._in_path: dict[str, tuple[str, str]] = {}
        """By the name in the path: the input, and what it is filled with."""
        for name, value in values.items():
            declared = operation.inputs.get(name)
            if declared is None:
                self.body[name] = value
            elif value is not None or declared.required:
                self._put(name, declared.location, declared.wire, value)
        if self._cookies:
            self.headers["Cookie"] = "; ".join(self._cookies)
        self.path = "/".join(self._segment(segment) for segment in operation.path.split("/"))

    @property
    def json(self) -> Any:
        """The body as JSON."""
        if self.whole is not None:
            return self.whole
        return self.body

    def _segment(self, template: str) -> str:
        """One part of the path, filled in. It stays one part, and is the part that it was meant to be."""
        literal = quote(template, safe=_LITERAL)
        names = [name for name in _PLACE.findall(template) if name in self._in_path]
        if not names:
            return literal
        filled = _PLACE.sub(lambda place: self._in_path.get(unquote(place[1]), ("", place[0]))[1], literal)
        if unquote(filled) in ("", ".", ".."):
            port = self._in_path[names[0]][0]
            raise NodeError(
                f"a path with {unquote(filled)!r} in it leads to another operation", port=port, remedy=_NAME_IT
            )
        return filled

    def _put(self, name: str, location: str, wire: str, value: Any) -> None:
        match location:
            case "path":
                self._in_path[wire] = (name, quote(_text(value), safe=""))
            case "query":
                self.query += [(wire, _text(item)) for item in _items(value)]
            case "header":
                self.headers[wire] = _text(value)
            case "cookie":
                self._cookies.append(f"{wire}={quote(_text(value))}")
            case "whole":
                self.whole = value
            case "body":
                self.body[wire] = value


def encoded(path: str) -> URL:
    """A path as it is sent, to the letter."""
    from yarl import URL

    return URL(path, encoded=True)


async def contract_call(
    session: aiohttp.ClientSession, operation: Operation, values: Any, key: str, ctx: Context
) -> Any:
    """Call an operation of a server that honours the contract; its words go to `ctx`. Returns what came out, packed.

    Values are packed (`nodes.sdk.wire`). When cancelled it cancels the call over there. Raises `NodeError` and
    `ConnectionLost`.
    """
    try:
        return await _followed(session, operation, OperationRequest(operation, values), key, ctx)
    except asyncio.CancelledError:
        log.debug("cancelling call %s", key)
        await asyncio.shield(_cancel(session, key))
        raise


async def _followed(
    session: aiohttp.ClientSession, operation: Operation, request: OperationRequest, key: str, ctx: Context
) -> Any:
    """What came out; a stream that breaks is resumed after its last numbered event."""
    import aiohttp

    last_id = 0
    headers = {**request.headers, "Accept": EVENT_STREAM, "Idempotency-Key": key}
    for attempt in range(RESUMES):
        log.debug("%s %s, key %s, attempt %d, after event %d", request.method, request.path, key, attempt + 1, last_id)
        try:
            async with session.request(
                request.method,
                encoded(request.path),
                params=request.query,
                json=request.json,
                headers=headers,
                allow_redirects=False,
            ) as response:
                if response.status == HTTPStatus.SERVICE_UNAVAILABLE:
                    raise NotConnected(mark("it is starting"))
                if not response.content_type.startswith(EVENT_STREAM):
                    return _outputs_in(operation, await read_bounded(response), response.status)
                async for event_id, kind, fields in _events(response):
                    last_id = event_id or last_id
                    if kind == "done":
                        return _outputs(operation, fields.get("outputs"))
                    if kind == "failed":
                        raise _failed(fields)
                    _say(ctx, kind, fields)
        except (TimeoutError, aiohttp.ClientError, ConnectionError) as error:
            log.debug("call %s broke off after event %d: %s", key, last_id, reason_of(error))
            if not last_id:
                if isinstance(error, aiohttp.ClientConnectorError):
                    raise NotConnected(reason_of(error)) from error
                raise ConnectionLost(reason_of(error)) from error
        if last_id:
            headers["Last-Event-ID"] = str(last_id)
    raise ConnectionLost("the stream ended before the call did")


async def plain_call(
    session: aiohttp.ClientSession, operation: Operation, values: Mapping[str, Any], ctx: Context
) -> Any:
    """Call an operation as OpenAPI describes it; files go and come by content. Raises `NodeError`, `ConnectionLost`."""
    import aiohttp

    request = OperationRequest(operation, values)
    log.debug("%s %s as OpenAPI says", request.method, request.path)
    with ExitStack() as files:
        body = _body(operation, request, files)
        try:
            async with session.request(
                request.method, encoded(request.path), params=request.query, headers=request.headers, **body
            ) as response:
                return await _answer(operation, response, ctx)
        except aiohttp.ClientConnectorError as error:
            raise NotConnected(reason_of(error)) from error
        except (TimeoutError, aiohttp.ClientError, ConnectionError) as error:
            raise ConnectionLost(reason_of(error)) from error


def _body(operation: Operation, request: OperationRequest, files: ExitStack) -> dict[str, Any]:
    """The body as aiohttp's keywords; its files are opened, and closed with `files`. May add a header."""
    if operation.sends.startswith("multipart/"):
        return {"data": _form(request.body, files)}
    if operation.sends == "application/x-www-form-urlencoded":
        return {"data": {name: _text(value) for name, value in request.body.items()}}
    if isinstance(request.whole, Path):
        request.headers["Content-Type"] = operation.sends
        return {"data": files.enter_context(request.whole.open("rb"))}
    if operation.sends.startswith("text/"):
        request.headers["Content-Type"] = operation.sends
        return {"data": str(request.whole)}
    if operation.sends:
        return {"json": request.json}
    return {}


def _form(fields: Mapping[str, Any], files: ExitStack) -> aiohttp.FormData:
    import aiohttp

    form = aiohttp.FormData()
    for name, value in fields.items():
        for item in _items(value):
            if isinstance(item, Path):
                form.add_field(name, files.enter_context(item.open("rb")), filename=item.name)
            else:
                form.add_field(name, _text(item))
    return form


async def _answer(operation: Operation, response: aiohttp.ClientResponse, ctx: Context) -> Any:
    if response.status >= 300:
        raise _refused(response.status, await read_bounded(response))
    if operation.answers == "nothing" or response.status == 204:
        return {"result": None}
    if operation.answers == "file":
        return {"result": await _saved(response, ctx)}
    content = await read_bounded(response)
    if operation.answers == "text":
        return {"result": content.decode(response.charset or "utf-8", "replace")}
    return _outputs_in(operation, content, response.status)


def _items(value: Any) -> list[Any] | tuple[Any, ...]:
    if isinstance(value, list | tuple):
        return value
    return (value,)


def _text(value: Any) -> str:
    if isinstance(value, bool | dict | list):
        return json.dumps(value)
    return str(value)


async def read_bounded(response: aiohttp.ClientResponse) -> bytes:
    """The whole answer, unless it is too large."""
    content = bytearray()
    async for piece in response.content.iter_any():
        content += piece
        if len(content) > MOST_BYTES:
            raise _too_large()
    return bytes(content)


def _too_large() -> NodeError:
    return NodeError(
        f"the answer is larger than {MOST_BYTES // 1_000_000} MB",
        remedy="Large results are files or tables, which travel by name.",
    )


async def _saved(response: aiohttp.ClientResponse, ctx: Context) -> File:
    disposition = response.content_disposition
    suffix = "." + response.content_type.partition("/")[2].partition("+")[0]
    path = ctx.new_file((disposition and disposition.filename) or f"result{suffix}")
    with path.open("wb") as stream:
        async for piece in response.content.iter_any():
            stream.write(piece)
    return File(path=path, media_type=response.content_type)


def _outputs_in(operation: Operation, content: bytes, status: int) -> Any:
    """The outputs in a JSON answer."""
    try:
        body = json.loads(content or b"null")
    except (ValueError, RecursionError) as error:
        raise NodeError(
            f"its answer is no JSON: {error}", remedy="The server does not keep to what its OpenAPI document says."
        ) from error
    if status < 300:
        return _outputs(operation, body)
    if isinstance(body, dict) and status >= 400:
        raise _failed(body)
    raise NodeError(f"it answered {status}")


def _outputs(operation: Operation, body: Any) -> Any:
    if not operation.outputs:
        return {"result": body}
    if not isinstance(body, dict):
        raise NodeError(
            f"its answer is a {type(body).__name__} where an object is promised",
            remedy="The server does not keep to what its OpenAPI document says.",
        )
    return {port_name(name): body.get(name) for name in operation.outputs}


def _failed(failure: Mapping[str, Any]) -> NodeError:
    reason = failure.get("reason") or failure.get("detail") or mark("it failed without a reason")
    return NodeError(str(reason), remedy=str(failure.get("remedy") or ""), port=str(failure.get("port") or ""))


def _refused(status: int, content: bytes) -> NodeError:
    """An error answer in words: FastAPI's and RFC 9457's shapes are known, others are shown as they are."""
    try:
        body = json.loads(content)
    except ValueError:
        body = None
    port, reason = "", content.decode("utf-8", "replace").strip()[:300]
    if isinstance(body, dict):
        detail = body.get("detail", body.get("message", body.get("title")))
        if isinstance(detail, list) and detail and isinstance(detail[0], dict):
            port = str((detail[0].get("loc") or [""])[-1])
            detail = f"{'.'.join(map(str, detail[0].get('loc', ())))}: {detail[0].get('msg', '')}"
        reason = str(detail or reason)
    if not reason:
        return NodeError(f"it answered {status}")
    return NodeError(f"it answered {status}: {reason}", port=port)


async def _events(response: aiohttp.ClientResponse) -> AsyncIterator[tuple[int, str, dict[str, Any]]]:
    """Number (0 without one), kind and fields of each event of a call."""
    try:
        async for event in aiter_events(response.content.iter_any()):
            try:
                fields = json.loads(event.data)
            except ValueError as error:
                raise NodeError(f"an event of its stream is no JSON: {error}") from error
            if not isinstance(fields, dict):
                fields = {}
            yield _number(event.id), event.event, fields
    except EventTooLarge as error:
        raise _too_large() from error


def _number(event_id: str) -> int:
    if event_id.isdecimal() and len(event_id) < 19:
        return int(event_id)
    return 0


def _say(ctx: Context, kind: str, fields: Mapping[str, Any]) -> None:
    """Pass on what a call says of its work; what it says of the place where it runs is not for it to say."""
    message = load(kind, fields) if kind in BY_TOOLS else None
    if message is not None:
        ctx.tell(message)


async def _cancel(session: aiohttp.ClientSession, key: str) -> None:
    import aiohttp

    try:
        async with session.delete(f"/runs/{quote(key)}", timeout=aiohttp.ClientTimeout(total=CANCEL_WITHIN_S)):
            pass
    except (TimeoutError, aiohttp.ClientError, OSError):
        pass  # its container goes anyway
