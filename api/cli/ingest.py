"""`drogowskaz ingest`, `crawl`, `sample`, `forget`, `reindex`: what changes a data folder."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from api.pipeline import Arrival, Pipeline

STATUSES = ("new", "changed", "unchanged", "failed", "forgotten")
Jobs = Annotated[int, typer.Option("--jobs", min=0, help="Processes that read documents; 0 chooses.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("ingest")(ingest)
    app.command("crawl")(crawl)
    app.command("sample")(sample)
    app.command("forget")(forget)
    app.command("reindex")(reindex)


def ingest(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="PATH|URL|SOURCE...", help="Files, folders, addresses, sources of the catalogue."),
    ],
    jobs: Jobs = 0,
) -> int:
    """Take documents in: archive, read, store, extract, merge, index. Incremental; may be stopped at any moment."""
    from api.arrivals import arrivals, checked

    checked(inputs)
    return _take_in(lambda pipeline: arrivals(inputs, pipeline.store), jobs)


def crawl(
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE...", help="Ids; all by default.")] = None,
    jobs: Jobs = 0,
) -> int:
    """Visit the catalogue's sources and take in what is new."""
    from api.arrivals import crawled, known_sources

    return _take_in(lambda pipeline: crawled(known_sources(pipeline.store, sources), pipeline.store), jobs)


def sample(
    part: Annotated[
        list[str] | None, typer.Option("--part", help="work (to develop with) or measure; both by default.")
    ] = None,
    jobs: Jobs = 0,
) -> int:
    """Take in the sample documents of the package. Their facts are made up, and marked so everywhere."""
    from api.pipeline import Arrival
    from api.sample import PARTS, sample_snapshots

    parts = tuple(part or PARTS)
    for one in parts:
        if one not in PARTS:
            raise typer.BadParameter(f"there is no part {one}; there are {', '.join(PARTS)}")
    snapshots = [Arrival(snapshot.source, snapshot) for snapshot in sample_snapshots(parts)]
    return _take_in(lambda _: snapshots, jobs)


def forget(
    address: Annotated[str, typer.Argument(metavar="URL|DOCUMENT_ID", help="The document to remove.")],
) -> None:
    """Remove a document everywhere – bytes, text, records, index – and never take it in again."""
    from api.pipeline import Pipeline

    pipeline = Pipeline.open(jobs=1)
    try:
        forgotten = pipeline.forget(address)
    finally:
        pipeline.close()
    print(f"removed {len(forgotten.documents)} documents, {forgotten.snapshots} snapshots; it will not be taken in again")


def reindex() -> None:
    """Build the search index anew from the store."""
    from api.pipeline import Pipeline

    pipeline = Pipeline.open(jobs=1)
    try:
        pipeline.repair()
        generation = pipeline.reindex()
    finally:
        pipeline.close()
    print(f"indexed {generation.programmes} programmes, {generation.passages} passages")


def _take_in(source: "Callable[[Pipeline], Iterable[Arrival]]", jobs: int) -> int:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from api.pipeline import Pipeline

    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    pipeline = Pipeline.open(jobs=jobs)
    counts: Counter[str] = Counter()
    try:
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
            repairing = progress.add_task("repairing", total=None)
            repaired = pipeline.repair()
            progress.remove_task(repairing)
            if repaired:
                print(f"finished an earlier run: {repaired.described()}", file=sys.stderr)
            arrivals = source(pipeline)
            total = len(arrivals) if isinstance(arrivals, list) else None
            reading = progress.add_task("reading", total=total)
            for outcome in pipeline.ingest(arrivals):
                counts[outcome.status] += 1
                counts["programmes"] += outcome.programmes
                progress.update(reading, advance=1, description=outcome.source[-60:])
                if outcome.error:
                    progress.console.print(f"drogowskaz: {outcome.source}: {outcome.error}", markup=False, soft_wrap=True)
            progress.update(reading, description="indexing")
            pipeline.finish()
        statistics = pipeline.store.statistics()
    finally:
        pipeline.close()
    told = ", ".join(f"{counts[status]} {status}" for status in STATUSES if counts[status]) or "nothing to take in"
    print(f"{told}; the store holds {statistics.documents} documents, {statistics.programmes} programmes")
    return 1 if counts["failed"] else 0
