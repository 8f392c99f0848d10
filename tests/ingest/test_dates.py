"""Publication dates."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dates import (
    MONTHS,
    address_date,
    bare_date,
    find_dates,
    is_byline,
    machine_date,
    place_and_date,
    stated_publication,
)

GENITIVE = [
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca",
    "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
]  # fmt: skip


@given(st.dates(date(1995, 1, 1), date(2099, 12, 31)))
def test_every_form_of_a_day_is_read(day: date) -> None:
    forms = (
        f"{day.day} {GENITIVE[day.month - 1]} {day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        f"{day.day:02}/{day.month:02}/{day.year}",
        day.isoformat(),
    )
    for form in forms:
        assert [found.iso for found in find_dates(f"x {form} r.")] == [day.isoformat()]
        assert stated_publication(f"Opublikowano: {form}") == day.isoformat()
        assert bare_date(f"{form}, 13:31") == day.isoformat()
    assert machine_date(f"{day.isoformat()}T23:59:00+02:00") == day.isoformat()


@given(st.text(max_size=80))
def test_no_text_breaks_the_parsers(text: str) -> None:
    for parser in (stated_publication, bare_date, machine_date, address_date, place_and_date, is_byline):
        parser(text)


def test_months_in_the_nominative_and_roman() -> None:
    assert stated_publication("Utworzono: 04 kwiecień 2022") == "2022-04-04"
    assert [found.iso for found in find_dates("17 VI 2013, 5-III-2014")] == ["2013-06-17", "2014-03-05"]
    assert set(MONTHS.values()) == set(range(1, 13))


@pytest.mark.parametrize(
    "line", ["32.01.2024", "30 lutego 2024", "1.2.1980", "12.2024.03", "nr 12.03.2024.5", "12/13/2024"]
)
def test_what_is_no_day(line: str) -> None:
    assert list(find_dates(line)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Zmodyfikowano: 12.03.2024",
        "ustawa z dnia 12 marca 2004 r. o pomocy społecznej",
        "Data wytworzenia: 12.03.2024",
        "Termin: 12.03.2024",
        "opublikowano ustawę z dnia 12 marca 2004 r.",
        "Data wydarzenia: 12.03.2024",
    ],
)
def test_other_days_are_no_publication(line: str) -> None:
    assert stated_publication(line) is None


def test_bare_dates() -> None:
    assert bare_date("8 października 2024, Kronika Powiśla") == "2024-10-08"
    assert bare_date("pon., 15/05/2023 - 10:20 redakcja") == "2023-05-15"
    assert bare_date("12.03.2024 o godz. 15 spotkają się wszyscy rodzice zastępczy z powiatu") is None
    assert bare_date("od 12.03.2024") is None


def test_a_letters_opening_line() -> None:
    assert place_and_date("Biała Rawska, dnia 14 listopada 2025 r.") == "2025-11-14"
    assert place_and_date("Konkurs trwa, zgłoszenia do 14 listopada 2025 r.") is None


def test_dates_in_addresses() -> None:
    assert address_date("https://x.example.pl/2024/03/09/nabor/") == "2024-03-09"
    assert address_date("https://x.example.pl/2024/03/nabor/") is None
    assert address_date(None) is None
