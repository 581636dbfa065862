"""Who asks, and what for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Depends
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.server.api.dependencies import TokensDep
from app.server.problems import Problem
from app.server.tokens import Scope, Token

_bearer = HTTPBearer(auto_error=False, description="A token, as `iceos token create` shows it.")
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


def _needs(scope: Scope) -> Callable[..., Token]:
    def check(tokens: TokensDep, credentials: Credentials) -> Token:
        if credentials is None:
            raise Problem(401, "a token is needed", remedy="Send it as Authorization: Bearer …")
        token = tokens.check(credentials.credentials)
        may_all(token, scope)
        return token

    return check


MayRead = Annotated[Token, Depends(_needs("read"))]
MayRun = Annotated[Token, Depends(_needs("run"))]
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
