"""PDF bytes → Document: words, tables, columns, lines, paragraphs, and where each page begins."""

import re
from collections.abc import Iterator
from typing import Any

import pypdfium2

from corpus.documents import Block, BlockKind, Document, Snapshot, document_id
from ingest.characters import one_line
from ingest.datelines import document_date
from ingest.errors import Encrypted, NoText, Truncated
from ingest.hyphens import joined
from ingest.pdf.edges import without_running_lines
from ingest.pdf.lines import Line, lines_of, reading_order
from ingest.pdf.ocr import recognised
from ingest.pdf.paragraphs import CELL, Draft, body_size, drafts_of, heading_levels, merged, run_over
from ingest.pdf.tables import Table, ruled_tables
from ingest.pdf.words import PageContent, Word, page_content
from ingest.pieces import Piece, compose
from ingest.settings import settings
from ingest.titles import best_title, whole_title

SCAN_CHARS = 25
"""A page with fewer letters and an image on it is a scan."""
SCAN_IMAGE = 0.25
_PUBLISHER = re.compile(
    r"\b\d\d-\d{3}\b|^(?:Urząd|Starostwo|Gmina|Powiat|Miasto|(?:Miejski|Gminny|Powiatowe|Miejsko-Gminny|Centrum|Ośrodek)\b"
    r"|M?GOPS|M?OPS|MOPR|PCPR|CUS|ROPS|PUP|WUP)\b"
)
"""A running line that names the publisher: an address, or a unit's name."""

_FILE_NAME = re.compile(r"\.(?:docx?|pdf|odt|xlsx?|indd|cdr)\b|_|^microsoft|untitled|bez nazwy", re.IGNORECASE)


def read_pdf(snapshot: Snapshot) -> Document:
    """The document of a PDF.

    Raises Encrypted, Truncated, and NoText where no page has text and scans cannot be recognised.
    """
    try:
        pdf = pypdfium2.PdfDocument(snapshot.body)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or b"/Encrypt" in snapshot.body:
            raise Encrypted("The PDF asks for a password: save it without one.") from error
        raise Truncated("The PDF is cut off or damaged and cannot be opened.") from error
    try:
        return _document(pdf, snapshot)
    finally:
        pdf.close()


def _document(pdf: Any, snapshot: Snapshot) -> Document:
    count = min(len(pdf), settings().max_pages)
    contents = [_content(pdf, number) for number in range(count)]
    scans = [number for number, content in enumerate(contents) if _is_scan(content)]
    for number in scans[: settings().ocr_pages]:
        page = pdf[number]
        words = recognised(page, contents[number].width, contents[number].height)
        contents[number] = PageContent(contents[number].width, contents[number].height, words, [], 0.0)
    if not any(content.words for content in contents):
        raise NoText(
            "The PDF holds only scanned pages and no text was recognised: install Tesseract with its Polish data (pol)."
            if scans
            else "There is no text in the PDF."
        )
    drafts, running = _drafts(contents)
    imprint = [line for line in running if _PUBLISHER.search(line)][:2]
    pieces = [draft.piece for draft in drafts] + [Piece(BlockKind.IMPRINT, line) for line in imprint]
    text, blocks = compose(pieces)
    title = _title(drafts, pdf)
    return Document(
        id=document_id(snapshot.url, snapshot.body),
        url=snapshot.url,
        source=snapshot.source,
        media_type="application/pdf",
        title=title,
        published=document_date(text.split("\n"), running),  # the metadata's dates say when the file was saved
        text=text,
        pages=_page_offsets(drafts, blocks, len(contents), len(text)),
        blocks=blocks,
        publisher=None,
    )


def _content(pdf: Any, number: int) -> PageContent:
    try:
        page = pdf[number]
    except pypdfium2.PdfiumError:
        return PageContent(1.0, 1.0, [], [], 0.0)  # one damaged page costs only itself
    try:
        return page_content(page)
    finally:
        page.close()


def _is_scan(content: PageContent) -> bool:
    letters = sum(len(word.text) for word in content.words)
    return letters < SCAN_CHARS and content.image_share >= SCAN_IMAGE


def _drafts(contents: list[PageContent]) -> tuple[list[Draft], list[str]]:
    """The pieces of all pages, and the running lines."""
    tables: list[list[Table]] = []
    pages: list[tuple[float, list[Line]]] = []
    for content in contents:
        found, rest = ruled_tables(content.rules, content.words)
        tables.append(found)
        pages.append((content.height, reading_order(rest)))
    kept, running = without_running_lines(pages)
    everything = [line for lines in kept for line in lines]
    body = body_size(everything)
    levels = heading_levels(everything, body)
    drafts: list[Draft] = []
    for number, lines in enumerate(kept):
        page = list(_page_drafts(lines, tables[number], number, body, levels))
        if drafts and page and run_over(drafts[-1], page[0]):
            drafts[-1] = merged(drafts[-1], page.pop(0))
        drafts.extend(page)
    return drafts, running


def _page_drafts(
    lines: list[Line], tables: list[Table], page: int, body: float, levels: dict[float, int]
) -> Iterator[Draft]:
    """The pieces of a page: runs of lines, and the tables between them."""
    run: list[Line] = []
    for line in lines:
        numbers = [word.table for word in line.words if word.table is not None]
        line.words = [word for word in line.words if word.table is None]
        if line.words:
            run.append(line)
        if numbers:
            yield from drafts_of(run, page, body, levels)
            run = []
        for number in numbers:
            yield from _rows(tables[number], page)
    yield from drafts_of(run, page, body, levels)


def _rows(table: Table, page: int) -> Iterator[Draft]:
    for row in range(len(table.ys) - 1):
        cells = [_cell_text(table.cells.get((row, column), [])) for column in range(len(table.xs) - 1)]
        filled = [cell for cell in cells if cell]
        if len(filled) > 1:
            while not cells[-1]:
                cells.pop()
            text = CELL.join(cells) if all(cells[1:]) or len(filled) > 2 else CELL.join(filled)
            heads = row == 0 and not cells[0] and len(filled) > 1  # of columns, above rows with heads of their own
            yield Draft(Piece(BlockKind.ROW, one_line(text if heads else text.removeprefix(CELL))), page, [])
        elif filled:
            yield Draft(Piece(BlockKind.PARAGRAPH, filled[0]), page, [])


def _cell_text(words: list[Word]) -> str:
    text = ""
    for line in lines_of(words):
        text = joined(text, line.text) if text else line.text
    return one_line(text)


def _page_offsets(drafts: list[Draft], blocks: tuple[Block, ...], count: int, length: int) -> tuple[int, ...]:
    """Where each page begins in the text; a page without text begins where the next one does."""
    starts: dict[int, int] = {0: 0}
    visible = [draft for draft in drafts if draft.piece.text]
    for draft, block in zip(visible, blocks, strict=False):
        starts.setdefault(draft.page, block.start - len(draft.piece.mark))
        for page, offset in draft.breaks:
            starts.setdefault(page, block.start + offset)
    offsets = [length] * count
    following = length
    for page in range(count - 1, -1, -1):
        following = starts.get(page, following)
        offsets[page] = following
    return tuple(offsets)


def _title(drafts: list[Draft], pdf: Any) -> str | None:
    """The line of the first pages that reads most like a title; else the metadata's where that reads like one."""
    early = [draft.piece for draft in drafts if draft.page <= 1]
    place = best_title(early)
    if place is not None:
        return whole_title(early, place)
    stated = one_line(str(pdf.get_metadata_dict().get("Title") or ""))
    return stated if len(stated.split()) > 2 and not _FILE_NAME.search(stated) else None
