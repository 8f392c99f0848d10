"""Jobs: in a process beside the server, and on a real PostgreSQL queue."""

import time
from pathlib import Path

import psycopg
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.queue import hand_out, queue, work_off
from api.settings import ApiSettings, api_settings
from api.work import LocalWork, queue_address
from corpus.settings import CorpusSettings
from corpus.store import Store
from tests.api.announcements import GRUDZIADZ
from tests.api.conftest import settings_for
from tests.corpus.conftest import postgres
from tests.ingest.conftest import Site, site

__all__ = ["postgres", "site"]


@pytest.fixture
def database(postgres: str, request: pytest.FixtureRequest) -> str:
    name = f"queue_{abs(hash(request.node.nodeid)) % 10**8}"
    with psycopg.connect(host=postgres, user="drogowskaz", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql://drogowskaz@/{name}?host={postgres}"


@pytest.fixture
def page(site: Site, monkeypatch: pytest.MonkeyPatch) -> str:
    """An announcement on loopback that child processes may fetch, too."""
    monkeypatch.setenv("DROGOWSKAZ_INGEST_ALLOWED_HOSTS", f'["127.0.0.1:{site.port}"]')
    site.page("/a", GRUDZIADZ.replace('rel="canonical"', 'rel="x"'))
    return site.address("/a")


def documents(settings: CorpusSettings) -> int:
    with Store.open(settings) as store:
        return store.statistics().documents


def wait_for(settings: CorpusSettings, number: int) -> None:
    until = time.monotonic() + 120
    while documents(settings) < number:
        assert time.monotonic() < until, "the job was not done"
        time.sleep(0.1)


def test_a_job_is_done_beside_the_server(page: str, tmp_path: Path, administrator: dict[str, str]) -> None:
    settings = settings_for(tmp_path / "data")
    with TestClient(create_app(settings, repair=False)) as client:
        answer = client.post("/api/v1/ingest", json={"sources": [page]}, headers=administrator)
        assert answer.status_code == 202
        assert answer.json() == {"accepted": 1, "queue": "local"}
        wait_for(settings, 1)
        until = time.monotonic() + 60
        while client.get("/api/v1/search").status_code != 200 and time.monotonic() < until:
            time.sleep(0.1)
        assert client.get("/api/v1/search").json()["hits"][0]["programme"]["name"] == "Bezpieczna przystań"


def test_a_job_that_fails_stops_nothing(page: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    settings = settings_for(tmp_path / "data")
    work = LocalWork(settings)
    work.submit(["http://127.0.0.1:1/", page])
    wait_for(settings, 1)
    work.close()
    assert "take-in http://127.0.0.1:1/ failed" in caplog.text


def test_jobs_go_through_postgresql(page: str, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = settings_for(tmp_path / "data")
    monkeypatch.setenv("DROGOWSKAZ_DATA", str(settings.data))
    waiting = queue(database)
    hand_out(waiting, [page, page])
    assert documents(settings) == 0
    work_off(queue(database), wait=False)
    assert documents(settings) == 1
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT status, count(*) FROM procrastinate_jobs GROUP BY status").fetchall()
    assert rows == [("succeeded", 1)]


def test_the_queue_is_where_the_database_is(tmp_path: Path) -> None:
    local = settings_for(tmp_path)
    assert queue_address(ApiSettings(), local) is None
    shared = CorpusSettings(data=tmp_path, database_url="postgresql+psycopg://host/db")
    assert queue_address(ApiSettings(), shared) == "postgresql://host/db"
    assert queue_address(ApiSettings(queue_url="postgresql://other/q"), local) == "postgresql://other/q"
    api_settings.cache_clear()
