"""What the server counts about itself."""

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from api.library import Library

REGISTRY = CollectorRegistry()
REQUESTS = Counter("drogowskaz_requests_total", "Requests answered.", ("method", "route", "status"), registry=REGISTRY)
SECONDS = Histogram(
    "drogowskaz_request_seconds",
    "Time from request to answer.",
    ("route",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=REGISTRY,
)
DOCUMENTS = Gauge("drogowskaz_documents", "Documents in the store.", registry=REGISTRY)
PROGRAMMES = Gauge("drogowskaz_programmes", "Programmes in the store.", registry=REGISTRY)
BEHIND = Gauge("drogowskaz_index_behind", "Changes of the store that the index does not show yet.", registry=REGISTRY)


def count(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request; `route` is the template, never the address (which may hold anything)."""
    REQUESTS.labels(method, route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


def exposition(library: Library) -> tuple[bytes, str]:
    """Everything counted, and its media type."""
    statistics = library.store.statistics()
    generation = library.searcher.generation()
    DOCUMENTS.set(statistics.documents)
    PROGRAMMES.set(statistics.programmes)
    BEHIND.set(max(0, library.store.counter() - (generation.counter if generation else 0)))
    return generate_latest(REGISTRY), CONTENT_TYPE_LATEST
