"""A large corpus in shares: processes of their own draft what one would have drafted."""

import os
import signal
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from search.encode import StaticEncoder
from search.entries import Entry
from search.errors import IndexProcessError
from search.filters import Filters
from search.index import Index
from search.retrieve import Searcher
from search.shares import Share
from tests.search.announcements import corpus

TEXTS = ("rodziny zastępcze", "klub seniora", "asystent osoby niepelnosprawnej", "przemoc w rodzinie", "zupełnie nic")


def with_siblings() -> list[Entry]:
    """Every programme with the others of its documents, which may be in another share."""
    entries = corpus()
    return [
        entry.model_copy(
            update={
                "siblings": tuple(
                    other.programme
                    for other in entries
                    if other is not entry and set(other.programme.documents) & set(entry.programme.documents)
                )
            }
        )
        for entry in entries
    ]


def shares(size: int = 3) -> list[Share]:
    entries = with_siblings()
    parts = [entries[start : start + size] for start in range(0, len(entries), size)]
    return [Share(len(part), partial(iter, part)) for part in parts]


def test_shares_give_what_one_process_gives(tmp_path: Path, encoder: StaticEncoder) -> None:
    told: list[int] = []
    shared = Index(tmp_path / "shared", encoder=encoder).build_shares(shares(), counter=5, advance=told.append)
    whole = Index(tmp_path / "whole", encoder=encoder).build(with_siblings(), counter=5)
    assert (shared.programmes, shared.passages, shared.next_number) == (
        whole.programmes,
        whole.passages,
        whole.next_number,
    )
    assert len(shared.parts) == len(whole.parts) == 1  # every part more costs each query time
    assert sum(told) == len(corpus())
    one, several = Searcher(tmp_path / "whole"), Searcher(tmp_path / "shared")
    for text in TEXTS:
        expected, given = one.search(text), several.search(text)
        assert [(hit.programme, hit.score) for hit in given.hits] == [
            (hit.programme, hit.score) for hit in expected.hits
        ]
        assert given.facets == expected.facets
    narrow = Filters(voivodeship=("łódzkie",))
    assert [hit.programme for hit in several.search("", narrow).hits] == [
        hit.programme for hit in one.search("", narrow).hits
    ]
    one.close()
    several.close()


_HERE: list[str] = []
"""What only this process has, once a test put it in."""


def _elsewhere(entries: list[Entry]) -> Iterator[Entry]:
    if _HERE:
        raise AssertionError("the process that drafts a share is a fork: it waits for threads of Edge that it lacks")
    return iter(entries)


def test_processes_that_draft_shares_begin_anew(tmp_path: Path, encoder: StaticEncoder) -> None:
    _HERE.append("threads of Qdrant Edge")
    entries = corpus()
    parts = [Share(len(part), partial(_elsewhere, part)) for part in (entries[:4], entries[4:])]
    try:
        assert Index(tmp_path, encoder=encoder).build_shares(parts, counter=5).programmes == len(entries)
    finally:
        _HERE.clear()


def test_an_index_in_shares_is_updated_like_any_other(tmp_path: Path, encoder: StaticEncoder) -> None:
    index = Index(tmp_path, encoder=encoder)
    index.build_shares(shares(4), counter=5)
    generation = index.update([], ["p-kutno"], counter=6)
    assert generation.programmes == len(corpus()) - 1
    searcher = Searcher(tmp_path)
    assert all(hit.programme != "p-kutno" for hit in searcher.search("klub seniora").hits)
    searcher.close()


def _broken(entries: list[Entry]) -> Iterator[Entry]:
    yield entries[0]
    raise OSError("the disk is gone")


def _killed(entries: list[Entry]) -> Iterable[Entry]:
    os.kill(os.getpid(), signal.SIGKILL)
    return entries


def test_what_a_process_raises_is_raised_and_the_old_index_stays(tmp_path: Path, encoder: StaticEncoder) -> None:
    index = Index(tmp_path, encoder=encoder)
    before = index.build(corpus(), counter=5)
    entries = corpus()
    with pytest.raises(OSError, match="the disk is gone"):
        index.build_shares([Share(3, partial(iter, entries[:3])), Share(4, partial(_broken, entries[3:]))], counter=6)
    with pytest.raises(IndexProcessError, match="reindex"):
        index.build_shares([Share(3, partial(iter, entries[:3])), Share(4, partial(_killed, entries[3:]))], counter=6)
    assert index.generation() == before
    searcher = Searcher(tmp_path)
    assert searcher.search("klub seniora").hits[0].programme == "p-kutno"
    searcher.close()
    assert index.build(corpus(), counter=7).counter == 7
