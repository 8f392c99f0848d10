"""Municipalities, comparison and sources over HTTP."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import JSONResponse

from api.deps import Limit, Offset, TheLibrary
from api.library import Library
from api.records import coverage_record, source_record, statistics_record, town_record
from api.routes.files import Form, attachment
from api.schemas import ComparisonOut, MunicipalitiesOut, SourcesOut
from api.tables import flat_figures, record_table
from api.texts import collated
from api.towns import compare_named

router = APIRouter(prefix="/api/v1", tags=["places"])
MOST_TOWNS = 12
Towns = Annotated[list[str], Query(max_length=MOST_TOWNS, description="Names or 7-digit TERYT codes, two or more.")]


@router.get("/compare", response_model=ComparisonOut)
def comparison(library: TheLibrary, municipality: Towns) -> Response:
    """Municipalities side by side: counts and sums, each with the ids of the programmes it was counted from."""
    return JSONResponse({"municipalities": [town_record(town) for town in compare_named(library, municipality)]})


@router.get("/compare.{form}", response_class=Response)
def comparison_file(library: TheLibrary, form: Form, municipality: Towns) -> Response:
    """The comparison as a file, a row a figure."""
    figures = [figure for town in compare_named(library, municipality) for figure in flat_figures(town)]
    return attachment(record_table("drogowskaz-porownanie", figures), form)


@router.get("/municipalities", response_model=MunicipalitiesOut)
def municipalities(library: TheLibrary, limit: Limit = 100, offset: Offset = 0) -> Any:
    """Municipalities that programmes are known of, by name."""
    every = _covered(library)
    return {"total": len(every), "municipalities": every[offset : offset + limit]}


@router.get("/municipalities.{form}", response_class=Response)
def municipalities_file(library: TheLibrary, form: Form) -> Response:
    """Municipalities as a file."""
    return attachment(record_table("drogowskaz-miasta", _covered(library)), form)


@router.get("/sources", response_model=SourcesOut)
def sources(library: TheLibrary, limit: Limit = 100, offset: Offset = 0) -> Any:
    """The sources: coverage and freshness."""
    every = [source_record(health) for health in library.store.sources()]
    figures = statistics_record(library.store.statistics())
    return {"total": len(every), **figures, "sources": every[offset : offset + limit]}


@router.get("/sources.{form}", response_class=Response)
def sources_file(library: TheLibrary, form: Form) -> Response:
    """The sources as a file."""
    return attachment(record_table("drogowskaz-zrodla", [source_record(one) for one in library.store.sources()]), form)


def _covered(library: Library) -> list[Mapping[str, Any]]:
    coverage = sorted(library.coverage(), key=lambda one: (collated(one.name), one.teryt))
    return [coverage_record(one) for one in coverage if one.programmes]
