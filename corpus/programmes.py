"""A social programme as extracted: every value carries the span that proves it and a confidence.

The JSON shape that people and `score.py` see is made by `corpus.records`; codes come from `corpus.vocabulary`.
"""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from pydantic import Field

from corpus.frozen import Frozen


class Evidence(Frozen):
    """Where a value stands: `document.text[start:end] == text`."""

    start: int
    end: int
    text: str
    page: int | None = None
    """1-based page of a PDF."""
    document: str | None = None
    """Id of the document; None while a record concerns one document only."""


class Review(Frozen):
    """Says that a person stands behind a value, and who did what when."""

    origin: Literal["human"] = "human"
    action: Literal["confirm", "change", "add"]
    by: str
    at: datetime


class Supported(Frozen):
    """A value with its proof."""

    evidence: Evidence
    """The span that shows the value best."""
    also: tuple[Evidence, ...] = ()
    """Further spans (and, after merging, other documents) that show the same value."""
    confidence: float = Field(ge=0, le=1)
    review: Review | None = None
    """None for a value that no person has looked at."""


class Wording(Supported):
    """A text value: a name, a kind, the larger programme it is part of."""

    value: str


class Count(Supported):
    """A number of people or families."""

    value: int


class Place(Supported):
    """The municipality that runs a programme; `teryt` is its 7-digit code in the register."""

    name: str
    district: str | None = None
    voivodeship: str | None = None
    teryt: str | None = None


class Period(Supported):
    """ISO 8601 at the precision given (2024, 2024-08, 2024-08-23); one of both ends may be open (None)."""

    start: str | None = None
    end: str | None = None


class Event(Supported):
    """A single dated happening; `end` is None for one day."""

    name: str | None = None
    start: str
    end: str | None = None
    place: str | None = None


class Amount(Supported):
    """Money, exact. `task` names the part of the programme it pays for, where the text ties it to one."""

    role: str
    value: Decimal
    currency: str = "PLN"
    task: str | None = None


class Funding(Supported):
    """A fund: its code, the text's own name of it, the operational programme and measure."""

    code: str
    name: str | None = None
    programme: str | None = None
    measure: str | None = None


class Organisation(Supported):
    """A body in the nominative, and what it does for the programme."""

    name: str
    role: str


class Group(Supported):
    """A target group of the vocabulary, with the wording that shows it."""

    code: str
    text: str


class Activity(Supported):
    """A form of support of the vocabulary; `count` where the text gives one ("2 kolonie letnie")."""

    code: str
    text: str
    count: int | None = None


class Continues(Supported):
    """An earlier edition, or the year since which editions have run."""

    name: str | None = None
    since: str | None = None


class Programme(Frozen):
    """One programme as one document tells of it, or (with `documents` of several) merged from many."""

    id: str
    documents: tuple[str, ...]
    """Ids of the documents that tell of it, best first."""
    name: Wording
    kind: Wording | None = None
    municipality: Place | None = None
    period: Period | None = None
    events: tuple[Event, ...] = ()
    amounts: tuple[Amount, ...] = ()
    funding: tuple[Funding, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    target_groups: tuple[Group, ...] = ()
    activities: tuple[Activity, ...] = ()
    participants: Count | None = None
    continues: Continues | None = None
    part_of: Wording | None = None
    invented: bool = False
    """True where every document that tells of it is sample data with made-up facts."""

    def values(self) -> tuple[Supported, ...]:
        """Every supported value, in field order."""
        single = (self.name, self.kind, self.municipality, self.period, self.participants, self.continues, self.part_of)
        many = (*self.events, *self.amounts, *self.funding, *self.organisations, *self.target_groups, *self.activities)
        return (*(value for value in single if value is not None), *many)
