"""Feeds, sitemaps and WordPress's API read: bytes → the pages they name."""

import json
import re
import zlib
from urllib.parse import urljoin, urlsplit

from lxml import etree

from ingest.characters import one_line
from ingest.crawl.plan import Found
from ingest.dates import machine_date

MAX_LINKS = 50_000
"""As many as one sitemap may have (sitemaps.org)."""
MAX_UNPACKED = 50_000_000
_RSS_DATE = re.compile(r"(\d{1,2})\s+(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\s+(\d{4})", re.IGNORECASE)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def feed_pages(body: bytes, base: str) -> list[Found]:
    """The entries of an RSS or Atom feed, in order. Empty where it is none."""
    root = _xml(body)
    found: list[Found] = []
    if root is None:
        return found
    for entry in root.iter("{*}item", "{*}entry"):
        link = _link(entry)
        if link:
            stated = _text(entry, "updated", "modified") or _text(entry, "pubDate", "date", "published", "issued")
            found.append(Found(url=urljoin(base, link), modified=_moment(stated), title=_text(entry, "title")))
    return found[:MAX_LINKS]


def sitemap_pages(body: bytes, base: str) -> tuple[list[Found], list[Found]]:
    """The pages and the further sitemaps that a sitemap names; gzip is unpacked, up to `MAX_UNPACKED` bytes."""
    root = _xml(unpacked(body))
    if root is None:
        lines = body[:1_000_000].decode("utf-8", "replace").split()
        return [Found(url=line) for line in lines if line.startswith("http")][:MAX_LINKS], []
    pages: list[Found] = []
    further: list[Found] = []
    for element in root.iter("{*}url", "{*}sitemap"):
        location = _text(element, "loc")
        if not location:
            continue
        found = Found(url=urljoin(base, location), modified=_text(element, "lastmod"))
        (further if etree.QName(element).localname == "sitemap" else pages).append(found)
    return pages[:MAX_LINKS], further[:MAX_LINKS]


def wordpress_pages(body: bytes) -> list[Found]:
    """The posts of one page of /wp/v2/posts. Empty where it is no such answer."""
    try:
        posts = json.loads(body)
    except (ValueError, RecursionError):
        return []
    if not isinstance(posts, list):
        return []
    return [
        Found(url=post["link"], modified=str(post.get("modified") or post.get("date") or "") or None)
        for post in posts
        if isinstance(post, dict)
        and isinstance(post.get("link"), str)
        and urlsplit(post["link"]).scheme in {"http", "https"}
    ]


def wordpress_address(root: str, page: int) -> str:
    """The address of a page of posts, newest first; `root` is the API's root (…/wp-json/ or …?rest_route=/)."""
    query = f"per_page=50&page={page}&orderby=modified&order=desc&_fields=link,date,modified"
    if "rest_route=" in root:
        return f"{root.rstrip('/')}/wp/v2/posts&{query}"
    return f"{root.rstrip('/')}/wp/v2/posts?{query}"


def unpacked(body: bytes) -> bytes:
    """Bytes with gzip undone where it is there; what a bomb unpacks to beyond the bound is cut off."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(31).decompress(body, MAX_UNPACKED)
    except zlib.error:
        return b""


def _xml(body: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body.lstrip(b"\xef\xbb\xbf \t\r\n"), parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    known = {"rss", "feed", "RDF", "urlset", "sitemapindex"}
    return root if root is not None and etree.QName(root).localname in known else None


def _link(entry: etree._Element) -> str | None:
    for link in entry.iterchildren("{*}link"):
        href = link.get("href")
        if href and link.get("rel", "alternate") == "alternate":
            return str(href).strip()
        if link.text and link.text.strip():
            return str(link.text).strip()
    guid = _text(entry, "guid", "id")
    return guid if guid and guid.startswith("http") else None


def _text(entry: etree._Element, *names: str) -> str | None:
    for name in names:
        for child in entry.iterchildren("{*}" + name):
            text = one_line("".join(child.itertext()))
            if text:
                return text
    return None


def _moment(stated: str | None) -> str | None:
    """A time as ISO 8601 where it is one already, else its day."""
    if not stated:
        return None
    match = _RSS_DATE.search(stated)
    if match:
        month = _MONTHS.index(match[2].lower()[:3]) + 1
        clock = re.search(r"\d\d:\d\d(?::\d\d)?", stated)
        return f"{match[3]}-{month:02}-{int(match[1]):02}" + (f"T{clock.group()}" if clock else "")
    return stated if re.match(r"\d{4}-\d\d-\d\d", stated) else machine_date(stated)
