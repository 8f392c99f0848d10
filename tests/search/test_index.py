"""Writing the index: generations, updates, crashes, readers in between."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search.encode import StaticEncoder
from search.engines.edge import EdgeEngine
from search.entries import Entry
from search.errors import IndexBusyError
from search.filters import Filters
from search.generations import Generations
from search.index import MOST_PARTS, Index
from search.retrieve import Searcher
from tests.search.announcements import corpus, make_document, make_programme

ROOT = Path(__file__).parents[2]


def wheelchair(number: int = 0, words: str = "wózków elektrycznych") -> Entry:
    document = make_document(
        f"wozek{number}", f"Bez barier {number}\n\nDofinansowanie {words} dla mieszkańców Piły prowadzi ośrodek w Pile."
    )
    return Entry(
        programme=make_programme(f"p-bariery{number}", document, f"Bez barier {number}", "Piła"), documents=(document,)
    )


def found(searcher: Searcher, text: str) -> list[str]:
    return [hit.programme for hit in searcher.search(text).hits]


def test_a_generation_records_what_it_holds(index: Index) -> None:
    generation = index.build(corpus(), counter=41)
    assert (generation.counter, generation.programmes) == (41, 7)
    assert generation.passages >= 14
    assert index.generation() == generation


def test_an_update_adds_changes_and_removes_without_touching_the_rest(index: Index, built: Searcher) -> None:
    assert "p-bariery0" not in found(built, "wózek elektryczny")
    generation = index.update([wheelchair()], ["p-gdynia"], counter=9)
    assert (generation.counter, generation.programmes) == (9, 7)
    assert found(built, "wózek elektryczny")[0] == "p-bariery0"
    assert "p-gdynia" not in found(built, "przemoc w rodzinie")
    index.update([wheelchair(words="protez i aparatów słuchowych")], counter=10)
    assert found(built, "aparat słuchowy")[0] == "p-bariery0"
    assert found(built, "rodziny zastępcze")[0] == "p-lomza"
    assert built.search("").total == 7


def test_many_updates_keep_few_parts_and_every_programme_once(index: Index, built: Searcher) -> None:
    for number in range(MOST_PARTS + 3):
        generation = index.update([wheelchair(number)], counter=20 + number)
        assert len(generation.parts) <= MOST_PARTS
    results = built.search("", limit=100)
    assert len({hit.programme for hit in results.hits}) == results.total == 7 + MOST_PARTS + 3
    again = index.update(corpus(), counter=99)
    assert again.programmes == 7 + MOST_PARTS + 3


def test_removed_words_leave_the_lexicon(index: Index, built: Searcher) -> None:
    index.update([wheelchair(words="Xylofonowa Brzęczykiewicz")], counter=8)
    assert b"brzeczykiewicz" in set(built.opened().lexicon.forms.tolist())
    index.update([], ["p-bariery0"], counter=9)
    assert b"brzeczykiewicz" not in set(built.opened().lexicon.forms.tolist())


def test_a_reader_goes_on_with_its_generation_until_the_next_is_current(tmp_path: Path, encoder: StaticEncoder) -> None:
    index = Index(tmp_path, encoder=encoder)
    index.build(corpus(), counter=1)
    searcher = Searcher(tmp_path, encoder=encoder)
    before = searcher.opened()
    for number in range(5):
        index.update([wheelchair(number)], counter=2 + number)
    assert before.reader.payloads([1024])
    assert searcher.opened().generation.counter == 6


def test_old_generations_and_parts_are_cleared_away(tmp_path: Path, encoder: StaticEncoder) -> None:
    index = Index(tmp_path, encoder=encoder)
    for number in range(4):
        index.build(corpus(), counter=number)
    assert len(list((tmp_path / "generations").iterdir())) <= 2
    assert len(list((tmp_path / "parts").iterdir())) <= 2


def test_a_second_writer_is_told_to_wait(tmp_path: Path, encoder: StaticEncoder) -> None:
    index = Index(tmp_path, encoder=encoder)
    with Generations(tmp_path).writing(), pytest.raises(IndexBusyError):
        index.build(corpus(), counter=1)


WRITER = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from tests.search.announcements import corpus
from tests.search.test_index import wheelchair
from search.index import Index
index = Index(Path({folder!r}))
print("ready", flush=True)
for number in range(1000):
    index.update([wheelchair(number % 7)], counter=number + 2)
"""


@pytest.mark.parametrize("moment", [0.02, 0.13, 0.31, 0.55])
def test_a_writer_killed_at_any_moment_leaves_a_whole_index(
    tmp_path: Path, encoder: StaticEncoder, moment: float
) -> None:
    index = Index(tmp_path, encoder=encoder)
    index.build(corpus(), counter=1)
    script = WRITER.format(root=str(ROOT), folder=str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        time.sleep(moment)
        os.kill(writer.pid, signal.SIGKILL)
    searcher = Searcher(tmp_path, encoder=encoder)
    generation = searcher.generation()
    assert generation is not None
    assert searcher.search("", limit=100).total == generation.programmes >= 7
    assert found(searcher, "rodziny zastępcze")[0] == "p-lomza"
    assert index.update([wheelchair(50)], counter=5000).counter == 5000
    assert "p-bariery50" in found(searcher, "wózek elektryczny w Pile")
    assert EdgeEngine(tmp_path / "parts").parts() >= set(searcher.opened().generation.parts)


def test_two_processes_share_one_index(tmp_path: Path, encoder: StaticEncoder) -> None:
    Index(tmp_path, encoder=encoder).build(corpus(), counter=1)
    here = Searcher(tmp_path, encoder=encoder)
    assert found(here, "teleopieka")[0] == "p-kutno"
    script = (
        "from pathlib import Path\nfrom search.retrieve import Searcher\n"
        f"print(Searcher(Path({str(tmp_path)!r})).search('teleopieka').hits[0].programme)"
    )
    there = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert there.stdout.strip() == "p-kutno"


def test_searching_on_edge_needs_neither_torch_nor_the_client(tmp_path: Path, encoder: StaticEncoder) -> None:
    Index(tmp_path, encoder=encoder).build(corpus(), counter=1)
    script = (
        "import sys\nfrom pathlib import Path\nfrom search.retrieve import Searcher\n"
        f"Searcher(Path({str(tmp_path)!r})).search('pomoc seniorom w Kutnie')\n"
        "print({'torch', 'qdrant_client', 'sentence_transformers', 'model2vec', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "set()"


def test_filters_stay_right_after_updates(index: Index, built: Searcher) -> None:
    index.update([wheelchair()], ["p-pila"], counter=8)
    assert {hit.programme for hit in built.search("", Filters(municipality=("Piła",))).hits} == {"p-bariery0"}
