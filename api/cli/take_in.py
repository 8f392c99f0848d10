"""Documents taken in with a progress bar: what `ingest`, `crawl` and `sample` share."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from api.arrivals import Arrivals
from api.pipeline import Arrival, Pipeline
from corpus.documents import Snapshot
from corpus.store import Store

STATUSES = ("new", "changed", "unchanged", "failed", "forgotten")
NAME = 60
"""Characters of a document's name in the progress bar."""


def take_in_inputs(inputs: Callable[[Store], Sequence[str]], jobs: int) -> int:
    """Take in paths, addresses and sources; the exit code is 1 where one failed."""
    with _Opened(jobs) as pipeline:
        arrivals = Arrivals(inputs(pipeline.store), pipeline.store)
        return _take_in(pipeline, arrivals, arrivals.settle)


def take_in_snapshots(snapshots: Sequence[Snapshot], jobs: int) -> int:
    """Take in snapshots that are at hand; the exit code is 1 where one failed."""
    with _Opened(jobs) as pipeline:
        return _take_in(pipeline, [Arrival(snapshot.source, snapshot) for snapshot in snapshots], lambda: None)


class _Opened:
    """The pipeline of the data folder, what an earlier run left unfinished finished."""

    def __init__(self, jobs: int) -> None:
        self._pipeline = Pipeline.open(jobs=jobs)

    def __enter__(self) -> Pipeline:
        repaired = self._pipeline.repair()
        if repaired:
            print(f"finished an earlier run: {repaired.described()}", file=sys.stderr)
        return self._pipeline

    def __exit__(self, *_: object) -> None:
        self._pipeline.close()


def _take_in(pipeline: Pipeline, arrivals: Iterable[Arrival], settle: Callable[[], None]) -> int:
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    counts: Counter[str] = Counter()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        reading = progress.add_task("reading", total=len(arrivals) if isinstance(arrivals, list) else None)
        for outcome in pipeline.ingest(arrivals):
            counts[outcome.status] += 1
            progress.update(reading, advance=1, description=outcome.source[-NAME:])
            if outcome.error:
                counts["errors"] += 1
                line = f"drogowskaz: {outcome.source}: {outcome.error}"
                console.print(line, markup=False, highlight=False, soft_wrap=True)
        progress.update(reading, description="merging and indexing")
        settle()
        pipeline.finish()
    statistics = pipeline.store.statistics()
    told = ", ".join(f"{counts[status]} {status}" for status in STATUSES if counts[status]) or "nothing to take in"
    print(f"{told}; the store holds {statistics.documents} documents, {statistics.programmes} programmes", flush=True)
    return 1 if counts["errors"] else 0
