"""The reading side of a data folder: what HTTP, pages and the command line show. Search ranks, the store tells."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from api.errors import NotFoundError
from api.lately import Lately
from api.questions import Question
from api.remembered import Remembered
from corpus.documents import Document, Snapshot
from corpus.programmes import Programme
from corpus.settings import CorpusSettings
from corpus.store import Store
from corpus.store.values import Coverage, Link, ProgrammeFilter, Statistics, Version
from search.filters import Filters
from search.results import Concept, Excerpt, FacetValue, Reason, Results, UnderstoodQuery
from search.retrieve import Searcher
from search.similar import similar

LATEST = 6
"""Programmes that the start page shows."""
PART = 500
"""Programmes read from the store at once when a whole list is wanted."""


@dataclass(frozen=True, slots=True)
class Item:
    """A programme in a list."""

    programme: Programme
    documents: tuple[Version, ...] = ()
    """The documents that tell of it, best first."""
    score: float | None = None
    excerpt: Excerpt | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a question."""

    query: UnderstoodQuery
    total: int
    items: tuple[Item, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    closest: tuple[Concept, ...] = ()
    """Where nothing was found: concepts of the field that lie closest."""


@dataclass(frozen=True, slots=True)
class Related:
    """What a programme is linked with."""

    earlier: tuple[Item, ...] = ()
    """Earlier editions, oldest first."""
    later: tuple[Item, ...] = ()
    """Later editions, oldest first."""
    whole: tuple[Item, ...] = ()
    """What it is part of."""
    parts: tuple[Item, ...] = ()
    """What is part of it."""


class Library:
    """Store and index of one data folder, for reading. Safe for several threads."""

    def __init__(self, store: Store, searcher: Searcher) -> None:
        self.store = store
        self.searcher = searcher
        self.remembered = Remembered(store)
        self.statistics: Lately[Statistics] = Lately(store.statistics, store.counter)
        """How much there is, at most a minute old; so are the next three."""
        self.coverage: Lately[tuple[Coverage, ...]] = Lately(store.coverage, store.counter)
        """Each municipality that some programme names."""
        self.invented: Lately[int] = Lately(self._invented, store.counter)
        """How many programmes are sample data, whose facts are made up."""
        self.latest: Lately[tuple[Programme, ...]] = Lately(self._latest, store.counter)
        """The programmes that began last."""

    @classmethod
    def open(cls, settings: CorpusSettings | None = None) -> "Library":
        """The library of a data folder.

        Raises StoreError where its database cannot be opened.
        """
        settings = settings or CorpusSettings()
        return cls(Store.open(settings), Searcher(Path(settings.index)))

    def close(self) -> None:
        """Let go of files and connections."""
        self.searcher.close()
        self.store.close()

    def search(self, question: Question, *, limit: int = 20, offset: int = 0) -> Found:
        """The programmes that answer a question, best first.

        Raises IndexMissingError where nothing was indexed yet.
        """
        results = self.ranked(question, limit=limit, offset=offset)
        programmes = self.store.programmes_by_id([hit.programme for hit in results.hits])
        hits = [hit for hit in results.hits if hit.programme in programmes]
        versions = self.store.versions(
            list(dict.fromkeys(document for hit in hits for document in programmes[hit.programme].documents))
        )
        items = tuple(
            Item(
                programmes[hit.programme],
                tuple(versions[document] for document in programmes[hit.programme].documents if document in versions),
                hit.score,
                hit.excerpt,
                hit.reasons,
            )
            for hit in hits
        )
        return Found(results.query, results.total, items, results.facets, results.closest)

    def ranked(self, question: Question, *, limit: int, offset: int) -> Results:
        """The ids of the programmes that answer a question, best first, with reasons, excerpts and facets.

        Raises IndexMissingError where nothing was indexed yet.
        """
        return self.searcher.search(question.q, filters(question), limit=limit, offset=offset)

    def every(self, question: Question, *, most: int | None = None) -> Iterator[Item]:
        """The whole answer, up to `most` programmes: for exports."""
        offset = 0
        while most is None or offset < most:
            found = self.search(question, limit=PART if most is None else min(PART, most - offset), offset=offset)
            yield from found.items
            offset += PART
            if offset >= found.total:
                return

    def programme(self, identity: str) -> Programme:
        """A programme. Raises NotFoundError."""
        programme = self.store.programme(identity)
        if programme is None:
            raise NotFoundError(f"there is no programme {identity}")
        return programme

    def document(self, identity: str) -> Document:
        """The current version of a document. Raises NotFoundError."""
        document = self.store.document(identity)
        if document is None:
            raise NotFoundError(f"there is no document {identity}")
        return document

    def snapshot(self, identity: str) -> Snapshot:
        """The bytes a document was read from. Raises NotFoundError."""
        snapshot = self.store.snapshot(identity)
        if snapshot is None:
            raise NotFoundError(f"there is no document {identity}")
        return snapshot

    def similar(self, identity: str, *, limit: int = 5) -> tuple[Item, ...]:
        """Programmes like this one, best first. Raises NotFoundError."""
        self.programme(identity)
        ranked = similar(self.searcher, identity, limit=limit)
        items = {item.programme.id: item for item in self.items([one.programme for one in ranked])}
        return tuple(
            Item(items[one.programme].programme, items[one.programme].documents, one.score, None, one.reasons)
            for one in ranked
            if one.programme in items
        )

    def related(self, identity: str) -> Related:
        """Earlier and later editions of a programme, oldest first, and what it is part of or consists of."""
        earlier = self._chain(identity, self.store.links)
        later = self._chain(identity, self.store.linked_from)
        whole = [link.target for link in self.store.links(identity) if link.relation == "part_of"]
        parts = [link.target for link in self.store.linked_from(identity) if link.relation == "part_of"]
        items = {item.programme.id: item for item in self.items([*earlier, *later, *whole, *parts])}
        return Related(
            *(tuple(items[one] for one in some if one in items) for some in (reversed(earlier), later, whole, parts))
        )

    def _chain(self, identity: str, following: Callable[[str], Sequence[Link]]) -> list[str]:
        """The editions that links lead to, nearest first, each once."""
        found: dict[str, None] = {identity: None}
        nearest = [identity]
        while nearest:
            links = [link for one in nearest for link in following(one) if link.relation == "continues"]
            nearest = [target for target in dict.fromkeys(link.target for link in links) if target not in found]
            found.update(dict.fromkeys(nearest))
        return list(found)[1:]

    def items(self, identities: Sequence[str] | Mapping[str, None]) -> list[Item]:
        """Programmes by id, in the order given; those not stored (any more) are left out."""
        programmes = self.store.programmes_by_id(list(identities))
        return self.with_documents([programmes[identity] for identity in identities if identity in programmes])

    def with_documents(self, programmes: Sequence[Programme]) -> list[Item]:
        """Programmes with the documents that tell of them."""
        versions = self.store.versions(
            list(dict.fromkeys(document for programme in programmes for document in programme.documents))
        )
        return [
            Item(programme, tuple(versions[document] for document in programme.documents if document in versions))
            for programme in programmes
        ]

    def _invented(self) -> int:
        return self.store.programmes(ProgrammeFilter(invented=True), limit=1).total

    def _latest(self) -> tuple[Programme, ...]:
        return self.store.programmes(limit=LATEST).programmes

    def of_municipality(self, teryt: str) -> list[Programme]:
        """Every programme of a municipality."""
        found: list[Programme] = []
        while True:
            page = self.store.programmes(ProgrammeFilter(municipality=teryt), limit=PART, offset=len(found))
            found.extend(page.programmes)
            if not page.programmes or len(found) >= page.total:
                return found


def filters(question: Question) -> Filters:
    """The filters of a question as search takes them."""
    return Filters(
        municipality=question.municipality,
        voivodeship=question.voivodeship,
        target_group=question.target_group,
        activity=question.activity,
        fund=question.fund,
        kind=question.kind,
        start=question.start,
        end=question.end,
        min_amount=question.min_amount,
        max_amount=question.max_amount,
    )
