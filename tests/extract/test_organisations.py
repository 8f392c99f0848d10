"""Bodies: names in the nominative, completed and resolved, and their roles by the wording."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Block, BlockKind, Document
from corpus.places import load_register
from extract.candidates import OrganisationCandidate
from extract.components import organisations, places
from extract.words import read_words


def find(*blocks: str | tuple[str, BlockKind]) -> list[OrganisationCandidate]:
    text, parts = "", []
    for block in blocks:
        content, kind = block if isinstance(block, tuple) else (block, BlockKind.PARAGRAPH)
        parts.append(Block(start=len(text), end=len(text) + len(content), kind=kind))
        text += content + "\n"
    source = Document(id="d", source="d.html", media_type="text/html", text=text, blocks=tuple(parts))
    words = read_words(source)
    return organisations.find(words, places.find(words, load_register(), None), source)


def roles(*blocks: str | tuple[str, BlockKind]) -> dict[str, str]:
    return {one.name: one.role for one in find(*blocks) if one.role is not None}


def names(*blocks: str | tuple[str, BlockKind]) -> list[str]:
    return [one.name for one in find(*blocks)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Wsparcie daje Galicyjska Fundacja „Wsparcie i Rozwój” z Krakowa.", "Galicyjska Fundacja „Wsparcie i Rozwój”"),
        ("Umowę zawarto z Fundacją Zielony Parasol.", "Fundacja Zielony Parasol"),
        ("Dzięki Stowarzyszeniu na Rzecz Osób Starszych jest klub.", "Stowarzyszenie na Rzecz Osób Starszych"),
        (
            "Zajęcia w Szkole Podstawowej nr 7 im. Jana Pawła II w Ełku.",
            "Szkoła Podstawowa nr 7 im. Jana Pawła II w Ełku",
        ),
        ("Rozmawiano z Parafią pw. św. Jadwigi.", "Parafia pw. św. Jadwigi"),
        ("Pomaga Wydział Kultury, Sportu i Turystyki.", "Wydział Kultury, Sportu i Turystyki"),
        (
            "Zgodę dało Ministerstwo Rodziny, Pracy i Polityki Społecznej.",
            "Ministerstwo Rodziny, Pracy i Polityki Społecznej",
        ),
        ("Pieniądze dała norweska fundacja Nordisk Lys.", "Fundacja Nordisk Lys"),
        ("Pomaga Fundacja Anny Dymnej.", "Fundacja Anny Dymnej"),
        ("To Hufiec ZHP Siemiatycze.", "Hufiec ZHP Siemiatycze"),
        (
            "Gra Polski Związek Emerytów, Rencistów i Inwalidów Oddział w Lublińcu.",
            "Polski Związek Emerytów, Rencistów i Inwalidów Oddział w Lublińcu",
        ),
        ("Sprząta EKO-Dom Spółka z o.o. od maja.", "EKO-Dom Spółka z o.o."),
        ("Wydział Polityki Społecznej", "Wydział Polityki Społecznej"),
        ("Remont opłaca Poradnia „Dialog” sp. z o.o. od maja.", "Poradnia „Dialog” sp. z o.o."),
        (
            "Grała orkiestra Komendy Powiatowej Państwowej Straży Pożarnej w Nysie.",
            "Komenda Powiatowa Państwowej Straży Pożarnej w Nysie",
        ),
        (
            "To decyzja Regionalnego Ośrodka Polityki Społecznej w Rzeszowie.",
            "Regionalny Ośrodek Polityki Społecznej w Rzeszowie",
        ),
        ("PROJEKT PROWADZI MIEJSKI OŚRODEK POMOCY SPOŁECZNEJ W EŁKU", "Miejski Ośrodek Pomocy Społecznej w Ełku"),
        (
            "Nagrody wręczył Burmistrz Miasta Piszu, a kawę parzyła Caritas Diecezji Ełckiej.",
            "Caritas Diecezji Ełckiej",
        ),
    ],
)
def test_names_are_whole_and_in_the_nominative(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MOPR w Koninie uruchomił warsztaty.", "Miejski Ośrodek Pomocy Rodzinie w Koninie"),
        ("Pytania kieruj do PCPR-u we Wrocławiu.", "Powiatowe Centrum Pomocy Rodzinie we Wrocławiu"),
        ("Dyżur pełni KPP w Piszu.", "Komenda Powiatowa Policji w Piszu"),
        ("W spotkaniu uczestniczył MOPS Radom.", "Miejski Ośrodek Pomocy Społecznej w Radomiu"),
        ("Program opłaca PFRON.", "Państwowy Fundusz Rehabilitacji Osób Niepełnosprawnych"),
        ("Festyn zabezpiecza Mazurskie WOPR.", "Mazurskie Wodne Ochotnicze Pogotowie Ratunkowe"),
        ("Zabiegi są w SP ZOZ w Nysie.", "Samodzielny Publiczny Zakład Opieki Zdrowotnej w Nysie"),
        ("Gra SP nr 5 w Pile.", "Szkoła Podstawowa nr 5 w Pile"),
        ("Projekt prowadzi OPS-ie, razem z PCPR-em w Piszu.", "Powiatowe Centrum Pomocy Rodzinie w Piszu"),
    ],
)
def test_abbreviations_are_expanded(text: str, name: str) -> None:
    assert name in names(text)


def test_an_abbreviation_means_the_unit_named_in_the_text() -> None:
    found = find(
        "Ośrodek Pomocy Społecznej w Gminie Dobra, zwany dalej OPS, realizuje program osłonowy.",
        "Wnioski przyjmuje OPS, a nasz Ośrodek pomoże je wypełnić.",
    )
    assert {one.name for one in found} == {"Ośrodek Pomocy Społecznej w Gminie Dobra"}
    assert found[1].known


def test_the_home_town_completes_a_unit() -> None:
    found = names(
        "Miejski Ośrodek Pomocy Społecznej w Ełku prowadzi projekt. Pomagają PUP i Miejska Biblioteka Publiczna.",
    )
    assert "Powiatowy Urząd Pracy w Ełku" in found
    assert "Miejska Biblioteka Publiczna w Ełku" in found


def test_a_name_that_tells_the_town_is_not_completed() -> None:
    assert "Ełckie Centrum Kultury" in names(
        "MOPS w Ełku zaprasza. Gra zespół, który przysłało Ełckie Centrum Kultury."
    )


def test_labels_give_roles() -> None:
    assert roles(
        "Wnioskodawca: Gmina Kęty",
        "Realizator: Gminny Ośrodek Pomocy Społecznej w Kętach",
        "Partnerzy: Fundacja „Azymut”, Stowarzyszenie „Kładka” oraz Szkoła Podstawowa nr 2 w Kętach",
        "Wykonawca: Spółdzielnia Socjalna „Bez Progu”",
    ) == {
        "Gmina Kęty": "applicant",
        "Gminny Ośrodek Pomocy Społecznej w Kętach": "implementer",
        "Fundacja „Azymut”": "partner",
        "Stowarzyszenie „Kładka”": "partner",
        "Szkoła Podstawowa nr 2 w Kętach": "partner",
        "Spółdzielnia Socjalna „Bez Progu”": "provider",
    }


def test_verbs_and_prepositions_give_roles() -> None:
    assert roles(
        "Powiat Kłodzki otrzymał dotację w wysokości 40 tys. zł. Program prowadzi Powiatowe Centrum Pomocy Rodzinie w "
        "Kłodzku we współpracy z Fundacją „Most”, a terapię zapewnia wyłoniona w konkursie Poradnia „Spokój”. "
        "Honorowy patronat nad akcją objął Starosta Kłodzki."
    ) == {
        "Powiat Kłodzki": "applicant",
        "Powiatowe Centrum Pomocy Rodzinie w Kłodzku": "implementer",
        "Fundacja „Most”": "partner",
        "Poradnia „Spokój”": "provider",
        "Starosta Kłodzki": "patron",
    }


def test_the_one_whose_partner_a_body_is_leads() -> None:
    assert roles("W projekcie Komenda Miejska Policji w Ełku jest partnerem Powiatu Ełckiego.") == {
        "Komenda Miejska Policji w Ełku": "partner",
        "Powiat Ełcki": "applicant",
    }


def test_items_below_a_heading_share_its_role() -> None:
    found = roles(
        ("Instytucje realizujące program", BlockKind.HEADING),
        ("Miejski Ośrodek Pomocy Rodzinie w Ełku", BlockKind.ITEM),
        ("Sąd Rejonowy w Ełku", BlockKind.ITEM),
        ("Dom Samotnej Matki „Port”", BlockKind.ITEM),
    )
    assert set(found.values()) == {"implementer"}
    assert len(found) == 3


def test_tables_give_roles_by_column_and_by_cell() -> None:
    column = roles(
        ("Gmina partnerska | Miejsc", BlockKind.ROW),
        ("Gmina Ustka | 15", BlockKind.ROW),
        ("Gmina Kępice | 45", BlockKind.ROW),
    )
    assert column == {"Gmina Ustka": "partner", "Gmina Kępice": "partner"}
    cell = roles(
        ("Podmiot | Rola", BlockKind.ROW),
        ("Miejski Ośrodek Pomocy Społecznej w Ełku | realizator", BlockKind.ROW),
        ("Stowarzyszenie „Kładka” | partner", BlockKind.ROW),
    )
    assert cell == {"Miejski Ośrodek Pomocy Społecznej w Ełku": "implementer", "Stowarzyszenie „Kładka”": "partner"}


def test_adjectives_after_a_plural_head_are_counties() -> None:
    assert roles("PCPR w Brodnicy realizuje projekt wspólnie z powiatami: rypińskim i golubsko-dobrzyńskim.") == {
        "Powiatowe Centrum Pomocy Rodzinie w Brodnicy": "implementer",
        "Powiat Rypiński": "partner",
        "Powiat Golubsko-Dobrzyński": "partner",
    }


def test_the_unit_that_pays_for_its_own_project_runs_it() -> None:
    found = find("Projekt socjalny jest finansowany ze środków OPS Bemowo.")
    assert {one.role for one in found} - {None} == {"implementer"}


def test_speakers_represent_their_bodies() -> None:
    found = roles(
        "W konferencji, którą zorganizował Miejski Ośrodek Pomocy Społecznej w Ełku, głos zabrał Jan Nowak, "
        "koordynator pieczy z Powiatowego Centrum Pomocy Rodzinie w Piszu. "
        "Prezes Stowarzyszenia „Kładka” opowiedziała o rodzinach."
    )
    assert found["Miejski Ośrodek Pomocy Społecznej w Ełku"] == "implementer"
    assert found["Powiatowe Centrum Pomocy Rodzinie w Piszu"] == "participant"
    assert found["Stowarzyszenie „Kładka”"] == "participant"


def test_the_imprint_resolves_but_has_no_role() -> None:
    found = find(
        "Ośrodek rusza z programem „Ciepły obiad”.",
        ("Gminny Ośrodek Pomocy Społecznej w Kętach, ul. Polna 1", BlockKind.IMPRINT),
    )
    assert [(one.name, one.role) for one in found] == [
        ("Gminny Ośrodek Pomocy Społecznej w Kętach", "implementer"),
        ("Gminny Ośrodek Pomocy Społecznej w Kętach", None),
    ]


def test_common_nouns_and_staff_are_no_bodies() -> None:
    assert find("Każdy ośrodek pomocy społecznej ma obowiązki. W szkołach i przedszkolach zbieramy nakrętki.") == []
    assert not any("Nowak" in name for name in names("Dyrektorem Miejskiego Domu Kultury w Ełku jest Anna Nowak."))


def test_a_body_in_the_name_of_another_is_not_counted_apart() -> None:
    assert names("Pieniądze daje Regionalny Program Operacyjny Województwa Pomorskiego.") == []


PIECES = [
    "MOPS",
    "w",
    "Ełku",
    "„",
    "”",
    "Fundacja",
    "Dom",
    "i",
    "oraz",
    ",",
    ".",
    "😀",
    "im",
    "Urząd",
    "Gminy",
    "-",
    "u",
    "|",
    ":",
]


CAPITALS = [
    "Wydział",
    "Polityki",
    "Społecznej",
    "Fundacja",
    "Anny",
    "Koło",
    "PZN",
    "SP",
    "ZOZ",
    "MOPS",
    "Alfa",
    "sp",
    "s",
    "z",
    "o",
    "c",
    ".",
    "„",
    "”",
    '"',
    ",",
    ";",
    ":",
    "|",
    "(",
    ")",
    "-",
    "–",
    "gminy",
    "powiaty",
    "Partnerzy",
    "Wykonawca",
    "nr",
    "5",
    "św",
    "\n",
]


@settings(deadline=None)  # the first call loads the dictionary
@given(st.lists(st.sampled_from(CAPITALS), max_size=24))
def test_every_sequence_of_capitals_quotes_and_marks_comes_to_an_end(pieces: list[str]) -> None:
    text = " ".join(pieces)
    blocks = text.split("\n")
    found = find(*blocks)
    spans = [(one.start, one.end) for one in found]
    assert spans == sorted(spans)


@settings(deadline=None)  # the first call loads the dictionary
@given(st.lists(st.sampled_from(PIECES), max_size=16))
def test_any_words_give_spans_within_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for one in find(text):
        assert 0 <= one.start < one.end <= len(text) + 1
        assert one.name.strip() == one.name != ""
        assert 0 <= one.confidence <= 1
