"""The day that a text without markup bears."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.datelines import closing_date, document_date, masthead_date, notice_date, signed_date
from tests.ingest.reading import document, page

BODY = (
    "Ośrodek zaprasza rodziny z gminy na warsztaty, które potrwają od 3 marca do 30 czerwca 2025 r. w świetlicy.",
    "Podstawą jest ustawa z dnia 12 marca 2004 r. o pomocy społecznej, a zapisy trwają do 28 lutego 2025 r.",
    "W ubiegłym roku, 14 listopada 2024 r., gościliśmy ponad sto osób i wszystkim raz jeszcze dziękujemy.",
    "Koszt zadania to 12 400 zł.",
    "Na miejscu czeka herbata.",
    "Do zobaczenia!",
)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("GŁOS WIERZBOWA * tygodnik gminny * nr 9 (612) * 27 lutego 2025", "2025-02-27"),
        ("WIERZBOWSKI INFORMATOR nr 47/2024               20 listopada 2024 r.", "2024-11-20"),
        ("GAZETA POLNA - piątek, 20 maja 2022", "2022-05-20"),
        ("Nr 3 (114), 28 lutego 2023 r. str. 1/1", "2023-02-28"),
        ("Zapraszamy 20 maja 2022", None),
        ("Biuletyn wychodzi co tydzień, następny ukaże się po świętach, dokładnie 3 stycznia 2024", None),
        ("Uchwała nr 12/2024 z dnia 3 stycznia 2024 r.", None),
        ("nr 5 z 3 stycznia 2024 r. utraciła moc", None),
    ],
)
def test_mastheads(line: str, day: str | None) -> None:
    assert masthead_date(line) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("7.05.2023 | tekst i zdj. (ak)", "2023-05-07"),
        ("3 lutego 2021, godz. 8:15 Redakcja komentarze: 4", "2021-02-03"),
        ("21.10.2022 11:02 | odsłon: 98 | komentarze wyłączone", "2022-10-21"),
        ("Lublin, dzielnica Bronowice, 9 grudnia 2020", "2020-12-09"),
        ("OGŁOSZENIE (gablota przy urzędzie, 14.01.2022)", "2022-01-14"),
        ("7 maja 2023 odbędzie się piknik, zapisy przyjmuje redakcja naszej gazety", None),
        ("Szkolenie, sala Błękitna, 9 grudnia 2020", None),
    ],
)
def test_datelines_with_tags(line: str, day: str | None) -> None:
    assert document_date([line, *BODY]) == day


def test_notices_and_bylines() -> None:
    assert notice_date("(komunikat z dn. 14 listopada 2023 r.)") == "2023-11-14"
    assert notice_date("Informacja prasowa z dnia 5.02.2024") == "2024-02-05"
    assert notice_date("Komunikat z dnia 5.02.2024 w sprawie zmiany godzin otwarcia kasy") is None
    assert notice_date("uchwała z dnia 5.02.2024") is None
    assert signed_date("Autor: Anna Polna, 12.03.2024") == "2024-03-12"
    assert signed_date("Autor: Anna Polna opowie o tym 12.03.2024 o godz. 17") is None


@pytest.mark.parametrize(
    ("head", "foot", "day"),
    [
        ("Dodane przez: Redaktor   04-09-2023 11:52", "", "2023-09-04"),
        ("Opublikowano w dniu 3 marca 2024 r.", "", "2024-03-03"),
        ("Data dodania: 3 marca 2024", "", "2024-03-03"),
        ("Zamieszczone 2024-03-03 przez admin", "", "2024-03-03"),
        ("Wstawił: Jan P., 3.03.2024", "", "2024-03-03"),
        ("Data wprowadzenia: 3.03.2024", "", "2024-03-03"),
        ("3 marca 2024 | Rodzina | kom. (4)", "", "2024-03-03"),
        ("Wierzbowo, dnia 3 marca 2024 r.", "", "2024-03-03"),
        ("", "Kierownik ośrodka                Wierzbowo, 3.03.2024 r.", "2024-03-03"),
        ("", "3 marca 2024 str. 1/1", "2024-03-03"),
        ("", "3.03.2024", "2024-03-03"),
        ("", "(wywieszono 3.03.2024)", "2024-03-03"),
        ("Data modyfikacji: 3.03.2024", "", None),
        ("z dnia 3 marca 2024 r.", "", None),
        ("Termin: 3.03.2024", "", None),
        ("", "", None),
    ],
)
def test_where_a_text_says_when_it_was_published(head: str, foot: str, day: str | None) -> None:
    assert document_date(["Warsztaty dla rodzin", head, "", *BODY, "", foot]) == day
    read = document("\n".join(["WARSZTATY DLA RODZIN", head, "", *BODY, "", foot]), source="list.txt")
    assert read.published == day


def test_a_place_and_day_in_the_middle_is_no_signature() -> None:
    assert document_date([*BODY, "Wierzbowo, 3 marca 2024 r.", *BODY]) is None
    assert closing_date(["Wierzbowo, 3 marca 2024 r."]) is None


@given(st.lists(st.text(max_size=90), max_size=20), st.lists(st.text(max_size=60), max_size=3))
def test_no_text_breaks_it(lines: list[str], running: list[str]) -> None:
    document_date(lines, running)


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        ('<p class="event-date">10.01.2025</p>', "2025-01-10"),
        ("<p>wt., 23.09.2025 | dział: Gmina | kom. (2)</p>", "2025-09-23"),
        ("<p>Autor: Anna Polna, 12.03.2024</p>", "2024-03-12"),
        ("<div class=event><p>10.01.2025</p></div>", None),
        ("<div class=item><a href=/7>Turniej szachowy w bibliotece</a> <span class=date>10.01.2025</span></div>", None),
    ],
)
def test_dates_under_a_pages_title(markup: str, day: str | None) -> None:
    prose = "".join(f"<p>{line}</p>" for line in BODY)
    read = document(page(f"<main><h1>Warsztaty dla rodzin</h1>{markup}{prose}</main>", title="Warsztaty dla rodzin"))
    assert read.published == day
