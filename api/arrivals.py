"""What is to be taken in, as a stream of snapshots: files, folders, addresses, sources of the catalogue."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from api.errors import BadRequestError, one_line
from api.pipeline import Arrival
from api.reading import is_address
from corpus.catalogue import Source, load_catalogue
from corpus.store import Store
from ingest.errors import FileFailure, IngestError
from ingest.fetch import NotModified, Validators, fetch
from ingest.files import snapshots

FETCHED_AHEAD = 4
"""Addresses fetched at the same time."""


def known_sources(store: Store) -> dict[str, Source]:
    """The sources of the catalogue and those that the user added, by id."""
    return {**load_catalogue(), **{health.source.id: health.source for health in store.sources()}}


def checked(inputs: Sequence[str], store: Store) -> None:
    """Raises BadRequestError for an input that is neither a path nor an address nor a source."""
    sources = known_sources(store)
    for given in inputs:
        if not is_address(given) and given not in sources and not Path(given).exists():
            raise BadRequestError(f"{given} is neither a file or folder, nor an http(s) address, nor a source")


def arrivals(inputs: Sequence[str], store: Store) -> Iterator[Arrival]:
    """Everything that the inputs name, in the order given; pages that did not change are not sent again."""
    sources = known_sources(store)
    addresses: list[str] = []
    for given in inputs:
        if is_address(given):
            addresses.append(given)
            continue
        yield from _fetched(addresses, store)
        addresses.clear()
        if given in sources and not Path(given).exists():
            yield from crawled([sources[given]], store)
        else:
            yield from _from_files(given)
    yield from _fetched(addresses, store)


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
