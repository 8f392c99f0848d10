"""Queries: over HTTP, in the process, and the bare Qdrant Edge query that they rest on."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from bench.asking import Asking
from bench.starting import Served
from search.engines.base import Near, Payload, Query, Reader
from search.engines.edge import EdgeEngine
from search.retrieve import Searcher

ROUNDS = 3
Asked = TypeVar("Asked")


def latency(folder: Path) -> list[tuple[str, str]]:
    """p50 and p95 of the corpus' judged queries, once warm."""
    texts = judged_texts()
    bare: list[float] = []
    searcher = Searcher(folder / "index", engine=TimedEngine(folder / "index" / "parts", bare))
    inside = times_of(searcher.search, texts)
    del bare[: len(texts)]
    searcher.close()
    with Served(folder) as served, Asking(served.address) as ask:
        over = times_of(lambda text: ask(f"/api/v1/search?q={quote(text)}&limit=10"), texts)
        memory = served.memory()
    return [
        (f"query over HTTP, {len(texts)} queries", _shown(over)),
        ("the same in the process", _shown(inside)),
        ("bare Qdrant Edge query (dense and sparse, payloads of the hits)", _shown(bare)),
        ("HTTP p50 as a multiple of the bare query", f"{statistics.median(over) / statistics.median(bare):.1f}"),
        ("memory of the serving process", f"{memory:.0f} MiB"),
    ]


class _Timed:
    """A reader of Qdrant Edge that notes how long each query takes."""

    def __init__(self, reader: Reader, times: list[float]) -> None:
        self._reader = reader
        self._times = times

    def nearest(self, queries: Sequence[Query]) -> list[Near]:
        """The nearest points, and the time that Qdrant Edge took noted."""
        started = time.perf_counter()
        found = self._reader.nearest(queries)
        self._times.append(time.perf_counter() - started)
        return found

    def payloads(self, ids: Sequence[int]) -> dict[int, Payload]:
        """What is stored with the points that are shown: part of the same query for whoever asks Qdrant alone."""
        started = time.perf_counter()
        found = self._reader.payloads(ids)
        self._times[-1] += time.perf_counter() - started
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reader, name)


class TimedEngine(EdgeEngine):
    """Qdrant Edge whose answers are timed into a list."""

    def __init__(self, folder: Path, times: list[float]) -> None:
        super().__init__(folder)
        self._times = times

    def open(self, parts: Sequence[str]) -> Reader:
        """Open parts to read, timed."""
        return _Timed(super().open(parts), self._times)


def times_of(ask: Callable[[Asked], object], texts: Sequence[Asked], *, rounds: int = ROUNDS) -> list[float]:
    """Seconds of every question, asked several times after once to warm up."""
    for text in texts:
        ask(text)
    times = []
    for _ in range(rounds):
        for text in texts:
            started = time.perf_counter()
            ask(text)
            times.append(time.perf_counter() - started)
    return times


def _shown(times: Sequence[float]) -> str:
    cuts = statistics.quantiles(times, n=100)
    return f"p50 {cuts[49] * 1000:.1f} ms, p95 {cuts[94] * 1000:.1f} ms"


def judged_texts() -> list[str]:
    """The judged queries of the corpus, without those of the measuring part: nobody reads these."""
    folder = files("corpus") / "gold" / "queries"
    chosen = [file for file in sorted(folder.iterdir(), key=str) if not file.name.startswith("measure")]
    return [query["q"] for file in chosen for query in json.loads(file.read_text("utf-8"))]
