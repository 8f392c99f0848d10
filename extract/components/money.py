"""Every sum of money of a document with its role, and the programme's amounts among them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from corpus.documents import BlockKind
from extract.candidates import MoneyCandidate
from extract.components.money_roles import NONE, likelihoods, together, with_verdict
from extract.components.money_sums import additions
from extract.components.money_wording import ASIDE, BUDGET, Described, describe, tabular
from extract.contexts import SUMMING
from extract.rules import load_rules
from extract.words import Words

NATIONWIDE = 100_000_000
"""From this sum on, only a table's label makes it a town's own budget."""
NOT_AMOUNTS = frozenset({"national", "income", "past", "noise"})
CLOSE = 0.04
"""Totals whose confidence differs by no more are both kept (two parts of one programme)."""
DWARFED = 20
"""A total so many times less, or more, than the subsidy beside it is a total of something else."""
ALONE = 0.85
"""Confidence, at most, of a total that only its being alone makes one."""
PART = 0.3
"""Confidence of a sum that is merely a part of another one beside it."""
RESTATED = 30
"""Characters, at most, between a round sum and the exact one that it stands for."""
SURE = 0.45
"""An amount of less confidence than this is not shown."""
MOST = 0.97
"""No role of a sum is surer than this."""
MERE = 0.35
"""Confidence of a sum of another kind that nothing but its value shows."""
_SHARES = frozenset({"own", "state", "eu"})
_GIVEN = frozenset({"grant", "eu"})
_OTHERS = (BUDGET | {"other"}) - {"own"}
"""Roles of money beside which the town's is its share."""
_SHARED = frozenset(f"{zone}:{name}" for zone in ("L0", "L1") for name in ("rest", "part"))


def find(words: Words) -> list[MoneyCandidate]:
    """Every sum with its role, sorted; a sum that is both total and subsidy stands twice."""
    described = describe(words)
    candidates: list[MoneyCandidate] = []
    for one, (role, confidence) in zip(described, _decided(described, words), strict=True):
        candidates += _candidates(one, role, confidence)
    return _without_addends(words, candidates)


def _decided(described: Sequence[Described], words: Words) -> list[tuple[str, float]]:
    """The role of every sum, seen together, with its confidence."""
    if not described:
        return []
    logs = [likelihoods(with_verdict(one.features, one.verdict)) for one in described]
    running = {number for number, one in enumerate(described) if not tabular(words, one.first)}
    bound = {
        whole: parts
        for whole, parts in additions(words, [one.part for one in described]).items()
        if running.issuperset((whole, *parts))
    }
    return [
        (role, confidence) if role != NONE and ASIDE not in one.features else _unlisted(one, confidence)
        for one, (role, confidence) in zip(described, together(logs, bound), strict=True)
    ]


def _unlisted(one: Described, confidence: float) -> tuple[str, float]:
    """What kind of sum that is no budget the rules see in it."""
    role = one.verdict.role
    if role == "other":
        return role, confidence if one.verdict.score else MERE
    return (role if role in NOT_AMOUNTS else "noise"), confidence


def _without_addends(words: Words, candidates: list[MoneyCandidate]) -> list[MoneyCandidate]:
    """In a table's row the sums of single years are parts of the last one: they are no amounts of their own."""
    rows: dict[int, list[int]] = {}
    for number, candidate in enumerate(candidates):
        first, _ = words.at(candidate.start, candidate.end)
        if words.kind(first) is BlockKind.ROW:
            rows.setdefault(words.blocks[first], []).append(number)
    kept = list(candidates)
    for numbers in rows.values():
        values = [candidates[number].value for number in numbers]
        if len(values) > 2 and abs(sum(values[:-1]) - values[-1]) <= values[-1] / 20:
            block = words.parts[words.blocks[words.at(candidates[numbers[0]].start, candidates[numbers[0]].end)[0]]]
            summed = words.lower[words.at(block.start, block.end)[0]] in SUMMING
            for number in numbers[:-1]:
                if summed and candidates[number].role in _SHARES:
                    continue
                kept[number] = replace(candidates[number], confidence=PART)
    return kept


@cache
def _both() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){load_rules('money')['both']}(?!\S)")


def _candidates(one: Described, role: str, confidence: float) -> Iterator[MoneyCandidate]:
    part = one.part
    if part.value >= NATIONWIDE and one.verdict.side != "row":
        role = "national"
    confidence = round(min(MOST, confidence), 3)
    share = not _SHARED.isdisjoint(one.features)
    yield MoneyCandidate(part.start, part.end, confidence, part.value, part.currency, role, share)
    other = {"total": "grant", "grant": "total"}.get(role)
    if other and _both().search(one.wording):
        yield MoneyCandidate(part.start, part.end, round(confidence - 0.05, 3), part.value, part.currency, other)


def amounts(candidates: Sequence[MoneyCandidate]) -> list[MoneyCandidate]:
    """The programme's amounts: each sum and role once, the surest mention of it."""
    best: dict[tuple[str, str, str], MoneyCandidate] = {}
    for candidate in candidates:
        if candidate.role in NOT_AMOUNTS or candidate.confidence < SURE:
            continue
        key = (candidate.role, f"{candidate.value:.2f}", candidate.currency)
        known = best.get(key)
        if known is None or candidate.confidence > known.confidence:
            best[key] = candidate
    found = _unshared([one for one in best.values() if not any(_restated(one, other) for other in best.values())])
    return sorted(_consistent(found), key=lambda candidate: candidate.start)


def _unshared(found: list[MoneyCandidate]) -> list[MoneyCandidate]:
    """Money of the town that nothing else is added to is all there is: the total."""
    if any(candidate.role in _OTHERS for candidate in found):
        return found
    own = [candidate for candidate in found if candidate.role == "own" and not candidate.share]
    greatest = max(own, key=lambda one: one.value, default=None)
    return [
        replace(one, role="total", confidence=min(one.confidence, ALONE)) if one is greatest else one for one in found
    ]


def _consistent(found: list[MoneyCandidate]) -> list[MoneyCandidate]:
    """One total: the surest; `ponad 2,9 mln zł (dokładnie: 2 907 315,20 zł)` is one sum, given exactly."""
    totals = [candidate for candidate in found if candidate.role == "total"]
    exact = [one for one in totals if not any(_rounds(one, other) for other in totals)]
    greatest = max((candidate.value for candidate in found if candidate.role in _GIVEN), default=Decimal(0))
    exact = [one for one in exact if _fits(one.value, greatest)] or exact
    best = max((candidate.confidence for candidate in exact), default=0.0)
    kept = {id(candidate) for candidate in exact if candidate.confidence >= best - CLOSE}
    return [candidate for candidate in found if candidate.role != "total" or id(candidate) in kept]


def _fits(total: Decimal, given: Decimal) -> bool:
    """Whether a total can be that of a subsidy: neither dwarfed by it nor so great that it is a pool for many."""
    return not given or total / DWARFED <= given <= total * DWARFED


def _rounds(one: MoneyCandidate, other: MoneyCandidate) -> bool:
    """True where `one` is `other` rounded down."""
    near = one.value < other.value and other.value - one.value <= other.value / 50
    return near and _zeros(one) > _zeros(other)


def _restated(one: MoneyCandidate, other: MoneyCandidate) -> bool:
    """True where `other` right behind gives `one` exactly (`niespełna 17 tys. euro (dokładnie 16 980 EUR)`)."""
    near = one.role == other.role and 0 < other.start - one.end <= RESTATED
    return near and abs(other.value - one.value) <= one.value / 25 and _zeros(one) > _zeros(other)


def _zeros(candidate: MoneyCandidate) -> int:
    digits = f"{candidate.value:.2f}".replace(".", "")
    return len(digits) - len(digits.rstrip("0"))


__all__ = ["amounts", "find"]
