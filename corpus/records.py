"""Programmes and documents as the JSON records that people, exports and the scorer read (the shape of RECORD.md).

Values that are plain there (name, kind, participants, part_of) keep their proof in the record's own
`evidence` and `confidence` maps; all others carry `evidence` and `confidence` themselves. What a person confirmed,
changed or added carries a `review` in the same way.
"""

from decimal import Decimal
from typing import Any

from pydantic_core import from_json

from corpus.documents import Document
from corpus.programmes import Programme, Review

PLAIN = ("name", "kind", "participants", "part_of")
MANY = ("events", "amounts", "funding", "organisations", "target_groups", "activities")
ONE = ("municipality", "period", "continues")


def programme_record(programme: Programme) -> dict[str, Any]:
    """The JSON-ready record of one programme."""
    return _record(programme.model_dump())


def stored_record(body: str) -> dict[str, Any]:
    """The record of a programme as the store keeps it (JSON), several times faster than checking every value first."""
    try:
        return _record(from_json(body))
    except KeyError:  # kept by an earlier version, which lacked a field
        return programme_record(Programme.model_validate_json(body))


def _record(whole: dict[str, Any]) -> dict[str, Any]:
    record: dict[str, Any] = {"id": whole["id"]}
    proof: dict[str, Any] = {}
    confidence: dict[str, float] = {}
    reviewed: dict[str, Any] = {}

    def plain(field: str) -> Any:
        value = whole[field]
        if value is None:
            return None
        proof[field] = _evidence(value["evidence"])
        confidence[field] = value["confidence"]
        if value["review"] is not None:
            reviewed[field] = _review(value["review"])
        return value["value"]

    for field in ("name", "kind"):
        record[field] = plain(field)
    for field in ("municipality", "period"):
        record[field] = _nested(whole[field])
    for field in MANY:
        record[field] = [_nested(value) for value in whole[field]]
    record["participants"] = plain("participants")
    record["continues"] = _nested(whole["continues"])
    record["part_of"] = plain("part_of")
    record["evidence"] = proof
    record["confidence"] = confidence
    if reviewed:
        record["review"] = reviewed
    record["documents"] = list(whole["documents"])
    if whole["invented"]:
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


def _nested(value: dict[str, Any] | None) -> dict[str, Any] | None:
    """A dumped value as a record's: the empty left out, sums as texts, the review last."""
    if value is None:
        return None
    value["evidence"] = _evidence(value["evidence"])
    if value["also"]:
        value["also"] = [_evidence(one) for one in value["also"]]
    else:
        del value["also"]
    review = value.pop("review")
    if review is not None:
        value["review"] = _review(review)
    if "currency" in value:
        value["value"] = f"{Decimal(value['value']):.2f}"
    return value


def _evidence(proof: dict[str, Any]) -> dict[str, Any]:
    return {key: part for key, part in proof.items() if part is not None}


def _review(review: dict[str, Any]) -> dict[str, Any]:
    return Review.model_validate(review).model_dump(mode="json")
