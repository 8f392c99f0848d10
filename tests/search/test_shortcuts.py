"""What is computed on shorter ways is the same as on the long ones."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from corpus.places import load_register
from search import concepts
from search.arrays import widened
from search.concepts import ConceptIndex
from search.encode import StaticEncoder
from search.lexical import content_lemmas
from search.ranking import best_rows
from search.slips import CHEAPEST, SOUND, one_edit, slip_cost, sounding_alike
from search.wordings import Wordings

SCORES = st.lists(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.5001, 0.9]), max_size=400)


def test_halves_become_the_same_floats() -> None:
    every = np.arange(2**16, dtype=np.uint16).view(np.float16)
    finite = every[np.isfinite(every)]
    assert np.array_equal(widened(finite).view(np.uint32), finite.astype(np.float32).view(np.uint32))


@given(SCORES, st.integers(1, 60))
def test_the_best_rows_are_the_best_and_of_equals_the_first(scores: list[float], most: int) -> None:
    better = sorted(range(len(scores)), key=lambda row: (-scores[row], row))
    expected = sorted([row for row in better if scores[row] > 0][:most])
    assert best_rows(np.asarray(scores), most).tolist() == expected


@given(st.text("abcchomezrzu", min_size=1, max_size=9), st.text("abcchomezrzu", min_size=1, max_size=9))
def test_no_sound_that_is_passed_over_costs_less(written: str, meant: str) -> None:
    cost = slip_cost(written, meant)
    assert cost >= CHEAPEST * OSA.distance(written, meant) or any(
        cost >= SOUND + CHEAPEST * OSA.distance(other, meant) for other in sounding_alike(written)
    )


@pytest.mark.parametrize("word", ["konie", "lodz", "suwalk", "rawie", "pszczyna", "bielsk"])
def test_words_that_no_form_has_name_no_place(word: str) -> None:
    register = load_register()
    slips = one_edit(word)
    assert any(map(register.has_word, slips))
    around = ("w", "mazowieckiej", "bialej", "gorze")
    for slip in slips:
        if not register.has_word(slip):
            for words, own in (([around[0], slip, *around[1:]], 1), ([*around, slip], len(around)), ([slip], 0)):
                assert not any(span.first <= own < span.last for span in register.scan(words, fold=True))


def test_longer_wordings_come_first() -> None:
    wordings = Wordings.of({"short": ["dom"], "long": ["dom pomocy społecznej", "dom pomocy"]})
    lengths = [len(one.words) for one in wordings.starting(["dom", "inny"])]
    assert lengths == sorted(lengths, reverse=True)
    assert set(lengths) == {3, 2, 1}
    assert {one.code for one in wordings} == {"short", "long"}


@pytest.mark.parametrize("text", ["warsztaty dla seniorów", "mieszkanie chronione", "pralka", "zajęcia z robotyki"])
def test_concepts_that_are_not_compared_come_behind(
    text: str, encoder: StaticEncoder, every_concept: ConceptIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    vector: NDArray[np.float32] = encoder.encode_queries([text])[0]
    few = every_concept.link(content_lemmas(text), vector)
    monkeypatch.setattr(concepts, "FIRST", concepts.LIKELY)
    assert every_concept.link(content_lemmas(text), vector) == few


@pytest.fixture(scope="module")
def every_concept(encoder: StaticEncoder) -> ConceptIndex:
    return ConceptIndex.of(encoder.encode_passages)
