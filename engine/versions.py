"""Versions of chains (https://semver.org)."""

from __future__ import annotations

from collections.abc import Sequence

from semantic_version import Version


def following(own: str, published: Sequence[str]) -> str:
    """The version to publish: the chain's own where that is newer than all others, else the next after the newest."""
    known = sorted(Version(v) for v in published)
    try:
        mine = Version(own) if own else None
    except ValueError:
        mine = None
    if mine is not None and (not known or mine > known[-1]):
        return str(mine)
    return str(known[-1].next_patch()) if known else "1.0.0"
