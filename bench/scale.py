"""How search behaves as the corpus grows: `python -m bench.scale 1000 10000 200000`.

For each number of passages a data folder is filled with generated programmes (`bench.generated`), indexed as
`drogowskaz reindex` does it, and asked over HTTP, in the process and without anything but Qdrant Edge. Prints a row
a size.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table

from api.corrected import save_extraction
from api.library import Library, filters
from api.pipeline import Arrival, Pipeline
from api.questions import question
from api.sample import sample_snapshots
from bench.asking import Asking
from bench.generated import Base, generated
from bench.queries import TimedEngine, judged_texts, times_of
from bench.starting import Served, fastest
from corpus.settings import CorpusSettings
from corpus.store.values import ProgrammeFilter
from extract.version import EXTRACTOR_VERSION
from search.encode import SHIPPED, load_encoder
from search.retrieve import Searcher

PASSAGES_A_PROGRAMME = 6.45
"""The record and its text's windows: the mean over the sample."""
TOGETHER = 500
WIDE = 150
"""Columns of the table, whatever it is printed to."""
FILTERS: tuple[Mapping[str, Any], ...] = (
    {},
    {"voivodeship": ["śląskie"]},
    {"target_group": ["seniors"], "start": "2020"},
    {"activity": ["training"], "min_amount": 10_000},
)
"""Filters in turn, over HTTP, in the process and for Qdrant Edge alone; facets are in every answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Seconds of every question; the resident memory of the server, MiB."""

    http: Sequence[float]
    inside: Sequence[float]
    bare: Sequence[float]
    memory: float
    cold: float


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured at one size; times in seconds, the disk in MiB."""

    passages: int
    programmes: int
    filled: float
    built: float
    disk: float
    asked: Asked


def main() -> None:
    """Measure each size in a data folder of its own."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("passages", nargs="+", type=int)
    sizes = parser.parse_args().passages
    bases = _bases()
    table = Table("passages", "programmes", "stored", "indexed", "disk", "HTTP p50", "p95", "inside p50", "Edge p50",
                  "HTTP/Edge", "memory", "cold search", title="Growth")  # fmt: skip
    Console().print(f"encoding: {_encoding(bases):,.0f} passages/s on one core")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="drogowskaz-scale-") as folder:
            table.add_row(*_shown(_measured(Path(folder), bases, size)))
        Console(width=WIDE).print(table)


def _bases() -> list[Base]:
    """Programmes of the sample with their main document, as extraction gives them."""
    with tempfile.TemporaryDirectory(prefix="drogowskaz-bases-") as folder:
        settings = CorpusSettings(data=Path(folder))
        pipeline = Pipeline.open(settings)
        list(pipeline.ingest(Arrival(one.source, one) for one in sample_snapshots()))
        pipeline.finish()
        pipeline.close()
        library = Library.open(settings)
        programmes = library.store.programmes(ProgrammeFilter(), limit=10_000).programmes
        bases = [(one, library.document(one.documents[0])) for one in programmes]
        library.close()
    return bases


def _measured(folder: Path, bases: Sequence[Base], passages: int) -> Row:
    pipeline = Pipeline.open(CorpusSettings(data=folder))
    started = time.perf_counter()
    fill(pipeline, bases, round(passages / PASSAGES_A_PROGRAMME))
    filled = time.perf_counter() - started
    started = time.perf_counter()
    generation = pipeline.reindex()
    built = time.perf_counter() - started
    pipeline.close()
    disk = sum(path.stat().st_size for path in (folder / "index").rglob("*") if path.is_file()) / 2**20
    return Row(generation.passages, generation.programmes, filled, built, disk, ask(folder))


def fill(pipeline: Pipeline, bases: Sequence[Base], programmes: int) -> None:
    """Store and merge generated programmes, each with a document of its own."""
    source = generated(bases, programmes)
    for _ in track(range(0, programmes, TOGETHER), description=f"{programmes:,} programmes"):
        with pipeline.store.batch():
            for snapshot, document, programme in islice(source, TOGETHER):
                version = pipeline.store.save_document(document, pipeline.store.keep(snapshot))
                save_extraction(pipeline.store, document, version.number, EXTRACTOR_VERSION, [programme])
    pipeline.merge_dirty()


def ask(folder: Path) -> Asked:
    """The judged queries with filters in turn, put to a data folder; a second process serves it."""
    questions = [question(text, **FILTERS[at % len(FILTERS)]) for at, text in enumerate(judged_texts())]
    bare: list[float] = []
    searcher = Searcher(folder / "index", engine=TimedEngine(folder / "index" / "parts", bare))
    inside = times_of(lambda one: searcher.search(one.q, filters(one)), questions, rounds=1)
    del bare[: len(questions)]
    searcher.close()
    cold = fastest(["search", "warsztaty dla rodzin zastępczych", "--limit", "3"], folder)
    with Served(folder) as served, Asking(served.address) as client:
        http = times_of(lambda one: client(f"/api/v1/search?{one.query(limit=10)}"), questions, rounds=1)
        return Asked(http, inside, bare, served.memory(), cold)


def shown(asked: Asked) -> list[str]:
    """The columns of the table that tell of questions."""
    http, inside, bare = (statistics.median(times) * 1000 for times in (asked.http, asked.inside, asked.bare))
    slow = statistics.quantiles(asked.http, n=20)[18] * 1000
    return [
        f"{http:.1f} ms", f"{slow:.1f} ms", f"{inside:.1f} ms", f"{bare:.1f} ms", f"{http / bare:.1f}",
        f"{asked.memory:,.0f} MiB", f"{asked.cold:.2f} s",
    ]  # fmt: skip


def _shown(row: Row) -> list[str]:
    size = f"{row.passages:,}", f"{row.programmes:,}"
    return [*size, f"{row.filled:.0f} s", f"{row.built:.0f} s", f"{row.disk:,.0f} MiB", *shown(row.asked)]


def _encoding(bases: Sequence[Base]) -> float:
    """Passages of some hundred words that the shipped model encodes in a second."""
    texts = [document.text[:900] for _, document in bases] * 4
    encoder = load_encoder(SHIPPED)
    encoder.encode_passages(texts[:50])
    started = time.process_time()
    encoder.encode_passages(texts)
    return len(texts) / (time.process_time() - started)


if __name__ == "__main__":
    main()
