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
    Projekt „Razem raźniej II” dla seniorów z Piły trwa od 1 maja do 31 grudnia 2024 r. Poprzedni „Razem raźniej”
    kosztował 10 000 zł."""
    assert names(extractor, text) == ["Razem raźniej II"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "# Wrócili opaleni i szczęśliwi\nKolonie z programem profilaktycznym WAKACJE BEZ PROCENTÓW trwały od 3 do "
            "12 lipca 2023 r. Pojechało 30 dzieci z gminy Kcynia. Koszt: 54 000 zł, z czego 40 000 zł dała gmina.",
            "Wakacje bez procentów",
        ),
        (
            "# Ciepło na peronie\nStowarzyszenie Otwarte Drzwi dostało 90 000 zł z ministerialnego programu „Pokonać "
            "bezdomność. Program pomocy osobom bezdomnym” na projekt „Druga stacja”. Projekt potrwa od 1 marca do 31 "
            "grudnia 2024 r. i obejmie 40 osób.",
            "Druga stacja",
        ),
        (
            "# Wstęga przecięta\nOtwarto Klub Senior+ w Rogowie. Zadanie kosztowało 300 000 zł, 190 000 zł to dotacja z "
            "programu wieloletniego „Senior+” na lata 2021-2025. Klub poprowadzi Gminny Ośrodek Pomocy Społecznej w "
            "Rogowie. Klub jest dla 25 seniorów.",
            "Klub Senior+ w Rogowie",
        ),
        (
            "# Nowy projekt w PCPR\nPCPR w Sierpcu podpisało umowę o dofinansowanie projektu pn.:\nRazem łatwiej – "
            "wsparcie rodzin zastępczych w powiecie sierpeckim\nOkres realizacji: 1.01.2024 – 31.12.2025. Wartość "
            "projektu: 1 200 000 zł.",
            "Razem łatwiej – wsparcie rodzin zastępczych w powiecie sierpeckim",
        ),
        (
            "# Pytania i odpowiedzi\nProjekt nosi tytuł Dorośli, ale nie samotni, finansuje go Europejski Fundusz "
            "Społeczny Plus. Trwa od 1 marca 2024 r. do 28 lutego 2026 r. Wartość ogółem: 900 000 zł.",
            "Dorośli, ale nie samotni",
        ),
        (
            "# Rusza Klub Dobrych Myśli / Відкривається клуб\nStąd Klub Dobrych Myśli, nowe miejsce dla mieszkańców. "
            "Klub prowadzi Fundacja Pomost od września 2024 r. do czerwca 2025 r. Budżet: 60 000 zł.",
            "Klub Dobrych Myśli",
        ),
        (
            "# Zimno? Jest bus\nOd listopada po Iławie jeździ bus z zupą. CIEPŁOBUS – bo tak nazywa się akcja – prowadzi "
            "MOPS w Iławie. Miasto wyda na to 45 000 zł. Bus jeździ do 31 marca 2025 r.",
            "Ciepłobus",
        ),
        (
            "# Mama wraca do gry\nPowiatowy Urząd Pracy w Turku zaprasza do projektu pod nazwą Mama wraca do gry. "
            "Projekt dla 40 bezrobotnych kobiet. Od 1 marca 2024 r. do 31 października 2024 r.",
            "Mama wraca do gry",
        ),
        (
            "# „Każdy ma swój dach” – mówili goście\nW ramach projektu pn. Pierwsze mieszkanie MOPS w Kutnie uruchomi "
            "4 mieszkania treningowe. Projekt potrwa do 31 grudnia 2025 r. Dofinansowanie: 400 000 zł.",
            "Pierwsze mieszkanie",
        ),
        (
            "# Dofinansowanie dla gminy\nGmina Wolbórz otrzymała 80 000 zł z rządowego programu „Korpus Wsparcia "
            "Seniorów” na rok 2024. Opaski dostanie 50 seniorów. Do 31 grudnia 2024 r.",
            "Korpus Wsparcia Seniorów",
        ),
    ],
)
def test_own_name_leads_over_headline_donor_and_parts(extractor: Extractor, text: str, name: str) -> None:
    assert names(extractor, text) == [name]


def test_columns_of_a_table_are_programmes_with_their_own_values(extractor: Extractor) -> None:
    text = (
        "# Programy w 2025 roku\nGmina Pilica realizuje dwa programy.\n"
        "|  | „Asystent osobisty osoby z niepełnosprawnością” | „Opieka wytchnieniowa”\n"
        "| Dofinansowanie | 120 000,00 zł | 64 000,00 zł\n"
        "| Termin | 1.02.2025 – 31.12.2025 | 1.03.2025 – 30.11.2025"
    )
    found = extractor.extract(document(text, published="2025-01-06"))
    assert [programme.name.value for programme in found] == [
        "Asystent osobisty osoby z niepełnosprawnością",
        "Opieka wytchnieniowa",
    ]
    assert [[str(amount.value) for amount in programme.amounts] for programme in found] == [["120000.00"], ["64000.00"]]
    assert [programme.period.end for programme in found if programme.period] == ["2025-12-31", "2025-11-30"]


def test_columns_of_sums_are_no_programmes(extractor: Extractor) -> None:
    text = (
        "# Finanse projektu\nProjekt „Jasny dom” trwa od 1.01.2024 do 31.12.2025.\n| Źródło | Kwota | Udział\n"
        "| dotacja | 120 000,00 zł | 80%\n| wkład własny | 30 000,00 zł | 20%\n| razem | 150 000,00 zł | 100%"
    )
    assert names(extractor, text) == ["Jasny dom"]


def test_government_programme_that_pays_is_the_whole(extractor: Extractor) -> None:
    text = (
        "# Druga stacja\nFundacja Krok dostała 90 000 zł z ministerialnego programu „Pokonać bezdomność” na projekt "
        "„Druga stacja”. Projekt potrwa od 1 marca do 31 grudnia 2024 r."
    )
    [programme] = extractor.extract(document(text, published="2024-05-06"))
    assert programme.part_of is not None
    assert programme.part_of.value == "Pokonać bezdomność"


def test_rows_of_a_table_of_grants_are_programmes_with_their_own_values(extractor: Extractor) -> None:
    rows = """
        # Dotacje na zadania z zakresu pomocy społecznej w Kępnie
        | Lp. | Nazwa i opis zadania | Oferent | Termin realizacji | Koszt całkowity (zł) | Przyznana dotacja (zł)
        | 1 | „Zupa na rynku” – obiady dla osób bezdomnych | Fundacja Garnek | 1.02–30.11.2024 r. | 41 000,00 | 35 000,00
        | 2 | Pogotowie babcinych rąk | Koło Pomocna Dłoń | 1.03–31.12.2024 r. | 22 500,00 | 20 000,00
        | 3 | „Taneczny krok” | Stowarzyszenie Rytm | 1.03–31.12.2024 r. | 9 000,00 | 0,00
        | Razem | | | | 72 500,00 | 55 000,00
    """
    found = extractor.extract(document(rows))
    assert [one.name.value for one in found if one.name] == ["Zupa na rynku", "Pogotowie babcinych rąk"]
    assert {(one.role, int(one.value)) for one in found[1].amounts} >= {("grant", 20000)}
    assert all(int(one.value) in {22500, 20000} for one in found[1].amounts)
    assert [one.period.start for one in found if one.period] == ["2024-02-01", "2024-03-01"]


def test_paragraphs_that_count_off_programmes_announce_each(extractor: Extractor) -> None:
    text = """
        # Co nowego w Ośrodku Pomocy Społecznej w Kępnie
        Dziś piszemy o dwóch sprawach.
        Zacznijmy od seniorów. Od marca do grudnia 2024 r. prowadzimy projekt „Herbata u sąsiadki” dla 30 osób. Całość kosztuje 40 000 zł, z tego 32 000 zł to dotacja wojewody.
        Druga sprawa to młodzież. Od kwietnia do listopada 2024 r. realizujemy projekt „Deska zamiast nudy” dla 20 uczniów. Budżet wynosi 18 000 zł, w tym 6 000 zł wkładu własnego gminy.
    """
    found = extractor.extract(document(text))
    assert [one.name.value for one in found if one.name] == ["Herbata u sąsiadki", "Deska zamiast nudy"]
    assert {int(one.value) for one in found[1].amounts} == {18000, 6000}


def test_label_on_a_line_of_its_own_gives_the_name_below_it(extractor: Extractor) -> None:
    text = """
        # Zasługują na uśmiech
        Tytuł projektu
        Most do dorosłości
        Okres realizacji
        od 1 marca 2024 r. do 31 grudnia 2025 r.
        Wartość projektu
        450 000,00 zł
    """
    assert names(extractor, text) == ["Most do dorosłości"]


def test_columns_without_label_or_quotation_are_programmes_where_each_tells_budget_and_term(
    extractor: Extractor,
) -> None:
    text = (
        "# Co robimy w tym roku\nOPS w Pile prowadzi zadania z budżetu państwa.\n"
        "| | OBIADY DLA UCZNIA | OPASKI DLA SENIORA\n| Dofinansowanie | 90 000 zł | 24 000 zł\n"
        "| Całkowita wartość | 120 000 zł | 30 000 zł\n| Termin realizacji | rok 2024 | 1 maja – 31 grudnia 2024 r.\n"
        "| Odbiorcy | dzieci ze szkół | 20 seniorów"
    )
    assert names(extractor, text) == ["Obiady dla ucznia", "Opaski dla seniora"]


def test_columns_of_turns_are_no_programmes(extractor: Extractor) -> None:
    text = (
        "# Półkolonie „Letni Zgiełk”\nMOPS w Pile prowadzi projekt „Letni Zgiełk” dla 40 dzieci, koszt 20 000 zł.\n"
        "| | Turnus I | Turnus II\n| Termin | 1–12 lipca 2024 r. | 15–26 lipca 2024 r.\n| Liczba dzieci | 20 | 20"
    )
    assert names(extractor, text) == ["Letni Zgiełk"]
