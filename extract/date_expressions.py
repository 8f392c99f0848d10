"""Date expressions of Polish official and press writing: points joined to ranges.

`parse_dates` is pure and knows no roles: it says what the words write, year by year where the words settle it.
Years that only the context settles are left open for `extract.date_years`.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

from extract.date_points import Point, points
from extract.date_readings import DAY, MONTH, SPAN, YEAR, Moment
from extract.date_words import encode, lexicon
from extract.words import Words


class DateExpression(NamedTuple):
    """One date or range, in the words `first` up to, not including, `last`."""

    first: int
    last: int
    begin: Moment | None
    """None for an open beginning (`do końca maja 2026`)."""
    end: Moment | None
    """None for a single date and for an open end."""
    open_end: bool = False
    """True for `od sierpnia 2024`."""
    unit: str = DAY
    form: str = ""
    """The grammar's alternative of the (last) point, for the plausibility of weak forms."""
    weekday: int | None = None
    """0 is Monday; the day of the week that the text names beside the date."""
    shift: int | None = None
    """Years between the document's own year and this one, for `br.` without a known reference."""

    @property
    def complete(self) -> bool:
        """True where every end has its year."""
        begin, end = self.begin, self.end
        return (begin is None or begin.year is not None) and (end is None or end.year is not None)

    def iso(self) -> tuple[str | None, str | None]:
        """Both ends in ISO 8601; the years must be known."""
        return (self.begin.iso() if self.begin else None), (self.end.iso() if self.end else None)


_BETWEEN = re.compile(r"(?:\)?,?-|,?(?:o?h\.?[abc9][.:]?[abc]?,?)?(?:i?dt?h?\.?|it)k?(?:D,?)?|-D\.?,?|,?dD,?)\Z")
_LISTED = re.compile(r"(?:,|;|,?i|,?i?t|,?i?D\.?,?|,?w|,?iw)\Z")
_FROM = re.compile(r"(?:[zo](?:t(?:i?D\.?)?,?)?(?:[kpH])?|ot?D\.?,?|ozt)\Z")
_UNTIL = re.compile(r"(?:i?d(?:t)?(?:[kpH]|K?t)?(?:D\.?,?)?|zn?k|dztk)\Z")
_WEEKDAY_BEFORE = re.compile(r"D[.,(]{0,2}(?:t)?\Z")
_WEEKDAY_AFTER = re.compile(r"[,(]?D")
_DAYS_BEFORE = re.compile(r"(?P<list>(?:[ab]\.?,)*)(?P<day>[ab])(?P<join>\.?-|\.?i|\.?/|\.?n|\.?dt?|\.?it)\Z")
_RANGES_BEFORE = re.compile(r"(?P<list>(?:[ab]\.?-[ab]\.?(?:,|,?i|;))+)\Z")
_DURATION_AFTER = re.compile(r",?E(?:x{0,2})(?P<tens>L)??(?P<n>[abcL])(?:x)?(?P<unit>[NlZ])")
_DURATION_BEFORE = re.compile(r"E(?P<tens>L)??(?P<n>[abcL])(?:x)?(?P<unit>[NlZ]),?\(?\Z")


def parse_dates(words: Words, first: int, last: int, reference: str | None = None) -> list[DateExpression]:
    """Every date expression in the words `first` up to, not including, `last`, in order.

    `reference` is the document's own date (ISO 8601), which `br.` and `w przyszłym miesiącu` refer to.
    """
    codes = encode(words)
    return parse_codes(words, codes, first, last, moment_of(reference))


def parse_codes(words: Words, codes: str, first: int, last: int, reference: Moment | None) -> list[DateExpression]:
    """As `parse_dates`, with the words already encoded."""
    found: list[DateExpression] = []
    for point in points(words, codes, first, last, reference):
        floor = found[-1].last if found else first
        for expression in _widen(words, codes, point, floor, last):
            previous = found[-1] if found else None
            joined = _join(codes, previous, expression) if previous else None
            if joined is not None:
                found[-1] = joined
            else:
                found.append(expression)
    return _share_years(codes, [_lasting(words, codes, expression, first, last) for expression in found])


def moment_of(iso: str | None) -> Moment | None:
    """The moment that an ISO date of any precision names."""
    if not iso or not re.fullmatch(r"\d{4}(-\d\d){0,2}", iso[:10]):
        return None
    parts = [int(part) for part in iso[:10].split("-")]
    return Moment(*parts)


def _widen(words: Words, codes: str, point: Point, floor: int, limit: int) -> list[DateExpression]:
    """The point with what stands before it: days that share its month, its weekday, `od` or `do`."""
    expression = DateExpression(
        point.first, point.last, point.begin, point.end, unit=point.unit, form=point.form, shift=point.shift
    )
    earlier: list[DateExpression] = []
    if point.unit == DAY:
        expression, earlier = _days_before(words, codes, expression, floor)
        if expression.end is not None and not earlier:
            earlier = _ranges_before(words, codes, expression, floor)
        if expression.end is not None and (opening := re.search("ot?$", codes[floor : expression.first])):
            expression = expression._replace(first=floor + opening.start())
    before = codes[floor : expression.first]
    weekday = _WEEKDAY_BEFORE.search(before)
    start = expression.first
    day: int | None = None
    if weekday and not _ends_there(words, floor + weekday.start()):
        start = floor + weekday.start()
        day = lexicon().weekday[words.lower[start]]
    else:
        after = _WEEKDAY_AFTER.match(codes, expression.last, limit)
        if after and expression.unit == DAY:
            day = lexicon().weekday[words.lower[after.end() - 1]]
    if day is not None and expression.end is None:
        expression = expression._replace(weekday=day)
    return [*earlier, _opened(codes, expression, floor, start)]


def _ends_there(words: Words, place: int) -> bool:
    """Whether a day of the week, written in full, ends its sentence (`co drugi czwartek. 17 listopada …`)."""
    return words.forms[place + 1] == "." and len(words.forms[place]) > _SHORTENED


_SHORTENED = 4
"""Letters of a shortened day of the week at most (`czw.`)."""


def _opened(codes: str, expression: DateExpression, floor: int, start: int) -> DateExpression:
    """The expression as an open beginning or end where `do` or `od` stands before the word `start`."""
    before = codes[floor:start]
    if "H" in before[-1:] and expression.unit != MONTH:
        return expression
    if match := _UNTIL.search(before):
        if expression.end is None:
            return expression._replace(first=floor + match.start(), begin=None, end=expression.begin)
        if expression.unit not in {DAY, MONTH, YEAR}:
            return expression._replace(first=floor + match.start(), begin=None)
        return expression
    match = _FROM.search(before)
    if match and expression.form == "ryrange":
        return expression._replace(first=floor + match.start())
    if match and expression.end is None and ("o" in match.group() or match.group() == "zp"):
        return expression._replace(first=floor + match.start(), open_end=True)
    if match and "o" in match.group() and expression.unit not in {DAY, MONTH, YEAR}:
        return expression._replace(first=floor + match.start(), end=None, open_end=True)
    return expression


def _days_before(
    words: Words, codes: str, expression: DateExpression, floor: int
) -> tuple[DateExpression, list[DateExpression]]:
    """Days before a full date that share its month: one range, or the earlier dates of a list."""
    begin = expression.begin
    match = _DAYS_BEFORE.search(codes[floor : expression.first])
    if match is None or begin is None or begin.day is None:
        return expression, []
    place = floor + match.start("day")
    day = int(words.forms[place])
    if day >= begin.day or not _starts_clean(words, floor + match.start()):
        return expression, []
    join = match.group("join")
    other = begin._replace(day=day)
    listed = [floor + match.start("list") + at.start() for at in re.finditer("[ab]", match.group("list"))]
    run = [*(int(words.forms[at]) for at in listed), day, begin.day]
    if listed and join.strip(".") in {"i", "it"} and run == [*range(run[0], run[0] + len(run))]:
        return expression._replace(first=listed[0], begin=begin._replace(day=run[0]), end=begin), []
    if not listed and (join[-1] in "-/ndt" or begin.day == day + 1 or _between(words, place)):
        is_range = join[-1] in "-ndt" or begin.day == day + 1 or _between(words, place)
        if is_range and (join.rstrip("t")[-1:] != "i" or begin.day == day + 1 or _between(words, place)):
            return expression._replace(first=place, begin=other, end=begin), []
    if join.strip(".") not in {"i", "it", "-"}:
        return expression, []
    earlier = [
        DateExpression(
            at, at + 1, begin._replace(day=int(words.forms[at])), None, form=expression.form, shift=expression.shift
        )
        for at in [*listed, place]
    ]
    if listed and join.strip(".") == "-":
        earlier.pop()
        return expression._replace(first=place, begin=other, end=begin), earlier
    return expression, earlier


def _ranges_before(words: Words, codes: str, expression: DateExpression, floor: int) -> list[DateExpression]:
    """`3–7 i 10–14 lipca`: the ranges before the last one share its month."""
    begin = expression.begin
    match = _RANGES_BEFORE.search(codes[floor : expression.first])
    if match is None or begin is None or not _starts_clean(words, floor + match.start()):
        return []
    earlier: list[DateExpression] = []
    for at in re.finditer(r"([ab])\.?-([ab])", match.group("list")):
        first, last = floor + match.start() + at.start(1), floor + match.start() + at.start(2)
        start, stop = int(words.forms[first]), int(words.forms[last])
        if not start < stop < (begin.day or 32):
            return []
        opening, closing = begin._replace(day=start), begin._replace(day=stop)
        earlier.append(DateExpression(first, last + 1, opening, closing, form=expression.form, shift=expression.shift))
    return earlier


def _between(words: Words, place: int) -> bool:
    return place > 0 and lexicon().letter.get(words.lower[place - 1]) == "F"


_NUMBERED = ("pok", "sal", "nr", "tel", "piętr", "piętro", "szkół", "gabinet", "stanowisk")
"""Beginnings of words whose number is no day (`pokój 6 do 14 sierpnia`)."""


def _starts_clean(words: Words, place: int) -> bool:
    """False where the number is the tail of a longer one (`9.00-14 maja`, `nr 5/7 maja`)."""
    start = words.starts[place]
    before = words.text[max(start - 2, 0) : start]
    numbered = place - 2 if place > 1 and words.forms[place - 1] == "." else place - 1
    if place and words.lower[numbered].startswith(_NUMBERED):
        return False
    return not (len(before) == 2 and before[1] in ".:,/" and before[0].isdigit())


def _join(codes: str, left: DateExpression, right: DateExpression) -> DateExpression | None:
    """Two neighbouring expressions as one range, or None where they are two."""
    if left.begin is None or (left.end is not None and left.unit not in {"quarter", "half"}):
        return None
    gap = codes[left.last : right.first]
    end: Moment | None
    if right.begin is None and right.end is not None:
        if not (
            gap in {"", ",", "-", "i", ",i"}
            or re.fullmatch(r",?(?:o?h\.?[abc9][.:]?[abc9]?,?|o[abc][.:]?[abc]?,?)", gap)
        ):
            return None
        if not (left.open_end or codes[right.first] == "d"):
            return None
        begin, end = left.begin, right.end
    else:
        months = left.unit == MONTH == right.unit and gap in {"i", "ni", "iw"}
        between = gap in {"i", "it"} and "F" in codes[max(left.first - 2, 0) : left.first]
        if not (_BETWEEN.match(gap) or months or between) or right.open_end:
            return None
        years = left.form == "year" and right.form == "year" and gap != "-" and not left.open_end
        if years or (left.unit == YEAR and right.unit == DAY and not right.complete):
            return None
        begin, end = left.begin, right.end or right.begin
    if end is None or ((right.unit == YEAR) != (left.unit == YEAR) and DAY not in {left.unit, right.unit}):
        return None
    joined = _ordered(begin, end, left, right)
    if joined is None:
        return None
    shift = left.shift if left.shift is not None else right.shift
    return left._replace(last=right.last, begin=joined[0], end=joined[1], open_end=False, unit=right.unit, shift=shift)


def _ordered(begin: Moment, end: Moment, left: DateExpression, right: DateExpression) -> tuple[Moment, Moment] | None:
    """Both ends with the year that one of them lends the other; None where they are in the wrong order."""
    if (begin.year is None and end.year is not None and right.shift is None and left.shift is None) or (
        begin.year is None and end.year is not None
    ):
        later = (begin.month or 0, begin.day or 0) > (end.month or 12, end.day or 31)
        begin = begin._replace(year=end.year - 1 if later else end.year)
    elif end.year is None and begin.year is not None and end.month is not None:
        earlier = (end.month, end.day or 31) < (begin.month or 0, begin.day or 0)
        end = end._replace(year=begin.year + 1 if earlier else begin.year)
    if begin.year is None or end.year is None:
        return begin, end
    start = (begin.year, begin.month or 1, begin.day or 1)
    stop = (end.year, end.month or 12, end.day or 31)
    return (begin, end) if start <= stop else None


def _lasting(words: Words, codes: str, expression: DateExpression, floor: int, limit: int) -> DateExpression:
    """`przez 18 miesięcy od 1.03.2023`: the beginning and its duration as a range."""
    begin = expression.begin
    if begin is None or expression.end is not None or begin.year is None or not expression.open_end:
        return expression
    match = _DURATION_AFTER.match(codes, expression.last, limit)
    place = expression.last
    if match is None:
        match = _DURATION_BEFORE.search(codes, floor, expression.first)
        place = -1
    if match is None:
        return expression
    end = after(begin, counted(words, match), match.group("unit"))
    if end is None:
        return expression
    first, last = (match.start(), expression.last) if place < 0 else (expression.first, match.end())
    return expression._replace(first=first, last=last, end=end, open_end=False)


def counted(words: Words, match: "re.Match[str]") -> int:
    """The number that the groups `n` and `tens` of a duration write (`18`, `dwanaście`, `dwadzieścia cztery`)."""
    known, written = lexicon().number, words.lower[match.start("n")]
    count = int(written) if written.isdigit() else known.get(written, 0)
    tens = known.get(words.lower[match.start("tens")], 0) if match.group("tens") else 0
    return count + tens if tens >= _TENS > count else count


_TENS = 20
"""From here on numbers are written in two words."""


def after(begin: Moment, count: int, unit: str) -> Moment | None:
    """The last moment of `count` months, years or weeks from `begin`, at its precision."""
    if begin.year is None or count <= 0:
        return None
    if unit == "Z":
        if begin.month is None or begin.day is None:
            return None
        stop = date(begin.year, begin.month, begin.day) + timedelta(weeks=count, days=-1)
        return Moment(stop.year, stop.month, stop.day)
    if begin.month is None:
        return Moment(begin.year + count - 1) if unit == "l" else None
    months = begin.year * 12 + begin.month - 1 + count * (12 if unit == "l" else 1)
    if begin.day is None:
        return Moment((months - 1) // 12, (months - 1) % 12 + 1)
    if begin.day > 28:
        return None
    stop = date(months // 12, months % 12 + 1, begin.day) - timedelta(days=1)
    return Moment(stop.year, stop.month, stop.day)


def _share_years(codes: str, found: list[DateExpression]) -> list[DateExpression]:
    """`18 listopada i 2 grudnia 2021 r.`: a list's last date lends its year, as `W 2021 roku, 12 maja` does."""
    for index in range(len(found) - 2, -1, -1):
        one, following = found[index], found[index + 1]
        year = following.begin.year if following.begin else None
        if one.complete or year is None or not _LISTED.match(codes[one.last : following.first]):
            continue
        if one.unit == YEAR or one.begin is None:
            continue
        wraps = following.begin is not None and (one.begin.month or 0) > (following.begin.month or 0)
        own = year - 1 if wraps else year
        end = one.end._replace(year=own) if one.end and one.end.year is None else one.end
        found[index] = one._replace(begin=one.begin._replace(year=own), end=end)
    for index in range(1, len(found)):
        later, earlier = found[index], found[index - 1]
        lent = earlier.begin.year if earlier.begin and earlier.form in {"year", "relyear"} else None
        if lent is None or later.begin is None or later.unit != DAY or later.complete:
            continue
        if codes[earlier.last : later.first] in {",", ",t", "t", "(", "-", "-t"}:
            stop = later.end._replace(year=lent) if later.end and later.end.year is None else later.end
            found[index] = later._replace(begin=later.begin._replace(year=lent), end=stop)
    return found


__all__ = [
    "DAY",
    "MONTH",
    "SPAN",
    "YEAR",
    "DateExpression",
    "Moment",
    "after",
    "counted",
    "moment_of",
    "parse_codes",
    "parse_dates",
]
