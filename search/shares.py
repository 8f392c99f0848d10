"""The entries of a large corpus in shares, each drafted by a process of its own; all points go into one part.

Most of the work of building an index is Python (windows, lemmas, vectors), so it is done once a core; the graph of the
dense vectors is built by threads of the engine. Processes that wrote a part each saved no time, and every part more is
one more graph that each query walks.
"""

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any

from corpus.processes import die_with_parent
from search.drafting import Drafted, Drafting
from search.engines.base import Point
from search.entries import Entry
from search.errors import IndexProcessError

TOLD_EVERY = 0.5
"""Seconds between two words of a process about how far it is."""
SENT_TOGETHER = 500
"""Points in a message."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the corpus."""

    size: int
    """The number of its programmes, at most."""
    entries: Callable[[], Iterable[Entry]]
    """Reads them; called in the process that drafts them, so it opens what it reads from itself."""


class Shares:
    """One pass over all shares, as `Drafting` is over entries.

    `begin(first number)` makes a share's drafting; it and the shares go to the processes as pickles. A script that uses
    this needs the guard `if __name__ == "__main__"`: the processes import it.
    """

    def __init__(
        self,
        begin: Callable[[int], Drafting],
        shares: Sequence[Share],
        advance: Callable[[int], None] | None = None,
    ) -> None:
        self._begin = begin
        self._shares = shares
        self._advance = advance
        self._results: dict[int, Drafted] = {}

    def points(self) -> Iterator[Point]:
        """The points of all shares as they come.

        Raises what a process raised, and IndexProcessError where one was ended.
        """
        # a forked process would wait for ever for threads of Qdrant Edge that stayed behind in this one
        context = multiprocessing.get_context("spawn")
        processes, ends = [], []
        number = 1
        try:
            for share in self._shares:
                ours, theirs = context.Pipe(duplex=False)
                process = context.Process(target=_draft, args=(self._begin, share, number, theirs), daemon=True)
                process.start()
                theirs.close()
                processes.append(process)
                ends.append(ours)
                number += share.size
            yield from self._said(ends)
        finally:
            for process in processes:
                process.terminate()
                process.join()

    def drafted(self) -> Drafted:
        """Everything beside the points, once these were read."""
        return reduce(Drafted.plus, (self._results[place] for place in range(len(self._shares))))

    def _said(self, ends: Sequence[Connection]) -> Iterator[Point]:
        open_ends: dict[Any, int] = {end: place for place, end in enumerate(ends)}
        while open_ends:
            for end in wait(list(open_ends)):
                assert isinstance(end, Connection)
                try:
                    said: Any = end.recv()
                except EOFError:
                    raise IndexProcessError(
                        "a process that was drafting the index was ended from outside (is there enough memory?): "
                        "run reindex again, with --jobs 1 where memory is short"
                    ) from None
                if isinstance(said, Exception):
                    raise said
                if isinstance(said, Drafted):
                    self._results[open_ends.pop(end)] = said
                elif isinstance(said, list):
                    yield from said
                elif self._advance is not None:
                    self._advance(said)


def _draft(begin: Callable[[int], Drafting], share: Share, number: int, end: Connection) -> None:
    die_with_parent()
    try:
        drafting = begin(number)
        points = drafting.read(_counted(share.entries(), end))
        while some := list(islice(points, SENT_TOGETHER)):
            end.send(some)
        end.send(drafting.drafted())
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
