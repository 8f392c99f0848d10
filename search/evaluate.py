"""How good the ranking is: graded nDCG@10 over judged queries, by kind, with baselines in the same run.

A file of queries is a JSON list of `{"id", "q", "kind", "relevant": {judged id: grade}}`; grade 2 is exactly what was
asked, 1 is related. A query of kind `nothing` is right when nothing is returned.
"""

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from corpus.vocabulary import load_vocabulary
from search.encode import Encoder
from search.entries import Entry
from search.filters import Filters
from search.lexical import K1, B, content_lemmas
from search.passages import content_parts, record_text
from search.retrieve import Searcher
from search.words import forms

DEPTH = 10
NOTHING = "nothing"
Ranker = Callable[[str], Sequence[str]]
"""A query to programme ids, best first."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with its judgements."""

    id: str
    text: str
    kind: str
    relevant: Mapping[str, int]

    def among(self, documents: Collection[str]) -> "Judged":
        """The query with its judgements of these documents only."""
        return replace(self, relevant={name: grade for name, grade in self.relevant.items() if name in documents})


@dataclass(frozen=True, slots=True)
class Score:
    """One ranking over judged queries."""

    name: str
    overall: float
    """Mean nDCG@10 over the answerable queries."""
    kinds: Mapping[str, float]
    """Mean nDCG@10 by kind; for `nothing` the share of queries that returned nothing."""
    refused: float
    """Share of answerable queries that returned nothing."""
    by_query: Mapping[str, float]


def read_queries(*paths: Path) -> list[Judged]:
    """The queries of some files."""
    rows = (row for path in paths for row in json.loads(path.read_text("utf-8")))
    return [Judged(row["id"], row["q"], row["kind"], row["relevant"]) for row in rows]


def ndcg(found: Sequence[str], relevant: Mapping[str, int], depth: int = DEPTH) -> float:
    """Graded nDCG with exponential gains (Burges et al. 2005); `found` holds judged ids without repetition."""
    gains = [2 ** relevant.get(name, 0) - 1 for name in found[:depth]]
    best = sorted((2**grade - 1 for grade in relevant.values()), reverse=True)[:depth]
    ideal = sum(gain / math.log2(place + 2) for place, gain in enumerate(best))
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains)) / ideal if ideal else 0.0


def evaluate(name: str, ranker: Ranker, queries: Iterable[Judged], judged: Mapping[str, str]) -> Score:
    """Score a ranking; `judged` maps programme ids to the ids that judgements use (several may share one)."""
    kinds: dict[str, list[float]] = defaultdict(list)
    by_query: dict[str, float] = {}
    refused: list[bool] = []
    for query in queries:
        found = list(dict.fromkeys(judged.get(programme, programme) for programme in ranker(query.text)))
        if query.kind == NOTHING:
            value = float(not found)
        else:
            value = ndcg(found, query.relevant)
            refused.append(not found)
        kinds[query.kind].append(value)
        by_query[query.id] = value
    answerable = [value for kind, values in kinds.items() if kind != NOTHING for value in values]
    means = {kind: float(np.mean(values)) for kind, values in kinds.items()}
    overall = float(np.mean(answerable)) if answerable else 0.0
    return Score(name, overall, means, float(np.mean(refused)) if refused else 0.0, by_query)


def hybrid(searcher: Searcher) -> Ranker:
    """The ranking of this package."""

    def rank(text: str) -> list[str]:
        ranked = searcher.rank(text, Filters())
        table = searcher.opened().table
        return [table.id(int(row)) for row in ranked.rows[: DEPTH * 5]]

    return rank


def baselines(entries: Sequence[Entry], encoder: Encoder) -> dict[str, Ranker]:
    """BM25 on words, BM25 on lemmas, and dense vectors alone, over record and text of each programme."""
    ids = [entry.programme.id for entry in entries]
    vocabulary = load_vocabulary()
    texts = [
        "\n".join(
            (
                record_text(entry.programme, vocabulary),
                *(document.text[low:high] for document in entry.documents for low, high in content_parts(document)),
            )
        )
        for entry in entries
    ]
    vectors = encoder.encode_passages(texts)

    def dense(query: str) -> list[str]:
        order = np.argsort(-(vectors @ encoder.encode_queries([query])[0]))
        return [ids[place] for place in order.tolist()]

    def words(text: str) -> list[str]:
        return [form.casefold() for form in forms(text)]

    return {
        "BM25, words": _bm25(ids, texts, words),
        "BM25, lemmas": _bm25(ids, texts, content_lemmas),
        "dense": dense,
    }


def report(scores: Sequence[Score]) -> str:
    """A Markdown table of rankings by kind."""
    kinds = list(dict.fromkeys(kind for score in scores for kind in score.kinds))
    lines = [
        "| ranking | all | " + " | ".join(kinds) + " | refused |",
        "|---" * (len(kinds) + 3) + "|",
    ]
    lines += [
        f"| {score.name} | {score.overall:.3f} | "
        + " | ".join(f"{score.kinds.get(kind, 0):.2f}" for kind in kinds)
        + f" | {score.refused:.2f} |"
        for score in scores
    ]
    return "\n".join(lines)


def _bm25(ids: Sequence[str], texts: Sequence[str], split: Callable[[str], list[str]]) -> Ranker:
    counts = [Counter(split(text)) for text in texts]
    lengths = [sum(count.values()) for count in counts]
    average = sum(lengths) / max(len(lengths), 1)
    used = Counter(word for count in counts for word in count)

    def rank(query: str) -> list[str]:
        scores = np.zeros(len(ids))
        for word in set(split(query)):
            rarity = math.log(1 + (len(ids) - used[word] + 0.5) / (used[word] + 0.5))
            for place, count in enumerate(counts):
                if word in count:
                    norm = count[word] + K1 * (1 - B + B * lengths[place] / average)
                    scores[place] += rarity * count[word] * (K1 + 1) / norm
        order = np.argsort(-scores, kind="stable")
        return [ids[place] for place in order.tolist() if scores[place] > 0]

    return rank
