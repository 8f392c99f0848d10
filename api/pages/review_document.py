"""The administrator's page of a document: what it tells of, and the form that adds a programme that was missed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from api.errors import NotFoundError
from api.library import Library
from api.pages.marking import Part as TextPart
from api.pages.marking import Span, mark
from api.pages.review import DecisionView, decision_views
from api.review_requests import text_of
from api.texts import Texts
from corpus.programmes import Programme
from corpus.store import Version


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Everything the template shows."""

    document: Version
    programmes: tuple[Programme, ...]
    parts: list[TextPart]
    decisions: list[DecisionView]
    problem: str | None
    sent: Mapping[str, str] = field(default_factory=dict)
    """The form as it was filled in, where it could not be accepted."""


def document_page(
    library: Library, identity: str, t: Texts, *, problem: str | None = None, sent: Mapping[str, str] | None = None
) -> DocumentPage:
    """The page of a document that was read. Raises NotFoundError."""
    store = library.store
    version = store.versions([identity]).get(identity)
    text = text_of(store, identity)
    if version is None or text is None:
        raise NotFoundError(f"there is no document {identity}")
    programmes = store.document_programmes(identity)
    spans = []
    for programme in programmes:
        proofs = [one for one in (programme.name.evidence, *programme.name.also) if one.document == identity]
        for number, proof in enumerate(proofs):
            anchor = f"n-{programme.id}-{number}"
            spans.append(
                Span(proof.start, proof.end, anchor, "name", programme.name.value, f"p-{programme.id}"),
            )
    stored = store.corrections(document=identity)
    return DocumentPage(
        version,
        tuple(programmes),
        mark(text, spans),
        decision_views(((one.correction, one.state) for one in stored), t),
        problem,
        sent or {},
    )


def document_meant(library: Library, given: str) -> str | None:
    """The id of the document with an id or address; None where there is none."""
    known = library.store.versions([given]).get(given) or library.store.document_for(given)
    return None if known is None else known.document_id
