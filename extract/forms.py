"""What is known of the word forms met so far, by numbers: the memory of a process that reads many documents.

Polish municipal text repeats itself: of the words of a document 95 in 100 are among the forms met before. The others
never end, so those that hardly any document had are forgotten when there are too many.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from extract.keys import keys
from extract.morphology import Analysis, analyses, best
from extract.restore import restored

MOST_FORMS = 32_000
"""Forms known at most, 2 KB each with what patterns know of them; 150,000 words of announcements have 22,000."""
NO_WORD = -1
_SOFT_HYPHEN = "\u00ad"

Value = TypeVar("Value")


class Reading(NamedTuple):
    """A form case-folded, its readings, case-folded lemma and tag of the likeliest one, what it can be matched by."""

    lower: str
    analyses: tuple[Analysis, ...]
    lemma: str
    tag: str
    keys: frozenset[str]


@lru_cache(maxsize=8_000)
def read(form: str) -> Reading:
    """What a form tells without its text."""
    readings = analyses(form)
    likeliest = best(form, readings)
    return Reading(form.casefold(), readings, likeliest.lemma.casefold(), likeliest.tag, keys(form))


class Forms(dict[str, int]):
    """Numbers of forms in the order in which they were first met: what is known of forms can stand in plain lists,
    which are read several times faster than dictionaries of text when thousands of forms are known."""

    def __init__(self) -> None:
        super().__init__()
        self.mark = object()
        """Tells these numbers from those of other forms."""
        self.written: list[str] = []
        """The forms by their numbers."""
        self.told: list[tuple[str, str, tuple[Analysis, ...], str, str, frozenset[str]]] = []
        """Each form with what `read` tells of it."""
        self.spelt = (_Spelt(self, plain=False), _Spelt(self, plain=True))
        """Numbers of the forms by how texts spell them, in a text with and without Polish letters."""
        self._met = np.zeros(MOST_FORMS, np.intp)
        self._before: object = None
        self._kept: list[int] = []

    def __missing__(self, form: str) -> int:
        number = self[form] = len(self.written)
        self.written.append(form)
        self.told.append((form, *read(form)))
        return number

    def meet(self, numbers: npt.NDArray[np.intp]) -> None:
        """Count a document with these forms."""
        if len(self.written) > len(self._met):
            self._met = np.concatenate([self._met, np.zeros(len(self.written), np.intp)])
        self._met[numbers] += 1

    def renewed(self) -> "Forms":
        """Other numbers for the forms that several documents had, at most half as many as may be known."""
        new = Forms()
        met = self._met[: len(self.written)]
        often = np.argsort(-met, kind="stable")[: MOST_FORMS // 2]
        kept: list[int] = np.sort(often[met[often] > 1]).tolist()
        new._before, new._kept = self.mark, kept
        new._met[: len(kept)] = met[kept] // 2
        new.written = [self.written[number] for number in kept]
        new.told = [self.told[number] for number in kept]
        new.update(zip(new.written, range(len(kept)), strict=True))
        for known, spelt in zip(self.spelt, new.spelt, strict=True):
            spelt.update((form, new[form]) for form in new.written if known.get(form) == self[form])
        return new

    def carried(self, told: Sequence[Value], mark: object) -> list[Value]:
        """What was told of forms with the mark, by the numbers of these; empty where these do not come from those."""
        return [told[number] for number in self._kept if number < len(told)] if mark is self._before else []


class _Spelt(dict[str, int]):
    """Numbers of forms by their spelling, `NO_WORD` for white space and what spells nothing."""

    def __init__(self, forms: Forms, *, plain: bool) -> None:
        super().__init__()
        self._forms = forms
        self._plain = plain

    def __missing__(self, spelling: str) -> int:
        form = "" if spelling.isspace() else restored(spelling.replace(_SOFT_HYPHEN, ""), plain=self._plain)
        number = self[spelling] = self._forms[form] if form else NO_WORD
        return number


_known = Forms()


def known_forms() -> Forms:
    """The forms met so far; from time to time those that are not usual are forgotten."""
    global _known  # noqa: PLW0603 - numbers must outlive a document, and be forgotten
    if max(len(_known), *map(len, _known.spelt)) > MOST_FORMS:
        _known = _known.renewed()
    return _known
