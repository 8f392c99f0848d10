"""The page of one programme as a value: its record, and one of its documents with the evidence marked."""

from dataclasses import dataclass

from api.library import Library, Related
from api.pages.marking import Part, mark
from api.pages.search import ItemView, views
from api.pages.values import Row, Value, rows, spans
from api.texts import Texts
from corpus.documents import Document
from corpus.programmes import Evidence, Programme
from corpus.store.values import Version


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """Everything the template shows."""

    programme: Programme
    rows: list[Row]
    documents: tuple[Version, ...]
    document: Version | None
    parts: list[Part]
    similar: list[ItemView]
    related: list[tuple[str, list[ItemView]]]
    """Key of a heading, and the programmes under it."""

    def link(self, value: Value) -> str:
        """Where a value stands in a text."""
        return self.link_to(*value.evidence[0])

    def link_to(self, proof: Evidence, anchor: str) -> str:
        """Where one piece of evidence stands: on this page, or on the page beside another document."""
        document = proof.document or self.programme.documents[0]
        here = self.document is not None and document == self.document.document_id
        return f"#{anchor}" if here else f"?document={document}#{anchor}"


def programme_page(library: Library, identity: str, document: str | None, t: Texts) -> ProgrammePage:
    """A programme beside the document asked for, or its best one. Raises NotFoundError."""
    programme = library.programme(identity)
    versions = library.store.programme_documents(identity)
    shown = next((version for version in versions if version.document_id == document), None)
    if shown is None and versions:
        shown = versions[0]
    text: Document | None = None
    if shown is not None:
        text = library.store.document(shown.document_id, shown.number)
    record = rows(programme, t)
    return ProgrammePage(
        programme,
        record,
        versions,
        shown if text is not None else None,
        mark(text, spans(record, text.id, programme.documents)) if text is not None else [],
        views(library.similar(identity)),
        _related(library.related(identity)),
    )


def _related(related: Related) -> list[tuple[str, list[ItemView]]]:
    groups = (
        ("editions_later", related.later[::-1]),
        ("editions_earlier", related.earlier[::-1]),
        ("part_of_title", related.whole),
        ("parts_title", related.parts),
    )
    return [(title, views(items)) for title, items in groups if items]
