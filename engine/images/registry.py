"""Which tags a registry has: the one question of its HTTP API that the container engine does not ask for us.

The API is the OCI Distribution Specification 1.1; who must log in is told by a challenge (RFC 6750).
"""

from __future__ import annotations

import re
from typing import Any

_HUB = "registry-1.docker.io"
_CHALLENGE = re.compile(r'(\w+)="([^"]*)"')
TIMEOUT_S = 10.0


def home_of(name: str) -> tuple[str, str]:
    """Address of the registry and the name there, as Docker reads a name."""
    first, slash, rest = name.partition("/")
    if slash and ("." in first or ":" in first or first == "localhost"):
        plain = first.partition(":")[0] in ("localhost", "127.0.0.1")
        return f"{'http' if plain else 'https'}://{first}", rest
    return f"https://{_HUB}", name if slash else f"library/{name}"


async def tags_of(name: str) -> list[str]:
    """All tags of an image in its registry. Raises OSError with the reason."""
    import httpx

    address, path = home_of(name)
    url: str | None = f"{address}/v2/{path}/tags/list"
    headers: dict[str, str] = {}
    found: list[str] = []
    try:
        async with httpx.AsyncClient(timeout=TIMEOUT_S, follow_redirects=True) as client:
            while url:
                answer = await client.get(url, headers=headers)
                if answer.status_code == 401 and not headers:
                    headers = await _authorised(client, answer.headers.get("WWW-Authenticate", ""))
                    continue
                if answer.status_code == 404:
                    return []
                answer.raise_for_status()
                told: Any = answer.json()
                found += [str(tag) for tag in (told.get("tags") or ())]
                following = answer.links.get("next", {}).get("url")
                url = str(answer.url.join(following)) if following else None
    except (httpx.HTTPError, ValueError) as error:
        raise OSError(f"{address}: {error or type(error).__name__}") from error
    return found


async def _authorised(client: Any, challenge: str) -> dict[str, str]:
    told = dict(_CHALLENGE.findall(challenge))
    if not challenge.lower().startswith("bearer ") or "realm" not in told:
        raise ValueError("the registry asks for a login")
    answer = await client.get(told.pop("realm"), params=told)
    answer.raise_for_status()
    granted = answer.json()
    return {"Authorization": f"Bearer {granted.get('token') or granted.get('access_token')}"}
