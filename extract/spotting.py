"""What a form alone tells, without a look at every word of every document.

A form is asked about once, and what it tells is kept by its number (`extract.words.Forms`).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

import numpy as np

from extract.words import Forms, Words

Value = TypeVar("Value")


class Told(Generic[Value]):
    """What every word of a document tells by its form."""

    def __init__(self, tell: Callable[[str], Value]) -> None:
        self._tell = tell
        self._forms: Forms | None = None
        self._told: list[Value] = []

    def of(self, words: Words) -> list[Value]:
        """In the order of the words."""
        if self._forms is not words.numbered:
            self._forms, self._told = words.numbered, []
        told = self._told
        told.extend(map(self._tell, words.numbered.written[len(told) :]))
        return [told[number] for number in words.numbers]


class Spots:
    """The words of a document whose form passes a test."""

    def __init__(self, test: Callable[[str], bool]) -> None:
        self._test = test
        self._forms: Forms | None = None
        self._passed = bytearray()

    def places(self, words: Words) -> Sequence[int]:
        """The indexes of the words, rising; must not be changed."""
        known: list[int] | None = words.notes.get(self)
        if known is None:
            if self._forms is not words.numbered:
                self._forms, self._passed = words.numbered, bytearray()
            passed = self._passed
            passed.extend(map(self._test, words.numbered.written[len(passed) :]))
            known = words.notes[self] = np.frombuffer(passed, np.uint8).take(words.array).nonzero()[0].tolist()
        return known

    def sentences(self, words: Words) -> Iterator[tuple[int, int]]:
        """Words (first, last+1) of the sentences that hold such words."""
        last = 0
        for place in self.places(words):
            if place >= last:
                first, last = words.sentence_bounds(place)
                yield first, last
