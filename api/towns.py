"""Municipalities meant by people: by code or name, and their figures."""

from collections.abc import Iterable, Sequence

from api.comparison import Town, town
from api.library import Library
from api.phrased import PhrasedError
from api.questions import municipality_code
from corpus.places import Municipality, load_register


def candidates(name: str, covered: Iterable[str]) -> list[Municipality]:
    """The municipalities that a code or name may mean; one where it is clear.

    Of several with one name the only one with programmes (`covered`: register codes) is meant.
    Raises PhrasedError where the register has none.
    """
    code = municipality_code(name)
    register = load_register()
    if code in register.municipalities:
        return [register.municipalities[code]]
    found = list(register.named(code))
    known = set(covered)
    with_programmes = [place for place in found if place.teryt in known]
    return with_programmes or found


def compare(library: Library, places: Sequence[Municipality]) -> list[Town]:
    """The figures of several municipalities, in the order given."""
    return [town(place.teryt, place.name, place.voivodeship, library.of_municipality(place.teryt)) for place in places]


def compare_named(library: Library, names: Sequence[str]) -> list[Town]:
    """The figures of municipalities given by code or name.

    Raises PhrasedError where a name is unknown or means several, or where fewer than two are meant.
    """
    covered = [one.teryt for one in library.coverage() if one.programmes]
    places: list[Municipality] = []
    for name in names:
        found = candidates(name, covered)
        if len(found) > 1:
            options = ", ".join(f"{place.teryt} ({place.county_name}, {place.voivodeship})" for place in found)
            raise PhrasedError("asked_several", name=name, options=options)
        if found[0] not in places:
            places.append(found[0])
    if len(places) < 2:
        raise PhrasedError("asked_two")
    return compare(library, places)
