"""The role of every sum of a document, decided together: a log-linear model of each, and additions that bind them.

The model is a softmax over the features of `money_features` and the rules' verdict; its weights are data
(`data/money_weights.csv`), fitted by `tools.money.fit`.
"""

import math
from collections.abc import Iterable, Sequence
from functools import cache
from operator import itemgetter

from extract.cues import Verdict
from extract.role_weights import RoleWeights

NONE = "none"
"""The role of a sum that is no amount of the programme."""
ROLES = ("total", "grant", "eu", "state", "own", "per_unit", "fee", "other", NONE)
HEAVY, HEAVIER = 3.3, 4.0
"""Scores from which on a rule's verdict is a feature of its own."""
BOUND = 2.5
"""Log-odds that an addition gives to the roles that it binds: a whole and its different shares."""
LOOSE = -1.0
"""Log-odds for roles of a whole and its parts that do not fit each other."""
CHOICES = 4
"""Roles of a sum that are tried in an addition, the likeliest ones."""
_SHARES = frozenset({"grant", "eu", "state", "own", "other"})
_APART = frozenset({"per_unit", "fee"})


@cache
def load_weights() -> RoleWeights:
    """What every feature speaks for.

    Raises RuleError where the table cannot be read.
    """
    return RoleWeights.load("money_weights.csv", ROLES)


def with_verdict(found: Iterable[str], verdict: Verdict) -> frozenset[str]:
    """The features of a sum and what the rules say of it."""
    role = verdict.role
    more = {f"rule:{role}", f"side:{verdict.side}"}
    if verdict.score >= HEAVY:
        more.add(f"rule+:{role}")
    if verdict.score >= HEAVIER:
        more.add(f"rule++:{role}")
    marks = frozenset(found)
    if "table" in marks:
        more.add(f"table rule:{role}")
    return marks | more


def likelihoods(marks: Iterable[str]) -> tuple[float, ...]:
    """The natural logarithms of the probabilities of `ROLES` for a sum with these features."""
    return load_weights().log_shares(marks)


def together(logs: Sequence[tuple[float, ...]], additions: dict[int, tuple[int, ...]]) -> list[tuple[str, float]]:
    """The role of each sum with its probability; sums of an addition get the likeliest roles that fit each other.

    An addition speaks for its roles: their probability is that among all assignments to the whole and its parts.
    """
    chosen = [max(enumerate(log), key=itemgetter(1)) for log in logs]
    settled: set[int] = set()
    for whole, parts in sorted(additions.items(), key=lambda item: -len(item[1])):
        members = (whole, *parts)
        if settled & set(members):
            continue
        scored: list[tuple[tuple[int, ...], float]] = [((), 0.0)]
        for member in members:
            likely = [(role, logs[member][role]) for role in _likeliest(logs[member])]
            scored = [((*roles, role), total + log) for roles, total in scored for role, log in likely]
        scored = [(roles, total + _fit(roles)) for roles, total in scored]
        best, top = max(scored, key=itemgetter(1))
        odds = [(roles, math.exp(total - top)) for roles, total in scored]
        whole_mass = math.log(sum([odd for _, odd in odds]))
        for place, (member, role) in enumerate(zip(members, best, strict=True)):
            agreeing = math.log(sum([odd for roles, odd in odds if roles[place] == role]))
            chosen[member] = (role, (top + agreeing) - (top + whole_mass))
        settled.update(members)
    return [(ROLES[role], math.exp(log)) for role, log in chosen]


def _likeliest(log: Sequence[float]) -> list[int]:
    return sorted(range(len(ROLES)), key=lambda role: -log[role])[:CHOICES]


@cache
def _fit(roles: tuple[int, ...]) -> float:
    """How well the roles of a whole and of its parts, by their numbers, go together."""
    whole, *parts = (ROLES[role] for role in roles)
    kinds = set(parts)
    if kinds == {NONE} or whole in {NONE, *_APART} or kinds & _APART:
        return 0.0
    if whole == "total" and kinds <= _SHARES and len(kinds) == len(parts):
        return BOUND
    if whole == "grant" and kinds == {"eu", "state"}:
        return BOUND
    if whole == "total" and kinds <= _SHARES | {NONE}:
        return 0.0
    if whole in _SHARES and kinds <= {whole, NONE}:
        return 0.0
    return LOOSE
