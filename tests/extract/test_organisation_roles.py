"""Roles of bodies in many wordings: labels, lists, tables, prose, questions; and bodies that have none."""

import pytest

from corpus.documents import Block, BlockKind, Document
from corpus.places import load_register
from extract.components import organisations, places
from extract.words import read_words

KINDS = {"H:": BlockKind.HEADING, "L:": BlockKind.ITEM, "R:": BlockKind.ROW, "I:": BlockKind.IMPRINT}
RUNS = "Klub prowadzi Miejski Ośrodek Pomocy Społecznej w Pile."
OWN = ("implementer", "Miejski Ośrodek Pomocy Społecznej w Pile")


def roles(text: str) -> set[tuple[str, str]]:
    """Roles found in lines that are paragraphs, or headings, items, rows, imprints by their first letter."""
    joined, parts = "", []
    for line in text.splitlines():
        kind = KINDS.get(line[:2], BlockKind.PARAGRAPH)
        content = line[2:] if line[:2] in KINDS else line
        parts.append(Block(start=len(joined), end=len(joined) + len(content), kind=kind))
        joined += content + "\n"
    document = Document(id="d", source="d.html", media_type="text/html", text=joined, blocks=tuple(parts))
    words = read_words(document)
    found = organisations.find(words, places.find(words, load_register(), None), document)
    return {(one.role, one.name) for one in found if one.role is not None}


PARTNERS = {
    "Wspierają nas: Parafia św. Józefa i Fundacja „Latawiec”.": ["Parafia św. Józefa", "Fundacja „Latawiec”"],
    "Współpraca: Zespół Szkół w Szydłowie, Fundacja „Most”.": ["Zespół Szkół w Szydłowie", "Fundacja „Most”"],
    "R:Z kim | Fundacja „Most”, Hufiec ZHP Piła": ["Fundacja „Most”", "Hufiec ZHP Piła"],
    "R:Partnerzy | 1) Gmina Kaczory 2) Fundacja „Most”": ["Gmina Kaczory", "Fundacja „Most”"],
    "H:Z kim działamy?\nHufiec ZHP Piła, Fundacja „Most”.": ["Hufiec ZHP Piła", "Fundacja „Most”"],
    "H:Kto nam pomaga\nL:Hufiec ZHP Piła\nL:Fundacja „Most”": ["Hufiec ZHP Piła", "Fundacja „Most”"],
    "Do współpracy zaprosiliśmy:\nL:Hufiec ZHP Piła – gry,\nL:Fundację „Most” – porady.": [
        "Hufiec ZHP Piła",
        "Fundacja „Most”",
    ],
    "Nasi partnerzy w tym roku to\nL:Hufiec ZHP Piła\nL:Fundacja „Most”": ["Hufiec ZHP Piła", "Fundacja „Most”"],
    "Gospodarzem spotkań jest Pilski Dom Kultury.": ["Pilski Dom Kultury"],
    "List intencyjny podpisano z Fundacją „Most”.": ["Fundacja „Most”"],
    "Umowę partnerską zawarły: Fundacja „Most” i Gmina Szydłowo.": ["Fundacja „Most”", "Gmina Szydłowo"],
    "Nie byłoby go bez Banku Żywności w Pile i Fundacji „Most”.": ["Bank Żywności w Pile", "Fundacja „Most”"],
    "Partnerują nam Fundacja „Most” i Gmina Szydłowo.": ["Fundacja „Most”", "Gmina Szydłowo"],
    "Partnerami są gminy: Kaczory, Szydłowo i Wyrzysk.": ["Gmina Kaczory", "Gmina Szydłowo", "Gmina Wyrzysk"],
    "Partnerzy zagraniczni: Lebenshilfe Trier e.V. (Niemcy), Charita Opava.": [
        "Lebenshilfe Trier e.V.",
        "Charita Opava",
    ],
    "Opiekę zapewni nasz partner – Szpital Specjalistyczny w Pile.": ["Szpital Specjalistyczny w Pile"],
    "Dzięki uprzejmości Nadleśnictwa Kaczory mamy wiatę.": ["Nadleśnictwo Kaczory"],
    "Dziękujemy Nadleśnictwu Kaczory za wiatę.": ["Nadleśnictwo Kaczory"],
    "Fundacja „Most” i Hufiec ZHP Piła to partnerzy akcji.": ["Fundacja „Most”", "Hufiec ZHP Piła"],
    "Strażacy z OSP w Szydłowie pokażą wóz bojowy.": ["Ochotnicza Straż Pożarna w Szydłowie"],
    "Dyżury pełnić będą kuratorzy Sądu Rejonowego w Pile.": ["Sąd Rejonowy w Pile"],
    "O zdrowiu opowie lekarka z Przychodni „Salus”.": ["Przychodnia „Salus”"],
    "Ciasta upieczone przez Koło Gospodyń Wiejskich „Kłos” trafią na stół.": ["Koło Gospodyń Wiejskich „Kłos”"],
    "Za część prawną odpowiada Fundacja „Most”.": ["Fundacja „Most”"],
    "Partnerem jest Polski Związek Niewidomych, Koło w Pile.": ["Polski Związek Niewidomych, Koło w Pile"],
}


@pytest.mark.parametrize("text", PARTNERS)
def test_partners(text: str) -> None:
    assert roles(f"{RUNS}\n{text}") == {OWN, *(("partner", name) for name in PARTNERS[text])}


PROVIDERS = {
    "Noclegi zapewni na jego zlecenie „Dom pod Lipą” sp. z o.o. z Ujścia.": "„Dom pod Lipą” sp. z o.o.",
    "Kursy na nasze zlecenie poprowadzi firma KURSOR s.c. z Wałcza.": "KURSOR s.c.",
    "Wykonawca: Med-Opieka Sp. z o.o.": "Med-Opieka Sp. z o.o.",
    "Dyżurkę prowadzi dla nas firma Teledom S.A.": "Teledom S.A.",
    "Opaski dostarczy SeniorTel Sp. z o.o., wyłoniona w zapytaniu ofertowym.": "SeniorTel Sp. z o.o.",
    "Z firmą Pulsar S.A. podpisaliśmy umowę na dostawę opasek.": "Pulsar S.A.",
    "Prowadzenie świetlicy powierzono Towarzystwu Przyjaciół Dzieci w Pile.": "Towarzystwo Przyjaciół Dzieci w Pile",
    "Zwycięzcą przetargu została Spółdzielnia Socjalna „Równość”.": "Spółdzielnia Socjalna „Równość”",
    "Asystentów zatrudnia Stowarzyszenie „Obok”, które wygrało konkurs ofert.": "Stowarzyszenie „Obok”",
    "Obiady rozwozi Bar „Pod Kasztanem”.": "Bar „Pod Kasztanem”",
}


@pytest.mark.parametrize("text", PROVIDERS)
def test_contractors(text: str) -> None:
    assert roles(f"{RUNS}\n{text}") == {OWN, ("provider", PROVIDERS[text])}


FUNDERS = {
    "W całości płaci za niego norweska fundacja Nordisk Lys: dała 900 euro.": "Fundacja Nordisk Lys",
    "Sprzęt kupiliśmy dzięki Fundacji PZU, która podarowała 20 tys. zł.": "Fundacja PZU",
    "Fundacja BGK wsparła nas kwotą 15 000 zł.": "Fundacja BGK",
    "Nagrody ufundował Bank Spółdzielczy w Pile.": "Bank Spółdzielczy w Pile",
    "Połowę dał Bank Spółdzielczy w Pile, resztę zebraliśmy na kiermaszu.": "Bank Spółdzielczy w Pile",
}


@pytest.mark.parametrize("text", FUNDERS)
def test_payers(text: str) -> None:
    assert roles(f"{RUNS}\n{text}") == {OWN, ("funder", FUNDERS[text])}


APPLICANTS = {
    "Wniosek napisało Stowarzyszenie „Razem” z Ujścia.": "Stowarzyszenie „Razem”",
    "O dotację wystąpił Powiat Pilski.": "Powiat Pilski",
    "Stroną umowy z wojewodą jest Gmina Szydłowo.": "Gmina Szydłowo",
    "Gmina Szydłowo pozyskała na to 40 tys. zł.": "Gmina Szydłowo",
    "Gmina Szydłowo podpisała umowę o dofinansowanie.": "Gmina Szydłowo",
}


@pytest.mark.parametrize("text", APPLICANTS)
def test_applicants(text: str) -> None:
    assert roles(f"{RUNS}\n{text}") == {OWN, ("applicant", APPLICANTS[text])}


@pytest.mark.parametrize(
    ("text", "patron"),
    [
        ("Honorowym patronatem przedsięwzięcie objął Podlaski Kurator Oświaty.", "Podlaski Kurator Oświaty"),
        ("Honorowo patronuje nam Burmistrz Augustowa.", "Burmistrz Augustowa"),
        ("Patronat: Burmistrz Krasnegostawu.", "Burmistrz Krasnegostawu"),
    ],
)
def test_patrons_keep_their_office(text: str, patron: str) -> None:
    assert roles(f"{RUNS}\n{text}") == {OWN, ("patron", patron)}


@pytest.mark.parametrize(
    "text",
    [
        "Spotkanie odbędzie się w Szkole Podstawowej nr 4 w Pile.",
        "Obok mieści się Komenda Powiatowa Policji w Pile.",
        "Zatrudnieni w Powiatowym Urzędzie Pracy w Pile nie mogą startować.",
        "Instytucja Zarządzająca: Wojewódzki Urząd Pracy w Poznaniu.",
        "Formularze leżą w sekretariacie Szkoły Podstawowej nr 4 w Pile.",
        "„Akademia Seniora” to jego druga nazwa.",
    ],
)
def test_bodies_merely_mentioned_have_no_role(text: str) -> None:
    assert roles(f"{RUNS}\n{text}") == {OWN}


def test_who_merely_orders_does_not_run() -> None:
    assert roles("Świetlicę prowadzi Fundacja Bazar na zlecenie Miejskiego Ośrodka Pomocy Społecznej w Pile.") == {
        ("provider", "Fundacja Bazar")
    }


def test_a_club_with_a_name_of_its_own_runs_what_it_does() -> None:
    found = roles("Klub Seniora „Srebrny Wiatr” zbiera dary. Sponsorem jest Bank Spółdzielczy w Lubartowie.")
    assert found == {("implementer", "Klub Seniora „Srebrny Wiatr”"), ("funder", "Bank Spółdzielczy w Lubartowie")}


def test_results_of_a_call_name_those_who_got_money() -> None:
    assert roles(
        "Burmistrz Miasta Mławy rozstrzygnął otwarty konkurs ofert na zadania z pomocy społecznej.\n"
        "R:Lp. | Oferent | Zadanie | Dotacja\n"
        "R:1 | Towarzystwo „Wkra Pomocna” | ogrzewalnia | 92 000,00\n"
        "R:2 | Fundacja Mazowiecki Parasol | poradnictwo | 44 500,00\n"
        "R:3 | Stowarzyszenie „Gwint” | kurs | 0,00"
    ) == {
        ("implementer", "Miasto Mława"),
        ("provider", "Towarzystwo „Wkra Pomocna”"),
        ("provider", "Fundacja Mazowiecki Parasol"),
    }


def test_brackets_and_labels_speak_of_one_body_each() -> None:
    assert roles(
        "Projekt prowadzą: Powiat Pilski (lider), Fundacja „Most” (partner nr 1) i Gmina Szydłowo (partner nr 2)."
    ) == {("applicant", "Powiat Pilski"), ("partner", "Fundacja „Most”"), ("partner", "Gmina Szydłowo")}
    assert roles(
        "Realizator: MOPS w Pile; partnerzy: Fundacja „Most”, Hufiec ZHP Piła; wykonawca: Centrum Kursów „Awans” s.c."
    ) == {
        OWN,
        ("partner", "Fundacja „Most”"),
        ("partner", "Hufiec ZHP Piła"),
        ("provider", "Centrum Kursów „Awans” s.c."),
    }


def test_the_town_of_nowe_is_found_though_its_name_is_a_word() -> None:
    assert roles("Miejsko-Gminny Ośrodek Pomocy Społecznej w Nowem zaprasza mamy z gminy Nowe. Nowe formularze.") == {
        ("implementer", "Miejsko-Gminny Ośrodek Pomocy Społecznej w Nowem")
    }


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Projekt „Kładka” dla dzieci z Mławy finansuje Gmina Mława.", ("funder", "Gmina Mława")),
        ("Realizatorem kursu jest Fundacja „Tęcza” w wybranych szkołach.", ("implementer", "Fundacja „Tęcza”")),
        ("Klub prowadzi wybrana w konkursie Fundacja „Tęcza”.", ("provider", "Fundacja „Tęcza”")),
    ],
)
def test_who_pays_and_who_was_chosen(text: str, role: tuple[str, str]) -> None:
    assert role in roles(text)
