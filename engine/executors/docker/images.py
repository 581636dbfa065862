"""From the reference a node gives to the one image that runs: chosen among tags, pulled where it is missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from engine.executors.docker.daemon import Daemon, EngineProblem
from engine.images.reference import STANDARD_NAME, Choice, Reference, choose
from engine.images.registry import tags_of
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    from docker import APIClient

CONTRACT_LABEL = "org.iceos.contract"
_NOT_HERE = "Check the name, or build it: iceos image build."
_NOT_BUILT = "Build it: make images (from a checkout of iceOS), or iceos image build --standard."


class Image(NamedTuple):
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


async def resolved(daemon: Daemon, asked: Reference, *, look_far: bool = False) -> Resolved:
    """The full reference for what is asked. The registry is asked only where nothing here fits, or on request.

    Raises `EngineProblem` where no tag fits.
    """
    local = await daemon.call(lambda client: local_tags(client, asked.name))
    if asked.digest:
        return Resolved(f"{asked.name}@{asked.digest}", None, local, [], "")
    if not asked.ranged:
        return Resolved(asked.tagged(asked.wanted or "latest"), None, local, [], "")
    choice, remote, trouble = choose(local, asked.wanted), [], ""
    if look_far or not choice.tag:
        try:
            remote = await tags_of(asked.name)
        except OSError as error:
            trouble = str(error)
        choice = choose([*local, *remote], asked.wanted)
    if not choice.tag:
        raise EngineProblem(_nothing_fits(asked, choice, trouble), remedy=_remedy(asked.name), kind="missing")
    return Resolved(asked.tagged(choice.tag), choice, local, remote, trouble)


def _nothing_fits(asked: Reference, choice: Choice, trouble: str) -> str:
    known = [*choice.other, *choice.ignored]
    if known:
        return mark(f"no version of {asked.name} is in {asked.wanted} (there is: {', '.join(known[:8])})")
    return mark(f"there is no image {asked.name} here") + (
        mark(f", and its registry cannot be asked: {trouble}") if trouble else ""
    )


def local_tags(client: APIClient, name: str) -> list[str]:
    """Tags of an image that are here."""
    found: list[str] = []
    for image in client.images(name=name):
        for full in image.get("RepoTags") or ():
            if full.rpartition(":")[0] == name:
                found.append(full.rpartition(":")[2])
    return found


async def inspected(daemon: Daemon, full: str) -> Image:
    """An image that is here. Raises `EngineProblem` of kind ``missing`` where it is not."""

    def ask(client: APIClient) -> Image:
        told = client.inspect_image(full)
        config = told.get("Config") or {}
        digests = [d.rpartition("@")[2] for d in told.get("RepoDigests") or ()]
        labels = {str(k): str(v) for k, v in (config.get("Labels") or {}).items()}
        pairs = (pair.partition("=") for pair in config.get("Env") or ())
        return Image(
            id=str(told["Id"]),
            digest=digests[0] if digests else "",
            tag=full.rpartition(":")[2] if "@" not in full else "",
            labels=labels,
            port=_port(labels, config.get("ExposedPorts") or {}),
            environment={key: value for key, _, value in pairs},
        )

    try:
        return await daemon.call(ask)
    except EngineProblem as error:
        digest = full.partition("@")[2]
        if error.kind != "missing" or not digest:
            raise
        full = digest  # one that was built here has no digest in a registry, only an id
        found = await daemon.call(ask)
        return found._replace(tag="")


def _port(labels: dict[str, str], exposed: dict[str, Any]) -> int:
    """Where its server listens: as its label says, else the one port that it exposes, else 8080."""
    if labels.get("org.iceos.port", "").isdigit():
        return int(labels["org.iceos.port"])
    ports = sorted(int(name.partition("/")[0]) for name in exposed if name.endswith("/tcp"))
    return 8080 if 8080 in ports or not ports else ports[0]


async def pulled(daemon: Daemon, full: str, say: Callable[[float | None, str], None]) -> None:
    """Fetch an image; `say` is told how far it is. Raises `EngineProblem`."""
    name, _, tag = full.partition("@") if "@" in full else full.rpartition(":")

    def pull(client: APIClient) -> None:
        layers: dict[str, tuple[int, int]] = {}
        for line in client.pull(name, tag=tag, stream=True, decode=True):
            if "error" in line:
                raise EngineProblem(f"{full} cannot be pulled: {line['error']}", remedy=_remedy(name), kind="missing")
            detail = line.get("progressDetail") or {}
            if line.get("status") == "Downloading" and detail.get("total"):
                layers[line["id"]] = (detail["current"], detail["total"])
            total = sum(size for _, size in layers.values())
            say(sum(done for done, _ in layers.values()) / total if total else None, f"pulling {full}")

    try:
        await daemon.call(pull)
    except EngineProblem as error:
        if error.kind in ("absent", "permission", "disk") or str(error).startswith(full):
            raise
        raise EngineProblem(f"{full} cannot be pulled: {error}", remedy=_remedy(name), kind="missing") from error


def _remedy(name: str) -> str:
    return _NOT_BUILT if name == STANDARD_NAME else _NOT_HERE
