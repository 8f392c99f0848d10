"""Snapshots and documents: archived first, versions for ever, conditional requests, repair after a crash."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from corpus.documents import Document, Snapshot
from corpus.errors import StoreError
from corpus.settings import CorpusSettings
from corpus.store import Store
from corpus.store.database import HEAD, migrations
from corpus.store.schema import metadata
from tests.corpus.pages import TEXT, document, page


def test_the_migrations_lead_to_the_schema(store: Store) -> None:
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert ScriptDirectory.from_config(migrations(connection)).get_heads() == [HEAD]


def test_a_database_of_a_newer_version_is_refused(address: str, archive: Path) -> None:
    with Store.open(address, archive=archive) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer version"):
        Store.open(address, archive=archive)


def test_settings_open_a_store_in_their_folder(tmp_path: Path) -> None:
    with Store.open(CorpusSettings(data=tmp_path / "one")) as store:
        store.keep(page())
    assert sorted(path.name for path in (tmp_path / "one").iterdir() if "-" not in path.name) == [
        "archive",
        "drogowskaz.sqlite",
    ]


@pytest.mark.parametrize("where", ["mysql://localhost/x", "not an address", "sqlite://"])
def test_an_address_that_cannot_work_gives_one_clear_line(where: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError) as failure:
        Store.open(where, archive=tmp_path)
    assert "\n" not in str(failure.value)


def test_the_same_bytes_of_an_address_are_kept_once(store: Store) -> None:
    first, again, changed = store.keep(page()), store.keep(page(day=1)), store.keep(page(text="Nowa treść."))
    assert (first.new, again.new, changed.new) == (True, False, True)
    assert again.id == first.id
    assert again.fetched_at == page(day=1).fetched_at
    assert store.archive.read(first.pointer) == page()


def test_only_changed_content_makes_a_new_version(store: Store) -> None:
    one, moved, other = page(), page(day=3), page(text="Zajęcia odwołane.", day=5)
    first = store.save_document(document(one), store.keep(one))
    same = store.save_document(document(moved), store.keep(moved))
    second = store.save_document(document(other, "Zajęcia odwołane."), store.keep(other))
    back = store.save_document(document(one), store.keep(one))
    assert [(v.number, v.new) for v in (first, same, second, back)] == [(1, True), (1, False), (2, True), (3, True)]
    assert same.seen_at == moved.fetched_at
    history = store.history(first.document_id)
    assert [(version.number, version.current) for version in history] == [(1, False), (2, False), (3, True)]
    assert store.document(first.document_id) == document(one)
    assert store.document(first.document_id, 2) == document(other, "Zajęcia odwołane.")
    assert store.snapshot(first.document_id, 2) == other
    assert store.versions([first.document_id, "unknown"]).keys() == {first.document_id}


def test_a_document_is_found_by_each_of_its_addresses(store: Store) -> None:
    fetched = page("https://gops.zakrzowek.example/razem?utm=1")
    read = document(fetched).model_copy(update={"url": "https://gops.zakrzowek.example/razem"})
    version = store.save_document(read, store.keep(fetched))
    for address in (read.url, fetched.url):
        assert address is not None
        found = store.document_for(address)
        assert found is not None
        assert found.document_id == version.document_id
    assert store.document_for("https://gops.zakrzowek.example/inna") is None


def test_servers_are_asked_whether_a_page_changed(store: Store) -> None:
    assert store.validators(str(page().url)) is None
    store.save_document(document(page()), store.keep(page()))
    found = store.validators(str(page().url))
    assert found is not None
    assert (found.etag, found.last_modified) == ('"0"', None)
    store.unchanged(str(page().url))
    after = store.validators(str(page().url))
    assert after is not None
    assert after.checked_at > found.checked_at
    (version,) = store.documents()
    assert version.seen_at == after.checked_at


def test_pending_extraction_follows_versions_and_extractors(store: Store) -> None:
    version = store.save_document(document(page()), store.keep(page()))
    assert [one.document_id for one in store.pending_extraction("1")] == [version.document_id]
    store.save_extraction(version.document_id, 1, "1", [])
    assert list(store.pending_extraction("1")) == []
    assert [one.extractor for one in store.pending_extraction("2")] == ["1"]
    other = page(text="Inna treść.")
    store.save_document(document(other, "Inna treść."), store.keep(other))
    assert [(one.number, one.extractor) for one in store.pending_extraction("1")] == [(2, None)]


def test_documents_are_listed_page_by_page(store: Store) -> None:
    with store.batch():
        for number in range(7):
            snapshot = page(f"https://gmina.example/{number}")
            store.save_document(document(snapshot), store.keep(snapshot))
    first = store.documents(limit=4)
    rest = store.documents(after=first[-1].document_id, limit=4)
    assert len({version.document_id for version in (*first, *rest)}) == 7


def test_a_batch_is_all_or_nothing(store: Store) -> None:
    def interrupted() -> None:
        with store.batch():
            store.save_document(document(page()), store.keep(page()))
            assert len(store.documents()) == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        interrupted()
    assert store.documents() == ()
    assert store.save_document(document(page()), store.keep(page())).number == 1


def test_what_was_archived_before_a_crash_is_found_again(address: str, archive: Path) -> None:
    with Store.open(address, archive=archive) as store:
        known = store.keep(page())
        store.archive.write(page("https://gmina.example/sierota"))
        store.settle(known)
    with Store.open(address, archive=archive) as store:
        (found,) = store.unsettled()
        assert found.url == "https://gmina.example/sierota"
        version = store.save_document(document(store.archive.read(found.pointer)), found)
        assert store.snapshot(version.document_id) == page("https://gmina.example/sierota")
        assert list(store.unsettled()) == []
    with Store.open(address, archive=archive) as store:
        assert list(store.unsettled()) == []
        assert store.statistics().snapshots == 2


words = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(max_examples=40)
@given(title=st.none() | words, body=words, publisher=st.none() | words)
def test_any_text_comes_back_as_it_was(
    title: str | None, body: str, publisher: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("store")
    with Store.open(f"sqlite:///{folder / 'drogowskaz.sqlite'}") as store:
        snapshot = Snapshot(source="ulotka.txt", body=body.encode(), fetched_at=page().fetched_at)
        read = document(snapshot, body).model_copy(update={"title": title, "publisher": publisher, "url": None})
        version = store.save_document(read, store.keep(snapshot))
        assert store.document(version.document_id) == read
        assert store.snapshot(version.document_id) == snapshot


def test_a_title_with_a_zero_character_is_stored(store: Store) -> None:
    read = document(page(), title="Raz\0em")
    version = store.save_document(read, store.keep(page()))
    assert store.document(version.document_id) == read


def test_readers_see_whole_documents_while_another_process_writes(address: str, archive: Path) -> None:
    with Store.open(address, archive=archive) as writer, Store.open(address, archive=archive) as reader:
        with writer.batch():
            writer.save_document(document(page()), writer.keep(page()))
            assert reader.documents() == ()
        (version,) = reader.documents()
        assert reader.document(version.document_id) == Document(**document(page()).model_dump())
        assert reader.document(version.document_id).text == TEXT  # type: ignore[union-attr]
