"""Events: on which days something happens, and which year a day without one belongs to."""

import pytest

from corpus.documents import Block, BlockKind, Document
from extract.asides import asides
from extract.components import dates
from extract.words import Words, read_words


def read(text: str, blocks: tuple[Block, ...] = ()) -> Words:
    return read_words(Document(id="d", source="d.txt", media_type="text/plain", text=text, blocks=blocks))


def listed(text: str) -> Words:
    """The lines of a text; those that begin with a dash are items of a list."""
    blocks, start = [], 0
    for line in text.split("\n"):
        kind = BlockKind.ITEM if line.startswith("-") else BlockKind.PARAGRAPH
        blocks.append(Block(start=start, end=start + len(line), kind=kind))
        start += len(line) + 1
    return read(text, tuple(blocks))


def events(text: str, published: str | None = "2024-03-12") -> list[tuple[str | None, str | None]]:
    candidates = dates.find(read(f"Informacja ośrodka\n{text}"), published)
    return [(one.first, one.last) for one in dates.events(candidates)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (
            "Deklaracje można zostawić w biurze nr 4 lub wysłać przez ePUAP do dnia 26 kwietnia 2024 r.",
            "2024-04-26",
            None,
        ),
        ("Kto chce pomagać, niech zgłosi się do 19 kwietnia (pok. 3).", "2024-04-19", None),
        ("Zapisy ruszą 8 kwietnia br. i potrwają do 26 kwietnia.", "2024-04-08", "2024-04-26"),
        ("Zgłoszenia: pokój 6 do 12 kwietnia br.", "2024-04-12", None),
        ("Galę zaplanowano na 14 września w sali kina.", "2024-09-14", None),
        ("Konsultacje odbywają się co drugi wtorek. 21 kwietnia spotkanie dla rodziców.", "2024-04-21", None),
        ("Latem 2023 r. odbył się spływ kajakowy (3–9 lipca, Brda).", "2023-07-03", "2023-07-09"),
        ("Coroczny przegląd piosenki seniorów (w 2024 r. – 8 czerwca, amfiteatr).", "2024-06-08", None),
    ],
)
def test_days_on_which_something_happens(text: str, first: str, last: str | None) -> None:
    assert events(text) == [(first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "Opinię nr 21/2022 z 4 kwietnia 2022 r. wydała agencja.",
        "Następna sesja rady: 28 marca.",
        "Program działa na podstawie rozp. ministra z 9 maja 2019 r.",
        "Okres realizacji: od 1 lutego 2024 r. do 31 stycznia 2026 r.",
        "Projekt rozpoczął się 1 lutego 2024 r., a zakończy 30 czerwca 2025 r.",
    ],
)
def test_days_on_which_nothing_happens(text: str) -> None:
    assert events(text) == []


def test_happenings_at_the_edges_of_a_term_stay_events() -> None:
    text = (
        "Akademia trwa od 5 kwietnia do 14 czerwca 2024 r.\nSpotkanie otwierające: 5 kwietnia, godz. 17.00, biblioteka."
    )
    assert ("2024-04-05", None) in events(text)


def test_further_stretches_of_an_enrolment_are_enrolments() -> None:
    text = "Wnioski przyjmowano: w module I od 4 marca do 30 sierpnia 2024 r. oraz od 2 do 13 września 2024 r."
    assert events(text) == [("2024-03-04", "2024-08-30"), ("2024-09-02", "2024-09-13")]


def test_a_term_settles_the_year_of_a_day_within_it() -> None:
    text = (
        "Jadłodajnia działa od 20 listopada 2022 r. do 15 marca 2023 r.\n6 grudnia, godz. 12.00 – mikołajki na rynku."
    )
    assert events(text, None) == [("2022-12-06", None)]


@pytest.mark.parametrize("line", ["2023-11-06 | Urząd Gminy | pomoc społeczna", "Wiadomości / 6.11.2023 r."])
def test_the_day_in_a_page_frame_is_its_own(line: str) -> None:
    candidates = dates.find(read(f"Herbata z sąsiadem\n{line}\nZapraszamy na spotkanie 5 grudnia."), None)
    assert [one.first for one in dates.events(candidates)] == ["2023-12-05"]


def test_days_between_which_something_runs() -> None:
    candidates = dates.find(read("Zadania powinny być wykonywane między 1 kwietnia a 20 grudnia 2024 r."), "2024-03-12")
    assert [(one.first, one.last) for one in candidates] == [("2024-04-01", "2024-12-20")]


def test_years_of_a_programme_are_no_day_of_an_act() -> None:
    text = "Uchwała w sprawie przyjęcia z dniem ogłoszenia Programu Wspierania Rodziny na lata 2024–2026"
    chosen = dates.period(dates.find(read(text), "2024-03-12"))
    assert chosen is not None
    assert (chosen.first, chosen.last) == ("2024", "2026")


NEWS = (
    "- Nowy most na Wiśle 12.02.2024 Objazdu już nie ma.",
    "- Rajd po lesie – zapisy 03.05.2024 Start spod remizy.",
    "- Odbiór azbestu 21.01.2024 Wnioski w pokoju 8.",
    "- Zawody wędkarskie 30.04.2024 Puchar wójta.",
    "- Awaria wodociągu 02.03.2024 Woda z beczkowozu.",
)
TEXT = "Klub seniora zaprasza na wykład 14 maja 2024 r. o godz. 12.00. Wykład poprowadzi lekarka z przychodni. " * 3


def test_titles_with_days_in_no_order_are_other_news() -> None:
    words = listed("\n".join((TEXT, *NEWS)))
    marks = asides(words)
    assert [marks[words.block_bounds(place)[0]] for place in (0, len(words) - 1)] == [0, 1]
    assert [one.first for one in dates.events(dates.find(words, None))] == ["2024-05-14"]


def test_a_schedule_is_no_other_news() -> None:
    days = ("3.04.2024", "10.04.2024", "17.04.2024", "24.04.2024", "8.05.2024")
    words = listed("\n".join((TEXT, *(f"- Warsztaty rodzinne {day} w świetlicy" for day in days))))
    assert not any(asides(words))
    assert len(dates.events(dates.find(words, None))) == len(days) + 1


def test_a_table_in_brief_belongs_to_the_announcement() -> None:
    lines = ("W skrócie", "Termin | od lipca 2024 r. do czerwca 2027 r.", "Wartość | 100 000 zł")
    text = "\n".join((TEXT, *lines))
    blocks, start = [], 0
    for line in text.split("\n"):
        kind = BlockKind.ROW if "|" in line else BlockKind.PARAGRAPH
        blocks.append(Block(start=start, end=start + len(line), kind=kind))
        start += len(line) + 1
    chosen = dates.period(dates.find(read(text, tuple(blocks)), "2024-03-12"))
    assert chosen is not None
    assert (chosen.first, chosen.last) == ("2024-07", "2027-06")


def test_a_street_ends_with_its_paragraph() -> None:
    text = "Dorosłych zapraszamy do poradni przy innej ulicy.\n17 września w hali miejskiej konferencja dla szkół."
    assert events(text) == [("2024-09-17", None)]


def test_lines_that_each_begin_with_a_day_are_a_schedule() -> None:
    text = "Wydawanie paczek\n4 listopada 2024 r. - nazwiska A-M\n6 listopada 2024 r. - nazwiska N-Z"
    assert {one.role for one in dates.find(read(text), None)} == {"event"}


def test_by_this_year_an_act_means_its_own() -> None:
    text = (
        "ZARZĄDZENIE NR 8/2025 Wójta z dnia 21 stycznia 2025 r.\nZadania trwają do 15 grudnia 2025 r.\n"
        "Spotkanie dla oferentów odbędzie się 31 stycznia br.\nSprawozdania przyjmujemy do 14 stycznia 2026 r."
    )
    assert "2025-01-31" in [one.first for one in dates.find(read(text), None)]


def test_people_enrol_shortly_before_a_term_or_within_it() -> None:
    text = "Projekt trwa 1.10.2022 - 30.06.2023.\nZapisy do 23 września u pedagogów."
    assert ("2022-09-23", None) in events(text, None)


def test_a_beginning_beside_the_whole_stretch_is_no_event_of_its_own() -> None:
    text = "Nabór od 22 stycznia 2024 r.\nWnioski przyjmujemy od 22 stycznia do 2 lutego 2024 r. w pokoju 4."
    assert events(text) == [("2024-01-22", "2024-02-02")]


def test_the_name_of_an_event_begins_with_its_sentence() -> None:
    words = read("Informacja ośrodka\nPomaga psycholog. Nabór kolejnych uczestników: od 1 do 19 września 2025 r.")
    assert [one.label for one in dates.find(words, None)] == ["Nabór kolejnych uczestników"]


def test_what_people_once_did_is_no_term() -> None:
    for text in (
        "Pierwszeństwo mają osoby, które w latach 2022-2023 nie korzystały z tej pomocy.",
        "Nie dotyczy osób, które w latach 2021-2023 mieszkały w lokalach wspomaganych.",
    ):
        assert dates.period(dates.find(read(f"Informacja ośrodka\n{text}"), None)) is None


def test_a_programme_of_health_policy_has_its_own_years() -> None:
    text = "Rada Powiatu przyjęła program polityki zdrowotnej na lata 2025–2027."
    term = dates.period(dates.find(read(f"Informacja ośrodka\n{text}"), None))
    assert term is not None
    assert (term.first, term.last) == ("2025", "2027")


def test_what_a_programme_does_in_a_clause_of_its_own_is_its_term() -> None:
    text = "To działania, które w latach 2024–2026 prowadzi gmina Rymań wraz ze szkołą."
    term = dates.period(dates.find(read(f"Projekt „Bliżej siebie”\n{text}"), None))
    assert term is not None
    assert (term.first, term.last) == ("2024", "2026")
