"""The small interface that Qdrant Edge and a Qdrant server both fill.

An index consists of immutable *parts* (an Edge shard, a collection on a server). A part is written once, then only
read and finally dropped; which parts make up an index is decided by `search.generations`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Payload = Mapping[str, Any]


class Sparse(NamedTuple):
    """A sparse vector; `indices` ascend."""

    indices: list[int]
    values: list[float]


@dataclass(frozen=True, slots=True)
class Point:
    """One indexed passage."""

    id: int
    dense: Sequence[float]
    sparse: Sparse
    payload: Payload


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The field holds one of the values."""

    key: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """The field's number lies between two bounds, both included; None is open."""

    key: str
    low: float | None = None
    high: float | None = None


Condition = AnyOf | Between


@dataclass(frozen=True, slots=True)
class Query:
    """The nearest points of a dense or sparse vector among those that meet all conditions."""

    vector: Sparse | Sequence[float]
    limit: int
    conditions: tuple[Condition, ...] = ()


class Hit(Protocol):
    """A point as engines answer with it."""

    id: Any
    score: Any


class Near(NamedTuple):
    """Points with their similarities, best first: arrays, as there are hundreds for a query."""

    ids: NDArray[np.int64]
    scores: NDArray[np.float64]

    @classmethod
    def of(cls, answers: Sequence[Sequence[Hit]], limit: int) -> "Near":
        """The best of what each part answers, which has its best first; of equals those of the first part."""
        ids = np.asarray([hit.id for hits in answers for hit in hits], np.int64)
        scores = np.asarray([hit.score for hits in answers for hit in hits], np.float64)
        if len(answers) == 1:
            return cls(ids, scores)
        order = np.argsort(-scores, kind="stable")[:limit]
        return cls(ids[order], scores[order])


@dataclass(frozen=True, slots=True)
class Schema:
    """What a part stores: the size of dense vectors, and the payload fields that conditions name."""

    dimension: int
    keywords: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    names: tuple[str, str] = field(default=("dense", "words"))


class Reader(Protocol):
    """Opened parts, asked as one."""

    def nearest(self, queries: Sequence[Query]) -> list[Near]:
        """The best points of each query over all parts, best first. Raises EngineError."""
        ...

    def payloads(self, ids: Sequence[int]) -> dict[int, Payload]:
        """What is stored with points. Raises EngineError."""
        ...

    def dense(self, ids: Sequence[int]) -> dict[int, list[float]]:
        """Dense vectors of points. Raises EngineError."""
        ...

    def points(self) -> Iterable[Point]:
        """Every point whole, for copying. Raises EngineError."""
        ...

    def close(self) -> None:
        """Let go of all parts."""
        ...


class Engine(Protocol):
    """Where parts live."""

    def write(self, part: str, schema: Schema, points: Iterable[Point]) -> int:
        """Make a part; it is durable when this returns the number of points. Raises EngineError."""
        ...

    def open(self, parts: Sequence[str]) -> Reader:
        """Open parts to read. Raises EngineError."""
        ...

    def parts(self) -> set[str]:
        """Every part there is, finished or not. Raises EngineError."""
        ...

    def drop(self, part: str) -> None:
        """Remove a part; one that is not there is fine. Raises EngineError."""
        ...
