"""Filters of programmes as conditions of a query: pure."""

from typing import Any

from sqlalchemy import ColumnElement, exists, or_

from corpus.errors import StoreError
from corpus.store.columns import ACTIVITY, FUND, TARGET_GROUP, first_day, grosze, last_day
from corpus.store.schema import programme_codes, programme_documents, programmes
from corpus.store.values import ProgrammeFilter


def conditions(filters: ProgrammeFilter) -> list[ColumnElement[bool]]:
    """What a programme must satisfy; an empty list means any.

    Raises StoreError for a date that is none.
    """
    wanted = _equal(filters)
    for field, codes in (
        (TARGET_GROUP, filters.target_groups),
        (ACTIVITY, filters.activities),
        (FUND, filters.funds),
    ):
        if codes:
            wanted.append(_has_code(field, codes))
    if filters.document is not None:
        wanted.append(
            exists().where(
                programme_documents.c.programme == programmes.c.id,
                programme_documents.c.document == filters.document,
            )
        )
    return wanted + _within(filters) + _costs(filters)


def _equal(filters: ProgrammeFilter) -> list[ColumnElement[bool]]:
    given: dict[Any, Any] = {
        programmes.c.teryt: filters.municipality,
        programmes.c.voivodeship: filters.voivodeship,
        programmes.c.kind: filters.kind,
        programmes.c.invented: filters.invented,
    }
    return [column == value for column, value in given.items() if value is not None]


def _has_code(field: str, codes: tuple[str, ...]) -> ColumnElement[bool]:
    return exists().where(
        programme_codes.c.programme == programmes.c.id,
        programme_codes.c.field == field,
        programme_codes.c.code.in_(codes),
    )


def _within(filters: ProgrammeFilter) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    first, last = programmes.c.first_day, programmes.c.last_day
    try:
        if filters.since is not None:
            # A programme without an end runs on; one without a beginning is judged by its end.
            wanted += [
                or_(last.is_(None), last >= first_day(filters.since)),
                or_(first.is_not(None), last.is_not(None)),
            ]
        if filters.until is not None:
            wanted += [
                or_(first.is_(None), first <= last_day(filters.until)),
                or_(first.is_not(None), last.is_not(None)),
            ]
    except ValueError as error:
        raise StoreError(f"{error}") from error
    return wanted


def _costs(filters: ProgrammeFilter) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if filters.min_amount is not None:
        wanted.append(programmes.c.amount >= grosze(filters.min_amount))
    if filters.max_amount is not None:
        wanted.append(programmes.c.amount <= grosze(filters.max_amount))
    return wanted
