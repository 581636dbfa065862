"""What a server lets a chain do: less than a desktop does.

Code runs in containers only, and containers see what the operator allows. Which files a node sees: `engine.run.fence`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from app.server.sent_files import SentFiles
from app.server.settings import ServerSettings
from engine.catalog import Catalog, ToolSpec
from engine.chain.constants import is_secret
from engine.chain.model import Chain, Mount, Node, Placement
from engine.chain.nested import inner_of
from engine.chain.path import NodePath
from engine.chain.validate import Finding, validate
from engine.errors import ChainError
from engine.images.reference import STANDARD, reference
from engine.run.secrets import OfChain, SecretSource


class _Here(NamedTuple):
    """What a chain finds: the queues that are served, and the secrets that it may use."""

    queues: frozenset[str]
    secrets: SecretSource


class Rules:
    """Of one server: its settings, the tools that are here, and where secrets come from."""

    def __init__(self, settings: ServerSettings, catalog: Catalog, secrets: SecretSource) -> None:
        self._settings = settings
        self.catalog = catalog
        self._secrets = secrets

    def secrets_of(self, name: str) -> SecretSource:
        """The secrets that a chain of this name may use; empty for one that is not published."""
        return OfChain(self._secrets, name)

    def report(self, chain: Chain, sent: SentFiles, queues: frozenset[str], name: str = "") -> list[Finding]:
        """Everything that keeps a chain with these files from running here (errors), or might (warnings).

        `queues` are those that somebody serves now, `name` is that under which the chain is published.
        """
        findings = validate(chain, self.catalog, sent.folder, sent)
        findings = [f._replace(level="error") if f.code == "missing-file" else f for f in findings]
        return findings + list(self._look(chain, sent.folder, sent, _Here(queues, self.secrets_of(name)), NodePath()))

    def _look(self, chain: Chain, folder: Path, sent: SentFiles, here: _Here, parent: NodePath) -> Iterator[Finding]:
        for node_id, node in chain.nodes.items():
            spec, path = self.catalog.of(node), parent / node_id
            if spec is None or node.mode != "on":
                continue
            for reason, remedy in self._node(node, spec):
                yield Finding("error", "unsupported", path, "", reason, remedy)
            for name in _missing_secrets(node, here.secrets):
                remedy = f"The operator sets it, as ICEOS_SECRET_{name}, and who may use it, as ICEOS_CHAINS_OF_{name}."
                yield Finding(
                    "error",
                    "unsupported",
                    path,
                    "",
                    f"the secret {name!r} is not set on the server, or not for this chain",
                    remedy,
                )
            placement = node.placement
            if placement is not None and placement.queue and placement.queue not in here.queues:
                reason = f"no worker serves the queue {placement.queue!r} now"
                remedy = f"Start one: iceos worker --queues {placement.queue}"
                yield Finding("warning", "unsupported", path, "", reason, remedy)
            if spec.nests:
                try:
                    inner = inner_of(chain, node, folder, sent)
                except ChainError:
                    continue  # of that `validate` tells
                if inner is not None and len(path) < 2000:
                    yield from self._look(inner.chain, inner.folder, sent, here, path)

    def _node(self, node: Node, spec: ToolSpec) -> Iterator[tuple[str, str]]:
        placement = node.placement or spec.home
        contained = placement.where == "docker"
        if "code" in spec.effects and not contained:
            yield "code of a chain runs in containers only, on a server", "Place the node in Docker."
        if contained:
            image = placement.image or spec.home.image or STANDARD
            if not self.reachable(image) and not placement.queue:
                yield f"no containers run on this server, and {image} is none of its services", _SERVICES
            for mount in placement.mounts:
                if self.service(image) is None and not self.allows(mount):
                    yield f"containers do not see {mount.path} on this server", _MOUNTS
        if placement.where == "server":
            yield "a node that a desktop sends to a server cannot be sent on by one", "Place the node here."

    def reachable(self, image: str) -> bool:
        """Whether nodes of this image can run in this process."""
        return self._settings.containers or self.service(image) is not None

    def service(self, image: str) -> str | None:
        """The address where this image runs as a service."""
        name = reference(image).name
        return self._settings.services.get(name)

    def allows(self, mount: Mount) -> bool:
        path = Path(mount.path).resolve()
        return any(path == root or root in path.parents for root in (m.resolve() for m in self._settings.mounts))


_SERVICES = "The operator sets ICEOS_CONTAINERS, or ICEOS_SERVICES; or name a queue whose workers have containers."
_MOUNTS = "The operator sets ICEOS_ALLOW_MOUNTS; or send the file along with the chain."


def placement_here(placement: Placement) -> Placement:
    """A placement for a process that serves the queue it named."""
    return placement.model_copy(update={"queue": ""})


def _missing_secrets(node: Node, secrets: SecretSource) -> Iterator[str]:
    for value in node.inputs.values():
        if is_secret(value) and secrets.find(str(value["$secret"])) is None:
            yield str(value["$secret"])
