"""Families of wordings: how officials, the press and people themselves call a group or a form of support."""

import pytest

from tests.extract.test_codes import activities, groups


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ze wsparcia skorzysta 20 pełnoletnich, którzy z pieczy wychodzą.", "care_leavers"),
        ("Pomożemy wychowankom przygotowującym się do wyjścia na swoje.", "care_leavers"),
        ("Oferta dla opiekunów zastępczych i powierzonych im dzieci.", "children_in_care"),
        ("Zajęcia dla nastolatków wychowujących się poza rodziną naturalną.", "children_in_care"),
        ("Program kieruje się do mieszkańców gminy.", "residents"),
        ("Spotkania dla osób z zaburzeniami pamięci.", "seniors"),
        ("Zapraszamy osoby, które w domu doznają krzywdy.", "violence_victims"),
        ("Punkt jest dla każdego, kto nie panuje nad złością.", "violence_perpetrators"),
        ("Bus wozi osoby z trudnościami w poruszaniu się.", "disabled_people"),
        ("Zapraszamy osoby koczujące na działkach.", "homeless_people"),
        ("Pomagamy pogorzelcom i osobom poszkodowanym w powodzi.", "excluded_people"),
    ],
)
def test_groups_by_other_names(text: str, code: str) -> None:
    assert code in groups(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Oferujemy dopłatę do ogrzewania w sezonie zimowym.", "financial_aid"),
        ("Pomoc ma formę celowego świadczenia pieniężnego.", "financial_aid"),
        ("W ramach programu dowozimy trzy metry drewna opałowego.", "material_aid"),
        ("W ramach akcji rozdajemy koce i śpiwory.", "material_aid"),
        ("W programie krąg mam, co czwartek o 10.", "support_group"),
        ("Organizujemy jarmark i ognisko z kiełbaskami.", "integration_event"),
        ("W planie robotyka i druk 3D.", "workshop"),
        ("Oferujemy lokum na start dla dwóch osób.", "housing"),
        ("Zapewniamy psychologa, prawnika i pielęgniarkę raz w tygodniu.", "counselling"),
        ("W planie spartakiada i wieczór filmowy.", "sport_culture"),
    ],
)
def test_activities_by_other_names(text: str, code: str) -> None:
    assert code in activities(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Zgłoszenia narusza Konwencja o prawach osób niepełnosprawnych.", "disabled_people"),
        ("Budynek jest dostępny dla osób niepełnosprawnych.", "disabled_people"),
        ("Chętnych zapraszamy do pracowników socjalnych.", "social_workers"),
        ("Prowadzimy kurs dla kandydatów na opiekunki.", "foster_candidates"),
        ("Dary trafią do rodzin wielodzietnych i osób chorych.", "dependants_carers"),
        ("Ulotki rozdawała młodzież z liceum.", "youth"),
        ("Podpowiemy, jak zapisać dziecko do szkoły.", "children"),
    ],
)
def test_mentions_are_no_groups(text: str, code: str) -> None:
    assert code not in groups(text)
