"""What the first row and the first cell of a table say of the sums in it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from corpus.documents import BlockKind
from extract.contexts import SUMMING
from extract.rules import load_rules
from extract.words import Words

LONGEST = 9
"""A cell of more words describes something, it heads no row."""
MONEY = frozenset({"total", "grant", "eu", "state", "own", "asked", "sum", "per_unit", "fee", "money"})
"""Kinds of heads under which numbers are money even without a currency."""
_CELLS = 4_096
"""Cells whose kind is remembered."""
_YEAR = re.compile(r"(?:(?:na|w) )?(?:rok )?(?:19|20)\d\d(?: r(?: \.)?| rok)?")
_NUMBERS = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"\w+")
_PRICE = re.compile(r"\d{1,3}(?:[ .\u00a0]?\d{3})*,\d\d")
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


def marks(words: Words, index: int, column: Sequence[str], now: int) -> Iterator[str]:
    """Features of the first sum of a cell, from the heads of its row and its column; `now` is the document's year."""
    first, last = words.block_bounds(index)
    stop = next((place for place in range(first, last) if words.forms[place] == "|"), last)
    row = kind(words.lower[first:stop]) if stop < index else ""
    over = kind(column)
    if over == "year" and (named := _NUMBERS.search(" ".join(column))):
        yield "head-past-year" if int(named.group()) < now else "head-year-on"
    if over == "year" and row and "|" not in words.forms[index:last]:
        yield "head-last-year"
        over = ""
    if over != "asked" and _offers(words, index):
        yield "head-offers"
    yield f"head-row:{row}"
    yield f"head-column:{over}"
    both = bool(row and over) and row != over
    yield f"head:{crossed(row, over, across=both and _across(words, index))}"


def _across(words: Words, index: int) -> bool:
    """Whether the first row of a table names more kinds of money than its first column."""
    heads, sides = _kinds_of_table(words, index)
    return len(_ROLES.intersection(heads)) >= len(_ROLES.intersection(sides))


def _offers(words: Words, index: int) -> bool:
    """Whether a head of the table speaks of what bodies asked for: its rows are offers."""
    return "asked" in _kinds_of_table(words, index)[0]


def _kinds_of_table(words: Words, index: int) -> tuple[list[str], list[str]]:
    """What the cells of the first row of a word's table say, and the first cells of its other rows; kept."""
    top, stop = _tables(words)[words.blocks[index]]
    known: tuple[list[str], list[str]] | None = words.notes.get((_kinds_of_table, top))
    if known is None:
        head, *rows = words.parts[top:stop]
        known = words.notes[_kinds_of_table, top] = (
            [_kind_of(words, cell) for cell in _cells(words.text, head.start, head.end)],
            [_kind_of(words, next(_cells(words.text, row.start, row.end))) for row in rows],
        )
    return known


def _tables(words: Words) -> dict[int, tuple[int, int]]:
    """For each row its table: the first block of it and the one behind it."""
    known: dict[int, tuple[int, int]] | None = words.notes.get(_tables)
    if known is None:
        known = words.notes[_tables] = {}
        top = 0
        for number, block in enumerate((*words.parts, None)):
            if block is None or block.kind is not BlockKind.ROW:
                known.update(dict.fromkeys(range(top, number), (top, number)))
                top = number + 1
    return known


def _kind_of(words: Words, cell: tuple[int, int]) -> str:
    return kind(_WORD.findall(words.text[cell[0] : cell[1]].casefold()))


def money_cells(words: Words) -> Iterator[tuple[int, int, bool]]:
    """Characters of the cells of tables under or beside a head of money; True where the head is above."""
    table: list[list[tuple[int, int]]] = []
    for block in words.parts:
        if block.kind is BlockKind.ROW:
            table.append(list(_cells(words.text, block.start, block.end)))
        elif table:
            yield from _money_of(words, table)
            table = []
    if table:
        yield from _money_of(words, table)


def _money_of(words: Words, table: Sequence[Sequence[tuple[int, int]]]) -> Iterator[tuple[int, int, bool]]:
    """The cells of one table that hold money."""
    heads = [_kind_of(words, cell) for cell in table[0]]
    text = words.text
    if not MONEY.isdisjoint(heads):
        heads = ["money" if not head and _priced(text, table, number) else head for number, head in enumerate(heads)]
    headed = not any(char.isdigit() for char in text[slice(*table[0][-1])])
    for cells in table[headed:]:
        first = _kind_of(words, cells[0])
        beside = first in MONEY and (len(cells) > 2 or (first == "sum" and not MONEY.isdisjoint(heads)))
        missing = len(heads) - len(cells)
        spanning = missing > 0 and (missing == 1 or text[slice(*cells[0])].strip(" :").casefold() in SUMMING)
        for number, cell in enumerate(cells):
            place = number + (missing if number and spanning else 0)
            under = (abs(missing) < 2 or spanning) and place < len(heads) and heads[place] in MONEY
            if under or (beside and number):
                yield *cell, under


def _priced(text: str, table: Sequence[Sequence[tuple[int, int]]], column: int) -> bool:
    """Whether all cells of a column, two at least, are sums to the grosz, whatever its head says."""
    own = [text[slice(*cells[column])].strip() for cells in table[1:] if len(cells) == len(table[0])]
    return column > 0 and len(own) > 1 and all(_PRICE.fullmatch(cell) for cell in own)


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for place in range(start, end):
        if text[place] == "|":
            yield begin, place
            begin = place + 1
    yield begin, end


__all__ = ["crossed", "kind", "marks", "money_cells"]
