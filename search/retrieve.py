"""The reader of the index: a query becomes programmes, best first, each with the passage and the reasons."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.vocabulary import load_vocabulary
from search.arrays import Ints, widened
from search.candidates import candidates
from search.concepts import Linked, merged
from search.encode import Encoder, Vectors, load_encoder
from search.engines import open_engine
from search.engines.base import Engine
from search.errors import EncoderError
from search.excerpts import Excerpts
from search.filters import Filters
from search.generations import Generation
from search.lexical import content_lemmas
from search.named import named_codes, named_scores, named_share, sure_of
from search.opened import Opened, Openings
from search.places import PlaceFinder, RegisterPlaces
from search.query import query_words
from search.ranking import (
    Channels,
    Scores,
    Weights,
    absence,
    best_rows,
    calibrated,
    closeness,
    expanded,
    found_words,
    fuse,
    meaning_scores,
    name_scores,
    spoken_of,
    word_scores,
)
from search.reading import explained, place_words, read_query
from search.reasons import reasons
from search.repair import Repaired
from search.requests import asked, check, matching
from search.results import Excerpt, Hit, Results, UnderstoodQuery
from search.scope import Scope, scope_of
from search.settings import SearchSettings
from search.table import POINTS
from search.words import fold

EQUAL = 0.005
"""Relevance is told apart by so much; of equals the one with more of the query's words comes first, then the newer."""
ENGLISH = 0.5
"""Share of the words as written in the vector of an English query; the rest is what they are in Polish."""
HERE = 0.5
"""A programme that meets the place asked for so well is one of that place."""
CONCEPT_DEPTH, PLACE_DEPTH = 150, 300
"""Programmes added by concept and by place."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Rows that are relevant enough, best first."""

    rows: Ints
    scores: Scores
    channels: Channels
    best: dict[int, int]
    """For a row, its passage that fits best."""
    query: UnderstoodQuery
    repaired: Repaired
    scope: Scope
    linked: Linked


class Searcher:
    """Searches the index in a folder; safe to share between threads."""

    def __init__(
        self,
        folder: Path,
        *,
        settings: SearchSettings | None = None,
        places: PlaceFinder | None = None,
        encoder: Encoder | None = None,
        engine: Engine | None = None,
        weights: Weights | None = None,
    ) -> None:
        self._settings = settings or SearchSettings()
        self._openings = Openings(folder, engine or open_engine(folder, self._settings))
        self._places = places or RegisterPlaces()
        self._given = encoder
        self._weights = weights or Weights()
        self._vocabulary = load_vocabulary()

    def generation(self) -> Generation | None:
        """The generation that is searched; None where nothing was built. Raises IndexDamagedError."""
        return self._openings.generation()

    def close(self) -> None:
        """Let go of the index."""
        self._openings.close()

    def search(self, text: str, filters: Filters | None = None, *, limit: int = 10, offset: int = 0) -> Results:
        """Programmes for a query, best first; without words all that meet the filters, newest first.

        Raises IndexMissingError, IndexDamagedError, EngineError, EncoderError, FilterError.
        """
        started = time.perf_counter()
        filters = filters or Filters()
        check(filters, self._vocabulary)
        opened = self.opened()
        if not text.strip():
            return self._listing(opened, filters, limit, offset, started)
        ranked = self.rank(text, filters)
        shown = range(offset, min(offset + limit, len(ranked.rows)))
        excerpts = self._excerpts(opened, ranked, shown)
        hits = [
            Hit(
                programme=opened.table.id(int(ranked.rows[place])),
                score=round(float(ranked.scores[place]), 4),
                excerpt=excerpts.get(place),
                reasons=reasons(opened.table, ranked, place, self._vocabulary),
            )
            for place in shown
        ]
        return Results(
            query=ranked.query,
            total=len(ranked.rows),
            hits=tuple(hits),
            facets=opened.facets.of(np.sort(ranked.rows)),
            closest=() if len(ranked.rows) else ranked.query.concepts[:3],
            took_ms=round((time.perf_counter() - started) * 1000, 2),
            generation=opened.generation.name,
        )

    def understand(self, text: str) -> UnderstoodQuery:
        """How a query is read, without searching."""
        opened = self.opened()
        query, repaired = self._read(opened, text)
        linked, _ = self._meant(opened, query, repaired)
        return explained(query, repaired, linked.links)

    def rank(self, text: str, filters: Filters) -> Ranked:
        """Every relevant programme with what the channels say of it."""
        opened = self.opened()
        table = opened.table
        query, repaired = self._read(opened, text)
        allowed = matching(filters, table, self._vocabulary) if filters else np.ones(len(table), np.bool_)
        wanted = asked(filters, allowed, table, self._vocabulary)
        linked, vector = self._meant(opened, query, repaired)
        links = linked.links
        said, vector = vector, expanded(vector, opened.concepts, links, self._weights)
        dense, bm25, best = candidates(
            opened.reader, table, repaired.groups, vector, phrase=self._weights.phrase, wanted=wanted
        )
        scope = scope_of(query, table, opened.inverted, self._vocabulary, groups=repaired.groups, weights=self._weights)
        strong = np.flatnonzero(scope.place > HERE)[:PLACE_DEPTH] if scope.asks_place else np.zeros(0, np.int64)
        fit = opened.fit.scores(links, self._weights)
        named = named_codes(repaired.groups, opened.concepts.phrases)
        share = named_share(repaired.groups, named)
        covered = self._weights.named * sure_of(share, named)
        if named:
            fit = (1 - covered) * fit + covered * named_scores(table, opened.inverted, named)
        coded = best_rows(fit * allowed if filters else fit, CONCEPT_DEPTH)
        rows = np.unique(np.concatenate((dense.rows, bm25.rows, strong, coded)))
        rows = rows[allowed[rows]]
        vectors = widened(table.vector[rows]) if len(rows) else np.zeros((0, len(vector)), np.float32)
        cosines = (vectors @ vector).astype(np.float64)
        cosines = np.maximum(cosines, dense.at(rows))
        matched = found_words(opened.inverted, rows, repaired.groups)
        unnamed = 1 - covered if named else 1.0
        close, worded = self._weights.close * unnamed, self._weights.worded * unnamed
        channels = Channels(
            words=word_scores(repaired.groups, matched, bm25.at(rows), self._weights),
            meaning=meaning_scores(cosines, self._weights),
            concept=(1 - close) * fit[rows]
            + close * closeness(vectors, opened.concepts, links, self._weights)
            + worded * opened.fit.worded(rows.astype(np.int32), links, self._weights),
            name=name_scores(table, rows, repaired.groups),
            matched=matched,
        )
        relevance = fuse(
            channels,
            self._weights,
            sure_words=float(channels.words.max(initial=0.0)),
            sure_concept=max(links[0].certainty if links else 0.0, covered),
        )
        topical, relevance = relevance, scope.applied(relevance, rows, self._weights)
        relevance = np.round(relevance / EQUAL) * EQUAL
        inside = links[0].certainty if links else 0.0
        absent = 0.0
        if links and not scope.asks_place and not spoken_of(links, opened.inverted):
            own, meant = ((vectors @ one).max(initial=0.0) for one in (said, opened.concepts.centres[links[0].number]))
            absent = absence(inside, float(own), float(meant), max(share, float(channels.words.max(initial=0.0))))
        scores = calibrated(relevance, scope.topic_share, inside, linked.outside, self._weights, absent=absent)
        enough, best_score = scores >= self._weights.threshold, float(scores.max(initial=0.0))
        if scope.asks_place and not (enough & (scope.place[rows] > HERE)).any():
            # none of the place does what is asked for: other places' programmes count as if none had been named
            raised = relevance * float(topical.max(initial=0.0)) / max(float(relevance.max(initial=0.0)), 1e-9)
            elsewhere = calibrated(raised, 1.0, inside, linked.outside, self._weights, absent=absent)
            enough |= elsewhere >= self._weights.threshold
            best_score = float(elsewhere.max(initial=0.0))
        if best_score < self._weights.least_best:
            enough[:] = False
        order = np.lexsort((-table.newest[rows], -np.round(channels.words, 1), -relevance))
        least = self._weights.beside_best * float(relevance.max(initial=0.0))
        order = order[enough[order] & (relevance[order] >= least)]
        channels = Channels(
            channels.words[order],
            channels.meaning[order],
            channels.concept[order],
            channels.name[order],
            channels.matched[:, order],
        )
        return Ranked(
            rows[order],
            scores[order],
            channels,
            best,
            explained(query, repaired, links),
            repaired,
            scope,
            linked,
        )

    def opened(self) -> Opened:
        """The current generation. Raises IndexMissingError, IndexDamagedError."""
        return self._openings.opened()

    def encoder(self) -> Encoder:
        """The model that the current generation was made with. Raises EncoderError."""
        made = self.opened().generation
        if self._given is None:
            return load_encoder(made.model, made.query_prefix, made.passage_prefix)
        if self._given.name != made.model:
            raise EncoderError(f"the index was made with {made.model}, not with {self._given.name}: run reindex")
        return self._given

    def _read(self, opened: Opened, text: str) -> tuple[UnderstoodQuery, Repaired]:
        return read_query(text, self._places, opened.lexicon, self._vocabulary)

    def _meant(self, opened: Opened, query: UnderstoodQuery, repaired: Repaired) -> tuple[Linked, Vectors]:
        """The concepts of a query, and its vector."""
        vector = self.encoder().encode_queries([repaired.text])[0]
        if repaired.english:
            return self._meant_in_english(opened, repaired, vector)
        placed = place_words(query)
        ideas = [group.best for group in repaired.groups if not group.office and fold(group.word.form) not in placed]
        # `ile kosztowały kolonie` means a camp, not costs
        ideas = [lemma for lemma in ideas if fold(lemma) not in query_words().asked_of] or ideas
        if not ideas or len(ideas) == len(repaired.groups):
            return opened.concepts.link([group.best for group in repaired.groups], vector), vector
        said = self.encoder().encode_queries([" ".join(ideas)])[0]
        return opened.concepts.link(ideas, said), vector

    def _meant_in_english(self, opened: Opened, repaired: Repaired, polish: Vectors) -> tuple[Linked, Vectors]:
        """The same by the topic as written and by what it is in Polish."""
        written = self.encoder().encode_queries([repaired.english])[0]
        said = (
            opened.concepts.link(content_lemmas(repaired.english), written),
            opened.concepts.link([group.best for group in repaired.groups], polish),
        )
        mixed = ENGLISH * written + (1 - ENGLISH) * polish
        return merged(said), np.asarray(mixed / max(float(np.linalg.norm(mixed)), 1e-9), np.float32)

    def _excerpts(self, opened: Opened, ranked: Ranked, shown: Iterable[int]) -> dict[int, Excerpt]:
        table = opened.table
        points = {}
        for place in shown:
            row = int(ranked.rows[place])
            passage = ranked.best.get(row) or 1
            if table.parts[row]:
                points[place] = int(table.numbers[row]) * POINTS + passage
        payloads = opened.reader.payloads(list(points.values()))
        excerpts = Excerpts(ranked.repaired.groups)
        return {place: excerpts.cut(payloads[point]) for place, point in points.items() if point in payloads}

    def _listing(self, opened: Opened, filters: Filters, limit: int, offset: int, started: float) -> Results:
        table = opened.table
        rows = np.flatnonzero(matching(filters, table, self._vocabulary))
        order = rows[np.lexsort((-table.numbers[rows], -table.newest[rows]))]
        shown = order[offset : offset + limit].tolist()
        first = [int(table.numbers[row]) * POINTS + 1 for row in shown if table.parts[row]]
        payloads = opened.reader.payloads(first)
        hits = []
        excerpts = Excerpts(())
        for row in shown:
            payload = payloads.get(int(table.numbers[row]) * POINTS + 1)
            hits.append(Hit(programme=table.id(row), score=1.0, excerpt=excerpts.cut(payload) if payload else None))
        return Results(
            query=UnderstoodQuery(text="", topic=""),
            total=len(rows),
            hits=tuple(hits),
            facets=opened.facets.of(rows),
            took_ms=round((time.perf_counter() - started) * 1000, 2),
            generation=opened.generation.name,
        )
