"""Which programmes a query is compared with: those of the engine's nearest passages, by words and by meaning."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.arrays import Ints
from search.encode import Vectors
from search.engines.base import Near, Query, Reader, Sparse
from search.lexical import neighbours, spoken, word_term
from search.repair import WordGroup
from search.requests import Asked
from search.table import POINTS, Table

DENSE_DEPTH, WORDS_DEPTH = 150, 250
"""Passages asked for by meaning and by words."""
BM25_WORTH = 1.5
"""The best BM25 score of a passage, beside cosines, where the passage that fits best is chosen."""


class Scored(NamedTuple):
    """The best score of each programme's passages, by row."""

    rows: Ints
    """Ascending."""
    scores: NDArray[np.float64]

    def at(self, rows: Ints) -> NDArray[np.float64]:
        """The scores of some rows; 0 for those that none of the nearest passages belongs to."""
        if not len(self.rows):
            return np.zeros(len(rows))
        places = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
        return np.where(self.rows[places] == rows, self.scores[places], 0.0)


class Candidates(NamedTuple):
    """What the engine says of programmes."""

    cosine: Scored
    bm25: Scored
    best: dict[int, int]
    """The passage that fits best, by words and meaning together."""


def candidates(
    reader: Reader, table: Table, groups: Sequence[WordGroup], vector: Vectors, *, phrase: float, wanted: Asked
) -> Candidates:
    """The programmes with passages nearest to a query; each pair of its words is worth `phrase` of the two.

    To ask by words while concepts are linked, in another thread, was measured and brought nothing.
    """
    terms = _terms(groups, phrase)
    depths = (DENSE_DEPTH, WORDS_DEPTH if terms.indices else 1)
    dense, words = reader.nearest(
        [
            Query(vectors, ceil(depth * wanted.stretch), wanted.conditions)
            for vectors, depth in zip((vector.tolist(), terms), depths, strict=True)
        ]
    )
    return by_programme(table, dense, words)


def by_programme(table: Table, dense: Near, words: Near) -> Candidates:
    """The programmes of passages found by meaning and by words, best first each."""
    points, scores = np.concatenate((dense.ids, words.ids)), np.concatenate((dense.scores, words.scores))
    many = len(dense.ids)
    numbers, passages = np.divmod(points, POINTS)
    rows = table.rows(numbers)
    known = np.flatnonzero(rows >= 0)
    cosine, bm25 = (_best(rows[some], scores[some]) for some in (known[known < many], known[known >= many]))
    scores[many:] *= BM25_WORTH / max(float(words.scores[0]) if len(words.scores) else 1.0, 1e-9)
    inside = known[passages[known] > 0]
    _, firsts, which = np.unique(points[inside], return_index=True, return_inverse=True)
    fits = np.argsort(np.bincount(which, scores[inside]), kind="stable")
    order = inside[firsts[fits]]
    # a dictionary keeps the last value of a key: the best where the worst come first
    return Candidates(cosine, bm25, dict(zip(rows[order].tolist(), passages[order].tolist(), strict=True)))


def _best(rows: Ints, scores: NDArray[np.float64]) -> Scored:
    """The first score of every row, which is its best."""
    each, firsts = np.unique(rows, return_index=True)
    return Scored(each, np.maximum(scores[firsts], 0.0))


def _terms(groups: Sequence[WordGroup], phrase: float) -> Sparse:
    terms: dict[int, float] = {}
    for group in groups:
        for term, sure in group.terms.items():
            key = word_term(term)
            terms[key] = max(terms.get(key, 0.0), sure * group.weight)
    pairs = neighbours(spoken([group.best for group in groups])).tolist()
    for (left, right), key in zip(pairwise(groups), pairs, strict=True):
        terms[key] = phrase * (left.weight + right.weight) / 2
    order = sorted(terms)
    return Sparse(order, [terms[term] for term in order])
