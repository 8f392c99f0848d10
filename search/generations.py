"""Index generations: immutable folders, one of which is current.

    index/
      CURRENT                 name of the current generation, replaced in one step
      LOCK                    held by the one process that writes
      generations/<name>/     manifest.json, table, inverted, lexicon, concepts/
      parts/<name>/           Qdrant Edge shards (on a server: collections)

A writer makes everything aside and then replaces CURRENT; killed at any moment, it leaves the old generation current
and rubbish that the next writer clears. Readers look at CURRENT before each search.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import ValidationError

from corpus.frozen import Frozen
from search.errors import IndexBusyError, IndexDamagedError

FORMAT = 6
"""Raised when stored shapes change; an index of another format is rebuilt."""
KEPT = 2
"""Generations that stay on disk: the current one and the one before, which a reader may be opening."""

Stamp = tuple[int, int]


class Generation(Frozen):
    """What an index generation holds."""

    name: str
    format: int = FORMAT
    counter: int
    """The store's change counter up to which changes are in here."""
    model: str
    query_prefix: str | None = None
    passage_prefix: str | None = None
    """As configured; None means the known one of the model."""
    dimension: int
    thesaurus: str
    """Digest of the thesaurus that the concepts were made from."""
    parts: tuple[str, ...]
    programmes: int
    passages: int
    """Points in all parts, dead ones included."""
    dead: int = 0
    """Points of programmes that were indexed again or removed."""
    next_number: int
    """The number that the next programme gets."""


class Generations:
    """The folder of an index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._current = folder / "CURRENT"

    def stamp(self) -> Stamp | None:
        """Changes whenever another generation becomes current; None where there is none. Costs one stat."""
        try:
            found = self._current.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns

    def current(self) -> Generation | None:
        """The current generation; None where nothing was built. Raises IndexDamagedError."""
        try:
            name = self._current.read_text("utf-8").strip()
        except FileNotFoundError:
            return None
        path = self.path(name) / "manifest.json"
        try:
            found = Generation.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise IndexDamagedError(f"cannot read {path}: run reindex") from error
        if found.format != FORMAT:
            raise IndexDamagedError(f"the index in {self.folder} is of another version: run reindex")
        return found

    def path(self, name: str) -> Path:
        """The folder of a generation's own files."""
        return self.folder / "generations" / name

    def new_name(self) -> str:
        """A name that no generation has; names ascend."""
        numbers = [int(path.name) for path in self._all() if path.name.isdigit()]
        return f"{max(numbers, default=0) + 1:08d}"

    def publish(self, generation: Generation) -> None:
        """Make a generation current whose files and parts are written."""
        folder = self.path(generation.name)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "manifest.json").write_text(generation.model_dump_json(indent=1), "utf-8")
        for path in (*folder.rglob("*"), folder):
            _to_disk(path)
        fresh = self._current.with_suffix(".new")
        fresh.write_text(generation.name + "\n", "utf-8")
        _to_disk(fresh)
        fresh.replace(self._current)
        _to_disk(self.folder)

    def clear(self) -> set[str]:
        """Remove generations that nobody needs any more; returns the parts that the kept ones use."""
        self.folder.mkdir(parents=True, exist_ok=True)
        current = self._current.read_text("utf-8").strip() if self._current.exists() else ""
        older = [path.name for path in self._all() if path.name < current]
        kept = {current, *older[len(older) - KEPT + 1 :]} if current else set()
        used: set[str] = set()
        for path in self._all():
            parts = _parts(path / "manifest.json") if path.name in kept else None
            if parts is None:
                shutil.rmtree(path, ignore_errors=True)
            else:
                used |= parts
        return used

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer; the lock of a killed process is free. Raises IndexBusyError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "LOCK").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise IndexBusyError(
                    f"another process is writing the index in {self.folder}: try again later"
                ) from error
            yield

    def _all(self) -> list[Path]:
        folder = self.folder / "generations"
        return sorted(folder.iterdir()) if folder.is_dir() else []


def _parts(manifest: Path) -> set[str] | None:
    """The parts a generation uses; None where its manifest is missing, damaged or of another version."""
    try:
        return set(Generation.model_validate_json(manifest.read_bytes()).parts)
    except (OSError, ValidationError):
        return None


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
