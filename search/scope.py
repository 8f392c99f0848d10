"""Where, when, how much and by which fund a query asks: strong boosts, no filters."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.vocabulary import Vocabulary
from search.arrays import Ints
from search.inverted import Inverted, holding
from search.lexical import content_lemmas, word_term
from search.query import query_words
from search.ranking import Scores, Weights
from search.repair import WordGroup
from search.requests import in_place
from search.results import QueryPart, UnderstoodQuery
from search.table import Table, first_day, last_day
from search.words import fold

EVENT_PLACE = 0.95
"""A programme one of whose events happens in the place asked for."""
PART_WEIGHT = {"place": 4.0, "fund": 3.0, "period": 2.0, "year": 2.0, "sum": 2.0}
"""How much a part of the query counts at most beside the topic's words, in inverse document frequencies of words."""
BESIDE_TOPIC, LEAST_WORTH = 0.4, 1.0
"""A part counts at most this share of the topic, so that few words of a topic are not drowned, but may always count
`LEAST_WORTH`, so that it is not lost beside a topic of one common word or none."""
BESIDE_IT, FITTING = 0.2, 0.5
"""Shares of the best programme's relevance up to which one does not fit the topic, and from which on it does."""
A_TOPIC = 0.5
"""Weight of telling words from which on there surely is a topic."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing a query asks for beside its topic."""

    parts: tuple[QueryPart, ...]
    """Readings of one stretch of the query, the surest first."""
    met: NDArray[np.float64]
    """For every row of the table, how well it is met."""
    certainty: float

    @property
    def kind(self) -> str:
        """What it is about."""
        return self.parts[0].kind


@dataclass(frozen=True, slots=True)
class Scope:
    """All wishes of a query."""

    wishes: tuple[Wish, ...]
    topic_weight: float
    telling: float
    """Weight of the topic's words that are no fillers, no generic words and no offices."""

    @property
    def topic_share(self) -> float:
        """The topic's part of all that the query asks for."""
        wished = sum(map(self._worth, self.wishes))
        return self.topic_weight / max(self.topic_weight + wished, 1e-9)

    @property
    def asks_place(self) -> bool:
        """True where a place is asked for."""
        return any(wish.kind == "place" for wish in self.wishes)

    @property
    def place(self) -> NDArray[np.float64]:
        """How well each row of the table meets the place asked for."""
        return np.max([wish.met * wish.certainty for wish in self.wishes if wish.kind == "place"], axis=0)  # type: ignore[no-any-return]

    def applied(self, relevance: Scores, rows: Ints, weights: Weights) -> Scores:
        """Relevance of the topic together with the wishes; a sure wish that is not met lowers it."""
        score = relevance * self.topic_weight
        total = self.topic_weight
        fits = self._fits(relevance)
        factor = np.ones(len(rows))
        left = {"place": weights.elsewhere}
        for wish in self.wishes:
            met = wish.met[rows]
            worth = self._worth(wish)
            score = score + worth * met * fits
            total += worth
            lowest = left.get(wish.kind, weights.beyond)
            factor *= 1 - wish.certainty * (1 - lowest) * (1 - met)
        mixed: Scores = score / max(total, 1e-9) * factor
        return mixed

    def _fits(self, relevance: Scores) -> Scores:
        """How far each row may count the wishes that it meets: as far as it fits the topic, beside the best one.

        Else every programme of a town would come before those of other towns that do what is asked for. A query without
        telling words (`gmina Nieborów`, `wsparcie w Brzesku`) asks for all that the town has.
        """
        best = max(float(relevance.max(initial=0.0)), 1e-9)
        fit = np.clip((relevance / best - BESIDE_IT) / (FITTING - BESIDE_IT), 0, 1)
        fits: Scores = 1 - min(1.0, self.telling / A_TOPIC) * (1 - fit)
        return fits

    def _worth(self, wish: Wish) -> float:
        """What a wish counts beside the topic."""
        return min(PART_WEIGHT[wish.kind], max(LEAST_WORTH, BESIDE_TOPIC * self.topic_weight)) * wish.certainty


def scope_of(
    query: UnderstoodQuery,
    table: Table,
    inverted: Inverted,
    vocabulary: Vocabulary,
    *,
    groups: Sequence[WordGroup],
    weights: Weights,
) -> Scope:
    """What a query asks for beside its topic, against every row."""
    spans: dict[tuple[int, int], list[QueryPart]] = {}
    for part in query.parts:
        if part.kind in PART_WEIGHT:
            spans.setdefault((part.start, part.end), []).append(part)
    wishes = []
    for parts in spans.values():
        met = np.max([_met(part, table, inverted, vocabulary, weights) * part.certainty for part in parts], axis=0)
        certainty = max(part.certainty for part in parts)
        wishes.append(Wish(tuple(parts), np.minimum(1.0, met / certainty), certainty))
    telling = sum(group.weight for group in groups if group.telling)
    return Scope(_places_joined(wishes), sum(group.weight for group in groups), telling)


def _places_joined(wishes: Sequence[Wish]) -> tuple[Wish, ...]:
    """Several places mean any of them."""
    places = [wish for wish in wishes if wish.kind == "place"]
    if len(places) < 2:
        return tuple(wishes)
    parts = tuple(part for wish in places for part in wish.parts)
    met = np.max([wish.met for wish in places], axis=0)
    return (
        *(wish for wish in wishes if wish.kind != "place"),
        Wish(parts, met, max(wish.certainty for wish in places)),
    )


def _met(
    part: QueryPart, table: Table, inverted: Inverted, vocabulary: Vocabulary, weights: Weights
) -> NDArray[np.float64]:
    if part.kind == "place":
        return _place_met(part, table, inverted, weights)
    if part.kind == "fund":
        codes = list(vocabulary.funds)
        met = table.funds[:, codes.index(part.value)].astype(np.float64)
        for kin in query_words().fund_kin.get(part.value, ()):
            met = np.maximum(met, 0.7 * table.funds[:, codes.index(kin)].astype(np.float64))
        return met
    low, high = part.value.split("/")
    if part.kind == "sum":
        floor, ceiling = float(low or 0), float(high or "inf")
        return ((table.amount >= floor) & (table.amount <= ceiling)).astype(np.float64)
    inside = np.ones(len(table), np.bool_)
    if low:
        inside &= table.end >= first_day(low)
    if high:
        inside &= table.start <= last_day(high)
    published = (table.newest >= first_day(low or "1900")) & (table.newest <= last_day(high or "2199"))
    return np.maximum(inside, 0.6 * published)  # type: ignore[no-any-return]


def _place_met(part: QueryPart, table: Table, inverted: Inverted, weights: Weights) -> NDArray[np.float64]:
    here = np.logical_or.reduce([_within(table, value) for value in part.value.split(",")])
    here |= (table.teryt == 0) & table.town.equal(fold(part.label).encode())
    met: NDArray[np.float64] = here.astype(np.float64)
    terms = sorted({word_term(lemma) for lemma in content_lemmas(part.label)})
    if terms:
        for column, worth in ((inverted.events, EVENT_PLACE), (inverted.terms, weights.mentioned)):
            rows = holding(column, terms)
            met[rows] = np.maximum(met[rows], worth)
    return met


def _within(table: Table, value: str) -> NDArray[np.bool_]:
    if value.isdigit():
        return in_place(table, value)
    return table.voivodeship.equal(value.encode())
