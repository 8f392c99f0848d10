"""`drogowskaz ingest`, `crawl`, `sample`, `forget`, `reindex`: what changes a data folder."""

from typing import Annotated

import typer

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
    from api.cli.take_in import take_in_inputs

    return take_in_inputs(lambda _: inputs, jobs)


def crawl(
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE...", help="Ids; all by default.")] = None,
    jobs: Jobs = 0,
) -> int:
    """Visit the catalogue's sources and take in what is new."""
    from api.arrivals import source_ids
    from api.cli.take_in import take_in_inputs

    return take_in_inputs(lambda store: source_ids(sources or (), store), jobs)


def sample(
    part: Annotated[
        list[str] | None, typer.Option("--part", help="work, dev, measure or fresh; all by default.")
    ] = None,
    jobs: Jobs = 0,
) -> int:
    """Take in the sample documents of the package. Their facts are made up, and marked so everywhere."""
    from api.cli.take_in import take_in_snapshots
    from api.sample import PARTS, sample_snapshots

    parts = tuple(part or PARTS)
    for one in parts:
        if one not in PARTS:
            raise typer.BadParameter(f"there is no part {one}; there are {', '.join(PARTS)}")
    return take_in_snapshots(list(sample_snapshots(parts)), jobs)


def complete_sample() -> None:
    """Take in those sample documents that the data folder lacks (and nobody asked to forget)."""
    from api.sample import sample_snapshots
    from corpus.store import Store

    with Store.open() as store:
        missing = [
            snapshot
            for snapshot in sample_snapshots()
            if store.document_for(snapshot.source) is None and not store.is_forgotten(snapshot.source, snapshot.digest)
        ]
    if missing:
        from api.cli.take_in import take_in_snapshots

        print(f"Taking in {len(missing)} sample documents (once) ...", flush=True)
        take_in_snapshots(missing, 0)


def forget(
    address: Annotated[str, typer.Argument(metavar="URL|DOCUMENT_ID", help="The document to remove.")],
) -> None:
    """Remove a document everywhere – bytes, text, records, index – and never take it in again."""
    from api.errors import NotFoundError
    from api.inputs import is_address, named
    from api.pipeline import Pipeline

    (address,) = named([address])
    pipeline = Pipeline.open(jobs=1)
    try:
        forgotten = pipeline.forget(address)
    finally:
        pipeline.close()
    if forgotten.documents or forgotten.snapshots:
        removed = f"removed {len(forgotten.documents)} documents, {forgotten.snapshots} snapshots"
    elif is_address(address):
        removed = "nothing was stored under this address"
    else:
        raise NotFoundError(f"nothing is stored under {address}; give a document's address, path or id")
    print(f"{removed}; it will not be taken in again")


def reindex(
    model: Annotated[
        str | None,
        typer.Option("--model", help="Another embedding model from now on: a name or folder of sentence-transformers."),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Processes that share a large corpus; 0 chooses.")] = 0,
) -> None:
    """Build the search index anew from the store; searches are answered from the old one until it is done."""
    from rich.console import Console
    from rich.progress import Progress

    from api.pipeline import Pipeline
    from search.encode import load_encoder

    if model is not None:
        load_encoder(model)  # a wrong name is told before any work is done
    console = Console(stderr=True)
    pipeline = Pipeline.open(jobs=jobs)
    try:
        pipeline.repair(index=False)
        with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
            indexing = progress.add_task("indexing", total=None)
            generation = pipeline.reindex(
                model=model, told=lambda done, total: progress.update(indexing, completed=done, total=total)
            )
    finally:
        pipeline.close()
    print(f"indexed {generation.programmes} programmes, {generation.passages} passages with {generation.model}")
