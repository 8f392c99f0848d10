"""Lines to pieces: headings by form, list items, rows of columns, paragraphs."""

import re

from corpus.documents import BlockKind
from ingest.characters import squeezed
from ingest.marks import opening_mark
from ingest.pieces import Piece
from ingest.text.wrapping import COLUMNS, LABEL, RULE

CELL = " | "
HEADING_CHARS = 120
INDENT = 6
"""Spaces of indentation that make a list item one deeper."""
CAPITALS_LEVEL, FORM_LEVEL = 3, 4
_HASHES = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"^(?:=+|-{4,})\s*$")
_TABLE_RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_SOURCE = re.compile(
    r"^(?:źródło|wg inf\S* z|autor|tekst|opracowa\S+|fot|dyrektor|burmistrz|wójt|kierownik)\b", re.IGNORECASE
)
_YEAR_END = re.compile(r"\d{4}\s?R\.$")
_DOT = re.compile(r"^\.\s+(?=\S)")


def pieces_of(lines: list[str]) -> list[Piece]:
    """The pieces of a text, one a line; headings in capitals that run over several lines are put together."""
    pieces: list[Piece] = []
    touching = False
    for place, line in enumerate(lines):
        stripped = line.strip()
        if not stripped or RULE.match(stripped) or _TABLE_RULE.match(stripped):
            touching = False
            continue
        following = lines[place + 1].strip() if place + 1 < len(lines) else ""
        before = lines[place - 1].strip() if place else ""
        if touching and pieces and _runs_on(pieces[-1], stripped):
            last = pieces.pop()
            pieces.append(Piece(BlockKind.HEADING, f"{last.text} {squeezed(stripped)}", last.level))
        else:
            pieces.append(_piece(line, stripped, following, before))
        touching = True
    return pieces


def _runs_on(last: Piece, line: str) -> bool:
    """Whether a line goes on with the heading above it: capitals after capitals, or "w Kłodzku" after a unit's name."""
    if (
        last.kind != BlockKind.HEADING
        or not last.text.isupper()
        or len(line) > HEADING_CHARS
        or last.text[-1] in ".:!?"
    ):
        return False
    if opening_mark(line) or RULE.match(line) or COLUMNS.search(line):
        return False
    letters = [character for character in line if character.isalpha()]
    capitals = sum(character.isupper() for character in letters) > 0.85 * max(len(letters), 1)
    return bool(letters) and (capitals or (line[0].islower() and len(line) < 40))


def _piece(line: str, stripped: str, following: str, before: str) -> Piece:
    marked = _marked_heading(stripped, following)
    if marked:
        return marked
    if stripped.startswith("|") and stripped.count("|") > 2:
        return Piece(BlockKind.ROW, CELL.join(squeezed(cell) for cell in stripped.strip("|").split("|")))
    mark, words = _item(stripped)
    cells = [cell for cell in map(squeezed, COLUMNS.split(words)) if cell]
    if len(cells) > 1:
        return Piece(BlockKind.ROW, CELL.join(cells), 0, mark)
    if mark and mark[0].isdigit() and words.isupper() and not following and len(words) <= HEADING_CHARS:
        return Piece(BlockKind.HEADING, squeezed(words), CAPITALS_LEVEL, mark)
    if mark:
        return Piece(BlockKind.ITEM, squeezed(words), 1 + (len(line) - len(line.lstrip())) // INDENT, mark)
    if _is_heading(stripped, following, before):
        return Piece(BlockKind.HEADING, squeezed(stripped), CAPITALS_LEVEL if stripped.isupper() else FORM_LEVEL)
    return Piece(BlockKind.PARAGRAPH, squeezed(stripped))


def _marked_heading(stripped: str, following: str) -> Piece | None:
    """A heading in Markdown's writing, or None."""
    hashes = _HASHES.match(stripped)
    if hashes:
        return Piece(BlockKind.HEADING, squeezed(hashes[2]), len(hashes[1]))
    if (
        len(following) >= 3
        and _UNDERLINE.match(following)
        and len(stripped) < HEADING_CHARS
        and stripped[-1] not in ".;,"
    ):
        return Piece(BlockKind.HEADING, squeezed(stripped), 1 if following[0] == "=" else 2)
    return None


def _item(stripped: str) -> tuple[str, str]:
    """The mark of a list item and its words; no mark for another line. "- 1. x" keeps both marks."""
    if dot := _DOT.match(stripped):
        return "- ", stripped[dot.end() :]
    outer = opening_mark(stripped)
    if not outer:
        return "", stripped
    inner = opening_mark(outer[1]) if outer[0] == "- " else None
    return (f"- {inner[0]}", inner[1]) if inner and inner[0] != "- " else outer


def _is_heading(line: str, following: str, before: str) -> bool:
    """Whether a short line stands like a heading: in capitals, or alone before text and without a full stop."""
    if (
        len(line) > HEADING_CHARS
        or (line[-1] in ".,;)" and not _YEAR_END.search(line))
        or not any(character.isalpha() for character in line)
    ):
        return False
    if line.isupper() and len(line) > 3:
        return True
    if before or _SOURCE.match(line) or (LABEL.match(line) and not line.endswith(":")):
        return False
    if line.endswith((":", "?")):
        return len(line) < 60
    return not following and len(line) < 90 and line[0].isupper() and not line[-1].isdigit() and len(line.split()) < 12
