"""English queries are read as the Polish words that they stand for."""

from collections.abc import Callable

import pytest

from search.data_files import read_pairs
from search.english import LIST, NOTHING, Gloss, gloss
from search.lexical import content_lemmas
from search.lexicon import Lexicon, gather_forms
from search.morphology import lemma
from search.query import query_words
from search.repair import repair
from search.retrieve import Searcher

FORMS = ("młody", "opiekun", "wsparcie", "posiłek", "szkoła", "senior", "żywność", "bank")
LEXICON = Lexicon.of(
    gather_forms((form, lemma(form)) for form in FORMS), {lemma(form): 2 for form in FORMS}, programmes=9
)


def read(text: str) -> Gloss:
    found = gloss(text, query_words().english)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "polish"),
    [
        ("respite for caregivers", "wytchnienie opiekun"),
        ("disabled children", "dzieci z niepełnosprawnościami"),
        ("deaf teenagers", "nastolatek głuchy"),
        ("Where is a food bank?", "bank żywności"),
        ("help with addictions", "pomoc uzależnienie"),
        ("moms' self-help group", "grupa samopomocowa matka"),
        ("running a social co-operative", "prowadzenie spółdzielnia socjalna"),
    ],
)
def test_english_stands_for_polish_words(text: str, polish: str) -> None:
    wanted = set(content_lemmas(polish))
    found = set(content_lemmas(read(text).text))
    assert len(wanted & found) >= len(wanted) / 2, found


def test_an_adjective_goes_behind_its_noun() -> None:
    assert read("deaf teenagers").text.split() == ["nastolatek", "głuchy"]


@pytest.mark.parametrize(
    "text",
    [
        "klub seniora",
        "zajecia sportowe",
        "program Senior+",
        "kurs online",
        "hostel",
        "wsparcie osób starszych",
        "",
        "2024",
    ],
)
def test_what_is_no_english_is_left_alone(text: str) -> None:
    assert gloss(text, query_words().english) is None


def test_other_meanings_stand_beside_the_likeliest() -> None:
    found = repair("meals for seniors", LEXICON, query_words())
    assert [group.best for group in found.groups] == ["posiłek", "senior"]
    assert 0 < found.groups[0].terms["dożywianie"] < found.groups[0].terms["posiłek"]
    assert found.english == "meals for seniors"


def test_a_slip_in_an_english_word_is_mended() -> None:
    found = read("support for yuong caregivres")
    assert {(one.written, one.meant) for one in found.corrections} >= {("caregivres", "caregiver")}
    assert "opiekun" in found.text


def test_an_unknown_english_word_is_no_slip_of_a_polish_one() -> None:
    (support, unknown) = repair("support for whistleblowers", LEXICON, query_words()).groups
    assert support.best == "wsparcie"
    assert not unknown.known
    assert unknown.terms == {"whistleblowers": 1.0}


def test_the_word_list_is_whole() -> None:
    rows = read_pairs(LIST)
    assert len({english for english, _ in rows}) == len(rows)
    for english, polish in rows:
        assert english == " ".join(english.casefold().split())
        assert polish == [NOTHING] or all(map(content_lemmas, polish)), english


@pytest.mark.parametrize(
    ("text", "programme"),
    [
        ("respite for family carers", "p-respite"),
        ("emergency button for a senior living alone", "p-kutno"),
        ("food parcels for people on a low income", "p-pila"),
        ("internship for the unemployed", "p-zory"),
        ("workshops for foster parents", "p-lomza"),
        ("shelter for victims of domestic abuse", "p-gdynia"),
    ],
)
def test_english_finds_what_is_meant(first: Callable[[str], str | None], text: str, programme: str) -> None:
    assert first(text) == programme


def test_the_reason_shows_the_polish_word(built: Searcher) -> None:
    hit = built.search("internship for the unemployed").hits[0]
    assert any("bezrobotny" in reason.text for reason in hit.reasons if reason.kind == "words")


def test_support_for_young_carers_is_support_for_carers(built: Searcher) -> None:
    assert built.search("support for young carers").hits[0].programme == "p-respite"
