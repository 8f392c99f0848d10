"""Wordings of several words, found among the words of a query by the word that they begin with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from search.morphology import lemma
from search.words import fold, words


class Wording(NamedTuple):
    """Folded lemmas, or folded words as written, and what they stand for."""

    words: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Wordings:
    """Wordings by their first word, each with its rank: longer ones come first."""

    beginning: Mapping[str, tuple[tuple[int, Wording], ...]]

    @classmethod
    def of(cls, raw: Mapping[str, Sequence[str]], *, shortest: int = 1) -> "Wordings":
        """From codes with their wordings; those of fewer words are left out."""
        found: dict[tuple[str, ...], str] = {}
        for code, wordings in raw.items():
            for wording in wordings:
                spoken = [word.form for word in words(wording)]
                found[tuple(fold(lemma(form)) for form in spoken)] = code
                found.setdefault(tuple(fold(form) for form in spoken), code)
        beginning: dict[str, tuple[tuple[int, Wording], ...]] = {}
        for rank, (key, code) in enumerate(sorted(found.items(), key=lambda item: -len(item[0]))):
            if len(key) >= shortest:
                beginning[key[0]] = (*beginning.get(key[0], ()), (rank, Wording(key, code)))
        return cls(beginning)

    def __iter__(self) -> Iterator[Wording]:
        return (wording for some in self.beginning.values() for _, wording in some)

    def starting(self, firsts: Iterable[str]) -> Iterator[Wording]:
        """The wordings that begin with one of some words, longer ones first."""
        for _, wording in sorted({one for first in firsts for one in self.beginning.get(first, ())}):
            yield wording
