"""The pages that people see."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.deps import TheLibrary, TheQuestion
from api.pages.about import about_page
from api.pages.compare import compare_page
from api.pages.home import home_page
from api.pages.places import cities_page, city_page
from api.pages.programme import programme_page
from api.pages.render import language, page
from api.pages.search import PAGE, search_page
from api.pages.sources import sources_page
from api.phrased import PhrasedError
from api.questions import MOST_OFFSET
from api.texts import texts

router = APIRouter(include_in_schema=False)


@router.get("/")
def home(request: Request, library: TheLibrary) -> Response:
    """Where to begin."""
    return page(request, "home.html", **home_page(library))


@router.get("/szukaj")
def search(
    request: Request,
    library: TheLibrary,
    question: TheQuestion,
    page_number: Annotated[int, Query(alias="page", ge=1)] = 1,
) -> Response:
    """Search with filters and facets."""
    offset = (page_number - 1) * PAGE
    if offset > MOST_OFFSET:
        raise PhrasedError("asked_far")
    found = library.search(question, limit=PAGE, offset=offset)
    t = texts(language(request))
    return page(request, "search.html", page=search_page(question, found, page_number, t))


@router.get("/program/{identity}")
def programme(
    request: Request, library: TheLibrary, identity: str, document: Annotated[str | None, Query(max_length=64)] = None
) -> Response:
    """A programme beside its source text."""
    t = texts(language(request))
    return page(request, "programme.html", page=programme_page(library, identity, document, t))


@router.get("/miasta")
def cities(request: Request, library: TheLibrary) -> Response:
    """Every town with programmes."""
    return page(request, "cities.html", page=cities_page(library, texts(language(request))))


@router.get("/miasto/{teryt}")
def city(request: Request, library: TheLibrary, teryt: str) -> Response:
    """One town."""
    return page(request, "city.html", page=city_page(library, teryt, texts(language(request))))


@router.get("/porownaj")
def compare(
    request: Request, library: TheLibrary, municipality: Annotated[list[str] | None, Query(max_length=12)] = None
) -> Response:
    """Towns side by side."""
    t = texts(language(request))
    return page(request, "compare.html", page=compare_page(library, municipality or [], t))


@router.get("/zrodla")
def sources(request: Request, library: TheLibrary) -> Response:
    """Coverage and freshness."""
    return page(request, "sources.html", page=sources_page(library, texts(language(request))))


@router.get("/o-projekcie")
def about(request: Request) -> Response:
    """What this is, and the vocabulary."""
    return page(request, "about.html", page=about_page(texts(language(request))))
