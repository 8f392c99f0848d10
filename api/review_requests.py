"""What people ask for – on the command line, over HTTP, on a page – as decisions that can be made."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from api.review import Verdict, confirm_all
from api.review_errors import WishError
from api.review_values import changed_parts, evidence_in, value_of
from corpus.corrections import FIELDS, Action, parts_of
from corpus.documents import Document
from corpus.programmes import Evidence, Programme, Supported
from corpus.store import Store


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a person says a value stands: words, a place, or both."""

    words: str = ""
    start: int | None = None
    end: int | None = None
    document: str | None = None
    """Where it is looked for first; None for the programme's documents in their order."""

    def __bool__(self) -> bool:
        return bool(self.words.strip()) or self.start is not None


@dataclass(frozen=True, slots=True)
class Wish:
    """A decision as it was asked for."""

    action: Action
    field: str | None = None
    target: Supported | None = None
    parts: Mapping[str, object] | None = None
    """What is right; those not named stay as they are when a value is changed."""
    proof: Proof = Proof()
    note: str | None = None


def verdicts(store: Store, programme: Programme, wish: Wish) -> list[Verdict]:
    """The decisions that a wish means. Raises WishError, in one line, for one that means nothing."""
    field, target = wish.field, wish.target
    if field is not None and field not in FIELDS:
        raise WishError("field", given=field, known=", ".join(FIELDS))
    if wish.action not in {"change", "add"} and (wish.parts or wish.proof):
        raise WishError("superfluous")
    if field is None:
        if wish.action == "confirm":
            return confirm_all(programme)
        return [Verdict(wish.action, note=wish.note)]
    if wish.action == "add":
        return [Verdict("add", field, value=_added(store, programme, field, wish), note=wish.note)]
    if target is None:
        raise WishError("which", field=field)
    if wish.action == "confirm":
        return [Verdict("confirm", field, target, target, wish.note)]
    if wish.action == "reject":
        return [Verdict("reject", field, target, note=wish.note)]
    proof = proven(store, programme, wish.proof) if wish.proof else target.evidence
    value = value_of(field, changed_parts(field, target, wish.parts or {}), proof)
    if parts_of(value) == parts_of(target) and proof == target.evidence:
        raise WishError("same")
    return [Verdict("change", field, target, value, wish.note)]


def proven(store: Store, programme: Programme, proof: Proof) -> Evidence:
    """The evidence that a person means. Raises WishError where it is in no document of the programme."""
    if proof.document is not None and proof.document not in programme.documents:
        raise WishError("stranger", document=proof.document)
    documents = [text for text in (text_of(store, one) for one in _ordered(programme, proof)) if text is not None]
    problem: WishError | None = None
    for document in documents:
        try:
            return proven_in(document, proof if document is documents[0] else replace(proof, end=None))
        except WishError as error:
            problem = problem or error
    raise problem or WishError("textless")


def proven_in(document: Document, proof: Proof) -> Evidence:
    """The evidence that a person means in a document. Raises WishError where it is not in it."""
    if proof.start is not None and proof.end is not None:
        found = _placed(document, proof.start, proof.end, proof.words)
        if found is not None:
            return found
    return evidence_in(document, proof.words, proof.start)


def text_of(store: Store, document: str) -> Document | None:
    """The version of a document that its values were read from."""
    extraction = store.extraction(document)
    return None if extraction is None else store.document(document, extraction[0])


def _added(store: Store, programme: Programme, field: str, wish: Wish) -> Supported:
    if not wish.proof:
        raise WishError("unproven")
    return value_of(field, wish.parts or {}, proven(store, programme, wish.proof))


def _ordered(programme: Programme, proof: Proof) -> list[str]:
    return list(dict.fromkeys((*([proof.document] if proof.document else []), *programme.documents)))


def _placed(document: Document, start: int, end: int, words: str) -> Evidence | None:
    """The evidence at a place, where it has the words that were given, or none were; edges without white space."""
    if not 0 <= start < end <= len(document.text):
        if words.strip():
            return None
        raise WishError("span", start=start, end=end, document=document.id)
    text = document.text[start:end]
    if not text.strip() or (words.strip() and text.split() != words.split()):
        return None
    first = start + len(text) - len(text.lstrip())
    last = first + len(text.strip())
    return Evidence(
        start=first, end=last, text=document.text[first:last], page=document.page_of(first), document=document.id
    )
