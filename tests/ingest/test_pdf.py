"""PDFs made for these tests. The core fonts have no Polish letters but ó, so their words do without."""

import pypdfium2
import pytest
from fpdf import FPDF

from corpus.documents import BlockKind
from ingest.errors import Encrypted, NoText, Truncated, UnreadableError
from ingest.pdf import ocr
from ingest.pdf.ocr import parse_tsv
from tests.ingest.reading import blocks, check_blocks, document

PROSE = (
    "Gmina Lipowiec prowadzi program wsparcia rodzin, w którym bierze udzial trzydziestu rodziców i czterdziestu "
    "uczniów. Zajecia odbywaja sie w poniedzialki i srody, a latem dzieci pojada na dwa turnusy nad jezioro. "
)


def pdf() -> FPDF:
    made = FPDF(format="A4")
    made.set_auto_page_break(True, 20)
    made.add_page()
    made.set_font("helvetica", size=11)
    return made


def out(made: FPDF) -> bytes:
    return bytes(made.output())


def test_paragraphs_headings_and_items() -> None:
    made = pdf()
    made.set_font("helvetica", "B", 18)
    made.multi_cell(
        0, 9, "Program wsparcia rodzin w gminie Lipowiec na lata 2024-2026 i dalsze lata", new_x="LMARGIN", new_y="NEXT"
    )
    made.set_font("helvetica", size=11)
    made.ln(6)
    made.multi_cell(0, 5, PROSE * 2, new_x="LMARGIN", new_y="NEXT")
    made.ln(6)
    made.set_font("helvetica", "B", 13)
    made.cell(0, 7, "Co robimy", new_x="LMARGIN", new_y="NEXT")
    made.set_font("helvetica", size=11)
    for item in ("- warsztaty dla rodziców,", "- poradnia;"):
        made.cell(0, 5, item, new_x="LMARGIN", new_y="NEXT")
    read = document(out(made))
    check_blocks(read)
    assert read.title == "Program wsparcia rodzin w gminie Lipowiec na lata 2024-2026 i dalsze lata"
    assert blocks(read, BlockKind.HEADING) == [read.title, "Co robimy"]
    assert blocks(read, BlockKind.PARAGRAPH) == [(PROSE * 2).strip()]
    assert blocks(read, BlockKind.ITEM) == ["warsztaty dla rodziców,", "poradnia;"]
    assert (read.published, read.url, read.pages) == (None, None, (0,))


def test_two_columns_are_read_one_after_the_other() -> None:
    made = pdf()
    left = "Lewa kolumna mówi o pieczy. " * 14
    right = "Prawa kolumna mówi o seniorach. " * 14
    made.set_font("helvetica", "B", 16)
    made.cell(0, 10, "Biuletyn gminny", new_x="LMARGIN", new_y="NEXT")
    made.set_font("helvetica", size=10)
    top = made.get_y()
    for x, text in ((10, left), (110, right)):
        made.set_xy(x, top)
        made.multi_cell(88, 5, text)
    text = document(out(made)).text
    assert text.index("Biuletyn") < text.index("Lewa") < text.rindex("Lewa") < text.index("Prawa")
    assert text.count("Lewa kolumna mówi o pieczy.") == 14
    assert text.count("Prawa kolumna mówi o seniorach.") == 14


def test_ruled_tables_give_rows() -> None:
    made = pdf()
    made.multi_cell(0, 5, PROSE, new_x="LMARGIN", new_y="NEXT")
    with made.table(col_widths=(3, 1)) as table:
        for first, second in (
            ("Zadanie", "Kwota"),
            ("Warsztaty dla rodziców zastepczych w kazdy czwartek miesiaca i w soboty po poludniu", "12 000 zl"),
            ("Obiady", "8 500 zl"),
        ):
            row = table.row()
            row.cell(first)
            row.cell(second)
    made.multi_cell(0, 5, PROSE)
    read = document(out(made))
    check_blocks(read)
    assert blocks(read, BlockKind.ROW) == [
        "Zadanie | Kwota",
        "Warsztaty dla rodziców zastepczych w kazdy czwartek miesiaca i w soboty po poludniu | 12 000 zl",
        "Obiady | 8 500 zl",
    ]
    assert [block.kind for block in read.blocks] == [BlockKind.PARAGRAPH, *[BlockKind.ROW] * 3, BlockKind.PARAGRAPH]


class Report(FPDF):
    def header(self) -> None:
        self.set_font("helvetica", size=8)
        self.cell(0, 6, "MOPS Lipowiec, ul. Krótka 2, 00-900 Lipowiec", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("helvetica", size=8)
        self.cell(0, 6, f"Strona {self.page_no()} z 3", align="C")


def test_running_lines_go_and_pages_are_told_apart() -> None:
    made = Report()
    texts = (
        PROSE,
        "Seniorzy spotykaja sie w klubie przy rynku i jezdza na basen. " * 4,
        "Asystenci odwiedzaja rodziny. " * 9,
    )
    for number in range(3):
        made.add_page()
        made.set_font("helvetica", size=11)
        made.multi_cell(0, 5, f"Rozdzial {number} otwiera te strone. {texts[number]}", new_x="LMARGIN", new_y="NEXT")
    read = document(out(made))
    check_blocks(read)
    assert "Strona" not in read.text
    assert blocks(read, BlockKind.IMPRINT) == ["MOPS Lipowiec, ul. Krótka 2, 00-900 Lipowiec"]
    assert len(read.pages) == 3
    for number in range(3):
        assert read.page_of(read.text.index(f"Rozdzial {number}")) == number + 1


def test_a_sentence_over_a_page_break_is_one_paragraph() -> None:
    made = pdf()
    made.set_y(250)
    made.multi_cell(
        0,
        5,
        "Na pierwszej stronie zdanie sie zaczyna i biegnie dalej, az do dolnej krawedzi, gdzie nadal trwa oraz",
    )
    made.add_page()
    made.multi_cell(0, 5, "konczy sie na drugiej stronie. Potem jest juz tylko kropka.")
    read = document(out(made))
    assert len(blocks(read, BlockKind.PARAGRAPH)) == 1
    assert read.page_of(read.text.index("Na pierwszej")) == 1
    assert read.page_of(read.text.index("konczy sie")) == 2


def test_hyphens_at_line_ends() -> None:
    made = pdf()
    for line in (
        "W tym roku w naszej gminie ruszyly zaje-",
        "cia dla rodzin z miasta Kedzierzyn-",
        "Kozle oraz okolic.",
    ):
        made.cell(70, 5, line, new_x="LMARGIN", new_y="NEXT")
    text = document(out(made)).text
    assert "zajecia dla rodzin" in text
    assert "Kedzierzyn-Kozle" in text


def test_an_encrypted_pdf() -> None:
    made = pdf()
    made.cell(0, 5, "tajne")
    made.set_encryption(owner_password="a", user_password="b")
    with pytest.raises(Encrypted):
        document(out(made))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_pdf_is_read_or_refused(share: float) -> None:
    made = pdf()
    made.multi_cell(0, 5, PROSE * 40)
    body = out(made)
    cut = body[: int(len(body) * share)]
    failure: UnreadableError | None = None
    try:
        check_blocks(document(cut))
    except UnreadableError as error:
        failure = error
    assert failure is None or isinstance(failure, Truncated | NoText)
    assert "\n" not in str(failure)


def scan_of(made: FPDF) -> bytes:
    image = pypdfium2.PdfDocument(out(made))[0].render(scale=3, grayscale=True).to_pil()
    scanned = FPDF(format="A4")
    scanned.add_page()
    scanned.image(image, 0, 0, 210, 297)
    return bytes(scanned.output())


def letter() -> FPDF:
    made = pdf()
    made.set_font("helvetica", size=14)
    made.multi_cell(0, 8, "Osrodek Pomocy zaprasza na warsztaty 15 maja 2024 r. Koszt zadania wynosi 12 500,00 zl.")
    return made


def test_a_scan_without_a_recogniser_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(NoText, match="Tesseract"):
        document(scan_of(letter()))


@pytest.mark.skipif(not ocr.available(), reason="Tesseract with Polish data is not installed")
def test_a_scan_is_recognised() -> None:
    read = document(scan_of(letter()))
    check_blocks(read)
    assert "warsztaty 15 maja 2024" in read.text
    assert "12 500,00" in read.text


def test_recognised_words_come_with_places_and_even_sizes() -> None:
    rows = [
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
        "4\t1\t1\t1\t1\t0\t100\t200\t400\t40\t-1\t",
        "5\t1\t1\t1\t1\t1\t100\t205\t90\t30\t95\tGmina",
        "5\t1\t1\t1\t1\t2\t200\t205\t90\t30\t12\t#~|",
        "4\t1\t1\t1\t2\t0\t100\t260\t400\t50\t-1\t",
        '5\t1\t1\t1\t2\t1\t100\t262\t90\t30\t91\t"Łęg"',
        "zepsuty wiersz",
    ]
    words = parse_tsv("\n".join(rows), 2.0)
    assert [(word.text, word.x0, word.top) for word in words] == [("Gmina", 50.0, 100.0), ('"Łęg"', 50.0, 130.0)]
    assert len({word.size for word in words}) == 1


def test_a_narrow_justified_column_under_a_wide_headline_is_running_text() -> None:
    made = pdf()
    made.set_font("helvetica", "B", 20)
    made.cell(0, 12, "Trzy dobre wiadomosci z gminy na ten rok", align="C", new_x="LMARGIN", new_y="NEXT")
    made.ln(4)
    made.set_font("helvetica", size=11)
    made.multi_cell(72, 5, PROSE * 2, align="J", new_x="LMARGIN", new_y="NEXT")
    read = document(out(made))
    assert blocks(read, BlockKind.PARAGRAPH) == [(PROSE * 2).strip()]
    assert blocks(read, BlockKind.ROW) == []


def test_the_foot_of_a_single_page_is_no_content() -> None:
    made = pdf()
    made.multi_cell(0, 5, PROSE * 3, new_x="LMARGIN", new_y="NEXT")
    made.set_auto_page_break(False)
    made.set_y(-15)
    made.cell(0, 5, "Echo Lipowca nr 4, 7 sierpnia 2020 str. 1/1")
    read = document(out(made))
    assert blocks(read) == [(PROSE * 3).strip()]
    assert read.published == "2020-08-07"


def test_the_title_of_a_resolution_is_whole_however_long() -> None:
    title = (
        "UCHWALA NR X/12/2024 RADY GMINY LIPOWIEC z dnia 27 listopada 2024 r. w sprawie uchwalenia Gminnego Programu "
        "Wspierania Rodziny i Rozwoju Pieczy w Gminie Lipowiec na lata 2025-2028"
    )
    made = pdf()
    made.set_font("helvetica", "B", 11)
    made.multi_cell(0, 5, title, align="C", new_x="LMARGIN", new_y="NEXT")
    made.set_font("helvetica", size=11)
    made.ln(6)
    made.multi_cell(0, 5, PROSE, new_x="LMARGIN", new_y="NEXT")
    read = document(out(made))
    assert read.title == title
    assert read.published is None


def test_a_sum_that_did_not_fit_the_line_stays_with_its_label() -> None:
    made = pdf()
    words = "Wklad wlasny:"
    line = "3. Calkowity koszt projektu"
    while made.get_string_width(f"{line}, {words}") < made.epw - 12:
        line += " i"
    for text in (f"{line}, {words}", "94 660,20 zl, w tym 30 tys. zl w formie pracy wolontariuszy."):
        made.cell(0, 5, text, new_x="LMARGIN", new_y="NEXT")
    read = document(out(made))
    assert len(read.blocks) == 1
    assert "Wklad wlasny: 94 660,20 zl" in read.text
