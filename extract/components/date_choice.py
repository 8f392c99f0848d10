"""Which of a programme's dates are its period and its events."""

from collections.abc import Sequence
from dataclasses import replace

from extract.candidates import Candidate, DateCandidate
from extract.components.date_happening import days_of, sureness
from extract.components.date_term import Term, as_candidate, choose

SURE_OF_EVENT = 0.6
"""A day on which less likely something happens is no event; cross-validated by author (`tools.dates.fit_events`)."""


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
    return events_beside(candidates, choose(candidates, own, others))


def events_beside(candidates: Sequence[DateCandidate], term: Term | None) -> list[DateCandidate]:
    """The same, where the programme's term is known."""
    found: dict[tuple[str, str], DateCandidate] = {}
    for candidate in candidates:
        told = days_of(candidate)
        if told is None:
            continue
        sure = sureness(candidate, term)
        known = found.get(told)
        if sure >= SURE_OF_EVENT and (known is None or sure > known.confidence):
            first, last = told
            found[told] = replace(
                candidate, first=first, last=last if last != first else None, confidence=round(sure, 3)
            )
    return sorted(_untwinned(list(found.values())), key=lambda event: event.start)


def _untwinned(found: list[DateCandidate]) -> list[DateCandidate]:
    """The events without a mere beginning or end (`nabór od 22 stycznia`) of another one that is told in full."""
    first = {one.first for one in found if one.last is not None}
    last: set[str | None] = {one.last for one in found if one.last is not None}
    return [one for one in found if one.last is not None or not _is_edge(one, first, last)]


def _is_edge(one: DateCandidate, first: set[str | None], last: set[str | None]) -> bool:
    return (one.open_end and one.first in first) or ("is_until" in one.traits and one.first in last)
