"""The shapes that the HTTP API answers with; a test pins them. They only grow."""

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A closed shape."""

    model_config = ConfigDict(extra="forbid")


class EvidenceOut(Shape):
    """Where a value stands: `document.text[start:end] == text`."""

    start: int
    end: int
    text: str
    page: int | None = None
    document: str | None = None


class ReviewOut(Shape):
    """A person stands behind a value: who, when, and what they did (confirm, change or add)."""

    origin: str
    action: str
    by: str
    at: str


class Proven(Shape):
    """A value with its proof and how sure its reading is (0 to 1)."""

    evidence: EvidenceOut
    also: list[EvidenceOut] = []
    confidence: float
    review: ReviewOut | None = None


class PlaceOut(Proven):
    """The municipality that runs a programme."""

    name: str
    district: str | None
    voivodeship: str | None
    teryt: str | None


class PeriodOut(Proven):
    """ISO 8601 at the precision given."""

    start: str | None
    end: str | None


class EventOut(Proven):
    """A dated happening."""

    name: str | None
    start: str
    end: str | None
    place: str | None


class AmountOut(Proven):
    """Money, exact, as a string."""

    role: str
    value: str
    currency: str
    task: str | None


class FundingOut(Proven):
    """A fund."""

    code: str
    name: str | None
    programme: str | None
    measure: str | None


class OrganisationOut(Proven):
    """A body and its role."""

    name: str
    role: str


class GroupOut(Proven):
    """A target group with its wording."""

    code: str
    text: str


class ActivityOut(GroupOut):
    """A form of support."""

    count: int | None


class ContinuesOut(Proven):
    """An earlier edition."""

    name: str | None
    since: str | None


class ProgrammeOut(Shape):
    """A programme. `evidence`, `confidence`, `review` speak of the plain values name, kind, participants, part_of."""

    id: str
    name: str
    kind: str | None
    municipality: PlaceOut | None
    period: PeriodOut | None
    events: list[EventOut]
    amounts: list[AmountOut]
    funding: list[FundingOut]
    organisations: list[OrganisationOut]
    target_groups: list[GroupOut]
    activities: list[ActivityOut]
    participants: int | None
    continues: ContinuesOut | None
    part_of: str | None
    evidence: dict[str, EvidenceOut]
    confidence: dict[str, float]
    review: dict[str, ReviewOut] = {}
    documents: list[str]
    invented: bool = False
    """True for sample data: its facts are made up."""


class SourceDocument(Shape):
    """A document that tells of a programme."""

    id: str
    url: str | None
    source: str
    title: str | None
    published: str | None
    invented: bool = False


class ExcerptOut(Shape):
    """The place in a document that answers the question; `marks` are offsets in `text`."""

    text: str
    marks: list[tuple[int, int]]
    document: str
    start: int
    end: int


class ReasonOut(Shape):
    """Why a programme was found."""

    kind: str
    text: str
    code: str | None = None


class HitOut(Shape):
    """A programme found."""

    programme: ProgrammeOut
    score: float
    excerpt: ExcerptOut | None
    reasons: list[ReasonOut]
    documents: list[SourceDocument]


class FacetValueOut(Shape):
    """A value that would narrow the answer."""

    value: str
    label: str
    count: int


class QueryPartOut(Shape):
    """Words of the query that were understood as a filter or an entity."""

    kind: str
    start: int
    end: int
    label: str
    value: str
    certainty: float


class ConceptOut(Shape):
    """A concept of the thesaurus that the question means; its codes are of the vocabulary."""

    id: str
    label: str
    codes: list[str]
    certainty: float
    wording: str


class CorrectionOut(Shape):
    """A word of the query and what it was taken for."""

    written: str
    meant: str


class QueryOut(Shape):
    """The question as it was understood; `filters` are those that were given."""

    text: str
    topic: str
    """What is left of the query without its parts."""
    parts: list[QueryPartOut]
    concepts: list[ConceptOut]
    corrections: list[CorrectionOut]
    filters: dict[str, list[str]]


class SearchOut(Shape):
    """The answer to a search."""

    query: QueryOut
    total: int
    limit: int
    offset: int
    hits: list[HitOut]
    facets: dict[str, list[FacetValueOut]]
    closest: list[ConceptOut]
    """Where nothing was found: concepts of the field that lie closest."""


class ProgrammeDetail(Shape):
    """One programme with its documents."""

    programme: ProgrammeOut
    documents: list[SourceDocument]
    earlier: list[str]
    """Ids of earlier editions, oldest first."""
    later: list[str]
    """Ids of later editions, oldest first."""
    whole: list[str]
    """Ids of what it is part of."""
    parts: list[str]
    """Ids of what is part of it."""


class SimilarOut(Shape):
    """A programme like the one asked about."""

    programme: ProgrammeOut
    score: float
    reasons: list[ReasonOut]
    documents: list[SourceDocument]


class SpanOut(Shape):
    """Evidence in a document's text."""

    programme: str
    field: str
    start: int
    end: int


class DocumentOut(Shape):
    """A document's text with the spans that prove values."""

    id: str
    url: str | None
    source: str
    media_type: str
    title: str | None
    published: str | None
    text: str
    pages: list[int] = []
    invented: bool = False
    programmes: list[str]
    spans: list[SpanOut]


class FigureOut(Shape):
    """A number with the ids of the programmes it was counted from; `worth` in PLN."""

    code: str
    programmes: int
    worth: str
    ids: list[str]


class TownOut(Shape):
    """What a municipality's programmes add up to."""

    teryt: str
    name: str
    voivodeship: str
    programmes: int
    with_amount: int
    worth: str
    ids: list[str]
    kinds: list[FigureOut]
    years: list[FigureOut]
    target_groups: list[FigureOut]
    activities: list[FigureOut]
    funds: list[FigureOut]
    invented: int


class ComparisonOut(Shape):
    """Municipalities side by side."""

    municipalities: list[TownOut]


class MunicipalityOut(Shape):
    """What is known of a municipality."""

    teryt: str
    name: str
    voivodeship: str | None
    programmes: int
    documents: int
    newest: str | None
    last_seen: str | None
    invented: int


class MunicipalitiesOut(Shape):
    """Municipalities with programmes."""

    total: int
    municipalities: list[MunicipalityOut]


class SourceOut(Shape):
    """A source and how its last visit went."""

    id: str
    title: str
    url: str
    teryt: str | None
    last_visit: str | None
    last_count: int | None
    last_error: str | None
    failures: int


class SourcesOut(Shape):
    """The sources and what they cover."""

    total: int
    documents: int
    programmes: int
    municipalities: int
    voivodeships: int
    newest_published: str | None
    last_fetched: str | None
    sources: list[SourceOut]


class IngestIn(Shape):
    """Addresses or ids of the catalogue's sources to take in."""

    sources: list[str]


class JobOut(Shape):
    """Work that was accepted."""

    accepted: int
    queue: str


class ForgottenOut(Shape):
    """What was removed."""

    documents: list[str]
    programmes: list[str]


class HealthOut(Shape):
    """How the server is."""

    status: str
    documents: int
    programmes: int
    index: str | None
    behind: int
    """Changes of the store that the index does not show yet."""
