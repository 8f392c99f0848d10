"""Which of a page's names is the programme's: units, places, calls, legal bases, newsletters, tasks of a project."""

import pytest

from corpus.programmes import Programme
from extract.pipeline import Extractor
from tests.extract.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def read(extractor: Extractor, text: str) -> tuple[Programme, ...]:
    return extractor.extract(document(text, published="2024-05-06"))


def names(extractor: Extractor, text: str) -> list[str]:
    return [programme.name.value for programme in read(extractor, text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "# Zapisy trwają\nMOPS w Kole zaprasza samotnych seniorów do klubu „Ciepły piec”. Zajęcia prowadzi "
            "instruktorka, miejsc jest 20. Prowadzenie klubu kosztuje w tym roku 18 000 zł.",
            "Ciepły piec",
        ),
        (
            "# Nabór do Centrum Integracji Społecznej\nCentrum Integracji Społecznej w Kole działa dzięki projektowi "
            "pn. „Druga zmiana”, który gmina realizuje od 1 marca 2024 r. do 30 czerwca 2025 r. Skorzysta 30 osób "
            "bezrobotnych. Wartość projektu: 640 000 zł.",
            "Druga zmiana",
        ),
        (
            "# Mieszkanie na próbę\nMieszkania powstały w ramach projektu „Mój próg”, który Powiat Kolski prowadzi dla "
            "wychowanków do 29 lutego 2024 r. Rok temu nasz wniosek odrzucono. Dotacja wyniosła 90 000 zł.",
            "Mój próg",
        ),
        (
            "# Projekt „Bliska dłoń”\nProjekt dla 60 osób niesamodzielnych potrwa od 1.02.2024 r. do 31.01.2026 r. "
            "Prowadzi go MOPS w Kole.\n## Zadania\n1. Opieka w domu – usługi dla 40 osób. Koszt zadania: 400 000 zł.\n"
            "2. Dom dziennego pobytu – 20 miejsc. Koszt zadania: 500 000 zł.\n"
            "3. Wypożyczalnia sprzętu – łóżka i wózki. Koszt zadania: 100 000 zł.\nWartość projektu ogółem: 1 000 000 zł",
            "Bliska dłoń",
        ),
    ],
)
def test_page_is_called_by_its_own_name(extractor: Extractor, text: str, name: str) -> None:
    assert names(extractor, text) == [name]


def test_place_is_told_from_the_programme_of_the_same_name_that_pays(extractor: Extractor) -> None:
    text = (
        "# Otwarcie na Polnej\nPrzy ulicy Polnej otwarto Klub „Senior+” na 25 miejsc. Gmina Koło urządziła lokal za "
        "240 000 zł, z czego 190 000 zł to dotacja z programu wieloletniego „Senior+” na lata 2021–2025. "
        "Prowadzi go MOPS w Kole, zajęcia dla osób 60+ są bezpłatne."
    )
    (programme,) = read(extractor, text)
    assert programme.name.value == "Klub „Senior+”"
    assert programme.part_of is not None
    assert programme.part_of.value == "Senior+ na lata 2021–2025"


def test_call_leads_over_the_programme_it_is_based_on(extractor: Extractor) -> None:
    text = (
        "# Otwarty konkurs ofert – schronienie 2024\nw sprawie ogłoszenia otwartego konkursu ofert na realizację zadań "
        "publicznych z zakresu schronienia dla osób bezdomnych w 2024 roku\nNa podstawie art. 11 ustawy o działalności "
        "pożytku (Dz. U. z 2023 r. poz. 571) oraz uchwały w sprawie „Programu współpracy Gminy Koło z organizacjami pozarządowymi na rok 2024” "
        "ogłasza się konkurs. Na dotacje przeznaczono 90 000 zł. Oferty przyjmuje MOPS w Kole do 16 lutego 2024 r."
    )
    (programme,) = read(extractor, text)
    assert programme.name.value.startswith("Otwarty konkurs ofert na realizację zadań publicznych")
    assert programme.part_of is not None
    assert programme.part_of.value.startswith("Program współpracy Gminy Koło")


def test_newsletter_tells_of_several_programmes(extractor: Extractor) -> None:
    text = (
        "# Newsletter nr 3 / marzec 2024\nDzień dobry, pisze MOPS w Kole.\n## Akademia spokojnych rodziców\n"
        "Od 13 marca do 29 maja 2024 r. psycholog prowadzi warsztaty dla 12 rodziców. Koszt: 9 400 zł.\n"
        "## Ławka sąsiadów\nMOPS realizuje projekt „Ławka sąsiadów” dla 40 seniorów, od kwietnia do czerwca 2024 r. "
        "Dotacja: 20 000 zł.\n## W skrócie\nKasa nieczynna 1 marca."
    )
    assert names(extractor, text) == ["Akademia spokojnych rodziców", "Ławka sąsiadów"]


def test_warning_about_a_programme_that_does_not_exist_gives_nothing(extractor: Extractor) -> None:
    text = (
        "# Uwaga na telefony\nMOPS w Kole ostrzega: kobieta podająca się za pracownicę ośrodka zaprasza rodziny do "
        "„rządowego projektu Bon Domowy 2024” i żąda 49 zł. Taki program nie istnieje."
    )
    assert names(extractor, text) == []
