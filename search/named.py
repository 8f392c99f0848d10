"""What a query names outright: codes of the vocabulary, in the very words of the vocabulary or of the thesaurus."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from corpus.vocabulary import load_vocabulary
from search.inverted import Inverted
from search.lexical import content_lemmas
from search.repair import WordGroup
from search.table import Table
from search.thesaurus import Concept

Scores = NDArray[np.float64]

LONGEST = 4
"""Content words of a wording."""
MOST_CODES = 2
"""A wording that may mean more codes names none."""
Phrases = Mapping[str, Sequence[str]]
"""Content lemmas of a wording, joined by spaces, with the codes that it names."""


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of a query's words that names a code."""

    codes: tuple[str, ...]
    """Any of them is meant."""
    weight: float
    """Weight of its words."""


def named_codes(groups: Sequence[WordGroup], phrases: Phrases) -> tuple[Named, ...]:
    """The codes that a query names, longer wordings before the shorter ones inside them."""
    lemmas = [group.best for group in groups]
    found: list[Named] = []
    taken: set[int] = set()
    for size in range(min(LONGEST, len(lemmas)), 0, -1):
        for first in range(len(lemmas) - size + 1):
            span = range(first, first + size)
            codes = tuple(phrases.get(" ".join(lemmas[first : first + size]), ()))
            if codes and taken.isdisjoint(span):
                taken.update(span)
                found.append(Named(codes, sum(groups[place].weight for place in span)))
    return tuple(found)


def named_scores(table: Table, inverted: Inverted, named: Sequence[Named]) -> Scores:
    """How much every programme is about the codes named: the mean over the stretches, by weight."""
    total = sum(one.weight for one in named)
    scores: Scores = np.zeros(len(table))
    for one in named:
        best: Scores = np.zeros(len(table))
        for code in one.codes:
            name, column = _columns()[code]
            rows, much = getattr(inverted, name).of_code(column)
            best[rows] = np.maximum(best[rows], much)
        scores += best * one.weight / total
    return scores


@cache
def _columns() -> Mapping[str, tuple[str, int]]:
    vocabulary = load_vocabulary()
    fields = (("groups", vocabulary.target_groups), ("activities", vocabulary.activities))
    return {code: (field, column) for field, codes in fields for column, code in enumerate(codes)}


def naming_phrases(concepts: Iterable[Concept]) -> dict[str, list[str]]:
    """Wordings that name at most two codes: the vocabulary's own, then those of concepts."""
    vocabulary = load_vocabulary()
    own: dict[str, set[str]] = {}
    for term in (*vocabulary.target_groups.values(), *vocabulary.activities.values()):
        for wording in (term.pl, *term.cues):
            own.setdefault(_key(wording), set()).add(term.code)
    more: dict[str, set[str]] = {}
    for concept in concepts:
        code = next((code for code in concept.codes if code in _columns()), None)
        for wording in (concept.label, *concept.pl) if code else ():
            more.setdefault(_key(wording), set()).add(code or "")
    return {key: sorted(codes) for key, codes in (more | own).items() if key and len(codes) <= MOST_CODES}


def _key(wording: str) -> str:
    lemmas = content_lemmas(wording)
    return " ".join(lemmas) if len(lemmas) <= LONGEST else ""
