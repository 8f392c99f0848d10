"""Texts as sparse vectors: BM25 weights of lemmas and of stems without Polish letters.

Dimensions are hashes of terms, so vectors of different days fit together; inverse document frequencies are applied to
the query (`search.lexicon` counts them), which keeps stored vectors valid while the corpus grows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from search.engines.base import Sparse
from search.morphology import is_function_word, lemma
from search.words import fold, forms

K1, B = 1.2, 0.55
"""Saturation and length normalisation of BM25 (Robertson & Zaragoza 2009); B tuned on the working queries."""
AVERAGE_WORDS = 110
"""Content words of an average passage; a constant, so that vectors of different days fit together."""
STEM = 6
"""Letters of a stem."""
STEM_MARK = "#"


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
    return "" if is_function_word(form) or len(form) == 1 else lemma(form)


def content_lemmas(text: str) -> list[str]:
    """The lemmas of a text that say something, in order."""
    return [word for form in forms(text) if (word := content_lemma(form))]


def count_lemmas(texts: Iterable[tuple[str, float]]) -> Counter[str]:
    """Weighted counts of lemmas over texts of different importance."""
    counts: Counter[str] = Counter()
    for text, weight in texts:
        for word in content_lemmas(text):
            counts[word] += weight  # type: ignore[assignment]
    return counts


def with_stems(counts: Mapping[str, float]) -> Counter[str]:
    """Counts of lemmas and of their stems."""
    every: Counter[str] = Counter(counts)
    for word, count in counts.items():
        every[stem(word)] += count  # type: ignore[assignment]
    return every


def neighbours(lemmas: Sequence[str]) -> Counter[str]:
    """Counts of pairs of neighbouring content words: phrases."""
    return Counter(f"{left} {right}" for left, right in pairwise(lemmas))


def bm25_vector(
    counts: Mapping[str, float], phrases: Mapping[str, float] | None = None, *, average: float = AVERAGE_WORDS
) -> Sparse:
    """The stored vector of a text whose lemmas are counted; a weight lies between 0 and K1 + 1."""
    length = sum(counts.values())
    norm = K1 * (1 - B + B * length / average)
    every = with_stems(counts)
    every.update(phrases or {})
    weights = {word_term(word): count * (K1 + 1) / (count + norm) for word, count in every.items()}
    order = sorted(weights)
    return Sparse(order, [weights[term] for term in order])
