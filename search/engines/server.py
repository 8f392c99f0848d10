"""A Qdrant server or cluster through qdrant-client: a part is a collection `<prefix>_<part>`."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from qdrant_client import QdrantClient, models

from search.engines.base import AnyOf, Condition, Near, Payload, Point, Query, Reader, Schema, Sparse
from search.errors import EngineError

BATCH = 500
SCROLL = 1_000
DENSE, WORDS = "dense", "words"


class ServerEngine:
    """Parts as collections whose names begin with `prefix`."""

    def __init__(self, client: QdrantClient, prefix: str = "drogowskaz") -> None:
        self._client = client
        self._prefix = f"{prefix}_"

    def write(self, part: str, schema: Schema, points: Iterable[Point]) -> int:
        """Make a part; it is durable when this returns the number of points. Raises EngineError."""
        name = self._prefix + part
        total = 0
        with _said_plainly(f"write {name}"):
            self._client.delete_collection(name)
            self._client.create_collection(
                name,
                vectors_config={
                    DENSE: models.VectorParams(
                        size=schema.dimension, distance=models.Distance.DOT, datatype=models.Datatype.FLOAT16
                    )
                },
                sparse_vectors_config={WORDS: models.SparseVectorParams()},
            )
            for key in schema.keywords:
                self._client.create_payload_index(name, key, models.PayloadSchemaType.KEYWORD)
            for key in schema.numbers:
                self._client.create_payload_index(name, key, models.PayloadSchemaType.FLOAT)
            rows = iter(points)
            while batch := list(islice(rows, BATCH)):
                self._client.upsert(name, [_point(point) for point in batch], wait=True)
                total += len(batch)
        return total

    def open(self, parts: Sequence[str]) -> Reader:
        """Open parts to read. Raises EngineError where one is missing."""
        names = [self._prefix + part for part in parts]
        missing = set(parts) - self.parts()
        if missing:
            raise EngineError(f"the Qdrant server lacks {', '.join(sorted(missing))}: run reindex")
        return ServerReader(self._client, names)

    def parts(self) -> set[str]:
        """Every part there is, finished or not. Raises EngineError."""
        with _said_plainly("list collections"):
            names = [collection.name for collection in self._client.get_collections().collections]
        return {name.removeprefix(self._prefix) for name in names if name.startswith(self._prefix)}

    def drop(self, part: str) -> None:
        """Remove a part; one that is not there is fine. Raises EngineError."""
        with _said_plainly(f"drop {part}"):
            self._client.delete_collection(self._prefix + part)


class ServerReader:
    """Collections asked one after the other."""

    def __init__(self, client: QdrantClient, names: Sequence[str]) -> None:
        self._client = client
        self._names = tuple(names)

    def nearest(self, queries: Sequence[Query]) -> list[Near]:
        """The best points of each query over all parts, best first. Raises EngineError."""
        if not queries:
            return []
        requests = [_request(query) for query in queries]
        with _said_plainly("answer"):
            answers = [self._client.query_batch_points(name, requests) for name in self._names]
        return [Near.of([hits[place].points for hits in answers], query.limit) for place, query in enumerate(queries)]

    def payloads(self, ids: Sequence[int]) -> dict[int, Payload]:
        """What is stored with points. Raises EngineError."""
        records = self._records(ids, payload=True, vectors=False)
        return {int(record.id): record.payload or {} for record in records}

    def dense(self, ids: Sequence[int]) -> dict[int, list[float]]:
        """Dense vectors of points. Raises EngineError."""
        records = self._records(ids, payload=False, vectors=[DENSE])
        return {int(record.id): _named(record.vector)[DENSE] for record in records}

    def points(self) -> Iterator[Point]:
        """Every point whole, for copying. Raises EngineError."""
        for name in self._names:
            offset: models.ExtendedPointId | None = None
            while True:
                with _said_plainly("read points"):
                    records, offset = self._client.scroll(
                        name, limit=SCROLL, offset=offset, with_payload=True, with_vectors=True
                    )
                for record in records:
                    vectors = _named(record.vector)
                    sparse = Sparse(list(vectors[WORDS].indices), list(vectors[WORDS].values))
                    yield Point(int(record.id), vectors[DENSE], sparse, record.payload or {})
                if offset is None:
                    break

    def close(self) -> None:
        """Nothing is held open; the client belongs to whoever made it."""

    def _records(self, ids: Sequence[int], *, payload: bool, vectors: bool | list[str]) -> Iterator[models.Record]:
        if not ids:
            return
        with _said_plainly("read points"):
            for name in self._names:
                yield from self._client.retrieve(name, list(ids), with_payload=payload, with_vectors=vectors)


def connect(url: str, api_key: str | None) -> QdrantClient:
    """A client of the server at `url`."""
    return QdrantClient(url=url, api_key=api_key, timeout=30)


@contextmanager
def _said_plainly(what: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # the client raises errors of httpx, grpc, pydantic and its own
        raise EngineError(f"the Qdrant server cannot {what}: {error}".replace("\n", " ")) from error


def _named(vector: object) -> dict[str, Any]:
    if not isinstance(vector, dict):
        raise EngineError("the Qdrant server returned a point without named vectors: run reindex")
    return vector


def _point(point: Point) -> models.PointStruct:
    words = models.SparseVector(indices=point.sparse.indices, values=point.sparse.values)
    return models.PointStruct(id=point.id, vector={DENSE: list(point.dense), WORDS: words}, payload=dict(point.payload))


def _request(query: Query) -> models.QueryRequest:
    must: list[models.Condition] = [_condition(condition) for condition in query.conditions]
    if isinstance(query.vector, Sparse):
        vector: models.SparseVector | list[float] = models.SparseVector(
            indices=query.vector.indices, values=query.vector.values
        )
        using = WORDS
    else:
        vector, using = list(query.vector), DENSE
    return models.QueryRequest(
        query=vector, using=using, limit=query.limit, filter=models.Filter(must=must) if must else None
    )


def _condition(condition: Condition) -> models.FieldCondition:
    if isinstance(condition, AnyOf):
        return models.FieldCondition(key=condition.key, match=models.MatchAny(any=list(condition.values)))
    return models.FieldCondition(key=condition.key, range=models.Range(gte=condition.low, lte=condition.high))
