"""`drogowskaz serve` and `worker`: what runs until it is stopped."""

import os
import socket
from contextlib import suppress
from errno import EADDRINUSE
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
    from corpus.store import Store

    if sample:
        from api.cli.ingest import complete_sample

        complete_sample()
    Store.open().close()  # a damaged one is said in one line here; the server would print a traceback
    with _listening(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        print(f"Drogowskaz: http://{shown}:{listener.getsockname()[1]}", flush=True)
        config = uvicorn.Config(create_app(), access_log=log, log_level="warning", server_header=False)
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises PipelineError where it cannot."""
    from api.errors import PipelineError

    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        advice = "choose another --port" if error.errno == EADDRINUSE else "choose another --host or --port"
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror
        raise PipelineError(f"cannot listen on {host}, port {port} ({reason}); {advice}") from error


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
