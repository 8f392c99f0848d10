"""Sources: those the user added, and how the visits of all of them went."""

from datetime import datetime

from sqlalchemy import delete, select

from corpus.catalogue import Source, load_catalogue
from corpus.errors import StoreError
from corpus.store.database import replacing, upsert
from corpus.store.forgetting import Forgetting
from corpus.store.schema import sources, visits
from corpus.store.values import SourceHealth


class Sources(Forgetting):
    """The part of the store that knows the sources' health."""

    def add_source(self, source: Source) -> None:
        """Add a source, or replace the one of the same id that was added before.

        Raises StoreError where the catalogue has a source of this id.
        """
        if source.id in load_catalogue():
            raise StoreError(f"the catalogue has a source {source.id} already; choose another id")
        row = {"id": source.id, "body": source.model_dump_json(), "added_at": self._now()}
        with self._writing() as connection:
            connection.execute(replacing(connection.dialect.name, sources), row)

    def remove_source(self, source_id: str) -> bool:
        """Remove a source that was added, with its visits; False where none of this id was."""
        with self._writing() as connection:
            removed = connection.execute(delete(sources).where(sources.c.id == source_id)).rowcount
            if removed:
                connection.execute(delete(visits).where(visits.c.source == source_id))
        return bool(removed)

    def sources(self) -> tuple[SourceHealth, ...]:
        """Every source of the catalogue and every one added, by id, with its health."""
        with self._reading() as connection:
            added = [Source.model_validate_json(body) for body in connection.execute(select(sources.c.body)).scalars()]
            health = {row.source: row for row in connection.execute(select(visits))}
        known = {**{source.id: source for source in added}, **load_catalogue()}
        own = known.keys() - load_catalogue().keys()
        return tuple(
            SourceHealth(
                source=known[name],
                added=name in own,
                last_visit=datetime.fromisoformat(health[name].last_visit) if name in health else None,
                last_count=health[name].last_count if name in health else None,
                last_error=health[name].last_error if name in health else None,
                failures=health[name].failures if name in health else 0,
            )
            for name in sorted(known)
        )

    def record_visit(self, source_id: str, *, count: int, error: str | None = None) -> None:
        """Note how a visit went: how many announcements it found, and what was wrong with it, if anything was."""
        values = {"last_visit": self._now(), "last_count": count, "last_error": error}
        with self._writing() as connection:
            row = upsert(connection.dialect.name, visits).values(source=source_id, failures=1 if error else 0, **values)
            failures = visits.c.failures + 1 if error else 0
            again = row.on_conflict_do_update(index_elements=["source"], set_={**values, "failures": failures})
            connection.execute(again)
