"""Which addresses HTTP tools may reach. A desktop: all. A server: not its own network, unless its operator says so.

``ICEOS_NETWORK=public`` refuses private, loopback, link-local and reserved addresses; ``ICEOS_ALLOW_HOSTS`` names
hosts and networks that are allowed all the same. The address that was looked at is the one that is connected to, for
every request and every redirect, so that a name which changes its meaning in between gains nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import os
import socket
from typing import TYPE_CHECKING

from nodes.sdk.errors import system_reason
from nodes.sdk.texts import mark

if TYPE_CHECKING:
    import httpx

VARIABLE = "ICEOS_NETWORK"
ALLOWED = "ICEOS_ALLOW_HOSTS"
PUBLIC = "public"
ANSWER = "ICEOS_HTTP_ANSWER_MB"
PARSED = "ICEOS_HTTP_PARSED_MB"
"""What an operator bounds answers by: how large one may be, and up to which size one is parsed in this process."""
_PORTS = {"https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def restricted() -> bool:
    """Whether this process is a server's: it keeps to the open internet, and to the files of each run. Its clients then
    heed no proxies of the environment."""
    return os.environ.get(VARIABLE) == PUBLIC


def largest(variable: str, default_mb: float) -> float:
    """Megabytes: what was asked for, or what the operator allows where that is less."""
    return min(default_mb, float(os.environ.get(variable) or default_mb))


def innermost() -> httpx.AsyncBaseTransport | None:
    """The transport for an `httpx.AsyncClient`; None, httpx's own choice, where nothing is restricted."""
    if not restricted():
        return None
    return _transport()


def _transport() -> httpx.AsyncBaseTransport:
    import httpx

    class Restricted(httpx.AsyncBaseTransport):
        """Looks up a name once, and connects to what it has looked at."""

        def __init__(self) -> None:
            self._inner = httpx.AsyncHTTPTransport(trust_env=False)

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            host, port = request.url.host, request.url.port or _PORTS.get(request.url.scheme, 80)
            try:
                entries = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
            except OSError as error:
                raise httpx.ConnectError(f"{host}: {system_reason(error)}", request=request) from error
            addresses = [str(entry[4][0]).partition("%")[0] for entry in entries]
            if not (allowed(host) or all(public(address) or allowed(address) for address in addresses)):
                message = mark(f"{host} is an address that a chain on this server may not reach")
                raise httpx.ConnectError(message, request=request)
            pinned = httpx.Request(
                request.method,
                request.url.copy_with(host=addresses[0]),
                headers=request.headers,
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": host},
            )
            return await self._inner.handle_async_request(pinned)

        async def aclose(self) -> None:
            await self._inner.aclose()

    return Restricted()


def public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also where it is wrapped into another."""
    unwrapped = _unwrapped(ipaddress.ip_address(address))
    return unwrapped.is_global and not unwrapped.is_multicast


def allowed(host: str) -> bool:
    """Whether the operator allows this name or address."""
    for entry in os.environ.get(ALLOWED, "").split(","):
        entry = entry.strip().lower()
        if not entry:
            continue
        if host.lower() == entry:
            return True
        try:
            if _unwrapped(ipaddress.ip_address(host)) in ipaddress.ip_network(entry, strict=False):
                return True
        except ValueError:
            continue  # one of the two is a name
    return False


def _unwrapped(address: Address) -> Address:
    """IPv4 inside of IPv6: mapped, 6to4, and what a NAT64 translates."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address
