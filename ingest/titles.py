"""The title of a document that names none: the line at its head that reads most like one."""

import re
from collections.abc import Sequence

from corpus.documents import BlockKind
from ingest.dates import bare_date, find_dates, place_and_date, stated_publication
from ingest.patterns import pattern
from ingest.pieces import Piece

HEAD = 16
"""Pieces among which a title is sought."""
RUNNING = 170
"""A piece longer than this is running text: the head ends there."""
LONGEST = 320
"""A longer heading is none: titles of resolutions run over many lines."""
_ACT = re.compile(r"^(?:uchwała|zarządzenie|obwieszczenie|rozporządzenie)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?:w sprawie|o|zmieniając[ay]|w przedmiocie)\s", re.IGNORECASE)
_SHORT_UNIT = (
    r"(?:M?-?GOPS|M?OPS|MOPR|PCPR|CUS|ROPS|[PW]UP|OIK|DPS)(?!(?-i:\s+(?!(?:w|we|im|nr|dla|i|-)\s)[a-ząćęłńóśźż]))"
)
"""An office's short name, unless a verb or the like goes on after it ("MOPS wraca na podwórka")."""
_UNIT = re.compile(
    r"^(?:(?:Miejsk\w+|Gminn\w+|Powiatow\w+|Miejsko-Gminn\w+|Regionaln\w+)\s+)?(?:Urz[ąa]d|Starostwo|O[śs]rodek|Centrum|Gmina|"
    r"Powiat|Miasto|" + _SHORT_UNIT + r"|BIP|Biuletyn|Komenda|Fundacja|Stowarzyszenie|Rada|Burmistrz|Prezydent|"
    r"Wójt|Starosta)\b[^–—:„\"!?]*$",
    re.IGNORECASE,
)
_TOOL = re.compile(
    r"@|\bat\b|\[dot\]|https?:|www\.|^(?:e-?mail|tel|fax|znak|sygn|id)\b|^[A-Z0-9./-]+\s*\|?$", re.IGNORECASE
)
_ANNEX = re.compile(
    r"^(?:załącznik|zał\.|do uchwały|wzór|strona|spis treści|opracowanie|projekt z dnia|dla mieszkańca)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"„|\"|\b(?:projekt|program|nabór|konkurs|ogłoszeni|strategia|konferencj|warsztat|uchwała)", re.IGNORECASE
)


def best_title(pieces: Sequence[Piece]) -> int | None:
    """The place of the piece that is the title, or None where the text begins without one.

    Seen are the short pieces before the first running text. Units' names, dates, addresses and annex lines
    are passed over; capitals, quoted names and words like "projekt" speak for a line, as does its length.
    """
    best, most = None, 0.0
    for place, piece in enumerate(pieces[:HEAD]):
        longest = LONGEST if piece.kind == BlockKind.HEADING else RUNNING
        if len(piece.text) > longest or (piece.kind in (BlockKind.ITEM, BlockKind.ROW) and best is not None):
            break
        if piece.kind in (BlockKind.ITEM, BlockKind.ROW, BlockKind.CAPTION):
            continue
        score = _score(piece, place)
        if score > most:
            best, most = place, score
    return best


def whole_title(pieces: Sequence[Piece], place: int) -> str:
    """The title at a place; that of a resolution with the line on its subject ("w sprawie …") that follows it."""
    title = pieces[place].text
    following = pieces[place + 1].text if place + 1 < len(pieces) else ""
    if _ACT.match(title) and _SUBJECT.match(following) and len(title) + len(following) < LONGEST:
        return f"{title} {following}"
    return title


def is_unit(line: str) -> bool:
    """Whether a line is only the name of an office or organisation."""
    return len(line) < 100 and _UNIT.match(line) is not None


def _score(piece: Piece, place: int) -> float:
    text = piece.text
    if (
        len(text) < 4
        or piece.mark
        or bare_date(text)
        or place_and_date(text)
        or stated_publication(text)
        or _TOOL.search(text)
    ):
        return 0.0
    heading = piece.kind == BlockKind.HEADING
    score = min(len(text), 70) / 2 + (30 if heading else 0) + (25 if text.isupper() else 0)
    score += 20 if _TELLING.search(text) else 0
    score += max(0, 3 - piece.level) * 25 if heading and piece.level else 0
    if _UNIT.match(text) or _ANNEX.match(text):
        score -= 75
    if text[-1] in ".,;:" or (next(find_dates(text), None) and len(text) < 40):
        score -= 25
    if text[0].islower():
        score -= 30
    if pattern("section_heads").fullmatch(text.strip(" ?!:.")):
        score -= 60
    if " " not in text:
        score -= 25  # a column's name ("MŁODZI", "SPORT") more often than a title
    return score - 1.5 * place
