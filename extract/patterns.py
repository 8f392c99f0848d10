"""Phrases of rule files matched over words: a small language over lemmas, compiled once into an index.

A pattern is words separated by spaces; each word is one of
    `rodzina`      any reading of the word has this lemma (or the word is written so)
    `=dla`         the word is written so, whatever its case
    `niepełnospr*` the word or a lemma of it begins so
    `a|b`          alternatives of the kinds above
    `<n>`          a number in digits
    `~3`           at most three words of any kind
and a `?` behind a word makes it optional. Words of one match stand in one block.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from extract.errors import RuleError
from extract.morphology import analyses
from extract.words import Words

_STEM = 4
"""Letters of a prefix that the index is keyed by."""


@lru_cache(maxsize=200_000)
def keys(form: str) -> frozenset[str]:
    """What a word can be matched by: its case-folded form and the lemmas of all its readings."""
    lower = form.casefold()
    return frozenset((lower, *(reading.lemma.casefold() for reading in analyses(form))))


@dataclass(frozen=True, slots=True)
class _Element:
    lemmas: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    number: bool = False
    gap: int = 0
    optional: bool = False

    def accepts(self, form: str, lower: str) -> bool:
        if self.number and form.isdigit():
            return True
        if lower in self.forms:
            return True
        found = keys(form)
        if not self.lemmas.isdisjoint(found):
            return True
        return bool(self.prefixes) and any(key.startswith(self.prefixes) for key in found)


def _element(token: str) -> _Element:
    optional = len(token) > 1 and token.endswith("?")
    token = token.removesuffix("?") if optional else token
    if token.startswith("~") and token[1:].isdigit():
        return _Element(gap=int(token[1:]))
    lemmas, forms, prefixes, number = set(), set(), [], False
    for part in token.casefold().split("|"):
        if part == "<n>":
            number = True
        elif part.startswith("=") and len(part) > 1:
            forms.add(part[1:])
        elif part.endswith("*") and len(part) > 1:
            prefixes.append(part[:-1])
        elif part:
            lemmas.add(part)
        else:
            raise RuleError(f"empty alternative in the pattern word {token!r}")
    return _Element(frozenset(lemmas), frozenset(forms), tuple(prefixes), number, 0, optional)


Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Match(Generic[Meaning]):
    """Words `first` up to, not including, `last` matched a pattern with this meaning."""

    first: int
    last: int
    meaning: Meaning


class Patterns(Generic[Meaning]):
    """Compiled patterns, each with a meaning; `find` gives every match, longest first at each word."""

    def __init__(self, patterns: Iterable[tuple[str, Meaning]]) -> None:
        self._exact: dict[str, list[tuple[tuple[_Element, ...], Meaning]]] = {}
        self._stems: dict[str, list[tuple[tuple[_Element, ...], Meaning]]] = {}
        self._numbers: list[tuple[tuple[_Element, ...], Meaning]] = []
        for pattern, meaning in patterns:
            elements = tuple(_element(token) for token in pattern.split())
            if not elements or elements[0].gap or elements[0].optional:
                raise RuleError(f"the pattern {pattern!r} must begin with a word that is not optional")
            self._index(elements, meaning)

    def _index(self, elements: tuple[_Element, ...], meaning: Meaning) -> None:
        head = elements[0]
        for key in head.lemmas | head.forms:
            self._exact.setdefault(key, []).append((elements, meaning))
        for prefix in head.prefixes:
            if len(prefix) < _STEM:
                raise RuleError(f"a prefix at the head of a pattern needs {_STEM} letters: {prefix!r}")
            self._stems.setdefault(prefix[:_STEM], []).append((elements, meaning))
        if head.number:
            self._numbers.append((elements, meaning))

    def find(self, words: Words, first: int = 0, last: int | None = None) -> Iterator[Match[Meaning]]:
        """Every match that begins within the words `first` up to `last`; matches of different meaning may overlap."""
        for index in range(first, len(words) if last is None else last):
            yield from self.at(words, index)

    def at(self, words: Words, index: int) -> list[Match[Meaning]]:
        """Matches that begin at one word, longest first; of one meaning only the longest."""
        form = words.forms[index]
        candidates = self._candidates(form)
        if not candidates:
            return []
        ends: dict[Meaning, int] = {}
        for elements, meaning in candidates:
            if elements[0].accepts(form, words.lower[index]):
                end = _end(words, index, elements)
                if end is not None and end > ends.get(meaning, 0):
                    ends[meaning] = end
        return [Match(index, end, meaning) for meaning, end in sorted(ends.items(), key=lambda item: -item[1])]

    @lru_cache(maxsize=100_000)  # noqa: B019 - compiled patterns live as long as the program
    def _candidates(self, form: str) -> tuple[tuple[tuple[_Element, ...], Meaning], ...]:
        if form.isdigit():
            return tuple(self._numbers)
        found: dict[int, tuple[tuple[_Element, ...], Meaning]] = {}
        for key in keys(form):
            for entry in self._exact.get(key, ()):
                found[id(entry)] = entry
            for entry in self._stems.get(key[:_STEM], ()):
                found[id(entry)] = entry
        return tuple(found.values())


def _end(words: Words, index: int, elements: tuple[_Element, ...], position: int = 0) -> int | None:
    """The longest end of a match of `elements[position:]` from the word `index`, or None."""
    if position == len(elements):
        return index
    element = elements[position]
    if element.gap:
        ends = (
            _end(words, skip, elements, position + 1)
            for skip in range(index, min(index + element.gap, len(words)) + 1)
            if skip == index or _together(words, index, skip)
        )
        return min((end for end in ends if end is not None), default=None)
    fits = index < len(words) and element.accepts(words.forms[index], words.lower[index])
    if fits and (position == 0 or words.blocks[index] == words.blocks[index - 1]):
        end = _end(words, index + 1, elements, position + 1)
        if end is not None:
            return end
    return _end(words, index, elements, position + 1) if element.optional else None


def _together(words: Words, first: int, last: int) -> bool:
    return (
        last < len(words)
        and words.blocks[first - 1] == words.blocks[last]
        and words.sentences[first - 1] == words.sentences[last]
    )
