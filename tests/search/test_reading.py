"""Queries read as a whole: places behind slips, offices beside a topic, codes that are named, and what nobody offers."""

import numpy as np
import pytest

from corpus.vocabulary import load_vocabulary
from search.entries import Entry
from search.index import Index
from search.lexicon import Lexicon, gather_forms
from search.morphology import base_form, lemma
from search.named import named_codes, named_share, naming_phrases
from search.places import RegisterPlaces
from search.query import query_words
from search.ranking import Weights, absence, calibrated
from search.reading import read_query
from search.repair import WordGroup, repair
from search.results import UnderstoodQuery
from search.retrieve import Searcher
from search.salience import pair_number, together
from search.thesaurus import read_concepts
from search.words import Word
from tests.search.announcements import make_document, make_programme

PLACES = RegisterPlaces()
FORMS = ("asystent", "rodziny", "zajęcia", "seniorów", "obiady", "klub", "pomoc", "zastępczych", "niepełnosprawnością")
LEXICON = Lexicon.of(
    gather_forms((form, lemma(form)) for form in FORMS), {lemma(form): 2 for form in FORMS}, programmes=9
)


def read(text: str) -> UnderstoodQuery:
    query, repaired = read_query(text, PLACES, LEXICON, load_vocabulary())
    return query.model_copy(update={"corrections": repaired.corrections})


@pytest.mark.parametrize(
    ("text", "written", "label"),
    [
        ("obiady Szczecn", "Szczecn", "Szczecin"),
        ("klub seniorów w Wroclwiu", "Wroclwiu", "Wrocław"),
        ("asystent rodziny częstohowa", "częstohowa", "Częstochowa"),
        ("zajęcia Rawa Maozwiecka", "Rawa Maozwiecka", "Rawa Mazowiecka"),
        ("pomoc w Łodzzi dla rodziny", "Łodzzi", "Łódź"),
    ],
)
def test_a_misspelt_place_is_a_place(text: str, written: str, label: str) -> None:
    query = read(text)
    (place,) = [part for part in query.parts if part.kind == "place"]
    assert (text[place.start : place.end], place.label) == (written, label)
    assert label in {one.meant for one in query.corrections}
    assert query.text == text
    assert written.split()[-1] not in query.topic


@pytest.mark.parametrize(
    "text",
    ["asystet rodziny", "zajęcai dla seniorów", "Asystent rodziny", "pomoc dla Kowalczewskiej", "z nosem w telefonie"],
)
def test_a_misspelt_word_is_no_place(text: str) -> None:
    assert not [part for part in read(text).parts if part.kind == "place"]


@pytest.mark.parametrize("text", ["obiady Szczecn 2023 powyżej 50 tys. zł", "Szczecn obiady 2023"])
def test_parts_stand_where_they_were_written(text: str) -> None:
    found = {part.kind: text[part.start : part.end] for part in read(text).parts}
    assert found["place"] == "Szczecn"
    assert found["year"] == "2023"


def weights(text: str) -> dict[str, float]:
    return {group.best: group.weight for group in repair(text, LEXICON, query_words()).groups}


def test_beside_a_topic_an_office_says_who_and_not_what() -> None:
    assert weights("mopr zajęcia dla seniorów")["mopr"] < weights("mopr")["mopr"] / 2
    assert weights("zajęcia dla seniorów w gops")["gops"] < weights("zajęcia dla seniorów w gops")["senior"]
    full = weights("miejski ośrodek pomocy społecznej asystent rodziny")
    assert full["ośrodek"] < full["asystent"]


def test_an_office_alone_is_the_topic() -> None:
    assert weights("co robi pcpr")["pcpr"] == weights("pcpr")["pcpr"]


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("wytchnieniowej", "wytchnieniowy"),
        ("wytchnieniową", "wytchnieniowy"),
        ("rodzinnego", "rodzinny"),
        ("sensoplastycznych", "sensoplastyczny"),
    ],
)
def test_adjectives_newer_than_the_dictionary_have_one_base(form: str, base: str) -> None:
    assert base_form(form) == base


def groups(*lemmas: str) -> list[WordGroup]:
    return [WordGroup(Word(lemma, 0, len(lemma)), 1.0, {lemma: 1.0}) for lemma in lemmas]


def test_a_wording_for_support_does_not_hide_the_people_in_it() -> None:
    phrases = naming_phrases(read_concepts())
    spoken = groups("kurs", "komputerowy", "senior")
    named = named_codes(spoken, phrases)
    codes = {code for one in named for code in one.codes}
    assert {"training", "seniors"} <= codes
    assert named_share(spoken, named) == pytest.approx(1.0)


def offer(identity: str, text: str, *, published: str = "2024-03-01") -> Entry:
    document = make_document(f"d-{identity}", text, published)
    programme = make_programme(
        identity,
        document,
        text.split(".")[0],
        groups={"seniors": "seniorów", "youth": "młodzieży"},
        activities={"workshop": "warsztaty", "trip_or_camp": "wycieczka"},
    )
    return Entry(programme=programme, documents=(document,))


NEAR = (
    "Złote dni. Prowadzimy warsztaty dla seniorów. Osobno odbywa się wycieczka.\nPomagamy też młodzieży z naszej gminy."
)
FAR = "Srebrne dni. Prowadzimy warsztaty dla młodzieży. Osobno odbywa się wycieczka.\nPomagamy też gronu seniorów z gminy."


def test_codes_of_one_breath_are_kept() -> None:
    vocabulary = load_vocabulary()
    pairs = together(offer("near", NEAR), vocabulary)
    assert pair_number("seniors", "workshop", vocabulary) in pairs
    assert pair_number("youth", "workshop", vocabulary) not in pairs


def test_who_gives_it_to_the_people_asked_for_comes_first(index: Index, searcher: Searcher) -> None:
    index.build([offer("near", NEAR), offer("far", FAR, published="2025-01-01")], counter=1)
    assert [hit.programme for hit in searcher.search("warsztaty dla seniorów").hits] == ["near", "far"]
    assert searcher.search("warsztaty dla młodzieży").hits[0].programme == "far"


def test_what_is_understood_but_nobody_speaks_of_is_absent() -> None:
    assert absence(1.0, 0.2, 0.2, 0.1) > 0.9
    for answered in (absence(1.0, 0.7, 0.2, 0.1), absence(1.0, 0.2, 0.7, 0.1), absence(1.0, 0.2, 0.2, 0.9)):
        assert answered == 0
    assert absence(0.4, 0.2, 0.2, 0.1) == 0


def test_absence_empties_a_list_or_leaves_it_alone() -> None:
    relevance = np.asarray([0.5, 0.2])
    plain = calibrated(relevance, 1.0, 0.9, 0.1, Weights())
    assert calibrated(relevance, 1.0, 0.9, 0.1, Weights(), absent=0.1).tolist() == plain.tolist()
    assert calibrated(relevance, 1.0, 0.9, 0.1, Weights(), absent=1.0).max() < Weights().threshold
