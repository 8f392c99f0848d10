"""Every sum of money of a document with its role, and the programme's amounts among them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from corpus.documents import BlockKind
from extract.asides import asides
from extract.candidates import MoneyCandidate
from extract.components.money_sums import balanced
from extract.components.money_tables import table_sums
from extract.contexts import Context, Heads, context, nearest
from extract.cues import Verdict, judge
from extract.money_expressions import Sum, sums
from extract.rules import load_rules
from extract.words import Words

LARGE = 5_000
"""From this sum on, an amount can be a programme's budget; below, it is a rate or a fee."""
MEDIUM = 50_000
"""Below this sum, a large amount can still be a rate (a grant to start a business, a wheelchair)."""
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
SURE = 0.5
"""An amount of less confidence than this is not shown."""


def find(words: Words) -> list[MoneyCandidate]:
    """Every sum with its role, sorted; a sum that is both total and subsidy stands twice."""
    stated = sums(words)
    found = sorted([*stated, *table_sums(words, stated)], key=lambda part: part.start)
    if not found:
        return []
    heads = Heads(words)
    verdicts: list[Verdict] = []
    wordings: list[str] = []
    elsewhere = asides(words)
    alone = Counter(words.blocks[words.at(part.start, part.end)[0]] for part in found)
    floor = 0
    previous: Verdict | None = None
    risen: Verdict | None = None
    places = [words.at(part.start, part.end) for part in found]
    for number, (part, (first, last)) in enumerate(zip(found, places, strict=True)):
        following = places[number + 1][0] - last if number + 1 < len(places) else len(words)
        whole = _joined(words, last, context(words, first, last, heads))
        around = _own(whole, first - floor, following)
        if around.column and around.row[:1] and around.row[0] in _TOTAL_ROWS and alone[words.blocks[first]] == 1:
            around = replace(around, column=() if not _GRANT_COLUMN.search(" ".join(around.column)) else around.column)
        if number and not _first_in_cell(words, places[number - 1][1], first):
            around = replace(around, row=(), column=())
        same = number > 0 and words.sentences[places[number - 1][0]] == words.sentences[first]
        verdict = _verdict(part, around, previous if same else None)
        if risen is not None and around.before[-1:] == ("do",):
            verdict, risen = risen, None
        elif _earlier(around):
            verdict, risen = Verdict("past", _NOW, "", "before"), verdict
        if elsewhere[first]:
            verdict = replace(verdict, role="noise", score=max(verdict.score, 1.0))
        verdicts.append(verdict)
        wordings.append(f"{' '.join(around.before)} {_clause(whole)}")
        floor, previous = last, verdict
    candidates: list[MoneyCandidate] = []
    counted = [_tabular(words, first) for first, _ in places]
    for part, verdict, wording in zip(found, balanced(found, _backed(verdicts), counted), wordings, strict=True):
        candidates += _candidates(part, wording, verdict)
    return _without_addends(words, candidates)


def _tabular(words: Words, index: int) -> bool:
    """Whether the word stands in a row of more than two cells: sums there add up along rows and columns."""
    first, last = words.block_bounds(index)
    return words.kind(index) is BlockKind.ROW and words.forms[first:last].count("|") > 1


def _backed(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """What a minister or voivode gives is the subsidy; beside a European share it is the state's share."""
    role = "state" if any(verdict.role == "eu" for verdict in verdicts) else "grant"
    return [replace(verdict, role=role) if verdict.role == "backed" else verdict for verdict in verdicts]


def _joined(words: Words, last: int, around: Context) -> Context:
    """The context without the comma before a verb that goes on about the sum (`48 000 zł, wyłożył budżet państwa`)."""
    if around.after[:1] == (",",) and last + 1 < len(words) and words.tags[last + 1].startswith(("praet", "fin")):
        return replace(around, after=around.after[1:])
    return around


def _first_in_cell(words: Words, previous: int, first: int) -> bool:
    """False where another sum stands before it in the same cell of a table: the row's label is that one's."""
    return words.blocks[previous - 1] != words.blocks[first] or "|" in words.forms[previous:first]


_GRANT_COLUMN = re.compile(r"dofinansowani")
_TOTAL_ROWS = frozenset({"ogółem", "razem", "łącznie", "suma"})


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
            summed = words.lower[words.at(block.start, block.end)[0]] in _TOTAL_ROWS
            for number in numbers[:-1]:
                if summed and candidates[number].role in _SHARES:
                    continue
                kept[number] = replace(candidates[number], confidence=PART)
    return kept


_STOPS = frozenset({",", ";", ":", "(", ")", "|", "oraz", "a", "i", "."})
_SPLITS = frozenset({"tym", "czego", "tego"})


def _clause(around: Context) -> str:
    """The words right behind the sum, up to the next punctuation mark."""
    after = list(around.after)
    while after and after[0] in {")", "."}:
        after.pop(0)
    stop = next((place for place, word in enumerate(after) if word in _CLAUSE), len(after))
    return " ".join(after[:stop])


def _own(around: Context, room: int, next_start: int) -> Context:
    """The context cut where the neighbouring sums' own words begin: only the clause behind a sum speaks of it."""
    after = list(around.after[: max(next_start, 0)])
    while after and after[0] in {")", "(", "–", "-", "zł", "."}:
        after.pop(0)
    for place, word in enumerate(after):
        if word in _STOPS or (word in _SPLITS and place and after[place - 1] in {"w", "z"}):
            after = after[:place]
            break
    before = around.before
    if 0 < room < len(before):
        near = nearest(before, room)
        if any(word[0].isalpha() for word in near):
            before = _behind_clause(near)
    return replace(around, before=before, after=tuple(after))


_CLAUSE = frozenset({",", ";", ")", ".", "|"})


def _behind_clause(near: tuple[str, ...]) -> tuple[str, ...]:
    """What follows the clause behind the previous sum (`… (300 zł na osobę), a 288 tys. zł`)."""
    for place, word in enumerate(near):
        if word == "(":
            return near
        if word in _CLAUSE:
            rest = near[place + 1 :]
            return rest if place or any(part[0].isalpha() for part in rest) else near
    return near


def _traits(part: Sum) -> frozenset[str]:
    found = {"large" if part.value >= LARGE else "small"}
    if LARGE <= part.value < MEDIUM:
        found.add("medium")
    if part.paired:
        found.add("paired")
    if part.bare:
        found.add("bare")
    if part.value != part.value.to_integral_value():
        found.add("cents")
    return frozenset(found)


_EXACT = frozenset({"dokładnie", "czyli", "tj"})
"""Words that repeat the sum before them more exactly."""
_SHARES = frozenset({"own", "state", "eu"})
_GIVEN = frozenset({"grant", "eu"})
_BUDGET = frozenset({"total", "grant", "eu", "state", "own", "backed"})


def _verdict(part: Sum, around: Context, previous: Verdict | None) -> Verdict:
    """The role of a sum; a small one is no budget unless its label says so."""
    kinds = _traits(part)
    if (
        part.paired
        and previous is not None
        and "do" in around.before[-1:]
        and previous.role in {"per_unit", "fee", "income", "noise"}
    ):
        return previous
    verdicts = judge("money", around, kinds)
    if "small" in kinds:
        verdicts = _of_small(verdicts)
        if verdicts and verdicts[0].role == "per_unit" and previous is not None and previous.role == "income":
            return previous
    if "large" in kinds and "medium" not in kinds:
        verdicts = [
            verdict
            for verdict in verdicts
            if verdict.role != "per_unit" or verdict.side == "after" or verdict.score > 3.2
        ]
    if not verdicts:
        if "small" in kinds and previous is not None and previous.role == "fee":
            return replace(previous, score=previous.score - _INHERITED)
        exact = _EXACT & set(around.before[-3:])
        if (part.paired or exact) and previous is not None and previous.side != "none":
            return previous
        return Verdict("other", 0.0, "", "none")
    return verdicts[0]


_NOW = 4.0
_INHERITED = 0.8
"""What the role of the sum before it weighs less for a sum without words of its own (`100 zł, dla rodzeństw 80 zł`)."""


def _earlier(around: Context) -> bool:
    """`wzrosło z 702 900 zł do 768 450 zł`: the sum that holds no more."""
    return around.before[-1:] == ("z",) and around.after[:1] == ("do",)


_WHOLE = re.compile(
    r"projek|zada[nń]|progra|inwestycj|dofinansowan|dotacj|wkład|całkowit|środk|budżet|kas[ay]|dokłada|dołoż|wnosi"
)


def _of_small(verdicts: list[Verdict]) -> list[Verdict]:
    """A small sum is a budget only where its label says of what, and never where a rate's words follow it."""
    rate = any(verdict.role == "per_unit" and verdict.side == "after" for verdict in verdicts)
    return [
        verdict
        for verdict in verdicts
        if verdict.role not in _BUDGET
        or (not rate and (verdict.side == "row" or (verdict.score > 3.7 and _WHOLE.search(verdict.cue))))
    ]


@cache
def _both() -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){load_rules('money')['both']}(?!\S)")


def _candidates(part: Sum, wording: str, verdict: Verdict) -> Iterator[MoneyCandidate]:
    confidence = min(0.97, 0.56 + 0.1 * verdict.score) if verdict.score else 0.35
    if part.value >= NATIONWIDE and verdict.side != "row":
        verdict = replace(verdict, role="national")
    if part.bare and verdict.side not in {"row", "column"}:
        confidence -= 0.15
    yield MoneyCandidate(part.start, part.end, round(confidence, 3), part.value, part.currency, verdict.role)
    other = {"total": "grant", "grant": "total"}.get(verdict.role)
    if other and _both().search(wording):
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
    found = _unshared(list(best.values()))
    return sorted(_consistent(found), key=lambda candidate: candidate.start)


def _unshared(found: list[MoneyCandidate]) -> list[MoneyCandidate]:
    """Money of the town that nothing else is added to is all there is: the total."""
    if any(candidate.role in _BUDGET and candidate.role != "own" for candidate in found):
        return found
    greatest = max(
        (candidate for candidate in found if candidate.role == "own"), key=lambda one: one.value, default=None
    )
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


def _zeros(candidate: MoneyCandidate) -> int:
    digits = f"{candidate.value:.2f}".replace(".", "")
    return len(digits) - len(digits.rstrip("0"))


__all__ = ["amounts", "find"]
