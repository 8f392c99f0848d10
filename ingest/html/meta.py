"""What a page's head states: title, site, canonical address, publication date."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from ingest.characters import one_line
from ingest.dates import machine_date

_ARTICLE_TYPES = re.compile(r"Article|Posting|WebPage|Report|Event|CreativeWork|GovernmentService", re.IGNORECASE)
_PUBLISHED_NAMES = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date.created",
    "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dcterms.date",
    "publication_date", "publishdate", "pubdate", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime",
    "citation_publication_date", "date",
)  # fmt: skip
_SITE_NAMES = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "apple-mobile-web-app-title",
)


@dataclass(slots=True)
class Head:
    """What the head of a page states; nothing here is checked against the page itself."""

    titles: dict[str, str] = field(default_factory=dict)
    """By where it stands: "og", "title", "ld"."""
    site: str | None = None
    canonical: str | None = None
    base: str | None = None
    published: str | None = None
    meta: dict[str, str] = field(default_factory=dict)


def read_head(root: etree._Element) -> Head:
    """The head of a page."""
    head = Head()
    for element in root.iter("meta", "title", "link", "base"):
        _take(element, head)
    linked = list(_linked_data(root))
    head.site = next((head.meta[name] for name in _SITE_NAMES if head.meta.get(name)), None) or _ld_site(linked)
    if head.meta.get("og:title"):
        head.titles["og"] = head.meta["og:title"]
    headline = next((one_line(str(item["headline"])) for item in linked if item.get("headline")), "")
    if headline:
        head.titles["ld"] = headline
    head.published = _ld_published(linked) or _meta_published(head.meta)
    head.canonical = head.canonical or head.meta.get("og:url")
    if not head.canonical and "joomla" in head.meta.get("generator", "").lower():
        head.canonical = head.base  # Joomla writes the page's own address there
    return head


def _take(element: etree._Element, head: Head) -> None:
    if element.tag == "title":
        parent = element.getparent()
        text = one_line("".join(element.itertext()))
        if text and "title" not in head.titles and (parent is None or parent.tag != "svg"):
            head.titles["title"] = text
    elif element.tag == "link":
        if element.get("rel", "").lower() == "canonical" and element.get("href"):
            head.canonical = element.get("href", "").strip()
    elif element.tag == "base":
        head.base = (element.get("href") or "").strip() or None
    elif element.tag == "meta":
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        value = one_line(element.get("content") or "")
        if name and value:
            head.meta.setdefault(name, value)


def _linked_data(root: etree._Element) -> Iterator[dict[str, Any]]:
    """The objects of all JSON-LD scripts, nested graphs opened."""
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", "") or not script.text:
            continue
        try:
            stack: list[Any] = [json.loads(script.text, strict=False)]
        except (ValueError, RecursionError):
            continue
        seen = 0
        while stack and seen < 500:
            item = stack.pop()
            seen += 1
            if isinstance(item, list):
                stack.extend(reversed(item))
            elif isinstance(item, dict):
                yield item
                stack.extend(item[key] for key in ("@graph", "mainEntity", "publisher", "isPartOf") if key in item)


def _ld_published(linked: list[dict[str, Any]]) -> str | None:
    for item in linked:
        if _ARTICLE_TYPES.search(str(item.get("@type", ""))) and "Event" not in str(item.get("@type", "")):
            found = machine_date(str(item.get("datePublished") or ""))
            if found:
                return found
    return None


def _ld_site(linked: list[dict[str, Any]]) -> str | None:
    for kind in ("WebSite", "Organization", "GovernmentOrganization"):
        for item in linked:
            if kind in str(item.get("@type", "")) and item.get("name"):
                return one_line(str(item["name"]))
    return None


def _meta_published(meta: dict[str, str]) -> str | None:
    return next((found for name in _PUBLISHED_NAMES if (found := machine_date(meta.get(name)))), None)
