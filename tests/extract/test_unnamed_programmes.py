"""Programmes without a proper name: what a page calls them, where the description ends, what is no announcement."""

import pytest

from extract.pipeline import Extractor
from tests.extract.documents import document


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def names(extractor: Extractor, text: str) -> list[str]:
    return [programme.name.value for programme in extractor.extract(document(text, published="2025-01-15"))]


_TERM = " Zajęcia dla 12 osób potrwają od 3 lutego do 30 czerwca 2025 r. i są bezpłatne. Prowadzi je MOPS w Kole."


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("MOPS w Kole zaprasza na grupę wsparcia dla wdów.", "Grupa wsparcia dla wdów"),
        (
            "Gmina Koło realizować będzie program profilaktyki próchnicy wśród dzieci zamieszkałych na jej terenie.",
            "Program profilaktyki próchnicy wśród dzieci",
        ),
        (
            "MOPS w Kole rusza w lutym z Programem korekcyjno –edukacyjnym dla osób stosujących przemoc.",
            "Program korekcyjno-edukacyjny dla osób stosujących przemoc",
        ),
        (
            "Gmina Koło ogłasza nabór uczestników do programu usamodzielnienia młodzieży opuszczającej pieczę zastępczą.",
            "Program usamodzielnienia młodzieży opuszczającej pieczę zastępczą",
        ),
        (
            "W ramach kampanii na rzecz trzeźwości młodych kierowców MOPS w Kole organizuje spotkania.",
            "Kampania na rzecz trzeźwości młodych kierowców",
        ),
        (
            "Mieszkańcy Koła mogą skorzystać z usług opiekuńczych dla osób po 75. roku życia w MOPS.",
            "Usługi opiekuńcze dla osób po 75. roku życia",
        ),
        ("Gmina Koło przystąpiła do rządowego programu opieka wytchnieniowa.", "Opieka wytchnieniowa"),
        (
            "Bezpłatne warsztaty rękodzieła dla rodziców i dziadków rozpoczną się w Kole w poniedziałek.",
            "Warsztaty rękodzieła dla rodziców i dziadków",
        ),
        (
            "Uczestnicy kursu języka polskiego dla uchodźców z Ukrainy spotykają się w Kole co wtorek.",
            "Kurs języka polskiego dla uchodźców z Ukrainy",
        ),
        (
            "W Kole zakończyła się trzecia edycja programu Akademia Młodej Mamy.",
            "Akademia Młodej Mamy",
        ),
    ],
)
def test_programme_is_called_by_what_its_lead_says(extractor: Extractor, lead: str, name: str) -> None:
    assert names(extractor, lead + _TERM) == [name]


def test_compound_broken_at_the_end_of_a_line_is_one_word(extractor: Extractor) -> None:
    text = "MOPS w Kole zaprasza na program psychologiczno-\nterapeutyczny dla sprawców przemocy domowej." + _TERM
    assert names(extractor, text) == ["Program psychologiczno-terapeutyczny dla sprawców przemocy domowej"]


def test_place_and_time_are_no_part_of_a_description(extractor: Extractor) -> None:
    lead = "MOPS w Kole prowadzi w roku 2025 terapię grupową dla współuzależnionych w siedzibie ośrodka."
    assert names(extractor, lead + _TERM) == ["Terapia grupowa dla współuzależnionych"]


def test_description_is_named_rather_than_the_heading_that_leads_up_to_it(extractor: Extractor) -> None:
    text = (
        "# Ruszył nabór do klubu samopomocy dla opiekunów\nMOPS w Kole ogłasza nabór do klubu samopomocy dla opiekunów."
    )
    assert names(extractor, text + _TERM) == ["Klub samopomocy dla opiekunów"]


def test_own_name_leads_over_what_it_is_said_to_be(extractor: Extractor) -> None:
    text = "MOPS w Kole zaprasza do projektu „Złota nić”. „Złota nić” to bezpłatny kurs krawiecki dla seniorek." + _TERM
    assert names(extractor, text) == ["Złota nić"]


def test_year_keeps_its_sign(extractor: Extractor) -> None:
    text = (
        "# ASYSTENT RODZINY W 2024 R.\nGmina Koło realizuje resortowy program. Dofinansowanie z Funduszu Pracy: 12 000 zł. "
        "Z pomocy asystenta korzysta od stycznia do grudnia 2024 r. 9 rodzin. Zadanie prowadzi MOPS w Kole."
    )
    assert names(extractor, text) == ["Asystent rodziny w 2024 r."]


@pytest.mark.parametrize(
    "text",
    [
        "MOPS w Kole zatrudni psychologa do prowadzenia grupy wsparcia dla rodziców. Umowa zlecenie od 1 marca do 30 "
        "czerwca 2025 r., wymagane studia i niekaralność. CV do 14 lutego.",
        "Program sesji Rady Miejskiej w Kole na 27 marca 2025 r. przewiduje głosowanie nad projektem uchwały w sprawie "
        "programu wspierania rodziny i sprawozdanie MOPS.",
        "MOPS w Kole prosi o złożenie oferty cenowej na przeprowadzenie szkolenia dla 15 rodzin zastępczych. Zamawiający "
        "wybierze wykonawcę według ceny brutto do 14 marca 2025 r.",
        "Sąd w Kole skazał mężczyznę za znęcanie się nad żoną. Musi ukończyć program korekcyjno-edukacyjny dla osób "
        "stosujących przemoc. Wyrok nie jest prawomocny.",
        "Partia przedstawiła w Kole program wsparcia dla seniorów. Kandydat na senatora obiecał wyborcom bon na leki.",
        "Nowy program komputerowy do obsługi zasiłków działa w MOPS w Kole od 3 lutego 2025 r. System informatyczny "
        "dostarczyła firma z Konina.",
    ],
)
def test_words_of_programmes_on_other_pages_announce_nothing(extractor: Extractor, text: str) -> None:
    assert names(extractor, text) == []


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("Od lutego MOPS w Kole prowadzi opiekę wytchnieniową dla JST – edycja 2025.", "wytchnieniow"),
        (
            "Gmina Koło przystąpiła do resortowego programu dofinansowania pensji asystentów rodziny.",
            "dofinansowania pensji",
        ),
        ("MOPS w Kole startuje z projektem socjalnym spokojna przystań, skierowanym do wdów.", "pokojna przystań"),
        ("W lutym rusza w Kole placówka wsparcia dziennego Zielony Latawiec przy ul. Polnej.", "Zielony Latawiec"),
    ],
)
def test_what_follows_a_description_belongs_to_the_name(extractor: Extractor, lead: str, name: str) -> None:
    [found] = names(extractor, lead + _TERM)
    assert name in found
