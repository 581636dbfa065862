"""Who looks at the pages: a token in a cookie that scripts cannot read and other sites cannot send."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response

from app.server.problems import Problem
from engine.client import Client, ServerError

T = TypeVar("T")
COOKIE = "iceos_session"
LASTS_S = 30 * 86400
# not the threads of the API: each of these waits for one of those
_threads = ThreadPoolExecutor(16, thread_name_prefix="iceos-web")


class LoggedOut(Exception):
    """Nobody is logged in, or the token is good no more."""


class Session:
    """One request of somebody who is logged in."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.token = request.cookies.get(COOKIE, "")
        if not self.token:
            raise LoggedOut

    async def ask(self, work: Callable[[Client], T]) -> T:
        """Ask the API something as this person. Raises `Problem`, `LoggedOut`."""
        return await ask_api(self.request, self.token, work)


async def ask_api(request: Request, token: str, work: Callable[[Client], T]) -> T:
    """Ask the API with a token. Raises `Problem`, `LoggedOut`."""

    def do() -> T:
        with Client(address(request), token, verify=False) as client:
            return work(client)

    try:
        return await asyncio.get_running_loop().run_in_executor(_threads, do)
    except ServerError as error:
        if error.status == 401:
            raise LoggedOut from error
        raise Problem(error.status or 502, str(error), remedy=error.remedy) from error


def address(request: Request) -> str:
    """Where the API is: another server, or this very process by loopback."""
    if request.app.state.api_url:
        return str(request.app.state.api_url)
    _, port = request.scope["server"]
    return f"{request.scope['scheme']}://127.0.0.1:{port}"


def refuse_other_sites(request: Request) -> None:
    """Refuse forms that another site has sent. Raises `Problem`."""
    if request.method in ("GET", "HEAD"):
        return
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        raise Problem(403, "this form was not sent from a page of this server")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Problem(403, "this form was not sent from a page of this server")
    if site is None and origin is None:
        raise Problem(403, "this request does not say where it comes from")


def _session(request: Request) -> Session:
    refuse_other_sites(request)
    return Session(request)


LoggedIn = Annotated[Session, Depends(_session)]


def log_in(answer: Response, request: Request, token: str) -> None:
    secure = request.url.scheme == "https" or request.app.state.secure_cookies
    answer.set_cookie(COOKIE, token, max_age=LASTS_S, httponly=True, samesite="strict", secure=secure, path="/web")


def log_out(request: Request) -> Response:
    answer = RedirectResponse("/web/login", 303)
    answer.delete_cookie(COOKIE, path="/web")
    return answer
