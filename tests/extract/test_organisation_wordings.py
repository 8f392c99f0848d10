"""Roles and names by families of wording: definitions, leaders, sums, contracts, names that go on."""

import pytest

from corpus.documents import Block, BlockKind, Document
from corpus.places import load_register
from extract.components import organisations, places
from extract.words import read_words


def found(*lines: str) -> set[tuple[str | None, str]]:
    """Roles and names in a text whose lines are paragraphs, headings (`# …`) or items (`- …`)."""
    kinds = {"# ": BlockKind.HEADING, "- ": BlockKind.ITEM, "| ": BlockKind.ROW}
    text, blocks = "", []
    for line in lines:
        kind = kinds.get(line[:2], BlockKind.PARAGRAPH)
        start = len(text)
        text += (line if kind is BlockKind.PARAGRAPH else line[2:]) + "\n"
        blocks.append(Block(start=start, end=len(text) - 1, kind=kind))
    document = Document(id="a", source="a.txt", media_type="text/plain", text=text, blocks=tuple(blocks))
    words = read_words(document)
    bodies = organisations.find(words, places.find(words, load_register()), document)
    return {(one.role, one.name) for one in bodies if one.role is not None}


def test_a_definition_gives_the_role_that_it_defines() -> None:
    text = "Przez Beneficjenta rozumie się Gminę Wronki, przez Partnera – Fundację „Latarnia”."
    assert found(text) == {("applicant", "Gmina Wronki"), ("partner", "Fundacja „Latarnia”")}


@pytest.mark.parametrize(
    "text",
    [
        "Liderem projektu jest Fundacja „Latarnia”, partnerem Gmina Wronki.",
        "Liderem pozostaje Fundacja „Latarnia”, a jej partnerem jest Gmina Wronki.",
        "W skład konsorcjum weszły Fundacja „Latarnia” (lider) i Gmina Wronki (partner).",
        "Na czele partnerstwa stoi Fundacja „Latarnia”, a partnerem jest Gmina Wronki.",
    ],
)
def test_a_word_of_role_is_said_of_one_of_two_bodies(text: str) -> None:
    assert found(text) == {("applicant", "Fundacja „Latarnia”"), ("partner", "Gmina Wronki")}


def test_the_first_of_listed_partners_may_be_the_leader() -> None:
    lines = ("Partnerzy projektu:", "- Fundacja „Latarnia” – Partner Wiodący", "- Gmina Wronki", "- Gmina Obrzycko")
    assert found(*lines) == {
        ("applicant", "Fundacja „Latarnia”"),
        ("partner", "Gmina Wronki"),
        ("partner", "Gmina Obrzycko"),
    }


def test_who_helps_with_a_sum_gives_money() -> None:
    text = "Wsparcie: Gmina Wronki (9 tys. zł) i Koło Gospodyń Wiejskich „Jagoda”."
    assert found(text) == {("funder", "Gmina Wronki"), ("partner", "Koło Gospodyń Wiejskich „Jagoda”")}


def test_under_whose_patronage_a_thing_is_done() -> None:
    text = "Nagrody wręczył Burmistrz Wronek, pod którego patronatem biegniemy."
    assert ("patron", "Burmistrz Wronek") in found(text)


def test_a_task_in_a_cell_is_no_label() -> None:
    rows = (
        "| Zadanie | Oferent | Kwota dotacji",
        "| Prowadzenie ogrzewalni dla mężczyzn | Fundacja „Latarnia” | 40 000,00 zł",
    )
    assert found(*rows) == {("provider", "Fundacja „Latarnia”")}


def test_an_act_in_the_name_of_another() -> None:
    text = "Organizatorem była Gmina Wronki, a w jej imieniu Wroniecki Ośrodek Kultury."
    assert ("implementer", "Wroniecki Ośrodek Kultury") in found(text)


@pytest.mark.parametrize(
    "name",
    [
        "Biblioteka Publiczna Miasta i Gminy w Pleszewie",
        "Gminne Centrum Kultury, Sportu i Rekreacji w Ostrorogu",
        "Gminne Centrum Kultury i Bibliotek w Ostrorogu",
        "Szpital Powiatowy w Szamotułach sp. z o.o.",
        "Uniwersytet Mikołaja Kopernika",
        "Zgromadzenie Sióstr Miłosierdzia od Świętej Elżbiety",
        "Dzienny Dom Senior+ w Ostrorogu",
        "Górskie Ochotnicze Pogotowie Ratunkowe",
        "Rodzinny Ogród Działkowy „Malwa”",
        "Zespół Szkół Rolniczych Centrum Kształcenia Zawodowego w Grzybnie",
    ],
)
def test_names_go_on_to_their_end(name: str) -> None:
    runs = "Projekt prowadzi Ośrodek Pomocy Społecznej w Pniewach."
    assert ("partner", name) in found(runs, f"Partnerem projektu jest {name}.")


def test_a_circle_is_told_by_the_words_behind_its_abbreviation() -> None:
    text = "Partnerem jest KGW Wesołe Sąsiadki."
    assert found(text) == {("partner", "Koło Gospodyń Wiejskich Wesołe Sąsiadki")}


def test_a_body_is_called_by_its_own_name_for_short() -> None:
    text = "Klub prowadzi Stowarzyszenie Przyjaciół Wronek „Most”. Stowarzyszenie Most zaprasza w środy."
    assert {name for _, name in found(text)} == {"Stowarzyszenie Przyjaciół Wronek „Most”"}


def test_a_przez_belongs_to_the_nearest_participle() -> None:
    text = "Projekt „Sad” realizowany jest w ramach rządowego programu współfinansowanego przez Ministerstwo Zdrowia."
    assert found(text) == {("funder", "Ministerstwo Zdrowia")}


@pytest.mark.parametrize(
    "text",
    [
        "Projekt jest realizowany dla osób uzależnionych przez Fundację „Nurt”.",
        "Projekt jest organizowany i od początku prowadzony przez Fundację „Nurt”.",
    ],
)
def test_a_participle_that_tells_of_people_or_is_joined_takes_no_przez_away(text: str) -> None:
    assert ("implementer", "Fundacja „Nurt”") in found(text)


def test_a_label_that_ends_in_a_colon_speaks_however_long_it_is() -> None:
    label = "Partnerami przy realizacji projektu „Zielone popołudnia wszystkich sąsiadów z naszej wsi i okolic” są:"
    bodies = "Ośrodek Przygotowań Olimpijskich w Wronkach", "Centrum Kultury, Promocji i Sportu w Wronkach"
    assert found(label, *(f"- {body}" for body in bodies)) == {("partner", body) for body in bodies}


@pytest.mark.parametrize(
    ("text", "role", "name"),
    [
        (
            "Program „Port” realizuje schronisko dla bezdomnych kobiet „Kotwica”.",
            "implementer",
            "Schronisko dla bezdomnych kobiet „Kotwica”",
        ),
        ("Program szczepień realizuje przychodnia w Wronkach.", "implementer", "Przychodnia w Wronkach"),
        (
            "Warsztaty dofinansował Wojewódzki Fundusz Ochrony Środowiska i Gospodarki Wodnej w Poznaniu.",
            "funder",
            "Wojewódzki Fundusz Ochrony Środowiska i Gospodarki Wodnej w Poznaniu",
        ),
        ("Projekt „Sad” dotowany jest przez Fundację „Latarnia”.", "funder", "Fundacja „Latarnia”"),
        ("Projekt jest dofinansowany w kwocie 3 000 zł z Fundacji „Latarnia”.", "funder", "Fundacja „Latarnia”"),
        ("Partnerem jest sołectwo Pakawie.", "partner", "Sołectwo Pakawie"),
        (
            "Wykonawca: „Salus” Gabinety Lekarskie sp. z o.o.",
            "provider",
            "„Salus” Gabinety Lekarskie sp. z o.o.",
        ),
        ("Zajęcia finansuje Ministerstwo Zdrowia „Aktywni 2024”.", "funder", "Ministerstwo Zdrowia"),
    ],
)
def test_bodies_of_more_kinds(text: str, role: str, name: str) -> None:
    assert (role, name) in found(text)
