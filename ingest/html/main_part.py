"""The part of a pruned page that holds its content."""

from ingest.html.noise import noise
from ingest.html.prune import Pruner
from ingest.html.tree import HEADINGS, Node

WHOLE = 0.92
"""A child with this share of its parent's score holds all that matters."""
MOST = 0.55
"""A child with this share does where its siblings are only scraps."""
SCRAP = 60.0
ENOUGH = 150.0
"""Score from which a named content element is trusted."""
AGREED = 0.25
"""Share of all votes (`vote`) that the main part holds; a smaller one is taken with what stands around it."""


def main_part(root: Node, pruner: Pruner) -> Node:
    """The smallest element that holds the content and, where it has one, its heading."""
    node = _named_main(root) or root
    while (child := _heir(node, pruner)) is not None:
        node = child
    while node.voted < AGREED * root.voted and node.parent is not None:
        node = node.parent
    return node


def _named_main(root: Node) -> Node | None:
    """The `main` element, or the only article, where it holds enough."""
    mains = [node for node in root.walk() if node.tag == "main" or node.attributes.get("role") == "main"]
    best = max(mains, key=lambda node: node.score, default=None)
    if best is not None and best.score >= min(ENOUGH, 0.3 * root.score):
        return best
    return None


def _heir(node: Node, pruner: Pruner) -> Node | None:
    """The child to go down into, or None where the content begins here."""
    kids = [kid for kid in node.nodes() if kid.score > 0]
    if not kids or node.score <= 0:
        return None
    best = max(kids, key=lambda kid: kid.score)
    if (
        best.inline
        or _heading_beside(node, best, pruner)
        or best.tag in {"p", "li", "dl", "ul", "ol", "blockquote", *HEADINGS}
    ):
        return None
    share = best.score / node.score
    if share >= WHOLE:
        return best
    named = noise().content.found_in(best.key) or best.attributes.get("itemprop") == "articleBody"
    if share >= MOST and (named or pruner.holds_anchor(best) or best.tag == "article"):
        rest = [kid for kid in kids if kid is not best]
        if all(kid.score <= SCRAP or kid.links > 3 for kid in rest) or best.tag == "article" or node.tag == "tr":
            return best
    if share >= MOST and node.tag == "tr":
        return best
    return None


def _heading_beside(node: Node, best: Node, pruner: Pruner) -> bool:
    """Whether going down into `best` would leave the page's own heading behind."""
    for kid in node.nodes():
        if kid is best:
            return False
        if pruner.holds_anchor(kid) or kid.tag in {"h1", "h2"}:
            return True
    return False
