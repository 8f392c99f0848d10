"""Reading the register (TERC), coordinates and populations into rows of the corpus' own tables."""

import csv
import json
import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

VOIVODESHIP_OF_GEONAMES = {
    "72": "02", "73": "04", "74": "10", "75": "06", "76": "08", "77": "12", "78": "14", "79": "16",
    "80": "18", "81": "20", "82": "22", "83": "24", "84": "26", "85": "28", "86": "30", "87": "32",
}  # fmt: skip
"""GeoNames' first-level codes of Poland, in TERC's."""
COUNTY = 45
"""Kilometres within which a county's municipalities lie from its middle."""
SAME = 8
"""Kilometres within which two sources speak of one place."""
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
    """Coordinates of each municipality's seat, and the population of the town or village it is named after.

    A name alone proves nothing (there is an Olsztyn near Częstochowa), and the towns' list has counties shifted by a
    row and a few places on the wrong side of the country: a place must lie near the others of its county.
    """
    listed = _towns(towns)
    named = _geonames(geonames)
    middles = _middles(terc, named)
    for gmina in terc.gminas:
        middle = middles[gmina.county]
        voivodeship = gmina.teryt[:2]
        here = [one for one in named.get((_plain(gmina.name), voivodeship), []) if _near(one, middle, COUNTY)]
        town = [one for one in listed.get(_plain(gmina.name), []) if _near(one, middle, COUNTY)]
        if len(town) == 1:
            gmina.latitude, gmina.longitude = town[0]
            here = [one for one in here if _near(one, town[0], SAME)]
        elif len(here) == 1:
            gmina.latitude, gmina.longitude = here[0][:2]
        else:
            # Two villages of a name in one county: nobody knows which is meant.
            here = []
        if here:
            gmina.population = max(one[2] for one in here)
    around = [gmina for gmina in terc.gminas if _around_town(gmina, terc)]
    for gmina in around:
        gmina.population = None


def _around_town(gmina: Gmina, terc: Terc) -> bool:
    """True for a rural municipality named after a town beside it: the town's inhabitants are not its own."""
    return gmina.kind == "rural" and any(
        other.kind != "rural"
        and _plain(other.name) == _plain(gmina.name)
        and other.teryt[:2] == gmina.teryt[:2]
        and other.latitude is not None
        and gmina.latitude is not None
        and _near((other.latitude, other.longitude or 0), (gmina.latitude, gmina.longitude or 0), SAME)
        for other in terc.gminas
    )


def _middles(
    terc: Terc, named: dict[tuple[str, str], list[tuple[float, float, int]]]
) -> dict[str, tuple[float, float]]:
    """The middle (median) of each county's places whose name its voivodeship has once; of a city, its largest place."""
    found: dict[str, tuple[float, float]] = {}
    for code, (_, city) in terc.counties.items():
        places: list[tuple[float, float, int]] = []
        for gmina in terc.gminas:
            if gmina.county == code:
                some = named.get((_plain(gmina.name), code[:2]), [])
                places += [max(some, key=lambda one: one[2])] if city and some else some if len(some) == 1 else []
        found[code] = (median(place[0] for place in places), median(place[1] for place in places))
    return found


def _near(place: Sequence[float], middle: Sequence[float], kilometres: float) -> bool:
    degree = 111.2
    east = (place[1] - middle[1]) * math.cos(math.radians(middle[0]))
    return degree * math.hypot(place[0] - middle[0], east) <= kilometres


def _towns(path: Path) -> dict[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[_plain(row["name"])].append((float(row["lat"]), float(row["lon"])))
    return found


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
    polish = {"Warsaw": "Warszawa", "Bielsko-Biala": "Bielsko-Biała", "Jastrzębie Zdrój": "Jastrzębie-Zdrój"}
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
