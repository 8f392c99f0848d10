"""Which place a name means: context decides, and where it cannot, nothing is claimed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.place_context import Hints, ResolvedPlace, resolve
from corpus.places import District, Municipality, Place, load_register

REGISTER = load_register()
WORD = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")


def places(text: str, hints: Hints | None = None) -> list[tuple[str, ResolvedPlace]]:
    words = WORD.findall(text)
    return [(" ".join(words[p.first : p.last]), p) for p in resolve(words, REGISTER.scan(words), hints)]


def code(target: Place) -> str:
    return target.teryt if isinstance(target, Municipality) else getattr(target, "code", target.name)


def codes(text: str, hints: Hints | None = None) -> list[tuple[str, str]]:
    return [(form, code(place.target)) for form, place in places(text, hints)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Opole and Opole Lubelskie
        ("Żłobek w Opolu przyjmuje zapisy.", [("Opolu", "1661011")]),
        ("Żłobek w Opolu Lubelskim przyjmuje zapisy.", [("Opolu Lubelskim", "0612053")]),
        (
            "Województwo lubelskie dofinansuje dom w Opolu Lubelskim. Zapisy przyjmuje klub w Opolu.",
            [("lubelskie", "06"), ("Opolu Lubelskim", "0612053"), ("Opolu", "0612053")],
        ),
        # a town and the rural municipality around it
        ("Gmina Augustów rozdaje paczki.", [("Augustów", "2001022")]),
        ("Wójt Gminy Augustów ogłasza nabór.", [("Augustów", "2001022")]),
        ("Gminny Ośrodek Pomocy Społecznej w Augustowie", [("Augustowie", "2001022")]),
        ("Burmistrz Augustowa ogłasza nabór.", [("Augustowa", "2001011")]),
        ("Miejski Ośrodek Pomocy Społecznej w Augustowie", [("Augustowie", "2001011")]),
        ("Spacer seniorów w Augustowie", [("Augustowie", "2001011")]),
        ("Gmina Miasto Radomsko i gmina wiejska Radomsko", [("Radomsko", "1012011"), ("Radomsko", "1012122")]),
        # the county named beside decides
        ("Gmina Brzeziny (powiat kaliski)", [("Brzeziny", "3007022"), ("kaliski", "3007")]),
        ("Klub Seniora w Białej, powiat prudnicki", [("Białej", "1610013"), ("prudnicki", "1610")]),
        ("gmina Nowe Miasto, pow. płoński", [("Nowe Miasto", "1420083"), ("płoński", "1420")]),
        ("w Nowym Mieście nad Pilicą", [("Nowym Mieście nad Pilicą", "1406083")]),
        # names that are common words
        ("Wycieczka do Piły i nocleg w Kole", [("Piły", "3019011"), ("Kole", "3009011")]),
        ("Urząd Gminy w Dobrem, powiat miński", [("Dobrem", "1412063"), ("miński", "1412")]),
        ("Gmina Police dopłaci do żłobka", [("Police", "3211043")]),
        ("Burmistrz Gniewu zaprasza", [("Gniewu", "2214023")]),
        # several words, hyphens, capitals
        ("MOPS w Kędzierzynie-Koźlu", [("Kędzierzynie - Koźlu", "1603011")]),
        ("OŚRODEK POMOCY W NOWYM DWORZE GDAŃSKIM", [("NOWYM DWORZE GDAŃSKIM", "2210023")]),
        ("POMOC DLA RODZIN W ŁODZI", [("ŁODZI", "1061011")]),
        # counties, voivodeships, regions
        ("powiat radomszczański w województwie łódzkim", [("radomszczański", "1012"), ("łódzkim", "10")]),
        ("starosta koniński zaprasza", [("koniński", "3010")]),
        ("woj. warmińsko-mazurskie", [("warmińsko - mazurskie", "28")]),
        ("w powiecie łódzkim wschodnim", [("łódzkim wschodnim", "1006")]),
        ("rodziny zastępcze na Śląsku", [("Śląsku", "Śląsk")]),
        ("gmina radomszczańska", [("radomszczańska", "1012122")]),
        # Warsaw's districts
        ("Zajęcia na Bemowie", [("Bemowie", "1465028")]),
        ("bemowski ośrodek zaprasza", [("bemowski", "1465028")]),
        ("Klub na Woli w Warszawie", [("Woli", "1465188"), ("Warszawie", "1465011")]),
        ("Dzielnica Ochota w Warszawie", [("Ochota", "1465068"), ("Warszawie", "1465011")]),
    ],
)
def test_context_decides(text: str, expected: list[tuple[str, str]]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Koło Gospodyń Wiejskich zaprasza do udziału.",
        "Spotkanie w Kole Gospodyń Wiejskich",
        "Dobre praktyki i Nowe otwarcie",
        "Góra lodowa. Piła do drewna.",
        "Rząd przyjął program.",
        "Zapisy: Anna Zawada, Jan Kowal",
        "Września to dobry miesiąc.",
        "siedziba przy ul. Warszawskiej",
        "ulica Gdańska 5",
        "Szkoła Podstawowa im. Konina",
        "Zapraszamy do Nowego Miasta.",
        "Gmina Biała zaprasza.",
        "Spotkanie w Białej.",
        "OPS w Lipsku",
        "NOWE MOŻLIWOŚCI DLA SENIORÓW W NOWYM ROKU",
        "powiat brzeski",
        "Na Woli i na Ochocie",
        "polski dom, niski próg, wiejski klub",
    ],
)
def test_nothing_is_claimed_without_reason(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "hints", "expected"),
    [
        ("Zapraszamy do Nowego Miasta.", Hints(teryt="1420083"), [("Nowego Miasta", "1420083")]),
        ("Spotkanie w Białej.", Hints(county="1610"), [("Białej", "1610013")]),
        ("powiat brzeski", Hints(voivodeship="opolskie"), [("brzeski", "1601")]),
        ("powiat brzeski", Hints(voivodeship="małopolskie"), [("brzeski", "1202")]),
        ("Klub na Woli", Hints(names=("Urząd Dzielnicy Bemowo m.st. Warszawy",)), [("Woli", "1465188")]),
        ("OPS w Lipsku", Hints(names=("Starostwo Powiatowe, powiat lipski",)), [("Lipsku", "1409033")]),
        ("Żłobek w Opolu", Hints(teryt="0612053"), [("Opolu", "0612053")]),
        ("na Krzykach i na Krowodrzy", Hints(teryt="0264011"), [("Krzykach", "0264039")]),
    ],
)
def test_hints_decide(text: str, hints: Hints, expected: list[tuple[str, str]]) -> None:
    assert codes(text, hints) == expected


def test_a_well_known_town_wins_only_where_nothing_speaks_for_the_other() -> None:
    alone = "Dzień dziecka w Brzezinach."
    assert codes(alone) == [("Brzezinach", "1021011")]
    told = "Powiat kaliski zaprasza na dzień dziecka w Brzezinach."
    assert codes(told)[1] == ("Brzezinach", "3007022")


def test_cues_and_cases_are_told() -> None:
    found = dict(places("MOPR w Koninie i gmina Poronin, pobyt w Sopocie, powiat nyski, Konin"))
    assert [(place.cue, place.case) for place in found.values()] == [
        ("unit", "loc"),
        ("municipality", "nom"),
        ("preposition", "loc"),
        ("county", "nom"),
        (None, "nom"),
    ]
    assert found["Koninie"].confidence > found["Konin"].confidence
    assert found["nyski"].sort == "adjective"


def test_a_body_s_kind_is_not_taken_from_another_place() -> None:
    (_, first), (_, second) = places("Miejski Ośrodek Kultury w Wadowicach, koncert w Brzegu")
    assert (first.cue, second.cue) == ("unit", "preposition")


def test_districts_give_their_city() -> None:
    ((_, place),) = places("Świetlica na Mokotowie")
    assert isinstance(place.target, District)
    assert REGISTER.municipality(place.target.municipality).name == "Warszawa"


@given(
    st.lists(
        st.sampled_from(
            WORD.findall(
                "w Opolu Gmina Augustów . Nowe Miasto na Woli powiat opolski ul Kole MOPS , Biała woj śląskie - Koźle "
                "Wójt do Piły Brzeg 5"
            )
        ),
        max_size=25,
    )
)
def test_any_mixture_gives_sorted_places_of_the_scan(words: list[str]) -> None:
    spans = REGISTER.scan(words)
    found = resolve(words, spans, Hints(teryt="1661011"))
    assert [(p.first, p.last) for p in found] == sorted({(p.first, p.last) for p in found})
    assert {(p.first, p.last) for p in found} <= {(span.first, span.last) for span in spans}
    assert all(0 < p.confidence <= 1 for p in found)
