"""Addresses and sources taken in from real servers on loopback: conditional, remembered, judged."""

import json
from pathlib import Path

from starlette.testclient import TestClient

from api.library import Library
from api.questions import Question
from api.sources import discovered, state
from api.visits import plans_of
from corpus.catalogue import Source, load_catalogue
from corpus.settings import CorpusSettings
from corpus.store import Store
from ingest.crawl import PlanKind
from tests.api.announcements import GRUDZIADZ, NYSA
from tests.api.conftest import settings_for, take_in
from tests.ingest.conftest import Site, site

__all__ = ["site"]


def serve(site: Site, *pages: tuple[str, str]) -> str:
    """A feed with these pages; returns its address."""
    items = ""
    for path, html in pages:
        site.page(path, html.replace("https://", "").replace('rel="canonical"', 'rel="x"'), ETag='"1"')
        items += f"<item><title>x</title><link>{site.address(path)}</link></item>"
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Aktualności</title>{items}</channel></rss>'
    site.routes["/feed"] = (200, {"Content-Type": "application/rss+xml"}, body.encode())
    return site.address("/feed")


def settings_with(tmp_path: Path, **source: object) -> CorpusSettings:
    settings = settings_for(tmp_path / "data")
    with Store.open(settings) as store:
        store.add_source(Source.model_validate({"id": "osrodek", "title": "Ośrodek", **source}))
    return settings


def health(settings: CorpusSettings) -> tuple[int | None, str | None, int]:
    with Store.open(settings) as store:
        (found,) = [one for one in store.sources() if one.source.id == "osrodek"]
    return found.last_count, found.last_error, found.failures


def test_the_catalogue_is_shown_before_its_first_visit(client: TestClient) -> None:
    catalogue = load_catalogue()
    assert {"konin", "leszno", "opole", "radomsko", "warszawa-bemowo"} <= set(catalogue)
    shown = {source["id"]: source for source in client.get("/api/v1/sources").json()["sources"]}
    for source in catalogue.values():
        assert shown[source.id]["url"] == source.url
        assert shown[source.id]["last_visit"] is None
    html = client.get("/zrodla", headers={"Accept": "text/html"}).text
    assert 'href="https://www.konin.pl/"' in html
    assert "nieodwiedzone" in html


def test_a_source_is_visited_and_its_programmes_are_found(site: Site, tmp_path: Path) -> None:
    feed = serve(site, ("/a", GRUDZIADZ), ("/b", NYSA))
    settings = settings_with(tmp_path, url=site.address(), feeds=[feed])
    outcomes = take_in(settings, "osrodek")
    assert sorted(outcome.status for outcome in outcomes) == ["new", "new"]
    assert health(settings) == (2, None, 0)
    library = Library.open(settings)
    found = {item.programme.name.value: item for item in library.search(Question()).items}
    assert set(found) == {"Bezpieczna przystań", "Złota jesień"}
    assert found["Złota jesień"].documents[0].url == site.address("/b")
    library.close()


def test_the_next_visit_asks_only_for_what_changed(site: Site, tmp_path: Path) -> None:
    feed = serve(site, ("/a", GRUDZIADZ))
    settings = settings_with(tmp_path, url=site.address(), feeds=[feed])
    take_in(settings, "osrodek")
    serve(site, ("/a", GRUDZIADZ), ("/b", NYSA))
    site.asked.clear()
    statuses = {outcome.source: outcome.status for outcome in take_in(settings, "osrodek")}
    assert statuses == {site.address("/a"): "unchanged", site.address("/b"): "new"}
    (asked,) = [headers for path, headers in site.asked if path == "/a"]
    assert asked["if-none-match"] == '"1"'


def test_a_source_that_yields_too_little_is_a_failure(site: Site, tmp_path: Path) -> None:
    feed = serve(site, ("/a", GRUDZIADZ))
    settings = settings_with(tmp_path, url=site.address(), feeds=[feed], minimum=3)
    take_in(settings, "osrodek")
    count, error, failures = health(settings)
    assert (count, failures) == (1, 1)
    assert error is not None
    assert "at least 3" in error


def test_a_source_that_cannot_be_had_is_one_failure(site: Site, tmp_path: Path) -> None:
    settings = settings_with(tmp_path, url=site.address("/nic"))
    (outcome,) = take_in(settings, "osrodek")
    assert outcome.status == "failed"
    assert health(settings)[2] == 1


def test_what_a_visit_learned_counts_only_once_it_is_stored(site: Site, tmp_path: Path) -> None:
    settings = settings_with(tmp_path, url=site.address(), feeds=[serve(site, ("/a", GRUDZIADZ))])
    settings.crawl.mkdir(parents=True)
    (settings.crawl / "osrodek.json").write_text(json.dumps({site.address("/a"): "2024-05-06T10:00:00"}), "utf-8")
    assert [outcome.status for outcome in take_in(settings, "osrodek")] == ["new"]


def test_an_address_is_asked_conditionally(site: Site, tmp_path: Path) -> None:
    serve(site, ("/a", GRUDZIADZ))
    settings = settings_for(tmp_path / "data")
    assert [outcome.status for outcome in take_in(settings, site.address("/a"))] == ["new"]

    def unchanged(handler: object) -> tuple[int, dict[str, str], bytes]:
        return 304, {"ETag": '"1"'}, b""

    site.routes["/a"] = unchanged
    assert [outcome.status for outcome in take_in(settings, site.address("/a"))] == ["unchanged"]
    assert [outcome.status for outcome in take_in(settings, site.address("/brak"))] == ["failed"]


def test_a_new_source_finds_its_feed_by_itself(site: Site) -> None:
    feed = serve(site, ("/a", GRUDZIADZ))
    link = f'<link rel="alternate" type="application/rss+xml" href="{feed}">'
    site.page("/", f"<html><head><title>Ośrodek</title>{link}</head><body>x</body></html>")
    source = discovered(site.address("/"), identity="osrodek", title=None, municipality="Nysa")
    assert source.feeds == (feed,)
    assert source.teryt == "1607053"
    (plan,) = plans_of(source)
    assert plan.kind is PlanKind.FEED
    assert state(source) is None
    site.routes.clear()
    assert state(source) is not None
