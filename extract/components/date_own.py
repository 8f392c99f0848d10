"""The day that a document gives as its own."""

import re
from collections.abc import Sequence

from corpus.documents import BlockKind
from extract.components.date_roles import Role
from extract.contexts import Context
from extract.date_expressions import DAY, MONTH, DateExpression, Moment
from extract.date_words import lexicon
from extract.rules import load_rules
from extract.words import Words

ISSUE_BLOCKS, ISSUE_WORDS = 3, 20
"""Where the month of a periodical's issue can stand: in so many first blocks, each of so many words at most."""
HEAD = 8
"""Blocks at the head of a document among which its date line stands."""
ACT_BLOCKS = 4
"""First blocks in which the day of an act stands (`ZARZĄDZENIE NR 12/2025 … z dnia 21 stycznia 2025 r.`)."""
_ACTS = ("uchwał", "zarządzeni", "załącznik", "obwieszczeni")
FRAME_BLOCKS, FRAME_WORDS = 3, 12
"""The same for a line of a page's frame (`Aktualności / 9.10.2023 r.`), and its words at most."""


def own_date(words: Words, read: Sequence[tuple[DateExpression, Context, Role]]) -> Moment | None:
    """The day that the text gives as its own: a metric line, a line that is a date, the month of an issue."""
    full = [one for one, _, _ in read if one.complete and one.unit == DAY and one.end is None]
    for expression, _, role in read:
        if role.name == "publication" and expression.complete and expression.unit == DAY and expression.end is None:
            return expression.begin
    for expression in full:
        if is_dateline(words, expression) or is_framed(words, expression):
            return expression.begin
    return next((one.begin for one, _, _ in read if one.complete and _is_issue(words, one)), None)


def act_year(words: Words, read: Sequence[tuple[DateExpression, Context, Role]]) -> int | None:
    """The year of the act that the document itself is: what `br.` means in it."""
    first = next((one for one, _, role in read if role.name == "law"), None)
    if first is None or first.begin is None or first.unit != DAY or words.blocks[first.first] >= ACT_BLOCKS:
        return None
    titled = any(word.startswith(_ACTS) for word in words.lower[: first.first])
    return first.begin.year if titled else None


def _is_issue(words: Words, expression: DateExpression) -> bool:
    """True for the month of a periodical's head (`Głos powiatu • nr 10 (142) • październik 2024`)."""
    start, stop = words.block_bounds(expression.first)
    if expression.unit != MONTH or expression.end is not None or words.blocks[expression.first] >= ISSUE_BLOCKS:
        return False
    line = " ".join(words.lower[start:stop])
    return stop - start <= ISSUE_WORDS and re.search(load_rules("dates")["issue"], line) is not None


def is_dateline(words: Words, expression: DateExpression) -> bool:
    """True where the date, with at most a town and an hour, is a whole block near the head of the document."""
    start, stop = words.block_bounds(expression.first)
    if words.blocks[expression.first] > HEAD or expression.first - start > 3:
        return False
    rest = [*words.forms[start : expression.first], *words.forms[expression.last : stop]]
    weekdays = lexicon().weekday
    letters = [
        form
        for form in rest
        if form[0].isalpha() and form not in {"r", "godz", "dnia"} and form.casefold() not in weekdays
    ]
    return len(letters) <= 3 and all(form[0].isupper() for form in letters)


def is_framed(words: Words, expression: DateExpression) -> bool:
    """True for a full date that a stroke sets apart in a short line at the head of a page (`2025-03-10 | Urząd …`)."""
    start, stop = words.block_bounds(expression.first)
    length = stop - start - (expression.last - expression.first)
    if words.blocks[expression.first] >= FRAME_BLOCKS or length > FRAME_WORDS or _in_table(words, start, stop):
        return False
    beside = (
        words.forms[expression.first - 1] if expression.first > start else "",
        words.forms[expression.last] if expression.last < stop else "",
    )
    whole = expression.first == start or expression.last == stop
    return whole and (any(mark in _STROKES for mark in beside) or _has_town(words, expression.first, start))


_STROKES = frozenset({"|", "/", "•", "·", "»", "::"})


def _has_town(words: Words, first: int, start: int) -> bool:
    """Whether a town stands between the stroke and a date (`OGŁOSZENIE | Przasnysz, 3 czerwca 2024 r.`)."""
    place = first - 2 if words.lower[first - 1] == "dnia" else first - 1
    towns = range(place - 1, max(place - 4, start), -1)
    stroke = next((at for at in towns if words.forms[at] in _STROKES), None) if words.forms[place] == "," else None
    return stroke is not None and all(words.forms[at][:1].isupper() for at in range(stroke + 1, place))


def _in_table(words: Words, start: int, stop: int) -> bool:
    """Whether a block is one of several rows."""
    beside = [place for place in (start - 1, stop) if 0 <= place < len(words)]
    return words.kind(start) is BlockKind.ROW and any(words.kind(place) is BlockKind.ROW for place in beside)
