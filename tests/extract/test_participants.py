"""How many people a programme is for, and what it continues."""

import pytest

from corpus.documents import Block, BlockKind, Document
from extract.components import continues, participants
from extract.words import Words, read_words


def read(text: str, blocks: tuple[Block, ...] = ()) -> Words:
    return read_words(Document(id="d", source="d.txt", media_type="text/plain", text=text, blocks=blocks))


def size(text: str) -> int | None:
    chosen = participants.participants(participants.find(read(text)))
    return chosen.value if chosen else None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Wsparciem zostanie objętych 120 osób z terenu gminy.", 120),
        ("Projekt skierowany jest do 45 rodzin, w tym 110 dzieci.", 45),
        ("Z zajęć skorzysta trzydziestu pięciu seniorów.", 35),
        ("Liczba miejsc: 24.", 24),
        ("Liczba uczestników | 60", 60),
        ("Program jest przeznaczony dla 18 opiekunów.", 18),
        ("Pomoc otrzyma 1 350 mieszkańców.", 1350),
        ("Projekt adresowany jest do min. 80 osób młodych.", 80),
        ("Zaprosiliśmy 14 rodziców i 26 dzieci, razem 40 osób.", 40),
        ("Zakłada się objęcie wsparciem 30 osób.", 30),
        ("Miejsc jest 16, decyduje kolejność zgłoszeń.", 16),
        ("Skorzystały 52 osoby.", 52),
        ("Projekt obejmie 26-osobową grupę seniorek.", 26),
        ("Program wesprze rozwój wśród 34 osobowej grupy uczniów.", 34),
        ("Dotąd zapisało się 48 pasażerów, kurs jest darmowy.", 48),
        ("Zaprosimy 18 lokatorów mieszkań komunalnych.", 18),
        ("Liczba osób: nie więcej niż 22.", 22),
        ("Rok temu z zajęć skorzystało 30 osób, teraz zaprosimy 45 osób.", 45),
        ("Zakłada się, że pomoc obejmie około 75 rodzin rocznie.", 75),
        ("Wsparcie otrzyma 64 os. z terenu powiatu.", 64),
        ("Odciążymy 13 członków rodzin opiekujących się chorymi.", 13),
        ("Co roku zaszczepimy do 90 osób, w całym programie – 270.", 270),
        ("Miejsc w świetlicy jest 38.", 38),
        ("Zajęcia są dla 26 dziewcząt i chłopaków z naszej gminy.", 26),
        ("Zakupimy 44 szt. opasek z usługą teleopieki.", 44),
        ("Ośrodek oszacował liczbę uprawnionych gospodarstw na 95.", 95),
        ("W tym roku przyjmiemy 70 osób. W latach 2019 i 2020 z zabiegów skorzystało 188 osób.", 70),
        ("Wsparciem objęci zostaną: 21 rodziców, 34 dzieci i 8 kandydatów, łącznie 63 osoby.", 63),
        ("Wsparcie otrzyma piecdziesieciu mieszkancow naszej gminy, zapisy trwaja.", 50),
    ],
)
def test_size_of_a_programme(text: str, count: int) -> None:
    assert size(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "Gmina liczy 12 400 mieszkańców.",
        "W debacie wzięło udział 90 osób.",
        "Zajęcia w grupach po 10 osób.",
        "Poradnik dla dzieci w wieku 7-12 lat.",
        "W ubiegłym roku z kolonii skorzystało 75 dzieci.",
        "Uczestnicy mogą otrzymać 30 godzin wsparcia.",
        "Razem: 25 000,00 zł",
        "Razem | 92 500,00",
        "W tym czasie powstanie 85 miejsc pracy.",
        "Telefon 44 000 16 20 (pani kierownik).",
        "4. Odbiorcami danych są organy kontroli.",
        "Asystent prowadzi do 15 rodzin.",
        "Zajęcia odbywają się w 8-osobowych grupach.",
        "Zajęcia odbywają się w 12-osobowej grupie, grup jest pięć.",
        "Kupiono 9-osobowy bus klubu seniora.",
        "Nad programem pracuje 12-osobowa grupa robocza.",
        "Oferty oceni 5-osobowy zespół ekspertów.",
        "Utrzymanie miejsc w okresie 36 miesięcy.",
        "Beneficjentem jest Gmina Wronki. 3. Uczestnikiem jest każdy, kto złożył wniosek.",
        "Nowa sala pomieści 90 osób, kuchnia powstanie jesienią.",
        "Gminę zamieszkuje 9 400 osób.",
        "Zadzwoń: 18 000 12 00, pokój 14.",
        "Ankietę przeprowadzono na próbie 480 uczniów.",
        "W roku ubiegłym z pomocy skorzystało 410 osób.",
    ],
)
def test_no_size_of_a_programme(text: str) -> None:
    assert size(text) is None


def test_numbers_in_tables_are_parts() -> None:
    text = "wyjazd do kina | 45 dzieci"
    block = Block(start=0, end=len(text), kind=BlockKind.ROW)
    assert participants.participants(participants.find(read(text, (block,)))) is None


def test_span_shows_the_count() -> None:
    text = "🙂 Opieką obejmiemy 64\u00a0osoby starsze."
    [one] = participants.find(read(text))
    assert text[one.start : one.end] == "64\u00a0osoby"


def earlier(text: str) -> tuple[str | None, str | None] | None:
    chosen = continues.continues(continues.find(read(text)))
    return (chosen.name, chosen.since) if chosen else None


@pytest.mark.parametrize(
    ("text", "edition"),
    [
        ("Klub działa nieprzerwanie od 2012 roku.", (None, "2012")),
        ("Projekt jest kontynuacją działań prowadzonych od 2015 r.", (None, "2015")),
        ("Poprzedni program obejmował lata 2018–2020.", (None, "2018")),
        ("Zadanie jest kontynuacją projektu „Wspólny stół” z lat 2019–2021.", ("Wspólny stół", "2019")),
        ("Pierwszą „Przystań” prowadziliśmy w latach 2016-2018.", ("Przystań", "2016")),
    ],
)
def test_what_a_programme_continues(text: str, edition: tuple[str | None, str | None]) -> None:
    assert earlier(text) == edition


@pytest.mark.parametrize(
    "text",
    [
        "Poradnia działa od poniedziałku do piątku.",
        "Kontynuację przewidujemy po roku 2027.",
        "Usługi realizujemy na dotychczasowych zasadach (uchwała z 12.05.2019 r.).",
        "Nasz poprzedni projekt, „Iskra”, trwał od 2018 do 2020 roku. Tamten był jednak dla rodziców.",
    ],
)
def test_nothing_continued(text: str) -> None:
    assert earlier(text) is None


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("Pierwszą edycję przeprowadzono w 2021 r.", "2021"),
        ("To już czwarta odsłona (pierwsza była w 2022 r.), tym razem na osiedlu Zachód.", "2022"),
        ("Pierwszy raz otworzyliśmy drzwi klubu w 2019 roku.", "2019"),
        ("Poprzedni projekt „Nowy krok” zakończył się w grudniu 2023 r.", None),
        ("Pierwsze spotkania odbyły się w sierpniu 2024 r.", None),
    ],
)
def test_first_edition(text: str, since: str | None) -> None:
    chosen = continues.continues(continues.find(read(text)))
    assert (chosen.since if chosen else None) == since


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Pomoc otrzyma w tym okresie 92 osoby: 60 opiekunów i 32 podopiecznych.", 92),
        ("Uczestników zadania jest 46, połowa to kobiety.", 46),
        ("Liczba osób objętych usługami w miejscu zamieszkania - 73", 73),
        ("Na turniej przyjechało ich sto osiemdziesięcioro.", 180),
        ("Szczepionki czekają na 260 czternastolatków.", 260),
        ("Wsparcie dostanie 210 zarejestrowanych w urzędzie, najwięcej kobiet.", 210),
        ("Zajęcia ruszą we wrześniu. Miejsc 48. Nie trzeba należeć do klubu.", 48),
        ("Adresatami są młodzi ludzie mieszkający w powiecie, razem 64 osoby.", 64),
        ("Program obejmie 37 osób bezdomnych przebywających na terenie miasta.", 37),
        ("Na placu stanęły 52 pary butów.", None),
    ],
)
def test_what_is_said_of_the_programme_outweighs_where_people_live(text: str, count: int | None) -> None:
    assert size(text) == count


def test_metres_are_no_people() -> None:
    assert size("Na 140 metrach jest kuchnia i sala. Klub przyjmie 25 osób po sześćdziesiątce.") == 25


def test_limit_of_places() -> None:
    assert size("Limit miejsc wynosi 64. Zapraszamy osoby z niepełnosprawnością.") == 64
