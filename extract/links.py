"""How programmes of one municipality refer to each other: a later edition continues an earlier one, a part its whole.

Names are compared word by word in any inflection (SGJP through `extract.patterns.keys`), without years, numbers of
editions and filler words (`data/links.yaml`). A link that two programmes could claim equally well in both directions is
not made: a missing link costs a click, a wrong one misleads.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.programmes import Period, Programme
from corpus.store.values import Link
from extract.pattern_words import folded
from extract.patterns import keys
from extract.rules import load_rules

WHOLE = 3
"""A name stands for a longer one that begins with it from so many words (`Strategia … Gminy Nysa na lata …`)."""
_WORD = re.compile(r"\w+\+?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


@dataclass(frozen=True, slots=True)
class _Name:
    """What tells a name apart, and what tells its editions apart."""

    words: tuple[frozenset[str], ...]
    """What each telling word can be matched by."""
    years: tuple[str, ...] = ()
    number: int | None = None

    def same(self, other: "_Name") -> bool:
        return len(self.words) == len(other.words) and self.begins(other)

    def begins(self, other: "_Name") -> bool:
        """Whether the other name begins with this one."""
        pairs = zip(self.words, other.words, strict=False)
        return 0 < len(self.words) <= len(other.words) and all(not mine.isdisjoint(its) for mine, its in pairs)


@dataclass(frozen=True, slots=True)
class _Edition:
    """A programme with what orders it among its editions."""

    programme: Programme
    name: _Name
    first: str | None
    """Year of its beginning; the name is trusted before the period, which a page may give for a part only."""
    last: str | None

    @property
    def id(self) -> str:
        return self.programme.id

    def before(self, other: "_Edition") -> bool:
        """Whether this is surely the earlier edition: by years, within one year or without them by numbers."""
        if self.first and other.first:
            if self.first != other.first:
                return self.first < other.first
            return bool(self.name.number and other.name.number and self.name.number < other.name.number)
        return (self.name.number or 1) < (other.name.number or 1)

    def rank(self) -> tuple[str, int, int, str]:
        """The later the higher; of the same time the better known one."""
        return self.first or "", self.name.number or 1, len(self.programme.documents), self.id


def links(programmes: Sequence[Programme]) -> Mapping[str, tuple[Link, ...]]:
    """What each of a municipality's merged programmes refers to, by its id; an empty tuple for one without links.

    `continues` goes to the edition before: the one that the text names, or else the latest earlier one of the same
    name. `part_of` goes to the programme that the text names as the whole, in the edition that ran at the time.
    """
    known = _Known([_edition(programme) for programme in programmes])
    former = {edition.id: _former(edition, known) for edition in known.editions}
    wholes = {edition.id: _whole(edition, known) for edition in known.editions}
    return {
        identity: (
            *(Link("continues", target) for target in _one_way(identity, former)),
            *(Link("part_of", target) for target in _one_way(identity, wholes)),
        )
        for identity in former
    }


class _Known:
    """The programmes of a municipality, found by how their names begin."""

    def __init__(self, editions: Sequence[_Edition]) -> None:
        self.editions = sorted(editions, key=lambda edition: edition.id)
        self._starting: dict[str, list[_Edition]] = {}
        for edition in self.editions:
            for key in edition.name.words[0] if edition.name.words else ():
                self._starting.setdefault(key, []).append(edition)

    def called(self, name: _Name) -> Iterator[_Edition]:
        """Every programme whose name or whose name's beginning shares the first word, each once."""
        found: dict[str, _Edition] = {}
        for key in name.words[0] if name.words else ():
            found.update((edition.id, edition) for edition in self._starting.get(key, ()))
        return iter(found.values())


def _one_way(identity: str, targets: Mapping[str, str | None]) -> Iterator[str]:
    """The target of a programme, unless that refers back: then one of both texts was misread."""
    target = targets[identity]
    if target is not None and targets[target] != identity:
        yield target


def _former(edition: _Edition, known: _Known) -> str | None:
    stated = edition.programme.continues
    found: list[_Edition] = []
    if stated is not None and stated.name is not None:
        named = _name(stated.name)
        renamed = not named.same(edition.name)
        found = [
            other
            for other in known.called(named)
            if other.id != edition.id
            and other.name.same(named)
            and _agree(named, other)
            and (other.before(edition) or (renamed and not edition.before(other)))
        ]
    if not found:
        found = [
            other for other in known.called(edition.name) if other.name.same(edition.name) and other.before(edition)
        ]
    return max(found, key=_Edition.rank).id if found else None


def _whole(edition: _Edition, known: _Known) -> str | None:
    if edition.programme.part_of is None:
        return None
    named = _name(edition.programme.part_of.value)
    found = [
        other
        for other in known.called(named)
        if not other.name.same(edition.name) and _means(named, other.name) and _agree(named, other)
    ]
    found = [other for other in found if other.name.same(named)] or found
    found = [other for other in found if _at_one_time(other, edition)]
    if len(found) > 1 and edition.first is None and not named.years:
        return None
    return max(found, key=_Edition.rank).id if found else None


def _means(named: _Name, name: _Name) -> bool:
    if named.same(name):
        return True
    shorter, longer = sorted((named, name), key=lambda one: len(one.words))
    return len(shorter.words) >= WHOLE and shorter.begins(longer)


def _agree(named: _Name, edition: _Edition) -> bool:
    """Whether the name as a text gives it may mean this very edition."""
    if named.years and edition.first:
        return named.years[0] == edition.first
    return not (named.number and edition.name.number) or named.number == edition.name.number


def _at_one_time(whole: _Edition, part: _Edition) -> bool:
    begun = not (whole.first and (part.last or part.first)) or whole.first <= (part.last or part.first or "")
    running = not (whole.last and part.first) or whole.last >= part.first
    return begun and running


def _edition(programme: Programme) -> _Edition:
    name = _name(programme.name.value)
    period = programme.period
    start, end = _years(period)
    first = name.years[0] if name.years else start or end
    last = name.years[-1] if len(name.years) > 1 else end or (first if name.years else None)
    return _Edition(programme, name, first, last)


def _years(period: Period | None) -> tuple[str | None, str | None]:
    if period is None:
        return None, None
    return (period.start or "")[:4] or None, (period.end or "")[:4] or None


def _name(text: str) -> _Name:
    """Take a name apart."""
    rules = _rules()
    forms = [match[0] for match in _WORD.finditer(text)]
    readings = [_readings(form) for form in forms]
    counting = [not words.isdisjoint(rules["counting"]) for words in readings]
    words: list[frozenset[str]] = []
    years: list[str] = []
    number: int | None = None
    for index, (form, reading) in enumerate(zip(forms, readings, strict=True)):
        beside = any(counting[max(0, index - 1) : index + 2])
        if _YEAR.fullmatch(form):
            years.append(form)
        elif form.isdecimal() and index and _YEAR.fullmatch(forms[index - 1]) and len(form) == 2:
            years.append(forms[index - 1][:2] + form)  # 2023/24
        elif _ROMAN.fullmatch(form):
            # In a name in capitals a lone I is the conjunction.
            number = number if form == "I" and text.isupper() else _roman(form)
        elif beside and form.isdecimal():
            number = int(form)
        elif beside and (ordinal := reading & rules["ordinals"]):
            number = _ordinal(ordinal)
        elif not (counting[index] or reading & rules["plain"]):
            words.append(reading)
    return _Name(tuple(words), tuple(sorted(set(years))), number)


@cache
def _rules() -> dict[str, frozenset[str]]:
    rules = load_rules("links")
    read = {name: frozenset(folded(word) for word in rules[name]) for name in rules}
    return read | {"counting": read["editions"] | read["numbering"]}


def _readings(form: str) -> frozenset[str]:
    found = keys(form) | (keys(form.capitalize()) if form.isupper() else frozenset())
    return frozenset(folded(key) for key in found)


def _ordinal(found: frozenset[str]) -> int:
    order = [folded(word) for word in load_rules("links")["ordinals"]]
    return min(order.index(word) for word in found) + 1


def _roman(form: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in form]
    return sum(-one if one < following else one for one, following in zip(digits, [*digits[1:], 0], strict=True))
