"""The day a page says it was published, from the page itself."""

import re

from ingest.datelines import notice_date, signed_date
from ingest.dates import bare_date, machine_date, stated_publication
from ingest.html.flatten import lines
from ingest.html.prune import folded
from ingest.html.tree import Node

_CHANGED = re.compile(r"modif|updat|zmian|aktualiz|popraw|edit", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:date|data|created|create|published|pubdate|posted|submitted|author|autor|byline|info|meta|czas|dodano|"
    r"informacje|publikacja|post-date|entry-date|newsdate|wpis)(?:$|[\s_-])"
)
_TEASER = re.compile(
    r"related|recent|latest|sidebar|widget|teaser|card|tile|news-list|comment|komentarz|event(?!-date)|wydarzeni|kalend|more|polec"
)


_HEADLINE = 15
"""Characters, at least, of a link that is the headline of another page."""


def published_in(root: Node, main: Node, title: str | None) -> str | None:
    """The publication date that a page states in its text or its time elements, or None.

    Sought where pages put it: in the main part and what was taken out of it, never in teasers,
    comments, calendars and the page's outer columns.
    """
    outer = _enclosing(main)
    marked = _marked_time(outer, main)
    if marked:
        return marked
    stated = _stated(outer)
    if stated:
        return stated
    return _near_title(outer, title) or (_stated(root) if outer is not root else None)


def _enclosing(main: Node) -> Node:
    """The main part with its own header and footer: its parent where that adds little."""
    node = main
    for _ in range(2):
        parent = node.parent
        if parent is None or parent.tag in {"body", "html", "tr", "tbody", "table"} or parent.chars > node.chars + 400:
            break
        node = parent
    return node


def _marked_time(outer: Node, main: Node) -> str | None:
    """The date of a <time> or itemprop that is marked as publication."""
    candidates: list[str] = []
    for node in _own(outer):
        prop = node.attributes.get("itemprop", "").lower()
        if prop in {"datepublished", "datecreated"}:
            found = machine_date(node.attributes.get("datetime") or node.attributes.get("content") or node.text())
            if found:
                return found
        if node.tag == "time" and not _CHANGED.search(node.key) and prop != "datemodified":
            named = "publish" in node.key or "entry-date" in node.key or "pubdate" in node.attributes
            found = machine_date(node.attributes.get("datetime")) or machine_date(node.text())
            if found and (named or _in_byline(node, main)):
                candidates.append(found)
    return candidates[0] if candidates else None


def _in_byline(node: Node, main: Node) -> bool:
    """Whether a <time> stands in a header or byline rather than in running text."""
    current = node.parent
    while current is not None and current is not main:
        if current.tag in {"p", "li", "td"} and current.chars > 120:
            return False
        if current.tag == "header" or _BYLINE.search(current.key):
            return True
        current = current.parent
    return node.parent is main and bare_date(node.text()) is not None


def _stated(part: Node) -> str | None:
    """The date of a line with a label of publication."""
    best: str | None = None
    for node in _own(part):
        if node.inline or node.chars < 8 or (node.tag in {"tr", "dl"} and node.chars > 400):
            continue
        if node.tag in {"tr", "dl"}:
            texts = [node.text()]
        else:
            texts = lines([kid for kid in node.whole if isinstance(kid, str) or kid.inline or kid.tag == "br"])
        for text in texts:
            found = stated_publication(text[:200])
            if found:
                best = best or found
                if re.match(r"(?:data\s+)?(?:opublikow|publikacj|publiku|udostępni|zamieszcz)", text, re.IGNORECASE):
                    return found
    return best


def _near_title(part: Node, title: str | None) -> str | None:
    """A line that is only a date, in a byline or next to the title."""
    wanted = folded(title or "")
    since = 99
    for node in _own(part):
        if node.inline and not _BYLINE.search(node.key):
            continue
        if _of_another_page(node, wanted):
            continue
        own = [kid for kid in node.whole if isinstance(kid, str) or kid.inline or kid.tag == "br"]
        texts = lines(own)
        for text in texts[:3]:
            since += 1
            if wanted and folded(text) == wanted:
                since = 0
            near = (
                since <= 3
                or bool(_BYLINE.search(node.key))
                or (node.parent is not None and node.parent.tag == "header")
            )
            if near and (found := _byline_date(text, 90 if _BYLINE.search(node.key) else 60)):
                return found
    return None


def _of_another_page(node: Node, title: str) -> bool:
    """Whether a link with another headline stands before it in a part that is no byline: its date is that page's."""
    parent = node.parent
    if parent is None or _BYLINE.search(parent.key):
        return False
    for kid in parent.whole:
        if kid is node:
            return False
        if not isinstance(kid, str) and any(
            part.tag == "a" and part.chars >= _HEADLINE and folded(part.text()) != title for part in kid.walk_whole()
        ):
            return True
    return False


def _byline_date(text: str, longest: int) -> str | None:
    return bare_date(text, longest=longest) or signed_date(text) or notice_date(text)


def _own(part: Node) -> list[Node]:
    """The elements of a part without those in teasers, comments and calendars."""
    found: list[Node] = []
    stack = [part]
    while stack:
        node = stack.pop()
        if node is not part and (_TEASER.search(node.key) or node.tag in {"aside", "nav"}):
            continue
        found.append(node)
        stack.extend(reversed([kid for kid in node.whole if not isinstance(kid, str)]))
    return found
