"""The page of sources as a value: coverage and freshness."""

from dataclasses import dataclass

from api.library import Library
from api.texts import Texts
from corpus.places import Municipality, load_register
from corpus.store.values import SourceHealth


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source in words."""

    title: str
    url: str | None
    place: Municipality | None
    found: str
    checked: str
    state: str
    status: str


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Everything the template shows."""

    figures: list[tuple[str, str]]
    sources: list[SourceRow]
    invented: int
    """How many programmes are sample data."""


def sources_page(library: Library, t: Texts) -> SourcesPage:
    """What is covered, and how each source is."""
    statistics = library.store.statistics()
    figures = [
        (t("sources_documents"), t.number(statistics.documents)),
        (t("cities_programmes"), t.number(statistics.programmes)),
        (t("nav_cities"), t.number(statistics.municipalities)),
        (t("sources_voivodeships"), f"{statistics.voivodeships} / 16"),
    ]
    if statistics.newest_published:
        figures.append((t("sources_newest"), t.date(statistics.newest_published)))
    if statistics.last_fetched:
        figures.append((t("sources_checked"), t.date(statistics.last_fetched.date().isoformat())))
    return SourcesPage(figures, [_row(health, t) for health in library.store.sources()], library.invented())


def _row(health: SourceHealth, t: Texts) -> SourceRow:
    if health.last_error and health.failures:
        state, status = "failed", t("sources_failed", reason=health.last_error)
    elif health.last_visit is None:
        state, status = "unvisited", t("sources_unvisited")
    else:
        state, status = "ok", t("sources_ok")
    checked = t.date(health.last_visit.date().isoformat()) if health.last_visit else t("sources_never")
    found = "" if health.last_count is None else t.number(health.last_count)
    place = load_register().municipalities.get(health.source.teryt or "")
    return SourceRow(health.source.title, health.source.url, place, found, checked, state, status)
