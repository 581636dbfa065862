"""The server and its workers, and who may use it."""

from __future__ import annotations

import asyncio
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.console import AsJson, fail, grid, out

if TYPE_CHECKING:
    from app.server.settings import ServerSettings
    from app.server.tokens import Token, Tokens

token = typer.Typer(no_args_is_help=True, help="Who may use the server of this machine's settings.")


def serve(
    context: typer.Context,
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for all of this machine.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port.")] = 8000,
    certificate: Annotated[Path | None, typer.Option(help="A TLS certificate (PEM); with --key.")] = None,
    key: Annotated[Path | None, typer.Option(help="The key of the certificate (PEM).")] = None,
) -> None:
    """Run a server: API, web pages and runs in one process. Settings come from the environment (docs/server.md)."""
    settings = _settings()
    import uvicorn

    from app.server.app import create

    uvicorn.run(
        create(settings),
        host=host,
        port=port,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        log_level="warning",
        timeout_graceful_shutdown=5,
    )


def worker(
    queues: Annotated[str, typer.Option(help="Queues of nodes to serve, separated by commas: gpu,docker.")],
    concurrency: Annotated[int, typer.Option(min=1, help="Nodes of each queue at a time.")] = 4,
) -> None:
    """Serve queues of nodes for a server: on any machine that reaches its database (ICEOS_DATABASE_URL)."""
    settings = _settings(queues=queues, concurrency=concurrency, runs=0)
    if not settings.served:
        fail(ValueError("--queues names no queue"))
    from app.server.server_node import ServerNode
    from app.server.starting import told
    from engine.executors.confinement import shut_own_process

    shut_own_process()

    async def work() -> None:
        with told():
            node = ServerNode(settings, "worker")
            await node.begin()
        out.print(f"serving {', '.join(settings.served)}; Ctrl+C ends it", highlight=False)
        loop, stopping = asyncio.get_running_loop(), asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            # not `loop.add_signal_handler`: it would take the place of `app.stacks`
            signal.signal(number, lambda _number, _frame: loop.call_soon_threadsafe(stopping.set))
        await stopping.wait()
        await node.end()

    try:
        asyncio.run(work())
    except Exception as error:  # the database cannot be reached, or is none of ours
        fail(error)


@token.command("create")
def create_token(
    name: Annotated[str, typer.Argument(help="For whom or what it is.")],
    scope: Annotated[
        list[str] | None, typer.Option("--scope", "-s", help="read, run, publish or admin; may be given several times.")
    ] = None,
    days: Annotated[float | None, typer.Option(min=0.001, help="Until it expires; without it, it does not.")] = None,
) -> None:
    """Make a token and show it, this once."""
    with _Tokens() as tokens:
        try:
            _, secret = tokens.create(name, tuple(scope or ["read", "run"]), days and days * 86400)
        except ValueError as error:
            fail(error)
    print(secret)


@token.command("list")
def list_tokens(
    as_json: AsJson = False,
    with_ended: Annotated[bool, typer.Option("--all", help="Also those that were revoked or have expired.")] = False,
) -> None:
    """List the tokens that are good, without what they are."""
    import json

    with _Tokens() as tokens:
        known_tokens = [token for token in tokens.all() if with_ended or token.is_good]
    if as_json:
        for each in known_tokens:
            print(json.dumps({name: getattr(each, name) for name in each.__slots__}))
        return
    rows = grid("Id", "Name", "Scopes", "Created", "Expires")
    for each in known_tokens:
        rows.add_row(each.id, each.name, " ".join(each.scopes), _minute(each.created_at), _end(each))
    out.print(rows)


@token.command("revoke")
def revoke_token(
    wanted: Annotated[str, typer.Argument(metavar="NAME|ID", help="As `iceos token list` shows it.")],
) -> None:
    """End a token at once."""
    with _Tokens() as tokens:
        named = tokens.named(wanted)
        if not named:
            fail(ValueError(f"there is no token {wanted!r}"))
        if len(named) > 1:
            numbers = ", ".join(each.id for each in named)
            fail(ValueError(f"several tokens are called {wanted!r}: revoke one by its id ({numbers})"))
        tokens.revoke(named[0].id)


class _Tokens:
    """The tokens in the database of the settings."""

    def __enter__(self) -> Tokens:
        from app.server.database import connect, prepare
        from app.server.tokens import Tokens

        settings = _settings()
        settings.data.mkdir(parents=True, exist_ok=True)
        self._database = connect(settings.database)
        try:
            prepare(self._database)
        except Exception as error:  # whatever is wrong with it, there are no tokens to be had
            fail(error)
        return Tokens(self._database)

    def __exit__(self, *_error: object) -> None:
        self._database.dispose()


def _settings(**chosen: object) -> ServerSettings:
    try:
        from app.server.starting import CannotStart, settings_here
    except ImportError as error:
        fail(ImportError(f"the server is not installed ({error}); install iceos[server]"))
    try:
        return settings_here(**chosen)
    except CannotStart as error:
        fail(error)


def _end(token: Token) -> str:
    if token.revoked:
        return "revoked"
    if token.expires_at is None:
        return "never"
    return _minute(token.expires_at)


def _minute(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at))
