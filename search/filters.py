"""Filters that a person or a program sets; what is understood from a query's words only boosts."""

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator

from corpus.frozen import Frozen


def _many(value: object) -> object:
    if value is None or value == "":
        return ()
    return (value,) if isinstance(value, str) else value


Many = Annotated[tuple[str, ...], BeforeValidator(_many)]
"""One value or several, of which any may hold."""


class Filters(Frozen):
    """All that are given must hold."""

    municipality: Many = ()
    """Names in the nominative or TERYT codes (7 digits; 2, 4 or 6 for all within a voivodeship, county, gmina)."""
    voivodeship: Many = ()
    target_group: Many = ()
    activity: Many = ()
    fund: Many = ()
    kind: Many = ()
    start: str | None = None
    """ISO 8601 at any precision: the programme's period ends on this day or later."""
    end: str | None = None
    """The programme's period begins on this day or earlier."""
    min_amount: Decimal | None = None
    """PLN, compared with what the programme costs."""
    max_amount: Decimal | None = None

    def __bool__(self) -> bool:
        return self != Filters()
