"""Every date of a document with its role."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.documents import BlockKind
from extract.asides import asides
from extract.candidates import DateCandidate
from extract.components.date_choice import events, events_beside, period
from extract.components.date_clues import clues_of, series
from extract.components.date_labels import label_of
from extract.components.date_lasting import lasting
from extract.components.date_own import act_year, is_dateline, is_framed, own_date
from extract.components.date_plausible import plausible
from extract.components.date_roles import Role, role_of
from extract.components.date_setting import CONTENT, same_sentence, setting
from extract.components.date_term import ROLES, Term, as_candidate, choose
from extract.components.date_traits import traits_of
from extract.contexts import Context, Heads, context, nearest
from extract.date_expressions import DAY, MONTH, YEAR, DateExpression, Moment, moment_of, parse_codes
from extract.date_points import RELATIVE
from extract.date_readings import HALF, QUARTER
from extract.date_words import encode
from extract.date_years import settle, years_of
from extract.rules import load_rules
from extract.words import Words

_INTERESTING = re.compile(r"[YMmRBJ]|[ab]\.a|[UVWG]|ku|[OabR]\.?Q")
OUTSIDE = 0.4
"""Confidence, at most, of a date in a part of the page that speaks of something else."""
_CLAIMS = frozenset({"period", "event", "enrolment", "edition", "since"})
"""Roles that a date has only in what the page announces."""


def find(words: Words, published: str | None) -> list[DateCandidate]:
    """Every date expression with its role, sorted, without overlaps.

    `published` (ISO 8601) is what relative dates refer to; without it, the date that the text itself gives as its own.
    Dates whose year nothing settles are left out.
    """
    codes = encode(words)
    reference = moment_of(published)
    heads = Heads.of(words)
    read = _read(words, codes, heads, reference)
    if reference is None:
        reference = own_date(words, read)
        if reference is not None and RELATIVE.search(codes):
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
            previous = read[-1] if read and same_sentence(words, read[-1][0], expression) else None
            role = role_of(
                words, expression, _own_words(around, expression, floor), call, previous[2] if previous else None
            )
            read.append((expression, around, role))
    return read


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
    return around._replace(before=near)


def _closed(words: Words, expression: DateExpression, around: Context) -> Context:
    """The context without what follows `… 2023 r.` where a new sentence begins there."""
    last = expression.last
    if words.forms[last - 1] == "." and last < len(words) and words.forms[last][:1].isupper():
        return around._replace(after=())
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
    return (before in "Mm" and after in "YBu") or (
        before in "abod-" and after in "Mmab" and before + after not in {"aa", "bb", "ab", "ba"}
    )


def _candidates(words: Words, read: _Read, reference: Moment | None, elsewhere: bytearray) -> list[DateCandidate]:
    content = [entry for entry in read if entry[2].name in CONTENT and entry[0].complete and not entry[0].shift]
    content_years = years_of([entry[0] for entry in content if entry[0].unit in {DAY, MONTH}])
    years = content_years or years_of([entry[0] for entry in content])
    if not years and reference is None:
        years = years_of([one for one, _, role in read if one.complete and role.name == "other"])
    if reference is None:
        years = _weekday_years(words, read, years) or years
    act = act_year(words, read) if reference is None else None
    found: list[DateCandidate] = []
    kept: list[int] = []
    for number, (expression, around, role) in enumerate(read):
        if expression.complete:
            settled: DateExpression | None = expression
            confidence = role.confidence
        else:
            known = years if act is None or expression.shift is None else frozenset({act})
            settled = settle(expression, setting(words, read, number, known, reference))
            confidence = round(role.confidence * 0.95, 3)
        if settled is None or not _ordered(settled):
            continue
        outside = bool(elsewhere[settled.first]) and role.name in _CLAIMS
        meant = role._replace(name="other") if outside else role
        read[number] = (settled, around, meant)
        signs = traits_of(words, settled, around, role) if role.name in ROLES or settled.unit == DAY else frozenset()
        signs |= {"outside"} if elsewhere[settled.first] else set()
        sure = min(confidence, OUTSIDE) if outside else confidence
        found.append(_candidate(words, settled, meant, sure, signs))
        kept.append(number)
    return _with_clues(words, read, kept, found, reference)


def _with_clues(
    words: Words, read: _Read, kept: list[int], found: list[DateCandidate], reference: Moment | None
) -> list[DateCandidate]:
    days = [
        (read[number][0].first, candidate.first or candidate.last or "")
        for number, candidate in zip(kept, found, strict=True)
        if read[number][0].unit == DAY
    ]
    listed = series(words, days)
    call = {"page_calls"} if _announces_call(words) else set()
    result = []
    for number, candidate in zip(kept, found, strict=True):
        expression = read[number][0]
        if expression.unit != DAY:
            result.append(candidate)
            continue
        beside = {listed.get(expression.first, "series_none"), *call}
        if number and same_sentence(words, read[number - 1][0], expression):
            beside.add(f"follows_{read[number - 1][2].name}")
        clues = clues_of(words, read[number], reference, frozenset(beside))
        result.append(replace(candidate, clues=clues))
    return result


def _weekday_years(words: Words, read: _Read, years: frozenset[int]) -> frozenset[int]:
    """The years that days of the week settle (`w piątek 10 października`), in a text without a date of its own."""
    open_ones = [
        (number, one) for number, (one, _, _) in enumerate(read) if one.weekday is not None and not one.complete
    ]
    settled = [settle(one, setting(words, read, number, years, None)) for number, one in open_ones]
    return years_of([one for one in settled if one is not None])


def _ordered(expression: DateExpression) -> bool:
    begin, end = expression.iso()
    return begin is None or end is None or begin <= end or end.startswith(begin)


def _candidate(
    words: Words, expression: DateExpression, role: Role, confidence: float, signs: frozenset[str]
) -> DateCandidate:
    first, last = expression.iso()
    name, open_end = role.name, expression.open_end
    single = expression.unit == DAY and expression.end is None and expression.begin is not None
    if name in {"event", "enrolment"} and single and (is_dateline(words, expression) or is_framed(words, expression)):
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
    label = label_of(words, expression) if name in {"event", "enrolment"} or expression.unit == DAY else None
    whole_end = any(lower.startswith(_ENDINGS) for lower in words.lower[expression.first : expression.last])
    moved = role.cue.startswith(_EXTENDED) or (first is None and "moved_before" in signs)
    extended = name == "period" and moved
    return DateCandidate(start, end, confidence, first, last, name, label, open_end, whole_end, extended, signs)


_ENDINGS = ("koniec", "końc", "konc")
_EXTENDED = ("przedłuż", "wydłuż", "przesuni")


__all__ = ["Term", "as_candidate", "choose", "events", "events_beside", "find", "period"]
