"""The border where people's corrections meet what was extracted: whatever is stored passes through here."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from corpus.correcting import Applied, apply, find
from corpus.corrections import Correction, ProgrammeKey, Scope, edition, field_values, identity
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
        _save(store, document, (number, extractor), programmes)
        corrections = store.document_corrections(document.id)
        together = store.deciding_together(one.decision for one in corrections if not one.inherited)
        reapply(store, (other for other in together if other != document.id))


def reapply(store: Store, documents: Iterable[str]) -> None:
    """Store the mentions of documents as their corrections make them now."""
    with store.batch():
        for identity in documents:
            found = standing(store, identity)
            if found is not None:
                _save(store, found.document, (found.number, found.extractor), found.extracted)


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
        told = [one for document in documents for one in store.document_corrections(document)]
        decisions = {one.decision for one in told if not one.inherited}
        others = set(store.deciding_together(decisions)) - gone
        for decision in sorted(decisions):
            store.remove_decision(decision)
        reapply(store, sorted(others))


def _save(store: Store, document: Document, extraction: tuple[int, str], extracted: Sequence[Programme]) -> None:
    every = store.document_corrections(document.id)
    own = [one for one in every if not one.inherited]
    stands = standing_of(store, document, extraction, extracted, own)
    inherited = _inherited(store, stands, {one.decision for one in own})
    if inherited or len(own) < len(every):
        store.save_inherited(document.id, inherited)
        stands = standing_of(store, document, extraction, extracted, [*own, *inherited])
    applied = stands.applied
    store.save_extraction(document.id, *extraction, _keyed(applied.programmes))
    store.save_originals(document.id, stands.extracted if applied.states else ())
    if applied.states:
        store.mark_corrections(document.id, applied.states)


def _inherited(store: Store, stands: Standing, known: Collection[str]) -> list[Correction]:
    """What earlier decisions take away from the programmes of a document that was not there when they were made.

    A rejection speaks of a programme, not of a page: it holds for every mention that would be merged into it.
    """
    applied, taken = stands.applied, set(known)
    held = store.held(merge_key(programme) for programme in applied.programmes)
    found = []
    for place, mention in zip(applied.places, applied.programmes, strict=True) if held else ():
        key = merge_key(mention)
        for scope, one in held:
            there = one.field is None or any(
                one.target is not None and identity(value) == identity(one.target)
                for value in field_values(mention, one.field)
            )
            if one.decision in taken or scope.merge_key != key or not there or not _merged(store, scope, mention):
                continue
            taken.add(one.decision)
            away: dict[str, object] = {"action": "reject", "value": None, "before": "", "after": "", "inherited": True}
            here = {"document": stands.document.id, "version": stands.number, "programme": stands.key(place)}
            found.append(one.model_copy(update={**away, **here}))
    return found


def _merged(store: Store, scope: Scope, mention: Programme) -> bool:
    """Whether merging joins a mention with the programme that a decision holds for: an edition of the same years, or
    one without where there is no other."""
    mine = edition(mention.period)
    if mine == scope.edition:
        return True
    group = store.mentions([scope.merge_key])[scope.merge_key]
    others = {edition(one.programme.period) for one in group.mentions} | {mine, scope.edition}
    return "" in {mine, scope.edition} and len(others - {""}) == 1


def _others(store: Store, own: str, corrections: Sequence[Correction]) -> dict[str, Document]:
    """The documents, besides their own, that the evidence of corrections stands in."""
    named = {one.value.evidence.document for one in corrections if one.value is not None}
    found = {}
    for other in sorted(name for name in named if name is not None and name != own):
        extraction = store.extraction(other)
        document = None if extraction is None else store.document(other, extraction[0])
        if document is not None:
            found[other] = document
    return found


def _keyed(programmes: Sequence[Programme]) -> list[tuple[str, Programme]]:
    return [(merge_key(programme), programme) for programme in programmes]
