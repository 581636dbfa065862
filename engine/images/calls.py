"""Calling an operation: as the node contract says where the server honours it, else as its OpenAPI document says."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from engine.errors import NodeError
from engine.images.openapi import Operation
from nodes.sdk.context import Context, Level
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    import aiohttp

STREAM = "text/event-stream"
MOST_BYTES = 64_000_000
"""Of JSON in one answer; larger things are files."""
RESUMES = 3
CANCEL_WITHIN_S = 1.0


class Broken(Exception):
    """The connection ended in the middle; whether anybody is still there is for the caller to find out."""


class Request:
    """What is sent: made of an operation and the values of its inputs."""

    def __init__(self, operation: Operation, values: Mapping[str, Any]) -> None:
        self.method = operation.method
        self.path = operation.path
        self.query: list[tuple[str, str]] = []
        self.headers: dict[str, str] = {}
        self.body: dict[str, Any] = {}
        self.whole: Any = None
        cookies = []
        for name, value in values.items():
            found = operation.inputs.get(name)
            if found is None:
                self.body[name] = value
                continue
            if value is None and not found.required:
                continue
            match found.place:
                case "path":
                    self.path = self.path.replace(f"{{{found.wire}}}", quote(_text(value), safe=""))
                case "query":
                    many = value if isinstance(value, list | tuple) else [value]
                    self.query += [(found.wire, _text(item)) for item in many]
                case "header":
                    self.headers[found.wire] = _text(value)
                case "cookie":
                    cookies.append(f"{found.wire}={quote(_text(value))}")
                case "whole":
                    self.whole = value
                case "body":
                    self.body[found.wire] = value
        if cookies:
            self.headers["Cookie"] = "; ".join(cookies)


async def contract_call(
    session: aiohttp.ClientSession, operation: Operation, values: Any, key: str, ctx: Context
) -> Any:
    """Call an operation of a server that honours the contract; its words go to `ctx`. Returns what came out, packed.

    Values are packed (`nodes.sdk.wire`). When cancelled it cancels the call over there. Raises `NodeError`, `Broken`.
    """
    import aiohttp

    request, after = Request(operation, values), 0
    headers = {**request.headers, "Accept": STREAM, "Idempotency-Key": key}
    try:
        for _ in range(RESUMES):
            try:
                async with session.request(
                    request.method,
                    request.path,
                    params=request.query,
                    json=request.whole if request.whole is not None else request.body,
                    headers={**headers, **({"Last-Event-ID": str(after)} if after else {})},
                ) as answer:
                    if not answer.content_type.startswith(STREAM):
                        return _plain(operation, await _read(answer), answer.status)
                    async for number, kind, data in _events(answer):
                        after = number or after
                        if kind == "done":
                            return _outputs(operation, data.get("outputs"))
                        if kind == "failed":
                            raise _failed(data)
                        _say(ctx, kind, data)
            except (TimeoutError, aiohttp.ClientError, ConnectionError) as error:
                if not after:
                    raise Broken(str(error)) from error
        raise Broken("the stream ended before the call did")
    except asyncio.CancelledError:
        await asyncio.shield(_cancel(session, key))
        raise


async def plain_call(
    session: aiohttp.ClientSession, operation: Operation, values: Mapping[str, Any], ctx: Context
) -> Any:
    """Call an operation as OpenAPI describes it; files go and come by content. Raises `NodeError`, `Broken`."""
    import aiohttp

    request = Request(operation, values)
    sent: dict[str, Any] = {}
    opened = []
    if operation.sends.startswith("multipart/"):
        form = aiohttp.FormData()
        for name, value in request.body.items():
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, Path):
                    opened.append(item.open("rb"))
                    form.add_field(name, opened[-1], filename=item.name)
                else:
                    form.add_field(name, _text(item))
        sent["data"] = form
    elif operation.sends == "application/x-www-form-urlencoded":
        sent["data"] = {name: _text(value) for name, value in request.body.items()}
    elif isinstance(request.whole, Path):
        opened.append(request.whole.open("rb"))
        sent["data"] = opened[-1]
        request.headers["Content-Type"] = operation.sends
    elif operation.sends.startswith("text/"):
        sent["data"] = str(request.whole)
        request.headers["Content-Type"] = operation.sends
    elif operation.sends:
        sent["json"] = request.whole if request.whole is not None else request.body
    try:
        async with session.request(
            request.method, request.path, params=request.query, headers=request.headers, **sent
        ) as answer:
            if answer.status >= 400:
                raise _refused(answer.status, await _read(answer))
            if operation.answers == "nothing" or answer.status == 204:
                return {"result": None}
            if operation.answers == "file":
                return {"result": await _saved(answer, ctx)}
            content = await _read(answer)
            if operation.answers == "text":
                return {"result": content.decode(answer.charset or "utf-8", "replace")}
            return _plain(operation, content, answer.status)
    except (TimeoutError, aiohttp.ClientError, ConnectionError) as error:
        raise Broken(str(error)) from error
    finally:
        for stream in opened:
            stream.close()


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value) if isinstance(value, dict | list) else str(value)


async def _read(answer: aiohttp.ClientResponse) -> bytes:
    """The whole answer, unless it is too large."""
    content = bytearray()
    async for piece in answer.content.iter_any():
        content += piece
        if len(content) > MOST_BYTES:
            raise NodeError(
                f"the answer is larger than {MOST_BYTES // 1_000_000} MB",
                remedy="Large results are files or tables, which travel by name.",
            )
    return bytes(content)


async def _saved(answer: aiohttp.ClientResponse, ctx: Context) -> dict[str, Any]:
    named = answer.content_disposition.filename if answer.content_disposition else None
    suffix = "." + answer.content_type.partition("/")[2].partition("+")[0]
    path = ctx.new_file(named or f"result{suffix}")
    with path.open("wb") as out:
        async for piece in answer.content.iter_any():
            out.write(piece)
    return {"path": str(path), "media_type": answer.content_type}


def _plain(operation: Operation, content: bytes, status: int) -> Any:
    """The outputs in a JSON answer."""
    try:
        told = json.loads(content) if content else None
    except ValueError as error:
        raise NodeError(
            f"its answer is no JSON: {error}", remedy="The server does not keep to what its OpenAPI document says."
        ) from error
    if status >= 400:
        raise _failed(told if isinstance(told, dict) else {"reason": f"it answered {status}"})
    return _outputs(operation, told)


def _outputs(operation: Operation, told: Any) -> Any:
    if operation.outputs:
        if not isinstance(told, dict):
            raise NodeError(
                f"its answer is a {type(told).__name__} where an object is promised",
                remedy="The server does not keep to what its OpenAPI document says.",
            )
        return {name: told.get(name) for name in operation.outputs}
    return {"result": told}


def _failed(told: Mapping[str, Any]) -> NodeError:
    reason = told.get("reason") or told.get("detail") or mark("it failed without a reason")
    return NodeError(str(reason), remedy=str(told.get("remedy") or ""), port=str(told.get("port") or ""))


def _refused(status: int, content: bytes) -> NodeError:
    """An error answer in words: FastAPI's and RFC 9457's shapes are known, others are shown as they are."""
    try:
        told = json.loads(content)
    except ValueError:
        told = None
    port, reason = "", content.decode("utf-8", "replace").strip()[:300]
    if isinstance(told, dict):
        detail = told.get("detail", told.get("message", told.get("title")))
        if isinstance(detail, list) and detail and isinstance(detail[0], dict):
            port = str((detail[0].get("loc") or [""])[-1])
            detail = f"{'.'.join(map(str, detail[0].get('loc', ())))}: {detail[0].get('msg', '')}"
        reason = str(detail or reason)
    return NodeError(f"it answered {status}: {reason}" if reason else f"it answered {status}", port=port)


async def _events(answer: aiohttp.ClientResponse) -> AsyncIterator[tuple[int, str, dict[str, Any]]]:
    """Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): number, kind, data."""
    rest = b""
    async for piece in answer.content.iter_any():
        rest += piece.replace(b"\r\n", b"\n")
        if len(rest) > MOST_BYTES:
            raise NodeError(
                f"the answer is larger than {MOST_BYTES // 1_000_000} MB",
                remedy="Large results are files or tables, which travel by name.",
            )
        while b"\n\n" in rest:
            block, _, rest = rest.partition(b"\n\n")
            fields: dict[str, list[str]] = {}
            for line in block.decode("utf-8", "replace").split("\n"):
                name, _, value = line.partition(":")
                fields.setdefault(name, []).append(value.removeprefix(" "))
            if "data" not in fields:
                continue
            try:
                data = json.loads("\n".join(fields["data"]))
            except ValueError as error:
                raise NodeError(f"an event of its stream is no JSON: {error}") from error
            number = fields.get("id", ["0"])[-1]
            kind = fields.get("event", ["message"])[-1]
            yield int(number) if number.isdigit() else 0, kind, data if isinstance(data, dict) else {}


def _say(ctx: Context, kind: str, data: Mapping[str, Any]) -> None:
    """Pass on what a call says; what makes no sense is left out."""
    match kind:
        case "progress":
            fraction = data.get("fraction")
            ctx.progress(float(fraction) if isinstance(fraction, int | float) else None, str(data.get("message", "")))
        case "log":
            level: Level = data["level"] if data.get("level") in ("debug", "info", "warning", "error") else "info"
            ctx.log(str(data.get("message", "")), level)
        case "chunk":
            ctx.chunk(str(data.get("text", "")), str(data.get("port", "result")))
        case "cost":
            tokens, money = data.get("tokens", 0), data.get("money", 0.0)
            if isinstance(tokens, int) and isinstance(money, int | float):
                ctx.cost(tokens=tokens, money=float(money))


async def _cancel(session: aiohttp.ClientSession, key: str) -> None:
    import aiohttp

    try:
        async with session.delete(f"/runs/{quote(key)}", timeout=aiohttp.ClientTimeout(total=CANCEL_WITHIN_S)):
            pass
    except (TimeoutError, aiohttp.ClientError, OSError):
        pass  # its container goes anyway
