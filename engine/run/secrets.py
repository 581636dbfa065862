"""Where secrets come from. A chain only names them."""

from __future__ import annotations

import os
from typing import Protocol

from nodes.sdk.types import Secret

PREFIX = "ICEOS_SECRET_"


class SecretSource(Protocol):
    def find(self, name: str) -> Secret | None:
        """The secret of this name; None where there is none."""
        ...


class EnvironmentSecrets:
    """``ICEOS_SECRET_<NAME>`` in the environment."""

    def find(self, name: str) -> Secret | None:
        value = os.environ.get(PREFIX + name)
        return Secret(name, value) if value is not None else None
