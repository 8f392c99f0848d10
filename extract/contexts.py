"""The wording around a value: what stands before and after it, its label, the head of its table column."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.documents import BlockKind
from extract.words import Words

REACH = 22
"""Words looked at on each side; Polish official sentences put the cue of a value far before it."""
LABEL_LENGTH = 14
"""A block of at most so many words without a full stop can be the label of the block after it."""
SUMMING = frozenset({"ogółem", "razem", "łącznie", "suma"})
"""Words with which a row that adds up the others begins; its first cell often spans several columns."""


BREAK = "¦"
"""Stands where the wording of one block ends and that of the next begins."""


class Context(NamedTuple):
    """Case-folded words around the words `first` up to `last` of a document, nearest ones inmost."""

    before: tuple[str, ...]
    """Words of the sentence before the value; where the value opens its block, the label above it."""
    after: tuple[str, ...]
    column: tuple[str, ...] = ()
    """The head of the value's column, in a table."""
    row: tuple[str, ...] = ()
    """The first cell of the value's row."""
    heading: tuple[str, ...] = ()
    """The nearest heading above."""


def context(words: Words, first: int, last: int, heads: "Heads | None" = None, floor: int = 0) -> Context:
    """What stands around the words `first` up to `last`; nothing before the word `floor` is looked at."""
    begin, end = words.sentence_bounds(first)
    start, stop = words.block_bounds(first)
    begin = max(begin, _reach(words, first, max(begin, floor)))
    before = _undotted(words.lower[begin:first])
    own = sum(word[0].isalpha() for word in before)
    labelled = ":" in before or (own > 2 and not _runs_on(words, start))
    if begin <= start and len(before) < REACH and not labelled:
        before = (*_above(words, start, REACH - len(before), floor), *before)
    _, end = words.sentence_bounds(last - 1)
    after = tuple(words.lower[last : min(end, last + REACH)])
    if len(after) < 4 and last + len(after) == words.block_bounds(last - 1)[1] and _runs_on(words, last + len(after)):
        following = last + len(after)
        after = (*after, *words.lower[following : min(words.sentence_bounds(following)[1], following + 8)])
    if words.kind(first) is not BlockKind.ROW:
        return Context(before, after, heading=heads.heading(words, first) if heads else ())
    row, column = row_label(words, first, start), heads.column(words, first, start, stop) if heads else ()
    cell = _cell_start(words, first, start)
    return Context(
        tuple(words.lower[max(cell, begin) : first]), after, column, row, heads.heading(words, first) if heads else ()
    )


_LEADERS = frozenset("._…")
"""Marks that lead the eye from a label to its value."""


def _reach(words: Words, first: int, floor: int) -> int:
    """The word `REACH` words before `first`, leaders not counted, but not before `floor`."""
    if _LEADERS.isdisjoint(words.lower[max(floor, first - REACH) : first]):
        return max(floor, first - REACH)
    place, left = first, REACH
    while place > floor and left:
        place -= 1
        left -= not _doubled(words.lower, place)
    return place


def _undotted(lower: Sequence[str]) -> tuple[str, ...]:
    """The words without the rows of dots that fill a line (`wkład własny ........ 4 200 zł`)."""
    if _LEADERS.isdisjoint(lower) or not any(one in _LEADERS and one == other for one, other in pairwise(lower)):
        return tuple(lower)
    return tuple(word for place, word in enumerate(lower) if not _doubled(lower, place))


def _doubled(lower: Sequence[str], place: int) -> bool:
    """Whether a leader stands beside another one."""
    return lower[place] in _LEADERS and lower[place] in {
        *lower[max(place - 1, 0) : place],
        *lower[place + 1 : place + 2],
    }


def nearest(before: tuple[str, ...], room: int) -> tuple[str, ...]:
    """The last `room` words of the wording before a value, block marks not counted."""
    left = room
    for place in range(len(before) - 1, -1, -1):
        if before[place] == BREAK:
            continue
        left -= 1
        if left < 0:
            return before[place + 1 :]
    return before


def _above(words: Words, start: int, room: int, floor: int) -> Sequence[str]:
    """The words of the block above, where its sentence runs on into this block or it is this block's label."""
    if start == 0 or start <= floor:
        return ()
    if words.kind(start - 1) is BlockKind.ROW or words.kind(start) is BlockKind.ROW:
        return ()
    first, _ = words.block_bounds(start - 1)
    tail = words.forms[start - 1]
    if tail in ".!?;" and words.kind(start - 1) is not BlockKind.HEADING:
        return ()
    length = start - first
    if words.kind(start) is BlockKind.ITEM and tail != ":":
        return ()
    if length > LABEL_LENGTH and tail != ":" and not _runs_on(words, start):
        return ()
    begin = max(words.sentence_bounds(start - 1)[0], start - room, floor)
    return (*words.lower[begin:start], BREAK)


def _runs_on(words: Words, start: int) -> bool:
    """True where the block that begins at `start` continues the sentence of the block above (wrapped lines)."""
    if start == 0 or start >= len(words):
        return False
    kinds = {words.kind(start), words.kind(start - 1)}
    return (
        kinds == {BlockKind.PARAGRAPH} and not words.forms[start][0].isupper() and words.forms[start - 1] not in ".!?:;"
    )


def row_label(words: Words, first: int, start: int) -> tuple[str, ...]:
    """Words of the row's cells before the value's own, nearest last; cells of numbers alone are no label."""
    cell = _cell_start(words, first, start)
    found: list[str] = []
    for begin, end in _cells(words, start, cell - 1) if cell > start else ():
        part = words.lower[begin:end]
        if any(word[0].isalpha() and word not in _UNITS for word in part):
            found += [*part, "|"]
    return tuple(found)


_UNITS = frozenset({"zł", "pln", "eur", "euro", "tys", "mln", "r", "os", "h"})


def _cell_start(words: Words, index: int, start: int) -> int:
    for place in range(index - 1, start - 1, -1):
        if words.forms[place] == "|":
            return place + 1
    return start


class Heads:
    """Headings and table heads of one document, found once."""

    @classmethod
    def of(cls, words: Words) -> "Heads":
        """Those of a document, which keeps them."""
        known: Heads | None = words.notes.get(cls)
        if known is None:
            known = words.notes[cls] = cls(words)
        return known

    def __init__(self, words: Words) -> None:
        self._headings: dict[int, tuple[str, ...]] = {}
        self._tables: dict[int, int] = {}
        self._first: dict[int, int] = {}
        previous: int | None = None
        heading: tuple[str, ...] = ()
        table: int | None = None
        for index, block in enumerate(words.blocks):
            if block == previous:
                continue
            previous = block
            self._first[block] = index
            kind = words.parts[block].kind
            if kind is BlockKind.HEADING:
                heading = tuple(words.lower[index : words.block_bounds(index)[1]][:20])
            table = (index if table is None else table) if kind is BlockKind.ROW else None
            if table is not None:
                self._tables[block] = table
            self._headings[block] = heading

    def heading(self, words: Words, index: int) -> tuple[str, ...]:
        """The nearest heading above the word, without those that are the word's own block."""
        return self._headings.get(words.blocks[index], ())

    def column(self, words: Words, index: int, start: int, stop: int) -> tuple[str, ...]:
        """The head cell over the word's cell; empty in the head itself or where the rows differ in width."""
        table = self._tables.get(words.blocks[index])
        if table is None or table == start:
            return ()
        head = _cells(words, *words.block_bounds(table))
        number = sum(words.forms[place] == "|" for place in range(start, index))
        missing = len(head) - len(_cells(words, start, stop))
        if abs(missing) > 1 and not (missing > 0 and number and words.lower[start] in SUMMING):
            return ()
        if missing > 0 and number:
            number += missing
        if number >= len(head):
            return ()
        begin, end = head[number]
        return tuple(words.lower[begin:end])


def _cells(words: Words, start: int, stop: int) -> list[tuple[int, int]]:
    cells, begin = [], start
    for place in range(start, stop):
        if words.forms[place] == "|":
            cells.append((begin, place))
            begin = place + 1
    return [*cells, (begin, stop)]
