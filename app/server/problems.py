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
_STATUS_CODES: dict[type[EngineError], int] = {HistoryError: 404, ChainError: 400}
log = logging.getLogger(__name__)


class Problem(Exception):
    """Ends a request. `members` are those beside the standard ones."""

    def __init__(self, status: int, detail: str, *, remedy: str = "", **members: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.members = members
        if remedy:
            self.members["remedy"] = remedy

    def response(self, headers: dict[str, str] | None = None) -> JSONResponse:
        details = {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        return JSONResponse(jsonable_encoder({**details, **self.members}), self.status, headers, MEDIA_TYPE)


def _methods(request: Request) -> set[str]:
    """All methods of a path: each route knows only of its own."""
    methods: set[str] = set()
    for route in request.app.state.routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            methods |= route.methods
    return methods


def install(app: FastAPI) -> None:
    """Answer every error of the application with problem details."""

    @app.exception_handler(Problem)
    async def _problem(_request: Request, error: Problem) -> JSONResponse:
        if error.status == 401:
            return error.response({"WWW-Authenticate": "Bearer"})
        return error.response()

    @app.exception_handler(EngineError)
    async def _engine(_request: Request, error: EngineError) -> JSONResponse:
        status = next((status for kind, status in _STATUS_CODES.items() if isinstance(error, kind)), 422)
        return Problem(status, str(error), remedy=error.remedy).response()

    @app.exception_handler(RequestValidationError)
    async def _invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        location = ".".join(str(step) for step in first["loc"])
        errors = [{"loc": e["loc"], "msg": e["msg"]} for e in error.errors()]
        return Problem(422, f"{location}: {first['msg']}", errors=errors).response()

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = ", ".join(sorted(_methods(request)))
        return Problem(error.status_code, str(error.detail)).response(headers)

    @app.exception_handler(Exception)
    async def _unforeseen(request: Request, error: Exception) -> JSONResponse:
        log.exception("%s %s", request.method, request.url.path, exc_info=error)
        return Problem(500, "something went wrong that nobody foresaw; the server's log says what").response()
