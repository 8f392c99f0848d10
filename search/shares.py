"""The entries of a large corpus in shares, each drafted and written by a process of its own.

Most of the work of building an index is Python (windows, lemmas, vectors) and the graph of the dense vectors; both are
done once a core. The price is one part a process, which the reader asks one after the other.
"""

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from multiprocessing.connection import Connection, wait
from typing import Any

from corpus.processes import die_with_parent
from search.drafting import Written
from search.entries import Entry
from search.errors import IndexProcessError

TOLD_EVERY = 0.5
"""Seconds between two words of a process about how far it is."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the corpus."""

    size: int
    """The number of its programmes, at most."""
    entries: Callable[[], Iterable[Entry]]
    """Reads them; called in the process that writes them, so it opens what it reads from itself."""


def written(
    write: Callable[[Iterable[Entry], int], Written],
    shares: Sequence[Share],
    advance: Callable[[int], None] | None = None,
) -> Written:
    """What `write(entries, first number)` gives for each share, together; both go to the processes as pickles.

    A script that calls this needs the guard `if __name__ == "__main__"`: the processes import it.

    Raises what a process raised, and IndexProcessError where one was ended.
    """
    # a forked process would wait for ever for threads of Qdrant Edge that stayed behind in this one
    context = multiprocessing.get_context("spawn")
    processes, ends = [], []
    number = 1
    for share in shares:
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_write, args=(write, share, number, theirs), daemon=True)
        process.start()
        theirs.close()
        processes.append(process)
        ends.append(ours)
        number += share.size
    try:
        return reduce(Written.plus, _results(ends, advance))
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _results(ends: Sequence[Connection], advance: Callable[[int], None] | None) -> list[Written]:
    results: dict[Connection, Written] = {}
    while len(results) < len(ends):
        for end in wait([end for end in ends if end not in results]):
            assert isinstance(end, Connection)
            try:
                said: Any = end.recv()
            except EOFError:
                raise IndexProcessError(
                    "a process that was writing the index was ended from outside (is there enough memory?): "
                    "run reindex again, with --jobs 1 where memory is short"
                ) from None
            if isinstance(said, Exception):
                raise said
            if isinstance(said, Written):
                results[end] = said
            elif advance is not None:
                advance(said)
    return [results[end] for end in ends]


def _write(write: Callable[[Iterable[Entry], int], Written], share: Share, number: int, end: Connection) -> None:
    die_with_parent()
    try:
        end.send(write(_counted(share.entries(), end), number))
    except Exception as error:  # noqa: BLE001  it is raised in the process that waits
        end.send(error)
    finally:
        end.close()


def _counted(entries: Iterable[Entry], end: Connection) -> Iterator[Entry]:
    done, said = 0, time.monotonic()
    for entry in entries:
        yield entry
        done += 1
        if time.monotonic() - said > TOLD_EVERY:
            end.send(done)
            done, said = 0, time.monotonic()
    end.send(done)
