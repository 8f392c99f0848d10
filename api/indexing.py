"""From the store to the index: programmes with their documents, in one process or, where there are many, in several."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from corpus.programmes import Programme
from corpus.settings import CorpusSettings
from corpus.store import Store
from search.entries import Entry
from search.generations import Generation
from search.index import Index
from search.shares import Share

READ_TOGETHER = 200
"""Programmes read from the store at once."""
LEAST_SHARE = 1_000
"""Programmes that are worth a process."""
MOST_SHARES = 4

Told = Callable[[int, int], None]
"""Hears how many programmes are done, of how many."""


def rebuilt(
    index: Index, store: Store, settings: CorpusSettings, *, jobs: int, model: str | None, told: Told | None
) -> Generation:
    """The index built anew from the store; `jobs` processes, 0 for one a core, share a large corpus."""
    changes = list(store.changes_since(0))
    counter = changes[-1].counter if changes else 0
    stored = [change.programme_id for change in changes if not change.deleted]
    processes = min(jobs or os.cpu_count() or 1, MOST_SHARES, len(stored) // LEAST_SHARE)
    done = 0

    def advance(many: int) -> None:
        nonlocal done
        done += many
        if told is not None:
            told(done, len(stored))

    if processes < 2:
        return index.build(_counted(entries_of(store, stored), advance), counter=counter, model=model)
    size = -(-len(stored) // processes)
    parts = [stored[start : start + size] for start in range(0, len(stored), size)]
    shares = [Share(len(part), partial(_entries_apart, settings, part)) for part in parts]
    return index.build_shares(shares, counter=counter, model=model, advance=advance)


def entries_of(store: Store, identities: Sequence[str]) -> Iterator[Entry]:
    """Programmes with their documents and with the other programmes that these tell of."""
    for start in range(0, len(identities), READ_TOGETHER):
        found = store.programmes_by_id(identities[start : start + READ_TOGETHER])
        yield from _with_documents(store, list(found.values()))


def _with_documents(store: Store, programmes: Sequence[Programme]) -> Iterator[Entry]:
    every = list(dict.fromkeys(document for programme in programmes for document in programme.documents))
    documents = store.documents_by_id(every)
    told = store.programmes_of_documents(every)
    known = {programme.id: programme for programme in programmes}
    known |= store.programmes_by_id({one for some in told.values() for one in some} - known.keys())
    for programme in programmes:
        told_of = (one for document in programme.documents for one in told.get(document, ()))
        siblings = {one: known[one] for one in told_of if one in known}
        siblings.pop(programme.id, None)
        yield Entry.model_construct(
            programme=programme,
            documents=tuple(documents[one] for one in programme.documents if one in documents),
            siblings=tuple(siblings.values()),
        )


def _entries_apart(settings: CorpusSettings, identities: Sequence[str]) -> Iterator[Entry]:
    """In another process: connections to a database are not shared."""
    with Store.open(settings) as store:
        yield from entries_of(store, identities)


def _counted(entries: Iterable[Entry], advance: Callable[[int], None]) -> Iterator[Entry]:
    source = iter(entries)
    while batch := list(islice(source, READ_TOGETHER)):
        yield from batch
        advance(len(batch))
