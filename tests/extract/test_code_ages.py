"""Ages that say for whom a programme is, against numbers of years that are none."""

import pytest

from extract.components import codes
from extract.components.code_ages import age_wordings
from extract.words import read_words
from extract.zones import find_zones
from tests.extract.documents import document


def aged(text: str) -> set[tuple[str, str]]:
    words = read_words(document(text))
    return {(match.meaning[0], " ".join(words.forms[match.first : match.last])) for match in age_wordings(words)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zajęcia dla dziewcząt w wieku 7-10 lat", {"children"}),
        ("Grupa liczy 30 chłopaków między trzynastym a osiemnastym rokiem życia", {"youth"}),
        ("Warsztaty dla osób w wieku 9–17 lat", {"children", "youth"}),
        ("Bezrobotni przed 30. urodzinami", {"youth"}),
        ("Opał dla samotnych po 70 r.ż.", {"seniors"}),
        ("Każdy, kto ukończył sześćdziesiąty piąty rok życia", {"seniors"}),
        ("Mieszkańcy w wieku 60 lat i starsi", {"seniors"}),
        ("Turniej dla 13-latków", {"youth"}),
        ("Kobiety w wieku 50-69 lat", set()),
        ("Osoby w wieku 18 lat i więcej", set()),
        ("Dzieci do 16. roku życia z orzeczeniem", set()),
    ],
)
def test_ages_mean_a_group(text: str, expected: set[str]) -> None:
    assert {code for code, _ in aged(text)} == expected


@pytest.mark.parametrize(
    "text",
    [
        "Od 10 lat prowadzimy zajęcia w Bystrej.",
        "Projekt potrwa od 2 do 3 lat.",
        "W latach 2021-2024 i do 31 grudnia 2025 roku.",
        "Za to grozi kara do 5 lat.",
        "Mam 62 lata i kocham taniec.",
        "Po 20 latach wróciła na scenę.",
        "Stowarzyszenie pomaga osobom od 60 lat.",
        "Mieszkamy w Kole 65² lat.",
    ],
)
def test_other_numbers_of_years_mean_nobody(text: str) -> None:
    assert aged(text) == set()


def test_ages_are_wordings_of_their_group() -> None:
    words = read_words(document("# Ogłoszenie\nZapraszamy chłopaków i dziewczęta w wieku 14–18 lat."))
    found, _ = codes.find(words, find_zones(words), ())
    assert "youth" in {one.code for one in found}


def test_what_the_next_sentence_says_is_no_part_of_an_age() -> None:
    assert "seniors" not in {
        code for code, _ in aged("Zajęcia są dla osób w wieku do 55 lat. Więcej informacji w MOPS.")
    }
