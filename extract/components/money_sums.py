"""Sums that add up: which sums are wholes of which parts."""

from collections.abc import Sequence
from itertools import combinations

from extract.money_expressions import Sum
from extract.words import Words

NEIGHBOURS = 6
"""Sums on either side among which the parts of a whole are looked for."""
LEAST = 1_000
"""Smaller sums add up by chance."""
_ZLOTY = 100
REACH = 700
"""Characters between a whole and its parts."""


def additions(words: Words, parts: Sequence[Sum]) -> dict[int, tuple[int, ...]]:
    """For each of the sums of a document that two or three sums near it add up to, the numbers of those; kept."""
    known: dict[int, tuple[int, ...]] | None = words.notes.get(additions)
    if known is None:
        known = words.notes[additions] = _additions(parts)
    return known


def _additions(parts: Sequence[Sum]) -> dict[int, tuple[int, ...]]:
    found = {}
    cents = [int(part.value * 100) for part in parts]
    for whole, part in enumerate(parts):
        if part.value >= 2 * LEAST and (chosen := _addends(parts, cents, whole)):
            found[whole] = chosen
    return found


def _addends(parts: Sequence[Sum], cents: Sequence[int], whole: int) -> tuple[int, ...] | None:
    total = parts[whole]
    near = [
        number
        for number in range(max(whole - NEIGHBOURS, 0), min(whole + NEIGHBOURS + 1, len(parts)))
        if LEAST <= parts[number].value < total.value
        and parts[number].currency == total.currency
        and abs(parts[number].start - total.start) <= REACH
    ]
    least, most = cents[whole] - _ZLOTY, cents[whole] + _ZLOTY
    for one, other in combinations(near, 2):
        if least < cents[one] + cents[other] < most:
            return one, other
    if sum(sorted([cents[number] for number in near])[-3:]) <= least:
        return None
    for one, other, third in combinations(near, 3):
        if least < cents[one] + cents[other] + cents[third] < most:
            return one, other, third
    return None
