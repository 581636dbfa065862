"""Who asks, and what for."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.server.api.dependencies import TokensDep
from app.server.problems import Problem
from app.server.tokens import Scope, Token

log = logging.getLogger(__name__)
_TELL_EVERY_S = 60.0
_MOST_ADDRESSES = 1000
_bearer = HTTPBearer(auto_error=False, description="A token, as `iceos token create` shows it.")
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


class _Refusals:
    """Says in the log who was refused, once a minute for each address, so that nobody fills it."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[float, int]] = {}
        """By address: when it was told, and how often it was refused since."""

    def tell(self, request: Request, reason: str) -> None:
        address = request.client.host if request.client is not None else "unknown"
        told_at, more = self._told.get(address, (-math.inf, 0))
        if time.monotonic() - told_at < _TELL_EVERY_S:
            self._told[address] = (told_at, more + 1)
            return
        if len(self._told) > _MOST_ADDRESSES:
            self._told.clear()
        self._told[address] = (time.monotonic(), 0)
        others = f", and {more} times more since it was told last" if more else ""
        log.warning("a token of %s was refused: %s%s", address, reason, others)


_refusals = _Refusals()


def _needs(*scopes: Scope) -> Callable[..., Token]:
    """Any of them is enough."""

    def check(request: Request, tokens: TokensDep, credentials: Credentials) -> Token:
        if credentials is None:
            raise Problem(401, "a token is needed", remedy="Send it as Authorization: Bearer …")
        try:
            token = tokens.check(credentials.credentials)
        except Problem as error:
            _refusals.tell(request, error.detail)
            raise
        if not any(map(token.may, scopes)):
            may_all(token, scopes[0])
        return token

    return check


MayRead = Annotated[Token, Depends(_needs("read"))]
MayRun = Annotated[Token, Depends(_needs("run"))]
MayUpload = Annotated[Token, Depends(_needs("run", "publish"))]
MayPublish = Annotated[Token, Depends(_needs("publish"))]
MayAdmin = Annotated[Token, Depends(_needs("admin"))]


def may_all(token: Token, *scopes: Scope) -> None:
    """Raises `Problem` (403) unless the token has all of them."""
    for scope in scopes:
        if not token.may(scope):
            raise Problem(403, f"this token may not {scope}", remedy=f"Use one with the scope {scope}.")


def may_bring_chains(token: Token, is_open_to_all: bool) -> None:
    """Raises `Problem` (403) unless the token may have a chain of its own run here."""
    may_all(token, "publish")
    if not (is_open_to_all or token.may("admin")):
        raise Problem(
            403,
            "this server takes chains of administrators only: its kernel does not keep nodes from the files of others",
            remedy="Run it on a Linux with Landlock, or set ICEOS_UNFENCED=true.",
        )


PROBLEM: dict[str, Any] = {
    "description": "Problem details (RFC 9457)",
    "content": {
        "application/problem+json": {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "detail"],
                "properties": {
                    "type": {"type": "string"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "detail": {"type": "string"},
                    "remedy": {"type": "string"},
                },
            }
        }
    },
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors of a route, beside those that every route with a token has."""
    return {status: PROBLEM for status in (400, 401, 403, 413, 422, 503, *statuses)}
