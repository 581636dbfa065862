"""Chains: published with a version, listed, compared, removed."""

from __future__ import annotations

import difflib
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from app.server.api.access import Here, MayPublish, MayRead, problems
from app.server.api.models import (
    ChainBundle,
    ChainDocument,
    ChainInfo,
    ChainName,
    ChainVersions,
    CompatibilityReport,
    FindingInfo,
)
from app.server.chains import Published
from engine.chain.file import dump, parse
from engine.chain.picture import svg
from engine.chain.validate import Finding, errors

router = APIRouter(prefix="/v1/chains", tags=["chains"])
Name = Annotated[ChainName, Path(description="Of the chain.")]
Version = Annotated[str, Path(description="A semantic version, or a range such as ^1.2.", max_length=100)]
Wanted = Annotated[str, Query(description="A version, or a range; empty for the newest.", max_length=100)]


@router.get("", responses=problems())
def list_chains(here: Here, token: MayRead) -> list[ChainInfo]:
    """The newest version of every chain."""
    return [info_of(found) for found in here.chains.newest()]


@router.post("/check", responses=problems())
def check_chain(here: Here, token: MayRead, body: ChainBundle) -> CompatibilityReport:
    """Whether a chain could run here, and all that is wrong with it. Nothing is stored."""
    return report_of(here.chains.check(parse(body.document), body.refs()))


@router.get("/{name}", responses=problems(404))
def get_chain(here: Here, token: MayRead, name: Name) -> ChainVersions:
    """All versions of a chain, the newest first."""
    return ChainVersions(name=name, versions=[info_of(found) for found in here.chains.versions(name)])


@router.delete("/{name}", status_code=204, responses=problems(404))
def delete_chain(here: Here, token: MayPublish, name: Name) -> Response:
    """Remove all versions of a chain. Runs keep what they ran."""
    here.chains.remove(name)
    return Response(status_code=204)


@router.get("/{name}/diff", responses={**problems(404), 200: {"content": {"text/x-diff": {}}}})
def diff_chain(here: Here, token: MayRead, name: Name, old: Wanted, new: Wanted = "") -> Response:
    """What has changed between two versions, line by line (a unified diff of the chain files)."""
    before, after = here.chains.find(name, old), here.chains.find(name, new)
    one, other = (dump(found.chain).decode().splitlines(keepends=True) for found in (before, after))
    lines = difflib.unified_diff(one, other, f"{name} {before.version}", f"{name} {after.version}")
    return Response("".join(lines), media_type="text/x-diff")


@router.get("/{name}/picture", responses={**problems(404), 200: {"content": {"image/svg+xml": {}}}})
def picture_of_chain(here: Here, token: MayRead, name: Name, version: Wanted = "") -> Response:
    """The chain as an SVG picture."""
    found = here.chains.find(name, version)
    return Response(svg(found.chain, here.catalog), media_type="image/svg+xml")


@router.get("/{name}/versions/{version}", responses=problems(404))
def get_version(here: Here, token: MayRead, name: Name, version: Version) -> ChainDocument:
    """A version as it was sent."""
    found = here.chains.find(name, version)
    return ChainDocument(name=found.name, version=found.version, document=found.document, files=found.files)


@router.put(
    "/{name}/versions/{version}",
    status_code=201,
    responses={
        **problems(404, 409),
        200: {"model": CompatibilityReport, "description": "It was there already, just so."},
    },
)
def publish_chain(
    here: Here, token: MayPublish, name: Name, version: Version, body: ChainBundle, response: Response
) -> CompatibilityReport:
    """Publish a version. A chain that could not run here is refused with all that is wrong; nothing is stored then."""
    found, new = here.chains.publish(name, version, body.document, body.refs(), token.name)
    response.status_code = 201 if new else 200
    return report_of(found)


@router.delete("/{name}/versions/{version}", status_code=204, responses=problems(404))
def delete_version(here: Here, token: MayPublish, name: Name, version: Version) -> Response:
    """Remove one version."""
    here.chains.remove(name, version)
    return Response(status_code=204)


def info_of(found: Published) -> ChainInfo:
    chain = found.chain
    return ChainInfo(
        name=found.name,
        version=found.version,
        title=chain.title or found.name,
        description=chain.description,
        inputs={name: _schema(port) for name, port in chain.inputs.items()},
        outputs={name: _schema(port) for name, port in chain.outputs.items()},
        published_at=found.published_at,
        published_by=found.published_by,
    )


def _schema(port: object) -> dict[str, object]:
    told = {"title": getattr(port, "title", ""), "description": getattr(port, "description", "")}
    return {**getattr(port, "schema_", {}), **{key: text for key, text in told.items() if text}}


def report_of(found: list[Finding]) -> CompatibilityReport:
    return CompatibilityReport(runnable=not errors(found), findings=[FindingInfo(**f._asdict()) for f in found])
