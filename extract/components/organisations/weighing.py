"""The role of every body of a document by a log-linear model of the signs that its mentions show.

The model is a softmax over the roles and none; its weights are data (`data/organisation_weights.csv`), fitted by
`tools.organisations.fit`. The rules' verdicts are signs among others.
"""

import csv
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from extract.candidates import OrganisationCandidate
from extract.components.organisations.bodies import Body
from extract.components.organisations.decide import named_as
from extract.errors import RuleError
from extract.words import Words

NONE = "none"
"""The role of a body that does nothing for a programme."""
ROLES = ("implementer", "applicant", "partner", "provider", "funder", "patron", "participant", NONE)


@cache
def load_weights() -> dict[str, tuple[float, ...]]:
    """For each sign, what it adds to the log-odds of each of `ROLES`.

    Raises RuleError where the table cannot be read.
    """
    path = files("extract") / "data" / "organisation_weights.csv"
    try:
        lines = csv.reader(path.read_text("utf-8").splitlines())
        if tuple(next(lines)[1:]) != ROLES:
            raise RuleError(f"organisation_weights.csv: the columns must be feature,{','.join(ROLES)}")
        return {name: tuple(map(float, values)) for name, *values in lines}
    except (OSError, ValueError, StopIteration) as error:
        raise RuleError(f"organisation_weights.csv: fit it again, it cannot be read: {error}") from error


def likelihoods(marks: Iterable[str]) -> tuple[float, ...]:
    """The probabilities of `ROLES` for a body with these signs."""
    weights = load_weights()
    total = [0.0] * len(ROLES)
    for mark in sorted(marks):  # a set has no order, sums of floats do
        for place, value in enumerate(weights.get(mark, ())):
            total[place] += value
    top = max(total)
    odds = [math.exp(value - top) for value in total]
    whole = sum(odds)
    return tuple(value / whole for value in odds)


def weighed(
    words: Words, candidates: Sequence[OrganisationCandidate], bodies: Sequence[Body]
) -> list[OrganisationCandidate]:
    """The candidates with the likeliest role of their body where they show it, with its probability."""
    found = list(candidates)
    for body in bodies:
        shares = likelihoods(body.signs)
        best = max(range(len(ROLES)), key=shares.__getitem__)
        role, share = ROLES[best], shares[best]
        shown = _showing(candidates, body, role) if role != NONE else frozenset()
        for place, one in zip(body.candidates, body.found, strict=True):
            given = role if place in shown else None
            sure = round(share, 2) if place in shown else 0.5
            found[place] = replace(found[place], role=given, confidence=sure, name=named_as(words, one, given))
    return found


def _showing(candidates: Sequence[OrganisationCandidate], body: Body, role: str) -> frozenset[int]:
    """Which mentions show the role: those to which the rules give it, else any other, else all outside the imprint."""
    same = frozenset(place for place in body.candidates if candidates[place].role == role)
    given = frozenset(place for place in body.candidates if candidates[place].role is not None) - body.imprint
    text = frozenset(body.candidates) - body.imprint
    return same or given or text or frozenset(body.candidates)
