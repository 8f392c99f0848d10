"""How well the parts of the search find encyclopaedic passages: PoQuAD, measured and never trained on.

`python -m search.training.poquad DATA` with the folder that holds `pairs/poquad_question_passage.jsonl.xz`. Lemmas,
stems, pairs of neighbours and meaning, as the engine is asked for them, are added with one set of weights: the ranking
of programmes wants concepts and records, which these texts lack.
"""

import json
import lzma
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.encode import StaticEncoder
from search.lexical import K1, B, content_lemmas, stem
from search.query import query_words
from search.repair import FILLER
from search.words import fold

QUESTIONS = 2_000
"""Questions that are asked, chosen by chance."""
DEPTH = 10
STEMS, PAIRS, MEANING = 0.6, 0.3, 10.0
"""Weights beside lemmas with 1; any of 27 others, half to double, gives 0.843 to 0.856."""
Scores = NDArray[np.float64]


class Bm25:
    """Scores of some texts, each a list of terms, for lists of weighted terms."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self._count = len(texts)
        average = sum(map(len, texts)) / len(texts)
        self._uses: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, terms in enumerate(texts):
            norm = K1 * (1 - B + B * len(terms) / average)
            for term, many in Counter(terms).items():
                self._uses[term].append((number, many * (K1 + 1) / (many + norm)))

    def scores(self, terms: dict[str, float]) -> Scores:
        """The score of every text."""
        found = np.zeros(self._count)
        for term, weight in terms.items():
            uses = self._uses.get(term, [])
            rarity = math.log(1 + (self._count - len(uses) + 0.5) / (len(uses) + 0.5))
            for number, worth in uses:
                found[number] += weight * rarity * worth
        return found


def pairs(lemmas: Sequence[str]) -> list[str]:
    """Neighbouring words."""
    return [f"{left} {right}" for left, right in pairwise(lemmas)]


def gain(scores: Scores, wanted: int) -> float:
    """nDCG@10 of one question with one right passage."""
    rank = int((scores > scores[wanted]).sum())
    return 1 / math.log2(rank + 2) if rank < DEPTH else 0.0


def rankings(folder: Path) -> Iterator[tuple[str, float]]:
    """Name and mean nDCG@10 of every ranking."""
    with lzma.open(folder / "pairs" / "poquad_question_passage.jsonl.xz", "rt", encoding="utf-8") as source:
        rows = [json.loads(line) for line in source]
    passages = list(dict.fromkeys(row["positive"] for row in rows))
    number = {passage: place for place, passage in enumerate(passages)}
    asked = [rows[place] for place in np.random.default_rng(0).permutation(len(rows))[:QUESTIONS]]
    spoken = [content_lemmas(passage) for passage in passages]
    lemmas, stems = Bm25(spoken), Bm25([list(map(stem, one)) for one in spoken])
    neighbours = Bm25(list(map(pairs, spoken)))
    encoder = StaticEncoder()
    near = encoder.encode_queries([row["anchor"] for row in asked]) @ encoder.encode_passages(passages).T
    fillers = query_words().fillers
    gains: dict[str, list[float]] = defaultdict(list)
    for row, cosines in zip(asked, near.astype(np.float64), strict=True):
        words = {word: FILLER if fold(word) in fillers else 1.0 for word in content_lemmas(row["anchor"])}
        by_lemma = lemmas.scores(words)
        by_stem = stems.scores({stem(word): share for word, share in words.items()})
        by_pair = neighbours.scores(dict.fromkeys(pairs(list(words)), 1.0))
        together = by_lemma + STEMS * by_stem + PAIRS * by_pair + MEANING * cosines
        named = {"lemmas": by_lemma, "stems": by_stem, "meaning": cosines, "together": together}
        for name, scores in named.items():
            gains[name].append(gain(scores, number[row["positive"]]))
    yield from ((name, float(np.mean(values))) for name, values in gains.items())


if __name__ == "__main__":
    for ranking, value in rankings(Path(sys.argv[1])):
        sys.stdout.write(f"{ranking:10} {value:.3f}\n")
