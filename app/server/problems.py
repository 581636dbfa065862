"""What the server says when it cannot do something: problem details (RFC 9457)."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match

from engine.errors import ChainError, EngineError, HistoryError

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger(__name__)


class Problem(Exception):
    """Ends a request. `more` are members beside the standard ones."""

    def __init__(self, status: int, detail: str, *, remedy: str = "", **more: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.more = {**({"remedy": remedy} if remedy else {}), **more}

    def answer(self, headers: dict[str, str] | None = None) -> JSONResponse:
        details = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        return JSONResponse(jsonable_encoder({**details, **self.more}), self.status, headers, MEDIA_TYPE)


def _methods(request: Request) -> set[str]:
    """All methods of a path: each route knows only of its own."""
    methods: set[str] = set()
    for route in request.app.state.routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            methods |= route.methods
    return methods


def install(app: FastAPI) -> None:
    """Make every error of the application such an answer."""

    @app.exception_handler(Problem)
    async def _problem(_request: Request, error: Problem) -> JSONResponse:
        headers = {"WWW-Authenticate": "Bearer"} if error.status == 401 else None
        return error.answer(headers)

    @app.exception_handler(EngineError)
    async def _engine(_request: Request, error: EngineError) -> JSONResponse:
        status = 404 if isinstance(error, HistoryError) else 400 if isinstance(error, ChainError) else 422
        return Problem(status, str(error), remedy=error.remedy).answer()

    @app.exception_handler(RequestValidationError)
    async def _invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        location = ".".join(str(step) for step in first["loc"])
        errors = [{"loc": e["loc"], "msg": e["msg"]} for e in error.errors()]
        return Problem(422, f"{location}: {first['msg']}", errors=errors).answer()

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = ", ".join(sorted(_methods(request)))
        return Problem(error.status_code, str(error.detail)).answer(headers)

    @app.exception_handler(Exception)
    async def _unforeseen(request: Request, error: Exception) -> JSONResponse:
        log.exception("%s %s", request.method, request.url.path, exc_info=error)
        return Problem(500, "something went wrong that nobody foresaw; the server's log says what").answer()
