"""Nothing crashes a reader, and blocks hold on whatever it reads."""

from contextlib import suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.documents import BlockKind
from ingest.characters import one_line, uniform
from ingest.errors import UnreadableError
from ingest.pieces import Piece, compose
from tests.ingest.reading import check_blocks, document

TAGS = [
    "p",
    "div",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "b",
    "br",
    "span",
    "a",
    "dl",
    "dt",
    "dd",
    "section",
    "article",
    "main",
    "nav",
    "blockquote",
    "font",
]
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="<&>"), max_size=40)
MARKUP = st.lists(
    st.one_of(
        st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
        st.sampled_from(['<a href="/x">', '<div class="menu">', '<p id="tresc">', "<ul class=news>", "<h1 class=a>"]),
        WORDS,
    ),
    max_size=60,
)


@given(st.binary(max_size=600))
@example(b"%PDF-1.4 \x00\xff")
@example(b"\xff\xfe\x00\xd8")
@settings(deadline=None)
def test_random_bytes_give_a_document_or_one_of_our_errors(body: bytes) -> None:
    with suppress(UnreadableError):
        check_blocks(document(body))


@given(MARKUP)
@settings(deadline=None)
def test_any_markup(parts: list[str]) -> None:
    with suppress(UnreadableError):
        check_blocks(document("<!DOCTYPE html><html><body>" + "".join(parts)))


@given(st.lists(WORDS, max_size=25).map("\n".join))
@settings(deadline=None)
def test_any_text(text: str) -> None:
    with suppress(UnreadableError):
        check_blocks(document(text, source="a.txt"))


@given(st.text())
def test_uniform_text_stays_as_it_is(text: str) -> None:
    once = uniform(text)
    assert uniform(once) == once
    assert one_line(one_line(text)) == one_line(text)


@given(
    st.lists(
        st.tuples(st.sampled_from(list(BlockKind)), st.text("abc ", max_size=6), st.sampled_from(["", "- ", "1. "]))
    )
)
def test_blocks_are_the_pieces(rows: list[tuple[BlockKind, str, str]]) -> None:
    pieces = [Piece(kind, words, 0, mark) for kind, words, mark in rows]
    text, blocks = compose(pieces)
    assert [text[block.start : block.end] for block in blocks] == [piece.text for piece in pieces if piece.text]
