"""Reading in a process that can be killed: bounded in time and memory, reused from one document to the next."""

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import IO

from corpus.documents import Document, Snapshot
from ingest import errors
from ingest.frames import Closed, read_frame, write_frame
from ingest.settings import child_environment, settings


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one document may take: seconds, and bytes of memory added to the worker's own."""

    seconds: float
    memory: int


def default_limits() -> Limits:
    """The limits of the settings."""
    return Limits(settings().read_seconds, settings().read_memory)


def read_isolated(snapshot: Snapshot, limits: Limits | None = None) -> Document:
    """The document of a snapshot, read in a worker process.

    May be called from several threads; at most `workers` of the settings run at once. Raises a subclass of
    UnreadableError: TooSlow and TooLarge at the limits, ReaderCrashed where the worker died.
    """
    limits = limits or default_limits()
    with _pool.slots:
        worker = _pool.take(limits.memory)
        try:
            answer = worker.ask(snapshot, limits.seconds)
        except TimeoutError as error:
            worker.kill()
            raise errors.TooSlow(f"Reading was stopped after {limits.seconds:g} s.") from error
        except Closed as error:
            worker.kill()
            raise errors.ReaderCrashed("The reader died on this file: it is damaged or made to do harm.") from error
        except BaseException:
            worker.kill()
            raise
        _pool.give_back(worker)
    return _document(answer)


def _document(answer: bytes) -> Document:
    if answer[:1] == b"D":
        return Document.model_validate_json(answer[1:])
    name, message = json.loads(answer[1:])
    kind = getattr(errors, str(name), errors.ReaderCrashed)
    raise kind(message)


class _Worker:
    """One worker process."""

    def __init__(self, memory: int) -> None:
        self.memory = memory
        environment = {**child_environment(), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "ingest.worker", str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            bufsize=0,
            start_new_session=True,  # so that what it starts (Tesseract) is killed with it
        )

    def ask(self, snapshot: Snapshot, seconds: float) -> bytes:
        """The worker's answer. Raises Closed and TimeoutError."""
        requests, answers = self._pipes()
        write_frame(requests, snapshot.model_dump_json(exclude={"body"}).encode())
        write_frame(requests, snapshot.body)
        return read_frame(answers, seconds=seconds)

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        return self.process.stdin, self.process.stdout

    def alive(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        for pipe in self._pipes():
            with contextlib.suppress(OSError):
                pipe.close()
        self.process.wait()


class _Pool:
    """Idle workers, newest first."""

    def __init__(self) -> None:
        self.idle: list[_Worker] = []
        self.lock = threading.Lock()
        self.owner = os.getpid()

    @property
    def slots(self) -> threading.BoundedSemaphore:
        """How many may read at once; made at first use, when the settings are known."""
        with self.lock:
            if not hasattr(self, "_slots"):
                self._slots = threading.BoundedSemaphore(max(1, settings().workers))
            return self._slots

    def take(self, memory: int) -> _Worker:
        with self.lock:
            if self.owner != os.getpid():  # a fork must not talk to its parent's workers
                self.idle, self.owner = [], os.getpid()
            for worker in reversed(self.idle):
                if worker.memory == memory:
                    self.idle.remove(worker)
                    if worker.alive():
                        return worker
                    worker.kill()
        return _Worker(memory)

    def give_back(self, worker: _Worker) -> None:
        with self.lock:
            self.idle.append(worker)

    def close(self) -> None:
        with self.lock:
            if self.owner == os.getpid():
                for worker in self.idle:
                    worker.kill()
            self.idle = []


_pool = _Pool()
atexit.register(_pool.close)


def close() -> None:
    """End all idle workers; they start again when needed."""
    _pool.close()
