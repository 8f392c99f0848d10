"""From bytes to programmes: pages per second end to end, words per second of extraction, memory."""

import resource
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from api.pipeline import Arrival, Pipeline
from api.sample import sample_snapshots
from corpus.settings import CorpusSettings
from extract.pipeline import Extractor
from extract.words import read_words
from ingest.read import read

ROUNDS = 5


def pages(folder: Path) -> list[tuple[str, str]]:
    """Taking the sample in (read, store, extract, merge, index) against trafilatura alone on the same HTML pages."""
    snapshots = list(sample_snapshots())
    html = [snapshot for snapshot in snapshots if snapshot.media_type == "text/html"]
    extractor = Extractor()
    for snapshot in snapshots[:10]:
        extractor.extract(read(snapshot))
    trafilatura.extract(html[0].body)
    alone = _best(lambda: [trafilatura.extract(snapshot.body, include_tables=True) for snapshot in html], 3)
    reading = _best(lambda: [read(snapshot) for snapshot in html], 3)
    pipeline = Pipeline.open(CorpusSettings(data=folder), jobs=1)
    started = time.perf_counter()
    taken = sum(1 for _ in pipeline.ingest(Arrival(snapshot.source, snapshot) for snapshot in html))
    pipeline.finish()
    whole = time.perf_counter() - started
    pipeline.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        ("HTML pages taken in, end to end, one process", f"{taken / whole:.1f} pages/s"),
        ("trafilatura alone on the same pages", f"{len(html) / alone:.1f} pages/s"),
        ("end to end as a multiple of trafilatura's time", f"{whole / alone:.2f}"),
        ("reading alone as a multiple of trafilatura's time", f"{reading / alone:.2f}"),
        ("memory of the ingesting process at most", f"{memory:.0f} MiB"),
    ]


def words(_folder: Path) -> list[tuple[str, str]]:
    """Extraction with everything on, one core, caches warm after the first round."""
    documents = [read(snapshot) for snapshot in sample_snapshots() if snapshot.media_type != "application/pdf"]
    size = sum(len(read_words(document)) for document in documents)
    extractor = Extractor()
    first = _best(lambda: [extractor.extract(document) for document in documents], 1)
    warm = _best(lambda: [extractor.extract(document) for document in documents], ROUNDS)
    return [
        ("extraction, first pass", f"{size / first:,.0f} words/s"),
        ("extraction, warm", f"{size / warm:,.0f} words/s"),
    ]


def _best(work: Callable[[], object], rounds: int) -> float:
    """The shortest of several runs, seconds."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)
