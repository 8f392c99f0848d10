"""What people decided about the values of a programme, kept apart from what was extracted.

A correction belongs to one document and names the programme as the extractor named it, so it can be applied again to
every later extraction of that document (`corpus.correcting`). The rows of one decision share its id: a value that
several documents support is corrected in each of them.
"""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal, Self, get_args

from pydantic import SerializeAsAny, ValidationInfo, field_validator, model_validator

from corpus.frozen import Frozen
from corpus.programmes import (
    Activity,
    Amount,
    Continues,
    Count,
    Event,
    Funding,
    Group,
    Organisation,
    Period,
    Place,
    Programme,
    Supported,
    Wording,
)

Action = Literal["confirm", "change", "add", "reject"]
ACTIONS: tuple[Action, ...] = get_args(Action)
State = Literal["applied", "idle", "stale"]
"""`applied`: the records show it. `idle`: what it rejects is not there (any more). `stale`: its programme or its
evidence is not found in the document as it is now; it is kept, and applied again as soon as they are."""
STATES: tuple[State, ...] = get_args(State)
FIELDS: Mapping[str, type[Supported]] = MappingProxyType(
    {
        "name": Wording,
        "kind": Wording,
        "municipality": Place,
        "period": Period,
        "events": Event,
        "amounts": Amount,
        "funding": Funding,
        "organisations": Organisation,
        "target_groups": Group,
        "activities": Activity,
        "participants": Count,
        "continues": Continues,
        "part_of": Wording,
    }
)
"""Every field that can be corrected, with the type of its values."""
MANY = frozenset(["events", "amounts", "funding", "organisations", "target_groups", "activities"])
"""Fields that hold any number of values."""
GROUPING = frozenset(["name", "municipality", "period"])
"""Fields that decide which mentions are one programme: a correction of these holds for every document of it."""
_PROOF = frozenset(["evidence", "also", "confidence", "review"])


class ProgrammeKey(Frozen):
    """How a programme is found again in a document that was extracted anew."""

    name: str
    """Its name as the extractor gave it."""
    edition: str = ""
    """First and last year as the extractor gave them; tells editions of one name apart."""
    alone: bool = True
    """True where it was the document's only programme."""
    added: str = ""
    """The decision that added it, where a person did; then that finds it, and the rest only names it."""


class Scope(Frozen):
    """A programme, whichever documents tell of it: what a decision holds for that takes something away."""

    merge_key: str
    edition: str


class Correction(Frozen):
    """One decision of a person, as it concerns one document."""

    decision: str
    """Id of the decision; a new one about the same value takes the place of the old one."""
    document: str
    version: int
    """The version of the document that the person saw."""
    programme: ProgrammeKey
    action: Action
    field: str | None = None
    """None means the whole programme, which can be rejected, or added where the extractor missed it."""
    target: SerializeAsAny[Supported] | None = None
    """The value that was confirmed, changed or rejected."""
    value: SerializeAsAny[Supported] | None = None
    """What is right; None for a rejection, the name for an added programme. Its evidence names its document."""
    before: str = ""
    """The text just before the evidence, to tell places with the same words apart."""
    after: str = ""
    by: str
    at: datetime
    note: str | None = None
    inherited: bool = False
    """True where the decision was made when this document did not tell of the programme or of the value."""

    @field_validator("field")
    @classmethod
    def _known(cls, field: str | None) -> str | None:
        if field is not None and field not in FIELDS:
            raise ValueError(f"there is no field {field}")
        return field

    @field_validator("target", "value", mode="before")
    @classmethod
    def _typed(cls, value: Any, info: ValidationInfo) -> Any:
        field = info.data.get("field")
        if value is None or isinstance(value, Supported):
            return value
        if field is None:
            return Wording.model_validate(value)
        return FIELDS[field].model_validate(value)

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        if (self.value is None) != (self.action == "reject"):
            raise ValueError("a rejection has no value, every other correction has one")
        if self.field is None and (self.action not in {"add", "reject"} or self.target is not None):
            raise ValueError("a whole programme can only be added or rejected")
        if self.field is None and self.value is not None and self.value.evidence.document != self.document:
            raise ValueError("a programme is added where its name stands")
        if self.field == "name" and self.action == "reject":
            raise ValueError("a programme needs a name; change it, or reject the programme")
        if self.value is not None and self.value.evidence.document is None:
            raise ValueError("the evidence of a corrected value names its document")
        return self

    @property
    def adds(self) -> bool:
        """Whether it adds a programme that the extractor missed."""
        return self.field is None and self.action == "add"


def folded(text: str) -> str:
    """A name without case, accents, punctuation and runs of white space."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return " ".join(re.findall(r"\w+", letters))


def edition(period: Period | None) -> str:
    """The years that tell editions of one name apart."""
    return f"{(period.start or '')[:4]}-{(period.end or '')[:4]}" if period else ""


def identity(value: Supported) -> tuple[str, ...]:
    """What makes two values of a field the same one, whatever proves them."""
    match value:
        case Amount():
            parts: tuple[object, ...] = (value.role, f"{value.value:.2f}", value.currency)
        case Event():
            parts = (value.start, value.end or value.start)
        case Organisation():
            parts = (folded(value.name), value.role)
        case Funding() | Group() | Activity():
            parts = (value.code,)
        case Place():
            parts = (folded(value.name), value.district or "")
        case Wording():
            parts = (folded(value.value),)
        case _:
            parts = tuple(parts_of(value).values())
    return tuple(str(part) for part in parts)


def parts_of(value: Supported) -> dict[str, Any]:
    """What a value says, without its proof."""
    return value.model_dump(mode="json", exclude=set(_PROOF))


def field_values(programme: Programme, field: str) -> tuple[Supported, ...]:
    """The values of a field, none or one for a field that holds one."""
    value = getattr(programme, field)
    if isinstance(value, tuple):
        return value
    return () if value is None else (value,)


def decision_id(document: str, programme: ProgrammeKey, field: str | None, value: Supported | None) -> str:
    """The same for every decision about the same value of the same programme: 16 hexadecimal digits."""
    about = (document, folded(programme.name), programme.edition, field or "", *(identity(value) if value else ()))
    return hashlib.sha256("\n".join(about).encode()).hexdigest()[:16]
