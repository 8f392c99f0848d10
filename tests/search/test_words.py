"""Words: lemmas, forms without Polish letters, typing errors, the index's lexicon."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.lexical import ABOVE, bm25_vector, content_lemmas, neighbours, spoken
from search.lexicon import Lexicon, gather_forms
from search.morphology import is_function_word, lemma
from search.query import query_words
from search.repair import repair
from search.words import fold, words

POLISH = st.text(alphabet="aąbcćdeęłnńoósśzźż", min_size=1, max_size=12)


def lexicon_of(*texts: str) -> Lexicon:
    lemmas = [set(content_lemmas(text)) for text in texts]
    counts = Counter(word for found in lemmas for word in found)
    forms = gather_forms((word.form, lemma(word.form)) for text in texts for word in words(text))
    return Lexicon.of(forms, counts, len(texts))


LEXICON = lexicon_of(
    "rodziny zastępcze z dziećmi",
    "osoby z niepełnosprawnościami, osoba niepełnosprawna",
    "asystent rodziny i opiekunowie",
    "świetlica socjoterapeutyczna",
    "organizacje pozarządowe, oferty",
    "łaska pańska",
)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("zastępczych", "zastępczy"),
        ("mają", "mieć"),
        ("prace", "praca"),
        ("mieszkaniach", "mieszkanie"),
        ("wsparcia", "wsparcie"),
        ("Koninie", "konin"),
        ("półkoloniami", "półkolonia"),
        ("DPS", "dps"),
    ],
)
def test_a_form_has_the_lemma_that_is_most_frequent(form: str, expected: str) -> None:
    assert lemma(form) == expected


def test_prepositions_and_pronouns_say_nothing() -> None:
    assert is_function_word("dla")
    assert is_function_word("którego") is False or is_function_word("się")
    assert content_lemmas("Pomoc dla osób, które się boją, w 2024 r.")[0] == "pomoc"
    assert "dla" not in content_lemmas("pomoc dla osób")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zastepczych", "zastępczy"),
        ("zastepczym", "zastępczy"),
        ("niepelnosprawych", "niepełnosprawny"),
        ("niepelnosprawna", "niepełnosprawny"),
        ("asystnet", "asystent"),
        ("swietlice", "świetlica"),
        ("socjoterapełtyczne", "socjoterapeutyczny"),
        ("organziacji", "organizacja"),
        ("ofret", "oferta"),
    ],
)
def test_a_word_written_otherwise_is_understood(typed: str, meant: str) -> None:
    mended = repair(typed, LEXICON, query_words())
    assert mended.groups[0].best == meant
    assert mended.corrections[0].written == typed


def test_a_word_that_exists_is_not_mended() -> None:
    mended = repair("opiekunka łatwa", LEXICON, query_words())
    assert mended.corrections == ()
    assert [group.best for group in mended.groups] == ["opiekunka", "łatwy"]


def test_both_readings_of_a_plain_word_count() -> None:
    terms = repair("laska panska", LEXICON, query_words()).groups[0].terms
    assert terms["laska"] > terms["łaska"] > 0


def test_rare_words_weigh_more() -> None:
    assert LEXICON.weight("świetlica") > LEXICON.weight("rodzina")
    assert LEXICON.weight("nieobecny") >= LEXICON.weight("świetlica")


def test_a_lexicon_survives_its_folder(tmp_path: Path) -> None:
    LEXICON.save(tmp_path / "lexicon")
    loaded = Lexicon.load(tmp_path / "lexicon")
    assert loaded.meant("zastepcze") == ["zastępczy"]
    near = loaded.similar("swietlca", 2)[0]
    assert (near.lemma, near.edits, near.form) == ("świetlica", 1, "swietlica")
    assert loaded.count("rodzina") == LEXICON.count("rodzina") == 2


@given(st.text(max_size=60))
def test_words_stand_where_they_say(text: str) -> None:
    for word in words(text):
        assert text[word.start : word.end] == word.form


@given(st.text(max_size=30))
def test_folding_is_final(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.lists(POLISH, max_size=40), st.floats(0.5, 3))
def test_stored_weights_are_bounded_and_sorted(lemmas: list[str], weight: float) -> None:
    vector = bm25_vector([(spoken(lemmas), weight)], neighbours(spoken(lemmas)))
    assert vector.indices == sorted(set(vector.indices))
    assert all(0 < value < 2.2 for value in vector.values)


@given(st.lists(POLISH, min_size=2, max_size=10))
def test_a_phrase_is_found_by_its_words(lemmas: list[str]) -> None:
    pairs = neighbours(spoken(lemmas)).tolist()
    assert pairs == [int(neighbours(spoken(pair))[0]) for pair in pairwise(lemmas)]
    assert all(ABOVE <= pair < 2**32 for pair in pairs)


def test_pairs_differ_by_both_words_and_their_order() -> None:
    lemmas = ["rodzina", "zastępczy", "dom", "dziecko", "senior", "warsztat", "opieka", "wsparcie"]
    pairs = {int(neighbours(spoken((left, right)))[0]) for left in lemmas for right in lemmas}
    assert len(pairs) >= len(lemmas) ** 2 - 1
