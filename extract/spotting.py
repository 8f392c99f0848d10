"""Words found by what their form alone tells, without a look at every word of every document.

Whether a form is wanted is asked once and kept by the form's number (`extract.words.Forms`).
"""

from collections.abc import Callable, Sequence
from itertools import compress, count

from extract.words import Forms, Words


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
            known = words.notes[self] = list(compress(count(), map(passed.__getitem__, words.numbers)))
        return known
