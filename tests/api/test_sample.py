"""Sample data is marked as what it is, everywhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.pipeline import Arrival, Pipeline
from api.sample import sample_snapshots
from tests.api.conftest import settings_for


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = settings_for(tmp_path_factory.mktemp("sample"))
    pipeline = Pipeline.open(settings, jobs=1)
    chosen = [
        one
        for one in sample_snapshots(("dev",))
        if one.source.rpartition("/")[2] in {"d01.html", "d02.html", "d07.html"}
    ]
    real = [one for one in sample_snapshots(("work",)) if one.source.endswith("/s01.html")]
    list(pipeline.ingest([Arrival(one.source, one) for one in [*chosen, *real]]))
    pipeline.finish()
    pipeline.close()
    with TestClient(create_app(settings, repair=False)) as opened:
        yield opened


def test_invented_programmes_say_so_and_real_ones_do_not(client: TestClient) -> None:
    hits = client.get("/api/v1/search").json()["hits"]
    marked = {hit["documents"][0]["source"]: hit["programme"].get("invented", False) for hit in hits}
    assert marked["sample:dev/d01.html"] is True
    assert marked["sample:work/s01.html"] is False
    for hit in hits:
        page = client.get(f"/program/{hit['programme']['id']}", headers={"Accept": "text/html"}).text
        assert ("Ten program pochodzi ze zbioru przykładowego" in page) is hit["programme"].get("invented", False)


def test_lists_figures_feeds_and_files_say_so(client: TestClient) -> None:
    html = {"Accept": "text/html"}
    for path in ("/", "/szukaj", "/miasta", "/zrodla", "/szukaj?lang=pl"):
        assert "przykładow" in client.get(path, headers=html).text, path
    assert "[dane przykładowe]" in client.get("/feed.atom").text
    rows = client.get("/api/v1/search.csv").content.decode("utf-8-sig").splitlines()
    place = rows[0].split(",").index("invented")
    assert place > 0
    assert any(",True," in row for row in rows[1:])


def test_the_sample_is_complete_and_in_order(tmp_path: Path) -> None:
    sources = [snapshot.source for snapshot in sample_snapshots()]
    assert len(sources) >= 100
    assert len(set(sources)) == len(sources)
