"""What an image, a running container or a server offers: asked once, then remembered as a `Source`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from engine.errors import NodeError
from engine.executors.docker.images import Image
from engine.images.openapi import NotOpenApi, operations
from engine.images.reference import reference
from engine.images.sources import Source, named, semantic
from nodes.sdk import hints
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    import aiohttp
    from docker import APIClient

    from engine.executors.docker.executor import DockerExecutor

_PATHS = ("/openapi.json", "/docs.json", "/swagger.json", "/v3/api-docs", "/api/openapi.json", "/openapi")
_NO_OPENAPI = "Say where its OpenAPI document is, as an address, or as the image's label org.iceos.openapi."


async def discover(docker: DockerExecutor, what: str, say: Callable[[str], None] = lambda words: None) -> Source:
    """What an address (``https://…``), an image (``name:version``) or a running container offers.

    An image is pulled where it is missing, started without a network, asked, and kept warm; `say` is told how far
    that is. Raises `NodeError`.
    """
    what = what.strip().removeprefix("docker://")
    if re.match(r"https?://", what):
        return await _server(what)
    if ":" not in what and "/" not in what:  # before an image of that name is looked for in public
        address = await docker.daemon.call(lambda client: _address_of(client, what))
        if address:
            return await _server(address, name=named(what))
    return await _image(docker, what, say)


async def _image(docker: DockerExecutor, what: str, say: Callable[[str], None]) -> Source:
    try:
        asked = reference(what)
    except ValueError as error:
        raise NodeError(str(error), remedy="Write it as name:version, such as iceos/node-js:^1.0.") from error
    container, image, full = await docker.container_of(what, say)
    try:
        document = await _document(container.session, image.labels.get("org.iceos.openapi", ""))
    finally:
        await docker.release(container)
    version = semantic(image.labels.get("org.iceos.version") or image.tag or "")
    source = Source(
        kind="image",
        name=named(image.labels.get("org.iceos.name") or asked.name),
        title=_title(image, document, asked.name),
        version=version,
        reference=what if asked.wanted or asked.digest else _range(full, image, version),
        digest=image.identity,
        contract=image.contract,
        document=document,
    )
    return _checked(source)


def _title(image: Image, document: dict[str, Any], name: str) -> str:
    told = image.labels.get("org.opencontainers.image.title") or (document.get("info") or {}).get("title")
    return str(told or name)


def _range(full: str, image: Image, version: str) -> str:
    """What nodes ask for: whatever is compatible with a semantic version, else just this tag."""
    name, _, tag = full.rpartition(":")
    if re.fullmatch(r"v?\d+\.\d+\.\d+.*", tag):
        return f"{name}:^{version}"
    return full


async def _server(address: str, name: str = "") -> Source:
    import aiohttp

    parts = urlsplit(address)
    base = f"{parts.scheme}://{parts.netloc}"
    given = parts.path if parts.path.endswith((".json", "api-docs")) else ""
    timeout = aiohttp.ClientTimeout(total=30)
    async with aiohttp.ClientSession(base, timeout=timeout) as session:
        document = await _document(session, given, under=parts.path.rstrip("/") if not given else "")
    info = document.get("info") or {}
    source = Source(
        kind="server",
        name=name or named(str(info.get("title") or parts.netloc.partition(":")[0]).replace(".", "-")),
        title=str(info.get("title") or parts.netloc),
        version=semantic(str(info.get("version", ""))),
        address=base,
        contract=hints.CONTRACT.read(document) == 1,
        document=document,
    )
    return _checked(source)


async def _document(session: aiohttp.ClientSession, given: str = "", under: str = "") -> dict[str, Any]:
    import aiohttp

    told = ""
    for path in (given,) if given else [under + p for p in _PATHS]:
        try:
            async with session.get(path, headers={"Accept": "application/json"}) as answer:
                if answer.status != 200:
                    continue
                found = await answer.json(content_type=None)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise NodeError(f"it cannot be reached: {error}", remedy="Check the address and the network.") from error
        except ValueError as error:
            told = mark(f"{path} is no JSON: {error}")
            continue
        if isinstance(found, dict) and "paths" in found:
            return found
    raise NodeError(told or "it serves no OpenAPI document", remedy=_NO_OPENAPI)


def _checked(source: Source) -> Source:
    try:
        found = operations(source.document)
    except NotOpenApi as error:
        raise NodeError(str(error), remedy=_NO_OPENAPI) from error
    if not found:
        raise NodeError("its OpenAPI document has no operations")
    return source


def _address_of(client: APIClient, name: str) -> str:
    """Where the running container of this name listens, as this machine reaches it; empty where there is none."""
    if name not in (n.removeprefix("/") for c in client.containers() for n in c["Names"]):
        return ""
    told = client.inspect_container(name)
    ports = told["NetworkSettings"].get("Ports") or {}
    for port, bound in sorted(ports.items()):
        if bound and port.endswith("/tcp"):
            return f"http://127.0.0.1:{bound[0]['HostPort']}"
    addresses = [n.get("IPAddress") for n in told["NetworkSettings"].get("Networks", {}).values()]
    exposed = sorted(int(port.partition("/")[0]) for port in ports if port.endswith("/tcp"))
    return f"http://{addresses[0]}:{exposed[0]}" if exposed and addresses and addresses[0] else ""
