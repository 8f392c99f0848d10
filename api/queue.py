"""Jobs on PostgreSQL (procrastinate): handed out to as many `drogowskaz worker` processes as there are."""

from collections.abc import Sequence

import procrastinate
from procrastinate.exceptions import ProcrastinateException

from api import jobs as work
from api.errors import PipelineError, one_line
from corpus.settings import CorpusSettings

TASK = "drogowskaz.take_in"
RETRIES = 3
RETRY_WAIT = 30
"""Seconds before a job that failed is tried again."""


def queue(address: str) -> procrastinate.App:
    """The queue in a PostgreSQL database; its tables are made where they are missing.

    Raises PipelineError where the database cannot be reached.
    """
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=address))
    strategy = procrastinate.RetryStrategy(max_attempts=RETRIES, wait=RETRY_WAIT)

    app.task(name=TASK, retry=strategy)(take_in)
    try:
        with app.open():
            if not app.check_connection():
                app.schema_manager.apply_schema()
    except ProcrastinateException as error:
        raise PipelineError(f"the job queue cannot be reached: {one_line(error)}") from error
    return app


def take_in(source: str) -> None:
    """The task: one source, from beginning to end."""
    work.take_in(source, CorpusSettings())


def hand_out(app: procrastinate.App, sources: Sequence[str]) -> None:
    """Put a job for each source on the queue; one that waits already is not put there again."""
    with app.open():
        for source in sources:
            try:
                app.configure_task(TASK, queueing_lock=source).defer(source=source)
            except procrastinate.exceptions.AlreadyEnqueued:
                continue


def work_off(app: procrastinate.App, *, jobs: int = 1, wait: bool = True) -> None:
    """Do jobs until stopped; with `wait=False` until none is left."""
    app.run_worker(concurrency=jobs, wait=wait, install_signal_handlers=wait)
