"""The process that reads documents for another one: `python -m ingest.worker MEMORY`.

It takes frames (the snapshot's fields as JSON, then its body) from standard input and answers each with one
frame: the document as JSON, or the name and message of an error. It can be killed at any time.
"""

import json
import os
import resource
import sys
from pathlib import Path

from corpus.documents import Snapshot
from ingest import errors
from ingest.frames import Closed, read_frame, write_frame
from ingest.read import read


def main(arguments: list[str]) -> int:
    """Serve until standard input ends. The argument is the memory, in bytes, that reading may add."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0) as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing a library prints may mix with the answers
        _limit(int(arguments[0]))
        with os.fdopen(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as requests:
            while True:
                try:
                    fields, body = read_frame(requests), read_frame(requests)
                    write_frame(answers, answer(fields, body))
                except Closed:
                    return 0


def answer(fields: bytes, body: bytes) -> bytes:
    """The answer to one request."""
    try:
        document = read(Snapshot(**json.loads(fields), body=body))
    except errors.UnreadableError as error:
        return _failure(type(error).__name__, str(error))
    except MemoryError:
        return _failure("TooLarge", "Reading the file needs more memory than allowed.")
    except Exception as error:  # noqa: BLE001 - whatever a parser raises is an answer, not the end of the worker
        return _failure("ReaderCrashed", f"The reader failed: {type(error).__name__}: {error}".replace("\n", " ")[:300])
    return b"D" + document.model_dump_json().encode()


def _failure(name: str, message: str) -> bytes:
    return b"E" + json.dumps([name, message]).encode()


def _limit(memory: int) -> None:
    """Forbid core dumps and bound the address space to what is in use plus `memory`.

    The bound is Linux's: other systems neither tell what is in use this way nor keep to the limit.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    status = Path("/proc/self/statm")
    if status.exists():
        used = int(status.read_text("ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
