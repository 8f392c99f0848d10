"""Whether something happens on a day: an event of the programme, an enrolment, a deadline.

Everything that speaks for or against it (the role its wording gives it, the words around, its place on the page, how
it lies to the programme's term) has a weight (`data/event_weights.yaml`), fitted by `tools.dates.fit_events`.
"""

import math
from functools import cache

from extract.candidates import DateCandidate
from extract.components.date_term import Term
from extract.rules import load_rules

BIAS = "bias"
"""The name of the weight that every day has."""
_LEVELS = ((0.85, "sure"), (0.6, "likely"), (0.5, "half"), (0.0, "unsure"))
_DAY = len("2024-05-01")


def days_of(candidate: DateCandidate) -> tuple[str, str] | None:
    """The first and last day of what may happen then; None where the date names no day."""
    first = candidate.first or candidate.last
    if first is None or len(first) < _DAY:
        return None
    return first, candidate.last or first


def sureness(candidate: DateCandidate, term: Term | None) -> float:
    """How likely something happens then, from 0 to 1; `term` is the programme's own."""
    weights = load_weights()
    worth = sum([weights.get(sign, 0.0) for sign in signs_of(candidate, term)], weights.get(BIAS, 0.0))
    return 1.0 / (1.0 + math.exp(-worth))


@cache
def load_weights() -> dict[str, float]:
    """The fitted weights by name of sign."""
    return {name: float(value) for name, value in load_rules("event_weights").items()}


def signs_of(candidate: DateCandidate, term: Term | None) -> set[str]:
    """The names of everything that speaks for or against a happening."""
    level = next(name for least, name in _LEVELS if candidate.confidence >= least)
    found = {f"role_{candidate.role}", f"role_{candidate.role}_{level}", *candidate.traits, *candidate.clues}
    if candidate.label:
        found.add("label")
    days = days_of(candidate)
    return found | _within(candidate, days, term) if days else found


def _within(candidate: DateCandidate, days: tuple[str, str], term: Term | None) -> set[str]:
    """How the days lie to the programme's term."""
    if term is None:
        return {"term_none"}
    first, last = days
    start, end = term.values
    found = {"term_both" if start and end else "term_start" if start else "term_end"}
    if days == (start, end):
        found.add("term_same")
    if first == start:
        found.add("term_is_start" if first == last else "term_begins_range")
    if last == end:
        found.add("term_is_end" if first == last else "term_ends_range")
    if term.start and candidate is term.start.source:
        found.add("term_start_source")
    if term.end and candidate is term.end.source:
        found.add("term_end_source")
    if start and first[: len(start)] < start:
        found.add("term_before")
    elif end and last[: len(end)] > end:
        found.add("term_after")
    else:
        found.add("term_within")
    return found
