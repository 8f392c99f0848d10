"""Pages that look as if they announced a programme and do not, and announcements that use the words of such pages."""

import pytest

from extract.components.announcement import other_pages
from extract.pipeline import Extractor
from extract.words import read_words
from tests.extract.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def names(extractor: Extractor, text: str) -> list[str]:
    return [programme.name.value for programme in extractor.extract(document(text, published="2024-05-06"))]


SILENT = {
    "vacancy": "# Praca dla opiekunki\nOśrodek Pomocy Społecznej w Śremie zatrudni opiekunkę osób starszych na stanowisko "
    "opiekuna w ramach usług dla seniorów.\nWymagania niezbędne: wykształcenie średnie, niekaralność, prawo jazdy, "
    "staż pracy dwa lata.\nZakres obowiązków: zakupy, karmienie, pomoc osobom niepełnosprawnym.\nUmowa o pracę od "
    "1 czerwca do 31 grudnia 2024 r., wynagrodzenie 4 800 zł brutto, dodatek stażowy. CV do 20 maja 2024 r.",
    "award": "# Śrem trzeci w kraju\nGmina Śrem znalazła się wśród laureatów rankingu „Rodzinny Samorząd”. W kategorii "
    "„opieka nad seniorami” zajęła trzecie miejsce. Statuetkę i nagrodę 10 000 zł burmistrz odebrał 24 kwietnia "
    "2024 r. podczas gali w Poznaniu.\nKapituła doceniła klub seniora, świetlice dla dzieci i teleopiekę. Partnerem "
    "rankingu jest Fundacja „Razem”. Gratulujemy wyróżnionym!",
    "statistics": "# Pomoc społeczna w Śremie w 2023 roku\nSprawozdanie za 2023 rok przygotował Ośrodek Pomocy Społecznej "
    "w Śremie. Stan na dzień 31 grudnia.\n## Powody udzielenia pomocy\n| Powód | Liczba rodzin | Liczba osób\n"
    "| ubóstwo | 201 | 410\n| bezrobocie | 130 | 300\n| niepełnosprawność | 99 | 180\nNa zasiłki wydano 512 000 zł, "
    "średnia kwota zasiłku to 640 zł. W porównaniu z rokiem 2022 nastąpił spadek liczby bezrobotnych. Odsetek seniorów "
    "rośnie.",
    "benefit": "# Zasiłek stały – pytania i odpowiedzi\nKomu przysługuje? Osobie niezdolnej do pracy, która nie "
    "przekracza kryterium dochodowego. Zasiłek wypłaca Ośrodek Pomocy Społecznej w Śremie.\nWysokość od 1 stycznia "
    "2024 r.: do 1 000 zł miesięcznie. Nie przysługuje osobie z prawem do renty z ZUS.\nWniosek o przyznanie zasiłku "
    "wraz z zaświadczeniem o dochodach. Decyzja administracyjna w ciągu 30 dni, odwołanie do kolegium.",
    "tender": "# Zapytanie o cenę posiłków\nZamawiający: Ośrodek Pomocy Społecznej w Śremie. Przedmiot zamówienia: obiady "
    "dla 60 seniorów i dzieci pn. „Ciepły talerz” od 1 czerwca do 31 grudnia 2024 r.\nKryterium: cena brutto 100%. "
    "Formularz ofertowy do 20 maja 2024 r. Wykonawca, którego oferta wygra, wystawi fakturę z terminem 14 dni. "
    "Kara umowna: 100 zł.",
}


@pytest.mark.parametrize("kind", SILENT)
def test_page_of_another_kind_announces_nothing(extractor: Extractor, kind: str) -> None:
    assert names(extractor, SILENT[kind]) == []


@pytest.mark.parametrize("kind", SILENT)
def test_wordings_of_a_kind_of_page_are_counted_apart(kind: str) -> None:
    counted = other_pages(read_words(document(SILENT[kind])))
    assert max(counted, key=lambda one: counted[one]) == kind
    assert counted[kind] >= 4


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "# Obiady pod drzwi\nOd 3 czerwca do 31 grudnia 2024 r. Ośrodek Pomocy Społecznej w Śremie realizuje projekt "
            "„Ciepły talerz” dla 60 seniorów. Wykonawcę wybrano w zapytaniu ofertowym. Koszt: 140 000 zł z budżetu gminy.",
            "Ciepły talerz",
        ),
        (
            "# Asystenci ruszają w teren\nMOPS w Śremie przyjmuje do projektu „Blisko domu” 20 osób z "
            "niepełnosprawnością i zatrudni sześciu asystentów (umowa zlecenie). Projekt trwa od 1 maja 2024 r. do "
            "30 kwietnia 2026 r., dofinansowanie z EFS+ to 900 000 zł.",
            "Blisko domu",
        ),
    ],
)
def test_words_of_other_pages_do_not_silence_an_announcement(extractor: Extractor, text: str, name: str) -> None:
    assert names(extractor, text) == [name]
