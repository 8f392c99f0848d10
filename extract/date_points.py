"""Points in time as words write them: the first of two steps of the date parser.

Every word of a document becomes one letter (its class, see `data/date_words.yaml`), so the grammar of dates is a
regular expression over a string with as many letters as there are words: a match's offsets are word numbers.
"""

import re
from typing import NamedTuple

from extract.date_readings import READERS, Moment, Parts, relative_day, relative_month
from extract.words import Words


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
    form = form or next(name for name in READERS if match.group(name) is not None)
    first, last = match.span()
    if not _whole(words, first, last, form):
        return None
    parts = Parts.of(words, codes, first, last)
    reading = READERS[form](parts)
    if reading is None:
        return None
    unit, begin, end = reading
    if not begin.valid() or (end is not None and not end.valid()):
        return None
    shift = parts.shift if begin.year is None else None
    if shift is not None and reference is not None and reference.year is not None:
        begin, end = _in_year(begin, reference.year + shift), _in_year(end, reference.year + shift) if end else None
    if form == "relmonth":
        relative = relative_month(parts, reference)
        if relative is None:
            return None
        begin = relative
    if form == "relday":
        relative = relative_day(parts, reference)
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
