"""Texts as sparse vectors: BM25 weights of lemmas and of stems without Polish letters.

Dimensions are hashes of terms, so vectors of different days fit together; inverse document frequencies are applied to
the query (`search.lexicon` counts them), which keeps stored vectors valid while the corpus grows.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from search.engines.base import Sparse
from search.morphology import base_form, is_function_word
from search.words import fold, forms

K1, B = 1.2, 0.55
"""Saturation and length normalisation of BM25 (Robertson & Zaragoza 2009); B tuned on the working queries."""
AVERAGE_WORDS = 110
"""Content words of an average passage; a constant, so that vectors of different days fit together."""
STEM = 6
"""Letters of a stem."""
STEM_MARK = "#"
PHRASE_BITS = 17
ABOVE = 2**32 - 2**PHRASE_BITS
"""Pairs of words share the dimensions from here on: there is no end of pairs, and an index of sparse vectors reads the
list of its dimensions when it is opened. A pair stands in one passage of a thousand by chance."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@lru_cache(maxsize=300_000)
def word_term(word: str) -> int:
    """The dimension of a lemma, a stem or a phrase."""
    return crc32(word.encode())


@lru_cache(maxsize=300_000)
def stem(word: str) -> str:
    """The beginning of a word without Polish letters, marked so that no lemma is like it."""
    return STEM_MARK + fold(word)[:STEM]


@lru_cache(maxsize=300_000)
def content_lemma(form: str) -> str:
    """The lemma of a word that says something; empty for function words and for long numbers."""
    if form[0].isdigit():
        return form if len(form) <= 4 else ""
    return "" if is_function_word(form) or len(form) == 1 else base_form(form)


def content_lemmas(text: str) -> list[str]:
    """The lemmas of a text that say something, in order."""
    return [word for form in forms(text) if (word := content_lemma(form))]


class Spoken(NamedTuple):
    """The lemmas of a text that say something, in order, and their dimensions."""

    lemmas: Sequence[str]
    terms: NDArray[np.int64]
    """The dimension of each lemma, then of the stem of each."""


def spoken(lemmas: Sequence[str]) -> Spoken:
    """Lemmas with their dimensions."""
    found = list(map(_dimensions, lemmas))
    return Spoken(lemmas, np.asarray([word for word, _ in found] + [stemmed for _, stemmed in found], np.int64))


def neighbours(text: Spoken) -> NDArray[np.int64]:
    """The dimension of each pair of neighbouring content words: phrases."""
    words = text.terms[: len(text.lemmas)].astype(np.uint64)
    pairs = words[:-1] << np.uint64(32) | words[1:]
    mixed = pairs * _MULTIPLIER  # multiplicative hashing (Knuth, TAOCP 3, 6.4): the high bits depend on all of a pair
    found: NDArray[np.int64] = (mixed >> np.uint64(64 - PHRASE_BITS)).astype(np.int64) | ABOVE
    return found


def bm25_vector(
    parts: Sequence[tuple[Spoken, float]], phrases: NDArray[np.int64], *, average: float = AVERAGE_WORDS
) -> Sparse:
    """The stored vector of texts of different importance together; a weight lies between 0 and K1 + 1."""
    length = sum(len(text.lemmas) * weight for text, weight in parts)
    norm = K1 * (1 - B + B * length / average)
    sizes = [*(len(text.terms) for text, _ in parts), len(phrases)]
    weights = np.repeat([*(weight for _, weight in parts), 1.0], sizes)
    terms, places = np.unique(np.concatenate([*(text.terms for text, _ in parts), phrases]), return_inverse=True)
    counts = np.bincount(places, weights, len(terms))
    return Sparse(terms.tolist(), (counts * (K1 + 1) / (counts + norm)).tolist())


@lru_cache(maxsize=300_000)
def _dimensions(word: str) -> tuple[int, int]:
    """The dimensions of a lemma and of its stem."""
    return word_term(word), word_term(stem(word))
