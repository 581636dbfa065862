"""Who may do what: random tokens, kept as hashes, each with scopes and an end."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from typing import Any, Literal, get_args

from sqlalchemy import Engine, func, insert, select, update

from app.server.database import exclusive_lock
from app.server.problems import Problem
from app.server.settings import SHORTEST_TOKEN
from app.server.tables import tokens
from engine.run.history.database import writing

Scope = Literal["read", "run", "publish", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
PREFIX = "ice_"


@dataclass(frozen=True, slots=True)
class Token:
    """What is known of a token; never the token itself. Times are seconds since the epoch."""

    id: str
    name: str
    scopes: tuple[str, ...]
    created_at: float
    expires_at: float | None
    revoked: bool

    @property
    def is_good(self) -> bool:
        """Whether it has not ended."""
        return not self.revoked and (self.expires_at is None or self.expires_at >= time.time())

    def may(self, scope: Scope) -> bool:
        """Whoever may run or publish may read; admin may all of it."""
        return "admin" in self.scopes or scope in self.scopes or (scope == "read" and bool(self.scopes))


class Tokens:
    """All tokens of a server. Everything blocks on the database."""

    def __init__(self, database: Engine) -> None:
        self._database = database

    def create(
        self, name: str, scopes: tuple[str, ...], lasts_s: float | None = None, chosen: str = ""
    ) -> tuple[Token, str]:
        """A new token, and what its owner shows: it cannot be had again.

        Raises ValueError for scopes that are unknown or none, and where the one that was `chosen` is too short.
        """
        if chosen and len(chosen) < SHORTEST_TOKEN:
            raise ValueError(f"a token of one's own choice has {SHORTEST_TOKEN} characters at least")
        if unknown := set(scopes) - set(SCOPES):
            raise ValueError(f"there is no scope {sorted(unknown)[0]!r} (there are: {', '.join(SCOPES)})")
        if not scopes:
            raise ValueError("a token needs a scope at least")
        secret = chosen or PREFIX + secrets.token_urlsafe(32)
        now_s = time.time()
        token = Token(_number(secret), name, tuple(scopes), now_s, now_s + lasts_s if lasts_s else None, False)
        row = {
            "id": token.id,
            "name": name,
            "hash": _hash(secret),
            "scopes": " ".join(scopes),
            "created_at": token.created_at,
            "expires_at": token.expires_at,
            "revoked": False,
        }
        with writing(self._database).begin() as connection:
            connection.execute(insert(tokens).values(row))
        return token, secret

    def first(self, chosen: str = "") -> str:
        """Where there is no token yet: one with every right, to be shown once; else nothing. Raises ValueError."""
        with exclusive_lock(self._database):
            with self._database.connect() as connection:
                if connection.execute(select(func.count()).select_from(tokens)).scalar():
                    return ""
            return self.create("first", ("admin",), chosen=chosen)[1]

    def check(self, secret: str) -> Token:
        """Whose this is. Raises `Problem` (401)."""
        with self._database.connect() as connection:
            row = connection.execute(select(tokens).where(tokens.c.id == _number(secret))).first()
        stored_hash = row.hash if row is not None else _hash("")
        # the same work whether the token is there or not
        if not hmac.compare_digest(stored_hash, _hash(secret)) or row is None:
            raise Problem(401, "this token is not known here", remedy="Create one with `iceos token create`.")
        if row.revoked:
            raise Problem(401, "this token was revoked")
        if row.expires_at is not None and row.expires_at < time.time():
            raise Problem(401, "this token has expired", remedy="Create another with `iceos token create`.")
        return _token(row)

    def all(self) -> list[Token]:
        with self._database.connect() as connection:
            return [_token(row) for row in connection.execute(select(tokens).order_by(tokens.c.created_at))]

    def named(self, wanted: str) -> list[Token]:
        """Those that have not ended with this id, or else with this name."""
        good = [token for token in self.all() if token.is_good]
        return [token for token in good if token.id == wanted] or [token for token in good if token.name == wanted]

    def revoke(self, number: str) -> bool:
        """End a token; whether there is one."""
        with writing(self._database).begin() as connection:
            done = connection.execute(update(tokens).where(tokens.c.id == number).values(revoked=True))
            return bool(done.rowcount)


def _hash(secret: str) -> str:
    """SHA-256 is enough: a token is 256 random bits, there is nothing to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _number(secret: str) -> str:
    """What a token is called; a part of another hash, so that it tells nothing of the first."""
    return hashlib.blake2b(secret.encode(), digest_size=4).hexdigest()


def _token(row: Any) -> Token:
    return Token(row.id, row.name, tuple(row.scopes.split()), row.created_at, row.expires_at, row.revoked)
