"""Places of a document: resolved by context, which of them runs the programme, and where nothing is claimed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Block, BlockKind, Document
from corpus.places import load_register
from extract.candidates import PlaceCandidate
from extract.components import organisations, places
from extract.words import read_words


def document(*blocks: str | tuple[str, BlockKind], publisher: str | None = None) -> Document:
    text, parts = "", []
    for block in blocks:
        content, kind = block if isinstance(block, tuple) else (block, BlockKind.PARAGRAPH)
        parts.append(Block(start=len(text), end=len(text) + len(content), kind=kind))
        text += content + "\n"
    return Document(
        id="d", source="d.html", media_type="text/html", text=text, blocks=tuple(parts), publisher=publisher
    )


def find(source: Document) -> list[PlaceCandidate]:
    return places.find(read_words(source), load_register(), source.publisher)


def home(source: Document) -> PlaceCandidate | None:
    words = read_words(source)
    known = places.find(words, load_register(), source.publisher)
    return places.home(words, known, organisations.find(words, known, source), source)


def test_inflected_names_are_resolved_with_their_spans() -> None:
    source = document("Miejski Ośrodek Pomocy Rodzinie w Rawie Mazowieckiej zaprasza na warsztaty.")
    (place,) = find(source)
    assert (place.name, place.level, place.runs) == ("Rawa Mazowiecka", "municipality", True)
    assert source.text[place.start : place.end] == "Rawie Mazowieckiej"


def test_a_district_belongs_to_its_city() -> None:
    place = home(document("Ośrodek Pomocy Społecznej Dzielnicy Ursynów m.st. Warszawy rozpoczyna projekt dla rodzin."))
    assert place is not None
    assert (place.name, place.district) == ("Warszawa", "Ursynów")


def test_the_district_that_a_text_speaks_of_is_told_but_not_one_merely_mentioned() -> None:
    often = document(
        "Miejski Ośrodek Pomocy Społecznej w Łodzi rusza z projektem dla seniorów z Bałut.",
        "Na Bałutach czeka klub sąsiedzki. Autobus jedzie przez Widzew.",
    )
    once = document("Miejski Ośrodek Pomocy Społecznej w Łodzi rusza z projektem. Piknik będzie na Bałutach.")
    assert [place and place.district for place in map(home, (often, once))] == ["Bałuty", None]


def test_the_place_of_a_trip_is_not_the_home() -> None:
    place = home(
        document(
            "Gminny Ośrodek Pomocy Społecznej w Chmielniku podsumował projekt „Razem raźniej”.",
            "Rodziny pojechały do Krakowa, a potem na dwa dni do Zakopanego. W Zakopanem był też kulig.",
        )
    )
    assert place is not None
    assert place.name == "Chmielnik"


def test_a_county_gives_its_seat() -> None:
    place = home(document("Powiat Kłodzki otrzymał dotację na program „Bez lęku”. Nabór potrwa do maja."))
    assert place is not None
    assert (place.name, place.level) == ("Kłodzko", "municipality")


def test_the_seat_that_a_county_unit_names_wins() -> None:
    place = home(document("Powiatowe Centrum Pomocy Rodzinie w Nowym Targu ogłasza nabór dla powiatu nowotarskiego."))
    assert place is not None
    assert place.name == "Nowy Targ"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("MOPS w Kole otwiera projekt. Koło dworca czeka autobus, a koło gospodyń piecze ciasto.", "Koło"),
        (
            "Ośrodek Pomocy Społecznej w Policach prowadzi klub. Policja i police ubezpieczeniowe to inna sprawa.",
            "Police",
        ),
        ("Miejski Ośrodek Pomocy Społecznej w Pile zaprasza. Piła tarczowa nie jest nagrodą.", "Piła"),
    ],
)
def test_towns_that_are_common_words(sentence: str, name: str) -> None:
    source = document(sentence)
    place = home(source)
    assert place is not None
    assert place.name == name
    assert {source.text[one.start : one.end].casefold() for one in find(source)} == {_locative(name)}


def _locative(name: str) -> str:
    form = load_register().inflected(name, "loc")
    assert form is not None
    return form.casefold()


def test_the_imprint_settles_what_the_text_leaves_open() -> None:
    place = home(
        document(
            "Nasz Ośrodek rusza z cyklem spotkań dla seniorów. W planie wycieczka do Torunia.",
            ("Miejski Ośrodek Pomocy Społecznej, 88-100 Inowrocław, tel. 52 000 11 22", BlockKind.IMPRINT),
        )
    )
    assert place is not None
    assert place.name == "Inowrocław"


def test_nothing_is_claimed_without_ground() -> None:
    assert home(document("Zapraszamy rodziny na warsztaty. Szczegóły wkrótce.")) is None


@given(
    st.lists(st.sampled_from(["w", "Kole", "Nowe", "Miasto", "😀", "powiat", "łódzki", "-", "Zdrój", "."]), max_size=14)
)
def test_spans_lie_in_the_text_and_do_not_overlap(pieces: list[str]) -> None:
    source = document(" ".join(pieces))
    end = 0
    for place in find(source):
        assert end <= place.start < place.end <= len(source.text)
        end = place.end
