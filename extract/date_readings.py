"""How each form of the grammar of dates is read: numbers, names of months and words of time become moments."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from extract.date_words import lexicon
from extract.words import Words

DAY, MONTH, QUARTER, HALF, YEAR, SPAN = "day", "month", "quarter", "half", "year", "span"
"""Precision of a point; a SPAN (school year, 2021–2023) carries its own beginning and end."""


class Moment(NamedTuple):
    """A year, month or day; `year` None where the words do not settle it."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def iso(self) -> str:
        """ISO 8601 at the precision given; the year must be known."""
        if self.year is None:
            raise ValueError("a moment without a year has no ISO form")
        parts = [f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def valid(self) -> bool:
        """False for a day that its month does not have."""
        if self.day is None or self.month is None:
            return True
        return self.day <= monthrange(self.year or 2024, self.month)[1]


@dataclass(slots=True)
class Parts:
    """The values inside one match."""

    days: list[int]
    months: list[int]
    years: list[int]
    ordinals: list[int]
    numbers: list[tuple[str, int]]
    """Digits as written with their value, in order, years excepted."""
    shift: int | None
    weekday: int | None
    letters: str
    glued: bool
    """True where no white space stands inside."""
    glued_dates: bool
    """True where none stands before the last number (`01-05-2018 r.`)."""

    @classmethod
    def of(cls, words: Words, codes: str, first: int, last: int) -> "Parts":
        """Of the words `first` up to, not including, `last`; `codes`: as `extract.date_words.encode` gives."""
        known = lexicon()
        parts = cls([], [], [], [], [], None, None, codes[first:last], True, True)
        for index in range(first, last):
            letter, lower = codes[index], words.lower[index]
            if letter in "abc":
                parts.numbers.append((words.forms[index], int(lower)))
            elif letter == "Y":
                parts.years.append(int(lower))
            elif letter in "Mme":
                parts.months.append(known.month[lower])
            elif letter == "R":
                parts.ordinals.append(known.roman[words.forms[index]])
            elif letter == "O":
                parts.ordinals.append(known.ordinal[lower])
            elif letter == "D":
                parts.weekday = known.weekday[lower]
            elif letter in "BVUWGu" and parts.shift is None and (letter != "u" or last - first == 1):
                parts.shift = {"U": -1, "W": 1, "G": 1}.get(letter, 0)
            if index > first and words.starts[index] != words.ends[index - 1]:
                parts.glued = False
                if letter not in "ruB":
                    parts.glued_dates = False
        return parts

    @property
    def year(self) -> int | None:
        """The first year written; None where there is none."""
        return self.years[0] if self.years else None


_Reading = tuple[str, Moment, Moment | None] | None


def _iso(parts: Parts) -> _Reading:
    (_, month), (_, day) = parts.numbers
    if not parts.glued_dates:
        return None
    return DAY, Moment(parts.year, month, day), None


def _dmy(parts: Parts) -> _Reading:
    (_, day), (_, month) = parts.numbers[:2]
    if any(mark in parts.letters for mark in ",-/") and not parts.glued_dates:
        return None
    return DAY, Moment(parts.year, month, day), None


def _dmyy(parts: Parts) -> _Reading:
    (_, day), (_, month), (written, year) = parts.numbers
    if len(written) != 2 or year > 60 or ("r" not in parts.letters and not parts.glued):
        return None
    return DAY, Moment(2000 + year, month, day), None


def _last_day(parts: Parts) -> _Reading:
    if not parts.months:
        return None
    month = parts.months[0]
    day = monthrange(parts.year or 2023, month)[1]
    return DAY, Moment(parts.year, month, day), None


def _day_month(parts: Parts) -> _Reading:
    if parts.numbers:
        day = parts.numbers[0][1]
    else:
        day = sum(parts.ordinals)
        if len(parts.ordinals) == 2 and not (parts.ordinals[0] in {20, 30} and parts.ordinals[1] < 10):
            return None
    if not 1 <= day <= 31:
        return None
    return DAY, Moment(parts.year, parts.months[0], day), None


def _day_roman(parts: Parts) -> _Reading:
    if parts.glued and not any(mark in parts.letters for mark in ".-/"):
        return None
    return DAY, Moment(parts.year, parts.ordinals[0], parts.numbers[0][1]), None


def _school(parts: Parts) -> _Reading:
    begin = parts.years[0]
    end = parts.years[1] if len(parts.years) > 1 else begin // 100 * 100 + parts.numbers[-1][1]
    return (SPAN, Moment(begin, 9), Moment(end, 8)) if end == begin + 1 else None


def _holidays(parts: Parts) -> _Reading:
    return SPAN, Moment(parts.year, 7), Moment(parts.year, 8)


def _count(parts: Parts, limit: int, size: int) -> tuple[int, int] | None:
    values = parts.ordinals or [value for _, value in parts.numbers]
    if not values or values != sorted(values) or values[-1] > limit or len(values) > 2:
        return None
    return (values[0] - 1) * size + 1, values[-1] * size


def _quarter(parts: Parts) -> _Reading:
    months = _count(parts, 4, 3)
    return (QUARTER, Moment(parts.year, months[0]), Moment(parts.year, months[1])) if months else None


def _half(parts: Parts) -> _Reading:
    months = _count(parts, 2, 6)
    return (HALF, Moment(parts.year, months[0]), Moment(parts.year, months[1])) if months else None


def _days_of_month(parts: Parts) -> _Reading:
    """`w lipcu, od 15 do 24`: the month before its days."""
    (_, first), (_, last) = parts.numbers
    month = parts.months[0]
    return (DAY, Moment(parts.year, month, first), Moment(parts.year, month, last)) if first < last else None


def _month_year(parts: Parts) -> _Reading:
    return MONTH, Moment(parts.year, (parts.months or parts.ordinals)[0]), None


def _roman_months(parts: Parts) -> _Reading:
    begin, end = parts.ordinals
    return (SPAN, Moment(parts.year, begin), Moment(parts.year, end)) if begin < end else None


def _numeric_month(parts: Parts) -> _Reading:
    written, month = parts.numbers[0]
    if not parts.glued_dates or (len(written) != 2 and "r" not in parts.letters and "u" not in parts.letters):
        return None
    return MONTH, Moment(parts.year, month), None


def _iso_month(parts: Parts) -> _Reading:
    written, month = parts.numbers[0]
    return (MONTH, Moment(parts.year, month), None) if parts.glued and written[0] == "0" else None


def _years(parts: Parts) -> _Reading:
    begin = parts.years[0]
    if len(parts.years) > 1:
        end = parts.years[1]
    else:
        written, short = parts.numbers[-1]
        if len(written) != 2 or not parts.glued:
            return None
        end = begin // 100 * 100 + short
    return (SPAN, Moment(begin), Moment(end)) if begin < end <= begin + 40 else None


def _year(parts: Parts) -> _Reading:
    return YEAR, Moment(parts.year), None


def _short(parts: Parts) -> _Reading:
    (_, day), (written, month) = parts.numbers
    return (DAY, Moment(None, month, day), None) if parts.glued and len(written) == 2 else None


def relative_month(parts: Parts, reference: Moment | None) -> Moment | None:
    """`w zeszłym miesiącu`: counted from the document's own month; None where that is not known."""
    if reference is None or reference.year is None or reference.month is None:
        return None
    months = reference.year * 12 + reference.month - 1 + (parts.shift or 0)
    return Moment(months // 12, months % 12 + 1)


def relative_day(parts: Parts, reference: Moment | None) -> Moment | None:
    """`w miniony piątek`, `w najbliższą środę`: counted from the document's own day; `w tę sobotę` is left open."""
    if reference is None or reference.year is None or reference.month is None or reference.day is None:
        return None
    if parts.weekday is None or not parts.shift:
        return None
    own = date(reference.year, reference.month, reference.day)
    away = (parts.weekday - own.weekday()) % 7 or 7
    day = own + timedelta(days=away if parts.shift > 0 else away - 7 if away < 7 else -7)
    return Moment(day.year, day.month, day.day)


READERS: Mapping[str, Callable[[Parts], _Reading]] = {
    "iso": _iso,
    "dmy": _dmy,
    "dmyy": _dmyy,
    "lastday": _last_day,
    "dmw": _day_month,
    "dmabbr": _day_month,
    "dry": _day_roman,
    "school": _school,
    "holidays": _holidays,
    "halfrange": _quarter,
    "quarter": _quarter,
    "half": _half,
    "mdays": _days_of_month,
    "my": _month_year,
    "ryrange": _roman_months,
    "ry": _month_year,
    "mny": _numeric_month,
    "ym": _iso_month,
    "yy": _years,
    "year": _year,
    "endyear": _year,
    "relyear": _year,
    "relmonth": lambda _: (MONTH, Moment(None), None),
    "relday": lambda _: (DAY, Moment(None), None),
    "month": _month_year,
    "short": _short,
}
"""By the name of the form in `extract.date_points.GRAMMAR`."""
