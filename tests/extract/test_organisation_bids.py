"""Bids turned down, contractors who act by another's order, pages of small publishers, roles in each of two programmes."""

import pytest

from corpus.documents import Block, BlockKind, Document
from extract.components.organisations import runner
from extract.pipeline import Extractor
from tests.extract.test_organisation_roles import OWN, RUNS, roles
from tests.extract.test_organisations import names


@pytest.mark.parametrize(
    "text",
    [
        "Oferta Stowarzyszenia „Wiatrak” z Gniezna nie uzyskała wymaganej liczby punktów.",
        "Odmówiono dotacji: Fundacji „Gwar” (braki formalne) oraz Stowarzyszeniu „Wiatrak” (zadanie poza zakresem).",
        "Fundacja „Gwar” nie spełniła warunków konkursu, a Stowarzyszenie „Wiatrak” wycofało ofertę.",
        "Poniższym ofertom nie przyznano dotacji:\nR:Lp. | Oferent | Zadanie | Kwota\nR:1 | Fundacja „Gwar” | bieg | 900 zł\n"
        "R:2 | Stowarzyszenie „Wiatrak” | rajd | 800 zł",
    ],
)
def test_who_got_nothing_has_no_role(text: str) -> None:
    assert roles(f"{RUNS}\n{text}") == {OWN}


def test_one_bid_that_was_turned_down_says_nothing_of_the_others() -> None:
    found = roles(
        f"{RUNS}\nWpłynęły trzy oferty, jedną odrzucono.\nR:Lp. | Oferent | Zadanie | Dotacja\n"
        "R:1 | Fundacja „Gwar” | poradnia | 9 000,00\nR:2 | Stowarzyszenie „Wiatrak” | klub | 8 000,00"
    )
    assert found == {OWN, ("provider", "Fundacja „Gwar”"), ("provider", "Stowarzyszenie „Wiatrak”")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kurs poprowadzi na zlecenie MOPS Ośrodek Szkoleniowy „Kaskada” z Leszna.", "Ośrodek Szkoleniowy „Kaskada”"),
        (
            "Zajęcia prowadzi na zlecenie MOPS Wielkopolskie Centrum Treningu „Krok”.",
            "Wielkopolskie Centrum Treningu „Krok”",
        ),
        ("Warsztaty zleciliśmy Fundacji „Gwar”.", "Fundacja „Gwar”"),
    ],
)
def test_who_acts_by_order_is_a_contractor(text: str, name: str) -> None:
    assert roles(f"{RUNS} {text}") == {OWN, ("provider", name)}


def test_a_contract_of_cooperation_makes_a_partner() -> None:
    text = "Zajęcia poprowadzi Stowarzyszenie „Wiatrak”, z którym ośrodek zawarł porozumienie o współpracy."
    assert roles(f"{RUNS} {text}") == {OWN, ("partner", "Stowarzyszenie „Wiatrak”")}


def test_a_relative_clause_tells_who_runs_it_though_another_copula_follows() -> None:
    found = roles("Akcja to pomysł Stowarzyszenia „Wiatrak” z Gniezna, które ją prowadzi; MOPS w Pile jest partnerem.")
    assert ("implementer", "Stowarzyszenie „Wiatrak”") in found
    assert ("partner", "Miejski Ośrodek Pomocy Społecznej w Pile") in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sękacza upiekły panie z Koła Gospodyń Wiejskich z Goźlic.", "Koło Gospodyń Wiejskich w Goźlicach"),
        ("Sprzęt pokazali strażacy z OSP z Lipowca.", "Ochotnicza Straż Pożarna w Lipowcu"),
        ("Liderem jest m.st. Warszawa.", "Miasto Stołeczne Warszawa"),
        ("Partnerem Gminy Połczyn-Zdrój jest fundacja.", "Gmina Połczyn-Zdrój"),
        ("Pomaga Dekanat Pilski.", "Dekanat Pilski"),
        ("Współpracuje Miejski Urząd Pracy dla Miasta Torunia.", "Miejski Urząd Pracy dla Miasta Torunia"),
        ("Obiady daje Parafia św. Anny – Zespół Charytatywny.", "Parafia św. Anny – Zespół Charytatywny"),
        (
            "Paczki wydaje Polski Komitet Pomocy Społecznej - Zarząd Rejonowy w Pile.",
            "Polski Komitet Pomocy Społecznej - Zarząd Rejonowy w Pile",
        ),
    ],
)
def test_names_of_local_bodies(text: str, name: str) -> None:
    assert names(text) == [name]


def test_a_quoted_circle_keeps_its_name_without_its_village() -> None:
    assert names("Pierogi lepi KGW „Lubczynianki” z Lubczyny.") == ["Koło Gospodyń Wiejskich „Lubczynianki”"]


def test_a_mayor_acts_for_the_municipality_that_the_page_names() -> None:
    found = roles(
        "Burmistrz Rabki-Zdroju ogłasza otwarty konkurs ofert na dotacje z budżetu, który ma Gmina Rabka-Zdrój."
    )
    assert ("implementer", "Gmina Rabka-Zdrój") in found
    assert ("implementer", "Miasto Rabka-Zdrój") not in found


def test_a_short_name_in_the_imprint_is_that_of_the_unit_in_the_text() -> None:
    text = "Powiatowe Centrum Pomocy Rodzinie w Makowie Mazowieckim zaprasza na wieczory.\nI:PCPR Maków Maz."
    assert roles(text) == {("implementer", "Powiatowe Centrum Pomocy Rodzinie w Makowie Mazowieckim")}


def test_the_head_of_a_column_is_no_body() -> None:
    table = "R:Lp. | Zadanie | Wykonawca | Wskaźnik\nR:1 | Obiady | Bar „U Zosi” | 12 osób"
    assert {name for _, name in roles(f"{RUNS}\n{table}")} == {OWN[1], "Bar „U Zosi”"}


def test_a_page_of_a_foundation_that_names_only_its_partners_is_its_own() -> None:
    text = (
        "H:Wracamy do parku\nOd maja prowadzimy zajęcia pod chmurką, zapraszamy młodych z całego osiedla.\n"
        "Pomagają nam Zespół Szkół w Szydłowie i Hufiec ZHP Piła.\nI:Fundacja Gwar"
    )
    assert ("implementer", "Fundacja Gwar") in roles(text)


def _page(*blocks: tuple[str, BlockKind]) -> Document:
    text, parts = "", []
    for content, kind in blocks:
        parts.append(Block(start=len(text), end=len(text) + len(content), kind=kind))
        text += content + "\n"
    return Document(id="d", source="d.html", media_type="text/html", text=text, blocks=tuple(parts))


def test_one_body_runs_both_programmes_of_a_page_that_says_so_once() -> None:
    announced = Extractor().extract(
        _page(
            ("Dwa nowe projekty", BlockKind.HEADING),
            ("Projekt „Ciepły kąt”", BlockKind.HEADING),
            (
                "Projekt „Ciepły kąt” trwa od 1 marca 2024 r. do 31 grudnia 2024 r. i kosztuje 120 000 zł. "
                "Obejmie 30 seniorów, którym zapewnimy teleopiekę.",
                BlockKind.PARAGRAPH,
            ),
            ("Projekt „Młody start”", BlockKind.HEADING),
            (
                "Projekt „Młody start” trwa od 1 maja 2024 r. do 30 czerwca 2025 r. i kosztuje 240 000 zł. "
                "Obejmie 45 uczniów. Oba projekty prowadzi Miejski Ośrodek Pomocy Społecznej w Pile.",
                BlockKind.PARAGRAPH,
            ),
        )
    )
    assert len(announced) == 2
    for programme in announced:
        assert OWN in {(one.role, one.name) for one in programme.organisations}


def test_nobody_runs_what_nobody_is_said_to_run() -> None:
    assert runner([], alone=True) is None
