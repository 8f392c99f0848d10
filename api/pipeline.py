"""Where the stages are composed: archive → read → store → extract → merge → index, incremental and repairable.

Each step leaves a mark in the store before the next begins, so whatever a crash cut off is found and finished by
`repair`: a snapshot that was never read, a version that was never extracted, a merge key that is dirty, a change that
the index has not seen. Nothing is lost by stopping at any point, and doing a step twice changes nothing.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, Self

from api.errors import BusyError, one_line
from api.sample import mark_sample
from corpus.documents import Document, Snapshot
from corpus.errors import ForgottenError
from corpus.programmes import Programme
from corpus.settings import CorpusSettings
from corpus.store import Change, Forgotten, KeptSnapshot, Store, Version
from extract.errors import ExtractError
from extract.merge import merge, merge_key
from extract.pipeline import EXTRACTOR_VERSION, Extractor
from search.entries import Entry
from search.errors import IndexBusyError
from search.generations import Generation
from search.index import Index

MERGED_TOGETHER = 200
"""Merge keys of one transaction."""
INDEXED_TOGETHER = 5000
"""Programmes handed to the index at once; each hand-over makes a generation."""
INDEX_PATIENCE = 120.0
"""Seconds to wait for another process that writes the index."""

Status = Literal["new", "changed", "unchanged", "failed", "forgotten"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file or address."""

    source: str
    status: Status
    programmes: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a start found unfinished, and finished."""

    read: int = 0
    extracted: int = 0
    merged: int = 0
    indexed: int = 0

    def __bool__(self) -> bool:
        return self != Repaired()


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a source gave: a snapshot, or why there is none."""

    source: str
    snapshot: Snapshot | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a snapshot gave: a document, or why there is none."""

    document: Document | None = None
    error: str | None = None


Reader = Callable[[Iterable[Snapshot]], Iterator[Reading]]
"""Reads snapshots, in order; may work ahead in other processes."""
