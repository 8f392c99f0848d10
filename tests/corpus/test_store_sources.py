"""Sources: the catalogue's and the user's, and their health."""

import pytest

from corpus.catalogue import Source, load_catalogue, read_source
from corpus.errors import RegisterError, StoreError
from corpus.places import load_register
from corpus.store import Store

MINE = Source(id="gops-zakrzowek", title="GOPS Zakrzówek", url="https://gops.zakrzowek.example/", teryt="0607082")


def test_every_source_of_the_catalogue_is_of_a_known_municipality() -> None:
    register = load_register()
    assert [s.id for s in load_catalogue().values() if s.teryt and s.teryt not in register.municipalities] == []


def test_a_source_is_added_visited_and_removed(store: Store) -> None:
    store.add_source(MINE)
    store.record_visit(MINE.id, count=4)
    store.record_visit(MINE.id, count=0, error="the listing is empty")
    store.record_visit(MINE.id, count=0, error="the listing is empty")
    health = {one.source.id: one for one in store.sources()}[MINE.id]
    assert (health.added, health.failures, health.last_error) == (True, 2, "the listing is empty")
    store.record_visit(MINE.id, count=5)
    health = {one.source.id: one for one in store.sources()}[MINE.id]
    assert (health.failures, health.last_count, health.last_error) == (0, 5, None)
    assert store.remove_source(MINE.id)
    assert not store.remove_source(MINE.id)
    assert MINE.id not in {one.source.id for one in store.sources()}


def test_a_source_of_the_catalogue_is_not_replaced(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.store.sources.load_catalogue", lambda: {MINE.id: MINE})
    with pytest.raises(StoreError, match="another id"):
        store.add_source(MINE)
    assert [one.added for one in store.sources()] == [False]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("title: [", "no YAML"),
        ("id: UPPER\ntitle: x\nurl: https://a.example/", "id"),
        ("id: a\ntitle: x\nurl: ftp://a.example/", "url"),
        ("id: a\ntitle: x\nurl: https://a.example/\ncolour: red", "colour"),
        ("- a list", "the file"),
    ],
)
def test_a_damaged_source_file_gives_one_clear_line(text: str, complaint: str) -> None:
    with pytest.raises(RegisterError, match=complaint) as failure:
        read_source(text, "a.yaml")
    assert "\n" not in str(failure.value)
