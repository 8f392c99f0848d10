"""Topic and place in one query: the topic decides who comes first, the place among those that fit it."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from search.ranking import Weights
from search.results import QueryPart
from search.retrieve import Searcher
from search.scope import Scope, Wish

PLACE = QueryPart(kind="place", start=0, end=5, label="Kutno", value="1002011", certainty=0.95)


def applied(relevance: Sequence[float], met: Sequence[float], *, telling: float) -> list[float]:
    scope = Scope((Wish((PLACE,), np.asarray(met), 0.95),), 3.0, telling)
    rows = np.arange(len(relevance))
    mixed: list[float] = scope.applied(np.asarray(relevance), rows, Weights()).tolist()
    return mixed


def test_a_place_counts_as_far_as_a_programme_fits_the_topic() -> None:
    here, somewhat, elsewhere, off_topic = applied([0.8, 0.3, 0.8, 0.1], [1, 1, 0, 1], telling=3.0)
    assert here > somewhat
    assert here > elsewhere > off_topic


def test_a_query_without_telling_words_asks_for_all_that_a_town_has() -> None:
    best, here = applied([0.8, 0.1], [0, 1], telling=0.0)
    assert here > best


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("kurs zawodowy i staż dla bezrobotnych w Gdyni", "p-zory"),
        ("teleopieka dla starszych osób w Żorach", "p-kutno"),
        ("rodziny zastępcze w Pile", "p-lomza"),
        ("programy w Pile", "p-pila"),
        ("co oferuje MOPS w Gdyni", "p-gdynia"),
    ],
)
def test_what_is_asked_for_comes_before_where(first: Callable[[str], str | None], query: str, wanted: str) -> None:
    assert first(query) == wanted


def test_where_a_town_has_nothing_of_the_kind_the_others_are_shown(built: Searcher) -> None:
    there = {hit.programme for hit in built.search("opieka wytchnieniowa").hits}
    asked = built.search("opieka wytchnieniowa w Łomży").hits
    assert asked[0].programme == "p-respite"
    assert {hit.programme for hit in asked} <= there
    assert asked[0].score < built.search("opieka wytchnieniowa w Nowym Sączu").hits[0].score
