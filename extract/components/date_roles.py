"""What a date is for: period, event, enrolment, law, publication …, by the cues of `data/dates.yaml`."""

import re
from functools import cache
from typing import NamedTuple

from corpus.documents import BlockKind
from extract.contexts import Context
from extract.cues import Verdict, judge
from extract.date_expressions import DAY, MONTH, YEAR, DateExpression
from extract.date_readings import HALF, QUARTER
from extract.date_words import lexicon
from extract.rules import load_rules
from extract.words import Words

FEW_DAYS = 4
"""A range of at most so many days is a happening, whatever verb stands beside it."""
LONG_DAYS = 45
"""A range of more days than this is no single happening."""
EDGE = 8
"""Words before a date among which a verb makes it a beginning or an end."""
HAPPENING_DAYS = 31
"""A range of days no longer than this, without any cue, is a happening rather than a programme's period."""


class Role(NamedTuple):
    """A role with its confidence, and whether the verb makes the date a beginning or an end."""

    name: str
    confidence: float
    edge: str | None = None
    """`start` or `end` where a verb says that something begins or ends then."""
    cue: str = ""


def traits(expression: DateExpression) -> frozenset[str]:
    """The kinds of date that cues ask for."""
    found = {expression.unit}
    if expression.begin is None:
        found.add("until")
    elif expression.open_end:
        found.add("from")
    elif expression.end is not None:
        bare = expression.end.month is None and expression.begin.month is None
        found |= {"years"} if bare else {"range"}
    else:
        found.add("point")
    if expression.form == "school":
        found.add("range")
    if "range" in found:
        found.add("short" if _short(expression) else "long")
    return frozenset(found)


def role_of(words: Words, expression: DateExpression, around: Context, call: bool, previous: Role | None) -> Role:
    """The role that the wording around the expression gives it.

    `call` is true on a page whose head announces an enrolment; `previous` is the role of the date before it in the
    same sentence, which a bare second date shares (`21 czerwca otworzono klub w …, a 28 lipca – w …`).
    """
    kinds = traits(expression)
    if call and kinds & {"range", "until", "from"} and expression.unit == DAY:
        kinds |= {"call"} if "long" in kinds else {"call", "call_short"}
    stretch = bool(kinds & {"years", "range"})  # no act has a stretch of time for its day
    if expression.unit == YEAR and expression.shift and "point" in kinds:
        return Role("other", 0.7, _edge(around, kinds))  # `w ubiegłym roku`, `na przyszły rok`: another time's plans
    verdicts = [one for one in judge("dates", around, kinds) if not (stretch and one.role == "law")]
    edge = _edge(around, kinds)
    if not verdicts:
        return _inherited(expression, previous, kinds, edge) or _default(words, expression, kinds, edge)
    best = verdicts[0]
    name = best.role
    margin = best.score - (verdicts[1].score if len(verdicts) > 1 else 0.0)
    confidence = min(0.97, 0.55 + 0.1 * best.score + 0.06 * min(margin, 1.5))
    lasts = best.cue.startswith(_LASTS)
    if name == "period" and _short(expression) and (lasts or not _labelled(best)):
        rival = next((verdict for verdict in verdicts if verdict.role in {"event", "enrolment"}), None)
        if rival is not None and (lasts or rival.score > best.score - 1.2):
            name, confidence = rival.role, min(confidence, 0.75)
        elif _days(expression) <= FEW_DAYS:
            name, confidence = "event", min(confidence, 0.7)
    if name == "event" and "until" in kinds and expression.unit == DAY:
        name = "enrolment"
    if name == "event" and "from" in kinds and expression.unit != DAY:
        name, confidence = "period", min(confidence, 0.6)
    if "range" in kinds and _too_long(name, expression):
        name, confidence = "period", min(confidence, 0.75)
    if name in {"event", "other", "edition"} and expression.unit == MONTH and "point" in kinds and edge == "start":
        name, confidence = "period", 0.55
    if name == "period" and "from" in kinds and expression.unit == YEAR and not _labelled(best):
        name = "since"
    return Role(name, round(confidence, 3), edge, best.cue)


_LASTS = ("trwa", "potrwa")
"""Verbs that a happening of some days has too (`wyjazd trwał od 6 do 8 września`)."""


def _inherited(
    expression: DateExpression, previous: Role | None, kinds: frozenset[str], edge: str | None
) -> Role | None:
    """What a date without words of its own shares with the one before it: a happening, or the end of a period."""
    if previous is None:
        return None
    brief = previous.name in {"event", "enrolment"} and not kinds & {"long", "from"}
    further = previous.name == "enrolment" and "range" in kinds  # `w module I od …, w module II od … do …`
    if expression.unit == DAY and (brief or further):
        return Role(previous.name, max(previous.confidence - 0.1, 0.3), edge)
    if previous.name == "period" and "until" in kinds:
        return Role("period", round(previous.confidence - 0.03, 3), edge)
    return None


def _labelled(verdict: Verdict) -> bool:
    return verdict.side in {"row", "column"} or verdict.score > 3.0


def _too_long(name: str, expression: DateExpression) -> bool:
    """Whether a range is longer than a happening or changed hours of opening last."""
    if name == "hours":
        return _days(expression) > HAPPENING_DAYS
    return name == "event" and (_days(expression) > LONG_DAYS or _of_months(expression))


def _of_months(expression: DateExpression) -> bool:
    """Whether a range begins or ends with a month (`od lipca do 31 grudnia`), which no single happening does."""
    begin, end = expression.begin, expression.end
    if begin is None or end is None or begin.month is None or end.month is None or expression.form == "holidays":
        return False
    return begin.day is None or end.day is None


def _short(expression: DateExpression) -> bool:
    return 0 < _days(expression) <= HAPPENING_DAYS


def _days(expression: DateExpression) -> int:
    """Days that a range lasts, months counted as 30; 0 where an end is open or given without a day."""
    begin, end = expression.begin, expression.end
    if begin is None or end is None or begin.day is None or end.day is None or begin.month is None or end.month is None:
        return 0
    years = (end.year or begin.year or 0) - (begin.year or end.year or 0)
    days = (years * 12 + end.month - begin.month) * 30 + end.day - begin.day + 1
    return days if days > 0 or begin.year is not None else days + 360  # `od 7 października do 13 czerwca`


def _default(words: Words, expression: DateExpression, kinds: frozenset[str], edge: str | None) -> Role:
    """No cue at all: a day in a list is a happening; a long range is when something runs; all else is unknown."""
    kind = words.kind(expression.first)
    listed = kind in {BlockKind.ITEM, BlockKind.ROW}
    if expression.form == "iso" and "point" in kinds and not listed:
        return Role("publication", 0.5, edge)
    if expression.unit == DAY:
        return _default_day(words, expression, kinds, edge, listed=listed)
    name, confidence = "other", 0.4
    if "range" in kinds:
        name, confidence = "period", 0.5
    elif expression.unit == MONTH and "from" in kinds:
        name, confidence = "period", 0.65
    elif expression.unit == MONTH and "point" in kinds and edge == "start":
        name, confidence = "period", 0.6
    elif expression.unit in {YEAR, MONTH} and "point" in kinds:
        alone = (expression.first, expression.last) == words.block_bounds(expression.first)
        if alone and expression.unit == YEAR:
            name, confidence = "edition", 0.7
        elif kind is BlockKind.HEADING:
            name, confidence = "edition", 0.5
    return Role(name, confidence, edge)


def _default_day(
    words: Words, expression: DateExpression, kinds: frozenset[str], edge: str | None, *, listed: bool
) -> Role:
    if "long" in kinds:
        return Role("period", 0.6, edge)
    if "from" in kinds:
        return Role("period", 0.45, edge)
    if "until" in kinds:
        sure = 0.7 if "call" in kinds else 0.6 if timed(words, expression) else 0.5 if listed else 0.45
        return Role("enrolment", sure, edge)
    alone = (expression.first, expression.last) == words.block_bounds(expression.first)
    if "point" in kinds and (alone or byline(words, expression)):
        return Role("publication", 0.45, edge)  # the date above a teaser, under a letter, beside an author
    if words.blocks[expression.first] == 0 and "point" in kinds and edge is None and not timed(words, expression):
        return Role("publication", 0.45, edge)
    introduced = expression.first > 0 and words.forms[expression.first - 1] == ":"
    if listed or introduced or "range" in kinds or timed(words, expression):
        return Role("event", 0.65, edge)
    return Role("event", 0.57 if planned(words, expression) else 0.5, edge)


BYLINE = 10
"""Words of a block, the date aside, that can be a masthead, a signature or an author's line."""
_VERBS = ("fin", "praet", "imps", "impt", "inf", "bedzie")


def byline(words: Words, expression: DateExpression) -> bool:
    """A full date in a short line without a verb or a happening (`Sandomierz, 12 grudnia 2022 r.`)."""
    if expression.begin is None or expression.begin.year is None or words.kind(expression.first) is BlockKind.ITEM:
        return False
    start, stop = words.block_bounds(expression.first)
    others = [*range(start, expression.first), *range(expression.last, stop)]
    spoken = [place for place in others if words.forms[place][0].isalpha()]
    if len(spoken) > BYLINE or "godz" in words.lower[expression.last : stop]:
        return False
    labelled = bool(spoken) and start < expression.first and words.forms[expression.first - 1] == ":"
    if labelled and spoken[0] < expression.first:
        label: str = words.lower[spoken[0]]
        return label.startswith(("da", "opubl", "zamieszcz", "wytworz", "utworz"))
    if _in_series(words, start, stop):
        return False
    happenings = load_rules("date_labels")["happenings"]
    return not any(words.tags[place].startswith(_VERBS) or words.lemmas[place] in happenings for place in spoken)


def _in_series(words: Words, start: int, stop: int) -> bool:
    """Whether the lines above and below a date line begin with a day too, as those of a schedule do."""
    beside = [words.block_bounds(place)[0] for place in (start - 1, stop) if 0 <= place < len(words)]
    return words.forms[start].isdecimal() and any(_opens_with_day(words, place) for place in beside)


def _opens_with_day(words: Words, place: int) -> bool:
    return words.forms[place].isdecimal() and place + 1 < len(words) and words.lower[place + 1] in lexicon().month


def planned(words: Words, expression: DateExpression) -> bool:
    """A verb of the future or of the first person plural in the sentence: `14 września pojedziemy do Wrocławia`."""
    begin, end = words.sentence_bounds(expression.first)
    return any(
        words.tags[place].startswith("fin:") and (":perf" in words.tags[place] or ":pl:pri" in words.tags[place])
        for place in range(begin, end)
    )


def timed(words: Words, expression: DateExpression) -> bool:
    """A day of the week before the date, or an hour behind it, makes it a happening."""
    after = words.forms[expression.last : expression.last + 5]
    hour = any(form.isdigit() and 6 <= int(form) <= 21 for form in after[:4]) and any(
        mark in after for mark in (".", ":")
    )
    return (
        expression.weekday is not None
        or expression.form == "relday"
        or hour
        or "godz" in [form.casefold() for form in after]
    )


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rules = load_rules("dates")
    return re.compile(rf"(?<!\S)(?:{rules['starts']})(?!\S)"), re.compile(rf"(?<!\S)(?:{rules['ends']})(?!\S)")


def _edge(around: Context, kinds: frozenset[str]) -> str | None:
    if not kinds & {"point", "from", "until", QUARTER, HALF}:
        return None
    if "from" in kinds:
        return "start"
    if "until" in kinds:
        return "end"
    near = " ".join((*around.row, *around.before[-EDGE:]))
    starts, ends = _edges()
    start = max((match.end() for match in starts.finditer(near)), default=-1)
    end = max((match.end() for match in ends.finditer(near)), default=-1)
    if start == end:
        behind = " ".join(around.after[:5])
        return "start" if "point" in kinds and starts.search(behind) else None
    return "start" if start > end else "end"
