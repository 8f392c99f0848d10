"""Mentions, merged programmes, filters, links and the counter that the index follows."""

from decimal import Decimal

import pytest

from corpus.errors import StoreError
from corpus.programmes import Programme
from corpus.store import Link, ProgrammeFilter, Store
from tests.corpus.pages import document, page, programme


def save(store: Store, url: str, *mentions: tuple[str, Programme], text: str = "Zajęcia dla seniorów.") -> str:
    snapshot = page(url, text + url)
    version = store.save_document(document(snapshot, text + url), store.keep(snapshot))
    store.save_extraction(version.document_id, version.number, "1", mentions)
    return version.document_id


def merge(store: Store, key: str, *programmes: Programme) -> bool:
    return store.save_programmes(key, programmes, revision=store.mentions([key])[key].revision)


def test_mentions_of_one_programme_are_gathered_from_all_documents(store: Store) -> None:
    one = save(store, "https://a.example/1", ("razem", programme()), ("inne", programme("Inne")))
    two = save(store, "https://b.example/2", ("razem", programme("Razem raźniej 2")))
    groups = store.mentions(["razem", "inne", "nic"])
    assert {m.document_id for m in groups["razem"].mentions} == {one, two}
    assert [m.programme.name.value for m in groups["inne"].mentions] == ["Inne"]
    assert groups["nic"].mentions == ()
    assert store.merge_keys() == ("inne", "razem")
    assert store.merge_keys("ra") == ("razem",)
    assert [one.name.value for one in store.document_mentions(one)] == ["Razem raźniej", "Inne"]


def test_changed_mentions_wait_to_be_merged(store: Store) -> None:
    name = save(store, "https://a.example/1", ("razem", programme()))
    assert store.dirty_keys() == ("razem",)
    assert merge(store, "razem", programme())
    assert store.dirty_keys() == ()
    assert store.save_extraction(name, 1, "2", [("razem", programme())]) == frozenset()
    assert store.save_extraction(name, 1, "3", [("osobno", programme())]) == {"razem", "osobno"}
    assert set(store.dirty_keys()) == {"razem", "osobno"}
    store.mark_dirty(["jeszcze"])
    assert store.dirty_keys()[-1] == "jeszcze"


def test_a_merge_of_older_mentions_does_not_replace_a_newer_one(store: Store) -> None:
    save(store, "https://a.example/1", ("razem", programme()))
    slow = store.mentions(["razem"])["razem"]
    save(store, "https://b.example/2", ("razem", programme("Razem raźniej", value="15000.00")))
    quick = store.mentions(["razem"])["razem"]
    newer = programme(value="15000.00")
    assert store.save_programmes("razem", [newer], revision=quick.revision)
    assert not store.save_programmes("razem", [programme()], revision=slow.revision)
    assert store.programme(newer.id) == newer


def test_a_merge_of_older_mentions_leaves_the_key_waiting(store: Store) -> None:
    save(store, "https://a.example/1", ("razem", programme()))
    group = store.mentions(["razem"])["razem"]
    save(store, "https://b.example/2", ("razem", programme(value="15000.00")))
    assert store.save_programmes("razem", [programme()], revision=group.revision)
    assert store.dirty_keys() == ("razem",)


def test_extraction_of_an_older_version_is_refused(store: Store) -> None:
    name = save(store, "https://a.example/1", ("razem", programme()))
    newer = page("https://a.example/1", "Nowa treść.")
    store.save_document(document(newer, "Nowa treść."), store.keep(newer))
    store.save_extraction(name, 2, "1", [])
    with pytest.raises(StoreError, match="newer version"):
        store.save_extraction(name, 1, "1", [("razem", programme())])
    with pytest.raises(StoreError, match="no version 9"):
        store.save_extraction(name, 9, "1", [])


def test_the_counter_tells_the_index_what_changed(store: Store) -> None:
    assert list(store.changes_since(0)) == []
    merge(store, "a", programme("A"), programme("B"))
    start = store.counter()
    assert [(c.programme_id, c.deleted) for c in store.changes_since(0)] == [("p-A", False), ("p-B", False)]
    merge(store, "a", programme("A"), programme("B"))
    assert store.counter() == start
    merge(store, "a", programme("A", value="1.00"))
    changes = list(store.changes_since(start))
    assert [(c.programme_id, c.deleted) for c in changes] == [("p-B", True), ("p-A", False)]
    assert changes[0].counter < changes[1].counter == store.counter()
    assert [c.programme_id for c in store.changes_since(0, limit=1)] == ["p-B"]
    assert store.programme("p-B") is None


def test_filters(store: Store) -> None:
    one = programme("Razem", "d1", "d2")
    two = programme("Rodzina", "d2", teryt="1661011", place="Opole", voivodeship="opolskie", start="2022", end="2023",
                    value="300000.50", group="foster_families", kind="project")  # fmt: skip
    three = programme("Bez dat", "d3", start=None, end=None, value="5.00", invented=True)
    endless = programme("Otwarty", "d4", start="2024-05-15", end=None, kind="project")
    merge(store, "k", one, two, three, endless)

    def found(**filters: object) -> list[str]:
        return [p.name.value for p in store.programmes(ProgrammeFilter(**filters)).programmes]  # type: ignore[arg-type]

    assert found() == ["Otwarty", "Razem", "Rodzina", "Bez dat"]
    assert found(municipality="1661011") == ["Rodzina"]
    assert found(voivodeship="lubelskie") == ["Otwarty", "Razem", "Bez dat"]
    assert found(kind="project") == ["Otwarty", "Rodzina"]
    assert found(target_groups=("foster_families", "youth")) == ["Rodzina"]
    assert found(activities=("workshop",), funds=("municipal_budget",), kind="service") == ["Razem", "Bez dat"]
    assert found(funds=("esf",)) == []
    assert found(since="2024") == ["Otwarty", "Razem"]
    assert found(since="2024-07") == ["Otwarty"]
    assert found(until="2023") == ["Rodzina"]
    assert found(since="2023-12-31", until="2024-03") == ["Razem", "Rodzina"]
    assert found(min_amount=Decimal("300000.50")) == ["Rodzina"]
    assert found(max_amount=Decimal(6)) == ["Bez dat"]
    assert found(document="d2") == ["Razem", "Rodzina"]
    assert found(invented=True) == ["Bez dat"]
    with pytest.raises(StoreError, match="no date"):
        found(since="jutro")


def test_lists_are_paged_and_tell_the_whole_number(store: Store) -> None:
    merge(store, "k", *(programme(f"Nr {number}", start=f"20{number:02}") for number in range(10, 20)))
    page_of_three = store.programmes(limit=3, offset=8)
    assert page_of_three.total == 10
    assert [p.name.value for p in page_of_three.programmes] == ["Nr 11", "Nr 10"]


def test_a_programme_knows_the_versions_its_evidence_speaks_of(store: Store) -> None:
    name = save(store, "https://a.example/1", ("razem", programme()))
    other = save(store, "https://b.example/2", ("razem", programme()))
    merge(store, "razem", programme("Razem", other, name))
    newer = page("https://a.example/1", "Nowa treść strony.")
    store.save_document(document(newer, "Nowa treść strony."), store.keep(newer))
    versions = store.programme_documents("p-Razem")
    assert [(version.document_id, version.number) for version in versions] == [(other, 1), (name, 1)]
    assert [p.id for p in store.document_programmes(name)] == ["p-Razem"]


def test_links_between_programmes(store: Store) -> None:
    merge(store, "k", programme("Rodzina 2022"), programme("Rodzina 2023"), programme("Strategia"))
    links = (Link("continues", "p-Rodzina 2022"), Link("part_of", "p-Strategia"))
    store.save_links("p-Rodzina 2023", links)
    assert store.links("p-Rodzina 2023") == links
    assert store.linked_from("p-Strategia") == (Link("part_of", "p-Rodzina 2023"),)
    with pytest.raises(StoreError, match="not in the store"):
        store.save_links("p-Rodzina 2023", [Link("continues", "p-nieznany")])
    assert store.links("p-Rodzina 2023") == links
    merge(store, "k", programme("Rodzina 2022", value="2.00"), programme("Rodzina 2023"))
    assert store.links("p-Rodzina 2023") == links[:1]


def test_figures_and_coverage(store: Store) -> None:
    name = save(store, "https://a.example/1", ("razem", programme()))
    merge(store, "razem", programme("Razem", name), replace_place(programme("Opolski", name)))
    figures = store.statistics()
    assert (figures.documents, figures.versions, figures.mentions, figures.programmes) == (1, 1, 1, 2)
    assert store.counts() == (1, 2)
    assert (figures.municipalities, figures.voivodeships, figures.newest_published) == (2, 2, "2024-03-01")
    opole, zakrzowek = store.coverage()
    assert (opole.name, opole.voivodeship, opole.programmes, opole.documents) == ("Opole", "opolskie", 1, 1)
    assert (zakrzowek.name, zakrzowek.newest) == ("Zakrzówek", "2024-03-01")


def replace_place(one: Programme) -> Programme:
    assert one.municipality is not None
    opole = one.municipality.model_copy(update={"name": "Opole", "voivodeship": "opolskie", "teryt": "1661011"})
    return one.model_copy(update={"municipality": opole})
