"""The yardstick itself, and the floor of ranking on the working queries of the corpus."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.encode import StaticEncoder
from search.evaluate import baselines, evaluate, hybrid, ndcg, read_queries, report
from search.retrieve import Searcher
from tests.search.announcements import corpus

QUERIES = [
    {"id": "1", "q": "rodziny zastępcze", "kind": "topic", "relevant": {"lomza": 2}},
    {"id": "2", "q": "pomoc w Nowym Sączu", "kind": "city", "relevant": {"nowysacz": 2}},
    {"id": "3", "q": "seniorow", "kind": "no-diacritics", "relevant": {"kutno": 2}},
    {"id": "4", "q": "rozkład jazdy tramwajów", "kind": "nothing", "relevant": {}},
]


def test_a_perfect_order_scores_one_and_the_reverse_less() -> None:
    relevant = {"a": 2, "b": 1}
    assert ndcg(["a", "b", "c"], relevant) == pytest.approx(1)
    assert 0 < ndcg(["c", "b", "a"], relevant) < 1
    assert ndcg([], relevant) == 0


@given(
    st.permutations(["a", "b", "c", "d", "e"]), st.dictionaries(st.sampled_from("abcde"), st.integers(1, 2), min_size=1)
)
def test_no_order_beats_the_best(found: list[str], relevant: dict[str, int]) -> None:
    best = sorted(found, key=lambda name: -relevant.get(name, 0))
    assert 0 <= ndcg(found, relevant) <= ndcg(best, relevant) + 1e-9 <= 1 + 1e-6


def test_rankings_are_scored_side_by_side(built: Searcher, encoder: StaticEncoder, tmp_path: Path) -> None:
    path = tmp_path / "queries.json"
    path.write_text(json.dumps(QUERIES), "utf-8")
    judged = {entry.programme.id: entry.documents[0].id for entry in corpus()}
    rankers = {"hybrid": hybrid(built)} | baselines(corpus(), encoder)
    scores = {name: evaluate(name, rank, read_queries(path), judged) for name, rank in rankers.items()}
    assert scores["hybrid"].overall == pytest.approx(1)
    assert scores["hybrid"].kinds["nothing"] == 1
    assert scores["hybrid"].refused == 0
    assert scores["BM25, words"].kinds["no-diacritics"] < 1
    assert scores["dense"].kinds["nothing"] == 0
    table = report(list(scores.values()))
    assert table.count("\n") == len(rankers) + 1
    assert "| hybrid | 1.000 |" in table
