"""The connection to SQLite or PostgreSQL: opening, migrating, transactions, the change counter."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Table,
    bindparam,
    create_engine,
    event,
    inspect,
    make_url,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from corpus.errors import StoreError
from corpus.store.schema import counters

HEAD = "0003"
"""The newest migration; checked by a test. Knowing it here spares Alembic's start-up on every opening."""
BUSY_TIMEOUT = 60.0
"""Seconds a writer waits for another to finish."""
_MIGRATION_LOCK, _WRITE_LOCK = 0x64726F67, 0x64726F68
_LOCK = text("SELECT pg_advisory_xact_lock(:key)")
_CHANGES = "changes"
_COUNTED = select(counters.c.value).where(counters.c.name == _CHANGES)
_TAKE = (
    update(counters)
    .where(counters.c.name == _CHANGES)
    .values(value=counters.c.value + bindparam("number"))
    .returning(counters.c.value)
)


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


class Database:
    """One database with its transactions. Every thread has its own; those of one `batch` are one."""

    def __init__(self, address: str, clock: Callable[[], datetime] = utc_now) -> None:
        self._clock = clock
        self._open = threading.local()
        self._closed = False
        self.engine = _engine(address)
        try:
            _migrate(self.engine)
        except StoreError:
            self.engine.dispose()
            raise
        except SQLAlchemyError as error:
            self.engine.dispose()
            raise StoreError(
                f"the database {_shown(self.engine.url)} cannot be opened: {_first_line(error)}"
            ) from error

    @contextmanager
    def batch(self) -> Iterator[None]:
        """All that this thread writes within the block is one transaction, undone whole where the block raises."""
        with self._writing():
            yield

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    def counter(self) -> int:
        """The number of the last change of a programme."""
        with self._reading() as connection:
            return int(connection.execute(_COUNTED).scalar_one())

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        outer: Connection | None = getattr(self._open, "connection", None)
        if outer is not None:
            yield outer
            return
        try:
            with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
                if connection.dialect.name == "postgresql":
                    # One writer at a time, as in SQLite: transactions of several rows cannot lock each other out.
                    connection.execute(_LOCK, {"key": _WRITE_LOCK})
                self._open.connection = connection
                try:
                    yield connection
                    self._before_commit()
                finally:
                    self._open.connection = None
        except SQLAlchemyError as error:
            raise StoreError(f"the database {_shown(self.engine.url)} refused: {_first_line(error)}") from error

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        outer: Connection | None = getattr(self._open, "connection", None)
        if outer is not None:
            yield outer
            return
        try:
            with self.engine.connect() as connection:
                yield connection
        except SQLAlchemyError as error:
            raise StoreError(f"the database {_shown(self.engine.url)} refused: {_first_line(error)}") from error

    def _before_commit(self) -> None:
        """What has to be on the disk before the transaction is."""

    def _next(self, connection: Connection, number: int = 1) -> int:
        """Take the next `number` counters and return the last of them.

        The row stays locked until the transaction ends, so counters become visible in their order.
        """
        return int(connection.execute(_TAKE, {"number": number}).scalar_one())

    def _now(self) -> str:
        return moment(self._clock())


def moment(when: datetime) -> str:
    """A moment as it is stored."""
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def upsert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT of a database's dialect that knows ON CONFLICT."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@cache
def replacing(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT of whole rows that replaces the row with the same primary key."""
    new = upsert(dialect, table)
    key = [column.name for column in table.primary_key]
    others = {column.name: new.excluded[column.name] for column in table.c if column.name not in key}
    return new.on_conflict_do_update(index_elements=key, set_=others)


@cache
def adding(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT of whole rows that leaves rows alone that are there."""
    return upsert(dialect, table).on_conflict_do_nothing()


def _engine(address: str) -> Engine:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError(
            "DROGOWSKAZ_DATABASE_URL is no database address; give postgresql://… or sqlite:///…"
        ) from error
    backend = url.get_backend_name()
    if backend == "sqlite":
        if not url.database or url.database == ":memory:":
            raise StoreError("the database must be a file, several processes share it")
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT, "cached_statements": 512}, pool_size=16)
        event.listen(engine, "connect", _sqlite_connected)
        event.listen(engine, "begin", _sqlite_begin)
        return engine
    if backend == "postgresql":
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_size=16, pool_pre_ping=True)
    raise StoreError(f"a database of kind {backend} is not supported; give postgresql://… or sqlite:///…")


def _sqlite_connected(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own BEGIN comes too late for DDL and for reads; see _sqlite_begin.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "cache_size=-32000"):
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail at once instead of waiting for another writer.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(engine: Engine) -> None:
    with engine.connect() as connection:
        if _revision(connection) == HEAD:
            return
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(_LOCK, {"key": _MIGRATION_LOCK})
        if _revision(connection) == HEAD:
            return
        # Alembic is needed once in a database's life, not at every start.
        from alembic import command  # noqa: PLC0415
        from alembic.util import CommandError  # noqa: PLC0415

        try:
            command.upgrade(migrations(connection), "head")
        except CommandError as error:
            raise StoreError("the database was made by a newer version of Drogowskaz; update it") from error


def migrations(connection: Connection) -> Any:
    """Alembic's configuration for the migrations of this package on one open connection."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return found


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)


def _first_line(error: SQLAlchemyError) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
