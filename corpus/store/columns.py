"""What of a programme stands in columns, so that it can be filtered by."""

import re
from calendar import monthrange
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from corpus.programmes import Programme

TARGET_GROUP, ACTIVITY, FUND = "target_group", "activity", "fund"
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NOT_THE_WHOLE = frozenset({"per_unit", "fee"})
_LARGEST = 2**63 - 1


def columns(programme: Programme) -> dict[str, Any]:
    """The values of the columns that filters use."""
    place = programme.municipality
    period = programme.period
    return {
        "name": programme.name.value.replace("\0", ""),
        "kind": programme.kind.value if programme.kind else None,
        "teryt": place.teryt if place else None,
        "municipality": place.name if place else None,
        "voivodeship": place.voivodeship if place else None,
        "first_day": first_day(period.start) if period and period.start else None,
        "last_day": last_day(period.end) if period and period.end else None,
        "amount": budget(programme),
        "invented": programme.invented,
    }


def codes(programme: Programme) -> list[tuple[str, str]]:
    """Every (field, code) of the vocabulary that a programme has, without repetition."""
    found = [(TARGET_GROUP, group.code) for group in programme.target_groups]
    found += [(ACTIVITY, activity.code) for activity in programme.activities]
    found += [(FUND, fund.code) for fund in programme.funding]
    return list(dict.fromkeys(found))


def budget(programme: Programme) -> int | None:
    """The total cost, or else the largest sum that is not a price, in grosze; None where there is none in PLN."""
    zloty = [amount for amount in programme.amounts if amount.currency == "PLN"]
    totals = [amount.value for amount in zloty if amount.role == "total"]
    others = [amount.value for amount in zloty if amount.role not in _NOT_THE_WHOLE]
    return grosze(max(totals or others)) if totals or others else None


def grosze(value: Decimal) -> int:
    """Zlotys as whole grosze, not above what a database's integer holds."""
    return min(int((value * 100).to_integral_value(ROUND_HALF_UP)), _LARGEST)


def first_day(date: str) -> str:
    """The first day of a year, month or day in ISO 8601.

    Raises ValueError for anything else.
    """
    year, month, day = _parts(date)
    return f"{year}-{month or '01'}-{day or '01'}"


def last_day(date: str) -> str:
    """The last day of a year, month or day in ISO 8601.

    Raises ValueError for anything else.
    """
    year, month, day = _parts(date)
    month = month or "12"
    return f"{year}-{month}-{day or monthrange(max(int(year), 1), int(month))[1]}"


def _parts(date: str) -> tuple[str, str | None, str | None]:
    match = _DATE.fullmatch(date)
    if match is None or not 1 <= int(match[2] or 1) <= 12:
        raise ValueError(f"{date!r} is no date like 2024, 2024-08 or 2024-08-23")
    return match[1], match[2], match[3]
