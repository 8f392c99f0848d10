"""Stretches of a page that may each speak of a programme of their own: under headings, or paragraph by paragraph.

Each stretch has traits: a name, money, a term, an opening (`Druga sprawa …`), what the other stretches hold. Their
weights in `data/name_weights.yaml` are fitted by `tools/names/units.py`: does the stretch announce a programme of its
own beside others? Two or more such stretches make a page of several programmes.
"""

import math
from collections.abc import Iterator, Sequence

from corpus.documents import BlockKind
from corpus.values import value
from extract.candidates import Candidate, DateCandidate, MoneyCandidate, NameCandidate
from extract.components.announcement import generic
from extract.components.names.layout import past_numbering
from extract.rules import load_rules
from extract.segments import Named
from extract.words import Words

_BUDGET = frozenset({"total", "grant", "eu", "state", "own"})
_TERMS = frozenset({"period", "edition"})
_HAPPENINGS = frozenset({"event", "enrolment"})
_SURE = frozenset({"label", "quotes", "apposition", "phrase", "capitals"})
_OPENING = 4
"""Words of a block within which it counts off (`Druga sprawa …`)."""
_HEADED = 2
"""So many headings divide a page; on others its paragraphs do."""
_NEARLY = 0.85
"""How near the sum of a whole is to that of its parts; own shares and rounding make up the rest."""
_LEAST = -0.5
"""Least score of a group that may name a stretch."""
_LEADING = 2.0
_LIKELY, _RIVAL = 0.5, 0.1
"""From so likely on a stretch counts as a programme's; from so likely on it ends the stretch before it."""


@value
class Unit:
    """A stretch (characters) with the name that it introduces and its traits."""

    start: int
    end: int
    named: Named
    mention: NameCandidate
    traits: dict[str, float]

    @property
    def likely(self) -> float:
        """How likely the stretch announces a programme of its own (0 to 1)."""
        weights: dict[str, float] = load_rules("name_weights")["units"]
        worth = sum(weights.get(trait, 0.0) * value for trait, value in self.traits.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, worth))))


def units(words: Words, groups: Sequence[Named], facts: Sequence[Candidate], end: int) -> list[Unit]:
    """The stretches of a page up to `end` that introduce a name, with their traits."""
    bounds = list(_bounds(words, end))
    stretches = list(zip(bounds, [*bounds[1:], end], strict=False))
    budgets = [_has(facts, start, stop, MoneyCandidate, _BUDGET) for start, stop in stretches]
    sizes = [_most(facts, start, stop) for start, stop in stretches]
    whole = _has_whole(sizes)
    counted = sum(_counts_off(words, start) for start, _ in stretches)
    headed = any(words.kind(words.at(start, stop)[0]) is BlockKind.HEADING for start, stop in stretches[1:])
    top = max((group for group in groups if not group.past), key=lambda group: group.score, default=None)
    found: list[Unit] = []
    taken: set[int] = set()
    for number, (start, stop) in enumerate(stretches):
        introduced = [
            (group, mention)
            for group in groups
            if not group.past and group.score >= _LEAST and id(group) not in taken
            for mention in group.mentions
            if start <= mention.start < stop
        ]
        if not introduced:
            continue
        named, mention = max(introduced, key=lambda one: (one[0].score - _slight(one[1]), -one[1].start))
        taken.add(id(named))
        traits = {"bias": 1.0, "score": max(-1.0, min(6.0, named.score))}
        traits |= dict.fromkeys(_told(words, facts, start, stop), 1.0)
        traits |= dict.fromkeys(_named(words, groups, named, mention, start), 1.0)
        others = sum(budgets) - budgets[number]
        traits["others_budget"] = float(min(others, 3))
        if others and budgets[number]:
            traits["each_budget"] = 1.0
        if whole:
            traits["parts_page"] = 1.0
        if _is_task(words, start):
            traits["task"] = 1.0
        if counted >= _HEADED:
            traits["counted_page"] = 1.0
        if headed:
            traits["headed_page"] = 1.0
        if top is not None and top is not named and _recurs(top, start, stop):
            traits["speaks_of_top"] = 1.0
        if top is not None and top.mentions[0].start < stretches[0][1] and top.score >= _LEADING and number:
            traits["led"] = 1.0
        found.append(Unit(start, stop, named, mention, traits))
    return found


def likely_units(found: Sequence[Unit], end: int) -> list[tuple[int, int, Named]]:
    """The stretches that likely announce programmes of their own, each up to where another name may take over."""
    told = []
    for number, unit in enumerate(found):
        if unit.likely >= _LIKELY:
            after = (other.start for other in found[number + 1 :] if other.likely >= _RIVAL)
            told.append((unit.start, next(after, end), unit.named))
    return told


def _bounds(words: Words, end: int) -> Iterator[int]:
    """Where stretches begin: at headings that do not merely divide, or at every paragraph where these are few."""
    headings: list[int] = []
    for number, part in enumerate(words.parts):
        if part.start >= end:
            break
        first = words.at(part.start, part.end)[0]
        if number and part.kind is BlockKind.HEADING and first < len(words) and not generic(words, first):
            subtitle = bool(headings) and headings[-1] == words.parts[number - 1].start
            headings += [] if subtitle else [part.start]
    if len(headings) >= _HEADED:
        yield 0
        yield from headings
        return
    for part in words.parts:
        if part.start < end and part.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING}:
            yield part.start


def _counts_off(words: Words, start: int) -> bool:
    """Whether the block that begins at `start` counts off: `2. …`, `Druga sprawa …`, `I wreszcie …`."""
    first = words.at(start, len(words.text))[0]
    if first >= len(words):
        return False
    last = words.block_bounds(first)[1]
    behind = past_numbering(words, first)
    if behind > first and words.forms[first][0].isalnum():
        return True
    openings = frozenset(load_rules("names")["openings"])
    return words.speak_of(openings, behind, min(behind + _OPENING, last))


def _most(facts: Sequence[Candidate], start: int, stop: int) -> float:
    """The greatest sum of a budget that the stretch tells; 0 without one."""
    sums = [fact.value for fact in facts if isinstance(fact, MoneyCandidate) and fact.role in _BUDGET]
    places = [fact.start for fact in facts if isinstance(fact, MoneyCandidate) and fact.role in _BUDGET]
    return max((float(size) for size, place in zip(sums, places, strict=True) if start <= place < stop), default=0.0)


def _has_whole(sizes: Sequence[float]) -> bool:
    """Whether the sum of one stretch is that of all others together: they are its parts."""
    told = [size for size in sizes if size]
    return len(told) > _HEADED and any(_NEARLY <= size / (sum(told) - size) <= 1 / _NEARLY for size in told)


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


def _told(words: Words, facts: Sequence[Candidate], start: int, stop: int) -> Iterator[str]:
    """What the stretch tells of a programme."""
    sums = {fact.role for fact in facts if isinstance(fact, MoneyCandidate) and start <= fact.start < stop}
    if sums & _BUDGET:
        yield "budget"
    if len(sums & _BUDGET) > 1:
        yield "budgets"
    term = _has(facts, start, stop, DateCandidate, _TERMS)
    if term:
        yield "term"
    if term and sums & _BUDGET:
        yield "both"
    if _has(facts, start, stop, DateCandidate, _HAPPENINGS):
        yield "happening"
    if not sums and not term:
        yield "nothing"
    if _counts_off(words, start):
        yield "counted"


def _named(words: Words, groups: Sequence[Named], named: Named, mention: NameCandidate, start: int) -> Iterator[str]:
    """How the stretch introduces its name."""
    first = words.at(mention.start, mention.end)[0]
    yield f"source_{mention.source}"
    if named.kinds:
        yield f"kind_{min(named.kinds)}"
    if words.kind(first) is BlockKind.HEADING:
        yield "heading"
    if mention.source in _SURE:
        yield "sure"
    if named.parent >= 1.0:
        yield "framework"
    if mention.start == named.mentions[0].start:
        yield "first_mention"
    elif len(named.mentions) > 1:
        yield "again"
    if groups and named is groups[0]:
        yield "top"
    if not start:
        yield "opening"


def _slight(mention: NameCandidate) -> float:
    """What a name loses as the name of a stretch: a heading's words count less than a name within it."""
    return 1.0 if mention.source in {"heading", "announced"} else 0.0


def _recurs(group: Named, start: int, stop: int) -> bool:
    return any(start <= mention.start < stop for mention in group.mentions)


def _has(facts: Sequence[Candidate], start: int, stop: int, kind: type, roles: frozenset[str]) -> bool:
    return any(
        isinstance(fact, kind) and getattr(fact, "role", None) in roles and start <= fact.start < stop for fact in facts
    )
