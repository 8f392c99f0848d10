"""Taking documents in: incremental, repairable, and nothing that one document does stops the others."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from api import pipeline, reading
from api.library import Item, Library
from api.linking import by_municipality, municipalities
from api.pipeline import Arrival, Pipeline
from api.questions import Question
from api.reading import Reading, ordered
from api.upkeep import catch_up
from corpus.documents import Snapshot
from corpus.settings import CorpusSettings
from corpus.store import ProgrammeFilter
from extract.version import EXTRACTOR_VERSION
from tests.api.announcements import GRUDZIADZ, MIELEC, write_files
from tests.api.conftest import settings_for, take_in


def names(settings: CorpusSettings, text: str = "") -> list[str]:
    library = Library.open(settings)
    try:
        return [item.programme.name.value for item in library.search(Question(text)).items]
    finally:
        library.close()


@pytest.fixture
def opened(writing: CorpusSettings) -> Iterator[Pipeline]:
    pipeline = Pipeline.open(writing, jobs=1)
    yield pipeline
    pipeline.close()


def test_taking_in_again_changes_nothing(made: Path, writing: CorpusSettings) -> None:
    files = made / "files"
    before = Library.open(writing)
    counter, generation = before.store.counter(), before.searcher.generation()
    before.close()
    assert {outcome.status for outcome in take_in(writing, files)} == {"unchanged"}
    after = Library.open(writing)
    assert after.store.counter() == counter
    assert after.searcher.generation() == generation
    after.close()


def test_a_changed_page_is_a_new_version(writing: CorpusSettings, tmp_path: Path) -> None:
    page = tmp_path / "grudziadz.html"
    page.write_text(GRUDZIADZ.replace("480 000,00", "512 000,00"), "utf-8")
    (outcome,) = take_in(writing, page)
    assert outcome.status == "changed"
    library = Library.open(writing)
    (item,) = library.search(Question("Bezpieczna przystań"), limit=1).items
    assert {str(amount.value) for amount in item.programme.amounts} >= {"512000.00"}
    (version,) = item.documents
    assert [old.number for old in library.store.history(version.document_id)] == [1, 2]
    library.close()


def test_a_bad_document_stops_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a-empty.html").write_bytes(b"")
    (folder / "b-broken.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (folder / "c-noise.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "d-good.txt").write_text(MIELEC, "utf-8")
    settings = settings_for(tmp_path / "data")
    outcomes = take_in(settings, folder)
    assert [outcome.status for outcome in outcomes] == ["failed", "failed", "failed", "new"]
    assert all(outcome.error and "\n" not in outcome.error for outcome in outcomes[:3])
    assert names(settings, "Wspólny dach") == ["Wspólny dach"]


def test_what_was_forgotten_is_not_taken_in_again(made: Path, writing: CorpusSettings, opened: Pipeline) -> None:
    version = opened.store.document_for("https://mopr-grudziadz.example.pl/bezpieczna-przystan/")
    assert version is not None
    opened.forget(version.document_id)
    assert "Bezpieczna przystań" not in names(writing)
    statuses = {Path(outcome.source).name: outcome.status for outcome in take_in(writing, made / "files")}
    assert statuses.pop("grudziadz.html") == "forgotten"
    assert set(statuses.values()) == {"unchanged"}
    assert "Bezpieczna przystań" not in names(writing)


def snapshot(text: str, name: str = "nowy.txt") -> Snapshot:
    return Snapshot(
        source=name, body=text.encode(), media_type="text/plain", fetched_at=datetime(2024, 5, 1, tzinfo=UTC)
    )


NEW = MIELEC.replace("Wspólny dach", "Cztery kąty")


def test_a_snapshot_that_was_only_archived_is_read_at_the_next_start(writing: CorpusSettings, opened: Pipeline) -> None:
    opened.store.keep(snapshot(NEW))
    repaired = opened.repair()
    assert repaired.read == 1
    assert "Cztery kąty" in names(writing)
    assert not opened.repair()


def test_a_document_that_was_only_stored_is_extracted_at_the_next_start(
    writing: CorpusSettings, opened: Pipeline
) -> None:
    kept = opened.store.keep(snapshot(NEW))
    document = reading.read(snapshot(NEW)).document
    assert document is not None
    opened.store.save_document(document, kept)
    assert opened.repair().extracted == 1
    assert "Cztery kąty" in names(writing)


def test_the_index_is_brought_up_before_a_question_is_answered(writing: CorpusSettings, opened: Pipeline) -> None:
    list(opened.ingest([Arrival("nowy.txt", snapshot(NEW))]))  # killed before merging and indexing
    library = Library.open(writing)
    assert catch_up(library, writing)
    assert "Cztery kąty" in [item.programme.name.value for item in library.search(Question()).items]
    assert not catch_up(library, writing)
    library.close()


def test_an_extractor_that_fails_leaves_the_document_pending(
    writing: CorpusSettings, opened: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def extract(self, document: object) -> None:
            raise RuntimeError("a bug")

    with monkeypatch.context() as patched:
        patched.setattr(reading, "extractor", Broken)
        (outcome,) = list(opened.ingest([Arrival("nowy.txt", snapshot(NEW))]))
    assert outcome.status == "new"
    assert outcome.error is not None
    assert "RuntimeError" in outcome.error
    assert [version.source for version in opened.store.pending_extraction(EXTRACTOR_VERSION)] == ["nowy.txt"]
    assert opened.repair().extracted == 1
    assert "Cztery kąty" in names(writing)


def test_a_damaged_index_is_built_anew(writing: CorpusSettings, opened: Pipeline) -> None:
    for manifest in writing.index.rglob("manifest.json"):
        manifest.write_text("{", "utf-8")
    library = Library.open(writing)
    assert catch_up(library, writing)
    assert len(library.search(Question()).items) == 4
    library.close()


def test_reindexing_gives_the_same_answers(writing: CorpusSettings, opened: Pipeline) -> None:
    before = names(writing, "rodziny"), sorted(names(writing))
    opened.reindex()
    assert (names(writing, "rodziny"), sorted(names(writing))) == before


def edition(year: int) -> Snapshot:
    text = f"""Złota jesień – edycja {year}

Gmina Nysa realizuje program „Złota jesień – edycja {year}”, skierowany do seniorów.
Okres realizacji: od 1 lutego {year} r. do 30 listopada {year} r.
"""
    return snapshot(text, f"jesien-{year}.txt")


def editions(settings: CorpusSettings) -> dict[str, tuple[list[str], list[str]]]:
    """The years of the earlier and later editions that each edition of the programme shows, by its own."""

    def year(item: Item) -> str:
        assert item.programme.period is not None
        return (item.programme.period.start or "")[:4]

    library = Library.open(settings)
    try:
        items = [item for item in library.search(Question("")).items if "jesień" in item.programme.name.value]
        related = {year(item): library.related(item.programme.id) for item in items}
        return {
            start: ([year(item) for item in found.earlier], [year(item) for item in found.later])
            for start, found in sorted(related.items())
        }
    finally:
        library.close()


def test_editions_are_linked_whatever_the_order_they_come_in(writing: CorpusSettings, opened: Pipeline) -> None:
    for year in (2022, 2025, 2023):
        list(opened.ingest([Arrival(f"jesien-{year}.txt", edition(year))]))
        opened.finish()
    expected = {
        "2022": ([], ["2023", "2024", "2025"]),
        "2023": (["2022"], ["2024", "2025"]),
        "2024": (["2022", "2023"], ["2025"]),
        "2025": (["2022", "2023", "2024"], []),
    }
    assert editions(writing) == expected
    opened.forget("jesien-2023.txt")
    assert editions(writing) == {
        "2022": ([], ["2024", "2025"]),
        "2024": (["2022"], ["2025"]),
        "2025": (["2022", "2024"], []),
    }


def test_links_that_a_crash_prevented_are_made_at_the_next_start(
    writing: CorpusSettings, opened: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    list(opened.ingest([Arrival("jesien-2023.txt", edition(2023))]))
    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "link", killed)
        with pytest.raises(KeyboardInterrupt):
            opened.finish()
    assert opened.repair().merged == 1
    assert editions(writing) == {"2023": ([], ["2024"]), "2024": (["2023"], [])}
    assert not opened.repair()


def test_links_are_made_anew_with_the_index(writing: CorpusSettings, opened: Pipeline) -> None:
    list(opened.ingest([Arrival("jesien-2023.txt", edition(2023))]))
    opened.finish()
    before = editions(writing)
    for item in opened.store.programmes(ProgrammeFilter(municipality="1607053")).programmes:
        opened.store.save_links(item.id, ())
    assert editions(writing) != before
    opened.reindex()
    assert editions(writing) == before


@pytest.mark.parametrize("size", [1, 3, 4, 100])
def test_no_municipality_is_left_half_merged(size: int) -> None:
    keys = [f"{code}:{number}" for number in range(5) for code in ("1607053", "?", "0661011", "Nysa")]
    batches = list(by_municipality(keys, size))
    assert sorted(key for batch in batches for key in batch) == sorted(keys)
    for code in ("1607053", "0661011"):
        assert sum(any(key.startswith(code) for key in batch) for batch in batches) == 1
        assert municipalities([f"{code}:x", "?:x", "Nysa:x"]) == [code]
    assert max(len([key for key in batch if key.startswith("?")]) for batch in batches) <= size


def test_several_processes_give_the_same_as_one(tmp_path: Path) -> None:
    files = write_files(tmp_path / "files")
    one, two = settings_for(tmp_path / "one"), settings_for(tmp_path / "two")
    assert take_in(one, files, jobs=1) == take_in(two, files, jobs=2)
    assert sorted(names(one)) == sorted(names(two))


def _fatal(item: int) -> int:
    if item == 3:
        os._exit(9)
    return item * 10


def test_an_item_that_ends_its_process_costs_only_itself() -> None:
    assert list(ordered(_fatal, range(8), jobs=2, died=lambda item: -item)) == [0, 10, 20, -3, 40, 50, 60, 70]


def test_a_stream_is_worked_off_as_it_comes() -> None:
    seen: list[int] = []

    def items() -> Iterator[int]:
        for number in range(200):
            seen.append(number)
            yield number

    first = next(ordered(str, items(), jobs=2, died=str))
    assert first == "0"
    assert len(seen) < 20


def test_what_died_is_a_failure_of_that_document_only() -> None:
    assert reading.died(None) == Reading(error="the process that read it died")
