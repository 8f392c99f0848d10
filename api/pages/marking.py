"""A document's text with the evidence of a programme's values marked: a pure function of both.

Spans may nest, repeat and cross; each becomes one `<mark>` (several where it crosses others or a block's end), the
first of which carries the id that the value links to.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from markupsafe import Markup, escape

from corpus.documents import Block, BlockKind, Document


@dataclass(frozen=True, slots=True)
class Span:
    """Evidence in the text: `text[start:end]`, of the field `field`; `anchor` is unique on the page."""

    start: int
    end: int
    anchor: str
    field: str
    title: str
    back: str
    """Anchor of the value that the span proves."""


@dataclass(frozen=True, slots=True)
class Part:
    """One block of the text, ready to be shown."""

    kind: BlockKind
    level: int
    page: int | None
    """Set where a page of a PDF begins with this block."""
    html: Markup
    cells: tuple[Markup, ...] = ()
    """A row's cells; empty for other blocks."""
    start: int = 0
    """Where the block begins in the text."""
    cell_starts: tuple[int, ...] = ()


@dataclass(slots=True)
class _Cursor:
    """Ids that were given out already: only a span's first piece carries one."""

    used: set[str] = field(default_factory=set)


def mark(document: Document, spans: Sequence[Span]) -> list[Part]:
    """The blocks of the document in order, with the spans marked in them."""
    cursor = _Cursor()
    parts = []
    page_starts = list(document.pages)
    for block in document.blocks or _lines(document.text):
        page = None
        while page_starts and page_starts[0] <= block.start:
            page_starts.pop(0)
            page = len(document.pages) - len(page_starts)
        inside = _clip(spans, block.start, block.end)
        cells: tuple[Markup, ...] = ()
        starts: tuple[int, ...] = ()
        if block.kind is BlockKind.ROW:
            places = list(_cells(document.text, block))
            starts = tuple(start for start, _ in places)
            cells = tuple(
                _pieces(document.text, start, end, _clip(inside, start, end), cursor) for start, end in places
            )
            html = Markup()
        else:
            html = _pieces(document.text, block.start, block.end, inside, cursor)
        parts.append(Part(block.kind, block.level, page, html, cells, block.start, starts))
    return parts


def _lines(text: str) -> Iterator[Block]:
    offset = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield Block(start=offset, end=offset + len(line.rstrip()), kind=BlockKind.PARAGRAPH)
        offset += len(line)


def _cells(text: str, block: Block) -> Iterator[tuple[int, int]]:
    start = block.start
    for cell in text[block.start : block.end].split(" | "):
        yield start, start + len(cell)
        start += len(cell) + len(" | ")


def _clip(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    return [
        replace(span, start=max(span.start, start), end=min(span.end, end))
        for span in spans
        if span.start < end and start < span.end
    ]


def _pieces(text: str, start: int, end: int, spans: list[Span], cursor: _Cursor) -> Markup:
    """`text[start:end]` as HTML. Longer spans are opened first, so most nest; a crossing one is closed and reopened."""
    bounds = sorted({start, end, *(span.start for span in spans), *(span.end for span in spans)})
    rank = {id(span): (span.start, -span.end, index) for index, span in enumerate(spans)}
    out: list[str] = []
    opened: list[Span] = []
    for first, last in pairwise(bounds):
        wanted = sorted(
            (span for span in spans if span.start <= first and last <= span.end), key=lambda span: rank[id(span)]
        )
        kept = 0
        while kept < min(len(opened), len(wanted)) and opened[kept] is wanted[kept]:
            kept += 1
        out.extend("</mark>" for _ in opened[kept:])
        out.extend(_open(span, cursor) for span in wanted[kept:])
        opened = wanted
        out.append(str(escape(text[first:last])))
    out.extend("</mark>" for _ in opened)
    return Markup("".join(out))  # noqa: S704 - every piece of text was escaped above


def _open(span: Span, cursor: _Cursor) -> str:
    identity = ""
    if span.anchor not in cursor.used:
        cursor.used.add(span.anchor)
        identity = f' id="{escape(span.anchor)}"'
    return (
        f'<mark{identity} class="f-{escape(span.field)}" data-e="{escape(span.anchor)}" data-v="{escape(span.back)}"'
        f' title="{escape(span.title)}">'
    )
