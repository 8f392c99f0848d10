"""Reviewed documents as gold records, in the format of `corpus/gold`, so that the gold set can grow from corrections.

What a person confirmed, changed or added is asked of the extractor; what nobody looked at is `optional` where the
format knows that; what was rejected is not there.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import urlsplit

from api.corrected import standing
from corpus.corrections import FIELDS, field_values
from corpus.documents import Document
from corpus.programmes import Programme, Supported
from corpus.store import Store

SUFFIXES: Mapping[str, str] = {
    "text/html": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
}
PARTS: Mapping[str, tuple[str, ...]] = {
    "municipality": ("name", "voivodeship", "district"),
    "period": ("start", "end"),
    "events": ("name", "start", "end", "place"),
    "amounts": ("role", "value", "currency"),
    "funding": ("code",),
    "organisations": ("name", "role"),
    "target_groups": ("code",),
    "activities": ("code", "count"),
    "continues": ("name", "since"),
}
"""The parts that gold records have; of these `place` and `count` are left out where they say nothing."""
PLAIN = ("name", "kind", "participants", "part_of")
UNSAID = frozenset(["place", "count"])


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """A gold record and the file it speaks of."""

    name: str
    """Of the file."""
    record: Mapping[str, Any]
    body: bytes
    """The file as it was fetched."""
    complete: bool
    """True where a person has looked at every value."""


def gold_of(store: Store, *, complete: bool = False) -> Iterator[GoldRecord]:
    """A record for each document that corrections speak of; with `complete` only where nothing was left unlooked at."""
    used: set[str] = set()
    for identity in store.corrected_documents():
        if all(one.inherited for one in store.document_corrections(identity)):
            continue  # nobody looked at this one
        stands = standing(store, identity)
        snapshot = None if stands is None else store.snapshot(identity, stands.number)
        if stands is None or snapshot is None:
            continue
        programmes = stands.applied.programmes
        known = all(value.review is not None for programme in programmes for value in programme.values())
        if complete and not known:
            continue
        name = _file_name(stands.document, used)
        used.add(name)
        yield GoldRecord(name, gold_record(stands.document, programmes, name), snapshot.body, known)


def gold_record(document: Document, programmes: tuple[Programme, ...], name: str) -> dict[str, Any]:
    """The gold record of a document whose file is called `name`."""
    return {
        "file": name,
        "invented": document.invented,
        "published": document.published,
        "programmes": [_programme(programme) for programme in programmes],
    }


def written_gold(records: Iterator[GoldRecord], folder: Path) -> int:
    """Write records to `folder`, their documents to `folder/documents`; returns how many. Raises OSError."""
    documents = folder / "documents"
    count = 0
    for one in records:
        documents.mkdir(parents=True, exist_ok=True)
        (documents / one.name).write_bytes(one.body)
        text = json.dumps(one.record, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{PurePath(one.name).stem}.json").write_text(text, "utf-8")
        count += 1
    return count


def _programme(programme: Programme) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for field in FIELDS:
        values = field_values(programme, field)
        if field in PLAIN:
            record[field] = getattr(values[0], "value") if values else None  # noqa: B009
        elif field in {"municipality", "period", "continues"}:
            record[field] = _value(field, values[0]) if values else None
        else:
            record[field] = [_value(field, value) for value in values]
    for field in ("continues", "part_of"):
        if record[field] is None:
            del record[field]
    return record


def _value(field: str, value: Supported) -> dict[str, Any]:
    said = value.model_dump(mode="json")
    record = {part: said[part] for part in PARTS[field] if part not in UNSAID or said[part] is not None}
    if field == "amounts":
        record["value"] = f"{getattr(value, 'value'):.2f}"  # noqa: B009
    if value.review is None and field != "continues":
        record["optional"] = True
    return record


def _file_name(document: Document, used: set[str]) -> str:
    """A file name that people recognise, unique among those used."""
    path = PurePath(urlsplit(document.url).path if document.url else document.source)
    stem = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in path.stem).strip("-")[:60]
    suffix = SUFFIXES.get(document.media_type.partition(";")[0].strip().casefold(), path.suffix)
    name = f"{stem or document.id}{suffix}"
    stems = {PurePath(one).stem for one in used}
    return name if PurePath(name).stem not in stems else f"{stem}-{document.id}{suffix}"
