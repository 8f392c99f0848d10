"""Where the server's jobs are done: in processes beside it, one after the other, or on the queue."""

import gc
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Protocol, runtime_checkable

from api.errors import ApiError, one_line
from api.library import Library
from api.questions import Question
from api.settings import ApiSettings, child_environment
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
        """Stop; a source that waits is left to the next request for it."""


class LocalWork:
    """One job at a time, each in a process of its own: the server stays small and quick."""

    name = "local"

    def __init__(self, settings: CorpusSettings) -> None:
        self._settings = settings
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="drogowskaz-work")
        self._lock = threading.Lock()
        self._waiting = 0
        self._closing = False
        self._running: subprocess.Popen[str] | None = None

    def submit(self, sources: Sequence[str]) -> None:
        """Accept sources to be taken in, one after the other."""
        with self._lock:
            if self._waiting + len(sources) > MOST_WAITING:
                raise ApiError(f"{self._waiting} jobs are waiting; at most {MOST_WAITING} may")
        for source in sources:
            self._add(source, partial(self._process, "take-in", source))

    def warm(self, library: Library) -> None:
        """Load in the background what the first question would have to wait for."""
        self._add("warming", partial(_warm, library))

    def repair(self) -> None:
        """Finish in the background what an earlier run left unfinished."""
        self._add("repair", partial(self._process, "repair"))

    def close(self) -> None:
        """Stop the job at hand (the next start repairs what it left) and drop the rest."""
        with self._lock:
            self._closing = True
            if self._running is not None:
                self._running.terminate()
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _add(self, name: str, work: Callable[[], None]) -> None:
        with self._lock:
            self._waiting += 1
        self._thread.submit(self._logged, name, work)

    def _process(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "api.jobs", *arguments]
        with self._lock:
            if self._closing:
                return
            self._running = subprocess.Popen(  # noqa: S603 - our own module with arguments that were checked
                command,
                env=child_environment(self._settings),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
            )
        _, said = self._running.communicate()
        code = self._running.returncode
        with self._lock:
            self._running = None
            if code and not self._closing:
                LOG.error("%s failed: %s", " ".join(arguments), said.strip().rpartition("\n")[2])

    def _logged(self, name: str, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:  # a job that fails must not stop the thread
            LOG.error("%s failed: %s", name, one_line(error), exc_info=error)
        finally:
            with self._lock:
                self._waiting -= 1


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
    """The PostgreSQL database that holds the queue; None where jobs are done beside the server."""
    address = settings.queue_url or corpus.database_url
    if address is None or not address.startswith("postgres"):
        return None
    return address.replace("postgresql+psycopg://", "postgresql://", 1)


def _warm(library: Library) -> None:
    with suppress(IndexMissingError):  # an empty data folder has nothing to load
        library.search(Question("warsztaty"), limit=1)
    gc.collect()
    gc.freeze()  # the registers and the thesaurus stay as long as the process: no need to look through them again
