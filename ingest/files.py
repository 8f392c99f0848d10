"""Files and folders → snapshots."""

import mimetypes
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from corpus.documents import Snapshot
from ingest.errors import FileFailure
from ingest.settings import settings


def snapshots(paths: Iterable[str | Path]) -> Iterator[Snapshot | FileFailure]:
    """The snapshots of files in the order given; a folder means all files in it.

    Folders are read recursively, sorted by path; hidden files and folders are skipped. What cannot be opened, and
    a file larger than the settings allow, comes as a FileFailure in its place.
    """
    for given in paths:
        path = Path(given)
        if path.is_dir():
            found = list(_files(path))
            if not found:
                yield FileFailure(str(given), f"There is no file in the folder {given}.")
            for file in found:
                yield snapshot(file)
        else:
            yield snapshot(path, given=str(given))


def snapshot(path: Path, *, given: str | None = None) -> Snapshot | FileFailure:
    """One file as a snapshot whose time is the file's own, or why it cannot be had."""
    source = given or str(path)
    limit = settings().max_bytes
    try:
        state = path.stat()
        if not path.is_file():
            return FileFailure(source, f"{source} is not a regular file.")
        if state.st_size > limit:
            size = state.st_size / 1e6
            return FileFailure(source, f"The file has {size:.0f} MB; at most {limit / 1e6:.0f} MB are read.")
        body = path.read_bytes()
    except OSError as error:
        return FileFailure(source, f"{source} cannot be opened: {error.strerror or error}.")
    return Snapshot(
        source=source,
        body=body,
        media_type=mimetypes.guess_type(path.name)[0],
        fetched_at=datetime.fromtimestamp(state.st_mtime, UTC),
    )


def _files(folder: Path) -> Iterator[Path]:
    for directory, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(directory) / name
