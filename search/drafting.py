"""One pass over entries: points on the way out, columns and words gathered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from corpus.programmes import Programme
from corpus.vocabulary import Vocabulary
from search.encode import Encoder, Vectors
from search.engines.base import Payload, Point
from search.entries import Entry
from search.lexical import Spoken, bm25_vector, content_lemma, content_lemmas, neighbours, spoken, stem, word_term
from search.lexicon import gather_forms
from search.passages import own_titles, record_text, text_passages
from search.phrase_finder import PhraseFinder
from search.schema import shared_payload
from search.table import POINTS, Row, Table, table_row
from search.thesaurus import read_concepts
from search.words import forms

BATCH = 256
"""Entries read and encoded together."""
NAME_WEIGHT, TITLE_WEIGHT, RECORD_WEIGHT, TEXT_WEIGHT = 3.0, 1.0, 1.5, 0.5
"""How much a word of the name, a title, the record (with both) and the text counts in the programme's own vector."""
RECORD_WORDS = 220.0
"""Weighted words of an average programme's own vector."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What passes over entries left beside the points."""

    next_number: int
    """The first that no programme has yet."""
    table: Table
    seen: frozenset[str]
    """Forms of words in records and texts."""

    def plus(self, later: "Drafted") -> "Drafted":
        """These, then those of programmes with higher numbers."""
        return Drafted(later.next_number, self.table.plus(later.table), self.seen | later.seen)

    def words(self) -> dict[str, list[str]]:
        """Forms without Polish letters and their lemmas, of these entries and of the thesaurus."""
        return gather_forms((form, word) for form in self.seen | _spoken() if (word := content_lemma(form)))

    def uses(self) -> dict[str, int]:
        """How many of these programmes use each lemma and stem."""
        lemmas = {word for form in self.seen if (word := content_lemma(form))}
        terms, counts = np.unique(self.table.terms.values, return_counts=True)
        used = dict(zip(terms.tolist(), counts.tolist(), strict=True))
        return {word: used[word_term(word)] for word in lemmas | set(map(stem, lemmas))}


@dataclass(slots=True)
class Drafting:
    """A pass; programmes are numbered from `next_number` on."""

    next_number: int
    encoder: Encoder
    vocabulary: Vocabulary
    rows: list[Row] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    finder: PhraseFinder = field(default_factory=PhraseFinder)

    def read(self, entries: Iterable[Entry]) -> Iterator[Point]:
        """The points of entries, a batch at a time."""
        source = iter(entries)
        while batch := list(islice(source, BATCH)):
            siblings: dict[str, list[Programme]] = {}
            for entry in batch:
                for document in entry.documents:
                    siblings.setdefault(document.id, []).append(entry.programme)
            drafts = [self._draft(entry, siblings) for entry in batch]
            texts = [text for draft in drafts for text in draft.texts]
            vectors = self.encoder.encode_passages(texts)
            first = 0
            for draft in drafts:
                yield from self._points(draft, vectors[first : first + len(draft.texts)])
                first += len(draft.texts)

    def drafted(self) -> Drafted:
        """Everything beside the points, once these were read."""
        table = Table.of(self.rows, self.vocabulary)
        self.rows.clear()
        return Drafted(self.next_number, table, frozenset(self.seen))

    def _draft(self, entry: Entry, siblings: dict[str, list[Programme]]) -> "_Draft":
        others = [other for document in entry.documents for other in siblings[document.id]]
        passages = text_passages(entry, others)
        titles = own_titles(entry, others)
        record = record_text(entry.programme, self.vocabulary, titles)
        name = entry.programme.name.value
        payloads: list[Payload] = [
            {"document": part.document, "from": part.start, "to": part.end, "text": part.text} for part in passages
        ]
        plain = record_text(entry.programme, self.vocabulary, titles, labelled=False)
        return _Draft(entry, record, plain, titles, [record, *(f"{name}. {part.text}" for part in passages)], payloads)

    def _spoken(self, text: str) -> Spoken:
        written = forms(text)
        self.seen.update(written)
        return spoken([word for form in written if (word := content_lemma(form))])

    def _points(self, draft: "_Draft", vectors: Vectors) -> Iterator[Point]:
        name = spoken(content_lemmas(draft.entry.programme.name.value))
        record = self._spoken(draft.plain)
        parts = [self._spoken(payload["text"]) for payload in draft.payloads]
        titles = [(spoken(content_lemmas(title)), TITLE_WEIGHT) for title in draft.titles]
        whole = [(name, NAME_WEIGHT), *titles, (record, RECORD_WEIGHT), *((part, TEXT_WEIGHT) for part in parts)]
        concepts = self.finder.find(record.lemmas)
        for part in parts:
            concepts |= self.finder.find(part.lemmas)
        number, self.next_number = self.next_number, self.next_number + 1
        row = table_row(
            draft.entry,
            number,
            self.vocabulary,
            terms=np.unique(np.concatenate([text.terms for text, _ in whole])),
            concepts=sorted(concepts),
            parts=len(parts),
            vector=_centre(vectors),
        )
        self.rows.append(row)
        shared = shared_payload(row, draft.entry.programme)
        own = bm25_vector(whole, neighbours(name), average=RECORD_WORDS)
        rows: list[list[float]] = vectors.tolist()
        yield Point(number * POINTS, rows[0], own, {**shared, "text": draft.record})
        for place, (part, payload) in enumerate(zip(parts, draft.payloads, strict=True), 1):
            sparse = bm25_vector([(part, 1.0)], neighbours(part))
            yield Point(number * POINTS + place, rows[place], sparse, {**shared, **payload})


@dataclass(frozen=True, slots=True)
class _Draft:
    entry: Entry
    record: str
    plain: str
    """The record in its documents' own words, as far as support goes."""
    titles: list[str]
    texts: list[str]
    payloads: list[Payload]


def _centre(vectors: Vectors) -> NDArray[np.float16]:
    """The record's vector and the mean of the passages', half and half."""
    middle = vectors[0] + (vectors[1:].mean(axis=0) if len(vectors) > 1 else 0)
    centre: NDArray[np.float16] = (middle / max(float(np.linalg.norm(middle)), 1e-9)).astype(np.float16)
    return centre


@cache
def _spoken() -> frozenset[str]:
    """Every form of the thesaurus."""
    return frozenset(form for concept in read_concepts() for text in concept.wordings for form in forms(text))
