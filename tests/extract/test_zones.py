"""Stretches that speak of something else: acts, earlier editions, refusals, clauses, news of the site."""

import pytest

from extract.words import read_words
from extract.zones import find_zones
from tests.extract.documents import document


def excluded(text: str, word: str) -> bool:
    words = read_words(document(text))
    return find_zones(words).excludes(words.lower.index(word))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Podstawa: ustawa z dnia 12 marca 2004 r. o pomocy społecznej (Dz. U. poz. 1).", "pomocy", True),
        ("W poprzedniej edycji skorzystało 20 seniorów.", "seniorów", True),
        ("Program nie obejmuje studentów ani rolników.", "studentów", True),
        ("Nie przyjmujemy wniosków listem, ale zapraszamy seniorów osobiście.", "seniorów", False),
        ("Emeryci nie mogą wziąć udziału.", "emeryci", True),
        ("Terapii w tym roku nie prowadzimy.", "terapii", True),
        ("Zapraszamy seniorów na warsztaty.", "seniorów", False),
        ("Administratorem danych seniorów jest MOPS.", "seniorów", True),
        ("Klub seniora\n@ Miejski Ośrodek Pomocy Społecznej, ul. Lipowa 1", "lipowa", True),
    ],
)
def test_what_is_left_out(text: str, word: str, expected: bool) -> None:
    assert excluded(text, word) is expected


TEASERS = """
# Nowy klub dla młodzieży
Od października działa klub młodzieżowy przy ul. Polnej.
## Dożynki już za nami
Koło gospodyń wygrało konkurs na wieniec.
## Remont przedszkola dobiega końca
Dzieci wrócą do sal we wrześniu.
## Koncert chóru parafialnego
W niedzielę o siedemnastej, wstęp wolny.
## Zbiórka elektrośmieci na rynku
Samochód stanie przy ratuszu w sobotę.
"""


def test_a_run_of_teasers_is_no_part_of_the_announcement() -> None:
    assert excluded(TEASERS, "chóru")
    assert not excluded(TEASERS, "młodzieżowy")


def test_questions_and_labels_are_no_teasers() -> None:
    text = """
    # Opaska dla seniora
    ## Kto może dostać opaskę?
    Każdy mieszkaniec po 65. roku życia.
    ## Ile to kosztuje gminę?
    Nic, płaci wojewoda.
    ## Gdzie złożyć wniosek?
    W pokoju numer 3.
    ## Kiedy będzie odpowiedź?
    W ciągu czternastu dni.
    """
    assert not excluded(text, "mieszkaniec")
