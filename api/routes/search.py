"""Search over HTTP, its files and its feed."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.asked import described
from api.deps import Limit, Offset, TheLibrary, TheQuestion
from api.feed import atom
from api.records import search_json
from api.routes.files import Form, attachment
from api.schemas import SearchOut
from api.settings import api_settings
from api.tables import programme_table

router = APIRouter(tags=["search"])
MOST_EXPORTED = 10_000
MOST_IN_FEED = 50


@router.get("/api/v1/search", response_model=SearchOut, openapi_extra=described())
def search(question: TheQuestion, library: TheLibrary, limit: Limit = 20, offset: Offset = 0) -> Response:
    """Programmes that answer a question, best first, with facets. Without words: all that pass the filters."""
    return Response(search_json(library, question, limit=limit, offset=offset), media_type="application/json")


@router.get("/api/v1/search.{form}", response_class=Response, openapi_extra=described())
def search_file(question: TheQuestion, library: TheLibrary, form: Annotated[Form, Path()]) -> Response:
    """The whole answer (up to 10,000 programmes) as a file."""
    return attachment(programme_table(library.every(question, most=MOST_EXPORTED)), form)


@router.get("/feed.atom", response_class=Response, openapi_extra=described())
def feed(request: Request, question: TheQuestion, library: TheLibrary) -> Response:
    """Any search as a subscription (Atom), newest announcements first."""
    found = library.search(question, limit=MOST_IN_FEED)
    base = api_settings().public_url or str(request.base_url)
    return Response(atom(question, found.items, base.rstrip("/")), media_type="application/atom+xml")
