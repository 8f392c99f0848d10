"""Names come back to their base form: agreement, genitives inside left alone, abbreviations, context."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Document
from extract.nominative import expected_cases, nominative, nominative_text
from extract.words import read_words

ORGANISATIONS = [
    ("Galicyjską Fundacją „Wsparcie, Integracja, Rozwój”", "Galicyjska Fundacja „Wsparcie, Integracja, Rozwój”"),
    ("Powiatowego Centrum Pomocy Rodzinie", "Powiatowe Centrum Pomocy Rodzinie"),
    ("Miejskiemu Ośrodkowi Pomocy Społecznej w Rybniku", "Miejski Ośrodek Pomocy Społecznej w Rybniku"),
    ("Stowarzyszenia Rodzin „Bliżej”", "Stowarzyszenie Rodzin „Bliżej”"),
    ("Komendzie Powiatowej Policji w Nysie", "Komenda Powiatowa Policji w Nysie"),
    ("Komendy Miejskiej Państwowej Straży Pożarnej", "Komenda Miejska Państwowej Straży Pożarnej"),
    ("Wojewody Lubelskiego", "Wojewoda Lubelski"),
    ("Caritas Diecezji Siedleckiej", "Caritas Diecezji Siedleckiej"),
    ("Prezydentowi Miasta Suwałk", "Prezydent Miasta Suwałk"),
    ("Miastem Ełk", "Miasto Ełk"),
    ("Gminy Poronin", "Gmina Poronin"),
    ("Gminą Miasto Stargard", "Gmina Miasto Stargard"),
    ("Powiatem Kłodzkim", "Powiat Kłodzki"),
    ("Lasów Państwowych", "Lasy Państwowe"),
    ("Poradnią Psychologiczno-Pedagogiczną", "Poradnia Psychologiczno-Pedagogiczna"),
    ("Bankiem Żywności", "Bank Żywności"),
    ("Prawa i Sprawiedliwości", "Prawo i Sprawiedliwość"),
    ("Ministerstwa Rodziny i Polityki Społecznej", "Ministerstwo Rodziny i Polityki Społecznej"),
    ("MIEJSKIEGO DOMU KULTURY", "MIEJSKI DOM KULTURY"),
]
PLACES = [
    ("Rodzinnej Przystani", "Rodzinna Przystań"),
    ("Radomsku", "Radomsko"),
    ("Kędzierzynie-Koźlu", "Kędzierzyn-Koźle"),
    ("Bielska-Białej", "Bielsko-Biała"),
    ("Tarnowskich Górach", "Tarnowskie Góry"),
    ("Nowym Sączem", "Nowy Sącz"),
    ("Kielc", "Kielce"),
    ("Polski", "Polska"),
    ("Włoch", "Włochy"),
    ("Białymstoku", "Białystok"),
]
ABBREVIATIONS = [("MOPS-u", "MOPS"), ("PCPR-em", "PCPR"), ("MOPRu", "MOPR"), ("ROPS", "ROPS"), ("Google'a", "Google")]
UNKNOWN_WORDS = [
    ("Mapletonem", "Mapleton"),
    ("Nawikardę", "Nawikarda"),
    ("Zelandrą", "Zelandra"),
    ("Techmaxem Sp. z o.o.", "Techmax Sp. z o.o."),
    ("Bruskiewiczowi", "Bruskiewicz"),
    ("Tomasza Gruntera", "Tomasz Grunter"),
    ("Nikem", "Nike"),
    ("Medivity", "Medivity"),
]
GOVERNED = [
    ("Kierownika Gminnego Ośrodka Kultury", "Kierownik Gminnego Ośrodka Kultury"),
    ("Filią Miejskiej Biblioteki Publicznej", "Filia Miejskiej Biblioteki Publicznej"),
    ("Wójta Nowego Targu", "Wójt Nowego Targu"),
    ("Komendy Wojewódzkiej Policji", "Komenda Wojewódzka Policji"),
    ("Szkole Wyższej Gospodarki", "Szkoła Wyższa Gospodarki"),
    ("GKS Sokoła", "GKS Sokół"),
    ("KS Gminy Ełk", "KS Gminy Ełk"),
]
PEOPLE = [
    ("Kozaków", "Kozacy"),
    ("Łemków", "Łemkowie"),
    ("Zielonych", "Zieloni"),
    ("Strzelec Opolskich", "Strzelce Opolskie"),
    ("Roberta", "Robert"),
    ("Aleksandra", "Aleksandra"),
    ("św. Floriana", "św. Florian"),
    ("P C P R", "PCPR"),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*ORGANISATIONS, *PLACES, *ABBREVIATIONS, *UNKNOWN_WORDS, *GOVERNED, *PEOPLE]
)
def test_the_base_form_of_a_name(text: str, expected: str) -> None:
    assert nominative_text(text) == expected


@pytest.mark.parametrize("name", [base for _, base in ORGANISATIONS + PLACES + UNKNOWN_WORDS + GOVERNED + PEOPLE])
def test_a_base_form_stays(name: str) -> None:
    assert nominative_text(name) == name


def test_what_no_dictionary_knows_stays() -> None:
    assert nominative_text("New York Foundation") == "New York Foundation"


def test_soft_hyphens_and_broken_lines_vanish() -> None:
    assert nominative_text("Miej\u00adskiego\u00a0Domu\nKultury") == "Miejski Dom Kultury"


def test_the_preposition_before_a_name_settles_its_case() -> None:
    text = "Nabór trwa w Policach i w Kole, wracamy z Polic."
    words = read_words(Document(id="d", source="d.txt", media_type="text/plain", text=text))
    first = words.forms.index("Policach")
    assert "loc" in expected_cases(words, first)
    assert nominative(words, first, first + 1) == "Police"
    first = words.forms.index("Kole")
    assert nominative(words, first, first + 1) == "Koło"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_any_text_gives_a_name_without_loose_white_space(text: str) -> None:
    name = nominative_text(text)
    assert name == name.strip()
    assert "\n" not in name
    assert nominative_text(name) == nominative_text(name)


@given(st.sampled_from(ORGANISATIONS), st.sampled_from(["\u00a0", "  ", "\n"]))
def test_white_space_between_words_does_not_matter(pair: tuple[str, str], gap: str) -> None:
    text, expected = pair
    assert nominative_text(text.replace(" ", gap)) == expected
