"""Published chains: every version is kept as it was sent, with the files beside it."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from semantic_version import NpmSpec, Version
from sqlalchemy import Engine, delete, insert, select

from app.server.guard import Rules
from app.server.problems import Problem
from app.server.sent_files import SentFiles
from app.server.tables import versions
from engine.chain.file import parse
from engine.chain.identity import identity
from engine.chain.model import Chain
from engine.chain.validate import Finding, errors, outputs_problem
from engine.run.artifacts import Artifacts
from engine.run.history.database import writing

log = logging.getLogger(__name__)
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
Files = Mapping[str, Mapping[str, Any]]
"""``{"sha256": …, "size_bytes": …}`` by path relative to the chain."""


@dataclass(frozen=True)
class Published:
    """One version of a chain."""

    name: str
    version: str
    document: str
    files: dict[str, dict[str, Any]]
    published_at: float
    published_by: str

    @property
    def chain(self) -> Chain:
        return parse(self.document)


class Chains:
    """All of them. Everything blocks on the database or the disk."""

    def __init__(
        self, database: Engine, artifacts: Artifacts, rules: Rules, queues: Callable[[], frozenset[str]]
    ) -> None:
        self._database = database
        self._artifacts = artifacts
        self.rules = rules
        self._queues = queues

    def check(self, chain: Chain, files: Files, name: str = "") -> list[Finding]:
        """Whether a chain could run here, under the name under which it is published, or without one. Raises `Problem`
        for files that were not sent.
        """
        return [*self.rules.report(chain, self.sent(files), self._queues(), name), *outputs_problem(chain)]

    def sent(self, files: Files) -> SentFiles:
        """A chain's files, as it names them. Raises `Problem`."""
        with files_refused():
            return SentFiles(self._artifacts, files)

    def publish(self, name: str, version: str, document: str, files: Files, by: str) -> tuple[list[Finding], bool]:
        """Keep a version; returns what was found, and whether it is new. Raises `Problem`, `ChainError`."""
        if not NAME.fullmatch(name):
            raise Problem(422, f"{name!r} is no name: small letters, digits, - and _, 63 at most")
        try:
            Version(version)
        except ValueError as error:
            raise Problem(422, f"{version!r} is no semantic version such as 1.2.0") from error
        chain = parse(document)
        findings = self.check(chain, files, name)
        if problems := errors(findings):
            log.info("%s %s is not published: %s", name, version, "; ".join(map(str, problems)))
            detail = f"{problems[0]} (nothing was stored)"
            raise Problem(422, detail, remedy=problems[0].remedy, findings=[f._asdict() for f in findings])
        references = {path: dict(reference) for path, reference in files.items()}
        row = {
            "name": name,
            "version": version,
            "document": document,
            "files": json.dumps(references, sort_keys=True),
            "identity": identity(chain),
            "published_at": time.time(),
            "published_by": by,
        }
        with writing(self._database).begin() as connection:
            same_version = select(versions).where(versions.c.name == name, versions.c.version == version)
            existing = connection.execute(same_version).first()
            if existing is not None:
                if (existing.document, existing.files) == (document, row["files"]):
                    return findings, False
                log.info("%s %s is not published: it is there already, with other content", name, version)
                remedy = "Publish it with another version."
                raise Problem(409, f"{name} {version} is there already, with other content", remedy=remedy)
            connection.execute(insert(versions).values(row))
        log.info("%s %s is published by %s", name, version, by)
        return findings, True

    def newest(self) -> list[Published]:
        """The newest version of each chain, by name."""
        with self._database.connect() as connection:
            rows = [_published(row) for row in connection.execute(select(versions))]
        latest: dict[str, Published] = {}
        for row in rows:
            if row.name not in latest or Version(latest[row.name].version) < Version(row.version):
                latest[row.name] = row
        return [latest[name] for name in sorted(latest)]

    def versions(self, name: str) -> list[Published]:
        """All versions of a chain, the newest first. Raises `Problem` (404)."""
        with self._database.connect() as connection:
            rows = [_published(row) for row in connection.execute(select(versions).where(versions.c.name == name))]
        if not rows:
            raise Problem(404, f"no chain is called {name!r} here")
        return sorted(rows, key=lambda row: Version(row.version), reverse=True)

    def find(self, name: str, version_range: str = "") -> Published:
        """The newest version that a range takes (npm's rules), of all without one. Raises `Problem`."""
        published = self.versions(name)
        if not version_range:
            return published[0]
        for row in published:
            if row.version == version_range:
                return row
        try:
            spec = NpmSpec(version_range)
        except ValueError as error:
            raise Problem(422, f"{version_range!r} is no version and no range such as ^1.2") from error
        for row in published:
            if Version(row.version) in spec:
                return row
        raise Problem(
            404, f"no version of {name} is {version_range} (there are: {', '.join(r.version for r in published)})"
        )

    def remove(self, name: str, version: str = "") -> None:
        """Remove a version, or all of them; runs keep what they ran. Raises `Problem` (404)."""
        statement = delete(versions).where(versions.c.name == name)
        if version:
            statement = statement.where(versions.c.version == version)
        with writing(self._database).begin() as connection:
            if not connection.execute(statement).rowcount:
                raise Problem(404, f"there is no {name} {version}".rstrip())


@contextmanager
def files_refused() -> Iterator[None]:
    """What is wrong with files that were named, as a `Problem`."""
    try:
        yield
    except FileNotFoundError as error:
        raise Problem(422, "a file of the chain has not been uploaded", remedy="Upload it first.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise Problem(422, f"files: {error}") from error


def _published(row: Any) -> Published:
    return Published(row.name, row.version, row.document, json.loads(row.files), row.published_at, row.published_by)
