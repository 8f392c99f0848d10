"""The writer of the index: entries become points, columns and a lexicon, and then the current generation."""

import os
import shutil
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import cast
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from corpus.programmes import Programme
from corpus.vocabulary import Vocabulary, load_vocabulary
from search.arrays import Ints
from search.concepts import ConceptIndex, PhraseFinder
from search.encode import Encoder, Vectors, load_encoder
from search.engines import open_engine
from search.engines.base import Engine, Payload, Point, Reader
from search.entries import Entry
from search.errors import EncoderError
from search.generations import Generation, Generations
from search.inverted import Inverted
from search.lexical import Spoken, bm25_vector, content_lemma, content_lemmas, neighbours, spoken, stem, word_term
from search.lexicon import Lexicon, gather_forms
from search.passages import own_titles, record_text, text_passages
from search.schema import schema, shared_payload
from search.settings import SearchSettings
from search.table import POINTS, Row, Table, table_row
from search.thesaurus import read_concepts, thesaurus_digest
from search.words import forms

BATCH = 256
"""Entries read and encoded together."""
NAME_WEIGHT, TITLE_WEIGHT, RECORD_WEIGHT, TEXT_WEIGHT = 3.0, 1.0, 1.5, 0.5
"""How much a word of the name, a title, the record (with both) and the text counts in the programme's own vector."""
RECORD_WORDS = 220.0
"""Weighted words of an average programme's own vector."""
MOST_PARTS = 6
"""More parts than this are copied into one."""
MOST_DEAD = 0.2
"""A larger share of dead points has the parts copied into one."""


class Index:
    """The index in a folder, to be written. Raises IndexBusyError where another process writes."""

    def __init__(
        self,
        folder: Path,
        *,
        settings: SearchSettings | None = None,
        encoder: Encoder | None = None,
        engine: Engine | None = None,
    ) -> None:
        self._settings = settings or SearchSettings()
        self._given = encoder
        self._generations = Generations(folder)
        self._engine = engine or open_engine(folder, self._settings)
        self._vocabulary = load_vocabulary()

    def generation(self) -> Generation | None:
        """The current generation; None where nothing was built. Raises IndexDamagedError."""
        return self._generations.current()

    def build(self, entries: Iterable[Entry], *, counter: int) -> Generation:
        """Index everything anew beside the current generation, then switch to it."""
        with self._generations.writing():
            return self._build(entries, counter)

    def update(self, changed: Iterable[Entry], removed: Sequence[str] = (), *, counter: int) -> Generation:
        """Index new and changed programmes and leave out removed ones; the rest stays as it is.

        Where nothing was built yet, `changed` must be all entries. Raises EncoderError where the index was made with
        another model: build it anew.
        """
        with self._generations.writing():
            before = self._generations.current()
            if before is None:
                return self._build(changed, counter)
            if before.model != self._encoder().name:
                raise EncoderError(f"the index was made with {before.model}, not {self._encoder().name}: run reindex")
            self._clear()
            folder = self._generations.path(before.name)
            table, lexicon = Table.load(folder / "table"), Lexicon.load(folder / "lexicon")
            work = self._write(changed, before.next_number)
            ids = [work.table.id(row) for row in range(len(work.table))]
            gone = table.find([*ids, *removed])
            uses = Counter(table.terms.take(gone).values.tolist())
            dead = before.dead + int((table.parts[gone] + 1).sum())
            merged = table.take(np.setdiff1d(np.arange(len(table)), gone)).plus(work.table)
            fresh = lexicon.updated(work.words(), work.uses(), uses, len(merged))
            content = _Content((*before.parts, work.part), merged, fresh, before.passages + work.points, dead)
            if not work.points:
                content = replace(content, parts=before.parts)
            if len(content.parts) > MOST_PARTS or dead > MOST_DEAD * max(content.points, 1):
                content = self._copied(content, before.dimension)
            return self._publish(counter, content, work.next_number, before)

    def _build(self, entries: Iterable[Entry], counter: int) -> Generation:
        self._clear()
        work = self._write(entries, 1)
        lexicon = Lexicon.of(work.words(), work.uses(), len(work.table))
        content = _Content((work.part,), work.table, lexicon, work.points, 0)
        return self._publish(counter, content, work.next_number, None)

    def _encoder(self) -> Encoder:
        given = self._settings
        return self._given or load_encoder(
            given.embedding_model, given.embedding_query_prefix, given.embedding_passage_prefix
        )

    def _clear(self) -> None:
        used = self._generations.clear()
        for part in self._engine.parts() - used:
            self._engine.drop(part)

    def _write(self, entries: Iterable[Entry], number: int) -> "_Work":
        work = _Work(_part_name(), number, self._encoder(), self._vocabulary)
        work.points = self._engine.write(work.part, schema(work.encoder.dimension), work.read(entries))
        work.finish()
        return work

    def _copied(self, content: "_Content", dimension: int) -> "_Content":
        """The same with all living points in one part."""
        reader = self._engine.open(content.parts)
        part = _part_name()
        try:
            points = self._engine.write(part, schema(dimension), _living(reader, content.table))
        finally:
            reader.close()
        return replace(content, parts=(part,), points=points, dead=0)

    def _publish(self, counter: int, content: "_Content", next_number: int, before: Generation | None) -> Generation:
        encoder = self._encoder()
        name = self._generations.new_name()
        folder = self._generations.path(name)
        content.table.save(folder / "table")
        Inverted.of(content.table).save(folder / "inverted")
        content.lexicon.save(folder / "lexicon")
        if before is not None and before.thesaurus == thesaurus_digest():
            # files of a generation never change, so two may share them
            shutil.copytree(
                self._generations.path(before.name) / "concepts", folder / "concepts", copy_function=os.link
            )
        else:
            _concepts(cast("Hashable", encoder)).save(folder / "concepts")
        generation = Generation(
            name=name,
            counter=counter,
            model=encoder.name,
            query_prefix=self._settings.embedding_query_prefix,
            dimension=encoder.dimension,
            thesaurus=thesaurus_digest(),
            parts=content.parts,
            programmes=len(content.table),
            passages=content.points,
            dead=content.dead,
            next_number=next_number,
        )
        self._generations.publish(generation)
        self._clear()
        return generation


@dataclass(frozen=True, slots=True)
class _Content:
    """What a generation is made of."""

    parts: tuple[str, ...]
    table: Table
    lexicon: Lexicon
    points: int
    dead: int


@dataclass(slots=True)
class _Work:
    """One pass over entries: points on the way out, columns and words gathered."""

    part: str
    next_number: int
    encoder: Encoder
    vocabulary: Vocabulary
    points: int = 0
    rows: list[Row] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    finder: PhraseFinder = field(default_factory=PhraseFinder)
    table: Table = field(init=False)

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

    def finish(self) -> None:
        """Close the columns."""
        self.table = Table.of(self.rows, self.vocabulary)
        self.rows.clear()

    def words(self) -> dict[str, list[str]]:
        """Forms without Polish letters and their lemmas, of these entries and of the thesaurus."""
        return gather_forms((form, word) for form in self.seen | _spoken() if (word := content_lemma(form)))

    def uses(self) -> dict[str, int]:
        """How many of these programmes use each lemma and stem."""
        lemmas = {word for form in self.seen if (word := content_lemma(form))}
        terms, counts = np.unique(self.table.terms.values, return_counts=True)
        used = dict(zip(terms.tolist(), counts.tolist(), strict=True))
        return {word: used[word_term(word)] for word in lemmas | set(map(stem, lemmas))}

    def _draft(self, entry: Entry, siblings: dict[str, list[Programme]]) -> "_Draft":
        others = [other for document in entry.documents for other in siblings[document.id]]
        passages = text_passages(entry, others)
        titles = own_titles(entry, others)
        record = record_text(entry.programme, self.vocabulary, titles)
        name = entry.programme.name.value
        payloads: list[Payload] = [
            {"document": part.document, "from": part.start, "to": part.end, "text": part.text} for part in passages
        ]
        return _Draft(entry, record, titles, [record, *(f"{name}. {part.text}" for part in passages)], payloads)

    def _spoken(self, text: str) -> Spoken:
        written = forms(text)
        self.seen.update(written)
        return spoken([word for form in written if (word := content_lemma(form))])

    def _points(self, draft: "_Draft", vectors: Vectors) -> Iterator[Point]:
        name = spoken(content_lemmas(draft.entry.programme.name.value))
        record = self._spoken(draft.record)
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
        own = bm25_vector(whole, neighbours(name.lemmas), average=RECORD_WORDS)
        rows: list[list[float]] = vectors.tolist()
        yield Point(number * POINTS, rows[0], own, {**shared, "text": draft.record})
        for place, (part, payload) in enumerate(zip(parts, draft.payloads, strict=True), 1):
            sparse = bm25_vector([(part, 1.0)], neighbours(part.lemmas))
            yield Point(number * POINTS + place, rows[place], sparse, {**shared, **payload})


@dataclass(frozen=True, slots=True)
class _Draft:
    entry: Entry
    record: str
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


@lru_cache(maxsize=2)
def _concepts(encoder: Hashable) -> ConceptIndex:
    return ConceptIndex.of(cast("Encoder", encoder).encode_queries)


def _part_name() -> str:
    return uuid4().hex[:12]


def _living(reader: Reader, table: Table) -> Iterator[Point]:
    numbers: Ints = table.numbers
    alive = set(numbers.tolist())
    return (point for point in reader.points() if point.id // POINTS in alive)
