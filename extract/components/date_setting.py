"""What a text tells about the year of a date that does not name its own."""

from collections.abc import Sequence

from corpus.documents import BlockKind
from extract.components.date_roles import Role
from extract.contexts import Context
from extract.date_expressions import DAY, MONTH, YEAR, DateExpression, Moment
from extract.date_years import BEGUN, FUTURE, PAST, Setting, years_of
from extract.words import Words

Read = Sequence[tuple[DateExpression, Context, Role]]
"""The dates of a document in order, each with what stands around it and its role."""
CONTENT = frozenset({"period", "event", "enrolment", "edition", "agreement", "publication"})
"""Roles whose years say in which year the document's other dates lie."""
AUTUMN = 8
"""The month from which on a day belongs to the first half of a school year."""
SENTENCE = 12
"""Words between two dates of a sentence that belong together."""
EARLY = 3
"""Months before a term in which people enrol for it."""
TERM = 24
"""Months at most of a term that settles the years of the days within it."""
_ELSEWHERE = frozenset({"law", "parent", "birth", "as_of", "since"})
"""Roles of years that settle no other date."""
_PLANS = frozenset(
    ["zaplanować", "planować", "przewidzieć", "wyznaczyć", "ustalić", "zapowiedzieć", "przesunąć", "przełożyć"]
)
"""Verbs whose past speaks of what is to come (`zaplanowano na 19 września`)."""


def same_sentence(words: Words, one: DateExpression, other: DateExpression) -> bool:
    """Whether the second date stands in the sentence of the first, not far behind it."""
    return words.sentences[one.first] == words.sentences[other.first] and other.first - one.last <= SENTENCE


def setting(words: Words, read: Read, number: int, years: frozenset[int], reference: Moment | None) -> Setting:
    """What is known about the date with this number; `years` are those of the document's other dates."""
    expression = read[number][0]
    sentence = words.sentences[expression.first]
    block = words.blocks[expression.first]
    near: list[int] = []
    told: list[int] = []
    certain: int | None = None
    for distance in range(1, _reach(words, read, number, reference)):
        for other in (number - distance, number + distance):
            if not 0 <= other < len(read):
                continue
            candidate, _, role = read[other]
            same = words.sentences[candidate.first] == sentence
            if (
                (same or reference is None)
                and candidate.form == "school"
                and (year := _school_year(expression, candidate)) is not None
            ):
                certain = year
            if same and other < number and candidate.unit == YEAR and role.name not in _ELSEWHERE:
                told += _whole_year(candidate)
            if role.name not in CONTENT or not candidate.complete or candidate.unit not in {DAY, MONTH}:
                continue
            listed = (
                abs(words.blocks[candidate.first] - block) <= 1
                and distance == 1
                and words.kind(expression.first) in {BlockKind.ITEM, BlockKind.ROW}
            )
            if (same or listed) and not candidate.shift:
                near += sorted(years_of([candidate]))
    if not near and len(set(told)) == 1:
        near = told
    heading = _heading_year(words, read, number) if not near else None
    if heading is not None and (heading in years or not years):
        near.append(heading)
    if not near and expression.unit == DAY:
        near = _covering(read, expression, EARLY if read[number][2].name == "enrolment" and reference is None else 0)
    tense, beginning = _tense(words, expression), _beginning(words, read, number)
    return Setting(reference, tuple(dict.fromkeys(near)), years, tense, certain, beginning)


def _whole_year(expression: DateExpression) -> list[int]:
    """The year that an expression names alone (`latem 2022 r.`)."""
    begin = expression.begin
    alone = expression.end is None and not expression.open_end and not expression.shift
    return [begin.year] if alone and begin is not None and begin.year is not None else []


def _covering(read: Read, expression: DateExpression, early: int) -> list[int]:
    """The year in which a day lies within the terms that the document tells in full, where it is a single one.

    An enrolment may come so many months `early`.
    """
    day = expression.begin or expression.end
    if day is None or day.month is None or day.year is not None:
        return []
    found: set[int] = set()
    for other, _, role in read:
        begin, end = other.begin, other.end
        if role.name != "period" or begin is None or end is None or begin.month is None or end.month is None:
            continue
        if begin.year is None or end.year is None or _months(begin, end) > TERM:
            continue
        months = begin.year * 12 + begin.month - 1 - early
        first, last = (months // 12, months % 12 + 1, begin.day or 1), (end.year, end.month, end.day or 31)
        found |= {year for year in range(first[0], last[0] + 1) if first <= (year, day.month, day.day or 15) <= last}
    return sorted(found) if len(found) == 1 else []


def _months(begin: Moment, end: Moment) -> int:
    return ((end.year or 0) - (begin.year or 0)) * 12 + (end.month or 0) - (begin.month or 0)


def _reach(words: Words, read: Read, number: int, reference: Moment | None) -> int:
    """How many dates further on none can settle this one: those of its sentence do, its neighbours, and school years
    anywhere in a text without a date of its own."""
    if reference is None and any(one.form == "school" for one, _, _ in read):
        return len(read)
    first = last = number
    sentence = words.sentences[read[number][0].first]
    while first > 0 and words.sentences[read[first - 1][0].first] == sentence:
        first -= 1
    while last + 1 < len(read) and words.sentences[read[last + 1][0].first] == sentence:
        last += 1
    return min(max(number - first, last - number, 1) + 1, len(read))


def _beginning(words: Words, read: Read, number: int) -> Moment | None:
    """The settled beginning just before an end in the same sentence (`ruszył w październiku, finał w czerwcu`)."""
    expression, _, role = read[number]
    if number == 0 or not (expression.begin is None or role.edge == "end"):
        return None
    start, _, told = read[number - 1]
    if not same_sentence(words, start, expression) or start.begin is None or not start.complete:
        return None
    return start.begin if start.open_end or told.edge == "start" else None


def _school_year(expression: DateExpression, school: DateExpression) -> int | None:
    """The year of a day in the school year 2021/2022: autumn in its first, spring in its second."""
    moment = expression.begin or expression.end
    if moment is None or moment.month is None or school.begin is None or school.end is None:
        return None
    return school.begin.year if moment.month >= AUTUMN else school.end.year


def _heading_year(words: Words, read: Read, number: int) -> int | None:
    """The year that the nearest heading above names, alone."""
    for candidate, _, _ in reversed(read[:number]):
        if words.kind(candidate.first) is BlockKind.HEADING and candidate.complete:
            found = years_of([candidate])
            return next(iter(found)) if len(found) == 1 else None
    return None


def _tense(words: Words, expression: DateExpression) -> str | None:
    """The tense of the verb nearest to the date in its clause, which a comma ends."""
    begin, end = words.sentence_bounds(expression.first)
    best: tuple[int, str] | None = None
    first, last = max(begin, expression.first - 12), min(end, expression.last + 12)
    commas = [place for place in range(first, last) if words.forms[place] == ","]
    first = max((place for place in commas if place < expression.first - 1), default=first)
    last = min((place for place in commas if place > expression.last), default=last)
    for place in range(first, last):
        tag = words.tags[place]
        if tag.startswith(("praet", "imps")):
            tense = FUTURE if words.lemmas[place] in _PLANS else PAST
        elif tag.startswith(("fin:", "bedzie", "impt")) and (":perf" in tag or tag.startswith(("bedzie", "impt"))):
            tense = FUTURE
        else:
            continue
        distance = expression.first - place if place < expression.first else place - expression.last + 1
        if best is None or distance < best[0]:
            best = (distance, tense)
    if best is None and expression.open_end:
        return BEGUN
    return best[1] if best else None
