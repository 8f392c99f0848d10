"""Corrections as JSON, and the shapes that the HTTP API takes and gives for them."""

from typing import Annotated, Any

from pydantic import Field

from api.schemas import EvidenceOut, Shape
from corpus.corrections import Action, State, parts_of
from corpus.programmes import Supported
from corpus.store import StoredCorrection

Parts = dict[str, str | int | float | None]
Text = Annotated[str, Field(max_length=2000)]


class ProofIn(Shape):
    """Where a value stands: `text`, the place `start`:`end`, or both; `document` is the first of the programme's."""

    document: Annotated[str, Field(max_length=64)] | None = None
    start: int | None = None
    end: int | None = None
    text: Text = ""


class CorrectionIn(Shape):
    """A decision about one value of a programme, or (without `field`) about all of it: confirm all, or reject it.

    `add` without `programme` and `field` adds a programme that extraction missed: `value.value` is its name, and
    `evidence.document` the document that tells of it.
    """

    programme: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    action: Action
    field: str | None = None
    target: Parts = Field(default_factory=dict)
    """Parts of the value that is meant, e.g. `{"code": "seniors"}`; needless where the field has one value."""
    value: Parts = Field(default_factory=dict)
    """Parts of what is right; when a value is changed, those not given stay as they are."""
    evidence: ProofIn = ProofIn()
    """Needed for what is added; what is changed keeps its evidence where none is given. The name of a missed programme
    needs no words where it stands in the document as given."""
    by: Annotated[str, Field(max_length=100)] = "administrator"
    note: Annotated[str, Field(max_length=1000)] | None = None


class DecidedOut(Shape):
    """What came of a decision: its ids, the documents it concerns, the programme's id now (null where it is gone)."""

    decisions: list[str]
    documents: list[str]
    programme: str | None


class CorrectedOut(Shape):
    """A value of a correction: its parts, and its evidence as the person saw it."""

    parts: dict[str, Any]
    evidence: EvidenceOut


class RecordCorrectionOut(Shape):
    """One decision as it concerns one document. `programme` is its name as extracted; `state` is applied, idle (what
    it rejects is not there) or stale (programme or evidence are not found in the document as it is now); `inherited`
    says that the document came to tell of the programme only after the decision."""

    decision: str
    document: str
    version: int
    programme: str
    action: Action
    field: str | None
    target: CorrectedOut | None
    value: CorrectedOut | None
    by: str
    at: str
    note: str | None
    state: State
    inherited: bool


class RecordCorrectionsOut(Shape):
    """Corrections, newest first."""

    total: int
    corrections: list[RecordCorrectionOut]


def correction_record(stored: StoredCorrection) -> dict[str, Any]:
    """One correction."""
    one = stored.correction
    return {
        "decision": one.decision,
        "document": one.document,
        "version": one.version,
        "programme": one.programme.name,
        "action": one.action,
        "field": one.field,
        "target": _value(one.target),
        "value": _value(one.value),
        "by": one.by,
        "at": one.at.isoformat(),
        "note": one.note,
        "state": stored.state,
        "inherited": one.inherited,
    }


def _value(value: Supported | None) -> dict[str, Any] | None:
    if value is None:
        return None
    return {"parts": parts_of(value), "evidence": value.evidence.model_dump(exclude_none=True)}
