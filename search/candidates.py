"""Which programmes a query is compared with: the engine's nearest passages, by words and by meaning.

The engine works without Python's lock, so it answers in threads of its own while the query is understood further.
"""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from math import ceil
from time import sleep
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
AT_ONCE = 16
"""Questions that wait for the engine at the same time, two for a query."""
BM25_WORTH = 1.5
"""The best BM25 score of a passage, beside cosines, where the passage that fits best is chosen."""
Answer = Future[list[Near]]


class Candidates(NamedTuple):
    """What the engine says of programmes, by their rows."""

    cosine: dict[int, float]
    bm25: dict[int, float]
    """The best of a programme's passages."""
    best: dict[int, int]
    """The passage that fits best, by words and meaning together."""


class Asking:
    """Asks the engine in threads."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, "engine")

    def by_words(self, reader: Reader, groups: Sequence[WordGroup], phrase: float, wanted: Asked) -> Answer:
        """The passages with a query's words, and with its pairs of words, each pair worth `phrase` of its words."""
        terms = _terms(groups, phrase)
        return self._asked(reader, terms, WORDS_DEPTH if terms.indices else 1, wanted)

    def by_meaning(self, reader: Reader, vector: Vectors, wanted: Asked) -> Answer:
        """The passages nearest to a vector."""
        return self._asked(reader, vector.tolist(), DENSE_DEPTH, wanted)

    def close(self) -> None:
        """Wait for answers that are on their way."""
        self._threads.shutdown()

    def _asked(self, reader: Reader, vector: Sparse | Sequence[float], depth: int, wanted: Asked) -> Answer:
        query = Query(vector, ceil(depth * wanted.stretch), wanted.conditions)
        found = self._threads.submit(lambda: reader.nearest([query])[0])
        sleep(0)  # lets the other thread begin
        return found


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
