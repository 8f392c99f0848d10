"""A data folder with a few announcements, taken in once by the real pipeline, and the real app over it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.arrivals import Arrivals
from api.cli import main
from api.library import Library
from api.pipeline import Outcome, Pipeline
from api.settings import api_settings
from corpus.settings import CorpusSettings
from ingest import isolate
from tests.api.announcements import write_files

Run = Callable[..., SimpleNamespace]


def settings_for(folder: Path) -> CorpusSettings:
    return CorpusSettings(data=folder, database_url=f"sqlite:///{folder}/drogowskaz.sqlite")


def take_in(settings: CorpusSettings, *inputs: object, jobs: int = 1) -> list[Outcome]:
    pipeline = Pipeline.open(settings, jobs=jobs)
    try:
        arrivals = Arrivals([str(given) for given in inputs], pipeline.store, settings)
        outcomes = list(pipeline.ingest(arrivals))
        arrivals.settle()
        pipeline.finish()
    finally:
        pipeline.close()
    return outcomes


@pytest.fixture(scope="session", autouse=True)
def _no_reader_is_left() -> Iterator[None]:
    yield
    isolate.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder as made; tests that write get a copy."""
    folder = tmp_path_factory.mktemp("made")
    files = write_files(folder / "files")
    outcomes = take_in(settings_for(folder / "data"), files)
    assert {(outcome.status, outcome.error) for outcome in outcomes} == {("new", None)}, outcomes
    return folder


@pytest.fixture(scope="session")
def reading(made: Path) -> CorpusSettings:
    """The data folder, for tests that only read."""
    return settings_for(made / "data")


@pytest.fixture
def writing(made: Path, tmp_path: Path) -> CorpusSettings:
    """A data folder of the test's own with the same content."""
    shutil.copytree(made / "data", tmp_path / "data")
    return settings_for(tmp_path / "data")


@pytest.fixture(scope="session")
def library(reading: CorpusSettings) -> Iterator[Library]:
    opened = Library.open(reading)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def client(reading: CorpusSettings) -> Iterator[TestClient]:
    with TestClient(create_app(reading, repair=False), raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def administrator(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Headers of the administrator; the key is set while the test runs."""
    monkeypatch.setenv("DROGOWSKAZ_ADMIN_KEY", "s3cret-key")
    api_settings.cache_clear()
    yield {"Authorization": "Bearer s3cret-key"}
    api_settings.cache_clear()


@pytest.fixture
def identity(client: TestClient) -> str:
    """The id of the programme of Grudziądz."""
    hits = client.get("/api/v1/search", params={"q": "Bezpieczna przystań"}).json()["hits"]
    assert hits[0]["programme"]["name"] == "Bezpieczna przystań"
    found: str = hits[0]["programme"]["id"]
    return found


@pytest.fixture
def pipeline(writing: CorpusSettings) -> Iterator[Pipeline]:
    opened = Pipeline.open(writing, jobs=1)
    yield opened
    opened.close()


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, writing: CorpusSettings) -> Run:
    def run(*arguments: str) -> SimpleNamespace:
        monkeypatch.setenv("DROGOWSKAZ_DATA", str(writing.data))
        with pytest.raises(SystemExit) as ended:
            main(["review", *arguments])
        out, err = capsysbinary.readouterr()
        return SimpleNamespace(code=ended.value.code, out=out.decode(), err=err.decode())

    return run


@pytest.fixture
def opened(writing: CorpusSettings, administrator: dict[str, str]) -> Iterator[TestClient]:
    with TestClient(
        create_app(writing, repair=False), follow_redirects=False, headers={"Accept": "text/html"}
    ) as client:
        yield client


@pytest.fixture
def inside(opened: TestClient) -> TestClient:
    answer = opened.post("/korekta/wejscie", data={"key": "s3cret-key", "by": "Anna Żak", "next": "/korekta"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/korekta")
    return opened
