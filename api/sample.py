"""The sample documents shipped with the package: taken in like any other, but marked where their facts are made up."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from corpus.documents import Document, Snapshot

PREFIX = "sample:"
"""`source` of a sample document: this and its path below `corpus/sample`."""
PARTS = ("work", "dev", "measure", "fresh")
MEDIA = {"html": "text/html", "pdf": "application/pdf", "txt": "text/plain", "md": "text/markdown"}
FETCHED = datetime(2026, 2, 1, tzinfo=UTC)
"""Sample files were never fetched; one date for all, after their own dates, keeps what is stored the same on every
machine."""


def sample_snapshots(parts: tuple[str, ...] = PARTS) -> Iterator[Snapshot]:
    """The sample documents as snapshots, by name."""
    for part in parts:
        folder = files("corpus") / "sample" / part
        for file in sorted(folder.iterdir(), key=lambda file: file.name) if folder.is_dir() else ():
            media_type = MEDIA.get(file.name.rpartition(".")[2])
            if file.is_file() and media_type is not None:
                source = f"{PREFIX}{part}/{file.name}"
                yield Snapshot(source=source, body=file.read_bytes(), media_type=media_type, fetched_at=FETCHED)


def mark_sample(document: Document, source: str) -> Document:
    """The document, marked as invented where it is a sample whose facts are made up."""
    if not source.startswith(PREFIX):
        return document
    part, _, name = source.removeprefix(PREFIX).partition("/")
    return document.model_copy(update={"invented": name not in _true_facts(part)})


@cache
def _true_facts(part: str) -> frozenset[str]:
    """Files of a part whose gold record says that its facts are real."""
    folder = files("corpus") / "gold" / part
    records = [_record(file) for file in folder.iterdir() if file.name.endswith(".json")] if folder.is_dir() else []
    return frozenset(record["file"] for record in records if not record.get("invented", True))


def _record(file: Traversable) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return record
