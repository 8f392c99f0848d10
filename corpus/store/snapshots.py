"""Snapshots: archived first, then known to the database; conditional requests; repair after a crash."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from corpus.archive import Archive, ArchivePointer
from corpus.documents import Snapshot
from corpus.store.database import adding, moment, replacing, upsert, utc_now
from corpus.store.schema import counters, documents, erasures, snapshots, validators
from corpus.store.tombstones import Tombstones
from corpus.store.values import KeptSnapshot, Validators

Found = Any


_AUDITED = "archive:"
_SETTLE = snapshots.update().where(snapshots.c.id == bindparam("snapshot")).values(settled=True)
_KEPT = (
    select(snapshots)
    .where(snapshots.c.digest == bindparam("digest"), snapshots.c.source == bindparam("source"))
    .order_by(snapshots.c.id.desc())
    .limit(1)
)
_KEPT_PAGE = _KEPT.where(snapshots.c.url == bindparam("url"))
_KEPT_FILE = _KEPT.where(snapshots.c.url.is_(None))


class Snapshots(Tombstones):
    """The part of the store that keeps what was fetched."""

    def __init__(self, address: str, archive: Archive, clock: Callable[[], datetime] = utc_now) -> None:
        super().__init__(address, clock)
        self.archive = archive

    def keep(self, snapshot: Snapshot) -> KeptSnapshot:
        """Archive a snapshot, so that it can be parsed again for ever; the same bytes of the same address only once.

        Within a batch the archive reaches the disk just before the transaction does.
        Raises ForgottenError for what was forgotten, ArchiveError and StoreError where it cannot be written.
        """
        with self._writing() as connection:
            address = snapshot.url or snapshot.source
            self._refuse_forgotten(connection, addresses=(address,), digests=(snapshot.digest,))
            if snapshot.url is not None and snapshot.status < 400:
                self._remember_validators(connection, snapshot)
            before = _kept_before(connection, snapshot)
            if before is not None:
                return kept_snapshot(before, new=False, fetched_at=snapshot.fetched_at)
            return self._insert(connection, snapshot, self.archive.write(snapshot, sync=False))

    def snapshot(self, document_id: str, version: int | None = None) -> Snapshot | None:
        """The bytes that a version of a document (the current one by default) was read from.

        Raises ArchiveError where the archive is damaged.
        """
        wanted = documents.c.current if version is None else documents.c.version == version
        query = select(snapshots).join(documents, documents.c.snapshot == snapshots.c.id)
        with self._reading() as connection:
            row = connection.execute(query.where(documents.c.id == document_id, wanted)).one_or_none()
        return None if row is None else self.archive.read(_pointer(row))

    def validators(self, url: str) -> Validators | None:
        """What the server gave with the last answer from this address, for a conditional request."""
        with self._reading() as connection:
            row = connection.execute(select(validators).where(validators.c.url == url)).one_or_none()
        return None if row is None else Validators(row.etag, row.last_modified, datetime.fromisoformat(row.checked_at))

    def unchanged(self, url: str) -> None:
        """The server answered that nothing has changed at this address."""
        now = self._now()
        with self._writing() as connection:
            connection.execute(validators.update().where(validators.c.url == url).values(checked_at=now))
            seen = documents.update().where(documents.c.current)
            connection.execute(seen.where(documents.c.url == url).values(seen_at=now))

    def settle(self, kept: KeptSnapshot) -> None:
        """There is nothing (more) to be read from a snapshot: a listing, an error page, a file that cannot be read."""
        with self._writing() as connection:
            self._settle(connection, kept.id)

    def unsettled(self) -> Iterator[KeptSnapshot]:
        """Snapshots that were kept and neither read into a document nor settled, oldest first: work a crash cut off."""
        with self._reading() as connection:
            rows = connection.execute(select(snapshots).where(~snapshots.c.settled).order_by(snapshots.c.id)).all()
        for row in rows:
            yield kept_snapshot(row, new=False)

    def _before_commit(self) -> None:
        self.archive.sync()

    def _recover(self) -> int:
        """Finish what a crash interrupted: erasures asked for, and snapshots archived but not yet known here."""
        self._erase_asked()
        with self._reading() as connection:
            audited = select(counters).where(counters.c.name.startswith(_AUDITED))
            ends = {row.name.removeprefix(_AUDITED): row.value for row in connection.execute(audited)}
        adopted = 0
        reached: dict[str, int] = {}
        for pointer in self.archive.pointers_after(ends):
            adopted += self._adopt(pointer)
            reached[pointer.file] = pointer.offset + pointer.length
        if reached:
            with self._writing() as connection:
                marks = [{"name": _AUDITED + name, "value": end} for name, end in reached.items()]
                connection.execute(replacing(connection.dialect.name, counters), marks)
            self._erase_asked()
        return adopted

    def _adopt(self, pointer: ArchivePointer) -> bool:
        with self._reading() as connection:
            if _known(connection, pointer):
                return False
        if not self.archive.holds(pointer):
            return False
        snapshot = self.archive.read(pointer)
        with self._writing() as connection:
            if self.is_forgotten(snapshot.url or snapshot.source, snapshot.digest):
                connection.execute(adding(connection.dialect.name, erasures), pointer.model_dump())
                return False
            self._insert(connection, snapshot, pointer)
        return True

    def _erase_asked(self) -> None:
        with self._reading() as connection:
            asked = [
                ArchivePointer(file=row.file, offset=row.offset, length=row.length)
                for row in connection.execute(select(erasures))
            ]
        if not asked:
            return
        self.archive.erase(*asked)
        with self._writing() as connection:
            for pointer in asked:
                done = delete(erasures).where(erasures.c.file == pointer.file, erasures.c.offset == pointer.offset)
                connection.execute(done)

    def _insert(self, connection: Connection, snapshot: Snapshot, pointer: ArchivePointer) -> KeptSnapshot:
        headers = {name.casefold(): value for name, value in snapshot.headers}
        values = {
            "digest": snapshot.digest,
            "url": snapshot.url,
            "source": snapshot.source,
            "media_type": snapshot.media_type,
            "fetched_at": moment(snapshot.fetched_at),
            "status": snapshot.status,
            "etag": headers.get("etag"),
            "last_modified": headers.get("last-modified"),
            "settled": False,
            **pointer.model_dump(),
        }
        return kept_snapshot(connection.execute(_inserting(connection.dialect.name), values).one(), new=True)

    def _settle(self, connection: Connection, snapshot: int) -> None:
        connection.execute(_SETTLE, {"snapshot": snapshot})

    def _remember_validators(self, connection: Connection, snapshot: Snapshot) -> None:
        headers = {name.casefold(): value for name, value in snapshot.headers}
        values = {
            "url": snapshot.url,
            "etag": headers.get("etag"),
            "last_modified": headers.get("last-modified"),
            "checked_at": moment(snapshot.fetched_at),
        }
        connection.execute(replacing(connection.dialect.name, validators), values)


@cache
def _inserting(dialect: str) -> Any:
    # Another process that repairs the archive at this moment may have adopted the very record.
    new = upsert(dialect, snapshots)
    same = new.on_conflict_do_update(index_elements=["file", "offset"], set_={"digest": new.excluded.digest})
    return same.returning(*snapshots.c)


def kept_snapshot(row: Found, *, new: bool, fetched_at: datetime | None = None) -> KeptSnapshot:
    """A row of `snapshots` as a value."""
    return KeptSnapshot(
        id=row.id,
        digest=row.digest,
        url=row.url,
        source=row.source,
        pointer=_pointer(row),
        fetched_at=fetched_at or datetime.fromisoformat(row.fetched_at),
        etag=row.etag,
        last_modified=row.last_modified,
        new=new,
    )


def _pointer(row: Found) -> ArchivePointer:
    return ArchivePointer(file=row.file, offset=row.offset, length=row.length)


def _known(connection: Connection, pointer: ArchivePointer) -> bool:
    query = select(snapshots.c.id).where(snapshots.c.file == pointer.file, snapshots.c.offset == pointer.offset)
    return connection.execute(query).one_or_none() is not None


def _kept_before(connection: Connection, snapshot: Snapshot) -> Found | None:
    values = {"digest": snapshot.digest, "url": snapshot.url, "source": snapshot.source}
    return connection.execute(_KEPT_FILE if snapshot.url is None else _KEPT_PAGE, values).one_or_none()
