"""The writer of the index: entries become points, columns and a lexicon, and then the current generation."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import cast
from uuid import uuid4

import numpy as np

from corpus.vocabulary import load_vocabulary
from search.arrays import Ints
from search.concepts import ConceptIndex
from search.drafting import Drafted, Drafting
from search.encode import SHIPPED, Encoder, load_encoder
from search.engines import open_engine
from search.engines.base import Engine, Point, Reader
from search.entries import Entry
from search.errors import EncoderError, IndexDamagedError
from search.generations import Generation, Generations
from search.inverted import Inverted
from search.lexicon import Lexicon
from search.schema import schema
from search.settings import SearchSettings
from search.shares import Share, Shares
from search.table import POINTS, Table
from search.thesaurus import thesaurus_digest

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

    def generation(self) -> Generation | None:
        """The current generation; None where nothing was built. Raises IndexDamagedError."""
        return self._generations.current()

    def build(self, entries: Iterable[Entry], *, counter: int, model: str | None = None) -> Generation:
        """Index everything anew beside the current generation, then switch to it.

        `model` names an embedding model; None takes the one of the settings, or else that of the current generation.
        Raises EncoderError where it cannot be loaded.
        """
        with self._generations.writing():
            chosen = self._model(self._before(), model)
            return self._build(entries, counter, chosen)

    def build_shares(
        self,
        shares: Sequence[Share],
        *,
        counter: int,
        model: str | None = None,
        advance: Callable[[int], None] | None = None,
    ) -> Generation:
        """The same with every share drafted by a process of its own; `advance` is told of programmes that are done.

        Raises IndexProcessError where one of them is ended from outside.
        """
        with self._generations.writing():
            chosen = self._model(self._before(), model)
            self._clear()
            drafting = Shares(_Apart(chosen.encoder if self._given else chosen.named), shares, advance)
            part, points = self._part(drafting.points(), chosen)
            return self._first(drafting.drafted(), part, points, counter, chosen)

    def update(self, changed: Iterable[Entry], removed: Sequence[str] = (), *, counter: int) -> Generation:
        """Index new and changed programmes and leave out removed ones; the rest stays as it is.

        Where nothing was built yet, `changed` must be all entries. Raises EncoderError where the index was made with
        another model: build it anew.
        """
        with self._generations.writing():
            before = self._generations.current()
            chosen = self._model(before)
            if before is None:
                return self._build(changed, counter, chosen)
            if before.model != chosen.name:
                raise EncoderError(f"the index was made with {before.model}, not {chosen.name}: run reindex")
            self._clear()
            folder = self._generations.path(before.name)
            table, lexicon = Table.load(folder / "table"), Lexicon.load(folder / "lexicon")
            drafting = Drafting(before.next_number, chosen.encoder, load_vocabulary())
            part, points = self._part(drafting.read(changed), chosen)
            work = drafting.drafted()
            ids = [work.table.id(row) for row in range(len(work.table))]
            gone = table.find([*ids, *removed])
            uses = Counter(table.terms.take(gone).values.tolist())
            dead = before.dead + int((table.parts[gone] + 1).sum())
            merged = table.take(np.setdiff1d(np.arange(len(table)), gone)).plus(work.table)
            fresh = lexicon.updated(work.words(), work.uses(), uses, len(merged))
            content = _Content((*before.parts, *part), merged, fresh, before.passages + points, dead)
            if len(content.parts) > MOST_PARTS or dead > MOST_DEAD * max(content.points, 1):
                content = self._copied(content, before.dimension)
            return self._publish(counter, content, work.next_number, chosen, before)

    def _build(self, entries: Iterable[Entry], counter: int, chosen: "_Model") -> Generation:
        self._clear()
        drafting = Drafting(1, chosen.encoder, load_vocabulary())
        part, points = self._part(drafting.read(entries), chosen)
        return self._first(drafting.drafted(), part, points, counter, chosen)

    def _part(self, points: Iterable[Point], chosen: "_Model") -> tuple[tuple[str, ...], int]:
        """A part with these points, none where there are none, and their number."""
        part = _part_name()
        many = self._engine.write(part, schema(chosen.encoder.dimension), points)
        return (part,) if many else (), many

    def _first(self, work: Drafted, parts: tuple[str, ...], points: int, counter: int, chosen: "_Model") -> Generation:
        lexicon = Lexicon.of(work.words(), work.uses(), len(work.table))
        content = _Content(parts, work.table, lexicon, points, 0)
        return self._publish(counter, content, work.next_number, chosen, None)

    def _before(self) -> Generation | None:
        """The current generation; one that is damaged or of another version of the program is as good as none."""
        try:
            return self._generations.current()
        except IndexDamagedError:
            return None

    def _model(self, before: Generation | None, name: str | None = None) -> "_Model":
        own = self._settings
        if self._given is not None:
            return _Model(self._given, own.embedding_query_prefix, own.embedding_passage_prefix)
        name = name or own.embedding_model
        if name is None and before is not None:
            return _Model.load(before.model, before.query_prefix, before.passage_prefix)
        return _Model.load(name or SHIPPED, own.embedding_query_prefix, own.embedding_passage_prefix)

    def _clear(self) -> None:
        used = self._generations.clear()
        for part in self._engine.parts() - used:
            self._engine.drop(part)

    def _copied(self, content: "_Content", dimension: int) -> "_Content":
        """The same with all living points in one part."""
        reader = self._engine.open(content.parts)
        part = _part_name()
        try:
            points = self._engine.write(part, schema(dimension), _living(reader, content.table))
        finally:
            reader.close()
        return replace(content, parts=(part,), points=points, dead=0)

    def _publish(
        self, counter: int, content: "_Content", next_number: int, chosen: "_Model", before: Generation | None
    ) -> Generation:
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
            _concepts(cast("Hashable", chosen.encoder)).save(folder / "concepts")
        generation = Generation(
            name=name,
            counter=counter,
            model=chosen.name,
            query_prefix=chosen.query_prefix,
            passage_prefix=chosen.passage_prefix,
            dimension=chosen.encoder.dimension,
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


_Named = tuple[str, str | None, str | None]
"""A model by name, with its prefixes for queries and passages."""


@dataclass(frozen=True, slots=True)
class _Content:
    """What a generation is made of."""

    parts: tuple[str, ...]
    table: Table
    lexicon: Lexicon
    points: int
    dead: int


@dataclass(frozen=True, slots=True)
class _Model:
    """An encoder with its prefixes as configured."""

    encoder: Encoder
    query_prefix: str | None
    passage_prefix: str | None

    @classmethod
    def load(cls, name: str, query_prefix: str | None, passage_prefix: str | None) -> "_Model":
        """By name. Raises EncoderError."""
        return cls(load_encoder(name, query_prefix, passage_prefix), query_prefix, passage_prefix)

    @property
    def name(self) -> str:
        return self.encoder.name

    @property
    def named(self) -> "_Named":
        """What `load` finds it by."""
        return self.name, self.query_prefix, self.passage_prefix


@dataclass(frozen=True, slots=True)
class _Apart:
    """Begins to draft a share in another process."""

    model: "Encoder | _Named"

    def __call__(self, number: int) -> Drafting:
        """For entries numbered from `number` on."""
        encoder = load_encoder(*self.model) if isinstance(self.model, tuple) else self.model
        return Drafting(number, encoder, load_vocabulary())


@lru_cache(maxsize=2)
def _concepts(encoder: Hashable) -> ConceptIndex:
    return ConceptIndex.of(cast("Encoder", encoder).encode_queries)


def _part_name() -> str:
    return uuid4().hex[:12]


def _living(reader: Reader, table: Table) -> Iterator[Point]:
    numbers: Ints = table.numbers
    alive = set(numbers.tolist())
    return (point for point in reader.points() if point.id // POINTS in alive)
