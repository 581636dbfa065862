"""What goes over the wire, beside chains and events, which have models of their own."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from app.server.runs import RunInfo

Sha256 = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
RelativePath = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00]+$")]
ChainName = Annotated[str, StringConstraints(pattern="^[a-z0-9][a-z0-9_-]{0,62}$")]
Plain = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=2000)]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class FileRef(Body):
    """A file that was uploaded."""

    sha256: Sha256
    size_bytes: int = Field(0, ge=0)


class ChainBundle(Body):
    """A chain file as text, and the files that lie beside it, by path relative to it."""

    document: Annotated[str, StringConstraints(max_length=64_000_000, pattern=r"^[^\x00]*$")]
    files: dict[RelativePath, FileRef] = {}

    def refs(self) -> dict[str, dict[str, Any]]:
        return {path: ref.model_dump() for path, ref in self.files.items()}


class StartRun(Body):
    """Either a published `chain` (with a `version`, or a range of versions), or a `document`.

    `inputs` are the chain's, by name; a file is ``{"sha256": …, "name": …}`` of one that was uploaded.
    """

    chain: ChainName | None = None
    version: Plain = ""
    document: ChainBundle | None = None
    inputs: dict[str, Any] = {}
    start: list[Plain] = []
    up_to: list[Plain] = []


class Rerun(Body):
    """Which nodes to begin with; empty for all."""

    start: list[Plain] = []


class Answered(Body):
    """A person's answer to a node that waits for one."""

    node: Plain
    approved: bool
    note: Plain = ""


class NewToken(Body):
    """`days` until it expires; none for never."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00]*$")]
    scopes: list[Literal["read", "run", "publish", "admin"]] = Field(min_length=1)
    days: float | None = Field(None, gt=0, le=36500)


class FindingInfo(BaseModel):
    """Something that keeps a chain from running here, or might."""

    level: str
    code: str
    node: str
    port: str
    reason: str
    remedy: str


class CompatibilityReport(BaseModel):
    """`runnable` is false where one of the findings is an error."""

    runnable: bool
    findings: list[FindingInfo]


class ChainInfo(BaseModel):
    """A published version; `inputs` and `outputs` are JSON Schemas by name."""

    name: str
    version: str
    title: str
    description: str
    inputs: dict[str, Any]
    outputs: dict[str, Any]
    published_at: float
    published_by: str


class ChainVersions(BaseModel):
    name: str
    versions: list[ChainInfo]


class ChainDocument(BaseModel):
    """The chain file as it was sent, and its files."""

    name: str
    version: str
    document: str
    files: dict[str, Any]


class RunPage(BaseModel):
    """`next` is the cursor of the next page; empty on the last."""

    runs: list[RunInfo]
    next: str


class LastEvent(BaseModel):
    seq: int


class RunDocument(BaseModel):
    document: str
    inputs: dict[str, Any]


class Result(BaseModel):
    """An output as a page shows it. `kind` is table, image, file, text or json."""

    name: str
    kind: str
    text: str = ""
    file: dict[str, Any] = {}
    columns: list[str] = []
    rows: list[list[str]] = []
    more: int = 0


class NodeValues(BaseModel):
    """Plain JSON as it is; else ``value`` with its ``kinds`` by JSON Pointer: files and tables are named by hash."""

    inputs: dict[str, Any]
    outputs: dict[str, Any]


class Artifact(BaseModel):
    sha256: str
    size_bytes: int


class TokenInfo(BaseModel):
    """What is known of a token. Times are seconds since the epoch."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    name: str
    scopes: list[str]
    created_at: float
    expires_at: float | None
    revoked: bool


class CreatedToken(BaseModel):
    """`token` is shown this once."""

    info: TokenInfo
    token: str


class ToolInfo(BaseModel):
    name: str
    version: str
    title: str


class WorkerInfo(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: str
    kind: str
    host: str
    queues: list[str]
    version: str


class CatalogInfo(BaseModel):
    """What chains find here: tools, images that run as services, queues that somebody serves."""

    tools: list[ToolInfo]
    images: list[str]
    containers: bool
    queues: list[str]
    workers: list[WorkerInfo]


class QueueInfo(BaseModel):
    """How much waits in each queue, and how many runs are in each state."""

    waiting: dict[str, int]
    runs: dict[str, int]
