"""Plain text and Markdown."""

import pytest

from corpus.documents import BlockKind
from ingest.errors import EmptyFile, NoText
from ingest.hyphens import joined
from tests.ingest.reading import blocks, check_blocks, document

DUMP = """Strona główna | BIP | Kontakt | A A+ A++
Gmina Kruszyna > Aktualności > Rodzina

RAZEM RAŹNIEJ

Opublikowano: 3.04.2023, Administrator

Gminny Ośrodek Pomocy Społecznej w Kruszynie od kwietnia prowadzi spotkania dla rodzin, które przyjęły dzieci.

Co w planie?
- warsztaty w każdą drugą środę,
- 2 wyjazdy: 10.06 i 9.09;

   Koszt zadania        12 000 zł
   w tym gmina           9 000 zł

Czytaj również:
  * Zbiórka makulatury
  * Rusza kino letnie
[Drukuj] [Udostępnij]
GOPS, ul. Krótka 1, 00-901 Kruszyna
"""


def test_a_text_dump_of_a_page() -> None:
    read = document(DUMP, source="strona.txt")
    check_blocks(read)
    assert read.title == "RAZEM RAŹNIEJ"
    assert read.published == "2023-04-03"
    assert read.publisher == "Gmina Kruszyna"
    assert blocks(read, BlockKind.ITEM) == ["warsztaty w każdą drugą środę,", "2 wyjazdy: 10.06 i 9.09;"]
    assert blocks(read, BlockKind.ROW) == ["Koszt zadania | 12 000 zł", "w tym gmina | 9 000 zł"]
    assert blocks(read, BlockKind.IMPRINT) == ["Gmina Kruszyna", "GOPS, ul. Krótka 1, 00-901 Kruszyna"]
    for noise in ("BIP", "Aktualności", "makulatury", "Drukuj", "Administrator"):
        assert noise not in read.text


def test_lines_wrapped_by_hand_are_rejoined() -> None:
    wrapped = """Zapraszamy na zajęcia

Od pierwszego marca w budynku dawnej szkoły w Kruszynie działa punkt, w którym rodzi-
ny zastępcze mogą porozmawiać z psychologiem, prawnikiem i pracownikiem socjalnym. Nie
trzeba się umawiać.

Adres: ul. Długa 4
Godziny: 8-15

Punkt prowadzi Powiatowe Centrum Pomocy Rodzinie razem z fundacją, która działa w całym
powiecie od dwunastu lat i ma własnych wolontariuszy.
"""
    read = document(wrapped, source="list.txt")
    paragraphs = blocks(read, BlockKind.PARAGRAPH)
    assert paragraphs[0].startswith("Od pierwszego marca")
    assert "w którym rodziny zastępcze" in paragraphs[0]
    assert paragraphs[0].endswith("Nie trzeba się umawiać.")
    assert "Adres: ul. Długa 4" in paragraphs
    assert "Godziny: 8-15" in paragraphs


def test_markdown() -> None:
    text = (
        "# Klub rodzica\n\nZapraszamy **wszystkich** [tutaj](https://x.example.pl).\n\n## Plan\n\n1. rozmowy\n2. kino\n"
    )
    source = text + "\n| co | ile |\n|---|---|\n| bilety | 30 zł |\n"
    read = document(source, source="klub.md")
    assert read.media_type == "text/markdown"
    assert read.title == "Klub rodzica"
    assert "Zapraszamy wszystkich tutaj." in blocks(read, BlockKind.PARAGRAPH)
    assert blocks(read, BlockKind.ITEM) == ["rozmowy", "kino"]
    assert blocks(read, BlockKind.ROW) == ["co | ile", "bilety | 30 zł"]


def test_a_heading_in_capitals_over_several_lines_is_one() -> None:
    capitals = "OPS WIERZBOWO\n\n**PROGRAM OSŁONOWY\nDLA RODZIN\nNA LATA 2010-2012**\n\n"
    read = document(capitals + "Program opisuje pomoc dla rodzin z gminy.\n")
    assert read.title == "PROGRAM OSŁONOWY DLA RODZIN NA LATA 2010-2012"


def test_glued_paragraphs_are_parted() -> None:
    read = document("Rodziny dostały wsparcie emocjonalne.Warsztaty dla dzieci\nNa zajęcia przyszło 30 osób.\n")
    assert "Warsztaty dla dzieci" in blocks(read)


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("zaję-", "cia", "zajęcia"),
        ("Kędzierzyn-", "Koźle", "Kędzierzyn-Koźle"),
        ("opiekuńczo-", "wychowawczych", "opiekuńczo-wychowawczych"),
        ("społeczno-", "ści lokalnej", "społeczności lokalnej"),
        ("w latach 2021-", "2027", "w latach 2021-2027"),
        ("zajęcia", "dla dzieci", "zajęcia dla dzieci"),
    ],
)
def test_words_parted_at_a_lines_end(first: str, second: str, whole: str) -> None:
    assert joined(first, second).replace("2021- 2027", "2021-2027") == whole


def test_nothing_to_read() -> None:
    with pytest.raises(EmptyFile):
        document(b"  \n\t ")
    with pytest.raises(NoText):
        document(b"--- 123 ---\n***\n")


def test_dots_that_lead_the_eye_part_the_cells_of_a_row() -> None:
    points = (
        "Punkty za zgłoszenie\n\n   rodzina wielodzietna (3+) ......... 3 pkt\n   oboje rodzice pracują .... 2 pkt\n"
    )
    read = document(points, source="a.txt")
    assert blocks(read, BlockKind.ROW) == ["rodzina wielodzietna (3+) | 3 pkt", "oboje rodzice pracują | 2 pkt"]


@pytest.mark.parametrize(
    ("path", "publisher"),
    [
        ("Gmina Kruszyna | Aktualności | GOPS", "Gmina Kruszyna"),
        ("PUP KRUSZYNA / OGŁOSZENIA / NABÓR", "PUP KRUSZYNA"),
        ("Gmina Kruszyna >> Aktualności >> Rodzina", "Gmina Kruszyna"),
    ],
)
def test_a_path_names_the_site_and_leaves(path: str, publisher: str) -> None:
    text = f"{path}\n\nNABÓR DO KLUBU\n\nZapraszamy osoby po sześćdziesiątce na zajęcia w remizie.\n"
    read = document(text, source="a.txt")
    assert (read.title, read.publisher) == ("NABÓR DO KLUBU", publisher)
    assert path not in read.text


def test_a_part_of_the_text_is_not_its_title() -> None:
    text = "Rodzina 2023 - w skrócie\n\nOd lat wracamy do pracy z rodzinami.\n\nDLA KOGO\nDla mieszkańców gminy.\n"
    assert document(text, source="a.txt").title == "Rodzina 2023 - w skrócie"


def test_a_programmes_years_may_end_a_heading() -> None:
    text = "GOPS Kruszyna\n\nASYSTENT RODZINY W 2024 R.\nDofinansowano z Funduszu Pracy\n\nKwota: 18 432 zł\n"
    assert document(text, source="a.txt").title == "ASYSTENT RODZINY W 2024 R."


def test_a_label_with_two_dashes_is_an_item_and_speech_is_not() -> None:
    text = "Projekt Krok\n\n- Okres realizacji - 01.01.2025 - 30.09.2026\n- Wartość: 12 zł\n\n- Czekaliśmy - mówi sołtyska.\n"
    read = document(text, source="a.txt")
    assert blocks(read, BlockKind.ITEM) == ["Okres realizacji - 01.01.2025 - 30.09.2026", "Wartość: 12 zł"]
