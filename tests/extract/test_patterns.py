"""The pattern language over words: inflection, gaps, contexts, words without Polish letters."""

import pytest

from extract.errors import RuleError
from extract.patterns import Patterns, keys
from extract.words import read_words
from tests.extract.documents import document


def found(pattern: str, text: str) -> list[str]:
    words = read_words(document(text))
    spans = [words.span(match.first, match.last) for match in Patterns([(pattern, 1)]).find(words)]
    return [words.text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("rodzina zastępczy", "Spotkanie dla rodzin zastępczych z powiatu", ["rodzin zastępczych"]),
        ("rodzina ~2 zastępczy", "rodziny z Mławy zastępcze", ["rodziny z Mławy zastępcze"]),
        ("rodzina ~1 zastępczy", "rodziny z powiatu Mławy zastępcze", []),
        ("=dla senior", "Oferta dla seniorów i od seniorów", ["dla seniorów"]),
        ("osoba niepełnospr*", "osobom niepełnosprawnym", ["osobom niepełnosprawnym"]),
        ("<n> godzina", "Kurs trwa 30 godzin", ["30 godzin"]),
        ("dom ~1 dzienny? pobyt", "Dom pobytu i dom dziennego pobytu", ["Dom pobytu", "dom dziennego pobytu"]),
        ("ofiara / przemoc", "Ofiary przemocy i ofiary pożaru", ["Ofiary"]),
        ("zagrożony wykluczenie", "osoby zagrożone wykluczeniem", ["zagrożone wykluczeniem"]),
        ("umieszczenie dziecko", "po umieszczeniu dziecka w placówce", ["umieszczeniu dziecka"]),
    ],
)
def test_what_a_pattern_finds(pattern: str, text: str, expected: list[str]) -> None:
    assert found(pattern, text) == expected


def test_a_match_stays_in_its_block() -> None:
    assert found("rodzina zastępczy", "Wsparcie rodzin\nZastępczych miejsc brak") == []


def test_words_without_polish_letters_stand_for_those_with_them() -> None:
    assert found("kobieta =w ciąża", "zapraszamy kobiety w ciazy") == ["kobiety w ciazy"]
    assert found("niepełnosprawn* osoba", "niepelnosprawnym osobom") == ["niepelnosprawnym osobom"]


def test_a_known_word_is_not_taken_for_another_without_its_letters() -> None:
    assert found("łaska", "Laska i parasol") == []


def test_a_match_names_the_words_that_its_gaps_leave_out() -> None:
    words = read_words(document("nabór na szkolenie dla kandydatów"))
    (match,) = Patterns([("nabór ~3 kandydat", "x")]).find(words)
    assert [words.lower[index] for index in match.named] == ["nabór", "kandydatów"]


def test_participles_and_verbal_nouns_have_base_forms_of_their_own() -> None:
    assert "zagrożony" in keys("zagrożonych")
    assert "finansowanie" in keys("finansowaniu")


@pytest.mark.parametrize("pattern", ["~2 rodzina", "rodzina? zastępczy", "/ rodzina", "a||b", "dom*|a* kot"])
def test_patterns_that_cannot_be_indexed_are_refused(pattern: str) -> None:
    with pytest.raises(RuleError):
        Patterns([(pattern, 1)])
