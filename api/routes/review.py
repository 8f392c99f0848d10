"""Corrections over HTTP: only with the administrator's key."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query

from api.deps import Limit, Offset, TheLibrary, TheSettings, administrator
from api.review_records import CorrectionIn, DecidedOut, RecordCorrectionsOut, correction_record
from api.routes.programmes import Identity
from corpus.corrections import State
from corpus.settings import CorpusSettings

if TYPE_CHECKING:
    from api.pipeline import Pipeline
    from api.review import Decided

router = APIRouter(prefix="/api/v1/corrections", tags=["corrections"], dependencies=[Depends(administrator)])


@router.get("", response_model=RecordCorrectionsOut)
def corrections(
    library: TheLibrary,
    document: Annotated[str | None, Query(max_length=64, description="Id of a document.")] = None,
    state: Annotated[State | None, Query(description="applied, idle or stale.")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Any:
    """What people decided, newest first; `state=stale` are those that cannot be applied any more."""
    store = library.store
    found = store.corrections(document=document, state=state, limit=limit, offset=offset)
    return {
        "total": store.count_corrections(document=document, state=state),
        "corrections": [correction_record(one) for one in found],
    }


@router.post("", response_model=DecidedOut, status_code=201)
def correct(wanted: CorrectionIn, library: TheLibrary, settings: TheSettings) -> Any:
    """Confirm, change, add or reject one value of a programme, confirm all of them, or reject the programme.

    Without a programme: add one that extraction missed.
    """
    from api.review import decide  # noqa: PLC0415 - the writing side is only loaded where it is asked for
    from api.review_additions import add_programme  # noqa: PLC0415
    from api.review_errors import WishError  # noqa: PLC0415
    from api.review_requests import Proof, Wish, verdicts  # noqa: PLC0415
    from api.review_values import target_of  # noqa: PLC0415

    proof = Proof(wanted.evidence.text, wanted.evidence.start, wanted.evidence.end, wanted.evidence.document)
    if wanted.programme is None:
        if wanted.action != "add" or wanted.field is not None or proof.document is None:
            raise WishError("placeless")
        for part in wanted.value.keys() - {"value"}:
            raise WishError("part", field="name", given=part, known="value")
        name = str(wanted.value.get("value") or "")
        with writing(settings) as pipeline:
            added = add_programme(pipeline, proof.document, name, proof, by=wanted.by, note=wanted.note)
        return _out(added)
    programme = library.programme(wanted.programme)
    target = None
    if wanted.field is not None and wanted.action != "add":
        target = target_of(programme, wanted.field, wanted.target)
    wish = Wish(wanted.action, wanted.field, target, wanted.value, proof, wanted.note)
    with writing(settings) as pipeline:
        decided = decide(pipeline, programme, verdicts(pipeline.store, programme, wish), by=wanted.by)
    return _out(decided)


@router.delete("/{decision}", response_model=DecidedOut)
def take_back(decision: Identity, settings: TheSettings) -> Any:
    """Take a decision back; the records show again what was extracted."""
    from api.review import undo  # noqa: PLC0415

    with writing(settings) as pipeline:
        undone = undo(pipeline, decision)
    return _out(undone)


def _out(decided: "Decided") -> dict[str, Any]:
    return {
        "decisions": list(decided.decisions),
        "documents": list(decided.documents),
        "programme": decided.programme,
    }


@contextmanager
def writing(settings: CorpusSettings) -> Iterator["Pipeline"]:
    """The writing side of the data folder, for one decision."""
    from api.pipeline import Pipeline  # noqa: PLC0415

    pipeline = Pipeline.open(settings, jobs=1)
    try:
        yield pipeline
    finally:
        pipeline.close()
