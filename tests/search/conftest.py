"""Both engines, an index of the announcements and a reader of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qdrant_client import QdrantClient

from search.encode import StaticEncoder
from search.engines.base import Engine
from search.engines.edge import EdgeEngine
from search.engines.server import ServerEngine
from search.index import Index
from search.retrieve import Searcher
from tests.search.announcements import corpus


@pytest.fixture(scope="session")
def encoder() -> StaticEncoder:
    return StaticEncoder()


@pytest.fixture(params=["edge", "server"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "edge":
        return EdgeEngine(tmp_path / "index" / "parts")
    return ServerEngine(QdrantClient(":memory:"))


@pytest.fixture
def index(engine: Engine, tmp_path: Path, encoder: StaticEncoder) -> Index:
    return Index(tmp_path / "index", encoder=encoder, engine=engine)


@pytest.fixture
def searcher(engine: Engine, tmp_path: Path, encoder: StaticEncoder) -> Iterator[Searcher]:
    searcher = Searcher(tmp_path / "index", encoder=encoder, engine=engine)
    yield searcher
    searcher.close()


@pytest.fixture
def built(index: Index, searcher: Searcher) -> Searcher:
    index.build(corpus(), counter=7)
    return searcher


@pytest.fixture
def first(built: Searcher) -> Callable[[str], str | None]:
    """The best programme for a query."""

    def best(text: str) -> str | None:
        hits = built.search(text).hits
        return hits[0].programme if hits else None

    return best


@pytest.hookimpl
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The client's in-memory stand-in for a server warns that it keeps no payload indexes; a server does."""
    for item in items:
        if "engine" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.filterwarnings("ignore:Payload indexes have no effect"))
