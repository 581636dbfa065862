"""What an image, a running container or a server offers: asked once, then remembered as a `Source`."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from engine.errors import NodeError
from engine.executors.docker.images import ContainerImage
from engine.images.calls import open_session, read_bounded
from engine.images.openapi import NotOpenApi
from engine.images.reference import Reference, reference
from engine.images.sources import Source, semantic, source_name
from engine.images.tools import tools_of, tried
from nodes.sdk import hints
from nodes.sdk.errors import reason_of
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    import aiohttp
    from docker import APIClient

    from engine.executors.docker.executor import DockerExecutor

log = logging.getLogger(__name__)

_PATHS = ("/openapi.json", "/docs.json", "/swagger.json", "/v3/api-docs", "/api/openapi.json", "/openapi")
_NO_OPENAPI = "Say where its OpenAPI document is, as an address, or as the image's label org.iceos.openapi."


async def discover(docker: DockerExecutor, target: str, report: Callable[[str], None] = lambda message: None) -> Source:
    """What an address (``https://…``), an image (``name:version``) or a running container offers.

    An image is pulled where it is missing, started without a network, asked, and kept warm; `report` gets how far
    that is. Raises `NodeError`.
    """
    target = target.strip().removeprefix("docker://")
    if re.match(r"https?://", target):
        log.debug("%s is the address of a server", target)
        return await _server(target)
    if ":" not in target and "/" not in target:  # before an image of that name is looked for in public
        address = await docker.daemon.call(lambda client: _address_of(client, target))
        if address:
            log.debug("%s is a container that runs, at %s", target, address)
            return await _server(address, name=source_name(target))
    log.debug("%s is taken for an image", target)
    return await _image(docker, target, report)


async def _image(docker: DockerExecutor, requested: str, report: Callable[[str], None]) -> Source:
    try:
        parsed = reference(requested)
    except ValueError as error:
        raise NodeError(str(error), remedy="Write it as name:version, such as iceos/node-js:^1.0.") from error
    container, image, full = await docker.container_of(requested, report)
    try:
        labelled = image.labels.get("org.iceos.openapi")
        document = await _document(container.session, [labelled] if labelled else _PATHS)
    finally:
        await docker.release(container)
    version = semantic(image.labels.get("org.iceos.version") or image.tag or "")
    source = Source(
        kind="image",
        name=source_name(image.labels.get("org.iceos.name") or parsed.name),
        title=_title(image, document, parsed.name),
        version=version,
        reference=_reference(requested, parsed, full, version),
        digest=image.identity,
        contract=image.contract,
        document=document,
    )
    return _with_operations(source)


def _title(image: ContainerImage, document: dict[str, Any], name: str) -> str:
    title = image.labels.get("org.opencontainers.image.title") or (document.get("info") or {}).get("title")
    return str(title or name)


def _reference(requested: str, parsed: Reference, full: str, version: str) -> str:
    """What nodes ask for: as it was given, or whatever is compatible with a semantic version, else just this tag."""
    if parsed.version or parsed.digest:
        return requested
    name, _, tag = full.rpartition(":")
    if re.fullmatch(r"v?\d+\.\d+\.\d+.*", tag):
        return f"{name}:^{version}"
    return full


async def _server(address: str, name: str = "") -> Source:
    parts = urlsplit(address)
    base = f"{parts.scheme}://{parts.netloc}"
    paths = [parts.path.rstrip("/") + path for path in _PATHS]
    if parts.path.endswith((".json", "api-docs")):
        paths = [parts.path]
    async with open_session(base) as session:
        document = await _document(session, paths)
    info = document.get("info") or {}
    source = Source(
        kind="server",
        name=name or source_name(str(info.get("title") or parts.netloc.partition(":")[0]).replace(".", "-")),
        title=str(info.get("title") or parts.netloc),
        version=semantic(str(info.get("version", ""))),
        address=base,
        contract=hints.CONTRACT.read(document) == 1,
        document=document,
    )
    return _with_operations(source)


async def _document(session: aiohttp.ClientSession, paths: Iterable[str]) -> dict[str, Any]:
    """The first OpenAPI document that lies at one of these paths. Raises `NodeError`."""
    import aiohttp

    problem, timeout = "", aiohttp.ClientTimeout(total=30)
    for path in paths:
        log.debug("waiting for %s", path)
        try:
            async with session.get(path, headers={"Accept": "application/json"}, timeout=timeout) as response:
                if response.status != 200:
                    continue
                document = json.loads(await read_bounded(response))
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise NodeError(
                f"it cannot be reached: {reason_of(error)}", remedy="Check the address and the network."
            ) from error
        except (ValueError, RecursionError) as error:
            log.debug("%s is no JSON: %s", path, error)
            problem = mark(f"{path} is no JSON: {error}")
            continue
        if isinstance(document, dict) and "paths" in document:
            return document
    raise NodeError(problem or "it serves no OpenAPI document", remedy=_NO_OPENAPI)


def _with_operations(source: Source) -> Source:
    """The source, once each of its operations was tried: what cannot be one is noted. Raises `NodeError`."""
    try:
        source = tried(source)
        offered = tools_of(source)
    except NotOpenApi as error:
        raise NodeError(str(error), remedy=_NO_OPENAPI) from error
    if not offered:
        first = "".join(f"; {place}: {reason}" for place, reason in list(source.refused.items())[:3])
        raise NodeError(f"its OpenAPI document has no operations{first}")
    log.debug("%s %s offers %d operations, contract %s", source.kind, source.name, len(offered), source.contract)
    return source


def _address_of(client: APIClient, name: str) -> str:
    """Where the running container of this name listens, as this machine reaches it; empty where there is none."""
    if name not in (n.removeprefix("/") for c in client.containers() for n in c["Names"]):
        return ""
    inspected = client.inspect_container(name)
    ports = inspected["NetworkSettings"].get("Ports") or {}
    for port, bound in sorted(ports.items()):
        if bound and port.endswith("/tcp"):
            return f"http://127.0.0.1:{bound[0]['HostPort']}"
    addresses = [n.get("IPAddress") for n in inspected["NetworkSettings"].get("Networks", {}).values()]
    exposed = sorted(int(port.partition("/")[0]) for port in ports if port.endswith("/tcp"))
    if not exposed or not any(addresses[:1]):
        return ""
    return f"http://{addresses[0]}:{exposed[0]}"
