"""Writing over HTTP: only with the administrator's key."""

from typing import Any

from fastapi import APIRouter, Depends

from api.deps import TheLibrary, TheSettings, TheWork, administrator
from api.errors import BadRequestError
from api.inputs import is_web_address
from api.routes.programmes import Identity
from api.schemas import ForgottenOut, IngestIn, JobOut
from corpus.catalogue import load_catalogue

router = APIRouter(prefix="/api/v1", tags=["administration"], dependencies=[Depends(administrator)])
MOST_SOURCES = 100


@router.post("/ingest", response_model=JobOut, status_code=202)
def ingest(wanted: IngestIn, work: TheWork) -> Any:
    """Take in addresses or sources of the catalogue, in the background."""
    if not 1 <= len(wanted.sources) <= MOST_SOURCES:
        raise BadRequestError(f"give 1 to {MOST_SOURCES} sources")
    known = load_catalogue()
    for source in wanted.sources:
        # a path would read the server's own files
        if not is_web_address(source) and source not in known:
            raise BadRequestError(f"{source!r} is neither an http(s) address nor a source of the catalogue")
    work.submit(wanted.sources)
    return {"accepted": len(wanted.sources), "queue": work.name}


@router.delete("/documents/{identity}", response_model=ForgottenOut)
def forget(identity: Identity, library: TheLibrary, settings: TheSettings) -> Any:
    """Remove a document everywhere – bytes, text, records, index – and never take it in again."""
    from api.pipeline import Pipeline  # noqa: PLC0415 - the writing side is only loaded where it is asked for

    library.document(identity)
    pipeline = Pipeline.open(settings, jobs=1)
    try:
        forgotten = pipeline.forget(identity)
    finally:
        pipeline.close()
    return {"documents": list(forgotten.documents), "programmes": list(forgotten.programmes)}
