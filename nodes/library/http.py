"""HTTP requests (httpx), retried politely, downloaded to a file."""

from __future__ import annotations

import asyncio
import json
import mimetypes
import re
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from pydantic import Field

from nodes.library.network import ANSWER, PARSED, innermost, largest, restricted
from nodes.sdk import CONFIG, Code, Context, Fields, File, Group, InputProblem, Secret, Tool, ToolError, hints
from nodes.sdk.errors import reason_of
from nodes.sdk.texts import mark

_STATUS_RETRIED = (429, 502, 503, 504)
_TEXT_MB = 32.0
"""Larger answers are given as a file only."""
_PAGE_LETTERS = 10_000
"""So much of a page that tells of an error is looked at."""
MORE = Group("More options")


class HttpRequest(Tool):
    """Send a request to a web address and take the answer.

    The answer comes out as *data* (parsed, when it is JSON), as *text*, and as a *file*. Answers 429 and
    503 are tried again after the time the server asks for. The body is streamed to disk, so its size is
    limited by *Largest answer* and not by memory.
    """

    name = "http.request"
    title = "HTTP request"
    category = "Web"
    icon = "globe"
    keywords = ("url", "get", "post", "rest", "api", "fetch", "download", "web")
    effects = frozenset({"network"})

    class Inputs(Fields):
        url: str = Field(
            min_length=1,
            title="Address",
            description="Starts with http:// or https://",
            json_schema_extra=hints.AS_PORT.entry(True),
        )
        method: Annotated[Literal["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"], CONFIG] = "GET"
        query: dict[str, str] = Field({}, description="Added to the address after the question mark.")
        headers: dict[str, str] = Field({}, description="Such as Accept: application/json")
        body: Annotated[Any, Code("json")] = Field(None, description="Sent as JSON; a text is sent as it is.")
        token: Annotated[Secret | None, CONFIG] = Field(None, description="A secret, sent as Authorization: Bearer …")
        fail_on_error: Annotated[bool, CONFIG, MORE] = Field(
            True, title="Fail on an error status", description="An answer of 400 or more fails the node."
        )
        retries: Annotated[int, CONFIG, MORE] = Field(3, ge=0, le=10, description="How often to try again.")
        timeout_s: Annotated[float, CONFIG, MORE] = Field(30, gt=0, le=3600, title="Timeout (s)")
        limit_mb: Annotated[float, CONFIG, MORE] = Field(100, gt=0, title="Largest answer (MB)")

    class Outputs(Fields):
        data: Any = Field(description="The parsed JSON; nothing when the answer is not JSON.")
        text: str = Field(description="The answer as text; empty when it is binary.")
        file: File = Field(description="The answer as it came.")
        status: int = Field(description="The HTTP status, such as 200.")

    async def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        import httpx
        from httpx_retries import Retry, RetryTransport

        parts = urlsplit(inputs.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputProblem("url", f"{inputs.url!r} is no web address", remedy="Start it with https://")
        headers = dict(inputs.headers)
        if inputs.token is not None:
            headers["Authorization"] = f"Bearer {inputs.token.reveal()}"
        retry = Retry(
            total=inputs.retries,
            status_forcelist=_STATUS_RETRIED,
            backoff_factor=0.3,
            respect_retry_after_header=True,
            max_backoff_wait=30,
        )
        content: dict[str, Any] = {}
        if isinstance(inputs.body, str):
            content = {"content": inputs.body}
        elif inputs.body is not None:
            content = {"json": inputs.body}
        host = parts.netloc.rpartition("@")[2]
        try:
            async with (
                httpx.AsyncClient(
                    transport=RetryTransport(transport=innermost(), retry=retry),
                    trust_env=not restricted(),
                    timeout=inputs.timeout_s,
                    follow_redirects=True,
                ) as client,
                client.stream(
                    inputs.method, inputs.url, params=inputs.query or None, headers=headers, **content
                ) as response,
            ):
                return await self._take(response, inputs, ctx)
        except httpx.TimeoutException as error:
            raise ToolError(
                f"{host} did not answer within {inputs.timeout_s:g} s",
                remedy="Check the address, or raise the timeout.",
            ) from error
        except httpx.ConnectError as error:
            raise ToolError(
                f"{host} cannot be reached: {_plain(error)}", remedy="Check the address and the network."
            ) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ToolError(f"{host}: {reason_of(error)}") from error

    async def _take(self, response: Any, inputs: Inputs, ctx: Context) -> Outputs:
        limit_mb = largest(ANSWER, inputs.limit_mb)
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        path = ctx.new_file(_file_name(response, media_type))
        total, expected_bytes = 0, int(response.headers.get("content-length") or 0)
        with path.open("wb") as stream:
            async for block in response.aiter_bytes(1 << 16):
                total += len(block)
                if total > limit_mb * 1e6:
                    raise ToolError(
                        f"the answer is larger than {limit_mb:g} MB",
                        remedy="Raise the limit under More options.",
                    )
                stream.write(block)
                ctx.progress(total / expected_bytes if expected_bytes else None, f"{total / 1e6:.1f} MB")
        text, is_json = "", "json" in media_type
        if total <= _TEXT_MB * 1e6:
            text = await asyncio.to_thread(_text, path, response, media_type)
        if response.status_code >= 400 and inputs.fail_on_error:
            excerpt = " ".join(re.sub(r"<[^<>]*>", " ", text[:_PAGE_LETTERS]).split())[:200]
            reason = mark(f"{response.url.host} answered {response.status_code} {response.reason_phrase}")
            if excerpt:
                reason += f": {excerpt}"
            raise ToolError(reason)
        data = None
        if is_json and total > (parsed_mb := largest(PARSED, _TEXT_MB)) * 1e6:
            ctx.notice(
                f"the answer has {total / 1e6:.1f} MB: JSON of more than {parsed_mb:g} MB is not parsed here, "
                "take the text or the file",
                "skipped",
            )
        elif is_json:
            try:
                data = await asyncio.to_thread(json.loads, text)
            except ValueError as error:
                raise ToolError(f"{response.url.host} answered with broken JSON: {error}") from error
        return self.Outputs(
            data=data, text=text, file=File(path=path, media_type=media_type), status=response.status_code
        )


def _plain(error: Exception) -> str:
    """What the system said, without its number."""
    return re.sub(r"^\[Errno -?\d+\] ", "", str(error)) or type(error).__name__


def _file_name(response: Any, media_type: str) -> str:
    disposition = re.search(r'filename="?([^";]+)"?', response.headers.get("content-disposition", ""))
    path = unquote(response.url.path)
    if disposition:
        path = disposition.group(1)
    name = PurePosixPath(path).name or "answer"
    if not PurePosixPath(name).suffix:
        name += mimetypes.guess_extension(media_type) or ".bin"
    return name


def _text(path: Path, response: Any, media_type: str) -> str:
    if not (media_type.startswith("text/") or any(kind in media_type for kind in ("json", "xml", "javascript"))):
        return ""
    content = path.read_bytes()
    try:
        return content.decode(response.charset_encoding or "utf-8", errors="replace")
    except LookupError:
        return content.decode("utf-8", errors="replace")
