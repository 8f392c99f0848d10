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


def parts(extractor: Extractor, text: str) -> list[tuple[str, str | None]]:
    found = extractor.extract(document(text, published="2024-05-06"))
    return [(one.name.value, one.part_of.value if one.part_of else None) for one in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "# Seniorzy mają gdzie pójść\nGmina Piła otworzyła 2 maja 2024 r. Klub „Jesienny Sad”. Remont kosztował "
            "210 000 zł, zajęcia dla 30 seniorów prowadzi MOPS w Pile do 31 grudnia 2026 r.\n## Taniec, szachy i spacery\n"
            "W planie są ćwiczenia i wspólne gotowanie.",
            "Klub „Jesienny Sad”",
        ),
        (
            "# PROGRAM „CIEPŁY SĄSIAD”\n## Moduł II – opaski\nModuł II realizuje MOPS w Pile od 1 marca do 31 grudnia "
            "2024 r. Dofinansowanie programu „Ciepły sąsiad”: 40 000 zł, skorzysta 25 seniorów.",
            "Ciepły sąsiad",
        ),
        (
            "# Żłobek z dotacją\nNa cały Program w latach 2022–2029 państwo daje 6 mld zł.\nNazwa zadania: Utworzenie "
            "Żłobka „Biedronka” w Pile\nBeneficjent: Gmina Piła. Wartość zadania: 1 200 000 zł, termin realizacji: od "
            "1 lutego 2024 r. do 31 sierpnia 2026 r., 24 miejsca dla dzieci.",
            "Utworzenie Żłobka „Biedronka” w Pile",
        ),
        (
            "# ROZSTRZYGNIĘCIE OTWARTEGO KONKURSU OFERT\nna wsparcie zadań z zakresu pomocy seniorom w 2024 roku\n"
            "Gmina Piła przeznaczyła na konkurs 60 000 zł z budżetu gminy. Zadania dla osób starszych organizacje "
            "prowadzą od 1 marca do 30 listopada 2024 r.",
            "Otwarty konkurs ofert na wsparcie zadań z zakresu pomocy seniorom w 2024 roku",
        ),
    ],
)
def test_parts_headings_and_bare_words_are_no_names(extractor: Extractor, text: str, name: str) -> None:
    assert [one for one, _ in parts(extractor, text)] == [name]


def test_local_document_is_what_a_programme_carries_out_however_it_is_said(extractor: Extractor) -> None:
    text = (
        "# Program osłonowy\nRada Gminy w Gostyniu uchwaliła Gminny Program Osłonowy „Ciepły dom” na lata 2024-2026. Na "
        "pomoc dla seniorów gmina da 90 000 zł.\nProgram pozostaje w związku ze Strategią Rozwiązywania Problemów "
        "Społecznych Gminy Gostyń na lata 2021-2030."
    )
    assert (
        parts(extractor, text)[0][1] == "Strategia Rozwiązywania Problemów Społecznych Gminy Gostyń na lata 2021-2030"
    )


def test_service_that_others_get_from_a_scheme_makes_nothing_its_part(extractor: Extractor) -> None:
    text = (
        "# Wsparcie w domu\nMOPS w Pile realizuje projekt „Bliżej domu” dla 40 seniorów od 1 marca 2024 r. do 30 czerwca "
        "2025 r. Wartość projektu: 800 000 zł.\nZ projektu nie skorzystają osoby, którym pomaga już asystent z programu "
        "„Asystent osobisty osoby z niepełnosprawnością”."
    )
    assert parts(extractor, text) == [("Bliżej domu", None)]
