"""Where secrets come from, and how they are kept out of everything that is told or stored. A chain only names them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from engine.chain.file import write_atomically
from engine.errors import EngineError
from nodes.sdk.errors import reason_of, system_reason
from nodes.sdk.types import Secret

PREFIX = "ICEOS_SECRET_"
SERVICE = "iceos"
HOSTS = "ICEOS_HOSTS_OF_"
CHAINS = "ICEOS_CHAINS_OF_"
MASK = "•••"


class SecretSource(Protocol):
    def find(self, name: str) -> Secret | None:
        """The secret of this name; None where there is none."""
        ...


class EnvironmentSecrets:
    """``ICEOS_SECRET_<NAME>`` in the environment; ``ICEOS_HOSTS_OF_<NAME>`` and ``ICEOS_CHAINS_OF_<NAME>`` say where it
    may go and who may use it, with commas between.
    """

    def find(self, name: str) -> Secret | None:
        value = os.environ.get(PREFIX + name)
        if value is None:
            return None
        return Secret(name, value, _parts(os.environ.get(HOSTS + name, "")), _parts(os.environ.get(CHAINS + name, "")))


class FileSecrets:
    """A file of ``NAME=value`` lines; empty lines and those with # in front do not count. ``NAME.hosts`` and
    ``NAME.chains`` say where it may go and who may use it, with commas between.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, name: str) -> Secret | None:
        """Raises `EngineError` when the file cannot be read."""
        try:
            lines = self._path.read_text("utf-8").splitlines()
        except OSError as error:
            raise EngineError(f"the file of secrets {self._path} cannot be read: {system_reason(error)}") from error
        pairs = (line.split("=", 1) for line in lines if "=" in line and not line.lstrip().startswith("#"))
        stored: dict[str, str] = {}
        for key, value in pairs:
            stored.setdefault(key.strip(), value.strip())
        if name not in stored:
            return None
        hosts, chains = (_parts(stored.get(f"{name}.{kind}", "")) for kind in ("hosts", "chains"))
        return Secret(name, stored[name], hosts, chains)


class KeyringSecrets:
    """The system's keyring. It cannot be asked which secrets it holds, so their names are kept in a file of ours."""

    def __init__(self, names_file: Path) -> None:
        self._file = names_file

    def names(self) -> list[str]:
        """Names of all secrets set here, sorted."""
        try:
            stored = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return []
        if not isinstance(stored, list):
            return []
        return sorted(map(str, stored))

    def find(self, name: str) -> Secret | None:
        import keyring
        from keyring.errors import KeyringError

        try:
            value = keyring.get_password(SERVICE, name)
        except KeyringError:
            return None
        return _secret(name, value)

    def set(self, name: str, value: str) -> None:
        """Raises `EngineError` where there is no keyring or it refuses."""
        import keyring
        from keyring.errors import KeyringError

        try:
            keyring.set_password(SERVICE, name, value)
        except KeyringError as error:
            raise EngineError(
                f"the system's keyring does not take it: {error or 'there is none'}",
                remedy=f"Set {PREFIX}{name} in the environment instead.",
            ) from error
        self._write({*self.names(), name})

    def remove(self, name: str) -> None:
        """Raises `EngineError` where the keyring refuses; a secret that is not there is no error."""
        import keyring
        from keyring.errors import KeyringError, PasswordDeleteError

        try:
            keyring.delete_password(SERVICE, name)
        except PasswordDeleteError:
            pass
        except KeyringError as error:
            raise EngineError(f"the system's keyring does not remove it: {reason_of(error)}") from error
        self._write({*self.names()} - {name})

    def _write(self, names: Iterable[str]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self._file, json.dumps(sorted(names)).encode())


def _secret(name: str, value: str | None) -> Secret | None:
    if value is None:
        return None
    return Secret(name, value)


def _parts(text: str) -> list[str]:
    return [part for each in text.split(",") if (part := each.strip())]


class OfChain:
    """Of a source the secrets that a chain may use: by the name under which it is published, or empty."""

    def __init__(self, source: SecretSource, chain: str) -> None:
        self._source = source
        self._chain = chain

    def find(self, name: str) -> Secret | None:
        secret = self._source.find(name)
        return None if secret is None or (secret.chains and self._chain not in secret.chains) else secret


class AnyOf:
    """The first source that has it."""

    def __init__(self, sources: Sequence[SecretSource]) -> None:
        self._sources = sources

    def find(self, name: str) -> Secret | None:
        found_by = (source.find(name) for source in self._sources)
        return next((secret for secret in found_by if secret is not None), None)


def masked(value: Any, secrets: Sequence[Secret]) -> Any:
    """Texts, and texts inside lists and records, with every secret replaced."""
    return _masked(value, spellings_of(secrets))


def spellings_of(secrets: Iterable[Secret]) -> list[str]:
    """All that must not be read, the longest first: one may be the beginning of another."""
    return sorted({spelling for secret in secrets for spelling in secret.spellings()}, key=len, reverse=True)


def _masked(value: Any, spellings: Sequence[str]) -> Any:
    if isinstance(value, str):
        text: str = value
        for spelling in spellings:
            text = text.replace(spelling, MASK)
        return text if text != value else value  # a status stays what it is
    if isinstance(value, list):
        return [_masked(item, spellings) for item in value]
    if isinstance(value, dict):
        return {_masked(key, spellings): _masked(item, spellings) for key, item in value.items()}
    return value
