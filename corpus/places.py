"""The register of all Polish municipalities: units, names, and lookup by any inflected form.

Units from the official register TERC (1 January 2024), coordinates from open data and GeoNames (CC BY 4.0), forms
generated with Morfeusz 2 / SGJP; built by tools/places.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar

from corpus.errors import RegisterError
from corpus.place_forms import FormIndex, FormReading
from corpus.values import value


class Level(StrEnum):
    """What kind of unit a place is."""

    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    COUNTY = "county"
    VOIVODESHIP = "voivodeship"
    REGION = "region"


class Kind(StrEnum):
    """What kind of municipality."""

    CITY = "city"
    """A city with county rights."""
    URBAN = "urban"
    RURAL = "rural"
    MIXED = "urban-rural"


@value
class Municipality:
    """A gmina. Two may share a name: a town and the rural municipality around it."""

    teryt: str
    """7-digit code: voivodeship, county, number, type (1 urban, 2 rural, 3 urban-rural)."""
    name: str
    kind: Kind
    county: str
    """4-digit code."""
    county_name: str
    """`radomszczański`; for a city with county rights its own name."""
    voivodeship: str
    """`opolskie`."""
    latitude: float | None
    longitude: float | None
    population: int | None
    """Inhabitants of the town or village it is named after (GeoNames); None where unknown, and for a rural
    municipality around a town."""

    @property
    def level(self) -> Level:
        """Always a municipality."""
        return Level.MUNICIPALITY

    @property
    def town(self) -> bool:
        """True where its seat is a town."""
        return self.kind is not Kind.RURAL


@value
class District:
    """A district of a city."""

    code: str
    """7 digits where the register has it, else the city's code and the name."""
    name: str
    municipality: str
    """Code of the city."""

    @property
    def level(self) -> Level:
        """Always a district."""
        return Level.DISTRICT


@value
class County:
    """A powiat, also of a single city."""

    code: str
    name: str
    """The adjective, `radomszczański`; for a city its name."""
    city: bool
    seat: str
    """Code of the municipality where its offices are; for some counties a city outside of it."""
    voivodeship: str

    @property
    def level(self) -> Level:
        """Always a county."""
        return Level.COUNTY


@value
class Voivodeship:
    """A województwo; `name` is `opolskie`."""

    code: str
    name: str

    @property
    def level(self) -> Level:
        """Always a voivodeship."""
        return Level.VOIVODESHIP


@value
class Region:
    """A region of common usage, with the voivodeships (names) or municipalities (codes) it means."""

    name: str
    voivodeships: tuple[str, ...]
    municipalities: tuple[str, ...]

    @property
    def level(self) -> Level:
        """Always a region."""
        return Level.REGION


_Unit = TypeVar("_Unit")
Place = Municipality | District | County | Voivodeship | Region


@value
class PlaceForm:
    """One reading of a form: a place, the case and whether it is its name or its adjective."""

    target: Place
    case: str
    """nom, gen, dat, acc, ins, loc or voc."""
    sort: str
    """`name` or `adjective`."""
    common: bool = False
    """True where the form is also a common word (`koło`, `nowe`)."""
    surname: bool = False
    """True where the form is also a surname or given name."""


@value
class PlaceSpan:
    """Words `first` up to, not including, `last` that may name a place."""

    first: int
    last: int
    candidates: tuple[PlaceForm, ...]


class Register:
    """Units and names. Immutable; obtain it from `load_register`."""

    def __init__(self) -> None:
        self.voivodeships: Mapping[str, Voivodeship] = _frozen(
            {row["code"]: Voivodeship(row["code"], row["name"]) for row in _table("voivodeships")}
        )
        """By 2-digit code."""
        self.counties: Mapping[str, County] = _frozen(
            {
                row["code"]: County(
                    row["code"],
                    row["name"],
                    row["city"] == "1",
                    row["seat"],
                    self.voivodeships[row["code"][:2]].name,
                )
                for row in _table("counties")
            }
        )
        """By 4-digit code."""
        self.municipalities: Mapping[str, Municipality] = _frozen(
            {row["teryt"]: self._municipality(row) for row in _table("municipalities")}
        )
        """By 7-digit code."""
        self.districts: Mapping[str, District] = _frozen(
            {row["code"]: District(row["code"], row["name"], row["municipality"]) for row in _table("districts")}
        )
        self.regions: Mapping[str, Region] = _frozen({row["name"]: self._region(row) for row in _table("regions")})
        """By name."""
        self._by_number = {teryt[:6]: municipality for teryt, municipality in self.municipalities.items()}
        self._named: dict[str, list[Place]] = self._names()
        self._adjectives = {row["adjective"]: row["targets"].split() for row in _table("adjectives")}
        self._forms = FormIndex(_resource("forms.tsv.gz"))
        self._longer = self._beginnings()
        self._read_all = cache(self._targets_of_all)

    def municipality(self, code: str) -> Municipality:
        """The municipality of a register code; those of its town and rural part, and 6-digit codes, name it too.

        Raises KeyError for a code that the register lacks.
        """
        return self._by_number[code[:6]]

    def named(self, name: str) -> tuple[Municipality, ...]:
        """The municipalities of a name in the nominative, in any letter case, towns first."""
        found = (place for place in self._named.get(name.casefold(), ()) if isinstance(place, Municipality))
        return tuple(sorted(found, key=lambda one: (not one.town, -(one.population or 0), one.teryt)))

    def longer(self, name: str) -> tuple[Municipality, ...]:
        """Municipalities whose name goes on after this one: `Opole` → Opole Lubelskie."""
        return self._longer.get(name.casefold(), ())

    def county_seat(self, code: str) -> Municipality | None:
        """The municipality where a county's offices are; None for an unknown code."""
        county = self.counties.get(code)
        return self.municipality(county.seat) if county else None

    def voivodeship(self, name: str) -> Voivodeship | None:
        """The voivodeship of a name (`opolskie`), in any letter case."""
        return next((one for one in self.voivodeships.values() if one.name == name.casefold()), None)

    def inflected(self, name: str, case: str) -> str | None:
        """A name in a case (`Konin`, `loc` → `Koninie`), the usual form of it; None for an unknown name."""
        return self._forms.inflected(name, case)

    def forms(self, text: str, *, fold: bool = False) -> tuple[PlaceForm, ...]:
        """Every reading of an inflected form, of one or several words, in any letter case.

        With `fold` the text may lack Polish letters (`rawie mazowieckiej`, `lodzi`).
        """
        return self._read_all(self._forms.readings(text, fold=fold))

    def scan(self, words: Sequence[str], *, fold: bool = False) -> list[PlaceSpan]:
        """The longest forms among words, hyphens being words of their own.

        Names count only with their capitals, adjectives in any case; with `fold` neither capitals nor Polish letters
        are needed.
        """
        read = self._read_all
        return [PlaceSpan(first, last, read(readings)) for first, last, readings in self._forms.scan(words, fold=fold)]

    def has_word(self, folded: str) -> bool:
        """True where a word in small letters without Polish ones belongs to some form: others `scan` passes over."""
        return self._forms.has_word(folded)

    def within(self, place: Place) -> tuple[str, ...]:
        """The names of the voivodeships that a place lies in or means."""
        match place:
            case Municipality() | County():
                return (place.voivodeship,)
            case District():
                return (self.municipalities[place.municipality].voivodeship,)
            case Voivodeship():
                return (place.name,)
            case Region():
                return place.voivodeships

    def _targets_of_all(self, readings: tuple[FormReading, ...]) -> tuple[PlaceForm, ...]:
        return tuple(form for reading in readings for form in self._targets_of(reading))

    def _targets_of(self, reading: FormReading) -> tuple[PlaceForm, ...]:
        targets = self._named[reading.base.casefold()] if reading.name else self._of_adjective(reading.base)
        sort = "name" if reading.name else "adjective"
        return tuple(
            PlaceForm(target, case, sort, reading.common, reading.surname)
            for target in targets
            for case in reading.cases
        )

    def _of_adjective(self, adjective: str) -> list[Place]:
        tables: Mapping[str, Mapping[str, Place]] = {
            "v": self.voivodeships,
            "c": self.counties,
            "m": self.municipalities,
            "d": self.districts,
            "r": self.regions,
        }
        return [tables[target[0]][target[2:].replace("_", " ")] for target in self._adjectives[adjective]]

    def _names(self) -> dict[str, list[Place]]:
        named: dict[str, list[Place]] = defaultdict(list)
        places: list[Place] = [*self.municipalities.values(), *self.districts.values(), *self.regions.values()]
        for place in places:
            named[place.name.casefold()].append(place)
        for row in _table("aliases"):
            named[row["alias"].casefold()].extend(named[row["name"].casefold()])
        return dict(named)

    def _beginnings(self) -> dict[str, tuple[Municipality, ...]]:
        found: dict[str, list[Municipality]] = defaultdict(list)
        for municipality in self.municipalities.values():
            words = municipality.name.casefold().replace("-", " ").split(" ")
            for count in range(1, len(words)):
                found[" ".join(words[:count])].append(municipality)
        return {name: tuple(longer) for name, longer in found.items() if name in self._named}

    def _municipality(self, row: Mapping[str, str]) -> Municipality:
        county = self.counties[row["county"]]
        return Municipality(
            teryt=row["teryt"],
            name=row["name"],
            kind=Kind.CITY if county.city else Kind(row["kind"]),
            county=county.code,
            county_name=county.name,
            voivodeship=county.voivodeship,
            latitude=float(row["latitude"]) if row["latitude"] else None,
            longitude=float(row["longitude"]) if row["longitude"] else None,
            population=int(row["population"]) if row["population"] else None,
        )

    def _region(self, row: Mapping[str, str]) -> Region:
        names = tuple(self.voivodeships[code].name for code in row["voivodeships"].split())
        return Region(row["name"], names, tuple(row["municipalities"].split()))


@cache
def load_register() -> Register:
    """The register shipped with the package, read once.

    Raises RegisterError where a table is missing or damaged.
    """
    try:
        return Register()
    except (KeyError, ValueError, EOFError) as error:
        raise RegisterError(f"the register of places is damaged, reinstall the package: {error!r}") from error


def _frozen(table: dict[str, _Unit]) -> Mapping[str, _Unit]:
    return MappingProxyType(table)


def _resource(name: str) -> bytes:
    try:
        return (files("corpus") / "data" / "places" / name).read_bytes()
    except OSError as error:
        raise RegisterError(f"{name} of the register of places is missing, reinstall the package") from error


def _table(name: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(_resource(f"{name}.csv").decode().splitlines())
