"""Who pays: funds, operational programmes and budgets, against funds that are only mentioned."""

import pytest

from extract.candidates import FundCandidate, NameCandidate
from extract.components import funding
from extract.words import read_words
from extract.zones import find_zones
from tests.extract.documents import document


def found(text: str) -> list[FundCandidate]:
    words = read_words(document(text))
    return funding.find(words, find_zones(words))


def paying(text: str, names: tuple[NameCandidate, ...] = ()) -> set[str]:
    size = len(document(text).text)
    return {fund.code for fund in funding.chosen(found(text), ((0, size),), (), names, size)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Projekt współfinansowany z Europejskiego Funduszu Społecznego Plus.", {"esf_plus"}),
        ("Dofinansowanie z EFS w ramach RPO WP 2014-2020, Działanie 6.2.", {"esf", "rpo"}),
        ("Program Fundusze Europejskie dla Podkarpacia 2021-2027.", {"regional_fe"}),
        ("FE dla Opolskiego 2021-2027", {"regional_fe"}),
        ("Dofinansowano ze środków budżetu państwa.", {"state_budget"}),
        ("Wojewoda przekazał na ten cel 40 000 zł, a miasto dołożyło 10 000 zł.", {"state_budget", "municipal_budget"}),
        ("Resortowy program jest finansowany z Funduszu Solidarnościowego.", {"solidarity_fund"}),
        ("Staże opłaca Fundusz Pracy.", {"labour_fund"}),
        ("Pieniądze daje PFRON.", {"pfron"}),
        ("Całość pokryje gmina z własnego budżetu.", {"municipal_budget"}),
        ("Zbiórka wśród mieszkańców dała 12 tys. zł.", {"lottery_or_private"}),
        ("Zarząd Województwa przyznał dotację z budżetu województwa.", {"regional_budget"}),
        ("Projekt dofinansowany z programu Erasmus+.", {"erasmus"}),
        ("Gmina zabezpieczyła w budżecie na 2024 r. 51 tys. zł.", {"municipal_budget"}),
        ("Koszt to 20 000 zł, w tym środki gminne 15 000 zł.", {"municipal_budget"}),
        ("Ośrodek zdobył 80 000 zł w ministerialnym konkursie „Pokonać bezdomność”.", {"state_budget"}),
        ("Na rok zajęć przyznano grant, który pochodzi od Fundacji Jasne Okno.", {"lottery_or_private"}),
        ("Realizacja w ramach Programu Operacyjnego Kapitał Ludzki.", {"kapital_ludzki"}),
    ],
)
def test_who_pays(text: str, expected: set[str]) -> None:
    assert paying(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ustawa z dnia 23 października 2018 r. o Funduszu Solidarnościowym (Dz. U. poz. 296).",
        "Poprzedni projekt był finansowany z EFS.",
        "Działania są kontynuacją projektu „Most”, który powiat prowadził do 2021 r. w ramach RPO WK-P.",
        "Ośrodek Pomocy\n- Sejm RP\n- ZUS\n- PFRON\n- Geoportal\n- Mapa strony\n- Kontakt",
        "Zajęcia ruszają w maju i trwają do września, zapisy w sekretariacie.\n## W skrócie\nRząd dał 2 mln zł na drogę.",
        "Zadanie nie kosztowało budżetu gminy nic.",
        "Gmina stara się o środki PFRON na drugi samochód.",
        "Nie jest wymagany wkład własny gminy.",
        "Atutem będzie udział w klubie „Senior+”.",
    ],
)
def test_funds_that_do_not_pay(text: str) -> None:
    assert paying(text) == set()


def test_an_operational_programme_carries_its_years_and_measure() -> None:
    text = (
        "Projekt w ramach Regionalnego Programu Operacyjnego Województwa Opolskiego na lata 2014-2020, Działanie 8.1."
    )
    (fund,) = [fund for fund in found(text) if fund.code == "rpo"]
    assert fund.measure == "8.1"
    assert fund.programme == "Regionalny Program Operacyjny Województwa Opolskiego na lata 2014-2020"


def test_a_programmes_own_name_implies_the_state() -> None:
    text = "Klub „Senior+” w Borkach"
    start = text.index("Senior+")
    name = NameCandidate(start, start + 7, 1.0, "Senior+", None, -1, -1, "quotes")
    assert paying(text, (name,)) == {"state_budget"}


def test_a_board_names_the_fund_before_the_programme() -> None:
    text = """
    DOFINANSOWANO ZE ŚRODKÓW BUDŻETU PAŃSTWA
    POSIŁEK DLA KAŻDEGO
    Wartość 10 000 zł.
    DOFINANSOWANO ZE ŚRODKÓW FUNDUSZU PRACY
    STAŻ NA START
    Wartość 20 000 zł.
    """
    doc = document(text)
    funds, size = found(text), len(doc.text)
    first, second = doc.text.index("POSIŁEK"), doc.text.index("STAŻ")
    assert {fund.code for fund in funding.chosen(funds, ((first, second),), (), (), size)} == {"state_budget"}
    assert {fund.code for fund in funding.chosen(funds, ((second, size),), (), (), size)} == {"labour_fund"}


def test_shared_text_pays_where_the_own_names_no_fund() -> None:
    text = "Dwa programy finansowane ze środków PFRON.\nPierwszy daje wózki.\nDrugi płaci studia."
    own = text.index("Drugi")
    assert {f.code for f in funding.chosen(found(text), ((own, len(text)),), ((0, 42),), (), len(text))} == {"pfron"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dotacja dla powiatu na ten rok wynosi 180 000 zł, całość daje budżet państwa.", {"state_budget"}),
        ("Gmina otrzymała z Funduszu Pracy 64 000 zł.", {"labour_fund"}),
        ("W województwie odnotowano 40 tys. zachorowań.", set()),
        ("Cykl zajęć kosztuje gminę 7 200 zł.", {"municipal_budget"}),
        ("Sejmik przyznał nam na to 18 000 zł.", {"regional_budget"}),
        ("Sprzęt za 30 tys. zł kupiła Fundacja Jasny Dom.", {"lottery_or_private"}),
    ],
)
def test_a_body_beside_a_sum_pays_gets_it_or_is_only_a_place(text: str, expected: set[str]) -> None:
    assert paying(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Pieniądze na Klub Seniora przyznane!",
        "Powiat podaje niżej: zarząd powiatu, podstawowe dane.",
        "Znaleźliśmy się wśród samorządów z dofinansowaniem.",
        "Kwotę przeznaczył w tym roku na gminy.",
        "Rada Miejska przyjęła program osłonowy „Ciepły dom”.",
    ],
)
def test_who_gives_nothing_does_not_pay(text: str) -> None:
    assert paying(text) == set()


def test_a_foundation_that_covers_the_costs_pays() -> None:
    assert paying("Koszty biletów pokrywa Fundacja Brzask.") == {"lottery_or_private"}


def test_a_fund_of_all_programmes_pays_for_each() -> None:
    text = "1. Asystent: 40 osób.\n2. Wytchnienie: 9 osób.\nOba programy finansuje w całości Fundusz Solidarnościowy."
    first = (0, text.index("2."))
    assert {one.code for one in funding.chosen(found(text), (first,), (), (), len(text))} == {"solidarity_fund"}
