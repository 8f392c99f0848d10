"""One address → one snapshot, within bounds of size and time, from public hosts only."""

import re
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import urljoin

import httpx

from corpus.documents import Snapshot
from ingest.addresses import Resolver, Target, checked, resolve
from ingest.errors import FetchError, NotFound, Refused, TooLarge, Unreachable
from ingest.settings import settings

REDIRECTS = frozenset((301, 302, 303, 307, 308))
KEPT_HEADERS = ("content-type", "last-modified", "etag", "content-language", "x-robots-tag", "date")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Validators:
    """What an earlier answer said of its version, for asking only whether it changed."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class NotModified:
    """The page is as it was when its validators were given."""

    url: str


def fetch(url: str, validators: Validators | None = None, *, resolver: Resolver = resolve) -> Snapshot | NotModified:
    """The snapshot of an address after its redirects.

    Every host on the way is resolved once, checked and connected to by that IP. Raises Refused, NotFound,
    Unreachable, and TooLarge where the body, unpacked, is larger than the settings allow.
    """
    end = time.monotonic() + settings().fetch_seconds
    current = url
    for _ in range(settings().max_redirects + 1):
        target = checked(current, resolver)
        try:
            with _client().stream("GET", _pinned(target), **_request(target, validators, end)) as response:
                if response.status_code in REDIRECTS and "location" in response.headers:
                    current = urljoin(current, response.headers["location"])
                    continue
                return _taken(url, target, response, end)
        except httpx.TimeoutException as error:
            raise Unreachable(f"{target.host} did not answer in time: try later.") from error
        except httpx.HTTPError as error:
            raise Unreachable(f"{target.host} could not be reached: {_short(error)}") from error
    raise Unreachable(f"{url[:200]} redirects more than {settings().max_redirects} times.")


def validators_of(snapshot: Snapshot) -> Validators:
    """What to ask with next time."""
    headers = dict(snapshot.headers)
    return Validators(headers.get("etag"), headers.get("last-modified"))


@cache
def _client() -> httpx.Client:
    """No pool is shared between hosts by name: connections are to IPs, so keeping them alive would mix up sites."""
    limits = httpx.Limits(max_keepalive_connections=0)
    return httpx.Client(follow_redirects=False, trust_env=False, limits=limits, verify=ssl.create_default_context())


def _pinned(target: Target) -> httpx.URL:
    return httpx.URL(target.url).copy_with(host=target.ip, port=target.port)


def _request(target: Target, validators: Validators | None, end: float) -> dict[str, Any]:
    default = 443 if target.scheme == "https" else 80
    host = httpx.URL(target.url).raw_host.decode("ascii")
    bracketed = f"[{host}]" if ":" in host and not host.startswith("[") else host
    headers = {
        "Host": bracketed if target.port == default else f"{bracketed}:{target.port}",
        "User-Agent": settings().user_agent,
        "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,application/xml;q=0.8,*/*;q=0.5",
        "Accept-Language": "pl,en;q=0.3",
        "Accept-Encoding": "gzip, deflate",
    }
    if validators and validators.etag:
        headers["If-None-Match"] = validators.etag
    if validators and validators.last_modified:
        headers["If-Modified-Since"] = validators.last_modified
    left = max(0.1, end - time.monotonic())
    timeout = httpx.Timeout(min(left, settings().connect_seconds), read=left)
    return {"headers": headers, "timeout": timeout, "extensions": {"sni_hostname": host}}


def _taken(url: str, target: Target, response: httpx.Response, end: float) -> Snapshot | NotModified:
    status = response.status_code
    if status == 304:
        return NotModified(target.url)
    if 400 <= status < 500:
        raise NotFound(f"{target.host} answered {status}: the page is gone or closed.")
    if status >= 300 or status < 200:
        raise Unreachable(f"{target.host} answered {status}: try later.")
    declared = response.headers.get("content-type", "")
    charset = _CHARSET.search(declared)
    return Snapshot(
        source=url,
        url=str(httpx.URL(target.url).copy_with(fragment=None)),
        body=_body(response, target.host, end),
        media_type=declared.split(";", 1)[0].strip().lower() or None,
        charset=charset[1].lower() if charset else None,
        fetched_at=datetime.now(UTC),
        status=status,
        headers=tuple((name, response.headers[name]) for name in KEPT_HEADERS if name in response.headers),
    )


def _body(response: httpx.Response, host: str, end: float) -> bytes:
    limit = settings().max_bytes
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > limit:
        raise TooLarge(f"The page has {int(length) / 1e6:.0f} MB; at most {limit / 1e6:.0f} MB are fetched.")
    parts: list[bytes] = []
    size = 0
    for part in _parts(response):
        size += len(part)
        if size > limit:
            raise TooLarge(f"The page has more than {limit / 1e6:.0f} MB; no more are fetched.")
        if time.monotonic() > end:
            raise Unreachable(f"{host} sends too slowly: try later.")
        parts.append(part)
    return b"".join(parts)


def _parts(response: httpx.Response) -> Iterator[bytes]:
    """The unpacked body in pieces. A small packed piece may unpack to much: the packed pieces are kept small."""
    yield from response.iter_bytes()


def _short(error: Exception) -> str:
    text = str(error).replace("\n", " ").strip()
    return (text or type(error).__name__)[:160]


__all__ = ["FetchError", "NotModified", "Refused", "Validators", "fetch", "validators_of"]
