"""Running headers, footers and page numbers."""

import re
from collections import Counter

from ingest.characters import one_line
from ingest.pdf.lines import Line

EDGE = 0.13
"""Share of the page's height, at its top and bottom, where running lines stand."""
MOST = 4
"""Running lines at one edge."""
_NUMBER = re.compile(
    r"^[\s–—|/-]*(?:strona|str\.|s\.)?\s*\d{1,4}(?:\s*(?:z|/|of)\s*\d{1,4})?[\s–—|/-]*$", re.IGNORECASE
)
_PAGED = re.compile(r"\b(?:strona|str\.)\s*\d{1,4}(?:\s*(?:z|/|of)\s*\d{1,4})?$", re.IGNORECASE)
"""A page number with its word says that a line at the edge is a running one, even on a single page."""
_DIGITS = re.compile(r"\d+")
_TAIL_NUMBER = re.compile(r"\s+[–—|-]?\s*(?:strona\s+)?\d{1,4}(?:\s+z\s+\d{1,4})?\s*[–—|-]?$", re.IGNORECASE)


def without_running_lines(pages: list[tuple[float, list[Line]]]) -> tuple[list[list[Line]], list[str]]:
    """The lines of each page (given with its height) without what repeats at its edges, and what repeated, once each.

    A line repeats when the same text but for its numbers stands at the edge of two pages and of half of all.
    """
    counts: Counter[str] = Counter()
    for height, lines in pages:
        counts.update({_key(line) for line in lines if _at_edge(line, height)})
    needed = max(2, len(pages) // 2)
    running: list[str] = []
    kept: list[list[Line]] = []
    for height, lines in pages:
        dropped = _outer(lines, height, counts, needed)
        for line in lines:
            whole = one_line(line.text)
            paged = _PAGED.search(whole)
            cleaned = whole[: paged.start()].rstrip(" |•–—-") if paged else _TAIL_NUMBER.sub("", whole)
            if id(line) in dropped and cleaned not in running and not _NUMBER.match(whole):
                running.append(cleaned)
        kept.append([line for line in lines if id(line) not in dropped])
    return kept, running


def _outer(lines: list[Line], height: float, counts: Counter[str], needed: int) -> set[int]:
    """The running lines of a page: from each edge inwards, up to the white space or change of size before the text."""
    dropped: set[int] = set()
    downwards = sorted(lines, key=lambda line: line.top)
    middle = height / 2
    for ordered in (downwards, downwards[::-1]):
        top = ordered is downwards
        end = 0
        for line in ordered[:MOST]:
            if (line.top < middle) != top:
                break
            text = one_line(line.text)
            repeated = counts[_key(line)] >= needed or _NUMBER.match(text) or _PAGED.search(text)
            if not _at_edge(line, height) or not repeated:
                break
            end += 1
        while end and end < len(ordered) and not _apart(ordered[end - 1], ordered[end]):
            end -= 1
        dropped |= {id(line) for line in ordered[:end]}
    return dropped


def _apart(one: Line, other: Line) -> bool:
    gap = max(other.top - one.bottom, one.top - other.bottom)
    return gap > 0.5 * max(one.size, other.size) or abs(one.size - other.size) > 0.5


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom < EDGE * height or line.top > (1 - EDGE) * height


def _key(line: Line) -> str:
    return _DIGITS.sub("#", one_line(line.text)).casefold()
