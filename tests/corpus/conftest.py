"""A store on SQLite and on a real PostgreSQL server, in a folder of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings

from corpus.store import Store
from tests.corpus.postgres import binaries, running_server

# A deadline would time the machine, not the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    programs = binaries()
    if programs is None:
        pytest.skip("PostgreSQL's server is not installed (initdb not found)")
    with running_server(programs) as host:
        yield host


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'drogowskaz.sqlite'}"
    host = request.getfixturevalue("postgres")
    # Emptying one database is far cheaper than making a new one of 7 MB for each test.
    with psycopg.connect(host=host, user="drogowskaz", dbname="postgres", autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return f"postgresql://drogowskaz@/postgres?host={host}"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "data" / "archive"


@pytest.fixture
def store(address: str, archive: Path) -> Iterator[Store]:
    with Store.open(address, archive=archive) as opened:
        yield opened
