"""What a page announces: names in every dress, one programme or several, or nothing."""

import pytest

from extract.pipeline import Extractor
from tests.extract.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def names(extractor: Extractor, text: str) -> list[str]:
    return [programme.name.value for programme in extractor.extract(document(text, published="2024-05-06"))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Nowe zajęcia\nOd maja 2024 r. MOPS w Pile prowadzi projekt „Silna grupa” dla 20 seniorów.", "Silna grupa"),
        ("# Nowe zajęcia\nMOPS w Pile realizuje projekt pn. ,,Silna grupa”. Okres: 1.05-31.12.2024.", "Silna grupa"),
        ('# Wieści\n"Silna grupa" – projekt socjalny dla 20 seniorów – rusza 1 maja 2024 r.', "Silna grupa"),
        ("# Silna grupa\n| Tytuł projektu | Silna grupa\n| Wartość projektu | 20 000,00 zł", "Silna grupa"),
        (
            "# Wieści\nProjekt Druga młodość – zajęcia dla seniorów finansowany jest ze środków gminy Piła.\n"
            "Trwa od 1 marca do 30 czerwca 2024 r.",
            "Druga młodość – zajęcia dla seniorów",
        ),
        (
            "# MOPS informuje\nDo programu SILNA GRUPA II przyjmujemy 15 bezrobotnych. Wartość projektu: 90 000 zł.",
            "Silna grupa II",
        ),
        (
            "# Uchwała nr 12/2024\n§ 1. Przyjmuje się Gminny Program Wspierania Rodziny na lata 2024-2026.\n"
            "Na realizację zaplanowano 120 000 zł z budżetu gminy.",
            "Gminny Program Wspierania Rodziny na lata 2024-2026",
        ),
        (
            "# Wieści\nRuszyły „Sąsiedzkie czwartki” – tak nazwaliśmy zajęcia dla 20 seniorów. Koszt: 4 000 zł.",
            "Sąsiedzkie czwartki",
        ),
    ],
)
def test_name_is_found_however_it_is_introduced(extractor: Extractor, text: str, name: str) -> None:
    assert names(extractor, text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "# Nabór na wolne stanowisko: asystent rodziny\nMOPS w Pile zatrudni osobę do pracy z rodzinami w kryzysie. "
        "Oferty przyjmujemy do 12 maja 2024 r. Wynagrodzenie 5 200 zł brutto.",
        "# Objazd ulicą Polną\nPrzebudowa ulicy kosztuje 1,2 mln zł i potrwa do 30 czerwca 2024 r. Projekt drogi "
        "„Polna” przygotował powiat.",
        "# Uwaga na oszustów\nFałszywy kurier namawiał seniorów na projekt „Ciepła jesień”. Strata: 12 000 zł.",
        "# Sesja Rady Gminy\nPorządek obrad: 1. program współpracy, 2. projekt uchwały budżetowej na 2024 rok.",
    ],
)
def test_page_that_announces_nothing_gives_nothing(extractor: Extractor, text: str) -> None:
    assert names(extractor, text) == []


LIST_OF_PROJECTS = """
# Nasze projekty
Ośrodek Pomocy Społecznej w Brzozowie realizuje obecnie:
## 1. „Pogodna jesień”
Zajęcia dla 30 seniorów od 1 lutego 2024 r. do 30 listopada 2024 r. Całkowita wartość: 45 000,00 zł.
## 2. „Pierwszy krok”
Staże dla 12 bezrobotnych w okresie od 1 marca 2023 r. do 28 lutego 2025 r. Całkowita wartość: 310 000,00 zł.
"""


def test_sections_with_facts_of_their_own_are_programmes_of_their_own(extractor: Extractor) -> None:
    first, second = extractor.extract(document(LIST_OF_PROJECTS))
    assert (first.name.value, second.name.value) == ("Pogodna jesień", "Pierwszy krok")
    assert first.period is not None
    assert second.period is not None
    assert (first.period.end, second.period.end) == ("2024-11-30", "2025-02-28")
    assert [str(amount.value) for amount in first.amounts] == ["45000.00"]
    assert {group.code for group in first.target_groups} == {"seniors"}
    assert "unemployed_people" in {group.code for group in second.target_groups}


def test_programme_mentioned_as_a_framework_is_what_the_other_is_part_of(extractor: Extractor) -> None:
    text = """# Nowy projekt
    Projekt „Bliżej domu” trwa od 1 stycznia 2024 r. do 31 grudnia 2024 r. i jest częścią
    „Strategii Rozwiązywania Problemów Społecznych na lata 2021-2030”. Kosztuje 60 000 zł."""
    (programme,) = extractor.extract(document(" ".join(text.split("\n", 1)[1].split()).join(["# Nowy projekt\n", ""])))
    assert programme.name.value == "Bliżej domu"
    assert programme.part_of is not None
    assert programme.part_of.value.startswith("Strategia Rozwiązywania Problemów Społecznych")


def test_earlier_edition_is_no_programme_of_its_own(extractor: Extractor) -> None:
    text = """# Rusza „Razem raźniej II”
    Projekt „Razem raźniej II” trwa od 1 maja 2024 r. do 31 grudnia 2024 r. Poprzedni projekt „Razem raźniej”
    kosztował 10 000 zł."""
    assert names(extractor, text) == ["Razem raźniej II"]
