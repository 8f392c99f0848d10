"""What was fetched, kept in WARC files (ISO 28500): written before it is parsed, read back, erased on request.

Files are numbered and shared by all processes of a data folder: an append happens under a lock, is on the disk when
`write` returns, and a record cut off by a crash is removed by the next append. An erased record leaves a gap of its
own length, so the places of all others stay true.
"""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from corpus.documents import Snapshot
from corpus.errors import ArchiveError
from corpus.frozen import Frozen
from corpus.gzip_members import blank, member_length, pack, unpack

FILE_SIZE = 256 * 1024 * 1024
"""A file that has grown beyond this many bytes takes no more records; erasing rewrites one file."""


class ArchivePointer(Frozen):
    """The place of one record: a file of the archive's folder, offset and length in bytes."""

    file: str
    offset: int
    length: int


class Archive:
    """A folder of WARC files. Safe for several processes and threads at once."""

    def __init__(self, folder: Path, *, file_size: int = FILE_SIZE) -> None:
        self._folder = folder
        self._file_size = file_size
        self._sound: dict[str, int] = {}
        self._unsynced: set[Path] = set()

    def write(self, snapshot: Snapshot, *, sync: bool = True) -> ArchivePointer:
        """Append a snapshot; with `sync=False` it is on the disk only after the next `sync()`.

        Raises ArchiveError where the folder cannot be written.
        """
        member = pack(_serialise(snapshot))
        try:
            with self._appending() as (path, file):
                offset = file.seek(0, os.SEEK_END)
                file.write(member)
                file.flush()
                self._sound[path.name] = offset + len(member)
                if sync:
                    os.fsync(file.fileno())
                else:
                    self._unsynced.add(path)
        except OSError as error:
            raise ArchiveError(f"archive {self._folder} cannot be written: {error}") from error
        return ArchivePointer(file=path.name, offset=offset, length=len(member))

    def sync(self) -> None:
        """Bring everything written with `sync=False` to the disk.

        Raises ArchiveError where that fails.
        """
        while self._unsynced:
            path = self._unsynced.pop()
            try:
                with path.open("rb") as file:
                    os.fsync(file.fileno())
            except OSError as error:
                raise ArchiveError(f"archive file {path} cannot be written: {error}") from error

    def read(self, pointer: ArchivePointer) -> Snapshot:
        """The snapshot kept there.

        Raises ArchiveError where there is none (any more), or it is damaged.
        """
        content = self._content(pointer)
        if not content:
            raise ArchiveError(f"no record at {pointer.file}:{pointer.offset}; it was erased or the file is damaged")
        return _parse(content, pointer)

    def erase(self, *pointers: ArchivePointer) -> None:
        """Remove records for good; each touched file is rewritten aside and then replaced, once.

        Erasing what is erased already changes nothing. Raises ArchiveError where a file cannot be rewritten.
        """
        for name in sorted({pointer.file for pointer in pointers}):
            path = self._path(name)
            if not path.exists():
                continue
            try:
                with self._locked(path) as file:
                    content = bytearray(file.read())
                    for pointer in pointers:
                        if pointer.file == name and pointer.offset + pointer.length <= len(content):
                            content[pointer.offset : pointer.offset + pointer.length] = blank(pointer.length)
                    self._replace(path, content)
            except OSError as error:
                raise ArchiveError(f"archive file {path} cannot be rewritten: {error}") from error

    def pointers_after(self, ends: Mapping[str, int]) -> Iterator[ArchivePointer]:
        """Places beyond the offset given for each file (0 for files not named), erased ones too, in order.

        What a crash cut off at the end of a file is no place.
        """
        for path in self._files():
            offset = ends.get(path.name, 0)
            size = path.stat().st_size
            if offset >= size:
                continue
            with path.open("rb") as file:
                while (length := member_length(file, offset)) is not None and offset + length <= size:
                    yield ArchivePointer(file=path.name, offset=offset, length=length)
                    offset += length

    def holds(self, pointer: ArchivePointer) -> bool:
        """True where a whole record lies there, False where it was erased or a crash damaged it."""
        return bool(self._content(pointer))

    def _content(self, pointer: ArchivePointer) -> bytes | None:
        try:
            with self._path(pointer.file).open("rb") as file:
                file.seek(pointer.offset)
                return unpack(file.read(pointer.length))
        except OSError as error:
            raise ArchiveError(f"archive file {pointer.file} cannot be read: {error}") from error

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.warc.gz"))

    def _path(self, name: str) -> Path:
        if Path(name).name != name:
            raise ArchiveError(f"{name!r} is no file of the archive")
        return self._folder / name

    @contextmanager
    def _appending(self) -> Iterator[tuple[Path, BinaryIO]]:
        self._folder.mkdir(parents=True, exist_ok=True)
        files = self._files()
        path = files[-1] if files else self._folder / "00001.warc.gz"
        if files and path.stat().st_size >= self._file_size:
            path = self._folder / f"{int(path.name.split('.')[0]) + 1:05d}.warc.gz"
        with self._locked(path) as file:
            self._cut(path, file)
            yield path, file

    @contextmanager
    def _locked(self, path: Path) -> Iterator[BinaryIO]:
        while True:
            with path.open("a+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                # While this process waited, another may have replaced the file: then the lock is on a ghost.
                with suppress(FileNotFoundError):
                    if path.stat().st_ino == os.fstat(file.fileno()).st_ino:
                        file.seek(0)
                        yield file
                        return

    def _cut(self, path: Path, file: BinaryIO) -> None:
        """Remove what a crash left unfinished at the end of the file."""
        size = os.fstat(file.fileno()).st_size
        sound = self._sound.get(path.name, 0)
        if sound > size:
            sound = 0
        last = sound
        while (length := member_length(file, sound)) is not None and sound + length <= size:
            last, sound = sound, sound + length
        if sound > last:
            file.seek(last)
            if unpack(file.read(sound - last)) is None:
                sound = last
        if sound < size:
            os.ftruncate(file.fileno(), sound)
        self._sound[path.name] = sound

    def _replace(self, path: Path, content: bytes | bytearray) -> None:
        aside = path.with_suffix(".rewriting")
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _serialise(snapshot: Snapshot) -> bytes:
    from corpus.warc import serialise  # noqa: PLC0415

    return serialise(snapshot)


def _parse(content: bytes, pointer: ArchivePointer) -> Snapshot:
    from corpus.warc import parse  # noqa: PLC0415

    try:
        return parse(content)
    except ValueError as error:
        raise ArchiveError(f"the record at {pointer.file}:{pointer.offset} is not one of Drogowskaz' own") from error
