"""How well every programme fits the concepts of a query, by the codes of its record and wordings in its text."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.vocabulary import Vocabulary
from search.codes import code_columns
from search.concepts import ConceptIndex, Link
from search.inverted import Inverted, Rows
from search.ranking import LIKELY_MEANT, Scores, Weights
from search.table import Table

TELLING_KINDS = frozenset({"call", "event"})
"""Kinds of announcements that a concept may ask for; the others are too common to tell anything."""
OF_A_KIND = 0.3
"""What it is worth to be of the kind that a concept asks for, beside its codes."""
SUREST = 2
"""Concepts whose typical words are looked for."""
FEW_TYPICAL = 8
"""A programme that has so many of the most typical words says all that there is to say."""
HALF_SAID = 0.5
"""Share of that for which it is as good as half."""
MOST_SAID = 250
"""Concepts of which it is kept what every programme says: two bytes a programme each."""
RAREST = 6.0
"""Inverse document frequencies count up to this one."""


class ConceptFit:
    """Of one table; what no query changes is kept when a concept was met."""

    def __init__(self, table: Table, inverted: Inverted, concepts: ConceptIndex, vocabulary: Vocabulary) -> None:
        self._table = table
        self._concepts = concepts
        self._inverted = inverted
        self._columns = code_columns(vocabulary)
        self._of_kind = {kind: np.flatnonzero(table.kind.equal(kind.encode())) for kind in TELLING_KINDS}
        self._coded: dict[int, Scores] = {}
        self._said: dict[int, NDArray[np.float16]] = {}

    def scores(self, links: Sequence[Link], weights: Weights) -> Scores:
        """For every row of the table, from 0."""
        floor = weights.concept_floor
        sure = [(link, max(0.0, link.certainty - floor) / (1 - floor)) for link in links]
        top = max((share for _, share in sure), default=0.0)
        kept = [(link, share) for link, share in sure if share > LIKELY_MEANT * top]
        if not kept or top <= 0:
            return np.zeros(len(self._table))
        worth: dict[tuple[str, int], float] = {}
        added: list[tuple[NDArray[Any], Scores]] = []
        """Rows, and what each is worth; summed at once."""
        for link, share in kept:
            for kind in TELLING_KINDS.intersection(link.concept.codes):
                rows = self._of_kind[kind]
                added.append((rows, np.full(len(rows), share**2 * weights.coded * OF_A_KIND)))
            for column, part in self._parts(link):
                worth[column] = worth.get(column, 0.0) + share**2 * weights.coded * part
            fit = self._fit(link)
            named = np.maximum(0.0, 0.6 + 0.4 * fit - weights.coded * fit) if self._parts(link) else np.ones(len(fit))
            added.append((self._inverted.concepts[link.number], share**2 * named))
        for (name, place), much in worth.items():
            rows, values = getattr(self._inverted, name).of_code(place)
            added.append((rows, much * values))
        every, worths = (np.concatenate(column) for column in zip(*added, strict=True))
        total = np.bincount(every, worths, len(self._table))
        scores: Scores = total / sum(share**2 for _, share in kept) * top**0.5
        return scores

    def worded(self, rows: Rows, links: Sequence[Link], weights: Weights) -> Scores:
        """How much of what is typically said of the surest concepts some rows, which ascend, say: from 0 to near 1.5.

        Codes are coarse and whole wordings rare: who helps the lonely speaks of neighbours, visits and conversation.
        """
        scores: Scores = np.zeros(len(rows))
        sure = [(link, max(0.0, link.certainty - weights.concept_floor) ** 2) for link in links[:SUREST]]
        whole = sum(share for _, share in sure)
        for link, share in sure:
            if share > 0:
                scores += share / whole * self._said_of(link.number)[rows]
        return scores

    def _said_of(self, concept: int) -> NDArray[np.float16]:
        """What every row says of a concept, kept for the next query."""
        known = self._said.get(concept)
        if known is not None:
            return known
        low, high = self._concepts.typical.offsets[concept : concept + 2].tolist()
        much: Scores = np.zeros(len(self._table))
        telling = self._concepts.telling[low:high].tolist()
        for term, worth in zip(self._concepts.typical.values[low:high].tolist(), telling, strict=True):
            having = self._inverted.terms[term]
            rarity = np.log(1 + (len(self._table) - len(having) + 0.5) / (len(having) + 0.5))
            much[having] += worth * min(float(rarity), RAREST)
        much /= max(RAREST * HALF_SAID * sum(telling[:FEW_TYPICAL]), 1e-9)
        said: NDArray[np.float16] = (much / (much + HALF_SAID) * (1 + HALF_SAID)).astype(np.float16)
        if len(self._said) >= MOST_SAID:
            self._said.clear()
        self._said[concept] = said
        return said

    def _parts(self, link: Link) -> list[tuple[tuple[str, int], float]]:
        """The columns of a concept's codes, and what each is worth: the first says most."""
        codes = [self._columns[code] for code in link.concept.codes if code in self._columns]
        return [(code, (0.5 if rank else 1.0) * 2 / (len(codes) + 1)) for rank, code in enumerate(codes)]

    def _fit(self, link: Link) -> Scores:
        """How much those that name a concept are about its codes."""
        if link.number not in self._coded:
            naming = self._inverted.concepts[link.number]
            fit = np.zeros(len(naming))
            for (name, place), part in self._parts(link):
                fit += part * getattr(self._table, name)[:, place][naming].astype(np.float64)
            self._coded[link.number] = fit
        return self._coded[link.number]
