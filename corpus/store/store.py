"""The store: the source of truth of everything that was fetched, read and extracted."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import make_url

from corpus.archive import Archive
from corpus.errors import StoreError
from corpus.settings import CorpusSettings
from corpus.store.database import utc_now
from corpus.store.statistics import Figures


class Store(Figures):
    """One database and one archive. Safe for several processes and threads; `ingest` writes while `serve` reads.

    A call that writes has written when it returns: killing the process afterwards loses nothing of it.
    """

    @classmethod
    def open(
        cls,
        where: CorpusSettings | str | None = None,
        *,
        archive: Path | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> Self:
        """Open the store of the settings (by default those of the environment) or of a database address.

        The database is migrated and what a crash interrupted is repaired. The archive of a database given by its
        address lies in `archive`, or beside the file for SQLite. Raises StoreError, ArchiveError.
        """
        if isinstance(where, str):
            address, folder = where, archive or _beside(where)
        else:
            settings = where or CorpusSettings()
            address, folder = settings.database, archive or settings.archive
        store = cls(address, Archive(folder), clock)
        try:
            store._recover()
        except BaseException:
            store.close()
            raise
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _beside(address: str) -> Path:
    url = make_url(address)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise StoreError("the store needs a folder for its archive; give `archive` beside a server's address")
    return Path(url.database).parent / "archive"
