"""Programmes like another one, or like a text: the same people, support and meaning – from other towns."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.vocabulary import Term, load_vocabulary
from search.arrays import widened
from search.filters import Filters
from search.results import Reason, ReasonKind, Similar
from search.retrieve import Searcher
from search.table import Table

MEANING, GROUPS, ACTIVITIES, COST = 0.5, 0.22, 0.22, 0.06
SAME_TOWN = 0.12
"""Taken off for each programme of the same town that stands above."""
OWN_TOWN = 0.05
"""Taken off for the town of the programme itself."""
COMPARABLE = 2.0
"""Costs within this factor are comparable."""
LEAST = 0.15
"""Likeness below which a programme is not shown."""
MOST_CODES = 3
"""Codes that a reason names."""


@dataclass(frozen=True, slots=True)
class _Parts:
    meaning: NDArray[np.float64]
    groups: NDArray[np.float64]
    activities: NDArray[np.float64]
    cost: NDArray[np.float64]

    @property
    def score(self) -> NDArray[np.float64]:
        mixed: NDArray[np.float64] = (
            MEANING * self.meaning + GROUPS * self.groups + ACTIVITIES * self.activities + COST * self.cost
        )
        return mixed


def similar(searcher: Searcher, programme: str, *, limit: int = 5) -> tuple[Similar, ...]:
    """Programmes like an indexed one; none where it is not indexed. Raises IndexMissingError."""
    table = searcher.opened().table
    found = table.find([programme])
    if not len(found):
        return ()
    row = int(found[0])
    parts = _Parts(
        np.clip(widened(table.vector) @ widened(table.vector[row]), 0, 1).astype(np.float64),
        _shared(table.groups, table.groups[row]),
        _shared(table.activities, table.activities[row]),
        _comparable(table.amount, float(table.amount[row])),
    )
    scores = parts.score
    scores[row] = -1
    own = table.town.equal(table.town[row]) if table.town[row] else np.zeros(len(table), np.bool_)
    scores = scores - OWN_TOWN * own
    chosen = _diverse(table, scores, limit)
    return tuple(_found(table, row, other, float(scores[other]), parts) for other in chosen)


def similar_to_text(searcher: Searcher, text: str, *, limit: int = 5) -> tuple[Similar, ...]:
    """Programmes like a text that is not indexed: a description, a draft, somebody else's announcement."""
    ranked = searcher.rank(text, Filters())
    table = searcher.opened().table
    scores = np.full(len(table), -1.0)
    scores[ranked.rows] = ranked.scores
    chosen = _diverse(table, scores, limit)
    labels = tuple(Reason(kind="concept", text=meant.label, code=meant.id) for meant in ranked.query.concepts[:2])
    return tuple(Similar(programme=table.id(row), score=round(float(scores[row]), 4), reasons=labels) for row in chosen)


def _diverse(table: Table, scores: NDArray[np.float64], limit: int) -> list[int]:
    """The best rows, each town counting less with every programme already chosen."""
    pool = np.argsort(-scores, kind="stable")[: max(limit * 10, 50)].tolist()
    pool = [row for row in pool if scores[row] > LEAST]
    chosen: list[int] = []
    towns: dict[bytes, int] = {}
    while pool and len(chosen) < limit:
        best = max(pool, key=lambda row: float(scores[row]) - SAME_TOWN * towns.get(table.town[row], 0))
        pool.remove(best)
        chosen.append(best)
        town = table.town[best]
        if town:
            towns[town] = towns.get(town, 0) + 1
    return chosen


def _shared(salience: NDArray[np.float16], own: NDArray[np.float16]) -> NDArray[np.float64]:
    """Weighted Jaccard likeness of every row with one, rare codes counting more."""
    rarity = np.log(1 + len(salience) / (1 + np.count_nonzero(salience, axis=0))).astype(np.float32)
    both = np.minimum(salience, own).astype(np.float32) @ rarity
    either = np.maximum(salience, own).astype(np.float32) @ rarity
    likeness: NDArray[np.float64] = (both / np.maximum(either, 1e-9)).astype(np.float64)
    return likeness


def _comparable(amounts: NDArray[np.float64], own: float) -> NDArray[np.float64]:
    if not own > 0:
        return np.zeros(len(amounts))
    ratio = np.nan_to_num(amounts / own)
    return ((ratio >= 1 / COMPARABLE) & (ratio <= COMPARABLE)).astype(np.float64)


def _found(table: Table, row: int, other: int, score: float, parts: _Parts) -> Similar:
    vocabulary = load_vocabulary()
    reasons = [
        *_codes("group", vocabulary.target_groups, np.minimum(table.groups[row], table.groups[other])),
        *_codes("activity", vocabulary.activities, np.minimum(table.activities[row], table.activities[other])),
    ]
    if parts.cost[other]:
        reasons.append(Reason(kind="cost", text="porównywalny koszt"))
    if table.town[other] and table.town[other] != table.town[row]:
        reasons.append(Reason(kind="place", text=f"inne miasto: {table.municipality[other].decode()}"))
    if not reasons or parts.meaning[other] > 0.6:
        reasons.append(Reason(kind="meaning", text="podobny opis"))
    return Similar(programme=table.id(other), score=round(max(0.0, min(1.0, score)), 4), reasons=tuple(reasons))


def _codes(kind: ReasonKind, terms: Mapping[str, Term], shared: NDArray[np.float16]) -> list[Reason]:
    """The codes that both have, those that both speak of most first."""
    both = [(much, term) for term, much in zip(terms.values(), shared.tolist(), strict=True) if much]
    found = [term for _, term in sorted(both, key=lambda pair: -pair[0])]
    return [Reason(kind=kind, text=term.pl, code=term.code) for term in found[:MOST_CODES]]
