"""The current generation of an index, opened to read; another one as soon as the writer switched."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock

from corpus.vocabulary import load_vocabulary
from search.concept_fit import ConceptFit
from search.concepts import ConceptIndex
from search.engines.base import Engine, Reader
from search.errors import IndexMissingError, SearchError
from search.facets import Facets
from search.generations import Generation, Generations, Stamp
from search.inverted import Inverted
from search.lexicon import Lexicon
from search.table import Table

TRIES = 3
"""A generation may be cleared away between reading its name and opening it."""


@dataclass(frozen=True)
class Opened:
    """A generation opened to read."""

    generation: Generation
    table: Table
    inverted: Inverted
    lexicon: Lexicon
    concepts: ConceptIndex
    reader: Reader

    @cached_property
    def facets(self) -> Facets:
        """Counts the values of programmes found."""
        return Facets(self.table, load_vocabulary())

    @cached_property
    def fit(self) -> ConceptFit:
        """How well programmes fit concepts."""
        return ConceptFit(self.table, self.inverted, self.concepts, load_vocabulary())


class Openings:
    """Opens the generations of a folder one after the other; safe to share between threads."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        self._generations = Generations(folder)
        self._engine = engine
        self._opened: Opened | None = None
        self._stamp: Stamp | None = None
        self._lock = Lock()

    def generation(self) -> Generation | None:
        """The current generation; None where nothing was built. Raises IndexDamagedError."""
        opened = self._opened
        if opened is not None and self._generations.stamp() == self._stamp:
            return opened.generation
        return self._generations.current()

    def opened(self) -> Opened:
        """The current generation, opened. Raises IndexMissingError, IndexDamagedError."""
        stamp = self._generations.stamp()
        opened = self._opened
        if opened is not None and stamp == self._stamp:
            return opened
        with self._lock:
            if self._opened is not None and stamp == self._stamp:
                return self._opened
            self._opened, self._stamp = self._open(), stamp
            return self._opened

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            if self._opened is not None:
                self._opened.reader.close()
            self._opened = self._stamp = None

    def _open(self) -> Opened:
        for attempt in range(TRIES):
            generation = self._generations.current()
            if generation is None:
                raise IndexMissingError(f"nothing was indexed in {self._generations.folder} yet: run ingest or reindex")
            folder = self._generations.path(generation.name)
            try:
                return Opened(
                    generation,
                    Table.load(folder / "table"),
                    Inverted.load(folder / "inverted"),
                    Lexicon.load(folder / "lexicon"),
                    ConceptIndex.load(folder / "concepts"),
                    self._engine.open(generation.parts),
                )
            except SearchError:
                if attempt + 1 == TRIES or self._generations.current() == generation:
                    raise
        raise AssertionError("unreachable")
