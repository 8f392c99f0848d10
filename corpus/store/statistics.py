"""How much is known, of which municipalities, and how fresh it is."""

from datetime import datetime

from sqlalchemy import Executable, and_, case, distinct, func, select

from corpus.store.corrections import Corrections
from corpus.store.schema import documents, mentions, programme_documents, programmes, snapshots
from corpus.store.values import Coverage, Statistics


class Figures(Corrections):
    """The part of the store that counts."""

    def statistics(self) -> Statistics:
        """How much there is."""
        counted: tuple[Executable, ...] = (
            select(func.count(), func.max(snapshots.c.fetched_at)).select_from(snapshots),
            select(func.count(), func.max(documents.c.published)).where(documents.c.current),
            select(func.count()).select_from(documents),
            select(func.count()).select_from(mentions),
            select(
                func.count(),
                func.count(distinct(programmes.c.teryt)),
                func.count(distinct(programmes.c.voivodeship)),
            ).select_from(programmes),
        )
        with self._reading() as connection:
            kept, current, versions, told, merged = (connection.execute(query).one() for query in counted)
        return Statistics(
            snapshots=kept[0],
            documents=current[0],
            versions=versions[0],
            mentions=told[0],
            programmes=merged[0],
            municipalities=merged[1],
            voivodeships=merged[2],
            newest_published=current[1],
            last_fetched=datetime.fromisoformat(kept[1]) if kept[1] else None,
        )

    def counts(self) -> tuple[int, int]:
        """How many documents and programmes there are; cheaper than `statistics`, whatever their number."""
        with self._reading() as connection:
            current = connection.execute(select(func.count()).where(documents.c.current)).scalar_one()
            merged = connection.execute(select(func.count(programmes.c.id)).select_from(programmes)).scalar_one()
        return int(current), int(merged)

    def coverage(self) -> tuple[Coverage, ...]:
        """Each municipality that some programme names, by its name."""
        query = (
            select(
                programmes.c.teryt,
                func.max(programmes.c.municipality),
                func.max(programmes.c.voivodeship),
                func.count(distinct(programmes.c.id)),
                func.count(distinct(documents.c.id)),
                func.max(documents.c.published),
                func.max(documents.c.seen_at),
                func.count(distinct(case((programmes.c.invented, programmes.c.id)))),
            )
            .outerjoin(programme_documents, programme_documents.c.programme == programmes.c.id)
            .outerjoin(documents, and_(documents.c.id == programme_documents.c.document, documents.c.current))
            .where(programmes.c.teryt.is_not(None))
            .group_by(programmes.c.teryt)
        )
        with self._reading() as connection:
            rows = connection.execute(query).all()
        found = [
            Coverage(
                teryt=teryt,
                name=name or teryt,
                voivodeship=voivodeship,
                programmes=programme_count,
                documents=document_count,
                newest=newest,
                last_seen=datetime.fromisoformat(seen) if seen else None,
                invented=invented,
            )
            for teryt, name, voivodeship, programme_count, document_count, newest, seen, invented in rows
        ]
        return tuple(sorted(found, key=lambda place: (place.name, place.teryt)))
