"""What is not content taken out of a page's tree: menus, notices, teasers, tools, counters.

Nothing that holds an anchor (the title's own heading, `main`, the article body) is taken out by its class name.
"""

import re
from collections.abc import Callable

from ingest.html.noise import is_noise_heading, noise
from ingest.html.teasers import TEASER_CHARS, alike_parts, has_linked_headline, is_named_teasers, is_teaser
from ingest.html.tree import HEADINGS, Node, measure, sorted_leaves_first

TEASERS, FEWEST = 4, 3
"""Least length of a row of teasers, and of one whose parts each have a linked headline."""
KEEP_SHARE = 0.5
"""What holds more than this share of a page without anchors is its content, whatever it is called."""
BUILDER = re.compile(
    r"elementor-[\w-]*|(?:category|tag|postid|page-id|item|has|wp-block|et_pb|vc|wpb)-[\w-]*|no-[\w-]*"
)
"""Class names of page builders and WordPress bodies that say nothing about the part itself."""
_FOOT = re.compile(
    r"©|copyright|wszelkie prawa|wszystkie prawa|projekt i wykonanie|(?:wykonanie|realizacja):(?![^.]{0,40}\d)|"
    r"rozdzielczości|powered by|"
    r"napędzane|odwiedzin serwisu|strona korzysta z|serwis wykorzystuje pliki|stosujemy pliki cookie|"
    r"system e-?bip|projekt strony:",
    re.IGNORECASE,
)
"""What only the foot of a page says."""
_DAY = re.compile(
    r"\d (?:stycz|lut|mar|kwie|maj|czerw|lip|sierp|wrze|paź|listop|grud)|\d\.\d\d?\.(?:19|20)\d\d", re.IGNORECASE
)
LEAST_SHARE = 0.06
"""Share of a page's score that must be left when named parts are cut out."""
LEFT = 200.0
"""Score that must be left when a part is cut out for what its heading says."""
CHOSEN = 0.4
"""What holds this share of all votes (`vote`), and is confirmed for the most part, is no noise by its class name."""
MOST_VOTES = 0.6
"""Share of all votes that never goes for what the heading before it says."""


class Pruner:
    """Takes the parts that are not content out of one tree, which it changes."""

    def __init__(self, root: Node, title: str | None) -> None:
        self.root = root
        self.title = folded(title or "")
        self.votes = root.voted
        self.anchors: set[int] = set()
        self.inside: set[int] = set()
        """Elements within an anchor that is more than a heading."""
        self.bodies: set[int] = set()
        """Anchors that are more than a heading."""
        for node in root.walk():
            if self._is_anchor(node):
                self._mark(node)

    def prune(self) -> Node:
        """The tree without them; where nothing would be left, teasers stay in."""
        whole = self.root.score
        self._remove(self._is_teasers)
        if self.root.score < 0.1 * whole and self.root.score < LEFT and not self.anchors:
            return self.root
        self._remove_named()
        self._remove(self._is_foot)
        self._remove_after_headings()
        return self.root

    def _remove_named(self) -> None:
        """Take out what its element, role or class name says to be no content.

        Names can lie: where next to nothing would be left, the loose rules are not applied.
        """
        total = max(self.root.score, 1.0)
        body = max((node.score for node in self.root.walk() if id(node) in self.bodies), default=0.0)
        guarded = body < 0.3 * total
        for strictness in (2, 1, 0):

            def unwanted(node: Node, strictness: int = strictness) -> bool:
                return self._is_named_noise(node, total, guarded, strictness)

            lost = self._weight(unwanted)
            if total - lost >= LEAST_SHARE * total or total < LEFT:
                self._remove(unwanted)
                return

    def _weight(self, unwanted: Callable[[Node], bool]) -> float:
        """The score of all that a rule would take out."""
        stack, lost = [self.root], 0.0
        while stack:
            node = stack.pop()
            for kid in node.nodes():
                if unwanted(kid):
                    lost += kid.score
                else:
                    stack.append(kid)
        return lost

    def holds_anchor(self, node: Node) -> bool:
        """Whether the node is or contains an anchor."""
        return id(node) in self.anchors

    def is_chosen(self, node: Node) -> bool:
        """Whether the second opinion takes the node for a large part of the content."""
        return self.votes > 0 and node.voted >= CHOSEN * self.votes and node.voted >= 0.5 * node.chars

    def _is_anchor(self, node: Node) -> bool:
        if node.tag == "main" or node.attributes.get("role") == "main":
            return node.chars > 0
        if node.attributes.get("itemprop") == "articleBody":
            return True
        return node.tag in HEADINGS and len(self.title) > 5 and 0 < node.chars < 400 and self._says_title(node.text())

    def _says_title(self, text: str) -> bool:
        heading = folded(text)
        return len(heading) > 5 and (heading == self.title or (len(heading) > 11 and self.title.startswith(heading)))

    def _mark(self, node: Node) -> None:
        if node.tag not in HEADINGS:
            self.bodies.add(id(node))
            self.inside.update(id(below) for below in node.walk())
        current: Node | None = node
        while current is not None:
            self.anchors.add(id(current))
            current = current.parent

    def _remove(self, unwanted: Callable[[Node], bool]) -> None:
        stack = [self.root]
        changed = False
        while stack:
            node = stack.pop()
            kept: list[Node | str] = []
            for kid in node.kids:
                if not isinstance(kid, str):
                    if unwanted(kid):
                        changed = True
                        kept.append(" ")
                        continue
                    stack.append(kid)
                kept.append(kid)
            node.kids = kept
        if changed:
            remeasure(self.root)

    def _is_teasers(self, node: Node) -> bool:
        """Whether the node is a row of teasers: like parts, each with a link to another page.

        Inside the content only parts that each open with a linked headline are, and only while they are not most of it.
        """
        if id(node) in self.anchors or node.inline or node.links < FEWEST:
            return False
        alike = alike_parts(node)
        strong = len(alike) >= FEWEST and sum(map(has_linked_headline, alike)) >= 0.8 * len(alike)
        if id(node) in self.inside and not is_named_teasers(node):
            return strong and node.score < 0.4 * self.root.score
        if len(alike) < (FEWEST if strong else TEASERS):
            return False
        return sum(map(is_teaser, alike)) >= 0.8 * len(alike)

    def _is_named_noise(self, node: Node, total: float, guarded: bool, strictness: int) -> bool:
        """Whether an element's tag, role or class says it is no content.

        `guarded`: what holds most of the page is kept; `strictness` 2 heeds all names, 1 the sure ones, 0 none.
        """
        tag = node.tag
        if id(node) in self.anchors or tag in {"html", "body", "main"}:
            return False
        share = node.score / total
        if guarded and share > KEEP_SHARE:
            return False
        if tag in {"nav", "aside", "footer"} or node.attributes.get("role") in noise().roles:
            return True
        if tag == "header":
            return share < 0.25 and not self.is_chosen(node)
        if tag == "form":
            return share < 0.2 and not self.is_chosen(node)
        if tag == "article" or not strictness or not node.key.strip() or self.is_chosen(node):
            return False
        key = BUILDER.sub("", node.key)
        if noise().hard.found_in(key):
            return True
        return strictness > 1 and noise().soft.found_in(key) and (share < 0.25 or id(node) not in self.inside)

    def _is_foot(self, node: Node) -> bool:
        if node.inline or not 0 < node.chars < TEASER_CHARS or id(node) in self.anchors or id(node) in self.inside:
            return False
        return _FOOT.search(node.text()) is not None

    def _remove_after_headings(self) -> None:
        for node in list(self.root.walk()):
            if node.parent is None or not 0 < node.chars < 80 or not (node.tag in HEADINGS or is_bold_line(node)):
                continue
            if is_noise_heading(node.text()) and _attached(node, self.root) and not _heads_dates(node):
                self._cut_part(node)
        remeasure(self.root)

    def _cut_part(self, heading: Node) -> None:
        """Take out a heading with its part: its whole parent where it opens it, else what follows it."""
        parent = heading.parent
        assert parent is not None
        before = [kid for kid in parent.kids[: parent.kids.index(heading)] if not isinstance(kid, str) or kid.strip()]
        if not before and parent.parent is not None and parent.tag not in {"body", "main", "article", "html"}:
            opens = id(parent) not in self.anchors and not self.is_chosen(parent) and self._may_go(parent.score)
            if opens and _only_wraps(parent, heading):
                self._cut_part(parent)
                return
            if opens:
                parent.parent.kids = [kid for kid in parent.parent.kids if kid is not parent]
                return
        place = parent.kids.index(heading)
        end = place + 1
        while end < len(parent.kids) and not self._ends_part(parent.kids[end], heading):
            end += 1
        lost = [kid for kid in parent.kids[place:end] if not isinstance(kid, str)]
        chosen = sum(kid.voted for kid in lost) > MOST_VOTES * self.votes
        if (chosen and self.votes) or not self._may_go(sum(kid.score for kid in lost)):
            end = place + 1
        parent.kids = [*parent.kids[:place], " ", *parent.kids[end:]]

    def _may_go(self, score: float) -> bool:
        """Whether enough is left without a part of this score."""
        return score < KEEP_SHARE * self.root.score or self.root.score - score >= LEFT

    def _ends_part(self, kid: Node | str, heading: Node) -> bool:
        if isinstance(kid, str):
            return False
        if id(kid) in self.anchors:
            return True
        if kid.tag not in HEADINGS:
            return False
        return heading.tag not in HEADINGS or kid.tag <= heading.tag


def remeasure(root: Node) -> None:
    """Set all figures of a changed tree again."""
    for node in sorted_leaves_first(root):
        measure(node)


def folded(text: str) -> str:
    """Letters and digits only, in lower case: for comparing headings."""
    return "".join(character for character in text.casefold() if character.isalnum())


def is_bold_line(node: Node) -> bool:
    """Whether a block is one short bold line, or a bold run between line breaks: a heading by its look."""
    if node.tag in {"b", "strong", "th", "caption", "legend", "dt", "summary"}:
        return True
    kids = [kid for kid in node.kids if not isinstance(kid, str) or kid.strip()]
    if len(kids) != 1 or isinstance(kids[0], str):
        return "title" in node.key or "label" in node.key or "naglowek" in node.key
    return kids[0].tag in {"b", "strong"}


def _only_wraps(parent: Node, child: Node) -> bool:
    return all(kid is child or (isinstance(kid, str) and not kid.strip()) for kid in parent.kids)


def _heads_dates(node: Node) -> bool:
    """Whether a `Kalendarz` heads a table or list of the content's own dates, no widget with the days of a month."""
    if node.text().strip(" :").casefold() != "kalendarz" or node.parent is None:
        return False
    after = [kid for kid in node.parent.kids[node.parent.kids.index(node) + 1 :] if not isinstance(kid, str)]
    return bool(after) and after[0].links == 0 and len(_DAY.findall(after[0].text())) > 1


def _attached(node: Node, root: Node) -> bool:
    """Whether a node still hangs in the tree."""
    current = node
    while current.parent is not None:
        if current not in current.parent.kids:
            return False
        current = current.parent
    return current is root
