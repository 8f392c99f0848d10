"""Forgetting: bytes, text, mentions and merged values go, and do not come back."""

import gzip
from pathlib import Path

import pytest

from corpus.errors import ArchiveError, ForgottenError
from corpus.store import Store
from tests.corpus.pages import document, page, programme

SECRET = "Pani Honorata Przykładna zgłosiła się do ośrodka w marcu."
URL = "https://gops.zakrzowek.example/ogloszenie"


def take_in(store: Store, url: str, text: str, key: str | None = None) -> str:
    snapshot = page(url, text)
    version = store.save_document(document(snapshot, text, title=text), store.keep(snapshot))
    if key is not None:
        told = programme(text[:12], version.document_id)
        store.save_extraction(version.document_id, version.number, "1", [(key, told)])
        store.save_programmes(key, [told], revision=store.mentions([key])[key].revision)
    return version.document_id


def test_nothing_of_a_forgotten_page_is_left(store: Store, archive: Path) -> None:
    name = take_in(store, URL, SECRET, "razem")
    other = take_in(store, "https://b.example/2", "Zajęcia dla młodzieży.", "osobno")
    counter = store.counter()
    forgotten = store.forget(URL)
    assert (forgotten.documents, forgotten.snapshots) == ((name,), 1)
    assert forgotten.merge_keys == ("razem",)
    assert [(c.programme_id, c.deleted) for c in store.changes_since(counter)] == [(f"p-{SECRET[:12]}", True)]
    assert store.document(name) is None
    assert store.mentions(["razem"])["razem"].mentions == ()
    assert store.document(other) is not None
    assert store.snapshot(other) is not None
    assert store.validators(URL) is None
    store.close()
    for path in archive.parent.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        unpacked = gzip.decompress(content) if path.name.endswith(".gz") else content
        assert b"Honorata" not in unpacked, path
        assert b"ogloszenie" not in unpacked, path


def test_it_does_not_come_back(store: Store) -> None:
    name = take_in(store, URL, SECRET)
    kept_before = store.keep(page(URL, SECRET))
    store.forget(name)
    assert store.is_forgotten(URL)
    assert store.is_forgotten("http://www.gops.zakrzowek.example/ogloszenie/#gora")
    assert store.is_forgotten(None, page(URL, SECRET).digest)
    assert not store.is_forgotten("https://gops.zakrzowek.example/inne", page().digest)
    for again in (page(URL, "Inna treść."), page("https://kopia.example/", SECRET)):
        with pytest.raises(ForgottenError):
            store.keep(again)
    copied = page("https://kopia.example/", SECRET + " ")
    with pytest.raises(ForgottenError):
        store.save_document(document(copied, SECRET.replace(" ", "\n")), store.keep(copied))
    with pytest.raises(ForgottenError):
        store.save_document(document(page(URL, SECRET), SECRET), kept_before)


def test_an_address_never_seen_can_be_forgotten_beforehand(store: Store) -> None:
    assert store.forget("https://c.example/nigdy").documents == ()
    with pytest.raises(ForgottenError):
        store.keep(page("https://c.example/nigdy"))


def test_other_pages_with_the_same_words_are_forgotten_and_keep_their_other_versions(store: Store) -> None:
    take_in(store, URL, SECRET, "razem")
    copy = take_in(store, "https://kopia.example/", "Wcześniejsza treść.")
    take_in(store, "https://kopia.example/", SECRET, "kopia")
    forgotten = store.forget(URL)
    assert set(forgotten.merge_keys) == {"razem", "kopia"}
    assert [(version.number, version.current) for version in store.history(copy)] == [(1, True)]
    read = store.document(copy)
    assert read is not None
    assert read.text == "Wcześniejsza treść."
    assert [version.document_id for version in store.pending_extraction("1")] == [copy]
    take_in(store, "https://kopia.example/", "Późniejsza treść.")
    assert [version.number for version in store.history(copy)] == [1, 2]


def test_every_version_is_forgotten_and_a_shared_source_is_not(store: Store) -> None:
    take_in(store, URL, "Pierwsza treść.")
    take_in(store, URL, SECRET)
    neighbour = take_in(store, "https://gops.zakrzowek.example/sasiad", "Sąsiednia strona tego samego źródła.")
    assert store.forget(URL).snapshots == 2
    assert store.document(neighbour) is not None
    assert not store.is_forgotten("https://gops.zakrzowek.example/")


def test_a_programme_told_by_others_too_comes_back_with_the_next_merge(store: Store) -> None:
    take_in(store, URL, SECRET, "razem")
    other = take_in(store, "https://b.example/2", "Razem raźniej także u nas.", "razem")
    assert store.forget(URL).merge_keys == ("razem",)
    assert store.dirty_keys() == ("razem",)
    group = store.mentions(["razem"])["razem"]
    assert [mention.document_id for mention in group.mentions] == [other]
    assert store.save_programmes("razem", [programme("Razem", other)], revision=group.revision)
    assert [p.id for p in store.programmes().programmes] == ["p-Razem"]


def test_an_erasure_cut_off_by_a_crash_is_done_at_the_next_opening(
    address: str, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(address, archive=archive) as store:
        take_in(store, URL, SECRET)
        pointer = next(iter(store.archive.pointers_after({})))
        with monkeypatch.context() as crash:
            crash.setattr(store.archive, "erase", _crash)
            with pytest.raises(ArchiveError):
                store.forget(URL)
        assert store.archive.holds(pointer)
    with Store.open(address, archive=archive) as store:
        assert not store.archive.holds(pointer)
        assert store.is_forgotten(URL)
        assert list(store.unsettled()) == []


def _crash(*_pointers: object) -> None:
    raise ArchiveError("the disk is gone")


def test_an_orphan_in_the_archive_of_a_forgotten_address_is_erased(address: str, archive: Path) -> None:
    with Store.open(address, archive=archive) as store:
        store.forget(URL)
        pointer = store.archive.write(page(URL, SECRET))
    with Store.open(address, archive=archive) as store:
        assert not store.archive.holds(pointer)
        assert store.statistics().snapshots == 0
