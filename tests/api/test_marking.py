"""Evidence marked in a text: nothing of the text is lost, whatever the spans."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from api.pages.marking import Span, mark
from corpus.documents import Block, BlockKind, Document


def document(text: str, *blocks: Block, pages: tuple[int, ...] = ()) -> Document:
    return Document(id="d", source="d.txt", media_type="text/plain", text=text, blocks=blocks, pages=pages)


def span(start: int, end: int, number: int, field: str = "name") -> Span:
    return Span(start, end, f"e{number}", field, "Nazwa: „X” & <y>", f"v{number}")


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = draw(st.text("aąź <&>\"'\n|", min_size=1, max_size=80))
    places = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(places, places), max_size=12))
    return text, [span(min(pair), max(pair), number) for number, pair in enumerate(pairs) if pair[0] != pair[1]]


@given(texts_with_spans())
def test_the_text_stays_as_it_is(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    block = Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH)
    (part,) = mark(document(text, block), spans)
    assert plain(part.html) == text
    assert part.html.count("<mark") == part.html.count("</mark>")


@given(texts_with_spans())
def test_each_span_has_one_id_and_marks_just_its_words(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    (part,) = mark(document(text, Block(start=0, end=len(text), kind=BlockKind.PARAGRAPH)), spans)
    ids = re.findall(r'<mark id="(e\d+)"', part.html)
    assert sorted(ids) == sorted(one.anchor for one in spans)
    for one in spans:
        assert marked(part.html, one.anchor) == text[one.start : one.end]


def marked(html: str, anchor: str) -> str:
    """The text inside all marks of a span."""
    depth, found, stack = 0, "", []
    for piece in re.findall(r"<[^>]*>|[^<]+", html):
        if piece.startswith("<mark"):
            mine = f'data-e="{anchor}"' in piece
            stack.append(mine)
            depth += mine
        elif piece == "</mark>":
            depth -= stack.pop()
        elif depth:
            found += unescape(piece)
    return found


def test_a_span_across_blocks_is_marked_in_each() -> None:
    text = "Projekt Most\ndla rodzin"
    blocks = (
        Block(start=0, end=12, kind=BlockKind.HEADING, level=1),
        Block(start=13, end=23, kind=BlockKind.PARAGRAPH),
    )
    heading, paragraph = mark(document(text, *blocks), [span(8, 16, 1)])
    assert marked(heading.html, "e1") == "Most"
    assert marked(paragraph.html, "e1") == "dla"
    assert heading.html.count('id="e1"') + paragraph.html.count('id="e1"') == 1


def test_rows_become_cells_and_pages_are_numbered() -> None:
    text = "Kwota | 12 500 zł\nDalszy ciąg"
    blocks = (Block(start=0, end=17, kind=BlockKind.ROW), Block(start=18, end=29, kind=BlockKind.PARAGRAPH))
    row, further = mark(document(text, *blocks, pages=(0, 18)), [span(8, 17, 1, "amounts")])
    assert [plain(cell) for cell in row.cells] == ["Kwota", "12 500 zł"]
    assert 'class="f-amounts"' in row.cells[1]
    assert (row.page, further.page) == (1, 2)


def test_a_text_without_blocks_is_shown_line_by_line() -> None:
    parts = mark(document("Pierwszy wiersz\n\n  Drugi\n"), [span(0, 8, 1)])
    assert [plain(part.html).strip() for part in parts] == ["Pierwszy wiersz", "Drugi"]
