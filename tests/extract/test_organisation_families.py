"""Names and roles of bodies as official and press writing varies them: shortened, foreign, listed, without their names."""

import pytest

from corpus.documents import Block, BlockKind, Document
from corpus.places import load_register
from extract.components import funding, organisations, places
from extract.components.home import home
from extract.words import read_words
from extract.zones import find_zones
from tests.extract.documents import document
from tests.extract.test_organisation_roles import OWN, RUNS, roles

NAMES = {
    "Pomaga Stowarzyszenie Rodziców Dzieci z Autyzmem „Most”.": "Stowarzyszenie Rodziców Dzieci z Autyzmem „Most”",
    "Pomaga Stowarzyszenie Sąsiadów z Krakowa.": "Stowarzyszenie Sąsiadów",
    "Pomagają uczniowie z LO w Trzciance.": "Liceum Ogólnokształcące w Trzciance",
    "Paczki rozwiozą strażacy z OSP Skoki-Rościnno.": "Ochotnicza Straż Pożarna Skoki-Rościnno",
    "Dziękujemy Ochotniczej Straży Pożarnej w Bieruniu Starym.": "Ochotnicza Straż Pożarna w Bieruniu Starym",
    "Zaprasza M-GOPS w Trzciance.": "Miejsko-Gminny Ośrodek Pomocy Społecznej w Trzciance",
    "Gościem był Środowiskowy Dom Samopomocy z Wągrowca.": "Środowiskowy Dom Samopomocy w Wągrowcu",
    "Staże organizuje PUP w Środzie Wlkp., ul. Jasna 2.": "Powiatowy Urząd Pracy w Środzie Wielkopolskiej",
    "Opaski obsługuje centrala firmy Alarm24 S.A. Zapisy trwają.": "Alarm24 S.A.",
    "Wodę dowozi miejska spółka Wodnik Pilski sp. z o.o.": "Wodnik Pilski sp. z o.o.",
    "Partner: Centro Studi Verdi S.r.l.": "Centro Studi Verdi S.r.l.",
    "Badania wykonuje NZOZ „Serce” w Pile.": "NZOZ „Serce” w Pile",
    "Bezpłatne badania wykona też NZOZ Przychodnia Rodzinna „Lipa”, piętro drugie.": "NZOZ Przychodnia Rodzinna „Lipa”",
    "Beneficjentem jest Gmina Urzędów.": "Gmina Urzędów",
    "GMINA NIEMCE PARTNEREM PROJEKTU": "Gmina Niemce",
    "Organizatorem jest Biuro „Góry i Doły”.": "Biuro „Góry i Doły”",
}


@pytest.mark.parametrize("text", NAMES)
def test_names(text: str) -> None:
    assert NAMES[text] in found(text)


def found(text: str) -> list[str]:
    words = read_words(document(text))
    return [one.name for one in organisations.find(words, places.find(words, load_register()))]


@pytest.mark.parametrize(
    "text",
    [
        "UP – uczestnik lub uczestniczka Projektu.\nUP podpisuje deklarację.",
        "Uczestniczka Projektu (UP) podpisuje umowę.\nUP otrzymuje posiłek.",
    ],
)
def test_what_the_text_explains_as_no_body_is_none(text: str) -> None:
    assert not any("Urząd Pracy" in name for name in found(f"{RUNS}\n{text}"))


def test_a_body_in_full_before_its_abbreviation_stays_one() -> None:
    assert (
        found("Powiatowy Urząd Pracy w Kole (PUP) prowadzi staże. PUP zaprasza.")
        == ["Powiatowy Urząd Pracy w Kole"] * 3
    )


ROLES = {
    "Partnerzy: 1. Fundacja „Most” z Poznania 2. Gmina Kaczory 3. Szpital Powiatowy w Pile": {
        ("partner", "Fundacja „Most”"),
        ("partner", "Gmina Kaczory"),
        ("partner", "Szpital Powiatowy w Pile"),
    },
    "Lekcje polskiego poprowadzi Fundacja „Most”.": {("provider", "Fundacja „Most”")},
    "Terapię dzieci zamówiliśmy w Poradni „Tęcza”.": {("provider", "Poradnia „Tęcza”")},
    "Wolontariusze Pilskiego Banku Żywności oraz Koła PCK przy Zespole Szkół nr 2 pomogą nosić paczki.": {
        ("partner", "Pilski Bank Żywności"),
        ("partner", "Koło PCK przy Zespole Szkół nr 2"),
    },
    "Nasze miasto jest w nim partnerem i oddało lokal.": {("partner", "Miasto Piła")},
    "Współpracuje z nami straż miejska.": {("partner", "Straż Miejska w Pile")},
}


@pytest.mark.parametrize("text", ROLES)
def test_roles(text: str) -> None:
    assert roles(f"{RUNS}\n{text}") == {OWN, *ROLES[text]}


def page(title: str, publisher: str | None, *paragraphs: str) -> Document:
    text, parts = "", []
    for content in (title, *paragraphs):
        kind = BlockKind.HEADING if content is title else BlockKind.PARAGRAPH
        parts.append(Block(start=len(text), end=len(text) + len(content), kind=kind))
        text += content + "\n"
    return Document(
        id="d",
        source="d.html",
        media_type="text/html",
        text=text,
        blocks=tuple(parts),
        title=title,
        publisher=publisher,
    )


def town(source: Document) -> str | None:
    words = read_words(source)
    known = places.find(words, load_register(), source.publisher)
    place = home(words, known, organisations.find(words, known, source), source)
    return place.name if place else None


def test_a_newspaper_is_named_after_its_town_not_the_seat_of_the_region() -> None:
    text = "Siecią kieruje Wojewódzki Urząd Pracy w Rzeszowie. Filia w Tarnobrzegu ma 2 mln zł."
    assert town(page("Polski od podstaw", "Echo – gazeta Tarnobrzega", text)) == "Tarnobrzeg"


def test_the_only_town_of_a_text_about_its_mayor_is_home() -> None:
    text = "Do Nowogardu przyjechał wicemarszałek. Burmistrz dostał umowę."
    assert town(page("Mieszkania na start", "Tygodnik znad Jeziora", text)) == "Nowogard"
    assert town(page("Wycieczka", None, "Pojechaliśmy do Nowogardu pociągiem.")) is None


def test_the_body_that_opens_the_title_tells_the_town() -> None:
    rows = "Partnerzy lokalni: PCPR w Obornikach, Powiat Obornicki."
    assert town(page("Zespół Szkół im. Jana Kilińskiego w Rogoźnie – karta projektu", None, rows)) == "Rogoźno"


def test_towns_without_polish_letters() -> None:
    text = "Ciepły patrol prowadzi Miejsko-Gminny Osrodek Pomocy Spolecznej w Nowej Debie i zaprasza wszystkie osoby."
    assert town(page("ZIMA", None, text.translate(str.maketrans("ęóąśłżźćń", "eoaslzzcn")))) == "Nowa Dęba"


@pytest.mark.parametrize(
    "text",
    [
        "Pieniądze przyznał Gminie minister.",
        "Mieszkaniec powiatu nie płaci 20 zł.",
        "Miejsce zamieszkania z dala od miasta, do 350 zł.",
        "Gmina finansuje usługi ze środków Funduszu Solidarnościowego.",
        "Gmina rezerwuje na schroniska 240 tys. zł, ale to osobne pieniądze.",
    ],
)
def test_a_town_that_does_not_pay_is_no_source(text: str) -> None:
    words = read_words(document(text))
    size = len(words.text)
    paying = funding.chosen(funding.find(words, find_zones(words)), ((0, size),), (), (), size)
    assert "municipal_budget" not in {fund.code for fund in paying}


@pytest.mark.parametrize("signature", ["Prezydent Miasta", "Burmistrz Miasta", "Burmistrz Gminy", "Wójt Gminy"])
def test_a_text_may_end_with_a_signature(signature: str) -> None:
    text = f"Zapraszamy dzieci z Iławy do projektu „Razem”.\n{signature}"
    assert not [name for name in found(text) if name.endswith("Razem")]
