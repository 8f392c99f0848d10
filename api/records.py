"""What the store and search give, as the JSON of the HTTP API (`api.schemas`) and of `--json`."""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic_core import to_json, to_jsonable_python

from api.comparison import Figure, Town
from api.library import Found, Item, Library
from api.questions import Question
from api.remembered import version_record
from corpus.documents import Document
from corpus.programmes import Programme, Supported
from corpus.records import document_record, programme_record
from corpus.store.values import Coverage, SourceHealth, Statistics
from search.results import Excerpt, Reason, Results

FIELDS = (
    "name", "kind", "municipality", "period", "participants", "continues", "part_of",
    "events", "amounts", "funding", "organisations", "target_groups", "activities",
)  # fmt: skip


def search_record(question: Question, found: Found, *, limit: int, offset: int) -> dict[str, Any]:
    """The answer to a search."""
    record: dict[str, Any] = to_jsonable_python(_answer(question, found, limit=limit, offset=offset))
    return record | {"hits": [hit_record(item) for item in found.items]}


def search_json(library: Library, question: Question, *, limit: int, offset: int) -> bytes:
    """`search_record` as JSON, from programmes as the store keeps them. Raises IndexMissingError."""
    results = library.ranked(question, limit=limit, offset=offset)
    written = library.remembered.of(hit.programme for hit in results.hits)
    hits = []
    for hit in results.hits:
        if known := written.get(hit.programme):
            rest = _json(_hit(hit.score, hit.excerpt, hit.reasons))
            hits.append(f'{{"programme":{known.programme},{rest[1:-1]},"documents":{known.documents}}}')
    record = _json(_answer(question, results, limit=limit, offset=offset))
    return f'{record[:-1]},"hits":[{",".join(hits)}]}}'.encode()


def hit_record(item: Item) -> dict[str, Any]:
    """One programme found."""
    rest: dict[str, Any] = to_jsonable_python(_hit(item.score or 0.0, item.excerpt, item.reasons))
    documents = [version_record(version) for version in item.documents]
    return {"programme": programme_record(item.programme), **rest, "documents": documents}


def _answer(question: Question, found: Found | Results, *, limit: int, offset: int) -> dict[str, Any]:
    """An answer without its hits; some values are still those of `search.results`."""
    filters: dict[str, Any] = {}
    for name, value in question.pairs():
        if name != "q":
            filters.setdefault(name, []).append(value)
    return {
        "query": {
            "text": question.q,
            "topic": found.query.topic,
            "parts": found.query.parts,
            "concepts": found.query.concepts,
            "corrections": found.query.corrections,
            "filters": filters,
        },
        "total": found.total,
        "limit": limit,
        "offset": offset,
        "facets": found.facets,
        "closest": found.closest,
    }


def _hit(score: float, excerpt: Excerpt | None, reasons: Sequence[Reason]) -> dict[str, Any]:
    """A hit without its programme and documents; some values are still those of `search.results`."""
    return {"score": round(score, 4), "excerpt": excerpt, "reasons": reasons}


def _json(value: Any) -> str:
    return to_json(value).decode()


def similar_record(item: Item) -> dict[str, Any]:
    """A programme like another."""
    return {key: value for key, value in hit_record(item).items() if key != "excerpt"}


def detail_record(library: Library, identity: str) -> dict[str, Any]:
    """One programme with its documents. Raises NotFoundError."""
    programme = library.programme(identity)
    related = library.related(identity)
    return {
        "programme": programme_record(programme),
        "documents": [version_record(version) for version in library.store.programme_documents(identity)],
        **{
            name: [item.programme.id for item in getattr(related, name)]
            for name in ("earlier", "later", "whole", "parts")
        },
    }


def document_detail(document: Document, programmes: Sequence[Programme]) -> dict[str, Any]:
    """A document's text with every span that proves a value of a programme."""
    spans = [
        {"programme": programme.id, "field": field, "start": proof.start, "end": proof.end}
        for programme in programmes
        for field in FIELDS
        for value in _values(programme, field)
        for proof in (value.evidence, *value.also)
        if (proof.document or programme.documents[0]) == document.id
    ]
    spans.sort(key=lambda span: (span["start"], span["end"]))
    return document_record(document) | {"programmes": [programme.id for programme in programmes], "spans": spans}


def town_record(town: Town) -> dict[str, Any]:
    """The figures of a municipality."""
    return {
        "teryt": town.teryt,
        "name": town.name,
        "voivodeship": town.voivodeship,
        "programmes": town.count,
        "with_amount": town.worth.programmes,
        "worth": f"{town.worth.value:.2f}",
        "ids": list(town.programmes),
        **{
            field: _figures(getattr(town, field))
            for field in ("kinds", "years", "target_groups", "activities", "funds")
        },
        "invented": town.invented,
    }


def coverage_record(coverage: Coverage) -> dict[str, Any]:
    """What is known of a municipality."""
    return {
        "teryt": coverage.teryt,
        "name": coverage.name,
        "voivodeship": coverage.voivodeship,
        "programmes": coverage.programmes,
        "documents": coverage.documents,
        "newest": coverage.newest,
        "last_seen": coverage.last_seen.isoformat() if coverage.last_seen else None,
        "invented": coverage.invented,
    }


def source_record(health: SourceHealth) -> dict[str, Any]:
    """A source and how its last visit went."""
    return {
        "id": health.source.id,
        "title": health.source.title,
        "url": health.source.url,
        "teryt": health.source.teryt,
        "last_visit": health.last_visit.isoformat() if health.last_visit else None,
        "last_count": health.last_count,
        "last_error": health.last_error,
        "failures": health.failures,
    }


def statistics_record(statistics: Statistics) -> dict[str, Any]:
    """How much there is."""
    return {
        "documents": statistics.documents,
        "programmes": statistics.programmes,
        "municipalities": statistics.municipalities,
        "voivodeships": statistics.voivodeships,
        "newest_published": statistics.newest_published,
        "last_fetched": statistics.last_fetched.isoformat() if statistics.last_fetched else None,
    }


def _figures(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    return [
        {
            "code": figure.code,
            "programmes": figure.count,
            "worth": f"{figure.value:.2f}",
            "ids": list(figure.programmes),
        }
        for figure in figures
    ]


def _values(programme: Programme, field: str) -> tuple[Supported, ...]:
    value = getattr(programme, field)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)
