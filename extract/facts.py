"""Everything that the components found in one document, as one value that assembly reads."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from extract.candidates import (
    Candidate,
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
from extract.words import Words
from extract.zones import Zones

Found = TypeVar("Found", bound=Candidate)


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

    def window(self, words: Words, start: int, end: int) -> "Facts":
        """What stands within the characters `start:end`, as facts of a page of its own (`Words.window`); the home of
        the document is that of its parts."""
        first, last = words.at(start, end)
        zones = self.zones
        inner = next((part.end for part in words.parts if part.end > start), end)

        def own(found: Iterable[Found]) -> list[Found]:
            return [one for one in found if start <= one.start < end and one.end <= end]

        return Facts(
            Zones(*(zone[first:last] for zone in (zones.law, zones.aside, zones.past, zones.negated))),
            own(self.dates),
            own(self.money),
            own(self.participants),
            own(self.editions),
            own(self.places),
            own(self.organisations),
            self.bodies,
            own(self.funds),
            own(self.groups),
            own(self.activities),
            [_own_head(name, start, end) for name in own(self.names)],
            own(self.heads),
            own(self.kinds),
            inner,
            self.home,
        )


def _own_head(name: NameCandidate, start: int, end: int) -> NameCandidate:
    """A name without its head word where that stands outside the characters `start:end`."""
    if name.kind_start < 0 or (start <= name.kind_start and name.kind_end <= end):
        return name
    return replace(name, kind_start=-1, kind_end=-1)
