"""Which of a programme's dates are its period and its events."""

from collections.abc import Sequence
from dataclasses import replace

from extract.candidates import Candidate, DateCandidate
from extract.components.date_term import Term, as_candidate, choose

SURE_OF_EVENT = 0.5
"""A date of less confidence than this is no event."""
_HAPPENINGS = frozenset({"event", "enrolment"})
_ENDS = frozenset({"ends_before", "ends_after", "lasts_before"})
"""Signs that a day is told as the programme's own end."""
_BEGINS, _MEETS = "begins_before", frozenset({"happens_before", "happens_after", "service_before", "service_after"})
"""Signs that a day is told as the programme's own beginning, and that people meet on it all the same."""


def period(
    candidates: Sequence[DateCandidate], own: Sequence[Candidate] = (), others: Sequence[Candidate] = ()
) -> DateCandidate | None:
    """When the programme runs, at the place where the text tells it; None where it does not.

    `own` are the mentions of the programme's name, `others` those of other programmes.
    """
    term = choose(candidates, own, others)
    return as_candidate(term) if term is not None else None


def events(
    candidates: Sequence[DateCandidate], own: Sequence[Candidate] = (), others: Sequence[Candidate] = ()
) -> list[DateCandidate]:
    """Single dated happenings, enrolments and deadlines among them; a deadline is an event on its day."""
    term = choose(candidates, own, others)
    found: dict[tuple[str, str | None], DateCandidate] = {}
    for candidate in candidates:
        if candidate.role not in _HAPPENINGS or candidate.confidence < SURE_OF_EVENT:
            continue
        event = candidate if candidate.first else replace(candidate, first=candidate.last, last=None)
        if event.first is None or len(event.first) < _DAY or event.open_end:
            continue
        if term is not None and _is_edge(candidate, event, term):
            continue
        known = found.get((event.first, event.last))
        if known is None or event.confidence > known.confidence:
            found[event.first, event.last] = event
    return sorted(found.values(), key=lambda event: event.start)


_DAY = len("2024-05-01")


def _is_edge(candidate: DateCandidate, event: DateCandidate, term: Term) -> bool:
    """Whether a date is the programme's term, or a day told as its beginning or end."""
    if event.last is not None:
        return (event.first, event.last) == term.values
    if term.start is not None and candidate is term.start.source:
        return _BEGINS in candidate.traits and candidate.traits.isdisjoint(_MEETS)
    return term.end is not None and candidate is term.end.source and bool(candidate.traits & _ENDS)
