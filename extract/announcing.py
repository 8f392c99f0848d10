"""What a page may announce: the names that it may be called by, and how much speaks for an announcement at all."""

from collections.abc import Mapping, Sequence

from extract.candidates import NameCandidate
from extract.components.announcement import adopts, fallback_names, generic, is_act, nothing_score, other_pages
from extract.components.names.layout import past_numbering
from extract.components.names.lexicon import head_at
from extract.components.page_words import words_worth
from extract.facts import Facts
from extract.grouping import group_names
from extract.name_signs import is_part
from extract.name_traits import SURE
from extract.rules import load_rules
from extract.segments import Named
from extract.tables import split_tables
from extract.words import Words

_MOST = 4.0
"""A sign counts no more often than this."""
_NOTICE, _PAGE = 20, 140
"""Words of a notice of a few sentences, which has no room for much evidence, and of a page that has."""
_SUMS = frozenset({"total", "grant", "eu", "state", "own"})
_BARE = frozenset({"quotes", "apposition", "mention", "proper", "capitals"})
"""Ways in which an act calls its programme by the head word alone (`zwany dalej „Programem”`)."""


def candidate_groups(words: Words, facts: Facts) -> list[Named]:
    """Every name of the page that may be announced, its mentions grouped and scored, likeliest first."""
    named = [name for name in facts.names if not _divides(words, name)]
    told = [name for name in named if name.source in SURE | {"title", "facility"}]
    spans = [(one.start, one.end) for one in (*told, *facts.organisations)]
    announced = [name for name in fallback_names(words) if not _is_aside(words, facts, name)]
    free = [name for name in announced if not any(start < name.start < end for start, end in spans)]
    return group_names(words, [*named, *free], facts)


def _is_aside(words: Words, facts: Facts, name: NameCandidate) -> bool:
    """Whether a name begins in the title of an act or beside the announcement."""
    first = words.at(name.start, name.end)[0]
    return bool(facts.zones.law[first] or facts.zones.aside[first])


def _divides(words: Words, name: NameCandidate) -> bool:
    """Whether a name is only a heading that divides the announcement."""
    first, last = words.at(name.start, name.end)
    begin, end = words.block_bounds(first)
    if name.kind is None and name.source not in SURE and _is_fund(words, first):
        return True
    if last - first == 1 and name.source in _BARE and head_at(words, first):
        return True
    if is_part(words, first, last) or (name.source in {"phrase", "heading"} and _is_bare(words, first, last)):
        return True
    if name.source == "run" and last < len(words) and words.forms[last] in ":|":
        return True
    if name.source not in {"heading", "phrase", "run"} or (name.source == "phrase" and name.kind == "call"):
        return False
    whole = last - first >= end - begin - 3
    return (whole and generic(words, begin)) or (first == past_numbering(words, begin) and is_act(words, begin))


def _is_bare(words: Words, first: int, last: int) -> bool:
    """Whether a head word, years and its kind are all that the words say: `Program w latach 2022–2029`."""
    fillers = load_rules("names")["fillers"]
    said = [i for i in range(first + 1, last) if words.forms[i].isalpha() and words.lower[i] not in fillers]
    bare = load_rules("names")["bare"]
    return bool(head_at(words, first)) and all(not words.keys[i].isdisjoint(bare) for i in said)


def _is_fund(words: Words, index: int) -> bool:
    """Whether a name begins with `Fundusz`: what pays for programmes."""
    return words.lower[index] in {"fundusz", "funduszu", "funduszem"}


def announcement_signs(words: Words, facts: Facts, groups: Sequence[Named]) -> dict[str, float]:
    """What speaks for or against an announcement: a name, money, dates, people, groups, activities, bodies, a home."""
    size = max(len(words), 100)
    another = max(other_pages(words).values())
    roles = {date.role for date in facts.dates}
    bodies = {body.role for body in facts.organisations}
    signs = {
        "lead": min(max((group.score for group in groups if not group.past), default=0.0), 3.5),
        "groups": len({group.code for group in facts.groups}),
        "groups_stated": len({group.code for group in facts.groups if group.stated}),
        "activities": len({activity.code for activity in facts.activities}),
        "activities_stated": len({activity.code for activity in facts.activities if activity.stated}),
        "funds": len({fund.code for fund in facts.funds}),
        "groups_often": 100 * len(facts.groups) / size,
        "activities_often": 100 * len(facts.activities) / size,
        "sum": any(amount.role in _SUMS for amount in facts.money),
        "money": bool(facts.money),
        "participants": bool(facts.participants),
        "home": facts.home is not None,
        "otherwise": nothing_score(words),
        "another": max(another - 1, 0),
        "another_short": another * _shortness(words),
        "short": _shortness(words),
        "adopts": adopts(words),
        "grants": bool(split_tables(words, groups, [*facts.dates, *facts.money])),
    }
    signs |= {f"date_{role}": role in roles for role in ("period", "enrolment", "event")}
    signs |= {f"body_{role}": role in bodies for role in ("implementer", "partner", "applicant", "funder", "provider")}
    return {name: min(float(value), _MOST) for name, value in signs.items()}


def announcement_worth(words: Words, facts: Facts, groups: Sequence[Named]) -> float:
    """How strongly everything speaks for an announcement of a social programme; below 0 the page announces none.

    A table that lists several with their values is proof: no page that announces nothing has one.
    """
    weights: Mapping[str, float] = load_rules("announcement_weights")
    signs = announcement_signs(words, facts, groups)
    worth = weights["bias"] + sum(weights[name] * value for name, value in signs.items())
    worth += words_worth(words, facts.zones)
    return max(worth, 0.0) if signs["grants"] > 0 else worth


def _shortness(words: Words) -> float:
    """1 for a notice of a few sentences, 0 for a page of usual length."""
    return min(max((_PAGE - len(words)) / (_PAGE - _NOTICE), 0.0), 1.0)
