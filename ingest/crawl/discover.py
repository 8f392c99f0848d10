"""How a site can be followed: its WordPress API, feed, sitemap or listing found from one address."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from lxml import etree

from corpus.documents import Snapshot
from corpus.frozen import Frozen
from ingest.crawl.feeds import feed_pages, sitemap_pages, wordpress_address, wordpress_pages
from ingest.crawl.listings import listing_pages
from ingest.crawl.plan import Plan, PlanKind
from ingest.encoding import declared_in, decode
from ingest.errors import IngestError
from ingest.fetch import NotModified, fetch
from ingest.html.tree import parse

LEAST_LISTED = 5
"""Fewest links of a page that is worth following as a listing."""
FEEDS = ("feed/", "rss", "rss.xml", "feed.xml", "atom.xml", "index.php?format=feed&type=rss", "rss/aktualnosci")
SITEMAPS = ("sitemap.xml", "sitemap_index.xml", "wp-sitemap.xml", "sitemap.xml.gz")
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")
_COMMENTS = re.compile(r"comment|komentarz", re.IGNORECASE)
_ROBOTS_SITEMAP = re.compile(r"^\s*sitemap:\s*(\S+)", re.IGNORECASE | re.MULTILINE)

T = TypeVar("T")
Fetcher = Callable[[str], Snapshot | NotModified]


class Discovery(Frozen):
    """The ways of following a site that were found to work, best first."""

    url: str
    title: str | None = None
    plans: tuple[Plan, ...]
    """WordPress's API (whole history, states changes), feed (news only), sitemap (all pages), listing."""

    @property
    def best(self) -> Plan:
        """The first; the page alone where nothing was found."""
        return self.plans[0] if self.plans else Plan(url=self.url)


def discover(url: str, *, fetcher: Fetcher = fetch) -> Discovery:
    """The ways of following the site of an address.

    Each is tried, and kept only where it names pages. Raises FetchError where the address itself cannot be had.
    """
    start = fetcher(url)
    assert isinstance(start, Snapshot)
    base = start.url or url
    if pages := feed_pages(start.body, base):
        return Discovery(url=base, title=None, plans=(Plan(url=base, kind=PlanKind.FEED),) if pages else ())
    if (
        any(sitemap_pages(start.body, base))
        and start.body.lstrip()[:1] in {b"<", b"\x1f"}
        and b"<html" not in start.body[:2000]
    ):
        return Discovery(url=base, plans=(Plan(url=base, kind=PlanKind.SITEMAP),))
    tree = parse(decode(start.body, (declared_in(start.body), start.charset)))
    plans: list[Plan] = []
    for find in (_wordpress, _feed, _sitemap):
        found = find(tree, base, fetcher)
        if found:
            plans.append(found)
    articles, _further = listing_pages(start.body, base)
    if len(articles) >= LEAST_LISTED:
        plans.append(Plan(url=base, kind=PlanKind.LISTING))
    return Discovery(url=base, title=_title(tree), plans=tuple(plans))


def _wordpress(tree: etree._Element, base: str, fetcher: Fetcher) -> Plan | None:
    stated = [
        link.get("href") for link in tree.iter("link") if link.get("rel") == "https://api.w.org/" and link.get("href")
    ]
    generator = any(
        "wordpress" in (meta.get("content") or "").lower()
        for meta in tree.iter("meta")
        if (meta.get("name") or "").lower() == "generator"
    )
    roots = stated or (
        [urljoin(base, "/wp-json/")] if generator or b"wp-content" in etree.tostring(tree)[:200_000] else []
    )
    for root in roots:
        address = urljoin(base, root)
        if _same_host(address, base) and any(
            _tried(wordpress_address(address, 1), fetcher, lambda s: wordpress_pages(s.body))
        ):
            return Plan(url=address, kind=PlanKind.WORDPRESS)
    return None


def _feed(tree: etree._Element, base: str, fetcher: Fetcher) -> Plan | None:
    stated = [
        link.get("href")
        for link in tree.iter("link")
        if (link.get("type") or "").lower() in _FEED_TYPES
        and link.get("href")
        and not _COMMENTS.search(_described(link))
    ]
    anchors = [
        a.get("href") for a in tree.iter("a") if re.search(r"rss|atom|\bfeed\b", a.get("href") or "", re.IGNORECASE)
    ]
    candidates = [*stated, *anchors[:5], *(f"/{path}" for path in FEEDS)]
    for address in dict.fromkeys(urljoin(base, str(candidate)) for candidate in candidates):
        if _same_host(address, base) and any(_tried(address, fetcher, lambda s: feed_pages(s.body, s.url or ""))):
            return Plan(url=address, kind=PlanKind.FEED)
    return None


def _sitemap(_tree: etree._Element, base: str, fetcher: Fetcher) -> Plan | None:
    robots = _tried(
        urljoin(base, "/robots.txt"), fetcher, lambda s: _ROBOTS_SITEMAP.findall(s.body.decode("utf-8", "replace"))
    )
    for address in dict.fromkeys([*robots, *(urljoin(base, f"/{path}") for path in SITEMAPS)]):
        if _same_host(address, base) and any(_tried(address, fetcher, _listed)):
            return Plan(url=address, kind=PlanKind.SITEMAP)
    return None


def _listed(snapshot: Snapshot) -> list[object]:
    if b"<html" in snapshot.body[:2000].lower():
        return []
    pages, further = sitemap_pages(snapshot.body, snapshot.url or "")
    return [*pages, *further]


def _tried(address: str, fetcher: Fetcher, reader: Callable[[Snapshot], Sequence[T]]) -> Sequence[T]:
    """What a reader finds at an address; nothing where it cannot be had."""
    try:
        answer = fetcher(address)
    except IngestError:
        return []
    return reader(answer) if isinstance(answer, Snapshot) else []


def _described(link: etree._Element) -> str:
    return f"{link.get('href') or ''} {link.get('title') or ''}"


def _same_host(address: str, base: str) -> bool:
    def host(url: str) -> str:
        return (urlsplit(url).hostname or "").removeprefix("www.")

    return host(address) == host(base)


def _title(tree: etree._Element) -> str | None:
    texts: Iterator[str] = (" ".join("".join(title.itertext()).split()) for title in tree.iter("title"))
    return next((text for text in texts if text), None)
