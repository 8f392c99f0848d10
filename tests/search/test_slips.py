"""Slips of the fingers and of the ear, words run together and torn apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from search.lexicon import Lexicon, gather_forms
from search.morphology import lemma
from search.query import query_words
from search.repair import repair
from search.slips import one_edit, slip_cost, sounding_alike

PLAIN = st.text(alphabet="abcdeghklmnoprstuwyz", min_size=1, max_size=9)
SPOKEN = (
    "budżet", "chleb", "dom", "dzieci", "hospicjum", "kąt", "kolonia", "meble", "niepełnosprawnych", "noclegownia",
    "pomoc", "półkolonie", "rodzin", "rodziny", "senior", "seniorów", "społeczna", "świetlica", "warsztaty", "zastępczych",
)  # fmt: skip
LEXICON = Lexicon.of(
    gather_forms((form, lemma(form)) for form in SPOKEN), {lemma(form): 3 for form in SPOKEN}, programmes=10
)


def mended(text: str) -> list[str]:
    return [group.best for group in repair(text, LEXICON, query_words()).groups]


@given(PLAIN, PLAIN)
def test_one_edit_is_what_the_distance_says(left: str, right: str) -> None:
    assert (right in one_edit(left)) == (OSA.distance(left, right) == 1)


@given(PLAIN)
def test_what_is_meant_costs_nothing_and_every_slip_something(word: str) -> None:
    assert slip_cost(word, word) == 0
    assert all(slip_cost(other, word) > 0 for other in sounding_alike(word) if other != word)


@pytest.mark.parametrize(
    ("written", "likelier", "less"),
    [
        ("posielk", "posilek", "posiadk"),
        ("meaks", "meals", "maks"),
        ("budrzet", "budzet", "bukiet"),
        ("kkurs", "kurs", "akurs"),
        ("warsztay", "warsztaty", "warsztat"),
    ],
)
def test_likely_slips_cost_less(written: str, likelier: str, less: str) -> None:
    assert slip_cost(written, likelier) <= slip_cost(written, less)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hleb", "chleb"),
        ("budrzet", "budżet"),
        ("seniorof", "senior"),
        ("hospicjom", "hospicjum"),
        ("zastempczych", "zastępczy"),
        ("nocelgownia", "noclegownia"),
        ("mble", "mebel"),
        ("swiietlica", "świetlica"),
    ],
)
def test_sounds_and_slips_lead_to_what_was_meant(typed: str, meant: str) -> None:
    assert mended(typed) == [meant]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pomocspołeczna", ["pomoc", "społeczny"]),
        ("warsztatydla dzieci", ["warsztat", "dziecko"]),
        ("nie pełnosprawnych", ["niepełnosprawny"]),
        ("pół kolonie", ["półkolonia"]),
        ("dom dzieci", ["dom", "dziecko"]),
        ("nie rodziny", ["rodzina"]),
    ],
)
def test_spaces_too_few_or_too_many_do_not_matter(typed: str, meant: list[str]) -> None:
    assert mended(typed) == meant


def test_what_was_joined_is_said() -> None:
    (correction,) = repair("nie pełnosprawnych", LEXICON, query_words()).corrections
    assert (correction.written, correction.meant) == ("nie pełnosprawnych", "niepełnosprawny")
