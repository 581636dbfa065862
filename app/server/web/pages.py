"""The pages."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import httpx
from fastapi import APIRouter, FastAPI, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from starlette.datastructures import UploadFile

from app.server.problems import Problem
from app.server.web.forms import fields_of, values_of
from app.server.web.session import COOKIE, LoggedIn, LoggedOut, address, ask_api, log_in, log_out, refuse_other_sites
from engine.client import EVENTS, Client, RemoteRun
from nodes.sdk.errors import reason_of

router = APIRouter(prefix="/web", include_in_schema=False)
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_SANDBOX = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
    "X-Content-Type-Options": "nosniff",
}
"""What a run has made is never taken for a page of this server."""
_RELAYED = ("content-type", "content-length", "content-range", "accept-ranges", "content-disposition", "etag")
_SCOPES = ("read", "run", "publish", "admin")


def _folder(name: str) -> Path:
    with as_file(files("resources") / "web" / name) as path:
        return path


_templates = Jinja2Templates(_folder("templates"))
_templates.env.filters["at"] = lambda at: time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(at))


def install(app: FastAPI) -> None:
    """Add the pages to an application. `app.state.api_url` says where the API is; empty for this process."""
    app.include_router(router)
    app.mount("/static", StaticFiles(directory=_folder("static")), name="static")

    @app.exception_handler(LoggedOut)
    async def _logged_out(request: Request, _error: LoggedOut) -> Response:
        return log_out(request)

    @app.get("/", include_in_schema=False)
    async def _root() -> Response:
        return RedirectResponse("/web/")


def page(request: Request, name: str, code: int = 200, /, **context: Any) -> HTMLResponse:
    context.setdefault("logged_in", COOKIE in request.cookies)
    return _templates.TemplateResponse(request, name, context, status_code=code, headers=_HEADERS)


# coming in

Token = Annotated[str, Form(max_length=300)]


@router.get("/login")
async def login_page(request: Request) -> Response:
    return page(request, "login.html", logged_in=False, problem="")


@router.post("/login")
async def login(request: Request, token: Token = "") -> Response:
    refuse_other_sites(request)
    try:
        await ask_api(request, token.strip(), lambda client: client.me())
    except (LoggedOut, UnicodeError):
        return page(request, "login.html", 401, logged_in=False, problem="This token is not known here, or has ended.")
    answer = RedirectResponse("/web/", 303)
    log_in(answer, request, token.strip())
    return answer


@router.post("/logout")
async def logout(session: LoggedIn) -> Response:
    return log_out(session.request)


# chains


@router.get("/")
async def chains(session: LoggedIn) -> Response:
    published = await session.ask(lambda client: client.chains())
    return page(session.request, "chains.html", chains=published)


@router.get("/chains/{name}")
async def chain(session: LoggedIn, name: str) -> Response:
    return await _chain_page(session, name)


async def _chain_page(session: LoggedIn, name: str, problem: str = "", status: int = 200) -> Response:
    def ask(client: Client) -> Any:
        versions = client.versions(name)
        if not versions:
            raise Problem(404, f"no chain is called {name!r} here")
        return versions, client.text(f"/v1/chains/{name}/picture"), client.runs(chain=name, limit=10), client.me()

    versions, picture, runs, me = await session.ask(ask)
    may_run = {"run", "admin"} & set(me["scopes"])
    return page(
        session.request,
        "chain.html",
        status,
        chain=versions[0],
        versions=versions,
        picture=picture,
        runs=runs,
        fields=fields_of(versions[0]["inputs"]),
        may_run=may_run,
        problem=problem,
    )


@router.post("/chains/{name}/run")
async def start(session: LoggedIn, name: str) -> Response:
    async with _sent(session.request) as (texts, uploads):

        def begin(client: Client) -> RemoteRun:
            fields = fields_of(client.versions(name)[0]["inputs"])
            return client.start(name, values_of(fields, texts, uploads))

        try:
            run = await session.ask(begin)
        except Problem as error:
            return await _chain_page(session, name, error.detail, error.status)
    return RedirectResponse(f"/web/runs/{run.id}", 303)


@asynccontextmanager
async def _sent(request: Request) -> AsyncIterator[tuple[dict[str, str], dict[str, Path]]]:
    """What a form has sent: texts, and files in a folder that is gone afterwards."""
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="iceos-web-"))
    texts: dict[str, str] = {}
    uploads: dict[str, Path] = {}
    try:
        async with request.form() as form:
            for name, value in form.multi_items():
                if not isinstance(value, UploadFile):
                    texts[name] = value
                elif value.filename:
                    path = folder / str(len(uploads)) / Path(value.filename).name
                    await asyncio.to_thread(_copy, value, path)
                    uploads[name] = path
            yield texts, uploads
    finally:
        await asyncio.to_thread(shutil.rmtree, folder, True)


def _copy(upload: UploadFile, path: Path) -> None:
    path.parent.mkdir()
    with path.open("wb") as target:
        shutil.copyfileobj(upload.file, target, 1 << 20)


# runs


@router.get("/runs")
async def runs(session: LoggedIn, status: str = "", chain: str = "", cursor: str = "") -> Response:
    def ask(client: Client) -> Any:
        return client.get("/v1/runs", status=status, chain=chain, cursor=cursor, limit=50)

    listing = await session.ask(ask)
    return page(session.request, "runs.html", runs=listing["runs"], next=listing["next"], status=status, chain=chain)


@router.get("/runs/{run}")
async def run_page(session: LoggedIn, run: str) -> Response:
    return await _run_page(session, run)


async def _run_page(session: LoggedIn, run: str, problem: str = "") -> Response:
    def ask(client: Client) -> Any:
        return client.get(f"/v1/runs/{run}"), client.text(f"/v1/runs/{run}/picture")

    info, picture = await session.ask(ask)
    results = await _results(session, run) if info["status"] in ("done", "failed", "cancelled") else []
    return page(session.request, "run.html", run=info, picture=picture, results=results, problem=problem[:300])


@router.get("/runs/{run}/results")
async def results_of_run(session: LoggedIn, run: str) -> Response:
    """A part of the page, fetched when the run is over."""
    return page(session.request, "results.html", results=await _results(session, run))


async def _results(session: LoggedIn, run: str) -> Any:
    results = await session.ask(lambda client: client.get(f"/v1/runs/{run}/results"))
    for result in results:
        if reference := result["file"]:
            result["href"] = f"/web/runs/{run}/files/{reference['sha256']}?name={quote(reference['name'])}"
    return results


@router.post("/runs/{run}/{command}")
async def command_run(
    session: LoggedIn, run: str, command: str, node: Annotated[str, Form()] = "", note: Annotated[str, Form()] = ""
) -> Response:
    def ask(client: Client) -> str:
        """Returns the page to show next."""
        match command:
            case "cancel":
                client.cancel(run)
            case "resume":
                client.resume(run)
            case "rerun":
                return f"/web/runs/{client.rerun(run).id}"
            case "delete":
                client.forget(run)
                return "/web/runs"
            case "approve" | "reject":
                client.answer(run, node, command == "approve", note)
            case _:
                raise Problem(404, "there is no such command")
        return f"/web/runs/{run}"

    try:
        next_page = await session.ask(ask)
    except Problem as error:
        if error.status == 404:
            raise
        return await _run_page(session, run, error.detail)
    return RedirectResponse(next_page, 303)


@router.get("/runs/{run}/events")
async def events(session: LoggedIn, run: str, request: Request) -> Response:
    """The events of the API, passed on as they come."""
    last = request.headers.get("last-event-id", "0")
    headers = {"Authorization": f"Bearer {session.token}", "Last-Event-ID": last, EVENTS: "notices"}
    return await _relay(f"{address(request)}/v1/runs/{run}/events", headers, {})


@router.get("/runs/{run}/files/{sha256}")
async def file_of_run(session: LoggedIn, run: str, sha256: str, request: Request, name: str = "") -> Response:
    headers = {"Authorization": f"Bearer {session.token}"}
    if byte_range := request.headers.get("range"):
        headers["Range"] = byte_range
    return await _relay(f"{address(request)}/v1/artifacts/{sha256}", headers, {"name": name})


async def _relay(url: str, headers: dict[str, str], params: dict[str, str]) -> Response:
    client = httpx.AsyncClient(verify=False, timeout=httpx.Timeout(10, read=None))
    try:
        answer = await client.send(client.build_request("GET", url, headers=headers, params=params), stream=True)
    except httpx.TransportError as error:
        await client.aclose()
        raise Problem(502, f"the orchestrator cannot be reached: {reason_of(error)}") from error

    async def body() -> AsyncIterator[bytes]:
        try:
            async for piece in answer.aiter_raw():
                yield piece
        finally:
            await answer.aclose()
            await client.aclose()

    relayed = {name: answer.headers[name] for name in _RELAYED if name in answer.headers}
    return StreamingResponse(body(), answer.status_code, {**relayed, **_SANDBOX})


# the server


@router.get("/workers")
async def workers(session: LoggedIn) -> Response:
    catalog, waiting = await session.ask(lambda client: (client.catalog(), client.get("/v1/queues")))
    return page(session.request, "workers.html", workers=catalog["workers"], waiting=waiting, images=catalog["images"])


@router.get("/tokens")
async def tokens(session: LoggedIn) -> Response:
    return await _tokens_page(session)


async def _tokens_page(session: LoggedIn, secret: str = "", problem: str = "") -> Response:
    known, now_s = await session.ask(lambda client: client.get("/v1/tokens")), time.time()
    tokens = [t for t in known if not t["revoked"] and (t["expires_at"] is None or t["expires_at"] >= now_s)]
    context = {
        "tokens": tokens,
        "scopes": _SCOPES,
        "secret": secret,
        "problem": problem,
        "ended": len(known) - len(tokens),
    }
    return page(session.request, "tokens.html", **context)


@router.post("/tokens")
async def create_token(session: LoggedIn, request: Request) -> Response:
    async with request.form() as form:
        days = str(form.get("days", "")).strip()
        name, scopes = str(form.get("name", "")), [str(scope) for scope in form.getlist("scope")]
    try:
        body: dict[str, Any] = {"name": name, "scopes": scopes}
        if days:
            body["days"] = float(days)
        created = await session.ask(lambda client: client.ask("POST", "/v1/tokens", body))
    except (Problem, ValueError) as error:
        return await _tokens_page(session, problem=str(error))
    return await _tokens_page(session, secret=created["token"])


@router.post("/tokens/{number}/revoke")
async def revoke_token(session: LoggedIn, number: str) -> Response:
    await session.ask(lambda client: client.ask("DELETE", f"/v1/tokens/{number}"))
    return RedirectResponse("/web/tokens", 303)


def _took(run: Mapping[str, Any]) -> str:
    ended = run["finished_at"]
    return "" if ended is None else f"{ended - run['created_at']:.1f} s"


_templates.env.globals["took"] = _took
