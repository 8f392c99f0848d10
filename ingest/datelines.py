"""The date that a document without markup bears: stated, in its head, in its masthead or where it is signed."""

import re
from collections.abc import Sequence

from ingest.dates import bare_date, find_dates, place_and_date, stated_publication
from ingest.patterns import pattern

HEAD, MASTHEAD, TAIL, FOOT = 6, 3, 3, 2
"""Filled lines at the top for a date line and a masthead, at the end for a signature's date and a page's foot."""
DATE_ALONE = 24
"""Characters, at most, of a line that is only a date."""
STATEMENT = 120
"""A longer line is running text, which states no publication of its own."""
_COLUMNS = re.compile(r"\s{3,}|\t+")
_PAGE = re.compile(r"[\s,|/–—-]*\b(?:str(?:ona|\.)?|s\.|strony)\s*:?\s*\d+(?:\s*(?:/|z)\s*\d+)?\s*$", re.IGNORECASE)
_YEAR_WORD = re.compile(r"\s*\b(?:r\.?|roku)\s*$", re.IGNORECASE)
_PARTED = re.compile(
    r"(?:[•·*|,;/–—-]\s*|\s{2,}|\)\s*)(?:(?:poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|wysłano|wydan[eoya]|"
    r"z dnia|dnia),?\s*)?$",
    re.IGNORECASE,
)
"""What stands between a periodical's name or number and its date."""
_NOTICE = re.compile(
    r"\W*(?:komunikat|informacja|notatka|wiadomość|og[łl]oszenie|aktualność|nota|ostrzeżenie)(?:\s+prasow\w+)?"
    r"(?:\s+z\s+(?:dnia|dn\.?)\s*|\s*\([^()\d]{0,45}[,\s])",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"\W*(?:autor(?:ka)?|redaktor(?:ka)?|red\.|tekst|wpisał\w*|oprac\.)\s*:?[^\d.!?]{2,50}[,|/–—-]\s*", re.IGNORECASE
)


def document_date(lines: Sequence[str], running: Sequence[str] = ()) -> str | None:
    """The day that a text bears, or None: a stated publication, else a line of its head, else one of its end.

    `running` are the lines that stand at the edge of its pages.
    """
    filled = [line.strip() for line in lines if line.strip()]
    for line in filled:
        if len(line) <= STATEMENT and (found := stated_publication(line)):
            return found
    for place, line in enumerate(filled[:HEAD]):
        found = bare_date(line) or place_and_date(line) or notice_date(line) or signed_date(line)
        found = found or (masthead_date(line) if place < MASTHEAD else None)
        if found:
            return found
    for line in running:
        if found := stated_publication(line) or masthead_date(line) or bare_date(line):
            return found
    feet = filled[-FOOT:] if len(filled) > HEAD else []
    found = next((found for line in feet if (found := masthead_date(line) or _foot_date(line))), None)
    return found or closing_date(filled)


def masthead_date(line: str) -> str | None:
    """The date at the end of a periodical's masthead ("GŁOS WSI * nr 9 (612) * 27 lutego 2025"), or None."""
    line = _without_page(line)
    found = next(find_dates(line), None)
    if found is None or len(line) > STATEMENT or _YEAR_WORD.sub("", line[found.end :]).strip(" .,;*•|"):
        return None
    before = line[: found.start]
    return found.iso if pattern("periodicals").search(before) and _PARTED.search(before) else None


def notice_date(line: str) -> str | None:
    """The date of a line that is only "(komunikat z dn. 14 listopada 2023 r.)" or the like, or None."""
    return _alone_after(_NOTICE, line)


def signed_date(line: str) -> str | None:
    """The date of a byline that opens with its author ("Autor: Anna Nowak, 12.03.2024"), or None."""
    return _alone_after(_AUTHOR, line)


def closing_date(filled: Sequence[str]) -> str | None:
    """The place and date beside or under a letter's signature ("Kierownik OPS      Sejny, 15.01.2025 r."), or None."""
    for line in reversed(filled[max(HEAD, len(filled) - TAIL) :]):
        for cell in _COLUMNS.split(line):
            if found := place_and_date(cell):
                return found
    return _only_date(filled)


def _only_date(filled: Sequence[str]) -> str | None:
    """The date that is a line near the end (`25.09.2024` above the foot), where no other line is only a date."""
    alone = [place for place, line in enumerate(filled) if len(line) <= DATE_ALONE and bare_date(line)]
    return bare_date(filled[alone[0]]) if len(alone) == 1 and alone[0] >= max(HEAD, len(filled) - TAIL) else None


def _foot_date(line: str) -> str | None:
    """The date of a page's foot, which must also bear a page number ("7 sierpnia 2020 str. 1/1")."""
    return bare_date(_without_page(line)) if _PAGE.search(line) else None


def _without_page(line: str) -> str:
    return _PAGE.sub("", line.strip())


def _alone_after(opening: re.Pattern[str], line: str) -> str | None:
    match = opening.match(line)
    found = next(find_dates(line), None)
    if match is None or found is None or found.start != match.end():
        return None
    rest = _YEAR_WORD.sub("", line[found.end :].strip(" ).]"))
    return found.iso if len(rest.strip(" .,:;)]")) <= 12 else None
