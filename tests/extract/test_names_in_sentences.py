"""Names without quotation marks: what a sentence calls a name, where the name ends, what is none."""

import pytest

from corpus.documents import Document
from extract.pipeline import Extractor
from tests.extract.documents import document
from tools.labelled import labelled


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def names(extractor: Extractor, page: Document) -> list[str]:
    return [programme.name.value for programme in extractor.extract(page)]


_FACTS = (
    " Zajęcia dla 12 seniorów są bezpłatne i potrwają od 3 lutego do 30 czerwca 2025 r. Prowadzi je MOPS w Kole, a gmina"
    " dała na nie 20 000 zł."
)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Przedsięwzięcie, które ochrzczono mianem Cichy Zakątek, ruszyło w Kole.", "Cichy Zakątek"),
        ("W Kole działa czytelnia dla starszych, znana jako Druga Strona.", "Druga Strona"),
        ("MOPS w Kole zaprasza na zajęcia pod szyldem Nie tylko szachy.", "Nie tylko szachy"),
        ("Hasło tegorocznej akcji w Kole brzmi Wstań i idź.", "Wstań i idź"),
        ("Razem raźniej w Kole – bo pod takim hasłem się spotykamy – to okazja do rozmów.", "Razem raźniej w Kole"),
        ("Zielony Kąt to miejsce, w którym spotykają się starsi mieszkańcy Koła.", "Zielony Kąt"),
        ("Trwa akcja Choinka nie omija nikogo, którą w Kole prowadzą wolontariusze.", "Choinka nie omija nikogo"),
        (
            "Nabór do projektu W domu najlepiej – usługi dla kolan rusza w poniedziałek.",
            "W domu najlepiej – usługi dla kolan",
        ),
    ],
)
def test_a_sentence_tells_what_is_a_name(extractor: Extractor, sentence: str, name: str) -> None:
    assert names(extractor, document(sentence + _FACTS, published="2025-01-15")) == [name]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Mieszkania dla repatriantów – wyniki naboru", "Mieszkania dla repatriantów"),
        ("Ciepło i zdrowo (trwa!)", "Ciepło i zdrowo"),
    ],
)
def test_a_heading_is_a_name_without_its_remark(extractor: Extractor, heading: str, name: str) -> None:
    page, _ = labelled(f"# {heading} ⏎ Gmina Koło przeznaczyła na to 90 000 zł z budżetu gminy.{_FACTS}")
    assert names(extractor, page) == [name]


def test_a_head_that_ends_a_line_introduces_the_quotation_below(extractor: Extractor) -> None:
    page, _ = labelled(f"MOPS w Kole zaprasza do udziału w projekcie ⏎ „Złota jesień nad Wartą” ⏎{_FACTS}")
    assert names(extractor, page) == ["Złota jesień nad Wartą"]


@pytest.mark.parametrize(
    ("page", "name"),
    [
        (
            "# Zajęcia korekcyjno – kompensacyjne dla czwartoklasistów ⏎ Zajęcia korekcyjno – kompensacyjne ruszą w Kole.",
            "Zajęcia korekcyjno – kompensacyjne dla czwartoklasistów",
        ),
        (
            "Dzienny Dom „Senior+” w Busku-Zdroju zaprasza osoby po 60. roku życia z gminy.",
            "Dzienny Dom „Senior+” w Busku-Zdroju",
        ),
        (
            "# Tak po prostu ⏎ MOPS w Kole ogłasza otwarty konkurs ofert na realizację zadania z zakresu pomocy społecznej"
            " pod nazwą: „Sąsiad blisko”.",
            "Sąsiad blisko",
        ),
        (
            "# Wyprawka kompetencji ⏎ Projekt w ramach Programu Operacyjnego Kapitał Ludzki „Inwestuj w siebie” prowadzi"
            " szkoła w Kole.",
            "Wyprawka kompetencji",
        ),
        (
            "# Po prostu Podgórze II ⏎ Kontynuujemy projekt z ubiegłego roku. Odbędą się w nim wyjścia do teatru.",
            "Po prostu Podgórze II",
        ),
        (
            "# Czwartkowe obiady dla samotnych ⏎ Obiady są wydawane w Kole z inicjatywy członków rady parafialnej.",
            "Czwartkowe obiady dla samotnych",
        ),
    ],
)
def test_dashes_naming_mottos_and_small_words_do_not_mislead(extractor: Extractor, page: str, name: str) -> None:
    assert names(extractor, labelled(page + _FACTS)[0]) == [name]


@pytest.mark.parametrize(
    "line",
    [
        "# Szanowni Państwo! ⏎ MOPS w Kole prowadzi projekt „Bliżej”.",
        "MOPS w Kole, zwany dalej „Realizatorem”, prowadzi projekt „Bliżej”.",
        "# O projekcie ⏎ MOPS w Kole prowadzi projekt „Bliżej”.",
        "| Wartość dofinansowania | 91 068,00 zł ⏎ MOPS w Kole prowadzi projekt „Bliżej”.",
    ],
)
def test_greetings_short_forms_and_sums_are_no_names(extractor: Extractor, line: str) -> None:
    assert names(extractor, labelled(line + _FACTS)[0]) == ["Bliżej"]


@pytest.mark.parametrize(
    "page",
    [
        "# Życzenia z okazji Dnia Pracownika Socjalnego ⏎ Dziękujemy za serce, które wkładacie Państwo w pracę z rodzinami,"
        " seniorami i osobami z niepełnosprawnością. W ubiegłym roku nasz ośrodek w Kole wydał 4,2 mln zł na świadczenia."
        " Życzymy zdrowia i wytrwałości.",
        "# Projekt drogowy za pięć milionów ⏎ Od 5 maja do 30 września zamknięta będzie ulica Szkolna w Kole. Remont"
        " dofinansował Rządowy Fundusz Rozwoju Dróg kwotą 3,1 mln zł. Objazd poprowadzi przez rynek. Rodziny dowożące dzieci"
        " do przedszkola prosimy o cierpliwość.",
        "# Projekt budżetu na 2026 rok ⏎ Do 30 listopada 2025 r. mieszkańcy gminy Koło mogą zgłaszać uwagi do projektu"
        " budżetu. W dziale „Rodzina” zapisano 14,2 mln zł, w dziale „Pomoc społeczna” 3,9 mln zł.",
    ],
)
def test_words_of_other_pages_announce_nothing(extractor: Extractor, page: str) -> None:
    assert names(extractor, labelled(page)[0]) == []


def test_an_act_that_adopts_a_programme_announces_it(extractor: Extractor) -> None:
    page, _ = labelled(
        "# Uchwała nr V/41/2024 Rady Miejskiej w Kole z dnia 30 października 2024 r. ⏎ § 1. Przyjmuje się program osłonowy"
        " pod nazwą „Ciepły próg”, zwany dalej Programem. ⏎ § 2. Dopłata przysługuje osobie, której dochód nie przekracza"
        " 300% kryterium. Decyzję administracyjną wydaje kierownik ośrodka. ⏎ § 3. Program finansuje się z budżetu gminy;"
        " na rok 2025 zabezpiecza się 160 000 zł. Skorzysta 120 gospodarstw domowych. ⏎ § 4. Uchwała wchodzi w życie z"
        " dniem podpisania."
    )
    assert names(extractor, page) == ["Ciepły próg"]


def test_a_text_may_end_with_a_name(extractor: Extractor) -> None:
    text = _FACTS.strip() + " Tak działa w Kole projekt Zielona Furtka"
    assert names(extractor, document(text, published="2025-01-15")) == ["Zielona Furtka"]


def test_a_text_may_end_anywhere(extractor: Extractor) -> None:
    text = "W ramach akcji Gwiazdka nie omija nikogo, którą prowadzi MOPS w Kole, wydano 20 paczek." + _FACTS
    for end in range(len(text)):
        extractor.extract(document(text[:end], published="2025-01-15"))
