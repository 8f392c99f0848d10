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

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic

import numpy as np

from extract.errors import RuleError
from extract.keys import keys
from extract.morphology import generated
from extract.pattern_matching import Match, Meaning, Pattern, Reads, Start, begin, matches, needed
from extract.pattern_pairs import ALONE, Pairs
from extract.pattern_words import Element, element, folded
from extract.words import Words

_DIGITS = "<n>"
"""The key of numbers in digits, which no word has."""
_STEM = 4
"""Letters of a prefix that the index is keyed by."""


@lru_cache(maxsize=1_000)
def _asked(form: str) -> tuple[frozenset[str], frozenset[str], bool]:
    """What a form is looked up by: its keys, their beginnings, and whether it is unknown and without Polish letters.

    All patterns ask for the forms of a document in turn.
    """
    found = keys(form)
    plain = len(found) == 1 and len(form) >= _STEM and form.isascii() and form.isalpha()
    return found | {_DIGITS} if form.isdigit() else found, frozenset(key[:_STEM] for key in found), plain


_NOTHING: frozenset[Element] = frozenset()


class Patterns(Generic[Meaning]):
    """Compiled patterns, each with a meaning; `find` gives every match, longest first at each word."""

    def __init__(self, patterns: Iterable[tuple[str, Meaning]]) -> None:
        self._heads: dict[Element, list[Pattern[Meaning]]] = {}
        self._exact: dict[str, list[Element]] = {}
        self._stems: dict[str, list[Element]] = {}
        self._always: list[Element] = []
        self._known: Reads[Meaning] | None = None
        self._starts: dict[frozenset[Element], Start[Meaning]] = {}
        self._taken: dict[frozenset[Element], frozenset[Element]] = {}
        self._needed: set[Element] = set()
        self._further: list[frozenset[Element]] = [frozenset()]
        self._seconds = {self._further[0]: 0}
        self._numbered: list[Start[Meaning]] = []
        self._reach = 0
        self._pairs = Pairs(self._farthest)
        self._plain: dict[str, dict[str, tuple[tuple[str, str], ...]]] = {}
        self._elements: dict[str, Element] = {}
        for number, (pattern, meaning) in enumerate(patterns):
            if not isinstance(pattern, str):
                raise RuleError(f"the pattern {pattern!r} must be a text: put it in quotation marks")
            elements = tuple(self._shared(token) for token in pattern.split())
            if not elements or not elements[0].plain:
                raise RuleError(f"the pattern {pattern!r} must begin with a word that is not optional")
            short = [prefix for prefix in elements[0].prefixes if len(prefix) < _STEM]
            if short:
                raise RuleError(f"a prefix at the head of a pattern needs {_STEM} letters: {short[0]!r}")
            row = all(wanted.plain for wanted in elements)
            compiled = Pattern(number, elements, meaning, row, needed(elements, 1))
            self._needed.update(wanted for wanted, _ in compiled.needed or ())
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
        if wanted.number:
            self._exact.setdefault(_DIGITS, []).append(wanted)
        if any(len(prefix) < _STEM for prefix in wanted.prefixes):
            self._always.append(wanted)
            return
        for stem in {spelt for prefix in wanted.prefixes for spelt in (prefix[:_STEM], folded(prefix[:_STEM]))}:
            self._stems.setdefault(stem, []).append(wanted)

    def find(self, words: Words, first: int = 0, last: int | None = None) -> Iterator[Match[Meaning]]:
        """Every match that begins within the words `first` up to `last`; matches of different meaning may overlap."""
        found = self._found(words)
        if first or last is not None:
            stop = len(found) if last is None else bisect_left(found, (last,))
            found = found[bisect_left(found, (first,)) : stop]
        return iter(found)

    def _found(self, words: Words) -> list[Match[Meaning]]:
        """Every match, in the order of their first words; the document and its windows keep them."""
        known: list[Match[Meaning]] | None = words.notes.get(self)
        if known is None:
            if words.page is None:
                reads = self._reads(words)
                known = [match for index in self._places(words, reads) for match in matches(words, reads, index)]
            else:
                whole, offset = self._found(words.page), words.offset
                end = offset + len(words)
                own = whole[bisect_left(whole, (offset,)) : bisect_left(whole, (end,))]
                known = [_moved(match, offset) for match in own if match.last <= end]
            words.notes[self] = known
        return known

    def at(self, words: Words, index: int) -> list[Match[Meaning]]:
        """Matches that begin at one word, longest first; of one meaning only the longest. None behind the last word."""
        if index >= len(words):
            return []
        return matches(words, self._reads(words), index)

    def _reads(self, words: Words) -> Reads[Meaning]:
        """What the forms met so far are to these patterns."""
        known, forms = self._known, words.numbered
        if known is None or known.mark is not forms.mark:
            known = self._known = Reads(forms, known)
        if len(known.taken) < len(forms.written):
            for form in forms.written[len(known.taken) :]:
                self._read(known, form)
            self._pairs.grow(len(self._numbered) + 1, len(self._further))
        return known

    def _places(self, words: Words, reads: Reads[Meaning]) -> list[int]:
        """Where matches can begin."""
        heads, seconds = np.frombuffer(reads.heads, np.uint16), np.frombuffer(reads.seconds, np.uint16)
        return self._pairs.places(heads.take(words.array), seconds.take(words.array), self._reach)

    def _farthest(self, head: int, second: int) -> int:
        """How many words off the further word with this number may stand to be needed by a pattern with this head."""
        start = self._numbered[head - 1]
        if start.alone:
            return ALONE
        needed = (start.following.get(wanted, ()) for wanted in self._further[second])
        return 1 + max((off for patterns in needed for off, _ in patterns), default=-1)

    def _read(self, known: Reads[Meaning], form: str) -> None:
        found, stems, plain = _asked(form)
        written = None
        if plain:
            written, found = self._spellings(form.casefold())
            stems = frozenset(key[:_STEM] for key in found)
        if not self._always and self._exact.keys().isdisjoint(found) and self._stems.keys().isdisjoint(stems):
            known.add(_NOTHING, None, 0)
            return
        candidates = set(self._always)
        candidates.update(*(self._exact.get(key, ()) for key in found))
        candidates.update(*(self._stems.get(stem, ()) for stem in stems))
        written = written or frozenset((form.casefold(),))
        taken = frozenset(wanted for wanted in candidates if wanted.accepts(written, found))
        taken = self._taken.setdefault(taken, taken)  # thousands of forms are the same to the patterns
        heads = frozenset(self._heads.keys() & taken)
        start = self._starts.get(heads) if heads else None
        if heads and start is None:
            start = self._starts[heads] = begin(
                len(self._numbered) + 1, (pattern for head in heads for pattern in self._heads[head])
            )
            self._numbered.append(start)
            self._reach = max(self._reach, start.reach)
        further = taken & self._needed
        number = self._seconds.setdefault(further, len(self._further))
        if number == len(self._further):
            self._further.append(further)
        known.add(taken, start, number)

    def _spellings(self, lower: str) -> tuple[frozenset[str], frozenset[str]]:
        """How an unknown word without Polish letters may be written, and what it can be matched by: as all the words of
        the patterns that it may stand for."""
        own = frozenset((lower,))
        # Negated and superlative forms begin with another letter than their lemma.
        initials = {lower[0], lower[3]} if lower.startswith(("nie", "naj")) else {lower[0]}
        meant = [pair for table in map(self._unaccented, initials) for pair in table.get(lower, ())]
        return own.union(form for form, _ in meant), own.union(*meant)

    def _unaccented(self, initial: str) -> dict[str, tuple[tuple[str, str], ...]]:
        """Without their Polish letters, the forms that have such of those words of the patterns whose lemma begins with
        this letter: the forms and their lemmas. All letters at once took half the time of a first document."""
        made = self._plain.get(initial)
        if made is not None:
            return made
        made = self._plain[initial] = {}
        for lemma in {lemma for known in self._elements.values() for lemma in known.lemmas | known.forms}:
            if folded(lemma[:1]) != initial:
                continue
            for form in {lemma, *(form.casefold() for form, _ in generated(lemma))}:
                if not form.isascii():
                    plain = folded(form)
                    made[plain] = (*made.get(plain, ()), (form, lemma))
        return made


def _moved(match: Match[Meaning], offset: int) -> Match[Meaning]:
    """A match in a page as one in its window that begins with the word `offset`."""
    first, last, meaning, named = match
    return Match(first - offset, last - offset, meaning, tuple(place - offset for place in named))


__all__ = ["Match", "Patterns", "keys"]
