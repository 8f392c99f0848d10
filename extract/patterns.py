"""Phrases of rule files matched over words: a small language over lemmas, compiled once into an index.

A pattern is words separated by spaces; each word is one of
    `rodzina`      any reading of the word has this lemma (or the word is written so)
    `=dla`         the word is written so, whatever its case
    `niepełnospr*` the word or a lemma of it begins so
    `a|b`          alternatives of the kinds above
    `<n>`          a number in digits
    `~3`           at most three words of any kind
    `/`            what follows must follow in the text but is no part of the match
and a `?` behind a word makes it optional. Words of one match stand in one block.
Words written without Polish letters (`mlodziezy`) match as if they had them where Morfeusz does not know them.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress, count
from typing import Generic, NamedTuple, TypeVar

from extract.errors import RuleError
from extract.morphology import analyses, generated
from extract.pattern_words import Element, element, folded
from extract.words import Forms, Words

_GERUND = re.compile(r"(ni|ci)(?:a|u|em|ach|ami|om)$")
"""Endings of verbal nouns, whose lemma in SGJP is the verb: rules name them by their own base form (`pozyskiwanie`)."""
_STEM = 4
"""Letters of a prefix that the index is keyed by."""


@lru_cache(maxsize=60_000)
def keys(form: str) -> frozenset[str]:
    """What a word can be matched by: its case-folded form, the lemmas of all its readings, and for verbal nouns and
    participles their own base forms too (`zagrożonych`: `zagrozić`, `zagrożony`)."""
    found = {form.casefold()}
    for reading in analyses(form):
        found.add(reading.lemma.casefold())
        kind = reading.tag.partition(":")[0]
        if kind in _VERBAL:
            found.add(_verbal_base(reading.lemma, kind))
    return frozenset(found)


_VERBAL = {"ger": "ger:sg:nom", "ppas": "ppas:sg:nom", "pact": "pact:sg:nom"}


@lru_cache(maxsize=20_000)
def _verbal_base(lemma: str, kind: str) -> str:
    """The nominative of a verb's noun or masculine participle; the verb itself where Morfeusz makes none."""
    for form, tag in generated(lemma):
        if tag.startswith(_VERBAL[kind]) and tag.endswith("aff") and (kind == "ger" or ":m1" in tag):
            return form.casefold()
    return lemma.casefold()


Meaning = TypeVar("Meaning")


class Match(NamedTuple, Generic[Meaning]):
    """Words `first` up to, not including, `last` matched a pattern with this meaning."""

    first: int
    last: int
    meaning: Meaning
    named: tuple[int, ...] = ()
    """The words that the pattern names, without those that its gaps skip."""


class _Pattern(NamedTuple, Generic[Meaning]):
    """A compiled pattern."""

    number: int
    """Its place among the patterns."""
    elements: tuple[Element, ...]
    meaning: Meaning
    needed: tuple[tuple[Element, int], ...] | None
    """Of these words one must stand behind the first, so many words off at most; None where nothing need follow."""


class _Start(NamedTuple, Generic[Meaning]):
    """The patterns that can begin with a word."""

    alone: dict[int, _Pattern[Meaning]]
    """Those that need no further word, by number."""
    needed: frozenset[Element]
    following: dict[Element, tuple[tuple[int, _Pattern[Meaning]], ...]]
    """The others by the words they need, each with how far off that may stand."""
    reach: int
    """How many words further on such a word can stand."""
    single: tuple[Meaning, ...] | None
    """The meanings of `alone` where all these are single words."""


class _Reads(Generic[Meaning]):
    """What forms, by their numbers, are to a set of patterns."""

    def __init__(self, forms: Forms) -> None:
        self.forms = forms
        self.taken: list[frozenset[Element]] = []
        """The words of patterns that accept a form."""
        self.starts: list[_Start[Meaning] | None] = []
        self.begins = bytearray()
        """1 where patterns can begin with a form."""


class Patterns(Generic[Meaning]):
    """Compiled patterns, each with a meaning; `find` gives every match, longest first at each word."""

    def __init__(self, patterns: Iterable[tuple[str, Meaning]]) -> None:
        self._heads: dict[Element, list[_Pattern[Meaning]]] = {}
        self._exact: dict[str, list[Element]] = {}
        self._stems: dict[str, list[Element]] = {}
        self._always: list[Element] = []
        self._known: _Reads[Meaning] | None = None
        self._starts: dict[frozenset[Element], _Start[Meaning]] = {}
        self._plain: dict[str, dict[str, tuple[frozenset[str], frozenset[str]]]] = {}
        self._elements: dict[str, Element] = {}
        for number, (pattern, meaning) in enumerate(patterns):
            if not isinstance(pattern, str):
                raise RuleError(f"the pattern {pattern!r} must be a text: put it in quotation marks")
            elements = tuple(self._shared(token) for token in pattern.split())
            if not elements or elements[0].gap or elements[0].optional or elements[0].edge:
                raise RuleError(f"the pattern {pattern!r} must begin with a word that is not optional")
            short = [prefix for prefix in elements[0].prefixes if len(prefix) < _STEM]
            if short:
                raise RuleError(f"a prefix at the head of a pattern needs {_STEM} letters: {short[0]!r}")
            compiled = _Pattern(number, elements, meaning, _needed(elements, 1))
            self._heads.setdefault(elements[0], []).append(compiled)

    def _shared(self, token: str) -> Element:
        known = self._elements.get(token)
        if known is None:
            known = self._elements[token] = element(token)
            self._index(known)
        return known

    def _index(self, wanted: Element) -> None:
        for key in wanted.lemmas | wanted.forms:
            self._exact.setdefault(key, []).append(wanted)
        if wanted.number or any(len(prefix) < _STEM for prefix in wanted.prefixes):
            self._always.append(wanted)
            return
        for stem in {spelt for prefix in wanted.prefixes for spelt in (prefix[:_STEM], folded(prefix[:_STEM]))}:
            self._stems.setdefault(stem, []).append(wanted)

    def find(self, words: Words, first: int = 0, last: int | None = None) -> Iterator[Match[Meaning]]:
        """Every match that begins within the words `first` up to `last`; matches of different meaning may overlap."""
        reads, places = self._reads(words)
        if first or last is not None:
            places = places[bisect_left(places, first) : None if last is None else bisect_left(places, last)]
        for index in places:
            yield from self._matches(words, reads, index)

    def at(self, words: Words, index: int) -> list[Match[Meaning]]:
        """Matches that begin at one word, longest first; of one meaning only the longest. None behind the last word."""
        reads, _ = self._reads(words)
        begins = index < len(words.numbers) and reads.begins[words.numbers[index]]
        return self._matches(words, reads, index) if begins else []

    def _reads(self, words: Words) -> tuple[_Reads[Meaning], Sequence[int]]:
        """What the forms of a document are to these patterns, and where matches can begin; the document keeps it."""
        made: tuple[_Reads[Meaning], list[int]] | None = words.notes.get(self)
        if made is None:
            known = self._known
            if known is None or known.forms is not words.numbered:
                known = self._known = _Reads(words.numbered)
            for form in words.numbered.written[len(known.taken) :]:
                self._read(known, form)
            made = known, list(compress(count(), map(known.begins.__getitem__, words.numbers)))
            words.notes[self] = made
        return made

    def _read(self, known: _Reads[Meaning], form: str) -> None:
        written, found = self._keys(form)
        candidates = set(self._always)
        for key in found:
            candidates.update(self._exact.get(key, ()), self._stems.get(key[:_STEM], ()))
        taken = frozenset(wanted for wanted in candidates if wanted.accepts(written, found))
        heads = frozenset(wanted for wanted in taken if wanted in self._heads)
        start = self._starts.get(heads) if heads else None
        if heads and start is None:
            start = self._starts[heads] = self._start(heads)
        known.taken.append(taken)
        known.starts.append(start)
        known.begins.append(start is not None)

    def _start(self, heads: frozenset[Element]) -> _Start[Meaning]:
        alone: dict[int, _Pattern[Meaning]] = {}
        following: dict[Element, list[tuple[int, _Pattern[Meaning]]]] = {}
        for pattern in sorted((pattern for head in heads for pattern in self._heads[head]), key=_number):
            if pattern.needed is None:
                alone[pattern.number] = pattern
            for wanted, off in pattern.needed or ():
                following.setdefault(wanted, []).append((off, pattern))
        return _Start(
            alone,
            frozenset(following),
            {wanted: tuple(patterns) for wanted, patterns in following.items()},
            1 + max((off for patterns in following.values() for off, _ in patterns), default=-1),
            None
            if any(len(pattern.elements) > 1 for pattern in alone.values())
            else tuple(dict.fromkeys(pattern.meaning for pattern in alone.values())),
        )

    def _matches(self, words: Words, reads: _Reads[Meaning], index: int) -> list[Match[Meaning]]:
        start = reads.starts[words.numbers[index]]
        if start is None:
            return []
        tried = _tried(words, reads, index, start) if start.reach else None
        if tried is None and start.single is not None:
            return [Match(index, index + 1, meaning, (index,)) for meaning in start.single]
        return _tested(words, reads.taken, index, start.alone if tried is None else tried)

    def _keys(self, form: str) -> tuple[frozenset[str], frozenset[str]]:
        """How a form is written and what it can be matched by; an unknown word without Polish letters is written as all
        the words of the patterns that it may stand for."""
        found = keys(form)
        lower = form.casefold()
        if len(found) > 1 or len(form) < _STEM or not form.isascii() or not form.isalpha():
            return frozenset((lower,)), found
        # Negated and superlative forms begin with another letter than their lemma.
        initials = {lower[0], lower[3]} if lower.startswith(("nie", "naj")) else {lower[0]}
        meant = [table[lower] for table in map(self._unaccented, initials) if lower in table]
        if not meant:
            return found, found
        return frozenset((lower,)).union(*(forms for forms, _ in meant)), found.union(*(lemmas for _, lemmas in meant))

    def _unaccented(self, initial: str) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """Without their Polish letters, the forms that have such of those words of the patterns whose lemma begins with
        this letter: the forms and their keys. All letters at once took half the time of a first document."""
        made = self._plain.get(initial)
        if made is not None:
            return made
        written: dict[str, set[str]] = {}
        lemmas: dict[str, set[str]] = {}
        for lemma in {lemma for known in self._elements.values() for lemma in known.lemmas | known.forms}:
            if folded(lemma[:1]) != initial:
                continue
            for form in (lemma, *(form.casefold() for form, _ in generated(lemma))):
                if not form.isascii():
                    plain = folded(form)
                    written.setdefault(plain, set()).add(form)
                    lemmas.setdefault(plain, set()).update((form, lemma))
        made = {plain: (frozenset(forms), frozenset(lemmas[plain])) for plain, forms in written.items()}
        self._plain[initial] = made
        return made


def _tried(
    words: Words, reads: _Reads[Meaning], index: int, start: _Start[Meaning]
) -> dict[int, _Pattern[Meaning]] | None:
    """The patterns of which a further word stands near enough behind the first, and those that need none; None where
    there are only the latter."""
    tried: dict[int, _Pattern[Meaning]] | None = None
    numbers, taken_by, needed, behind = words.numbers, reads.taken, start.needed, index + 1
    for place in range(behind, min(behind + start.reach, words.block_bounds(index)[1])):
        taken = taken_by[numbers[place]]
        if not taken or taken.isdisjoint(needed):
            continue
        tried = dict(start.alone) if tried is None else tried
        for wanted in taken & needed:
            for most, pattern in start.following[wanted]:
                if place - behind <= most:
                    tried[pattern.number] = pattern
    return tried


def _tested(
    words: Words, taken: list[frozenset[Element]], index: int, tried: dict[int, _Pattern[Meaning]]
) -> list[Match[Meaning]]:
    """The matches among patterns whose first word is that at `index`."""
    found: dict[Meaning, tuple[int, ...]] = {}
    for number in sorted(tried) if len(tried) > 1 else tried:
        _, elements, meaning, _ = tried[number]
        named = () if len(elements) == 1 else _rest(words, taken, index + 1, elements, 1)
        if named is None:
            continue
        named = (index, *named)
        if meaning not in found or named[-1] > found[meaning][-1]:
            found[meaning] = named
    matches = [Match(index, named[-1] + 1, meaning, named) for meaning, named in found.items()]
    return matches if len(matches) < 2 else sorted(matches, key=lambda match: -match.last)


def _number(pattern: _Pattern[Meaning]) -> int:
    return pattern.number


def _needed(elements: tuple[Element, ...], position: int) -> tuple[tuple[Element, int], ...] | None:
    """The words of which one must stand behind those before `position`, so many words off at most; None where
    `elements[position:]` match nothing too. Most patterns fail here, without a look at their other words."""
    if position == len(elements):
        return None
    wanted = elements[position]
    if not (wanted.gap or wanted.edge or wanted.optional):
        return ((wanted, 0),)
    behind = _needed(elements, position + 1)
    if behind is None:
        return None
    if wanted.optional:
        return ((wanted, 0), *behind)
    return tuple((other, off + wanted.gap) for other, off in behind)


def _rest(
    words: Words, taken: list[frozenset[Element]], index: int, elements: tuple[Element, ...], position: int
) -> tuple[int, ...] | None:
    """The words that `elements[position:]` name from the word `index` on, or None where they do not match."""
    if position == len(elements):
        return ()
    wanted = elements[position]
    if wanted.edge:
        return () if _rest(words, taken, index, elements, position + 1) is not None else None
    if wanted.gap and position + 1 == len(elements):
        return ()
    if wanted.gap:
        after = elements[position + 1]
        plain = not (after.gap or after.optional or after.edge)
        for skip in range(index, min(index + wanted.gap + 1, len(words))):
            if plain and after not in taken[words.numbers[skip]]:
                continue
            if skip == index or _together(words, index, skip):
                named = _rest(words, taken, skip, elements, position + 1)
                if named is not None:
                    return named
        return None
    if index < len(words) and words.blocks[index] == words.blocks[index - 1] and wanted in taken[words.numbers[index]]:
        named = _rest(words, taken, index + 1, elements, position + 1)
        if named is not None:
            return (index, *named)
    return _rest(words, taken, index, elements, position + 1) if wanted.optional else None


def _together(words: Words, first: int, last: int) -> bool:
    return words.blocks[first - 1] == words.blocks[last] and words.sentences[first - 1] == words.sentences[last]
