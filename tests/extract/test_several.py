"""Pages of several programmes: what divides them, what a stretch of them is, and pages that only look like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.announcing import candidate_groups
from extract.pipeline import Extractor
from extract.several import may_be_several
from extract.words import read_words
from tests.extract.documents import document

LINES = st.lists(st.text(alphabet="aąb Ż1.,\u00a0\u00ad„”😀", min_size=1, max_size=20), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def told(extractor: Extractor, text: str) -> dict[str, set[str]]:
    """The sums of each programme, with their roles."""
    return {
        one.name.value: {f"{sum_.role} {sum_.value:.0f}" for sum_ in one.amounts}
        for one in extractor.extract(document(text, published="2024-05-06"))
    }


def test_numbered_paragraphs_with_a_budget_each(extractor: Extractor) -> None:
    assert told(
        extractor,
        "Gmina Zagórów realizuje w tym roku dwa programy osłonowe.\n"
        "1. Program „Ciepły piec” – dopłaty do opału dla 35 rodzin, wnioski do 31 października 2024 r., kwota 70 000 zł "
        "z budżetu gminy.\n"
        "2. Program „Recepta na spokój” – zwrot wydatków na leki dla 50 emerytów, od stycznia do grudnia 2024 r., kwota "
        "41 000 zł z budżetu gminy.",
    ).keys() == {"Ciepły piec", "Recepta na spokój"}


def test_the_smaller_budget_of_two_is_a_budget_too(extractor: Extractor) -> None:
    sums = told(
        extractor,
        "# Dwa projekty powiatu\n# Projekt „Równy start”\nProjekt „Równy start” trwa od 1 marca 2024 r. do 30 czerwca "
        "2025 r. i kosztuje 640 000 zł. Obejmie 45 uczniów.\n# Projekt „Kąt dla seniora”\nProjekt „Kąt dla seniora” trwa "
        "od 1 maja 2024 r. do 31 grudnia 2024 r. i kosztuje 85 000 zł. Obejmie 30 seniorów, którym zapewnimy teleopiekę.",
    )
    assert sums == {"Równy start": {"total 640000"}, "Kąt dla seniora": {"total 85000"}}


def test_tasks_are_parts_of_their_project(extractor: Extractor) -> None:
    assert told(
        extractor,
        "# Projekt „Dłoń w dłoń”\nProjekt dla 55 osób niesamodzielnych potrwa od 1.02.2024 r. do 31.01.2026 r. Prowadzi "
        "go MOPS w Turku.\n## Zadania\n1. Usługi opiekuńcze – dla 35 osób. Koszt zadania: 300 000 zł.\n2. Dom dziennego "
        "pobytu – 15 miejsc. Koszt zadania: 450 000 zł.\nWartość projektu ogółem: 750 000 zł",
    ).keys() == {"Dłoń w dłoń"}


def test_headings_that_divide_one_announcement(extractor: Extractor) -> None:
    assert told(
        extractor,
        "# Projekt „Zielony próg”\n## Cel projektu\nCelem jest aktywizacja 40 seniorów z Pakości.\n## Dla kogo?\nDla "
        "mieszkańców po 60. roku życia.\n## Finansowanie\nKoszt 48 000 zł, dotacja 38 400 zł, wkład gminy 9 600 zł.\n"
        "## Termin\nOd 1 kwietnia do 30 listopada 2024 r.",
    ).keys() == {"Zielony próg"}


def test_a_project_in_a_row_does_not_hide_the_other_rows(extractor: Extractor) -> None:
    rows = (
        "Nazwa | Skąd środki | Wartość | Okres realizacji",
        "Projekt „Rodzina z mocą” | Europejski Fundusz Społeczny Plus | ogółem 803 200,00 zł | 01.04.2023 – 31.03.2025",
        "Program „Nowy tor” | dotacja z budżetu państwa | 16 000,00 zł | wrzesień – listopad 2024",
        "Punkt „Przystań” | środki własne powiatu | 24 500,00 zł | od 14.03.2024",
    )
    found = told(
        extractor, "# Zestawienie programów i projektów PCPR w Turku\n" + "\n".join(f"| {row}" for row in rows)
    )
    assert len(found) == 3
    assert any("803200" in sum_ for sum_ in found["Rodzina z mocą"])


@given(LINES, st.data())
def test_a_window_has_the_words_of_its_blocks_at_their_places(lines: list[str], data: st.DataObject) -> None:
    words = read_words(document("\n".join(lines)))
    if not words.parts:
        return
    first = data.draw(st.integers(0, len(words.parts) - 1))
    last = data.draw(st.integers(first, len(words.parts) - 1))
    start, end = words.parts[first].start, words.parts[last].end
    part = words.window(start, end)
    begin, stop = words.at(start, end)
    assert part.forms == words.forms[begin:stop]
    assert part.parts == words.parts[first : last + 1]
    for index in range(len(part)):
        assert words.text[part.starts[index] : part.ends[index]] == part.text[part.starts[index] : part.ends[index]]
        assert part.parts[part.blocks[index]] == words.parts[words.blocks[begin + index]]
        for bounds in (part.block_bounds(index), part.sentence_bounds(index)):
            assert bounds[0] <= index < bounds[1] <= len(part)


@given(LINES, st.data())
def test_a_window_cuts_the_blocks_that_reach_beyond_it(lines: list[str], data: st.DataObject) -> None:
    words = read_words(document("\n".join(lines)))
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    start, end = words.starts[first], words.ends[data.draw(st.integers(first, len(words) - 1))]
    part = words.window(start, end)
    assert all(start <= place < end for place in part.starts)
    assert all(start <= block.start < block.end <= end for block in part.parts)
    assert part.forms == [form for form, place in zip(words.forms, words.starts, strict=True) if start <= place < end]
    for index in range(len(part)):
        assert part.parts[part.blocks[index]].start <= part.starts[index] < part.parts[part.blocks[index]].end
        for bounds in (part.block_bounds(index), part.sentence_bounds(index)):
            assert 0 <= bounds[0] <= index < bounds[1] <= len(part)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Gmina Kłecko realizuje w 2024 r. dwa programy: „Asystent na co dzień” oraz „Chwila oddechu”. Na pierwszy "
            "dostała 92 000 zł, na drugi 31 000 zł. Oba prowadzi Gminny Ośrodek Pomocy Społecznej w Kłecku.",
            {"Asystent na co dzień", "Chwila oddechu"},
        ),
        (
            "„Trzeźwa głowa” i „Dlaczego nie? Bo nie!” to dwa projekty profilaktyki uzależnień dla uczniów z Kłecka, które "
            "szkoła prowadzi wspólnie z biblioteką. Projekt „Trzeźwa głowa” obejmie 60 uczniów klas siódmych.",
            {"Trzeźwa głowa", "Dlaczego nie? Bo nie!"},
        ),
        (
            "Wójt Kłecka podpisał umowę na projekt „Ruch w każdym wieku” oraz projekt „Przystanek maluch” dla rodzin z "
            "gminy. Zajęcia są bezpłatne, a płaci za nie Europejski Fundusz Społeczny Plus.",
            {"Ruch w każdym wieku", "Przystanek maluch"},
        ),
        (
            "Gmina Kłecko podpisała z wojewodą umowy na dwa programy: pierwszy z nich, „Chwila oddechu”, "
            "rusza w maju po raz trzeci, zaś drugi, „Asystent na co dzień”, potrwa do grudnia.",
            {"Chwila oddechu", "Asystent na co dzień"},
        ),
        (
            "MOPS w Turku realizuje projekt „Ruch w każdym wieku” dla 40 seniorów. W jego ramach odbywają się warsztaty "
            "„Zdrowy talerz” i „Pamięć w formie”. Projekt kosztuje 120 000 zł.",
            {"Ruch w każdym wieku"},
        ),
        (
            "MOPS w Turku realizuje projekt „Ruch w każdym wieku” dla 40 seniorów za 120 000 zł. Pieniądze pochodzą z "
            "programów „Aktywni razem” i „Korpus Seniora”.",
            {"Ruch w każdym wieku"},
        ),
    ],
)
def test_what_one_sentence_sets_side_by_side(extractor: Extractor, text: str, names: set[str]) -> None:
    assert told(extractor, text).keys() == names


def test_what_is_said_of_one_of_two_is_not_the_others(extractor: Extractor) -> None:
    text = (
        "Wójt Kłecka podpisał umowy na projekt „Ruch w każdym wieku” (dotacja 92 000 zł) oraz projekt „Przystanek maluch” "
        "(dotacja 31 000 zł). Projekty dla seniorów i dla rodzin z dziećmi prowadzi Gminny Ośrodek Pomocy Społecznej w Kłecku."
    )
    one, other = extractor.extract(document(text, published="2024-05-06"))
    assert [sum_.value for sum_ in one.amounts] == [92000]
    assert [sum_.value for sum_ in other.amounts] == [31000]


def test_a_club_does_not_run_itself_and_a_body_stands_once(extractor: Extractor) -> None:
    text = (
        "# Klub „Jesienna Przystań”\nOd 2 kwietnia do 30 listopada 2024 r. Gminny Ośrodek Pomocy Społecznej w Stężycy "
        "prowadzi klub „Jesienna Przystań” dla 30 seniorów. Koszt to 64 000 zł.\n# Program „Wyjść z cienia”\nProgram „Wyjść "
        "z cienia” dla osób doznających przemocy potrwa od maja do grudnia 2024 r. Wartość: 22 500 zł z budżetu gminy."
    )
    club = extractor.extract(document(text))[0]
    assert [one.name for one in club.organisations] == ["Gminny Ośrodek Pomocy Społecznej w Stężycy"]
    office = (
        "# Urząd Pracy w Lidzbarku Warmińskim zaprasza\nPowiatowy Urząd Pracy w Lidzbarku Warmińskim ogłasza nabór do "
        "projektu „Druga szansa”. Projekt dla 60 bezrobotnych trwa od 1 stycznia 2025 r. do 30 czerwca 2026 r."
    )
    [project] = extractor.extract(document(office))
    assert [one.name for one in project.organisations] == ["Powiatowy Urząd Pracy w Lidzbarku Warmińskim"]


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        (
            "# Kawiarenka dla opiekunów\nOd 4 marca 2024 r. ośrodek w Skępem prowadzi kawiarenkę dla opiekunów osób "
            "z demencją. Spotkania są co dwa tygodnie, udział jest bezpłatny.\nZapisy trwają do 26 lutego w sekretariacie.",
            False,
        ),
        (
            "# Dwa nowe programy\nProgram „Ciepły piec” – dopłaty do opału, 70 000 zł.\nProgram „Recepta na spokój” – "
            "zwrot wydatków na leki, 41 000 zł.",
            True,
        ),
    ],
)
def test_only_pages_that_may_tell_of_several_are_read_by_stretches(
    extractor: Extractor, text: str, doubtful: bool
) -> None:
    doc = extractor.read(document(text, published="2024-02-06"))
    words, facts = doc._.words, doc._.facts
    assert may_be_several(words, facts, candidate_groups(words, facts), titles=1) is doubtful
