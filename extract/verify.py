"""Evidence made from spans, and checked: a value whose words do not stand in the document is no value."""

from corpus.documents import Document
from corpus.errors import EvidenceError
from corpus.programmes import Evidence, Programme, Supported


def evidence(document: Document, start: int, end: int) -> Evidence:
    """The evidence of the characters `start:end` of a document, edges without white space.

    Raises EvidenceError where the span holds no text.
    """
    text = document.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    if not 0 <= start < start + len(text) <= len(document.text):
        raise EvidenceError(f"no text at {start}:{end} of document {document.id}")
    return Evidence(start=start, end=start + len(text), text=text, page=document.page_of(start))


def verify(document: Document, programme: Programme) -> Programme:
    """The programme itself, once every value's evidence was found at its place.

    Raises EvidenceError for the first value whose evidence is not in the document.
    """
    for value in programme.values():
        for proof in (value.evidence, *value.also):
            if proof.document is None and document.text[proof.start : proof.end] != proof.text:
                raise EvidenceError(
                    f"{_what(value)} of {programme.id} is not at {proof.start}:{proof.end} of {document.id}"
                )
    return programme


def _what(value: Supported) -> str:
    return type(value).__name__.lower()
