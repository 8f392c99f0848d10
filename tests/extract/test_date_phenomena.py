"""How terms are told: turns, breaks, contracts, names with years, earlier groups, days of an enrolment."""

import pytest

from corpus.documents import Document
from extract.components import dates
from extract.restore import restored
from extract.words import read_words


def told(text: str, published: str) -> tuple[str, str]:
    words = read_words(Document(id="d", source="d.txt", media_type="text/plain", text=text, blocks=()))
    chosen = dates.period(dates.find(words, published))
    return (chosen.first or "", chosen.last or "") if chosen else ("", "")


def happenings(text: str, published: str) -> list[tuple[str | None, str | None]]:
    words = read_words(Document(id="d", source="d.txt", media_type="text/plain", text=text, blocks=()))
    return [(one.first, one.last) for one in dates.events(dates.find(words, published))]


@pytest.mark.parametrize(
    ("text", "published", "start", "end"),
    [
        ("Zajęcia ruszają 7 października i potrwają do 9 grudnia.", "2024-09-10", "2024-10-07", "2024-12-09"),
        ("Zajęcia od 7 października do 13 czerwca, miejsc 30.", "2024-09-02", "2024-10-07", "2025-06-13"),
        ("Klub będzie czynny od maja do połowy grudnia.", "2025-04-20", "2025-05", "2025-12"),
        (
            "Umowę podpisano 14 marca 2024 r. Termin realizacji: od podpisania umowy do 30 listopada 2024 r.",
            "2024-05-01",
            "2024-03-14",
            "2024-11-30",
        ),
        ("Projekt potrwa dwa lata, począwszy od 1 września 2024 r.", "2024-06-05", "2024-09-01", "2026-08-31"),
        ("Spotkania odbywać się będą od 5 listopada do 17 grudnia w środy.", "2024-10-10", "2024-11-05", "2024-12-17"),
        (
            "Realizujemy od kwietnia 2020 do marca 2022 (przedłużono – do 30 czerwca 2022 r.).",
            "2022-02-01",
            "2020-04",
            "2022-06-30",
        ),
        ("Autobus kursuje od 2 września.", "2024-08-28", "2024-09-02", ""),
        ("Zajecia beda prowadzone od pazdziernika do grudnia 2024 r.", "2024-09-10", "2024-10", "2024-12"),
    ],
)
def test_term(text: str, published: str, start: str, end: str) -> None:
    assert told(text, published) == (start, end)


def test_first_group_of_years_ago_is_no_beginning() -> None:
    text = "Pierwsza grupa spotkała się w roku 2019. W tym sezonie spotykamy się od 15 września do 20 czerwca."
    assert told(text, "2024-09-02") == ("2024-09-15", "2025-06-20")


def test_break_is_no_term() -> None:
    assert told("Od maja działa kawiarenka dla opiekunów.\n- lipiec i sierpień – przerwa", "2025-05-29") == (
        "2025-05",
        "",
    )


def test_day_after_which_nothing_is_taken_is_a_deadline() -> None:
    assert happenings("Kart zgłoszenia nie przyjmuje się po 17 stycznia 2025 r.", "2025-01-10") == [
        ("2025-01-17", None)
    ]


def test_room_before_a_deadline_is_no_day() -> None:
    assert happenings("Zapisy: pok. 2 do 17 stycznia.", "2024-12-09") == [("2025-01-17", None)]


def test_days_in_a_row_are_one_happening() -> None:
    text = "W dniach 25, 26 i 27 lutego 2025 r. w hali będzie wydawana żywność."
    assert happenings(text, "2025-02-12") == [("2025-02-25", "2025-02-27")]


@pytest.mark.parametrize("plain", [True, False])
def test_shortened_word_is_no_word_without_its_letters(plain: bool) -> None:
    assert restored("godz", plain=plain) == "godz"
