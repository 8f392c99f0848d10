"""One visit to a source, in a process of its own: the caller's never meets Scrapy's event loop."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from typing import IO

from corpus.documents import Snapshot
from ingest.crawl.plan import Finished, Plan, Problem, Unchanged
from ingest.frames import Closed, read_frame, write_frame
from ingest.settings import child_environment, settings

GRACE = 30.0
"""Seconds that a visit may take beyond its own limit before its process is killed."""


def crawl(plan: Plan) -> Iterator[Snapshot | Unchanged | Problem | Finished]:
    """What comes of a visit, as it comes; `Finished` is always the last.

    Closing the iterator ends the visit. Limits, delay and user agent are the settings'.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "ingest.crawl.process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**child_environment(), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        bufsize=0,
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    counts: Counter[str] = Counter()
    try:
        write_frame(process.stdin, plan.model_dump_json().encode())
        process.stdin.close()
        while True:
            seconds = settings().crawl_seconds + GRACE
            fields = json.loads(read_frame(process.stdout, seconds=seconds))
            result = _result(fields, process.stdout, seconds)
            counts[type(result).__name__] += 1
            yield result
            if isinstance(result, Finished):
                return
    except TimeoutError:
        yield _broken_off(counts, "time")
    except Closed:
        yield _broken_off(counts, "died")
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.stdout.close()
        process.wait()


def _result(fields: dict[str, object], stream: IO[bytes], seconds: float) -> Snapshot | Unchanged | Problem | Finished:
    kinds: dict[object, type[Unchanged | Problem | Finished]] = {
        "unchanged": Unchanged,
        "problem": Problem,
        "finished": Finished,
    }
    kind = kinds.get(fields.get("kind"))
    if kind is not None:
        return kind.model_validate(fields)
    return Snapshot.model_validate({**fields, "body": read_frame(stream, seconds=seconds)})


def _broken_off(counts: Counter[str], reason: str) -> Finished:
    return Finished(pages=counts["Snapshot"], unchanged=counts["Unchanged"], problems=counts["Problem"], reason=reason)
