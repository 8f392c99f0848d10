"""Morphology: the likeliest reading of a form, unknown forms, and that readings never get lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.inflection import locative, nominals, noun_nominative
from extract.morphology import analyses, best, generated, weight


def lemma(form: str) -> str:
    return best(form, analyses(form)).lemma


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Koninie", "Konin"),
        ("koninie", "konina"),
        ("Łodzi", "Łódź"),
        ("łodzi", "łódź"),
        ("Rada", "rada"),
        ("RADY", "rada"),
        ("prawa", "prawo"),
        ("Stowarzyszenia", "stowarzyszenie"),
        ("Ośrodka", "ośrodek"),
        ("OŚRODKA", "ośrodek"),
        ("Fundację", "fundacja"),
        ("rodzinie", "rodzina"),
        ("mam", "mieć"),
    ],
)
def test_the_commonest_reading_is_chosen(form: str, expected: str) -> None:
    assert lemma(form) == expected


def test_an_unknown_form_reads_as_itself() -> None:
    assert [(one.lemma, one.tag) for one in analyses("Brzdękolix")] == [("Brzdękolix", "ign")]


def test_dated_readings_stand_last() -> None:
    assert [one.lemma for one in analyses("gminy")].index("gmina") < [one.lemma for one in analyses("gminy")].index(
        "gmin"
    )


def test_homonym_marks_of_the_dictionary_are_gone() -> None:
    assert all(":" not in one.lemma for one in analyses("miasta"))


def test_weights_say_what_is_common() -> None:
    council, surname = (next(one for one in analyses("rady") if one.lemma == lemma) for lemma in ("rada", "rad"))
    assert weight(council) > weight(surname)


def test_forms_of_a_lemma() -> None:
    forms = {form for form, _ in generated("przystań")}
    assert {"przystań", "przystani", "przystanią", "przystaniami"} <= forms
    assert generated("brzdękolixowość") == ()


@given(st.text(min_size=1, max_size=12))
def test_every_text_has_readings_and_a_likeliest_one(form: str) -> None:
    readings = analyses(form)
    assert readings
    assert best(form, readings) in readings
    assert isinstance(nominals(form), tuple)


@pytest.mark.parametrize(
    ("town", "expected"),
    [
        ("Konin", "Koninie"),
        ("Rawa Mazowiecka", "Rawie Mazowieckiej"),
        ("Kędzierzyn-Koźle", "Kędzierzynie-Koźlu"),
        ("Tarnowskie Góry", "Tarnowskich Górach"),
        ("Busko-Zdrój", "Busku-Zdroju"),
        ("Nowe Miasto nad Pilicą", "Nowym Mieście nad Pilicą"),
        ("Kielce", "Kielcach"),
        ("Zakopane", "Zakopanem"),
    ],
)
def test_the_locative_of_a_town(town: str, expected: str) -> None:
    assert locative(town) == expected


def test_no_locative_of_what_no_dictionary_knows() -> None:
    assert locative("Brzdękolix") is None


def test_the_nominative_keeps_the_number() -> None:
    assert noun_nominative("Polak", "pl", "m1") == "Polacy"
    assert noun_nominative("zakład", "pl", "m3") == "zakłady"
