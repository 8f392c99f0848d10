"""Runs that only our own rules keep, taken out where they stand apart from all that the second opinion confirms.

Before the first and after the last confirmed run, and in parts that hold no confirmed one, such a run is a caption,
a byline, a teaser or a tool far more often than content. Rows, labels, sums of money and headings of confirmed parts
stay: those are what the second opinion loses on offices' pages.
"""

import re
from typing import NamedTuple

from ingest.html.flatten import is_layout
from ingest.html.prune import is_bold_line, remeasure
from ingest.html.tree import HEADINGS, Node
from ingest.html.vote import runs

LEAST_AGREED = 0.3
"""Where less of the main part is confirmed, the two readings have nothing in common and nothing is taken out."""
STRONG = 40
"""Confirmed characters that make an element a landmark: content begins at the first and ends at the last."""
MOST_AFTER = 0.5
"""Where more of the main part stands after the last landmark, the second opinion stopped too early."""
LONG_AFTER, LONG_BEFORE, LONG_WITHIN = 300, 60, 60
"""Characters from which a run without links is content after, before and between landmarks."""
_SUM = re.compile(r"\d\s*(?:tys\.|mln|mld)?\s*(?:zł|pln|euro?|€)(?!\w)", re.IGNORECASE)
_NAMED_HEADING = re.compile(r"title|heading|naglowek|tytul|question|pytanie|accordion")


class _Leaf(NamedTuple):
    node: Node
    text: str


def without_apart(main: Node) -> None:
    """Take out of the main part, which is changed, what stands apart from its confirmed runs."""
    if main.voted < LEAST_AGREED * main.chars or not main.voted:
        return
    leaves = [_Leaf(node, text) for node in main.walk() if _holds_runs(node) and (text := " ".join(runs(node)))]
    landmarks = [place for place, leaf in enumerate(leaves) if leaf.node.said >= STRONG]
    if not landmarks:
        return
    first, last = landmarks[0], landmarks[-1]
    after = sum(len(leaf.text) for leaf in leaves[last + 1 :])
    stopped = after > MOST_AFTER * main.chars
    for place, leaf in enumerate(leaves):
        if leaf.node.said or _is_structure(leaf, main):
            continue
        steps = _steps_to_confirmed(leaf.node)
        if place > last:
            keep = stopped or steps == 0 or _is_long(leaf, LONG_AFTER)
        elif place > first:
            keep = _belongs(leaves, place, steps)
        else:
            keep = steps == 0 or _is_heading(leaf.node) or _is_long(leaf, LONG_BEFORE)
        if not keep:
            _take_out(leaf.node)
    remeasure(main)


def _take_out(node: Node) -> None:
    """Take an element out of the tree, or only its own runs where it holds blocks, too."""
    blocks: list[Node | str] = [kid for kid in node.kids if not isinstance(kid, str) and (not kid.inline or kid.score)]
    if blocks or node.parent is None:
        node.kids = blocks
    else:
        node.parent.kids = [kid for kid in node.parent.kids if kid is not node]


def _belongs(leaves: list[_Leaf], place: int, steps: int) -> bool:
    """Whether an unconfirmed run between landmarks is content: it stands beside confirmed ones, or in a board."""
    leaf = leaves[place]
    if steps == 0 or (_is_heading(leaf.node) and steps < 3):
        return True
    if steps == 1:
        return leaf.node.tag not in {"p", "div"} or len(leaf.text) > LONG_WITHIN
    return _is_in_board(leaves, place)


def _is_heading(node: Node) -> bool:
    return node.tag in HEADINGS or _NAMED_HEADING.search(node.key) is not None or is_bold_line(node)


def _is_in_board(leaves: list[_Leaf], place: int) -> bool:
    """Whether the runs between landmarks around this one name a sum and lead nowhere: an information board."""
    start, end = place, place + 1
    while start > 0 and leaves[start - 1].node.said < STRONG:
        start -= 1
    while end < len(leaves) and leaves[end].node.said < STRONG:
        end += 1
    row = leaves[start:end]
    return not any(leaf.node.links for leaf in row) and any(_SUM.search(leaf.text) for leaf in row)


def _is_long(leaf: _Leaf, least: int) -> bool:
    return len(leaf.text) >= least and leaf.node.linked < 0.3 * leaf.node.chars


def _is_structure(leaf: _Leaf, main: Node) -> bool:
    """Whether a run is one that the second opinion is known to lose: a cell, a term, a label, a sum."""
    if leaf.node.tag == "figcaption":
        return False
    if leaf.node.tag in {"caption", "legend", "dt", "dd"} or leaf.text.endswith(":") or _SUM.search(leaf.text):
        return True
    current: Node | None = leaf.node
    while current is not None and current is not main:
        if current.tag == "table":
            return not is_layout(current)
        current = current.parent
    return False


def _steps_to_confirmed(node: Node) -> int:
    """How far up the next element is that holds something confirmed; 0 is the node itself."""
    steps = 0
    current: Node | None = node
    while current is not None and not current.voted:
        current = current.parent
        steps += 1
    return steps


def _holds_runs(node: Node) -> bool:
    return node.chars > 0 and (not node.inline or node.score > 0)
