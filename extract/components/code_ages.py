"""Ages of people as wordings of the target groups they mean: children, young people, seniors.

`w wieku 10–18 lat`, `między trzynastym a osiemnastym rokiem życia`, `przed 30. urodzinami`, `po 65 r.ż.` say for whom
something is as plainly as a noun does. A number of years is an age only where its own words (`życia`, `wieku`,
`ukończyć`) or people right before it say so: `od 10 lat prowadzimy` is none.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extract.date_words import lexicon
from extract.patterns import Match, keys
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words

_NEAR = 5
"""People stand at most so many words before their age."""
_OLDEST = 100
_LOOK = 4
_SMALL, _CHILD, _GROWN, _YOUNG, _OLD, _OLDER = 6, 11, 16, 30, 55, 50
_STUDENT = 25
"""Allowances end at this age for those who still learn."""
_DISABLED = 16
"""Up to this age the law has a disability of its own for children."""


class _Telling(NamedTuple):
    """How ages are told (`data/ages.yaml`): words as the text has them, case-folded, and lemmas."""

    years: frozenset[str]
    year: frozenset[str]
    birthdays: frozenset[str]
    between: frozenset[str]
    opening: frozenset[str]
    above: frozenset[str]
    below: frozenset[str]
    more: frozenset[str]
    reached: frozenset[str]
    has: frozenset[str]
    aged: tuple[str, ...]
    units: frozenset[str]
    spelt: dict[str, int]


@cache
def _telling() -> _Telling:
    rules = load_rules("ages")
    lists = {name: frozenset(rules[name]) for name in _Telling._fields[:10]}
    endings = load_rules("date_words")["ordinal_endings"]
    tens = {stem + ending: value for value, stem in rules["tens"].items() for ending in endings}
    units = lists["years"] | lists["year"] | lists["birthdays"]
    return _Telling(**lists, aged=tuple(rules["aged"]), units=units, spelt=lexicon().ordinal | tens)


class _Age(NamedTuple):
    first: int
    last: int
    low: int
    high: int


def age_wordings(words: Words) -> list[Match[tuple[str, str, bool]]]:
    """The wordings of ages that mean a target group, in the order of the text."""
    return [
        Match(age.first, age.last, (code, strength, False), tuple(range(age.first, age.last)))
        for place in _units().places(words)
        for age in _ages(words, place)
        for code, strength in _meant(age.low, age.high)
    ]


@cache
def _units() -> Spots:
    units = _telling().units
    return Spots(lambda form: form.casefold() in units)


def _meant(low: int, high: int) -> Iterator[tuple[str, str]]:
    if low <= _CHILD and high <= 18 and (low, high) != (0, _DISABLED):
        yield "children", "sure"
    if high <= _YOUNG and (low > _CHILD or (high >= _GROWN and (low >= _SMALL or high > _STUDENT))):
        yield "youth", "sure"
    if low >= _OLD:
        yield "seniors", "sure"
    elif low >= _OLDER and high >= _OLDEST:
        yield "seniors", "strong"


def _ages(words: Words, unit: int) -> Iterator[_Age]:
    """The age that a unit (`lat`, `roku życia`, `urodzinami`) ends, if one does."""
    lower, begin, told = words.lower, words.block_bounds(unit)[0], _telling()
    index = unit - 1
    while index > begin and lower[index] in ".-–":
        index -= 1
    value = _number(words, index) if index >= begin else None
    if value is None or not 0 < value < _OLDEST:
        return
    life = _of_life(words, unit)
    if lower[unit] in told.year and not life and lower[index] not in told.spelt:
        return
    last = unit + 1 + life
    if index > begin and value < 10 and lower[index] in told.spelt and (_number(words, index - 1) or 0) >= 20:
        index -= 1
        value += _number(words, index) or 0  # sześćdziesiąty piąty
    first, lower_end = _range(words, begin, index, value)
    if lower_end is not None:
        if life or lower[unit].startswith(told.aged) or _people(words, begin, first):
            yield _Age(first, last, lower_end, value)
        return
    yield from _bounded(words, _Age(index, last, value, value), life=life > 0)


def _bounded(words: Words, age: _Age, *, life: bool) -> Iterator[_Age]:
    """An age with one bound, told by the word before or behind it."""
    lower, told, (index, last, value, _) = words.lower, _telling(), age
    begin, before = words.block_bounds(index)[0], index - 1
    if before > begin and lower[before] in {"lat", "roku", "rok", "wieku"}:
        before -= 1
    word = lower[before] if before >= begin else ""
    people = life or lower[index] in told.spelt or lower[last - 1] in told.birthdays or _people(words, begin, before)
    end = words.sentence_bounds(last - 1)[1]
    if any(lower[place] in told.more for place in range(last, min(last + 3, end))):
        if people:
            yield _Age(index, min(last + 2, end), value, _OLDEST)
    elif lower[last - 1].startswith(told.aged):
        yield age
    elif (
        word in told.above
        and people
        and (word != "po" or life or value >= _OLDER)
        and (life or not _lasts(words, before))
    ):
        yield _Age(before, last, value, _OLDEST)
    elif word in told.below and (_people(words, begin, before) if word == "przed" and life else people):
        yield _Age(before, last, 0, value)
    elif word == "wieku":
        yield _Age(before, last, value, value)
    else:
        reached = next(
            (
                place
                for place in range(before, max(begin, before - 3) - 1, -1)
                if not (told.reached | told.has if people else told.reached).isdisjoint(keys(words.forms[place]))
            ),
            None,
        )
        if reached is not None and (value >= _OLDER or people):
            yield _Age(reached, last, value, _OLDEST)


def _lasts(words: Words, index: int) -> bool:
    """Whether a verb before a number of years says how long something is done: `pomaga seniorom od 60 lat`."""
    begin = max(words.sentence_bounds(index)[0], index - _NEAR)
    doing = any(words.tags[place].startswith(("fin", "praet")) for place in range(begin, index))
    return doing and words.lower[index] in {"od", "ponad"} and "wieku" not in words.lower[begin:index]


def _range(words: Words, begin: int, index: int, high: int) -> tuple[int, int | None]:
    """Where a range of ages that ends at the number `index` begins, and its lower end; None where it is no range."""
    lower = words.lower
    joint = index - 1
    if joint <= begin or lower[joint] not in _telling().between:
        return index, None
    for place in range(joint - 1, max(begin, joint - 1 - _LOOK) - 1, -1):
        low = _number(words, place)
        if low is not None:
            if not low < high:
                return index, None
            opens = place - 1 if place > begin and lower[place - 1] in _telling().opening else place
            return opens, low
        if lower[place] not in _telling().units and lower[place] not in {".", "życia", "ż"}:
            break
    return index, None


def _of_life(words: Words, unit: int) -> int:
    """How many words behind the unit say that it is a year of life: `życia`, `. ż .`."""
    lower = words.lower
    if lower[unit + 1 : unit + 2] == ["życia"]:
        return 1
    if lower[unit + 1 : unit + 3] == [".", "ż"]:
        return 2
    return 0


def _number(words: Words, index: int) -> int | None:
    form = words.lower[index]
    return int(form) if form.isdecimal() and len(form) < 4 else _telling().spelt.get(form)


def _people(words: Words, begin: int, index: int) -> bool:
    """Whether people, or the word age, stand right before a word."""
    begin = max(begin, words.sentence_bounds(index)[0], index - _NEAR)
    return any(not _aged().isdisjoint(keys(words.forms[place])) for place in range(begin, index))


@cache
def _aged() -> frozenset[str]:
    return frozenset(load_rules("statements")["aged"])
