"""People's own words: everyday words, words without Polish letters, sums in words, what is asked of a programme."""

from collections.abc import Callable

import numpy as np
import pytest

from corpus.vocabulary import load_vocabulary
from search.concepts import ConceptIndex, Link, Linked, merged
from search.data_files import read_pairs
from search.encode import StaticEncoder
from search.lexical import content_lemma
from search.lexicon import Lexicon, gather_forms
from search.morphology import lemma
from search.places import RegisterPlaces
from search.query import query_words, understand
from search.ranking import Weights, calibrated, closeness
from search.reading import read_query
from search.repair import WordGroup, repair
from search.retrieve import Searcher
from search.thesaurus import read_concepts

FORMS = ("świetlica", "zajęcia", "młodzieży", "mąż", "całej", "rodziny", "dzieci", "wyjazd", "alkoholu", "seniorów")
STRANGE = {"swietlica": 1, "zajecia": 2}
LEXICON = Lexicon.of(
    gather_forms([*((form, lemma(form)) for form in FORMS), *((form, form) for form in STRANGE)]),
    {lemma(form): 6 for form in FORMS} | STRANGE,
    programmes=20,
)


def groups(text: str) -> list[WordGroup]:
    return list(repair(text, LEXICON, query_words()).groups)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("swietlica", ["świetlica"]),
        ("zajecia dla mlodziezy", ["zajęcie", "młodzież"]),
        ("maz", ["mąż"]),
        ("maz sie upija", ["mąż", "upijać"]),
        ("ktos dla rodziny", ["rodzina"]),
    ],
)
def test_words_without_polish_letters_are_the_dictionarys(typed: str, meant: list[str]) -> None:
    assert [group.best for group in groups(typed)] == meant


def test_a_text_without_polish_letters_is_still_found() -> None:
    (group,) = groups("swietlica")
    assert group.terms["swietlica"] > 0.5


@pytest.mark.parametrize(("said", "written"), [("dzieciak", "dziecko"), ("wódka", "alkohol"), ("babcia", "senior")])
def test_everyday_words_may_be_met_by_those_of_announcements(said: str, written: str) -> None:
    (group,) = groups(said)
    assert 0 < group.terms[written] < group.terms[said]


@pytest.mark.parametrize("said", ["nikt mnie nie chce", "wróciłam i znowu siedzę sama", "mówię od trzech dni"])
def test_words_of_a_story_weigh_less_than_what_it_is_about(said: str) -> None:
    *story, topic = groups(f"{said} alkohol")
    assert topic.telling
    assert story
    assert all(not word.telling and word.weight < topic.weight / 3 for word in story)


def test_everyday_words_stand_for_others() -> None:
    rows = read_pairs("everyday.tsv")
    assert len({said for said, _ in rows}) == len(rows)
    assert all(said not in meant and all(map(content_lemma, meant)) for said, meant in rows)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("dotacje powyżej miliona", "1000000/"),
        ("projekt za ponad pół miliona złotych", "500000/"),
        ("granty do stu tysięcy", "/100000"),
        ("grants of over half a million", "500000/"),
        ("pożyczka do tysiąca złotych", "/1000"),
    ],
)
def test_sums_in_words(text: str, interval: str) -> None:
    (part,) = [part for part in understand(text, None, load_vocabulary()).parts if part.kind == "sum"]
    assert part.value == interval


@pytest.mark.parametrize("text", ["miliony powodów do radości", "sto lat dla jubilatki", "tysiące dzieci"])
def test_numbers_that_are_no_sums(text: str) -> None:
    assert not [part for part in understand(text, None, load_vocabulary()).parts if part.kind == "sum"]


def test_every_misspelt_place_is_mended() -> None:
    text = "zajęcia Wrocłwa albo Szczecn 2024"
    query, repaired = read_query(text, RegisterPlaces(), LEXICON, load_vocabulary())
    found = {text[part.start : part.end]: part.label for part in query.parts if part.kind == "place"}
    assert found == {"Wrocłwa": "Wrocław", "Szczecn": "Szczecin"}
    assert {text[part.start : part.end] for part in query.parts if part.kind == "year"} == {"2024"}
    assert {one.meant for one in repaired.corrections} >= {"Wrocław", "Szczecin"}
    assert query.text == text


def test_what_is_asked_of_a_programme_is_no_topic(built: Searcher) -> None:
    plain = built.understand("półkolonie dla dzieci z rodzin pijących").concepts
    asked = built.understand("ile kosztowały półkolonie dla dzieci z rodzin pijących").concepts
    assert asked[0].id == plain[0].id
    assert "project_cost" not in {concept.id for concept in asked[:3]}


def test_a_call_comes_before_other_things_for_organisations(
    first: Callable[[str], str | None], built: Searcher
) -> None:
    links = {concept.id for concept in built.understand("dofinansowania dla NGO").concepts}
    assert "ngo_grants" in links
    assert first("dofinansowania dla NGO z Łomży") in {None, "p-lomza"}


def link(number: int, certainty: float) -> Link:
    return Link(number, read_concepts()[number], certainty, "")


def test_of_two_readings_the_surer_counts() -> None:
    both = merged((Linked((link(1, 0.9), link(2, 0.3)), 0.6), Linked((link(2, 0.7), link(3, 0.1)), 0.2)))
    assert [(one.number, one.certainty) for one in both.links] == [(1, 0.9), (2, 0.7)]
    assert both.outside == 0.2


def test_what_speaks_of_the_idea_is_closer_than_what_shares_its_code(encoder: StaticEncoder) -> None:
    concepts = ConceptIndex.of(encoder.encode_queries)
    (number,) = [place for place, concept in enumerate(concepts.concepts) if concept.id == "gaming_phone"]
    texts = ["wieczór bez ekranów, telefony zostają w domu", "półkolonie z końmi dla dzieci i młodzieży"]
    near, far = closeness(encoder.encode_passages(texts), concepts, [link(number, 0.9)], Weights())
    assert near > far
    assert closeness(encoder.encode_passages(texts), concepts, [], Weights()).tolist() == [0.0, 0.0]


def test_what_is_more_like_something_else_is_lowered() -> None:
    relevance = np.asarray([0.5])
    assert calibrated(relevance, 1.0, 0.4, 0.6, Weights())[0] < Weights().threshold
    assert calibrated(relevance, 1.0, 0.8, 0.6, Weights())[0] > Weights().threshold
