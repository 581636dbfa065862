"""Versions of chains (https://semver.org)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from semantic_version import Version


def following(version: str, published: Sequence[str]) -> str:
    """The version to publish: the chain's own where that is newer than all others, else the next after the newest."""
    newest = max((Version(text) for text in published), default=None)
    with suppress(ValueError):
        if newest is None or Version(version) > newest:
            return str(Version(version))
    return str(newest.next_patch()) if newest else "1.0.0"
