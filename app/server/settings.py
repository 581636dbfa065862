"""What an operator can set: environment variables that begin with ``ICEOS_``. `docs/server.md` lists them."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from engine.folders import folders

SHORTEST_TOKEN = 16
_DATABASES = ("postgresql://", "postgres://", "postgresql+psycopg://", "sqlite://")
_CONNECTION = {
    "client_encoding": "utf8",  # whatever the database was made with
    # a machine that is cut off holds its locks no longer than this, and notices by itself
    "options": "-c idle_in_transaction_session_timeout=4s -c tcp_keepalives_idle=3 -c tcp_keepalives_interval=2",
    "keepalives_idle": "3",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
    "connect_timeout": "10",
}


class ServerSettings(BaseSettings):
    """Sizes in megabytes (10**6 bytes), times in seconds where no name says otherwise."""

    model_config = SettingsConfigDict(env_prefix="ICEOS_", extra="ignore")

    data_dir: Path | None = Field(None, description="For artifacts, workspaces and the SQLite database.")
    database_url: str = Field("", description="postgresql://… ; empty is a SQLite file in the data folder.")
    artifacts_url: str = Field("", description="Where machines share files, any fsspec address: s3://…")
    runs: int = Field(32, ge=0, description="Runs that this process carries at a time; 0 leaves them to others.")
    runs_per_chain: int = Field(16, ge=1, description="Runs of one chain at a time, in all processes together.")
    runs_per_token: int = Field(20_000, ge=1, description="Runs of one token that may wait or run at a time.")
    queues: str = Field("", description="Queues of nodes that this process serves, separated by commas.")
    concurrency: int = Field(4, ge=1, description="Nodes of each of these queues at a time in this process.")
    node_memory_mb: int = Field(2000, ge=200, description="Memory of a node in a worker process, its children's, too.")
    node_processor_s: int = Field(600, ge=1, description="Processor time of a node in a worker process.")
    node_wall_s: float = Field(3600, gt=0, description="How long a node may keep a worker process.")
    node_workers: int = Field(16, ge=1, description="Worker processes that are busy at a time, over all runs.")
    node_output_mb: int = Field(10_000, ge=1, description="The largest file that a node in a worker process writes.")
    node_answer_mb: int = Field(
        32, ge=1, description="What a node in a worker process gives out at most, files and tables apart."
    )
    node_open_files: int = Field(256, ge=64, description="Files that a worker process has open at a time.")
    http_answer_mb: float = Field(1000, gt=0, description="The largest answer that an HTTP tool takes, to a file.")
    http_parsed_mb: float = Field(
        8,
        gt=0,
        description="Larger JSON is not parsed by HTTP tools, and models answer no more: it holds up the server.",
    )
    unfenced: bool = Field(
        False,
        description="Run chains of others than administrators even where the kernel cannot keep their nodes from files "
        "that are none of their run.",
    )
    sql_memory_mb: int = Field(1000, ge=50, description="Memory of an SQL query; what does not fit goes to the disk.")
    sql_spill_mb: int = Field(4000, ge=0, description="Disk that an SQL query may use for what does not fit.")
    sql_threads: int = Field(2, ge=1, description="Cores that an SQL query uses.")
    keep_days: float = Field(90, ge=0, description="Runs are forgotten so long after their end; 0 keeps them for ever.")
    lease_s: float = Field(6.0, ge=1, description="A process that shows no sign of life for so long is taken for dead.")
    drain_s: float = Field(3.0, ge=0, description="How long a process that is to end waits for its runs and nodes.")
    max_body_mb: float = Field(16, gt=0, description="Largest request, uploads apart.")
    max_upload_mb: float = Field(4096, gt=0, description="Largest file that is uploaded.")
    services: dict[str, str] = Field(
        {}, description='Images that run as services: {"iceos/node-llm": "http://node-llm:8080"}.'
    )
    service_files: Path | None = Field(None, description="A folder that services see under the same path, for files.")
    containers: bool = Field(False, description="Whether nodes may run in containers of this machine's engine.")
    allow_hosts: str = Field("", description="Private hosts and networks that HTTP tools may reach.")
    allow_mounts: str = Field("", description="Folders that containers may see, separated by colons.")
    allow_read: str = Field("", description="Folders that worker processes may read beside those of their run.")
    allow_write: str = Field("", description="Folders that worker processes may write to beside those of their run.")
    tools_dir: Path | None = Field(None, description="A folder with tools of the operator's own, a file each.")
    secrets_file: Path | None = Field(None, description="A file of NAME=value lines with the secrets of chains.")
    bootstrap_token: str = Field("", description="The first token with every right, instead of a random one.")
    pages: bool = Field(True, description="Whether this process serves the web pages.")
    orchestrator_url: str = Field("", description="For pages alone: where the API is; empty is this process.")
    secure_cookies: bool = Field(False, description="Behind a proxy that speaks HTTPS: cookies only over it.")

    @field_validator("database_url")
    @classmethod
    def _driver(cls, url: str) -> str:
        """The driver we bring: psycopg 3. Raises ValueError for what is no database that we know."""
        if url and not url.startswith(_DATABASES):
            raise ValueError("it is the address of no database that is served: postgresql://… or sqlite:///…")
        for prefix in ("postgresql://", "postgres://"):
            if url.startswith(prefix):
                url = "postgresql+psycopg://" + url.removeprefix(prefix)
        if url.startswith("postgresql+psycopg://"):
            for name, value in _CONNECTION.items():
                if f"{name}=" not in url:
                    url += f"{'&' if '?' in url else '?'}{name}={quote(value)}"
        return url

    @field_validator("secrets_file")
    @classmethod
    def _secrets_are_there(cls, path: Path | None) -> Path | None:
        if path is not None and not path.is_file():
            raise ValueError(f"{path} is no file")
        return path

    @field_validator("tools_dir")
    @classmethod
    def _tools_are_there(cls, path: Path | None) -> Path | None:
        if path is not None and not path.is_dir():
            raise ValueError(f"{path} is no folder")
        return path

    @field_validator("bootstrap_token")
    @classmethod
    def _is_long_enough(cls, token: str) -> str:
        if token and len(token) < SHORTEST_TOKEN:
            raise ValueError(f"a token of one's own choice has {SHORTEST_TOKEN} characters at least")
        return token

    @cached_property
    def data(self) -> Path:
        return folders(self.data_dir).data / "server"

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data / 'server.db'}"

    @property
    def served(self) -> tuple[str, ...]:
        """The queues of nodes that this process serves."""
        return tuple(name.strip() for name in self.queues.split(",") if name.strip())

    @property
    def mounts(self) -> tuple[Path, ...]:
        return _folders(self.allow_mounts)

    @property
    def readable(self) -> tuple[Path, ...]:
        return _folders(self.allow_read)

    @property
    def writable(self) -> tuple[Path, ...]:
        return _folders(self.allow_write)


def _folders(text: str) -> tuple[Path, ...]:
    return tuple(Path(folder) for folder in text.split(os.pathsep) if folder)
