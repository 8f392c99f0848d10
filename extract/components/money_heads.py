"""What the first row and the first cell of a table say of the sums in it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from corpus.documents import BlockKind
from extract.rules import load_rules
from extract.words import Words

LONGEST = 9
"""A cell of more words describes something, it heads no row."""
MONEY = frozenset({"total", "grant", "eu", "state", "own", "asked", "sum", "per_unit", "fee", "money"})
"""Kinds of heads under which numbers are money even without a currency."""
_CELLS = 4_096
"""Cells whose kind is remembered."""
_YEAR = re.compile(r"(?:(?:na|w) )?(?:rok )?(?:19|20)\d\d(?: r(?: \.)?| rok)?")
_WORD = re.compile(r"\w+")
_ROLES = frozenset({"total", "grant", "eu", "state", "own", "per_unit", "fee"})
_PARTS = frozenset({"asked", "year", "past"})
"""Kinds whose sums are no amounts of the programme: wishes, single years, earlier years."""


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = load_rules("money_words")["heads"]
    return tuple((name, re.compile(rf"(?<!\w)(?:{pattern})")) for name, pattern in rules.items())


def kind(cell: Sequence[str]) -> str:
    """What a head says of its sums: a role, `sum`, `asked`, `past`, `year`; empty where it names no money."""
    words = [word for word in cell if word[0].isalnum()]
    if not words or len(words) > LONGEST:
        return ""
    return _kind_of_text(" ".join(words))


@lru_cache(maxsize=_CELLS)
def _kind_of_text(text: str) -> str:
    if _YEAR.fullmatch(text):
        return "year"
    return next((name for name, pattern in _kinds() if pattern.search(text)), "")


def crossed(row: str, column: str, *, across: bool = False) -> str:
    """The role of a sum by the kinds of its row's and of its column's head; empty where neither tells it.

    Where both name a role, the column's holds in a table whose heads of money stand `across` it.
    """
    if row in _PARTS or column in _PARTS:
        return "part"
    if row == "sum" and column == "sum":
        return "total"
    if row in {"", "sum", "money"}:
        return {"sum": "total", "money": ""}.get(column, column) or ("total" if row == "sum" else "")
    return column if across and column not in {"", "sum", "money"} else row


def marks(words: Words, index: int, column: Sequence[str]) -> Iterator[str]:
    """Features of the first sum of a cell, from the heads of its row and its column."""
    first, last = words.block_bounds(index)
    stop = next((place for place in range(first, last) if words.forms[place] == "|"), last)
    row = kind(words.lower[first:stop]) if stop < index else ""
    over = kind(column)
    if over == "year" and row and "|" not in words.forms[index:last]:
        yield "head-last-year"
        over = ""
    yield f"head-row:{row}"
    yield f"head-column:{over}"
    both = bool(row and over) and row != over
    yield f"head:{crossed(row, over, across=both and _across(words, index))}"


def _across(words: Words, index: int) -> bool:
    """Whether the first row of a table names more kinds of money than its first column."""
    block = words.blocks[index]
    top = block
    while top and words.parts[top - 1].kind is BlockKind.ROW:
        top -= 1
    stop = block
    while stop < len(words.parts) and words.parts[stop].kind is BlockKind.ROW:
        stop += 1
    rows = [[_kind_of(words, cell) for cell in _cells(words.text, one.start, one.end)] for one in words.parts[top:stop]]
    return len(_ROLES.intersection(rows[0])) >= len(_ROLES.intersection(row[0] for row in rows[1:]))


def _kind_of(words: Words, cell: tuple[int, int]) -> str:
    return kind(_WORD.findall(words.text[cell[0] : cell[1]].casefold()))


def money_cells(words: Words) -> Iterator[tuple[int, int, bool]]:
    """Characters of the cells of tables under or beside a head of money; True where the head is above."""
    heads: list[str] = []
    table = False
    for block in words.parts:
        if block.kind is not BlockKind.ROW:
            table = False
            continue
        cells = list(_cells(words.text, block.start, block.end))
        named = [_kind_of(words, cell) for cell in cells]
        if not table:
            heads, table = named, True
            if not any(char.isdigit() for char in words.text[cells[-1][0] : cells[-1][1]]):
                continue
        beside = named[0] in MONEY and (len(cells) > 2 or (named[0] == "sum" and not MONEY.isdisjoint(heads)))
        missing = len(heads) - len(cells)
        for number, cell in enumerate(cells):
            place = number + (missing if number and 0 < missing < 2 else 0)
            under = abs(missing) < 2 and place < len(heads) and heads[place] in MONEY
            if under or (beside and number):
                yield *cell, under


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for place in range(start, end):
        if text[place] == "|":
            yield begin, place
            begin = place + 1
    yield begin, end


__all__ = ["crossed", "kind", "marks", "money_cells"]
