"""`drogowskaz serve` and `worker`: what runs until it is stopped."""

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("serve")(serve)
    app.command("worker")(worker)


def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535)] = 8000,
    sample: Annotated[bool, typer.Option("--sample", help="Take in first what is missing of the sample.")] = False,
    log: Annotated[bool, typer.Option("--log/--no-log", help="Print a line for each request.")] = False,
) -> None:
    """Serve the HTTP API and the pages."""
    import uvicorn

    from api.app import create_app

    if sample:
        from api.cli.ingest import complete_sample

        complete_sample()
    print(f"Drogowskaz: http://{host}:{port}", flush=True)
    uvicorn.run(create_app(), host=host, port=port, access_log=log, log_level="warning", server_header=False)


def worker(
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Jobs done at the same time.")] = 1,
    once: Annotated[bool, typer.Option("--once", help="Stop when no job is left.")] = False,
) -> None:
    """Take jobs from the queue on PostgreSQL, on as many machines as wanted."""
    from api.errors import PipelineError
    from api.queue import queue, work_off
    from api.settings import api_settings
    from api.work import queue_address
    from corpus.settings import CorpusSettings

    address = queue_address(api_settings(), CorpusSettings())
    if address is None:
        raise PipelineError(
            "there is no queue; set DROGOWSKAZ_DATABASE_URL or DROGOWSKAZ_QUEUE_URL to a PostgreSQL address"
        )
    work_off(queue(address), jobs=jobs, wait=not once)
