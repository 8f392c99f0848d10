"""One job of the pipeline, from beginning to end: what a worker does, wherever it runs."""

import logging
from dataclasses import dataclass

from api.arrivals import Arrivals
from api.errors import PipelineError
from api.pipeline import Pipeline
from corpus.settings import CorpusSettings

LOG = logging.getLogger("drogowskaz.jobs")


@dataclass(frozen=True, slots=True)
class Job:
    """Take in one source: an address, or a source of the catalogue by id."""

    source: str


def do(job: Job, settings: CorpusSettings) -> int:
    """Take the source in, merge and index; returns how many documents are new or changed.

    Raises PipelineError where nothing of the source could be read, so that a queue tries again.
    """
    pipeline = Pipeline.open(settings)
    try:
        arrivals = Arrivals([job.source], pipeline.store, settings)
        outcomes = list(pipeline.ingest(arrivals))
        arrivals.settle()
        pipeline.finish()
    finally:
        pipeline.close()
    failed = [outcome for outcome in outcomes if outcome.status == "failed"]
    for outcome in failed:
        LOG.warning("%s: %s", outcome.source, outcome.error)
    if failed and len(failed) == len(outcomes):
        raise PipelineError(f"{job.source}: {failed[0].error}")
    return sum(outcome.status in {"new", "changed"} for outcome in outcomes)
