"""The application: routers, limits, and one process behind them."""

from __future__ import annotations

import asyncio
import errno
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI, Request, Response
from sqlalchemy.exc import DBAPIError
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.server import endings, problems, starting
from app.server.api import artifacts, chains, published, runs, server
from app.server.json_response import AnyTextResponse
from app.server.problems import Problem
from app.server.server_node import ServerNode
from app.server.settings import ServerSettings

log = logging.getLogger(__name__)
_ABOUT = "Publish chains, run them durably, follow them. Errors are problem details (RFC 9457)."


def create(settings: ServerSettings | None = None) -> FastAPI:
    """The ASGI application; nothing is opened until it starts."""
    settings = settings or starting.settings_here()
    logging.getLogger("uvicorn.error").addFilter(starting.Sentences())

    @asynccontextmanager
    async def live(app: FastAPI) -> AsyncIterator[None]:
        with starting.told():
            node = ServerNode(settings, "server")
            await node.begin()
        secret = node.tokens.first(settings.bootstrap_token)
        if secret and not settings.bootstrap_token:  # who has set it knows it, and a log keeps what is printed
            print(f"The first token, with every right (it is shown this once):\n\n    {secret}\n", file=sys.stderr)
        app.state.node = node
        try:
            with endings.at_signals(node.stop_following):
                yield
        finally:
            await node.end()

    app = FastAPI(
        title="iceOS",
        version=version("iceos"),
        description=_ABOUT,
        lifespan=live,
        docs_url=None,
        redoc_url=None,
        default_response_class=AnyTextResponse,
    )
    problems.install(app)
    app.add_exception_handler(DBAPIError, _database_away)
    app.add_exception_handler(OSError, _disk)
    app.add_middleware(BodyLimit, limit=int(settings.max_body_mb * 1e6))
    app.add_middleware(TokenFirst)
    routers = (server.router, chains.router, runs.router, artifacts.router, published.router)
    for router in routers:
        app.include_router(router)
    app.state.api_url, app.state.secure_cookies = settings.orchestrator_url, settings.secure_cookies
    if settings.pages:
        from app.server.web import pages

        pages.install(app)
    app.state.routes = [route for router in routers for route in router.routes]
    published.describe(app)
    return app


async def _database_away(_request: Request, error: Exception) -> Response:
    cause = getattr(error, "orig", error)
    log.error("the database: %s", cause)
    if "disk is full" in str(cause) or getattr(cause, "sqlstate", "") == "53100":
        return Problem(507, "the disk of the database is full", remedy="The operator makes room there.").response()
    return Problem(503, "the database does not answer", remedy="Try again in a moment.").response()


async def _disk(_request: Request, error: Exception) -> Response:
    log.error("the disk: %s", error)
    if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
        return Problem(507, "the disk of the server is full", remedy="The operator makes room there.").response()
    raise error


class TokenFirst:
    """Refuses requests of the API that have a body and no token that is good, before a byte of the body is read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/web/") or not _has_body(scope):
            await self._app(scope, receive, send)
            return
        kind, _, secret = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1").partition(" ")
        try:
            if kind.lower() != "bearer" or not secret.strip():
                raise Problem(401, "a token is needed", remedy="Send it as Authorization: Bearer …")
            await asyncio.to_thread(scope["app"].state.node.tokens.check, secret.strip())
        except Problem as refused:
            headers = {"WWW-Authenticate": "Bearer", "Connection": "close"}
            await refused.response(headers)(scope, receive, send)
        except DBAPIError as error:
            await (await _database_away(Request(scope), error))(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _has_body(scope: Scope) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") and value != b"0" for name, value in scope["headers"])


class BodyLimit:
    """Refuses requests that are larger than `limit` bytes, except uploads, which have a limit of their own."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or (scope["path"], scope["method"]) == ("/v1/artifacts", "POST"):
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        too_large = Problem(413, f"a request may have {self._limit / 1e6:g} MB here", remedy="Upload large files.")
        if declared.isdigit() and int(declared) > self._limit:
            await too_large.response()(scope, receive, send)
            return
        received_bytes = 0

        async def receive_counted() -> Message:
            nonlocal received_bytes
            message = await receive()
            received_bytes += len(message.get("body", b""))
            return message if received_bytes <= self._limit else {"type": "http.disconnect"}

        async def send_within_limit(message: Message) -> None:
            if received_bytes <= self._limit:
                await send(message)

        try:
            await self._app(scope, receive_counted, send_within_limit)
        except ClientDisconnect:
            if received_bytes <= self._limit:
                raise
        if received_bytes > self._limit:
            await too_large.response()(scope, receive, send)
