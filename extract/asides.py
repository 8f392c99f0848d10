"""Stretches of a page that speak of something else: calendars, other news, remarks in passing.

Dates and sums found there are no values of what the page announces.
"""

import re
from collections.abc import Iterator
from functools import cache

from corpus.documents import BlockKind
from extract.rules import load_rules
from extract.words import Words

LONGEST_HEADING = 6
"""Words of a line that can open such a stretch."""
MOST = 0.5
"""A part greater than this share of the words is the page itself, whatever its heading says."""


def asides(words: Words) -> bytearray:
    """For each word, 1 where it stands in such a stretch."""
    marks = bytearray(len(words))
    for first, last in (*_parts(words), *_remarks(words)):
        marks[first:last] = b"\x01" * (last - first)
    return marks


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rules = load_rules("asides")
    return re.compile(rf"(?:{rules['headings']})\Z"), re.compile(rf"(?<!\S)(?:{rules['sentences']})(?!\S)")


def _parts(words: Words) -> Iterator[tuple[int, int]]:
    """Parts below a heading or a short line that names a calendar or other news."""
    opening, _ = _patterns()
    place, size = 0, len(words)
    while place < size:
        start, stop = words.block_bounds(place)
        place = stop
        if stop - start > LONGEST_HEADING or words.kind(start) not in {BlockKind.HEADING, BlockKind.PARAGRAPH}:
            continue
        if not opening.match(" ".join(words.lower[start:stop])):
            continue
        while place < size and words.kind(place) is not BlockKind.HEADING:
            place = words.block_bounds(place)[1]
        if place - start <= MOST * size:
            yield start, place


def _remarks(words: Words) -> Iterator[tuple[int, int]]:
    """Sentences that say of themselves that they are beside the point."""
    _, remark = _patterns()
    place = 0
    while place < len(words):
        first, last = words.sentence_bounds(place)
        place = last
        if remark.search(" ".join(words.lower[first:last])):
            yield first, last
