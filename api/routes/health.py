"""How the server is: for load balancers and for Prometheus."""

from typing import Any

from fastapi import APIRouter, Response

from api.deps import TheLibrary
from api.metrics import exposition
from api.schemas import HealthOut

router = APIRouter(tags=["health"])


@router.get("/healthz", response_model=HealthOut)
def healthz(library: TheLibrary) -> Any:
    """Answers 200 while store and index can be read."""
    documents, programmes = library.store.counts()
    generation = library.searcher.generation()
    behind = library.store.counter() - (generation.counter if generation else 0)
    return {
        "status": "ok",
        "documents": documents,
        "programmes": programmes,
        "index": generation.name if generation else None,
        "behind": max(0, behind),
    }


@router.get("/metrics", response_class=Response)
def metrics(library: TheLibrary) -> Response:
    """Counters and gauges in the text format of Prometheus."""
    content, media_type = exposition(library)
    return Response(content, media_type=media_type)
