"""A small corpus in our own words."""

from collections.abc import Sequence
from decimal import Decimal

from corpus.documents import Document
from corpus.programmes import (
    Activity,
    Amount,
    Event,
    Evidence,
    Funding,
    Group,
    Organisation,
    Period,
    Place,
    Programme,
    Wording,
)
from search.entries import Entry

TOWNS = {
    "Łomża": ("podlaskie", "2062011"),
    "Kutno": ("łódzkie", "1002011"),
    "Żory": ("śląskie", "2479011"),
    "Gdynia": ("pomorskie", "2262011"),
    "Piła": ("wielkopolskie", "3019011"),
    "Nowy Sącz": ("małopolskie", "1262011"),
}


def proof(text: str, words: str, document: str) -> Evidence:
    start = text.find(words)
    assert start >= 0, f"{words!r} is not in the text"
    return Evidence(start=start, end=start + len(words), text=words, document=document)


def make_document(name: str, text: str, published: str | None = None) -> Document:
    return Document(id=name, source=f"{name}.txt", media_type="text/plain", text=text, published=published)


def make_programme(
    identity: str,
    document: Document,
    name: str,
    town: str | None = None,
    *,
    kind: str = "project",
    period: tuple[str | None, str | None] | None = None,
    groups: dict[str, str] | None = None,
    activities: dict[str, str] | None = None,
    funds: dict[str, str] | None = None,
    total: str | None = None,
    events: Sequence[tuple[str, str, str]] = (),
    unit: str | None = None,
) -> Programme:
    text = document.text

    def shown(words: str) -> Evidence:
        return proof(text, words, document.id)

    here = shown(name)
    return Programme(
        id=identity,
        documents=(document.id,),
        name=Wording(value=name, evidence=here, confidence=0.9),
        kind=Wording(value=kind, evidence=here, confidence=0.9),
        municipality=Place(name=town, voivodeship=TOWNS[town][0], teryt=TOWNS[town][1], evidence=here, confidence=0.9)
        if town
        else None,
        period=Period(start=period[0], end=period[1], evidence=here, confidence=0.9) if period else None,
        events=tuple(
            Event(name=what, start=day, place=where, evidence=shown(what), confidence=0.9)
            for what, day, where in events
        ),
        amounts=(Amount(role="total", value=Decimal(total), evidence=here, confidence=0.9),) if total else (),
        funding=tuple(
            Funding(code=code, name=words, evidence=shown(words), confidence=0.9)
            for code, words in (funds or {}).items()
        ),
        organisations=(Organisation(name=unit, role="implementer", evidence=here, confidence=0.9),) if unit else (),
        target_groups=tuple(
            Group(code=code, text=words, evidence=shown(words), confidence=0.9)
            for code, words in (groups or {}).items()
        ),
        activities=tuple(
            Activity(code=code, text=words, evidence=shown(words), confidence=0.9)
            for code, words in (activities or {}).items()
        ),
    )


TEXTS = {
    "lomza": """Bliżej siebie – wsparcie rodzin zastępczych w Łomży

Od marca 2023 r. łomżyńskie centrum prowadzi projekt „Bliżej siebie”. Rodziny zastępcze spotykają się na warsztatach
umiejętności wychowawczych, a dzieci w pieczy zastępczej pojadą na turnus do Augustowa. W grupie wsparcia opiekunowie
rozmawiają o tym, co trudne. Całość kosztuje 240 000,00 zł, z czego większość daje Europejski Fundusz Społeczny Plus.
Projekt potrwa do końca czerwca 2025 r. i obejmie czterdzieści osób.""",
    "kutno": """Klub Złotej Jesieni w Kutnie

Seniorzy z Kutna mają od stycznia 2024 r. nowe miejsce spotkań. W klubie seniora odbywają się zajęcia ruchowe, nauka
obsługi telefonu i wspólne gotowanie. Osoby starsze, które nie wychodzą z domu, dostaną opaski z przyciskiem alarmowym –
to teleopieka. Miejski Ośrodek Pomocy Społecznej zaprasza codziennie do piętnastej. Budżet klubu to 96 500 zł, pieniądze
pochodzą z programu Senior+ i z kasy miasta.""",
    "zory": """Powrót na rynek pracy – Żory

Osoby bezrobotne po pięćdziesiątce mogą zgłaszać się na staże i szkolenia zawodowe. Doradca zawodowy pomoże napisać
życiorys. Projekt trwa od 2022 do 2023 roku, płaci Europejski Fundusz Społeczny, wartość całkowita wynosi 1 250 000 zł.
Nabór prowadzi urząd pracy w Żorach.""",
    "gdynia": """Gdyński telefon dla doświadczających przemocy

Osoby doświadczające przemocy w rodzinie mogą zadzwonić o każdej porze. Interwencja kryzysowa, rozmowa z psychologiem
i pomoc prawnika są bezpłatne. Gdynia prowadzi tę usługę od 2021 r. i zapewnia schronienie w mieszkaniu chronionym.""",
    "pila": """Ciepły posiłek i paczka – Piła

Mieszkańcy o niskich dochodach odbiorą paczki żywnościowe w trzecią środę miesiąca. Dzieci jedzą w szkole bezpłatne
obiady. W 2024 roku pomoc dostanie 600 osób. Fundusz nie pokrywa dowozu. Pilski ośrodek wydaje skierowania.""",
    "nowysacz": """Dwa programy sądeckiego ośrodka

Opieka wytchnieniowa dla Sądeczan
Opiekunowie osób zależnych mogą odpocząć do 240 godzin w roku. Zastąpi ich w domu przeszkolona osoba. Program działa
w 2024 r. i kosztuje 310 tys. zł, środki daje Fundusz Solidarnościowy.

Asystent na co dzień
Osoba z niepełnosprawnością może dostać asystenta osobistego, który pójdzie z nią do lekarza i na zakupy. Zapisy trwają
do 15 marca 2024 r. Wartość zadania: 780 000 zł.""",
}


def corpus() -> list[Entry]:
    documents = {name: make_document(name, text) for name, text in TEXTS.items()}
    dated = {"lomza": "2023-03-02", "kutno": "2024-01-10", "zory": "2022-02-01", "pila": "2024-02-02"}
    documents = {name: doc.model_copy(update={"published": dated.get(name)}) for name, doc in documents.items()}
    programmes = [
        make_programme(
            "p-lomza",
            documents["lomza"],
            "Bliżej siebie",
            "Łomża",
            period=("2023-03", "2025-06"),
            groups={"foster_families": "Rodziny zastępcze", "children_in_care": "dzieci w pieczy zastępczej"},
            activities={"workshop": "warsztatach", "trip_or_camp": "turnus", "support_group": "grupie wsparcia"},
            funds={"esf_plus": "Europejski Fundusz Społeczny Plus"},
            total="240000.00",
            events=[("turnus", "2023-07", "Augustów")],
        ),
        make_programme(
            "p-kutno",
            documents["kutno"],
            "Klub Złotej Jesieni",
            "Kutno",
            kind="service",
            period=("2024-01", None),
            groups={"seniors": "Seniorzy"},
            activities={"day_support": "klubie seniora", "personal_assistant": "teleopieka"},
            total="96500",
            unit="Miejski Ośrodek Pomocy Społecznej w Kutnie",
        ),
        make_programme(
            "p-zory",
            documents["zory"],
            "Powrót na rynek pracy",
            "Żory",
            period=("2022", "2023"),
            groups={"unemployed_people": "Osoby bezrobotne"},
            activities={"employment": "staże", "training": "szkolenia zawodowe"},
            funds={"esf": "Europejski Fundusz Społeczny"},
            total="1250000",
        ),
        make_programme(
            "p-gdynia",
            documents["gdynia"],
            "Gdyński telefon dla doświadczających przemocy",
            "Gdynia",
            kind="service",
            period=("2021", None),
            groups={"violence_victims": "Osoby doświadczające przemocy"},
            activities={"crisis_intervention": "Interwencja kryzysowa", "housing": "mieszkaniu chronionym"},
        ),
        make_programme(
            "p-pila",
            documents["pila"],
            "Ciepły posiłek i paczka",
            "Piła",
            kind="programme",
            period=("2024", "2024"),
            groups={"excluded_people": "Mieszkańcy o niskich dochodach", "children": "Dzieci"},
            activities={"material_aid": "paczki żywnościowe"},
        ),
        make_programme(
            "p-respite",
            documents["nowysacz"],
            "Opieka wytchnieniowa dla Sądeczan",
            "Nowy Sącz",
            kind="programme",
            period=("2024", "2024"),
            groups={"dependants_carers": "Opiekunowie osób zależnych"},
            activities={"respite_care": "odpocząć do 240 godzin"},
            funds={"solidarity_fund": "Fundusz Solidarnościowy"},
            total="310000",
        ),
        make_programme(
            "p-assistant",
            documents["nowysacz"],
            "Asystent na co dzień",
            "Nowy Sącz",
            kind="programme",
            period=("2024", "2024"),
            groups={"disabled_people": "Osoba z niepełnosprawnością"},
            activities={"personal_assistant": "asystenta osobistego"},
            total="780000",
        ),
    ]
    return [Entry(programme=item, documents=(documents[item.documents[0]],)) for item in programmes]
