"""From names to announced programmes: whether a page announces anything, which name leads, what it is part of."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.candidates import Candidate, NameCandidate
from extract.components.announcement import adopts, fallback_names, generic, is_act, nothing_score, other_pages
from extract.components.names.described import around
from extract.components.names.headings import title
from extract.components.names.layout import past_numbering
from extract.components.names.lexicon import head_at
from extract.components.names.phrases import years_end
from extract.components.page_words import words_worth
from extract.facts import Facts
from extract.grouping import group_names, same_name
from extract.name_signs import is_part, schemes
from extract.name_traits import SURE
from extract.rules import load_rules
from extract.sections import split
from extract.segments import Named, Segment
from extract.tables import split_tables
from extract.words import Words

_MOST = 4.0
"""A sign counts no more often than this."""
_NOTICE, _PAGE = 20, 140
"""Words of a notice of a few sentences, which has no room for much evidence, and of a page that has."""
_SURELY = 1.0
"""From this worth on a page without any likely name announces a programme all the same."""
_SUMS = frozenset({"total", "grant", "eu", "state", "own"})
_PARENT = 1.0
_ALIKE = 3
"""Least words of a name that a longer one has in another order to be the same."""
_TELLING = frozenset({"described", "announced"})
"""Ways of calling something by what it is; nothing is a part of what has no name."""
_BARE = frozenset({"quotes", "apposition", "mention", "proper", "capitals"})
"""Ways in which an act calls its programme by the head word alone (`zwany dalej „Programem”`)."""


def segments(words: Words, facts: Facts) -> list[Segment]:
    """The announced programmes with their stretches of text; empty where the page announces nothing."""
    groups = candidate_groups(words, facts)
    if groups and max(groups, key=lambda group: group.score + group.other_work).other_work:
        return []
    worth = _worth(words, facts, groups)
    if worth < 0:
        return []
    proofs: list[Candidate] = [*facts.dates, *facts.money]
    found = split(words, groups, proofs) or (_only(words, facts, groups) if worth >= _SURELY else [])
    return [replace(segment, part_of=_parent(words, segment, groups)) for segment in found]


def _only(words: Words, facts: Facts, groups: Sequence[Named]) -> list[Segment]:
    """The whole page as one programme where it announces one and no name is likely: called by the likeliest name all
    the same, else by what it gives, else by its title."""
    named = next((group for group in groups if not group.past), None)
    if named is None:
        given = sorted(facts.activities, key=lambda one: (not one.stated, one.start))
        told = (around(words, one.start, one.end) for one in given)
        mention = next((one for one in (*told, title(words)) if one is not None), None)
        named = Named([mention], []) if mention is not None else None
    return [Segment(named, ((0, len(words.text)),))] if named is not None else []


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


def _worth(words: Words, facts: Facts, groups: Sequence[Named]) -> float:
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


def _parent(words: Words, segment: Segment, groups: Sequence[Named]) -> Named | None:
    """The strategy or larger programme that the text says this one belongs to, the most strongly said.

    Local documents are carried out by what speaks of them, however it does; of a scheme that municipalities join under
    its own name nothing is a part. A local programme rather belongs to such a document than to a contest.
    """
    local = "plan" in schemes(words, segment.named)
    above: list[tuple[tuple[bool, float, float], Named]] = []
    for group in groups:
        if (
            group is segment.named
            or group.sources <= _TELLING
            or not any(segment.shares(mention) for mention in group.mentions)
        ):
            continue
        known = schemes(words, group)
        if _is_alike(group, segment.named, plan="plan" in known) and not _pays_for_place(group, segment.named):
            continue
        said = group.parent >= _PARENT or (group.donor and group.score < segment.named.score)
        larger = any(_is_larger(mention) for mention in group.mentions)
        if ("plan" in known and not group.past) or (said and larger and "joined" not in known):
            above.append(((local and "plan" in known, group.parent, group.score), group))
    found = max(above, key=lambda one: one[0], default=None)
    return _with_years(words, found[1]) if found else None


def _is_larger(mention: NameCandidate) -> bool:
    """Whether a mention can be that of something larger: a programme, or a call by its quoted name."""
    return mention.kind == "programme" or (mention.kind == "call" and mention.source not in {"phrase", "announced"})


def _is_alike(group: Named, named: Named, *, plan: bool) -> bool:
    """Whether one is the other in other words: the same name, a plan of other years, or one that has all its words."""
    if same_name(group.tokens, named.tokens):
        return True
    one, other = (
        [token for token in name.tokens if not any(key.isdigit() for key in token)] for name in (group, named)
    )
    if plan and same_name(one, other):
        return True
    shorter, longer = (one, other) if len(one) <= len(other) else (other, one)
    return len(shorter) >= _ALIKE and all(any(token & word for word in longer) for token in shorter)


def _pays_for_place(group: Named, named: Named) -> bool:
    """Whether a programme pays for a place that is called like it: `Klub „Senior+”` and the programme „Senior+”."""
    return group.kinds == {"programme"} and named.kinds == {"service"}


def _with_years(words: Words, parent: Named) -> Named:
    """A larger programme with the years that stand behind its quotation marks: `„Senior+” na lata 2021-2025`."""
    for mention in parent.mentions:
        last = words.at(mention.start, mention.end)[1]
        behind = last + (last < len(words) and words.forms[last] in '”"»“')
        end = years_end(words, behind) if words.lower[behind : behind + 2] == ["na", "lata"] else None
        if end and mention.name.casefold() == parent.best.name.casefold():
            name = f"{parent.best.name} {words.written(behind, end)}"
            longer = replace(mention, end=words.ends[end - 1], name=name, confidence=1.0)
            return replace(parent, mentions=[*parent.mentions, longer])
    return parent
