"""Which tags a registry has: the one question of its HTTP API that the container engine does not ask for us.

The API is the OCI Distribution Specification 1.1; who must log in is told by a challenge (RFC 6750).
"""

from __future__ import annotations

import logging
import re
from typing import Any

from nodes.sdk.errors import reason_of

log = logging.getLogger(__name__)

_HUB = "registry-1.docker.io"
_CHALLENGE = re.compile(r'(\w+)="([^"]*)"')
TIMEOUT_S = 10.0


def home_of(name: str) -> tuple[str, str]:
    """Address of the registry and the name there, as Docker reads a name."""
    first, slash, path = name.partition("/")
    if slash and ("." in first or ":" in first or first == "localhost"):
        if first.partition(":")[0] in ("localhost", "127.0.0.1"):
            return f"http://{first}", path
        return f"https://{first}", path
    if not slash:
        return f"https://{_HUB}", f"library/{name}"
    return f"https://{_HUB}", name


async def tags_of(name: str) -> list[str]:
    """All tags of an image in its registry. Raises OSError with the reason."""
    import httpx

    address, path = home_of(name)
    url: str | None = f"{address}/v2/{path}/tags/list"
    headers: dict[str, str] = {}
    tags: list[str] = []
    try:
        async with httpx.AsyncClient(timeout=TIMEOUT_S, follow_redirects=True) as client:
            while url:
                log.debug("waiting for %s", url)
                response = await client.get(url, headers=headers)
                if response.status_code == 401 and not headers:
                    headers = await _authorised(client, response.headers.get("WWW-Authenticate", ""))
                    continue
                if response.status_code == 404:
                    return []
                response.raise_for_status()
                body: Any = response.json()
                tags += [str(tag) for tag in (body.get("tags") or ())]
                log.debug("%s lists %d tags", url, len(tags))
                url = response.links.get("next", {}).get("url")
                if url:
                    url = str(response.url.join(url))
    except (httpx.HTTPError, ValueError) as error:
        raise OSError(f"{address}: {reason_of(error)}") from error
    return tags


async def _authorised(client: Any, challenge: str) -> dict[str, str]:
    parameters = dict(_CHALLENGE.findall(challenge))
    if not challenge.lower().startswith("bearer ") or "realm" not in parameters:
        raise ValueError("the registry asks for a login")
    response = await client.get(parameters.pop("realm"), params=parameters)
    response.raise_for_status()
    granted = response.json()
    return {"Authorization": f"Bearer {granted.get('token') or granted.get('access_token')}"}
