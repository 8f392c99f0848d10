"""Listing pages read: which links lead to articles, which to further pages, which to files."""

import re
from collections import Counter
from urllib.parse import urldefrag, urljoin, urlsplit

from ingest.crawl.plan import Found
from ingest.encoding import declared_in, decode
from ingest.errors import IngestError
from ingest.html.tree import Node, build, parse

ARTICLES = 3
"""Fewest like links that make a list."""
TITLE_CHARS = 18
"""Least length of a link's text that can be a headline."""
_NEXT = re.compile(
    r"^(?:następn[aey]\w*|nast\.?|dalej|starsze(?: wpisy| posty)?|kolejn[ae]\w*|next|older.*|\d{1,3}|)$",
    re.IGNORECASE,
)
_PAGED = re.compile(
    r"(?:[?&](?:page|paged|strona|start|p|limitstart|offset)=\d+|/(?:page|strona|str)[/,-]\d+)", re.IGNORECASE
)
_FILE = re.compile(r"\.pdf(?:$|[?#])", re.IGNORECASE)
_NOT_ARTICLE = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|css|js|zip|docx?|xlsx?|odt|mp[34]|ics|xml)(?:$|[?#])|/(?:tag|kategoria|category|autor|author|feed|"
    r"wp-admin|wp-login|login|cart|koszyk)(?:/|$)|mailto:|tel:|javascript:|[?&](?:print|drukuj|tmpl|replytocom)=",
    re.IGNORECASE,
)
_CHROME = re.compile(r"nav|menu|footer|stopka|breadcrumb|cookie|social|share|pagin|lang")


def listing_pages(body: bytes, base: str) -> tuple[list[Found], list[str]]:
    """The articles and the further pages that a listing links to, in order. Empty where it is no page.

    Links are grouped by where they stand (the class names above them); the groups whose links read like headlines
    are the articles.
    """
    root = _tree(body)
    if root is None:
        return [], []
    groups: dict[str, list[Found]] = {}
    further: list[str] = []
    for node, place, chrome in _links(root):
        url = _absolute(node, base)
        if url is None or url == base:
            continue
        text = node.text()
        if _PAGED.search(url) and _NEXT.match(text.strip(" »›→>«‹.…")):
            further.append(url)
        elif not chrome and not _NOT_ARTICLE.search(url) and len(text) >= TITLE_CHARS and not _PAGED.search(url):
            groups.setdefault(place, []).append(Found(url=url, title=text[:300]))
    chosen = [group for group in groups.values() if len({found.url for found in group}) >= ARTICLES]
    seen: dict[str, Found] = {}
    for group in chosen:
        for found in group:
            seen.setdefault(found.url, found)
    return list(seen.values()), list(dict.fromkeys(further))


def linked_files(body: bytes, base: str, most: int = 5) -> list[str]:
    """The PDFs of the same host that a page links to."""
    root = _tree(body)
    if root is None:
        return []
    found = (_absolute(node, base) for node, _place, chrome in _links(root) if not chrome)
    return list(dict.fromkeys(url for url in found if url and _FILE.search(url)))[:most]


def _tree(body: bytes) -> Node | None:
    try:
        tree = parse(decode(body, (declared_in(body),)))
    except IngestError:
        return None
    found = tree.find("body")
    return build(tree if found is None else found)


def _links(root: Node) -> list[tuple[Node, str, bool]]:
    """Each link with a sign of where it stands, and whether that is the page's frame rather than its content."""
    found: list[tuple[Node, str, bool]] = []
    stack: list[tuple[Node, str, bool]] = [(root, "", False)]
    while stack:
        node, place, chrome = stack.pop()
        classes = " ".join(sorted(re.sub(r"\d+", "#", node.attributes.get("class", "")).split()[:2]))
        here = f"{place[-120:]}>{node.tag}.{classes}"
        outside = (
            chrome or node.tag in {"nav", "footer", "aside"} or bool(_CHROME.search(node.key) and node.tag != "body")
        )
        if node.tag == "a" and node.attributes.get("href"):
            found.append((node, here, chrome and not _PAGED.search(node.attributes["href"])))
        stack.extend((kid, here, outside) for kid in reversed(list(node.nodes())))
    return found


def _absolute(node: Node, base: str) -> str | None:
    """A link's address where it is on the page's own host."""
    try:
        url = urldefrag(urljoin(base, node.attributes["href"].strip())).url
        parts = urlsplit(url)
    except ValueError:
        return None
    own = (urlsplit(base).hostname or "").removeprefix("www.")
    if parts.scheme not in {"http", "https"} or (parts.hostname or "").removeprefix("www.") != own:
        return None
    return url


def headline_share(found: list[Found]) -> float:
    """The share of links that have the commonest depth of path: articles of one list lie side by side."""
    depths = Counter(urlsplit(page.url).path.rstrip("/").count("/") for page in found)
    return max(depths.values()) / len(found) if found else 0.0
