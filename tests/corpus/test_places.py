"""The register of municipalities: units, names, and lookup by any inflected form."""

import gzip
import math
import re
from collections import Counter
from importlib.resources import files
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.places import County, District, Kind, Level, Municipality, Region, load_register

REGISTER = load_register()
WORD = re.compile(r"[^\W\d_]+|[^\w\s]")
CASES = ("nom", "gen", "dat", "acc", "ins", "loc", "voc")


def targets(text: str, *, fold: bool = False) -> set[tuple[str, str, str]]:
    return {(form.target.name, form.case, form.sort) for form in REGISTER.forms(text, fold=fold)}


def test_all_units_of_the_register_are_there() -> None:
    kinds = Counter(municipality.kind for municipality in REGISTER.municipalities.values())
    assert kinds == {Kind.CITY: 66, Kind.URBAN: 236, Kind.RURAL: 1464, Kind.MIXED: 711}
    assert (len(REGISTER.counties), len(REGISTER.voivodeships)) == (380, 16)
    assert sum(district.municipality == "1465011" for district in REGISTER.districts.values()) == 18


def test_opole() -> None:
    opole = REGISTER.municipality("1661011")
    assert (opole.name, opole.voivodeship, opole.county_name, opole.town) == ("Opole", "opolskie", "Opole", True)
    assert opole.latitude == pytest.approx(50.67, abs=0.05)
    assert opole.longitude == pytest.approx(17.93, abs=0.05)
    assert (opole.population or 0) > 100_000


def test_parts_of_an_urban_rural_municipality_name_it() -> None:
    whole = REGISTER.municipality("0612053")
    assert whole.name == "Opole Lubelskie"
    assert REGISTER.municipality("0612054") == REGISTER.municipality("0612055") == whole
    assert REGISTER.municipality("061205") == whole
    with pytest.raises(KeyError):
        REGISTER.municipality("9999999")


def test_names_repeat_towns_first() -> None:
    assert [place.teryt for place in REGISTER.named("augustów")] == ["2001011", "2001022"]
    assert {place.voivodeship for place in REGISTER.named("Brzeziny")} == {"łódzkie", "wielkopolskie"}
    assert REGISTER.named("Nibylandia") == ()


def test_coordinates_lie_in_poland_and_most_are_known() -> None:
    known = [place for place in REGISTER.municipalities.values() if place.latitude is not None]
    assert len(known) > 2300
    assert all(place.town for place in REGISTER.municipalities.values() if place.kind is Kind.CITY)
    assert all(place in known for place in REGISTER.municipalities.values() if place.kind is Kind.CITY)
    for place in known:
        assert 49.0 < (place.latitude or 0) < 54.9
        assert 14.1 < (place.longitude or 0) < 24.2


def test_municipalities_lie_near_the_others_of_their_county() -> None:
    for county in REGISTER.counties.values():
        places = [
            (place.latitude or 0, place.longitude or 0)
            for place in REGISTER.municipalities.values()
            if place.county == county.code and place.latitude is not None
        ]
        middle = (median(place[0] for place in places), median(place[1] for place in places))
        for place in places:
            east = (place[1] - middle[1]) * math.cos(math.radians(52))
            assert 111.2 * math.hypot(place[0] - middle[0], east) < 50, (county.name, place)


def test_a_rural_municipality_has_not_the_inhabitants_of_the_town_beside_it() -> None:
    assert [(place.kind, place.population is None) for place in REGISTER.named("Tarnów")] == [
        (Kind.CITY, False),
        (Kind.RURAL, True),
    ]
    assert REGISTER.municipality("2404123").name == "Olsztyn"
    assert (REGISTER.municipality("2404123").population or 0) < 10_000


@pytest.mark.parametrize(
    ("county", "seat"),
    [
        ("3010", "Konin"), ("1012", "Radomsko"), ("0612", "Opole Lubelskie"), ("1609", "Opole"), ("1217", "Zakopane"),
        ("1432", "Ożarów Mazowiecki"), ("2204", "Pruszcz Gdański"), ("2814", "Olsztyn"), ("1801", "Ustrzyki Dolne"),
        ("0218", "Środa Śląska"), ("3061", "Kalisz"),
    ],
)  # fmt: skip
def test_county_seats(county: str, seat: str) -> None:
    found = REGISTER.county_seat(county)
    assert found is not None
    assert found.name == seat


def test_every_county_has_a_seat_that_is_a_town() -> None:
    assert all(REGISTER.municipality(county.seat).town for county in REGISTER.counties.values())
    assert REGISTER.county_seat("0000") is None


@pytest.mark.parametrize(
    ("text", "name", "case"),
    [
        ("Rawie Mazowieckiej", "Rawa Mazowiecka", "loc"),
        ("Nowego Dworu Gdańskiego", "Nowy Dwór Gdański", "gen"),
        ("Kędzierzynie-Koźlu", "Kędzierzyn-Koźle", "loc"),
        ("Kędzierzynie – Koźlu", "Kędzierzyn-Koźle", "loc"),
        ("opolu lubelskim", "Opole Lubelskie", "loc"),
        ("WADOWICACH", "Wadowice", "loc"),
        ("Zakopanem", "Zakopane", "loc"),
        ("Wysokiem Mazowieckiem", "Wysokie Mazowieckie", "loc"),
        ("Nowym Mieście nad Pilicą", "Nowe Miasto nad Pilicą", "loc"),
        ("Złejwsi Wielkiej", "Zławieś Wielka", "gen"),
        ("Górze Świętej Małgorzaty", "Góra Świętej Małgorzaty", "loc"),
        ("Bielsku-Białej", "Bielsko-Biała", "loc"),
        ("Skarżyskiem-Kamienną", "Skarżysko-Kamienna", "ins"),
        ("Stargardzie Szczecińskim", "Stargard", "loc"),
        ("Bemowie", "Bemowo", "loc"),
        ("Pradze-Południe", "Praga-Południe", "loc"),
        ("Śląsku", "Śląsk", "loc"),
        ("Podlasiu", "Podlasie", "loc"),
        ("Trójmiasta", "Trójmiasto", "gen"),
    ],
)
def test_inflected_names(text: str, name: str, case: str) -> None:
    assert (name, case, "name") in targets(text)


@pytest.mark.parametrize(
    ("text", "level", "name"),
    [
        ("radomszczańskiego", Level.COUNTY, "radomszczański"),
        ("radomszczański", Level.MUNICIPALITY, "Radomsko"),
        ("konińskim", Level.COUNTY, "koniński"),
        ("bemowską", Level.DISTRICT, "Bemowo"),
        ("śląskim", Level.VOIVODESHIP, "śląskie"),
        ("kujawsko-pomorskiego", Level.VOIVODESHIP, "kujawsko-pomorskie"),
        ("łódzkiego wschodniego", Level.COUNTY, "łódzki wschodni"),
        ("łódzka wschodnia", Level.COUNTY, "łódzki wschodni"),
        ("trójmiejskie", Level.REGION, "Trójmiasto"),
    ],
)
def test_adjectives(text: str, level: Level, name: str) -> None:
    forms = REGISTER.forms(text)
    assert (level, name) in {(form.target.level, form.target.name) for form in forms}
    assert {form.sort for form in forms} == {"adjective"}


def test_words_that_are_no_place_have_no_forms() -> None:
    assert REGISTER.forms("warsztaty") == REGISTER.forms("") == REGISTER.forms("Włoszech") == ()


def test_queries_may_lack_polish_letters() -> None:
    assert ("Rawa Mazowiecka", "loc", "name") in targets("rawie mazowieckiej", fold=True)
    assert ("Łódź", "loc", "name") in targets("lodzi", fold=True)
    assert targets("lodzi") == set()


def test_regions_mean_voivodeships() -> None:
    (tricity,) = {form.target for form in REGISTER.forms("Trójmieście")}
    assert isinstance(tricity, Region)
    assert {REGISTER.municipality(code).name for code in tricity.municipalities} == {"Gdańsk", "Gdynia", "Sopot"}
    assert REGISTER.within(tricity) == ("pomorskie",)
    assert REGISTER.within(REGISTER.districts["1465028"]) == ("mazowieckie",)


def test_names_are_put_into_a_case() -> None:
    assert REGISTER.inflected("Konin", "loc") == "Koninie"
    assert REGISTER.inflected("Nowe Miasto nad Pilicą", "gen") == "Nowego Miasta nad Pilicą"
    assert REGISTER.inflected("Kędzierzyn-Koźle", "loc") == "Kędzierzynie-Koźlu"
    assert REGISTER.inflected("Nibylandia", "loc") is None


municipalities = st.sampled_from(sorted(REGISTER.municipalities.values(), key=lambda place: place.teryt))


@given(place=municipalities, case=st.sampled_from(CASES))
def test_every_form_of_a_municipality_finds_it(place: Municipality, case: str) -> None:
    form = REGISTER.inflected(place.name, case)
    if form is None:
        assert "(" in place.name
        return
    for text, fold in ((form, False), (form.upper(), False), (form.casefold(), False), (form.casefold(), True)):
        assert any(found.target == place and found.case == case for found in REGISTER.forms(text, fold=fold))


@given(places=st.lists(st.tuples(municipalities, st.sampled_from(CASES), st.booleans()), min_size=1, max_size=6))
def test_a_scan_finds_names_among_words(places: list[tuple[Municipality, str, bool]]) -> None:
    words: list[str] = []
    expected: list[tuple[int, int, Municipality]] = []
    for place, case, capitals in places:
        form = REGISTER.inflected(place.name, case)
        if form is None:
            continue
        parts = (form.upper() if capitals else form).replace("-", " - ").split()
        words += ["oraz", "warsztaty", ",", *parts, ","]
        expected.append((len(words) - 1 - len(parts), len(words) - 1, place))
    found = {(span.first, span.last): {form.target for form in span.candidates} for span in REGISTER.scan(words)}
    assert set(found) == {(first, last) for first, last, _ in expected}
    for first, last, place in expected:
        assert place in found[first, last]


def test_every_line_of_the_table_is_found() -> None:
    table = gzip.decompress((files("corpus") / "data" / "places" / "forms.tsv.gz").read_bytes()).decode()
    for line in table.splitlines():
        form, sort, *_ = line.split("\t")
        wanted = {"n": "name", "a": "adjective"}[sort]
        assert any(found.sort == wanted for found in REGISTER.forms(form)), form


def test_a_scan_takes_the_longest_name_and_needs_capitals_of_names() -> None:
    words = WORD.findall("w Nowym Mieście nad Pilicą, nowe miasto, w konińskim Kole i w kole")
    found = [" ".join(words[span.first : span.last]) for span in REGISTER.scan(words)]
    assert found == ["Nowym Mieście nad Pilicą", "konińskim", "Kole"]


def test_a_scan_of_a_query_needs_no_capitals() -> None:
    words = WORD.findall("wyjazd rawa mazowiecka bielsko-biala")
    found = [" ".join(words[span.first : span.last]) for span in REGISTER.scan(words, fold=True)]
    assert found == ["rawa mazowiecka", "bielsko - biala"]


def test_a_hyphen_at_the_end_of_the_words_does_no_harm() -> None:
    assert [(span.first, span.last) for span in REGISTER.scan(["Bielsko", "-"])] == []
    assert [(span.first, span.last) for span in REGISTER.scan(["Rawa"])] == []
    assert REGISTER.scan([]) == []


@given(st.lists(st.text(max_size=12), max_size=20))
def test_a_scan_of_anything_gives_sorted_spans_within(words: list[str]) -> None:
    for fold in (False, True):
        end = 0
        for span in REGISTER.scan(words, fold=fold):
            assert end <= span.first < span.last <= len(words)
            assert span.candidates
            end = span.last


def test_towns_by_their_county() -> None:
    assert isinstance(REGISTER.counties["1012"], County)
    assert isinstance(REGISTER.districts["1465028"], District)
    assert REGISTER.voivodeship("Opolskie") == REGISTER.voivodeships["16"]
    assert REGISTER.voivodeship("nibylandzkie") is None
    assert [place.name for place in REGISTER.longer("Opole")] == ["Opole Lubelskie"]


@pytest.mark.parametrize(
    ("form", "name"),
    [("Gorzowie", "Gorzów Wielkopolski"), ("Piotrkowa", "Piotrków Trybunalski"), ("skarzysku", "Skarżysko-Kamienna")],
)
def test_towns_that_are_called_by_their_first_word_are_known_in_every_case(form: str, name: str) -> None:
    found = {
        reading.target.name for reading in REGISTER.forms(form, fold=True) if isinstance(reading.target, Municipality)
    }
    assert name in found
