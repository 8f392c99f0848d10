"""Bytes → Document: what the content is decides who reads it."""

from corpus.documents import Document, Snapshot
from ingest.errors import TooLarge
from ingest.html import read_html
from ingest.pdf import read_pdf
from ingest.settings import settings
from ingest.sniff import Kind, sniff
from ingest.text import read_text


def read(snapshot: Snapshot) -> Document:
    """The document of a snapshot; a pure function of it. Raises a subclass of UnreadableError."""
    size, limit = len(snapshot.body), settings().max_bytes
    if size > limit:
        raise TooLarge(f"The file has {size / 1e6:.0f} MB; at most {limit / 1e6:.0f} MB are read.")
    kind = sniff(snapshot)
    if kind == Kind.HTML:
        return read_html(snapshot)
    if kind == Kind.PDF:
        return read_pdf(snapshot)
    return read_text(snapshot, media_type=kind.value)
