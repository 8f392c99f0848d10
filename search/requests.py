"""Pure builders: filters become conditions on points, and the same filters become a mask over columns."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.vocabulary import Vocabulary
from search.engines.base import AnyOf, Between, Condition
from search.errors import FilterError
from search.filters import Filters
from search.schema import CODE_LENGTHS
from search.table import Table, first_day, last_day
from search.words import fold

Mask = NDArray[np.bool_]
MOST_STRETCHED = 4.0
"""Intervals that leave a smaller share than one in so many are checked by the engine."""


def check(filters: Filters, vocabulary: Vocabulary) -> None:
    """Raises FilterError for a code that the vocabulary lacks, a date or a sum that is none."""
    known: dict[str, tuple[tuple[str, ...], Mapping[str, object]]] = {
        "target_group": (filters.target_group, vocabulary.target_groups),
        "activity": (filters.activity, vocabulary.activities),
        "fund": (filters.fund, vocabulary.funds),
        "kind": (filters.kind, vocabulary.kinds),
    }
    for name, (given, codes) in known.items():
        for code in given:
            if code not in codes:
                raise FilterError(f"{name} {code!r} is no code of the vocabulary; it has {', '.join(codes)}")
    _days(filters)
    low, high = filters.min_amount, filters.max_amount
    if low is not None and high is not None and low > high:
        raise FilterError(f"min_amount {low} is larger than max_amount {high}")


class Asked(NamedTuple):
    """Filters as the engine is asked for them."""

    conditions: tuple[Condition, ...]
    stretch: float
    """How many times as many points are to be asked for, because some filters are left to the columns."""


def asked(filters: Filters, allowed: Mask, table: Table, vocabulary: Vocabulary) -> Asked:
    """Conditions for the engine; rows that it should not have brought are not in `allowed`.

    To check an interval for every point that the engine passes takes it several times longer than to bring more points;
    so intervals that leave most are left out. Where codes were left to the columns, too (258,000 passages, a code that
    leaves a third), it took as long, and 0.86 to 0.92 of the first ten hits were those of exact search, not 0.99.
    """
    coded = filters.model_copy(update={"start": None, "end": None, "min_amount": None, "max_amount": None})
    if coded == filters:
        return Asked(conditions(filters), 1.0)
    stretch = float(matching(coded, table, vocabulary).sum() / max(allowed.sum(), 1))
    return Asked(conditions(coded), stretch) if stretch <= MOST_STRETCHED else Asked(conditions(filters), 1.0)


def conditions(filters: Filters) -> tuple[Condition, ...]:
    """What a point must meet. Raises FilterError for a date that is none."""
    start, end = _days(filters)
    found: list[Condition] = []
    for key, values in (
        ("place", tuple(_place_key(name) for name in filters.municipality)),
        ("voivodeship", tuple(map(fold, filters.voivodeship))),
        ("kind", filters.kind),
        ("groups", filters.target_group),
        ("activities", filters.activity),
        ("funds", filters.fund),
    ):
        if values:
            found.append(AnyOf(key, values))
    if start is not None:
        found.append(Between("end", low=start))
    if end is not None:
        found.append(Between("start", high=end))
    if filters.min_amount is not None or filters.max_amount is not None:
        found.append(Between("amount", _number(filters.min_amount), _number(filters.max_amount)))
    return tuple(found)


def matching(filters: Filters, table: Table, vocabulary: Vocabulary) -> Mask:
    """The rows that meet the filters. Raises FilterError for a date that is none."""
    start, end = _days(filters)
    mask = np.ones(len(table), np.bool_)
    if filters.municipality:
        mask &= np.logical_or.reduce([in_place(table, _place_key(name)) for name in filters.municipality])
    if filters.voivodeship:
        wanted = set(map(fold, filters.voivodeship))
        mask &= table.voivodeship.equal(
            *(raw for raw in table.voivodeship.names.tolist() if fold(raw.decode()) in wanted)
        )
    if filters.kind:
        mask &= table.kind.equal(*(code.encode() for code in filters.kind))
    for given, codes, matrix in (
        (filters.target_group, vocabulary.target_groups, table.groups),
        (filters.activity, vocabulary.activities, table.activities),
        (filters.fund, vocabulary.funds, table.funds),
    ):
        if given:
            order = list(codes)
            mask &= np.logical_or.reduce([matrix[:, order.index(code)] > 0 for code in given])
    if start is not None:
        mask &= table.end >= start
    if end is not None:
        mask &= table.start <= end
    if filters.min_amount is not None:
        mask &= table.amount >= float(filters.min_amount)
    if filters.max_amount is not None:
        mask &= table.amount <= float(filters.max_amount)
    return mask


def in_place(table: Table, key: str) -> Mask:
    """The rows of a municipality (name without Polish letters) or below a TERYT code of 2, 4, 6 or 7 digits."""
    if key.isdigit() and len(key) in CODE_LENGTHS:
        found: Mask = table.teryt // 10 ** (7 - len(key)) == int(key)
        return found & (table.teryt > 0)
    return table.town.equal(key.encode())


def _place_key(name: str) -> str:
    return name if name.isdigit() else fold(name)


def _days(filters: Filters) -> tuple[int | None, int | None]:
    try:
        start = first_day(filters.start) if filters.start else None
        end = last_day(filters.end) if filters.end else None
    except ValueError as error:
        raise FilterError(f"a date must look like 2024, 2024-05 or 2024-05-11: {error}") from error
    if start is not None and end is not None and start > end:
        raise FilterError(f"from {filters.start} is later than to {filters.end}")
    return start, end


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
