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
    """`version` is a tag or a range of versions (npm's rules), `digest` what is pinned; both may be empty."""

    name: str
    version: str = ""
    digest: str = ""

    def __str__(self) -> str:
        text = self.name
        if self.version:
            text += f":{self.version}"
        if self.digest:
            text += f"@{self.digest}"
        return text

    @property
    def ranged(self) -> bool:
        """Whether `version` is a range of versions: of all tags the newest that fits is taken."""
        return bool(_RANGE_SIGNS.search(self.version))

    def tagged(self, tag: str) -> str:
        return f"{self.name}:{tag}"


def reference(text: str) -> Reference:
    """Read one. Raises ValueError with the reason."""
    path, _, digest = text.strip().partition("@")
    if digest and not _DIGEST.fullmatch(digest):
        raise ValueError(f"{digest!r} is no digest")
    # a colon after the last slash separates the version, one before it the port of a registry
    last = path.rpartition("/")[2]
    head = path[: len(path) - len(last)]
    name, _, version = last.partition(":")
    name = head + name
    if not _NAME.fullmatch(name):
        raise ValueError(f"{text!r} names no image")
    parsed = Reference(name, version, digest)
    if version and parsed.ranged:
        _spec(version)
    elif version and not _TAG.fullmatch(version):
        raise ValueError(f"{version!r} is neither a tag nor a range of versions")
    return parsed


class Choice(NamedTuple):
    """The tag that was taken, and why: what was looked at, best first, and what no version is."""

    tag: str
    fitting: list[str]
    other: list[str]
    ignored: list[str]


def choose(tags: Iterable[str], version_range: str) -> Choice:
    """The newest version among `tags` that is in the range; pre-releases only when the range names one.

    Where none fits, the tag that is called as the range is taken; else `tag` is empty. Raises ValueError for
    what is no range.
    """
    from semantic_version import Version

    spec = _spec(version_range)
    versions, ignored = [], []
    for tag in dict.fromkeys(tags):
        try:
            versions.append((Version(tag.removeprefix("v")), tag))
        except ValueError:
            ignored.append(tag)
    versions.sort(reverse=True)
    fitting = [tag for version, tag in versions if spec.match(version)]
    if not fitting and version_range in ignored:  # 1.0 is a range, and the name of a tag as well
        fitting = [version_range]
        ignored.remove(version_range)
    return Choice(next(iter(fitting), ""), fitting, [t for _, t in versions if t not in fitting], ignored)


def pinned(requested: str, lock: Mapping[str, str]) -> str:
    """The reference with the digest that a chain's lock has for it."""
    if requested not in lock or "@" in requested:
        return requested
    return f"{requested}@{lock[requested]}"


def _spec(version_range: str) -> Any:
    from semantic_version import NpmSpec

    try:
        return NpmSpec(version_range)
    except ValueError as error:
        raise ValueError(f"{version_range!r} is no range of versions") from error
