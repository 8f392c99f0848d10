"""When a programme runs: a beginning and an end chosen together among all its dates.

Every pair of a beginning and an end (either may be missing) is weighed by what stands beside each of the two, by their
precision and by how they go together; the weights (`extract/data/date_weights.yaml`) are fitted by `tools.dates.fit`.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from extract.candidates import Candidate, DateCandidate, NameCandidate
from extract.rules import load_rules

ROLES = frozenset({"period", "edition", "event", "enrolment", "agreement", "other", "parent", "since", "hours"})
"""Roles of dates that can be a beginning or an end; days of laws, births and counts cannot."""
MOST = 7
"""Beginnings and ends that are paired with each other, the best of each."""
BESIDE, NEAR = 70, 260
"""Characters between a beginning and an end that stand side by side, or near each other."""
BEHIND = 14
"""Characters between a name and the years that belong to it (`„Nurt” na lata 2023–2025`)."""
NAMED = 160
"""Characters between a date and the programme's name within which they stand together."""
_YEAR, _MONTH, _DAY = 4, 7, 10
_EXACT = 6
"""Digits to which sums of weights are compared, in whatever order they were added."""


class Edge(NamedTuple):
    """A date as a beginning or as an end."""

    value: str
    source: DateCandidate
    signs: tuple[str, ...]
    worth: float
    """The sum of the weights of the signs."""


class Term(NamedTuple):
    """A beginning and an end with everything that speaks for or against them."""

    start: Edge | None
    end: Edge | None
    beside: tuple[str, ...]
    """What speaks for or against the two together; each has signs of its own."""
    worth: float
    """The sum of the weights of all signs."""

    @property
    def signs(self) -> tuple[str, ...]:
        """All signs, those of either end included."""
        start, end = self.start, self.end
        return (*(start.signs if start else ()), *(end.signs if end else ()), *self.beside)

    @property
    def values(self) -> tuple[str | None, str | None]:
        """Both ends in ISO 8601."""
        start, end = self.start, self.end
        return (start.value if start else None), (_whole(start, end) if end else None)


def choose(candidates: Sequence[DateCandidate], own: Sequence[Candidate], others: Sequence[Candidate]) -> Term | None:
    """The likeliest term, or None where the likeliest is that the dates tell none.

    `own` are the mentions of the programme's name, `others` those of other names, whose years are not its years.
    """
    best = max(terms(candidates, own, others, load_weights()), key=attrgetter("worth"))
    return best if best.start or best.end else None


@cache
def load_weights() -> dict[str, float]:
    """The fitted weights by name of sign."""
    return {name: float(value) for name, value in load_rules("date_weights").items()}


def terms(
    candidates: Sequence[DateCandidate],
    own: Sequence[Candidate],
    others: Sequence[Candidate],
    weights: dict[str, float],
    most: int = MOST,
) -> list[Term]:
    """Every term that the dates allow, the empty one first; of the beginnings and of the ends the best `most`."""
    told = [found for found in candidates if found.role in ROLES]
    around = {found.start: _place(found, own, others) for found in told}
    for role in ROLES:
        first = next((found for found in told if found.role == role), None)
        if first is not None:
            around[first.start] = (*around[first.start], "first")
    starts = _best([edge for found in told if (edge := _start(found, around[found.start], weights))], most)
    ends = _best([edge for found in told if (edge := _end(found, around[found.start], weights))], most)
    starts, ends = _agreed(starts, "start", weights), _agreed(ends, "end", weights)
    result = [_term(None, None, ("none",), weights)]
    for start in starts:
        result.append(_term(start, None, ("only_start",), weights))
        result.extend(_term(start, end, _together(start, end), weights) for end in ends if _possible(start, end))
    result.extend(_term(None, end, ("only_end",), weights) for end in ends)
    result.extend(_turns(told, weights))
    return result


def _turns(told: Sequence[DateCandidate], weights: dict[str, float]) -> Iterator[Term]:
    """From the first day of the first turn to the last of the last one (`dwa turnusy: 3–7 i 10–14 lipca`)."""
    stays = [one for one in told if one.role == "event" and one.first and one.last]
    turns = [one for one in stays if one.traits & _TURNS]
    if len(turns) < 2:
        turns = _first_run(stays)
    if turns:
        first, last = min(turns, key=lambda one: one.first or ""), max(turns, key=lambda one: one.last or "")
        start, end = (Edge(value or "", one, (), 0.0) for value, one in ((first.first, first), (last.last, last)))
        yield _term(start, end, ("turns",), weights)


def _first_run(stays: Sequence[DateCandidate]) -> list[DateCandidate]:
    """The first stays that follow each other in one list, none where no two do."""
    run: list[DateCandidate] = []
    for one, other in pairwise(stays):
        if other.start - one.end <= _LISTED:
            run = [*(run or [one]), other]
        elif run:
            break
    return run


_LISTED = 8
"""Characters between two stays of one list (`3–7 i 10–14 lipca`)."""
_TURNS = frozenset({"turn_before", "turn_after"})


def _term(start: Edge | None, end: Edge | None, beside: tuple[str, ...], weights: dict[str, float]) -> Term:
    worth = _worth(beside, weights) + (start.worth if start else 0.0) + (end.worth if end else 0.0)
    return Term(start, end, beside, round(worth, _EXACT))


def _worth(signs: Iterable[str], weights: dict[str, float]) -> float:
    return sum([weights.get(sign, 0.0) for sign in signs])


def _best(edges: list[Edge], most: int) -> list[Edge]:
    return sorted(edges, key=lambda edge: -edge.worth)[:most]


def _start(found: DateCandidate, around: tuple[str, ...], weights: dict[str, float]) -> Edge | None:
    if found.first is None:
        return None
    signs = _signs(found, "start", found.first, around)
    return Edge(found.first, found, signs, _worth(signs, weights))


def _end(found: DateCandidate, around: tuple[str, ...], weights: dict[str, float]) -> Edge | None:
    value = found.last
    if value is None:
        if found.first is None or found.open_end:
            return None
        value, around = found.first, (*around, "point")
    signs = _signs(found, "end", value, around)
    return Edge(value, found, signs, _worth(signs, weights))


def _signs(found: DateCandidate, edge: str, value: str, around: tuple[str, ...]) -> tuple[str, ...]:
    precision = {_YEAR: "year", _MONTH: "month"}.get(len(value), "day")
    level = "sure" if found.confidence >= _SURE else "likely" if found.confidence >= _LIKELY else "unsure"
    role = "period" if found.role == "parent" and "in_local_name" in around else found.role
    names = [f"role_{role}", f"role_{role}_{level}", f"to_{precision}", *sorted(found.traits), *around]
    if found.role == "enrolment" and "enrols_before" in found.traits:
        names.append("enrolling")
    if found.extended and edge == "end":
        names.append("extended")
    if precision == "day" and (value.endswith("-01") if edge == "start" else _closes(value)):
        names.append("round")
    if edge == "end" and value[_YEAR:] in {"-12-31", "-12"}:
        names.append("closes_year")
    if role not in _TERM and not _supported(found, edge):
        names.append("unsupported")
    return tuple(f"{edge}_{name}" for name in names)


def _closes(day: str) -> bool:
    """Whether a day is the last of its month."""
    return int(day[8:]) == monthrange(int(day[:4]), int(day[5:7]))[1]


def _supported(found: DateCandidate, edge: str) -> bool:
    """Whether a word beside the date says that something lasts, begins or ends then."""
    return bool(found.traits & (_BEGINS if edge == "start" else _ENDS))


_TERM = frozenset({"period", "edition"})
_LASTS = frozenset(f"{sign}_{side}" for sign in ("lasts", "carries", "works") for side in ("before", "after"))
_BEGINS = _LASTS | {"begins_before", "begins_after", "says_starts"}
_ENDS = _LASTS | {"ends_before", "ends_after", "bound_before", "says_ends"}


_SURE, _LIKELY = 0.85, 0.6


def _place(found: DateCandidate, own: Sequence[Candidate], others: Sequence[Candidate]) -> tuple[str, ...]:
    signs = []
    holding = [name for name in own if name.start <= found.start < name.end]
    if holding:
        signs.append("in_name")
        if not any(_is_wide(name) for name in holding):
            signs.append("in_local_name")
    elif any(name.start - NAMED <= found.start < name.end + NAMED for name in own):
        signs.append("by_name")
    behind = [name for name in own if 0 <= found.start - name.end <= BEHIND]
    if behind and not holding and not any(_is_wide(name) for name in behind):
        signs.append("behind_name")
    if any(name.start <= found.start < name.end and not _encloses(name, own) for name in others):
        signs.append("in_other_name")
    return tuple(signs)


def _encloses(name: Candidate, own: Sequence[Candidate]) -> bool:
    """Whether a name is the programme's own with its description (`Program ochrony zdrowia „Nurt” na lata …`)."""
    return any(name.start <= one.start and one.end <= name.end for one in own)


def _is_wide(name: Candidate) -> bool:
    """Whether a name is that of a programme of the whole country, whose years are not those of what a town does."""
    return isinstance(name, NameCandidate) and _wide(name.name)


@lru_cache(4_000)
def _wide(name: str) -> bool:
    return re.search(rf"\b(?:{load_rules('dates')['wide']})", name.casefold()) is not None


def _possible(start: Edge, end: Edge) -> bool:
    if start.source is end.source and start.value == end.value:
        return len(start.value) == _YEAR or (len(start.value) == _MONTH and start.source.role == "edition")
    shortest = min(len(start.value), len(end.value))
    if start.value[:shortest] == end.value[:shortest]:
        return len(start.value) == _YEAR or (len(start.value) > len(end.value) and end.source.whole_end)
    return start.value < end.value


def _together(start: Edge, end: Edge) -> tuple[str, ...]:
    """How a beginning and an end go together."""
    one, other = start.source, end.source
    length = f"length_{_length(start.value, end.value)}"
    if one is other:
        brief = one.traits & _QUARTERS
        kind = "pair_year" if start.value == end.value else "pair_quarter" if brief else "pair_range"
        named = _NAMED & {*start.signs} and int(end.value[:4]) - int(start.value[:4]) >= _MANY
        return (length, kind, "pair_named_years") if named else (length, kind)
    gap = other.start - one.end
    found = [length, "pair_beside" if 0 <= gap <= BESIDE else "pair_near" if -NEAR <= gap <= NEAR else "pair_far"]
    if gap < 0:
        found.append("pair_backwards")
    if one.role == "agreement" and "contract_before" in other.traits:
        found.append("pair_contract")
    if other.extended:
        found.append("extended")
    elif one.last is not None and one.last not in {end.value, one.first} and not one.traits & _QUARTERS:
        found.append("cut_start")
    if other.first is not None and other.last is not None and other.first != start.value:
        found.append("cut_end")
    if len(start.value) != len(end.value):
        found.append("uneven")
    if one.role == other.role:
        found.append("pair_alike")
    return tuple(found)


_NAMED = {"start_in_local_name", "start_behind_name"}
_MANY = 2
"""Years from the first to the last of a name that tell a programme of several years for sure, no school year."""
_QUARTERS = frozenset({"is_quarter", "is_half"})
"""Stretches in which a programme may merely begin or end (`ruszył w IV kwartale, potrwa do czerwca`)."""


def _agreed(edges: Sequence[Edge], which: str, weights: dict[str, float]) -> list[Edge]:
    """The edges, each with the signs of what the others say of it."""
    found = []
    for edge in edges:
        signs = _agreement(edges, edge, f"{which}_is_school", f"{which}_unsupported")
        signs = tuple(f"{which}_{sign}" for sign in signs)
        found.append(edge._replace(signs=(*edge.signs, *signs), worth=edge.worth + _worth(signs, weights)))
    return found


def _agreement(edges: Sequence[Edge], edge: Edge, school: str, unsupported: str) -> tuple[str, ...]:
    """Whether other dates say the same more finely or less finely."""
    finer = vaguer = same = False
    tied = school in edge.signs
    for other in edges:
        if other.source is edge.source:
            continue
        if other.value == edge.value:
            same = True
        elif _sharpens(other, edge, school=tied):
            finer = finer or unsupported not in other.signs
        else:
            vaguer = vaguer or (_sharpens(edge, other, school=school in other.signs) and unsupported not in other.signs)
    signs = (("blunt", finer), ("sharpens", vaguer), ("repeated", same))
    return tuple(sign for sign, told in signs if told)


def _sharpens(fine: Edge, vague: Edge, *, school: bool) -> bool:
    """Whether one date says more finely what another says: within its year or month, or near a school year's edge."""
    if school:
        return abs(_months(fine.value) - _months(vague.value)) <= _SCHOOL
    return len(fine.value) > len(vague.value) and fine.value.startswith(vague.value)


def _months(value: str) -> int:
    return int(value[:4]) * 12 + int(value[5:7] or 6)


_SCHOOL = 3
"""Months before or after a school year's edge within which what is tied to it begins or ends."""


def _length(start: str, end: str) -> str:
    """How long a term is, roughly; within one year where only years are told."""
    months = (int(end[:4]) - int(start[:4])) * 12 + int(end[5:7] or 12) - int(start[5:7] or 1)
    if len(start) == len(end) == _DAY and months <= 1:
        days = months * 30 + int(end[8:]) - int(start[8:])
        if days < _SHORT:
            return "days"
    return "year" if months <= _ONE else "years" if months <= _FIVE else "decade"


_SHORT, _ONE, _FIVE = 32, 14, 62


def _whole(start: Edge | None, end: Edge) -> str:
    """`do końca roku`, beside a finer beginning, is the year's last month."""
    if end.source.whole_end and len(end.value) == _YEAR and start is not None and len(start.value) > _YEAR:
        return f"{end.value}-12"
    return end.value


def as_candidate(term: Term) -> DateCandidate:
    """The chosen term as one date, at the place where it is told."""
    edge = term.start or term.end
    if edge is None:
        raise ValueError("an empty term is no date")
    first, last = term.values
    other = term.end.source if term.end else edge.source
    sure = min(edge.source.confidence, other.confidence)
    end = max(edge.source.end, other.end)
    begin = min(edge.source.start, other.start)
    if end - begin > NEAR:
        begin, end = edge.source.start, edge.source.end
    return replace(
        edge.source, start=begin, end=end, first=first, last=last, open_end=last is None, confidence=round(sure, 3)
    )
