"""The ASGI application: health, description, calls, streams and their end."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Mapping
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from nodes.sdk.serve.openapi import PREFIX, described
from nodes.sdk.serve.runs import Call, CallTable
from nodes.sdk.tools import Tool

STREAM = "text/event-stream"


class Served:
    """What is served. Until `ready` is called, health says that it starts; after `failed`, that it did."""

    def __init__(self, title: str, version: str, shared: Path | None = None) -> None:
        self.calls = CallTable(shared)
        self._title, self._version = title, version
        self._tools: dict[str, type[Tool]] = {}
        self._status, self._detail = "starting", ""
        self._document: dict[str, Any] = {}

    def ready(self, tools: Iterable[type[Tool]]) -> None:
        self._tools = {tool.name: tool for tool in tools}
        self._document = described(self._tools.values(), self._title, self._version)
        self._status = "ready"

    def failed(self, detail: str) -> None:
        self._status, self._detail = "failed", detail

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/healthz", self._health),
                Route("/openapi.json", self._describe),
                Route(PREFIX + "{name:path}", self._call, methods=["POST"]),
                Route("/runs/{key:path}", self._cancel, methods=["DELETE"]),
            ]
        )

    async def _health(self, request: Request) -> Response:
        health = {"status": self._status}
        if self._detail:
            health["detail"] = self._detail
        if self._status != "ready":
            return JSONResponse(health, 503)
        return JSONResponse(health)

    async def _describe(self, request: Request) -> Response:
        if not self._document:
            return await self._health(request)
        return JSONResponse(self._document)

    async def _call(self, request: Request) -> Response:
        if self._status == "starting":
            return _problem(503, "its tools are not loaded yet")
        tool = self._tools.get(request.path_params["name"])
        if tool is None:
            return _problem(404, f"there is no tool {request.path_params['name']!r} here")
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError as error:
            return _problem(400, f"the body is no JSON: {error}")
        if not isinstance(body, dict):
            return _problem(400, "the body must be a JSON object, a key for each input")
        call = self.calls.begin(request.headers.get("Idempotency-Key", ""), tool, body)
        if STREAM in request.headers.get("Accept", ""):
            last_id = 0
            if request.headers.get("Last-Event-ID", "").isdecimal():
                last_id = int(request.headers["Last-Event-ID"])
            return StreamingResponse(_stream(call, last_id), media_type=STREAM)
        return _answer(await call.end())

    async def _cancel(self, request: Request) -> Response:
        if not self.calls.cancel(request.path_params["key"]):
            return _problem(404, "there is no such call")
        return Response(status_code=204)


def application(tools: Iterable[type[Tool]], title: str, version: str, shared: Path | None = None) -> Starlette:
    """Tools as one ASGI application. `shared` is the folder through which files travel by name."""
    served = Served(title, version, shared)
    served.ready(tools)
    return served.app()


async def _stream(call: Call, last_id: int) -> AsyncIterator[bytes]:
    async for number, kind, data in call.events(last_id):
        yield f"id: {number}\nevent: {kind}\ndata: {json.dumps(data)}\n\n".encode()


def _answer(ended: Mapping[str, Any]) -> Response:
    if ended["event"] == "done":
        return JSONResponse(ended["outputs"])
    status = {"input": 422, "cancelled": 409}.get(ended.get("kind", ""), 500)
    return JSONResponse({key: ended[key] for key in ("reason", "remedy", "port")}, status)


def _problem(status: int, reason: str) -> Response:
    return JSONResponse({"reason": reason, "remedy": "", "port": ""}, status)
