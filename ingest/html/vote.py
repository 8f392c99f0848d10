"""A second opinion on what of a page is content: trafilatura's, as a vote on the elements and runs of our tree.

Alone it loses boards, label–value lines and headings of Polish offices' pages, and our rules alone keep too much of
other pages. So what it confirms stays, what only our rules keep goes where it stands apart from all confirmed parts.
"""

import logging
import re
from collections.abc import Iterator

from lxml import etree
from trafilatura import bare_extraction

from ingest.html.tree import Node, sorted_leaves_first

LARGEST = 12_000
"""A page of more elements gets no vote: the second opinion would take many seconds."""
LONGEST = 400_000
"""A longer opinion, in characters, is not weighed: every run of the page is sought in it."""
LEAST = 200
"""A shorter opinion, in letters and digits, is none."""
SHORT = 12
"""So few letters may stand anywhere: they must be a line of their own."""
ENDS = 40
"""A long run is confirmed by so many letters at both its ends: links and notes within it may be written otherwise."""
_REST = re.compile(r"[\W_]+")

_log = logging.getLogger(__name__)
logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it discards is no event of ours


class Vote:
    """The lines that the second opinion takes for content."""

    __slots__ = ("_lines", "_whole")

    def __init__(self, text: str) -> None:
        folded = [line for part in text.split("\n") if (line := _folded(part))]
        self._lines = frozenset(folded)
        self._whole = "".join(folded)

    def __bool__(self) -> bool:
        return len(self._whole) >= LEAST

    def confirms(self, text: str) -> bool:
        """Whether a run of text is part of what was taken for content; a very short one must be a line of its own."""
        run = _folded(text)
        if not run:
            return False
        if run in self._lines:
            return True
        if len(run) <= SHORT:
            return False
        return run in self._whole or (len(run) > 2 * ENDS and run[:ENDS] in self._whole and run[-ENDS:] in self._whole)


def opinion(tree: etree._Element) -> Vote:
    """The second opinion on a page; an empty vote where there is none. The tree stays as it is."""
    if tree.xpath("count(//*)") > LARGEST:
        return Vote("")
    try:
        found = bare_extraction(tree, fast=True, favor_recall=True, include_comments=False, include_tables=True)
    except (
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
        etree.LxmlError,
    ) as error:
        _log.warning("no second opinion on a page: %r", error)  # a fault in it must not cost the page
        return Vote("")
    text = "" if found is None or isinstance(found, dict) else found.text or ""
    return Vote(text if len(text) <= LONGEST else "")


def weigh(root: Node, vote: Vote) -> None:
    """Set on every element how many characters of its own runs, and of all below it, are confirmed."""
    for node in sorted_leaves_first(root):
        node.said = 0
        if node.chars and (not node.inline or node.score):
            node.said = sum(len(run) for run in runs(node) if vote.confirms(run))
        node.voted = node.said + sum(kid.voted for kid in node.nodes())


def runs(node: Node) -> Iterator[str]:
    """The runs of inline text directly in an element, parted at line breaks and blocks."""
    run: list[str] = []
    for kid in node.kids:
        if isinstance(kid, str):
            run.append(kid)
        elif kid.inline and not kid.score:
            run.append(kid.text())
        else:
            yield from _whole(run)
            run = []
    yield from _whole(run)


def _whole(run: list[str]) -> Iterator[str]:
    text = "".join(run).strip()
    if text:
        yield text


def _folded(text: str) -> str:
    return _REST.sub("", text.casefold())
