"""The signs of a teaser: a short part that leads to another page."""

import re
from collections import Counter

from ingest.html.tree import HEADINGS, Node

TEASER_CHARS = 320
"""A longer part is no teaser."""
_MORE = re.compile(r"(?:czytaj\s+)?(?:więcej|dalej)|[»›→]|czytaj|zobacz", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}[.\s-]+(?:\d{1,2}|[a-ząćęłńóśźż]+)[.\s-]+(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d")
_FILE = re.compile(
    r"\.(?:pdf|docx?|odt|xlsx?|ods|zip|rtf|pptx?|jpe?g|png)(?:$|[?#])|/download|/pobierz|/attachment", re.IGNORECASE
)
_PHONE = re.compile(r"mailto:|tel:|#")


def alike_parts(node: Node) -> list[Node]:
    """The children of the commonest form, where they are most of an element; else none."""
    items = [kid for kid in node.nodes() if kid.chars > 0]
    groups = Counter((kid.tag, kid.key.split(" ", 1)[0]) for kid in items)
    if not groups or (node.tag in {"table", "tbody"} and len(items) == 1):
        return []
    signature = groups.most_common(1)[0][0]
    alike = [kid for kid in items if (kid.tag, kid.key.split(" ", 1)[0]) == signature]
    return alike if sum(kid.chars for kid in alike) >= 0.6 * node.chars else []


def has_linked_headline(item: Node) -> bool:
    """Whether a short part holds a heading that is all link to another page."""
    if item.chars > TEASER_CHARS or item.tag in {"p", "li", "tr"}:
        return False
    return any(
        node.tag in HEADINGS and node.chars > 15 and (node.linked >= 0.9 * node.chars or _within_link(node, item))
        for node in item.walk()
    )


def _within_link(node: Node, item: Node) -> bool:
    current = node.parent
    while current is not None and current is not item.parent:
        if current.tag == "a" and "href" in current.attributes:
            return True
        current = current.parent
    return False


def is_teaser(item: Node) -> bool:
    """Whether a part is short, links to another page and shows a sign of a teaser: link, date or "więcej"."""
    if item.chars > TEASER_CHARS or not item.links:
        return False
    targets = [node.attributes["href"] for node in item.walk() if node.tag == "a" and "href" in node.attributes]
    if not targets or all(_FILE.search(target) or _PHONE.match(target) for target in targets):
        return False
    if item.linked >= 0.25 * item.chars:
        return True
    text = item.text()
    return bool(_DATE.search(text) or _MORE.search(text[-30:]))


def is_named_teasers(node: Node) -> bool:
    """Whether a class name says that an element lists other pages."""
    return bool(re.search(r"related|powiazan|podobn|teaser|latest|recent|news-list|lista-aktualnosci", node.key))
