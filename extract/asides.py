"""Stretches of a page that speak of something else: calendars, other news, remarks in passing.

Dates and sums found there are no values of what the page announces.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from corpus.documents import BlockKind
from extract.beginnings import Index
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words
from extract.zones import teasers

LONGEST_HEADING = 6
"""Words of a line that can open such a stretch."""
MOST = 0.5
"""A part greater than this share of the words is the page itself, whatever its heading says."""


def asides(words: Words) -> bytearray:
    """For each word, 1 where it stands in such a stretch."""
    known: bytes | None = words.notes.get(asides)
    if known is not None:
        return bytearray(known)
    marks = bytearray(len(words))
    for first, last in (*_parts(words), *_remarks(words), *_listings(words), *teasers(words)):
        marks[first:last] = b"\x01" * (last - first)
    words.notes[asides] = bytes(marks)
    return marks


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rules = load_rules("asides")
    return (
        re.compile(rf"(?:{rules['headings']})\Z"),
        re.compile(rf"(?<!\S)(?:{rules['sentences']})(?!\S)"),
        re.compile(rf"(?:{rules['labels']}) :"),
    )


def _parts(words: Words) -> Iterator[tuple[int, int]]:
    """Parts below a heading or a short line that names a calendar or other news."""
    opening, _, inline = _patterns()
    place, size = 0, len(words)
    while place < size:
        start, stop = words.block_bounds(place)
        place = stop
        label = words.lower[start : min(stop, start + LONGEST_HEADING)]
        if ":" in label and inline.match(" ".join(label)):
            yield start, stop
        if stop - start > LONGEST_HEADING or words.kind(start) not in {BlockKind.HEADING, BlockKind.PARAGRAPH}:
            continue
        if not opening.match(" ".join(words.lower[start:stop])):
            continue
        if stop < size and words.kind(stop) is BlockKind.ROW:
            continue
        while place < size and words.kind(place) is not BlockKind.HEADING:
            place = words.block_bounds(place)[1]
        if place - start <= MOST * size:
            yield start, place


_DATED = re.compile(
    r"(?<![\d.])(?:(\d{1,2})[.\-/](\d{1,2})[.\-/]((?:19|20)\d\d)|((?:19|20)\d\d)-(\d\d)-(\d\d))(?![\d.\-/]*\s*[-–]\s*\d)"
)
_YEARS = Spots(lambda form: form.startswith(("19", "20")) and len(form) > 3)
LISTED, ENTITLED = 3, 5
"""Blocks in a row that begin with a date, or hold one behind a title: from so many on they can be other news."""
TURNS = 2
"""How often the days of other news go back in time, at least, where titles stand before them."""


def _listings(words: Words) -> Iterator[tuple[int, int]]:
    """Runs of blocks that each begin with a full date, or of items that each hold one, in no rising order.

    They are teasers of other news, not a schedule.
    """
    run: list[tuple[int, tuple[int, int, int], bool]] = []
    dated = {words.blocks[place] for place in _YEARS.places(words)}
    if len(dated) < LISTED:
        return
    for number, part in enumerate((*words.parts, None)):
        match = _DATED.search(words.text, part.start, part.end) if part is not None and number in dated else None
        if match and part is not None:
            first = not any(letter.isalnum() for letter in words.text[part.start : match.start()])
            if first or part.kind is BlockKind.ITEM:
                day, month, year = match.group(1, 2, 3) if match.group(3) else match.group(6, 5, 4)
                run.append((number, (int(year), int(month), int(day)), first))
                continue
        if run and (part is None or number - run[-1][0] > 1):
            yield from _news(words, run)
            run = []


def _news(words: Words, run: list[tuple[int, tuple[int, int, int], bool]]) -> Iterator[tuple[int, int]]:
    days = [day for _, day, _ in run]
    turns = sum(one > other for one, other in pairwise(days))
    opened = all(first for *_, first in run)
    if not (len(run) >= LISTED and turns if opened else len(run) >= ENTITLED and turns >= TURNS):
        return
    start, end = words.parts[run[0][0]].start, words.parts[run[-1][0]].end
    first, last = words.at(start, end)
    if last - first <= MOST * len(words):
        yield first, last


def _remarks(words: Words) -> list[tuple[int, int]]:
    """Sentences that say of themselves that they are beside the point; a page keeps them for its windows."""
    if words.page is not None:
        begin, end = words.offset, words.offset + len(words)
        found = ((first, min(last, end)) for first, last in _remarks(words.page))
        return [(first - begin, last - begin) for first, last in found if begin <= first < end]
    known: list[tuple[int, int]] | None = words.notes.get(_remarks)
    if known is None:
        known = words.notes[_remarks] = list(_remarked(words))
    return known


def _remarked(words: Words) -> Iterator[tuple[int, int]]:
    _, remark, _ = _patterns()
    for first, last in _remarkable().sentences(words):
        if match := remark.search(" ".join(words.lower[first:last])):
            at = first + match.string.count(" ", 0, match.start())
            yield _after_year(words, first, at), last


def _after_year(words: Words, first: int, at: int) -> int:
    """Where the sentence of the word `at` begins if a year ends the one before (`… do końca 2024 r. Traci moc …`)."""
    for place in range(at, first + 1, -1):
        if words.forms[place - 1] == "." and words.lower[place - 2] in _YEAR and words.forms[place][:1].isupper():
            return place
    return first


_YEAR = frozenset({"r", "br"})
"""Shortened words behind a year, whose full stop ends no sentence as a rule."""


@cache
def _remarkable() -> Spots:
    index = Index([("sentences", load_rules("asides")["sentences"])])
    return Spots(lambda form: index.fits(form.casefold()))
