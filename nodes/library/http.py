"""HTTP requests (httpx), retried politely, downloaded to a file."""

from __future__ import annotations

import asyncio
import codecs
import mimetypes
import re
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlencode, urlsplit

from pydantic import Field

from nodes.library.json_text import read_json
from nodes.library.network import ANSWER, PARSED, innermost, largest, restricted
from nodes.sdk import CONFIG, Code, Context, Fields, File, Group, InputProblem, Secret, Tool, ToolError, hints
from nodes.sdk.errors import reason_of
from nodes.sdk.texts import mark

_STATUS_RETRIED = (429, 502, 503, 504)
_TEXT_MB = 32.0
"""Larger answers are given as a file only."""
_PAGE_LETTERS = 10_000
"""So much of a page that tells of an error is looked at."""
_RETRIED = ("GET", "HEAD", "PUT", "DELETE")
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
MORE = Group("More options")


class HttpRequest(Tool):
    """Send a request to a web address and take the answer.

    The answer comes out as *data* (parsed, when it is JSON), as *text*, and as a *file*, with its status and headers
    and the address that gave it after all redirects. The body is streamed to disk, so its size is limited by *Largest
    answer* and not by memory.

    What is sent is JSON, a text as it is, the fields of a form, or a file (with form fields: as *multipart*). With a
    user the secret is a password (*Basic*), without one a *Bearer* token.

    Answers 429, 502, 503 and 504 and broken connections are tried again, after the time the server asks for but at
    most 30 s later: GET, HEAD, PUT and DELETE, which do no harm when they arrive twice; POST and PATCH once you say so.
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
        form: dict[str, str] = Field({}, description="Fields of a form, sent instead of a body.")
        upload: File | None = Field(None, description="A file to send: as the body, or beside the fields of a form.")
        upload_field: Annotated[str, CONFIG, MORE] = Field(
            "", title="Field of the file", description="Its name in the form; empty sends the file as the body."
        )
        user: Annotated[str, CONFIG, MORE] = Field("", description="With it the secret is sent as its password.")
        token: Annotated[Secret | None, CONFIG] = Field(None, description="A secret, sent as Authorization: Bearer …")
        fail_on_error: Annotated[bool, CONFIG, MORE] = Field(
            True, title="Fail on an error status", description="An answer of 400 or more fails the node."
        )
        retries: Annotated[int, CONFIG, MORE] = Field(3, ge=0, le=10, description="How often to try again.")
        retry_all: Annotated[bool, CONFIG, MORE] = Field(
            False, title="Try POST and PATCH again", description="They may then arrive twice."
        )
        timeout_s: Annotated[float, CONFIG, MORE] = Field(
            120,
            gt=0,
            le=3600,
            title="Timeout (s)",
            description="For all of it: every try, each wait, the whole answer.",
        )
        limit_mb: Annotated[float, CONFIG, MORE] = Field(100, gt=0, title="Largest answer (MB)")

    class Outputs(Fields):
        data: Any = Field(description="The parsed JSON; nothing when the answer is not JSON.")
        text: str = Field(description="The answer as text; empty when it is binary.")
        file: File = Field(description="The answer as it came.")
        status: int = Field(description="The HTTP status, such as 200.")
        headers: dict[str, str] = Field(description="Those of the answer, their names in small letters.")
        address: str = Field(description="Where the answer came from, after all redirects.")

    async def run(self, inputs: Inputs, ctx: Context) -> Outputs:
        import httpx
        from httpx_retries import RetryTransport

        host = _host(inputs.url)
        name = urlsplit(inputs.url).hostname or ""
        retry, headers = _told_retry(inputs, ctx), _headers(inputs, name)
        content = await asyncio.to_thread(_content, inputs)
        try:
            async with (
                asyncio.timeout(inputs.timeout_s),
                httpx.AsyncClient(
                    transport=RetryTransport(transport=innermost(), retry=retry),
                    trust_env=not restricted(),
                    timeout=inputs.timeout_s,
                    follow_redirects=True,
                    auth=_auth(inputs, name),
                ) as client,
                client.stream(inputs.method, _address(inputs), headers=headers, **content) as response,
            ):
                return await self._take(response, inputs, ctx)
        except (TimeoutError, httpx.TimeoutException) as error:
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
            text = await asyncio.to_thread(_text, path, response, media_type, ctx)
        elif _is_text(media_type):
            ctx.notice(f"an answer of more than {_TEXT_MB:g} MB is given as a file, not as text", "skipped", port="url")
        if response.status_code >= 400 and inputs.fail_on_error:
            excerpt = " ".join(re.sub(r"<[^<>]*>", " ", text[:_PAGE_LETTERS]).split())[:200]
            reason = mark(f"{response.url.host} answered {response.status_code} {response.reason_phrase}")
            if excerpt:
                reason += f": {excerpt}"
            raise ToolError(reason)
        data = None
        if is_json and total > (parsed_mb := largest(PARSED, inputs.limit_mb)) * 1e6:
            ctx.notice(
                f"the answer has {total / 1e6:.1f} MB: JSON of more than {parsed_mb:g} MB is not parsed here, "
                "take the text or the file",
                "skipped",
            )
        elif is_json and total:  # a type without a body is no fault: answers to HEAD, 204, 304
            try:
                data = await asyncio.to_thread(lambda: read_json(path.read_bytes(), ctx))
            except (ValueError, RecursionError) as error:
                raise ToolError(f"{response.url.host} answered with broken JSON: {error}") from error
        return self.Outputs(
            data=data,
            text=text,
            file=File(path=path, media_type=media_type),
            status=response.status_code,
            headers=dict(response.headers),
            address=str(response.url),
        )


def _host(url: str) -> str:
    """The host of an address, without a user. Raises `InputProblem` for what is no address."""
    try:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname:
            return parts.netloc.rpartition("@")[2]
    except ValueError:  # such as a bracket that is not closed
        pass
    raise InputProblem("url", f"{url!r} is no web address", remedy="Start it with https://")


def _address(inputs: HttpRequest.Inputs) -> Any:
    """The address with its own query as it is written, and the further parameters behind it."""
    import httpx

    try:
        url = httpx.URL(inputs.url)
    except httpx.InvalidURL as error:
        raise InputProblem("url", f"{inputs.url!r} is no web address: {error}") from error
    if not inputs.query:
        return url
    return url.copy_with(query=b"&".join(filter(None, [url.query, urlencode(inputs.query).encode()])))


def _headers(inputs: HttpRequest.Inputs, host: str) -> dict[str, str]:
    """Raises `InputProblem` for what a header cannot hold."""
    headers = dict(inputs.headers)
    for name, value in headers.items():
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name):
            raise InputProblem("headers", f"{name!r} is no name of a header", remedy="Letters, digits and - go.")
        if not value.isascii() or not value.isprintable():
            raise InputProblem("headers", f"{name}: {value!r} has letters that a header cannot hold")
    if inputs.token is not None and not inputs.user:
        headers["Authorization"] = f"Bearer {inputs.token.reveal(host)}"
    if inputs.upload is not None and not inputs.upload_field and "content-type" not in map(str.lower, headers):
        headers["Content-Type"] = inputs.upload.media_type
    return headers


def _auth(inputs: HttpRequest.Inputs, host: str) -> tuple[str, str] | None:
    if not inputs.user:
        return None
    return inputs.user, "" if inputs.token is None else inputs.token.reveal(host)


def _content(inputs: HttpRequest.Inputs) -> dict[str, Any]:
    """What is sent, as httpx takes it. Raises `InputProblem` for more than one thing."""
    upload: File | None = inputs.upload
    sent = [name for name, is_there in {"body": inputs.body is not None, "form": bool(inputs.form)}.items() if is_there]
    if upload is not None and not inputs.upload_field:
        sent.append("upload")
    if len(sent) > 1:
        raise InputProblem(sent[1], f"only one thing is sent, and there is a {sent[0]}")
    if upload is not None and inputs.upload_field:
        content = upload.path.read_bytes()
        return {"data": inputs.form, "files": {inputs.upload_field: (upload.name, content, upload.media_type)}}
    if upload is not None:
        return {"content": upload.path.read_bytes()}
    if inputs.form:
        return {"data": inputs.form}
    if isinstance(inputs.body, str):
        return {"content": inputs.body}
    return {} if inputs.body is None else {"json": inputs.body}


def _told_retry(inputs: HttpRequest.Inputs, ctx: Context) -> Any:
    """Tries again politely, and says on the card how long it waits."""
    import httpx
    from httpx_retries import Retry

    class ToldRetry(Retry):
        async def asleep(self, response: Any) -> None:
            headers = response.headers if isinstance(response, httpx.Response) else {}
            wait_s = self._calculate_sleep(headers)
            why = str(response.status_code) if isinstance(response, httpx.Response) else reason_of(response)
            ctx.progress(None, f"{why}: trying again in {wait_s:.0f} s ({self.attempts_made} of {self.total})")
            await asyncio.sleep(wait_s)

    return ToldRetry(
        total=inputs.retries,
        allowed_methods=[*_RETRIED, *(["POST", "PATCH"] if inputs.retry_all else [])],
        status_forcelist=_STATUS_RETRIED,
        backoff_factor=0.3,
        respect_retry_after_header=True,
        max_backoff_wait=30,
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


def _is_text(media_type: str) -> bool:
    return media_type.startswith("text/") or any(kind in media_type for kind in ("json", "xml", "javascript"))


def _text(path: Path, response: Any, media_type: str, ctx: Context) -> str:
    """An answer as text: as its mark (BOM) says, then its header; without either UTF-8, else cp1252, which is told."""
    if not _is_text(media_type):
        return ""
    content = path.read_bytes()
    for mark_bytes, encoding in _MARKS.items():
        if content.startswith(mark_bytes):
            return content.decode(encoding, "replace")
    if "json" not in media_type and (named := response.charset_encoding):
        try:
            return content.decode(named, "replace")
        except LookupError:
            ctx.notice(f"no encoding is called {named!r}: the answer is read as UTF-8")
    try:
        return content.decode()
    except UnicodeDecodeError:
        ctx.notice("the answer does not say its encoding and is no UTF-8: it is read as cp1252")
        return content.decode("cp1252", "replace")
