"""How a node names its image: ``[registry/]name[:range or tag][@digest]``, such as ``iceos/node-js:^1.0``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_NAME = re.compile(r"[a-z0-9]+((\.|_|__|-+|:\d+/|/)[a-z0-9]+)*")
_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
_RANGE_SIGNS = re.compile(r"[\^~*<>=| ]|^\d+(\.\d+)?$|(^|\.)x(\.|$)")

STANDARD_NAME = "iceos/nodes-std"
STANDARD = f"{STANDARD_NAME}:^0.1"
"""The image of the standard tools; its versions are those of iceOS."""


class Reference(NamedTuple):
    """`wanted` is a tag or a range of versions (npm's rules), `digest` what is pinned; both may be empty."""

    name: str
    wanted: str = ""
    digest: str = ""

    def __str__(self) -> str:
        return self.name + (f":{self.wanted}" if self.wanted else "") + (f"@{self.digest}" if self.digest else "")

    @property
    def ranged(self) -> bool:
        """Whether `wanted` is a range of versions: of all tags the newest that fits is taken."""
        return bool(_RANGE_SIGNS.search(self.wanted))

    def tagged(self, tag: str) -> str:
        return f"{self.name}:{tag}"


def reference(text: str) -> Reference:
    """Read one. Raises ValueError with the reason."""
    whole, _, digest = text.strip().partition("@")
    if digest and not _DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is no digest")
    # a colon after the last slash separates the version, one before it the port of a registry
    last = whole.rpartition("/")[2]
    head = whole[: len(whole) - len(last)]
    name, _, wanted = last.partition(":")
    name = head + name
    if not _NAME.fullmatch(name):
        raise ValueError(f"{text!r} names no image")
    found = Reference(name, wanted, digest)
    if wanted and found.ranged:
        _spec(wanted)
    elif wanted and not _TAG.fullmatch(wanted):
        raise ValueError(f"{wanted!r} is neither a tag nor a range of versions")
    return found


class Choice(NamedTuple):
    """The tag that was taken, and why: what was looked at, best first, and what no version is."""

    tag: str
    fitting: list[str]
    other: list[str]
    ignored: list[str]


def choose(tags: Iterable[str], wanted: str) -> Choice:
    """The newest version among `tags` that is in the range; pre-releases only when the range names one.

    `tag` is empty where none fits. Raises ValueError for what is no range.
    """
    from semantic_version import Version

    spec = _spec(wanted)
    versions, ignored = [], []
    for tag in dict.fromkeys(tags):
        try:
            versions.append((Version(tag.removeprefix("v")), tag))
        except ValueError:
            ignored.append(tag)
    versions.sort(reverse=True)
    fitting = [tag for version, tag in versions if spec.match(version)]
    return Choice(fitting[0] if fitting else "", fitting, [t for _, t in versions if t not in fitting], ignored)


def pinned(asked: str, lock: Mapping[str, str]) -> str:
    """The reference with the digest that a chain's lock has for it."""
    return f"{asked}@{lock[asked]}" if asked in lock and "@" not in asked else asked


def _spec(wanted: str) -> Any:
    from semantic_version import NpmSpec

    try:
        return NpmSpec(wanted)
    except ValueError as error:
        raise ValueError(f"{wanted!r} is no range of versions") from error
