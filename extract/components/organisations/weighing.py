"""The role of every body of a document by a log-linear model of the signs that its mentions show.

The model is a softmax over the roles and none; its weights are data (`data/organisation_weights.csv`), fitted by
`tools.organisations.fit`. The rules' verdicts are signs among others.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from extract.candidates import OrganisationCandidate
from extract.components.organisations.bodies import REFUSED, Body
from extract.components.organisations.decide import ACTS, named_as
from extract.components.organisations.lexicon import lexicon
from extract.role_weights import RoleWeights, log_sum
from extract.words import Words

NONE = "none"
"""The role of a body that does nothing for a programme."""
ELSEWHERE = 0.5
"""What a body's role on the whole page counts beside its role in one of several stretches."""
ROLES = ("implementer", "applicant", "partner", "provider", "funder", "patron", "participant", NONE)
_GROUND_WORDS = frozenset({"Gmina", "Miasto", "Miejska", "Wiejska", "Miasta", "i", "-", "–"})
LEAST_RUNS = 0.05
"""How likely a body must be to run the programme where nobody else seems to."""
_LEADING = frozenset({"implementer", "applicant", "provider"})
_RUNS, _NOTHING = ROLES.index("implementer"), ROLES.index(NONE)


@cache
def load_weights() -> RoleWeights:
    """What every sign speaks for.

    Raises RuleError where the table cannot be read.
    """
    return RoleWeights.load("organisation_weights.csv", ROLES)


def likelihoods(marks: Iterable[str]) -> tuple[float, ...]:
    """The probabilities of `ROLES` for a body with these signs."""
    return load_weights().shares(marks)


def weighed(
    words: Words, candidates: Sequence[OrganisationCandidate], bodies: Sequence[Body]
) -> list[OrganisationCandidate]:
    """The candidates with the likeliest role of their body where they show it, with its probability."""
    found = list(candidates)
    for body, (role, share) in zip(bodies, _once(_likeliest(bodies), bodies), strict=True):
        shown = _showing(candidates, body, role) if role != NONE else frozenset()
        for place, one in zip(body.candidates, body.found, strict=True):
            given = role if place in shown else None
            sure = round(share, 2) if place in shown else 0.5
            known, name = found[place], named_as(words, one, given)
            found[place] = OrganisationCandidate(known.start, known.end, sure, name, given, known.kind, known.known)
    return found


def _once(chosen: Sequence[tuple[str, float]], bodies: Sequence[Body]) -> list[tuple[str, float]]:
    """The roles, a town that has one by its own name having it not again by its mayor's."""
    named = {(role, _town(name)) for (role, _), body in zip(chosen, bodies, strict=True) for name in body.towns}
    return [
        (NONE, share) if any((role, _town(name)) in named for name in body.mayors) else (role, share)
        for (role, share), body in zip(chosen, bodies, strict=True)
    ]


def _town(name: str) -> str:
    return " ".join(word for word in name.split() if word not in _GROUND_WORDS)


def _likeliest(bodies: Sequence[Body]) -> list[tuple[str, float]]:
    """The likeliest role of each body with its probability. Somebody runs what is announced: where nobody seems to, the
    likeliest body does, however many others could be it."""
    shares = [likelihoods(body.signs) for body in bodies]
    chosen = [
        _NOTHING if REFUSED in body.signs else max(range(len(ROLES)), key=share.__getitem__)
        for body, share in zip(bodies, shares, strict=True)
    ]
    if shares and _LEADING.isdisjoint(ROLES[role] for role in chosen):
        idle = [
            number for number, role in enumerate(chosen) if role == _NOTHING and REFUSED not in bodies[number].signs
        ]
        number = max(idle, key=lambda place: shares[place][_RUNS], default=None)
        if number is not None and shares[number][_RUNS] >= LEAST_RUNS:
            chosen[number] = _RUNS
    return [(ROLES[role], share[role]) for role, share in zip(chosen, shares, strict=True)]


def within(
    candidates: Sequence[OrganisationCandidate], bodies: Sequence[Body], holds: Callable[[OrganisationCandidate], bool]
) -> list[OrganisationCandidate]:
    """The candidates that one of several stretches holds, each body with the role that it has there.

    What a body is elsewhere on the page counts half of what its mentions in the stretch say.
    """
    found: list[OrganisationCandidate] = []
    for body in bodies:
        inside = frozenset(place for place in body.candidates if holds(candidates[place]))
        if not inside:
            continue
        if inside == frozenset(body.candidates):
            found.extend(candidates[place] for place in sorted(inside))
            continue
        found.extend(_decided(candidates, body, inside))
    return sorted(found, key=lambda one: one.start)


def runner(candidates: Iterable[OrganisationCandidate], *, alone: bool) -> OrganisationCandidate | None:
    """Who runs what else the page announces: the surest mention of the body that does, the first of several; where it
    is not `alone`, somebody having applied for the programme, only a welfare unit."""
    running = [one for one in candidates if one.role == ROLES[_RUNS] and (alone or one.kind in lexicon().welfare)]
    return max(running, key=lambda one: one.confidence, default=None)


def _decided(
    candidates: Sequence[OrganisationCandidate], body: Body, inside: frozenset[int]
) -> list[OrganisationCandidate]:
    given = {role for place in inside if (role := body.rules[body.candidates.index(place)]) is not None}
    here = load_weights().log_shares(body.signs_of(inside, given))
    page = load_weights().log_shares(body.signs)
    both = [one + ELSEWHERE * other for one, other in zip(here, page, strict=True)]
    best = max(range(len(ROLES)), key=both.__getitem__)
    role, share = ROLES[best], math.exp(both[best] - log_sum(both))
    shown = inside - body.imprint or inside
    decided: list[OrganisationCandidate] = []
    for place in sorted(inside):
        one, number = candidates[place], body.candidates.index(place)
        if role == NONE or place not in shown:
            decided.append(replace(one, role=None, confidence=0.5))
            continue
        name = body.acting[number] if role in ACTS else body.found[number].named.name
        decided.append(replace(one, role=role, confidence=round(share, 2), name=name))
    return decided


def _showing(candidates: Sequence[OrganisationCandidate], body: Body, role: str) -> frozenset[int]:
    """Which mentions show the role: those to which the rules give it, else any other, else all outside the imprint."""
    same = frozenset(place for place in body.candidates if candidates[place].role == role)
    given = frozenset(place for place in body.candidates if candidates[place].role is not None) - body.imprint
    text = frozenset(body.candidates) - body.imprint
    return same or given or text or frozenset(body.candidates)
