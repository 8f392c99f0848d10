"""What is to be taken in, as a stream of snapshots: files, folders, addresses, sources of the catalogue."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from api.errors import NotFoundError, one_line
from api.inputs import is_address, named
from api.pipeline import Arrival
from api.visits import Visit
from corpus.catalogue import Source
from corpus.settings import CorpusSettings
from corpus.store import Store
from ingest.errors import FileFailure, IngestError
from ingest.fetch import NotModified, Validators, fetch
from ingest.files import snapshots

FETCHED_AHEAD = 4
"""Addresses fetched at the same time."""


class Arrivals:
    """Everything that some inputs name, in the order given. Call `settle` when all of it has been stored.

    Raises NotFoundError for an input that is neither a path nor an address nor a source, BadRequestError for an empty
    one.
    """

    def __init__(self, inputs: Sequence[str], store: Store, settings: CorpusSettings | None = None) -> None:
        self._inputs = inputs
        self._store = store
        self._crawl = (settings or CorpusSettings()).crawl
        self._visits: list[Visit] = []
        self._sources = known_sources(store)
        for given in named(inputs):
            if not is_address(given) and given not in self._sources and not Path(given).exists():
                raise NotFoundError(f"{given} is neither a file or folder, nor an http(s) address, nor a source")

    def __iter__(self) -> Iterator[Arrival]:
        """One arrival for each file and page; pages that did not change are not sent again."""
        addresses: list[str] = []
        for given in self._inputs:
            if is_address(given):
                addresses.append(given)
                continue
            yield from _fetched(addresses, self._store)
            addresses.clear()
            if given in self._sources and not Path(given).exists():
                visit = Visit(self._sources[given], self._store, self._crawl)
                self._visits.append(visit)
                yield from visit
            else:
                yield from _from_files(given)
        yield from _fetched(addresses, self._store)

    def settle(self) -> None:
        """Remember how the visits went."""
        while self._visits:
            self._visits.pop(0).settle()


def known_sources(store: Store) -> dict[str, Source]:
    """The sources of the catalogue and those that the user added, by id."""
    return {health.source.id: health.source for health in store.sources()}


def source_ids(names: Sequence[str], store: Store) -> list[str]:
    """These sources, or all where none is named. Raises NotFoundError for one that is unknown."""
    sources = known_sources(store)
    for name in names:
        if name not in sources:
            raise NotFoundError(f"there is no source {name}; see drogowskaz sources list")
    return list(dict.fromkeys(names or sources))


def _from_files(given: str) -> Iterator[Arrival]:
    for found in snapshots([given]):
        if isinstance(found, FileFailure):
            yield Arrival(found.path, error=one_line(found))
        else:
            yield Arrival(found.source, found)


def _fetched(addresses: Sequence[str], store: Store) -> Iterator[Arrival]:
    ahead: deque[Future[Arrival]] = deque()
    with ThreadPoolExecutor(FETCHED_AHEAD, thread_name_prefix="drogowskaz-fetch") as pool:
        for address in addresses:
            known = store.validators(address)
            validators = Validators(known.etag, known.last_modified) if known else None
            ahead.append(pool.submit(_fetch, address, validators))
            if len(ahead) >= FETCHED_AHEAD:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _fetch(address: str, validators: Validators | None) -> Arrival:
    try:
        found = fetch(address, validators)
    except IngestError as error:
        return Arrival(address, error=one_line(error))
    if isinstance(found, NotModified):
        return Arrival(found.url, unchanged=True)
    return Arrival(address, found)
