"""Which programmes a query is compared with: those of the engine's nearest passages, by words and by meaning."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

import numpy as np

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


class Candidates(NamedTuple):
    """What the engine says of programmes, by their rows."""

    cosine: dict[int, float]
    bm25: dict[int, float]
    """The best of a programme's passages."""
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


def by_programme(table: Table, dense: Sequence[Near], words: Sequence[Near]) -> Candidates:
    """The programmes of passages found by meaning and by words, best first each."""
    points = np.asarray([point for near in (dense, words) for point, _ in near], np.int64)
    scores = np.asarray([score for near in (dense, words) for _, score in near], np.float64)
    numbers, passages = np.divmod(points, POINTS)
    rows = table.rows(numbers)
    many = len(dense)
    known = np.flatnonzero(rows >= 0)
    # a dictionary keeps the last value of a key: the best where the worst come first
    worst_first = known[::-1]
    cosines, bm25 = (
        dict(zip(rows[some].tolist(), np.maximum(scores[some], 0.0).tolist(), strict=True))
        for some in (worst_first[worst_first < many], worst_first[worst_first >= many])
    )
    scores[many:] *= BM25_WORTH / max(words[0].score if words else 1.0, 1e-9)
    inside = known[passages[known] > 0]
    _, firsts, which = np.unique(points[inside], return_index=True, return_inverse=True)
    fits = np.argsort(np.bincount(which, scores[inside]), kind="stable")
    order = inside[firsts[fits]]
    return Candidates(cosines, bm25, dict(zip(rows[order].tolist(), passages[order].tolist(), strict=True)))


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
