"""What a file is, from its bytes; what server or file name declare counts only where the bytes say nothing."""

import re
from enum import StrEnum

from corpus.documents import Snapshot
from ingest.encoding import unmarked_utf16
from ingest.errors import EmptyFile, WrongType


class Kind(StrEnum):
    """The readers there are."""

    HTML = "text/html"
    PDF = "application/pdf"
    TEXT = "text/plain"
    MARKDOWN = "text/markdown"


FOREIGN = {
    b"PK\x03\x04": "a ZIP archive or an office document (docx, odt, xlsx): save it as PDF",
    b"\xd0\xcf\x11\xe0": "an old office document (doc, xls): save it as PDF",
    b"\x89PNG": "an image: make it a PDF",
    b"\xff\xd8\xff": "an image: make it a PDF",
    b"GIF8": "an image: make it a PDF",
    b"II*\x00": "an image: make it a PDF",
    b"MM\x00*": "an image: make it a PDF",
    b"RIFF": "an image, sound or video",
    b"ID3": "a sound file",
    b"Rar!": "a RAR archive: unpack it",
    b"7z\xbc\xaf": "a 7z archive: unpack it",
    b"\x1f\x8b": "a gzip archive: unpack it",
    b"{\\rtf": "an RTF document: save it as PDF",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}
_TAG = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|br|h[1-6]|article|main|section|ul|font|center)\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(rb"</(?:p|div|td|li|ul|table|html|body|a|span|h[1-6])\s*>", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
HEAD = 4096


def sniff(snapshot: Snapshot) -> Kind:
    """The kind of a snapshot. Raises EmptyFile and WrongType."""
    body = snapshot.body
    head = body[:HEAD]
    stripped = head.lstrip(b"\xef\xbb\xbf \t\r\n\x0c")
    if not stripped and not body.strip():
        raise EmptyFile("The file is empty.")
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    for magic, meaning in FOREIGN.items():
        if stripped.startswith(magic):
            raise WrongType(f"Not a page, a PDF or a text but {meaning}.")
    if _looks_like_html(body, stripped, snapshot.media_type or ""):
        return Kind.HTML
    if not head.startswith(_UTF16) and _binary(body):
        raise WrongType("Not a page, a PDF or a text but binary data.")
    name = (snapshot.url or snapshot.source).lower()
    if name.endswith((".md", ".markdown")) or snapshot.media_type == "text/markdown":
        return Kind.MARKDOWN
    return Kind.TEXT


def _looks_like_html(body: bytes, stripped: bytes, declared: str) -> bool:
    if stripped[:2] in _UTF16:
        stripped = stripped.replace(b"\x00", b"")
    if re.match(
        rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
        stripped,
        re.IGNORECASE | re.DOTALL,
    ):
        return True
    if re.match(rb"<\?xml|<(?:rss|feed|urlset|svg)\b", stripped, re.IGNORECASE):
        return False
    opening, closing = len(_TAG.findall(body[:65536])), len(_CLOSING.findall(body[:65536]))
    if "html" in declared:
        return opening + closing > 0
    return (opening > 2 and closing > 2) or (stripped.startswith(b"<") and opening > 0)


def _binary(body: bytes) -> bool:
    sample = body[:65536]
    control = sum(sample.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    if unmarked_utf16(body):
        return False
    return control > max(2, len(sample) // 200)
