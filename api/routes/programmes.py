"""Programmes and documents over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import JSONResponse

from api.deps import TheLibrary
from api.records import detail_record, document_detail, similar_record
from api.routes.files import Form, attachment
from api.schemas import DocumentOut, ProgrammeDetail, SimilarOut
from api.tables import programme_table

router = APIRouter(prefix="/api/v1", tags=["programmes"])
Identity = Annotated[str, Path(min_length=1, max_length=64, pattern=r"^[0-9A-Za-z_-]+$")]
MOST_SIMILAR = 50
HowMany = Annotated[int, Query(ge=1, le=MOST_SIMILAR)]


@router.get("/programmes/{identity}", response_model=ProgrammeDetail)
def programme(identity: Identity, library: TheLibrary) -> Response:
    """One programme: every value with its evidence, and the documents that tell of it."""
    return JSONResponse(detail_record(library, identity))


@router.get("/programmes/{identity}/similar", response_model=list[SimilarOut])
def similar(
    identity: Identity, library: TheLibrary, limit: Annotated[int, Query(ge=1, le=MOST_SIMILAR)] = 5
) -> Response:
    """Programmes like this one, best first."""
    return JSONResponse([similar_record(item) for item in library.similar(identity, limit=limit)])


@router.get("/programmes/{identity}/similar.{form}", response_class=Response)
def similar_file(identity: Identity, form: Form, library: TheLibrary) -> Response:
    """Programmes like this one as a file."""
    return attachment(programme_table(library.similar(identity, limit=MOST_SIMILAR)), form)


@router.get("/documents/{identity}", response_model=DocumentOut)
def document_text(identity: Identity, library: TheLibrary) -> Response:
    """A document's text with the spans that prove values."""
    document = library.document(identity)
    return JSONResponse(document_detail(document, library.store.document_programmes(identity)))


@router.get("/documents/{identity}/snapshot", response_class=Response)
def snapshot(identity: Identity, library: TheLibrary) -> Response:
    """The bytes as they were fetched, as a download: the HTML of strangers is never rendered here."""
    kept = library.snapshot(identity)
    headers = {
        "Content-Disposition": f'attachment; filename="{identity}{_suffix(kept.media_type)}"',
        "X-Original-Media-Type": _plain(kept.media_type),
        "X-Fetched-At": kept.fetched_at.isoformat(),
    }
    return Response(kept.body, media_type="application/octet-stream", headers=headers)


SUFFIXES = {"text/html": ".html", "application/pdf": ".pdf", "text/plain": ".txt", "text/markdown": ".md"}


def _suffix(media_type: str | None) -> str:
    return SUFFIXES.get((media_type or "").partition(";")[0].strip().casefold(), ".bin")


def _plain(media_type: str | None) -> str:
    """A media type fit for a header, whatever the server that declared it wrote."""
    return "".join(character for character in media_type or "" if character.isascii() and character.isprintable())
