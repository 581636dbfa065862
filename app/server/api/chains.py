"""Chains: published with a version, listed, compared, removed."""

from __future__ import annotations

import difflib
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from app.server.api.access import MayPublish, MayRead, may_bring_chains, problems
from app.server.api.dependencies import CatalogDep, ChainsDep, IsOpenToAll
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
Range = Annotated[str, Query(description="A version, or a range; empty for the newest.", max_length=100)]


@router.get("", responses=problems())
def list_chains(chains: ChainsDep, token: MayRead) -> list[ChainInfo]:
    """The newest version of every chain."""
    return [info_of(published) for published in chains.newest()]


@router.post("/check", responses=problems())
def check_chain(chains: ChainsDep, token: MayRead, body: ChainBundle) -> CompatibilityReport:
    """Whether a chain could run here, and all that is wrong with it. Nothing is stored."""
    return report_of(chains.check(parse(body.document), body.refs()))


@router.get("/{name}", responses=problems(404))
def get_chain(chains: ChainsDep, token: MayRead, name: Name) -> ChainVersions:
    """All versions of a chain, the newest first."""
    return ChainVersions(name=name, versions=[info_of(published) for published in chains.versions(name)])


@router.delete("/{name}", status_code=204, responses=problems(404))
def delete_chain(chains: ChainsDep, token: MayPublish, name: Name) -> Response:
    """Remove all versions of a chain. Runs keep what they ran."""
    chains.remove(name)
    return Response(status_code=204)


@router.get("/{name}/diff", responses={**problems(404), 200: {"content": {"text/x-diff": {}}}})
def diff_chain(chains: ChainsDep, token: MayRead, name: Name, old: Range, new: Range = "") -> Response:
    """What has changed between two versions, line by line (a unified diff of the chain files)."""
    older, newer = chains.find(name, old), chains.find(name, new)
    older_lines, newer_lines = (
        dump(published.chain).decode().splitlines(keepends=True) for published in (older, newer)
    )
    lines = difflib.unified_diff(older_lines, newer_lines, f"{name} {older.version}", f"{name} {newer.version}")
    return Response("".join(lines), media_type="text/x-diff")


@router.get("/{name}/picture", responses={**problems(404), 200: {"content": {"image/svg+xml": {}}}})
def picture_of_chain(
    chains: ChainsDep, catalog: CatalogDep, token: MayRead, name: Name, version: Range = ""
) -> Response:
    """The chain as an SVG picture."""
    published = chains.find(name, version)
    return Response(svg(published.chain, catalog), media_type="image/svg+xml")


@router.get("/{name}/versions/{version}", responses=problems(404))
def get_version(chains: ChainsDep, token: MayRead, name: Name, version: Version) -> ChainDocument:
    """A version as it was sent."""
    published = chains.find(name, version)
    return ChainDocument(
        name=published.name, version=published.version, document=published.document, files=published.files
    )


@router.put(
    "/{name}/versions/{version}",
    status_code=201,
    responses={
        **problems(404, 409),
        200: {"model": CompatibilityReport, "description": "It was there already, just so."},
    },
)
def publish_chain(
    chains: ChainsDep,
    is_open: IsOpenToAll,
    token: MayPublish,
    name: Name,
    version: Version,
    body: ChainBundle,
    response: Response,
) -> CompatibilityReport:
    """Publish a version. A chain that could not run here is refused with all that is wrong; nothing is stored then."""
    may_bring_chains(token, is_open)
    findings, is_new = chains.publish(name, version, body.document, body.refs(), token.name)
    response.status_code = 201 if is_new else 200
    return report_of(findings)


@router.delete("/{name}/versions/{version}", status_code=204, responses=problems(404))
def delete_version(chains: ChainsDep, token: MayPublish, name: Name, version: Version) -> Response:
    """Remove one version."""
    chains.remove(name, version)
    return Response(status_code=204)


def info_of(published: Published) -> ChainInfo:
    chain = published.chain
    return ChainInfo(
        name=published.name,
        version=published.version,
        title=chain.title or published.name,
        description=chain.description,
        inputs={name: _schema(port) for name, port in chain.inputs.items()},
        outputs={name: _schema(port) for name, port in chain.outputs.items()},
        published_at=published.published_at,
        published_by=published.published_by,
    )


def _schema(port: object) -> dict[str, object]:
    texts = {"title": getattr(port, "title", ""), "description": getattr(port, "description", "")}
    return {**getattr(port, "schema_", {}), **{key: text for key, text in texts.items() if text}}


def report_of(findings: list[Finding]) -> CompatibilityReport:
    return CompatibilityReport(runnable=not errors(findings), findings=[FindingInfo(**f._asdict()) for f in findings])
