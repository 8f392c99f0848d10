"""The comparison of towns as a value."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.comparison import Town
from api.errors import BadRequestError
from api.library import Library
from api.pages.charts import BarChart
from api.pages.figures import TableSection, town_charts, town_table
from api.questions import Question
from api.texts import Texts, collated
from api.towns import candidates, compare
from corpus.places import Municipality

MOST_TOWNS = 6
MOST_OPTIONS = 8


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Everything the template shows."""

    fields: list[str]
    known: list[str]
    """Names of the towns that have programmes."""
    problems: list[str]
    towns: list[Town]
    charts: list[tuple[str, BarChart]]
    table: list[TableSection]
    query: str


def compare_page(library: Library, names: Sequence[str], t: Texts) -> ComparePage:
    """Towns side by side; of names that mean nothing the page says so."""
    coverage = [one for one in library.coverage() if one.programmes]
    covered = [one.teryt for one in coverage]
    problems: list[str] = []
    places: list[Municipality] = []
    fields: list[str] = []
    for name in [name for name in names if name.strip()][:MOST_TOWNS]:
        place = _place(name, covered, problems, t)
        fields.append(name if place is None else place.name)
        if place is not None and place not in places:
            places.append(place)
    if len(places) == 1 and not problems and len(fields) == 1 and len(names) > 1:
        problems.append(t("compare_few"))
    towns = compare(library, places) if len(places) > 1 else []
    spare = max(1, 2 - len(fields))
    return ComparePage(
        [*fields, *[""] * spare][:MOST_TOWNS],
        sorted((one.name for one in coverage), key=collated),
        problems,
        towns,
        list(town_charts(towns, t)),
        list(town_table(towns, t)) if towns else [],
        Question(municipality=tuple(place.teryt for place in places)).query(),
    )


def _place(name: str, covered: Sequence[str], problems: list[str], t: Texts) -> Municipality | None:
    try:
        found = candidates(name, covered)
    except BadRequestError:
        problems.append(t("compare_unknown", name=name))
        return None
    if len(found) > 1:
        options = ", ".join(f"{place.name} – {place.county_name}: {place.teryt}" for place in found[:MOST_OPTIONS])
        problems.append(t("compare_ambiguous", name=name, options=options))
        return None
    return found[0]
