"""Where the stages are composed: archive → read → store → extract → merge → index, incremental and repairable.

Each step leaves a mark in the store before the next begins, so whatever a crash cut off is found and finished by
`repair`: a snapshot that was never read, a version that was never extracted, a merge key that is dirty, a change that
the index has not seen. Nothing is lost by stopping at any point, and doing a step twice changes nothing.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal, Self

from api.corrected import let_go, save_extraction
from api.errors import BusyError, one_line
from api.indexing import Told, entries_of, rebuilt
from api.linking import by_municipality, link, municipalities
from api.reading import Reading, died, extracted, ordered, read
from api.sample import mark_sample
from api.settings import api_settings
from corpus.documents import Snapshot
from corpus.errors import ForgottenError
from corpus.settings import CorpusSettings
from corpus.store import Change, Forgotten, KeptSnapshot, Store, Version
from extract.merge import merge
from extract.version import EXTRACTOR_VERSION
from search.errors import IndexBusyError, IndexDamagedError
from search.generations import Generation
from search.index import Index

TAKEN_TOGETHER = 16
"""Snapshots archived in one transaction and read together."""
MERGED_TOGETHER = 200
"""Merge keys read together, and of one transaction unless one municipality has more."""
INDEX_PATIENCE = 120.0
"""Seconds to wait for another process that writes the index."""

Status = Literal["new", "changed", "unchanged", "failed", "forgotten"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file or address."""

    source: str
    status: Status
    programmes: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a start found unfinished, and finished."""

    read: int = 0
    extracted: int = 0
    merged: int = 0
    indexed: int = 0

    def __bool__(self) -> bool:
        return self != Repaired()

    def described(self) -> str:
        """What was done, in words."""
        done = {"read": self.read, "extracted": self.extracted, "merged": self.merged, "indexed": self.indexed}
        return ", ".join(f"{number} {name}" for name, number in done.items() if number)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a source gave: a snapshot, or why there is none."""

    source: str
    snapshot: Snapshot | None = None
    error: str | None = None
    unchanged: bool = False
    """The server said that nothing has changed since the last visit."""


class Pipeline:
    """The writing side of a data folder. Several processes may work on one folder; the store and index arbitrate."""

    def __init__(self, store: Store, index: Index, *, settings: CorpusSettings, jobs: int = 0) -> None:
        self.store = store
        self.index = index
        self._settings = settings
        self._jobs = jobs

    @classmethod
    def open(cls, settings: CorpusSettings | None = None, *, jobs: int = 0) -> Self:
        """The pipeline of a data folder; `jobs` processes read documents, 0 chooses by how many there are.

        Raises StoreError where its database cannot be opened.
        """
        settings = settings or CorpusSettings()
        store, index = Store.open(settings), Index(settings.index)
        return cls(store, index, settings=settings, jobs=jobs or api_settings().jobs)

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    def ingest(self, arrivals: Iterable[Arrival]) -> Iterator[Outcome]:
        """Take in what a source gives, document by document; call `finish` afterwards.

        A document that fails is an outcome like any other.
        """
        work = ordered(_read, self._kept(arrivals), jobs=self._jobs, died=_died, heavy=_unread)
        while batch := list(islice(work, TAKEN_TOGETHER)):
            with self.store.batch():
                outcomes = [self._settled(one) for one in batch]
            yield from outcomes

    def finish(self) -> Generation | None:
        """Merge and index everything that waits for it."""
        self.merge_dirty()
        return self.index_changes()

    def repair(self, *, index: bool = True) -> Repaired:
        """Finish what an earlier run left unfinished: read, extract, merge and, unless it is built anew, index."""
        unread = 0
        # In processes of their own from the first: what cut the earlier run off may have been one of these.
        for finished in ordered(_read, self._unread(), jobs=max(2, self._jobs), died=_died):
            self._settled(finished)
            unread += 1
        extracted = self.extract_pending()
        merged = self.merge_dirty()
        return Repaired(unread, extracted, merged, self._behind_then_index() if index else 0)

    def extract_pending(self) -> int:
        """Extract every version that this extractor has not read; returns how many."""
        pending = self.store.pending_extraction(EXTRACTOR_VERSION)
        work = ordered(_extract, self._texts(pending), jobs=self._jobs, died=_died)
        count = 0
        while batch := list(islice(work, TAKEN_TOGETHER)):
            with self.store.batch():
                for one in batch:
                    count += self._save_extraction(one)
        return count

    def merge_dirty(self) -> int:
        """Merge the mentions of every key that changed, and link the programmes; returns how many keys.

        What a municipality's keys give and its links are one transaction: a key is dirty until both are stored.
        """
        count = 0
        while keys := self.store.dirty_keys():
            for batch in by_municipality(keys, MERGED_TOGETHER):
                count += self._merge(batch)
        return count

    def index_changes(self) -> Generation | None:
        """Bring the index up to the store; builds it where there is none. None where the store holds nothing."""
        generation = self._generation()
        if generation is None:
            return self.reindex() if self.store.counter() else None
        changes = {change.programme_id: change for change in self.store.changes_since(generation.counter)}
        if not changes:
            return generation
        counter = max(change.counter for change in changes.values())
        return self._patiently(lambda: self._update(list(changes.values()), counter))

    def reindex(self, *, model: str | None = None, told: Told | None = None) -> Generation:
        """Build the index anew from the store, and the links between programmes too; readers keep the old one so long.

        `model` names another embedding model; `told` hears how many programmes are done, of how many.
        """
        link(self.store, [coverage.teryt for coverage in self.store.coverage()])
        return self._patiently(lambda: self._rebuilt(model, told))

    def forget(self, address: str) -> Forgotten:
        """Remove a document everywhere, index included, and never take it in again."""
        let_go(self.store, self.store.documents_meant(address))
        forgotten = self.store.forget(address)
        self.finish()
        return forgotten

    def _kept(self, arrivals: Iterable[Arrival]) -> "Iterator[_Work]":
        """Everything that arrives, archived; what was taken in before comes with its outcome."""
        source = iter(arrivals)
        while batch := list(islice(source, TAKEN_TOGETHER)):
            with self.store.batch():
                kept = [self._keep(arrival) for arrival in batch]
            yield from kept

    def _unread(self) -> "Iterator[_Work]":
        """Snapshots that were archived, and neither read nor given up."""
        for kept in self.store.unsettled():
            yield _Work(kept.source, kept, self.store.archive.read(kept.pointer))

    def _keep(self, arrival: Arrival) -> "_Work":
        source = arrival.source
        if arrival.snapshot is None:
            status: Status = "unchanged" if arrival.unchanged else "failed"
            if arrival.unchanged:
                self.store.unchanged(source)
            return _Work(source, outcome=Outcome(source, status, error=arrival.error))
        try:
            kept = self.store.keep(arrival.snapshot)
        except ForgottenError as error:
            return _Work(source, outcome=Outcome(source, "forgotten", error=one_line(error)))
        if not kept.new:
            before = self.store.document_for(kept.url or kept.source)
            if before is not None and before.snapshot_digest == kept.digest and before.extractor == EXTRACTOR_VERSION:
                if kept.url is not None:
                    self.store.unchanged(kept.url)
                return _Work(source, outcome=Outcome(source, "unchanged"))
        return _Work(source, kept, arrival.snapshot)

    def _settled(self, work: "_Work") -> Outcome:
        """Store what was read from a snapshot, and what it tells of; both or neither."""
        reading, kept = work.reading, work.kept
        if work.outcome is not None:
            return work.outcome
        assert reading is not None
        assert kept is not None
        if reading.document is None:
            self.store.settle(kept)
            return Outcome(work.source, "failed", error=reading.error)
        try:
            version = self.store.save_document(reading.document, kept)
        except ForgottenError as error:
            return Outcome(work.source, "forgotten", error=one_line(error))
        if version.extractor == EXTRACTOR_VERSION:
            return Outcome(work.source, "unchanged")
        self._save_extraction(_Work(work.source, version=version, reading=reading))
        status: Status = "new" if version.number == 1 else "changed"
        return Outcome(work.source, status, len(reading.programmes), reading.error)

    def _texts(self, versions: Iterable[Version]) -> "Iterator[_Work]":
        for version in versions:
            document = self.store.document(version.document_id, version.number)
            if document is not None:  # it may have been forgotten meanwhile
                yield _Work(version.source, version=version, reading=Reading(document))

    def _save_extraction(self, work: "_Work") -> bool:
        """Store the programmes that were found; a document on which the extractor failed stays pending."""
        assert work.version is not None
        assert work.reading is not None
        if work.reading.document is not None and work.reading.error is not None:
            return False
        document, number = work.reading.document, work.version.number
        if document is not None:
            save_extraction(self.store, document, number, EXTRACTOR_VERSION, work.reading.programmes)
        return True

    def _merge(self, keys: Sequence[str]) -> int:
        with self.store.batch():
            for start in range(0, len(keys), MERGED_TOGETHER):
                for key, group in self.store.mentions(keys[start : start + MERGED_TOGETHER]).items():
                    programmes = merge([mention.programme for mention in group.mentions]) if group.mentions else ()
                    self.store.save_programmes(key, programmes, revision=group.revision)
            link(self.store, municipalities(keys))
        return len(keys)

    def _generation(self) -> Generation | None:
        """The current generation; one that is damaged or of another version of the program is as good as none."""
        try:
            return self.index.generation()
        except IndexDamagedError:
            return None

    def _behind_then_index(self) -> int:
        generation = self._generation()
        behind = self.store.counter() - (generation.counter if generation else 0)
        self.index_changes()
        return max(0, behind)

    def _update(self, changes: Sequence[Change], counter: int) -> Generation:
        removed = [change.programme_id for change in changes if change.deleted]
        changed = [change.programme_id for change in changes if not change.deleted]
        return self.index.update(entries_of(self.store, changed), removed, counter=counter)

    def _rebuilt(self, model: str | None, told: Told | None) -> Generation:
        return rebuilt(self.index, self.store, self._settings, jobs=self._jobs, model=model, told=told)

    def _patiently(self, write: Callable[[], Generation]) -> Generation:
        """Write the index, waiting for another process that does so at this moment. Raises BusyError."""
        until = time.monotonic() + INDEX_PATIENCE
        while True:
            try:
                return write()
            except IndexBusyError as error:
                if time.monotonic() > until:
                    raise BusyError(f"another process has been writing the index for {INDEX_PATIENCE:.0f} s") from error
                time.sleep(0.2)


@dataclass(frozen=True, slots=True)
class _Work:
    """One document on its way through the pipeline; small enough to go to another process and back."""

    source: str
    kept: KeptSnapshot | None = None
    snapshot: Snapshot | None = None
    version: Version | None = None
    reading: Reading | None = None
    outcome: Outcome | None = None
    """Set where there is nothing more to do."""


def _read(work: _Work) -> _Work:
    """Read and extract; the snapshot's bytes stay behind."""
    if work.snapshot is None:
        return work
    return replace(work, snapshot=None, reading=_marked(read(work.snapshot), work.source))


def _unread(work: _Work) -> bool:
    return work.snapshot is not None


def _extract(work: _Work) -> _Work:
    assert work.reading is not None
    assert work.reading.document is not None
    return replace(work, reading=_marked(extracted(work.reading.document), work.source))


def _died(work: _Work) -> _Work:
    return replace(work, snapshot=None, reading=died(work))


def _marked(reading: Reading, source: str) -> Reading:
    """The reading with sample data marked as what it is."""
    if reading.document is None:
        return reading
    document = mark_sample(reading.document, source)
    programmes = [programme.model_copy(update={"invented": document.invented}) for programme in reading.programmes]
    return Reading(document, tuple(programmes), reading.error)
