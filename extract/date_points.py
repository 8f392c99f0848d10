"""Points in time as words write them: the first of two steps of the date parser.

Every word of a document becomes one letter (its class, see `data/date_words.yaml`), so the grammar of dates is a
regular expression over a string with as many letters as there are words: a match's offsets are word numbers.
"""

import re
from calendar import monthrange
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


class Point(NamedTuple):
    """A date as written, in the words `first` up to, not including, `last`."""

    first: int
    last: int
    unit: str
    begin: Moment
    end: Moment | None = None
    """The other end where the expression itself covers a stretch of time (a quarter)."""
    shift: int | None = None
    """The year is that many years after the document's own (`br.` 0, `ub. r.` -1)."""
    form: str = ""
    """Which alternative of the grammar it is."""


_RELATIVE = r"B\.?|V\.?(?:u|r\.?)|[UW]\.?(?:u|r\.?)"
_YEAR = rf",?\(?(?:[u]?Y(?:r\.?|u)?\)?|{_RELATIVE})"
_ORD = r"(?:O{1,2}|[abR]\.?)"
GRAMMAR = re.compile(
    rf"""
    (?=[.ABGJKMORSUVWYabru])(?:
    (?P<iso>Y(?P<s1>[.\-/])a(?P=s1)[ab](?:r\.?)?)
  | (?P<dmy>[ab](?P<s2>[.\-/])a(?P=s2)Y(?:r\.?|u)?
      | [ab]\.a\.?(?:Y(?:r\.?|u)?|{_RELATIVE}) | [ab],a,Y(?:r\.?|u)? | [ab]\.?aY(?:r\.?|u))
  | (?P<dmyy>[ab](?P<s3>[.])a(?P=s3)[abc](?:r\.?|u)?(?!\.[abc9]))
  | (?P<lastday>K[a]?t(?:M|N)(?:{_YEAR})?)
  | (?P<dmw>(?:O{{1,2}}|[ab](?:\.|-?g)?)[,]?[M](?:{_YEAR})?)
  | (?P<dmabbr>[ab]\.?[me]\.?,?Y(?:r\.?|u)?)
  | (?P<dry>[ab](?P<s4>[.\-/]?)R(?:(?P=s4)(?:Y(?:r\.?|u)?|{_RELATIVE}))?(?:Y(?:r\.?|u)?)?)
  | (?P<school>[ur]?\.?S\.?(?:Y[\-/](?:Y|[abc]))(?:r\.?|u)?)
  | (?P<holidays>A(?:u?Y)(?:r\.?|u)?)
  | (?P<halfrange>(?P<q1>{_ORD})-(?P<q2>{_ORD})Q\.?(?:{_YEAR})?)
  | (?P<quarter>{_ORD}Q\.?(?:{_YEAR})?)
  | (?P<half>{_ORD}H(?:{_YEAR}))
  | (?P<mdays>M(?:{_YEAR})?(?:,(?:o|w?t)?|\(|wt)[ab](?:-|d)[ab](?![.:\-/]?[abc9]|[.,]?[Mmh]))
  | (?P<my>M(?:{_YEAR}))
  | (?P<ryrange>R[-d]R[./]?(?:{_YEAR}))
  | (?P<ry>R[./]?Y(?:r\.?|u)?)
  | (?P<mny>a[./]Y(?:r\.?|u)?)
  | (?P<ym>Y-a(?![.\-/]?[abc9Y]))
  | (?P<yy>Y[\-/](?:Y|[abc])(?:r\.?|u)?)
  | (?P<year>uY(?:u|r\.?)?|Y(?:r\.?|u)?)
  | (?P<endyear>(?<=k)u(?![YS]))
  | (?P<relyear>B\.?|[VUW]\.?(?:u|r\.?))
  | (?P<relmonth>J\.?|[VUW]\.?N)
  | (?P<relday>[VUWG]\.?D(?![,(\-.]{{0,2}}t?[ab]))
  | (?P<month>M)
  | (?P<short>[ab]\.a(?![./\-][abc9]*[%]))
    )
    """,
    re.VERBOSE,
)


RELATIVE = re.compile(r"[BJ]|[VUW]\.?[urN]|[VUWG]\.?D|ku")
"""What GRAMMAR reads by the document's own date."""


def points(words: Words, codes: str, first: int, last: int, reference: Moment | None) -> list[Point]:
    """Every point in time in the words `first` up to, not including, `last`, in order, without overlaps."""
    found: list[Point] = []
    position = first
    while match := GRAMMAR.search(codes, position, last):
        point = read_point(words, codes, match, reference)
        if point is None:
            impossible = match.group("dmw") or match.group("dmy") or match.group("iso")
            position = match.end() if impossible else match.start() + 1
            continue
        found.append(point)
        position = match.end()
    return found


def read_point(words: Words, codes: str, match: "re.Match[str]", reference: Moment | None) -> Point | None:
    """The point that a match of GRAMMAR writes, or None where the numbers make no date."""
    form = match.lastgroup if match.lastgroup not in {"s1", "s2", "s3", "s4", "q1", "q2"} else None
    form = form or next(name for name in _FORMS if match.group(name) is not None)
    first, last = match.span()
    if not _whole(words, first, last, form):
        return None
    parts = _Parts.of(words, codes, first, last)
    reading = _READERS[form](parts)
    if reading is None:
        return None
    unit, begin, end = reading
    if not begin.valid() or (end is not None and not end.valid()):
        return None
    shift = parts.shift if begin.year is None else None
    if shift is not None and reference is not None and reference.year is not None:
        begin, end = _in_year(begin, reference.year + shift), _in_year(end, reference.year + shift) if end else None
    if form == "relmonth":
        relative = _relative_month(parts, reference)
        if relative is None:
            return None
        begin = relative
    if form == "relday":
        relative = _relative_day(parts, reference)
        if relative is None:
            return None
        begin = relative
    return Point(first, last, unit, begin, end, shift, form)


def _in_year(moment: Moment, year: int) -> Moment:
    return Moment(year, moment.month, moment.day)


def _whole(words: Words, first: int, last: int, form: str) -> bool:
    """Digits that continue to the left or right belong to something else (a telephone, a version, a case number)."""
    text, start, end = words.text, words.starts[first], words.ends[last - 1]
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if words.forms[first][0].isdigit():
        if before[-1:].isalpha() or before[-1:] in {"_", "§", "#"} or before[-1:].isdigit():
            return False
        if (
            len(before) == 2
            and before[1] in ".,/:"
            and (before[0].isdigit() or before[0].isupper() or before[1] == "/")
        ):
            return False
        if len(before) == 2 and before[1] == "-" and before[0].isalnum() and form in {"iso", "short", "mny", "ym"}:
            return before[0].isdigit() and form in {"short", "iso"}
    if after[:1].isdigit() or (after[:1].isalpha() and form in {"short", "mny"}):
        return False
    if len(after) == 2 and after[0] in ".,/:-" and after[1].isdigit():
        return after[0] == "-" or (after[0] in ",." and form not in {"short", "mny", "year", "yy", "ym", "dmyy"})
    return not (form in {"short", "mny"} and after.lstrip()[:1] == "%")


@dataclass(slots=True)
class _Parts:
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
    def of(cls, words: Words, codes: str, first: int, last: int) -> "_Parts":
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
        return self.years[0] if self.years else None


_Reading = tuple[str, Moment, Moment | None] | None


def _iso(parts: _Parts) -> _Reading:
    (_, month), (_, day) = parts.numbers
    if not parts.glued_dates:
        return None
    return DAY, Moment(parts.year, month, day), None


def _dmy(parts: _Parts) -> _Reading:
    (_, day), (_, month) = parts.numbers[:2]
    if any(mark in parts.letters for mark in ",-/") and not parts.glued_dates:
        return None
    return DAY, Moment(parts.year, month, day), None


def _dmyy(parts: _Parts) -> _Reading:
    (_, day), (_, month), (written, year) = parts.numbers
    if len(written) != 2 or year > 60 or ("r" not in parts.letters and not parts.glued):
        return None
    return DAY, Moment(2000 + year, month, day), None


def _last_day(parts: _Parts) -> _Reading:
    if not parts.months:
        return None
    month = parts.months[0]
    day = monthrange(parts.year or 2023, month)[1]
    return DAY, Moment(parts.year, month, day), None


def _day_month(parts: _Parts) -> _Reading:
    if parts.numbers:
        day = parts.numbers[0][1]
    else:
        day = sum(parts.ordinals)
        if len(parts.ordinals) == 2 and not (parts.ordinals[0] in {20, 30} and parts.ordinals[1] < 10):
            return None
    if not 1 <= day <= 31:
        return None
    return DAY, Moment(parts.year, parts.months[0], day), None


def _day_roman(parts: _Parts) -> _Reading:
    if parts.glued and not any(mark in parts.letters for mark in ".-/"):
        return None
    return DAY, Moment(parts.year, parts.ordinals[0], parts.numbers[0][1]), None


def _school(parts: _Parts) -> _Reading:
    begin = parts.years[0]
    end = parts.years[1] if len(parts.years) > 1 else begin // 100 * 100 + parts.numbers[-1][1]
    return (SPAN, Moment(begin, 9), Moment(end, 8)) if end == begin + 1 else None


def _holidays(parts: _Parts) -> _Reading:
    return SPAN, Moment(parts.year, 7), Moment(parts.year, 8)


def _count(parts: _Parts, limit: int, size: int) -> tuple[int, int] | None:
    values = parts.ordinals or [value for _, value in parts.numbers]
    if not values or values != sorted(values) or values[-1] > limit or len(values) > 2:
        return None
    return (values[0] - 1) * size + 1, values[-1] * size


def _quarter(parts: _Parts) -> _Reading:
    months = _count(parts, 4, 3)
    return (QUARTER, Moment(parts.year, months[0]), Moment(parts.year, months[1])) if months else None


def _half(parts: _Parts) -> _Reading:
    months = _count(parts, 2, 6)
    return (HALF, Moment(parts.year, months[0]), Moment(parts.year, months[1])) if months else None


def _days_of_month(parts: _Parts) -> _Reading:
    """`w lipcu, od 15 do 24`: the month before its days."""
    (_, first), (_, last) = parts.numbers
    month = parts.months[0]
    return (DAY, Moment(parts.year, month, first), Moment(parts.year, month, last)) if first < last else None


def _month_year(parts: _Parts) -> _Reading:
    return MONTH, Moment(parts.year, (parts.months or parts.ordinals)[0]), None


def _roman_months(parts: _Parts) -> _Reading:
    begin, end = parts.ordinals
    return (SPAN, Moment(parts.year, begin), Moment(parts.year, end)) if begin < end else None


def _numeric_month(parts: _Parts) -> _Reading:
    written, month = parts.numbers[0]
    if not parts.glued_dates or (len(written) != 2 and "r" not in parts.letters and "u" not in parts.letters):
        return None
    return MONTH, Moment(parts.year, month), None


def _iso_month(parts: _Parts) -> _Reading:
    written, month = parts.numbers[0]
    return (MONTH, Moment(parts.year, month), None) if parts.glued and written[0] == "0" else None


def _years(parts: _Parts) -> _Reading:
    begin = parts.years[0]
    if len(parts.years) > 1:
        end = parts.years[1]
    else:
        written, short = parts.numbers[-1]
        if len(written) != 2 or not parts.glued:
            return None
        end = begin // 100 * 100 + short
    return (SPAN, Moment(begin), Moment(end)) if begin < end <= begin + 40 else None


def _year(parts: _Parts) -> _Reading:
    return YEAR, Moment(parts.year), None


def _short(parts: _Parts) -> _Reading:
    (_, day), (written, month) = parts.numbers
    return (DAY, Moment(None, month, day), None) if parts.glued and len(written) == 2 else None


def _relative_month(parts: _Parts, reference: Moment | None) -> Moment | None:
    if reference is None or reference.year is None or reference.month is None:
        return None
    months = reference.year * 12 + reference.month - 1 + (parts.shift or 0)
    return Moment(months // 12, months % 12 + 1)


def _relative_day(parts: _Parts, reference: Moment | None) -> Moment | None:
    """`w miniony piątek`, `w najbliższą środę`: counted from the document's own day; `w tę sobotę` is left open."""
    if reference is None or reference.year is None or reference.month is None or reference.day is None:
        return None
    if parts.weekday is None or not parts.shift:
        return None
    own = date(reference.year, reference.month, reference.day)
    away = (parts.weekday - own.weekday()) % 7 or 7
    day = own + timedelta(days=away if parts.shift > 0 else away - 7 if away < 7 else -7)
    return Moment(day.year, day.month, day.day)


_READERS = {
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
_FORMS = tuple(_READERS)
