"""Stretches of a page that speak of something else than what it announces."""

from corpus.documents import Block, BlockKind, Document
from extract.asides import asides
from extract.words import read_words


def marked(*lines: tuple[str, BlockKind]) -> list[bool]:
    """For each line, whether its first word stands in such a stretch."""
    text, blocks = "", []
    for line, kind in lines:
        text += "\n" if text else ""
        blocks.append(Block(start=len(text), end=len(text) + len(line), kind=kind, level=3))
        text += line
    words = read_words(Document(id="d", source="d.html", media_type="text/html", text=text, blocks=tuple(blocks)))
    marks = asides(words)
    return [bool(marks[words.at(block.start, block.end)[0]]) for block in blocks]


_NEWS = "Klub sąsiedzki zaprasza seniorów na gimnastykę, warsztaty kulinarne i wycieczki po okolicy przez cały rok."


def test_news_under_a_heading_of_their_own() -> None:
    found = marked(
        (_NEWS, BlockKind.PARAGRAPH),
        ("Ostatnio dodane", BlockKind.HEADING),
        ("Rajd pieszy, wpisowe 20 zł.", BlockKind.ITEM),
    )
    assert found == [False, True, True]


def test_a_table_in_brief_is_the_announcement_itself() -> None:
    rows = [("W skrócie", BlockKind.HEADING), ("Wartość | 90 000 zł", BlockKind.ROW)]
    assert marked((_NEWS, BlockKind.PARAGRAPH), *rows) == [False, False, False]
