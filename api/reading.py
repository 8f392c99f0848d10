"""Snapshots → documents → programmes, in this process or in several; nothing is stored here."""

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from api.errors import one_line
from api.inputs import is_address
from api.settings import api_settings
from corpus.documents import Document, Snapshot
from corpus.errors import EvidenceError, RegisterError
from corpus.processes import die_with_parent
from corpus.programmes import Programme
from extract.errors import RuleError
from ingest.errors import FileFailure, IngestError
from ingest.fetch import NotModified, fetch
from ingest.files import snapshots
from ingest.stream import read_safely

if TYPE_CHECKING:
    from extract.pipeline import Extractor

POOL_FROM = 48
"""Documents after which a stream is worth a second process: forking costs about as much as reading ten."""
Given = TypeVar("Given")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one snapshot: a document with its programmes, or one line that says why not."""

    document: Document | None = None
    programmes: tuple[Programme, ...] = ()
    error: str | None = None
    """Why there is no document, or (where there is one) why its programmes are not known."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """The reading of one input; `file` is the path or address as given, for a folder's file the path below it."""

    file: str
    reading: Reading


def read_inputs(inputs: Sequence[str], *, jobs: int = 0) -> Iterator[FileReading]:
    """Read and extract everything that the inputs name, in the order given (the files of a folder by path)."""
    jobs = jobs or api_settings().jobs
    yield from ordered(_read_input, _expanded(inputs), jobs=jobs, died=_input_died)


def read(snapshot: Snapshot) -> Reading:
    """The document of a snapshot and the programmes it announces; what fails becomes the reading's error."""
    try:
        document = read_safely(snapshot)
    except IngestError as error:
        return Reading(error=one_line(error))
    return extracted(document)


def extracted(document: Document) -> Reading:
    """The programmes that a document announces. Raises RuleError and RegisterError where the program is damaged."""
    try:
        return Reading(document, extractor().extract(document))
    except (RuleError, RegisterError):
        raise  # the program itself is damaged: no document's fault
    except EvidenceError as error:
        return Reading(document, error=one_line(error))
    except Exception as error:  # noqa: BLE001 - a bug that one document uncovers must not stop the others
        return Reading(document, error=f"the extractor failed: {type(error).__name__}: {one_line(error)}")


def died(_: object) -> Reading:
    """The reading of a snapshot that ended the process reading it."""
    return Reading(error="the process that read it died")


@cache
def extractor() -> "Extractor":
    """The extractor of this process, loaded when the first document needs it."""
    from extract.pipeline import Extractor  # noqa: PLC0415 - spaCy and the rules take seconds

    return Extractor()


def ordered(
    work: Callable[[Given], Result],
    items: Iterable[Given],
    *,
    jobs: int = 0,
    died: Callable[[Given], Result],
    heavy: Callable[[Given], bool] = lambda _: True,
) -> Iterator[Result]:
    """`map(work, items)` in order: the first few here, a longer stream in `jobs` processes (0: one a core).

    An item that ends its process gets the result `died(item)`, and the others go on. Items that are not `heavy` are
    done here and do not count.
    """
    source = iter(items)
    workers = jobs or os.cpu_count() or 1
    here = sys.maxsize if workers == 1 else 0 if jobs else POOL_FROM
    for item in source:
        if heavy(item):
            if here == 0:
                extractor()  # loaded before the fork, so that the processes share it
                yield from _in_processes(work, chain([item], source), workers, died, heavy)
                return
            here -= 1
        yield work(item)


def _in_processes(
    work: Callable[[Given], Result],
    items: Iterator[Given],
    workers: int,
    died: Callable[[Given], Result],
    heavy: Callable[[Given], bool],
) -> Iterator[Result]:
    pool = _pool(workers)
    ahead: deque[tuple[Given, Future[Result]]] = deque()
    try:
        while True:
            for item in islice(items, 3 * workers - len(ahead)):
                ahead.append((item, pool.submit(work, item) if heavy(item) else _done(work(item))))
            if not ahead:
                return
            item, future = ahead.popleft()
            try:
                result = future.result()
            except BrokenProcessPool:
                # one of those under way ended its process and took the pool with it: each is tried alone
                waiting = [item, *(other for other, _ in ahead)]
                ahead.clear()
                pool.shutdown(wait=True, cancel_futures=True)
                yield from (_alone(work, other, died) for other in waiting)
                pool = _pool(workers)
            else:
                yield result
    finally:
        # not waiting would race with the end of the program, which then prints a traceback
        pool.shutdown(wait=True, cancel_futures=True)


def _done(result: Result) -> Future[Result]:
    future: Future[Result] = Future()
    future.set_result(result)
    return future


def _alone(work: Callable[[Given], Result], item: Given, died: Callable[[Given], Result]) -> Result:
    with _pool(1) as pool, suppress(BrokenProcessPool):
        return pool.submit(work, item).result()
    return died(item)


def _pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=die_with_parent)


def _expanded(inputs: Sequence[str]) -> Iterator[str | Snapshot | FileFailure]:
    for given in inputs:
        if is_address(given):
            yield given
        else:
            yield from snapshots([given])


def _read_input(given: str | Snapshot | FileFailure) -> FileReading:
    if isinstance(given, FileFailure):
        return FileReading(given.path, Reading(error=one_line(given)))
    if isinstance(given, Snapshot):
        return FileReading(given.source, read(given))
    try:
        fetched = fetch(given)
    except IngestError as error:
        return FileReading(given, Reading(error=one_line(error)))
    assert not isinstance(fetched, NotModified)  # nothing was asked for but the page itself
    return FileReading(given, read(fetched))


def _input_died(given: str | Snapshot | FileFailure) -> FileReading:
    source = given if isinstance(given, str) else given.path if isinstance(given, FileFailure) else given.source
    return FileReading(source, died(given))
