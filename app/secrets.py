"""Where this installation looks for secrets."""

from __future__ import annotations

import os
from pathlib import Path

from engine.folders import Folders
from engine.run.secrets import AnyOf, EnvironmentSecrets, FileSecrets, KeyringSecrets, SecretSource

FILE_VARIABLE = "ICEOS_SECRETS_FILE"


def keyring_of(folders: Folders) -> KeyringSecrets:
    return KeyringSecrets(folders.data / "secret-names.json")


def secrets_of(folders: Folders) -> AnyOf:
    """The environment first, then the file that ``ICEOS_SECRETS_FILE`` names, then the system's keyring."""
    sources: list[SecretSource] = [EnvironmentSecrets()]
    if named := os.environ.get(FILE_VARIABLE):
        sources.append(FileSecrets(Path(named)))
    return AnyOf([*sources, keyring_of(folders)])
