"""The servers that a person knows: addresses by name in a file, tokens in the system's keyring."""

from __future__ import annotations

import json
import os
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.chain.file import write_atomically
from engine.client import Client
from engine.errors import EngineError
from engine.folders import Folders

if TYPE_CHECKING:
    from engine.async_client import AsyncClient

SERVICE = "iceos-server"
TOKEN_VARIABLE = "ICEOS_TOKEN"
_NAME = re.compile(r"[\w .-]{1,60}")


@dataclass(frozen=True, slots=True)
class Server:
    name: str
    url: str


class Servers:
    """All of them. A token that no keyring can hold is kept in a file that only its owner can read."""

    def __init__(self, folders: Folders) -> None:
        self._file = folders.data / "servers.json"
        self._tokens = folders.data / "server-tokens.json"

    def all(self) -> list[Server]:
        try:
            stored = json.loads(self._file.read_text("utf-8"))
            return [Server(str(fields["name"]), str(fields["url"])) for fields in stored]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def add(self, name: str, url: str, token: str) -> Server:
        """Remember a server. Raises `EngineError`, OSError."""
        if not _NAME.fullmatch(name.strip()):
            raise EngineError(f"{name!r} is no name for a server: letters, digits, spaces, . - _")
        if not re.match(r"https?://[^/]+", url):
            raise EngineError(f"{url!r} is no address", remedy="Write it as http://host:8000")
        server = Server(name.strip(), url.rstrip("/"))
        self._write([*(s for s in self.all() if s.name != server.name), server])
        self._keep(server.url, token)
        return server

    def remove(self, name: str) -> None:
        """Forget a server and its token."""
        removed = [s for s in self.all() if s.name == name]
        self._write([s for s in self.all() if s.name != name])
        for server in removed:
            self._keep(server.url, "")

    def find(self, named: str) -> Server:
        """By name, or by address: one that is not known yet will do. Raises `EngineError`."""
        for server in self.all():
            if named in (server.name, server.url):
                return server
        if re.match(r"https?://", named):
            return Server("", named.rstrip("/"))
        names = ", ".join(s.name for s in self.all()) or "none"
        raise EngineError(f"no server is called {named!r} (there are: {names})", remedy="Add it: iceos server add")

    def client(self, server: Server) -> Client:
        """A client with the token of the environment, else the one that was kept."""
        return Client(server.url, self._token_for(server))

    @asynccontextmanager
    async def connect(self, server: Server) -> AsyncIterator[AsyncClient]:
        """As `client`, for whoever awaits. Raises `ServerError`."""
        import asyncio

        from engine.async_client import AsyncClient

        token = await asyncio.to_thread(self._token_for, server)  # a keyring may take its time
        async with AsyncClient(server.url, token) as client:
            yield client

    def _token_for(self, server: Server) -> str:
        return os.environ.get(TOKEN_VARIABLE) or self.token(server.url)

    def token(self, url: str) -> str:
        """The token that was kept for a server's address; empty where there is none."""
        import keyring
        from keyring.errors import KeyringError

        try:
            if stored := keyring.get_password(SERVICE, url):
                return stored
        except KeyringError:
            pass
        return self._in_file().get(url, "")

    def _keep(self, url: str, token: str) -> None:
        import keyring
        from keyring.errors import KeyringError

        in_file = {n: t for n, t in self._in_file().items() if n != url}
        try:
            if token:
                keyring.set_password(SERVICE, url, token)
            else:
                keyring.delete_password(SERVICE, url)
            held = not token or keyring.get_password(SERVICE, url) == token
        except KeyringError:
            held = not token
        if not held:
            in_file[url] = token
        if in_file or self._tokens.exists():
            self._tokens.parent.mkdir(parents=True, exist_ok=True)
            self._tokens.touch(mode=0o600)
            self._tokens.chmod(0o600)
            self._tokens.write_text(json.dumps(in_file), "utf-8")

    def _in_file(self) -> dict[str, str]:
        try:
            stored = json.loads(self._tokens.read_text("utf-8"))
            return {str(name): str(token) for name, token in stored.items()}
        except (OSError, ValueError, AttributeError):
            return {}

    def _write(self, servers: list[Server]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self._file, json.dumps([asdict(s) for s in servers], indent=1).encode())


def client_named(data: Path) -> Callable[[str], Client]:
    """Gives clients by the name of their server, for a data folder. Raises `EngineError`."""
    servers = Servers(Folders(data))
    return lambda name: servers.client(servers.find(name))
