"""What every answer over HTTP gets: security headers, revalidation, counting. Plain ASGI, a few microseconds each."""

import hashlib
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from starlette import staticfiles
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import metrics
from api.library import Library
from api.pages.render import COOKIE
from api.settings import api_settings
from search.errors import SearchError

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
)
FOREVER = "public, max-age=31536000, immutable"
UNCACHED = ("/healthz", "/metrics", "/static", "/zrodla", "/api/v1/sources", "/api/v1/corrections", "/korekta")
"""Paths whose answers change without a change of a programme, or have their own rule."""


class Layer(ABC):
    """A layer around the app; what is no request over HTTP (the app's start and end) passes through."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One event (ASGI)."""
        if scope["type"] == "http":
            await self.answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    @abstractmethod
    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""


class Headed(Layer):
    """Answers HEAD as GET without a body: link checkers and monitors ask so."""

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, headed)


class Secured(Layer):
    """Sets the security headers."""

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, secured)


class Revalidated(Layer):
    """Answers 304 where nothing can have changed since the browser was here: store, index, program and language."""

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["method"] != "GET" or scope["path"].startswith(UNCACHED):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        library = getattr(request.app.state, "library", None)
        if not isinstance(library, Library):
            await self.app(scope, receive, send)
            return
        tag = _tag(library, request)
        headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding, Cookie"}
        if tag in _given(Headers(scope=scope).get("if-none-match", "")):
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message).update(headers)
            await send(message)

        await self.app(scope, receive, tagged)


class Counted(Layer):
    """Counts requests and their time for `/metrics`."""

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        started = time.perf_counter()
        status = 500

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, seen)
        finally:
            route = getattr(scope.get("route"), "path", "/static" if scope["path"].startswith("/static/") else "other")
            metrics.count(scope["method"], route, status, time.perf_counter() - started)


class StaticFiles(staticfiles.StaticFiles):
    """The shipped files; their addresses carry their digest, so browsers may keep them."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """The file with the rule that it never changes."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = FOREVER
        return response


def _given(header: str) -> set[str]:
    return {tag.strip() for tag in header.split(",")}


def _tag(library: Library, request: Request) -> str:
    try:
        generation = library.searcher.generation()
    except SearchError:
        generation = None  # the answer itself says what is wrong
    state = f"{library.store.counter()}.{generation.name if generation else ''}"
    language = request.query_params.get("lang") or request.cookies.get(COOKIE, "")
    host = request.headers.get("host", "")
    accept = "html" if "text/html" in request.headers.get("accept", "") else "data"
    correctable = "" if api_settings().admin_key is None else "correctable"
    known = "|".join((state, _program(), correctable, language, host, accept, request.url.path, request.url.query))
    return f'W/"{hashlib.sha256(known.encode()).hexdigest()[:20]}"'


@cache
def _program() -> str:
    """Digest of everything that shapes an answer beside the data."""
    digest = hashlib.sha256(version("drogowskaz").encode())
    for folder in ("templates", "data", "static"):
        for content in _contents(files("api") / folder):
            digest.update(content)
    return digest.hexdigest()[:12]


def _contents(folder: Traversable) -> list[bytes]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_file():
            found.append(entry.read_bytes())
        elif entry.is_dir():
            found.extend(_contents(entry))
    return found
