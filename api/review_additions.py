"""A programme that the extractor missed altogether, added to a document by a person."""

from dataclasses import replace

from api.corrected import reapply, standing
from api.errors import NotFoundError
from api.pipeline import Pipeline
from api.review import MOST_NOTE, Decided, Member, decider, finish, shown_as
from api.review_errors import WishError
from api.review_requests import Proof, proven_in
from api.review_values import value_of
from corpus.correcting import context, occurrences
from corpus.corrections import Correction, ProgrammeKey, decision_id, folded
from corpus.documents import Document
from corpus.programmes import Evidence


def add_programme(
    pipeline: Pipeline,
    document_id: str,
    name: str,
    proof: Proof,
    *,
    by: str,
    note: str | None = None,
    index: bool = True,
) -> Decided:
    """Store that a document tells of a programme; without proof its name stands in it as given.

    Its values are added afterwards, as those of any other. Raises WishError for what cannot be added, NotFoundError
    where there is no such document.
    """
    by = decider(by)
    if not name.strip():
        raise WishError("missing", part="value")
    if note is not None and len(note) > MOST_NOTE:
        raise WishError("note", most=MOST_NOTE)
    store = pipeline.store
    with store.batch():
        stands = standing(store, document_id)
        if stands is None:
            if store.document(document_id) is None:
                raise NotFoundError(f"there is no document {document_id}")
            raise WishError("unread", document=document_id)
        value = value_of("name", {"value": name}, _evidence(stands.document, name, proof))
        called = " ".join(name.split())
        for programmes, reason in ((stands.applied.programmes, "known"), (stands.applied.bases, "withdrawn")):
            if any(folded(one.name.value) == folded(called) for one in programmes):
                raise WishError(reason, name=called, document=document_id)
        key = ProgrammeKey(name=called, alone=False)
        before, after = context(stands.document.text, value.evidence.start, value.evidence.end)
        addition = Correction(
            decision=decision_id(document_id, key, None, value),
            document=document_id,
            version=stands.number,
            programme=key,
            action="add",
            value=value,
            before=before,
            after=after,
            by=by,
            at=store.now(),
            note=note,
        )
        store.save_decision([addition])
        reapply(store, [document_id])
        stands = standing(store, document_id)
        assert stands is not None
        place = stands.applied.found[addition.decision]
    finish(pipeline, index=index)
    found = Member(stands, place, stands.applied.bases[place])
    return Decided((addition.decision,), (document_id,), shown_as(store, found))


def _evidence(document: Document, name: str, proof: Proof) -> Evidence:
    if proof.document is not None and proof.document != document.id:
        raise WishError("elsewhere", document=document.id)
    if not proof:
        places = occurrences(document.text, name)
        # any place will do to show that the name is there
        proof = replace(proof, words=name, start=places[0][0] if places else None)
    return proven_in(document, proof)
