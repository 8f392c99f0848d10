"""One job of the pipeline, from beginning to end: what a worker does, wherever it runs.

`python -m api.jobs take-in SOURCE` and `python -m api.jobs repair` do one in a process of its own.
"""

import argparse
import logging
import sys
from collections.abc import Sequence

from api.arrivals import Arrivals
from api.errors import ApiError, PipelineError, one_line
from api.pipeline import Pipeline, Repaired
from corpus.errors import CorpusError
from corpus.settings import CorpusSettings
from search.errors import SearchError

LOG = logging.getLogger("drogowskaz.jobs")


def take_in(source: str, settings: CorpusSettings) -> int:
    """Take in an address or a source of the catalogue, merge and index; returns how many documents are new or changed.

    Raises PipelineError where nothing of the source could be read, so that a queue tries again.
    """
    pipeline = Pipeline.open(settings)
    try:
        arrivals = Arrivals([source], pipeline.store, settings)
        outcomes = list(pipeline.ingest(arrivals))
        arrivals.settle()
        pipeline.finish()
    finally:
        pipeline.close()
    failed = [outcome for outcome in outcomes if outcome.status == "failed"]
    for outcome in failed:
        LOG.warning("%s: %s", outcome.source, outcome.error)
    if failed and len(failed) == len(outcomes):
        raise PipelineError(f"{source}: {failed[0].error}")
    return sum(outcome.status in {"new", "changed"} for outcome in outcomes)


def repair(settings: CorpusSettings) -> Repaired:
    """Finish what an earlier run left unfinished."""
    pipeline = Pipeline.open(settings)
    try:
        return pipeline.repair()
    finally:
        pipeline.close()


def main(arguments: Sequence[str]) -> int:
    """Do one job in this process; the exit code is 1 where it failed, with one line on stderr."""
    parser = argparse.ArgumentParser(prog="python -m api.jobs")
    parser.add_argument("job", choices=("take-in", "repair"))
    parser.add_argument("source", nargs="?")
    given = parser.parse_args(arguments)
    try:
        if given.job == "take-in":
            take_in(given.source or "", CorpusSettings())
        else:
            repair(CorpusSettings())
    except (ApiError, CorpusError, SearchError) as error:
        sys.stderr.write(f"{one_line(error)}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
