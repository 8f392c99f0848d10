"""Target groups and activities: where somebody is taken, rows that got nothing, residents told by others behind them."""

import pytest

from tests.extract.test_codes import activities, groups


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bus zawiezie chorych na rehabilitację, do urzędu lub na kurs.", "training"),
        ("Bus zawiezie chorych na rehabilitację, do urzędu lub na kurs.", "therapy"),
        ("Cele podróży: lekarz, urząd, kurs, kino.", "training"),
        ("Zgłoszenie przyjmujemy najpóźniej dwa dni przed wyjazdem.", "trip_or_camp"),
        ("Przebudowana zostanie dawna zlewnia mleka.", "material_aid"),
        ("Gmina podpisała z funduszem umowę o powierzenie grantu na realizację przedsięwzięcia.", "financial_aid"),
        ("Sporządziła: specjalista pracy socjalnej.", "social_work"),
        ("Przyjmujemy osoby uzależnione po zakończonej psychoterapii.", "therapy"),
        ("Spotkanie informacyjno-organizacyjne odbędzie się w ośrodku.", "campaign"),
    ],
)
def test_words_that_give_nothing(text: str, code: str) -> None:
    assert code not in activities(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Projekt jest dla mieszkańców gminy z niepełnosprawnościami.", "residents"),
        ("Skorzystać mogą mieszkańcy po 65. roku życia.", "residents"),
        ("Powstanie sala na 40 osób oraz toaleta dla niepełnosprawnych.", "disabled_people"),
        ("Dotację dostał Uczniowski Klub Sportowy „Sokół”.", "children"),
        ("Pożyczki dostaną bezrobotni w wieku do 55 lat.", "youth"),
        ("Wsparcie dostaną osoby w wieku 18–29 lat, bierne zawodowo.", "seniors"),
        ("Warsztaty dla rodziców: granice, rozmowa z nastolatkiem.", "youth"),
    ],
)
def test_words_that_name_nobody(text: str, code: str) -> None:
    assert code not in groups(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("W środy w klubie radzi prawnik.", "counselling"),
        ("Chętni mogą porozmawiać z psychologiem.", "counselling"),
        ("W ramach pobytu można śpiewać w chórze i zjeść obiad.", "sport_culture"),
        ("W ramach pobytu można śpiewać w chórze i zjeść obiad.", "material_aid"),
        ("Dla najmłodszych będą popołudniowe zajęcia w świetlicy.", "day_support"),
        ("Kupimy piec konwekcyjny, stoły i krzesła do stołówki.", "infrastructure"),
        ("Od maja działa polski dla dorosłych, dwie grupy.", "training"),
        ("Pielęgniarki uczą opiekunów; w sobotę odbywa się mityng.", "support_group"),
    ],
)
def test_forms_of_support_in_other_words(text: str, code: str) -> None:
    assert code in activities(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kobietom, wobec których partnerzy stosują przemoc, zapewniamy schronienie.", "violence_victims"),
        ("Zajęcia dla uczniów szkół średnich ruszają w maju.", "youth"),
        ("Przedszkolaki ćwiczą z logopedą, a ich rodzice spotykają się w grupie wsparcia.", "families_with_children"),
        ("Ogrzewalnia działa od listopada do marca.", "homeless_people"),
        ("Dla członków rodzin przewidziano kurs pielęgnacji.", "dependants_carers"),
    ],
)
def test_groups_in_other_words(text: str, code: str) -> None:
    assert code in groups(text)
