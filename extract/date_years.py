"""Years that the words leave open, settled by the document's own date, its other dates and the days of the week.

Nothing is guessed: where the evidence does not single out one year, the date stays without one.
"""

from collections.abc import Sequence
from datetime import date

from corpus.values import value
from extract.date_expressions import DateExpression, Moment

FAR = 330
"""Days from the document's own date beyond which a date without a year is not settled by it."""
RECENT = 45
"""Days after which a past date without a year grows ever less likely: announcements look ahead, reports are fresh."""
CLOSE_CALL = 40
"""Days by which the best year must beat the second best."""
FORETOLD = 150.0
"""What a verb of the past costs a day that is yet to come, and a verb of the future one that has gone."""
PAST, FUTURE, BEGUN = "past", "future", "begun"
"""Tenses; BEGUN for a beginning without a verb, which more often than not lies behind (`od marca mamy …`)."""


@value
class Setting:
    """What is known about one date without a year."""

    reference: Moment | None
    """The document's own date."""
    near: tuple[int, ...]
    """Years of dates in the same sentence, list or heading, nearest first."""
    document: frozenset[int]
    """Years in which the document's other dates lie."""
    tense: str | None
    """PAST, FUTURE or BEGUN where the verb beside the date, or its lack, tells."""
    certain: int | None = None
    """The year that a school year in the same sentence leaves no doubt about."""
    beginning: Moment | None = None
    """The beginning, told just before, of what ends on this date."""


def settle(expression: DateExpression, setting: Setting) -> DateExpression | None:
    """The expression with its year, or None where nothing settles it."""
    if expression.shift is not None:
        return _relative(expression, setting)
    year = setting.certain if setting.certain is not None else _year(expression, setting)
    return _with_year(expression, year) if year is not None else None


def _relative(expression: DateExpression, setting: Setting) -> DateExpression | None:
    """`br.`: the document's own year, or the only year it speaks of."""
    own = setting.reference.year if setting.reference else None
    if own is None and len(setting.document) == 1:
        own = next(iter(setting.document))
    return _with_year(expression, own + (expression.shift or 0)) if own is not None else None


def _year(expression: DateExpression, setting: Setting) -> int | None:
    reference = setting.reference
    candidates = set(setting.near) | set(setting.document)
    if reference and reference.year:
        candidates |= {reference.year - 1, reference.year, reference.year + 1}
    if expression.weekday is not None:
        candidates = {year for year in candidates if _weekday(expression, year) == expression.weekday} or candidates
    costs = sorted((cost, year) for year in candidates if (cost := _cost(expression, year, setting)) is not None)
    if not costs:
        return None
    if len(costs) > 1 and costs[1][0] - costs[0][0] < CLOSE_CALL:
        return None
    return costs[0][1]


def _cost(expression: DateExpression, year: int, setting: Setting) -> float | None:
    """How unlikely the year is, in days; None for a year without any support."""
    bonus = 0.0
    if setting.near:
        bonus = -260.0 if year == setting.near[0] else (-120.0 if year in setting.near else 0.0)
    elif year in setting.document:
        bonus = -120.0 if len(setting.document) == 1 else -60.0
    reference = setting.reference
    if setting.beginning is not None and _precedes(expression, year, setting.beginning):
        return None
    if reference is None or reference.year is None:
        return bonus or None
    if reference.month is None:
        return bonus - 150.0 if year == reference.year else (bonus or None)
    own = date(reference.year, reference.month, reference.day or 15)
    day = _date(expression, year)
    if day is None:
        return None
    distance = (day - own).days
    if abs(distance) > FAR and not bonus:
        return None
    ahead, back = {PAST: (2.0, 0.8), BEGUN: (2.0, 0.8), FUTURE: (0.8, 2.5)}.get(setting.tense or "", (1.0, 1.4))
    if expression.begin is None and setting.tense not in {PAST, BEGUN}:
        ahead, back = 0.8, 5.0  # what runs or is open until a day does so from now on
    if distance >= 0:
        told = FORETOLD if setting.tense == PAST and distance > 1 else 0.0
        return distance * ahead + told + bonus
    stale = max(-distance - RECENT, 0) if setting.tense not in {PAST, BEGUN} else 0
    gone = FORETOLD if setting.tense == FUTURE and distance < -1 else 0.0
    return -distance * back + stale * 1.1 + gone + bonus


def _precedes(expression: DateExpression, year: int, beginning: Moment) -> bool:
    day, start = _date(expression, year), beginning
    if day is None or start.year is None or start.month is None:
        return False
    return (day.year, day.month, day.day) < (start.year, start.month, start.day or 1)


def _date(expression: DateExpression, year: int) -> date | None:
    moment = expression.end if expression.begin is None else expression.begin
    if moment is None or moment.month is None:
        return None
    try:
        return date(year, moment.month, moment.day or 15)
    except ValueError:
        return None


def _weekday(expression: DateExpression, year: int) -> int | None:
    day = _date(expression, year)
    return day.weekday() if day else None


def _with_year(expression: DateExpression, year: int) -> DateExpression | None:
    begin, end = expression.begin, expression.end
    if begin is not None and begin.year is None:
        begin = begin._replace(year=year)
    if end is not None and end.year is None:
        wraps = begin is not None and (end.month or 12, end.day or 31) < (begin.month or 1, begin.day or 1)
        end = end._replace(year=(begin.year if begin and begin.year else year) + int(wraps))
    if any(moment is not None and not moment.valid() for moment in (begin, end)):
        return None
    return expression._replace(begin=begin, end=end)


def years_of(expressions: Sequence[DateExpression]) -> frozenset[int]:
    """The years that complete expressions name."""
    return frozenset(
        moment.year
        for expression in expressions
        for moment in (expression.begin, expression.end)
        if moment is not None and moment.year is not None
    )
