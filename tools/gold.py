"""Documents with their gold records, as the programs that fit weights read them.

    DOCUMENTS GOLD [DOCUMENTS GOLD ...]

A folder of documents, then the folder of their gold records; documents without one are left out.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from corpus.documents import Document, Snapshot
from extract.announce import segments
from extract.evaluate import Record, alike, gold_records
from extract.facts import Facts
from extract.pipeline import Extractor
from extract.segments import Segment
from extract.words import Words
from ingest.read import read

_ALIKE = 0.6
"""How alike the name of a programme must be to that of a gold record that means it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A document that somebody judged."""

    file: str
    document: Document
    record: Record

    @property
    def author(self) -> str:
        """Who wrote it."""
        return author_of(self.file)


@dataclass(frozen=True, slots=True)
class Extracted:
    """A judged document with all that the components found in it."""

    judged: Judged
    words: Words
    facts: Facts


@dataclass(frozen=True, slots=True)
class Announced:
    """A programme that a judged document announces, and the gold record's programme that it is."""

    judged: Judged
    facts: Facts
    segment: Segment
    gold: Record


def author_of(file: str) -> str:
    """Who wrote a document: the letters that its name begins with, all of its name where it begins with a digit."""
    return "".join(takewhile(str.isalpha, file)) or file


def folder_pairs(paths: Sequence[str]) -> list[tuple[str, str]]:
    """The arguments as pairs of a folder of documents and that of their gold records."""
    return list(zip(paths[::2], paths[1::2], strict=True))


def judged(documents: str, gold: str) -> Iterator[Judged]:
    """The documents of a folder that have gold records, by name."""
    records = gold_records(Path(gold))
    for path in sorted(Path(documents).iterdir()):
        record = records.get(path.name)
        if record is not None:
            snapshot = Snapshot(source=str(path), body=path.read_bytes(), fetched_at=dt.datetime.now(dt.UTC))
            yield Judged(path.name, read(snapshot), record)


def extracted(documents: str, gold: str) -> Iterator[Extracted]:
    """The same with what the components find in them."""
    extractor = Extractor()
    for one in judged(documents, gold):
        doc = extractor.read(one.document)
        yield Extracted(one, doc._.words, doc._.facts)


def announced(documents: str, gold: str) -> Iterator[Announced]:
    """The programmes found in them that gold has too."""
    for one in extracted(documents, gold):
        found = segments(one.words, one.facts)
        for segment in found:
            alone = len(found) == 1
            wanted = _meant(one.judged.record["programmes"], segment.named.best.name, alone=alone)
            if wanted is not None:
                yield Announced(one.judged, one.facts, segment, wanted)


def _meant(programmes: Sequence[Any], name: str, *, alone: bool) -> Record | None:
    """The gold programme of this name; the only one where the document has no other on either side."""
    if alone and len(programmes) == 1:
        only: Record = programmes[0]
        return only
    likely: Record | None = max(programmes, key=lambda programme: alike(programme["name"], name), default=None)
    return likely if likely is not None and alike(likely["name"], name) >= _ALIKE else None
