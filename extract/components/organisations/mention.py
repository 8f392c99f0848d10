"""A place in the text where a body is named or meant."""

from dataclasses import dataclass

from extract.candidates import PlaceCandidate
from extract.components.organisations.lexicon import Abbreviation, Unit


@dataclass(slots=True)
class Mention:
    """Words `first` up to `last` that name a body or point to one."""

    first: int
    last: int
    head: int
    unit: Unit
    seat: PlaceCandidate | None
    located: bool
    named: bool
    """False where only the kind of body is said (`Ośrodek`, `MOPS`), so that the document must tell which."""
    core: bool
    """Whether the whole core of its kind is written out (`Ośrodek Pomocy Społecznej`)."""
    abbreviation: Abbreviation | None = None
    own: bool = False
    """Whether „nasz” or „tutejszy” stands before it."""
    adjectives: int = 0
    beside: PlaceCandidate | None = None
    """The town that stands without „w” behind a unit that has its seat there (`MOPS Radom`)."""
    name: str | None = None
    """The whole name, where it is one of several that share a head (`powiaty: brodnicki, …`)."""
    town: PlaceCandidate | None = None
    """The town that the first adjective names (`Częstochowski Miejski Ośrodek …`)."""
