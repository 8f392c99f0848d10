"""Scrapy's requests held to public hosts: every host is checked once and connected to by the IP found then."""

import asyncio
from typing import Any
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet import defer
from twisted.internet.error import DNSLookupError

from ingest.addresses import checked
from ingest.errors import FetchError

_pins: dict[str, str] = {}
"""Host → IP for the life of the process, which makes one visit."""
_checked: set[tuple[str, str, int | None]] = set()


class GuardMiddleware:
    """Downloader middleware, nearest to the network: redirects and robots.txt pass through it, too."""

    async def process_request(self, request: Any, spider: Any = None) -> None:  # noqa: ARG002 - older Scrapy gives it
        """Let a request pass, or raise IgnoreRequest with the reason."""
        parts = urlsplit(request.url)
        key = (parts.scheme, parts.hostname or "", parts.port)
        if key in _checked:
            return
        try:
            target = await asyncio.to_thread(checked, request.url)
        except FetchError as error:
            raise IgnoreRequest(str(error)) from error
        _pins[target.host] = target.ip
        _checked.add(key)


class PinnedResolver(CachingThreadedResolver):  # type: ignore[misc]  # Scrapy is not read by mypy
    """Scrapy's resolver, which knows only the hosts that the guard let pass."""

    def getHostByName(self, name: str, timeout: Any = ()) -> Any:  # noqa: N802, ARG002 - Twisted's own name
        """The pinned IP of a host."""
        ip = _pins.get(name.rstrip("."))
        return defer.succeed(ip) if ip else defer.fail(DNSLookupError(f"{name} was not checked"))
