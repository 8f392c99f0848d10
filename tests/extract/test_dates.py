"""Dates: what each expression says, what it is for, and which of a programme's dates are its period and events."""

import csv
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Block, BlockKind, Document
from extract.candidates import DateCandidate
from extract.components import dates
from extract.date_expressions import parse_dates
from extract.words import Words, read_words

EXPRESSIONS = Path(__file__).with_name("date_expressions.tsv")
GENITIVE = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
]
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2039, 12, 31))


def read(text: str, blocks: tuple[Block, ...] = ()) -> Words:
    return read_words(Document(id="d", source="d.txt", media_type="text/plain", text=text, blocks=blocks))


def found(text: str, published: str | None = None) -> list[DateCandidate]:
    return dates.find(read(text), published)


def roles(text: str, published: str | None = None) -> dict[str, str]:
    return {text[one.start : one.end]: one.role for one in found(text, published)}


def table(*rows: str) -> tuple[str, tuple[Block, ...]]:
    text, blocks = "", []
    for row in rows:
        blocks.append(Block(start=len(text), end=len(text) + len(row), kind=BlockKind.ROW))
        text += row + "\n"
    return text, tuple(blocks)


def expressions() -> list[tuple[str, str, str, str]]:
    with EXPRESSIONS.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(lines)
        return [(text, reference, first, last) for text, reference, first, last in lines]


def resolved(text: str, reference: str) -> tuple[str, str]:
    """What is found where the brackets stand."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    for one in found(plain, reference or None):
        if one.start < end and start < one.end:
            return one.first or "", one.last or ""
    return "nothing", ""


def test_list_of_expressions_is_resolved() -> None:
    lines = expressions()
    wrong = [
        (text, resolved(text, ref), (first, last))
        for text, ref, first, last in lines
        if resolved(text, ref) != (first, last)
    ]
    assert len(lines) >= 400
    assert len(wrong) <= len(lines) * 0.05, wrong


STYLES = {
    "words": lambda d: f"{d.day} {GENITIVE[d.month - 1]} {d.year} r.",
    "words and roku": lambda d: f"{d.day} {GENITIVE[d.month - 1]} {d.year} roku",
    "glued": lambda d: f"{d.day} {GENITIVE[d.month - 1]} {d.year}roku",
    "capitals": lambda d: f"{d.day} {GENITIVE[d.month - 1].upper()} {d.year} R.",
    "no-break": lambda d: f"{d.day}\u00a0{GENITIVE[d.month - 1]}\u00a0{d.year}\u00a0r.",
    "soft hyphen": lambda d: f"{d.day} {GENITIVE[d.month - 1][:2]}\u00ad{GENITIVE[d.month - 1][2:]} {d.year} r.",
    "dots": lambda d: f"{d.day:02}.{d.month:02}.{d.year} r.",
    "short dots": lambda d: f"{d.day}.{d.month:02}.{d.year}r.",
    "dashes": lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    "slashes": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "iso": lambda d: d.isoformat(),
    "iso dots": lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
    "roman": lambda d: f"{d.day} {ROMAN[d.month - 1]} {d.year} r.",
    "roman dots": lambda d: f"{d.day}.{ROMAN[d.month - 1]}.{d.year}",
}


@pytest.mark.parametrize("style", STYLES)
@settings(deadline=None)  # the first call loads the dictionary
@given(day=DAYS)
def test_a_day_in_any_style_reads_as_itself(style: str, day: date) -> None:
    text = f"Zebranie: {STYLES[style](day)}"
    words = read(text)
    [one] = parse_dates(words, 0, len(words))
    assert one.iso() == (day.isoformat(), None)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("shape", ["{} – {}", "od {} do {}", "od dnia {} do dnia {}"])
@settings(deadline=None)  # the first call loads the dictionary
@given(day=DAYS, length=st.integers(min_value=1, max_value=1500))
def test_a_range_in_any_style_reads_as_itself(style: str, shape: str, day: date, length: int) -> None:
    end = min(day + timedelta(days=length), date(2049, 12, 31))
    text = "Okres realizacji: " + shape.format(STYLES[style](day), STYLES[style](end))
    words = read(text)
    [one] = parse_dates(words, 0, len(words))
    assert one.iso() == (day.isoformat(), end.isoformat())


@settings(deadline=None)  # the first call loads the dictionary
@given(day=DAYS, more=st.integers(min_value=1, max_value=27))
def test_days_that_share_a_month(day: date, more: int) -> None:
    first, last = date(day.year, day.month, 1), date(day.year, day.month, 1 + more)
    for text in (
        f"w dniach {first.day}-{last.day} {GENITIVE[day.month - 1]} {day.year} r.",
        f"od {first.day} do {last.day} {GENITIVE[day.month - 1]} {day.year} r.",
        f"{first.day:02}-{last.day:02}.{day.month:02}.{day.year}",
        f"{first.day}–{last.day} {ROMAN[day.month - 1]} {day.year}",
    ):
        words = read(text)
        [one] = parse_dates(words, 0, len(words))
        assert one.iso() == (first.isoformat(), last.isoformat()), text


@settings(deadline=None)  # the first call loads the dictionary
@given(st.text(alphabet="0123456789 .-–/IVXdo rmajalutegoprzezkwartał\n\u00ad🙂", max_size=80))
def test_any_text_gives_sorted_spans_without_overlaps(text: str) -> None:
    spans = [(one.start, one.end) for one in found(text, "2024-05-11")]
    assert spans == sorted(spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    "text",
    [
        "Dyżur od 8.00 do 12.10, tel. 83 000 20 24.",
        "Świetlica przy ul. 3 Maja 14 i al. 11 Listopada 2",
        "Działanie 9.10 oraz poddziałanie 8.02",
        "Rozdano 2000 paczek, a dotacja to 2015 zł.",
        "31 lutego 2024 r.",
        "Konto 00 1020 0000 0000 2024 0001",
        "Maja opowiedziała o klubie.",
        "wersja 12.04.1 programu",
    ],
)
def test_what_merely_looks_like_a_date(text: str) -> None:
    assert [one for one in found(text, "2024-01-02") if one.first != "2024" or "2024" not in text] == []


def test_without_evidence_a_year_is_not_invented() -> None:
    assert found("Spotkanie odbędzie się 12 maja o 17.00.") == []
    assert found("Nabór trwa do 3 czerwca br.") == []


def test_weekday_settles_the_year() -> None:
    [one] = found("Zapraszamy w niedzielę 5 maja na piknik.", "2024-01-20")
    assert one.first == "2024-05-05"
    [one] = found("Gościliśmy ich w piątek 29 grudnia.", "2024-01-05")
    assert one.first == "2023-12-29"


def test_heading_settles_the_year() -> None:
    text = "Kalendarz – październik 2022\nBieg rodzinny: 14 października\n"
    end = text.index("\n")
    blocks = (
        Block(start=0, end=end, kind=BlockKind.HEADING, level=1),
        Block(start=end + 1, end=len(text) - 1, kind=BlockKind.ITEM),
    )
    assert "2022-10-14" in [one.first for one in dates.find(read(text, blocks), None)]


def test_own_date_of_a_text_without_publication_date() -> None:
    text = "Data publikacji: 14.02.2023\nFerie w świetlicy: zapisy do 20 lutego."
    assert [one.last for one in found(text) if one.role == "enrolment"] == ["2023-02-20"]


def test_roles_of_an_announcement() -> None:
    text = (
        "Gmina Kalinowo podpisała 4 marca 2024 r. umowę na projekt „Most”.\n"
        "Okres realizacji: 01.05.2024 r. – 30.04.2026 r.\n"
        "Karty zgłoszeń przyjmujemy do 19 kwietnia 2024 r.\n"
        "Piknik na rozpoczęcie odbędzie się 11 maja 2024 r. w parku.\n"
        "Fundusze Europejskie dla Podlaskiego 2021-2027.\n"
        "Podstawa: ustawa z dnia 12 marca 2004 r. o pomocy społecznej (Dz. U. z 2023 r. poz. 901).\n"
        "Stan na dzień 31.12.2023 r.\n"
        "Dodano: 08.03.2024"
    )
    named = roles(text)
    assert named["4 marca 2024 r."] == "agreement"
    assert named["01.05.2024 r. – 30.04.2026 r."] == "period"
    assert named["do 19 kwietnia 2024 r."] == "enrolment"
    assert named["11 maja 2024 r."] == "event"
    assert named["2021-2027"] == "parent"
    assert named["12 marca 2004 r."] == "law"
    assert named["2023 r."] == "law"
    assert named["31.12.2023 r."] == "as_of"
    assert named["08.03.2024"] == "publication"


def test_period_and_events_of_an_announcement() -> None:
    text = (
        "Projekt „Bliżej domu” ruszył 3 lutego 2025 r. i potrwa do 30 listopada 2025 r.\n"
        "Zapisy do 21 lutego 2025 r.\n"
        "Wyjazd integracyjny: 6-8 czerwca 2025 r., Krynica Morska\n"
        "Uchwała nr XII/80/24 z dnia 5 grudnia 2024 r."
    )
    candidates = found(text)
    chosen = dates.period(candidates)
    assert chosen is not None
    assert (chosen.first, chosen.last) == ("2025-02-03", "2025-11-30")
    assert [(one.first, one.last) for one in dates.events(candidates)] == [
        ("2025-02-21", None),
        ("2025-06-06", "2025-06-08"),
    ]


def test_open_end_and_edition() -> None:
    [one] = found("Od marca 2023 roku Ośrodek prowadzi w ramach projektu klub rodzica.")
    assert (one.first, one.last, one.role, one.open_end) == ("2023-03", None, "period", True)
    chosen = dates.period(found("Program „Opieka wytchnieniowa” – edycja 2025"))
    assert chosen is not None
    assert (chosen.first, chosen.last) == ("2025", "2025")


def test_a_stated_term_beats_the_years_of_the_larger_programme() -> None:
    text = (
        "Zadanie z rządowego programu wieloletniego „Złoty wiek” na lata 2021–2025, edycja 2023.\n"
        "Termin realizacji: od 1 marca do 31 grudnia 2023 r."
    )
    chosen = dates.period(found(text))
    assert chosen is not None
    assert (chosen.first, chosen.last) == ("2023-03-01", "2023-12-31")


def test_dates_in_table_rows_take_their_label_from_the_row() -> None:
    text, blocks = table(
        "Co | Kiedy", "nabór uzupełniający | 3-14.03.2025", "piknik na powitanie lata | 21 czerwca 2025 r."
    )
    candidates = dates.find(read(text, blocks), None)
    assert [(one.role, one.first, one.last, one.label) for one in candidates] == [
        ("enrolment", "2025-03-03", "2025-03-14", "nabór uzupełniający"),
        ("event", "2025-06-21", None, "piknik na powitanie lata"),
    ]


def test_birth_years_and_earlier_editions_are_no_events() -> None:
    text = "Zapraszamy dzieci urodzone w latach 2012-2016. Poprzedni projekt trwał w latach 2019–2021."
    assert dates.events(found(text)) == []
    assert dates.period(found(text)) is None


SENTENCES = Path(__file__).with_name("date_sentences.tsv")


def sentences() -> list[tuple[str, str, str, str]]:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(lines)
        return [(text, start, end, happenings) for text, start, end, happenings in lines]


@pytest.mark.parametrize(("text", "start", "end", "happenings"), sentences())
def test_period_and_events_of_one_sentence(text: str, start: str, end: str, happenings: str) -> None:
    candidates = found(f"Informacja ośrodka\n{text}", "2024-03-12")
    chosen = dates.period(candidates)
    events = sorted(f"{one.first}/{one.last}" if one.last else f"{one.first}" for one in dates.events(candidates))
    assert ((chosen.first or "", chosen.last or "") if chosen else ("", "")) == (start, end)
    assert "; ".join(events) == happenings


def test_list_of_other_news_gives_no_events() -> None:
    article = "Zapraszamy na piknik rodzinny 15 czerwca 2024 r. w parku. " * 4
    news = "11-04-2024 | Objazd ulicą Polną\n02-05-2024 | Dyżur radnych\n19-04-2024 | Nowe godziny kasy"
    text = f"{article}\n{news}"
    blocks, place = [], 0
    for number, line in enumerate(text.splitlines()):
        kind = BlockKind.ROW if number else BlockKind.PARAGRAPH
        blocks.append(Block(start=place, end=place + len(line), kind=kind))
        place += len(line) + 1
    happenings = dates.events(dates.find(read(text, tuple(blocks)), "2024-05-10"))
    assert [one.first for one in happenings] == ["2024-06-15"]


def test_signature_and_masthead_are_no_events() -> None:
    for line in (
        "Nr 3 (114), 28 lutego 2024 r.",
        "Sandomierz, 12 marca 2024 r.",
        "dodane przez: Redaktor | 04-03-2024 11:52",
    ):
        assert dates.events(found(f"Klub Seniora zaprasza.\n{line}", "2024-03-12")) == []


def test_year_of_a_school_year_settles_its_days() -> None:
    text = "Od 4 września, przez rok szkolny 2023/2024 (aż do 21 czerwca), działa świetlica."
    chosen = dates.period(found(text, "2024-12-01"))
    assert chosen is not None
    assert (chosen.first, chosen.last) == ("2023-09-04", "2024-06-21")


TERMS = Path(__file__).with_name("date_terms.tsv")


def announcements() -> list[tuple[str, str, str, str]]:
    with TERMS.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(lines)
        return [(text.replace("\\n", "\n"), published, start, end) for text, published, start, end in lines]


def term(text: str, published: str) -> tuple[str, str]:
    chosen = dates.period(found(f"Informacja ośrodka\n{text}", published))
    return (chosen.first or "", chosen.last or "") if chosen else ("", "")


def test_terms_of_short_announcements() -> None:
    lines = announcements()
    wrong = [
        (text, term(text, day), (start, end)) for text, day, start, end in lines if term(text, day) != (start, end)
    ]
    assert len(lines) >= 70
    assert len(wrong) <= len(lines) * 0.1, wrong


@pytest.mark.parametrize(
    ("text", "published", "start", "end"),
    [
        (
            "Telefon zaufania – edycja 2023. Dyżury pełnimy od 6 lutego do 22 grudnia.",
            "2023-02-01",
            "2023-02-06",
            "2023-12-22",
        ),
        ("Start w listopadzie, zakończenie w kwietniu.", "2022-10-20", "2022-11", "2023-04"),
        (
            "Projekt rozpoczął się 4 maja, zakończy się 30 kwietnia przyszłego roku.",
            "2021-09-15",
            "2021-05-04",
            "2022-04-30",
        ),
        (
            "W roku szkolnym 2021/2022 działa klub gier. Ruszył 20 września, zakończy się z końcem maja.",
            "2021-10-04",
            "2021-09-20",
            "2022-05",
        ),
        (
            "Od maja pomagamy w zakupach. Umowa z wojewodą obowiązuje od 04.05.2020 do 31.12.2020.",
            "2020-06-02",
            "2020-05-04",
            "2020-12-31",
        ),
    ],
)
def test_terms_told_in_parts(text: str, published: str, start: str, end: str) -> None:
    assert term(text, published) == (start, end)


def test_a_rejected_date_is_no_term() -> None:
    assert term("Umowę podpisano 3 czerwca 2021 r. Rozliczenie do 31 stycznia 2022 r.", "2021-06-10") == ("", "")
    assert term("Sesja rady odbędzie się 28 marca 2024 r. Zapisy na piknik do 5 kwietnia.", "2024-03-12") == ("", "")


def test_the_day_of_an_ending_is_no_event() -> None:
    candidates = found(
        "Startujemy z początkiem października, koniec przewidziano na 30 czerwca przyszłego roku.", "2024-09-05"
    )
    assert dates.events(candidates) == []


def test_months_of_an_issue_settle_its_days() -> None:
    text = "Wieści znad Orzyca • nr 3 (88) • marzec 2023\nKlub zaprasza. Pokaz tańca: 18 marca."
    assert [one.first for one in dates.events(found(text))] == ["2023-03-18"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Start: 27 września 2023 r.", "period"),
        ("W trzeciej odsłonie (od 1 marca do 30 listopada 2025 r.) będą warsztaty.", "period"),
        ("Już od piątku, 1 grudnia 2023 r., rusza pomoc dla bezdomnych.", "period"),
        ("Formularze przyjmuje pokój nr 3, do 22 marca 2024 r.", "enrolment"),
        ("Odsłony: 23, 4.05.2024", "publication"),
    ],
)
def test_words_that_only_look_like_another_cue(text: str, role: str) -> None:
    assert list(roles(f"Zapraszamy\n{text}").values()) == [role]
