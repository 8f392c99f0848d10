"""The border where people's corrections meet what was extracted: whatever is stored passes through here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.correcting import Applied, apply, find
from corpus.corrections import Correction, ProgrammeKey, edition
from corpus.documents import Document
from corpus.programmes import Programme
from corpus.store import Store
from extract.merge import merge_key


@dataclass(frozen=True, slots=True)
class Standing:
    """A document with what was extracted from it and what its corrections make of that."""

    document: Document
    number: int
    """The version that was extracted."""
    extractor: str
    extracted: tuple[Programme, ...]
    applied: Applied

    def key(self, place: int) -> ProgrammeKey:
        """How corrections find one of the programmes again, by its place among `applied.bases`."""
        base = self.applied.bases[place]
        extracted = place < len(self.extracted)
        return ProgrammeKey(
            name=base.name.value,
            edition=edition(base.period),
            alone=extracted and len(self.extracted) == 1,
            added="" if extracted else base.id,
        )

    def place(self, key: ProgrammeKey) -> int | None:
        """The place among `applied.bases` of the programme that a key means; None where it is not there."""
        return self.applied.found.get(key.added) if key.added else find(key, self.extracted)


def save_extraction(
    store: Store, document: Document, number: int, extractor: str, programmes: Sequence[Programme]
) -> None:
    """Store the programmes extracted from a version of a document, corrected where people corrected them before.

    Documents that share a decision with this one are corrected again: their evidence may stand in its text.
    """
    with store.batch():
        corrections = store.document_corrections(document.id)
        if not corrections:
            store.save_extraction(document.id, number, extractor, _keyed(programmes))
            store.save_originals(document.id, ())
            return
        _save(store, standing_of(store, document, (number, extractor), programmes, corrections))
        together = store.deciding_together(one.decision for one in corrections)
        reapply(store, (other for other in together if other != document.id))


def reapply(store: Store, documents: Iterable[str]) -> None:
    """Store the mentions of documents as their corrections make them now."""
    with store.batch():
        for identity in documents:
            found = standing(store, identity)
            if found is not None:
                _save(store, found)


def standing(store: Store, document_id: str) -> Standing | None:
    """How a document stands; None where nothing was extracted from it yet."""
    extraction = store.extraction(document_id)
    document = None if extraction is None else store.document(document_id, extraction[0])
    if extraction is None or document is None:
        return None
    corrections = store.document_corrections(document_id)
    # what a person added has its name from a person, which nothing extracted has: where such mentions are all there is,
    # there are no originals because nothing was extracted
    shown = (one for one in store.document_mentions(document_id) if one.name.review is None)
    extracted = store.originals(document_id) or tuple(shown)
    return standing_of(store, document, extraction, extracted, corrections)


def standing_of(
    store: Store,
    document: Document,
    extraction: tuple[int, str],
    extracted: Sequence[Programme],
    corrections: Sequence[Correction],
) -> Standing:
    """What the corrections of a document make of what an extractor's version found in one of its versions."""
    applied = apply(corrections, extracted, document, _others(store, document.id, corrections))
    return Standing(document, *extraction, tuple(extracted), applied)


def let_go(store: Store, documents: Sequence[str]) -> None:
    """Take back the decisions that speak of documents about to be forgotten: those of others quote their text."""
    gone = set(documents)
    with store.batch():
        decisions = {one.decision for document in documents for one in store.document_corrections(document)}
        others = set(store.deciding_together(decisions)) - gone
        for decision in sorted(decisions):
            store.remove_decision(decision)
        reapply(store, sorted(others))


def _save(store: Store, standing: Standing) -> None:
    identity, applied = standing.document.id, standing.applied
    store.save_extraction(identity, standing.number, standing.extractor, _keyed(applied.programmes))
    store.save_originals(identity, standing.extracted if applied.states else ())
    store.mark_corrections(identity, applied.states)


def _others(store: Store, own: str, corrections: Sequence[Correction]) -> dict[str, Document]:
    """The documents, besides their own, that the evidence of corrections stands in."""
    named = {one.value.evidence.document for one in corrections if one.value is not None}
    found = {}
    for identity in sorted(name for name in named if name is not None and name != own):
        extraction = store.extraction(identity)
        document = None if extraction is None else store.document(identity, extraction[0])
        if document is not None:
            found[identity] = document
    return found


def _keyed(programmes: Sequence[Programme]) -> list[tuple[str, Programme]]:
    return [(merge_key(programme), programme) for programme in programmes]
