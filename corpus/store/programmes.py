"""Merged programmes: saving, filters, links between them, and the counter of changes that the index follows."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, delete, func, insert, select

from corpus.errors import StoreError
from corpus.programmes import Programme
from corpus.store.columns import codes, columns
from corpus.store.database import replacing, upsert
from corpus.store.documents import in_parts, version, version_query
from corpus.store.filters import conditions
from corpus.store.mentions import Mentions
from corpus.store.schema import (
    changes,
    documents,
    extractions,
    merges,
    programme_codes,
    programme_documents,
    programme_links,
    programmes,
)
from corpus.store.values import Change, Citation, Kept, Link, ProgrammeFilter, ProgrammePage, Version

READ_BEFORE = 500
"""Programmes whose stored JSON was read lately and is not read again, some ten kilobytes each."""
_MERGED = select(programmes.c.id, programmes.c.body).where(programmes.c.merge_key == bindparam("key"))
_SOME = select(programmes.c.id, programmes.c.body).where(programmes.c.id.in_(bindparam("ids", expanding=True)))
_KEPT = (
    select(
        programmes.c.id.label("programme"),
        programmes.c.body,
        *(documents.c[name] for name in ("id", "url", "source", "title", "published", "invented")),
    )
    .outerjoin(programme_documents, programme_documents.c.programme == programmes.c.id)
    .outerjoin(documents, and_(documents.c.id == programme_documents.c.document, documents.c.current))
    .where(programmes.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(programme_documents.c.rank)
)
_CLEAR = tuple(
    delete(table).where(table.c.programme == bindparam("mine")) for table in (programme_codes, programme_documents)
)


class Programmes(Mentions):
    """The part of the store that keeps what was merged from all documents."""

    def save_programmes(self, key: str, merged: Sequence[Programme], *, revision: int) -> bool:
        """Make `merged` the programmes of a merge key; `revision` is that of the mentions they were merged from.

        Returns False, and changes nothing, where someone else saved a merge of newer mentions before.
        """
        with self._writing() as connection:
            if not self._take_merge(connection, key, revision):
                return False
            before = {row.id: row.body for row in connection.execute(_MERGED, {"key": key})}
            self._delete_programmes(connection, before.keys() - {programme.id for programme in merged})
            for programme in merged:
                body = programme.model_dump_json()
                if before.get(programme.id) != body:
                    self._save_programme(connection, key, programme, body)
        return True

    def programme(self, programme_id: str) -> Programme | None:
        """A merged programme; None where there is none."""
        return self.programmes_by_id([programme_id]).get(programme_id)

    def programmes_by_id(self, ids: Iterable[str]) -> dict[str, Programme]:
        """Several merged programmes by id; unknown ids are left out."""
        found: dict[str, Programme] = {}
        with self._reading() as connection:
            for some in in_parts(ids):
                found.update((row.id, _programme(row.body)) for row in connection.execute(_SOME, {"ids": some}))
        return found

    def kept(self, ids: Iterable[str]) -> dict[str, Kept]:
        """Several merged programmes by id with the documents that tell of them; unknown ids are left out."""
        bodies: dict[str, str] = {}
        told: dict[str, list[Citation]] = {}
        with self._reading() as connection:
            for some in in_parts(ids):
                # one query for both: what SQLAlchemy does around a query takes longer than the database
                for programme, body, document, *shown in connection.execute(_KEPT, {"ids": some}):
                    bodies[programme] = body
                    if document is not None:
                        told.setdefault(programme, []).append(Citation(document, *shown))
        return {one: Kept(body, tuple(told.get(one, ()))) for one, body in bodies.items()}

    def programmes(self, filters: ProgrammeFilter | None = None, *, limit: int = 50, offset: int = 0) -> ProgrammePage:
        """The programmes that pass the filters, those that began last first, undated ones at the end."""
        wanted = conditions(filters or ProgrammeFilter())
        newest = (func.coalesce(programmes.c.first_day, "").desc(), programmes.c.id)
        query = select(programmes.c.body).where(*wanted).order_by(*newest).limit(limit).offset(offset)
        with self._reading() as connection:
            total = connection.execute(select(func.count()).select_from(programmes).where(*wanted)).scalar_one()
            bodies = connection.execute(query).scalars().all()
        return ProgrammePage(int(total), tuple(map(_programme, bodies)))

    def programme_documents(self, programme_id: str) -> tuple[Version, ...]:
        """The versions of documents that a programme's evidence speaks of, best first."""
        query = (
            version_query()
            .join(programme_documents, programme_documents.c.document == documents.c.id)
            .where(programme_documents.c.programme == programme_id, documents.c.version == extractions.c.version)
            .order_by(programme_documents.c.rank)
        )
        with self._reading() as connection:
            return tuple(version(row) for row in connection.execute(query))

    def document_programmes(self, document_id: str) -> tuple[Programme, ...]:
        """The merged programmes that a document tells of."""
        return self._bodies(
            select(programmes.c.body)
            .join(programme_documents, programme_documents.c.programme == programmes.c.id)
            .where(programme_documents.c.document == document_id)
            .order_by(programmes.c.id)
        )

    def programmes_of_documents(self, document_ids: Iterable[str]) -> dict[str, list[str]]:
        """The ids of the merged programmes that each of some documents tells of, ascending."""
        found: dict[str, list[str]] = {}
        columns = (programme_documents.c.document, programme_documents.c.programme)
        with self._reading() as connection:
            for some in in_parts(document_ids):
                query = select(*columns).where(programme_documents.c.document.in_(some)).order_by(*columns)
                for row in connection.execute(query):
                    found.setdefault(row.document, []).append(row.programme)
        return found

    def save_links(self, programme_id: str, links: Sequence[Link]) -> None:
        """Replace what a programme refers to.

        Raises StoreError where one of the programmes is not in the store.
        """
        ends = {programme_id, *(link.target for link in links)}
        with self._writing() as connection:
            known = set(connection.execute(select(programmes.c.id).where(programmes.c.id.in_(ends))).scalars())
            if missing := sorted(ends - known):
                raise StoreError(f"programme {missing[0]} is not in the store; save it before linking it")
            connection.execute(delete(programme_links).where(programme_links.c.programme == programme_id))
            rows = [
                {"programme": programme_id, "relation": link.relation, "target": link.target}
                for link in dict.fromkeys(links)
            ]
            if rows:
                connection.execute(insert(programme_links), rows)

    def links(self, programme_id: str) -> tuple[Link, ...]:
        """What a programme refers to."""
        return self._links(programme_links.c.programme == programme_id, programme_links.c.target)

    def links_of(self, ids: Iterable[str]) -> dict[str, tuple[Link, ...]]:
        """What several programmes refer to; those that refer to nothing are left out."""
        found: dict[str, list[Link]] = {}
        columns = (programme_links.c.programme, programme_links.c.relation, programme_links.c.target)
        with self._reading() as connection:
            for some in in_parts(ids):
                query = select(*columns).where(programme_links.c.programme.in_(some)).order_by(*columns)
                for row in connection.execute(query):
                    found.setdefault(row.programme, []).append(Link(row.relation, row.target))
        return {programme: tuple(links) for programme, links in found.items()}

    def linked_from(self, programme_id: str) -> tuple[Link, ...]:
        """What refers to a programme; `target` is the id of the one that does."""
        return self._links(programme_links.c.target == programme_id, programme_links.c.programme)

    def changes_since(self, counter: int, *, limit: int | None = None) -> Iterator[Change]:
        """Each programme saved or deleted after a counter, with its last change only, in the order of changes."""
        query = select(changes).where(changes.c.counter > counter).order_by(changes.c.counter).limit(limit)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            yield Change(row.counter, row.programme, row.deleted)

    def _take_merge(self, connection: Connection, key: str, revision: int) -> bool:
        values = {"merge_key": key, "revision": revision, "merged": revision}
        return connection.execute(_taking(connection.dialect.name), values).one_or_none() is not None

    def _save_programme(self, connection: Connection, key: str, programme: Programme, body: str) -> None:
        values = {"id": programme.id, "merge_key": key, **columns(programme), "body": body}
        connection.execute(replacing(connection.dialect.name, programmes), values)
        mine: dict[str, Any] = {"programme": programme.id}
        for clear in _CLEAR:
            connection.execute(clear, {"mine": programme.id})
        if rows := [mine | {"field": field, "code": code} for field, code in codes(programme)]:
            connection.execute(insert(programme_codes), rows)
        distinct = dict.fromkeys(programme.documents)
        if ranked := [mine | {"document": document, "rank": rank} for rank, document in enumerate(distinct)]:
            connection.execute(insert(programme_documents), ranked)
        self._record_change(connection, programme.id, deleted=False)

    def _delete_programmes(self, connection: Connection, ids: Iterable[str]) -> None:
        for programme_id in sorted(ids):
            connection.execute(delete(programmes).where(programmes.c.id == programme_id))
            self._record_change(connection, programme_id, deleted=True)

    def _record_change(self, connection: Connection, programme_id: str, *, deleted: bool) -> None:
        change = {"programme": programme_id, "counter": self._next(connection), "deleted": deleted}
        connection.execute(replacing(connection.dialect.name, changes), change)

    def _links(self, wanted: Any, end: Any) -> tuple[Link, ...]:
        query = select(programme_links.c.relation, end).where(wanted).order_by(programme_links.c.relation, end)
        with self._reading() as connection:
            return tuple(Link(relation, other) for relation, other in connection.execute(query))

    def _bodies(self, query: Select[*tuple[Any, ...]]) -> tuple[Programme, ...]:
        with self._reading() as connection:
            return tuple(map(_programme, connection.execute(query).scalars()))


@cache
def _taking(dialect: str) -> Any:
    new = upsert(dialect, merges)
    taken = new.on_conflict_do_update(
        index_elements=["merge_key"],
        set_={"merged": new.excluded.merged},
        where=merges.c.merged <= new.excluded.merged,
    )
    return taken.returning(merges.c.merge_key)


@lru_cache(maxsize=READ_BEFORE)
def _programme(body: str) -> Programme:
    return Programme.model_validate_json(body)
