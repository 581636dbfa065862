"""What a run is a run of: the chain, which of its nodes are to run, and the results that stand for the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.chain.model import Chain, Endpoint

Values = dict[Endpoint, Any]
"""Values by the output port they came from."""


@dataclass(frozen=True, slots=True)
class PriorResults:
    """What nodes gave in an earlier run: `run` is its id, `skipped` are nodes that were not reached."""

    run: str = ""
    values: Mapping[Endpoint, Any] = field(default_factory=dict)
    skipped: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class RunScope:
    """Which nodes run: all, those from `start` on, those that `up_to` nodes need, or what is both.

    Nodes outside of that have given their values already: they are in `prior`.
    """

    start: tuple[str, ...] = ()
    up_to: tuple[str, ...] = ()
    prior: PriorResults = PriorResults()

    @classmethod
    def only(cls, node: str, prior: PriorResults) -> RunScope:
        """One node alone."""
        return cls((node,), (node,), prior)

    @classmethod
    def load(cls, stored: Mapping[str, Any]) -> RunScope:
        """What `dump` has written; of the prior results only the id of their run is known."""
        prior = PriorResults(str(stored.get("known", "")))
        return cls(tuple(stored.get("start", ())), tuple(stored.get("up_to", ())), prior)

    def dump(self) -> dict[str, Any]:
        """As JSON data; empty for a run of all."""
        if not self.is_partial:
            return {}
        return {"start": list(self.start), "up_to": list(self.up_to), "known": self.prior.run}

    @property
    def is_partial(self) -> bool:
        return bool(self.start or self.up_to)


WHOLE = RunScope()


@dataclass(frozen=True, slots=True)
class RunSpec:
    """A chain to run. Relative paths resolve against `folder`; `path` is None for a chain without a file."""

    chain: Chain
    name: str = ""
    folder: Path = Path()
    path: Path | None = None
    inputs: Mapping[str, Any] = field(default_factory=dict)
    scope: RunScope = WHOLE
