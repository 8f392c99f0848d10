"""Short ways to a document for the tests of this stage."""

from datetime import UTC, datetime

from corpus.documents import BlockKind, Document, Snapshot
from ingest.read import read

WHEN = datetime(2025, 1, 1, tzinfo=UTC)


def snapshot(body: bytes | str, *, source: str = "plik", **fields: str | None) -> Snapshot:
    raw = body.encode() if isinstance(body, str) else body
    return Snapshot(source=source, body=raw, fetched_at=WHEN, **fields)  # type: ignore[arg-type]


def document(body: bytes | str, *, source: str = "plik", **fields: str | None) -> Document:
    return read(snapshot(body, source=source, **fields))


def blocks(read_document: Document, *kinds: BlockKind) -> list[str]:
    """The words of the blocks of some kinds, or of all but the imprint."""
    return [
        read_document.text[block.start : block.end]
        for block in read_document.blocks
        if (block.kind in kinds if kinds else block.kind != BlockKind.IMPRINT)
    ]


def check_blocks(read_document: Document) -> None:
    """What holds for every document: blocks in order, apart, in the text, and nothing but marks outside them."""
    end = 0
    for block in read_document.blocks:
        assert block.start >= end
        assert block.end > block.start
        between = read_document.text[end : block.start]
        assert between.strip(" -()/.\n").isalnum() or not between.strip(" -()/.\n"), repr(between)
        assert len(between.strip()) <= 8
        assert "\n" not in read_document.text[block.start : block.end]
        end = block.end
    assert end == len(read_document.text)
    imprints = [block.kind == BlockKind.IMPRINT for block in read_document.blocks]
    assert imprints == sorted(imprints)


def page(body: str, *, head: str = "", title: str = "") -> str:
    opened = f"<!DOCTYPE html><html lang=pl><head><meta charset=utf-8><title>{title}</title>{head}</head>"
    return f"{opened}<body>{body}</body></html>"
