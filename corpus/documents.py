"""What was fetched (`Snapshot`) and what was read from it (`Document`)."""

import hashlib
from datetime import datetime
from enum import StrEnum

from corpus.frozen import Frozen


class BlockKind(StrEnum):
    """The part a stretch of text plays on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """One item of a list."""
    ROW = "row"
    """One row of a table; its cells are joined by " | "."""
    CAPTION = "caption"
    IMPRINT = "imprint"
    """Who publishes the page (site name, address footer): proof of place and publisher, never content."""


class Block(Frozen):
    """A stretch `text[start:end]` of a document with its part on the page; blocks are sorted and do not overlap."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    """Heading level (1-6) or depth of a list item; 0 where it means nothing."""


class Snapshot(Frozen):
    """Bytes as they were fetched or read from a file, before any interpretation."""

    source: str
    """What was given to ingest: an address or a file's path."""
    url: str | None = None
    """The final public address after redirects; None for a file."""
    body: bytes
    media_type: str | None = None
    """As declared by the server or the file's name; may lie."""
    charset: str | None = None
    """As declared by the server; may lie."""
    fetched_at: datetime
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the body, hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()


class Document(Frozen):
    """The readable content of one snapshot. Offsets everywhere are code points of `text`."""

    id: str
    """Stable: from the canonical address, or from the content where there is none (`document_id`)."""
    url: str | None = None
    """Canonical public address."""
    source: str
    media_type: str
    title: str | None = None
    published: str | None = None
    """ISO 8601 at the precision known: 2024, 2024-05 or 2024-05-11."""
    text: str
    pages: tuple[int, ...] = ()
    """PDF only: offset in `text` at which each page begins."""
    blocks: tuple[Block, ...] = ()
    """Structure of `text`; blocks of kind `imprint`, if any, stand last."""
    publisher: str | None = None
    """The site's or unit's own name where the page states it; a hint, never evidence."""
    invented: bool = False
    """True for sample documents whose facts are made up; shown wherever the document is."""

    def page_of(self, offset: int) -> int | None:
        """The 1-based page that holds `offset`, or None for a document without pages."""
        if not self.pages:
            return None
        return sum(start <= offset for start in self.pages) or 1


def document_id(url: str | None, body: bytes) -> str:
    """A stable id of 16 hexadecimal digits: from the canonical address, or from the bytes where there is none."""
    return hashlib.sha256(url.encode() if url else body).hexdigest()[:16]
