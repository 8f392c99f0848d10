"""What is stored with every indexed passage."""

from typing import Any

from corpus.programmes import Programme
from search.engines.base import Schema
from search.table import Row
from search.words import fold

KEYWORDS = ("place", "voivodeship", "kind", "groups", "activities", "funds")
NUMBERS = ("start", "end", "amount")
CODE_LENGTHS = (2, 4, 6, 7)
"""Digits of TERYT codes: voivodeship, county, gmina, gmina with its type."""


def schema(dimension: int) -> Schema:
    """The schema of a part for vectors of this size."""
    return Schema(dimension, KEYWORDS, NUMBERS)


def shared_payload(row: Row, programme: Programme) -> dict[str, Any]:
    """What every passage of a programme carries so that the conditions of `search.requests` work."""
    code = f"{row.teryt:07d}" if row.teryt else ""
    return {
        "place": [row.town, *(code[:length] for length in CODE_LENGTHS if code)],
        "voivodeship": fold(row.voivodeship),
        "kind": row.kind,
        "groups": [group.code for group in programme.target_groups],
        "activities": [activity.code for activity in programme.activities],
        "funds": [fund.code for fund in programme.funding],
        "start": row.start,
        "end": row.end,
        **({"amount": row.amount} if row.amount == row.amount else {}),  # NaN: unknown
    }
