"""Reading the register (TERC), coordinates and populations into rows of the corpus' own tables."""

import csv
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

VOIVODESHIP_OF_GEONAMES = {
    "72": "02", "73": "04", "74": "10", "75": "06", "76": "08", "77": "12", "78": "14", "79": "16",
    "80": "18", "81": "20", "82": "22", "83": "24", "84": "26", "85": "28", "86": "30", "87": "32",
}  # fmt: skip
"""GeoNames' first-level codes of Poland, in TERC's."""
KINDS = {"1": "urban", "2": "rural", "3": "urban-rural"}


@dataclass
class Gmina:
    """One municipality as it goes into municipalities.csv."""

    teryt: str
    name: str
    kind: str
    county: str
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None


@dataclass
class Terc:
    """The units of the register."""

    gminas: list[Gmina] = field(default_factory=list)
    counties: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """Code -> name (`radomszczański`, or the city's), and whether it is a city with county rights."""
    voivodeships: dict[str, str] = field(default_factory=dict)
    districts: list[tuple[str, str, str]] = field(default_factory=list)
    """Code, name, code of the municipality."""


def read_terc(path: Path) -> Terc:
    """The whole register."""
    terc = Terc()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        voivodeship, county, gmina, kind, name = row["woj"], row["pow"], row["gmi"], row["rodz"], row["name"]
        code = voivodeship + county
        if not county:
            terc.voivodeships[voivodeship] = name.casefold()
        elif not gmina:
            city = row["kind"].startswith("miasto")
            terc.counties[code] = (name, city)
        elif kind in KINDS:
            terc.gminas.append(Gmina(code + gmina + kind, name, KINDS[kind], code))
        elif kind in "89":
            town = next(g for g in terc.gminas if g.county == code)
            terc.districts.append((code + gmina + kind, name.removeprefix(town.name + "-"), town.teryt))
    return terc


def add_coordinates(terc: Terc, towns: Path, geonames: Path) -> None:
    """Coordinates of each municipality's seat, and the population of the town or village it is named after."""
    by_county = _towns(towns)
    by_name = _geonames(geonames)
    named: dict[tuple[str, str], list[Gmina]] = defaultdict(list)
    for gmina in terc.gminas:
        named[_plain(gmina.name), gmina.teryt[:2]].append(gmina)
    for gmina in terc.gminas:
        county, city = terc.counties[gmina.county]
        place = by_county.get((_plain(gmina.name), county.casefold())) or by_county.get((_plain(gmina.name), ""))
        found = by_name.get((_plain(gmina.name), gmina.teryt[:2]), [])
        twins = [other for other in named[_plain(gmina.name), gmina.teryt[:2]] if other.county != gmina.county]
        if place is not None:
            gmina.latitude, gmina.longitude = place
            near = [one for one in found if abs(one[0] - place[0]) + abs(one[1] - place[1]) < 0.1]
        else:
            # One name in two counties of a voivodeship, or two villages of a name: nobody knows which is meant.
            near = found if len(found) == 1 and (not twins or city) else []
            if near:
                gmina.latitude, gmina.longitude = near[0][:2]
        same_county = [g for g in terc.gminas if g.county == gmina.county and g.name == gmina.name]
        rural_ring = gmina.kind == "rural" and len(same_county) > 1
        if near and not rural_ring:
            gmina.population = max(one[2] for one in near)


def _towns(path: Path) -> dict[tuple[str, str], tuple[float, float]]:
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (_plain(row["name"]), row["county"].casefold()): (float(row["lat"]), float(row["lon"]))
            for row in csv.DictReader(file)
        }


def locatives(path: Path) -> dict[str, list[str]]:
    """Known locatives of towns by name, each list the more usual first."""
    known: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for form in re.split(r"\s*\d\)", row["locative"]):
                if form and form not in known.setdefault(row["name"], []):
                    known[row["name"]].append(form)
    return known


def _geonames(path: Path) -> dict[tuple[str, str], list[tuple[float, float, int]]]:
    found: dict[tuple[str, str], list[tuple[float, float, int]]] = defaultdict(list)
    polish = {"Warsaw": "Warszawa"}
    for city in json.loads(path.read_text("utf-8")).values():
        if city["countrycode"] != "PL":
            continue
        voivodeship = VOIVODESHIP_OF_GEONAMES[city["admin1code"]]
        name = polish.get(city["name"], city["name"])
        place = (float(city["latitude"]), float(city["longitude"]), int(city["population"]))
        found[_plain(name), voivodeship].append(place)
    return found


def _plain(name: str) -> str:
    return re.sub(r"\s*\(.*\)", "", name).casefold()
