"""What a file is, whatever it is called."""

import gzip
import struct

import pytest

from ingest.errors import EmptyFile, TooLarge, Truncated, UnreadableError, WrongType
from ingest.sniff import Kind, sniff
from tests.ingest.reading import document, snapshot

PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<!DOCTYPE html><p>tak", Kind.HTML),
        (b"\xef\xbb\xbf\r\n<HTML><BODY>x", Kind.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>", Kind.HTML),
        (b"<div><p>a</p><p>b</p><ul><li>c</li></ul></div>", Kind.HTML),
        (b"junk\n%PDF-1.4\n", Kind.PDF),
        ("Zwykły tekst o < i > znakach".encode(), Kind.TEXT),
        ("Tekst w UTF-16, gmina Łęg".encode("utf-16"), Kind.TEXT),
    ],
)
def test_kinds(body: bytes, kind: Kind) -> None:
    assert sniff(snapshot(body, source="plik.pdf", media_type="application/pdf")) == kind


@pytest.mark.parametrize(
    "body",
    [
        PNG,
        b"PK\x03\x04" + bytes(100),
        b"\xd0\xcf\x11\xe0" + bytes(100),
        gzip.compress(b"x" * 99, mtime=0),
        struct.pack("200Q", *range(200)),
    ],
)
def test_foreign_files_say_what_they_are(body: bytes) -> None:
    with pytest.raises(WrongType) as raised:
        document(body, source="ogloszenie.html", media_type="text/html")
    assert "\n" not in str(raised.value)


def test_empty_and_large(configure) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(EmptyFile):
        document(b"")
    configure(max_bytes=1000)
    with pytest.raises(TooLarge):
        document(b"a " * 600)


def test_a_pdf_that_breaks_off() -> None:
    with pytest.raises(Truncated):
        document(b"%PDF-1.7\n1 0 obj\n<</Type/Cat")
    assert issubclass(Truncated, UnreadableError)
