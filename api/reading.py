"""Files, folders and addresses → documents → programmes, without storing anything: what `extract` prints."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from api.errors import one_line
from corpus.documents import Document, Snapshot
from corpus.errors import CorpusError
from corpus.programmes import Programme
from extract.errors import ExtractError
from extract.pipeline import Extractor
from ingest.errors import IngestError
from ingest.read import read

POOL_FROM = 64
"""Documents from which a second process wins more than its start costs (about 15 ms a document, 0.3 s a process)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of one file or address: a document with its programmes, or one line that says why not."""

    file: str
    """The path or address as given; for a file of a folder, the folder as given and the path below it."""
    document: Document | None = None
    programmes: tuple[Programme, ...] = ()
    error: str | None = None


def is_address(text: str) -> bool:
    """True for what is to be fetched rather than opened."""
    return text.partition("://")[0].casefold() in {"http", "https"}


def read_inputs(inputs: Sequence[str], *, jobs: int = 0) -> Iterator[Reading]:
    """Read and extract everything that the inputs name, in the order given (the files of a folder by path).

    `jobs` is the number of processes; 0 takes one for a few documents and one a core for many.
    """
    items = list(_items(inputs))
    jobs = jobs or (1 if len(items) < POOL_FROM else os.cpu_count() or 1)
    if jobs == 1 or len(items) < 2:
        yield from map(_reading, items)
        return
    extractor()  # loaded before the fork, so that the processes share it
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
        yield from pool.map(_reading, items, chunksize=4)


@cache
def extractor() -> Extractor:
    """The extractor of this process."""
    return Extractor()


def _items(inputs: Sequence[str]) -> Iterator[str]:
    for given in inputs:
        path = Path(given)
        if is_address(given) or not path.is_dir():
            yield given
        else:
            yield from (str(file) for file in sorted(path.rglob("*")) if file.is_file())


def _reading(item: str) -> Reading:
    try:
        path = Path(item)
        types = {".html": "text/html", ".htm": "text/html", ".pdf": "application/pdf"}
        snapshot = Snapshot(
            source=item, body=path.read_bytes(), media_type=types.get(path.suffix), fetched_at=datetime.now(UTC)
        )
        document = read(snapshot)
        return Reading(item, document, extractor().extract(document))
    except (OSError, IngestError, ExtractError, CorpusError) as error:
        return Reading(item, error=one_line(error))
    except Exception as error:  # noqa: BLE001 - a bug that one document uncovers must not stop the others
        return Reading(item, error=f"unexpected: {type(error).__name__}: {one_line(error)}")
