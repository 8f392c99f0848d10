"""Roles that many weak signs decide together, and names at the edge of what belongs to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.components.organisations.weighing import NONE, ROLES, likelihoods, load_weights
from tests.extract.test_organisation_roles import OWN, RUNS, roles

GLOSSARY = (
    "Ilekroć w regulaminie jest mowa o:\nL:Beneficjencie – należy przez to rozumieć Gminę Kaczory;\n"
    "L:Realizatorze – Gminny Ośrodek Pomocy Społecznej w Kaczorach;"
)


@given(st.frozensets(st.sampled_from(sorted(load_weights().weights))))
def test_likelihoods_are_shares_of_one(marks: frozenset[str]) -> None:
    shares = likelihoods(marks)
    assert len(shares) == len(ROLES)
    assert all(share >= 0 for share in shares)
    assert abs(sum(shares) - 1) < 1e-9


def test_a_body_without_any_sign_does_nothing() -> None:
    shares = likelihoods({"bias"})
    assert ROLES[max(range(len(ROLES)), key=shares.__getitem__)] == NONE


def test_a_glossary_tells_who_applied_and_who_runs() -> None:
    assert roles(GLOSSARY) == {
        ("applicant", "Gmina Kaczory"),
        ("implementer", "Gminny Ośrodek Pomocy Społecznej w Kaczorach"),
    }


def test_a_body_has_one_role_however_often_it_is_named() -> None:
    found = roles(f"{RUNS} Partnerem jest Fundacja „Most”. Warsztaty poprowadzi Fundacja „Most”.")
    assert len(found) == 2
    assert OWN in found


def test_who_merely_has_an_address_or_a_client_does_nothing() -> None:
    text = f"{RUNS} Spotkania są w siedzibie Fundacji „Most”. Podopieczni Domu Dziecka w Ujściu wejdą za darmo."
    assert roles(text) == {OWN}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Partnerem jest Gwda-Med sp. z o.o. Koszt to 300 zł.", "Gwda-Med sp. z o.o."),
        (
            "Współpracujemy z Zespołem Kuratorskiej Służby Sądowej przy Sądzie Rejonowym w Pile.",
            "Zespół Kuratorskiej Służby Sądowej przy Sądzie Rejonowym w Pile",
        ),
        ("Wspólnie z Urzędem Pracy m.st. Warszawy szukamy pracy.", "Urząd Pracy m.st. Warszawy"),
        ("Patronat objął Burmistrz Miasta i Gminy Ujście.", "Burmistrz Miasta i Gminy Ujście"),
    ],
)
def test_where_a_name_ends(text: str, name: str) -> None:
    assert name in {found for _, found in roles(f"{RUNS}\n{text}")}
