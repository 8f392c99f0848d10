"""Target groups and activities: other senses of the same words, clauses that end a wording, what is kept out."""

import pytest

from tests.extract.test_codes import activities, groups


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Zapewniamy dwie doby opieki zastępczej, tak żeby opiekun mógł odpocząć.", "foster_families"),
        ("Zgłoszenia przyjmujemy do 5 maja u pracowników socjalnych Ośrodka.", "social_workers"),
        ("Dla osób z niepełnosprawnością krzywdzonych przez najbliższych uruchamiamy dyżur.", "violence_perpetrators"),
        ("Dla dorosłych z autyzmem, których rodzice są w podeszłym wieku, budujemy dom.", "seniors"),
        ("Zapraszamy osoby po sześćdziesiątce, nieaktywne zawodowo, na gimnastykę.", "unemployed_people"),
        ("Projekt obejmie młodych, którzy opuszczają rodziny zastępcze.", "foster_families"),
        ("Każdy dostanie klucz do mieszkania na osiedlu.", "residents"),
        ("Warsztaty dla dzieci i dorosłych z niepełnosprawnościami ruszają w maju.", "children"),
        ("Program obejmie osoby stosujące przemoc w rodzinie.", "violence_victims"),
        ("Zajęcia są dla uczniów klas I-III.", "youth"),
        ("Kampania szuka kandydatów do pełnienia funkcji rodziny zastępczej.", "foster_families"),
    ],
)
def test_another_sense_names_no_group(text: str, code: str) -> None:
    assert code not in groups(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Z programu wyłączone są osoby bezdomne, o nich dba noclegownia.", "homeless_people"),
        ("Opiekunów osób starszych zapraszamy osobno, na jesieni.", "dependants_carers"),
        ("Niezależnie od powyższego usamodzielnianym wychowankom przysługuje dodatek z mocy ustawy.", "care_leavers"),
        ("Oferty osób bezrobotnych: patrz zakładka Praca.", "unemployed_people"),
    ],
)
def test_groups_left_to_others(text: str, code: str) -> None:
    assert code not in groups(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bus wozi chorych; kurs w granicach gminy kosztuje 4 zł.", "training"),
        ("Rolnicy zaszczepili w sadzie młode drzewka.", "campaign"),
        ("W ramach zadania doradca zawodowy przygotuje z uczestnikami życiorys.", "counselling"),
        ("Przyjęto rodziny wskazane przez asystentów rodziny i szkołę.", "family_assistant"),
        ("Spotkanie organizacyjne: 4 marca, godz. 17.00 (świetlica).", "day_support"),
        ("Plakaty rozwiesimy w szkołach i świetlicach.", "day_support"),
        ("W planie usunięcie barier w urzędach i środowiskowych domach samopomocy.", "day_support"),
        ("Uczestnikom wyjazdu opłacamy nocleg i wyżywienie.", "housing"),
        ("Klub trenuje w soboty, a w czerwcu turniej w kosza.", "competition"),
        ("## Rodzaj prac\nOdśnieżanie, drobne remonty w budynkach gminy.", "infrastructure"),
        ("6 grudnia, w mikołajki, odbędzie się szkolenie.", "integration_event"),
        ("## Kandydat dołącza\nDyplom potwierdzający kwalifikacje w zawodzie terapeuty zajęciowego.", "therapy"),
    ],
)
def test_another_sense_names_no_support(text: str, code: str) -> None:
    assert code not in activities(text)


def test_rejected_offers_give_nothing() -> None:
    accepted = "§ 1. Przyznaje się dotacje na zadania:\n| 1 | Fundacja Most | Warsztaty teatralne | 9 000 zł |\n"
    rejected = "§ 2. Ofertom poniższym nie przyznaje się dotacji:\n| 2 | Klub Grań | Obóz wędrowny | 7 000 zł |"
    given = activities(accepted + rejected)
    assert "workshop" in given
    assert "trip_or_camp" not in given


def test_what_stands_elsewhere_gives_nothing() -> None:
    given = activities(
        "W autobusie wydajemy gorące posiłki.\n\nGdzie indziej? Ogrzewalnia przy rynku działa całą dobę."
    )
    assert "material_aid" in given
    assert "housing" not in given


def test_a_long_paragraph_that_ends_with_a_question_still_tells() -> None:
    told = (
        "Adresatami są kobiety w ciąży oraz rodziny wielodzietne mieszkające w naszej gminie od co najmniej roku, które "
        "do końca maja złożą w Ośrodku wypełnioną ankietę. Czego mogą się spodziewać?"
    )
    assert {"mothers_with_infants", "large_families"} <= groups(told)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Zapraszamy panie i panów po pięćdziesiątym piątym roku życia.", "seniors"),
        ("Zajęcia są dla dzieci z trudnościami w uczeniu się.", "children_special_needs"),
        ("Program wspiera rodziców, którym odebrano dzieci.", "birth_parents"),
        ("Trwają zapisy dzieci na zimowisko w górach.", "children"),
        ("Zapraszamy rodziny, w których jest kryzys.", "families_in_crisis"),
        ("Pomagamy mieszkańcom, którzy utrzymują się z zasiłków.", "excluded_people"),
    ],
)
def test_further_wordings_of_groups(text: str, code: str) -> None:
    assert code in groups(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("W ofercie: psycholożka w każdy czwartek.", "counselling"),
        ("W ofercie: wizyty położnej w domach.", "counselling"),
        ("„Złota rączka” wykona drobne naprawy u starszych mieszkańców.", "personal_assistant"),
        ("Przewidziano 14 dni opieki zastępczej w roku.", "respite_care"),
        ("W planie lekcje gry na gitarze.", "sport_culture"),
        ("W planie subsydiowane zatrudnienie w spółdzielni.", "employment"),
        ("Rusza klubokawiarnia dla nastolatków.", "day_support"),
    ],
)
def test_further_wordings_of_support(text: str, code: str) -> None:
    assert code in activities(text)
