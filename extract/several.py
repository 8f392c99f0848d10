"""Whether a page may tell of several programmes at all, before its stretches are read one by one.

Reading every stretch as a page of its own costs as much as reading the page; two pages of three tell of one programme
so plainly that a few signs say so. Their weights in `data/several_weights.yaml` are fitted by `tools/names/doubt.py`,
and `bias` there lets every page pass of which the stretches could say otherwise.
"""

import math
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.documents import BlockKind
from extract.components.names.layout import past_numbering
from extract.facts import Facts
from extract.patterns import Patterns
from extract.rules import load_rules
from extract.segments import Named
from extract.words import Words

BUDGET = frozenset({"total", "grant", "eu", "state", "own"})
"""Roles of sums that programmes are paid with."""
TERMS = frozenset({"period", "edition"})
"""Roles of dates that say when a programme runs."""
_GREETING = 5
"""A page says within so many blocks that it tells of several matters."""
_OPENING = 4
"""Words of a block within which it counts off (`Druga sprawa …`)."""
_LEAST, _MOST = -1.0, 6.0
"""Bounds of the scores of names as signs."""
_SUMS, _FEW, _LINES = 6, 4, 6
"""Bounds of counts as signs: of sums, of dates and countings off, of lines like titles."""


def may_be_several(words: Words, facts: Facts, groups: Sequence[Named], titles: int) -> bool:
    """Whether it is worth reading a page's stretches one by one; `titles` are its lines like titles."""
    weights: dict[str, float] = load_rules("several_weights")
    return sum(weights.get(sign, 0.0) * much for sign, much in signs(words, facts, groups, titles).items()) > 0


def signs(words: Words, facts: Facts, groups: Sequence[Named], titles: int) -> dict[str, float]:
    """What a page as a whole shows of several programmes: names that could lead, sums, terms, lines that divide it."""
    scores = sorted((group.score for group in groups if not group.past), reverse=True)
    second, third = [max(_LEAST, min(_MOST, score)) for score in (*scores[1:3], _LEAST, _LEAST)][:2]
    sums = sum(money.role in BUDGET for money in facts.money)
    terms = sum(date.role in TERMS for date in facts.dates)
    counted = sum(counts_off(words, part.start) for part in words.parts[1:])
    found = {
        "bias": 1.0,
        "second": second,
        "third": third,
        "sums": min(_SUMS, sums),
        "two_sums": sums > 1,
        "terms": min(_FEW, terms),
        "two_terms": terms > 1,
        "counted": min(_FEW, counted),
        "twice_counted": counted > 1,
        "titles": min(_LINES, titles),
        "blocks": math.log(len(words.parts) + 1),
        "size": math.log((len(words) + 1) / 100),
    }
    return {sign: float(much) for sign, much in found.items()} | dict.fromkeys(said(words), 1.0)


def said(words: Words) -> Iterator[str]:
    """Whether the first blocks announce several programmes (`Dwa projekty`, `Programy i projekty`), whether the page
    calls itself a newsletter or a bulletin there or in its imprint."""
    for match in _announcing_several().find(words):
        block, behind = words.blocks[match.first], match.first - words.block_bounds(match.first)[0]
        heads = words.kind(match.first) is BlockKind.HEADING and block <= 1 and behind <= _OPENING
        if block <= _GREETING and (match.last - match.first > 1 or heads):
            yield "several_page"
            break
    for match in _digests().find(words):
        if words.blocks[match.first] <= _GREETING or words.kind(match.first) is BlockKind.IMPRINT:
            yield "digest_page"
            break


def counts_off(words: Words, start: int) -> bool:
    """Whether the block that begins at `start` counts off: `2. …`, `Druga sprawa …`, `I wreszcie …`."""
    first = words.at(start, len(words.text))[0]
    if first >= len(words):
        return False
    last = words.block_bounds(first)[1]
    behind = past_numbering(words, first)
    if behind > first and words.forms[first][0].isalnum():
        return True
    openings = frozenset(load_rules("names")["openings"])
    return words.speak_of(openings, behind, min(behind + _OPENING, last))


@cache
def _announcing_several() -> Patterns[str]:
    return Patterns((pattern, "several") for pattern in load_rules("names")["several"])


@cache
def _digests() -> Patterns[str]:
    return Patterns((pattern, "digest") for pattern in load_rules("names")["digests"])
