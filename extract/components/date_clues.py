"""What speaks for or against a day as one on which something happens, at the place where it stands."""

from bisect import bisect_left
from functools import cache

from extract.components.date_roles import Role, byline, planned, timed
from extract.contexts import Context
from extract.date_expressions import DateExpression, Moment
from extract.forms import read
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words

NEXT, NEAR, FAR = 2, 5, 10
"""Words between a day and a word of a class: beside it, near it, in reach."""
_BEFORE = frozenset(
    [
        "od",
        "do",
        "dnia",
        "dniu",
        "dniach",
        "w",
        "na",
        "po",
        "przed",
        "z",
        ":",
        "(",
        "–",
        "-",
        "|",
        ",",
        ".",
        "i",
        "oraz",
        "a",
        "termin",
        "terminie",
        "już",
    ]
)
_AFTER = frozenset(["godz", "o", "w", "na", "(", ")", ",", "–", "-", ":", ".", ";", "|", "i", "oraz", "od", "r"])


def clues_of(
    words: Words, told: tuple[DateExpression, Context, Role], own: Moment | None, beside: frozenset[str]
) -> frozenset[str]:
    """The names of all clues at a day `told`; `own` is the document's own day, `beside` what other dates add."""
    expression, around, role = told
    first, last = expression.first, expression.last
    start, stop = words.block_bounds(first)
    begin, end = words.sentence_bounds(first)
    found = {f"cue_{role.cue and role.name}", f"kind_{words.kind(first).value}"}
    ahead = words.lower[first - 1] if first > start else "^"
    behind = words.lower[last] if last < stop else "$"
    if ahead in _BEFORE or ahead == "^":
        found.add(f"pre_{ahead}")
    elif first > start and not ahead[0].isalpha():
        found.add("pre_mark")
    if behind in _AFTER or behind == "$":
        found.add(f"post_{behind}")
    found |= _classes(words, first, last, begin, end)
    found |= beside
    found |= {f"head_{name}" for word in around.heading for name in _stems(word)}
    found |= {f"label_{name}" for word in (*around.column, *around.row) for name in _stems(word)}
    if ":" in words.forms[max(start, first - 3) : first]:
        found.add("labelled")
    if timed(words, expression):
        found.add("timed")
    if planned(words, expression):
        found.add("planned")
    if byline(words, expression):
        found.add("byline")
    if (first, last) == (start, stop):
        found.add("alone")
    shape = _shape(expression)
    found |= shape | {f"{role.name}_{name}" for name in shape}
    found |= _against(expression, own)
    return frozenset(found)


def _shape(expression: DateExpression) -> set[str]:
    begin, end = expression.begin, expression.end
    if begin is None:
        return {"shape_until"}
    if expression.open_end:
        return {"shape_from"}
    if end is None:
        return {"shape_point"}
    if end.year is None or begin.year is None or end.month is None or begin.month is None:
        return {"shape_range"}
    days = ((end.year - begin.year) * 12 + end.month - begin.month) * 30 + (end.day or 0) - (begin.day or 0)
    return {
        "shape_days" if days < 4 else "shape_weeks" if days < 32 else "shape_months" if days < 100 else "shape_long"
    }


def _against(expression: DateExpression, own: Moment | None) -> set[str]:
    moment = expression.begin or expression.end
    if own is None or moment is None or own.year is None or moment.year is None:
        return {"own_unknown"}
    away = (
        (moment.year - own.year) * 365
        + ((moment.month or 6) - (own.month or 6)) * 30
        + (moment.day or 15)
        - (own.day or 15)
    )
    if away == 0:
        return {"own_same"}
    if away < 0:
        return {"own_before", "own_month_ago" if away > -40 else "own_year_ago" if away > -400 else "own_long_ago"}
    return {"own_after", "own_soon" if away < 120 else "own_year" if away < 400 else "own_later"}


def _classes(words: Words, first: int, last: int, begin: int, end: int) -> set[str]:
    known = _lemmas()
    found: set[str] = set()
    places = _CLASSED.places(words)
    reached = places[bisect_left(places, max(begin, first - 2 * FAR)) : bisect_left(places, min(end, last + FAR))]
    for place in reached:
        if first <= place < last:
            continue
        for name in known[words.lemmas[place]]:
            away = first - place if place < first else place - last + 1
            side = "before" if place < first else "after"
            reach = "next" if away <= NEXT else "near" if away <= NEAR else "far"
            found.add(f"{name}_{side}_{reach}")
            found.add(f"{name}_{side}")
    return found


@cache
def _lemmas() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, lemmas in load_rules("event_words")["classes"].items():
        for lemma in lemmas:
            found[lemma] = (*found.get(lemma, ()), name)
    return found


_CLASSED = Spots(lambda form: read(form).lemma in _lemmas())


def _stems(word: str) -> tuple[str, ...]:
    return _lemmas().get(read(word)[2], ()) if word[0].isalpha() else ()


RUN = 3
"""Blocks in a row, each with a day, that make a list of days."""


def series(words: Words, days: "list[tuple[int, str]]") -> dict[int, str]:
    """The word at which each day of a list of days stands, and whether the list goes on in time.

    `days` are first words and ISO dates. A schedule goes on in time; teasers of other news do not.
    """
    found: dict[int, str] = {}
    run: list[tuple[int, str]] = []
    for place, day in [*days, (-1, "")]:
        if run and place >= 0 and words.blocks[place] == words.blocks[run[-1][0]]:
            continue
        near = (
            place >= 0
            and run
            and words.blocks[place] - words.blocks[run[-1][0]] == 1
            and words.kind(place) == words.kind(run[-1][0])
        )
        if not near:
            if len(run) >= RUN:
                told = [one for _, one in run]
                found |= dict.fromkeys(
                    (at for at, _ in run), "series_rising" if told == sorted(told) else "series_mixed"
                )
            run = []
        if place >= 0:
            run.append((place, day))
    return found
