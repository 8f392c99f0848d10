"""Running headers, footers and page numbers."""

import re
from collections import Counter

from ingest.characters import one_line
from ingest.pdf.lines import Line

EDGE = 0.13
"""Share of the page's height, at its top and bottom, where running lines stand."""
_NUMBER = re.compile(
    r"^[\s–—|/-]*(?:strona|str\.|s\.)?\s*\d{1,4}(?:\s*(?:z|/|of)\s*\d{1,4})?[\s–—|/-]*$", re.IGNORECASE
)
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
        page: list[Line] = []
        for line in lines:
            text = one_line(line.text)
            if _at_edge(line, height):
                if _NUMBER.match(text):
                    continue
                if counts[_key(line)] >= needed:
                    cleaned = _TAIL_NUMBER.sub("", text)
                    if cleaned not in running:
                        running.append(cleaned)
                    continue
            page.append(line)
        kept.append(page)
    return kept, running


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom < EDGE * height or line.top > (1 - EDGE) * height


def _key(line: Line) -> str:
    return _DIGITS.sub("#", one_line(line.text)).casefold()
