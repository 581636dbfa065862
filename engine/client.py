"""Talking to a server: publish chains, run them, follow them, fetch what came out.

```python
from pathlib import Path
from engine.client import Client

with Client("http://localhost:8000", token="…") as client:
    client.push(Path("penguins.iceos"), version="1.0.0")
    run = client.start("penguins", {"species": "Adelie"})
    for event in client.events(run.id):
        print(event.seq, event.type)
    print(client.outputs(run.id, Path("results")))
```
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from engine.chain.bundle import Bundle, bundle
from engine.chain.file import Loaded, load
from engine.chain.validate import Finding
from engine.errors import EngineError
from engine.run import events as ev
from engine.run.artifacts import Artifacts, sha256
from engine.run.history.values import decode_lenient
from engine.run.status import RunStatus
from nodes.event_stream import MEDIA_TYPE, EventTooLarge, iter_events
from nodes.sdk.errors import reason_of
from nodes.sdk.kinds import FILES, kind_of
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    import httpx
    from httpx_sse import ServerSentEvent

    from engine.catalog import Catalog

log = logging.getLogger(__name__)

TIMEOUT_S = 30.0
PATIENCE_S = 60.0
"""So long a server that is away is waited for while a run is followed."""
SILENCE_S = 60.0
"""A stream of events on which nothing came for so long is taken for broken; a server writes more often."""
_BLOCK = 1 << 20
_PAUSE_S = 0.5


class ServerError(EngineError):
    """A server refused, or cannot be reached. `status` is that of HTTP, 0 where there was no answer."""

    def __init__(self, message: str, *, remedy: str = "", status: int = 0, findings: Any = ()) -> None:
        super().__init__(message, remedy=remedy)
        self.status = status
        self.findings = [Finding(**fields) for fields in findings]


@dataclass(frozen=True, slots=True)
class RemoteRun:
    """A run on a server. Times are seconds since the epoch."""

    id: str
    chain: str
    version: str
    name: str
    status: RunStatus
    created_at: float
    finished_at: float | None
    problem: str

    @property
    def over(self) -> bool:
        return self.status.is_over


class Following:
    """How a run is followed over connections that break: from which event on, and how long a server may be away."""

    def __init__(self, url: str, run: str, last_seq: int, patience_s: float) -> None:
        self.last_seq = last_seq
        self._url = url
        self._run = run
        self._patience_s = patience_s
        self._away_since = time.monotonic()

    def arrived(self, event: ServerSentEvent) -> int:
        """An event has come; returns its number."""
        self._away_since = time.monotonic()
        self.last_seq = int(event.id)
        return self.last_seq

    def ended(self) -> None:
        """The stream was closed in order, and the run goes on."""
        log.debug("the stream of run %s ended after event %d, and the run goes on", self._run, self.last_seq)

    def pause_s(self, error: Exception) -> float:
        """So many seconds are waited for the next try. Raises what refuses, `ServerError` where patience is over."""
        if isinstance(error, ServerError) and 0 < error.status < 500:
            raise error
        away_s = time.monotonic() - self._away_since
        log.debug("run %s: %s; away for %.0f s of %.0f", self._run, reason_of(error), away_s, self._patience_s)
        if away_s > self._patience_s:
            raise unreachable(self._url, error) from error
        return _PAUSE_S


class Client:
    """One server, one token. Everything blocks on the network, and raises `ServerError`. Close it at the end.

    Without `verify` any TLS certificate will do.
    """

    def __init__(self, url: str, token: str = "", *, timeout_s: float = TIMEOUT_S, verify: bool = True) -> None:
        self.url = url.rstrip("/")
        self._token = token
        self._timeout_s = timeout_s
        self._verify = verify
        self._http: httpx.Client | None = None

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        if self._http is not None:
            self._http.close()
            self._http = None

    # chains

    def check(self, chain_bundle: Bundle) -> list[Finding]:
        """What keeps a chain from running there, or might; its files are uploaded for that."""
        response = self._json("POST", "/v1/chains/check", json=self._encode_bundle(chain_bundle))
        return [Finding(**fields) for fields in response["findings"]]

    def push(self, path: Path, *, version: str = "", name: str = "", catalog: Catalog | None = None) -> list[Finding]:
        """Publish a chain file with all that it names. `version` is the chain's own unless another is given.

        Returns warnings. Raises `ServerError` with `findings` where it cannot run there: nothing is stored then.
        """
        from engine.installed import installed

        loaded = load(path)
        chain_bundle = bundle(loaded, loaded.chain, catalog or installed(), path.parent)
        return self.publish(chain_bundle, name or chain_name(path), version or loaded.chain.version or "1.0.0")

    def publish(self, chain_bundle: Bundle, name: str, version: str) -> list[Finding]:
        response = self._json("PUT", f"/v1/chains/{name}/versions/{version}", json=self._encode_bundle(chain_bundle))
        return [Finding(**fields) for fields in response["findings"]]

    def chains(self) -> list[dict[str, Any]]:
        """The newest version of every chain: name, version, title, inputs, outputs."""
        return list(self._json("GET", "/v1/chains"))

    def versions(self, name: str) -> list[dict[str, Any]]:
        """All versions of a chain, the newest first; empty for one that is not there."""
        try:
            return list(self._json("GET", f"/v1/chains/{name}")["versions"])
        except ServerError as error:
            if error.status == 404:
                return []
            raise

    def fetch(self, name: str, version: str = "") -> Loaded:
        """A published chain as it was sent."""
        from engine.chain.file import parse

        published = version or self.versions(name)[0]["version"]
        document = self._json("GET", f"/v1/chains/{name}/versions/{published}")["document"].encode()
        return Loaded(parse(document), document)

    def delete(self, name: str, version: str = "") -> None:
        path = f"/v1/chains/{name}"
        if version:
            path += f"/versions/{version}"
        self._json("DELETE", path)

    # runs

    def start(
        self, chain: str, inputs: Mapping[str, Any] | None = None, *, version: str = "", key: str = ""
    ) -> RemoteRun:
        """Run a published chain. Paths and `File` values among the inputs are uploaded. One `key` starts one run."""
        body = {"chain": chain, "version": version, "inputs": self._encode_inputs(inputs or {})}
        return self._post_run("/v1/runs", body, key)

    def start_once(
        self, chain_bundle: Bundle, inputs: Mapping[str, Any] | None = None, *, key: str = "", **part: Any
    ) -> RemoteRun:
        """Run a chain that is not published."""
        body = {"document": self._encode_bundle(chain_bundle), "inputs": self._encode_inputs(inputs or {}), **part}
        return self._post_run("/v1/runs", body, key)

    def rerun(self, run: str, start: list[str] | None = None) -> RemoteRun:
        """Run its chain again, from some nodes on with the values of that run."""
        return self._post_run(f"/v1/runs/{run}/rerun", {"start": start or []}, "")

    def runs(self, *, limit: int = 50, **filters: Any) -> list[RemoteRun]:
        """The latest runs, newest first; filters are `status`, `chain`, `mine`."""
        return [
            parse_run(fields) for fields in self._json("GET", "/v1/runs", params={"limit": limit, **filters})["runs"]
        ]

    def run(self, run: str) -> RemoteRun:
        return parse_run(self._json("GET", f"/v1/runs/{run}"))

    def cancel(self, run: str) -> RemoteRun:
        return parse_run(self._json("POST", f"/v1/runs/{run}/cancel"))

    def resume(self, run: str) -> RemoteRun:
        return parse_run(self._json("POST", f"/v1/runs/{run}/resume"))

    def forget(self, run: str) -> None:
        """Remove a run that is over, with its results, for everybody."""
        self._json("DELETE", f"/v1/runs/{run}")

    def answer(self, run: str, node: str, approved: bool, note: str = "") -> None:
        """Answer a node that waits for a person."""
        self._json("POST", f"/v1/runs/{run}/answers", json={"node": node, "approved": approved, "note": note})

    def document(self, run: str) -> tuple[Loaded, dict[str, Any]]:
        """The chain of a run as it was, and what it was given."""
        from engine.chain.file import parse

        response = self._json("GET", f"/v1/runs/{run}/document")
        document = response["document"].encode()
        return Loaded(parse(document), document), response["inputs"]

    def events(self, run: str, last_seq: int = 0, *, patience_s: float = PATIENCE_S) -> Iterator[ev.Event]:
        """What happens in a run, from the event after number `last_seq` on, until it is over.

        A connection that breaks is made again where it broke off; a server that is away is waited for.
        """
        for _, body in self.lines(run, last_seq, patience_s=patience_s):
            event = ev.parse(body)
            if event is not None:
                yield event

    def lines(self, run: str, last_seq: int = 0, *, patience_s: float = PATIENCE_S) -> Iterator[tuple[int, str]]:
        """As `events`: the number and the JSON of each."""
        import httpx

        following = Following(self.url, run, last_seq, patience_s)
        while True:
            try:
                for event in self._event_stream(run, following.last_seq):
                    yield following.arrived(event), event.data
                if self.run(run).over:
                    return
                following.ended()
            except (httpx.TransportError, ServerError) as error:
                time.sleep(following.pause_s(error))

    def _event_stream(self, run: str, last_seq: int) -> Iterator[ServerSentEvent]:
        """The events after a number, as far as one connection goes. Raises `httpx.TransportError`, `ServerError`."""
        import httpx

        log.debug("following run %s on %s from after event %d", run, self.url, last_seq)
        path, headers = f"/v1/runs/{run}/events", stream_headers(last_seq)
        timeout = httpx.Timeout(self._timeout_s, read=SILENCE_S)
        with self._client().stream("GET", path, headers=headers, timeout=timeout) as response:
            if response.status_code >= 400:
                response.read()
                raise refusal(response)
            check_stream(response)
            try:
                yield from iter_events(response.iter_bytes())
            except EventTooLarge as error:
                raise ServerError(str(error), status=response.status_code) from error

    def values(self, run: str, node: str, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
        """What a node received and produced. Files and tables are kept in `folder` by their content."""
        response = self._json("GET", f"/v1/runs/{run}/values", params={"node": node})
        artifacts = _Fetched(folder, self)
        return decode_lenient(response["inputs"], artifacts), decode_lenient(response["outputs"], artifacts)

    def outputs(self, run: str, folder: Path) -> dict[str, Any]:
        """The chain's outputs by name. Files and tables are kept in `folder` by their content."""
        return decode_lenient(self._json("GET", f"/v1/runs/{run}/outputs"), _Fetched(folder, self))

    # files

    def upload(self, path: Path) -> dict[str, Any]:
        """Upload a file unless it is there already; returns how an input names it."""
        digest = sha256(path)
        reference = {"sha256": digest, "name": path.name, "size_bytes": path.stat().st_size}
        if self._send("HEAD", f"/v1/artifacts/{digest}", params={"name": path.name}).status_code != 200:
            with path.open("rb") as stream:
                blocks = iter(lambda: stream.read(_BLOCK), b"")
                self._json("POST", "/v1/artifacts", params={"name": path.name}, content=blocks, timeout=None)
        return reference

    def download(self, digest: str, name: str, target: Path) -> Path:
        """Fetch a file by its content."""
        import httpx

        partial = target.with_name(f".{uuid4().hex}")
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with self._client().stream("GET", f"/v1/artifacts/{digest}", params={"name": name}) as response:
                if response.status_code >= 400:
                    response.read()
                    raise refusal(response)
                with partial.open("wb") as stream:
                    for block in response.iter_bytes(_BLOCK):
                        stream.write(block)
            check_content(self.url, partial, digest)
            partial.replace(target)
        except httpx.TransportError as error:
            raise unreachable(self.url, error) from error
        finally:
            partial.unlink(missing_ok=True)
        return target

    # the server

    def me(self) -> dict[str, Any]:
        """Whose token this is: name, scopes, expires_at."""
        return dict(self._json("GET", "/v1/me"))

    def catalog(self) -> dict[str, Any]:
        """What chains find there: tools, images, queues, workers."""
        return dict(self._json("GET", "/v1/catalog"))

    def get(self, path: str, **params: Any) -> Any:
        """Any other question of the API: the JSON it answers."""
        return self._json("GET", path, params=params)

    def text(self, path: str, **params: Any) -> str:
        """As `get`, for answers that are no JSON."""
        response = self._send("GET", path, params=params)
        if response.status_code >= 400:
            raise refusal(response)
        return response.text

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Any other request of the API: the JSON it answers."""
        return self._json(method, path, json=body)

    # inside

    def _post_run(self, path: str, body: Any, key: str) -> RemoteRun:
        # with a key of our own, an answer that is lost does not start a second run
        return parse_run(self._json("POST", path, json=body, headers={"Idempotency-Key": key or uuid4().hex}))

    def _encode_bundle(self, chain_bundle: Bundle) -> dict[str, Any]:
        refs = {name: self.upload(path) for name, path in chain_bundle.files.items()}
        files = {name: {"sha256": r["sha256"], "size_bytes": r["size_bytes"]} for name, r in refs.items()}
        return {"document": chain_bundle.document.decode(), "files": files}

    def _encode_inputs(self, inputs: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._encode(value) for name, value in inputs.items()}

    def _encode(self, value: Any) -> Any:
        kind = kind_of(value)
        if kind in FILES:
            return {**self.upload(value.path), "name": value.name}
        if kind == "path":
            return self.upload(value)
        return value

    def _client(self) -> httpx.Client:
        import httpx

        if self._http is None:
            headers = {}
            if self._token:
                headers["Authorization"] = f"Bearer {self._token}"
            try:
                self._http = httpx.Client(
                    base_url=self.url, headers=headers, timeout=self._timeout_s, verify=self._verify
                )
            except (httpx.InvalidURL, UnicodeError) as error:
                raise ServerError(f"{self.url!r} is no address: {error}") from error
        return self._http

    def _send(self, method: str, path: str, **options: Any) -> httpx.Response:
        import httpx

        log.debug("%s %s%s", method, self.url, path)
        try:
            return self._client().request(method, path, **options)
        except (httpx.TransportError, httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
            raise unreachable(self.url, error) from error

    def _json(self, method: str, path: str, **options: Any) -> Any:
        return parse_json(self.url, self._send(method, path, **options))


class _Fetched(Artifacts):
    """Artifacts of a server, fetched when they are looked at."""

    is_foreign = True

    def __init__(self, folder: Path, client: Client) -> None:
        super().__init__(folder)
        self._client = client

    def find(self, digest: str, suffix: str) -> Path:
        path = self.place(digest, suffix)
        if not path.exists():
            try:
                self._client.download(digest, f"file{suffix}", path)
            except ServerError as error:
                raise FileNotFoundError(2, str(error), str(path)) from error
        return path

    def external(self, path: Path) -> Path:
        raise FileNotFoundError(2, "it lies on the server only", str(path))


def check_content(url: str, path: Path, digest: str) -> None:
    """Whether a file that a server sent is the one that was asked for. Blocks on the disk. Raises `ServerError`."""
    if sha256(path) != digest:
        raise ServerError(f"{url} sent another file than the one that was asked for", remedy="Try again.")


def chain_name(path: Path) -> str:
    """The name under which a chain file is published: small letters, digits, - and _."""
    slug = re.sub(r"[^a-z0-9_-]", "-", path.stem.lower())
    return slug.strip("-_")[:63] or "chain"


def parse_run(fields: Mapping[str, Any]) -> RemoteRun:
    values = {name: fields[name] for name in RemoteRun.__slots__}
    return RemoteRun(**{**values, "status": RunStatus(fields["status"])})


def parse_json(url: str, response: httpx.Response) -> Any:
    """What a server answered. Raises `ServerError` for a refusal, and for what is no JSON."""
    if response.status_code >= 400:
        raise refusal(response)
    try:
        return json.loads(response.content or b"null")
    except ValueError as error:
        remedy = mark("Is this the address of an iceOS server?")
        raise ServerError(f"{url} answers with something else than JSON", remedy=remedy) from error


EVENTS = "Iceos-Events"
"""The header that says which newer events a client knows; to those that do not send it notices are lines of the log."""


def stream_headers(last_seq: int) -> dict[str, str]:
    """Ask for the events after a number."""
    return {"Accept": MEDIA_TYPE, "Cache-Control": "no-store", "Last-Event-ID": str(last_seq), EVENTS: "notices"}


def check_stream(response: httpx.Response) -> None:
    """Raises `httpx.ReadError` for an answer that is no stream of events, as of a proxy whose server is away."""
    import httpx

    media_type = response.headers.get("Content-Type", "")
    if not media_type.startswith(MEDIA_TYPE):
        raise httpx.ReadError(f"it answered {media_type or 'nothing'}")


def unreachable(url: str, error: Exception) -> ServerError:
    return ServerError(f"{url} cannot be reached: {reason_of(error)}", remedy="Check the address and the network.")


def refusal(response: httpx.Response) -> ServerError:
    """What a response of 400 or more says."""
    try:
        problem = response.json()
        detail, remedy = str(problem["detail"]), str(problem.get("remedy", ""))
        return ServerError(detail, remedy=remedy, status=response.status_code, findings=problem.get("findings", ()))
    except (ValueError, KeyError, TypeError, AttributeError):
        reason = mark(f"the server answered {response.status_code} {response.reason_phrase}")
        return ServerError(reason, remedy="Is this the address of an iceOS server?", status=response.status_code)
