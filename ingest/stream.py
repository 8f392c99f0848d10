"""Files, folders and addresses → documents, in one stream that nothing stops."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from corpus.documents import Document, Snapshot
from ingest.errors import FileFailure, IngestError, ReaderCrashed
from ingest.fetch import NotModified, fetch
from ingest.files import snapshots
from ingest.isolate import Limits, read_isolated
from ingest.read import read
from ingest.settings import settings
from ingest.sniff import Kind, sniff

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one input: its document, or the error that kept it from becoming one."""

    source: str
    """The path or address; for a file of a folder, its own path."""
    snapshot: Snapshot | None = None
    document: Document | None = None
    error: IngestError | None = None


def documents(inputs: Iterable[str], *, limits: Limits | None = None) -> Iterator[Read]:
    """One result for each file and address, in the order given; a folder means all files in it.

    A few inputs are read ahead, in threads and worker processes.
    """
    ahead: deque[Future[Read]] = deque()
    workers = max(1, settings().workers)
    with ThreadPoolExecutor(workers, thread_name_prefix="ingest") as pool:
        try:
            for given in _expanded(inputs):
                ahead.append(pool.submit(_result, given, limits))
                if len(ahead) > 2 * workers:
                    yield ahead.popleft().result()
            while ahead:
                yield ahead.popleft().result()
        finally:
            for waiting in ahead:
                waiting.cancel()


def read_safely(snapshot: Snapshot, limits: Limits | None = None) -> Document:
    """The document of a snapshot: PDFs are read in a worker process, the rest here. Raises IngestError only."""
    try:
        return read_isolated(snapshot, limits) if sniff(snapshot) == Kind.PDF else read(snapshot)
    except IngestError:
        raise
    except Exception as error:  # the stream goes on whatever a page does to a parser
        message = f"The reader failed: {type(error).__name__}: {error}".replace("\n", " ")[:300]
        raise ReaderCrashed(message) from error


def _expanded(inputs: Iterable[str]) -> Iterator[str | Snapshot | FileFailure]:
    """Addresses as they are, paths as the snapshots of their files."""
    for given in inputs:
        if _ADDRESS.match(given):
            yield given
        else:
            yield from snapshots([given])


def _result(given: str | Snapshot | FileFailure, limits: Limits | None) -> Read:
    if isinstance(given, FileFailure):
        return Read(given.path, error=given)
    source = given if isinstance(given, str) else given.source
    snapshot = None if isinstance(given, str) else given
    try:
        if snapshot is None:
            fetched = fetch(source)
            assert not isinstance(fetched, NotModified)  # nothing was asked for but the page itself
            snapshot = fetched
        return Read(source, snapshot, read_safely(snapshot, limits))
    except IngestError as error:
        return Read(source, snapshot, error=error)
