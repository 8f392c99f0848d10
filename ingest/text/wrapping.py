"""Lines that were wrapped by hand at a fixed width put together again."""

import re

from ingest.hyphens import joined
from ingest.marks import opening_mark

WRAP, WIDEST = 60, 130
"""Between these widths, in characters, lies the margin of a text wrapped by hand."""
SLACK = 14
"""Room that may be left at the end of a wrapped line beyond the next line's first word."""
COLUMNS = re.compile(r"\s*(?:\.{4,}|…{2,}|_{4,})\s*|\s{3,}|\t+")
"""What parts the cells of a row: a gap, or the dots that lead the eye."""
_TIME = re.compile(r"^\d{1,2}[.:]\d{2}\b")
RULE = re.compile(r"^\s*(?:[-*_=~–—.]\s*){2,}$")
LABEL = re.compile(r"^[^\W\d][\w\s.()/-]{1,45}:(?:\s|$)")
_GLUED = re.compile(r"(?<=[a-ząćęłńóśźż]{3})([.!?])(?=[A-ZĄĆĘŁŃÓŚŹŻ][a-ząćęłńóśźż]{2,}\s)")


def unwrapped(lines: list[str]) -> list[str]:
    """Lines with those of a wrapped paragraph joined. Only a text whose long lines end near one margin is wrapped."""
    margin = _margin(lines)
    if margin is None:
        return lines
    done: list[str] = []
    previous = ""
    for line in lines:
        if (
            done
            and _continues(previous, line, margin)
            and not (_TIME.match(line.strip()) and _TIME.match(done[-1].strip()))
        ):
            done[-1] = joined(done[-1], line.strip())
        else:
            done.append(line)
        previous = line
    return done


def parted_sentences(lines: list[str]) -> list[str]:
    """Lines parted where a page's paragraphs were glued together without a space ("wsparcia.Warsztaty dla rodzin")."""
    return [part for line in lines for part in _GLUED.sub(r"\1\n", line).split("\n")]


def _margin(lines: list[str]) -> int | None:
    """The column at which the text is wrapped, or None."""
    widths = sorted(len(line) for line in lines if len(line.strip()) > 30)
    if not widths:
        return None
    margin = widths[int(len(widths) * 0.9)]
    if not WRAP <= margin <= WIDEST or widths[-1] > margin * 1.25:
        return None
    return margin if sum(width >= margin - 18 for width in widths) >= 0.4 * len(widths) else None


def _continues(previous: str, line: str, margin: int) -> bool:
    """Whether a line goes on with the paragraph of the one before it."""
    before, stripped = previous.strip(), line.strip()
    if not before or not stripped or RULE.match(line) or RULE.match(previous) or stripped.startswith("#"):
        return False
    if opening_mark(stripped) or COLUMNS.search(stripped) or COLUMNS.search(before):
        return False
    if before.endswith("-") and stripped[0].islower():
        return True
    first = stripped.split(" ", 1)[0]
    room = margin - len(previous.rstrip())
    if room > len(first) + SLACK:
        return False
    return not (before[-1] in ".:;!?" and room > len(first) and LABEL.match(stripped))
