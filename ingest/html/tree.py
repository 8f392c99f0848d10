"""A page as a light tree: what a reader may see, measured for the search for its main part."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from ingest.errors import Truncated

GONE = frozenset(
    (
        "script", "style", "template", "svg", "math", "iframe", "object", "embed", "video", "audio",
        "canvas", "map", "button", "select", "option", "optgroup", "input", "textarea", "datalist", "meta",
        "link", "head", "title", "base", "param", "source", "track", "area", "progress", "meter", "dialog",
        "menu", "frameset", "frame", "applet", "rp",
    )
)  # fmt: skip
"""Elements that never hold content."""
INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "label", "mark", "nobr", "q", "rt", "ruby", "s", "samp", "small", "span", "strike",
        "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img", "picture", "blink",
    )
)  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
MAX_DEPTH = 200
"""Deeper nesting is an attack or a broken page: the text below it is kept as one run."""
SHORT, LONG = 30, 80
LINKED = 0.5


class Node:
    """An element: its visible children in order, and how much there is to read in it."""

    __slots__ = (
        "attributes",
        "chars",
        "key",
        "kids",
        "linked",
        "links",
        "parent",
        "said",
        "score",
        "tag",
        "voted",
        "whole",
    )

    def __init__(self, tag: str, attributes: dict[str, str], parent: Node | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.key = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()
        self.kids: list[Node | str] = []
        """Children in order; pruning puts another list in its place."""
        self.whole = self.kids
        """Children as the page has them."""
        self.chars = 0
        """Characters of text."""
        self.linked = 0
        """Those of them in links."""
        self.links = 0
        self.score = 0.0
        """Characters worth reading: runs of text outside links, short ones counted for less."""
        self.said = 0
        """Characters of its own runs that the second opinion (`vote`) confirms."""
        self.voted = 0
        """The same of the element and all below it."""

    @property
    def inline(self) -> bool:
        """Whether the element only dresses a run of text."""
        return self.tag in INLINE

    def nodes(self) -> Iterator[Node]:
        """Child elements."""
        return (kid for kid in self.kids if not isinstance(kid, str))

    def walk(self) -> list[Node]:
        """This element and all below it, in document order."""
        found: list[Node] = []
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            found.append(node)
            if node.kids:
                stack.extend([kid for kid in node.kids[::-1] if not isinstance(kid, str)])
        return found

    def walk_whole(self) -> list[Node]:
        """The same over the page as it was before pruning."""
        found: list[Node] = []
        stack: list[Node] = [self]
        while stack:
            node = stack.pop()
            found.append(node)
            stack.extend([kid for kid in node.whole[::-1] if not isinstance(kid, str)])
        return found

    def text(self) -> str:
        """All text below, runs of white space made one space."""
        parts: list[str] = []
        stack: list[Node | str] = [self]
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                parts.append(item)
                continue
            if not item.inline:
                parts.append(" ")
                stack.append(" ")
            stack.extend(reversed(item.kids))
        return " ".join("".join(parts).split())


def parse(text: str) -> etree._Element:
    """The lxml tree of a page. Raises Truncated where there is nothing to parse."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Truncated("The page cannot be read as HTML: it is cut off or empty.") from error
    if root is None:
        raise Truncated("The page cannot be read as HTML: it is cut off or empty.")
    return root


def build(element: etree._Element, *, scripted: bool = True) -> Node:
    """The light tree of an lxml element, measured; with `scripted` off also what only browsers without scripts show."""
    gone = GONE | {"noscript"} if scripted else GONE
    root = Node(str(element.tag), _attributes(element), None)
    order = [root]
    stack = [(element, root, 0)]
    while stack:
        source, node, depth = stack.pop()
        if source.text:
            node.kids.append(source.text)
        for child in source:
            tag = child.tag
            if isinstance(tag, str) and tag not in gone:
                if depth > MAX_DEPTH:
                    node.kids.append(" ".join(child.itertext()))
                else:
                    kid = Node(tag, _attributes(child), node)
                    node.kids.append(kid)
                    order.append(kid)
                    stack.append((child, kid, depth + 1))
            if child.tail:
                node.kids.append(child.tail)
    for node in sorted_leaves_first(root):
        measure(node)
    return root


def _attributes(element: etree._Element) -> dict[str, str]:
    try:
        return dict(element.items())
    except ValueError:  # names that XML does not know, as in <p :="">
        return {name: value for name in ("class", "id", "href") if (value := element.get(name)) is not None}


def sorted_leaves_first(root: Node) -> list[Node]:
    """All elements, every one after those below it."""
    return root.walk()[::-1]


def measure(node: Node) -> None:
    """Set the figures of an element from its children, whose figures must be set."""
    node.chars = node.linked = node.links = 0
    node.voted = node.said
    node.score = 0.0
    run = run_linked = 0
    for kid in node.kids:
        if isinstance(kid, str):
            size = len(kid.strip())
            node.chars += size
            run += size
            continue
        node.chars += kid.chars
        node.linked += kid.linked
        node.links += kid.links
        node.voted += kid.voted
        if kid.inline and not kid.score:
            run += kid.chars
            run_linked += kid.linked
        elif kid.tag != "br":
            node.score += worth(run, run_linked) + kid.score
            run = run_linked = 0
    if node.tag == "a" and "href" in node.attributes:
        node.linked = node.chars
        node.links += 1
    if not node.inline or node.score:
        node.score += worth(run, run_linked)


def worth(chars: int, linked: int) -> float:
    """What a run of text is worth for the search for the main part."""
    if not chars or linked > LINKED * chars:
        return 0.0
    own = chars - linked
    return float(own) if chars >= LONG else own * (0.5 if chars >= SHORT else 0.25)
