"""Files: uploaded and downloaded by their content."""

from __future__ import annotations

import asyncio
import mimetypes
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import FileResponse

from app.server.api.access import MayRead, MayUpload, problems
from app.server.api.dependencies import ArtifactsDep, SettingsDep
from app.server.api.models import Artifact, Sha256
from app.server.artifacts import Upload
from app.server.problems import Problem
from engine.run.artifacts import suffix_of
from nodes.sdk.errors import system_reason

router = APIRouter(prefix="/v1/artifacts", tags=["artifacts"])
FileName = Annotated[
    str, Query(description="Its name; what it ends in matters.", max_length=255, pattern=r"^[^\x00/]*$")
]
_BINARY = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


@router.post(
    "",
    status_code=201,
    responses=problems(),
    openapi_extra={"requestBody": {"content": _BINARY}},
)
async def upload(
    artifacts: ArtifactsDep, settings: SettingsDep, token: MayUpload, request: Request, name: FileName = ""
) -> Artifact:
    """Upload a file: the body is its content."""
    upload = Upload(artifacts)
    try:
        async for block in request.stream():
            await asyncio.to_thread(upload.write, block)
            if upload.size_bytes > settings.max_upload_mb * 1e6:
                raise Problem(413, f"a file may have {settings.max_upload_mb:g} MB here")
        digest = await asyncio.to_thread(upload.keep, suffix_of(name))
    except OSError as error:
        raise Problem(507, f"the file cannot be stored: {system_reason(error)}") from error
    finally:
        upload.drop()
    return Artifact(sha256=digest, size_bytes=upload.size_bytes)


@router.api_route(
    "/{sha256}",
    methods=["GET"],
    response_class=FileResponse,
    responses={**problems(404, 416), 200: {"content": _BINARY}, 206: {"content": _BINARY}},
)
@router.api_route("/{sha256}", methods=["HEAD"], include_in_schema=False)
def download(
    artifacts: ArtifactsDep, token: MayRead, sha256: Annotated[Sha256, Path()], name: FileName = ""
) -> Response:
    """A file by the SHA-256 of its content; parts of it with Range."""
    try:
        path = artifacts.find(sha256, suffix_of(name))
    except OSError as error:
        raise Problem(404, "there is no such file") from error
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {
        "Cache-Control": "private, max-age=31536000, immutable",
        # what a run has made is never taken for a page of this server
        "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(path, media_type=kind, filename=name or sha256, headers=headers)
