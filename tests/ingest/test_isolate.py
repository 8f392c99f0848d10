"""Reading in a process that can be killed."""

import os
import signal
import sys
import threading
import time

import pytest

from ingest import isolate
from ingest.errors import EmptyFile, NoText, ReaderCrashed, TooSlow, UnreadableError
from ingest.isolate import Limits, read_isolated
from ingest.read import read
from tests.ingest.reading import page, snapshot
from tests.ingest.test_pdf import PROSE, out, pdf

GENEROUS = Limits(60, 1_500_000_000)


def small_pdf() -> bytes:
    made = pdf()
    made.multi_cell(0, 5, PROSE)
    return out(made)


def test_it_gives_what_reading_here_gives() -> None:
    for body in (small_pdf(), page(f"<main><h1>Tytuł</h1><p>{PROSE}</p></main>").encode(), b"tylko tekst o gminie"):
        given = snapshot(body)
        assert read_isolated(given) == read(given)


def test_errors_come_through_as_they_are() -> None:
    with pytest.raises(EmptyFile, match="empty"):
        read_isolated(snapshot(b""))
    with pytest.raises(NoText):
        read_isolated(snapshot(b"123"))


def test_a_worker_is_used_again() -> None:
    isolate.close()
    read_isolated(snapshot(b"pierwszy tekst"))
    (worker,) = isolate._pool.idle
    read_isolated(snapshot(b"drugi tekst"))
    assert isolate._pool.idle == [worker]


def test_what_takes_too_long_is_killed_and_the_next_document_is_read() -> None:
    endless = page("<div>" * 190 + "".join(f"<p>{n} {PROSE}</p>" for n in range(20_000))).encode()
    began = time.monotonic()
    with pytest.raises(TooSlow):
        read_isolated(snapshot(endless), Limits(0.05, 1_500_000_000))
    assert time.monotonic() - began < 10
    assert "gminie" in read_isolated(snapshot(b"tekst o gminie")).text


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")
def test_memory_is_bounded() -> None:
    large = page("".join(f"<p>{n} {PROSE}</p>" for n in range(40_000))).encode()
    with pytest.raises(UnreadableError):
        read_isolated(snapshot(large), Limits(60, 20_000_000))
    assert "gminie" in read_isolated(snapshot(b"tekst o gminie")).text


def test_a_worker_that_dies_is_told_and_replaced() -> None:
    isolate.close()
    read_isolated(snapshot(b"tekst o gminie"))
    (worker,) = isolate._pool.idle

    def stop() -> None:
        time.sleep(0.3)
        os.killpg(worker.process.pid, signal.SIGKILL)

    killer = threading.Thread(target=stop)
    killer.start()
    large = page("".join(f"<p>{n} {PROSE}</p>" for n in range(30_000))).encode()
    with pytest.raises(ReaderCrashed):
        read_isolated(snapshot(large), GENEROUS)
    killer.join()
    assert "gminie" in read_isolated(snapshot(b"tekst o gminie")).text


def test_a_worker_that_died_idle_is_not_asked() -> None:
    isolate.close()
    read_isolated(snapshot(b"tekst o gminie"))
    (worker,) = isolate._pool.idle
    worker.process.kill()
    worker.process.wait()
    assert "gminie" in read_isolated(snapshot(b"tekst o gminie")).text


def test_several_threads_read_at_once() -> None:
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda n=n: found.append(read_isolated(snapshot(f"tekst numer {n}")).text))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [f"tekst numer {n}" for n in range(8)]
