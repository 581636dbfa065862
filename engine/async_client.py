"""As `engine.client`, for a program that awaits: what the desktop asks of a server.

```python
async with AsyncClient("http://localhost:8000", token="…") as client:
    run = await client.start_once(bundle(…))
    async with aclosing(client.events(run.id)) as events:
        async for event in events:
            print(event.seq, event.type)
```
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from engine.chain.bundle import Bundle
from engine.chain.file import Loaded
from engine.chain.validate import Finding
from engine.client import (
    PATIENCE_S,
    SILENCE_S,
    TIMEOUT_S,
    Following,
    RemoteRun,
    ServerError,
    check_content,
    check_stream,
    parse_json,
    parse_run,
    refusal,
    stream_headers,
    unreachable,
)
from engine.run import events as ev
from engine.run.artifacts import Artifacts, sha256
from engine.run.history.values import decode_lenient
from nodes.event_stream import EventTooLarge, aiter_events

if TYPE_CHECKING:
    import httpx
    from httpx_sse import ServerSentEvent

log = logging.getLogger(__name__)
_BLOCK = 1 << 20


class AsyncClient:
    """One server, one token, inside of `async with`. Everything raises `ServerError`."""

    _http: httpx.AsyncClient

    def __init__(self, url: str, token: str = "", *, timeout_s: float = TIMEOUT_S) -> None:
        self.url = url.rstrip("/")
        self._token = token
        self._timeout_s = timeout_s

    async def __aenter__(self) -> AsyncClient:
        # the first import and the certificates take some 100 ms, which whoever awaits does not stand still for
        self._http = await asyncio.to_thread(self._open)
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._http.aclose()

    # chains

    async def check(self, chain_bundle: Bundle) -> list[Finding]:
        """What keeps a chain from running there, or might; its files are uploaded for that."""
        response = await self._json("POST", "/v1/chains/check", json=await self._sent(chain_bundle))
        return [Finding(**fields) for fields in response["findings"]]

    async def publish(self, chain_bundle: Bundle, name: str, version: str) -> list[Finding]:
        path = f"/v1/chains/{name}/versions/{version}"
        response = await self._json("PUT", path, json=await self._sent(chain_bundle))
        return [Finding(**fields) for fields in response["findings"]]

    async def versions(self, name: str) -> list[dict[str, Any]]:
        """All versions of a chain, the newest first; empty for one that is not there."""
        try:
            return list((await self._json("GET", f"/v1/chains/{name}"))["versions"])
        except ServerError as error:
            if error.status == 404:
                return []
            raise

    # runs

    async def start_once(self, chain_bundle: Bundle) -> RemoteRun:
        """Run a chain that is not published."""
        body = {"document": await self._sent(chain_bundle), "inputs": {}}
        # with a key of our own, an answer that is lost does not start a second run
        headers = {"Idempotency-Key": uuid4().hex}
        return parse_run(await self._json("POST", "/v1/runs", json=body, headers=headers))

    async def runs(self, *, limit: int = 50) -> list[RemoteRun]:
        """The latest runs, newest first."""
        response = await self._json("GET", "/v1/runs", params={"limit": limit})
        return [parse_run(fields) for fields in response["runs"]]

    async def run(self, run: str) -> RemoteRun:
        return parse_run(await self._json("GET", f"/v1/runs/{run}"))

    async def cancel(self, run: str) -> RemoteRun:
        return parse_run(await self._json("POST", f"/v1/runs/{run}/cancel"))

    async def resume(self, run: str) -> RemoteRun:
        return parse_run(await self._json("POST", f"/v1/runs/{run}/resume"))

    async def answer(self, run: str, node: str, approved: bool, note: str = "") -> None:
        """Answer a node that waits for a person."""
        body = {"node": node, "approved": approved, "note": note}
        await self._json("POST", f"/v1/runs/{run}/answers", json=body)

    async def document(self, run: str) -> Loaded:
        """The chain of a run as it was."""
        from engine.chain.file import parse

        document = (await self._json("GET", f"/v1/runs/{run}/document"))["document"].encode()
        return Loaded(parse(document), document)

    async def events(self, run: str, *, patience_s: float = PATIENCE_S) -> AsyncGenerator[ev.Event, None]:
        """What happens in a run from its beginning until it is over. Close it (`contextlib.aclosing`).

        A connection that breaks is made again where it broke off; a server that is away is waited for.
        """
        import httpx

        following = Following(self.url, run, 0, patience_s)
        while True:
            try:
                async with aclosing(self._event_stream(run, following.last_seq)) as stream:
                    async for event in stream:
                        following.arrived(event)
                        parsed = ev.parse(event.data)
                        if parsed is not None:
                            yield parsed
                if (await self.run(run)).over:
                    return
                following.ended()
            except (httpx.TransportError, ServerError) as error:
                await asyncio.sleep(following.pause_s(error))

    async def _event_stream(self, run: str, last_seq: int) -> AsyncGenerator[ServerSentEvent]:
        """The events after a number, as far as one connection goes. Raises `httpx.TransportError`, `ServerError`."""
        import httpx

        log.debug("following run %s on %s from after event %d", run, self.url, last_seq)
        path, headers = f"/v1/runs/{run}/events", stream_headers(last_seq)
        timeout = httpx.Timeout(self._timeout_s, read=SILENCE_S)
        async with self._http.stream("GET", path, headers=headers, timeout=timeout) as response:
            if response.status_code >= 400:
                await response.aread()
                raise refusal(response)
            check_stream(response)
            try:
                async for event in aiter_events(response.aiter_bytes()):
                    yield event
            except EventTooLarge as error:
                raise ServerError(str(error), status=response.status_code) from error

    async def values(self, run: str, node: str, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
        """What a node received and produced. Files and tables are kept in `folder` by their content."""
        packed = await self._json("GET", f"/v1/runs/{run}/values", params={"node": node})
        artifacts = _Remote(folder)

        def unpack() -> tuple[dict[str, Any], dict[str, Any]]:
            artifacts.missing.clear()
            return decode_lenient(packed["inputs"], artifacts), decode_lenient(packed["outputs"], artifacts)

        tried: set[tuple[str, str]] = set()
        while True:
            unpacked = await asyncio.to_thread(unpack)
            missing = artifacts.missing - tried  # what was fetched may name more
            if not missing:
                return unpacked
            for digest, suffix in missing:
                with contextlib.suppress(ServerError):  # told in the place of the value
                    await self.download(digest, f"file{suffix}", artifacts.place(digest, suffix))
            tried |= missing

    # files

    async def upload(self, path: Path) -> dict[str, Any]:
        """Upload a file unless it is there already; returns how a bundle names it."""
        entry = await asyncio.to_thread(_entry, path)
        head = await self._send("HEAD", f"/v1/artifacts/{entry['sha256']}", params={"name": path.name})
        if head.status_code != 200:
            await self._json("POST", "/v1/artifacts", params={"name": path.name}, content=_blocks(path), timeout=None)
        return entry

    async def download(self, digest: str, name: str, target: Path) -> None:
        """Fetch a file by its content."""
        import httpx

        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{uuid4().hex}")
        try:
            async with self._http.stream("GET", f"/v1/artifacts/{digest}", params={"name": name}) as response:
                if response.status_code >= 400:
                    await response.aread()
                    raise refusal(response)
                with temporary.open("wb") as stream:
                    async for block in response.aiter_bytes(_BLOCK):
                        await asyncio.to_thread(stream.write, block)
            await asyncio.to_thread(check_content, self.url, temporary, digest)
            temporary.replace(target)
        except httpx.TransportError as error:
            raise unreachable(self.url, error) from error
        finally:
            temporary.unlink(missing_ok=True)

    # the server

    async def me(self) -> dict[str, Any]:
        """Whose token this is: name, scopes, expires_at."""
        return dict(await self._json("GET", "/v1/me"))

    # inside

    def _open(self) -> httpx.AsyncClient:
        import httpx
        import httpx_sse  # noqa: F401  # with the rest, outside of the loop

        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        secure = self.url.startswith("https:")  # certificates take a while to load, and plain HTTP needs none
        try:
            return httpx.AsyncClient(base_url=self.url, headers=headers, timeout=self._timeout_s, verify=secure)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise ServerError(f"{self.url!r} is no address: {error}") from error

    async def _sent(self, chain_bundle: Bundle) -> dict[str, Any]:
        files = {name: await self.upload(path) for name, path in chain_bundle.files.items()}
        return {"document": chain_bundle.document.decode(), "files": files}

    async def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        import httpx

        try:
            return await self._http.request(method, path, **options)
        except (httpx.TransportError, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise unreachable(self.url, error) from error

    async def _json(self, method: str, path: str, **options: Any) -> Any:
        return parse_json(self.url, await self._send(method, path, **options))


class _Remote(Artifacts):
    """Artifacts of a server: notes which are `missing` here, by hash and suffix."""

    is_foreign = True

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.missing: set[tuple[str, str]] = set()

    def find(self, digest: str, suffix: str) -> Path:
        path = self.place(digest, suffix)
        if not path.exists():
            self.missing.add((digest, suffix))
        return super().find(digest, suffix)

    def external(self, path: Path) -> Path:
        raise FileNotFoundError(2, "it lies on the server only", str(path))


def _entry(path: Path) -> dict[str, Any]:
    return {"sha256": sha256(path), "size_bytes": path.stat().st_size}


async def _blocks(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as stream:
        while block := await asyncio.to_thread(stream.read, _BLOCK):
            yield block
