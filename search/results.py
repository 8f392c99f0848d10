"""What a search returns: frozen values that `api` shows as they are."""

from dataclasses import dataclass
from typing import Literal

from corpus.frozen import Frozen

PartKind = Literal["place", "year", "period", "sum", "fund", "kind", "organisation"]
ReasonKind = Literal["words", "meaning", "concept", "place", "name", "fund", "year", "sum", "group", "activity", "cost"]


class QueryPart(Frozen):
    """A part of a query that was understood as more than words; taking it out removes its effect."""

    kind: PartKind
    start: int
    end: int
    """Offsets in the query."""
    label: str
    """Polish, for people."""
    value: str
    """TERYT codes and names of voivodeships joined by commas; an interval of ISO dates (`2023/2024`) or sums
    (`100000/`), either end open; the code of a fund or kind; an abbreviation."""
    certainty: float


class Concept(Frozen):
    """A concept of the thesaurus that a query means."""

    id: str
    label: str
    codes: tuple[str, ...]
    certainty: float
    wording: str
    """The wording of the thesaurus that is most like the query."""


class Correction(Frozen):
    """A word of the query and what it was taken for."""

    written: str
    meant: str


class UnderstoodQuery(Frozen):
    """A query understood."""

    text: str
    topic: str
    """What is left when the parts are taken out."""
    parts: tuple[QueryPart, ...] = ()
    concepts: tuple[Concept, ...] = ()
    corrections: tuple[Correction, ...] = ()


class Excerpt(Frozen):
    """The passage that made the hit: `text == document.text[start:end]`, marks are offsets in `text`."""

    document: str
    start: int
    end: int
    text: str
    marks: tuple[tuple[int, int], ...]


class Reason(Frozen):
    """Why a programme was found, in Polish."""

    kind: ReasonKind
    text: str
    code: str | None = None


class Hit(Frozen):
    """A programme found."""

    programme: str
    score: float
    """Calibrated relevance, 0 to 1."""
    excerpt: Excerpt | None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet with the number of programmes found that have it; plain, as an answer has a hundred."""

    value: str
    label: str
    count: int


class Results(Frozen):
    """Programmes found, best first."""

    query: UnderstoodQuery
    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetValue, ...]]
    closest: tuple[Concept, ...] = ()
    """Where nothing is relevant: concepts of the field that are closest to the query."""
    took_ms: float
    generation: str


class Similar(Frozen):
    """A programme like another one."""

    programme: str
    score: float
    reasons: tuple[Reason, ...]
