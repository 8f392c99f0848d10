"""The spider: from a source's list to its pages."""

import re
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urldefrag, urlsplit

import scrapy
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.spidermiddlewares.httperror import HttpError

from corpus.documents import Snapshot
from ingest.crawl.feeds import feed_pages, sitemap_pages, wordpress_address, wordpress_pages
from ingest.crawl.listings import linked_files, listing_pages
from ingest.crawl.plan import Found, Known, Plan, PlanKind, Problem, Unchanged
from ingest.fetch import KEPT_HEADERS

Result = Snapshot | Unchanged | Problem
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
LIST_PRIORITY, PAGE_PRIORITY = 10, 0
MAX_SITEMAPS, MAX_LISTINGS = 50, 30


class SourceSpider(scrapy.Spider):  # type: ignore[misc]  # Scrapy is not read by mypy
    """Visits one source by its plan and gives each result to `emit`."""

    name = "drogowskaz"

    def __init__(self, plan: Plan, limit: int, emit: Callable[[Result], None], **keywords: Any) -> None:
        super().__init__(**keywords)
        self.plan = plan
        self.limit = limit
        self.emit = emit
        self.asked: set[str] = set()
        self.lists = 0
        self.stated: dict[str, str] = {}
        self.counts = {"pages": 0, "unchanged": 0, "problems": 0}
        self.host = (urlsplit(plan.url).hostname or "").removeprefix("www.")
        self.include = [re.compile(pattern) for pattern in plan.include]
        self.exclude = [re.compile(pattern) for pattern in plan.exclude]

    async def start(self) -> AsyncIterator[Any]:
        """The first request."""
        if self.plan.kind == PlanKind.PAGE:
            for request in self._pages([Found(url=self.plan.url)], asked_for=True):
                yield request
            return
        url = wordpress_address(self.plan.url, 1) if self.plan.kind == PlanKind.WORDPRESS else self.plan.url
        yield self._list(url)

    def _list(self, url: str, page: int = 1) -> Request:
        return Request(
            url, callback=self.parse_list, errback=self.failed, priority=LIST_PRIORITY, cb_kwargs={"page": page}
        )

    def parse_list(self, response: Response, page: int) -> Iterator[Request]:
        """The pages and further lists that a feed, sitemap, API page or listing names."""
        further: list[str] = []
        if self.plan.kind == PlanKind.FEED:
            found = feed_pages(response.body, response.url)
        elif self.plan.kind == PlanKind.WORDPRESS:
            found = wordpress_pages(response.body)
            total = response.headers.get("X-WP-TotalPages", b"0") or b"0"
            if found and page < (int(total) if total.isdigit() else 0):
                further = [wordpress_address(self.plan.url, page + 1)]
        elif self.plan.kind == PlanKind.SITEMAP:
            found, maps = sitemap_pages(response.body, response.url)
            further = [one.url for one in sorted(maps, key=_newest_first, reverse=True) if self._is_recent(one)]
            found = sorted(found, key=_newest_first, reverse=True)
        else:
            found, further = listing_pages(response.body, response.url)
        if not found and not further:
            self._problem(response.url, f"There is no {self.plan.kind.value} here any more: look at the source again.")
        yield from self._pages(found)
        recent = not found or any(self._is_recent(one) for one in found[-1:])
        most = MAX_SITEMAPS if self.plan.kind == PlanKind.SITEMAP else MAX_LISTINGS
        for url in further:
            if self.lists < most and len(self.asked) < self.limit and recent and self._own(url):
                self.lists += 1
                yield self._list(url, page + 1)

    def _pages(self, found: list[Found], *, asked_for: bool = False) -> Iterator[Request]:
        for one in found:
            url = urldefrag(one.url).url
            if url in self.asked or len(self.asked) >= self.limit:
                continue
            if not asked_for and not (self._own(url) and self._wanted(url) and self._is_recent(one)):
                continue
            self.asked.add(url)
            known = self.plan.known.get(url, Known())
            if one.modified:
                self.stated[url] = one.modified
                if known.modified == one.modified:
                    self._unchanged(url)
                    continue
            yield self._page(url, known)

    def _page(self, url: str, known: Known, *, files: bool | None = None) -> Request:
        headers = {}
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        return Request(
            url,
            callback=self.parse_page,
            errback=self.failed,
            headers=headers,
            priority=PAGE_PRIORITY,
            dont_filter=True,
            meta={"handle_httpstatus_list": [304]},
            cb_kwargs={"source": url, "files": self.plan.files if files is None else files},
        )

    def parse_page(self, response: Response, source: str, files: bool) -> Iterator[Request]:
        """A page's snapshot, and requests for its files."""
        if response.status == 304:
            self._unchanged(source)
            return
        self.counts["pages"] += 1
        self.emit(snapshot_of(response, source))
        if files and b"html" in (response.headers.get("Content-Type") or b"").lower():
            for url in linked_files(response.body, response.url):
                if url not in self.asked and len(self.asked) < self.limit:
                    self.asked.add(url)
                    yield self._page(url, self.plan.known.get(url, Known()), files=False)

    def failed(self, failure: Any) -> None:
        """A request that gave no page: one line on why."""
        request = getattr(failure, "request", None)
        url = request.cb_kwargs.get("source", request.url) if request is not None else self.plan.url
        if failure.check(HttpError):
            message = f"The server answered {failure.value.response.status}."
        elif failure.check(IgnoreRequest):
            message = str(failure.value) or "Not taken."
            message = "robots.txt forbids it." if "robots.txt" in message else message
        else:
            message = f"{failure.type.__name__}: {failure.getErrorMessage()}".replace("\n", " ")[:200]
        self._problem(url, message)

    def _problem(self, url: str, message: str) -> None:
        self.counts["problems"] += 1
        self.emit(Problem(url=url, message=message))

    def _unchanged(self, url: str) -> None:
        self.counts["unchanged"] += 1
        self.emit(Unchanged(url=url))

    def _own(self, url: str) -> bool:
        return (urlsplit(url).hostname or "").removeprefix("www.") == self.host

    def _wanted(self, url: str) -> bool:
        if any(pattern.search(url) for pattern in self.exclude):
            return False
        return not self.include or any(pattern.search(url) for pattern in self.include)

    def _is_recent(self, found: Found) -> bool:
        return not (self.plan.since and found.modified and found.modified[:10] < self.plan.since[:10])


def snapshot_of(response: Response, source: str) -> Snapshot:
    """What Scrapy fetched as a snapshot."""
    headers = {name: response.headers.get(name) for name in KEPT_HEADERS}
    declared = (headers.get("content-type") or b"").decode("latin-1")
    charset = _CHARSET.search(declared)
    return Snapshot(
        source=source,
        url=urldefrag(response.url).url,
        body=response.body,
        media_type=declared.split(";", 1)[0].strip().lower() or None,
        charset=charset[1].lower() if charset else None,
        fetched_at=datetime.now(UTC),
        status=response.status,
        headers=tuple((name, value.decode("latin-1")) for name, value in headers.items() if value),
    )


def _newest_first(found: Found) -> str:
    return found.modified or ""
