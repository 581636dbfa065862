"""From the reference a node gives to the one image that runs: chosen among tags, pulled where it is missing."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.executors.docker.daemon import Daemon, EngineProblem
from engine.images.reference import STANDARD_NAME, Choice, Reference, choose
from engine.images.registry import tags_of
from nodes.sdk.errors import reason_of
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    from docker import APIClient

log = logging.getLogger(__name__)

CONTRACT_LABEL = "org.iceos.contract"
PULL_LOG_S = 5.0
_UNFINISHED = ("Pulling fs layer", "Waiting", "Downloading", "Verifying Checksum", "Extracting")
"""What Docker says of a layer that is not done."""
_NOT_HERE = "Check the name, or build it: iceos image build."
_NOT_BUILT = "Build it: make images (from a checkout of iceOS), or iceos image build --standard."


class ContainerImage(NamedTuple):
    """An image that is here. `id` is the digest of its configuration, `digest` that of its manifest (empty for one
    that was built here and never pushed).
    """

    id: str
    digest: str
    tag: str
    labels: dict[str, str]
    port: int
    environment: dict[str, str]

    @property
    def contract(self) -> bool:
        """Whether it says that it honours the node contract."""
        return self.labels.get(CONTRACT_LABEL) == "1"

    @property
    def ready_path(self) -> str:
        """What its server answers once it is ready."""
        if self.contract:
            return "/healthz"
        return "/"

    @property
    def identity(self) -> str:
        """What is recorded and pinned."""
        return self.digest or self.id


class Resolved(NamedTuple):
    """Which tag a reference means, and how that was decided."""

    reference: str
    choice: Choice | None
    local: list[str]
    remote: list[str]
    trouble: str
    """Why the registry could not be asked; empty where it was."""


async def resolve_image(daemon: Daemon, reference: Reference, *, ask_registry: bool = False) -> Resolved:
    """The full reference for what is asked. The registry is asked only where nothing here fits, or on request.

    Raises `EngineProblem` where no tag fits.
    """
    local = await daemon.call(lambda client: local_tags(client, reference.name))
    if reference.digest:
        log.debug("%s names its digest", reference)
        return Resolved(f"{reference.name}@{reference.digest}", None, local, [], "")
    if not reference.ranged:
        log.debug("%s names its tag", reference)
        return Resolved(reference.tagged(reference.version or "latest"), None, local, [], "")
    choice, remote, registry_problem = choose(local, reference.version), [], ""
    if ask_registry or not choice.tag:
        log.info("%s: waiting for the registry to list its tags; here are %s", reference, local)
        try:
            remote = await tags_of(reference.name)
        except OSError as error:
            log.debug("%s: the registry cannot be asked: %s", reference, reason_of(error))
            registry_problem = reason_of(error)
        choice = choose([*local, *remote], reference.version)
    if not choice.tag:
        log.debug("%s: no tag is in its range, looked at %s", reference, [*choice.other, *choice.ignored])
        raise EngineProblem(
            _nothing_fits(reference, choice, registry_problem), remedy=_remedy(reference.name), kind="missing"
        )
    log.debug(
        "%s is %s, the newest of %s; outside of the range: %s", reference, choice.tag, choice.fitting, choice.other
    )
    return Resolved(reference.tagged(choice.tag), choice, local, remote, registry_problem)


def _nothing_fits(reference: Reference, choice: Choice, registry_problem: str) -> str:
    available = [*choice.other, *choice.ignored]
    if available:
        return mark(f"no version of {reference.name} is in {reference.version} (there is: {', '.join(available[:8])})")
    reason = mark(f"there is no image {reference.name} here")
    if registry_problem:
        reason += mark(f", and its registry cannot be asked: {registry_problem}")
    return reason


def local_tags(client: APIClient, name: str) -> list[str]:
    """Tags of an image that are here."""
    references = [full.rpartition(":") for image in client.images(name=name) for full in image.get("RepoTags") or ()]
    return [tag for repository, _, tag in references if repository == name]


async def inspect_image(daemon: Daemon, full: str) -> ContainerImage:
    """An image that is here. Raises `EngineProblem` of kind ``missing`` where it is not."""
    name, _, digest = full.partition("@")
    try:
        return await daemon.call(lambda client: _inspect(client, full))
    except EngineProblem as error:
        if error.kind != "missing" or not digest:
            raise
        log.debug("%s has no %s from a registry; is it the id of one that was built here?", name, digest)
        return await daemon.call(lambda client: _inspect(client, digest))


def _inspect(client: APIClient, full: str) -> ContainerImage:
    fields = client.inspect_image(full)
    config = fields.get("Config") or {}
    digests = [d.rpartition("@")[2] for d in fields.get("RepoDigests") or ()]
    labels = {str(k): str(v) for k, v in (config.get("Labels") or {}).items()}
    pairs = (pair.partition("=") for pair in config.get("Env") or ())
    by_digest = "@" in full or full.startswith("sha256:")
    return ContainerImage(
        id=str(fields["Id"]),
        digest=next(iter(digests), ""),
        tag="" if by_digest else full.rpartition(":")[2],
        labels=labels,
        port=_port(labels, config.get("ExposedPorts") or {}),
        environment={key: value for key, _, value in pairs},
    )


def _port(labels: dict[str, str], exposed: dict[str, Any]) -> int:
    """Where its server listens: as its label says, else the one port that it exposes, else 8080."""
    if labels.get("org.iceos.port", "").isdigit():
        return int(labels["org.iceos.port"])
    ports = sorted(int(name.partition("/")[0]) for name in exposed if name.endswith("/tcp"))
    if 8080 in ports or not ports:
        return 8080
    return ports[0]


async def pull_image(daemon: Daemon, full: str, report: Callable[[float | None], None]) -> None:
    """Fetch an image; `report` gets the fraction that is there, None while that is unknown. Raises `EngineProblem`."""
    name, _, tag = full.rpartition("@" if "@" in full else ":")
    layers = _Layers(full)

    def read(client: APIClient) -> None:
        for line in client.pull(name, tag=tag, stream=True, decode=True):
            if "error" in line:
                raise EngineProblem(f"{full} cannot be pulled: {line['error']}", remedy=_remedy(name), kind="missing")
            layers.update(line)
            report(layers.fraction)

    log.info("%s: the engine is asked to pull it, for as long as that takes", full)
    try:
        await daemon.call(read)
    except EngineProblem as error:
        log.debug("%s: the pull failed: %s", full, error)
        if error.kind in ("absent", "permission", "disk") or str(error).startswith(full):
            raise
        raise EngineProblem(f"{full} cannot be pulled: {error}", remedy=_remedy(name), kind="missing") from error
    log.debug("%s: the pull has ended", full)


class _Layers:
    """How far the layers of an image are, from the lines of the engine; each that gets on is logged."""

    def __init__(self, full: str) -> None:
        self._full = full
        self._bytes: dict[str, tuple[int, int]] = {}
        """Of each layer that is downloaded: how many are there, and of how many."""
        self._status: dict[str, str] = {}
        self._logged_at = time.monotonic()

    @property
    def fraction(self) -> float | None:
        total = sum(size for _, size in self._bytes.values())
        if not total:
            return None
        return sum(done for done, _ in self._bytes.values()) / total

    def update(self, line: Mapping[str, Any]) -> None:
        layer, status = str(line.get("id", "")), str(line.get("status", ""))
        progress = line.get("progressDetail") or {}
        if status == "Downloading" and progress.get("total"):
            self._bytes[layer] = (progress["current"], progress["total"])
        if self._status.get(layer) != status:
            self._status[layer] = status
            log.debug("%s: %s %s", self._full, layer, status)
        elif time.monotonic() - self._logged_at > PULL_LOG_S:
            self._logged_at = time.monotonic()
            unfinished = [f"{layer} {status}" for layer, status in self._status.items() if status in _UNFINISHED]
            log.debug(
                "%s: %.0f %% is here, waiting for %s", self._full, (self.fraction or 0) * 100, ", ".join(unfinished)
            )


def _remedy(name: str) -> str:
    if name == STANDARD_NAME:
        return _NOT_BUILT
    return _NOT_HERE
