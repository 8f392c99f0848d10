"""Which target groups and activities a programme gets: evidence summed over all wordings in its stretch of text.

A logistic model: the best wording of a code gives its strength and the traits of its place, further wordings add to it.
The weights are data (`data/code_weights.yaml`); the sigmoid of the sum is the confidence.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from corpus.values import value
from extract.candidates import Candidate, CodeCandidate
from extract.rules import load_rules

_LEAD = 700
"""The first characters of a programme's text, where it says what it is."""
_NEAR = 250
"""Characters from a wording to the nearest mention of the programme's name within which it speaks of it."""
_TAIL, _TAILED = 0.15, 800
"""The last share of a programme's text, if that has so many characters, often speaks of something else."""
_MOST = 0.98
_MOST_FURTHER = 9
"""Further wordings kept of one code."""
_SUPPORTS = -1.0
"""Log-odds above which a further wording does not speak against the code."""
_OUTRIGHT = frozenset({"labelled", "title", "own_name", "direct"})
_DOUBTFUL = frozenset({"weak", "background", "elsewhere", "asked", "without", "other_name", "offstage"})


@value
class Decided:
    """A code that a programme gets: the wording that shows it best, others that support it, and the confidence."""

    best: CodeCandidate
    further: tuple[CodeCandidate, ...]
    confidence: float


def decide(
    found: Sequence[CodeCandidate],
    field: str,
    spans: Sequence[tuple[int, int]],
    own: Sequence[Candidate] = (),
    others: Sequence[Candidate] = (),
) -> list[Decided]:
    """The codes of one programme in the order of their best wordings.

    `field` is `target_groups` or `activities`; `spans` the characters of the programme's text; `own` the mentions of
    its name and `others` those of other programmes' names.
    """
    weights = load_weights(field)
    by_code: dict[str, list[tuple[float, CodeCandidate]]] = {}
    outright: set[str] = set()
    for candidate in found:
        if any(start <= candidate.start < end for start, end in spans):
            traits = place_traits(candidate, spans, own, others)
            by_code.setdefault(candidate.code, []).append(
                (math.fsum(weights.get(trait, 0.0) for trait in traits), candidate)
            )
            if says_outright(traits):
                outright.add(candidate.code)
    totals = {code: _total(scored, weights) for code, scored in by_code.items()}
    for code in totals:
        totals[code] += weights["unstated"] * (code not in outright and bool(outright))
    given = {code for code, total in totals.items() if total > 0}
    chosen = []
    for code, scored in by_code.items():
        total = totals[code] + weights["general"] * any(other in given for other in general_codes().get(code, ()))
        if total > 0:
            best = _shown(scored)
            further = tuple(other for score, other in scored if score > _SUPPORTS and other is not best)
            chosen.append(Decided(best, further[:_MOST_FURTHER], min(_MOST, sigmoid(total))))
    return sorted(chosen, key=lambda decided: decided.best.start)


def _total(scored: Sequence[tuple[float, CodeCandidate]], weights: Mapping[str, float]) -> float:
    scores = [score for score, _ in scored]
    return weights["bias"] + max(scores) + weights["repeated"] * repetition(scores)


def _shown(scored: Sequence[tuple[float, CodeCandidate]]) -> CodeCandidate:
    """The wording that shows a code best; one that is counted where it shows it hardly less."""
    best, _ = max(((score, candidate) for score, candidate in scored), key=lambda item: (item[0], -item[1].start))
    counted = [candidate for score, candidate in scored if candidate.count is not None and score > best - 1]
    return counted[0] if counted else max(scored, key=lambda item: (item[0], -item[1].start))[1]


def place_traits(
    candidate: CodeCandidate,
    spans: Sequence[tuple[int, int]],
    own: Sequence[Candidate],
    others: Sequence[Candidate],
) -> set[str]:
    """The traits of a wording, with those that its place in the programme's text adds."""
    traits = {*candidate.traits, f"code_{candidate.code}"}
    if spans and spans[0][0] <= candidate.start < spans[0][0] + _LEAD:
        traits.add("lead")
    if spans and candidate.start > _tail(spans):
        traits.add("late")
    away = min((abs(name.start - candidate.start) for name in own), default=_NEAR)
    if away < _NEAR:
        traits.add("near")
    if _in_name(candidate, own):
        traits.add("own_name")
    elif _in_name(candidate, others):
        traits.add("other_name")
    return traits


def _tail(spans: Sequence[tuple[int, int]]) -> float:
    begin, end = spans[0][0], spans[-1][1]
    return end - _TAIL * (end - begin) if end - begin > _TAILED else end


def says_outright(traits: Collection[str]) -> bool:
    """Whether a place says outright that the programme is for those people or gives this, not merely tells of them."""
    return not _OUTRIGHT.isdisjoint(traits) and _DOUBTFUL.isdisjoint(traits)


def repetition(scores: Sequence[float]) -> float:
    """How much further wordings support the best: the logarithm of the number of those that do not speak against it."""
    return math.log2(max(1, sum(score > _SUPPORTS for score in scores)))


def sigmoid(value: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-value))


@cache
def load_weights(field: str) -> Mapping[str, float]:
    """The weights of a field's traits."""
    weights: Mapping[str, float] = load_rules("code_weights")[field]
    return weights


def general_codes() -> Mapping[str, Sequence[str]]:
    """General codes with the specific ones beside which they say little."""
    table: Mapping[str, Sequence[str]] = load_rules("code_weights")["general"]
    return table


@cache
def hidden_codes() -> Mapping[str, Sequence[str]]:
    """Codes with those that make a wording void with which they share a word: `wychowankowie pieczy, którzy …`."""
    table: Mapping[str, Sequence[str]] = load_rules("code_weights")["inside_of"]
    general = general_codes()
    return {code: (*general.get(code, ()), *table.get(code, ())) for code in {*general, *table}}


def _in_name(candidate: Candidate, names: Sequence[Candidate]) -> bool:
    return any(name.start <= candidate.start and candidate.end <= name.end for name in names)
