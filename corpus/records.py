"""Programmes and documents as the JSON records that people, exports and the scorer read (the shape of RECORD.md).

Values that are plain there (name, kind, participants, part_of) keep their proof in the record's own
`evidence` and `confidence` maps; all others carry `evidence` and `confidence` themselves. What a person confirmed,
changed or added carries a `review` in the same way.
"""

from decimal import Decimal
from typing import Any

from corpus.documents import Document
from corpus.programmes import Programme, Supported

PLAIN = ("name", "kind", "participants", "part_of")
MANY = ("events", "amounts", "funding", "organisations", "target_groups", "activities")
ONE = ("municipality", "period", "continues")


def programme_record(programme: Programme) -> dict[str, Any]:
    """The JSON-ready record of one programme."""
    record: dict[str, Any] = {"id": programme.id}
    proof: dict[str, Any] = {}
    confidence: dict[str, float] = {}
    reviewed: dict[str, Any] = {}
    for field in ("name", "kind"):
        record[field] = _plain(programme, field, proof, confidence, reviewed)
    for field in ("municipality", "period"):
        record[field] = _nested(getattr(programme, field))
    for field in MANY:
        record[field] = [_nested(value) for value in getattr(programme, field)]
    record["participants"] = _plain(programme, "participants", proof, confidence, reviewed)
    record["continues"] = _nested(programme.continues)
    record["part_of"] = _plain(programme, "part_of", proof, confidence, reviewed)
    record["evidence"] = proof
    record["confidence"] = confidence
    if reviewed:
        record["review"] = reviewed
    record["documents"] = list(programme.documents)
    if programme.invented:
        record["invented"] = True
    return record


def document_record(document: Document, *, text: bool = True) -> dict[str, Any]:
    """The JSON-ready record of one document, without its text if that is not wanted."""
    left_out = {"blocks", "publisher"} | (set() if text else {"text"})
    record = document.model_dump(mode="json", exclude=left_out)
    if not document.pages:
        del record["pages"]
    if not document.invented:
        del record["invented"]
    return record


def _plain(
    programme: Programme, field: str, proof: dict[str, Any], confidence: dict[str, float], reviewed: dict[str, Any]
) -> Any:
    value = getattr(programme, field)
    if value is None:
        return None
    proof[field] = value.evidence.model_dump(exclude_none=True)
    confidence[field] = value.confidence
    if value.review is not None:
        reviewed[field] = value.review.model_dump(mode="json")
    return value.value


def _nested(value: Supported | None) -> dict[str, Any] | None:
    if value is None:
        return None
    record = value.model_dump(exclude={"review"})
    record["evidence"] = value.evidence.model_dump(exclude_none=True)
    record["also"] = [evidence.model_dump(exclude_none=True) for evidence in value.also]
    if not record["also"]:
        del record["also"]
    if value.review is not None:
        record["review"] = value.review.model_dump(mode="json")
    return {key: f"{part:.2f}" if isinstance(part, Decimal) else part for key, part in record.items()}
