"""Lines to pieces: paragraphs, headings by size and weight, list items, rows."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from corpus.documents import BlockKind
from ingest.characters import one_line
from ingest.dates import bare_date, place_and_date
from ingest.hyphens import joined
from ingest.marks import opening_mark
from ingest.pdf.lines import Line
from ingest.pieces import Piece

HEADING = 1.12
"""How many times the body's size a heading's letters have at least."""
CELL = " | "
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVXL]{1,6}\.|§\s*\d+\.?|Rozdział\s+\S+)\s+(?!\d)\S")
_SENTENCE_END = re.compile(r"[.!?:;]['”\")]?$")
_BODY = re.compile(
    r"^(?:Stow\.|Stowarzyszenie|Fundacja|Komenda|Ośrodek|Urząd|Miejsk|Gminn|Powiatow|Centrum|Dom|Szkoła|Bibliotek|Parafia|"
    r"Caritas|Klub|Spółdzielnia|Zespół|Poradnia|Prezydent|Burmistrz|Wójt|Starosta|Marszałek)"
)
"""What opens the name of a body: in a narrow cell each begins a line."""
NARROW = 16
_LABEL = re.compile(r"^[^\W\d][\w\s.()/-]{1,45}:(?:\s|$)")
_BOUND = re.compile(r"\d|(?:zł|PLN|EUR|euro|tys\.?|mln|mld|r\.|%|osób|os\.|godz\.?|h)(?!\w)")
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}$|(?:…\s?){2,}\s*\d{0,3}$")


@dataclass(slots=True)
class Draft:
    """A piece in the making, with the page it begins on and, where it runs over, the place where the next begins."""

    piece: Piece
    page: int
    breaks: list[tuple[int, int]]
    """(page, offset in the piece's text) for each further page it runs onto."""


def body_size(lines: list[Line]) -> float:
    """The font size that most letters have, to half a point."""
    sizes: Counter[float] = Counter()
    for line in lines:
        for word in line.words:
            sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def heading_levels(lines: list[Line], body: float) -> dict[float, int]:
    """The level of each font size that is larger than the body's."""
    sizes = sorted({round(line.size) for line in lines if line.size >= HEADING * body}, reverse=True)
    return {size: min(place, 4) for place, size in enumerate(sizes, start=1)}


def drafts_of(lines: list[Line], page: int, body: float, levels: dict[float, int]) -> list[Draft]:
    """The pieces of one page's lines."""
    drafts: list[Draft] = []
    previous: Line | None = None
    most = max(0.75 * body, 1.3 * leading(lines))
    for place, line in enumerate(lines):
        text = one_line(line.text)
        if not text or _LEADER.search(text):
            continue
        last = drafts[-1] if drafts else None
        if len(line.cells) > 1 and _is_row(lines, place):
            cells = [one_line(" ".join(word.text for word in cell)) for cell in line.cells]
            drafts.append(Draft(Piece(BlockKind.ROW, CELL.join(cells)), page, []))
        elif last is not None and previous is not None and _continues(previous, line, last.piece, body, most):
            last.piece = _longer(last.piece, text)
        else:
            drafts.append(Draft(_begun(line, text, body, levels), page, []))
        previous = line
    for draft in drafts:
        draft.piece = _sober(draft.piece)
    return drafts


def _sober(piece: Piece) -> Piece:
    """A heading that is really a sentence in big letters, or only a date, as a paragraph."""
    if piece.kind != BlockKind.HEADING:
        return piece
    text = piece.text
    sentence = (text[-1] in ".," and len(text) > 50) or (text[0].islower() and len(text) > 40)
    if sentence or len(text) > 240 or place_and_date(text) or bare_date(text):
        return Piece(BlockKind.PARAGRAPH, text)
    return piece


def leading(lines: list[Line]) -> float:
    """The usual white space between two lines of the same size."""
    gaps = sorted(
        after.top - before.bottom
        for before, after in pairwise(lines)
        if after.top > before.top and abs(after.size - before.size) < 1 and after.top - before.bottom < 2.5 * after.size
    )
    return gaps[len(gaps) // 2] if gaps else 0.0


def run_over(last: Draft, first: Draft) -> bool:
    """Whether the first piece of a page goes on with the last of the page before it."""
    one, two = last.piece, first.piece
    if one.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or two.kind != BlockKind.PARAGRAPH:
        return False
    return not _SENTENCE_END.search(one.text) and (two.text[:1].islower() or one.text.endswith("-"))


def merged(last: Draft, first: Draft) -> Draft:
    """Two pieces that a page break parts as one."""
    text = joined(last.piece.text, first.piece.text)
    place = len(text) - len(first.piece.text)
    piece = Piece(last.piece.kind, text, last.piece.level, last.piece.mark)
    return Draft(piece, last.page, [*last.breaks, (first.page, place)])


def _begun(line: Line, text: str, body: float, levels: dict[float, int]) -> Piece:
    level = levels.get(round(line.size)) if line.size >= HEADING * body else None
    if level is not None and len(text) <= 160:
        return Piece(BlockKind.HEADING, text, level)
    item = opening_mark(text)
    if item and not (line.bold and text[0].isdigit()):
        return Piece(BlockKind.ITEM, item[1], 1, item[0])
    if line.bold and len(text) <= 140 and text[-1] not in ",;" and (text[-1] != "." or _NUMBERED.match(text)):
        return Piece(BlockKind.HEADING, text, 5)
    return Piece(BlockKind.PARAGRAPH, text)


def _longer(piece: Piece, text: str) -> Piece:
    return Piece(piece.kind, joined(piece.text, text), piece.level, piece.mark)


def _is_row(lines: list[Line], place: int) -> bool:
    """Whether a line with wide gaps is a row of a set table: a line beside it has cells at the same places."""
    line = lines[place]
    if len(line.cells) == len(line.words) > 2 and line.right - line.x1 < line.size:
        return False  # a justified line of few words
    near = [other for other in lines[max(0, place - 1) : place + 2] if other is not line and len(other.cells) > 1]
    starts = [cell[0].x0 for cell in line.cells[1:]]
    ends = [cell[-1].x1 for cell in line.cells[1:]]
    return any(
        abs(cell[0].x0 - start) < line.size or abs(cell[-1].x1 - end) < line.size
        for other in near
        for cell in other.cells[1:]
        for start, end in zip(starts, ends, strict=True)
    ) or bool(len(line.cells) == 2 and line.merged)


def _continues(previous: Line, line: Line, piece: Piece, body: float, most: float) -> bool:
    """Whether a line goes on with the piece that the line before it belongs to."""
    if piece.kind == BlockKind.ROW or (line.left != previous.left and line.top > previous.bottom + 3 * body):
        return False
    same_size = abs(line.size - previous.size) <= 0.12 * body
    gap = line.top - previous.bottom
    text = line.text
    if piece.kind == BlockKind.HEADING:
        return same_size and line.bold == previous.bold and gap < 0.9 * line.size and not _NUMBERED.match(text)
    if place_and_date(previous.text) or not same_size or (gap > most and line.top > previous.top):
        return False
    if line.bold and not previous.bold and not (previous.text[-1] not in ".:;!?" and text[0].islower()):
        return False
    if opening_mark(text) and not _dash_within(previous, line, piece, body):
        return False
    if previous.text.endswith("-") and text[:1].islower():
        return True
    if _LABEL.match(text) and _LABEL.match(piece.text) and _SENTENCE_END.search(previous.text):
        return False
    return _flows(previous, line, text, body)


def _dash_within(previous: Line, line: Line, piece: Piece, body: float) -> bool:
    """Whether a dash that opens a line stands inside a sentence: the line before it is full and unfinished."""
    if line.words[0].text not in {"-", "–", "—"} or len(line.words) < 2:
        return False
    if piece.kind != BlockKind.PARAGRAPH and not (piece.kind == BlockKind.ITEM and piece.mark != "- "):
        return False
    return not _SENTENCE_END.search(previous.text) and _room(previous, line) < 1.2 * body


def _room(previous: Line, line: Line) -> float:
    """The space left at the end of a line when the next line's first word is put there."""
    words = line.words
    end = 1
    while end < len(words) and words[end - 1].text[-1] in "0123456789–—" and _BOUND.match(words[end].text):
        end += 1  # the parts of a number, and its unit, stay together: hard spaces part them
    return (previous.right - previous.x1) - (words[end - 1].x1 - words[0].x0)


def _flows(previous: Line, line: Line, text: str, body: float) -> bool:
    """Whether a line flows on: the one before it had no room for its first word, or stops in mid-sentence."""
    if previous.right - previous.left < NARROW * body and _BODY.match(text):
        return False
    full = _room(previous, line) < 0.6 * body
    ended = _SENTENCE_END.search(previous.text) is not None
    if text[:1].islower():
        return full or not ended
    if line.x0 > previous.x0 + 0.8 * body and previous.x0 <= previous.left + body and not full:
        return False  # an indented first line
    if full:
        return not (ended and _NUMBERED.match(text)) and not (_LABEL.match(text) and _LABEL.match(previous.text))
    long = previous.x1 - previous.left > 0.6 * (previous.right - previous.left)
    if long and previous.text.endswith(":") and text[0].isdigit():
        return True
    return long and not ended and abs(line.x0 - previous.x0) < 0.5 * body and not _LABEL.match(text)
