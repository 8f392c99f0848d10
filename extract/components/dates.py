"""Every date of a document with its role."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.documents import BlockKind
from extract.asides import asides
from extract.candidates import DateCandidate
from extract.components.date_choice import events, period
from extract.components.date_labels import label_of
from extract.components.date_lasting import lasting
from extract.components.date_plausible import plausible
from extract.components.date_roles import Role, role_of
from extract.components.date_term import ROLES
from extract.components.date_traits import traits_of
from extract.contexts import Context, Heads, context, nearest
from extract.date_expressions import DAY, MONTH, YEAR, DateExpression, Moment, moment_of, parse_codes
from extract.date_points import HALF, QUARTER
from extract.date_words import encode, lexicon
from extract.date_years import BEGUN, FUTURE, PAST, Setting, settle, years_of
from extract.rules import load_rules
from extract.words import Words

_INTERESTING = re.compile(r"[YMmRBJ]|[ab]\.a|[UVWG]|ku|[OabR]\.?Q")
_CONTENT = frozenset({"period", "event", "enrolment", "edition", "agreement", "publication"})
"""Roles whose years say in which year the document's other dates lie."""
OUTSIDE = 0.4
"""Confidence, at most, of a date in a part of the page that speaks of something else."""
AUTUMN = 8
"""The month from which on a day belongs to the first half of a school year."""
ISSUE_BLOCKS, ISSUE_WORDS = 3, 20
"""Where the month of a periodical's issue can stand: in so many first blocks, each of so many words at most."""
_CLAIMS = frozenset({"period", "event", "enrolment", "edition", "since"})
"""Roles that a date has only in what the page announces."""


def find(words: Words, published: str | None) -> list[DateCandidate]:
    """Every date expression with its role, sorted, without overlaps.

    `published` (ISO 8601) is what relative dates refer to; without it, the date that the text itself gives as its own.
    Dates whose year nothing settles are left out.
    """
    codes = encode(words)
    reference = moment_of(published)
    heads = Heads(words)
    read = _read(words, codes, heads, reference)
    if reference is None:
        reference = _own_date(words, read)
        if reference is not None:
            read = _read(words, codes, heads, reference)
    elsewhere = asides(words)
    return lasting(words, codes, _candidates(words, read, reference, elsewhere))


_Read = list[tuple[DateExpression, Context, Role]]


def _read(words: Words, codes: str, heads: Heads, reference: Moment | None) -> _Read:
    read: _Read = []
    call = _announces_call(words)
    for first, last in _stretches(words, codes):
        for expression in parse_codes(words, codes, first, last, reference):
            if not plausible(words, codes, expression):
                continue
            floor = next((one.last for one, _, _ in reversed(read) if one.unit in {DAY, MONTH}), 0)
            around = _closed(words, expression, context(words, expression.first, expression.last, heads))
            previous = read[-1] if read and _same_sentence(words, read[-1][0], expression) else None
            role = role_of(
                words, expression, _own_words(around, expression, floor), call, previous[2] if previous else None
            )
            read.append((expression, around, role))
    return read


def _same_sentence(words: Words, one: DateExpression, other: DateExpression) -> bool:
    return words.sentences[one.first] == words.sentences[other.first] and other.first - one.last <= 12


def _announces_call(words: Words) -> bool:
    """True where the head of the document announces an enrolment."""
    if not len(words):
        return False
    head = words.block_bounds(0)[1]
    title = " ".join(words.lower[: min(head, 30)])
    return re.search(load_rules("dates")["call"], title) is not None


def _own_words(around: Context, expression: DateExpression, floor: int) -> Context:
    """The context without what stands before the previous date: its cues are that date's."""
    room = expression.first - floor
    if room >= len(around.before) or room < 0:
        return around
    near = nearest(around.before, room)
    if len([word for word in near if word[0].isalpha()]) < 2:
        return around
    return replace(around, before=near)


def _closed(words: Words, expression: DateExpression, around: Context) -> Context:
    """The context without what follows `… 2023 r.` where a new sentence begins there."""
    last = expression.last
    if words.forms[last - 1] == "." and last < len(words) and words.forms[last][:1].isupper():
        return replace(around, after=())
    return around


def _stretches(words: Words, codes: str) -> Iterator[tuple[int, int]]:
    """Runs of words to parse at once: a block, or paragraphs over which a date runs on."""
    start, total = 0, len(words)
    while start < total:
        stop = words.block_bounds(start)[1]
        while stop < total and _date_runs_on(words, codes, stop):
            stop = words.block_bounds(stop)[1]
        if _INTERESTING.search(codes, start, stop):
            yield start, stop
        start = stop


def _date_runs_on(words: Words, codes: str, place: int) -> bool:
    if words.kind(place) is not BlockKind.PARAGRAPH or words.kind(place - 1) is not BlockKind.PARAGRAPH:
        return False
    before, after = codes[place - 1], codes[place]
    return (before, after) in {(a, b) for a in "Mm" for b in "YBu"} or (
        before in "abod-" and after in "Mmab" and before + after not in {"aa", "bb", "ab", "ba"}
    )


def _own_date(words: Words, read: _Read) -> Moment | None:
    """The day that the text gives as its own: a metric line, or a line that is a date."""
    for expression, _, role in read:
        if role.name == "publication" and expression.complete and expression.unit == DAY and expression.end is None:
            return expression.begin
    for expression, _, _ in read:
        if expression.complete and expression.unit == DAY and expression.end is None and is_dateline(words, expression):
            return expression.begin
    return next((one.begin for one, _, _ in read if one.complete and _is_issue(words, one)), None)


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
    if words.blocks[expression.first] > 8 or expression.first - start > 3:
        return False
    rest = [*words.forms[start : expression.first], *words.forms[expression.last : stop]]
    weekdays = lexicon().weekday
    letters = [
        form
        for form in rest
        if form[0].isalpha() and form not in {"r", "godz", "dnia"} and form.casefold() not in weekdays
    ]
    return len(letters) <= 3 and all(form[0].isupper() for form in letters)


def _candidates(words: Words, read: _Read, reference: Moment | None, elsewhere: bytearray) -> list[DateCandidate]:
    content = [entry for entry in read if entry[2].name in _CONTENT and entry[0].complete and not entry[0].shift]
    content_years = years_of([entry[0] for entry in content if entry[0].unit in {DAY, MONTH}])
    years = content_years or years_of([entry[0] for entry in content])
    if not years and reference is None:
        years = years_of([one for one, _, role in read if one.complete and role.name == "other"])
    if reference is None:
        years = _weekday_years(words, read, years) or years
    found: list[DateCandidate] = []
    for number, (expression, around, role) in enumerate(read):
        if expression.complete:
            settled: DateExpression | None = expression
            confidence = role.confidence
        else:
            settled = settle(expression, _setting(words, read, number, years, reference))
            confidence = round(role.confidence * 0.95, 3)
        if settled is None or not _ordered(settled):
            continue
        outside = bool(elsewhere[settled.first]) and role.name in _CLAIMS
        meant = replace(role, name="other") if outside else role
        read[number] = (settled, around, meant)
        signs = traits_of(words, settled, around, role) if role.name in ROLES else frozenset()
        signs |= {"outside"} if elsewhere[settled.first] else set()
        sure = min(confidence, OUTSIDE) if outside else confidence
        found.append(replace(_candidate(words, settled, meant, sure), traits=signs))
    return found


def _weekday_years(words: Words, read: _Read, years: frozenset[int]) -> frozenset[int]:
    """The years that days of the week settle (`w piątek 10 października`), in a text without a date of its own."""
    open_ones = [
        (number, one) for number, (one, _, _) in enumerate(read) if one.weekday is not None and not one.complete
    ]
    settled = [settle(one, _setting(words, read, number, years, None)) for number, one in open_ones]
    return years_of([one for one in settled if one is not None])


def _ordered(expression: DateExpression) -> bool:
    begin, end = expression.iso()
    return begin is None or end is None or begin <= end or end.startswith(begin)


def _setting(words: Words, read: _Read, number: int, years: frozenset[int], reference: Moment | None) -> Setting:
    expression = read[number][0]
    sentence = words.sentences[expression.first]
    block = words.blocks[expression.first]
    near: list[int] = []
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
            if role.name not in _CONTENT or not candidate.complete or candidate.unit not in {DAY, MONTH}:
                continue
            listed = (
                abs(words.blocks[candidate.first] - block) <= 1
                and distance == 1
                and words.kind(expression.first) in {BlockKind.ITEM, BlockKind.ROW}
            )
            if (same or listed) and not candidate.shift:
                near += sorted(years_of([candidate]))
    heading = _heading_year(words, read, number) if not near else None
    if heading is not None and (heading in years or not years):
        near.append(heading)
    tense, beginning = _tense(words, expression), _beginning(words, read, number)
    return Setting(reference, tuple(dict.fromkeys(near)), years, tense, certain, beginning)


def _reach(words: Words, read: _Read, number: int, reference: Moment | None) -> int:
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


def _beginning(words: Words, read: _Read, number: int) -> Moment | None:
    """The settled beginning just before an end in the same sentence (`ruszył w październiku, finał w czerwcu`)."""
    expression, _, role = read[number]
    if number == 0 or not (expression.begin is None or role.edge == "end"):
        return None
    start, _, told = read[number - 1]
    if not _same_sentence(words, start, expression) or start.begin is None or not start.complete:
        return None
    return start.begin if start.open_end or told.edge == "start" else None


def _school_year(expression: DateExpression, school: DateExpression) -> int | None:
    """The year of a day in the school year 2021/2022: autumn in its first, spring in its second."""
    moment = expression.begin or expression.end
    if moment is None or moment.month is None or school.begin is None or school.end is None:
        return None
    return school.begin.year if moment.month >= AUTUMN else school.end.year


def _heading_year(words: Words, read: _Read, number: int) -> int | None:
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
            tense = PAST
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


def _candidate(words: Words, expression: DateExpression, role: Role, confidence: float) -> DateCandidate:
    first, last = expression.iso()
    name, open_end = role.name, expression.open_end
    single = expression.unit == DAY and expression.end is None and expression.begin is not None
    if name == "event" and single and is_dateline(words, expression):
        name = "publication"
    if name == "period" and last is None and not open_end and role.edge == "end":
        first, last = None, first
    elif name == "period" and last is not None and expression.unit in {QUARTER, HALF} and role.edge == "end":
        first = None
    elif name == "period" and last is not None and expression.unit in {QUARTER, HALF} and role.edge == "start":
        last, open_end = None, True
    elif name == "period" and last is None and not open_end and expression.unit == YEAR:
        last = first
    elif name == "period" and last is None and expression.unit in {DAY, MONTH} and role.edge != "end":
        open_end = True
    start, end = words.span(expression.first, expression.last)
    label = label_of(words, expression) if name in {"event", "enrolment"} else None
    whole_end = any(lower.startswith(_ENDINGS) for lower in words.lower[expression.first : expression.last])
    extended = name == "period" and role.cue.startswith(_EXTENDED)
    return DateCandidate(start, end, confidence, first, last, name, label, open_end, whole_end, extended)


_ENDINGS = ("koniec", "końc", "konc")
_EXTENDED = ("przedłuż", "wydłuż", "przesuni")


__all__ = ["events", "find", "period"]
