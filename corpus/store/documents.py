"""Documents as immutable versions."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, func, or_, select

from corpus.documents import Document
from corpus.store.database import moment
from corpus.store.schema import documents, extractions, snapshots
from corpus.store.snapshots import Snapshots
from corpus.store.tombstones import text_mark
from corpus.store.values import KeptSnapshot, Version

IN_ONE_QUERY = 500
"""Ids asked for at once; SQLite's older limit is 999 parameters."""
_OF_THIS = and_(extractions.c.document == documents.c.id, extractions.c.version == documents.c.version)
_METADATA = tuple(column for column in documents.c if column.name != "body")


class Documents(Snapshots):
    """The part of the store that keeps what was read."""

    def save_document(self, document: Document, kept: KeptSnapshot) -> Version:
        """Store what was read from a kept snapshot: a new version where anything but its `source` changed.

        Raises ForgottenError for what was forgotten.
        """
        body = document.model_dump_json()
        digest = _content_digest(document)
        with self._writing() as connection:
            self._refuse_forgotten(
                connection,
                addresses=(document.url, kept.url or kept.source),
                digests=(kept.digest,),
                text=text_mark(document.text),
                document=document.id,
            )
            seen = moment(kept.fetched_at)
            current = connection.execute(_CURRENT, {"mine": document.id}).one_or_none()
            self._settle(connection, kept.id)
            mine = documents.c.id == document.id
            if current is not None and current.digest == digest:
                if seen > current.seen_at:
                    connection.execute(documents.update().where(mine, documents.c.current).values(seen_at=seen))
                return version(current, seen_at=max(seen, current.seen_at))
            if current is not None:
                connection.execute(documents.update().where(mine, documents.c.current).values(current=False))
            number = 1 if current is None else current.version + 1
            row = {
                "id": document.id,
                "version": number,
                "current": True,
                "snapshot": kept.id,
                "url": document.url,
                "source": document.source,
                "media_type": document.media_type,
                "title": _storable(document.title),
                "published": document.published,
                "invented": document.invented,
                "digest": digest,
                "text_digest": text_mark(document.text),
                "stored_at": self._now(),
                "seen_at": seen,
            }
            connection.execute(_INSERT, {**row, "body": body})
            return Version(
                document_id=document.id,
                number=number,
                current=True,
                url=document.url,
                source=document.source,
                media_type=document.media_type,
                title=document.title,
                published=document.published,
                invented=document.invented,
                digest=digest,
                snapshot_digest=kept.digest,
                stored_at=datetime.fromisoformat(str(row["stored_at"])),
                seen_at=kept.fetched_at,
                extractor=None,
                new=True,
            )

    def document(self, document_id: str, number: int | None = None) -> Document | None:
        """A version of a document, the current one by default; None where there is none."""
        wanted = documents.c.current if number is None else documents.c.version == number
        with self._reading() as connection:
            query = select(documents.c.body).where(documents.c.id == document_id, wanted)
            body = connection.execute(query).scalar_one_or_none()
        return None if body is None else Document.model_validate_json(body)

    def documents_by_id(self, document_ids: Iterable[str]) -> dict[str, Document]:
        """The current versions of several documents by id; unknown ids are left out."""
        found: dict[str, Document] = {}
        with self._reading() as connection:
            for some in in_parts(document_ids):
                query = select(documents.c.id, documents.c.body).where(documents.c.id.in_(some), documents.c.current)
                found.update((row.id, Document.model_validate_json(row.body)) for row in connection.execute(query))
        return found

    def document_for(self, address: str) -> Version | None:
        """The current version of the document at an address: canonical, as fetched, or as given to ingest."""
        known = or_(
            documents.c.url == address,
            documents.c.source == address,
            snapshots.c.url == address,
            snapshots.c.source == address,
        )
        newest = _versions(documents.c.current, known).order_by(documents.c.seen_at.desc()).limit(1)
        with self._reading() as connection:
            row = connection.execute(newest).one_or_none()
        return None if row is None else version(row)

    def versions(self, document_ids: Iterable[str]) -> dict[str, Version]:
        """The current versions of several documents by id; unknown ids are left out."""
        found: dict[str, Version] = {}
        with self._reading() as connection:
            for some in in_parts(document_ids):
                rows = connection.execute(_SOME, {"ids": some})
                found.update((row.id, version(row)) for row in rows)
        return found

    def history(self, document_id: str) -> tuple[Version, ...]:
        """Every version of a document, oldest first."""
        query = _versions(documents.c.id == document_id).order_by(documents.c.version)
        with self._reading() as connection:
            return tuple(version(row) for row in connection.execute(query))

    def documents(self, *, after: str = "", limit: int = 1000) -> tuple[Version, ...]:
        """Current versions in the order of their ids, those beyond the id `after`."""
        query = _versions(documents.c.current, documents.c.id > after).order_by(documents.c.id).limit(limit)
        with self._reading() as connection:
            return tuple(version(row) for row in connection.execute(query))

    def pending_extraction(self, extractor: str, *, limit: int | None = None) -> Iterator[Version]:
        """Current versions that this extractor version has not read yet, oldest first."""
        missing = or_(extractions.c.extractor.is_(None), extractions.c.extractor != extractor)
        query = _versions(documents.c.current, missing).order_by(documents.c.stored_at, documents.c.id).limit(limit)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            yield version(row)


def version(row: Any, *, seen_at: str | None = None) -> Version:
    """A row of `version_query` as a value."""
    return Version(
        document_id=row.id,
        number=row.version,
        current=row.current,
        url=row.url,
        source=row.source,
        media_type=row.media_type,
        title=row.title,
        published=row.published,
        invented=row.invented,
        digest=row.digest,
        snapshot_digest=row.snapshot_digest,
        stored_at=datetime.fromisoformat(row.stored_at),
        seen_at=datetime.fromisoformat(seen_at or row.seen_at),
        extractor=row.extractor,
    )


def version_query() -> Select[*tuple[Any, ...]]:
    """Versions of documents with what `version` needs, without their texts."""
    return (
        select(*_METADATA, snapshots.c.digest.label("snapshot_digest"), extractions.c.extractor)
        .join(snapshots, snapshots.c.id == documents.c.snapshot)
        .outerjoin(extractions, _OF_THIS)
    )


def in_parts(values: Iterable[str]) -> Iterator[list[str]]:
    """Distinct values in lists short enough for one query."""
    distinct = list(dict.fromkeys(values))
    for start in range(0, len(distinct), IN_ONE_QUERY):
        yield distinct[start : start + IN_ONE_QUERY]


def count(connection: Connection, query: Select[*tuple[Any, ...]]) -> int:
    """How many rows a query has."""
    return int(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())


def _versions(*wanted: Any) -> Select[*tuple[Any, ...]]:
    return version_query().where(*wanted)


def _content_digest(document: Document) -> str:
    return hashlib.sha256(document.model_dump_json(exclude={"source"}).encode()).hexdigest()


def _storable(title: str | None) -> str | None:
    # PostgreSQL has no text with a zero character; the title in `body` keeps it as an escape.
    return None if title is None else title.replace("\0", "")


_INSERT = documents.insert()
_CURRENT = _versions(documents.c.id == bindparam("mine"), documents.c.current)
_SOME = _versions(documents.c.current, documents.c.id.in_(bindparam("ids", expanding=True)))
