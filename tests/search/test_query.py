"""Queries taken apart."""

import pytest

from corpus.vocabulary import load_vocabulary
from search.places import RegisterPlaces
from search.query import understand
from search.results import UnderstoodQuery

PLACES = RegisterPlaces()


def read(text: str) -> UnderstoodQuery:
    return understand(text, PLACES, load_vocabulary())


def values(query: UnderstoodQuery, kind: str) -> set[str]:
    return {part.value for part in query.parts if part.kind == kind}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("kolonie w Rawie Mazowieckiej", "Rawa Mazowiecka"),
        ("rawa mazowiecka wyjazd", "Rawa Mazowiecka"),
        ("seniorzy z Zielonej Góry", "Zielona Góra"),
        ("opole dofinansowanie", "Opole"),
        ("pomoc w lodzi", "Łódź"),
        ("świetlice w powiecie konińskim", "powiat koniński"),
        ("rodziny zastępcze na Śląsku", "Śląsk"),
        ("kluby w Trójmieście", "Trójmiasto"),
        ("Bielsko-Biała teleopieka", "Bielsko-Biała"),
        ("senior services in Gdynia", "Gdynia"),
        ("dom kultury w kole", "Koło"),
    ],
)
def test_places_are_understood_in_any_form(text: str, label: str) -> None:
    query = read(text)
    assert label in {part.label for part in query.parts if part.kind == "place"}


@pytest.mark.parametrize("text", ["police and county project", "potrzebna mi dobra rada i wspólny wyjazd z rodziną"])
def test_common_words_are_no_places(text: str) -> None:
    assert not values(read(text), "place")


def test_a_room_is_no_village_although_one_is_called_so() -> None:
    query = read("córka całe dnie siedzi w pokoju i płacze")
    assert "pokoju" in query.topic


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("programy z 2023 roku", "year", "2023/2023"),
        ("w latach 2021–2023", "period", "2021/2023"),
        ("nabory od 2022", "period", "2022/"),
        ("projekty przed 2015 rokiem", "period", "/2015"),
        ("powyżej 100 tys. zł", "sum", "100000/"),
        ("do 50 000 zł", "sum", "/50000"),
        ("ponad 1,5 mln", "sum", "1500000/"),
        ("projects over 200 thousand", "sum", "200000/"),
        ("dofinansowanie efs", "fund", "esf"),
        ("z Europejskiego Funduszu Społecznego Plus", "fund", "esf_plus"),
        ("środki PFRON-u", "fund", "pfron"),
        ("Funduszu Solidarnościowego", "fund", "solidarity_fund"),
        ("otwarte konkursy ofert", "kind", "call"),
        ("oferta MOPR", "organisation", "mopr"),
        ("w domach pomocy społecznej", "organisation", "dps"),
        ("środowiskowy dom samopomocy", "organisation", "sds"),
    ],
)
def test_other_parts_are_understood(text: str, kind: str, value: str) -> None:
    assert value in values(read(text), kind)


@pytest.mark.parametrize("text", ["Konin 2024", "szczecin 2023 kluby", "kolonie Wolin 2022"])
def test_a_year_takes_no_letters_of_the_town_before_it(text: str) -> None:
    assert {part.kind for part in read(text).parts} == {"place", "year"}


def test_what_is_left_is_the_topic_and_parts_stand_where_they_say() -> None:
    text = "warsztaty dla rodzin zastępczych w Koninie 2024 powyżej 100 tys. zł"
    query = read(text)
    assert query.topic == "warsztaty dla rodzin zastępczych"
    spans = {text[part.start : part.end] for part in query.parts}
    assert {"Koninie", "powyżej 100 tys. zł"} <= spans


@pytest.mark.parametrize("text", ["", "   ", "?!", "zł", "w", "2024", "100", "a" * 5_000, "\x00\ud7ff🙂"])
def test_anything_can_be_typed(text: str) -> None:
    query = read(text)
    for part in query.parts:
        assert 0 <= part.start < part.end <= len(text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("asystent ON", "asystent osób z niepełnosprawnościami"),
        ("transport dla OzN w Kielcach", "transport dla osób z niepełnosprawnościami"),
        ("czy on dostanie zasiłek", "czy on dostanie zasiłek"),
        ("ASYSTENT ON I RODZINA", "ASYSTENT ON I RODZINA"),
    ],
)
def test_abbreviations_of_people_are_read_as_words_where_capitals_mean_something(text: str, topic: str) -> None:
    assert read(text).topic == topic
