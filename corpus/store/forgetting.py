"""Forgetting on request: a document's bytes, text, mentions and merged values go, a mark stays."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, func, or_, select, text, update

from corpus.corrections import Correction
from corpus.store.database import adding
from corpus.store.documents import in_parts
from corpus.store.programmes import Programmes
from corpus.store.schema import (
    corrections,
    documents,
    erasures,
    extractions,
    mentions,
    programme_documents,
    programmes,
    scopes,
    snapshots,
    validators,
)
from corpus.store.tombstones import ADDRESS, BODY, DOCUMENT, TEXT, address_mark
from corpus.store.values import Forgotten

_CLEANED = ("corrections", "documents", "mentions", "originals", "programmes", "scopes", "snapshots", "validators")
_VERSION = (documents.c.id, documents.c.version, documents.c.url, documents.c.snapshot, documents.c.text_digest)
Rows = Sequence[Any]


class Forgetting(Programmes):
    """The part of the store that lets go."""

    def forget(self, address_or_id: str) -> Forgotten:
        """Remove a document, or whatever lies at an address or path, from the database and the archive for good.

        A mark of digests keeps it from coming back, also where nothing was stored yet. Versions of other documents
        with the same bytes or words go too. Merged programmes that rest on what went go at once; `merge_keys` names
        those that other documents may tell of too: merge these again.
        """
        self._recover()
        with self._writing() as connection:
            ids = _documents_meant(connection, address_or_id)
            meant = connection.execute(select(*_VERSION).where(documents.c.id.in_(ids))).all()
            kept = _snapshots_meant(connection, address_or_id, meant)
            self._mark(connection, _marks(address_or_id, meant, kept))
            twins = _twins(connection, meant, kept)
            kept = [*kept, *_snapshots_of(connection, twins, {row.id for row in kept})]
            silent = {*ids, *_extracted(connection, twins)}
            gone = self._forget_programmes(connection, silent)
            keys = self._forget_mentions(connection, silent) | {key for _, key in gone}
            self._mark_dirty(connection, keys)
            _forget_corrections(connection, ids, twins)
            _forget_versions(connection, [*meant, *twins])
            _forget_snapshots(connection, kept)
            places = {address_or_id, *(row.url for row in (*meant, *kept) if row.url)}
            connection.execute(delete(validators).where(validators.c.url.in_(places)))
        self._erase_asked()
        self._clean()
        return Forgotten(tuple(ids), tuple(sorted(name for name, _ in gone)), tuple(sorted(keys)), len(kept))

    def documents_meant(self, address_or_id: str) -> tuple[str, ...]:
        """Ids of the documents that `forget` would remove."""
        with self._reading() as connection:
            return tuple(_documents_meant(connection, address_or_id))

    def _forget_programmes(self, connection: Connection, ids: Collection[str]) -> list[tuple[str, str]]:
        query = (
            select(programmes.c.id, programmes.c.merge_key)
            .join(programme_documents, programme_documents.c.programme == programmes.c.id)
            .where(programme_documents.c.document.in_(ids))
            .distinct()
        )
        gone = [(row.id, row.merge_key) for row in connection.execute(query)]
        self._delete_programmes(connection, [programme for programme, _ in gone])
        return gone

    def _forget_mentions(self, connection: Connection, ids: Collection[str]) -> set[str]:
        keys = set(connection.execute(select(mentions.c.merge_key).where(mentions.c.document.in_(ids))).scalars())
        connection.execute(delete(extractions).where(extractions.c.document.in_(ids)))
        return keys

    def _clean(self) -> None:
        """Free space still holds what was deleted: overwrite it."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if connection.dialect.name == "sqlite":
                # `secure_delete` zeroed the pages; the log of earlier writes is emptied as soon as no reader needs it.
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            else:
                connection.execute(text(f"VACUUM {', '.join(_CLEANED)}"))


def _documents_meant(connection: Connection, address_or_id: str) -> list[str]:
    # The source of a page may be a whole site: it names the page only where that came from no address.
    from_file = and_(snapshots.c.url.is_(None), snapshots.c.source == address_or_id)
    named = (documents.c.id, documents.c.url, snapshots.c.url)
    meant = or_(from_file, *(column == address_or_id for column in named))
    query = select(documents.c.id).join(snapshots, snapshots.c.id == documents.c.snapshot).where(meant).distinct()
    return sorted(connection.execute(query).scalars())


def _snapshots_meant(connection: Connection, address_or_id: str, meant: Rows) -> Rows:
    used = connection.execute(select(snapshots).where(snapshots.c.id.in_({row.snapshot for row in meant}))).all()
    places = {address_or_id, *(row.url for row in (*meant, *used) if row.url)}
    files = {address_or_id, *(row.source for row in used if row.url is None)}
    wanted = or_(
        snapshots.c.digest.in_({row.digest for row in used}),
        snapshots.c.url.in_(places),
        and_(snapshots.c.url.is_(None), snapshots.c.source.in_(files)),
    )
    return connection.execute(select(snapshots).where(wanted)).all()


def _marks(address_or_id: str, meant: Rows, kept: Rows) -> set[tuple[str, str]]:
    marks = {(DOCUMENT, row.id) for row in meant}
    marks |= {(ADDRESS, address_mark(row.url)) for row in meant if row.url}
    marks |= {(TEXT, row.text_digest) for row in meant if row.text_digest}
    marks |= {(BODY, row.digest) for row in kept}
    used = {row.snapshot for row in meant}
    places = {row.url or row.source for row in kept if row.id in used}
    if all(address_or_id != row.id for row in meant):
        places.add(address_or_id)
    return marks | {(ADDRESS, address_mark(place)) for place in places}


def _twins(connection: Connection, meant: Rows, kept: Rows) -> Rows:
    """Versions of other documents that say the same."""
    same = or_(
        documents.c.snapshot.in_([row.id for row in kept]),
        documents.c.text_digest.in_({row.text_digest for row in meant if row.text_digest}),
    )
    others = documents.c.id.not_in({row.id for row in meant})
    return connection.execute(select(*_VERSION).where(same, others)).all()


def _snapshots_of(connection: Connection, versions: Rows, known: Collection[int]) -> Rows:
    wanted = {row.snapshot for row in versions} - set(known)
    return connection.execute(select(snapshots).where(snapshots.c.id.in_(wanted))).all()


def _extracted(connection: Connection, versions: Rows) -> set[str]:
    """The documents among these whose mentions come from these very versions."""
    rows = connection.execute(
        select(extractions.c.document, extractions.c.version).where(
            extractions.c.document.in_({row.id for row in versions})
        )
    )
    ours = {(row.id, row.version) for row in versions}
    return {row.document for row in rows if (row.document, row.version) in ours}


def _forget_corrections(connection: Connection, ids: Collection[str], twins: Rows) -> None:
    """Corrections quote the text: those of what goes, and those of other documents that quote it, go too.

    What a document inherits quotes others; the decision itself stays.
    """
    rows = connection.execute(
        select(corrections.c.decision, corrections.c.body).where(corrections.c.document.in_(ids))
    ).all()
    quoting = sorted({row.decision for row in rows if not Correction.model_validate_json(row.body).inherited})
    for some in in_parts(quoting):
        connection.execute(delete(corrections).where(corrections.c.decision.in_(some)))
    connection.execute(delete(corrections).where(corrections.c.document.in_(ids)))
    for row in twins:
        mine = and_(corrections.c.document == row.id, corrections.c.version == row.version)
        connection.execute(delete(corrections).where(mine))
    # what a decision held for is named by its name
    connection.execute(delete(scopes).where(scopes.c.decision.not_in(select(corrections.c.decision))))


def _forget_versions(connection: Connection, versions: Rows) -> None:
    for row in versions:
        mine = documents.c.id == row.id
        connection.execute(delete(documents).where(mine, documents.c.version == row.version))
    for document_id in sorted({row.id for row in versions}):
        mine = documents.c.id == document_id
        newest = connection.execute(select(func.max(documents.c.version)).where(mine)).scalar_one_or_none()
        if newest is not None:
            connection.execute(update(documents).where(mine, documents.c.version == newest).values(current=True))


def _forget_snapshots(connection: Connection, kept: Rows) -> None:
    for row in kept:
        asked = {"file": row.file, "offset": row.offset, "length": row.length}
        connection.execute(adding(connection.dialect.name, erasures), asked)
        connection.execute(delete(snapshots).where(snapshots.c.id == row.id))
