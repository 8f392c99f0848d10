"""Roles that the build of a sentence decides: subjects far from their verb, lists, appositions, what others are told of."""

import pytest

from extract.pipeline import Extractor
from tests.extract.documents import document
from tests.extract.test_organisation_roles import OWN, RUNS, roles

SENTENCES = {
    "Obydwa zadania wykonywać będzie Spółdzielnia Socjalna „Dłonie”.": {("provider", "Spółdzielnia Socjalna „Dłonie”")},
    "Swój udział zadeklarowały: Liceum Ogólnokształcące w Ujściu i Klub Sportowy „Gwda”.": {
        ("partner", "Liceum Ogólnokształcące w Ujściu"),
        ("partner", "Klub Sportowy „Gwda”"),
    },
    "Działa też dom kultury: Pilski Dom Kultury przekazał fortepian.": {("partner", "Pilski Dom Kultury")},
    "Z tej kwoty połowę, 6 000 zł, odda nam Bank Spółdzielczy w Pile.": {("funder", "Bank Spółdzielczy w Pile")},
    "Grant pochodzi od szwajcarskiej Fundacji Alpenlicht.": {("funder", "Fundacja Alpenlicht")},
    "Stowarzyszenie „Gwda” otrzymało od Gminy Szydłowo dotację 15 000 zł.": {
        ("applicant", "Stowarzyszenie „Gwda”"),
        ("funder", "Gmina Szydłowo"),
    },
    "Wsparcia udzieliły nam Nadleśnictwo Kaczory oraz Zakład Gospodarki Komunalnej w Ujściu.": {
        ("partner", "Nadleśnictwo Kaczory"),
        ("partner", "Zakład Gospodarki Komunalnej w Ujściu"),
    },
    "Na patrole jeździ z nami Straż Miejska w Wałczu (dziękujemy, panie Janie!).": {
        ("partner", "Straż Miejska w Wałczu"),
    },
    "Pomagali strażacy z Ochotniczej Straży Pożarnej w Szydłowie.": {
        ("partner", "Ochotnicza Straż Pożarna w Szydłowie"),
    },
    "Placki upiekło Koło Gospodyń Wiejskich „Kłos”, które ma w klubie swoją szafę.": {
        ("partner", "Koło Gospodyń Wiejskich „Kłos”"),
    },
    "Partnerem wydarzenia – jak co roku – jest Hufiec ZHP Piła.": {("partner", "Hufiec ZHP Piła")},
    "Pracą dzieli się z Gminą Kaczory oraz Fundacją „Most”, swoimi partnerami.": {
        ("partner", "Gmina Kaczory"),
        ("partner", "Fundacja „Most”"),
    },
    "Partnerami są Uniwersytet w Siedlcach, którego studenci poprowadzą warsztaty, oraz Młodzieżowa Rada Miasta Piły.": {
        ("partner", "Uniwersytet w Siedlcach"),
        ("partner", "Młodzieżowa Rada Miasta Piły"),
    },
    "Trzecia odsłona, tym razem z przedszkolami w Kaczorach i w Ujściu jako partnerami.": {
        ("partner", "Przedszkole w Kaczorach"),
        ("partner", "Przedszkole w Ujściu"),
    },
    "Liderem jest Powiat Pilski, a partnerami Fundacja „Most” i Gmina Kaczory.": {
        ("applicant", "Powiat Pilski"),
        ("partner", "Fundacja „Most”"),
        ("partner", "Gmina Kaczory"),
    },
    "Posiłki na zlecenie Ośrodka dowozi Stacja Opieki Caritas Diecezji Koszalińsko-Kołobrzeskiej.": {
        ("provider", "Stacja Opieki Caritas Diecezji Koszalińsko-Kołobrzeskiej"),
    },
    "Żywność przywozi Bank Żywności Suwałki i Sejny.": {("provider", "Bank Żywności Suwałki i Sejny")},
    "Opiekę prowadzić będzie Caritas Diecezji Kieleckiej, którą gmina wyłoniła w konkursie.": {
        ("provider", "Caritas Diecezji Kieleckiej"),
    },
    "Zajęcia sponsoruje Bank Spółdzielczy w Pile, a patronuje im Starosta Pilski.": {
        ("funder", "Bank Spółdzielczy w Pile"),
        ("patron", "Starosta Pilski"),
    },
    "Do współpracy zaprosił on Fundację „Most” i Pilską Izbę Gospodarczą.": {
        ("partner", "Fundacja „Most”"),
        ("partner", "Pilska Izba Gospodarcza"),
    },
}


@pytest.mark.parametrize("text", SENTENCES)
def test_sentences(text: str) -> None:
    assert roles(f"{RUNS}\n{text}") == {OWN, *SENTENCES[text]}


@pytest.mark.parametrize(
    "text",
    [
        "Wykonanie uchwały powierza się Naczelnikowi Wydziału Spraw Społecznych.",
        "Na spotkaniu Rady Osiedla Górnego padały ostre słowa.",
        "Wydawca: Stowarzyszenie „Dobre Adresy”.",
        "Nie jest to Centrum Integracji Cudzoziemców, które prowadzi w mieście samorząd województwa.",
        "W ubiegłym roku wpłynęło 81 zgłoszeń, w tym 70 przez Policję.",
        "W planie seminarium dla pracowników z całego regionu (Muzeum Okręgowe w Pile).",
        "Termin wybrano w konkursie (Zarządzenie Prezydenta Miasta Piły z 21 stycznia 2025 r.).",
    ],
)
def test_bodies_of_other_matters_have_no_role(text: str) -> None:
    assert roles(f"{RUNS}\n{text}") == {OWN}


def test_a_verb_beyond_a_bracketed_remark_has_its_subject_before_it() -> None:
    assert roles("Projekt „Głowa”, który Powiat Pilski – wspólnie z gminami Kaczory i Ujście – prowadzi od maja.") == {
        ("implementer", "Powiat Pilski"),
        ("partner", "Gmina Kaczory"),
        ("partner", "Gmina Ujście"),
    }


def test_who_runs_by_order_is_a_provider_whatever_stands_between() -> None:
    assert roles(
        "Miejski Ośrodek Pomocy Społecznej w Pile zaprasza na kolonie.\n"
        "Organizatorem wypoczynku na zlecenie MOPS-u jest Caritas Diecezji Kieleckiej."
    ) == {OWN, ("provider", "Caritas Diecezji Kieleckiej")}


def test_the_next_sentence_without_a_subject_goes_on_with_the_body_before() -> None:
    assert roles("Młodzieżowa Rada Miasta Piły nie czeka na lato. Razem z Fundacją „Most” prowadzi projekt.") == {
        ("implementer", "Młodzieżowa Rada Miasta Piły"),
        ("partner", "Fundacja „Most”"),
    }


def test_the_head_of_a_column_counts_and_not_what_the_next_cell_tells_of() -> None:
    assert roles(
        "R:Lp. | Zleceniobiorca | Zadanie | Kwota przyznanej dotacji\n"
        "R:1 | Caritas Diecezji Kieleckiej | Prowadzenie jadłodajni | 62 000,00 zł\n"
        "R:2 | Polski Komitet Pomocy Społecznej, Zarząd Rejonowy w Pile | Spotkania i paczki | 18 000,00 zł"
    ) == {
        ("provider", "Caritas Diecezji Kieleckiej"),
        ("provider", "Polski Komitet Pomocy Społecznej, Zarząd Rejonowy w Pile"),
    }


def test_a_row_of_a_body_and_a_sum_in_a_table_of_costs_names_who_bears_them() -> None:
    assert roles(
        f"{RUNS}\nR:koszt całkowity | 47.250,00 zł\nR:w tym Kuratorium Oświaty w Poznaniu | 9.000,00 zł\n"
        "R:wpłata rodzica | 100,00 zł"
    ) == {OWN, ("funder", "Kuratorium Oświaty w Poznaniu")}


def test_the_imprint_tells_who_runs_where_nobody_else_is_named() -> None:
    assert roles("Opieka 75+, edycja 2025.\nDofinansowanie 21 780 zł.\nI:Miejski Ośrodek Pomocy Społecznej w Pile") == {
        OWN
    }


def test_the_police_alone_are_the_unit_that_the_text_names() -> None:
    found = roles(f"{RUNS}\nPartner: Komenda Powiatowa Policji w Pile.\nW akcji pomaga też policja.")
    assert found == {OWN, ("partner", "Komenda Powiatowa Policji w Pile")}


def test_a_name_that_lost_its_letters_in_one_place_is_one_name() -> None:
    assert roles("POWIATOWE CENTRUM POMOCY RODZINIE w Kłodzku\nKlub prowadzi PCPR w Klodzku.") == {
        ("implementer", "Powiatowe Centrum Pomocy Rodzinie w Kłodzku")
    }


def test_an_association_is_the_provider_of_what_it_runs_by_order_of_a_town() -> None:
    announced = Extractor().extract(
        document(
            "# Ruszają zajęcia\nProjekt „Podwórko po lekcjach” prowadzi Fundacja Kram na zlecenie Gminy Piła. "
            "Trwa od 1 marca do 30 czerwca 2024 r. Skorzysta 40 dzieci.",
            published="2024-02-06",
        )
    )
    (programme,) = announced
    given = {one.name: one.role for one in programme.organisations}
    assert given["Fundacja Kram"] == "provider"
    assert given.get("Gmina Piła") in {None, "funder"}
