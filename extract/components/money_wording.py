"""What the wording says of every sum of a document: the verdict of the rules and the features of the model."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from corpus.documents import BlockKind
from corpus.values import value
from extract.asides import asides
from extract.components import money_heads
from extract.components.money_features import counts, current_year, features, listed, relations
from extract.components.money_sums import additions
from extract.components.money_tables import table_sums
from extract.contexts import BREAK, SUMMING, Context, Heads, context, nearest
from extract.cues import Verdict, judge
from extract.money_expressions import Sum, sums
from extract.words import Words

LARGE = 5_000
"""From this sum on, an amount can be a programme's budget; below, it is a rate or a fee."""
MEDIUM = 50_000
"""Below this sum, a large amount can still be a rate (a grant to start a business, a wheelchair)."""
_MANY = (3, 6, 12)
"""Sums in tables of a document from which on there are some, several, many."""
_GRANT_COLUMN = re.compile(r"dofinansowani")
OPENING = 1
"""Words before a sum that opens its sentence: what it is for stands behind it, and so for the sums after it."""
BESIDE, CLOSE_BY = 3, 400
"""Sums on either side, no more characters away, whose kinds tell something of a sum."""
NEAR_GAP = 14
"""Words between two sums of such a sentence."""
_RELATIONS = frozenset({"sum", "addend", "greater", "lesser", "greatest"})
_LEFT = ("L1", "L2", "L3", "L4")
_STOPS = frozenset({",", ";", ":", "(", ")", "|", "oraz", "a", "i", "."})
_SPLITS = frozenset({"tym", "czego", "tego"})
_CLAUSE = frozenset({",", ";", ")", ".", "|"})
_EXACT = frozenset({"dokładnie", "czyli", "tj"})
"""Words that repeat the sum before them more exactly."""
BUDGET = frozenset({"total", "grant", "eu", "state", "own", "backed"})
ASIDE = "aside"
"""The mark of a sum in a part of the page that speaks of something else."""
_NOW = 4.0
_INHERITED = 0.8
"""What the role of the sum before it weighs less for a sum without words of its own (`100 zł, dla rodzeństw 80 zł`)."""
_WHOLE = re.compile(
    r"projek|zada[nń]|progra|inwestycj|dofinansowan|dotacj|wkład|całkowit|środk|budżet|kas[ay]|dokłada|dołoż|wnosi"
)


@value
class Described:
    """One sum with what its wording says."""

    part: Sum
    first: int
    verdict: Verdict
    wording: str
    """The words around it in which a sum that is both total and subsidy is looked for."""
    features: frozenset[str]


def describe(words: Words) -> list[Described]:
    """Every sum of a document, sorted, with its features."""
    found = _sums(words)
    if not found:
        return []
    heads = Heads.of(words)
    described: list[Described] = []
    elsewhere = asides(words)
    places = [words.at(part.start, part.end) for part in found]
    firsts = [first for first, _ in places]
    alone = Counter(words.blocks[first] for first in firsts)
    floor, trailing = 0, False
    previous: Verdict | None = None
    risen: Verdict | None = None
    year = current_year(words)
    related = relations(found, additions(words, found), counts(words))
    rows = _rows(words, firsts)
    for number, (part, (first, last)) in enumerate(zip(found, places, strict=True)):
        following = places[number + 1][0] - last if number + 1 < len(places) else len(words)
        plain = context(words, first, last, heads)
        whole = _joined(words, last, plain)
        around = _own(whole, first - floor, following)
        if around.column and around.row[:1] and around.row[0] in SUMMING and alone[words.blocks[first]] == 1:
            around = around._replace(column=() if not _GRANT_COLUMN.search(" ".join(around.column)) else around.column)
        if number and not _first_in_cell(words, places[number - 1][1], first):
            around = around._replace(row=(), column=())
        same = number > 0 and words.sentences[places[number - 1][0]] == words.sentences[first]
        verdict = _verdict(part, around, previous if same else None)
        if risen is not None and around.before[-1:] == ("do",):
            verdict, risen = risen, None
        elif _earlier(around):
            verdict, risen = Verdict("past", _NOW, "", "before"), verdict
        if elsewhere[first]:
            verdict = verdict._replace(role="noise", score=max(verdict.score, 1.0))
        seen = plain._replace(row=around.row, column=around.column)
        table = tabular(words, first)
        marks = features(part, seen, first - floor, following, year, labelled=not table).union(related[number])
        if table:
            fresh = number == 0 or _first_in_cell(words, places[number - 1][1], first)
            marks = _in_table(words, first, marks, heads if fresh else None, year).union(_cell(words, first, rows))
        else:
            marks.update((*_labelled(around), *listed(words, first)))
        if elsewhere[first]:
            marks.add(ASIDE)
        trailing = trailing and same and first - floor <= NEAR_GAP
        if trailing:
            marks = _trailing(marks)
        trailing = trailing or first - words.sentence_bounds(first)[0] <= OPENING
        if same and previous is not None:
            marks |= _following(marks, previous)
        wording = f"{' '.join(around.before)} {_clause(whole)}"
        described.append(Described(part, first, verdict, wording, frozenset(marks)))
        floor, previous = last, verdict
    return _accompanied(described)


def _sums(words: Words) -> list[Sum]:
    return sorted([*(stated := sums(words)), *table_sums(words, stated)], key=attrgetter("start"))


def _labelled(around: Context) -> Iterator[str]:
    """What the label of a sum says: its row's first cell, the words before its colon, the line above it."""
    label: Sequence[str] = around.row
    if not label and around.before[-1:] in {(":",), (BREAK,)}:
        label = around.before[:-1]
        stop = max((place for place, word in enumerate(label) if word in _CLAUSE or word == BREAK), default=-1)
        label = label[stop + 1 :]
    if label:
        yield f"label:{money_heads.kind(label)}"
    if around.column:
        yield f"column:{money_heads.kind(around.column)}"


def _accompanied(described: Sequence[Described]) -> list[Described]:
    """The sums with what the rules see in those close by: money of the state beside that of the Union is its share."""
    found: list[Described] = []
    for number, one in enumerate(described):
        near = (*described[max(number - BESIDE, 0) : number], *described[number + 1 : number + 1 + BESIDE])
        roles = {other.verdict.role for other in near if abs(other.part.start - one.part.start) <= CLOSE_BY}
        marks = {f"beside:{role}" for role in roles & BUDGET}
        found.append(replace(one, features=one.features | marks) if marks else one)
    return found


def _in_table(words: Words, index: int, marks: set[str], heads: Heads | None, year: int) -> set[str]:
    """The features in a table: the kinds of its heads (of a cell's first sum) instead of their words."""
    kept = {f"table {mark}" if mark in _RELATIONS else mark for mark in marks}
    if heads is not None:
        kept.update(money_heads.marks(words, index, heads.column(words, index, *words.block_bounds(index)), year))
    return kept


def _trailing(marks: set[str]) -> set[str]:
    """The features where all sums of a sentence stand before what they are for: the words before belong to others."""
    return {mark for mark in marks if not mark.startswith(_LEFT)} | {f"T{mark}" for mark in marks if mark[:3] == "R0:"}


def _following(marks: set[str], previous: Verdict) -> set[str]:
    """What a sum inherits from the one before it in its sentence."""
    found = {"same", f"previous:{previous.role}"}
    return found | {f"restates:{previous.role}"} if "restates" in marks else found


def _rows(words: Words, places: Sequence[int]) -> dict[int, list[int]]:
    """The sums of each row of a table, by its block."""
    rows: dict[int, list[int]] = {}
    for place in places:
        if words.kind(place) is BlockKind.ROW:
            rows.setdefault(words.blocks[place], []).append(place)
    return rows


def _cell(words: Words, index: int, rows: dict[int, list[int]]) -> Iterator[str]:
    """Where in a table of more than two columns a sum stands."""
    yield "table"
    row, many = rows[words.blocks[index]], sum(map(len, rows.values()))
    yield f"table{sum(many >= step for step in _MANY)}"
    first, _ = words.block_bounds(index)
    kind = "total" if words.lower[first] in SUMMING else "line"
    yield f"table-{kind}"
    if len(row) > 1:
        yield f"table-{kind}-{'last' if index == row[-1] else 'earlier'}"


def tabular(words: Words, index: int) -> bool:
    """Whether the word stands in a row of more than two cells: sums there add up along rows and columns."""
    first, last = words.block_bounds(index)
    return words.kind(index) is BlockKind.ROW and words.forms[first:last].count("|") > 1


def _joined(words: Words, last: int, around: Context) -> Context:
    """The context without the comma before a verb that goes on about the sum (`48 000 zł, wyłożył budżet państwa`)."""
    if around.after[:1] == (",",) and last + 1 < len(words) and words.tags[last + 1].startswith(("praet", "fin")):
        return around._replace(after=around.after[1:])
    return around


def _first_in_cell(words: Words, previous: int, first: int) -> bool:
    """False where another sum stands before it in the same cell of a table: the row's label is that one's."""
    return words.blocks[previous - 1] != words.blocks[first] or "|" in words.forms[previous:first]


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
    return around._replace(before=before, after=tuple(after))


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
            return previous._replace(score=previous.score - _INHERITED)
        exact = _EXACT & set(around.before[-3:])
        if (part.paired or exact) and previous is not None and previous.side != "none":
            return previous
        return Verdict("other", 0.0, "", "none")
    return verdicts[0]


def _earlier(around: Context) -> bool:
    """`wzrosło z 702 900 zł do 768 450 zł`: the sum that holds no more."""
    return around.before[-1:] == ("z",) and around.after[:1] == ("do",)


def _of_small(verdicts: list[Verdict]) -> list[Verdict]:
    """A small sum is a budget only where its label says of what, and never where a rate's words follow it."""
    rate = any(verdict.role == "per_unit" and verdict.side == "after" for verdict in verdicts)
    return [
        verdict
        for verdict in verdicts
        if verdict.role not in BUDGET
        or (not rate and (verdict.side == "row" or (verdict.score > 3.7 and _WHOLE.search(verdict.cue))))
    ]
