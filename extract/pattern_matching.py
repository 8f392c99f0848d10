"""Matches of compiled patterns at one word of a document (language: extract/patterns.py)."""

from array import array
from collections.abc import Iterable
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from extract.forms import Forms
from extract.pattern_words import Element
from extract.words import Words

Meaning = TypeVar("Meaning")


class Match(NamedTuple, Generic[Meaning]):
    """Words `first` up to, not including, `last` matched a pattern with this meaning."""

    first: int
    last: int
    meaning: Meaning
    named: tuple[int, ...] = ()
    """The words that the pattern names, without those that its gaps skip."""


class Pattern(NamedTuple, Generic[Meaning]):
    """A compiled pattern."""

    number: int
    """Its place among the patterns."""
    elements: tuple[Element, ...]
    meaning: Meaning
    row: bool
    """Whether its words merely follow each other."""
    needed: tuple[tuple[Element, int], ...] | None
    """Of these words one must stand behind the first, so many words off at most; None where nothing need follow."""


class Start(NamedTuple, Generic[Meaning]):
    """The patterns that can begin with a word."""

    number: int
    """From 1."""
    alone: dict[int, Pattern[Meaning]]
    """Those that need no further word, by number."""
    following: dict[Element, tuple[tuple[int, Pattern[Meaning]], ...]]
    """The others by the words they need, each with how far off that may stand."""
    reach: int
    """How many words further on such a word can stand."""
    helped: dict[int, tuple[tuple[int, Pattern[Meaning]], ...]]
    """`following` by the numbers of what forms are as a further word, as far as it was asked for."""
    single: tuple[Meaning, ...] | None
    """The meanings of `alone` where all these are single words."""


def begin(number: int, patterns: Iterable[Pattern[Meaning]]) -> Start[Meaning]:
    """What begins with a word with which these patterns can begin."""
    alone: dict[int, Pattern[Meaning]] = {}
    following: dict[Element, list[tuple[int, Pattern[Meaning]]]] = {}
    for pattern in sorted(patterns, key=_number):
        if pattern.needed is None:
            alone[pattern.number] = pattern
        for wanted, off in pattern.needed or ():
            following.setdefault(wanted, []).append((off, pattern))
    return Start(
        number,
        alone,
        {wanted: tuple(told) for wanted, told in following.items()},
        1 + max((off for told in following.values() for off, _ in told), default=-1),
        {},
        None
        if any(len(pattern.elements) > 1 for pattern in alone.values())
        else tuple(dict.fromkeys(pattern.meaning for pattern in alone.values())),
    )


class Reads(Generic[Meaning]):
    """What forms, by their numbers, are to a set of patterns."""

    def __init__(self, forms: Forms, before: "Reads[Meaning] | None" = None) -> None:
        """With what is known `before` where the forms come from those."""
        self.mark = forms.mark
        mark = before.mark if before else None
        self.taken: list[frozenset[Element]] = forms.carried(before.taken, mark) if before else []
        """The words of patterns that accept a form."""
        self.starts: list[Start[Meaning] | None] = forms.carried(before.starts, mark) if before else []
        self.heads: array[int] = array("H", forms.carried(before.heads, mark) if before else [])
        """The numbers of `starts`, 0 for none."""
        self.seconds: array[int] = array("H", forms.carried(before.seconds, mark) if before else [])
        """Numbers of what the forms are to patterns as a further word, 0 for nothing."""

    def add(self, taken: frozenset[Element], start: Start[Meaning] | None, second: int) -> None:
        """Note what the next form is."""
        self.taken.append(taken)
        self.starts.append(start)
        self.heads.append(start.number if start else 0)
        self.seconds.append(second)


def matches(words: Words, reads: Reads[Meaning], index: int) -> list[Match[Meaning]]:
    """The matches of patterns that begin with the word at `index`, longest first; of one meaning only the longest."""
    start = reads.starts[words.numbers[index]]
    if start is None:
        return []
    tried = _tried(words, reads, index, start) if start.reach else None
    if tried is None and start.single is not None:
        return [Match(index, index + 1, meaning, (index,)) for meaning in start.single]
    return _tested(words, reads.taken, index, start.alone if tried is None else tried)


def _tried(
    words: Words, reads: Reads[Meaning], index: int, start: Start[Meaning]
) -> dict[int, Pattern[Meaning]] | None:
    """The patterns of which a further word stands near enough behind the first, and those that need none; None where
    there are only the latter."""
    tried: dict[int, Pattern[Meaning]] | None = None
    seconds, behind = reads.seconds, index + 1
    last = min(behind + start.reach, words.block_bounds(index)[1])
    for off, number in enumerate(words.numbers[behind:last]):
        second = seconds[number]
        if not second:
            continue
        helped = start.helped.get(second)
        if helped is None:
            taken = reads.taken[number]
            found = (told for wanted, told in start.following.items() if wanted in taken)
            helped = start.helped[second] = tuple(chain.from_iterable(found))
        if helped:
            tried = dict(start.alone) if tried is None else tried
            for most, pattern in helped:
                if off <= most:
                    tried[pattern.number] = pattern
    return tried


def _tested(
    words: Words, taken: list[frozenset[Element]], index: int, tried: dict[int, Pattern[Meaning]]
) -> list[Match[Meaning]]:
    """The matches among patterns whose first word is that at `index`."""
    found: dict[Meaning, tuple[int, ...]] = {}
    place = words, taken, words.block_bounds(index)[1]
    for number in sorted(tried) if len(tried) > 1 else tried:
        _, elements, meaning, row, _ = tried[number]
        named = (_row if row else _named)(place, index, elements)
        if named is None:
            continue
        if meaning not in found or named[-1] > found[meaning][-1]:
            found[meaning] = named
    matches = [Match(index, named[-1] + 1, meaning, named) for meaning, named in found.items()]
    return matches if len(matches) < 2 else sorted(matches, key=lambda match: -match.last)


def _number(pattern: Pattern[Meaning]) -> int:
    return pattern.number


def needed(elements: tuple[Element, ...], position: int) -> tuple[tuple[Element, int], ...] | None:
    """The words of which one must stand behind those before `position`, so many words off at most; None where
    `elements[position:]` match nothing too. Most patterns fail here, without a look at their other words."""
    if position == len(elements):
        return None
    wanted = elements[position]
    if wanted.plain:
        return ((wanted, 0),)
    behind = needed(elements, position + 1)
    if behind is None:
        return None
    if wanted.optional:
        return ((wanted, 0), *behind)
    return tuple((other, off + wanted.gap) for other, off in behind)


_Place = tuple[Words, list[frozenset[Element]], int]
"""Where a match is looked for: words, what takes their forms, and the end of the block, where a match ends too."""


def _row(place: _Place, index: int, elements: tuple[Element, ...]) -> tuple[int, ...] | None:
    """The words from `index` on where all of these follow each other there, else None."""
    words, taken, stop = place
    last = index + len(elements)
    if last > stop:
        return None
    for wanted, number in zip(elements[1:], words.numbers[index + 1 : last], strict=True):
        if wanted not in taken[number]:
            return None
    return tuple(range(index, last))


def _named(place: _Place, index: int, elements: tuple[Element, ...]) -> tuple[int, ...] | None:
    """The words that all of these name from `index` on, or None where they do not match."""
    named = _rest(place, index + 1, elements, 1)
    return None if named is None else (index, *named)


def _rest(place: _Place, index: int, elements: tuple[Element, ...], position: int) -> tuple[int, ...] | None:
    """The words that `elements[position:]` name from the word `index` on, or None where they do not match."""
    if position == len(elements):
        return ()
    wanted = elements[position]
    if wanted.edge:
        return () if _rest(place, index, elements, position + 1) is not None else None
    if wanted.gap:
        return _behind_gap(place, index, elements, position)
    words, taken, stop = place
    if index < stop and wanted in taken[words.numbers[index]]:
        named = _rest(place, index + 1, elements, position + 1)
        if named is not None:
            return (index, *named)
    return _rest(place, index, elements, position + 1) if wanted.optional else None


def _behind_gap(place: _Place, index: int, elements: tuple[Element, ...], position: int) -> tuple[int, ...] | None:
    """The same where a gap begins, whose words belong to the sentence before it."""
    words, taken, stop = place
    position += 1
    if position == len(elements):
        return ()
    after, numbers = elements[position], words.numbers
    last = min(index + elements[position - 1].gap + 1, words.sentence_bounds(index - 1)[1])
    for skip in range(index, min(max(last, index + 1), len(numbers))):
        if after.plain and (skip >= stop or after not in taken[numbers[skip]]):
            continue
        named = _rest(place, skip, elements, position)
        if named is not None:
            return named
    return None
