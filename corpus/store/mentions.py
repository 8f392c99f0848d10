"""Mentions: the programmes that one document tells of, and which of them wait to be merged."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from corpus.errors import StoreError
from corpus.programmes import Programme
from corpus.store.database import upsert
from corpus.store.documents import Documents, in_parts
from corpus.store.schema import documents, extractions, mentions, merges
from corpus.store.values import Mention, MentionGroup

_MINE = select(mentions).where(mentions.c.document == bindparam("mine"))
_CLEAR = delete(mentions).where(mentions.c.document == bindparam("mine"))
_EXISTS = select(documents.c.id).where(documents.c.id == bindparam("mine"), documents.c.version == bindparam("number"))
_REVISIONS = select(merges.c.merge_key, merges.c.revision).where(
    merges.c.merge_key.in_(bindparam("keys", expanding=True))
)
_MENTIONS = (
    select(mentions, extractions.c.version)
    .join(extractions, extractions.c.document == mentions.c.document)
    .where(mentions.c.merge_key.in_(bindparam("keys", expanding=True)))
    .order_by(mentions.c.document, mentions.c.position)
)


class Mentions(Documents):
    """The part of the store that keeps what was extracted, document by document."""

    def save_extraction(
        self, document_id: str, number: int, extractor: str, programmes: Sequence[tuple[str, Programme]]
    ) -> frozenset[str]:
        """Replace the mentions of a document by those found in its version `number`, each with its merge key.

        Returns the keys whose mentions changed: merge these again (they stay in `dirty_keys` until that is done).
        Raises StoreError where there is no such version, or a newer one was extracted before.
        """
        with self._writing() as connection:
            self._announce_extraction(connection, document_id, number, extractor)
            before = _by_key(connection.execute(_MINE, {"mine": document_id}).all())
            if before:
                connection.execute(_CLEAR, {"mine": document_id})
            after: dict[str, list[tuple[int, str]]] = {}
            for position, (key, programme) in enumerate(programmes):
                after.setdefault(key, []).append((position, programme.model_dump_json()))
            rows = [
                {"document": document_id, "position": position, "merge_key": key, "body": body}
                for key, found in after.items()
                for position, body in found
            ]
            if rows:
                connection.execute(mentions.insert(), rows)
            changed = frozenset(key for key in before | after if before.get(key) != after.get(key))
            self._mark_dirty(connection, changed)
        return changed

    def mentions(self, keys: Iterable[str]) -> dict[str, MentionGroup]:
        """All mentions of each key, in the order of documents; a key without any has an empty group."""
        wanted = list(dict.fromkeys(keys))
        with self._reading() as connection:
            # The revision first: mentions read after it may be newer than it says, never older.
            revisions: dict[str, int] = {}
            found: dict[str, list[Mention]] = {key: [] for key in wanted}
            for some in in_parts(wanted):
                revisions.update(
                    (row.merge_key, row.revision) for row in connection.execute(_REVISIONS, {"keys": some})
                )
                for row in connection.execute(_MENTIONS, {"keys": some}):
                    programme = Programme.model_validate_json(row.body)
                    found[row.merge_key].append(Mention(row.document, row.version, row.position, programme))
        return {key: MentionGroup(key, revisions.get(key, 0), tuple(found[key])) for key in wanted}

    def merge_keys(self, prefix: str = "") -> tuple[str, ...]:
        """Every key that some mention has, those beginning with `prefix`, sorted."""
        query = select(mentions.c.merge_key).distinct()
        if prefix:
            query = query.where(mentions.c.merge_key.startswith(prefix, autoescape=True))
        with self._reading() as connection:
            return tuple(sorted(connection.execute(query).scalars()))

    def dirty_keys(self) -> tuple[str, ...]:
        """Keys whose mentions changed since they were last merged, oldest change first."""
        query = select(merges.c.merge_key).where(merges.c.merged < merges.c.revision)
        with self._reading() as connection:
            return tuple(connection.execute(query.order_by(merges.c.revision)).scalars())

    def mark_dirty(self, keys: Iterable[str]) -> None:
        """Ask for keys to be merged again, e.g. because the rules of merging changed."""
        with self._writing() as connection:
            self._mark_dirty(connection, keys)

    def document_mentions(self, document_id: str) -> tuple[Programme, ...]:
        """The programmes that one document tells of, as extracted from it alone, in the order of the text."""
        query = select(mentions.c.body).where(mentions.c.document == document_id).order_by(mentions.c.position)
        with self._reading() as connection:
            return tuple(Programme.model_validate_json(body) for body in connection.execute(query).scalars())

    def _announce_extraction(self, connection: Connection, document_id: str, number: int, extractor: str) -> None:
        if connection.execute(_EXISTS, {"mine": document_id, "number": number}).one_or_none() is None:
            raise StoreError(f"document {document_id} has no version {number}; it may have been forgotten meanwhile")
        row = {"document": document_id, "version": number, "extractor": extractor, "extracted_at": self._now()}
        if connection.execute(_extracting(connection.dialect.name), row).one_or_none() is None:
            raise StoreError(f"a newer version of document {document_id} was extracted before version {number}")

    def _mark_dirty(self, connection: Connection, keys: Iterable[str]) -> None:
        for key in sorted(set(keys)):
            row = {"merge_key": key, "revision": self._next(connection), "merged": 0}
            connection.execute(_dirtying(connection.dialect.name), row)


def _by_key(rows: Iterable[Any]) -> dict[str, list[tuple[int, str]]]:
    grouped: dict[str, list[tuple[int, str]]] = {}
    for row in rows:
        grouped.setdefault(row.merge_key, []).append((row.position, row.body))
    return grouped


@cache
def _extracting(dialect: str) -> Any:
    new = upsert(dialect, extractions)
    values = {name: new.excluded[name] for name in ("version", "extractor", "extracted_at")}
    newer = extractions.c.version <= new.excluded.version
    same = new.on_conflict_do_update(index_elements=["document"], set_=values, where=newer)
    return same.returning(extractions.c.document)


@cache
def _dirtying(dialect: str) -> Any:
    new = upsert(dialect, merges)
    return new.on_conflict_do_update(index_elements=["merge_key"], set_={"revision": new.excluded.revision})
