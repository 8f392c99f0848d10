"""Names that no quotation mark shows: places that are bodies, calls behind a colon, donors between head and name."""

import pytest

from corpus.documents import Block, BlockKind, Document
from extract.pipeline import Extractor


def _names(*blocks: tuple[BlockKind, str]) -> list[str]:
    text, parts = "", []
    for kind, content in blocks:
        text += "\n" if text else ""
        parts.append(Block(start=len(text), end=len(text) + len(content), kind=kind))
        text += content
    document = Document(id="n", source="n.txt", media_type="text/plain", text=text, blocks=tuple(parts))
    return [programme.name.value for programme in Extractor().extract(document)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Dzienny Dom Senior+ w Łebie zaprasza osoby po 60. roku życia. Gimnastyka i obiady są bezpłatne do 31 grudnia"
            " 2024 r., na prowadzenie domu gmina dostała 88 000 zł.",
            "Dzienny Dom Senior+ w Łebie",
        ),
        (
            "Gmina Kowary rozpoczęła realizację nowego projektu: Spokojny Senior w Kowarach. Od 1 kwietnia do 31 grudnia"
            " 2024 r. 40 osób dostanie opaski. Wartość: 96 000 zł.",
            "Spokojny Senior w Kowarach",
        ),
        (
            "Gmina Osjaków realizuje Program Ministra Rodziny, Pracy i Polityki Społecznej „Opieka 75+”. Dotacja wynosi"
            " 31 000 zł, pomoc ma 15 seniorów, do 31 grudnia 2024 r.",
            "Opieka 75+",
        ),
        (
            "W Żninie miejski program wczesnego wykrywania jaskry przyjęto na trzy lata. W 2024 r. gmina przebada 300"
            " mieszkańców po 50. roku życia za 42 000 zł, badania potrwają do 30 listopada.",
            "Miejski program wczesnego wykrywania jaskry",
        ),
        (
            "Centrum Usług Społecznych w Redzie prowadzi warsztaty Oswoić ciszę. Pięć spotkań dla opiekunów osób"
            " niesłyszących odbędzie się od 7 października do 4 listopada 2024 r. Udział jest bezpłatny.",
            "Oswoić ciszę",
        ),
    ],
)
def test_a_name_without_quotation_marks_is_found_whole(text: str, name: str) -> None:
    assert _names((BlockKind.PARAGRAPH, text)) == [name]


def test_the_line_under_the_title_of_rules_names_the_project() -> None:
    found = _names(
        (BlockKind.HEADING, "Regulamin rekrutacji i udziału w projekcie"),
        (BlockKind.HEADING, "Drugi start w powiecie sępoleńskim"),
        (BlockKind.PARAGRAPH, "1. Projekt prowadzi Powiatowe Centrum Pomocy Rodzinie w Sępólnie Krajeńskim."),
        (BlockKind.PARAGRAPH, "2. Okres realizacji: od 1 marca 2021 r. do 28 lutego 2023 r. Wsparcie dla 50 osób."),
    )
    assert found == ["Drugi start w powiecie sępoleńskim"]


def test_a_body_behind_a_name_is_no_part_of_it() -> None:
    found = _names(
        (
            BlockKind.PARAGRAPH,
            "W ramach projektu Dobre jutro Dom Pomocy Społecznej w Jaśle otrzymał 210 000 zł. Od 1 lipca do 31 grudnia"
            " 2020 r. kupiono środki ochrony dla 90 mieszkańców.",
        )
    )
    assert found == ["Dobre jutro"]


def test_a_sentence_may_call_the_one_before_it_a_name() -> None:
    found = _names(
        (
            BlockKind.PARAGRAPH,
            "Pora na sąsiada! To hasło akcji wolontariuszy w Kole. Od 1 do 31 maja 2024 r. młodzież będzie robić zakupy"
            " samotnym seniorom, zgłosiło się 60 osób.",
        )
    )
    assert found == ["Pora na sąsiada"]
