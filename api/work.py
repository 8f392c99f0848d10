"""Where the server's jobs are done: in this process, one after the other, or on the queue."""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Protocol, runtime_checkable

from api.errors import ApiError, one_line
from api.jobs import Job, do
from api.library import Library
from api.pipeline import Pipeline
from api.questions import Question
from api.settings import ApiSettings
from corpus.settings import CorpusSettings
from search.errors import IndexMissingError

LOG = logging.getLogger("drogowskaz.work")
MOST_WAITING = 1000
"""Jobs that may wait in this process."""


@runtime_checkable
class Work(Protocol):
    """Takes jobs."""

    name: str

    def submit(self, sources: Sequence[str]) -> None:
        """Accept sources to be taken in. Raises ApiError where no more are accepted."""

    def close(self) -> None:
        """Stop; what waits in this process is left to the next request for it."""


class LocalWork:
    """A single thread: the pipeline's heavy steps hold locks anyway, and people's requests come first."""

    name = "local"

    def __init__(self, settings: CorpusSettings) -> None:
        self._settings = settings
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="drogowskaz-work")
        self._waiting = 0
        self._lock = threading.Lock()

    def submit(self, sources: Sequence[str]) -> None:
        """Accept sources to be taken in, one after the other."""
        with self._lock:
            if self._waiting + len(sources) > MOST_WAITING:
                raise ApiError(f"{self._waiting} jobs are waiting; at most {MOST_WAITING} may")
            self._waiting += len(sources)
        for source in sources:
            self._thread.submit(self._logged, source, partial(do, Job(source), self._settings))

    def warm(self, library: Library) -> None:
        """Load in the background what the first question would have to wait for."""
        with self._lock:
            self._waiting += 1
        self._thread.submit(self._logged, "warming", partial(_warm, library))

    def repair(self) -> None:
        """Finish in the background what an earlier run left unfinished."""
        with self._lock:
            self._waiting += 1
        self._thread.submit(self._logged, "repair", self._repair)

    def close(self) -> None:
        """Finish the job at hand and drop the rest."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _repair(self) -> None:
        pipeline = Pipeline.open(self._settings, jobs=1)
        try:
            repaired = pipeline.repair()
        finally:
            pipeline.close()
        if repaired:
            LOG.info("repaired: %s", repaired)

    def _logged(self, name: str, work: Callable[[], object]) -> None:
        try:
            work()
        except Exception as error:  # a job that fails must not stop the thread
            LOG.error("%s failed: %s", name, one_line(error), exc_info=error)
        finally:
            with self._lock:
                self._waiting -= 1


def _warm(library: Library) -> None:
    with suppress(IndexMissingError):  # an empty data folder has nothing to load
        library.search(Question("warsztaty"), limit=1)


class QueueWork:
    """The queue on PostgreSQL: `drogowskaz worker` does the jobs."""

    name = "postgresql"

    def __init__(self, address: str) -> None:
        from api.queue import queue  # noqa: PLC0415 - the driver is only loaded where there is a queue

        self._queue = queue(address)

    def submit(self, sources: Sequence[str]) -> None:
        """Put the sources on the queue."""
        from api.queue import hand_out  # noqa: PLC0415

        hand_out(self._queue, sources)

    def close(self) -> None:
        """Nothing is held between calls."""


def queue_address(settings: ApiSettings, corpus: CorpusSettings) -> str | None:
    """The PostgreSQL database that holds the queue; None where jobs are done in this process."""
    address = settings.queue_url or corpus.database_url
    if address is None or not address.startswith("postgres"):
        return None
    return address.replace("postgresql+psycopg://", "postgresql://", 1)
