"""Everything that the components found in one document, as one value that assembly reads."""

from dataclasses import dataclass, field

from extract.candidates import (
    CodeCandidate,
    CountCandidate,
    DateCandidate,
    EditionCandidate,
    FundCandidate,
    HeadCandidate,
    KindCandidate,
    MoneyCandidate,
    NameCandidate,
    OrganisationCandidate,
    PlaceCandidate,
)
from extract.components.organisations.bodies import Body
from extract.zones import Zones


@dataclass(slots=True)
class Facts:
    """The candidates of one document; each component fills its own list."""

    zones: Zones
    dates: list[DateCandidate] = field(default_factory=list)
    money: list[MoneyCandidate] = field(default_factory=list)
    participants: list[CountCandidate] = field(default_factory=list)
    editions: list[EditionCandidate] = field(default_factory=list)
    places: list[PlaceCandidate] = field(default_factory=list)
    organisations: list[OrganisationCandidate] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    """What `organisations` are mentions of, with all that speaks for their roles."""
    funds: list[FundCandidate] = field(default_factory=list)
    groups: list[CodeCandidate] = field(default_factory=list)
    activities: list[CodeCandidate] = field(default_factory=list)
    names: list[NameCandidate] = field(default_factory=list)
    heads: list[HeadCandidate] = field(default_factory=list)
    kinds: list[KindCandidate] = field(default_factory=list)
    title: int = 0
    """Where the first block of the page ends."""
    home: PlaceCandidate | None = None
    """The municipality that runs what the document announces."""
