"""The start page as values."""

from dataclasses import dataclass
from typing import Any

from api.library import Library
from api.pages.search import views
from api.questions import Question
from search.errors import IndexMissingError

SIGNS = 6


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is."""

    programmes: int
    municipalities: int
    documents: int
    invented: int


def home_page(library: Library) -> dict[str, Any]:
    """Counts, the commonest target groups as boards of a signpost, and what was announced last."""
    statistics = library.statistics()
    signs: list[tuple[str, int]] = []
    try:
        facets = library.search(Question(), limit=1).facets
        signs = [(value.value, value.count) for value in facets.get("target_group", ())][:SIGNS]
    except IndexMissingError:
        pass  # nothing was taken in yet; the page says so
    return {
        "counts": Counts(statistics.programmes, statistics.municipalities, statistics.documents, library.invented()),
        "signs": signs,
        "latest": views(library.with_documents(library.latest())),
    }
