"""Text and Markdown bytes → Document: decode, clean the edges, rejoin wrapped lines, find the structure."""

import re

from corpus.documents import BlockKind, Document, Snapshot, document_id
from ingest.characters import uniform
from ingest.datelines import document_date
from ingest.dates import find_dates
from ingest.encoding import decode
from ingest.errors import NoText
from ingest.pieces import Piece, compose, with_title
from ingest.text.edges import without_edges
from ingest.text.mail import mail_header
from ingest.text.structure import pieces_of
from ingest.text.wrapping import parted_sentences, unwrapped
from ingest.titles import best_title, is_unit

_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_STRAY = re.compile(r"\*\*|(?<!\w)__|__(?!\w)")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_PERIODICAL = re.compile(
    r"\s*[•·*|]\s|\s+(?:nr|numer)\b|\s::\s|[\s,–-]+(?:poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela),?\s*$",
    re.IGNORECASE,
)
"""What follows a periodical's name in its masthead."""
_POSTCODE = re.compile(r"\b\d\d-\d{3}\b")


def read_text(snapshot: Snapshot, *, media_type: str = "text/plain") -> Document:
    """The document of a text file. Raises NoText where it holds no letter."""
    text = uniform(decode(snapshot.body, (snapshot.charset,)))
    if not any(character.isalpha() for character in text):
        raise NoText("There are no words in this file.")
    mail, lines = mail_header([_plain(line) for line in text.split("\n")])
    body, edge = without_edges(lines)
    pieces = pieces_of(parted_sentences(unwrapped(body)))
    if mail and mail.subject:
        title: str | None = mail.subject
        pieces = with_title(pieces, title)
    else:
        pieces, title = _titled(pieces)
    if mail and mail.sender:
        edge = [mail.sender, *edge]
    composed, blocks = compose([*pieces, *(Piece(BlockKind.IMPRINT, line) for line in edge)])
    return Document(
        id=document_id(snapshot.url, snapshot.body),
        url=snapshot.url,
        source=snapshot.source,
        media_type=media_type,
        title=title,
        published=(mail.published if mail else None) or document_date(lines),
        text=composed,
        blocks=blocks,
        publisher=_publisher(pieces, edge),
    )


def _plain(line: str) -> str:
    """A line without Markdown's links and emphasis marks; columns set with spaces stay apart."""
    line = line.rstrip()
    if "](" in line:
        line = _LINK.sub(r"\1", line)
    if "**" in line or "__" in line:
        line = _STRAY.sub("", _EMPHASIS.sub(r"\2", line))
    return line


def _publisher(pieces: list[Piece], edge: list[str]) -> str | None:
    """The site's name from the breadcrumb, else the unit's name that the text opens with."""
    named = next((line for line in edge if not _POSTCODE.search(line)), None)
    opening = next((piece.text for piece in pieces[:3] if is_unit(piece.text)), None)
    name = named or opening
    if not name:
        return None
    date = next(find_dates(name), None)
    return _PERIODICAL.split(name[: date.start] if date else name)[0].strip(" ,–-|•*:;") or None


def _titled(pieces: list[Piece]) -> tuple[list[Piece], str | None]:
    """Pieces with the title's own as a heading of level 1, and the title."""
    place = best_title(pieces)
    if place is None:
        return pieces, None
    title = pieces[place].text
    return [*pieces[:place], Piece(BlockKind.HEADING, title, 1), *pieces[place + 1 :]], title
