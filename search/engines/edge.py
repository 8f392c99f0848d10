"""Qdrant Edge: the engine in this process. A part is a folder with a shard that has no write-ahead log.

Such a shard, optimised, flushed and closed, opens in any number of processes at once.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import qdrant_edge as qe

from search.engines.base import AnyOf, Condition, Near, Payload, Point, Query, Reader, Schema, Sparse
from search.errors import EngineError

BATCH = 1_000
SCROLL = 2_000
PAYLOAD_INDEX_FROM = 500
"""Points from which on payload fields are indexed; done when segments are final, or optimising them would do it again.
It takes 0.15 s to write and 0.04 s to open; without it a query with a filter reads every point (7 ms for 1,000)."""
HNSW_FROM_KB = 20_000
"""Dense vectors of a part beyond this many kilobytes (of float32) get an HNSW graph; fewer are scanned as fast."""
SCANNED_KB = 10_000
"""Where a filter leaves no more of the dense vectors, these are scanned; more are found by the graph."""
HNSW_LINKS, HNSW_CANDIDATES = 16, 160
"""Qdrant's default, and 60 more candidates: of the nearest 150 of 200,000 points 98 in 100 are found instead of 97,
where a filter leaves a third 97 instead of 95, as fast; the graph takes half as long again to build. No further links
for every value of a payload field: they double that time."""
SEARCHED = 200
"""Candidates of a search in the graph of a part: recall as above; with 160 it is 97 and 96 in 100, hardly faster."""
SPARSE_FILTER = 0.4
"""Where a filter leaves a smaller share, the graph is searched through points that the filter leaves out, too (ACORN):
in one part with 150 candidates 87 in 100 were found instead of 56."""
DENSE, WORDS = "dense", "words"
MAPPED = qe.Memory.Cold
"""Files are mapped, not read when a part is opened: a command that asks one question needs little of them."""


_PARAMS = qe.SearchParams(hnsw_ef=SEARCHED, acorn=qe.AcornSearchParams(enable=True, max_selectivity=SPARSE_FILTER))


class EdgeEngine:
    """Parts as folders below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(self, part: str, schema: Schema, points: Iterable[Point]) -> int:
        """Make a part; it is durable when this returns the number of points. Raises EngineError."""
        path = self._folder / part
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        total = 0
        writing = f"write {path}"
        with _said_plainly(writing):
            shard = qe.EdgeShard.create(str(path), _config(schema))
        rows = iter(points)
        while batch := list(islice(rows, BATCH)):  # what goes wrong where points come from is not Edge's fault
            with _said_plainly(writing):
                shard.update(qe.UpdateOperation.upsert_points([_point(point) for point in batch]))
            total += len(batch)
        with _said_plainly(writing):
            shard.optimize()
            if total >= PAYLOAD_INDEX_FROM:
                for key in schema.keywords:
                    shard.update(qe.UpdateOperation.create_field_index(key, qe.KeywordIndexParams(memory=MAPPED)))
                for key in schema.numbers:
                    shard.update(qe.UpdateOperation.create_field_index(key, qe.FloatIndexParams(memory=MAPPED)))
            shard.flush()
            shard.close()
        return total

    def open(self, parts: Sequence[str]) -> Reader:
        """Open parts to read. Raises EngineError."""
        return EdgeReader([self._folder / part for part in parts])

    def parts(self) -> set[str]:
        """Every part there is, finished or not."""
        return {path.name for path in self._folder.iterdir()} if self._folder.is_dir() else set()

    def drop(self, part: str) -> None:
        """Remove a part; processes that have it open keep reading it (POSIX)."""
        shutil.rmtree(self._folder / part, ignore_errors=True)


class EdgeReader:
    """Opened shards, asked one after the other: Edge holds Python's lock, threads make two of them a tenth slower."""

    def __init__(self, paths: Sequence[Path]) -> None:
        with _said_plainly("open the index"):
            self._shards = [qe.EdgeShard.load(str(path)) for path in paths]

    def nearest(self, queries: Sequence[Query]) -> list[Near]:
        """The best points of each query over all parts, best first."""
        if not queries:
            return []
        with _said_plainly("answer"):
            batch = qe.QueryBatchRequest([_request(query) for query in queries])
            answers: list[Any] = [shard.query_batch(batch) for shard in self._shards]
        return [Near.of([hits[place] for hits in answers], query.limit) for place, query in enumerate(queries)]

    def payloads(self, ids: Sequence[int]) -> dict[int, Payload]:
        """What is stored with points."""
        return {record.id: record.payload or {} for record in self._records(ids, payload=True, vector=False)}

    def dense(self, ids: Sequence[int]) -> dict[int, list[float]]:
        """Dense vectors of points."""
        return {record.id: record.vector[DENSE] for record in self._records(ids, payload=False, vector=[DENSE])}

    def points(self) -> Iterator[Point]:
        """Every point whole, for copying."""
        for shard in self._shards:
            offset = None
            while True:
                request = qe.ScrollRequest(offset=offset, limit=SCROLL, with_payload=True, with_vector=True)
                with _said_plainly("read points"):
                    records, offset = shard.scroll(request)
                for record in records:
                    vectors: Any = record.vector
                    sparse = Sparse(list(vectors[WORDS].indices), list(vectors[WORDS].values))
                    yield Point(int(record.id), vectors[DENSE], sparse, record.payload or {})
                if offset is None:
                    break

    def close(self) -> None:
        """Let go of all shards."""
        for shard in self._shards:
            shard.close()
        self._shards = []

    def _records(self, ids: Sequence[int], *, payload: bool, vector: bool | list[str]) -> Iterator[Any]:
        if not ids:
            return
        with _said_plainly("read points"):
            for shard in self._shards:
                yield from shard.retrieve(list(ids), with_payload=payload, with_vector=vector)


@contextmanager
def _said_plainly(what: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # Edge raises nothing more exact
        raise EngineError(f"Qdrant Edge cannot {what}: {error}".replace("\n", " ")) from error


def _config(schema: Schema) -> Any:
    return qe.EdgeConfig(
        vectors={
            DENSE: qe.EdgeVectorParams(
                size=schema.dimension,
                distance=qe.Distance.Dot,
                datatype=qe.VectorStorageDatatype.Float16,
                memory=MAPPED,
            )
        },
        sparse_vectors={WORDS: qe.EdgeSparseVectorParams(memory=MAPPED)},
        hnsw_config=qe.HnswIndexConfig(
            m=HNSW_LINKS, ef_construct=HNSW_CANDIDATES, full_scan_threshold=SCANNED_KB, payload_m=0, memory=MAPPED
        ),
        optimizers=qe.EdgeOptimizersConfig(indexing_threshold=HNSW_FROM_KB),
        payload_memory=MAPPED,
        id_tracker_memory=MAPPED,
        wal_enabled=False,
    )


def _point(point: Point) -> Any:
    vectors: Any = {DENSE: list(point.dense), WORDS: qe.SparseVector(point.sparse.indices, point.sparse.values)}
    return qe.Point(point.id, vectors, dict(point.payload))


def _request(query: Query) -> Any:
    if isinstance(query.vector, Sparse):
        nearest = qe.Query.Nearest(qe.SparseVector(query.vector.indices, query.vector.values), using=WORDS)
    else:
        nearest = qe.Query.Nearest(list(query.vector), using=DENSE)
    must = [_condition(condition) for condition in query.conditions]
    return qe.QueryRequest(
        limit=query.limit, query=nearest, filter=qe.Filter(must=must) if must else None, params=_PARAMS
    )


def _condition(condition: Condition) -> Any:
    if isinstance(condition, AnyOf):
        return qe.FieldCondition(condition.key, match=qe.MatchAny(list(condition.values)))
    return qe.FieldCondition(condition.key, range=qe.RangeFloat(gte=condition.low, lte=condition.high))
