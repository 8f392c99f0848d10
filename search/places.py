"""Places in queries: the register finds them, this says how sure it is in so few words."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class PlaceGuess(NamedTuple):
    """Words `first:last` of a query may mean the place with this TERYT code (2, 4, 6 or 7 digits)."""

    first: int
    last: int
    code: str
    label: str
    certainty: float


class PlaceFinder(Protocol):
    """Finds places in the words of a query."""

    def find(self, forms: Sequence[str]) -> list[PlaceGuess]:
        """Every reading of every place, certain or not."""
        ...
