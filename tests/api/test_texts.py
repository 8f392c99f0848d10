"""Words in two languages: the same keys, right plurals, dates and sums."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.texts import NBSP, collated, texts

PL, EN = texts("pl"), texts("en")


def test_both_languages_say_the_same_things() -> None:
    assert PL.phrases.keys() == EN.phrases.keys()
    for key, phrase in PL.phrases.items():
        assert type(phrase) is type(EN.phrases[key]), key
        if isinstance(phrase, dict):
            assert phrase.keys() == EN.phrases[key].keys() == {"one", "few", "many"}


@pytest.mark.parametrize(
    ("n", "said"),
    [(0, "0 programów"), (1, "1 program"), (2, "2 programy"), (5, "5 programów"), (12, "12 programów"),
     (22, "22 programy"), (101, "101 programów"), (112, "112 programów"), (1234, "1234 programy")],
)  # fmt: skip
def test_polish_plurals(n: int, said: str) -> None:
    assert PL.many("programmes", n) == said


@pytest.mark.parametrize(
    ("start", "end", "polish", "english"),
    [
        ("2023", "2025", "2023–2025", "2023–2025"),
        ("2024-08", None, "od sierpnia 2024", "from August 2024"),
        (None, "2024-12-31", "do 31 grudnia 2024", "until 31 December 2024"),
        ("2020-10-04", "2022-10-31", "4 października 2020 – 31 października 2022", "4 October 2020 – 31 October 2022"),
        ("2023", "2023", "2023", "2023"),
        ("2023", None, "od 2023 r.", "from 2023"),
        (None, None, "", ""),
    ],
)
def test_stretches_of_time(start: str | None, end: str | None, polish: str, english: str) -> None:
    assert PL.span(start, end).replace(NBSP, " ") == polish
    assert EN.span(start, end).replace(NBSP, " ") == english


@pytest.mark.parametrize(
    ("value", "currency", "polish", "english"),
    [
        ("355075.00", "PLN", "355 075 zł", "PLN 355,075"),
        ("335545.87", "PLN", "335 545,87 zł", "PLN 335,545.87"),
        ("1200", "EUR", "1200 euro", "EUR 1,200"),
        ("0.5", "PLN", "0,50 zł", "PLN 0.50"),
    ],
)
def test_sums_are_exact(value: str, currency: str, polish: str, english: str) -> None:
    assert PL.money(Decimal(value), currency).replace(NBSP, " ") == polish
    assert EN.money(Decimal(value), currency).replace(NBSP, " ") == english


@given(st.decimals(0, 10**12, places=2))
def test_no_digit_of_a_sum_is_lost(value: Decimal) -> None:
    digits = PL.money(value).removesuffix(f"{NBSP}zł").replace(NBSP, "").replace(",", ".")
    assert Decimal(digits) == value


def test_polish_order() -> None:
    towns = ["Żory", "Łódź", "Zabrze", "Lublin", "Świdnica", "Sopot", "Ćmielów", "Czaplinek", "Źródła"]
    assert sorted(towns, key=collated) == [
        "Czaplinek", "Ćmielów", "Lublin", "Łódź", "Sopot", "Świdnica", "Zabrze", "Źródła", "Żory",
    ]  # fmt: skip


def test_terms_have_labels_in_both_languages() -> None:
    assert PL.term("target_groups", "foster_families") == "rodziny zastępcze"
    assert EN.term("target_groups", "foster_families") != "foster_families"
    assert PL.term("target_groups", "nosuch") == "nosuch"
