"""Dates of publication in the forms that Polish pages write them."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ingest.patterns import pattern

MONTHS = {
    form: number
    for number, forms in enumerate(
        (
            "stycznia styczeń styczen sty", "lutego luty lut", "marca marzec mar",
            "kwietnia kwiecień kwiecien kwi", "maja maj", "czerwca czerwiec cze",
            "lipca lipiec lip", "sierpnia sierpień sierpien sie", "września wrzesień wrzesnia wrzesien wrz",
            "października październik pazdziernika pazdziernik paź paz", "listopada listopad lis",
            "grudnia grudzień grudzien gru",
        ),
        start=1,
    )
    for form in forms.split()
}  # fmt: skip
ROMAN = {
    name: n
    for n, name in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], start=1)
}
FIRST_YEAR, LAST_YEAR = 1995, 2100
"""No Polish office had a page before the first."""

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"""(?<![\d.,/-])(?:
        (?P<y1>(?:19|20)\d\d)(?P<s1>[-./])(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>\d{{1,2}})
      | (?P<d2>\d{{1,2}})(?P<s2>[-./])(?P<m2>\d{{1,2}})(?P=s2)(?P<y2>(?:19|20)\d\d)
      | (?P<d3>\d{{1,2}})[.,]?[ ]*(?P<m3>{_MONTH})\.?,?[ ]*(?P<y3>(?:19|20)\d\d)
      | (?P<d4>\d{{1,2}})[ .-]+(?P<m4>[IVX]{{1,4}})[ .-]+(?P<y4>(?:19|20)\d\d)
      | (?P<m5>{_MONTH})[ ]+(?P<d5>\d{{1,2}}),[ ]*(?P<y5>(?:19|20)\d\d)
    )(?!\d|[.,/-]\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_PUBLISHED = re.compile(
    r"""(?:data\s+(?:publikacji|dodania|opublikowania|wprowadzenia|umieszczenia|artykułu|wiadomości|aktualności|udostępnienia|zamieszczenia|utworzenia|wpisu|ogłoszenia|wpisania)
        |opublikowan[oyae]|opublikował[ay]?|publikacj[ai]|utworzono|utworzon[yae]|dodano|dodan[yae]|dodał[ay]?
        |wywieszono|wywieszon[yae]|wywiesił[ay]?|rozwieszono|data\s+wywieszenia|zamieszczono|zamieszczon[yae]|zamieścił[ay]?|umieszczono|umieszczon[yae]|wstawiono|wstawion[yae]|wstawił[ay]?
        |udostępniono|udostępnion[yae]|wprowadzono|wprowadził[ay]?|napisan[oeya]|wysłan[oeya]|wpis\s+z|^\W*ogłoszono|(?:^|\s)ogłoszenie\s+z\s+dnia|publikacja\s+strony
        |^\W*data|^\W*dnia|published|posted\s+on)
        \b[^\d\n]{0,60}?$""",
    re.IGNORECASE | re.VERBOSE,
)
_LAW = re.compile(r"ustaw|rozporządz|uchwał|zarządz|dz\.\s*u|umow|kodeks|w brzmieniu|sprawie", re.IGNORECASE)
_NOT_PUBLISHED = re.compile(
    r"modyfik|aktualiz|zmian|zmodyf|popraw|wytworz|edyc|edytow|dzisiaj|dziś|obowiązuj|ważn|wydarzen|termin|do dnia|"
    r"wydruk|archiwiz|imienin|sesj|podpisan|utrat|wejści|\bod\b|\bdo\b|wytworze",
    re.IGNORECASE,
)
_BARE_TAIL = re.compile(
    r"""^[\s,|/–—-]*(?:r(?:oku|\.)?)?[\s,|/–—-]*(?:(?:o\s+)?(?:godz(?:ina|\.)?\s*)?\d{1,2}[:.]\d{2}(?::\d{2})?)?
        [\s,|/–—-]*(?:(?:wysłan\w+\s+przez|autor:?|przez|dodał\w*:?|red(?:akcja)?\.?|administrator|admin)?[\s:]*)""",
    re.IGNORECASE | re.VERBOSE,
)
_TAGS = 45
"""Characters behind a byline's date, at most, that name its author, its photographer, its readers or its comments."""
_RUNNING = re.compile(r"[.!?]\s+[^\W\d_]{3,}|[^\W\d_]{2,}(?:\s+[^\W\d_]{2,}){4}")
"""Running text: a new sentence, or five words in a row."""
_LABELS = re.compile(r"(?<=\d)(?:\s*r\.)?\s+\|\s+[^|\d]{1,40}(?:\|[^|]{1,24})*$")
"""Section, number of comments and the like after a byline's date, parted by strokes."""
_WEEKDAY = re.compile(
    r"^(?:(?:pn|pon|poniedziałek|wt|wtorek|śr|środa|czw|cz|czwartek|pt|pią|piątek|sb|sob|sobota|nd|ndz|niedz|niedziela)"
    r"\.?,?\s+)",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """A date in a text: where it stands and what it is (ISO 8601)."""

    start: int
    end: int
    iso: str


def find_dates(text: str) -> Iterator[Found]:
    """Full dates (day, month, year) of a text, in order."""
    for match in _DATE.finditer(text):
        iso = _iso(match)
        if iso:
            yield Found(match.start(), match.end(), iso)


def stated_publication(line: str) -> str | None:
    """The date that a line says it was published, added or created on ("Opublikowano: 23.05.2023"), or None.

    Days of change, of making, of an event and of law are no publication.
    """
    for found in find_dates(line):
        before = line[: found.start]
        label = _PUBLISHED.search(before)
        near = before[max(0, label.start() - 25) :] if label else ""
        if label and not _NOT_PUBLISHED.search(near) and not _LAW.search(near):
            return found.iso
    return None


def bare_date(line: str, *, longest: int = 60) -> str | None:
    """The date of a line that is only a date, an hour and a short signature ("26 kwietnia 2022, 13:31"), or None."""
    line = _LABELS.sub("", line.strip())
    if not line or len(line) > longest:
        return None
    weekday = _WEEKDAY.match(line)
    start = weekday.end() if weekday else 0
    first = next(find_dates(line), None)
    if first is None or first.start != start:
        return None
    rest = line[first.end :]
    tail = _BARE_TAIL.match(rest)
    signature = rest[tail.end() :].strip() if tail else rest
    if len(signature) <= _TAGS and pattern("bylines").search(signature) and not _RUNNING.search(signature):
        return first.iso
    return (
        first.iso if len(signature) <= 32 and not re.search(r"\d|[.!?:]\s|[a-zż]{3,} [a-zż]{3,}", signature) else None
    )


_BYLINE = re.compile(
    r"\W*(?:opublikowan[oyae]|dodan[oyae]|data (?:dodania|publikacji|opublikowania|utworzenia|wpisu)|utworzon[oya]|"
    r"poprawiono|zmodyfikowano|zaktualizowano|ostatnia (?:zmiana|modyfikacja|aktualizacja)|zamieszczono)\b\s*:?.{0,70}",
    re.IGNORECASE,
)
_PLACE_AND_DATE = re.compile(
    r"[A-ZĄĆĘŁŃÓŚŹŻ][^\W\d]+(?:[\s-][^\W\d]+){0,3}"
    r"(?:,\s+(?:osiedle|os\.|dzielnica|gmina|gm\.|powiat|pow\.|woj\.)\s+[^\W\d]+)?,?\s+(?:dnia|dn\.)?\s*"
)


def is_byline(line: str) -> bool:
    """Whether a line only says when the page was made or changed."""
    return (_BYLINE.fullmatch(line.strip()) is not None and len(line) < 110) or bare_date(line) is not None


def place_and_date(line: str) -> str | None:
    """The date of a line like "Biała Podlaska, dnia 14 listopada 2025 r.", as official letters open, or None."""
    line = line.strip()
    first = next(find_dates(line), None)
    if first is None or len(line) > 70 or line[first.end :].strip(" .,") not in {"", "r", "roku"}:
        return None
    before = line[: first.start]
    return first.iso if _PLACE_AND_DATE.fullmatch(before) and ("," in before or "dnia" in before) else None


def machine_date(value: str | None) -> str | None:
    """The day of a machine-written time ("2024-03-14T14:13:34+02:00", "20240314"), in its own time zone, or None."""
    if not value:
        return None
    match = re.match(r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)", value)
    if match:
        return _checked(int(match[1]), int(match[2]), int(match[3]))
    first = next(find_dates(value), None)
    return first.iso if first else None


def address_date(url: str | None) -> str | None:
    """The day in an address such as /2024/03/14/ or /2024-03-14-…, or None; a month alone is not taken."""
    match = re.search(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?=[/_-]|$)", url or "")
    return _checked(int(match[1]), int(match[2]), int(match[3])) if match else None


def _iso(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    for which in "12345":
        year = groups[f"y{which}"]
        if year:
            month = groups[f"m{which}"].lower()
            number = int(month) if month.isdigit() else MONTHS.get(month) or ROMAN.get(month, 0)
            return _checked(int(year), number, int(groups[f"d{which}"]))
    return None


def _checked(year: int, month: int, day: int) -> str | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
