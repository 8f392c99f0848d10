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
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from extract.errors import RuleError
from extract.morphology import analyses, generated
from extract.pattern_words import Element, element, folded
from extract.words import Words

_GERUND = re.compile(r"(ni|ci)(?:a|u|em|ach|ami|om)$")
"""Endings of verbal nouns, whose lemma in SGJP is the verb: rules name them by their own base form (`pozyskiwanie`)."""
_STEM = 4
"""Letters of a prefix that the index is keyed by."""
_REMEMBERED = 100_000
"""Forms whose patterns are remembered by one compiled set."""


@lru_cache(maxsize=200_000)
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


class Patterns(Generic[Meaning]):
    """Compiled patterns, each with a meaning; `find` gives every match, longest first at each word."""

    def __init__(self, patterns: Iterable[tuple[str, Meaning]]) -> None:
        self._exact: dict[str, list[tuple[tuple[Element, ...], Meaning]]] = {}
        self._stems: dict[str, list[tuple[tuple[Element, ...], Meaning]]] = {}
        self._numbers: list[tuple[tuple[Element, ...], Meaning]] = []
        self._heads: dict[str, tuple[tuple[tuple[Element, ...], Meaning], ...]] = {}
        self._plain: dict[str, dict[str, tuple[frozenset[str], frozenset[str]]]] = {}
        self._elements: dict[str, Element] = {}
        for pattern, meaning in patterns:
            if not isinstance(pattern, str):
                raise RuleError(f"the pattern {pattern!r} must be a text: put it in quotation marks")
            elements = tuple(self._shared(token) for token in pattern.split())
            if not elements or elements[0].gap or elements[0].optional or elements[0].edge:
                raise RuleError(f"the pattern {pattern!r} must begin with a word that is not optional")
            self._index(elements, meaning)

    def _shared(self, token: str) -> Element:
        known = self._elements.get(token)
        if known is None:
            known = self._elements[token] = element(token)
        return known

    def _index(self, elements: tuple[Element, ...], meaning: Meaning) -> None:
        head = elements[0]
        for key in head.lemmas | head.forms:
            self._exact.setdefault(key, []).append((elements, meaning))
        for prefix in head.prefixes:
            if len(prefix) < _STEM:
                raise RuleError(f"a prefix at the head of a pattern needs {_STEM} letters: {prefix!r}")
            for stem in {prefix[:_STEM], folded(prefix[:_STEM])}:
                self._stems.setdefault(stem, []).append((elements, meaning))
        if head.number:
            self._numbers.append((elements, meaning))

    def find(self, words: Words, first: int = 0, last: int | None = None) -> Iterator[Match[Meaning]]:
        """Every match that begins within the words `first` up to `last`; matches of different meaning may overlap."""
        heads = self._heads
        forms = words.forms
        for index in range(first, len(forms) if last is None else last):
            starting = heads.get(forms[index])
            if starting is None:
                starting = self._starting(forms[index])
            if starting:
                yield from self._matches(words, index, starting)

    def at(self, words: Words, index: int) -> list[Match[Meaning]]:
        """Matches that begin at one word, longest first; of one meaning only the longest."""
        starting = self._heads.get(words.forms[index])
        if starting is None:
            starting = self._starting(words.forms[index])
        return self._matches(words, index, starting) if starting else []

    def _matches(
        self, words: Words, index: int, starting: tuple[tuple[tuple[Element, ...], Meaning], ...]
    ) -> list[Match[Meaning]]:
        found: dict[Meaning, tuple[int, ...]] = {}
        for elements, meaning in starting:
            named = () if len(elements) == 1 else self._rest(words, index + 1, elements, 1)
            if named is None:
                continue
            named = (index, *named)
            if meaning not in found or named[-1] > found[meaning][-1]:
                found[meaning] = named
        matches = [Match(index, named[-1] + 1, meaning, named) for meaning, named in found.items()]
        return matches if len(matches) < 2 else sorted(matches, key=lambda match: -match.last)

    def _starting(self, form: str) -> tuple[tuple[tuple[Element, ...], Meaning], ...]:
        """The patterns whose first word accepts the form."""
        if form.isdigit():
            found = [*self._numbers, *self._exact.get(form, ())]
        else:
            candidates: dict[int, tuple[tuple[Element, ...], Meaning]] = {}
            for key in self._keys(form)[1]:
                for entry in (*self._exact.get(key, ()), *self._stems.get(key[:_STEM], ())):
                    candidates[id(entry)] = entry
            found = [entry for entry in candidates.values() if self._accepts(entry[0][0], form)]
        if len(self._heads) > _REMEMBERED:
            self._heads.clear()
        result = self._heads[form] = tuple(found)
        return result

    def _accepts(self, wanted: Element, form: str) -> bool:
        known = wanted.known.get(form)
        if known is None:
            if len(wanted.known) > _REMEMBERED:
                wanted.known.clear()
            known = wanted.known[form] = wanted.accepts(*self._keys(form))
        return known

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

    def _rest(self, words: Words, index: int, elements: tuple[Element, ...], position: int) -> tuple[int, ...] | None:
        """The words that `elements[position:]` name from the word `index` on, or None where they do not match."""
        if position == len(elements):
            return ()
        wanted = elements[position]
        if wanted.edge:
            return () if self._rest(words, index, elements, position + 1) is not None else None
        if wanted.gap and position + 1 == len(elements):
            return ()
        if wanted.gap:
            after = elements[position + 1]
            plain = not (after.gap or after.optional or after.edge)
            for skip in range(index, min(index + wanted.gap + 1, len(words.forms))):
                if plain and not self._accepts(after, words.forms[skip]):
                    continue
                if skip == index or _together(words, index, skip):
                    named = self._rest(words, skip, elements, position + 1)
                    if named is not None:
                        return named
            return None
        if (
            index < len(words.forms)
            and words.blocks[index] == words.blocks[index - 1]
            and self._accepts(wanted, words.forms[index])
        ):
            named = self._rest(words, index + 1, elements, position + 1)
            if named is not None:
                return (index, *named)
        return self._rest(words, index, elements, position + 1) if wanted.optional else None


def _together(words: Words, first: int, last: int) -> bool:
    return (
        last < len(words)
        and words.blocks[first - 1] == words.blocks[last]
        and words.sentences[first - 1] == words.sentences[last]
    )
