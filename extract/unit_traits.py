"""Traits of stretches that may each announce one of several programmes of a page; `extract.units` weighs them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.documents import BlockKind
from extract.components.names.layout import past_numbering
from extract.facts import Facts
from extract.name_traits import SURE
from extract.rules import load_rules
from extract.segments import Named
from extract.several import BUDGET, TERMS, counts_off, said
from extract.words import Words

_HAPPENINGS = frozenset({"event", "enrolment"})
_BODIES = frozenset({"implementer", "applicant", "provider", "partner"})
_NEARLY = 0.85
"""How near the sum of a whole is to that of its parts; own shares and rounding make up the rest."""
_PARTS = 2
_LEADING, _NAMED, _FRAMEWORK = 2.0, 1.0, 1.0
"""Scores of a name that leads a page, of one that counts as a name; how strongly a text calls a name a framework."""
LEAST, _MOST, _STRONGEST = -2.0, 6.0, 4.0
"""Bounds of scores as traits, and of how strongly a stretch announces something."""
_MANY, _COUNTED = 3, 8
"""Counts are bounded by the first as traits, the number of stretches by the second."""


class Part(NamedTuple):
    """A stretch (characters) read as a page of its own."""

    start: int
    end: int
    words: Words
    facts: Facts
    groups: list[Named]
    worth: float


@dataclass(frozen=True, slots=True)
class Page:
    """What all stretches of a page are compared with."""

    words: Words
    groups: Sequence[Named]
    parts: Sequence[Part]
    sums: Sequence[float]
    """The greatest sum of a budget that each stretch tells."""
    terms: Sequence[bool]
    """Whether each tells when something runs."""
    top: Named | None
    said: tuple[str, ...]
    """What the page says of itself: that it has several matters to tell, that it is a newsletter."""


def bounded(score: float) -> float:
    """A score as a trait."""
    return max(LEAST, min(_MOST, score))


def page_of(words: Words, groups: Sequence[Named], parts: Sequence[Part]) -> Page:
    """A page with its names as its stretches are seen against it."""
    top = max((group for group in groups if not group.past), key=lambda group: group.score, default=None)
    sums = [_most(part.facts) for part in parts]
    terms = [any(date.role in TERMS for date in part.facts.dates) for part in parts]
    return Page(words, groups, parts, sums, terms, top, tuple(said(words)))


def traits_of(page: Page, number: int) -> dict[str, float]:
    """The traits of one stretch, which has a name, among those of its page."""
    ways = (_told(page, number), _placed(page, number), _named(page, number))
    return _measures(page, number) | {trait: 1.0 for way in ways for trait in way} | dict.fromkeys(page.said, 1.0)


def _measures(page: Page, number: int) -> dict[str, float]:
    """Scores and counts of one stretch, beside those of the others."""
    part, others = page.parts[number], [*page.parts[:number], *page.parts[number + 1 :]]
    scores = [group.score for group in part.groups]
    whole = [group.score for group in _mentioned(page, part) if not group.past]
    groups, activities = ({one.code for one in found} for found in (part.facts.groups, part.facts.activities))
    elsewhere = {one.code for other in others for one in other.facts.groups}
    done = {one.code for other in others for one in other.facts.activities}
    best = [other.groups[0].score if other.groups else LEAST for other in others]
    return {
        "score": bounded(scores[0]),
        "second": bounded(scores[1] if len(scores) > 1 else LEAST),
        "page_score": bounded(max(whole, default=LEAST)),
        "announces": max(-_STRONGEST, min(_MOST, part.worth)),
        "others_score": min(_STRONGEST, bounded(max(best, default=LEAST))),
        "others_announce": max(LEAST, min(_STRONGEST, max((other.worth for other in others), default=LEAST))),
        "groups": min(_MANY, len(groups)),
        "groups_new": min(_MANY, len(groups - elsewhere)),
        "groups_shared": min(_MANY, len(groups & elsewhere)),
        "activities": min(_MANY, len(activities)),
        "activities_new": min(_MANY, len(activities - done)),
        "others_budget": min(_MANY, sum(size > 0 for size in page.sums) - (page.sums[number] > 0)),
        "stretches": min(_COUNTED, len(page.parts)) / _COUNTED,
        "size": math.log(len(part.words) / 50),
        "share": len(part.words) / len(page.words),
    }


def _told(page: Page, number: int) -> Iterator[str]:
    """What one stretch tells of a programme."""
    part = page.parts[number]
    sums = {money.role for money in part.facts.money}
    budget, term = bool(sums & BUDGET), page.terms[number]
    if part.worth > 0:
        yield "announced"
    if budget:
        yield "budget"
        if any(size for place, size in enumerate(page.sums) if place != number):
            yield "each_budget"
    if len(sums & BUDGET) > 1:
        yield "budgets"
    if term:
        yield "term"
        if sum(page.terms) > 1:
            yield "each_term"
    if term and budget:
        yield "both"
    if not sums and not term:
        yield "nothing"
    if any(date.role in _HAPPENINGS for date in part.facts.dates):
        yield "happening"
    bodies = {one.name for one in part.facts.organisations if one.role in _BODIES}
    if bodies - {one.name for other in page.parts if other is not part for one in other.facts.organisations}:
        yield "new_body"
    if _has_whole(page.sums):
        yield "parts_page"


def _placed(page: Page, number: int) -> Iterator[str]:
    """Where one stretch stands among the others, and how it opens."""
    part, words, top = page.parts[number], page.words, page.top
    if part.words.kind(0) is BlockKind.HEADING:
        yield "headed"
    if not number:
        yield "opening"
    if number == len(page.parts) - 1:
        yield "closing"
    if counts_off(words, part.start):
        yield "counted"
    if _is_task(words, part.start):
        yield "task"
    if top is not None and any(part.start <= mention.start < part.end for mention in top.mentions):
        yield "has_top"
    if top is not None and number and top.mentions[0].start < page.parts[0].end:
        yield "led" if top.score >= _LEADING else "led_weakly"
    if top is not None and number and any(mention.end <= part.start for mention in top.mentions):
        yield "behind_top"


def _named(page: Page, number: int) -> Iterator[str]:
    """How one stretch names what it tells, and which names of the page it mentions."""
    part = page.parts[number]
    lead, mentioned = part.groups[0], _mentioned(page, part)
    yield from (f"source_{source}" for source in lead.sources)
    if lead.kinds:
        yield f"kind_{min(lead.kinds)}"
    if any(mention.end <= part.words.ends[part.words.block_bounds(0)[1] - 1] for mention in lead.mentions):
        yield "lead_first"
    if any(group.parent >= _FRAMEWORK for group in mentioned):
        yield "framework"
    firm = [group for group in mentioned if not group.past and group.score >= _NAMED]
    if any(group.mentions[0].start < part.start for group in firm):
        yield "old_name"
    first = [group for group in firm if group.mentions[0].start >= part.start]
    if any(group.kinds & {"project", "programme"} or group.sources & SURE for group in first):
        yield "new_name"


def _mentioned(page: Page, part: Part) -> list[Named]:
    """The names of the page that a stretch mentions."""
    return [group for group in page.groups if any(part.start <= one.start < part.end for one in group.mentions)]


def _most(facts: Facts) -> float:
    """The greatest sum of a budget; 0 without one."""
    return max((float(money.value) for money in facts.money if money.role in BUDGET), default=0.0)


def _has_whole(sizes: Sequence[float]) -> bool:
    """Whether the sum of one stretch is that of all others together: they are its parts."""
    told = [size for size in sizes if size]
    return len(told) > _PARTS and any(_NEARLY <= size / (sum(told) - size) <= 1 / _NEARLY for size in told)


def _is_task(words: Words, start: int) -> bool:
    """Whether the block at `start` is an item under a heading of a project's tasks, or calls itself a task."""
    first = words.at(start, len(words.text))[0]
    if first >= len(words):
        return False
    tasks = load_rules("names")["tasks"]
    number = words.blocks[first]
    while number >= 0 and words.parts[number].kind is not BlockKind.HEADING:
        number -= 1
    heads = [past_numbering(words, first)]
    if number >= 0 and words.parts[number].start < start:
        heads.append(past_numbering(words, words.at(words.parts[number].start, len(words.text))[0]))
    return any(not words.keys[head].isdisjoint(tasks) for head in heads)
