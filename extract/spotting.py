"""What a form alone tells, without a look at every word of every document.

A form is asked about once, and what it tells is kept by its number (`extract.forms`).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

import numpy as np

from extract.words import Words

Value = TypeVar("Value")


class Told(Generic[Value]):
    """What every word of a document tells by its form."""

    def __init__(self, tell: Callable[[str], Value]) -> None:
        self._tell = tell
        self._mark: object = None
        self._told: list[Value] = []

    def of(self, words: Words) -> list[Value]:
        """In the order of the words; must not be changed."""
        if words.page is not None:
            return self.of(words.page)[words.offset : words.offset + len(words)]
        known: list[Value] | None = words.notes.get(self)
        if known is None:
            forms = words.numbered
            if self._mark is not forms.mark:
                self._mark, self._told = forms.mark, forms.carried(self._told, self._mark)
            told = self._told
            told.extend(map(self._tell, forms.written[len(told) :]))
            known = words.notes[self] = [told[number] for number in words.numbers]
        return known


class Spots:
    """The words of a document whose form passes a test."""

    def __init__(self, test: Callable[[str], bool]) -> None:
        self._test = test
        self._mark: object = None
        self._passed = bytearray()

    def places(self, words: Words) -> Sequence[int]:
        """The indexes of the words, rising; must not be changed."""
        return words.places(self, self._find)

    def _find(self, words: Words) -> list[int]:
        forms = words.numbered
        if self._mark is not forms.mark:
            self._mark, self._passed = forms.mark, bytearray(forms.carried(self._passed, self._mark))
        passed = self._passed
        if len(passed) < len(forms.written):
            passed.extend(map(self._test, forms.written[len(passed) :]))
        found: list[int] = np.frombuffer(passed, np.uint8).take(words.array).nonzero()[0].tolist()
        return found

    def sentences(self, words: Words) -> Iterator[tuple[int, int]]:
        """Words (first, last+1) of the sentences that hold such words."""
        last = 0
        for place in self.places(words):
            if place >= last:
                first, last = words.sentence_bounds(place)
                yield first, last
