"""How relevant a programme is to a query: what each channel says, weighted by how sure the channel is of this query."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.arrays import Ints
from search.concepts import ConceptIndex, Link, Vectors
from search.inverted import Inverted, held
from search.lexical import word_term
from search.repair import WordGroup
from search.table import Table

Scores = NDArray[np.float64]

SATURATION = 2.5
"""BM25 points per unit of query weight at which two thirds of the best score are reached."""

LIKELY_MEANT = 0.4
"""Concepts with a smaller share of the surest one's certainty are not meant."""
SAMPLED = 16
"""One score of so many tells how high the best ones are."""
AS_SURE = 0.95
"""Concepts with this share of the surest one's certainty are as likely meant."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Tuned on the working queries (`search.evaluate`)."""

    coverage: float = 0.5
    """Share of the lexical score that counts which words were found; the rest is BM25."""
    words: float = 1.0
    words_floor: float = 0.35
    """Share of that weight that is left when no programme has any of the words."""
    meaning: float = 0.65
    concept: float = 1.2
    name: float = 0.2
    expand: float = 0.6
    """How much the vectors of the concepts meant are added to the query's."""
    coded: float = 0.85
    """What a programme with all codes of a concept is worth beside one that also names it."""
    close: float = 0.25
    """Share of the concept score that goes to closeness in meaning instead of codes and names."""
    worded: float = 0.35
    """What it adds to the concept score that a programme says what is typically said of the surest concepts."""
    close_to: float = 0.6
    """Cosine from which on a programme is as close to a concept as it gets."""
    named: float = 0.85
    """Share of the concept score that goes to codes named outright, where they are all that is asked for."""
    dense_from: float = 0.15
    """Cosines up to this one are chance."""
    dense_to: float = 0.57
    """Cosines from this one on are as good as they get."""
    concept_floor: float = 0.15
    """Certainty of a concept that is chance."""
    elsewhere: float = 0.42
    """What is left of a programme of another place when a place was asked for surely."""
    mentioned: float = 0.8
    """Of one that only names the place in its text."""
    beyond: float = 0.6
    """Of one outside the years or sums asked for."""
    phrase: float = 1.2
    """A pair of neighbouring words counts this much of the mean of the two words."""
    inside: float = 0.3
    outside: float = 0.7
    """How much it counts that the query is like the field, and like something else (see `calibrated`)."""
    inside_most: float = 0.6
    outside_least: float = 0.15
    """Likeness that says all there is to say for the field, and likeness to something else that is chance."""
    rather: float = 2.5
    rather_from: float = -0.12
    """How much it counts that the query is more like something else than like the field, and from which difference on:
    none of 337 queries with an answer comes nearer than -0.15."""
    absent: float = 1.1
    """How much it counts that the corpus surely lacks what is asked (see `absence`)."""
    slope: float = 6.0
    middle: float = 0.4
    """Logistic curve from relevance to the score that is shown."""
    threshold: float = 0.25
    """Score below which nothing is returned."""
    least_best: float = 0.45
    """Score below which the best programme is no answer: the best of each of 236 queries with an answer has 0.58."""
    beside_best: float = 0.2
    """Programmes with less than this share of the best one's relevance are left out."""


@dataclass(frozen=True, slots=True)
class Channels:
    """What each channel says of some rows, from 0 to 1."""

    words: Scores
    meaning: Scores
    concept: Scores
    name: Scores
    matched: NDArray[np.float64]
    """For each word group and row, how well the word was found."""


def found_words(inverted: Inverted, rows: Ints, groups: Sequence[WordGroup]) -> NDArray[np.float64]:
    """For each group (first axis) and row (second axis), how well the programme's words match it."""
    matched = np.zeros((len(groups), len(rows)))
    narrow = rows.astype(np.int32)
    for found, group in zip(matched, groups, strict=True):
        for term, sure in group.terms.items():
            np.maximum(found, sure * held(inverted.terms[word_term(term)], narrow), out=found)
    return matched


def word_scores(groups: Sequence[WordGroup], matched: NDArray[np.float64], bm25: Scores, weights: Weights) -> Scores:
    """Share of the query's words found, by weight, mixed with the BM25 score as a share of the best possible."""
    importance = np.asarray([group.weight for group in groups])
    total = float(importance.sum())
    if not total:
        return np.zeros(matched.shape[1])
    share = importance @ matched / total
    best = 1 - np.exp(-bm25 / (total * SATURATION))
    mixed: Scores = weights.coverage * share + (1 - weights.coverage) * best
    return mixed


def meaning_scores(cosines: Scores, weights: Weights) -> Scores:
    """Cosines stretched so that chance is 0 and as good as it gets is 1."""
    stretched: Scores = np.clip((cosines - weights.dense_from) / (weights.dense_to - weights.dense_from), 0, 1)
    return stretched


def name_scores(table: Table, rows: Ints, groups: Sequence[WordGroup]) -> Scores:
    """How much of the query stands in the name, and of the name in the query (geometric mean)."""
    total = sum(group.weight for group in groups)
    wanted = {
        word_term(term): (sure, number) for number, group in enumerate(groups) for term, sure in group.terms.items()
    }
    if not total or not wanted:
        return np.zeros(len(rows))
    keys = np.asarray(sorted(wanted), np.uint32)
    sures, numbers = (np.asarray(column) for column in zip(*(wanted[key] for key in keys.tolist()), strict=True))
    positions, owner = table.name_terms.positions(rows)
    terms = table.name_terms.values[positions]
    places = np.minimum(np.searchsorted(keys, terms), len(keys) - 1)
    hits = np.flatnonzero(keys[places] == terms)
    found = np.zeros((len(groups), len(rows)))
    np.maximum.at(found, (numbers[places[hits]], owner[hits]), sures[places[hits]])
    of_query = np.asarray([group.weight for group in groups]) @ found / total
    of_name = (found > 0).sum(axis=0) / np.maximum(table.name_terms.lengths(rows), 1)
    scores: Scores = np.sqrt(of_query * np.minimum(1.0, of_name))
    return scores


def closeness(vectors: Vectors, concepts: ConceptIndex, links: Sequence[Link], weights: Weights) -> Scores:
    """How near some programmes are in meaning to what the surest concepts are about, as far as these are sure.

    Codes are coarse: of those who help youth, the ones that speak of screens answer a query about telephones.
    """
    sure = {link.number: max(0.0, link.certainty - weights.concept_floor) for link in links}
    top = max(sure.values(), default=0.0)
    meant = sum(
        (share**2 * concepts.centres[number] for number, share in sure.items() if share > LIKELY_MEANT * top),
        np.zeros(vectors.shape[1], np.float32),
    )
    norm = float(np.linalg.norm(meant))
    if not norm:
        return np.zeros(len(vectors))
    cosines = (vectors @ (meant / norm)).astype(np.float64)
    near = np.clip((cosines - weights.dense_from) / (weights.close_to - weights.dense_from), 0, 1)
    scores: Scores = near * (top / (1 - weights.concept_floor)) ** 0.5
    return scores


def best_rows(scores: Scores, most: int) -> Ints:
    """The rows that score anything, at most so many: the best, and of equals the first. Ascending."""
    rows = np.flatnonzero(scores > _bound(scores, most))
    if len(rows) < most:
        rows = np.flatnonzero(scores > 0)
    if len(rows) <= most:
        return rows
    some = scores[rows]
    least = np.partition(some, len(some) - most)[len(some) - most]
    above = some > least
    return np.sort(np.concatenate((rows[above], rows[some == least][: most - int(above.sum())])))


def _bound(scores: Scores, most: int) -> float:
    """A score that likely more than `most` rows have, but not many more: by some of them."""
    some = scores[::SAMPLED]
    place = 2 * most // SAMPLED + 1
    return max(0.0, float(np.partition(some, -place)[-place])) if len(some) > place else 0.0


def expanded(vector: Vectors, concepts: ConceptIndex, links: Sequence[Link], weights: Weights) -> Vectors:
    """The query's vector with those of the concepts that it means, as far as these are sure."""
    meant = sum(
        (max(0.0, link.certainty - weights.concept_floor) ** 2 * concepts.centres[link.number] for link in links),
        np.zeros_like(vector),
    )
    norm = float(np.linalg.norm(meant))
    if not norm or not links:
        return vector
    mixed = vector + weights.expand * links[0].certainty * meant / norm
    return np.asarray(mixed / max(float(np.linalg.norm(mixed)), 1e-9), np.float32)


def fuse(channels: Channels, weights: Weights, *, sure_words: float, sure_concept: float) -> Scores:
    """One relevance from all channels: each is weighted by how sure it is of this query."""
    parts = (
        (channels.words, weights.words * (weights.words_floor + (1 - weights.words_floor) * sure_words)),
        (channels.meaning, weights.meaning),
        (channels.concept, weights.concept * sure_concept),
    )
    total = sum(weight for _, weight in parts)
    relevance = sum(weight * score for score, weight in parts) / total
    mixed: Scores = np.minimum(1.0, relevance + weights.name * channels.name * (1 - relevance))
    return mixed


def spoken_of(links: Sequence[Link], inverted: Inverted) -> bool:
    """True where some programme names one of the surest concepts."""
    return any(len(inverted.concepts[link.number]) for link in links if link.certainty >= AS_SURE * links[0].certainty)


def absence(certain: float, nearest: float, meant: float, covered: float) -> float:
    """How surely the corpus lacks what a query asks for, 0 to 1: it is understood, yet nobody speaks of it.

    `certain` is the certainty of the surest concept, `nearest` and `meant` the cosines of the nearest programme with
    the query's own vector and with that concept's, `covered` the best share of the query's words. Bounds chosen on
    queries of the working part and of `dev`, so that none of those that have an answer is refused.
    """
    doubts = ((certain - 0.6) / 0.3, (0.46 - nearest) / 0.14, (0.52 - meant) / 0.15, (0.8 - covered) / 0.4)
    return float(np.prod(np.clip(doubts, 0, 1)))


def calibrated(
    relevance: Scores, topic_share: float, inside: float, outside: float, weights: Weights, *, absent: float = 0.0
) -> Scores:
    """The score that is shown: near 1 surely relevant, at the threshold as likely not.

    `topic_share` is the topic's part of what the query asks for, `inside` and `outside` its likeness to the field and
    to the rest of the world. Where what is asked is so surely `absent` that even the best programme falls below the
    threshold, all do; else it counts nothing.
    """
    like = weights.inside * min(inside, weights.inside_most)
    unlike = weights.outside * max(0.0, outside - weights.outside_least)
    rather = (
        weights.rather * max(0.0, outside - inside - weights.rather_from) if outside > weights.outside_least else 0.0
    )
    about = topic_share * (like - unlike - rather)
    score: Scores = _logistic(relevance + about, weights)
    lowered = _logistic(relevance + about - topic_share * weights.absent * absent, weights)
    return lowered if lowered.max(initial=0.0) < weights.threshold else score


def _logistic(relevance: Scores, weights: Weights) -> Scores:
    score: Scores = 1 / (1 + np.exp(-weights.slope * (relevance - weights.middle)))
    return score
