"""Corrections that people made, and what was extracted from the documents they speak of.

`mentions` hold a document's programmes as corrected; `originals` hold them as extracted, only for documents that have
corrections, so that one can be taken back without extracting again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, update

from corpus.corrections import Correction, Scope, State
from corpus.programmes import Programme
from corpus.store.database import moment
from corpus.store.documents import in_parts
from corpus.store.schema import corrections, extractions, originals, scopes
from corpus.store.sources import Sources
from corpus.store.values import StoredCorrection

_OF_DOCUMENT = (
    select(corrections.c.body)
    .where(corrections.c.document == bindparam("mine"))
    .order_by(corrections.c.made_at, corrections.c.decision)
)
_HELD = (
    select(scopes, corrections.c.body)
    .join(corrections, corrections.c.decision == scopes.c.decision)
    .where(scopes.c.merge_key.in_(bindparam("keys", expanding=True)))
    .order_by(corrections.c.made_at, corrections.c.decision, corrections.c.document)
)


class Corrections(Sources):
    """The part of the store that keeps what people decided."""

    def now(self) -> datetime:
        """This moment by the store's clock."""
        return self._clock()

    def save_decision(self, made: Sequence[Correction], held: Mapping[str, Collection[Scope]] | None = None) -> None:
        """Store the corrections of decisions in the place of those they replace.

        `held` are the programmes that a decision holds for in documents to come, by decision.
        """
        scoped = [
            {"decision": decision, "merge_key": scope.merge_key, "edition": scope.edition}
            for decision, some in (held or {}).items()
            for scope in some
        ]
        with self._writing() as connection:
            for decision in {one.decision for one in made}:
                _remove(connection, decision)
            if made:
                connection.execute(insert(corrections), [_row(one) for one in made])
            if scoped:
                connection.execute(insert(scopes), scoped)

    def save_inherited(self, document_id: str, inherited: Sequence[Correction]) -> None:
        """Store what a document inherits of decisions made before, in the place of what it inherited until now."""
        with self._writing() as connection:
            bodies = connection.execute(_OF_DOCUMENT, {"mine": document_id}).scalars().all()
            before = {one for one in map(Correction.model_validate_json, bodies) if one.inherited}
            for one in before.difference(inherited):
                mine = (corrections.c.document == document_id, corrections.c.decision == one.decision)
                connection.execute(delete(corrections).where(*mine))
            if rows := [_row(one) for one in inherited if one not in before]:
                connection.execute(insert(corrections), rows)

    def held(self, merge_keys: Iterable[str]) -> tuple[tuple[Scope, Correction], ...]:
        """The decisions that hold for programmes with these keys in every document, one correction of each."""
        found: dict[tuple[str, Scope], Correction] = {}
        with self._reading() as connection:
            for some in in_parts(merge_keys):
                for row in connection.execute(_HELD, {"keys": some}):
                    one = Correction.model_validate_json(row.body)
                    scope = Scope(merge_key=row.merge_key, edition=row.edition)
                    if not one.inherited:
                        found.setdefault((row.decision, scope), one)
        return tuple((scope, one) for (_, scope), one in found.items())

    def scopes(self, decision: str) -> tuple[Scope, ...]:
        """What a decision holds for in documents to come."""
        query = select(scopes.c.merge_key, scopes.c.edition).where(scopes.c.decision == decision)
        with self._reading() as connection:
            return tuple(Scope(merge_key=row.merge_key, edition=row.edition) for row in connection.execute(query))

    def remove_decision(self, decision: str) -> tuple[Correction, ...]:
        """Take a decision back; returns its corrections, none where it is unknown. Extract or apply anew afterwards."""
        mine = corrections.c.decision == decision
        with self._writing() as connection:
            bodies = connection.execute(select(corrections.c.body).where(mine)).scalars().all()
            _remove(connection, decision)
        return tuple(Correction.model_validate_json(body) for body in bodies)

    def document_corrections(self, document_id: str) -> tuple[Correction, ...]:
        """The corrections that speak of one document, oldest first."""
        with self._reading() as connection:
            bodies = connection.execute(_OF_DOCUMENT, {"mine": document_id}).scalars().all()
        return tuple(Correction.model_validate_json(body) for body in bodies)

    def corrections(
        self, *, document: str | None = None, state: State | None = None, limit: int = 1000, offset: int = 0
    ) -> tuple[StoredCorrection, ...]:
        """Corrections, newest first: all, those of a document, or those in a state."""
        query = select(corrections.c.body, corrections.c.state).where(*_wanted(document, state))
        newest = (corrections.c.made_at.desc(), corrections.c.decision, corrections.c.document)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(*newest).limit(limit).offset(offset)).all()
        return tuple(StoredCorrection(Correction.model_validate_json(row.body), row.state) for row in rows)

    def count_corrections(self, *, document: str | None = None, state: State | None = None) -> int:
        """How many corrections there are: all, those of a document, or those in a state."""
        query = select(func.count()).select_from(corrections).where(*_wanted(document, state))
        with self._reading() as connection:
            return int(connection.execute(query).scalar_one())

    def corrected_documents(self) -> tuple[str, ...]:
        """Ids of the documents that have corrections, sorted."""
        query = select(corrections.c.document).distinct().order_by(corrections.c.document)
        with self._reading() as connection:
            return tuple(connection.execute(query).scalars())

    def deciding_together(self, decisions: Iterable[str]) -> tuple[str, ...]:
        """Ids of the documents that these decisions speak of, sorted."""
        found: set[str] = set()
        with self._reading() as connection:
            for some in in_parts(decisions):
                query = select(corrections.c.document).where(corrections.c.decision.in_(some))
                found.update(connection.execute(query).scalars())
        return tuple(sorted(found))

    def mark_corrections(self, document_id: str, states: Mapping[str, State]) -> None:
        """Note what became of the corrections of a document, by decision."""
        with self._writing() as connection:
            for state in sorted(set(states.values())):
                for some in in_parts(decision for decision, became in states.items() if became == state):
                    mine = (corrections.c.document == document_id, corrections.c.decision.in_(some))
                    connection.execute(update(corrections).where(*mine).values(state=state))

    def extraction(self, document_id: str) -> tuple[int, str] | None:
        """The version of a document that its mentions come from, and the version of the extractor that found them."""
        query = select(extractions.c.version, extractions.c.extractor).where(extractions.c.document == document_id)
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else (row.version, row.extractor)

    def originals(self, document_id: str) -> tuple[Programme, ...]:
        """The programmes of a document that has corrections, as extracted, in the order of the text."""
        query = select(originals.c.body).where(originals.c.document == document_id).order_by(originals.c.position)
        with self._reading() as connection:
            return tuple(Programme.model_validate_json(body) for body in connection.execute(query).scalars())

    def save_originals(self, document_id: str, programmes: Sequence[Programme]) -> None:
        """Keep what was extracted from a document, in the place of what was kept before. Extract it first."""
        rows = [
            {"document": document_id, "position": position, "body": programme.model_dump_json()}
            for position, programme in enumerate(programmes)
        ]
        with self._writing() as connection:
            connection.execute(delete(originals).where(originals.c.document == document_id))
            if rows:
                connection.execute(insert(originals), rows)


def _row(one: Correction) -> dict[str, object]:
    return {
        "decision": one.decision,
        "document": one.document,
        "version": one.version,
        "state": "stale",
        "made_at": moment(one.at),
        "body": one.model_dump_json(),
    }


def _remove(connection: Connection, decision: str) -> None:
    connection.execute(delete(corrections).where(corrections.c.decision == decision))
    connection.execute(delete(scopes).where(scopes.c.decision == decision))


def _wanted(document: str | None, state: State | None) -> list[ColumnElement[bool]]:
    wanted = {corrections.c.document: document, corrections.c.state: state}
    return [column == value for column, value in wanted.items() if value is not None]
