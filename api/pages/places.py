"""Pages of places as values: the list of towns with its map, and one town."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from api.comparison import Town, town, year_of
from api.errors import NotFoundError
from api.library import Library
from api.pages.charts import BarChart, Map, poland
from api.pages.figures import programmes_url, town_charts
from api.pages.search import ItemView, views
from api.texts import Texts, collated
from corpus.places import Municipality, load_register
from corpus.programmes import Programme
from corpus.store.values import Coverage

CHARTED = 3
"""Programmes from which charts say more than the list below them."""
PARTNERS = 12


@dataclass(frozen=True, slots=True)
class CitiesPage:
    """Every town with programmes."""

    total: int
    map: Map
    groups: list[tuple[str, list[Coverage]]]
    invented: int
    """How many programmes are sample data."""


@dataclass(frozen=True, slots=True)
class CityPage:
    """One town."""

    place: Municipality
    where: str
    town: Town
    url: str
    map: Map
    charts: list[tuple[str, BarChart]]
    partners: list[tuple[str, int]]
    years: list[tuple[str | None, list[ItemView]]]


def cities_page(library: Library, t: Texts) -> CitiesPage:
    """The towns that the corpus knows programmes of."""
    register = load_register()
    coverage = [one for one in library.coverage() if one.programmes]
    groups: dict[str, list[Coverage]] = defaultdict(list)
    for one in coverage:
        groups[one.voivodeship or "?"].append(one)
    dots = [
        (register.municipality(one.teryt), one.programmes, f"{one.name}: {t.many('programmes', one.programmes)}")
        for one in coverage
        if one.teryt in register.municipalities
    ]
    ordered = [
        (name, sorted(groups[name], key=lambda one: collated(one.name))) for name in sorted(groups, key=collated)
    ]
    return CitiesPage(len(coverage), poland(dots, lit=frozenset(groups)), ordered, library.invented())


def city_page(library: Library, teryt: str, t: Texts) -> CityPage:
    """One town. Raises NotFoundError where the register has no such code."""
    place = _municipality(teryt)
    programmes = library.of_municipality(place.teryt)
    figures = town(place.teryt, place.name, place.voivodeship, programmes)
    by_year: dict[str | None, list[Programme]] = defaultdict(list)
    for programme in programmes:
        by_year[year_of(programme)].append(programme)
    partners = Counter(
        body.name for programme in programmes for body in programme.organisations if body.role == "partner"
    )
    title = f"{place.name}: {t.many('programmes', len(programmes))}"
    return CityPage(
        place,
        ", ".join([_county(place, t), t("city_in", voivodeship=place.voivodeship)]),
        figures,
        programmes_url(place.teryt),
        poland([(place, len(programmes), title)], lit=frozenset({place.voivodeship}), labels=0),
        list(town_charts([figures], t)) if len(programmes) >= CHARTED else [],
        partners.most_common(PARTNERS),
        [
            (year, views(library.with_documents(by_year[year])))
            for year in sorted(by_year, key=lambda year: year or "", reverse=True)
        ],
    )


def _county(place: Municipality, t: Texts) -> str:
    if load_register().counties[place.county].city:
        return t("city_with_county_rights")
    return t("city_county", county=place.county_name)


def _municipality(teryt: str) -> Municipality:
    try:
        return load_register().municipality(teryt)
    except KeyError:
        raise NotFoundError(f"the register has no municipality with the code {teryt}") from None
