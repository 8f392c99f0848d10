"""Editions of a yearly programme are linked to the one before, parts to their whole; doubtful links are not made."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.programmes import Continues, Evidence, Period, Programme, Wording
from corpus.store.values import Link
from extract.links import links

PROOF = Evidence(start=0, end=4, text="text")


def programme(
    name: str,
    start: str | None = None,
    end: str | None = None,
    *,
    after: str | None = None,
    since: str | None = None,
    part_of: str | None = None,
) -> Programme:
    return Programme(
        id=f"{name}|{start}|{end}",
        documents=("d",),
        name=Wording(value=name, evidence=PROOF, confidence=0.9),
        period=Period(start=start, end=end, evidence=PROOF, confidence=0.8) if start or end else None,
        continues=Continues(name=after, since=since, evidence=PROOF, confidence=0.8) if after or since else None,
        part_of=Wording(value=part_of, evidence=PROOF, confidence=0.7) if part_of else None,
    )


def made(*programmes: Programme) -> set[tuple[str, str, str]]:
    """Every link as (from, relation, to), by names and periods."""
    return {(one, link.relation, link.target) for one, found in links(programmes).items() for link in found}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (programme("Lato w mieście 2022"), programme("Lato w mieście 2023")),
        (programme("Lato w mieście", "2022-07"), programme("LATO W MIEŚCIE", "2023-06-28")),
        (programme("Lato w mieście – edycja 2022"), programme("Program „Lato w mieście” na rok 2023")),
        (programme("Lato w mieście, edycja II"), programme("Lato w mieście, edycja III")),
        (programme("Lato w mieście"), programme("Lato w mieście II")),
        (programme("Druga edycja Lata w mieście"), programme("5. edycja Lata w mieście")),
        (programme("Ferie na sportowo 2022/2023"), programme("Ferie na sportowo 2023/24")),
        (programme("Program Wspierania Rodziny na lata 2019–2021"), programme("Program Wspierania Rodziny 2022-2024")),
        (programme("Rodzina 2023, nabór w turze I", "2023"), programme("Rodzina 2023, nabór w turze II", "2023")),
    ],
)
def test_a_later_edition_continues_the_earlier(earlier: Programme, later: Programme) -> None:
    assert made(later, earlier) == {(later.id, "continues", earlier.id)}


def test_each_edition_continues_the_latest_one_before_it() -> None:
    years = [programme("Razem raźniej", str(year)) for year in (2019, 2021, 2022, 2024)]
    expected = {(later.id, "continues", earlier.id) for earlier, later in pairwise(years)}
    assert made(*random.sample(years, len(years))) == expected


@pytest.mark.parametrize(
    "others",
    [
        (programme("Aktywny senior 2022"), programme("Aktywny junior 2023")),
        (programme("Rodzina 2022"), programme("Rodzina na start 2023")),
        (programme("Razem raźniej", "2023"), programme("Razem raźniej", "2023", "2024")),
        (programme("Razem raźniej"), programme("Razem raźniej", "2023")),
        (programme("Edycja 2022"), programme("Program 2023")),
        (programme("Warsztaty i zabawy", "2023"), programme("WARSZTATY I ZABAWY", "2023", "2023")),
    ],
)
def test_what_is_not_surely_an_edition_is_not_linked(others: tuple[Programme, ...]) -> None:
    assert made(*others) == set()
    assert set(links(others)) == {one.id for one in others}


def test_the_edition_that_the_text_names_goes_before_the_latest() -> None:
    old = programme("Bliżej domu 2018")
    middle = programme("Bliżej domu 2020")
    new = programme("Bliżej domu 2023", after="Bliżej domu 2018")
    assert made(old, middle, new) == {(middle.id, "continues", old.id), (new.id, "continues", old.id)}


def test_a_programme_may_continue_one_of_another_name() -> None:
    old = programme("Aktywni w dzielnicy", "2018")
    new = programme("Wracamy do gry!", "2023", after="Aktywnych w dzielnicy")
    assert made(old, new) == {(new.id, "continues", old.id)}
    assert made(programme("Aktywni w dzielnicy", "2025"), new) == set()
    other_year = programme("Wracamy do gry!", "2023", after="Aktywni w dzielnicy 2021")
    assert made(old, other_year) == set()


def test_texts_that_contradict_each_other_make_no_link() -> None:
    one, other = (programme(f"{name} dla rodzin", after=f"{after} dla rodzin") for name, after in ("AB", "BA"))
    assert made(one) == made(other) == set()
    assert made(one, other) == set()


STRATEGY = "Strategia Rozwiązywania Problemów Społecznych Miasta Konina na lata {}"


def test_a_part_is_linked_to_its_whole_of_the_time() -> None:
    old, new = programme(STRATEGY.format("2014–2020")), programme(STRATEGY.format("2021–2030"))
    part = programme("Kluby dla młodzieży", "2022", "2023", part_of="Strategii Rozwiązywania Problemów Społecznych")
    assert made(old, new, part) == {(new.id, "continues", old.id), (part.id, "part_of", new.id)}
    early = part.model_copy(update={"period": Period(start="2016", end="2017", evidence=PROOF, confidence=0.8)})
    assert (early.id, "part_of", old.id) in made(old, new, early)


def test_the_edition_of_the_whole_may_stand_in_its_name() -> None:
    old, new = (
        programme("Program współpracy z organizacjami 2022"),
        programme("Program współpracy z organizacjami 2023"),
    )
    part = programme("Sąsiedzi, do dzieła!", part_of="Programu współpracy z organizacjami na rok 2022")
    assert (part.id, "part_of", old.id) in made(old, new, part)
    unsaid = programme("Sąsiedzi, do dzieła!", part_of="Program współpracy z organizacjami")
    assert {link for link in made(old, new, unsaid) if link[1] == "part_of"} == set()


@pytest.mark.parametrize(
    "whole",
    [programme("Rodzina na start"), programme("Rodzina", "2015", "2016"), programme("Kluby dla młodzieży", "2020")],
)
def test_no_whole_is_guessed(whole: Programme) -> None:
    part = programme("Kluby dla młodzieży", "2020", part_of="Program „Rodzina”")
    assert made(whole, part) == set()


NAMES = st.sampled_from(
    [
        "Razem",
        "Razem II",
        "Razem III edycja",
        "Razem 2022",
        "Razem na lata 2021-2023",
        "Osobno",
        "Osobno 2020/21",
        "2024",
    ]
)
YEARS = st.one_of(st.none(), st.sampled_from(["2020", "2021-05", "2022-01-10", "2023"]))
SOME = st.lists(
    st.builds(programme, NAMES, YEARS, YEARS, after=st.one_of(st.none(), NAMES), part_of=st.one_of(st.none(), NAMES)),
    max_size=12,
    unique_by=lambda one: one.id,
)


@given(SOME, st.randoms())
def test_links_stay_within_and_lead_back_in_time(programmes: list[Programme], chance: random.Random) -> None:
    found = links(programmes)
    assert found.keys() == {one.id for one in programmes}
    for identity, of_it in found.items():
        assert len({link.relation for link in of_it}) == len(of_it)
        for link in of_it:
            assert link.target in found
            assert link.target != identity
            assert Link(link.relation, identity) not in found[link.target]
    chance.shuffle(programmes)
    assert links(programmes) == found
