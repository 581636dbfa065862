"""The requests to a server of language models, and what its refusals mean."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from typing import Any

import httpx

from nodes.event_stream import aiter_events
from nodes.library.network import PARSED, innermost, largest, restricted
from nodes.sdk import Context, InputProblem, ToolError
from nodes.sdk.errors import reason_of

ADDRESS_VARIABLE = "ICEOS_LLM_URL"
KEY_VARIABLE = "ICEOS_LLM_KEY"
"""Set where a model is at hand, as in the image node-llm: an empty address means that one."""
_END = "[DONE]"
"""The last event of a stream, which is no JSON."""
_ANSWER_MB = 64.0
_BLOCK = 1 << 16
_NO_ADDRESS = "Give the address of a server, such as https://api.openai.com/v1, or run it in iceos/node-llm."


async def embedded(inputs: Any) -> tuple[list[list[float]], int]:
    """A vector for each text, and what it took in tokens. Raises `ToolError`."""
    async with _client(inputs) as client:
        response = await _posted(client, "embeddings", {"input": inputs.texts, **_given(model=inputs.model)})
    try:
        rows = sorted(response["data"], key=lambda row: row["index"])
        vectors = [[float(x) for x in row["embedding"]] for row in rows]
    except (KeyError, TypeError, ValueError) as error:
        raise ToolError(f"the server answered something else than vectors: {error}") from error
    return vectors, int((response.get("usage") or {}).get("total_tokens", 0))


def _client(inputs: Any) -> httpx.AsyncClient:
    address = inputs.address.strip() or os.environ.get(ADDRESS_VARIABLE, "")
    if not address.startswith(("http://", "https://")):
        if address:
            raise InputProblem("address", f"{address!r} is no web address", remedy="Start it with https://")
        raise InputProblem("address", "there is no model here", remedy=_NO_ADDRESS)
    options: dict[str, Any] = {}
    if inputs.address.strip():  # the address of the environment is the operator's own choice
        options = {"transport": innermost(), "trust_env": not restricted()}
    timeout = httpx.Timeout(getattr(inputs, "timeout_s", 120.0), connect=10.0)
    headers = _headers(inputs, httpx.URL(address).host)
    return httpx.AsyncClient(base_url=address.rstrip("/") + "/", headers=headers, timeout=timeout, **options)


def _headers(inputs: Any, host: str) -> dict[str, str]:
    """The key that is given, or that of the model at hand; never the latter to an address that somebody has typed."""
    key = ""
    if inputs.key is not None:
        key = inputs.key.reveal(host)
    elif not inputs.address:
        key = os.environ.get(KEY_VARIABLE, "")
    if not key:
        return {}
    return {"Authorization": f"Bearer {key}"}


def _given(**fields: object) -> dict[str, object]:
    """Those that are set: a server has its own defaults for the others."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


async def written(inputs: Any, ctx: Context, path: str, request: dict[str, Any]) -> dict[str, Any]:
    """Let the model write, piece by piece. Raises `ToolError`."""
    body = {
        **request,
        **_given(model=inputs.model),
        "max_tokens": inputs.most_tokens,
        "temperature": inputs.temperature,
        "stream": True,
        "stream_options": {"include_usage": True},
        **_given(stop=inputs.stop, seed=inputs.seed),
    }
    text, pieces, tokens, reason = "", 0, 0, ""
    async with _client(inputs) as client:
        async for event in _stream(client, path, body):
            for choice in event.get("choices") or ():
                piece = str(choice.get("text") or (choice.get("delta") or {}).get("content") or "")
                reason = choice.get("finish_reason") or reason
                if piece:
                    text, pieces = text + piece, pieces + 1
                    ctx.chunk(piece, "text")
                    ctx.progress(min(1.0, pieces / inputs.most_tokens), f"{pieces} tokens")
            tokens = int((event.get("usage") or {}).get("total_tokens") or tokens)
    tokens = tokens or pieces
    ctx.cost(tokens=tokens)
    return {"text": text, "tokens": tokens, "finished": reason != "length"}


async def _stream(client: httpx.AsyncClient, path: str, body: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
    try:
        async with client.stream("POST", path, json=body) as response:
            if response.status_code >= 400:
                raise _refused(response, await _read(response))
            async for event in aiter_events(_bounded(response)):
                if event.data.strip() == _END:
                    continue
                completion = json.loads(event.data)
                if "error" in completion:
                    raise ToolError(f"the model failed: {_words(completion['error'])}")
                yield completion
    except httpx.HTTPError as error:
        raise _unreachable(client, error) from error
    except ValueError as error:
        raise ToolError(f"the server's stream cannot be read: {error}") from error


async def _posted(client: httpx.AsyncClient, path: str, body: dict[str, Any]) -> dict[str, Any]:
    try:
        async with client.stream("POST", path, json=body) as response:
            content = await _read(response)
    except httpx.HTTPError as error:
        raise _unreachable(client, error) from error
    if response.status_code >= 400:
        raise _refused(response, content)
    try:
        answer: dict[str, Any] = await asyncio.to_thread(json.loads, content)
    except ValueError as error:
        raise ToolError(f"the server's answer is no JSON: {error}") from error
    return answer


async def _read(response: httpx.Response) -> bytes:
    return b"".join([block async for block in _bounded(response)])


async def _bounded(response: httpx.Response) -> AsyncIterator[bytes]:
    """What a server answers. Raises `ToolError` for more than a model has to say."""
    limit_mb, total = largest(PARSED, _ANSWER_MB), 0
    async for block in response.aiter_bytes(_BLOCK):
        total += len(block)
        if total > limit_mb * 1e6:
            raise ToolError(f"{response.url.host} answers more than {limit_mb:g} MB")
        yield block


def _refused(response: httpx.Response, content: bytes) -> ToolError:
    host = response.url.host
    if response.status_code in (401, 403):
        return InputProblem("key", f"{host} does not take the key", remedy="Set the secret under Run › Secrets.")
    if response.status_code == 429:
        return ToolError(f"{host} has had too many requests", remedy="Try again later, or set retries on the node.")
    try:
        message = _words(json.loads(content).get("error"))
    except (ValueError, AttributeError):
        message = content.decode("utf-8", "replace")[:200]
    return ToolError(f"{host} answered {response.status_code}: {message}")


def _words(error: Any) -> str:
    if isinstance(error, dict):
        error = error.get("message", error)
    return str(error)


def _unreachable(client: httpx.AsyncClient, error: httpx.HTTPError) -> ToolError:
    host = client.base_url.host
    if isinstance(error, httpx.TimeoutException):
        return ToolError(f"{host} did not answer in time", remedy="Check the address, or raise the timeout.")
    return ToolError(f"{host} cannot be reached: {reason_of(error)}", remedy="Check the address and the network.")
